#include "reconcile/rules.h"

#include <algorithm>
#include <tuple>

namespace recanvass::reconcile {
namespace {

bool is_closed(const Finding& finding, const std::vector<ClosedFinding>& closed) {
  return std::ranges::any_of(closed, [&](const ClosedFinding& entry) {
    return entry.rule == finding.rule && entry.about == finding.about &&
           entry.residual == finding.residual && !entry.cause.empty();
  });
}

std::int64_t size_of(const Finding& finding) {
  return finding.residual < 0 ? -finding.residual : finding.residual;
}

}  // namespace

void put_in_order(std::vector<Finding>& findings) {
  std::ranges::stable_sort(findings, [](const Finding& left, const Finding& right) {
    return std::tuple(left.unit, place_in_order(left.rule), left.about) <
           std::tuple(right.unit, place_in_order(right.rule), right.about);
  });
  for (std::size_t i = 0; i < findings.size(); ++i) {
    findings[i].explained_by.reset();
    if (findings[i].residual == 0 || findings[i].severity == Severity::Info) continue;
    for (std::size_t j = 0; j < i; ++j) {
      const bool earlier = findings[j].unit == findings[i].unit &&
                           place_in_order(findings[j].rule) < place_in_order(findings[i].rule);
      if (!earlier || findings[j].severity == Severity::Info) continue;
      if (size_of(findings[j]) != size_of(findings[i])) continue;
      findings[i].explained_by = findings[j].rule;
      break;
    }
  }
}

Findings check_unit(const UnitRecord& record, const Settings& settings) {
  Findings out = check_seals(record);
  out.append(check_counters(record));
  out.append(check_identities(record));
  out.append(check_ballots_found(record));
  out.append(check_registration(record));
  out.append(check_entries(record));
  out.append(check_votes_fit(record, settings.stage));
  out.append(check_tapes(record));
  out.append(check_zero_votes(record, settings.thresholds));
  out.append(check_doubling(record, settings.thresholds));
  out.append(check_revisions(record));
  out.append(check_batches(record));
  put_in_order(out.found);
  return out;
}

Findings check_across(std::span<const UnitRecord> records, const Settings& settings) {
  Findings out = check_media_once(records, settings.thresholds);
  out.append(check_media_present(records));
  out.append(check_zero_units(records, settings.thresholds));
  put_in_order(out.found);
  return out;
}

bool is_accounted_for(const Finding& finding, const Findings& findings,
                      const std::vector<ClosedFinding>& closed) {
  if (finding.severity == Severity::Info || is_closed(finding, closed)) return true;
  if (!finding.explained_by) return false;
  return std::ranges::any_of(findings.found, [&](const Finding& cause) {
    return cause.unit == finding.unit && cause.rule == *finding.explained_by &&
           size_of(cause) == size_of(finding) && is_closed(cause, closed);
  });
}

UnitStatus status_of(const Findings& findings, const std::vector<ClosedFinding>& closed,
                     const Settings& settings) {
  for (const Rule rule : settings.required) {
    const bool hole = std::ranges::any_of(
        findings.not_checked, [&](const NotChecked& entry) { return entry.rule == rule; });
    if (hole || std::ranges::find(findings.checked, rule) == findings.checked.end()) {
      return UnitStatus::Open;
    }
  }
  UnitStatus status = UnitStatus::Balanced;
  for (const Finding& finding : findings.found) {
    if (!is_accounted_for(finding, findings, closed)) return UnitStatus::Open;
    if (finding.severity != Severity::Info || finding.rule == Rule::R3) {
      status = UnitStatus::Explained;
    }
  }
  return status;
}

PublicState public_state_of(UnitStatus status, const Findings& findings) {
  if (std::ranges::any_of(findings.found, &Finding::impossible)) {
    return PublicState::ImpossibleUnderReview;
  }
  switch (status) {
    case UnitStatus::Open: return PublicState::Open;
    case UnitStatus::Explained: return PublicState::Explained;
    case UnitStatus::Balanced: return PublicState::Balanced;
  }
  RECANVASS_CHECK(false);
  return PublicState::Open;
}

bool holds_publication(const Findings& findings, const std::vector<ClosedFinding>& closed) {
  return std::ranges::any_of(findings.found, [&](const Finding& finding) {
    return finding.severity == Severity::Red && !is_closed(finding, closed);
  });
}

std::string words_of(PublicState state) {
  switch (state) {
    case PublicState::Balanced: return "balanced";
    case PublicState::Explained: return "explained";
    case PublicState::Open: return "open";
    case PublicState::ImpossibleUnderReview: return "impossible, under review";
  }
  RECANVASS_CHECK(false);
  return {};
}

}  // namespace recanvass::reconcile
