#include "screen/repeated_cards.h"

#include "stats/matched_law.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace recanvass::screen {
namespace {

constexpr std::uint64_t kBase = 0x9E3779B97F4A7C15U | 1U;
constexpr double kRunsByChance = 1e-3;
constexpr double kPairsByChance = 1e-2;
constexpr std::uint64_t kMostBetween = 7;
constexpr std::int64_t kFewestShared = 3;

// A window of cards read forward from `card`, or backward from it.
struct Window {
  std::uint64_t hash = 0;
  std::uint32_t card = 0;
  std::uint32_t length = 0;
  bool backward = false;
};

// Two windows that say the same: `line` is the same for pairs that continue one another.
struct Pair {
  std::int64_t line = 0;
  std::uint32_t card = 0;
  std::uint32_t length = 0;
};

// Hashes of any window in either direction.
class WindowHashes {
 public:
  explicit WindowHashes(const CardSequence& cards)
      : forward_(cards.size() + 1, 0), backward_(cards.size() + 1, 0), powers_{1} {
    const std::size_t size = cards.size();
    for (std::size_t i = 0; i < size; ++i) {
      forward_[i + 1] = forward_[i] * kBase + key(cards, i);
      const std::size_t j = size - 1 - i;
      backward_[j] = backward_[j + 1] * kBase + key(cards, j);
    }
  }
  std::uint64_t forward(std::size_t first, std::size_t length) {
    return forward_[first + length] - forward_[first] * power(length);
  }
  std::uint64_t backward(std::size_t last, std::size_t length) {
    return backward_[last + 1 - length] - backward_[last + 1] * power(length);
  }

 private:
  static std::uint64_t key(const CardSequence& cards, std::size_t at) {
    return cards.said[at] ^ (std::uint64_t{cards.ballot[at]} * 0xD6E8FEB86659FD93U);
  }
  std::uint64_t power(std::size_t exponent) {
    while (powers_.size() <= exponent) powers_.push_back(powers_.back() * kBase);
    return powers_[exponent];
  }
  std::vector<std::uint64_t> forward_;
  std::vector<std::uint64_t> backward_;
  std::vector<std::uint64_t> powers_;
};

bool same_card(const CardSequence& cards, std::size_t a, std::size_t b) {
  return cards.said[a] == cards.said[b] && cards.ballot[a] == cards.ballot[b];
}

// The surprise of each card where the card before it in the reading direction says the same.
struct Surprises {
  std::vector<std::uint64_t> sum;  // of the cards before each
  double alike = 0.0;
};

Surprises surprises_of(const CardSequence& cards) {
  Surprises found;
  found.alike = cards.alike_by_neighbourhood();
  found.sum.push_back(0);
  for (std::size_t at = 0; at < cards.size(); ++at) {
    found.sum.push_back(found.sum.back() + cards.surprise_after_neighbour(at, found.alike));
  }
  return found;
}

// Every shortest window of a stretch that is surprising enough, but those of one marking.
void add_windows(const CardSequence& cards, const Surprises& surprises, std::uint64_t first,
                 std::uint64_t end, std::uint64_t goal, WindowHashes& hashes,
                 std::vector<Window>& windows) {
  std::uint64_t last = first;          // one after the forward window
  std::uint64_t change = first;        // last card that differs from the one before it
  std::uint64_t begin = first;         // first of the backward window
  for (std::uint64_t card = first; card < end; ++card) {
    while (last < end && (last <= card || surprises.sum[last] - surprises.sum[card] < goal)) ++last;
    if (surprises.sum[last] - surprises.sum[card] < goal) break;
    std::uint64_t differs = card + 1;
    while (differs < last && same_card(cards, differs, card)) ++differs;
    if (differs < last) {
      const auto length = static_cast<std::uint32_t>(last - card);
      windows.push_back(
          {hashes.forward(card, length), static_cast<std::uint32_t>(card), length, false});
    }
  }
  for (std::uint64_t card = first; card < end; ++card) {
    if (card > first && !same_card(cards, card, card - 1)) change = card;
    while (begin < card && surprises.sum[card + 1] - surprises.sum[begin + 1] >= goal) ++begin;
    if (surprises.sum[card + 1] - surprises.sum[begin] < goal || change <= begin) continue;
    const auto length = static_cast<std::uint32_t>(card + 1 - begin);
    windows.push_back(
        {hashes.backward(card, length), static_cast<std::uint32_t>(card), length, true});
  }
}

// Pairs of windows that say the same: each forward one with the next forward one, and with the
// backward ones that lie after it.
void pair_windows(std::span<const Window> equal, std::vector<Pair>& same,
                  std::vector<Pair>& reversed) {
  const Window* before = nullptr;
  for (const Window& window : equal) {
    if (window.backward) continue;
    if (before != nullptr && before->length == window.length &&
        before->card + before->length <= window.card) {
      same.push_back({std::int64_t{window.card} - before->card, before->card, window.length});
    }
    before = &window;
  }
  constexpr std::size_t kMostReversed = 4;  // of one window: more are told by those in order
  for (const Window& window : equal) {
    std::size_t paired = 0;
    for (const Window& other : equal) {
      if (window.backward || !other.backward || other.length != window.length) continue;
      if (other.card < window.card + 2 * window.length - 1) continue;
      reversed.push_back({std::int64_t{window.card} + other.card, window.card, window.length});
      if (++paired == kMostReversed) break;
    }
  }
}

// Pairs of one line that follow one another, as runs.
std::vector<RepeatedRun> runs_of(const CardSequence& cards, const Surprises& surprises,
                                 std::vector<Pair>& pairs, RepeatOrder order) {
  std::ranges::sort(pairs, [](const Pair& a, const Pair& b) {
    return a.line != b.line ? a.line < b.line : a.card < b.card;
  });
  std::vector<RepeatedRun> runs;
  for (std::size_t at = 0; at < pairs.size();) {
    const std::uint64_t first = pairs[at].card;
    std::uint64_t end = first + pairs[at].length;
    const std::int64_t line = pairs[at].line;
    for (++at; at < pairs.size() && pairs[at].line == line && pairs[at].card <= end + kMostBetween;
         ++at) {
      end = std::max<std::uint64_t>(end, pairs[at].card + pairs[at].length);
    }
    RepeatedRun run{first, 0, end - first, 0, order, 0.0, 0.0};
    std::uint64_t surprise = 0;
    for (std::uint64_t card = first; card < end; ++card) {
      const auto signed_card = static_cast<std::int64_t>(card);
      const std::int64_t other =
          order == RepeatOrder::Same ? signed_card + line : line - signed_card;
      if (!same_card(cards, card, static_cast<std::size_t>(other))) continue;
      ++run.alike;
      surprise += surprises.sum[card + 1] - surprises.sum[card];
    }
    const auto last = static_cast<std::int64_t>(end) - 1;
    run.again = static_cast<std::uint64_t>(
        order == RepeatOrder::Same ? static_cast<std::int64_t>(first) + line : line - last);
    run.bits = static_cast<double>(surprise) / kBit;
    const auto size = static_cast<double>(cards.size());
    run.by_chance = std::min(1.0, size * size * std::exp2(-run.bits));
    runs.push_back(run);
  }
  return runs;
}

// Cards by batch of one precinct, style and counting group.
using BallotBatches = std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t>;

double pairs_among(double cards) { return cards * (cards - 1.0) / 2.0; }

}  // namespace

std::vector<RepeatedRun> repeated_runs(const CardSequence& cards) {
  if (cards.size() < 2 || cards.is_sorted) return {};
  const auto size = static_cast<double>(cards.size());
  // Pairs of places in either direction are fewer than size², each by chance with 2^-bits.
  const double goal_bits = 2.0 * std::log2(size) - std::log2(kRunsByChance);
  const auto goal = static_cast<std::uint64_t>(std::ceil(goal_bits * kBit));
  const Surprises surprises = surprises_of(cards);
  WindowHashes hashes(cards);
  std::vector<Window> windows;
  for (std::size_t i = 0; i + 1 < cards.stretches.size(); ++i) {
    add_windows(cards, surprises, cards.stretches[i], cards.stretches[i + 1], goal, hashes,
                windows);
  }
  std::ranges::sort(windows, [](const Window& a, const Window& b) {
    if (a.hash != b.hash) return a.hash < b.hash;
    return a.card != b.card ? a.card < b.card : a.backward < b.backward;
  });
  std::vector<Pair> same;
  std::vector<Pair> reversed;
  for (std::size_t at = 0; at < windows.size();) {
    std::size_t end = at + 1;
    while (end < windows.size() && windows[end].hash == windows[at].hash) ++end;
    if (end - at > 1) pair_windows(std::span(windows).subspan(at, end - at), same, reversed);
    at = end;
  }
  std::vector<RepeatedRun> runs = runs_of(cards, surprises, same, RepeatOrder::Same);
  for (RepeatedRun& run : runs_of(cards, surprises, reversed, RepeatOrder::Reversed)) {
    runs.push_back(run);
  }
  std::erase_if(runs, [](const RepeatedRun& run) { return run.by_chance > kRunsByChance; });
  std::ranges::sort(runs, [](const RepeatedRun& a, const RepeatedRun& b) {
    return a.first != b.first ? a.first < b.first : a.again < b.again;
  });
  return runs;
}

std::vector<SharedCards> shared_cards(const CardCells& cells, const CardSequence& cards) {
  struct Said {
    std::uint32_t ballot = 0;
    std::uint64_t said = 0;
    std::uint32_t batch = 0;
  };
  std::vector<Said> sorted(cards.size());
  for (std::size_t card = 0; card < cards.size(); ++card) {
    sorted[card] = {cards.ballot[card], cards.said[card], cards.batch[card]};
  }
  std::ranges::sort(sorted, [](const Said& a, const Said& b) {
    if (a.ballot != b.ballot) return a.ballot < b.ballot;
    return a.said != b.said ? a.said < b.said : a.batch < b.batch;
  });
  std::vector<double> twice(cells.ballots().size(), 0.0);
  std::vector<double> cards_of(cells.ballots().size(), 0.0);
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> shared;
  for (std::size_t at = 0; at < sorted.size();) {
    std::size_t end = at + 1;
    while (end < sorted.size() && sorted[end].ballot == sorted[at].ballot &&
           sorted[end].said == sorted[at].said) {
      ++end;
    }
    cards_of[sorted[at].ballot] += static_cast<double>(end - at);
    if (end - at == 2) {
      twice[sorted[at].ballot] += 1.0;
      if (sorted[at].batch != sorted[at + 1].batch) {
        ++shared[{sorted[at].batch, sorted[at + 1].batch}];
      }
    }
    at = end;
  }
  BallotBatches cards_in;  // by batch, then by ballot
  for (const CardCell& cell : cells.cells()) {
    cards_in[{cell.batch, cell.ballot}] += static_cast<std::int64_t>(cell.cards);
  }
  const double pairs = pairs_among(static_cast<double>(cells.store().names().batches.size()));
  std::vector<SharedCards> found;
  for (const auto& [batches, number] : shared) {
    if (number < kFewestShared) continue;
    SharedCards one{batches.first, batches.second, number, 0.0, 0.0};
    for (auto at = cards_in.lower_bound({batches.first, 0});
         at != cards_in.end() && at->first.first == batches.first; ++at) {
      const std::uint32_t ballot = at->first.second;
      const auto other = cards_in.find({batches.second, ballot});
      if (other == cards_in.end()) continue;
      one.expected += twice[ballot] * static_cast<double>(at->second) *
                      static_cast<double>(other->second) / pairs_among(cards_of[ballot]);
    }
    one.by_chance =
        std::min(1.0, pairs * stats::matched_at_least({one.expected, one.expected}, number));
    if (one.by_chance <= kPairsByChance) found.push_back(one);
  }
  return found;
}

}  // namespace recanvass::screen
