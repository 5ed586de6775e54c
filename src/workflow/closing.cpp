#include "workflow/closing.h"

#include "base/date.h"
#include "base/figures.h"
#include "reconcile/surplus.h"
#include "workflow/account_of_ballots.h"
#include "workflow/challenge_rows.h"
#include "workflow/count_extent.h"
#include "workflow/count_order.h"
#include "workflow/gates.h"
#include "workflow/unit_record.h"
#include "workflow/unit_result.h"
#include "workflow/view.h"
#include "workflow/winners.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>

namespace recanvass::workflow {
namespace {

bool has_worksheet(const Operation& operation, const std::string& unit) {
  return operation.reconciling.worksheets.contains(unit);
}

bool keeps_worksheets(const Operation& operation, const std::string& county) {
  return std::ranges::any_of(operation.reconciling.worksheets, [&](const auto& entry) {
    return operation.commitment.units.at(entry.first).county == county;
  });
}

// Where the policy takes surplus ballots out by lot, that is the way, and not a word of a clerk.
std::string mend_of(const Operation& operation, const std::string& unit,
                    const reconcile::Finding& finding) {
  const auto policy = policy_of(operation);
  const bool surplus =
      finding.rule == reconcile::Rule::R3 && finding.about.empty() && finding.residual > 0;
  if (surplus && policy && reconcile::draws_down(*policy)) {
    return fmt::format(
        "The policy draws down: open {} again with count.reopen and record the draw with "
        "drawdown.record; or correct the figures.",
        unit);
  }
  return fmt::format(
      "Explain it with unit.explain (\"rule\" {}{}), or correct the figures.",
      reconcile::id_of(finding.rule),
      finding.about.empty() ? std::string() : fmt::format(", \"about\" \"{}\"", finding.about));
}

void add_findings(const Operation& operation, const UnitReview& review, const std::string& unit,
                  base::Problems& problems) {
  for (const reconcile::Finding& finding : review.findings.found) {
    if (finding.rule == reconcile::Rule::R11 || !is_unexplained(review, finding)) continue;
    problems.push_back(
        refusal("statement.unexplained",
                fmt::format("{}: {}: {}", unit, reconcile::id_of(finding.rule), finding.words),
                "a finding that is explained", mend_of(operation, unit, finding)));
  }
  if (review.state == reconcile::PublicState::ImpossibleUnderReview) {
    problems.push_back(refusal("statement.impossible", unit + ": figures that cannot be",
                               "figures that an election can have",
                               "Revise them; a cause does not make them possible."));
  }
}

void add_holes(const UnitReview& review, const std::string& unit, base::Problems& problems) {
  const reconcile::Settings settings;
  for (const reconcile::NotChecked& hole : review.findings.not_checked) {
    if (!settings.required.contains(hole.rule)) continue;
    problems.push_back(refusal(
        "statement.hole",
        fmt::format("{}: {} not checked, without {}", unit, reconcile::id_of(hole.rule),
                    fmt::join(hole.missing, ", ")),
        "every figure that the rule compares", "Give it with unit.figures; a hole is not zero."));
  }
}

void add_counted_unit(const Operation& operation, const std::string& unit, bool worksheets,
                      Sight sight, base::Problems& problems) {
  const UnitReview review = review_unit(operation, unit, sight);
  add_findings(operation, review, unit, problems);
  for (const std::string& words : impossible_words(operation, unit)) {
    problems.push_back(refusal("statement.impossible", words, "figures that a unit can have",
                               "Reopen it with count.reopen, and rule again on the challenges."));
  }
  if (review.consequence && review.consequence->step == reconcile::Step::Unrecountable) {
    problems.push_back(refusal("statement.not-recountable", unit + ": " + review.consequence->words,
                               "the first count of a unit that cannot be counted again",
                               "Reopen it with count.reopen, then rule with recountability.rule; "
                               "or explain it with unit.explain."));
  }
  if (worksheets) add_holes(review, unit, problems);
  if (sight == Sight::Blind) return;
  if (!changes_of(operation, unit).empty() && cause_of(operation, unit) == nullptr) {
    problems.push_back(refusal("statement.cause", unit + ": figures changed without a cause (R11)",
                               "a cause and a minute", "Give them with cause.assign."));
  }
}

std::string open_words(const Operation& operation, const std::string& unit) {
  if (extent_of(operation, unit) == UnitExtent::LaterStage) return "waits for stage.close";
  if (is_complete(operation, unit)) return "counted, not signed off";
  if (counts_by_machine(operation, unit)) return "waits for the machine's tape";
  const auto sums = operation.counting.sums.find(unit);
  if (sums == operation.counting.sums.end()) return "nothing is counted";
  return fmt::format("{} of {} settled, {} differ", sums->second.settled,
                     base::counted(sums->second.batches, "batch", "batches"),
                     sums->second.mismatched);
}

void add_incidents(const Operation& operation, const std::string& county,
                   base::Problems& problems) {
  for (const auto& [position, incident] : operation.counting.incidents) {
    if (incident.county != county || !incident.resolution.empty()) continue;
    problems.push_back(refusal("statement.incident", incident.what, "incidents that are resolved",
                               fmt::format("Resolve incident {} first.", position)));
  }
}

// Paper that is not under seal again can still be changed: nobody could count it once more.
void add_open_containers(const Operation& operation, const std::string& county,
                         base::Problems& problems) {
  for (const auto& [id, container] : operation.counting.containers) {
    if (container.county != county || container.stage == ContainerStage::Sealed) continue;
    problems.push_back(refusal(
        "statement.container", "container " + id + ": opened and not closed since",
        "every container that was opened back under a seal", "Put it back with container.close."));
  }
}

// A medium of the county as a whole that was expected and never came, or came unexpected.
void add_media_of_county(const Operation& operation, const std::string& county,
                         base::Problems& problems) {
  reconcile::UnitRecord record;
  record.unit = county;
  add_media(operation, county, record);
  for (const auto& [medium, expected] : operation.judging.machines.media_expected) {
    if (expected.county != county || expected.unit.empty()) continue;
    const auto unit = operation.commitment.units.find(expected.unit);
    if (unit != operation.commitment.units.end() && unit->second.county == county) continue;
    problems.push_back(refusal(
        "statement.medium",
        fmt::format("medium {} of {}, a unit that has no returns here", medium, expected.unit),
        "every expected medium (R8) of a unit of this county",
        "Say with media.expect once more which unit was meant, then media.load it."));
  }
  for (const reconcile::Finding& finding :
       reconcile::check_media_present(std::span(&record, 1)).found) {
    problems.push_back(refusal("statement.medium", finding.words, "every expected medium (R8)",
                               "Load it with media.load."));
  }
}

// Where the first count stands no ruling moves a vote, and nothing would say so.
void add_rulings_in_no_figure(const Operation& operation, const std::string& county,
                              base::Problems& problems) {
  for (const auto& [exhibit, challenge] : operation.judging.challenges.by_exhibit) {
    const bool moved = challenge.stands_as() != challenge.counted_as;
    if (challenge.county != county || !moved || is_batch_set_aside(operation, challenge.batch)) {
      continue;
    }
    const ManifestBatch* listed = batch_named(operation, challenge.batch);
    if (listed == nullptr || !operation.commitment.units.contains(listed->unit) ||
        result_of(operation, listed->unit).fate != recount::UnitFate::Stands) {
      continue;
    }
    problems.push_back(refusal(
        "statement.ruling",
        fmt::format("exhibit {}: ruled otherwise than counted, and the first count of {} stands",
                    exhibit, listed->unit),
        "rulings that are in the figures",
        "Have the unit counted again (method.set, recountability.rule); or rule with "
        "challenge.rule that the ballot stands as it was counted."));
  }
}

void add_challenges(const Operation& operation, const std::string& county,
                    base::Problems& problems) {
  const Challenges& challenges = operation.judging.challenges;
  std::int64_t open = 0;
  std::string first;
  for (const std::string& exhibit : challenges.registered) {
    const Challenge& challenge = challenges.by_exhibit.at(exhibit);
    if (challenge.county != county || challenge.status() != ChallengeStatus::Open) continue;
    if (++open == 1) first = exhibit;
  }
  add_rulings_in_no_figure(operation, county, problems);
  if (open == 0) return;
  problems.push_back(
      refusal("statement.challenge",
              fmt::format("{}: {}, exhibit {} first", county,
                          base::counted(open, "open challenge", "open challenges"), first),
              "challenges withdrawn, stipulated or ruled",
              "Rule on each; a court's later ruling supersedes the board's."));
}

// An input that changed after the county stated its totals, or makes the whole not add up.
void add_input_changes(const Operation& operation, base::Problems& problems) {
  std::map<std::string, election::VoteCount> sums;
  for (const auto& [id, unit] : operation.commitment.units) {
    for (const auto& [choice, votes] : unit.votes) sums[choice] += election::VoteCount(votes);
  }
  for (const auto& [choice, reported] : operation.commitment.reported_outcome) {
    if (sums[choice].value() == reported) continue;
    problems.push_back(
        refusal("certificate.inputs",
                fmt::format("{}: units sum to {}", choice, base::grouped(sums[choice].value())),
                fmt::format("{}, as reported", base::grouped(reported)),
                "An input was changed and the rest was not: correct the outcome or the unit."));
  }
}

void add_statement(const Operation& operation, const std::string& county,
                   base::Problems& problems) {
  const CountyStatement* statement = statement_of(operation, county);
  if (statement == nullptr) {
    problems.push_back(refusal("certificate.statement", county + ": no statement",
                               "a statement of every county", "It is made with county.statement."));
    return;
  }
  const CountySums sums = sums_of_county(operation, county);
  if (sums.votes == statement->votes && sums.units == statement->units &&
      sums.units_original == statement->units_original) {
    return;
  }
  problems.push_back(refusal("certificate.overtaken",
                             county + ": its figures changed after its statement",
                             "a statement of the figures as they are",
                             "Make another with county.statement; the earlier one is kept."));
}

// Votes do not say who has the seat; the law does, by lot as a rule.
void add_tie(const Operation& operation, base::Problems& problems) {
  const bool open = std::ranges::any_of(operation.commitment.units, [&](const auto& unit) {
    return result_of(operation, unit.first).fate == recount::UnitFate::Open;
  });
  if (open) return;
  const auto votes = totals_of(operation, "");
  const auto tie = tie_of(operation, votes);
  if (!tie || lot_for(operation, votes) != nullptr) return;
  problems.push_back(refusal(
      "certificate.tie",
      fmt::format("{} tie for the last seat, with {} each", fmt::join(tie->tied, ", "),
                  base::counted(votes.at(tie->tied.front()), "vote", "votes")),
      "the lot, or what the law has instead", "Record it with lot.record, by two persons."));
}

}  // namespace

CountySums sums_of_county(const Operation& operation, const std::string& county) {
  CountySums out;
  out.votes = totals_of(operation, county);
  for (const auto& [id, unit] : operation.commitment.units) {
    if (unit.county != county) continue;
    ++out.units;
    if (!has_worksheet(operation, id)) ++out.units_without_worksheet;
    if (result_of(operation, id).fate == recount::UnitFate::Stands) ++out.units_original;
  }
  return out;
}

Sight sight_in(const Operation& operation, const Account* person, const std::string& county) {
  const bool all = std::ranges::all_of(operation.commitment.units, [&](const auto& unit) {
    return (!county.empty() && unit.second.county != county) ||
           result_of(operation, unit.first).fate == recount::UnitFate::Stands ||
           may_see_reported(operation, {.viewer = person}, unit.first);
  });
  return all ? Sight::All : Sight::Blind;
}

namespace {

base::Problems gaps_in(const Operation& operation, const std::string& county, Sight sight) {
  base::Problems problems;
  const bool worksheets = keeps_worksheets(operation, county);
  bool any = false;
  for (const auto& [id, unit] : operation.commitment.units) {
    if (unit.county != county) continue;
    any = true;
    switch (result_of(operation, id).fate) {
      case recount::UnitFate::Stands: break;
      case recount::UnitFate::Counted:
        add_counted_unit(operation, id, worksheets, sight, problems);
        break;
      case recount::UnitFate::Open:
        problems.push_back(refusal("statement.open", id + ": " + open_words(operation, id),
                                   "a unit that is signed off", "Finish its count first."));
        break;
    }
  }
  if (!any) {
    problems.push_back(refusal("statement.no-units", county, "a county with returns",
                               "Check the id of the county."));
  }
  add_problems(problems,
               units_left_out(operation, operation.opening.orders, county, "statement.order"));
  add_incidents(operation, county, problems);
  add_open_containers(operation, county, problems);
  add_challenges(operation, county, problems);
  add_media_of_county(operation, county, problems);
  return problems;
}

}  // namespace

base::Problems gaps_of_county(const Operation& operation, const std::string& county, Sight sight) {
  base::Problems problems = gaps_in(operation, county, sight);
  add_problems(problems, work_is_not_stayed(operation));
  if (sight == Sight::Blind && problems.empty()) {
    problems.push_back(refusal("statement.hidden", county + ": compared by you",
                               "somebody who may see what was reported while units are open",
                               "Let a county officer state it, or wait for the last unit."));
  }
  return problems;
}

base::Problems gaps_of_state(const Operation& operation, Sight sight) {
  base::Problems problems;
  std::set<std::string> counties;
  for (const auto& [id, unit] : operation.commitment.units) counties.insert(unit.county);
  if (counties.empty()) {
    problems.push_back(refusal("certificate.nothing", "no unit with returns", "a count to certify",
                               "Give the returns that are counted again."));
  }
  for (const std::string& county : counties) {
    add_problems(problems, gaps_in(operation, county, sight));
    add_statement(operation, county, problems);
  }
  add_input_changes(operation, problems);
  for (const std::string& words : account_of_ballots(operation, "").unaccounted) {
    problems.push_back(refusal("certificate.account", words, "an account of every ballot and vote",
                               "This program is wrong or its files are damaged: verify what is "
                               "published, and report it."));
  }
  if (sight == Sight::All) add_tie(operation, problems);
  add_problems(problems, work_is_not_stayed(operation));
  return problems;
}

const CountyStatement* statement_of(const Operation& operation, const std::string& county) {
  const auto found = operation.deciding.county_statements.find(county);
  return found == operation.deciding.county_statements.end() ? nullptr : &found->second.back();
}

namespace {

// The first petition, withdrawn or not; no value: the count began without one.
std::optional<base::LocalTime> first_petition(const Operation& operation) {
  std::optional<base::LocalTime> first;
  const auto take = [&](const std::string& filed_at) {
    const auto filed = base::LocalTime::parse(filed_at);
    if (filed && (!first || *filed < *first)) first = *filed;
  };
  for (const auto& [id, petition] : operation.opening.petitions.by_id) {
    take(petition.filed_at);
  }
  for (const PrecinctPetition& petition : operation.opening.petitions.precincts) {
    take(petition.filed_at);
  }
  return first;
}

base::Problem too_early(const std::string& act, const base::LocalTime& at, const std::string& what,
                        const std::string& when) {
  return refusal(act + ".too-early", fmt::format("{} on {}", act, at.text()),
                 fmt::format("not before {}, {}", what, when),
                 fmt::format("Correct \"{}_at\".", act));
}

}  // namespace

base::Problems signed_after_the_count(const Operation& operation, const std::string& signed_at,
                                      const std::string& county, const std::string& act) {
  base::Problems problems;
  const auto when = base::LocalTime::parse(signed_at);
  if (!when) return problems;  // its field was refused
  const auto election = base::Date::parse(operation.setup.election_day);
  if (election && when->day < *election) {
    problems.push_back(too_early(act, *when, "the election day", operation.setup.election_day));
  }
  const auto filed = first_petition(operation);
  if (filed && *when < *filed) {
    problems.push_back(too_early(act, *when, "the petition for this count", filed->text()));
  }
  for (const auto& [place, reports] : operation.opening.plan.progress) {
    if (reports.empty() || (!county.empty() && place != county)) continue;
    if (*when >= reports.back().reported_at) continue;
    problems.push_back(too_early(act, *when, "the count that " + place + " reported progress of",
                                 reports.back().reported_at.text()));
  }
  if (!county.empty()) return problems;
  for (const auto& [place, statements] : operation.deciding.county_statements) {
    if (statements.empty()) continue;
    const auto stated = base::LocalTime::parse(statements.back().signed_at);
    if (!stated || *when >= *stated) continue;
    problems.push_back(too_early(act, *when, "the statement of " + place, stated->text()));
  }
  return problems;
}

}  // namespace recanvass::workflow
