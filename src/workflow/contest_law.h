// The law of an operation: the statute in force on its law day, and the facts that the law asks
// for, as far as the ledger holds them. Rules and their answers: law/knowledge.h.
#pragma once

#include "law/knowledge.h"
#include "workflow/operation.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// For whom facts are put together: a choice that asks (empty: the runner-up is meant) and the
/// county whose clock runs (empty: the state's).
struct LawAsker {
  std::string choice;
  std::string county;
};

/// The rule in force on the law day; null when none is known.
[[nodiscard]] const law::RecountStatute* statute_in_force(const Operation& operation);

/// Of an operation that is open: totals, clock events, places and who asks, as far as known.
[[nodiscard]] law::Facts law_facts(const Operation& operation, const LawAsker& asker);

/// The same of the contest as it stands: second counts where there are any.
[[nodiscard]] law::Facts law_facts_now(const Operation& operation);

/// The same with these votes of the choices in place of those reported.
[[nodiscard]] law::Facts law_facts_at(const Operation& operation,
                                      const std::map<std::string, std::int64_t>& totals);

/// What has to be stated before the law can be asked at all: the office. Empty: nothing.
[[nodiscard]] std::vector<std::string> missing_for_law(const Operation& operation);

/// What a reader needs to find the rule: "statute", "citation", "in_force", "confidence" and, where
/// it rests on something unsure, "cautions".
[[nodiscard]] base::Json statute_json(const law::RecountStatute& statute,
                                      const law::Answer& answer);

/// How many districts each county has: as stated, else as the returns list them. A county of which
/// neither is known is left out.
[[nodiscard]] std::map<std::string, std::int64_t> districts_by_county(const Operation& operation);

/// "Fri 25 Nov 2016, 17:00"
[[nodiscard]] std::string words_of(base::LocalTime when);

}  // namespace recanvass::workflow
