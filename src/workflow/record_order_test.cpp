#include "workflow/counting_fixture.h"
#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::do_command;
using fixture::shown;
using fixture::tally;

base::Json court_order(const std::string& id) {
  return {{"order", id},
          {"court", "United States District Court"},
          {"case", "2:16-cv-14233"},
          {"made_at", "2016-12-07T20:00"},
          {"orders", "stay"},
          {"words", "the board shall halt the recount"}};
}

base::Json stay_by(const std::string& order) {
  return {{"stay", "federal"},
          {"order", order},
          {"from", "2016-12-07T20:00"},
          {"words", "work stops until further order"}};
}

// Michigan 2016: stopped by a court on the third day.
TEST(RecordOrder, WhileWorkIsStayedNothingIsCountedAndNothingIsLost) {
  Operation operation = fixture::operation_ready();
  ASSERT_EQ(do_command(operation, tally("team-1", "B3", 10, 4, 6)), Causes{});
  ASSERT_EQ(act(operation, "order.record", "wec", court_order("O1")), Causes{});
  ASSERT_EQ(act(operation, "stay.record", "wec", stay_by("O1")), Causes{});
  const base::Problems refused = decide(operation, tally("team-2", "B3", 10, 4, 6));
  ASSERT_EQ(refused.size(), 1U);
  EXPECT_EQ(refused[0].cause, "order.stay");
  EXPECT_EQ(refused[0].found,
            "work stayed since 2016-12-07T20:00 by United States District Court, 2:16-cv-14233 "
            "(federal)");
  EXPECT_EQ(operation.counting.batches.at("B3").entries.size(), 1U);
  EXPECT_EQ(shown(operation, "orders")["stayed"], true);
  ASSERT_EQ(act(operation, "stay.lift", "wec",
                {{"stay", "federal"}, {"lifted_at", "2016-12-09T09:00"}, {"words", "reversed"}}),
            Causes{});
  EXPECT_EQ(do_command(operation, tally("team-2", "B3", 10, 4, 6)), Causes{});
  EXPECT_EQ(shown(operation, "orders")["stays"][0]["lifted"]["at"], "2016-12-09T09:00");
}

// The clerk who files the order may be hours before the one who records from when it holds.
TEST(RecordOrder, AnOrderThatStaysSealsTheWorkBeforeItsStayIsRecorded) {
  Operation operation = fixture::operation_ready();
  base::Json other = court_order("O0");
  other["orders"] = "deadline";
  ASSERT_EQ(act(operation, "order.record", "wec", other), Causes{});
  ASSERT_EQ(do_command(operation, tally("team-1", "B3", 10, 4, 6)), Causes{});
  ASSERT_EQ(act(operation, "order.record", "wec", court_order("O1")), Causes{});
  const base::Problems refused = decide(operation, tally("team-2", "B3", 10, 4, 6));
  ASSERT_EQ(refused.size(), 1U);
  EXPECT_EQ(refused[0].cause, "order.stay");
  EXPECT_EQ(refused[0].found,
            "the order O1 of United States District Court, 2:16-cv-14233, made 2016-12-07T20:00: "
            "it stays the work");
  EXPECT_EQ(shown(operation, "orders")["stayed"], true);
  EXPECT_EQ(shown(operation, "progress")["stayed"], (base::Json{"O1"}));
  ASSERT_EQ(act(operation, "stay.record", "wec", stay_by("O1")), Causes{});
  EXPECT_EQ(do_command(operation, tally("team-2", "B3", 10, 4, 6)), Causes{"order.stay"});
  EXPECT_EQ(shown(operation, "progress")["stayed"], (base::Json{"federal"}));
  ASSERT_EQ(act(operation, "stay.lift", "wec",
                {{"stay", "federal"}, {"lifted_at", "2016-12-09T09:00"}, {"words", "reversed"}}),
            Causes{});
  EXPECT_EQ(do_command(operation, tally("team-2", "B3", 10, 4, 6)), Causes{});
}

TEST(RecordOrder, UnderAStayAnOpenContainerIsSealedAndNoneIsOpened) {
  Operation operation = fixture::operation_ready();
  for (const char* id : {"C1", "C2"}) {
    ASSERT_EQ(act(operation, "container.record", "clerk",
                  {{"container", id}, {"county", "us-wi-dane"}, {"seal", "S1"}}),
              Causes{});
  }
  const auto handle = [&](const std::string& kind, const char* id) {
    return act(operation, kind, "super",
               {{"container", id},
                {"seal", kind == "container.close" ? "S2" : "S1"},
                {"handled_by", {"Ann Ex", "Bo Why"}}});
  };
  ASSERT_EQ(handle("container.open", "C1"), Causes{});
  ASSERT_EQ(act(operation, "order.record", "wec", court_order("O1")), Causes{});
  ASSERT_EQ(act(operation, "stay.record", "wec", stay_by("O1")), Causes{});
  EXPECT_EQ(handle("container.open", "C2"), Causes{"order.stay"});
  EXPECT_EQ(handle("container.close", "C1"), Causes{});
}

TEST(RecordOrder, TwoCourtsStaysAreLiftedOneByOne) {
  Operation operation = fixture::operation_ready();
  for (const char* id : {"O1", "O2"}) {
    ASSERT_EQ(act(operation, "order.record", "wec", court_order(id)), Causes{});
  }
  ASSERT_EQ(act(operation, "stay.record", "wec", stay_by("O1")), Causes{});
  EXPECT_EQ(act(operation, "stay.record", "wec", stay_by("O2")), Causes{"stay.exists"});
  base::Json second = stay_by("O2");
  second["stay"] = "state";
  ASSERT_EQ(act(operation, "stay.record", "wec", second), Causes{});
  EXPECT_EQ(do_command(operation, tally("team-1", "B3", 10, 4, 6)),
            (Causes{"order.stay", "order.stay"}));
  const base::Json lift = {
      {"stay", "federal"}, {"lifted_at", "2016-12-09T09:00"}, {"words", "reversed"}};
  ASSERT_EQ(act(operation, "stay.lift", "wec", lift), Causes{});
  EXPECT_EQ(do_command(operation, tally("team-1", "B3", 10, 4, 6)), Causes{"order.stay"});
  EXPECT_EQ(act(operation, "stay.lift", "wec", lift), Causes{"stay.unknown"});
}

TEST(RecordOrder, EachCauseOfRefusal) {
  Operation operation = fixture::operation_ready();
  EXPECT_EQ(act(operation, "stay.record", "wec", stay_by("O1")), Causes{"order.unknown"});
  ASSERT_EQ(act(operation, "order.record", "wec", court_order("O1")), Causes{});
  EXPECT_EQ(act(operation, "order.record", "wec", court_order("O1")), Causes{"order.exists"});
  ASSERT_EQ(act(operation, "stay.record", "wec", stay_by("O1")), Causes{});
  EXPECT_EQ(act(operation, "stay.lift", "wec",
                {{"stay", "federal"},
                 {"lifted_at", "2016-12-07T19:59"},
                 {"words", "reversed"},
                 {"order", "O7"}}),
            (Causes{"order.unknown", "stay.time"}));
  EXPECT_EQ(act(operation, "order.record", "clerk", court_order("O3")), Causes{"author.role"});
}

TEST(RecordOrder, NoStayBeginsBeforeItsOrderWasMade) {
  Operation operation = fixture::operation_ready();
  ASSERT_EQ(act(operation, "order.record", "wec", court_order("O1")), Causes{});
  base::Json stay = stay_by("O1");
  stay["from"] = "2016-12-07T19:59";
  EXPECT_EQ(act(operation, "stay.record", "wec", stay), Causes{"stay.before-order"});
  EXPECT_EQ(act(operation, "stay.record", "wec", stay_by("O1")), Causes{});
}

}  // namespace
}  // namespace recanvass::workflow
