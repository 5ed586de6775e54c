// `recanvass assess --html`: an assessment as one self-contained page, the same sentences as on the
// terminal (assess_words.h). The shell, its style and what it forbids: html.h.
#pragma once

#include "recount/assessment.h"

#include <string>
#include <vector>

namespace recanvass::report {

inline constexpr const char* kAssessGenerator = "Recanvass assess";

/// The whole document: for each contest a table of its places, then a card for each place that has
/// figures or stands in focus; then the remarks on the package, all of them.
[[nodiscard]] std::string assessment_page(const election::Election& election,
                                          const recount::Assessment& assessment,
                                          const std::vector<std::string>& remarks);

}  // namespace recanvass::report
