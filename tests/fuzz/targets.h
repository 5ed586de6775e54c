// All fuzz targets by name. A target is a function in a *_fuzz.cpp beside the reader that it tries;
// it throws BrokenProgram, or worse, when the reader is broken. Corpus: corpus/NAME, and for some
// the files of the project itself. Next: main.cpp for libFuzzer, fuzz_test.cpp for ./test.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace recanvass::fuzz {

struct Target {
  std::string_view name;
  void (*run)(std::string_view bytes);
  std::vector<std::string> seeds;  ///< folders or files from the project's root, read whole
};

[[nodiscard]] const std::vector<Target>& targets();

/// Null when there is none.
[[nodiscard]] const Target* target_named(std::string_view name);

}  // namespace recanvass::fuzz
