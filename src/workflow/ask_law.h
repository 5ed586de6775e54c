// One use case: a question to the law, as typed by a person, to the rule in force and its answer.
// Asked by apps/cli; the rule and the answer themselves: law/statute.h, law/answer.h.
#pragma once

#include "base/result.h"
#include "law/question.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// What was asked, as text.
struct LawRequest {
  std::string jurisdiction;                   ///< "us-wi", "WI"
  std::optional<std::string> on;              ///< day whose law is asked
  std::vector<std::string> votes;             ///< "A=163839" each
  std::optional<std::string> reported_margin; ///< votes, where the choices' votes are not known
  std::optional<std::string> total;
  std::optional<std::string> ballots;
  std::optional<std::string> seats;
  std::optional<std::string> office;          ///< of an election package, or a class of office
  std::optional<std::string> election;
  std::optional<std::string> petitioner;      ///< a name in `votes`
  std::optional<std::string> measure;         ///< "passed" or "defeated"
  bool write_in = false;
  std::vector<std::string> events;            ///< "EVENT=2016-11-21" or with T14:00
  std::optional<std::string> as_of;
  std::optional<std::string> precincts;
  std::optional<std::string> counties;
};

/// Reads the question. All problems at once; causes: law.jurisdiction, law.date, law.votes,
/// law.number, law.office, law.election, law.petitioner, law.event, law.total, law.measure.
[[nodiscard]] base::Result<law::Question> read_law_question(const LawRequest& request);

/// Reads the question and answers it from the program's own knowledge base.
[[nodiscard]] base::Result<law::Reply> ask_law(const LawRequest& request);

/// The rules of all 51 jurisdictions on a day, in order. Cause: law.date.
[[nodiscard]] base::Result<std::vector<law::RuleOnDay>> compare_law(const std::string& on);

}  // namespace recanvass::workflow
