// Rates of units of very different size beside each other: which differ more than their size and
// the spread among all units explain. For rejected, late or cured absentee ballots, residual votes,
// errors of a recount. docs/math/screen-funnel.md
#pragma once

#include "screen/odd_shares.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace recanvass::screen {

/// One unit: `events` among `trials`.
struct FunnelUnit {
  std::string name;
  std::int64_t events = 0;
  std::int64_t trials = 0;
};

struct FunnelPoint {
  std::size_t unit = 0;
  double share = 0.0;
  double z = 0.0;  ///< (share - centre) over the root of sampling and spread among units together
  double p = 1.0;  ///< two-sided, by the beta-binomial law with that centre and spread
  double p_adjusted = 1.0;  ///< Benjamini-Hochberg over all units
};

/// The centre line, its spread, and every unit's distance.
struct Funnel {
  double centre = 0.0;  ///< all events over all trials
  double spread = 0.0;  ///< τ: standard deviation of true shares among units
  double dispersion = 1.0;  ///< φ: how many times as much as binomial z vary; 1: none
  std::vector<FunnelPoint> points;  ///< units with trials, in the order given
  /// Real places have longer tails than a beta law: Student's law of the units' own deviations, and
  /// the smallest p of units by the larger of both laws, corrected as points are.
  LongTail tail;
  double p_beside_tail = 1.0;

  /// The share at `deviations` on either side of the centre for a unit of so many trials.
  [[nodiscard]] double limit(std::int64_t trials, double deviations) const;
};

inline constexpr std::size_t kFewestOfFunnel = 5;
inline constexpr std::size_t kFewestOfFunnelTail = 20;

/// Random-effects funnel: τ is the smallest spread of true shares with which binomial z vary no
/// more than their law says, the outer tenths pulled in (spread_of), over units with 5 events and 5
/// others expected; of fewer than 20 such units, over all. p is the tail of the law of whole events
/// whose share is drawn from a beta law with that centre and spread. Below 20 units nothing is
/// pulled in, each is held against the others alone, and its p is at least Student's; of fewer than
/// 5 there is nothing to tell and every p is 1.
/// Source: Spiegelhalter (2005), Funnel plots, additive over-dispersion.
/// @pre 0 <= events <= trials in each unit
[[nodiscard]] Funnel make_funnel(std::span<const FunnelUnit> units);

}  // namespace recanvass::screen
