#include "workflow/warnings.h"

#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using Sentences = std::vector<std::string>;

TEST(Warnings, ATimeIsBehindByMoreThanAMinuteAndNotByTheSecondsOfWhoWaited) {
  Operation operation = fixture::operation_ready();
  Command command = command_of("minute.add", "clerk", {{"text", "x"}});
  for (const auto& [time, warned] : std::map<std::string, bool>{{"2016-11-28T10:00:00Z", false},
                                                                {"2016-11-28T09:59:58Z", false},
                                                                {"2016-11-28T09:58:59Z", true},
                                                                {"2016-11-27T23:59:00Z", true},
                                                                {"2016-11-28T10:00:01Z", false}}) {
    command.claimed_time = time;
    const Sentences warnings = accept_warnings(operation, command);
    ASSERT_EQ(warnings.size(), warned ? 1U : 0U) << time;
    if (warned) {
      EXPECT_EQ(warnings[0],
                "its time " + time + " is before 2016-11-28T10:00:00Z, that of an earlier entry");
    }
  }
}

TEST(Warnings, WhoClosesACountWithOpenExhibitsIsToldWhichAndWhatARulingThenTakes) {
  Operation operation = fixture::operation_judging();
  fixture::count_all(operation);
  const Command sign_off = command_of("count.sign-off", "clerk", {{"unit", "W1"}});
  EXPECT_EQ(accept_warnings(operation, sign_off), Sentences{});
  for (const char* exhibit : {"1", "2"}) {
    ASSERT_EQ(do_command(operation, fixture::challenge(exhibit, "B1", exhibit[0] - '0', {"a"})),
              Causes{});
  }
  ASSERT_EQ(do_command(operation, fixture::challenge("3", "B3", 1, {"a"})), Causes{});
  EXPECT_EQ(accept_warnings(operation, sign_off),
            Sentences{"2 challenged ballots are open in it (1, 2): a ruling needs the count opened "
                      "again, by two persons"});
  EXPECT_EQ(do_command(operation, sign_off), Causes{});
}

// W2's ten ballots were typed under W1: the batch is what W2 lacks.
TEST(Warnings, WhoFixesInputsIsToldOfBatchesThatDoNotAddUpToTheReturns) {
  Operation operation = fixture::operation_with_inputs();
  const Command publication = fixture::publication(operation);
  EXPECT_EQ(accept_warnings(operation, publication), Sentences{}) << "no ballots were reported";
  operation.commitment.units.at("W1").ballots = 150;
  operation.commitment.units.at("W2").ballots = 10;
  EXPECT_EQ(accept_warnings(operation, publication), Sentences{});
  operation.commitment.units.at("W1").ballots = 50;
  operation.commitment.units.at("W2").ballots = 110;
  EXPECT_EQ(accept_warnings(operation, publication),
            Sentences{"2 units are fixed with other ballots in their batches than in their "
                      "returns: W1 150 in its batches, 50 in its returns; W2 10 in its batches, "
                      "110 in its returns; batch B1 (100) of W1 is what W2 lacks"});
  operation.commitment.units.at("W2").ballots = 10;
  EXPECT_EQ(accept_warnings(operation, publication),
            Sentences{"1 unit is fixed with other ballots in their batches than in their returns: "
                      "W1 150 in its batches, 50 in its returns"});
}

}  // namespace
}  // namespace recanvass::workflow
