// `recanvass law` for people: a rule in plain words, its answer to facts, all jurisdictions side by
// side, and what the knowledge base leaves open. The same as data: report/law_json.h.
#pragma once

#include "law/gaps.h"
#include "law/question.h"
#include "report/terminal.h"

#include <string>
#include <vector>

namespace recanvass::report {

[[nodiscard]] std::string law_text(const law::Reply& reply, const Screen& screen);

[[nodiscard]] std::string law_comparison_text(base::Date on,
                                              const std::vector<law::RuleOnDay>& rules,
                                              const Screen& screen);

[[nodiscard]] std::string law_check_text(const law::KnowledgeBase& base, const Screen& screen);

}  // namespace recanvass::report
