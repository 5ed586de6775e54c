#include "workflow/unit_review.h"

#include "reconcile/surplus.h"
#include "workflow/count_order.h"
#include "workflow/unit_record.h"
#include "workflow/unit_result.h"

#include <algorithm>
#include <span>

namespace recanvass::workflow {
namespace {

using reconcile::ClosedFinding;
using reconcile::Findings;
using reconcile::Settings;

std::vector<ClosedFinding> closed_findings(const Operation& operation, const std::string& unit) {
  std::vector<ClosedFinding> closed;
  const auto found = operation.reconciling.explanations.find(unit);
  if (found == operation.reconciling.explanations.end()) return closed;
  for (const UnitExplanation& explanation : found->second) {
    if (!explanation.residual || !reconcile::is_in_force(explanation.ruling)) continue;
    closed.push_back({*reconcile::rule_named(explanation.rule), explanation.about,
                      *explanation.residual, explanation.code});
  }
  return closed;
}

// Figures that did not balance were taken with a reason and its words, by both who entered them.
void add_reasons(const Operation& operation, const std::string& unit, const Findings& findings,
                 std::vector<ClosedFinding>& closed) {
  const auto close = [&](const reconcile::Finding& finding, const std::string& reason) {
    closed.push_back({finding.rule, finding.about, finding.residual, reason});
  };
  const bool counted = counted_result(operation, unit).has_value();
  for (const reconcile::Finding& finding : findings.found) {
    if (finding.rule == reconcile::Rule::R1 && counted && finding.residual < 0) {
      close(finding, "entered with a reason");
    }
    if (finding.rule != reconcile::Rule::R5) continue;
    const auto batch = operation.counting.batches.find(finding.about);
    if (batch == operation.counting.batches.end()) continue;
    const Tally* tally = batch->second.standing();
    const bool listed = finding.severity != reconcile::Severity::Red;
    if (tally != nullptr && listed && !tally->reason.empty()) close(finding, tally->reason);
  }
}

UnitReview review_record(const Operation& operation, const std::string& unit,
                         reconcile::UnitRecord record, const Settings& settings) {
  UnitReview out;
  out.record = std::move(record);
  out.findings = reconcile::check_unit(out.record, settings);
  out.findings.append(reconcile::check_media_present(std::span(&out.record, 1)));
  reconcile::put_in_order(out.findings.found);
  const auto policy = policy_of(operation);
  if (policy) reconcile::let_surplus_stand_alone(*policy, out.findings);
  out.closed = closed_findings(operation, unit);
  add_reasons(operation, unit, out.findings, out.closed);
  out.status = reconcile::status_of(out.findings, out.closed, settings);
  out.state = reconcile::public_state_of(out.status, out.findings);
  out.holds_publication = reconcile::holds_publication(out.findings, out.closed);
  if (policy) {
    out.consequence = reconcile::consequence_of(*policy, out.record);
  }
  return out;
}

// Two entries that differ are said to differ; neither figure is shown, since whoever sees the
// other's can make their own agree.
void hide_entries(Findings& findings) {
  for (reconcile::Finding& finding : findings.found) {
    if (finding.rule != reconcile::Rule::R12) continue;
    finding.words = finding.about + ": entries A and B differ";
    finding.left = {finding.left.name, 0, "not shown"};
    finding.right = {finding.right.name, 0, "not shown"};
    finding.residual = 0;
  }
}

}  // namespace

UnitReview review_unit(const Operation& operation, const std::string& unit, Sight sight) {
  UnitReview out = review_record(operation, unit, unit_record(operation, unit, sight), Settings{});
  if (sight == Sight::Blind) hide_entries(out.findings);
  return out;
}

UnitReview review_returns(const Operation& operation, const std::string& unit, std::size_t known) {
  Settings settings;
  settings.required = {reconcile::Rule::R1};
  return review_record(operation, unit, returns_record(operation, unit, known), settings);
}

std::optional<reconcile::StatePolicy> policy_of(const Operation& operation) {
  return reconcile::policy_named(operation.setup.policy);
}

namespace {

// By the policy, or by the board where the policy leaves the case to it.
bool may_stand_as_first_counted(const Operation& operation, const std::string& unit) {
  const auto policy = policy_of(operation);
  if (!policy) return false;
  const auto consequence =
      reconcile::consequence_of(*policy, unit_record(operation, unit, Sight::All));
  return consequence.step == reconcile::Step::Unrecountable ||
         (consequence.step == reconcile::Step::Explain &&
          consequence.lifted_by != reconcile::LiftedBy::Nothing);
}

}  // namespace

bool is_ruled_not_recountable(const Operation& operation, const std::string& unit) {
  const auto ruled = operation.deciding.not_recountable.find(unit);
  if (ruled == operation.deciding.not_recountable.end()) return false;
  // One person's ruling is of a unit that nobody had counted.
  if (ruled->second.approved_by.empty() && has_second_figures(operation, unit)) return false;
  return may_stand_as_first_counted(operation, unit);
}

bool is_not_recountable(const Operation& operation, const std::string& unit) {
  const auto policy = policy_of(operation);
  if (!policy) return false;
  const auto consequence =
      reconcile::consequence_of(*policy, unit_record(operation, unit, Sight::All));
  return consequence.step == reconcile::Step::Unrecountable;
}

bool is_unexplained(const UnitReview& review, const reconcile::Finding& finding) {
  return !reconcile::is_accounted_for(finding, review.findings, review.closed);
}

}  // namespace recanvass::workflow
