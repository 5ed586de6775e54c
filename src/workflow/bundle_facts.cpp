#include "workflow/bundle_facts.h"

#include "reconcile/surplus.h"
#include "workflow/challenge_rows.h"
#include "workflow/challenge_sums.h"
#include "workflow/round_facts.h"
#include "workflow/unit_result.h"
#include "workflow/unit_review.h"

#include <algorithm>
#include <span>

namespace recanvass::workflow {
namespace {

using report::BundleUnit;
using report::CountedFigures;
using report::UnitState;

CountedFigures figures_of(const Operation& operation, const UnitResult& result) {
  return {result.ballots.value_or(0), in_paper_order(operation, result.votes),
          result.blank.value_or(0), result.over.value_or(0)};
}

const UnitSums& sums_of(const Operation& operation, const std::string& unit) {
  static const UnitSums none;
  const auto found = operation.counting.sums.find(unit);
  return found == operation.counting.sums.end() ? none : found->second;
}

void add_returns(const Operation& operation, const std::string& id, BundleUnit& unit) {
  const ReportedUnit& reported = operation.commitment.units.at(id);
  unit.returns_given = true;
  unit.name = reported.name;
  unit.reported_ballots = reported.ballots;
  unit.registered = reported.registered;
  for (const InputChange& change : operation.commitment.changes) {
    if (change.what != "unit " + id || !change.after_publication || change.before.is_null()) {
      continue;
    }
    unit.corrected.push_back(change.position);
  }
  for (const SetupChoice& choice : operation.setup.choices) {
    const auto found = reported.votes.find(choice.id);
    unit.reported.push_back(found == reported.votes.end() ? std::nullopt
                                                          : std::optional(found->second));
  }
}

BundleUnit unit_of(const Operation& operation, const PrivacyPlan& plan, const std::string& id) {
  BundleUnit unit;
  unit.id = id;
  unit.county = county_given_for(operation, id);
  unit.batches = sums_of(operation, id).batches;
  if (is_open_unit(operation, id)) return unit;
  const auto result = counted_result(operation, id);
  const auto group = plan.groups_of_units.find(id);
  if (!result) {
    unit.state = UnitState::Original;
  } else if (group != plan.groups_of_units.end()) {
    unit.group = group->second;
    unit.state = plan.groups.count(unit.group) > 0 ? UnitState::Merged : UnitState::Held;
  } else {
    unit.state = UnitState::Counted;
    unit.counted = figures_of(operation, *result);
  }
  return unit;
}

// Whether the worksheet has the number itself.
bool states_ballots_found(const Operation& operation, const std::string& unit) {
  const auto sheet = operation.reconciling.worksheets.find(unit);
  return sheet != operation.reconciling.worksheets.end() &&
         std::ranges::any_of(sheet->second.figures,
                             [](const auto& line) { return line.first == "ballots_found"; });
}

// By what is published: a batch that is given only with others has no figures of its own.
UnitReview published_review(const Operation& operation, const PrivacyPlan& plan,
                            const std::string& unit) {
  UnitReview review = review_unit(operation, unit, Sight::All);
  bool withheld = false;
  std::int64_t ruled = 0;  // ballots that settled challenges add
  for (reconcile::BatchFigures& batch : review.record.batches) {
    const auto counted = operation.counting.batches.find(batch.batch);
    const bool set_aside = counted != operation.counting.batches.end() && counted->second.is_void;
    if (set_aside || !plan.batches.contains(batch.batch)) continue;
    batch.counted.reset();
    withheld = true;
    ruled += adjustment_of_batch(operation, batch.batch).ballots;
  }
  if (!withheld) return review;
  // What is given of them is their sum as ruled, and no ruling on a ballot of theirs.
  auto& found = review.record.figures.ballots_found;
  if (found && !states_ballots_found(operation, unit)) {
    found = election::BallotCount(found->value() + ruled);
  }
  const reconcile::Settings settings;
  review.findings = reconcile::check_unit(review.record, settings);
  review.findings.append(reconcile::check_media_present(std::span(&review.record, 1)));
  reconcile::put_in_order(review.findings.found);
  if (const auto policy = policy_of(operation)) {
    reconcile::let_surplus_stand_alone(*policy, review.findings);
  }
  review.state = reconcile::public_state_of(
      reconcile::status_of(review.findings, review.closed, settings), review.findings);
  return review;
}

void add_findings(report::BundleFacts& facts, const Operation& operation, const PrivacyPlan& plan) {
  for (const BundleUnit& unit : facts.units) {
    if (unit.state != UnitState::Counted || !unit.returns_given) continue;
    const UnitReview review = published_review(operation, plan, unit.id);
    const std::string state = reconcile::words_of(review.state);
    if (review.findings.found.empty()) {
      facts.findings.push_back({unit.county, unit.id, state, "", "", "", 0, "", ""});
    }
    for (const reconcile::Finding& finding : review.findings.found) {
      facts.findings.push_back({unit.county, unit.id, state, reconcile::id_of(finding.rule),
                                finding.about, reconcile::id_of(finding.severity), finding.residual,
                                is_unexplained(review, finding) ? "no" : "yes", finding.words});
    }
  }
}

// That what was reported cannot be is said at once; what it was, when it is public.
void add_impossible(report::BundleFacts& facts, const Operation& operation,
                    const std::set<std::string>& versions_withheld) {
  for (const BundleUnit& unit : facts.units) {
    if (!operation.commitment.units.contains(unit.id)) continue;
    const UnitReview review = review_returns(operation, unit.id);
    for (const reconcile::Finding& finding : review.findings.found) {
      if (!finding.impossible) continue;
      if (versions_withheld.contains(unit.id)) {
        facts.impossible.push_back(report::impossible_unseen(unit));
        break;
      }
      facts.impossible.push_back(report::impossible_row(unit, reconcile::id_of(finding.rule),
                                                        reconcile::id_of(finding.severity),
                                                        finding.residual, finding.words));
    }
  }
}

// Causes of units that are open or given only together are withheld with them.
void add_causes(report::BundleFacts& facts, const Operation& operation) {
  for (const BundleUnit& unit : facts.units) {
    const auto found = operation.deciding.causes.find(unit.id);
    if (found == operation.deciding.causes.end() || unit.state == UnitState::Open ||
        unit.state == UnitState::Merged || unit.state == UnitState::Held) {
      continue;
    }
    const auto changes = changes_of(operation, unit.id);
    for (const UnitCause& cause : found->second) {
      const bool known = unit.state == UnitState::Counted && unit.returns_given;
      facts.causes.push_back({unit.county, unit.id, cause.code, cause.words, cause.minute,
                              cause.position,
                              known ? (cause.changes == changes ? "yes" : "no") : ""});
    }
  }
}

std::string reading_words(const Reading& reading) {
  switch (reading.kind) {
    case ReadingKind::Overvoted: return "over";
    case ReadingKind::NotCounted: return "not-counted";
    case ReadingKind::Marked: break;
  }
  if (reading.choices.empty()) return "blank";
  std::vector<std::string> choices = reading.choices;
  std::sort(choices.begin(), choices.end());
  std::string words;
  for (const std::string& choice : choices) words += (words.empty() ? "" : " ") + choice;
  return words;
}

void add_challenges(report::BundleFacts& facts, const Operation& operation,
                    const PrivacyPlan& plan) {
  for (const auto& [id, challenge] : operation.judging.challenges.by_exhibit) {
    const auto withheld = plan.batches.find(challenge.batch);
    if (withheld != plan.batches.end() && withheld->second.why != "open") continue;
    facts.challenges.push_back(
        {id, challenge.county, operation.commitment.batches.at(challenge.batch).unit,
         challenge.batch, challenge.ballot, name_of(challenge.status()),
         reading_words(challenge.counted_as), reading_words(challenge.stands_as()),
         is_batch_set_aside(operation, challenge.batch)});
  }
}

void add_law(report::BundleFacts& facts, const Operation& operation) {
  for (const auto& [id, account] : operation.people.accounts) facts.accounts[id] = account.name;
  for (const StatusEntry& entry : operation.deciding.status_entries) {
    const recount::LegalEvent& event = entry.event;
    const NamedResultSet& set = operation.deciding.result_sets.at(event.result_set.text);
    facts.legal.push_back({entry.position, event.result_set.text, recount::name_of(event.act),
                           event.at.text(), event.by, event.stay, event.source, set.kind,
                           set.figures});
  }
  for (const Certificate& given : operation.deciding.certificates) {
    facts.certificates.push_back(
        {given.position, given.result_set, given.authority, given.signed_at, given.by,
         given.approved_by, in_paper_order(operation, given.votes), given.winners, given.voided_at,
         given.warnings, given.amends, given.voided_at ? given.void_words : given.reason});
  }
}

void add_claims(report::BundleFacts& facts, const Operation& operation) {
  for (const std::string& id : operation.judging.claims.registered) {
    const Claim& claim = operation.judging.claims.by_id.at(id);
    report::BundleClaim made{id,
                             claim.kind,
                             claim.filing,
                             claim.who,
                             claim.says,
                             claim.status(),
                             claim.steps.empty() ? "" : claim.steps.back().words,
                             "",
                             claim.position};
    for (const ClaimExamination& one : claim.examinations) {
      made.examined += (made.examined.empty() ? "" : "; ") + one.examined + ": " + one.found;
    }
    facts.claims.push_back(std::move(made));
  }
}

void add_statements(report::BundleFacts& facts, const char* what,
                    const std::map<std::string, std::vector<CostStatement>>& statements) {
  for (const auto& [place, versions] : statements) {
    for (const MoneyLine& line : versions.back().lines) {
      facts.money.push_back(
          {what, place, line.item, line.amount.value(), versions.back().position});
    }
  }
}

void add_money(report::BundleFacts& facts, const Money& money) {
  add_statements(facts, "estimate", money.quotes);
  if (!money.announcements.empty()) {
    const Announcement& latest = money.announcements.back();
    facts.money.push_back({"announced", "", "", latest.amount.value(), latest.position});
  }
  for (const Payment& payment : money.payments) {
    facts.money.push_back({"payment", "", "", payment.amount.value(), payment.position});
  }
  add_statements(facts, "actual", money.actuals);
  for (const Refund& refund : money.refunds) {
    facts.money.push_back({"refund", "", "", refund.amount.value(), refund.position});
  }
}

}  // namespace

report::BundleFacts bundle_facts(const Operation& operation, const PrivacyPlan& plan,
                                 const std::set<std::string>& returns_withheld,
                                 const std::set<std::string>& versions_withheld) {
  report::BundleFacts facts;
  const Setup& setup = operation.setup;
  facts.name = setup.name;
  facts.origin = setup.origin;
  facts.contest = setup.contest;
  facts.jurisdiction = setup.jurisdiction;
  facts.minimum_ballots = plan.minimum_ballots;
  facts.seats = operation.setup.seats;
  facts.training = setup.training;
  for (const SetupChoice& choice : setup.choices) facts.choices.push_back({choice.id, choice.name});
  for (const auto& [id, name] : setup.counties) facts.counties.push_back({id, name});
  std::set<std::string> units;
  for (const auto& [id, batches] : operation.commitment.unit_batches) units.insert(id);
  for (const auto& [id, unit] : operation.commitment.units) {
    if (returns_withheld.count(id) == 0) units.insert(id);
  }
  for (const std::string& id : units) {
    BundleUnit unit = unit_of(operation, plan, id);
    const bool reported = operation.commitment.units.count(id) > 0;
    if (reported && returns_withheld.count(id) == 0) add_returns(operation, id, unit);
    facts.units.push_back(std::move(unit));
  }
  std::stable_sort(facts.units.begin(), facts.units.end(),
                   [](const BundleUnit& a, const BundleUnit& b) { return a.county < b.county; });
  for (const auto& [id, group] : plan.groups) facts.groups.push_back(group);
  for (const auto& [id, batch] : operation.commitment.batches) {
    facts.batches.push_back(
        {id, batch.county, batch.container, batch.unit, batch.ballots, batch.extra});
  }
  add_findings(facts, operation, plan);
  add_impossible(facts, operation, versions_withheld);
  add_causes(facts, operation);
  add_challenges(facts, operation, plan);
  add_law(facts, operation);
  add_claims(facts, operation);
  add_money(facts, operation.opening.money);
  add_audit_facts(facts, operation.audits);
  return facts;
}

}  // namespace recanvass::workflow
