#include "workflow/calendar_event.h"

#include "law/clock_event.h"

namespace recanvass::workflow {

const std::vector<CalendarEvent>& calendar_events() {
  static const std::vector<CalendarEvent> kOwn = {
      {"counting_starts", "counting starts"},
      {"counting_finishes", "counting must be finished"},
      {"certification_due", "the result must be certified"},
      {"appeal_ends", "the time for an appeal ends"},
      {"hearing", "a court hears"},
      {"meeting", "the board meets"},
      {"other", "as its words say"},
  };
  return kOwn;
}

std::string calendar_words(std::string_view id) {
  for (const CalendarEvent& event : calendar_events()) {
    if (event.id == id) return std::string(event.words);
  }
  const law::ClockEvent* clock = law::clock_event(id);
  return clock == nullptr ? std::string() : std::string(clock->words);
}

}  // namespace recanvass::workflow
