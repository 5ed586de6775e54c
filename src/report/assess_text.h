// `recanvass assess` for a terminal: the jurisdictions in focus as short blocks of question and
// answer, the others a line each, then what is not known. Same answers as report/assess_json.h.
#pragma once

#include "recount/assessment.h"
#include "report/terminal.h"

#include <string>

namespace recanvass::report {

/// How much is said of the jurisdictions shown as blocks.
enum class Detail {
  Brief,  ///< six questions, to fit a first screen
  Full    ///< also method, scope, refund, completion, sources and notes
};

/// The whole answer. Blocks: jurisdictions in focus; every one when there are at most three, or
/// when `detail` is Full.
[[nodiscard]] std::string assessment_text(const election::Election& election,
                                          const recount::Assessment& assessment, Detail detail,
                                          const Screen& screen);

}  // namespace recanvass::report
