// How far a second count as a whole lies from the first: total variation, variation of the margin,
// and the same by county. Georgia published these figures of its hand count of 2020.
// Unit by unit and with causes: recount/difference.h.
#pragma once

#include "base/rational.h"
#include "base/result.h"
#include "election/nouns.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::recount {

/// Both counts of one county, votes in the order of the choices.
struct CountyCounts {
  std::string county;
  std::vector<election::VoteCount> first;
  std::vector<election::VoteCount> second;
};

/// Variation of one county or of the whole.
struct Variation {
  std::string county;  ///< empty: the whole
  election::VoteCount total_first;  ///< votes of all choices
  election::VoteCount total_second;
  /// Votes by which totals differ: of a county |second - first|; of the whole the counties' sum.
  election::VoteCount total_votes;
  election::VoteCount margin_first;  ///< leader less runner-up of the whole first count
  election::VoteCount margin_second;  ///< of the same two
  election::VoteCount margin_votes;  ///< |second - first|

  /// Shares of all votes of the first count. No value: there were none.
  [[nodiscard]] std::optional<base::Rational> total_share() const;
  [[nodiscard]] std::optional<base::Rational> margin_share() const;
};

/// Leader and runner-up are the two between whom the last seat is decided (recount/difference.h).
struct VariationTable {
  election::ChoiceId leader;
  election::ChoiceId runner_up;
  Variation whole;
  std::vector<Variation> counties;  ///< in the order given

  /// Counties whose margin varies by less than `share` of their votes; without votes: not counted.
  [[nodiscard]] std::int64_t counties_under(const base::Rational& share) const;
  /// The largest shares of a county; no value without a county that has votes.
  [[nodiscard]] std::optional<base::Rational> largest_total_share() const;
  [[nodiscard]] std::optional<base::Rational> largest_margin_share() const;
};

/// Equal votes keep the order of the choices.
/// @param seats  how many are elected, 1 or more; with no fewer seats than choices, the last two.
/// Causes: variation.choices (fewer than two), variation.votes (a county has not one figure a
/// choice in both counts), variation.negative.
[[nodiscard]] base::Result<VariationTable> variation_of(
    const std::vector<election::ChoiceId>& choices, const std::vector<CountyCounts>& counties,
    std::size_t seats = 1);

}  // namespace recanvass::recount
