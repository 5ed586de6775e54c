#include "workflow/minutes.h"

#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using fixture::tally;

Command at(Command command, const std::string& time) {
  command.claimed_time = time;
  return command;
}

TEST(MinutesTest, EveryEventIsInTheTimelineInTheOrderOfTheLedger) {
  Operation operation = fixture::operation_judging();
  fixture::count_all(operation);
  ASSERT_EQ(do_command(operation, command_of("minute.add", "board-1",
                                             {{"words", "an observer asked for a recess"}})),
            Causes{});
  const base::Json view = fixture::view_by(operation, "minutes");
  std::uint64_t events = 0;
  std::int64_t before = -1;
  for (const base::Json& row : view["minutes"]) {
    EXPECT_GT(row["entry"], before);
    before = row["entry"];
    events += row["events"].get<std::uint64_t>();
    EXPECT_FALSE(row["words"].get<std::string>().empty());
  }
  EXPECT_EQ(events, operation.entries) << "none is left out";
  EXPECT_EQ(view["minutes"].back()["words"], "an observer asked for a recess");
}

TEST(MinutesTest, TalliesOfACountyAndAnHourAreOneLine) {
  Operation operation = fixture::operation_judging();
  const char* times[] = {"2016-12-01T09:00:00Z", "2016-12-01T09:59:59Z", "2016-12-01T10:00:00Z"};
  const char* batches[] = {"B1", "B2", "B3"};
  const std::int64_t ballots[] = {100, 50, 10};
  for (int i = 0; i < 3; ++i) {
    ASSERT_EQ(do_command(operation, at(tally("team-1", batches[i], ballots[i], 1, 1), times[i])),
              Causes{});
  }
  const auto& lines = operation.judging.minutes.lines;
  const MinuteLine& first = lines[lines.size() - 2];
  EXPECT_EQ(first.events, 2);
  EXPECT_EQ(first.last_position, first.position + 1);
  EXPECT_EQ(first.county, "us-wi-dane");
  EXPECT_EQ(lines.back().events, 1);
}

TEST(MinutesTest, AnOrderStandsBetweenTalliesOfOneHour) {
  Operation operation = fixture::operation_judging();
  const std::string hour = "2016-12-01T09:0";
  ASSERT_EQ(do_command(operation, at(tally("team-1", "B1", 100, 1, 1), hour + "1:00Z")), Causes{});
  ASSERT_EQ(do_command(operation, at(command_of("order.record", "wec",
                                                {{"order", "O1"},
                                                 {"court", "Circuit Court"},
                                                 {"case", "16-1"},
                                                 {"made_at", "2016-12-01T09:00"},
                                                 {"words", "Work is stayed."}}),
                                     hour + "2:00Z")),
            Causes{});
  ASSERT_EQ(do_command(operation, at(tally("team-1", "B2", 50, 1, 1), hour + "3:00Z")), Causes{});
  const auto& lines = operation.judging.minutes.lines;
  EXPECT_EQ(lines.back().kind, "tally.enter");
  EXPECT_EQ(lines.back().events, 1);
  EXPECT_EQ(lines[lines.size() - 2].kind, "order.record");
  EXPECT_EQ(lines[lines.size() - 3].events, 1);
}

// An extra batch is announced before it is entered, so its tally stands behind it; so does what
// came after a bag was opened in another county.
TEST(MinutesTest, NothingIsSummedUpAcrossALineOfItsOwn) {
  const std::string hour = "2016-12-01T09:0";
  const Command between[] = {
      command_of("batch.extra", "super",
                 {{"batch", "B9"},
                  {"unit", "W1"},
                  {"container", "C1"},
                  {"ballots", 4},
                  {"reason", "found under the lid"}}),
      command_of("minute.add", "board-1", {{"words", "an observer asked for a recess"}})};
  for (const Command& own_line : between) {
    Operation operation = fixture::operation_judging();
    const auto& lines = operation.judging.minutes.lines;
    const std::size_t before = lines.size();
    ASSERT_EQ(do_command(operation, at(tally("team-1", "B1", 100, 1, 1), hour + "1:00Z")),
              Causes{});
    ASSERT_EQ(do_command(operation, at(tally("team-1", "B2", 50, 1, 1), hour + "2:00Z")), Causes{});
    ASSERT_EQ(do_command(operation, at(own_line, hour + "3:00Z")), Causes{});
    ASSERT_EQ(do_command(operation, at(tally("team-2", "B1", 100, 1, 1), hour + "4:00Z")),
              Causes{});
    ASSERT_EQ(lines.size(), before + 3) << own_line.kind;
    EXPECT_EQ(lines[before].events, 2);
    EXPECT_LT(lines[before].last_position, lines[before + 1].position);
    EXPECT_LT(lines[before + 1].position, lines[before + 2].position);
    EXPECT_EQ(lines[before + 2].events, 1);
  }
}

// T21: nothing can be back-dated.
TEST(MinutesTest, AnEarlierClaimOfTimeStaysInItsPlaceAndIsShownAsSuch) {
  Operation operation = fixture::operation_judging();
  const auto minute = [](const char* words) {
    return command_of("minute.add", "board-1", {{"words", words}});
  };
  ASSERT_EQ(do_command(operation, at(minute("first"), "2016-12-01T09:00:00Z")), Causes{});
  ASSERT_EQ(do_command(operation, at(minute("same"), "2016-12-01T09:00:00Z")), Causes{});
  ASSERT_EQ(do_command(operation, at(minute("late"), "2016-12-01T08:59:59Z")), Causes{});
  ASSERT_EQ(do_command(operation, at(minute("next"), "2016-12-01T09:00:01Z")), Causes{});
  const base::Json rows = fixture::view_by(operation, "minutes")["minutes"];
  const std::size_t last = rows.size() - 1;
  EXPECT_EQ(rows[last - 1]["words"], "late");
  EXPECT_EQ(rows[last - 1]["claimed_earlier"], 1);
  for (const std::size_t i : {last - 3, last - 2, last}) {
    EXPECT_EQ(rows[i]["claimed_earlier"], 0) << rows[i]["words"];
  }
}

TEST(MinutesTest, AnActOfTwoPersonsSaysWhatBecameOfIt) {
  Operation operation = fixture::operation_judging();
  const std::uint64_t position = operation.entries;
  const auto voiding =
      command_of("batch.void", "clerk", {{"batch", "B1"}, {"reason", "wrong one"}});
  ASSERT_EQ(do_command(operation, voiding), Causes{});
  const auto row = [&] {
    const auto rows = fixture::view_by(operation, "minutes")["minutes"];
    for (const base::Json& one : rows) {
      if (one["entry"] == position) return one;
    }
    return base::Json();
  };
  EXPECT_EQ(row()["second_person"], "waits for a second person");
  ASSERT_EQ(do_command(operation, command_of("approve", "super", {{"entry", position}})), Causes{});
  EXPECT_EQ(row()["second_person"], "approved by super");
  const std::uint64_t declined = operation.entries;
  ASSERT_EQ(do_command(operation, command_of("batch.void", "clerk",
                                             {{"batch", "B2"}, {"reason", "wrong one"}})),
            Causes{});
  ASSERT_EQ(do_command(operation, command_of("decline", "super", {{"entry", declined}})), Causes{});
  const MinuteLine* line = minute_line_at(operation.judging.minutes, declined);
  ASSERT_NE(line, nullptr);
  EXPECT_EQ(fixture::view_by(operation, "minutes")["minutes"].back()["kind"], "decline");
  EXPECT_EQ(minute_line_at(operation.judging.minutes, operation.entries), nullptr);
}

}  // namespace
}  // namespace recanvass::workflow
