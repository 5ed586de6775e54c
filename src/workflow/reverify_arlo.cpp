// Audit reports of Arlo: what is reported, sizes, risks of polling in rounds, full hand tallies.
#include "workflow/reverify_arlo.h"

#include "audit/bravo.h"
#include "base/figures.h"
#include "base/rational.h"
#include "formats/text.h"
#include "workflow/reverify.h"
#include "workflow/reverify_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace recanvass::workflow {
namespace {

using audit::FigureChecks;
using audit::PolledRound;
using audit::PollingRule;
using audit::ReportedContest;
using formats::ArloContest;
using formats::ArloReport;
using formats::ArloRound;
using formats::ArloTally;

std::optional<PollingRule> polling_rule(const std::string& math) {
  if (math == "BRAVO") return PollingRule::Bravo;
  if (math == "MINERVA") return PollingRule::Minerva;
  if (math == "PROVIDENCE") return PollingRule::Providence;
  return std::nullopt;
}

std::string kind_words(const ArloReport& report) {
  std::string type = report.type;
  std::string math = report.math;
  for (std::string* text : {&type, &math}) {
    for (char& letter : *text) {
      if (letter == '_') letter = ' ';
      if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
  }
  return fmt::format("audit report of Arlo: {}, {}, risk limit {} %", type, math,
                     report.risk_limit_percent);
}

// Arlo prints risks to ten decimals, without the zeros at their end. A report whose risks all have
// fewer was rounded afterwards: it is compared as far as it goes, and that is said.
int decimals_of_risks(const ArloReport& report, std::vector<std::string>& remarks) {
  constexpr int kArlo = 10;
  constexpr std::size_t kRounded = 8;
  std::size_t most = 0;
  for (const ArloRound& round : report.rounds) {
    const std::size_t point = round.p_value.find('.');
    const std::string digits = point == std::string::npos ? "" : round.p_value.substr(point + 1);
    if (digits.find_first_not_of('0') == std::string::npos) continue;
    most = std::max(most, digits.find_first_of("eE") == std::string::npos ? digits.size() : kArlo);
  }
  if (most == 0 || most >= kRounded) return kArlo;
  remarks.push_back(fmt::format(
      "{}: its risks have at most {}; Arlo prints ten. They were compared as far as "
      "they go",
      report.file, base::counted(static_cast<std::int64_t>(most), "decimal", "decimals")));
  return 0;
}

// What no batch has is in ballots that were pending.
void check_votes_in_batches(ArloCheck& check, const ArloContest& contest) {
  if (!contest.batch_votes) return;
  const auto in_batches = votes_in_order(*contest.batch_votes, contest);
  if (!in_batches) return;
  const std::int64_t pending = contest.pending.value_or(0);
  for (std::size_t i = 0; i < contest.votes.size(); ++i) {
    const auto& [name, whole] = contest.votes[i];
    const std::int64_t outside = whole - (*in_batches)[i];
    check.checks.about(contest.name + " - " + name, contest.row.text());
    if (outside >= 0 && outside <= pending) {
      check.checks.truth("votes in batches and pending ballots", true, true);
    } else {
      check.checks.differs(
          "votes in batches and pending ballots", base::grouped((*in_batches)[i]) + " in batches",
          base::grouped(whole) + " in all",
          fmt::format("{} may be outside of batches", base::counted(pending, "ballot", "ballots")));
    }
  }
}

// What only the reported totals are needed for.
void check_contest(ArloCheck& check, const ArloContest& contest) {
  check.checks.about(contest.name, contest.row.text());
  std::int64_t votes = 0;
  for (const auto& [name, one] : contest.votes) votes += one;
  if (contest.votes.empty()) {
    check.checks.not_checked("votes reported", "", "the report has no votes of this contest");
    return;
  }
  // A choice has at most a vote a ballot, all choices as many as are allowed.
  const bool fits = base::Wide{votes} <= base::Wide{contest.ballots} * contest.votes_allowed &&
                    std::all_of(contest.votes.begin(), contest.votes.end(),
                                [&](const auto& one) { return one.second <= contest.ballots; });
  check.checks.truth("votes reported fit the ballots", true, fits);
  if (contest.winners == 1 && contest.votes_allowed > 1) {
    check.summary.push_back(fmt::format(
        "{}: the report elects one and allows {} votes a ballot; its risk is that of the first "
        "place alone.",
        contest.name, contest.votes_allowed));
  }
  check_votes_in_batches(check, contest);
  if (!contest.cvr_votes || !contest.other_votes) return;
  for (const auto& [name, whole] : contest.votes) {
    std::int64_t parts = 0;
    for (const auto* list : {&*contest.cvr_votes, &*contest.other_votes}) {
      for (const auto& [part_name, part] : *list) parts += part_name == name ? part : 0;
    }
    check.checks.about(contest.name + " - " + name, contest.row.text());
    check.checks.whole("votes of both strata", whole, parts);
  }
}

// Sizes that Arlo offers for a round of polling.
void check_size_offered(ArloCheck& check, const ArloContest& contest, const ArloRound& round,
                        PollingRule rule, const std::vector<PolledRound>& before) {
  if (!round.sample_size || !round.targeted || !why_no_risk(contest).empty()) return;
  const char* const figure = "sample size offered";
  const std::string published = std::to_string(*round.sample_size);
  if (*round.sample_size >= contest.ballots) {
    return check.checks.whole("sample of all ballots", *round.sample_size, contest.ballots);
  }
  const ReportedContest reported = reported_of(contest);
  if (contest.winners != 1 || reported.votes.size() < 2 || rule != PollingRule::Bravo) {
    return check.checks.not_checked(figure, published,
                                    "the auditors choose among several sizes, or one of their own");
  }
  std::vector<std::int64_t> sorted = reported.votes;
  std::sort(sorted.rbegin(), sorted.rend());
  const double cards = static_cast<double>(contest.ballots);
  const audit::PollShares shares{static_cast<double>(sorted[0]) / cards,
                                 static_cast<double>(sorted[1]) / cards};
  if (sorted[1] == 0) return;
  audit::TwoVotes sample;
  for (const PolledRound& one : before) {
    for (std::size_t i = 0; i < reported.votes.size(); ++i) {
      if (reported.votes[i] == sorted[0]) sample.winner += one.votes[i];
      if (reported.votes[i] == sorted[1]) sample.loser += one.votes[i];
    }
  }
  std::vector<std::int64_t> offered = {
      audit::bravo_expected_cards(shares, check.risk_limit(), sample)};
  for (const double chance : {0.7, 0.8, 0.9}) {
    offered.push_back(audit::arlo_bravo_cards(shares, check.risk_limit(), sample, chance));
  }
  const auto found = std::find(offered.begin(), offered.end(), *round.sample_size);
  if (found != offered.end()) {
    check.checks.whole(figure, *round.sample_size, *found);
  } else {
    check.checks.not_checked(
        figure, published,
        fmt::format("none of the sizes on offer ({} expected; {}, {}, {} for a chance of 70, 80, "
                    "90 %); the auditors may take one of their own",
                    offered[0], offered[1], offered[2], offered[3]));
  }
}

void check_polling(ArloCheck& check, const ArloContest& contest, PollingRule rule) {
  std::vector<PolledRound> rounds;
  std::int64_t sampled = 0;
  for (const ArloRound* round : rounds_of(check.report, contest.name, 1'000'000)) {
    check.checks.about(fmt::format("{}, round {}", contest.name, round->number), round->row.text());
    check_size_offered(check, contest, *round, rule, rounds);
    const auto votes = votes_in_order(round->audited, contest);
    if (round->p_value.empty()) {
      check.checks.not_checked("risk", "", "the round has not ended in this report");
      continue;
    }
    if (!votes) {
      check.checks.not_checked("risk", round->p_value,
                               "the votes audited are not those of its "
                               "choices");
      return;
    }
    rounds.push_back({*votes, round->not_found.value_or(0)});
    sampled += round->sample_size.value_or(0);
    if (const std::string why = why_no_risk(contest); !why.empty()) {
      check.checks.not_checked("risk", round->p_value, why);
      continue;
    }
    if (sampled >= contest.ballots) continue;  // a full hand tally: check_full_count()
    const double risk = audit::polling_risk(rule, reported_of(contest), check.risk_limit(), rounds);
    check.checks.decimal("risk", round->p_value, risk);
    check.limit_met(*round, risk);
  }
}

// Every ballot was read: the outcome is known, the risk is 0 when it is as reported.
void check_full_count(ArloCheck& check, const ArloContest& contest) {
  std::int64_t sampled = 0;
  std::vector<std::int64_t> counted(contest.votes.size(), 0);
  for (const ArloRound* round : rounds_of(check.report, contest.name, 1'000'000)) {
    sampled += round->sample_size.value_or(0);
    const auto votes = votes_in_order(round->audited, contest);
    if (!votes || round->p_value.empty()) return;
    for (std::size_t i = 0; i < counted.size(); ++i) counted[i] += (*votes)[i];
    if (sampled < contest.ballots || !why_no_risk(contest).empty()) continue;
    ReportedContest hand = reported_of(contest);
    // Blank ballots and the like are no candidates, however many there are.
    const std::vector<bool> reported = hand.won();
    for (std::size_t i = 0; i < counted.size(); ++i) {
      hand.votes[i] = contest.votes[i].second == 0 ? 0 : counted[i];
    }
    const double risk = hand.won() == reported ? 0.0 : 1.0;
    check.checks.about(fmt::format("{}, round {}", contest.name, round->number), round->row.text());
    check.checks.decimal("risk", round->p_value, risk);
    check.limit_met(*round, risk);
    check.summary.push_back(
        fmt::format("{}: every ballot was read by hand; the reported winners {}. Reported lead {}, "
                    "lead by hand {}.",
                    contest.name, risk == 0.0 ? "are confirmed" : "are NOT those of the hand count",
                    base::grouped(reported_of(contest).reported_margin()),
                    base::grouped(hand.reported_margin())));
  }
}

// Sums of the batches of a full hand tally are the votes of its round.
void check_tallies(ArloCheck& check) {
  const ArloReport& report = check.report;
  if (report.tallies.empty() || report.rounds.empty()) return;
  std::vector<std::int64_t> sums(report.tally_choices.size(), 0);
  std::set<std::string> jurisdictions;
  std::map<std::tuple<std::string, std::string, std::string>, std::int64_t> seen;
  for (const ArloTally& tally : report.tallies) {
    jurisdictions.insert(tally.jurisdiction);
    ++seen[{tally.jurisdiction, std::string(formats::trimmed(tally.batch)), tally.type}];
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += tally.votes[i];
  }
  const ArloRound& round = report.rounds.back();
  for (const auto& [name, votes] : round.audited) {
    const auto found = std::find(report.tally_choices.begin(), report.tally_choices.end(), name);
    check.checks.about(fmt::format("{} - {}", round.contest, name), round.row.text());
    if (found == report.tally_choices.end()) {
      check.checks.not_checked("votes in all batches", std::to_string(votes),
                               "the batches have no such column");
    } else {
      check.checks.whole("votes in all batches", votes,
                         sums[static_cast<std::size_t>(found - report.tally_choices.begin())]);
    }
  }
  std::int64_t twice = 0;
  for (const auto& [key, times] : seen) twice += times > 1 ? 1 : 0;
  check.summary.push_back(fmt::format(
      "{} batches of {} jurisdictions were counted by hand.",
      base::grouped(static_cast<std::int64_t>(report.tallies.size())), jurisdictions.size()));
  if (twice > 0) {
    check.summary.push_back(fmt::format(
        "{} names of batches of one jurisdiction and type stand there twice, apart by spaces at "
        "their ends alone; unexplained.",
        base::grouped(twice)));
  }
}

void summarise_rounds(ArloCheck& check) {
  for (const ArloContest& contest : check.report.contests) {
    const auto rounds = rounds_of(check.report, contest.name, 1'000'000);
    if (rounds.empty()) continue;
    const ArloRound& last = *rounds.back();
    std::int64_t sampled = 0;
    for (const ArloRound* round : rounds) sampled += round->sample_size.value_or(0);
    check.summary.push_back(
        fmt::format("{}: {} in {}{}; risk published as {}, risk limit {}.", contest.name,
                    contest.targeted ? "targeted" : "opportunistic",
                    base::counted(static_cast<std::int64_t>(rounds.size()), "round", "rounds"),
                    sampled == 0 ? std::string()
                                 : " drew " + (check.report.type == "BATCH_COMPARISON"
                                                   ? base::counted(sampled, "batch", "batches")
                                                   : base::counted(sampled, "ballot", "ballots")),
                    last.p_value.empty() ? std::string("nothing yet") : last.p_value,
                    last.limit_met == "Yes" ? "met" : "not met"));
  }
}

}  // namespace

void ArloCheck::limit_met(const ArloRound& round, double risk) {
  checks.truth("risk limit met", round.limit_met == "Yes", risk <= risk_limit());
  limits_checked.insert(&round);
}

void ArloCheck::limit_not_met(const ArloRound& round, std::string why) {
  checks.differs("risk limit met", "yes", "no", std::move(why));
  limits_checked.insert(&round);
}

void ArloCheck::limits_met_as_printed() {
  constexpr std::string_view kFigure = "risk limit met";
  for (const ArloRound& round : report.rounds) {
    if (round.limit_met.empty() || limits_checked.contains(&round)) continue;
    checks.about(fmt::format("{}, round {}", round.contest, round.number), round.row.text());
    const auto risk = base::Rational::parse(round.p_value);
    if (round.limit_met != "Yes" && round.limit_met != "No") {
      checks.not_checked(kFigure, round.limit_met, "neither Yes nor No");
    } else if (!risk) {
      checks.not_checked(kFigure, round.limit_met, "no risk is printed that could be compared");
    } else if (*risk == base::Rational(report.risk_limit_percent, 100)) {
      checks.not_checked(kFigure, round.limit_met,
                         "the risk is the limit, as far as it is printed");
    } else {
      checks.truth(kFigure, round.limit_met == "Yes",
                   *risk < base::Rational(report.risk_limit_percent, 100));
    }
  }
}

ReportedContest reported_of(const ArloContest& contest) {
  ReportedContest reported;
  for (const auto& [name, votes] : contest.votes) reported.votes.push_back(votes);
  reported.winners = contest.winners;
  reported.cards = contest.ballots;
  return reported;
}

std::string why_no_risk(const ArloContest& contest) {
  const ReportedContest reported = reported_of(contest);
  if (reported.votes.empty()) return "the report has no votes of this contest";
  if (reported.winners >= static_cast<std::int64_t>(reported.votes.size())) {
    return "everybody is elected";
  }
  if (reported.reported_margin() <= 0) return "a tie was reported";
  if (reported.reported_margin() > reported.cards) return "the lead exceeds the ballots";
  return {};
}

std::optional<std::vector<std::int64_t>> votes_in_order(const formats::NamedVotes& votes,
                                                        const ArloContest& contest) {
  std::vector<std::int64_t> list(contest.votes.size(), 0);
  for (const auto& [name, number] : votes) {
    const auto found = std::find_if(contest.votes.begin(), contest.votes.end(),
                                    [&](const auto& choice) { return choice.first == name; });
    if (found == contest.votes.end()) return std::nullopt;
    list[static_cast<std::size_t>(found - contest.votes.begin())] = number;
  }
  return list;
}

std::vector<const ArloRound*> rounds_of(const ArloReport& report, const std::string& contest,
                                        std::int64_t last) {
  std::vector<const ArloRound*> rounds;
  for (const ArloRound& round : report.rounds) {
    if (round.contest == contest && round.number <= last) rounds.push_back(&round);
  }
  std::stable_sort(rounds.begin(), rounds.end(), [](const auto* left, const auto* right) {
    return left->number < right->number;
  });
  return rounds;
}

void check_risk(FigureChecks& checks, const std::string& published,
                const std::vector<audit::NamedRisk>& risks) {
  const double right = risks.front().risk;
  for (std::size_t i = 1; i < risks.size(); ++i) {
    if (checks.fits(right, published)) break;
    if (!checks.fits(risks[i].risk, published)) continue;
    return checks.by_rule("risk", published, risks[i].risk, right, risks[i].rule);
  }
  checks.decimal("risk", published, right);
}

audit::PublishedAudit reverify_arlo(const ArloReport& report) {
  FigureChecks checks;
  audit::PublishedAudit audit;
  audit.remarks = report.remarks;
  checks.printed_to(decimals_of_risks(report, audit.remarks));
  audit.title = fmt::format("{}{}{}", report.organization, report.organization.empty() ? "" : ", ",
                            report.election);
  if (audit.title.empty()) audit.title = report.file;
  audit.kind = kind_words(report);
  ArloCheck check{report, checks, audit.summary, {}};
  summarise_rounds(check);
  for (const ArloContest& contest : report.contests) {
    check_contest(check, contest);
    if (report.type == "BALLOT_POLLING") {
      if (const auto rule = polling_rule(report.math)) {
        check_polling(check, contest, *rule);
        check_full_count(check, contest);
      } else {
        checks.not_checked("risk", "", "unknown method " + report.math);
      }
    }
  }
  check_tallies(check);
  check_ballot_tickets(check);
  check_ballot_readings(check);
  check_batches(check);
  check_hybrid(check);
  check.limits_met_as_printed();
  audit.checks = checks.take();
  return audit;
}

}  // namespace recanvass::workflow
