// A verdict in words for a terminal or a newspaper, and as JSON (docs/json.md).
// Made by verify/verify_bundle.h.
#pragma once

#include "base/json.h"
#include "report/terminal.h"
#include "verify/verdict.h"

#include <string>

namespace recanvass::verify {

/// Each check with its number, outcome and words, what failed by name, and one last sentence.
[[nodiscard]] std::string verdict_text(const Verdict& verdict, const report::Screen& screen);

/// Schema recanvass.verify/1.
[[nodiscard]] base::Json verdict_json(const Verdict& verdict);

}  // namespace recanvass::verify
