#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::problems_of;
using fixture::shown;
using fixture::wisconsin;

TEST(SetCalendar, AnotherMomentNeedsAReasonAndTheEarlierOneIsKept) {
  Operation operation = wisconsin();
  base::Json body = {{"event", "certification_due"}, {"moment", "2016-12-13T15:00"}};
  ASSERT_EQ(act(operation, "calendar.set", "wec", body), Causes{});
  body["moment"] = "2016-12-12T15:00";
  EXPECT_EQ(act(operation, "calendar.set", "wec", body), Causes{"calendar.again"});
  body["words"] = "a day earlier";
  ASSERT_EQ(act(operation, "calendar.set", "wec", body), Causes{});
  const base::Json rows = shown(operation, "calendar")["calendar"];
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0]["event"], "last_county_canvass_received");
  EXPECT_EQ(rows[0]["when"], "2016-11-21");
  EXPECT_EQ(rows[1]["when"], "2016-12-12T15:00");
  EXPECT_EQ(rows[1]["event_words"], "the result must be certified");
  EXPECT_EQ(rows[1]["earlier"][0]["when"], "2016-12-13T15:00");
}

TEST(SetCalendar, AnEventIsOneOfTheLawsOrOfTheOperation) {
  const base::Problems problems =
      problems_of(wisconsin(), "calendar.set", "wec",
                  {{"event", "last_county_canvas_received"}, {"day", "2016-11-21"}});
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].cause, "calendar.event");
  EXPECT_EQ(problems[0].mend, "Did you mean last_county_canvass_received?");
}

TEST(SetCalendar, EachCauseOfRefusal) {
  Operation operation = wisconsin();
  const auto set = [&](const char* author, base::Json body) {
    body["event"] = "meeting";
    return act(operation, "calendar.set", author, body);
  };
  EXPECT_EQ(set("wec", base::Json::object()), Causes{"calendar.when"});
  EXPECT_EQ(set("wec", {{"day", "2016-12-01"}, {"moment", "2016-12-01T09:00"}}),
            Causes{"calendar.when"});
  EXPECT_EQ(set("dane-clerk", {{"day", "2016-12-01"}}), Causes{"author.county"});
  EXPECT_EQ(set("dane-clerk", {{"day", "2016-12-01"}, {"county", "us-wi-rock"}}),
            Causes{"author.county"});
  EXPECT_EQ(set("dane-clerk", {{"day", "2016-12-01"}, {"county", "us-wi-dane"}}), Causes{});
  EXPECT_EQ(set("wec", {{"day", "2016-12-01"}, {"order", "O1"}}), Causes{"order.unknown"});
}

TEST(SetCalendar, AClockThatDecidesPetitionsIsStatedWithThem) {
  Operation operation = fixture::pennsylvania();
  const base::Json body = {{"event", "county_computational_canvass_completed"},
                           {"county", "us-pa-adams"},
                           {"moment", "2016-11-26T15:00"}};
  EXPECT_EQ(act(operation, "calendar.set", "wec", body), Causes{"calendar.county-clock"});
  Operation other = wisconsin();
  base::Json elsewhere = body;
  elsewhere["county"] = "us-wi-dane";
  EXPECT_EQ(act(other, "calendar.set", "wec", elsewhere), Causes{});
}

// LAW us-wi-2015
TEST(SetCalendar, WhatTheLawMakesDueStandsBesideIt) {
  Operation operation = wisconsin();
  ASSERT_EQ(
      act(operation, "calendar.set", "wec", {{"event", "recount_order"}, {"day", "2016-11-29"}}),
      Causes{});
  const base::Json due = shown(operation, "calendar")["due"];
  ASSERT_EQ(due.size(), 2U);
  EXPECT_EQ(due[0]["what"], "petition");
  EXPECT_EQ(due[0]["until"], "2016-11-25T17:00");
  EXPECT_EQ(due[1]["what"], "completion");
  EXPECT_EQ(due[1]["until"], "2016-12-12T24:00");
}

TEST(GiveNotice, SaysHowManyHoursAheadItWas) {
  Operation operation = wisconsin();
  base::Json notice = {{"what", "the board convenes"}, {"where", "Room 103"},
                       {"when", "2016-12-01T09:00"},   {"given_at", "2016-11-30T09:00"},
                       {"how", "posted and sent"},     {"county", "us-wi-dane"}};
  ASSERT_EQ(act(operation, "notice.give", "dane-clerk", notice), Causes{});
  notice["given_at"] = "2016-11-30T09:01";
  ASSERT_EQ(act(operation, "notice.give", "dane-clerk", notice), Causes{});
  const base::Json seen = shown(operation, "notices")["notices"];
  EXPECT_EQ(seen[0]["hours_ahead"], 24);
  EXPECT_EQ(seen[1]["hours_ahead"], 23);
  EXPECT_EQ(shown(operation, "notices", "", "us-wi-rock")["notices"].size(), 0U);
  notice["given_at"] = "2016-12-01T09:01";
  EXPECT_EQ(act(operation, "notice.give", "dane-clerk", notice), Causes{"notice.time"});
  notice["given_at"] = "2016-12-01T09:00";
  EXPECT_EQ(act(operation, "notice.give", "dane-clerk", notice), Causes{});
  notice.erase("county");
  EXPECT_EQ(act(operation, "notice.give", "dane-clerk", notice), Causes{"author.county"});
}

TEST(SetCalendar, NothingThatFollowsAnElectionIsBeforeIt) {
  for (const char* event : {"last_county_canvass_received", "recount_order", "counting_starts",
                            "counting_finishes", "certification_due", "election_day"}) {
    Operation operation =
        fixture::opened("us-wi", "2016-11-08", fixture::named_list({{"a", "A"}, {"b", "B"}}),
                        fixture::named_list({{"us-wi-dane", "Dane"}}));
    const auto set = [&](const char* member, const char* when) {
      return act(operation, "calendar.set", "wec",
                 {{"event", event}, {member, when}, {"words", "so"}});
    };
    EXPECT_EQ(set("day", "2016-11-07"), Causes{"calendar.too-early"}) << event;
    EXPECT_EQ(set("moment", "2016-11-07T23:59"), Causes{"calendar.too-early"}) << event;
    EXPECT_EQ(set("moment", "2016-11-08T00:00"), Causes{}) << event;
  }
  Operation operation = wisconsin();
  EXPECT_EQ(act(operation, "calendar.set", "wec", {{"event", "hearing"}, {"day", "2016-11-07"}}),
            Causes{})
      << "a court may hear before an election";
  EXPECT_EQ(
      act(operation, "calendar.set", "wec", {{"event", "election_day"}, {"day", "2016-11-09"}}),
      Causes{"calendar.election-day"});
}

// In time by the true day, Monday 21 November 2016, and late by Friday 18 November.
TEST(SetCalendar, AnotherDayOfALawsClockTakesTwoOnceSomebodyPetitioned) {
  const base::Json earlier = {
      {"event", "last_county_canvass_received"}, {"day", "2016-11-18"}, {"words", "mistyped"}};
  const auto allowed = [](const Operation& operation) {
    return shown(operation, "petitions")["petitions"][0]["law"]["law_allows"];
  };
  Operation operation = wisconsin();
  ASSERT_EQ(act(operation, "petition.file", "campaign", fixture::wisconsin_petition()), Causes{});
  EXPECT_EQ(allowed(operation), "true");
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(act(operation, "calendar.set", "wec", earlier), Causes{});
  EXPECT_EQ(allowed(operation), "true") << "it waits";
  EXPECT_EQ(act(operation, "approve", "wec", {{"entry", position}}), Causes{"approve.same-person"});
  ASSERT_EQ(act(operation, "approve", "wec2", {{"entry", position}}), Causes{});
  EXPECT_EQ(allowed(operation), "false");
  Operation before = wisconsin();
  ASSERT_EQ(act(before, "calendar.set", "wec", earlier), Causes{});
  EXPECT_TRUE(before.people.waiting.empty()) << "nobody has petitioned yet";
}

}  // namespace
}  // namespace recanvass::workflow
