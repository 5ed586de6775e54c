// Rules that add up points: positions on a ranking (Borda and its kin), scores, and STAR, which
// decides between the two with the most points by who is preferred on more cards. Exact.
#pragma once

#include "tabulate/outcome.h"
#include "tabulate/place_reading.h"

#include <cstdint>
#include <span>
#include <vector>

namespace recanvass::tabulate {

/// Points for rank 1, 2, …; later ranks and those not ranked get none.
using RankPoints = std::vector<std::int64_t>;

/// n - 1 + last, n - 2 + last, …, last.
[[nodiscard]] RankPoints borda_points(std::size_t choices, std::int64_t last = 0);
/// 1, 1/2, 1/3, … in units of 1 / (least common multiple of 1 to n), as in Nauru. @pre ranks <= 20
[[nodiscard]] RankPoints dowdall_points(std::size_t ranks);

/// From where a card's points are counted.
enum class PointsFrom : std::uint8_t {
  Top,     ///< the first place has the most there are
  Bottom,  ///< the last place that the card fills has the least: who ranks few gives few
};

/// Points by choice, of cards that are marked.
[[nodiscard]] ChoiceVotes positional_points(const Profile& profile, const RankPoints& points,
                                            const PlaceReading& reading = {},
                                            PointsFrom from = PointsFrom::Top);

/// The sum of Mark::votes by choice. A card that gives one choice more than `score_max` counts for
/// nobody; 0: no limit.
[[nodiscard]] ChoiceVotes score_totals(const Profile& profile, std::int64_t score_max);

/// STAR: scores, then the automatic runoff of the two highest.
struct StarCount {
  ChoiceVotes scores;
  Choices finalists;           ///< two, higher score first; fewer where the scores tie
  election::VoteCount first_preferred;   ///< cards that score finalists[0] higher
  election::VoteCount second_preferred;
  Outcome outcome;  ///< Tied: `tied` are equal for a place in the runoff, or in it
};

/// Lots: first for places in the runoff, then for the winner.
[[nodiscard]] StarCount count_star(const Profile& profile, std::int64_t score_max,
                                   std::span<const Lot> lots = {});

}  // namespace recanvass::tabulate
