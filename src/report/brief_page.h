// The public briefing as one self-contained HTML page. From a report::Briefing; the sentences are
// brief_answers.h, the pictures chart_*.h, the looks templates/.
#pragma once

#include "base/json.h"
#include "report/briefing.h"

#include <string>

namespace recanvass::report {

/// What the page says it was made by; only a file that says so may be written over.
inline constexpr const char* kBriefGenerator = "Recanvass brief";

/// The whole document, the same bytes for the same briefing.
[[nodiscard]] std::string brief_page(const Briefing& briefing);

/// The seven answers for a terminal, 80 columns or what `columns` says.
[[nodiscard]] std::string brief_text(const Briefing& briefing, int columns);

/// The seven answers as recanvass.brief/1; keys in docs/json.md.
[[nodiscard]] base::Json brief_json(const Briefing& briefing);

}  // namespace recanvass::report
