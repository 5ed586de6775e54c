#include "workflow/deciding_fixture.h"
#include "workflow/judging_fixture.h"
#include "workflow/unit_result.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using fixture::do_with_second;

Command machine_result(std::int64_t ballots, std::int64_t a, std::int64_t b) {
  return command_of("result.machine", "clerk",
                    {{"unit", "W2"},
                     {"tape", {{{"choice", "a"}, {"votes", a}}, {{"choice", "b"}, {"votes", b}}}},
                     {"ballots", ballots},
                     {"blank", ballots - a - b},
                     {"over", 0}});
}

Operation operation_by(const std::string& how) {
  Operation operation = fixture::operation_ready();
  RECANVASS_CHECK(do_command(operation, command_of("method.set", "wec",
                                                   {{"method", how},
                                                    {"extent", "whole"},
                                                    {"decided_by", "board"},
                                                    {"words", "as decided"}}))
                      .empty());
  return operation;
}

Command sign_off_w2() { return command_of("count.sign-off", "clerk", {{"unit", "W2"}}); }

TEST(EnterMachineResultTest, AUnitThatIsCountedByHandTakesNoTape) {
  Operation operation = operation_by("hand");
  EXPECT_EQ(do_command(operation, machine_result(10, 4, 6)), Causes{"machine.method"});
}

TEST(EnterMachineResultTest, ATapeConfirmedByASecondPersonStandsInsteadOfHandTallies) {
  Operation operation = operation_by("machine");
  EXPECT_EQ(do_command(operation, sign_off_w2()), Causes{"count.machine-result"});
  EXPECT_EQ(do_with_second(operation, machine_result(10, 5, 5), "clerk"),
            Causes{"approve.same-person"});
  EXPECT_EQ(do_command(operation, sign_off_w2()), Causes{"count.machine-result"});
  EXPECT_EQ(do_with_second(operation, machine_result(10, 5, 5), "super"), Causes{});
  EXPECT_EQ(do_command(operation, sign_off_w2()), Causes{});
  const UnitResult result = result_of(operation, "W2");
  EXPECT_EQ(result.source, "machine");
  EXPECT_EQ(result.votes.at("a"), 5);
  EXPECT_EQ(operation.deciding.machine_results.at("W2")[0].approved_by, "super");
  EXPECT_EQ(do_command(operation, machine_result(10, 4, 6)), Causes{"count.signed-off"});
}

TEST(EnterMachineResultTest, ATapeThatCannotBeIsRefused) {
  Operation operation = operation_by("machine");
  EXPECT_EQ(do_command(operation, machine_result(10, 10, 6)), Causes{"command.field"});
  Command more = machine_result(10, 10, 0);
  more.body["tape"][1]["votes"] = 6;
  EXPECT_EQ(do_command(operation, more), Causes{"tally.impossible"});
  more.body["tape"][1]["choice"] = "a";
  EXPECT_EQ(do_command(operation, more), Causes{"version.tape"});
  EXPECT_EQ(do_command(operation, machine_result(11, 5, 6)), Causes{"tally.batch-size"});
}

// A sample that the law has counted by hand: what it says stands beside the tape, and is not lost.
TEST(EnterMachineResultTest, ATapeIsNotWrittenOverAPartOfTheEntriesByHand) {
  Operation operation = operation_by("mixed");
  ASSERT_EQ(do_command(operation, fixture::tally("team-1", "B3", 10, 4, 6)), Causes{});
  EXPECT_EQ(do_command(operation, machine_result(10, 4, 6)), Causes{"machine.hand-entries"})
      << "one of two entries, though it says the same";
  ASSERT_EQ(do_command(operation, fixture::tally("team-2", "B3", 10, 4, 6)), Causes{});
  Operation differs = operation;
  EXPECT_EQ(do_with_second(operation, machine_result(10, 4, 6), "super"), Causes{});
  EXPECT_EQ(do_command(operation, sign_off_w2()), Causes{});
  EXPECT_EQ(do_with_second(differs, machine_result(10, 5, 5), "super"), Causes{});
  EXPECT_EQ(do_command(differs, sign_off_w2()), Causes{"count.two-counts"});
}

TEST(EnterMachineResultTest, WhereTheMethodIsMachineNobodyEntersByHand) {
  Operation operation = operation_by("machine");
  EXPECT_EQ(do_command(operation, fixture::tally("team-1", "B3", 10, 4, 6)),
            Causes{"tally.by-machine"});
}

TEST(EnterMachineResultTest, ATapeThatWaitsIsNotWrittenOverAPartThatCameMeanwhile) {
  Operation operation = operation_by("mixed");
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(do_command(operation, machine_result(10, 5, 5)), Causes{});
  ASSERT_EQ(do_command(operation, fixture::tally("team-1", "B3", 10, 4, 6)), Causes{});
  EXPECT_EQ(do_command(operation, command_of("approve", "super", {{"entry", position}})),
            Causes{"machine.hand-entries"});
}

TEST(EnterMachineResultTest, WhereEitherMayCountAndBothSayTheSameTheTapeStands) {
  Operation operation = operation_by("mixed");
  ASSERT_EQ(do_with_second(operation, machine_result(10, 4, 6), "super"), Causes{});
  fixture::count_batch(operation, "B3", 10, 4, 6);
  EXPECT_TRUE(is_complete(operation, "W2"));
  ASSERT_EQ(do_command(operation, sign_off_w2()), Causes{});
  EXPECT_EQ(result_of(operation, "W2").source, "machine");
}

// Three ballots are found after the tape, and then all are run through the machine again.
TEST(EnterMachineResultTest, ATapeOfBeforeABatchWasFoundIsNotSignedOff) {
  Operation operation = operation_by("machine");
  ASSERT_EQ(do_with_second(operation, machine_result(10, 5, 5), "super"), Causes{});
  const std::uint64_t incident = operation.entries;
  ASSERT_EQ(do_command(operation, command_of("batch.extra", "super",
                                             {{"batch", "X1"},
                                              {"unit", "W2"},
                                              {"container", "C2"},
                                              {"ballots", 3},
                                              {"reason", "in the scanner's bin"}})),
            Causes{});
  ASSERT_EQ(do_command(operation, command_of("incident.resolve", "clerk",
                                             {{"incident", incident}, {"words", "counted"}})),
            Causes{});
  EXPECT_EQ(do_command(operation, sign_off_w2()), Causes{"count.tape-before"});
  ASSERT_EQ(do_with_second(operation, machine_result(13, 5, 8), "super"), Causes{});
  Operation without = operation;
  EXPECT_EQ(do_command(operation, sign_off_w2()), Causes{});
  ASSERT_EQ(do_with_second(
                without,
                command_of("batch.void", "clerk", {{"batch", "X1"}, {"reason", "of another town"}}),
                "super"),
            Causes{});
  EXPECT_EQ(do_command(without, sign_off_w2()), Causes{"count.tape-before"});
}

TEST(EnterMachineResultTest, ATapeOfBeforeARulingThatMovesAVoteIsNotSignedOff) {
  for (const char* word : {"sustained", "overruled"}) {
    Operation operation = fixture::operation_judging();
    ASSERT_EQ(do_command(operation, command_of("method.set", "wec",
                                               {{"method", "machine"},
                                                {"extent", "whole"},
                                                {"decided_by", "board"},
                                                {"words", "as decided"}})),
              Causes{});
    ASSERT_EQ(do_with_second(operation, machine_result(10, 5, 5), "super"), Causes{});
    ASSERT_EQ(do_command(operation, fixture::challenge("1", "B3", 1, {"a"})), Causes{});
    const bool moves = std::string(word) == "sustained";
    const Command ruling = fixture::ruling("1", word, base::Json::array({moves ? "b" : "a"}));
    ASSERT_EQ(moves ? do_with_second(operation, ruling, "board-2") : do_command(operation, ruling),
              Causes{});
    EXPECT_EQ(do_command(operation, sign_off_w2()), moves ? Causes{"count.tape-before"} : Causes{});
    if (!moves) continue;
    // A machine reads ovals: a tape that does not have the ruled ballot is no tape of it.
    ASSERT_EQ(do_with_second(operation, machine_result(10, 6, 4), "super"), Causes{});
    EXPECT_EQ(do_command(operation, sign_off_w2()), Causes{"count.tape-rulings"});
    ASSERT_EQ(do_with_second(operation, machine_result(10, 4, 6), "super"), Causes{});
    EXPECT_EQ(do_command(operation, sign_off_w2()), Causes{});
  }
}

}  // namespace
}  // namespace recanvass::workflow
