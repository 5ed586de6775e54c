// The generator of the Python package numpy (PCG64, seeded through SeedSequence), bit for bit: only
// to check draws that others made with it. Our own audits never draw with it.
// Next: draw/arlo_batches.h.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace recanvass::draw {

/// numpy.random.SeedSequence(entropy).generate_state(words, uint32).
/// @param entropy  32-bit words, least significant first, without leading zeros; zero is one word
[[nodiscard]] std::vector<std::uint32_t> seed_sequence_state(std::span<const std::uint32_t> entropy,
                                                             std::size_t words);

/// numpy.random.default_rng(entropy).
class NumpyGenerator {
 public:
  explicit NumpyGenerator(std::span<const std::uint32_t> entropy);
  std::uint64_t next();
  /// In [0, 1), a multiple of 2^-53.
  double next_fraction() { return static_cast<double>(next() >> 11U) * 0x1p-53; }

 private:
  __extension__ using Wide = unsigned __int128;
  void step();
  Wide state_ = 0;
  Wide increment_ = 0;
};

}  // namespace recanvass::draw
