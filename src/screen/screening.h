// A whole screening: its questions with their answers, and what they rest on. Made by
// workflow/screen.h, shown by report/screen_text.h and its kin.
#pragma once

#include "screen/answer.h"
#include "screen/survey.h"
#include "screen/unit_shape.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::screen {

struct Screening {
  std::string title;
  std::string election;    ///< name of the election; empty: the package has none
  std::string result_set;  ///< whose lead votes are read against
  Lead lead;
  std::vector<Answered> answers;
  std::vector<SurveyLine> survey;  ///< instead of answers: each question in each group by itself
  std::vector<std::string> joined;  ///< "equipment: 1,796 of 1,915 municipalities"
  std::uint64_t seed = 1;
  std::int64_t resamples = 9999;
  std::optional<UnitShapes> shapes;  ///< for maps; none: none were given
  std::string questions_sha256;  ///< of screening.toml: what was asked before figures were seen
};

}  // namespace recanvass::screen
