// Golden cases about recounts: how a shift can pass a margin, alone and jointly.
#include "stats/distributions.h"
#include "stats/one_factor.h"
#include "workflow/vectors.h"

#include <cmath>

namespace recanvass::workflow {
namespace {

// P(shift >= margin) for a normal law, a Student's t of the same scale, and nine tenths of the
// normal with one tenth ten times as wide.
void check_flip_tail(CaseCheck& check) {
  const double lead = check.number("margin");
  const double sd = check.number("sd");
  const double freedom = check.number("nu");
  if (!check.inputs_complete() || sd <= 0.0 || freedom <= 0.0) return;
  const double t = lead / sd;
  check.expect("normal", stats::normal_above(t));
  check.expect("student_t_scale_sd", stats::student_t_above(t, freedom));
  check.expect("mixture_09_01_wide10",
               0.9 * stats::normal_above(t) + 0.1 * stats::normal_above(t / 10.0));
}

// Independent errors: the winner loses Poisson(a), the loser loses Poisson(b) votes.
void check_skellam_flip(CaseCheck& check) {
  const double lost_by_winner = check.number("lost_by_winner");
  const double lost_by_loser = check.number("lost_by_loser");
  const std::int64_t lead = check.whole("margin");
  const bool in_range = lost_by_winner >= 0.0 && lost_by_winner <= 1e7 && lost_by_loser >= 0.0 &&
                        lost_by_loser <= 1e7;
  if (!check.inputs_complete() || !in_range) return;
  const double tie_or_flip = stats::skellam_at_least(lost_by_winner, lost_by_loser, lead);
  check.expect("p_flip", tie_or_flip);
  check.expect("p_tie_or_flip", tie_or_flip);
  check.expect("p_strict", stats::skellam_at_least(lost_by_winner, lost_by_loser, lead + 1));
}

// The trailing candidate has `base` electors; state i flips when its draw is at most -z_i.
void check_ec_flip(CaseCheck& check) {
  const std::vector<double> electors = check.numbers("ev");
  const std::vector<double> thresholds = check.numbers("z");
  const std::int64_t needed = check.whole("need") - check.whole("base");
  const double correlation = check.number("rho");
  if (!check.inputs_complete() || electors.size() != thresholds.size()) return;
  if (correlation < 0.0 || correlation > 1.0) return;
  std::vector<stats::EventGroup> groups;
  for (std::size_t i = 0; i < electors.size(); ++i) {
    groups.push_back({{stats::normal_below(-thresholds[i]),
                       static_cast<std::int32_t>(std::llround(electors[i]))}});
  }
  check.expect("p", correlation == 1.0 ? stats::comonotone_probability(groups, needed)
                                       : stats::joint_probability(groups, needed, correlation,
                                                                  stats::Copula::Gaussian));
}

}  // namespace

std::vector<VectorKind> recount_vector_kinds() {
  return {{"flip_tail", check_flip_tail},
          {"skellam_flip", check_skellam_flip},
          {"ec_flip_one_factor", check_ec_flip}};
}

}  // namespace recanvass::workflow
