// What an audit's readings say, for a terminal and as JSON: contest by contest the verdict, the
// risk, the worst assertion in words, every card that differs, and how many cards a next round
// takes. Used by `recanvass measure`.
#pragma once

#include "audit/asserted_contest.h"
#include "audit/measure.h"
#include "base/json.h"
#include "report/terminal.h"

#include <cstdint>
#include <string>
#include <vector>

namespace recanvass::report {

/// One contest with the cards that were evidence for it.
struct MeasuredContestReport {
  audit::AssertedContest asserted;
  std::string risk_function;
  std::vector<std::string> cards;  ///< their names, in the order of the evidence
  audit::MeasuredContest measured;  ///< of no cards where the contest cannot be audited
};

struct MeasureReport {
  std::vector<MeasuredContestReport> contests;
  std::int64_t cards_drawn = 0;  ///< different ones
  std::int64_t wrong_cards = 0;  ///< pulled wrongly and pulled again

  /// True when every contest that was drawn for is confirmed.
  [[nodiscard]] bool confirmed() const;
};

/// At most `screen.columns` wide.
[[nodiscard]] std::string measure_text(const MeasureReport& measured, const Screen& screen);
/// recanvass.measure/1
[[nodiscard]] base::Json measure_json(const MeasureReport& measured);

/// "1 in 28", "less than 1 in a million", beside the risk as a number
[[nodiscard]] std::string risk_text(double risk);

}  // namespace recanvass::report
