// Counts that go by rounds or stages: instant runoffs and single transferable votes, for a terminal
// and as JSON, and the path of a card through them. Next: report/count_report.h.
#pragma once

#include "base/json.h"
#include "report/terminal.h"
#include "tabulate/contest_count.h"

#include <string>

namespace recanvass::report {

/// Each round with its votes, who went out, who got the votes, and why nobody got the other
/// ballots; then who won or what a lot must decide.
[[nodiscard]] std::string runoff_text(const election::CardContest& contest,
                                      const tabulate::IrvCount& result, const Screen& screen);
/// Members `rounds`, `ending`, `winner`.
[[nodiscard]] base::Json runoff_json(const election::CardContest& contest,
                                     const tabulate::IrvCount& result);

/// Each stage with whose papers went, to whom, and the votes after it.
[[nodiscard]] std::string stages_text(const election::CardContest& contest,
                                      const tabulate::StvCount& result, const Screen& screen);
/// Members `quota`, `unit`, `stages`, `ending`.
[[nodiscard]] base::Json stages_json(const election::CardContest& contest,
                                     const tabulate::StvCount& result);

/// "round 1: Ada; round 2: Ben; round 3: nobody (exhausted)", rounds that say the same together.
[[nodiscard]] std::string path_words(const election::CardContest& contest,
                                     const tabulate::CardPath& path);
/// Members `marks` and, as the rule has them, `rounds`, `stages` or `gives`.
[[nodiscard]] base::Json path_json(const election::CardContest& contest,
                                   const tabulate::CardPath& path);

}  // namespace recanvass::report
