#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

Command standing(const std::string& id) {
  return command_of("objection.standing", "obs",
                    {{"objection", id},
                     {"county", "us-wi-dane"},
                     {"unit", "W1"},
                     {"class", "envelope"},
                     {"side", "petitioner"},
                     {"ground", "envelope-witness"},
                     {"words", "every envelope of this ward"}});
}

Command envelope(const std::string& id, const std::string& number) {
  return command_of("objection.envelope", "team-1", {{"objection", id}, {"envelope", number}});
}

Command whole_batch(const std::string& batch, std::int64_t affected) {
  return command_of("objection.batch", "clerk",
                    {{"objection", "O1"}, {"batch", batch}, {"affected", affected}});
}

Command objection_ruling() {
  return command_of("objection.rule", "board-1",
                    {{"objection", "O1"},
                     {"ruling", "overruled"},
                     {"ruled_by", "board"},
                     {"words", "the clerk completed the addresses"},
                     {"votes", {{"Lee", "for"}, {"Kim", "for"}}}});
}

// T19, Dane County 2020: an objection to every envelope of a ward.
TEST(StandObjection, TenThousandEnvelopesAreCountedUnderOneObjection) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, standing("O1")), Causes{});
  for (int i = 0; i < 10'000; ++i) {
    ASSERT_EQ(do_command(operation, envelope("O1", std::to_string(i))), Causes{});
  }
  const auto& objections = operation.judging.challenges.objections;
  EXPECT_EQ(objections.size(), 1U);
  EXPECT_EQ(objections.at("O1").affected, 10'000);
  EXPECT_EQ(operation.judging.challenges.envelopes_counted, 10'000);
  EXPECT_LT(operation.judging.minutes.lines.size(), 40U) << "summed up by county and hour";
}

TEST(StandObjection, TheSameObjectionIsMadeOnceAndTheSecondIsToldWhereToCount) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, standing("O1")), Causes{});
  EXPECT_EQ(do_command(operation, standing("O1")),
            (Causes{"objection.exists", "objection.stands"}));
  EXPECT_EQ(do_command(operation, standing("O2")), Causes{"objection.stands"});
  Command other = standing("O2");
  other.body["ground"] = "envelope-signature";
  EXPECT_EQ(do_command(operation, other), Causes{});
  ASSERT_EQ(do_command(operation, objection_ruling()), Causes{});
  EXPECT_EQ(do_command(operation, standing("O3")), Causes{}) << "the first is ruled on";
  Command again = objection_ruling();
  again.body["supersedes"] = operation.judging.challenges.objections.at("O1").rulings[0].position;
  ASSERT_EQ(do_command(operation, again), Causes{});
  EXPECT_EQ(do_command(operation, standing("O4")), Causes{"objection.stands"})
      << "O3 still stands after a later ruling on O1";
}

TEST(StandObjection, EachCauseOfRefusal) {
  Operation operation = fixture::operation_judging();
  Command unit = standing("O1");
  unit.body["unit"] = "W9";
  EXPECT_EQ(do_command(operation, unit), Causes{"objection.unit"});
  Command side = standing("O1");
  side.body["side"] = "c";
  EXPECT_EQ(do_command(operation, side), Causes{"objection.side"});
  EXPECT_EQ(do_command(operation, envelope("O1", "1")), Causes{"objection.unknown"});
  ASSERT_EQ(do_command(operation, standing("O1")), Causes{});
  ASSERT_EQ(do_command(operation, envelope("O1", "1")), Causes{});
  EXPECT_EQ(do_command(operation, envelope("O1", "1")), Causes{"objection.counted"});
  EXPECT_EQ(do_command(operation, whole_batch("B3", 10)), Causes{"objection.batch"}) << "of W2";
  EXPECT_EQ(do_command(operation, whole_batch("B1", 10'000'001)), Causes{"objection.affected"});
  EXPECT_EQ(do_command(operation, whole_batch("B1", 100)), Causes{});
  EXPECT_EQ(do_command(operation, whole_batch("B1", 100)), Causes{"objection.counted"});
  EXPECT_EQ(operation.judging.challenges.objections.at("O1").affected, 101);
  Command foreign =
      command_of("objection.withdraw", "pet", {{"objection", "O1"}, {"words", "settled"}});
  EXPECT_EQ(do_command(operation, foreign), Causes{"objection.not-yours"});
  foreign.author = "obs";
  EXPECT_EQ(do_command(operation, foreign), Causes{});
  EXPECT_EQ(do_command(operation, foreign), Causes{"objection.settled"});
  EXPECT_EQ(do_command(operation, envelope("O1", "2")), Causes{"objection.settled"});
  EXPECT_EQ(do_command(operation, objection_ruling()), Causes{"objection.settled"});
}

TEST(StandObjection, APartysObjectionIsWithdrawnByItselfOrByTwo) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, standing("O1")), Causes{});
  const auto& objection = operation.judging.challenges.objections.at("O1");
  const base::Json entry = {{"entry", operation.entries}};
  ASSERT_EQ(do_command(operation, command_of("objection.withdraw", "clerk", {{"objection", "O1"}})),
            Causes{});
  EXPECT_EQ(objection.status(), ObjectionStatus::Open) << "it waits";
  ASSERT_EQ(do_command(operation, command_of("approve", "board-1", entry)), Causes{});
  EXPECT_EQ(objection.status(), ObjectionStatus::Withdrawn);
  EXPECT_EQ(objection.withdrawn_by, (std::set<std::string>{"board-1", "clerk"}));
}

}  // namespace
}  // namespace recanvass::workflow
