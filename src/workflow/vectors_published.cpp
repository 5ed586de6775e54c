// Cells of published tables as they were printed, each with what it was printed for:
// tests/vectors/published.json, docs/math/published-tables.md. A printed text is matched by ours
// written with as many digits; a size is matched exactly.
#include "audit/polling_rounds.h"
#include "audit/super_simple.h"
#include "stats/tails.h"
#include "workflow/vectors.h"

#include <fmt/format.h>

#include <cmath>

namespace recanvass::workflow {
namespace {

using audit::RoundRule;

bool is_part(double part) { return part > 0.0 && part < 1.0; }

// As many decimals as the printed text has.
std::string with_decimals_of(std::string_view printed, double value) {
  const std::size_t point = printed.find('.');
  const std::size_t decimals = point == std::string_view::npos ? 0 : printed.size() - point - 1;
  return fmt::format("{:.{}f}", value, decimals);
}

// ALPHA, table 1: what strata give together that give `p_each` each.
void check_combined(CaseCheck& check) {
  const std::int64_t strata = check.whole("strata");
  const double each = check.number("p_each");
  const std::string fisher = check.text("fisher");
  const std::string product = check.text("product");
  constexpr std::int64_t kStrataMost = 100000;
  if (!check.inputs_complete() || !is_part(each) || strata < 1 || strata > kStrataMost) return;
  const std::vector<double> parts(static_cast<std::size_t>(strata), each);
  check.expect_text("fisher", with_decimals_of(fisher, stats::fisher_combination(parts)));
  check.expect_text("product",
                    with_decimals_of(product, std::pow(each, static_cast<double>(strata))));
}

// The winner and the loser of a case, as a plan of rounds.
bool read_plan(CaseCheck& check, audit::RoundPlan& plan) {
  const double winner = check.number("winner");
  const double loser = check.number("loser");
  plan.risk_limit = check.number("alpha");
  if (!check.inputs_complete()) return false;
  if (!(loser > 0.0 && winner > loser) || !is_part(plan.risk_limit)) {
    check.differ("\"winner\" is not above \"loser\", or \"alpha\" not between 0 and 1");
    return false;
  }
  plan.winner_share = winner / (winner + loser);
  return true;
}

// What so many votes for the two mean in ballots; 1 where the case has none: votes are meant.
double ballots_per_vote(CaseCheck& check) {
  if (!check.has("ballots")) return 1.0;
  return check.number("ballots") / (check.number("winner") + check.number("loser"));
}

double in_ballots(std::int64_t votes, double per_vote) {
  return std::ceil(static_cast<double>(votes) * per_vote - 1e-9);
}

// Athena/Minerva beside BRAVO read once: the first round from which on the chance holds.
void check_first_round(CaseCheck& check) {
  audit::RoundPlan plan;
  const double chance = check.number("chance");
  if (!read_plan(check, plan) || !is_part(chance)) return;
  const double per_vote = ballots_per_vote(check);
  struct Printed {
    const char* key;
    RoundRule rule;
    double per_vote;
  };
  for (const Printed& one : {Printed{"bravo", RoundRule::EndOfRoundBravo, per_vote},
                             Printed{"minerva", RoundRule::Minerva, per_vote},
                             Printed{"minerva_votes", RoundRule::Minerva, 1.0}}) {
    if (!check.has(one.key)) continue;
    const auto size = audit::steady_first_round(one.rule, plan, chance);
    check.expect(one.key, in_ballots(size.votes, one.per_vote), 0.0);
  }
}

// A printed first round whose search is not told: its chance is reached there and not one vote
// before, as every search by halving ends.
void check_reach(CaseCheck& check) {
  audit::RoundPlan plan;
  if (!read_plan(check, plan)) return;
  const double per_vote = ballots_per_vote(check);
  CaseCheck sizes = check.member("sizes");
  if (!check.inputs_complete()) return;
  for (const auto& [key, printed] : sizes.given().items()) {
    const double chance = number_named(key);
    if (!is_part(chance) || !printed.is_number_integer()) continue;
    const auto ballots = printed.get<std::int64_t>();
    const auto votes = static_cast<std::int64_t>(static_cast<double>(ballots) / per_vote);
    if (votes < 2) continue;
    const double there = audit::round_of(RoundRule::Minerva, plan, {}, votes).chance;
    const double before = audit::round_of(RoundRule::Minerva, plan, {}, votes - 1).chance;
    if (there < chance || before >= chance || in_ballots(votes, per_vote) != double(ballots)) {
      sizes.differ(fmt::format("{} votes have a chance of {:.6f}, one fewer {:.6f}, for {}", votes,
                               there, before, key));
    } else {
      sizes.agree();
    }
  }
  const bool all_reached = sizes.differences().empty();
  check.take_over(sizes);
  if (all_reached) check.agree();
}

// The least votes for the winner that end each of several rounds.
void check_least(CaseCheck& check) {
  audit::RoundPlan plan;
  const std::vector<double> sizes = check.numbers("rounds");
  if (!read_plan(check, plan)) return;
  for (const auto& [key, rule] : {std::pair{"minerva", RoundRule::Minerva},
                                  std::pair{"eor_bravo", RoundRule::EndOfRoundBravo}}) {
    std::vector<audit::RoundTally> so_far;
    std::vector<double> least;
    for (const double size : sizes) {
      const auto votes = std::llround(size);
      if (votes <= (so_far.empty() ? 0 : so_far.back().votes)) return;
      const auto round = audit::round_of(rule, plan, so_far, votes);
      least.push_back(static_cast<double>(round.winner_least));
      so_far.push_back({votes, so_far.empty() ? 0 : so_far.back().winner});
    }
    check.expect_list(key, least, 0.0);
  }
}

// RAIRE, table 5: cards that the closest assertion takes if none errs, as a share of all ballots.
void check_irv_size(CaseCheck& check) {
  const std::int64_t cards = check.whole("cards");
  const std::int64_t lead = check.whole("margin_votes");
  const double inflation = check.number("gamma");
  const double risk_limit = check.number("alpha");
  if (!check.inputs_complete() || !is_part(risk_limit) || lead < 1 || lead > cards) return;
  const double all = static_cast<double>(cards);
  const double size =
      std::ceil(-2.0 * inflation * std::log(risk_limit) * all / static_cast<double>(lead));
  check.expect("n", size, 0.0);
  check.expect_text("percent", fmt::format("{:.6g}", 100.0 * size / all));
}

// Super-simple sizes: whole, or by a rate of one-vote overstatements, which may be printed rounded
// up or to the nearest.
void check_super_simple_size(CaseCheck& check) {
  const std::int64_t cards = check.whole("cards");
  const std::int64_t lead = check.whole("margin_votes");
  const double risk_limit = check.number("alpha");
  if (!check.inputs_complete() || !is_part(risk_limit) || lead < 1 || lead > cards) return;
  const audit::SuperSimple contest{cards, lead};
  if (check.has("n")) {
    const auto size = audit::super_simple_cards(contest, risk_limit, {});
    check.expect("n", static_cast<double>(size), 0.0);
  }
  if (!check.has("printed_near")) return;
  const double one_vote_rate = check.number("one_vote_rate");
  const double diluted = static_cast<double>(lead) / static_cast<double>(cards);
  const double gamma = contest.inflation;
  const double size =
      -std::log(risk_limit) / (diluted / (2.0 * gamma) + one_vote_rate * std::log1p(-0.5 / gamma));
  const double printed = check.number("printed_near");
  if (std::abs(size - printed) < 1.0) return check.agree();
  check.differ(fmt::format("the formula gives {:.2f}, printed is {}", size, printed));
}

}  // namespace

std::vector<VectorKind> published_vector_kinds() {
  return {
      {"published_fisher", check_combined},   {"published_first_round", check_first_round},
      {"published_reach", check_reach},       {"published_least", check_least},
      {"published_irv_size", check_irv_size}, {"published_super_simple", check_super_simple_size}};
}

}  // namespace recanvass::workflow
