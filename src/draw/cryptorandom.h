// The generator of the Python package cryptorandom, which SHANGRLA's audits draw with, bit for bit:
// output k is SHA-256(seed "," and k zero bytes). docs/math/draws.md has the definition.
// Next: draw/contest_sample.h, which numbers cards with it.
#pragma once

#include "base/rational.h"
#include "base/sha256_prefix.h"
#include "draw/ticket_number.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace recanvass::draw {

/// A sequence of 256-bit numbers that a seed determines. For one thread; copied like a number.
class Cryptorandom {
 public:
  /// @param seed  its text: a whole number in decimal digits, or any text
  explicit Cryptorandom(std::string_view seed);

  /// The next number of the sequence.
  TicketNumber next_number();
  /// The next number as a fraction in [0, 1].
  double next_fraction() { return unit_fraction(next_number()); }
  /// Leaves out as many numbers.
  void skip(std::uint64_t numbers);

  /// So many bits, least significant limb first, from a store that takes a new number only when it
  /// lacks bits. @pre bits >= 1
  std::vector<std::uint64_t> next_bits(unsigned bits);
  /// A whole number from 0 and below `limit`, by drawing as many bits as limit - 1 has until it is
  /// one. @pre limit >= 1; no bits are drawn where it is 1
  base::Wide next_below(base::Wide limit);

 private:
  base::Sha256Prefix state_;
  std::vector<std::uint64_t> store_;  // bits that are left, the oldest lowest
  std::size_t used_bits_ = 0;  // of store_
};

enum class Replacement : std::uint8_t { Without, With };

/// `draws` of the items 1 to `items`, in the order of the draw: each is taken from its place in a
/// list, and the last item of the list moves there.
/// @pre items >= 1; without replacement draws <= items
[[nodiscard]] std::vector<std::uint64_t> sample_by_index(Cryptorandom& source, std::uint64_t items,
                                                         std::uint64_t draws,
                                                         Replacement replacement);

/// `draws` of the items 1 to `items` by the first steps of a Fisher-Yates shuffle with fractions.
/// @pre draws <= items
[[nodiscard]] std::vector<std::uint64_t> sample_by_shuffle(Cryptorandom& source,
                                                           std::uint64_t items,
                                                           std::uint64_t draws);

/// 0 to `items` - 1 in an order by the same shuffle.
[[nodiscard]] std::vector<std::uint64_t> shuffled(Cryptorandom& source, std::uint64_t items);

}  // namespace recanvass::draw
