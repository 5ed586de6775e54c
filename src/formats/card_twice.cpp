#include "formats/card_twice.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

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
                "Look whether a batch or a file was exported twice."});
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

// Ids that are not made of their parts, by hash and then by text.
void refuse_same_id(const CardStore& store, const CardOrigins& origins, ProblemList& problems) {
  std::vector<std::pair<std::size_t, std::uint64_t>> by_hash;
  const std::hash<std::string_view> hash;  // chooses what to compare, never an order that is shown
  for_each_ballot(store, [&](const CardChunk& chunk, std::uint32_t i, std::uint64_t card) {
    if (chunk.imprinted_ids().rule != TextColumn::Rule::Explicit) return;
    const std::string_view text = chunk.imprinted_ids().text(i);
    if (!text.empty()) by_hash.emplace_back(hash(text), card);
  });
  std::ranges::sort(by_hash);
  std::vector<std::pair<std::uint64_t, std::uint64_t>> pairs;
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
