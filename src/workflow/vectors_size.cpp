// Golden cases about sample sizes and exact laws: tests/vectors/samplesize.json, stylish.json and
// exact_laws.json.
#include "audit/risk_function.h"
#include "audit/sample_size.h"
#include "audit/shangrla.h"
#include "stats/stopping_law.h"
#include "workflow/vectors.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>

namespace recanvass::workflow {
namespace {

std::unique_ptr<stats::MeanTest> optimal_comparison(const audit::ComparisonSize& assertion,
                                                    double two_vote_share) {
  audit::RiskSettings settings;
  settings.two_vote_share = two_vote_share;
  auto test = audit::make_risk_function("alpha-optimal-comparison",
                                        audit::comparison_claim(assertion), settings);
  return test ? std::move(test).value() : nullptr;
}

// The first value at which the package's history is at most the risk limit; all of them if never.
std::int64_t peer_size(const audit::ShangrlaResult& result, double risk_limit) {
  for (std::size_t i = 0; i < result.history.size(); ++i) {
    if (result.history[i] <= risk_limit) return static_cast<std::int64_t>(i) + 1;
  }
  return static_cast<std::int64_t>(result.history.size());
}

bool is_risk(double chance) { return chance > 0.0 && chance < 1.0; }

std::int64_t step_of(double share) {
  return share > 1e-9 ? static_cast<std::int64_t>(1.0 / share) : 0;
}

// Values of so many cards with one error in every so many, the first card bad, under a margin that
// need not be a whole number of votes.
std::vector<double> erring_values(std::int64_t cards, double upper_bound,
                                  const audit::SystematicErrors& errors) {
  std::vector<double> values(static_cast<std::size_t>(cards), 0.5 * upper_bound);
  const auto put = [&](std::int64_t step, double value) {
    for (std::int64_t i = 0; step > 0 && i < cards; i += step) {
      values[static_cast<std::size_t>(i)] = value;
    }
  };
  put(errors.one_vote_step, 0.25 * upper_bound);
  put(errors.two_vote_step, 0.0);
  return values;
}

void check_comparison_size(CaseCheck& check) {
  const std::int64_t cards = check.whole("N");
  const double diluted = check.number("margin");
  const double risk_limit = check.number("alpha");
  const audit::SystematicErrors errors{step_of(check.number("rate_1")),
                                       step_of(check.number("rate_2"))};
  const double assumed = check.number("assumed_p2");
  if (!check.inputs_complete() || !is_risk(risk_limit) || !(assumed >= 0.0 && assumed <= 1.0)) {
    return;
  }
  constexpr std::int64_t kCardsMost = 100000000;  // each is a number of the pattern
  if (cards < 2 || cards > kCardsMost) return;
  if (!(diluted > 0.0 && diluted <= 1.0)) return;
  audit::ShangrlaSettings settings;
  settings.upper_bound = 2.0 / (2.0 - diluted);
  settings.population = static_cast<double>(cards);
  const std::vector<double> values = erring_values(cards, settings.upper_bound, errors);
  settings.error_rate_2 = assumed;
  const auto peer = audit::shangrla_test(audit::ShangrlaTest::OptimalComparison, settings, values);
  check.expect("n", static_cast<double>(peer_size(peer, risk_limit)), 0.0);
  // Where the package bets below the null mean (docs/math/compatibility.md) the right size differs.
  if (peer.invalid_bet) return;
  audit::RiskSettings own;
  own.two_vote_share = assumed;
  const auto test = audit::make_risk_function("alpha-optimal-comparison",
                                              {settings.upper_bound, 0.5, cards}, own);
  if (!test) return check.differ(test.problems().front().sentence());
  const std::int64_t right = stats::first_crossing(**test, values, risk_limit);
  // Once the sum alone refutes the claim the right test knows it, and the package a card later.
  double sum = 0.0;
  for (std::int64_t i = 0; i < right; ++i) sum += values[static_cast<std::size_t>(i)];
  const bool refuted = right < cards && sum > 0.5 * static_cast<double>(cards);
  const std::int64_t later = right > 0 && refuted ? 1 : 0;
  check.expect("n", static_cast<double>(right == 0 ? cards : right + later), 0.0);
}

void check_polling_size(CaseCheck& check) {
  const std::int64_t cards = check.whole("N");
  const std::int64_t losers = check.whole("n_loser");
  const std::int64_t winners = check.whole("n_winner");
  const double risk_limit = check.number("alpha");
  const double estimate = check.number("eta");
  if (!check.inputs_complete() || !is_risk(risk_limit)) return;
  if (losers < 0 || winners < 0 || losers + winners > cards || cards < 1) return;
  const auto values = audit::interleaved_values(losers, cards - losers - winners, winners);
  double checksum = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) checksum += static_cast<double>(i) * values[i];
  check.expect("sum_index_times_value", checksum, 0.0);
  const std::size_t first = std::min<std::size_t>(40, values.size());
  const auto last = values.begin() + static_cast<std::ptrdiff_t>(first);
  check.expect_list("first40", {values.begin(), last}, 0.0);
  audit::RiskSettings settings;
  settings.estimate = estimate;
  const auto test = audit::make_risk_function("alpha-shrink-trunc", {1.0, 0.5, cards}, settings);
  if (!test) return check.differ(test.problems().front().sentence());
  const std::int64_t size = stats::first_crossing(**test, values, risk_limit);
  check.expect("n", static_cast<double>(size == 0 ? cards : size), 0.0);
}

// Orange County: error-free sizes at the least and the largest lead that give the printed size.
bool has_margin_votes(const base::Json& given) { return given.contains("margin_votes"); }

void check_published_size(CaseCheck& check) {
  constexpr double kAssumedTwoVotes = 1e-4;
  constexpr double kRiskLimit = 0.05;
  const std::int64_t cards = check.whole("cards");
  const std::vector<double> leads = check.numbers("margin_votes");
  if (!check.inputs_complete()) return;
  std::vector<double> sizes;
  for (const double lead : leads) {
    if (!(lead >= 1.0 && lead <= static_cast<double>(cards))) return;
    const audit::ComparisonSize assertion{cards, std::llround(lead)};
    const auto test = optimal_comparison(assertion, kAssumedTwoVotes);
    sizes.push_back(static_cast<double>(audit::error_free_cards(assertion, *test, kRiskLimit)));
  }
  check.expect_list("n_at", sizes, 0.0);
  if (!sizes.empty()) check.expect("published", sizes.front(), 0.0);
}

void check_bravo_law(CaseCheck& check) {
  const double share = check.number("share");
  const double risk_limit = check.number("alpha");
  const std::int64_t draws = check.whole("n");
  if (!check.inputs_complete() || !is_risk(risk_limit)) return;
  if (!(share > 0.5 && share < 1.0) || draws < 1) return;
  const auto law = stats::bravo_law(share, risk_limit, draws, 0.0);
  // The file leaves open runs out of its mean, and has them as 1 less a sum of doubles.
  check.expect("mean", law.mean() - law.not_stopped * static_cast<double>(draws));
  check.expect("tail_left", law.not_stopped, 1e-4);
  const double gain = std::log(2.0 * share);
  const double loss = std::log(2.0 * (1.0 - share));
  check.expect("asn", (-std::log(risk_limit) + 0.5 * gain) / (share * gain + (1.0 - share) * loss));
  if (!check.has("percentiles")) return;
  CaseCheck percentiles = check.member("percentiles");
  for (const auto& [key, value] : percentiles.given().items()) {
    percentiles.expect(key, static_cast<double>(law.quantile(number_named(key) / 100.0)), 0.0);
  }
  check.take_over(percentiles);
}

void check_comparison_law(CaseCheck& check) {
  const double diluted = check.number("margin");
  const double two_votes = check.number("p2");
  const double bet = check.number("bet");
  const double risk_limit = check.number("alpha");
  const std::int64_t cap = check.whole("cap");
  if (!check.inputs_complete() || !is_risk(risk_limit) || cap < 1) return;
  if (!(bet >= 0.0 && bet <= 2.0 && diluted > 0.0 && diluted <= 1.0)) return;
  if (!(two_votes >= 0.0 && two_votes <= 1.0)) return;
  const auto law = stats::comparison_law(diluted, {0.0, two_votes}, bet, risk_limit, cap);
  check.expect("mean", law.mean());
  check.expect("median", static_cast<double>(law.quantile(0.5)), 0.0);
  check.expect("p90", static_cast<double>(law.quantile(0.9)), 0.0);
  if (check.has("prob_not_stopped_by_cap")) {
    check.compare("the chance to stop by the cap", 1.0 - check.number("prob_not_stopped_by_cap"),
                  1.0 - law.not_stopped);
  }
}

}  // namespace

std::vector<VectorKind> size_vector_kinds() {
  return {{"alpha_mart/optimal_comparison", check_comparison_size},
          {"alpha_mart/shrink_trunc d=100", check_polling_size},
          {"published size", check_published_size, has_margin_votes},
          {"bravo_b2", check_bravo_law},
          {"cobra_two_point", check_comparison_law}};
}

}  // namespace recanvass::workflow
