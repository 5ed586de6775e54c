#include "draw/contest_sample.h"

#include "base/check.h"
#include "base/sha256_prefix.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace recanvass::draw {
namespace {

constexpr std::uint64_t kBlockCards = 1U << 16U;
constexpr std::array<char, 64> kZeroBlock{};

// Largest leading 64 bits that are looked at: a share of all numbers.
std::uint64_t limit_of(double share) {
  if (share >= 1.0) return std::numeric_limits<std::uint64_t>::max();
  return static_cast<std::uint64_t>(std::ldexp(share, 64));
}

std::vector<std::uint64_t> cards_by_contest(const ListedCards& cards) {
  std::vector<std::uint64_t> by_style(cards.contests_of.size(), 0);
  for (const std::uint32_t style : cards.style_of_card) {
    RECANVASS_CHECK(style < by_style.size());
    ++by_style[style];
  }
  std::vector<std::uint64_t> by_contest(cards.contests, 0);
  for (std::size_t style = 0; style < by_style.size(); ++style) {
    for (const std::uint32_t contest : cards.contests_of[style]) {
      RECANVASS_CHECK(contest < cards.contests);
      by_contest[contest] += by_style[style];
    }
  }
  return by_contest;
}

// A share of the contest's cards that holds the sample but for a chance below 1e-10: eight standard
// deviations and some cards more.
double share_to_look_at(std::uint64_t size, std::uint64_t listed) {
  if (size == 0) return 0.0;
  const auto wanted = static_cast<double>(size);
  return (wanted + 8.0 * std::sqrt(wanted) + 40.0) / static_cast<double>(listed);
}

// The largest of a style's contests, by style.
template <class Number>
std::vector<Number> largest_by_style(const ListedCards& cards,
                                     const std::vector<Number>& contests) {
  std::vector<Number> largest(cards.contests_of.size(), Number{});
  for (std::size_t style = 0; style < largest.size(); ++style) {
    for (const std::uint32_t contest : cards.contests_of[style]) {
      largest[style] = std::max(largest[style], contests[contest]);
    }
  }
  return largest;
}

// All cards whose number begins with no more than the limit of their style, in the list's order.
std::vector<NumberedCard> cards_within(const ListedCards& cards, const CardNumbers& numbers,
                                       std::span<const std::uint64_t> limit_of_style,
                                       base::Executor& executor) {
  const std::uint64_t block_cards = numbers.block_cards();
  const std::uint64_t blocks = (cards.size() + block_cards - 1) / block_cards;
  std::vector<std::vector<NumberedCard>> found(blocks);
  executor.run_blocks(blocks, [&](std::size_t block) {
    const std::uint64_t first = block * block_cards;
    std::vector<TicketNumber> block_numbers(std::min(block_cards, cards.size() - first));
    numbers.number_block(block, block_numbers);
    for (std::size_t i = 0; i < block_numbers.size(); ++i) {
      const std::uint64_t limit = limit_of_style[cards.style_of_card[first + i]];
      if (leading_bits(block_numbers[i]) > limit) continue;
      found[block].push_back({block_numbers[i], first + i});
    }
  });
  std::vector<NumberedCard> together;
  for (const std::vector<NumberedCard>& part : found) {
    together.insert(together.end(), part.begin(), part.end());
  }
  return together;
}

// The smallest of a contest's cards; fewer than `size` where the limit was too low.
ContestSample smallest(std::vector<NumberedCard> of_contest, std::uint64_t size) {
  ContestSample sample;
  if (of_contest.size() > size) {
    std::ranges::nth_element(of_contest, of_contest.begin() + static_cast<std::ptrdiff_t>(size));
    of_contest.resize(size);
  }
  std::ranges::sort(of_contest);
  if (!of_contest.empty()) sample.threshold = of_contest.back().number;
  sample.cards = std::move(of_contest);
  return sample;
}

}  // namespace

struct SequenceNumbers::Starts {
  std::vector<base::Sha256Prefix> states;  // before the first card of each block
};

SequenceNumbers::SequenceNumbers(std::string_view seed, std::uint64_t cards) {
  auto starts = std::make_unique<Starts>();
  base::Sha256Prefix state(seed);
  state.add(",");
  for (std::uint64_t card = 0; card < cards; card += kBlockCards) {
    starts->states.push_back(state);
    for (std::uint64_t i = 0; i < kBlockCards / kZeroBlock.size(); ++i) {
      state.add(std::string_view(kZeroBlock.data(), kZeroBlock.size()));
    }
  }
  starts_ = std::move(starts);
}

SequenceNumbers::~SequenceNumbers() = default;

void SequenceNumbers::number_block(std::uint64_t block, std::span<TicketNumber> numbers) const {
  RECANVASS_CHECK(block < starts_->states.size());
  base::Sha256Prefix state = starts_->states[block];
  std::size_t zeros = 0;
  for (TicketNumber& number : numbers) {
    number = state.hash_with(std::string_view(kZeroBlock.data(), zeros));
    if (++zeros < kZeroBlock.size()) continue;
    state.add(std::string_view(kZeroBlock.data(), kZeroBlock.size()));
    zeros = 0;
  }
}

std::uint64_t SequenceNumbers::block_cards() const { return kBlockCards; }

void GivenNumbers::number_block(std::uint64_t block, std::span<TicketNumber> numbers) const {
  RECANVASS_CHECK(block * kBlockCards + numbers.size() <= numbers_.size());
  std::ranges::copy(numbers_.subspan(block * kBlockCards, numbers.size()), numbers.begin());
}

std::uint64_t GivenNumbers::block_cards() const { return kBlockCards; }

TicketNumber number_of_id(std::string_view seed, std::string_view card_id) {
  base::Sha256Prefix prefix(seed);
  prefix.add(",");
  return prefix.hash_with(card_id);
}

ConsistentSample consistent_sample(const ListedCards& cards, const CardNumbers& numbers,
                                   std::span<const std::uint64_t> sizes, base::Executor& executor) {
  RECANVASS_CHECK(sizes.size() == cards.contests);
  const std::vector<std::uint64_t> listed = cards_by_contest(cards);
  std::vector<double> shares(cards.contests, 0.0);
  for (std::size_t i = 0; i < shares.size(); ++i) shares[i] = share_to_look_at(sizes[i], listed[i]);
  ConsistentSample sample;
  while (true) {
    std::vector<std::uint64_t> limits;
    for (const double share : shares) limits.push_back(limit_of(share));
    const std::vector<NumberedCard> found =
        cards_within(cards, numbers, largest_by_style(cards, limits), executor);
    std::vector<std::vector<NumberedCard>> by_contest(cards.contests);
    for (const NumberedCard& card : found) {
      for (const std::uint32_t contest : cards.contests_of[cards.style_of_card[card.card]]) {
        const bool near = leading_bits(card.number) <= limits[contest];
        if (sizes[contest] > 0 && near) by_contest[contest].push_back(card);
      }
    }
    bool enough = true;
    for (std::size_t i = 0; i < shares.size(); ++i) {
      const std::uint64_t wanted = std::min(sizes[i], listed[i]);
      if (by_contest[i].size() >= wanted) continue;
      shares[i] *= 2.0;
      enough = false;
    }
    if (!enough) continue;
    for (std::size_t i = 0; i < shares.size(); ++i) {
      sample.contests.push_back(smallest(std::move(by_contest[i]), sizes[i]));
      const std::vector<NumberedCard>& part = sample.contests.back().cards;
      sample.cards.insert(sample.cards.end(), part.begin(), part.end());
    }
    std::ranges::sort(sample.cards);
    const auto repeats = std::ranges::unique(sample.cards);
    sample.cards.erase(repeats.begin(), repeats.end());
    return sample;
  }
}

double expected_cards(const ListedCards& cards, std::span<const std::uint64_t> sizes) {
  RECANVASS_CHECK(sizes.size() == cards.contests);
  const std::vector<std::uint64_t> listed = cards_by_contest(cards);
  std::vector<double> shares(cards.contests, 0.0);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (listed[i] == 0) continue;
    shares[i] = std::min(1.0, static_cast<double>(sizes[i]) / static_cast<double>(listed[i]));
  }
  const std::vector<double> by_style = largest_by_style(cards, shares);
  double expected = 0.0;
  for (const std::uint32_t style : cards.style_of_card) expected += by_style[style];
  return expected;
}

}  // namespace recanvass::draw
