// Random numbers by counter (Philox4x64-10): the numbers of a replicate depend on the seed, the
// stream and the replicate only, never on threads or on the order of work. For simulation; audit
// draws use published SHA-256 protocols instead.
#pragma once

#include <Random123/philox.h>

#include <array>
#include <cstdint>

namespace recanvass::stats {

/// Names a family of streams; two simulations of one run use different streams.
struct RandomKey {
  std::uint64_t seed = 0;
  std::uint64_t stream = 0;
};

/// Four independent 64-bit numbers: block `index` of `replicate`.
inline std::array<std::uint64_t, 4> random_block(RandomKey key, std::uint64_t replicate,
                                                 std::uint64_t index) {
  const r123::Philox4x64 philox;
  const r123::Philox4x64::ctr_type counter{{replicate, index, 0, 0}};
  const auto out = philox(counter, {{key.seed, key.stream}});
  return {out[0], out[1], out[2], out[3]};
}

/// A number in (0, 1) from the upper 52 bits; never 0 or 1 (with 53, the last would round to 1).
inline double unit_interval(std::uint64_t bits) {
  return (static_cast<double>(bits >> 12) + 0.5) * 0x1p-52;
}

/// The numbers of one replicate, one after another. Used by one thread.
class RandomStream {
 public:
  RandomStream(RandomKey key, std::uint64_t replicate) : key_(key), replicate_(replicate) {}

  std::uint64_t next_bits() {
    if (used_ == 4) {
      block_ = random_block(key_, replicate_, index_++);
      used_ = 0;
    }
    return block_[used_++];
  }
  double next_unit() { return unit_interval(next_bits()); }

 private:
  RandomKey key_;
  std::uint64_t replicate_;
  std::uint64_t index_ = 0;
  std::array<std::uint64_t, 4> block_{};
  std::size_t used_ = 4;
};

/// A standard normal number (Box-Muller, one of the pair).
double draw_normal(RandomStream& random);

/// A gamma number with scale 1. @pre shape > 0. Source: Marsaglia and Tsang (2000).
double draw_gamma(RandomStream& random, double shape);

/// A Poisson number. @pre 0 <= mean <= 1e9. Source: inversion below 10, Hörmann's PTRS (1993)
/// above.
std::int64_t draw_poisson(RandomStream& random, double mean);

/// A negative binomial number with this mean and variance = mean · dispersion; Poisson at
/// dispersion 1.
/// @pre mean >= 0, dispersion >= 1
std::int64_t draw_negative_binomial(RandomStream& random, double mean, double dispersion);

}  // namespace recanvass::stats
