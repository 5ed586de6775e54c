#include "law/clock_event.h"

#include <gtest/gtest.h>

namespace recanvass::law {
namespace {

TEST(ClockEvent, EventsAreInOrderAndFoundById) {
  std::string_view before;
  for (const ClockEvent& event : clock_events()) {
    EXPECT_LT(before, event.id);
    EXPECT_EQ(clock_event(event.id)->words, event.words);
    before = event.id;
  }
  EXPECT_EQ(clock_event("full_moon"), nullptr);
}

TEST(ClockEvent, WhatFollowsFromElectionDayIsDerived) {
  Facts facts;
  EXPECT_FALSE(moment_of("election_day", facts).has_value());
  facts.election_day = base::Date::of(2000, 11, 7);
  EXPECT_EQ(moment_of("election_day", facts)->day, base::Date::of(2000, 11, 7));
  EXPECT_EQ(moment_of("midnight_of_election_day", facts)->time, base::TimeOfDay{1440});
  EXPECT_EQ(moment_of("31st_day_after_election_day", facts)->day, base::Date::of(2000, 12, 8));
  EXPECT_FALSE(moment_of("state_certification", facts).has_value());
}

TEST(ClockEvent, SomeClocksRunInEachCounty) {
  EXPECT_EQ(clock_event("county_computational_canvass_completed")->clock, CountyClock::EachCounty);
  EXPECT_EQ(clock_event("last_county_canvass_received")->clock, CountyClock::LastCounty);
  EXPECT_EQ(clock_event("state_certification")->clock, CountyClock::State);
}

}  // namespace
}  // namespace recanvass::law
