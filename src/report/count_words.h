// Words and JSON that every count has in common: names of choices, votes in their unit, whose rule
// it is. Used by report/count_report.h and report/count_rounds.h.
#pragma once

#include "base/json.h"
#include "report/terminal.h"
#include "tabulate/contest_count.h"

#include <string>

namespace recanvass::report {

/// The choice's name as the export writes it.
[[nodiscard]] std::string choice_name_of(const election::CardContest& contest,
                                         election::ChoiceIndex choice);
/// "Ada", "Ada and Ben", "Ada, Ben and Cy"
[[nodiscard]] std::string choice_names_of(const election::CardContest& contest,
                                          const tabulate::Choices& choices);
[[nodiscard]] base::Json choice_names_json(const election::CardContest& contest,
                                           const tabulate::Choices& choices);

/// Choices by their votes, most first, equal ones in the order of the list.
[[nodiscard]] tabulate::Choices ordered_by_votes(const tabulate::ChoiceVotes& votes);

/// "1,200", "3 1/2" where votes are in units of 1/2; decimals where the unit is a power of ten.
[[nodiscard]] std::string votes_in_unit(election::VoteCount votes, std::int64_t unit);

/// What a card says: "1 Ada, 2 Ben", "Ada, Ben", "blank".
[[nodiscard]] std::string marking_words(const election::CardContest& contest,
                                        election::MarkingState state,
                                        std::span<const election::Mark> marks);

/// The citation, how sure the record is of it, what is open and what was changed.
[[nodiscard]] std::string rule_text(const tabulate::Rule& rule, const Screen& screen);
[[nodiscard]] base::Json rule_json(const tabulate::Rule& rule);

}  // namespace recanvass::report
