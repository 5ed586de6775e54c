#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using fixture::tally;

Command container(const char* kind, const std::string& id, const std::string& seal) {
  Command command = command_of(kind, "clerk", {{"container", id}, {"seal", seal}});
  if (std::string(kind) == "container.record") {
    command.body["county"] = "us-wi-dane";
  } else {
    command.body["handled_by"] = {"Lee", "Kim"};
  }
  return command;
}

TEST(ShowContainers, WhereNoContainerIsRecordedNothingIsCalledSealed) {
  Operation operation = fixture::operation_judging();
  const base::Json view = fixture::view_by(operation, "containers");
  const char* const none = "No container is recorded: seals and custody are not in this ledger.";
  EXPECT_EQ(view["closing"]["words"], none);
  EXPECT_EQ(view["closing"]["all_sealed"], nullptr);
  EXPECT_EQ(view["counties"]["us-wi-dane"]["words"], none);
  EXPECT_EQ(view["counties_without_containers"], base::Json({"us-wi-dane"}));
}

TEST(ShowContainers, TheClosingReportListsWhatIsOpenOvernight) {
  Operation operation = fixture::operation_judging();
  for (const char* id : {"C1", "C2", "C3"}) {
    ASSERT_EQ(do_command(operation, container("container.record", id, "0012")), Causes{});
  }
  EXPECT_EQ(fixture::view_by(operation, "containers")["closing"]["words"],
            "Every container is under seal; never opened: 3 of 3.");
  ASSERT_EQ(do_command(operation, container("container.open", "C1", "0012")), Causes{});
  ASSERT_EQ(do_command(operation, container("container.open", "C2", "0013")), Causes{});
  const base::Json view = fixture::view_by(operation, "containers");
  const base::Json& closing = view["counties"]["us-wi-dane"];
  EXPECT_EQ(closing["open"], base::Json({"C1"}));
  EXPECT_EQ(closing["incident"], base::Json({"C2"}));
  EXPECT_EQ(closing["sealed"], 1);
  EXPECT_EQ(closing["never_opened"], 1);
  EXPECT_EQ(view["counties_without_containers"], base::Json::array());
  EXPECT_EQ(closing["all_sealed"], false);
  EXPECT_EQ(view["containers"][0]["batches"], base::Json({"B1", "B2"}));
  EXPECT_EQ(view["containers"][0]["history"][1]["handled_by"], base::Json({"Lee", "Kim"}));
  const base::Json incidents = fixture::view_by(operation, "incidents");
  EXPECT_EQ(incidents["open"], 1);
  EXPECT_EQ(incidents["incidents"][0]["what"], "container C2: seal 0013 found, 0012 recorded");
}

// F24: a container was opened and counted that should not have been.
TEST(ShowContainers, F24WhatWasCountedFromAWrongContainerStaysVisibleAndDoesNotCount) {
  Operation operation = fixture::operation_judging();
  fixture::count_all(operation);
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(do_command(operation, command_of("batch.void", "clerk",
                                             {{"batch", "B2"}, {"reason", "another ward's box"}})),
            Causes{});
  EXPECT_EQ(fixture::view_by(operation, "totals")["ballots"], 160) << "one person is not enough";
  ASSERT_EQ(do_command(operation, command_of("approve", "super", {{"entry", position}})), Causes{});
  const base::Json totals = fixture::view_by(operation, "totals");
  EXPECT_EQ(totals["ballots"], 110);
  EXPECT_EQ(totals["choices"][0]["agreed"], 64);
  const BatchCount& voided = operation.counting.batches.at("B2");
  EXPECT_EQ(voided.stage(), BatchStage::Void);
  EXPECT_EQ(voided.entries.size(), 2U) << "both entries stay";
  EXPECT_EQ(do_command(operation, tally("team-3", "B2", 50, 30, 17))[0], "tally.third");
  bool minuted = false;
  const base::Json minutes = fixture::view_by(operation, "minutes");
  for (const base::Json& row : minutes["minutes"]) {
    minuted =
        minuted || row["words"] == "Batch B2 was set aside and does not count. another ward's box";
  }
  EXPECT_TRUE(minuted) << "with its reason";
  EXPECT_EQ(do_command(operation, command_of("count.sign-off", "clerk", {{"unit", "W1"}})),
            Causes{});
}

}  // namespace
}  // namespace recanvass::workflow
