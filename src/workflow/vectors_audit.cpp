// Golden cases about audits as other programs run them: Arlo's sizes and risks, r2b2's rounds,
// SUITE, and the banded test of two strata. arlo_math.json, r2b2.json, suite.json, uits.json.
#include "audit/bravo.h"
#include "audit/macro.h"
#include "audit/polling_rounds.h"
#include "audit/strata.h"
#include "audit/suite.h"
#include "audit/super_simple.h"
#include "stats/tails.h"
#include "workflow/vectors.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <span>

namespace recanvass::workflow {
namespace {

using audit::RoundRule;
using audit::RoundTally;

// Arlo's description of a contest: votes by choice beside a few members of its own.
struct ArloContest {
  std::vector<std::string> choices;
  std::vector<std::int64_t> votes;
  std::int64_t cards = 0;
  std::int64_t winners = 1;
  std::int64_t pending = 0;

  [[nodiscard]] std::vector<bool> won() const {
    std::vector<std::size_t> order(votes.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return votes[a] > votes[b]; });
    std::vector<bool> list(votes.size(), false);
    for (std::size_t i = 0; i < order.size() && i < static_cast<std::size_t>(winners); ++i) {
      list[order[i]] = true;
    }
    return list;
  }
  // The last one that won and the first one that did not.
  [[nodiscard]] audit::TwoVotes closest() const {
    const std::vector<bool> list = won();
    audit::TwoVotes two{std::numeric_limits<std::int64_t>::max(), 0};
    for (std::size_t i = 0; i < votes.size(); ++i) {
      if (list[i]) two.winner = std::min(two.winner, votes[i]);
      if (!list[i]) two.loser = std::max(two.loser, votes[i]);
    }
    return two;
  }
};

bool is_chance(double number) { return number > 0.0 && number < 1.0; }

std::optional<ArloContest> arlo_contest(CaseCheck& check) {
  ArloContest contest;
  CaseCheck described = check.member("info");
  for (const auto& [key, value] : described.given().items()) {
    if (!value.is_number_integer()) continue;
    const auto number = value.get<std::int64_t>();
    if (key == "ballots") {
      contest.cards = number;
    } else if (key == "numWinners") {
      contest.winners = number;
    } else if (key == "pendingBallots") {
      contest.pending = number;
    } else if (key != "votesAllowed") {
      contest.choices.push_back(key);
      contest.votes.push_back(number);
    }
  }
  const bool whole = std::all_of(contest.votes.begin(), contest.votes.end(),
                                 [&](auto votes) { return votes >= 0 && votes <= contest.cards; });
  const bool good = whole && contest.choices.size() >= 2 && contest.cards > 0 &&
                    contest.winners >= 1 &&
                    contest.winners < static_cast<std::int64_t>(contest.choices.size());
  if (!good) check.differ("no contest in \"info\"");
  check.take_over(described);
  if (!good || !check.inputs_complete()) return std::nullopt;
  return contest;
}

audit::Discrepancies discrepancies_of(CaseCheck& sample) {
  return {sample.whole("1-over"), sample.whole("2-over"), sample.whole("1-under"),
          sample.whole("2-under")};
}

void check_arlo_super_simple(CaseCheck& check, const ArloContest& contest, double risk_limit) {
  const audit::TwoVotes two = contest.closest();
  const audit::SuperSimple of{contest.cards, two.winner - two.loser};
  check.expect("diluted_margin",
               static_cast<double>(of.margin_votes) / static_cast<double>(of.cards));
  check.expect("supersimple",
               static_cast<double>(audit::arlo_super_simple_cards(of, risk_limit, 0, {})), 0.0);
  if (!check.has("supersimple_after")) return;
  for (const base::Json& one : check.given().at("supersimple_after")) {
    CaseCheck after(one);
    CaseCheck sample = after.member("sample");
    const std::int64_t drawn = sample.whole("sample_size");
    const auto found = discrepancies_of(sample);
    after.take_over(sample);
    if (after.inputs_complete()) {
      // What is still to be drawn.
      const std::int64_t all = audit::arlo_super_simple_cards(of, risk_limit, drawn, found);
      after.expect("next", static_cast<double>(std::max<std::int64_t>(0, all - drawn)), 0.0);
    }
    check.take_over(after);
  }
}

void check_arlo_bravo(CaseCheck& check, const ArloContest& contest, double risk_limit) {
  const audit::TwoVotes two = contest.closest();
  const double cards = static_cast<double>(contest.cards);
  const audit::PollShares shares{static_cast<double>(two.winner) / cards,
                                 static_cast<double>(two.loser) / cards};
  if (!check.has("bravo") || two.winner < two.loser) return;
  // A tie, or more ballots than it wants to draw from: all of them.
  const bool tie = two.winner == two.loser;
  const bool whole =
      tie ||
      (contest.cards > 100'000 && contest.winners == 1 && two.loser > 0 &&
       static_cast<double>(audit::arlo_bravo_cards(shares, risk_limit, {}, 0.9)) >= 0.25 * cards);
  const bool unanimous = two.winner == contest.cards;
  if (two.loser == 0 && !whole && !unanimous) return;
  CaseCheck bravo = check.member("bravo");
  for (const auto& [key, value] : bravo.given().items()) {
    CaseCheck one = bravo.member(key);
    if (whole || key == "all-ballots") {
      if (whole != (key == "all-ballots")) bravo.differ("\"" + key + "\", not a size of this kind");
      one.expect("size", cards, 0.0);
      one.expect_value("prob", nullptr);
    } else if (unanimous) {
      one.expect("size", 1.0, 0.0);
      one.expect("prob", 1.0, 0.0);
    } else if (key == "asn") {
      const std::int64_t expected = audit::bravo_expected_cards(shares, risk_limit, {});
      one.expect("size", static_cast<double>(expected), 0.0);
      // Of several winners it works no chance out.
      if (contest.winners != 1) {
        one.expect_value("prob", nullptr);
      } else {
        one.expect("prob", audit::arlo_bravo_chance(shares, risk_limit, {}, expected), 1e-9);
      }
    } else {
      const double chance = one.number("prob");
      if (one.inputs_complete() && is_chance(chance)) {
        // Its binomial quantile is off by one at some sizes of tens of thousands: within a card.
        const auto size =
            static_cast<double>(audit::arlo_bravo_cards(shares, risk_limit, {}, chance));
        constexpr double kLarge = 10000;
        one.expect("size", size, size < kLarge ? 0.0 : 1.01 / size);
      }
    }
    bravo.take_over(one);
  }
  check.take_over(bravo);
}

// T of each winner and loser after a sample, keyed "winner,loser".
void check_arlo_ratios(CaseCheck& check, const ArloContest& contest) {
  if (!check.has("bravo_T") || !check.has("bravo_T_sample")) return;
  CaseCheck ratios = check.member("bravo_T");
  CaseCheck sample = check.member("bravo_T_sample");
  const std::vector<bool> won = contest.won();
  for (std::size_t w = 0; w < won.size(); ++w) {
    for (std::size_t l = 0; l < won.size(); ++l) {
      if (!won[w] || won[l] || contest.votes[w] <= contest.votes[l]) continue;
      const double log_ratio = audit::bravo_log_evidence(
          {contest.votes[w], contest.votes[l]},
          {sample.whole(contest.choices[w]), sample.whole(contest.choices[l])});
      ratios.expect(contest.choices[w] + "," + contest.choices[l], std::exp(log_ratio));
    }
  }
  check.take_over(sample);
  check.take_over(ratios);
}

// Arlo asks r2b2 about each pair and undilutes to all cards.
void check_arlo_providence(CaseCheck& check, const ArloContest& contest, double risk_limit) {
  if (!check.has("providence")) return;
  CaseCheck sizes = check.member("providence");
  const std::vector<bool> won = contest.won();
  for (const auto& [key, value] : sizes.given().items()) {
    const double chance = number_named(key);
    if (!is_chance(chance)) continue;
    double most = 0.0;
    for (std::size_t w = 0; w < won.size(); ++w) {
      for (std::size_t l = 0; l < won.size(); ++l) {
        if (!won[w] || won[l] || contest.votes[l] == 0) continue;
        const double both = static_cast<double>(contest.votes[w] + contest.votes[l]);
        const audit::RoundPlan plan{static_cast<double>(contest.votes[w]) / both, risk_limit};
        if (plan.winner_share <= 0.5) continue;
        const auto round = audit::r2b2_next_round(RoundRule::Providence, plan, {}, chance);
        most = std::max(most, std::ceil(static_cast<double>(round.votes) *
                                        static_cast<double>(contest.cards) / both));
      }
    }
    sizes.expect(key, most, 0.0);
  }
  check.take_over(sizes);
}

void check_sample_sizes(CaseCheck& check) {
  const auto contest = arlo_contest(check);
  const double percent = check.number("risk_limit_pct");
  if (!contest || percent <= 0.0 || percent >= 100.0) return;
  const double risk_limit = percent / 100.0;
  check_arlo_super_simple(check, *contest, risk_limit);
  check_arlo_bravo(check, *contest, risk_limit);
  check_arlo_ratios(check, *contest);
  check_arlo_providence(check, *contest, risk_limit);
}

// The case does not say at which limit its audit ended: Arlo's were 5 and 10 %, and between them
// either answer may be right.
void expect_confirmed(CaseCheck& check, double p) {
  constexpr double kLeast = 0.05;
  constexpr double kMost = 0.1;
  if (p <= kLeast) check.expect_truth("confirmed", true);
  if (p > kMost) check.expect_truth("confirmed", false);
}

// Of one card the error of the pair by whose votes it moves most; of those alike the first, winners
// and losers by their votes.
struct CardError {
  double share = 0.0;  // of the pair's lead; 0 where it is for the winner
  std::int64_t votes = 0;
  bool any = false;
};

CardError error_of(const ArloContest& contest, const std::string& cvr, const std::string& mvr) {
  const auto vote = [&](const std::string& choice, std::size_t k) {
    return choice == contest.choices[k] ? 1 : 0;
  };
  const std::vector<bool> won = contest.won();
  std::vector<std::size_t> order(contest.votes.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, std::greater(), [&](std::size_t i) { return contest.votes[i]; });
  CardError most;
  for (const std::size_t w : order) {
    for (const std::size_t l : order) {
      if (!won[w] || won[l]) continue;
      const std::int64_t error = (vote(cvr, w) - vote(mvr, w)) - (vote(cvr, l) - vote(mvr, l));
      const double share =
          static_cast<double>(error) / static_cast<double>(contest.votes[w] - contest.votes[l]);
      if (error == 0 || (most.any && error <= most.votes)) continue;
      most = {std::max(0.0, share), error, true};
    }
  }
  return most;
}

void check_super_simple_risk(CaseCheck& check) {
  const auto contest = arlo_contest(check);
  const std::vector<double> times = check.numbers("times");
  if (!contest || !check.inputs_complete()) return;
  const base::Json& recorded = check.given().value("cvr", base::Json::array());
  const base::Json& read = check.given().value("mvr", base::Json::array());
  if (recorded.size() != times.size() || read.size() != times.size()) {
    return check.differ("\"times\", \"cvr\" and \"mvr\" differ in length");
  }
  const audit::TwoVotes two = contest->closest();
  const audit::SuperSimple of{contest->cards, two.winner - two.loser};
  // Arlo weighs an error by its own pair's lead; the plain formula takes it as of the least lead.
  double log_p = 0.0;
  std::int64_t drawn = 0;
  base::Json errors = base::Json::object();
  for (std::size_t i = 0; i < times.size(); ++i) {
    const std::string cvr = recorded.at(i).is_string() ? recorded.at(i).get<std::string>() : "";
    const std::string mvr = read.at(i).is_string() ? read.at(i).get<std::string>() : "";
    // A card that nobody found is two votes of the least lead.
    const bool missing = read.at(i).is_null() && !recorded.at(i).is_null();
    const CardError error = missing ? CardError{2.0 / static_cast<double>(of.margin_votes), 2, true}
                                    : error_of(*contest, cvr, mvr);
    if (error.any) errors[fmt::format("b{}", i)] = error.votes;
    const double taken = error.share * static_cast<double>(of.margin_votes) / (2.0 * of.inflation);
    log_p -= times[i] * std::log1p(-taken);
    drawn += std::llround(times[i]);
  }
  log_p += audit::super_simple_log_risk(of, drawn, {});
  check.expect("n", static_cast<double>(times.size()), 0.0);
  // Arlo calls the risk 0 once as many were drawn as there are.
  if (drawn >= contest->cards) log_p = -std::numeric_limits<double>::infinity();
  const double risk = std::min(1.0, std::exp(log_p));
  check.expect("p", risk);
  check.expect_value("discrepancies", errors);
  expect_confirmed(check, risk);
}

audit::BatchVotes batch_of(const base::Json& votes, const ArloContest& contest) {
  audit::BatchVotes batch;
  batch.cards = votes.value("ballots", std::int64_t{0});
  for (const std::string& choice : contest.choices) {
    batch.votes.push_back(votes.value(choice, std::int64_t{0}));
  }
  return batch;
}

// Arlo ends at the first draw after which its limit is met, which the case does not say, and calls
// the risk 0 once every batch was counted: what is nearest to the case of what it can have been.
double arlo_macro_risk(CaseCheck& check, double bound_sum,
                       const std::vector<audit::BatchDraw>& draws, bool all_counted) {
  if (all_counted) return 0.0;
  const double all = audit::macro_risk(bound_sum, draws);
  if (!check.has("p")) return all;
  const double stated = check.number("p");
  double nearest = all;
  for (const double limit : {0.05, 0.1}) {
    for (std::size_t taken = 1; taken <= draws.size(); ++taken) {
      const double risk = audit::macro_risk(bound_sum, std::span(draws).first(taken));
      if (risk > limit) continue;
      if (std::abs(risk - stated) < std::abs(nearest - stated)) nearest = risk;
      break;
    }
  }
  return nearest;
}

void check_macro(CaseCheck& check) {
  const auto contest = arlo_contest(check);
  if (!contest) return;
  const audit::MacroContest macro{contest->votes, contest->won(), contest->pending};
  std::map<std::string, audit::BatchVotes> reported;
  std::vector<audit::BatchVotes> batches;
  std::vector<double> bounds;
  for (const base::Json& one : check.given().value("batches", base::Json::array())) {
    batches.push_back(batch_of(one.at(1), *contest));
    reported[one.at(0).dump()] = batches.back();
    bounds.push_back(audit::macro_bound(macro, batches.back()));
  }
  if (batches.empty()) return check.differ("no batches");
  const double bound_sum = audit::macro_bound_sum(macro, batches);
  check.expect("U", bound_sum);
  check.expect_list("max_error", bounds);
  check.expect("initial_sample_size_rl10",
               static_cast<double>(audit::arlo_macro_batches(
                   bound_sum, 0.1, static_cast<std::int64_t>(batches.size()))),
               0.0);
  if (!check.has("audited") || !check.has("ppeb_draws")) return;
  std::map<std::string, audit::BatchVotes> counted;
  for (const base::Json& one : check.given().at("audited")) {
    counted[one.at(0).dump()] = batch_of(one.at(1), *contest);
  }
  std::vector<audit::BatchDraw> draws;
  for (const base::Json& draw : check.given().at("ppeb_draws")) {
    const std::string key = draw.at(1).dump();
    if (counted.count(key) == 0 || reported.count(key) == 0) continue;
    draws.push_back({audit::macro_error(macro, reported[key], counted[key]),
                     audit::macro_bound(macro, reported[key])});
  }
  const double risk = arlo_macro_risk(check, bound_sum, draws, counted.size() == batches.size());
  check.expect("p", risk);
  expect_confirmed(check, risk);
}

bool has_rounds(const base::Json& given) { return given.contains("providence_rounds"); }

void check_rounds(CaseCheck& check) {
  const double winner = check.number("winner");
  const double loser = check.number("loser");
  const double risk_limit = check.number("alpha");
  if (!check.inputs_complete() || !(loser > 0.0 && winner > loser) || !is_chance(risk_limit)) {
    return;
  }
  const double both = winner + loser;
  const audit::RoundPlan plan{winner / both, risk_limit, std::floor(both / 2.0) / both};
  struct Named {
    const char* name;
    RoundRule rule;
  };
  for (const Named& named :
       {Named{"providence", RoundRule::Providence}, Named{"minerva", RoundRule::Minerva},
        Named{"eor_bravo", RoundRule::EndOfRoundBravo}}) {
    const std::string prefix = std::string(named.name) + "_next_";
    for (const auto& [key, value] : check.given().items()) {
      if (key.rfind(prefix, 0) != 0 || !value.is_array()) continue;
      const double chance = number_named(key.substr(prefix.size()));
      if (!is_chance(chance)) continue;
      const auto size = audit::r2b2_next_round(named.rule, plan, {}, chance);
      check.expect_list(key, {static_cast<double>(size.votes),
                              static_cast<double>(size.winner_least), size.chance});
    }
    const std::string rounds_key = std::string(named.name) + "_rounds";
    if (!check.has(rounds_key)) continue;
    CaseCheck rounds = check.member(rounds_key);
    const std::vector<double> votes = rounds.numbers("n");
    const std::vector<double> winners = rounds.numbers("k");
    std::vector<RoundTally> tallies;
    for (std::size_t i = 0; i < votes.size() && i < winners.size(); ++i) {
      tallies.push_back({std::llround(votes[i]), std::llround(winners[i])});
    }
    const std::vector<double> p_values = audit::round_p_values(named.rule, plan, tallies);
    rounds.expect_list("p", p_values);
    base::Json stopped = base::Json::array();
    for (const double p : p_values) stopped.push_back(p <= risk_limit);
    rounds.expect_value("stopped", stopped);
    if (!tallies.empty()) {
      const auto first = audit::round_of(named.rule, plan, {}, tallies.front().votes);
      rounds.expect_list("kmins", {static_cast<double>(first.winner_least)}, 0.0);
    }
    check.take_over(rounds);
  }
}

void check_kaplan_markov_stratum(CaseCheck& check) {
  const audit::Discrepancies found{check.whole("o1"), check.whole("o2"), check.whole("u1"),
                                   check.whole("u2")};
  const std::int64_t cards = check.whole("N");
  const std::int64_t lead = check.whole("margin");
  const double share = check.number("null_lambda");
  const double inflation = check.number("gamma");
  const std::int64_t sampled = check.whole("n");
  if (!check.inputs_complete() || cards <= 0 || lead <= 0 || inflation <= 1.0) return;
  check.expect("p", audit::suite_comparison_p(cards, lead, share, sampled, found, inflation));
  if (share > 0.0) {
    check.expect("n_min_05",
                 static_cast<double>(
                     audit::suite_comparison_cards(cards, lead, share, 0.05, found, inflation)),
                 0.0);
  }
}

void check_polling_ratio(CaseCheck& check) {
  const audit::PollingSample sample{check.whole("n_w"), check.whole("n_l"), check.whole("n_u")};
  const audit::StratumVotes reported{check.whole("V_w"), check.whole("V_l"), check.whole("N")};
  const double null_lead = check.number("null_margin");
  if (!check.inputs_complete() || reported.winner + reported.loser > reported.cards) return;
  const auto ratio = audit::polling_ratio(reported, sample, null_lead);
  check.expect("LR", std::exp(ratio.log_ratio));
  check.expect("p", ratio.p);
  // Flat at its top: the place is known to the square root of the digits of the value.
  check.expect("nuisance_Nw", ratio.winner_at_null, 1e-7);
}

void check_fisher(CaseCheck& check) {
  for (const base::Json& pair : check.given().value("in_out", base::Json::array())) {
    if (!pair.is_array() || pair.size() != 2 || !pair.at(0).is_array()) continue;
    const auto p_values = pair.at(0).get<std::vector<double>>();
    check.compare("Fisher's combination", pair.at(1).get<double>(),
                  stats::fisher_combination(p_values));
  }
}

// The case's maximum stands on a grid: ours may be a little larger, never smaller.
void check_suite(CaseCheck& check) {
  audit::SuiteAudit audit;
  audit.comparison = {check.whole("N_w1"), check.whole("N_l1"), check.whole("N1")};
  audit.polling = {check.whole("N_w2"), check.whole("N_l2"), check.whole("N2")};
  audit.sampled = check.whole("n1");
  audit.sample = {check.whole("w"), check.whole("l"), check.whole("u")};
  audit.inflation = check.number("gamma");
  if (!check.inputs_complete()) return;
  const audit::SuiteRisk risk = audit::suite_risk(audit);
  check.expect_list("lambda_range", {risk.share_least, risk.share_most});
  check.expect("max_pvalue", risk.p, 1e-3);
  // Flat at its top, and found on the peer's grid: the place is known to the digits of its square.
  check.expect("at_lambda", risk.share, 1e-3);
  if (check.has("max_pvalue") && risk.p < check.number("max_pvalue") * (1.0 - 1e-12)) {
    check.differ(fmt::format("max_pvalue is {:.17g}, below the one expected", risk.p));
  }
}

void check_bands(CaseCheck& check) {
  const std::vector<double> populations = check.numbers("N");
  const double null_mean = check.number("eta0");
  const std::int64_t bands = check.whole("bands");
  const std::string bet = check.text("bet");
  constexpr std::array kBets{
      std::pair{"fixed_0.75", audit::BandBet::Fixed},
      std::pair{"apriori_bernoulli", audit::BandBet::AprioriBernoulli},
      std::pair{"predictable_bernoulli", audit::BandBet::PredictableBernoulli},
      std::pair{"agrapa", audit::BandBet::Agrapa}};
  const auto* rule =
      std::find_if(kBets.begin(), kBets.end(), [&](const auto& one) { return bet == one.first; });
  if (!check.inputs_complete() || rule == kBets.end() || populations.size() != 2) return;
  const bool finite = check.given().value("WOR", false);
  std::array<audit::StratumDraws, 2> strata;
  const base::Json& values = check.given().value("x", base::Json::array());
  if (values.size() != 2) return check.differ("\"x\" has no two strata");
  for (std::size_t i = 0; i < 2; ++i) {
    strata[i] = {std::llround(populations[i]), 1.0, finite,
                 values.at(i).get<std::vector<double>>()};
  }
  const auto risk = audit::banded_risk(strata[0], strata[1], null_mean, static_cast<int>(bands),
                                       rule->second, audit::BandBets::AsPublished);
  check.expect("log_mart_last", risk.log_evidence.back());
  check.expect("log_mart_max",
               *std::max_element(risk.log_evidence.begin(), risk.log_evidence.end()));
  for (const base::Json& at : check.given().value("log_mart_at", base::Json::array())) {
    const auto step = at.at(0).get<std::size_t>();
    if (step < risk.log_evidence.size()) {
      const bool endless = at.at(1) == base::Json("inf");
      check.compare(fmt::format("ln T after {}", step),
                    endless ? std::numeric_limits<double>::infinity() : at.at(1).get<double>(),
                    risk.log_evidence[step]);
    }
  }
  // Where every band is refuted no centre is left, and the peer gives its first.
  if (!risk.centre.empty()) check.expect_list("eta_last", risk.centre);
}

}  // namespace

std::vector<VectorKind> audit_vector_kinds() {
  return {{"sample_sizes", check_sample_sizes},
          {"supersimple_risk", check_super_simple_risk},
          {"macro", check_macro},
          {"polling rounds", check_rounds, has_rounds},
          {"kaplan_markov_stratum", check_kaplan_markov_stratum},
          {"trihypergeometric_sprt", check_polling_ratio},
          {"fisher", check_fisher},
          {"suite", check_suite},
          {"banded_uits", check_bands}};
}

}  // namespace recanvass::workflow
