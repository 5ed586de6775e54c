// An audit's readings against its draw, its records and its assertions: everything that is missing
// or was not asked for is refused at once, and every contest is measured. In words:
// report/measure_report.h; the mathematics: audit/measure.h.
#pragma once

#include "formats/card_readings.h"
#include "report/measure_report.h"
#include "workflow/audit_draw.h"

#include <string>

namespace recanvass::workflow {

struct MeasureSettings {
  std::string risk_function{audit::kDefaultRiskFunction};
  audit::RiskSettings settings;
  /// Round sizes were published before the seed.
  bool rounds_fixed_before_seed = false;
};

/// Contests in the order of the assertions. `records` null: a poll without records.
/// Causes: readings.card (not drawn, or two cards that fit), readings.contest (unknown),
/// readings.twice (two readings that differ), readings.wrong-card (pulled wrongly and not pulled
/// again), readings.missing (a card that was drawn without a reading, with the list),
/// measure.domain (a draw from a manifest of another number of cards than the contest's),
/// measure.styles (a draw from a manifest where each contest has a domain of its own), and those of
/// read_card_reading() and measure_contest().
base::Result<report::MeasureReport> measure_audit(const AuditAssertions& assertions,
                                                  const AuditRecords* records,
                                                  const AuditDraw& drawn,
                                                  const formats::TypedReadings& readings,
                                                  const MeasureSettings& settings);

}  // namespace recanvass::workflow
