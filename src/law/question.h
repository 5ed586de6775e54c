// A question to the law and its reply, as values: made by workflow/ask_law.h, shown by
// report/law_text.h and report/law_json.h.
#pragma once

#include "law/knowledge.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::law {

/// One jurisdiction's law on one day, with what is known of a contest.
struct Question {
  election::JurisdictionId jurisdiction;
  base::Date on = base::Date::of(1, 1, 1);
  Facts facts;
  std::string leader;     ///< name as given; empty when no votes are known
  std::string runner_up;
  std::string petitioner; ///< empty: nobody is named
  std::optional<base::LocalTime> as_of;
  bool election_day_taken_from_on = false;  ///< `on` is a general election day and stands for it
};

struct Reply {
  Question question;
  std::vector<RecountStatute> known;      ///< every rule of the jurisdiction, by first day
  std::optional<RecountStatute> statute;  ///< none: no rule known for that day
  std::optional<Answer> answer;           ///< with statute
};

/// One jurisdiction's rule on a day; none where none is known.
struct RuleOnDay {
  std::string jurisdiction;
  std::optional<RecountStatute> statute;
};

}  // namespace recanvass::law
