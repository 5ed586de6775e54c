#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

Command motion(const std::string& id) {
  return command_of("motion.make", "board-1",
                    {{"motion", id},
                     {"words", "to count the ballots of envelope 7"},
                     {"mover", "Lee"},
                     {"seconder", "Kim"}});
}

Command motion_vote(const std::string& id, const base::Json& votes) {
  return command_of("motion.vote", "board-1", {{"motion", id}, {"votes", votes}});
}

TEST(KeepMinutes, AMotionIsMadeOnceAndVotedOnOnceMemberByMember) {
  Operation operation = fixture::operation_judging();
  EXPECT_EQ(do_command(operation, motion_vote("M1", {{"Lee", "for"}})), Causes{"motion.unknown"});
  ASSERT_EQ(do_command(operation, motion("M1")), Causes{});
  EXPECT_EQ(do_command(operation, motion("M1")), Causes{"motion.exists"});
  EXPECT_EQ(fixture::view_by(operation, "motions")["open"], 1);
  EXPECT_EQ(do_command(operation, motion_vote("M1", {{"Lee", "yes"}})), Causes{"vote.word"});
  ASSERT_EQ(do_command(operation, motion_vote("M1", {{"Lee", "for"}, {"Kim", "against"}})),
            Causes{});
  EXPECT_EQ(do_command(operation, motion_vote("M1", {{"Lee", "for"}})), Causes{"motion.voted"});
  const base::Json row = fixture::view_by(operation, "motions")["motions"][0];
  EXPECT_EQ(row["result"], "tied");
  EXPECT_EQ(row["votes"]["Kim"], "against");
  EXPECT_EQ(row["county"], "us-wi-dane") << "that of the author's account";
}

TEST(KeepMinutes, EachCauseOfRefusal) {
  Operation operation = fixture::operation_judging();
  Command seconder = motion("M1");
  seconder.body["seconder"] = "Lee";
  EXPECT_EQ(do_command(operation, seconder), Causes{"motion.seconder"});
  Command county = motion("M1");
  county.body["county"] = "us-wi-rock";
  EXPECT_EQ(do_command(operation, county), (Causes{"author.county", "minutes.county"}));
  EXPECT_EQ(do_command(operation, command_of("minute.add", "team-1", {{"words", "x"}})),
            Causes{"author.role"});
}

}  // namespace
}  // namespace recanvass::workflow
