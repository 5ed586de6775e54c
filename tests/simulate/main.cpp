// recanvass_simulate: simulated recounts by their seeds, until one breaks a promise.
#include "tests/simulate/simulation.h"

#include <fmt/format.h>

#include <charconv>
#include <cstring>
#include <string_view>

namespace {

constexpr const char* kUsage =
    "Usage: recanvass_simulate FIRST COUNT\n"
    "Runs the simulated recounts of seeds FIRST to FIRST + COUNT - 1. The first seed that breaks\n"
    "a promise is printed with what did not hold; run it alone with COUNT 1.\n"
    "Exit code: 0 everything held, 1 a promise was broken, 2 usage.\n";

bool read_number(const char* text, std::uint64_t& number) {
  const char* end = text + std::strlen(text);
  const auto [stop, error] = std::from_chars(text, end, number);
  return error == std::errc() && stop == end;
}

}  // namespace

int main(int words, char** word) {
  std::uint64_t first = 0;
  std::uint64_t seeds = 0;
  if (words != 3 || !read_number(word[1], first) || !read_number(word[2], seeds)) {
    fmt::print(stderr, "{}", kUsage);
    return 2;
  }
  recanvass::simulate::Ending sum;
  for (std::uint64_t seed = first; seed < first + seeds; ++seed) {
    const auto ending = recanvass::simulate::simulate(seed);
    if (!ending.breach.empty()) {
      fmt::print("seed {}: {}\n", seed, ending.breach);
      return 1;
    }
    sum.entries += ending.entries;
    sum.acknowledged += ending.acknowledged;
    sum.restarts += ending.restarts;
    sum.power_cuts += ending.power_cuts;
  }
  fmt::print(
      "{} seeds from {}: every promise held, over {} entries, {} receipts, {} starts of "
      "processes and {} power cuts\n",
      seeds, first, sum.entries, sum.acknowledged, sum.restarts, sum.power_cuts);
  return 0;
}
