// Published audits as they were checked: for a terminal and as JSON. Used by `recanvass reverify`.
// What the verdicts mean: audit/published_figure.h.
#pragma once

#include "audit/published_figure.h"
#include "base/json.h"
#include "report/terminal.h"

#include <string>
#include <vector>

namespace recanvass::report {

/// Which figures are listed one by one.
enum class FiguresShown { ThatDoNotAgree, All };

/// Sentences, a table by kind of figure, then figures one by one: those that differ all, of those
/// explained or not checked for one reason the first few. At most `screen.columns` wide.
[[nodiscard]] std::string reverify_text(const audit::PublishedAudit& audit, FiguresShown shown,
                                        const Screen& screen);

/// "7,855 figures agree, 0 differ, 28 are explained, 3 cannot be checked."
[[nodiscard]] std::string verdict_sentence(const audit::VerdictTally& tally);

/// The same with every figure.
[[nodiscard]] base::Json reverify_json(const audit::PublishedAudit& audit);

}  // namespace recanvass::report
