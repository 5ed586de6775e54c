// audit.method and audit.commit: how cards are drawn and measured; then contests, lists of cards
// and method are fixed by their hash. Refused while anything in them does not fit together, and
// above all while the records do not give the outcome that was reported: an audit of other records
// proves nothing about it.
#include "workflow/audit_body.h"
#include "workflow/audit_claims.h"
#include "workflow/batch_comparison.h"
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/pooled_records.h"
#include "workflow/stratified_audit.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace recanvass::workflow {
namespace {

using base::Json;

// Colorado's formula measures lists that are each drawn from by themselves: draws in proportion
// (audit/drawn_in_proportion.h).
bool counts_discrepancies(const AuditMethod& method) {
  return method.risk_function.starts_with("super-simple");
}

base::Problems list_problems(const Operation& operation, const std::string& id,
                             const AuditList& list, const AuditMethod& method) {
  base::Problems problems;
  if (list.batches.empty() || list.cards == 0) {
    problems.push_back(refusal("audit.list", "the list " + id + " without a card",
                               "batches with cards", "Add them with audit.batches."));
  }
  const bool pooled = method.design == "pools";
  const bool some = (pooled || method.design == "strata") && !list.records_root.empty();
  if (method.design != "comparison" && !some) return problems;
  const auto import = operation.commitment.imports.find(list.import);
  if (import == operation.commitment.imports.end()) {
    problems.push_back(refusal("audit.import",
                               "list " + id + " with the import \"" + list.import + "\"",
                               "cast vote records committed to with cards.import",
                               "Name their import, or audit by polling, which needs no records."));
  } else if ((!pooled && import->second.body.value("cards", std::int64_t{0}) != list.cards) ||
             (!import->second.county.empty() && import->second.county != list.county)) {
    problems.push_back(refusal(
        "audit.import",
        fmt::format("list {} of {} cards with an import of {}", id, list.cards,
                    import->second.body.value("cards", std::int64_t{0})),
        "as many cards as were read, of the same county",
        "A batch is missing from the list or from the records: find it before anything is drawn."));
  }
  if (list.records_root.empty()) {
    problems.push_back(refusal("audit.records", "list " + id + " without \"records_root\"",
                               "the root over its records, so that each can be shown later",
                               "Let `recanvass` make it from the import."));
  }
  return problems;
}

std::map<std::string, std::int64_t> cards_imported(const Operation& operation) {
  std::map<std::string, std::int64_t> cards;
  for (const auto& [id, import] : operation.commitment.imports) {
    cards[id] = import.body.value("cards", std::int64_t{0});
  }
  return cards;
}

// Ballots of a county that no card of a list stands for.
struct MissingCards {
  std::int64_t cards = 0;
  std::string batches;  ///< the first few, in words
};

// By county. A batch without a list is short of all of its ballots.
std::map<std::string, MissingCards> missing_cards(const Operation& operation, const Audit& audit,
                                                  const std::set<std::string>& counties,
                                                  base::Problems& problems) {
  std::map<std::string, MissingCards> missing;
  for (const auto& [id, batch] : operation.commitment.batches) {
    if (!counties.contains(batch.county)) continue;
    std::int64_t cards = 0;
    for (const auto& [name, list] : audit.lists) {
      const auto places = list.places_of.find(id);
      if (places == list.places_of.end()) continue;
      for (const std::size_t place : places->second) cards += list.batches[place].cards;
      add_problems(problems, cards_fit_batch(list, id, batch.ballots, cards));
    }
    if (cards >= batch.ballots) continue;
    MissingCards& of_county = missing[batch.county];
    if (of_county.batches.size() < 200) {
      of_county.batches += fmt::format("{}{} ({} of {})", of_county.batches.empty() ? "" : ", ", id,
                                       cards, batch.ballots);
    }
    of_county.cards += batch.ballots - cards;
  }
  return missing;
}

// What is in no list cannot be drawn, and so cannot be found to differ: each ballot of the manifest
// has a card in a list, or a phantom that stands for it. The operation's own contest is on all of
// them; of another contest the counties of the lists are all that is known.
base::Problems coverage_problems(const Operation& operation, const Audit& audit) {
  base::Problems problems;
  std::map<std::string, std::int64_t> room;  // phantoms by county; "" of lists of the whole
  for (const auto& [id, list] : audit.lists) room[list.county] += list.bound() - list.cards;
  const auto own = audit.contests.find(operation.setup.contest);
  const bool has_own = own != audit.contests.end();
  std::set<std::string> counties;
  for (const auto& [id, batch] : operation.commitment.batches) {
    if (has_own || room.contains("") || room.contains(batch.county)) counties.insert(batch.county);
  }
  for (const auto& [id, list] : audit.lists) {
    if (!has_own || audit.is_in(own->second, id)) continue;
    problems.push_back(refusal("audit.list",
                               fmt::format("contest {} not on list {}", own->first, id),
                               "every list for the contest that the manifest is of",
                               "Leave \"lists\" out of its audit.contest."));
  }
  std::int64_t anywhere = room.contains("") ? room.at("") : 0;
  for (const auto& [county, missing] : missing_cards(operation, audit, counties, problems)) {
    const std::int64_t own_room = room.contains(county) ? room.at(county) : 0;
    const std::int64_t left = std::max<std::int64_t>(0, missing.cards - own_room);
    if (left <= anywhere) {
      anywhere -= left;
      continue;
    }
    problems.push_back(
        refusal("audit.coverage",
                fmt::format("{}: {} ballots of the manifest without a card in a list: {}", county,
                            missing.cards, missing.batches),
                "a card in a list for each ballot, or as many phantoms (\"at_most\" of audit.list)",
                "Name the batches with audit.batches: a card in no list cannot be drawn."));
  }
  return problems;
}

base::Problems outcome_problems(const Operation& operation) {
  const auto& contests = operation.audits.current.contests;
  const auto own = contests.find(operation.setup.contest);
  if (own == contests.end()) return {};
  base::Problems problems;
  const auto winners = static_cast<std::int64_t>(own->second.winners.size());
  if (own->second.vote_for != operation.setup.vote_for || winners != operation.setup.seats) {
    problems.push_back(
        refusal("audit.outcome",
                fmt::format("contest {}: vote for {}, {} winners", own->first, own->second.vote_for,
                            winners),
                fmt::format("vote for {}, {} to be elected, as operation.open has it",
                            operation.setup.vote_for, operation.setup.seats),
                "The audit is of the outcome that the operation published."));
  }
  for (const auto& [choice, votes] : operation.commitment.reported_outcome) {
    const auto found = own->second.reported.find(choice);
    if (found != own->second.reported.end() && found->second == votes) continue;
    problems.push_back(
        refusal("audit.outcome",
                fmt::format("contest {}: {} with {}", own->first, choice,
                            found == own->second.reported.end() ? "no figure"
                                                                : std::to_string(found->second)),
                fmt::format("{}, the outcome that was published", votes),
                "The audit is of the outcome that the operation published."));
  }
  return problems;
}

// A test of means takes draws that are each from all cards of the contest.
base::Problems draw_problems(const Audit& audit, const std::string& id, const AuditContest& contest,
                             const AuditMethod& method) {
  base::Problems problems;
  const std::size_t lists = contest.lists.empty() ? audit.lists.size() : contest.lists.size();
  const bool each_test = !counts_discrepancies(method);
  if (each_test && method.from_each_list && lists > 1) {
    problems.push_back(
        refusal("audit.draw-from",
                fmt::format("contest {} on {} lists, each drawn from by itself", id, lists),
                "\"all-lists\", or the risk function super-simple", "Draw from all lists as one."));
  }
  if (each_test && !method.from_each_list && lists < audit.lists.size()) {
    problems.push_back(refusal("audit.draw-from",
                               fmt::format("contest {} on {} of {} lists drawn from as one", id,
                                           lists, audit.lists.size()),
                               "a contest that may be on every card that is drawn",
                               "Name all lists for it, or draw from each list."));
  }
  for (const std::string& list : contest.lists) {
    if (audit.lists.contains(list)) continue;
    problems.push_back(refusal("audit.list", fmt::format("contest {} on \"{}\"", id, list),
                               "a list of this audit", "Correct the id."));
  }
  return problems;
}

// Each function says itself whether it takes this contest and these settings.
base::Problems function_problems(const audit::ContestMeasure& claims, const AuditMethod& method) {
  const auto measure = with_method(claims, method);
  if (!measure) return measure.problems();
  const auto nothing_drawn = audit::measure_contest(*measure, {});
  return nothing_drawn ? base::Problems() : nothing_drawn.problems();
}

base::Problems contest_by_contest(const Audit& audit) {
  const bool by_card = !is_by_batch(audit) && !is_stratified(audit);
  const Pools pools(audit);
  base::Problems problems;
  bool targeted = false;
  for (const auto& [id, contest] : audit.contests) {
    targeted = targeted || contest.targeted;
    base::Problems own = contest_problems(id, contest);
    if (by_card) add_problems(own, draw_problems(audit, id, contest, audit.method));
    if (own.empty() && by_card) {
      const auto claims = claims_of(id, contest, audit.domain_of(contest));
      if (claims) {
        audit::ContestMeasure tested = *claims;
        add_pools(audit, pools, id, contest, tested);
        add_problems(own, function_problems(tested, audit.method));
      } else {
        add_problems(own, claims.problems());
      }
    }
    add_problems(problems, own);
  }
  if (!targeted) {
    problems.push_back(refusal("audit.target", "no contest that is targeted",
                               "at least one, on which the audit goes on",
                               "Say \"targeted\": true in audit.contest."));
  }
  if (problems.empty()) problems = strata_problems(audit);
  if (problems.empty() && is_by_batch(audit)) {
    const auto plan = batch_plan(audit);
    if (!plan) return plan.problems();
  }
  return problems;
}

base::Problems schedule_problems(const Json& body) {
  const AuditMethod method = audit_method_in(body);
  base::Problems problems;
  std::int64_t round = 0;
  std::int64_t before = 0;
  for (const auto& [number, draws] : method.schedule) {
    if (number == ++round && draws > before) {
      before = draws;
      continue;
    }
    problems.push_back(refusal("audit.schedule", fmt::format("round {}: {} draws", number, draws),
                               "rounds 1, 2, 3 and so on, each with more draws in all",
                               "Write {\"1\": 100, \"2\": 250}."));
  }
  if (method.schedule.size() != numbers_in(body, "schedule").size()) {
    problems.push_back(refusal("audit.schedule", body["schedule"].dump(),
                               "rounds 1, 2, 3 and so on", "Write {\"1\": 100, \"2\": 250}."));
  }
  return problems;
}

base::Problems decide_audit_method(const Operation& operation, const Command& command) {
  base::Problems problems = author_acts_in(operation, command.author, "");
  add_problems(problems, plan_is_open(operation));
  const Json& body = command.body;
  if (body.contains("settings")) {
    add_problems(problems,
                 check_records(body["settings"], "settings", {{"name", "value"}, {}, {}, {}}));
  }
  if (!problems.empty()) return problems;
  const auto settings = with_method({}, audit_method_in(body));
  if (!settings) add_problems(problems, settings.problems());
  add_problems(problems, schedule_problems(body));
  return problems;
}

void apply_audit_method(Operation& operation, const Event& event) {
  Audit& audit = operation.audits.current;
  if (audit.committed_at) return;
  audit.method = audit_method_in(event.body);
  audit.method_body = event.body;
}

base::Problems decide_commit(const Operation& operation, const Command& command) {
  base::Problems problems = author_acts_in(operation, command.author, "");
  add_problems(problems, counting_may_go_on(operation));
  add_problems(problems, plan_is_open(operation));
  if (!problems.empty()) return problems;
  const Audit& audit = operation.audits.current;
  if (audit.method_body.is_null()) {
    problems.push_back(refusal("audit.method", "no method", "how cards are drawn and measured",
                               "State it with audit.method."));
  }
  for (const auto& [id, list] : audit.lists) {
    add_problems(problems, list_problems(operation, id, list, audit.method));
  }
  if (audit.lists.empty()) {
    problems.push_back(refusal("audit.list", "no list of cards", "cards from which to draw",
                               "Name them with audit.list and audit.batches."));
  }
  add_problems(problems, outcome_problems(operation));
  add_problems(problems, coverage_problems(operation, audit));
  if (problems.empty()) problems = pool_problems(audit, cards_imported(operation));
  if (problems.empty()) problems = contest_by_contest(audit);
  if (!problems.empty()) return problems;
  const std::string computed = plan_sha256(audit);
  if (computed == text_in(command.body, "audit_sha256")) return {};
  return {refusal("audit.hash", text_in(command.body, "audit_sha256"), computed,
                  "Publish the hash that `show ELECTION audit` prints.")};
}

void apply_commit(Operation& operation, const Event& event) {
  Audit& audit = operation.audits.current;
  if (audit.committed_at) return;
  audit.committed_at = event.position;
  audit.committed_sha256 = text_in(event.body, "audit_sha256");
}

}  // namespace

UseCase set_audit_method() {
  UseCase use_case;
  use_case.kind = "audit.method";
  use_case.summary = "How cards are drawn and measured; again, to change it before audit.commit.";
  use_case.roles = {Role::StateOfficer};
  use_case.fields = {
      {"design",
       FieldType::Text,
       true,
       "What a card is compared with: its record, nothing, or its record or its pool's mean; or "
       "whole batches are counted, or each list is a stratum.",
       {"batches", "comparison", "polling", "pools", "strata"}},
      {"draw",
       FieldType::Text,
       true,
       "How cards follow from the seed.",
       {"counter", "index", "numbers"}},
      {"draw_from",
       FieldType::Text,
       true,
       "From each list by itself, or from all as one.",
       {"each-list", "all-lists"}},
      {"risk_function", FieldType::Text, true, "How evidence is measured.", risk_function_ids()},
      {"settings",
       FieldType::Records,
       false,
       "Settings of the risk function, as decimals.",
       {},
       {},
       R"([{"name": "prior-one-vote", "value": "0.001"}])"},
      {"schedule", FieldType::Numbers, false,
       "Draws in all after each round, by its number; without it each round is decided on when the "
       "one before is measured."}};
  use_case.decide = decide_audit_method;
  use_case.apply = apply_audit_method;
  return use_case;
}

UseCase commit_audit() {
  UseCase use_case;
  use_case.kind = "audit.commit";
  use_case.summary = "Fix an audit before its seed: what is tested, on which cards, how.";
  use_case.roles = {Role::StateOfficer};
  use_case.fields = {
      {"audit_sha256", FieldType::Hash, true, "The hash that `show ELECTION audit` prints."},
      {"published_in", FieldType::Text, true, "Where the hash was published."}};
  use_case.decide = decide_commit;
  use_case.apply = apply_commit;
  return use_case;
}

}  // namespace recanvass::workflow
