// The events that deadlines run from, by id, with their words and whose clock it is. A statute may
// name no other. Next: law/deadline.h.
#pragma once

#include "election/election.h"
#include "law/answer.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::law {

/// State: one moment. EachCounty: a moment, and so a deadline, in each county. LastCounty: the
/// moment at which the last county is done.
enum class CountyClock { State, EachCounty, LastCounty };

struct ClockEvent {
  std::string_view id;
  std::string_view words;  ///< completes "after ..."
  CountyClock clock = CountyClock::State;
};

/// Every event, in order of id.
[[nodiscard]] const std::vector<ClockEvent>& clock_events();
/// Null when there is none of that id.
[[nodiscard]] const ClockEvent* clock_event(std::string_view id);

/// When an event happened or is due, from the facts; election_day and what is counted from it are
/// derived. No value: not known.
[[nodiscard]] std::optional<election::Moment> moment_of(std::string_view event, const Facts& facts);

}  // namespace recanvass::law
