// The entry that libFuzzer calls. One program has all targets: RECANVASS_FUZZ_TARGET names the one
// to run, so that two score of them are linked once.
#include "tests/fuzz/targets.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {

const recanvass::fuzz::Target& chosen_target() {
  const char* name = std::getenv("RECANVASS_FUZZ_TARGET");
  const auto* target = name == nullptr ? nullptr : recanvass::fuzz::target_named(name);
  if (target == nullptr) {
    std::fputs("RECANVASS_FUZZ_TARGET names no target; see tools/fuzz --list\n", stderr);
    std::exit(2);
  }
  return *target;
}

}  // namespace

// The name is libFuzzer's.
extern "C" int LLVMFuzzerTestOneInput(  // NOLINT(readability-identifier-naming)
    const std::uint8_t* bytes, std::size_t size) {
  static const recanvass::fuzz::Target& target = chosen_target();
  target.run({reinterpret_cast<const char*>(bytes), size});
  return 0;
}
