// An audit's readings against its draw, its records and its assertions: everything that is missing
// or was not asked for is refused at once, and every contest is measured. In words:
// report/measure_report.h; the mathematics: audit/measure.h.
#pragma once

#include "formats/card_readings.h"
#include "report/measure_report.h"
#include "workflow/audit_draw.h"

#include <functional>
#include <optional>
#include <span>
#include <string>

namespace recanvass::workflow {

struct MeasureSettings {
  /// Another function than was fixed with the assertions: a diagnostic, which confirms nothing.
  std::optional<std::string> risk_function;
  audit::RiskSettings settings;
};

/// Contests in the order of the assertions. `records` null: a poll without records.
/// Causes: readings.card (not drawn, or two cards that fit), readings.place (the id of one card and
/// the place of another), readings.contest (unknown),
/// readings.twice (two readings that differ), readings.wrong-card (pulled wrongly and not pulled
/// again), readings.missing (each card that was drawn and has no reading),
/// and those of read_card_reading() and measure_contest().
base::Result<report::MeasureReport> measure_audit(const AuditAssertions& assertions,
                                                  const AuditRecords* records,
                                                  const AuditDraw& drawn,
                                                  const formats::TypedReadings& readings,
                                                  const MeasureSettings& settings);

/// Cards of the draw, in its order, with their records and what was read of the one contest of the
/// assertions, whatever it proves. Markings live as long as the call of `use`. Causes: as above,
/// but for those of measure_contest().
/// @pre one contest; records with a domain, or none of both
[[nodiscard]] base::Problems with_cards_read(
    const AuditAssertions& assertions, const AuditRecords* records, const AuditDraw& drawn,
    const formats::TypedReadings& readings,
    const std::function<void(std::span<const audit::MeasuredCard>)>& use);

}  // namespace recanvass::workflow
