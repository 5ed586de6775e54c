#include "election/card_store.h"

#include "base/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace recanvass::election {
namespace {

// No number of a column reaches `limit`. The widest loops of opening a store.
template <class Number>
bool all_below(std::span<const Number> numbers, std::uint32_t limit) {
  Number largest = 0;
  for (const Number number : numbers) largest = std::max(largest, number);
  return numbers.empty() || largest < limit;
}

bool numbers_below(const NumberColumn& column, std::uint64_t size) {
  const auto limit = static_cast<std::uint32_t>(std::min<std::uint64_t>(size, 0xFFFFFFFFU));
  if (column.width() == 1) return all_below(column.as<std::uint8_t>(), limit);
  if (column.width() == 2) return all_below(column.as<std::uint16_t>(), limit);
  return all_below(column.as<std::uint32_t>(), limit);
}

bool names_fit(const CardNames& names) {
  for (const CardProfile& profile : names.profiles) {
    if (profile.style >= names.styles.size() || profile.precinct >= names.precincts.size() ||
        profile.counting_group >= names.counting_groups.size()) {
      return false;
    }
  }
  return std::ranges::all_of(names.batches, [&](const CardBatch& batch) {
    return batch.tabulator < names.tabulators.size();
  });
}

bool marks_fit(const MarkingTable& table, const CardContest& contest) {
  return std::ranges::all_of(table.all_marks(), [&](const Mark& mark) {
    return mark.choice < contest.choices.size() || mark.choice == kOvervotedRank ||
           mark.choice == kInvalidWriteIn;
  });
}

bool chunk_fits(const CardChunk& chunk, const CardNames& names,
                const std::vector<MarkingTable>& markings) {
  if (!numbers_below(chunk.profiles(), names.profiles.size())) return false;
  for (const BatchRun& run : chunk.runs()) {
    if (run.batch >= names.batches.size()) return false;
  }
  return std::ranges::all_of(chunk.columns(), [&](const ContestColumn& column) {
    return column.contest < markings.size() &&
           numbers_below(column.codes, markings[column.contest].size());
  });
}

}  // namespace

std::optional<CardStore> CardStore::put_together(CardNames names,
                                                 std::vector<MarkingTable> markings,
                                                 std::vector<CardChunk> chunks,
                                                 std::vector<RedactedRow> redacted,
                                                 std::shared_ptr<const void> keeps) {
  if (markings.size() != names.contests.size() || !names_fit(names)) return std::nullopt;
  for (std::size_t i = 0; i < markings.size(); ++i) {
    if (!marks_fit(markings[i], names.contests[i])) return std::nullopt;
  }
  CardStore store;
  store.carrying_.assign(names.contests.size(), 0);
  store.first_card_.push_back(0);
  for (const CardChunk& chunk : chunks) {
    if (!chunk_fits(chunk, names, markings)) return std::nullopt;
    store.first_card_.push_back(store.first_card_.back() + chunk.cards());
    for (const ContestColumn& column : chunk.columns()) {
      store.carrying_[column.contest] += column.codes.size();
    }
  }
  for (const RedactedRow& row : redacted) {
    for (const RedactedRow::Votes& votes : row.votes) {
      if (votes.contest >= names.contests.size() ||
          votes.choice >= names.contests[votes.contest].choices.size()) {
        return std::nullopt;
      }
    }
  }
  store.names_ = std::move(names);
  store.markings_ = std::move(markings);
  store.chunks_ = std::move(chunks);
  store.redacted_ = std::move(redacted);
  store.keeps_ = std::move(keeps);
  return store;
}

CardCount CardStore::cards() const {
  return CardCount(static_cast<std::int64_t>(first_card_.back()));
}

BallotCount CardStore::ballots() const {
  std::int64_t ballots = 0;
  for (const CardChunk& chunk : chunks_) ballots += chunk.ballots();
  return BallotCount(ballots);
}

const MarkingTable& CardStore::markings(std::uint32_t contest) const {
  RECANVASS_CHECK(contest < markings_.size());
  return markings_[contest];
}

CardCount CardStore::carrying(std::uint32_t contest) const {
  RECANVASS_CHECK(contest < carrying_.size());
  return CardCount(static_cast<std::int64_t>(carrying_[contest]));
}

CardPlace CardStore::place_of(std::uint64_t card) const {
  RECANVASS_CHECK(card < first_card_.back());
  const auto after = std::ranges::upper_bound(first_card_, card);
  const auto chunk = static_cast<std::uint32_t>(after - first_card_.begin() - 1);
  return {chunk, static_cast<std::uint32_t>(card - first_card_[chunk])};
}

std::optional<MarkingView> CardStore::marking(CardPlace place, std::uint32_t contest) const {
  const ContestColumn* column = chunks_[place.chunk].column(contest);
  if (column == nullptr) return std::nullopt;
  const auto row = column->row_of(place.card);
  if (!row) return std::nullopt;
  return markings_[contest].at(column->codes[*row]);
}

const CardProfile& CardStore::profile(CardPlace place) const {
  return names_.profiles[chunks_[place.chunk].profiles()[place.card]];
}

const CardBatch& CardStore::batch(CardPlace place) const {
  return names_.batches[chunks_[place.chunk].run_of(place.card).batch];
}

std::string CardStore::imprinted_id(CardPlace place) const {
  return text_of(chunks_[place.chunk].imprinted_ids(), place);
}

std::string CardStore::record_id(CardPlace place) const {
  return text_of(chunks_[place.chunk].record_ids(), place);
}

std::optional<std::uint32_t> CardStore::contest_index(const ContestId& id) const {
  const auto found = std::ranges::find(names_.contests, id, &CardContest::id);
  if (found == names_.contests.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - names_.contests.begin());
}

std::string CardStore::text_of(const TextColumn& column, CardPlace place) const {
  switch (column.rule) {
    case TextColumn::Rule::None: return {};
    case TextColumn::Rule::Sequence: return fmt::to_string(column.start + place.card);
    case TextColumn::Rule::Explicit: return std::string(column.text(place.card));
    case TextColumn::Rule::FromParts: break;
  }
  const CardChunk& chunk = chunks_[place.chunk];
  std::string text;
  write_card_parts(names_, chunk.run_of(place.card).batch, chunk.position_of(place.card), text);
  return text;
}

void write_card_parts(const CardNames& names, std::uint32_t batch, std::uint32_t position,
                      std::string& out) {
  const CardBatch& of = names.batches[batch];
  fmt::format_to(std::back_inserter(out), "{}-{}-{}", names.tabulators[of.tabulator], of.name,
                 position);
}

}  // namespace recanvass::election
