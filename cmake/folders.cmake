# recanvass_folder(<folder> LINKS <lower folders> EXTERNAL <libraries> [NO_UNITY <files>]
#                  [TEST_SUPPORT <another folder's files that its tests use>] [COLD])
#
# One folder under src/ is one target, recanvass_<folder>; its *_test.cpp files are one test
# program, <folder>_test. Links follow the ranks; tools/ranks compares them with the includes.
# COLD: what it does takes no time that a person notices, or stays well inside its goal
# (docs/speed.md) with -O1, with which a release builds it in two thirds of the time.
function(recanvass_folder folder)
  cmake_parse_arguments(ARG "COLD" "" "LINKS;EXTERNAL;NO_UNITY;TEST_SUPPORT" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "_(test|bench|fuzz)\\.cpp$")
  if(NOT sources)
    add_library(recanvass_${folder} INTERFACE)
    target_link_libraries(recanvass_${folder} INTERFACE fmt::fmt)
    return()
  endif()
  add_library(recanvass_${folder} STATIC ${sources})
  target_include_directories(recanvass_${folder} PUBLIC "${CMAKE_SOURCE_DIR}/src")
  foreach(link IN LISTS ARG_LINKS)
    target_link_libraries(recanvass_${folder} PUBLIC recanvass_${link})
  endforeach()
  target_link_libraries(recanvass_${folder} PUBLIC fmt::fmt PRIVATE recanvass_opts ${ARG_EXTERNAL})
  if(ARG_COLD)
    target_compile_options(recanvass_${folder} PRIVATE $<$<CONFIG:Release>:-O1>)
  endif()
  recanvass_unity(recanvass_${folder} ${RECANVASS_UNITY_BATCH} ${ARG_NO_UNITY})
  if(RECANVASS_TESTS AND tests)
    recanvass_test(${folder}_test SOURCES ${tests} ${ARG_TEST_SUPPORT} LINKS recanvass_${folder}
                   EXTERNAL ${ARG_EXTERNAL})
  endif()
endfunction()

# recanvass_test(<name> SOURCES <files> LINKS <targets>): one GoogleTest program, found by ctest.
function(recanvass_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;EXTERNAL" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE ${ARG_LINKS} recanvass_opts ${ARG_EXTERNAL}
                        GTest::gtest GTest::gtest_main)
  # Relative to the checkout, where ctest starts every test: so that two checkouts of one text
  # compile to one object, and ccache can give it.
  file(RELATIVE_PATH shared "${CMAKE_SOURCE_DIR}" "${RECANVASS_SHARED}")
  target_compile_definitions(${name} PRIVATE
    RECANVASS_SHARED_DIR="${shared}" RECANVASS_SOURCE_DIR=".")
  # In a release the folders under test are the delivered ones; the tests themselves only have to
  # be built soon, and do not belong beside the program.
  target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-U_FORTIFY_SOURCE;-O0>)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}")
  recanvass_unity(${name} ${RECANVASS_TEST_BATCH})
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
                       WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
endfunction()

function(recanvass_unity target batch)
  if(RECANVASS_UNITY)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON
                          UNITY_BUILD_BATCH_SIZE ${batch})
    if(ARGN)
      set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    endif()
  endif()
endfunction()
