// How often does a question cry wolf? It is asked in each group by itself, as of the counties of
// every state, in elections that nobody disputes; what it then calls unexplained is a false alarm.
// The figures of docs/screening-false-alarms.md.
#pragma once

#include "screen/answer.h"

#include <functional>
#include <string>
#include <vector>

namespace recanvass::screen {

/// One question over all groups that have enough units.
struct SurveyLine {
  std::string id;
  std::string title;
  std::int64_t groups = 0;       ///< in which it could be asked
  std::int64_t at_level = 0;     ///< p at or below 5 %, nothing corrected
  std::int64_t unexplained = 0;  ///< called unexplained by the question's own judgement
  std::int64_t after_bh = 0;     ///< p below 5 % after Benjamini-Hochberg over the groups
  std::vector<std::string> which;  ///< groups called unexplained, in their order
  std::vector<std::string> missing;  ///< files that are not there
};

/// Units of one group as a table of their own, in which each unit is its own group.
[[nodiscard]] UnitTable table_of_group(const UnitTable& table, const std::string& group);

using AnswerOne = std::function<Answered(const Question&, const AskedOf&)>;

/// Asks `question` in each group of `asked.table` with at least `units_least` units. Every group
/// has a stream of random numbers of its own.
[[nodiscard]] SurveyLine survey_groups(const Question& question, const AskedOf& asked,
                                       const AnswerOne& answer_one, std::size_t units_least = 20);

}  // namespace recanvass::screen
