#include "workflow/audit_claims.h"

#include "audit/measure_batches.h"
#include "audit/raire_trim.h"
#include "audit/stratified.h"
#include "workflow/audit_body.h"
#include "workflow/body.h"
#include "workflow/gates.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace recanvass::workflow {
namespace {

using base::Rational;
using election::ChoiceIndex;

// Above it a wrong outcome would be confirmed more often than it is found.
const Rational kRiskLimitMost(1, 2);

std::optional<ChoiceIndex> index_of(const AuditContest& contest, const std::string& choice) {
  const auto found = std::ranges::find(contest.choices, choice, &SetupChoice::id);
  if (found == contest.choices.end()) return std::nullopt;
  return static_cast<ChoiceIndex>(found - contest.choices.begin());
}

std::int64_t votes_for(const AuditContest& contest, const std::string& choice) {
  const auto found = contest.tabulated.find(choice);
  return found == contest.tabulated.end() ? 0 : found->second;
}

std::int64_t all_votes(const AuditContest& contest) {
  return std::accumulate(contest.tabulated.begin(), contest.tabulated.end(), std::int64_t{0},
                         [](std::int64_t sum, const auto& entry) { return sum + entry.second; });
}

bool is_winner(const AuditContest& contest, const std::string& choice) {
  return std::ranges::find(contest.winners, choice) != contest.winners.end();
}

base::Problem contest_refusal(const std::string& id, const char* cause, std::string found,
                              std::string wanted, std::string mend) {
  return refusal(cause, fmt::format("contest {}: {}", id, found), std::move(wanted),
                 std::move(mend));
}

base::Problems figure_problems(const std::string& id, const AuditContest& contest) {
  base::Problems problems;
  for (const auto* figures : {&contest.reported, &contest.tabulated}) {
    for (const auto& [choice, votes] : *figures) {
      if (index_of(contest, choice)) continue;
      problems.push_back(contest_refusal(id, "audit.choice", "\"" + choice + "\"",
                                         "a choice of the contest",
                                         "Correct the id, or list the choice."));
    }
  }
  for (const SetupChoice& choice : contest.choices) {
    const auto reported = contest.reported.find(choice.id);
    const auto tabulated = contest.tabulated.find(choice.id);
    if (reported != contest.reported.end() && tabulated != contest.tabulated.end() &&
        reported->second == tabulated->second) {
      continue;
    }
    const auto words = [](const auto& place, const auto& end) {
      return place == end ? std::string("no figure") : std::to_string(place->second);
    };
    problems.push_back(contest_refusal(
        id, "audit.tabulation",
        fmt::format("{}: the records give {}", choice.id,
                    words(tabulated, contest.tabulated.end())),
        fmt::format("{}, as reported", words(reported, contest.reported.end())),
        "Nothing is drawn while records and report differ: find out why, and import again."));
  }
  return problems;
}

// As many as may be marked, where nothing else is said.
std::int64_t seats_of(const AuditContest& contest) {
  if (!contest.body.is_object()) return contest.vote_for;
  const std::int64_t usual = contest.rule == "plurality" ? contest.vote_for : 1;
  return maybe_number_in(contest.body, "seats").value_or(usual);
}

base::Problems winner_problems(const std::string& id, const AuditContest& contest) {
  base::Problems problems;
  std::set<std::string> winners;
  for (const std::string& winner : contest.winners) {
    if (index_of(contest, winner) && winners.insert(winner).second) continue;
    problems.push_back(contest_refusal(id, "audit.winner", "\"" + winner + "\" as a winner",
                                       "choices of the contest, each once",
                                       "Correct the winners."));
  }
  const bool one = contest.rule != "plurality";
  const std::int64_t seats = seats_of(contest);
  if (winners.size() >= contest.choices.size() || (one && winners.size() != 1)) {
    problems.push_back(contest_refusal(
        id, "audit.winner",
        fmt::format("{} winners of {} choices", winners.size(), contest.choices.size()),
        one ? "one winner, and somebody who lost" : "at least one choice that lost",
        "An outcome without a loser has nothing to audit."));
  } else if (problems.empty() && contest.vote_for >= 1 &&
             contest.vote_for <= static_cast<std::int64_t>(contest.choices.size()) &&
             static_cast<std::int64_t>(winners.size()) != seats) {
    problems.push_back(contest_refusal(
        id, "audit.winner", fmt::format("{} winners of {} seats", winners.size(), seats),
        "as many winners as seats: as many as may be marked, or \"seats\"",
        "Name every winner, or state \"seats\"."));
  }
  return problems;
}

// The largest lead that first preferences allow: of never-before the winner has no more than them,
// of not-next no more than what is not first for another who stands; the loser has them at least.
// No value: the claim names nobody of the contest.
std::optional<std::int64_t> lead_most(const AuditContest& contest, const AuditOrderClaim& claim) {
  if (!index_of(contest, claim.winner) || !index_of(contest, claim.loser)) return std::nullopt;
  const std::int64_t loser = votes_for(contest, claim.loser);
  if (claim.kind == "never-before") return votes_for(contest, claim.winner) - loser;
  std::int64_t others = 0;
  for (const std::string& choice : claim.standing) {
    if (choice != claim.winner) others += votes_for(contest, choice);
  }
  return all_votes(contest) - others - loser;
}

base::Problems order_problems(const std::string& id, const AuditContest& contest) {
  base::Problems problems;
  if ((contest.rule == "irv") == contest.orders.empty()) {
    problems.push_back(contest_refusal(
        id, "audit.assertion",
        fmt::format("{} assertions with rule {}", contest.orders.size(), contest.rule),
        "assertions of an instant runoff, and of no other rule",
        "Let `recanvass assertions` make them from the records."));
  }
  for (const AuditOrderClaim& claim : contest.orders) {
    if (const auto most = lead_most(contest, claim); most && claim.lead > *most) {
      problems.push_back(
          contest_refusal(id, "audit.assertion",
                          fmt::format("{} {} {} with a lead of {}", claim.winner, claim.kind,
                                      claim.loser, claim.lead),
                          fmt::format("at most {}, as the first preferences have it", *most),
                          "Let `recanvass assertions` make them from the records."));
      continue;
    }
    const auto named = [&](const std::string& choice) {
      return claim.standing.empty() ||
             std::ranges::find(claim.standing, choice) != claim.standing.end();
    };
    const bool next = claim.kind == "not-next";
    const bool known = index_of(contest, claim.winner) && index_of(contest, claim.loser) &&
                       std::ranges::all_of(claim.standing, [&](const std::string& choice) {
                         return index_of(contest, choice).has_value();
                       });
    if (known && claim.winner != claim.loser && next != claim.standing.empty() &&
        named(claim.winner) && named(claim.loser) && claim.lead > 0) {
      continue;
    }
    problems.push_back(
        contest_refusal(id, "audit.assertion",
                        fmt::format("{} {} {} with a lead of {}", claim.winner, claim.kind,
                                    claim.loser, claim.lead),
                        "two choices, a lead above 0, and with not-next those who still stand",
                        "Let `recanvass assertions` make them from the records."));
  }
  return problems;
}

election::CardContest card_contest(const std::string& id, const AuditContest& contest) {
  election::CardContest made{{id}, contest.name, static_cast<std::int32_t>(contest.vote_for), 0, 1,
                             {}};
  if (contest.rule == "irv") made.ranks = static_cast<std::int32_t>(contest.choices.size());
  for (const SetupChoice& choice : contest.choices) {
    made.choices.push_back({{choice.id}, choice.name, election::CardChoiceKind::Named});
  }
  return made;
}

audit::Choices winners_of(const AuditContest& contest) {
  audit::Choices winners;
  for (const std::string& winner : contest.winners) winners.push_back(*index_of(contest, winner));
  return winners;
}

audit::MeasuredAssertion measured(audit::Assertion assertion, const Rational& assorter_lead) {
  return {std::move(assertion), assorter_lead, {}, {}, std::nullopt};
}

using Measured = std::vector<audit::MeasuredAssertion>;

Measured votes_claims(const election::CardContest& card, const AuditContest& contest,
                      std::int64_t cards) {
  audit::Assertions assertions =
      audit::more_votes(card, winners_of(contest), audit::CountsVotes{contest.vote_for, 1});
  Measured claims;
  for (const std::string& winner : contest.winners) {
    for (const SetupChoice& other : contest.choices) {
      if (is_winner(contest, other.id)) continue;
      const audit::TwoVotes votes{votes_for(contest, winner), votes_for(contest, other.id)};
      claims.push_back(measured(std::move(assertions.at(claims.size())),
                                Rational(votes.winner - votes.loser, cards)));
      claims.back().votes = votes;
    }
  }
  return claims;
}

// v = 2 mean - 1, with W votes for the winner of V: (W / f - V) / N. A share below one half may be
// had by two: then the winner has more votes than each other, too.
Measured share_claims(const election::CardContest& card, const AuditContest& contest,
                      std::int64_t cards) {
  const Rational share = *share_in(contest.share);
  const Rational needed = Rational(votes_for(contest, contest.winners.front())) / share;
  Measured claims = {measured(audit::above_share(card, winners_of(contest).front(), share,
                                                 audit::CountsVotes{contest.vote_for, 1}),
                              (needed - Rational(all_votes(contest))) / Rational(cards))};
  if (share >= Rational(1, 2)) return claims;
  for (audit::MeasuredAssertion& claim : votes_claims(card, contest, cards)) {
    claims.push_back(std::move(claim));
  }
  return claims;
}

audit::OrderAssertions orders_of(const AuditContest& contest) {
  audit::OrderAssertions orders;
  for (const AuditOrderClaim& claim : contest.orders) {
    audit::OrderAssertion order;
    order.kind = claim.kind == "not-next" ? audit::OrderAssertion::Kind::NotNext
                                          : audit::OrderAssertion::Kind::NeverBefore;
    order.pair = {*index_of(contest, claim.winner), *index_of(contest, claim.loser)};
    for (const std::string& choice : claim.standing) {
      order.standing.push_back(*index_of(contest, choice));
    }
    std::ranges::sort(order.standing);
    orders.push_back(std::move(order));
  }
  return orders;
}

// Which order of elimination to somebody else the assertions leave; no value: none.
std::optional<std::string> order_left(const AuditContest& contest,
                                      const audit::OrderAssertions& orders) {
  const auto left =
      audit::order_not_excluded(contest.choices.size(), winners_of(contest).front(), orders);
  if (!left) return "too many orders to look at";
  if (left->empty()) return std::nullopt;
  std::vector<std::string> names;
  for (const ChoiceIndex choice : *left) names.push_back(contest.choices.at(choice).id);
  return fmt::format("the order {} is left", fmt::join(names, ", "));
}

Measured order_claims(const election::CardContest& card, const AuditContest& contest,
                      const audit::OrderAssertions& orders, std::int64_t cards) {
  audit::Assertions assertions = audit::irv_assertions(card, orders, {});
  Measured claims;
  for (const AuditOrderClaim& claim : contest.orders) {
    claims.push_back(
        measured(std::move(assertions.at(claims.size())), Rational(claim.lead, cards)));
  }
  return claims;
}

base::Problems tie_problems(const std::string& id, const Measured& claims) {
  base::Problems problems;
  for (const audit::MeasuredAssertion& claim : claims) {
    if (claim.assorter_margin > Rational(0)) continue;
    problems.push_back(contest_refusal(
        id, "audit.tie", "the records do not say that " + claim.assertion.words,
        "a lead that an audit can confirm", "Only a full hand count can settle it."));
  }
  return problems;
}

}  // namespace

base::Problems contest_problems(const std::string& id, const AuditContest& contest) {
  base::Problems problems;
  std::set<std::string> ids;
  for (const SetupChoice& choice : contest.choices) {
    if (!choice.id.empty() && ids.insert(choice.id).second) continue;
    problems.push_back(contest_refusal(id, "audit.choice", "\"" + choice.id + "\" twice or empty",
                                       "choices, each with its own id", "Correct the choices."));
  }
  if (contest.vote_for < 1 || (contest.rule != "plurality" && contest.vote_for != 1) ||
      contest.vote_for > static_cast<std::int64_t>(contest.choices.size())) {
    problems.push_back(
        contest_refusal(id, "audit.rule", fmt::format("vote for {}", contest.vote_for),
                        "from 1 to the number of choices, 1 where they are ranked or need a share",
                        "Correct \"vote_for\"."));
  }
  const auto limit = share_in(contest.risk_limit);
  if (!limit || *limit > kRiskLimitMost) {
    problems.push_back(contest_refusal(id, "audit.risk-limit", "\"" + contest.risk_limit + "\"",
                                       "a share above 0, at most one half, such as \"0.05\"",
                                       "State the risk limit of the law, as a decimal."));
  }
  if ((contest.rule == "share") != share_in(contest.share).has_value()) {
    problems.push_back(
        contest_refusal(id, "audit.share", "\"" + contest.share + "\" with rule " + contest.rule,
                        "a share above 0 and below 1 with rule \"share\", and else none",
                        "State \"share\" as \"1/2\" or \"0.6\", or leave it out."));
  }
  add_problems(problems, figure_problems(id, contest));
  add_problems(problems, winner_problems(id, contest));
  add_problems(problems, order_problems(id, contest));
  return problems;
}

base::Result<audit::ContestMeasure> claims_of(const std::string& id, const AuditContest& contest,
                                              std::int64_t cards) {
  if (cards < 1 || all_votes(contest) > cards * contest.vote_for) {
    return contest_refusal(id, "audit.cards", fmt::format("{} votes", all_votes(contest)),
                           fmt::format("at most {} on {} cards", cards * contest.vote_for, cards),
                           "Correct the lists of cards, or the figures.");
  }
  audit::ContestMeasure measure;
  measure.contest = id;
  measure.cards = election::CardCount(cards);
  measure.style =
      contest.on_every_card ? audit::StyleUse::CardsWithContest : audit::StyleUse::AllCards;
  measure.risk_limit = share_in(contest.risk_limit)->approximate();
  const election::CardContest card = card_contest(id, contest);
  if (contest.rule == "irv") {
    const audit::OrderAssertions orders = orders_of(contest);
    if (const auto left = order_left(contest, orders)) {
      return contest_refusal(id, "audit.not-proved", *left,
                             "assertions that leave no order of elimination to anybody else",
                             "Let `recanvass assertions` make them from the records.");
    }
    measure.assertions = order_claims(card, contest, orders, cards);
  } else if (contest.rule == "share") {
    measure.assertions = share_claims(card, contest, cards);
  } else {
    measure.assertions = votes_claims(card, contest, cards);
  }
  base::Problems problems = tie_problems(id, measure.assertions);
  if (!problems.empty()) return problems;
  return measure;
}

base::Result<audit::ContestMeasure> with_method(audit::ContestMeasure measure,
                                                const AuditMethod& method) {
  measure.design =
      method.design == "polling" ? audit::MeasureDesign::Polling : audit::MeasureDesign::Comparison;
  measure.replacement = draw::replacement_of(method.draw);
  measure.risk_function = method.risk_function;
  measure.rounds_fixed_before_seed = !method.schedule.empty();
  audit::RiskSettings& settings = measure.settings;
  const std::map<std::string, double*> known = {{"estimate", &settings.estimate},
                                                {"draws-worth", &settings.draws_worth},
                                                {"bet", &settings.bet},
                                                {"two-vote-share", &settings.two_vote_share},
                                                {"padding", &settings.padding},
                                                {"prior-one-vote", &settings.prior.one_vote},
                                                {"prior-two-vote", &settings.prior.two_vote}};
  base::Problems problems;
  for (const auto& [name, text] : method.settings) {
    const auto value = Rational::parse(text);
    const auto setting = known.find(name);
    if (value && setting != known.end()) {
      *setting->second = value->approximate();
      continue;
    }
    std::vector<std::string> names;
    for (const auto& [each, place] : known) names.push_back(each);
    problems.push_back(refusal("audit.setting", fmt::format("\"{}\" = \"{}\"", name, text),
                               fmt::format("a decimal for one of: {}", fmt::join(names, ", ")),
                               "Correct it, or leave it out."));
  }
  if (!problems.empty()) return problems;
  return measure;
}

std::vector<std::string> risk_function_ids() {
  std::vector<std::string> ids;
  for (const audit::RiskFunctionName& function : audit::contest_function_names()) {
    ids.emplace_back(function.name);
  }
  for (const audit::RiskFunctionName& function : audit::risk_function_names()) {
    ids.emplace_back(function.name);
  }
  for (const audit::RiskFunctionName& function : audit::batch_function_names()) {
    if (std::ranges::find(ids, function.name) == ids.end()) ids.emplace_back(function.name);
  }
  for (const audit::RiskFunctionName& function : audit::strata_function_names()) {
    ids.emplace_back(function.name);
  }
  return ids;
}

}  // namespace recanvass::workflow
