#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

Command machine(const std::string& id, const std::string& paper) {
  return command_of("machine.register", "clerk",
                    {{"machine", id},
                     {"county", "us-wi-dane"},
                     {"kind", "dre"},
                     {"paper", paper},
                     {"units", {"W2"}}});
}

Command roll(const std::string& id, std::int64_t a, std::int64_t b) {
  return command_of("vvpat.audit", "clerk",
                    {{"county", "us-wi-dane"},
                     {"machine", id},
                     {"day", "2016-11-08"},
                     {"roll", "complete"},
                     {"votes", {{"a", a}, {"b", b}}},
                     {"machine_votes", {{"a", 4}, {"b", 6}}}});
}

TEST(ExamineMachine, AMachineIsRegisteredOnceInItsCounty) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, machine("M1", "vvpat")), Causes{});
  EXPECT_EQ(do_command(operation, machine("M1", "vvpat")), Causes{"machine.exists"});
  Command units = machine("M2", "vvpat");
  units.body["units"] = {"W1", "W9", "W1"};
  EXPECT_EQ(do_command(operation, units), (Causes{"machine.unit", "machine.unit"}));
  units.body["county"] = "us-wi-rock";
  units.body.erase("units");
  EXPECT_EQ(do_command(operation, units), (Causes{"author.county", "machine.county"}));
  EXPECT_EQ(operation.judging.machines.of_unit.at("W2"), std::vector<std::string>{"M1"});
}

TEST(ExamineMachine, EachCauseForWhichARollIsRefused) {
  Operation operation = fixture::operation_judging();
  EXPECT_EQ(do_command(operation, roll("M1", 4, 6)), Causes{"machine.unknown"});
  ASSERT_EQ(do_command(operation, machine("M1", "vvpat")), Causes{});
  ASSERT_EQ(do_command(operation, machine("M2", "none")), Causes{});
  ASSERT_EQ(do_command(operation, machine("M3", "ballots")), Causes{});
  const auto changed = [](const char* member, const base::Json& value) {
    Command command = roll("M1", 4, 6);
    command.body[member] = value;
    return command;
  };
  Command without = roll("M1", 4, 6);
  without.body.erase("votes");
  Command missing = changed("roll", "missing");
  const std::pair<Command, Causes> rows[] = {
      {changed("county", "us-wi-rock"), {"vvpat.county"}},
      {changed("votes", {{"a", 4}}), {"vvpat.choice"}},
      {changed("votes", {{"a", 4}, {"b", 6}, {"c", 1}}), {"vvpat.choice"}},
      {changed("machine_votes", {{"a", 4}}), {"vvpat.choice"}},
      {changed("votes", {{"a", 10'000'001}, {"b", 0}}), {"vvpat.choice"}},
      {changed("unreadable", 1), {"vvpat.unreadable"}},
      {changed("replaces", 1), {"vvpat.replaces"}},
      {without, {"vvpat.roll"}},
      {missing, {"vvpat.roll"}},
      {roll("M2", 4, 6), {"vvpat.no-paper"}},
      {roll("M3", 4, 6), {"vvpat.ballots"}}};
  for (const auto& [command, causes] : rows) {
    EXPECT_EQ(do_command(operation, command), causes) << command.body.dump();
  }
}

TEST(ExamineMachine, ARollIsAuditedOnceAMachineAndDayAndACorrectionNamesWhatItReplaces) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, machine("M1", "vvpat")), Causes{});
  const std::uint64_t first = operation.entries;
  ASSERT_EQ(do_command(operation, roll("M1", 4, 5)), Causes{});
  EXPECT_EQ(do_command(operation, roll("M1", 4, 6)), Causes{"vvpat.replaces"});
  Command correction = roll("M1", 4, 6);
  correction.body["replaces"] = first;
  EXPECT_EQ(do_command(operation, correction), Causes{});
  const auto& audits = operation.judging.machines.rolls.at({"M1", "2016-11-08"});
  EXPECT_EQ(audits.size(), 2U) << "the first is kept";
  Command next_day = roll("M1", 4, 6);
  next_day.body["day"] = "2016-11-07";
  EXPECT_EQ(do_command(operation, next_day), Causes{});
}

TEST(ExamineMachine, AnExaminationSaysWhoWasThereAndWhatTheMediaHashTo) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, machine("M1", "vvpat")), Causes{});
  Command command =
      command_of("equipment.examine", "clerk",
                 {{"examination", "X1"},
                  {"machine", "M1"},
                  {"seals", {"0012 intact"}},
                  {"media", {{{"medium", "card 7"}, {"sha256", std::string(64, 'a')}}}},
                  {"present", {"Lee", "an observer of each party"}},
                  {"findings", "the logs match the tape"}});
  Command bad = command;
  bad.body["media"][0]["sha256"] = "short";
  EXPECT_EQ(do_command(operation, bad), Causes{"command.field"});
  bad.body["media"][0].erase("sha256");
  EXPECT_EQ(do_command(operation, bad), Causes{"record.member"});
  bad = command;
  bad.body["machine"] = "M9";
  EXPECT_EQ(do_command(operation, bad), Causes{"machine.unknown"});
  ASSERT_EQ(do_command(operation, command), Causes{});
  EXPECT_EQ(do_command(operation, command), Causes{"equipment.exists"});
  const base::Json row = fixture::view_by(operation, "machines")["machines"][0];
  EXPECT_EQ(row["examinations"][0]["present"].size(), 2U);
  EXPECT_EQ(row["examinations"][0]["media"][0]["medium"], "card 7");
}

}  // namespace
}  // namespace recanvass::workflow
