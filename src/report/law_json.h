// The documents of `recanvass law --json`, schema recanvass.law/1; keys in docs/json.md.
// The same for people: report/law_text.h.
#pragma once

#include "base/json.h"
#include "law/gaps.h"
#include "law/question.h"

#include <vector>

namespace recanvass::report {

/// One jurisdiction's rule and, where facts are given, its answer. Unknown values are null.
[[nodiscard]] base::Json law_json(const law::Reply& reply);

/// The rules of all jurisdictions on a day.
[[nodiscard]] base::Json law_comparison_json(base::Date on,
                                             const std::vector<law::RuleOnDay>& rules);

/// What the knowledge base holds, what is wrong with it and what it leaves open.
[[nodiscard]] base::Json law_check_json(const law::KnowledgeBase& base);

}  // namespace recanvass::report
