#include "workflow/calendar_event.h"

#include "law/clock_event.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(CalendarEvent, TheOperationsOwnIdsAreNoneOfTheLaws) {
  for (const CalendarEvent& event : calendar_events()) {
    EXPECT_EQ(law::clock_event(event.id), nullptr) << event.id;
    EXPECT_EQ(calendar_words(event.id), event.words);
  }
  EXPECT_EQ(calendar_words("recount_order"), "the recount is ordered");
  EXPECT_EQ(calendar_words("party"), "");
}

}  // namespace
}  // namespace recanvass::workflow
