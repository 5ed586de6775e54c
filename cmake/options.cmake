# Flags that every target of ours shares, as the INTERFACE target recanvass_opts.
option(RECANVASS_TESTS "Build the tests" OFF)
option(RECANVASS_BENCH "Build the benchmarks" OFF)
option(RECANVASS_FUZZ "Build the fuzz targets (clang)" OFF)
option(RECANVASS_UNITY "Compile each folder in unity batches" ON)
set(RECANVASS_UNITY_BATCH 8 CACHE STRING "Files compiled at once: more build sooner from nothing")
set(RECANVASS_TEST_BATCH 8 CACHE STRING "The same of the tests")
option(RECANVASS_WERROR "Treat warnings as errors" OFF)
set(RECANVASS_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize=")
set(RECANVASS_SHARED "${CMAKE_SOURCE_DIR}/../shared" CACHE PATH
    "Folder of bulk data for tests; they are skipped where it is absent")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

find_program(RECANVASS_CCACHE ccache)
if(RECANVASS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${RECANVASS_CCACHE}")
endif()

add_library(recanvass_opts INTERFACE)
target_compile_options(recanvass_opts INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Woverloaded-virtual -Wold-style-cast -Wcast-align -Wdouble-promotion -Wformat=2
  -Wimplicit-fallthrough -ffp-contract=off)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(recanvass_opts INTERFACE
    -Wuseless-cast -Wduplicated-cond -Wduplicated-branches -Wlogical-op)
  # A tenth of the compiler's time is looking for garbage again and again in pieces of 56 files.
  target_compile_options(recanvass_opts INTERFACE
    $<$<CONFIG:Release>:SHELL:--param ggc-min-heapsize=524288>)
  if(CMAKE_BUILD_TYPE STREQUAL "Release")
    # g++ 12 sees ghosts in its own containers once it has inlined them.
    target_compile_options(recanvass_opts INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()
if(RECANVASS_WERROR)
  target_compile_options(recanvass_opts INTERFACE -Werror)
endif()
if(RECANVASS_SANITIZE)
  # Not vptr: SOCI hides the run-time type information of its classes, without which it cannot link.
  target_compile_options(recanvass_opts INTERFACE
    -fsanitize=${RECANVASS_SANITIZE} -fno-sanitize=vptr -fno-omit-frame-pointer
    -fno-sanitize-recover=all)
  target_link_options(recanvass_opts INTERFACE -fsanitize=${RECANVASS_SANITIZE})
endif()
if(RECANVASS_FUZZ)
  # Coverage for libFuzzer in every folder; the program's own main comes with -fsanitize=fuzzer.
  target_compile_options(recanvass_opts INTERFACE -fsanitize=fuzzer-no-link,address,undefined
    -fno-sanitize=vptr -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(recanvass_opts INTERFACE -fsanitize=address,undefined -fno-sanitize=vptr)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  target_compile_options(recanvass_opts INTERFACE
    -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -D_GLIBCXX_ASSERTIONS)
  target_link_options(recanvass_opts INTERFACE -Wl,-z,relro,-z,now)
endif()
