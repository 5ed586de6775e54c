// The events of an operation's calendar: those that the law's clocks run from
// (law/clock_event.h) and an operation's own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace recanvass::workflow {

/// An event of the operation itself, by id, with its words.
struct CalendarEvent {
  std::string_view id;
  std::string_view words;
};

/// The operation's own: counting_starts, counting_finishes, certification_due, appeal_ends,
/// hearing, meeting, other.
[[nodiscard]] const std::vector<CalendarEvent>& calendar_events();

/// The words of an event of either kind; empty: there is none of this id.
[[nodiscard]] std::string calendar_words(std::string_view id);

}  // namespace recanvass::workflow
