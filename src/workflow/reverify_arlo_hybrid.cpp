// Hybrid audits of Arlo: ballots with records compared, the others polled, both risks joined by
// SUITE.
#include "audit/suite.h"
#include "workflow/reverify_arlo.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace recanvass::workflow {
namespace {

using audit::ComparedCard;
using formats::ArloBallot;
using formats::ArloContest;
using formats::ArloReading;
using formats::ArloRound;

constexpr double kArloStep = 0.05;

// The votes of a cell for two choices of a contest.
std::vector<std::int64_t> votes_for(const std::string& cell, const ArloContest& contest,
                                    std::size_t winner, std::size_t loser) {
  std::vector<std::int64_t> votes(2, 0);
  const auto reading = formats::read_arlo_reading(cell, contest.votes);
  if (!reading || reading->kind != ArloReading::Kind::Votes) return votes;
  for (const std::string& choice : reading->choices) {
    if (choice == contest.votes[winner].first) votes[0] = 1;
    if (choice == contest.votes[loser].first) votes[1] = 1;
  }
  return votes;
}

// The two samples of one pair, up to a round.
audit::SuiteAudit suite_of(const ArloCheck& check, const ArloContest& contest,
                           std::int64_t last_round, std::size_t winner, std::size_t loser) {
  audit::SuiteAudit audit;
  const auto cvr = *votes_in_order(*contest.cvr_votes, contest);
  const auto other = *votes_in_order(*contest.other_votes, contest);
  audit.comparison = {cvr[winner], cvr[loser], *contest.cvr_ballots};
  audit.polling = {other[winner], other[loser], *contest.other_ballots};
  for (const ArloBallot& ballot : check.report.ballots) {
    const auto cells = ballot.by_contest.find(contest.name);
    if (cells == ballot.by_contest.end()) continue;
    std::int64_t times = 0;
    const auto tickets = formats::read_arlo_tickets(cells->second.tickets);
    for (const auto& [round, ticket] : *tickets) times += round <= last_round ? 1 : 0;
    if (!contest.targeted) times = 1;
    const auto found = votes_for(cells->second.audited, contest, winner, loser);
    if (has_record(ballot)) {
      const auto recorded = votes_for(cells->second.recorded, contest, winner, loser);
      const ComparedCard card{recorded, found, ballot.status == "NOT_FOUND", 1};
      const std::int64_t error = audit::card_overstatement({true, false}, card);
      audit.sampled += times;
      if (error == 2) audit.found.two_over += times;
      if (error == 1) audit.found.one_over += times;
      if (error == -1) audit.found.one_under += times;
      if (error == -2) audit.found.two_under += times;
    } else {
      audit.sample.winner += times * (found[0] > found[1] ? 1 : 0);
      audit.sample.loser += times * (found[1] > found[0] ? 1 : 0);
      audit.sample.other += times * (found[0] == found[1] ? 1 : 0);
    }
  }
  return audit;
}

// Figures that no count can have given.
bool impossible(const audit::SuiteAudit& audit) {
  const auto& sample = audit.sample;
  const std::int64_t others = audit.polling.cards - audit.polling.winner - audit.polling.loser;
  return audit.comparison.cards < 1 || audit.polling.cards < 1 || others < 0 ||
         sample.winner + sample.loser + sample.other > audit.polling.cards ||
         audit.comparison.winner + audit.polling.winner <=
             audit.comparison.loser + audit.polling.loser;
}

void check_round(ArloCheck& check, const ArloContest& contest, const ArloRound& round) {
  check.checks.about(fmt::format("{}, round {}", contest.name, round.number), round.row.text());
  if (round.p_value.empty()) return;
  const auto refuse = [&](const std::string& why) {
    check.checks.not_checked("risk", round.p_value, why);
  };
  if (const std::string why = why_no_risk(contest); !why.empty()) return refuse(why);
  const bool strata = contest.cvr_votes && contest.other_votes && contest.cvr_ballots &&
                      contest.other_ballots && votes_in_order(*contest.cvr_votes, contest) &&
                      votes_in_order(*contest.other_votes, contest);
  if (!strata) return refuse("the report does not have the totals of both strata");
  if (!check.report.online) return refuse("the ballots were entered offline, without readings");
  const auto won = reported_of(contest).won();
  double right = 0.0;
  double coarse = 0.0;
  double without_under = 0.0;  // understatements count as nothing
  for (std::size_t winner = 0; winner < won.size(); ++winner) {
    for (std::size_t loser = 0; loser < won.size(); ++loser) {
      if (!won[winner] || won[loser]) continue;
      auto audit = suite_of(check, contest, round.number, winner, loser);
      if (impossible(audit)) return refuse("the figures of the strata do not fit each other");
      right = std::max(right, audit::suite_risk(audit).p);
      coarse = std::max(coarse, audit::coarse_suite_risk(audit, kArloStep));
      audit.found.one_under = 0;
      audit.found.two_under = 0;
      without_under = std::max(without_under, audit::coarse_suite_risk(audit, kArloStep));
    }
  }
  check_risk(check.checks, round.p_value,
             {{"SUITE", right},
              {"Arlo: the largest over steps of 0.05 of the lead, not the largest", coarse},
              {"Arlo: the same, and understatements count as nothing", without_under}});
  check.limit_met(round, right);
}

}  // namespace

bool has_record(const ArloBallot& ballot) {
  return !ballot.imprint.empty() ||
         std::any_of(ballot.by_contest.begin(), ballot.by_contest.end(),
                     [](const auto& one) { return !one.second.recorded.empty(); });
}

void check_hybrid(ArloCheck& check) {
  if (check.report.type != "HYBRID") return;
  for (const ArloContest& contest : check.report.contests) {
    for (const ArloRound* round :
         rounds_of(check.report, contest.name, std::numeric_limits<std::int64_t>::max())) {
      check_round(check, contest, *round);
    }
  }
}

}  // namespace recanvass::workflow
