// When a test stops, exactly: the law of the number of draws of a test whose evidence is decided by
// how many draws were of which kind, when draws are independent. Every published table of BRAVO
// and of comparison bets that is not a simulation comes from here. docs/math/stopping-laws.md.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace recanvass::stats {

/// How many draws a test takes: share[i] of the runs stop at draw i + 1.
struct StoppingLaw {
  std::vector<double> share;
  double not_stopped = 0.0;  ///< of runs that the law leaves open after share.size() draws

  /// The least draw by which this share of the runs has stopped; 0 when the law ends before it.
  [[nodiscard]] std::int64_t quantile(double of_runs) const;
  /// Mean draws, with runs left open counted as stopped at the last draw.
  [[nodiscard]] double mean() const;
};

/// Up to three kinds of draws: the usual one and two kinds of setbacks.
struct DrawKinds {
  double first_setback = 0.0;  ///< its chance; the loser's vote, a one-vote overstatement
  double second_setback = 0.0;  ///< a two-vote overstatement
};

/// ln T after `draws` of which so many were setbacks. It must not grow with a setback.
using TallyEvidence =
    std::function<double(std::int64_t draws, std::int64_t first, std::int64_t second)>;

/// The law of the first draw at which ln T >= goal, followed until `draws_max`, or until fewer than
/// `open_max` of the runs are open. States of less than 1e-30 of the runs are dropped as open.
[[nodiscard]] StoppingLaw stopping_law(const DrawKinds& kinds, const TallyEvidence& evidence,
                                       double goal, std::int64_t draws_max, double open_max = 0.0);

/// BRAVO over votes for the winner or the loser, the reported share being right.
/// @pre 1/2 < share < 1, 0 < risk_limit < 1
[[nodiscard]] StoppingLaw bravo_law(double share, double risk_limit, std::int64_t draws_max,
                                    double open_max = 1e-9);

/// A comparison audit by a fixed bet λ: values a = 1/(2 - v) without error, a/2 and 0 with one-vote
/// and two-vote overstatements. λ = 2 is allowed: a two-vote overstatement then ends it for ever.
[[nodiscard]] StoppingLaw comparison_law(double diluted_margin, const DrawKinds& errors, double bet,
                                         double risk_limit, std::int64_t draws_max,
                                         double open_max = 0.0);

/// One bet of a mixture and its weight.
struct LawBet {
  double bet = 0.0;
  double weight = 1.0;
};
/// The same by a weighted mean of fixed bets; weights add up to 1.
[[nodiscard]] StoppingLaw comparison_mixture_law(double diluted_margin, const DrawKinds& errors,
                                                 std::span<const LawBet> bets, double risk_limit,
                                                 std::int64_t draws_max, double open_max = 0.0);

}  // namespace recanvass::stats
