#include "formats/card_twice.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>

namespace recanvass::formats {
namespace {

using election::CardChunk;
using election::CardStore;
using election::TextColumn;

std::string place_text(const CardOrigins& origins, std::uint64_t card) {
  const auto origin = origins.of(card);
  if (origin.row == 0) return fmt::format("card {}", card + 1);
  return fmt::format("card {} ({}:{})", card + 1, origin.file, origin.row);
}

void refuse_twice(std::string found, std::uint64_t first, std::uint64_t second,
                  const CardOrigins& origins, ProblemList& problems) {
  const auto origin = origins.of(second);
  problems.add({"cards.twice",
                {origin.file, origin.row, {}},
                fmt::format("{}, of {} and of {}", found, place_text(origins, first),
                            place_text(origins, second)),
                "each card once",
                "Look whether a batch or a file was exported twice. Exports of two counties are "
                "imported one by one, and the files made of them given together."});
}

template <class Visit>
void for_each_ballot(const CardStore& store, Visit&& visit) {
  std::uint64_t card = 0;
  for (const CardChunk& chunk : store.chunks()) {
    for (std::uint32_t i = 0; i < chunk.cards(); ++i, ++card) {
      if (chunk.starts_ballot(i)) visit(chunk, i, card);
    }
  }
}

// Cards whose positions in a batch rise by one. Most batches are a few of these.
struct PositionRun {
  std::uint32_t batch;
  std::uint32_t first;
  std::uint32_t last;
  std::uint64_t card;  // at `first`; the ballots after it follow
  friend auto operator<=>(const PositionRun&, const PositionRun&) = default;
};

std::vector<PositionRun> position_runs(const CardStore& store) {
  std::vector<PositionRun> runs;
  std::uint64_t last_card = 0;
  for_each_ballot(store, [&](const CardChunk& chunk, std::uint32_t i, std::uint64_t card) {
    const std::uint32_t position = chunk.position_of(i);
    if (position == 0) return;
    const std::uint32_t batch = chunk.run_of(i).batch;
    const bool follows = !runs.empty() && runs.back().batch == batch && card == last_card + 1 &&
                         position == runs.back().last + 1;
    if (follows) {
      runs.back().last = position;
    } else {
      runs.push_back({batch, position, position, card});
    }
    last_card = card;
  });
  return runs;
}

void refuse_same_position(const CardStore& store, const CardOrigins& origins,
                          ProblemList& problems) {
  std::vector<PositionRun> runs = position_runs(store);
  std::ranges::sort(runs);
  const PositionRun* farthest = nullptr;  // of the batch, among the runs before
  for (const PositionRun& run : runs) {
    if (farthest != nullptr && farthest->batch == run.batch && run.first <= farthest->last) {
      const auto& batch = store.names().batches[run.batch];
      refuse_twice(fmt::format("position {} of batch {} of tabulator {}", run.first,
                               quote(batch.name), quote(store.names().tabulators[batch.tabulator])),
                   std::min(farthest->card + (run.first - farthest->first), run.card),
                   std::max(farthest->card + (run.first - farthest->first), run.card), origins,
                   problems);
    }
    if (farthest == nullptr || farthest->batch != run.batch || run.last > farthest->last) {
      farthest = &run;
    }
  }
}

// Ids of a chunk that are numbers rising by one.
struct IdRun {
  std::uint64_t first;
  std::uint64_t last;
  std::uint64_t card;  // of `first`
  friend auto operator<=>(const IdRun&, const IdRun&) = default;
};

std::vector<IdRun> id_runs(const CardStore& store) {
  std::vector<IdRun> runs;
  std::uint64_t card = 0;
  for (const CardChunk& chunk : store.chunks()) {
    const TextColumn& ids = chunk.imprinted_ids();
    if (ids.rule == TextColumn::Rule::Sequence) {
      runs.push_back({ids.start, ids.start + chunk.cards() - 1, card});
    }
    card += chunk.cards();
  }
  std::ranges::sort(runs);
  return runs;
}

using CardPairs = std::vector<std::pair<std::uint64_t, std::uint64_t>>;  // second, then first

CardPairs runs_that_meet(const std::vector<IdRun>& runs) {
  CardPairs pairs;
  const IdRun* farthest = nullptr;
  for (const IdRun& run : runs) {
    if (farthest != nullptr && run.first <= farthest->last) {
      const std::uint64_t other = farthest->card + (run.first - farthest->first);
      pairs.emplace_back(std::max(other, run.card), std::min(other, run.card));
    }
    if (farthest == nullptr || run.last > farthest->last) farthest = &run;
  }
  return pairs;
}

// The card whose id among the runs is that text; no value: none.
std::optional<std::uint64_t> card_in_runs(const std::vector<IdRun>& runs, std::string_view text) {
  std::uint64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (text.size() > 1 && text[0] == '0') return std::nullopt;
  const auto after = std::ranges::upper_bound(runs, id, {}, &IdRun::first);
  if (after == runs.begin() || id > (after - 1)->last) return std::nullopt;
  return (after - 1)->card + (id - (after - 1)->first);
}

// Ids that are not made of their parts: sequences as runs, the others by hash and then by text.
void refuse_same_id(const CardStore& store, const CardOrigins& origins, ProblemList& problems) {
  const std::vector<IdRun> runs = id_runs(store);
  CardPairs pairs = runs_that_meet(runs);
  std::vector<std::pair<std::size_t, std::uint64_t>> by_hash;
  const std::hash<std::string_view> hash;  // chooses what to compare, never an order that is shown
  for_each_ballot(store, [&](const CardChunk& chunk, std::uint32_t i, std::uint64_t card) {
    if (chunk.imprinted_ids().rule != TextColumn::Rule::Explicit) return;
    const std::string_view text = chunk.imprinted_ids().text(i);
    if (text.empty()) return;
    by_hash.emplace_back(hash(text), card);
    if (runs.empty()) return;
    if (const auto other = card_in_runs(runs, text)) {
      pairs.emplace_back(std::max(*other, card), std::min(*other, card));
    }
  });
  std::ranges::sort(by_hash);
  for (std::size_t i = 1; i < by_hash.size(); ++i) {
    if (by_hash[i].first != by_hash[i - 1].first) continue;
    const auto first = store.place_of(by_hash[i - 1].second);
    const auto second = store.place_of(by_hash[i].second);
    if (store.imprinted_id(first) != store.imprinted_id(second)) continue;
    pairs.emplace_back(by_hash[i].second, by_hash[i - 1].second);
  }
  std::ranges::sort(pairs);
  for (const auto& [second, first] : pairs) {
    refuse_twice("the imprinted id " + quote(store.imprinted_id(store.place_of(second))), first,
                 second, origins, problems);
  }
}

}  // namespace

void refuse_cards_twice(const CardStore& store, const CardOrigins& origins, ProblemList& problems) {
  refuse_same_position(store, origins, problems);
  if (problems.empty()) refuse_same_id(store, origins, problems);
}

}  // namespace recanvass::formats
