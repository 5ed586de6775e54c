#include "draw/numpy_generator.h"

namespace recanvass::draw {
namespace {

constexpr std::size_t kPoolWords = 4;

// One of the two running hashes of SeedSequence.
class RunningHash {
 public:
  RunningHash(std::uint32_t constant, std::uint32_t factor)
      : constant_(constant), factor_(factor) {}
  std::uint32_t operator()(std::uint32_t value) {
    value ^= constant_;
    constant_ *= factor_;
    value *= constant_;
    return value ^ value >> 16U;
  }

 private:
  std::uint32_t constant_;
  std::uint32_t factor_;
};

std::uint32_t mix(std::uint32_t x, std::uint32_t y) {
  const std::uint32_t mixed = 0xca01f9ddU * x - 0x4973f715U * y;
  return mixed ^ mixed >> 16U;
}

}  // namespace

std::vector<std::uint32_t> seed_sequence_state(std::span<const std::uint32_t> entropy,
                                               std::size_t words) {
  RunningHash hash(0x43b0d7e5U, 0x931e8875U);
  std::array<std::uint32_t, kPoolWords> pool{};
  for (std::size_t i = 0; i < kPoolWords; ++i) pool[i] = hash(i < entropy.size() ? entropy[i] : 0);
  for (std::size_t from = 0; from < kPoolWords; ++from) {
    for (std::size_t to = 0; to < kPoolWords; ++to) {
      if (from != to) pool[to] = mix(pool[to], hash(pool[from]));
    }
  }
  for (std::size_t i = kPoolWords; i < entropy.size(); ++i) {
    for (std::uint32_t& word : pool) word = mix(word, hash(entropy[i]));
  }
  RunningHash out(0x8b51f9ddU, 0x58f38dedU);
  std::vector<std::uint32_t> state;
  for (std::size_t i = 0; i < words; ++i) state.push_back(out(pool[i % kPoolWords]));
  return state;
}

NumpyGenerator::NumpyGenerator(std::span<const std::uint32_t> entropy) {
  const std::vector<std::uint32_t> words = seed_sequence_state(entropy, 8);
  const auto long_word = [&](std::size_t i) {
    return static_cast<Wide>(words[2 * i + 1]) << 32U | words[2 * i];
  };
  const Wide initial = long_word(0) << 64U | long_word(1);
  const Wide sequence = long_word(2) << 64U | long_word(3);
  increment_ = sequence << 1U | 1U;
  step();
  state_ += initial;
  step();
}

void NumpyGenerator::step() {
  constexpr Wide kFactor =
      static_cast<Wide>(0x2360ed051fc65da4U) << 64U | Wide{0x4385df649fccf645U};
  state_ = state_ * kFactor + increment_;
}

std::uint64_t NumpyGenerator::next() {
  step();
  const auto high = static_cast<std::uint64_t>(state_ >> 64U);
  const auto low = static_cast<std::uint64_t>(state_);
  const auto turn = static_cast<unsigned>(state_ >> 122U);
  const std::uint64_t mixed = high ^ low;
  return turn == 0 ? mixed : mixed >> turn | mixed << (64U - turn);
}

}  // namespace recanvass::draw
