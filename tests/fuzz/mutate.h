// Mutations of a text for tests: the same seed gives the same ones on every machine.
// Next: fuzz_test.cpp, which tries the readers with them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace recanvass::fuzz {

/// A generator of its own, since those of the standard library may differ between them.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  /// 0 to sides - 1. @pre sides > 0
  std::size_t roll(std::size_t sides);

 private:
  std::uint64_t state_;
};

/// One to four changes: bytes flipped, cut out, doubled or taken from `other`, lines repeated or
/// exchanged, words put in that readers take for something special. At most `size_max` bytes.
[[nodiscard]] std::string mutated(std::string text, const std::string& other, Dice& dice,
                                  std::size_t size_max);

}  // namespace recanvass::fuzz
