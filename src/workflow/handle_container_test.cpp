#include "workflow/counting_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

Command handle(const std::string& kind, const std::string& seal) {
  return command_of(kind, "super",
                    {{"container", "C1"}, {"seal", seal}, {"handled_by", {"Lee", "Kim"}}});
}

Operation with_container() {
  Operation operation = fixture::operation_ready();
  const Command record = command_of(
      "container.record", "clerk", {{"container", "C1"}, {"county", "us-wi-dane"}, {"seal", "S1"}});
  RECANVASS_CHECK(do_command(operation, record).empty());
  return operation;
}

TEST(HandleContainerTest, TheSealOutMustBeTheSealLastPutOn) {
  Operation operation = with_container();
  EXPECT_EQ(do_command(operation, handle("container.close", "S2")), Causes{"container.stage"});
  EXPECT_EQ(do_command(operation, handle("container.open", "S1")), Causes{});
  EXPECT_EQ(do_command(operation, handle("container.open", "S1")), Causes{"container.stage"});
  EXPECT_EQ(do_command(operation, handle("container.close", "S2")), Causes{});
  EXPECT_EQ(do_command(operation, handle("container.open", "S2")), Causes{});
  EXPECT_TRUE(operation.counting.incidents.empty());
}

TEST(HandleContainerTest, AnotherSealStopsTheContainerUntilSomebodySaysWhy) {
  Operation operation = with_container();
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(do_command(operation, handle("container.open", "S9")), Causes{});
  EXPECT_EQ(operation.counting.containers.at("C1").stage, ContainerStage::Incident);
  EXPECT_EQ(operation.counting.incidents.at(position).what,
            "container C1: seal S9 found, S1 recorded");
  EXPECT_EQ(do_command(operation, handle("container.close", "S2")), Causes{"container.stage"});
  ASSERT_EQ(do_command(operation,
                       command_of("incident.resolve", "clerk",
                                  {{"incident", position}, {"words", "resealed on the night"}})),
            Causes{});
  EXPECT_EQ(do_command(operation, handle("container.close", "S2")), Causes{});
}

TEST(HandleContainerTest, ItIsClosedUnderASealThatWasNotOnItBefore) {
  Operation operation = with_container();
  ASSERT_EQ(do_command(operation, handle("container.open", "S1")), Causes{});
  EXPECT_EQ(do_command(operation, handle("container.close", "S1")), Causes{"container.seal"});
  EXPECT_EQ(do_command(operation, handle("container.close", "s-1")), Causes{"container.seal"});
  ASSERT_EQ(do_command(operation, handle("container.close", "S2")), Causes{});
  ASSERT_EQ(do_command(operation, handle("container.open", "S2")), Causes{});
  EXPECT_EQ(do_command(operation, handle("container.close", "S1")), Causes{"container.seal"});
  EXPECT_EQ(do_command(operation, handle("container.close", "S3")), Causes{});
}

TEST(HandleContainerTest, TwoDifferentPeopleHandleIt) {
  Operation operation = with_container();
  for (const base::Json& names :
       {base::Json({"Lee"}), base::Json({"Lee", "Lee"}), base::Json({"Lee", "Kim", "Ann"})}) {
    Command command = handle("container.open", "S1");
    command.body["handled_by"] = names;
    EXPECT_EQ(do_command(operation, command), Causes{"container.names"}) << names.dump();
  }
}

TEST(HandleContainerTest, ABrokenSealOrOneWithoutANumberIsAnIncidentToo) {
  Operation operation = with_container();
  std::uint64_t position = operation.entries;
  Command broken = handle("container.open", "S1");
  broken.body["condition"] = "broken";
  broken.body["packages"] = "loose";
  ASSERT_EQ(do_command(operation, broken), Causes{});
  EXPECT_EQ(operation.counting.incidents.at(position).what, "container C1: the seal is broken");
  EXPECT_EQ(operation.counting.containers.at("C1").history.back().packages, "loose");
  ASSERT_EQ(do_command(operation, command_of("container.record", "clerk",
                                             {{"container", "C2"}, {"county", "us-wi-dane"}})),
            Causes{});
  position = operation.entries;
  Command other = handle("container.open", "S7");
  other.body["container"] = "C2";
  ASSERT_EQ(do_command(operation, other), Causes{});
  EXPECT_EQ(operation.counting.incidents.at(position).what,
            "container C2: seal S7 found, none recorded");
}

}  // namespace
}  // namespace recanvass::workflow
