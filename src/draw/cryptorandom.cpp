#include "draw/cryptorandom.h"

#include "base/check.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>

namespace recanvass::draw {
namespace {

constexpr std::size_t kLimbBits = 64;
constexpr std::array<char, 64> kZeroBytes{};  // a block of SHA-256
constexpr std::string_view kZeros(kZeroBytes.data(), kZeroBytes.size());

unsigned bit_length(base::Wide number) {
  unsigned bits = 0;
  for (; number > 0; number >>= 1) ++bits;
  return bits;
}

// The first `draws` of a list that starts as first, first + 1, …
std::vector<std::uint64_t> shuffled_from(Cryptorandom& source, std::uint64_t first,
                                         std::uint64_t items, std::uint64_t draws) {
  std::vector<std::uint64_t> list(items);
  std::iota(list.begin(), list.end(), first);
  for (std::uint64_t i = 0; i < draws; ++i) {
    const double fraction = source.next_fraction();
    const double place = static_cast<double>(i) + fraction * static_cast<double>(items - i);
    std::swap(list[i], list[std::min(static_cast<std::uint64_t>(place), items - 1)]);
  }
  return list;
}

}  // namespace

Cryptorandom::Cryptorandom(std::string_view seed) : state_(std::string(seed) + ",") {}

TicketNumber Cryptorandom::next_number() {
  const TicketNumber number = state_.hash();
  state_.add(kZeros.substr(0, 1));
  return number;
}

void Cryptorandom::skip(std::uint64_t numbers) {
  for (; numbers >= kZeros.size(); numbers -= kZeros.size()) state_.add(kZeros);
  state_.add(kZeros.substr(0, numbers));
}

std::vector<std::uint64_t> Cryptorandom::next_bits(unsigned bits) {
  RECANVASS_CHECK(bits >= 1);
  while (store_.size() * kLimbBits - used_bits_ < bits) {
    const TicketNumber number = next_number();
    for (std::size_t limb = 4; limb-- > 0;) {
      std::uint64_t value = 0;
      for (std::size_t i = 0; i < 8; ++i) value = value << 8U | number[8 * limb + i];
      store_.push_back(value);
    }
  }
  std::vector<std::uint64_t> taken((bits + kLimbBits - 1) / kLimbBits);
  for (std::size_t i = 0; i < taken.size(); ++i) {
    const std::size_t at = used_bits_ + i * kLimbBits;
    const std::size_t shift = at % kLimbBits;
    taken[i] = store_[at / kLimbBits] >> shift;
    const bool more = shift != 0 && at / kLimbBits + 1 < store_.size();
    if (more) taken[i] |= store_[at / kLimbBits + 1] << (kLimbBits - shift);
  }
  if (bits % kLimbBits != 0) taken.back() &= (std::uint64_t{1} << bits % kLimbBits) - 1;
  used_bits_ += bits;
  const auto empty = static_cast<std::ptrdiff_t>(used_bits_ / kLimbBits);
  store_.erase(store_.begin(), store_.begin() + empty);
  used_bits_ %= kLimbBits;
  return taken;
}

base::Wide Cryptorandom::next_below(base::Wide limit) {
  RECANVASS_CHECK(limit >= 1);
  const unsigned bits = bit_length(limit - 1);
  if (bits == 0) return 0;
  while (true) {
    const std::vector<std::uint64_t> limbs = next_bits(bits);
    base::Wide number = limbs.size() > 1 ? static_cast<base::Wide>(limbs[1]) << 64 : 0;
    number += limbs[0];
    if (number < limit) return number;
  }
}

std::vector<std::uint64_t> sample_by_index(Cryptorandom& source, std::uint64_t items,
                                           std::uint64_t draws, Replacement replacement) {
  RECANVASS_CHECK(items >= 1 && (replacement == Replacement::With || draws <= items));
  std::vector<std::uint64_t> drawn;
  drawn.reserve(draws);
  if (replacement == Replacement::With) {
    for (std::uint64_t i = 0; i < draws; ++i) {
      drawn.push_back(1 + static_cast<std::uint64_t>(source.next_below(items)));
    }
    return drawn;
  }
  std::vector<std::uint64_t> list(items);
  std::iota(list.begin(), list.end(), std::uint64_t{1});
  for (std::uint64_t i = 0; i < draws; ++i) {
    const auto place = static_cast<std::size_t>(source.next_below(list.size()));
    drawn.push_back(list[place]);
    list[place] = list.back();
    list.pop_back();
  }
  return drawn;
}

std::vector<std::uint64_t> sample_by_shuffle(Cryptorandom& source, std::uint64_t items,
                                             std::uint64_t draws) {
  RECANVASS_CHECK(draws <= items);
  std::vector<std::uint64_t> list = shuffled_from(source, 1, items, draws);
  list.resize(draws);
  return list;
}

std::vector<std::uint64_t> shuffled(Cryptorandom& source, std::uint64_t items) {
  return shuffled_from(source, 0, items, items == 0 ? 0 : items - 1);
}

}  // namespace recanvass::draw
