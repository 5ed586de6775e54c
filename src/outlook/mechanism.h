// How single reporting units err, fitted from a recount that was reported unit by unit, and what
// that does to a margin. Second layer of the outlook's probability; docs/math/mechanism.md.
// The figures come from reference/recount-errors.csv; the simulation is stats/shift_draws.h.
#pragma once

#include "base/date.h"
#include "base/executor.h"
#include "election/returns.h"
#include "stats/shift_draws.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::outlook {

/// Sums over the reporting units of one recount, of the two leading choices' votes before and
/// after. A unit is "large" when its net change between the two is at least `large_least` votes.
struct RecountErrors {
  std::string id;
  int year = 0;  ///< of the recount
  std::int64_t reporting_units = 0;
  std::int64_t votes = 0;  ///< all votes of the contest, original count
  std::int64_t large_least = 0;
  std::int64_t small_votes = 0;  ///< votes of the units that are not large
  std::int64_t small_added = 0;  ///< votes added in those, both choices, unit by unit
  std::int64_t small_removed = 0;
  std::int64_t small_net_squares = 0;  ///< sum over those units of (net change between the two)²
  std::vector<std::int64_t> large_net;  ///< net change of each large unit, signed
  std::int64_t largest_unit_votes = 0;  ///< most votes for the two in one unit
  std::string source;
  /// First day that the figures by unit were public; none: recounts_known_from(year).
  std::optional<base::Date> known_on;
};

/// Rates that give back the sums:
///
///     recovered = (added - removed) / votes,    small = 2 removed / votes,
///     dispersion = (squares - (added - removed)) / (2 removed),   large = number / votes,
///     Pareto exponent = number / Σ ln(|net| / (least - 1/2))   (Hill, with whole votes)
///
/// @pre removed > 0, large_net not empty, squares >= added + removed
[[nodiscard]] stats::ErrorRates fit_error_rates(const RecountErrors& errors);

/// A parameter made twice as large or half, the others kept.
struct Sensitivity {
  std::string change;  ///< "large errors twice as often"
  double probability = 0.0;
};

/// What the model says about one jurisdiction.
struct MechanismAnswer {
  std::int64_t reporting_units = 0;
  std::int64_t draws = 0;
  std::int64_t flips = 0;  ///< draws in which the challenger gains the margin or more
  double probability = 0.0;  ///< flips / draws
  double upper_bound = 1.0;  ///< exact, 95 %, of the simulation alone
  stats::ShiftMoments shift;  ///< mean and variance of the challenger's gain, votes
  std::int64_t sensitivity_draws = 0;  ///< the first so many of the draws
  std::vector<Sensitivity> sensitivity;
};

struct MechanismPlan {
  std::uint64_t seed = 2016;
  std::int64_t draws = 100000;
};

/// @param margin_votes  leader minus challenger. @param stream  apart for each jurisdiction.
/// @return no value when the result set has no reporting units or lacks one of the two choices.
[[nodiscard]] std::optional<MechanismAnswer> ask_mechanism(
    const election::UnitVotes& units, const election::ChoiceId& leader,
    const election::ChoiceId& challenger, std::int64_t margin_votes, const stats::ErrorRates& rates,
    const MechanismPlan& plan, std::uint64_t stream, base::Executor& executor);

}  // namespace recanvass::outlook
