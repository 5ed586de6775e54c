// An audit over strata in words and as tables: what is tested, which cards of which stratum are
// fetched, what was read says. Used by apps/cli/strata_audit_run.h.
#pragma once

#include "base/json.h"
#include "report/csv_text.h"
#include "report/terminal.h"
#include "workflow/strata_audit.h"

#include <string>

namespace recanvass::cli {

/// At most `screen.columns` wide.
[[nodiscard]] std::string strata_assertions_text(const workflow::StrataAudit& audit,
                                                 const report::Screen& screen);
[[nodiscard]] std::string strata_draw_text(const workflow::StrataAudit& audit,
                                           const workflow::StrataDrawn& drawn,
                                           const report::Screen& screen);
/// A row a card of the last round, its stratum first, with an empty reading.
[[nodiscard]] report::CsvTable strata_readings_table(const workflow::StrataAudit& audit,
                                                     const workflow::StrataDrawn& drawn);

/// Confirmed, and its assertions prove the outcome.
[[nodiscard]] bool is_confirmed(const workflow::StrataAudit& audit,
                                const workflow::MeasuredStrataAudit& measured);
[[nodiscard]] std::string strata_measure_text(const workflow::StrataAudit& audit,
                                              const workflow::MeasuredStrataAudit& measured,
                                              const report::Screen& screen);
/// recanvass.strata-measure/1
[[nodiscard]] base::Json strata_measure_json(const workflow::StrataAudit& audit,
                                             const workflow::MeasuredStrataAudit& measured);

}  // namespace recanvass::cli
