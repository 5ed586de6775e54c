// What a synthetic election is asked to look like. Everything else of it follows from this and
// the seed. Next: generate/layout.h, which lays out counties, machines and batches.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace recanvass::generate {

/// What goes wrong between the paper and the records. The truth is written beside the records.
enum class Fault : std::uint8_t {
  BatchTwice,         ///< the cards of one batch are in the records twice
  ShiftedDefinition,  ///< in one county, votes of a contest are recorded one choice further
  SwappedPair,        ///< in one county, two choices of a contest are exchanged
  MisreadMarks,       ///< one tabulator reads some marked contests as blank
  MissingCards,       ///< cards of one tabulator have no record
  PhantomCards,       ///< one batch has records of cards that do not exist
};

/// All faults, in the order in which they are named.
[[nodiscard]] std::vector<Fault> all_faults();
/// "batch-twice"
[[nodiscard]] std::string_view name_of(Fault fault);
/// No value when no fault has that name.
[[nodiscard]] std::optional<Fault> fault_named(std::string_view name);

/// Cards at most: positions of cards are 32-bit only inside of a batch.
inline constexpr std::uint64_t kMostCards = 1'000'000'000;

struct ElectionShape {
  std::uint64_t seed = 1;
  std::uint64_t cards = 10'000;     ///< pieces of paper, not ballots
  std::uint32_t counties = 4;
  std::uint32_t contests = 12;      ///< that one ballot carries at most; two thirds state-wide
  std::uint32_t ranked = 0;         ///< how many of the state-wide contests are ranked, the last
  std::uint32_t sheets = 1;         ///< cards of one ballot
  std::uint32_t batch_cards = 200;  ///< cards of a batch at most
  std::uint32_t mail_percent = 60;  ///< ballots that come by mail
  std::vector<Fault> faults;        ///< each at most once
};

/// The shape as it is when it can be generated. Causes: generate.cards (a ballot a county to
/// kMostCards, whole ballots), .counties (1 to 200), .contests (1 to 60), .ranked (no more than are
/// state-wide), .sheets (1 to 4, no more than contests), .batch-cards (sheets to 5,000),
/// .mail (0 to 100), .fault (named twice).
[[nodiscard]] base::Result<ElectionShape> checked(ElectionShape shape);

/// How many of a ballot's contests are state-wide: two thirds, at least one.
[[nodiscard]] std::uint32_t statewide_contests(const ElectionShape& shape);

}  // namespace recanvass::generate
