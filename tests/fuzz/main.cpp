// The entry that libFuzzer calls, in a program a target. FUZZ_TARGET, given by CMake, is its name.
#include "tests/fuzz/targets.h"

#include <cstdint>
#include <cstdlib>

// The name is libFuzzer's.
extern "C" int LLVMFuzzerTestOneInput(  // NOLINT(readability-identifier-naming)
    const std::uint8_t* bytes, std::size_t size) {
  static const recanvass::fuzz::Target* target = recanvass::fuzz::target_named(FUZZ_TARGET);
  if (target == nullptr) std::abort();
  target->run({reinterpret_cast<const char*>(bytes), size});
  return 0;
}
