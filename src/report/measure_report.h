// What an audit's readings say, for a terminal and as JSON: contest by contest the verdict, the
// risk, the worst assertion in words, every card that differs, and how many cards a next round
// takes. Used by `recanvass measure`.
#pragma once

#include "audit/asserted_contest.h"
#include "audit/measure.h"
#include "audit/order_poll.h"
#include "base/json.h"
#include "report/terminal.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::report {

/// A card that was pulled wrongly and pulled again: what was typed of a contest first, and then.
struct PulledAgain {
  std::string card;
  std::string first;
  std::string then;  ///< empty: it was not found then
};

/// One contest with the cards that were evidence for it.
struct MeasuredContestReport {
  audit::AssertedContest asserted;
  std::string risk_function;  ///< by which it was measured
  std::vector<std::string> cards;  ///< their names, in the order of the evidence
  audit::MeasuredContest measured;  ///< of no cards where the contest cannot be audited
  /// Cards whose paper carries it though by its records they are not in its domain.
  std::vector<std::string> outside;
  /// Of a contest that is tested by orders of elimination; then `measured` has its risk and verdict
  /// and no assertion.
  std::optional<audit::OrderPollRisk> orders{};
  std::vector<PulledAgain> pulled_again{};  ///< of those cards, in the order of the list
  /// The risk if what was read first on them had stood; no value: nothing was read before.
  std::optional<double> risk_as_first_read{};

  /// By another function than was fixed before the seed: it limits no risk.
  [[nodiscard]] bool is_diagnostic() const { return risk_function != asserted.risk_function; }
  /// More cards carry it than the bound of its domain allows: nothing was shown of all its cards.
  [[nodiscard]] bool domain_is_wrong() const;
  /// Only some of what makes the outcome was tested, as of several seats by transfer.
  [[nodiscard]] bool is_in_part() const;
  [[nodiscard]] bool is_confirmed() const;
};

struct MeasureReport {
  std::vector<MeasuredContestReport> contests;
  std::int64_t cards_drawn = 0;  ///< different ones
  std::int64_t wrong_cards = 0;  ///< pulled wrongly and pulled again

  /// True when every contest that was drawn for is confirmed by the function fixed for it.
  [[nodiscard]] bool confirmed() const;
};

/// At most `screen.columns` wide.
[[nodiscard]] std::string measure_text(const MeasureReport& measured, const Screen& screen);
/// recanvass.measure/1
[[nodiscard]] base::Json measure_json(const MeasureReport& measured);

/// "0.033434", "1.8e-08": rounded up, a risk is never shown smaller than it is.
[[nodiscard]] std::string rounded_risk(double risk);

/// "1 in 28", "less than 1 in a million", beside the risk as a number
[[nodiscard]] std::string risk_text(double risk);

}  // namespace recanvass::report
