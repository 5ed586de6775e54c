#include "store/simulated_disk.h"

#include <gtest/gtest.h>

namespace recanvass::store {
namespace {

struct DiskMachine {
  FaultPlan plan;
  SimulatedClock clock{plan};
  SimulatedDisk disk{plan, clock};

  explicit DiskMachine(std::vector<PlannedFault> faults = {}) : plan(std::move(faults)) {}
  std::string text() {
    std::string text;
    EXPECT_EQ(disk.read(0, disk.size(), text), DiskOutcome::Done);
    return text;
  }
  std::string text_after_power_cut(std::uint64_t kept) {
    disk.cut_power(kept);
    EXPECT_EQ(disk.write("x"), DiskOutcome::PowerOff);
    disk.restart();
    return text();
  }
};

TEST(SimulatedDiskTest, WhatWasNotSyncedIsLostWithThePowerButForSomeFirstBytes) {
  for (const auto& [kept, expected] : {std::pair<std::uint64_t, const char*>{0, "safe"},
                                       {2, "safeun"},
                                       {6, "safeunsafe"},
                                       {7, "safe"}}) {
    DiskMachine machine;
    machine.disk.write("safe");
    ASSERT_EQ(machine.disk.sync(), DiskOutcome::Done);
    machine.disk.write("unsafe");
    EXPECT_EQ(machine.text(), "safeunsafe");
    EXPECT_EQ(machine.text_after_power_cut(kept), expected);
  }
}

TEST(SimulatedDiskTest, AFailedSyncForgetsAndTheNextOneDoesNotBringItBack) {
  DiskMachine machine({{FaultPoint::Sync, 2, FaultKind::Error, 0}});
  machine.disk.write("safe");
  ASSERT_EQ(machine.disk.sync(), DiskOutcome::Done);
  machine.disk.write("lost");
  ASSERT_EQ(machine.disk.sync(), DiskOutcome::Failed);
  EXPECT_EQ(machine.disk.failed_syncs(), 1U);
  machine.disk.write("more");
  ASSERT_EQ(machine.disk.sync(), DiskOutcome::Done);
  EXPECT_EQ(machine.text(), "safelostmore");
  EXPECT_EQ(machine.text_after_power_cut(0), std::string("safe\0\0\0\0more", 12));
}

TEST(SimulatedDiskTest, WhatIsCutAndWrittenAgainAfterAFailedSyncIsSafe) {
  DiskMachine machine({{FaultPoint::Sync, 1, FaultKind::Error, 0}});
  machine.disk.write("lost");
  ASSERT_EQ(machine.disk.sync(), DiskOutcome::Failed);
  machine.disk.truncate(0);
  machine.disk.write("again");
  ASSERT_EQ(machine.disk.sync(), DiskOutcome::Done);
  EXPECT_EQ(machine.text_after_power_cut(0), "again");
}

TEST(SimulatedDiskTest, EachFaultOfAWriteLeavesItsOwnTrace) {
  struct Row {
    FaultKind kind;
    DiskOutcome outcome;
    const char* left;
  };
  const Row rows[] = {{FaultKind::Error, DiskOutcome::Failed, ""},
                      {FaultKind::TornWrite, DiskOutcome::Failed, "ab"},
                      {FaultKind::DiskFull, DiskOutcome::Full, "ab"},
                      {FaultKind::Kill, DiskOutcome::Killed, "ab"},
                      {FaultKind::BitFlip, DiskOutcome::Done, "ebcd"},
                      {FaultKind::Slow, DiskOutcome::Done, "abcd"}};
  for (const Row& row : rows) {
    DiskMachine machine({{FaultPoint::Write, 1, row.kind, 2}});
    EXPECT_EQ(machine.disk.write("abcd"), row.outcome);
    EXPECT_EQ(machine.text(), row.left);
  }
}

TEST(SimulatedDiskTest, ADiskWithoutRoomTakesWhatFitsAndSaysSo) {
  FaultPlan plan;
  SimulatedClock clock(plan);
  SimulatedDisk disk(plan, clock, 6);
  EXPECT_EQ(disk.write("abcd"), DiskOutcome::Done);
  EXPECT_EQ(disk.write("efgh"), DiskOutcome::Full);
  EXPECT_EQ(disk.size(), 6U);
  EXPECT_EQ(disk.truncate(4), DiskOutcome::Done);
  EXPECT_EQ(disk.write("ef"), DiskOutcome::Done);
}

TEST(SimulatedDiskTest, TheClockGoesOnAndBackAsPlanned) {
  FaultPlan plan({{FaultPoint::Clock, 2, FaultKind::ClockBack, 100},
                  {FaultPoint::Clock, 3, FaultKind::Slow, 1000}});
  SimulatedClock clock(plan);
  const std::int64_t start = clock.now_utc_ms();
  EXPECT_EQ(clock.now_utc_ms(), start + 1 - 100);
  EXPECT_EQ(clock.now_utc_ms(), start + 2 - 100 + 1000);
}

TEST(SimulatedDiskTest, AReadCanFailKillCrashOrAnswerWithAWrongBit) {
  DiskMachine machine({{FaultPoint::Read, 1, FaultKind::BitFlip, 9},
                       {FaultPoint::Read, 2, FaultKind::Error, 0},
                       {FaultPoint::Read, 3, FaultKind::Kill, 0},
                       {FaultPoint::Read, 4, FaultKind::Crash, 0}});
  machine.disk.write("ab");
  EXPECT_EQ(machine.text(), "a`");
  std::string text;
  EXPECT_EQ(machine.disk.read(0, 2, text), DiskOutcome::Failed);
  EXPECT_EQ(machine.disk.read(0, 2, text), DiskOutcome::Killed);
  EXPECT_EQ(machine.disk.read(0, 2, text), DiskOutcome::PowerOff);
  EXPECT_EQ(text, "");
  EXPECT_FALSE(machine.disk.power_is_on());
}

}  // namespace
}  // namespace recanvass::store
