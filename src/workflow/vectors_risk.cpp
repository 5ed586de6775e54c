// Golden cases about risk functions of a mean: tests/vectors/pvalues.json. Each passes by the
// arithmetic of the package that made it; where that package did nothing odd on the way, the
// default arithmetic must give the same p-value.
#include "audit/risk_function.h"
#include "audit/shangrla.h"
#include "stats/bet_rules.h"
#include "workflow/vectors.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace recanvass::workflow {
namespace {

using audit::ShangrlaTest;

struct RiskKind {
  std::string_view test, rule;
  ShangrlaTest peer;
  std::string_view name;  // of the right function, audit/risk_function.h
};

constexpr std::array kRiskKinds{
    RiskKind{"alpha_mart", "shrink_trunc", ShangrlaTest::ShrinkTrunc, "alpha-shrink-trunc"},
    RiskKind{"alpha_mart", "fixed_alternative_mean", ShangrlaTest::FixedAlternative, "alpha-fixed"},
    RiskKind{"alpha_mart", "optimal_comparison", ShangrlaTest::OptimalComparison,
             "alpha-optimal-comparison"},
    RiskKind{"betting_mart", "fixed_bet", ShangrlaTest::FixedBet, "betting-fixed"},
    RiskKind{"betting_mart", "agrapa", ShangrlaTest::Agrapa, "betting-agrapa"},
    RiskKind{"betting_mart", "kelly_optimal", ShangrlaTest::KellyOptimal, "betting-kelly"},
    RiskKind{"mix_betting_mart", "", ShangrlaTest::Mixture, "portfolio"},
    RiskKind{"kaplan_markov", "", ShangrlaTest::KaplanMarkov, "kaplan-markov"},
    RiskKind{"kaplan_wald", "", ShangrlaTest::KaplanWald, "kaplan-wald"},
    RiskKind{"kaplan_kolmogorov", "", ShangrlaTest::KaplanKolmogorov, "kaplan-kolmogorov"},
};

const RiskKind* kind_of(CaseCheck& check) {
  const std::string test = check.text("test");
  const std::string rule = check.has("estim") ? check.text("estim")
                           : check.has("bet") ? check.text("bet")
                                              : std::string();
  for (const RiskKind& kind : kRiskKinds) {
    if (kind.test == test && kind.rule == rule) return &kind;
  }
  check.differ(fmt::format("no risk function \"{}\" with \"{}\"", test, rule));
  return nullptr;
}

audit::ShangrlaSettings peer_settings(CaseCheck& check, ShangrlaTest test) {
  audit::ShangrlaSettings settings;
  settings.upper_bound = check.number("u");
  settings.null_mean = check.number("t");
  settings.population = check.infinite("N") ? 0.0 : check.number("N");
  CaseCheck given = check.member("params");
  const auto take = [&](const char* key, auto& into) {
    if (given.has(key)) into = given.number(key);
  };
  take("eta", settings.eta);
  take("c", settings.c);
  take("d", settings.d);
  take("f", settings.f);
  take("minsd", settings.minsd);
  take("lam", settings.lam);
  take("error_rate_2", settings.error_rate_2);
  take("g", settings.g);
  take("c_grapa_0", settings.c_grapa_0);
  take("c_grapa_max", settings.c_grapa_max);
  take("c_grapa_grow", settings.c_grapa_grow);
  if (test == ShangrlaTest::KellyOptimal) settings.pop = given.numbers("pop");
  check.take_over(given);
  return settings;
}

// The right functions take no smaller one; the package's own default is none at all.
constexpr double kPaddingLeast = 1e-9;

audit::RiskSettings right_settings(const audit::ShangrlaSettings& peer) {
  audit::RiskSettings settings;
  settings.estimate = peer.eta.value_or(peer.upper_bound);
  settings.draws_worth = peer.d;
  if (peer.c) settings.approach = *peer.c;
  settings.deviation_pull = peer.f;
  settings.bet = peer.lam.value_or(0.5);
  settings.two_vote_share = peer.error_rate_2;
  settings.padding = std::max(peer.g, kPaddingLeast);
  settings.agrapa.cap_first = peer.c_grapa_0.value_or(1.0);
  settings.agrapa.cap_last = peer.c_grapa_max.value_or(1.0);
  settings.agrapa.cap_growth = peer.c_grapa_grow;
  for (const double value : peer.pop) settings.reported.push_back({value, 1.0});
  return settings;
}

// The largest share that the right function stakes on a draw.
double stake_most(ShangrlaTest test) {
  const bool capped = test == ShangrlaTest::FixedBet || test == ShangrlaTest::KellyOptimal;
  return capped ? stats::kBetCap : 1.0 - 1e-9;
}

// The two mixtures, Kaplan's functions that ignore the end of a finite list, and bets above the
// cap of the right function differ by design.
bool comparable(const RiskKind& kind, const audit::ShangrlaSettings& settings,
                const audit::ShangrlaResult& peer) {
  if (peer.overwritten || peer.invalid_bet || peer.refuted_unseen) return false;
  if (peer.largest_stake > stake_most(kind.peer)) return false;
  const bool markov_or_wald =
      kind.peer == ShangrlaTest::KaplanMarkov || kind.peer == ShangrlaTest::KaplanWald;
  const bool kaplan = markov_or_wald || kind.peer == ShangrlaTest::KaplanKolmogorov;
  if (kaplan && settings.g < kPaddingLeast) return false;
  return settings.population == 0.0 || !markov_or_wald;
}

// What the tests ask for; null: the case has it.
const char* what_is_out_of_range(ShangrlaTest test, const audit::ShangrlaSettings& settings,
                                 const std::vector<double>& values) {
  const double u = settings.upper_bound;
  if (!(settings.null_mean > 0.0 && settings.null_mean < u)) return "\"t\" is not between 0 and u";
  if (values.empty()) return "\"x\" has no value";
  // The package sets its second deviation by index, and has no answer for one card.
  if (test == ShangrlaTest::ShrinkTrunc && values.size() < 2) return "\"x\" has one value only";
  const double n = settings.population;
  if (n != 0.0 && !(n >= static_cast<double>(values.size()) && n < 1e15)) {
    return "\"N\" is no number of cards, or fewer than \"x\" has values";
  }
  const bool fits = std::all_of(values.begin(), values.end(), [&](double value) {
    return value >= 0.0 && value <= u * (1.0 + 1e-15);
  });
  return fits ? nullptr : "a value of \"x\" is not between 0 and u";
}

void check_mean_test(CaseCheck& check) {
  const RiskKind* kind = kind_of(check);
  if (kind == nullptr) return;
  const audit::ShangrlaSettings settings = peer_settings(check, kind->peer);
  const std::vector<double> values = check.numbers("x");
  if (!check.inputs_complete()) return;
  if (const char* const fault = what_is_out_of_range(kind->peer, settings, values)) {
    return check.differ(fault);
  }
  const double tolerance = kind->peer == ShangrlaTest::KellyOptimal ? 1e-9 : 1e-10;
  const auto peer = audit::shangrla_test(kind->peer, settings, values);
  check.expect("p", peer.p, tolerance);
  check.expect_list("p_history", peer.history, tolerance);
  if (!comparable(*kind, settings, peer)) return;
  const stats::MeanClaim claim{settings.upper_bound, settings.null_mean,
                               static_cast<std::int64_t>(settings.population)};
  auto right = audit::make_risk_function(kind->name, claim, right_settings(settings));
  if (!right) {
    check.differ(right.problems().front().sentence());
    return;
  }
  (*right)->observe_all(values);
  check.expect("p", (*right)->p_value(), tolerance);
}

}  // namespace

std::vector<VectorKind> risk_vector_kinds() {
  // The cases of this file have no kind of their own: what test they run names them.
  std::vector<VectorKind> kinds;
  for (const RiskKind& kind : kRiskKinds) {
    const auto known = [&](const VectorKind& one) { return one.kind == kind.test; };
    if (std::none_of(kinds.begin(), kinds.end(), known)) {
      kinds.push_back({kind.test, check_mean_test});
    }
  }
  return kinds;
}

}  // namespace recanvass::workflow
