// A batch comparison in words and as tables: what is tested, which batches are fetched, what their
// counts say. Used by apps/cli/batch_audit_run.h.
#pragma once

#include "base/json.h"
#include "report/csv_text.h"
#include "report/terminal.h"
#include "workflow/batch_audit.h"

#include <string>

namespace recanvass::cli {

/// At most `screen.columns` wide.
[[nodiscard]] std::string batch_assertions_text(const workflow::BatchAudit& audit,
                                                const report::Screen& screen);
[[nodiscard]] std::string batch_draw_text(const workflow::BatchAudit& audit,
                                          const workflow::BatchDrawn& drawn,
                                          const report::Screen& screen);
/// The last round's batches with empty cells for their counts, without any reported figure.
[[nodiscard]] report::CsvTable batch_counts_table(const workflow::BatchAudit& audit,
                                                  const workflow::BatchDrawn& drawn);

/// One contest of a measurement against what was fixed for it.
[[nodiscard]] bool is_confirmed(const workflow::BatchedContest& contest,
                                const std::optional<workflow::MeasuredBatchContest>& measured);
[[nodiscard]] std::string batch_measure_text(const workflow::BatchAudit& audit,
                                             const workflow::MeasuredBatchAudit& measured,
                                             const report::Screen& screen);
/// recanvass.batch-measure/1
[[nodiscard]] base::Json batch_measure_json(const workflow::BatchAudit& audit,
                                            const workflow::MeasuredBatchAudit& measured);

}  // namespace recanvass::cli
