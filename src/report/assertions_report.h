// The assertions of an audit as a document and in words: what proves each outcome, by how much, and
// how many cards confirm it if nothing differs. Used by `recanvass assertions`.
#pragma once

#include "audit/asserted_contest.h"
#include "base/json.h"
#include "report/terminal.h"

#include <string>

namespace recanvass::report {

/// One of `contests[]` in docs/json.md, "assertions".
[[nodiscard]] base::Json assertions_json(const audit::AssertedContest& asserted);

/// At most `screen.columns` wide.
[[nodiscard]] std::string assertions_text(const audit::AssertedContest& asserted,
                                          const Screen& screen);

/// "600 cards: 598 with records of their own, 2 phantoms"
[[nodiscard]] std::string domain_words(const audit::AssertedContest& asserted);

/// "5%", "2.5%", "0.1%"
[[nodiscard]] std::string risk_limit_text(double risk_limit);

}  // namespace recanvass::report
