#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using fixture::tally;

Command opened(const std::string& id) {
  return command_of("discrepancy.open", "super",
                    {{"discrepancy", id},
                     {"what", "ballots"},
                     {"county", "us-wi-dane"},
                     {"batch", "B1"},
                     {"values", {{"placard", 100}, {"found", 99}}},
                     {"words", "one ballot fewer than the placard says"}});
}

Command cause(const std::string& id, const std::string& code, const std::string& author = "super") {
  return command_of("discrepancy.cause", author,
                    {{"discrepancy", id},
                     {"code", code},
                     {"words", "as the board found"},
                     {"minute", "3 December, 14:20"}});
}

Command closing_of(const std::string& id, const std::string& author = "super") {
  return command_of("discrepancy.close", author, {{"discrepancy", id}});
}

Causes approve_last(Operation& operation, const std::string& author) {
  return do_command(operation, command_of("approve", author, {{"entry", operation.entries - 1}}));
}

TEST(OpenDiscrepancy, EachCauseOfRefusalWhenOpening) {
  Operation operation = fixture::operation_judging();
  const struct {
    const char* member;
    const char* value;
    const char* problem;
  } rows[] = {{"discrepancy", "entries:B1", "discrepancy.id"},
              {"discrepancy", "reported:W1", "discrepancy.id"},
              {"batch", "B9", "discrepancy.batch"},
              {"unit", "W9", "discrepancy.batch"},
              {"unit", "W2", "discrepancy.batch"},
              {"what", "fraud", "command.field"}};
  for (const auto& row : rows) {
    Command command = opened("D1");
    command.body[row.member] = row.value;
    EXPECT_EQ(do_command(operation, command)[0], row.problem) << row.member << row.value;
  }
  ASSERT_EQ(do_command(operation, opened("D1")), Causes{});
  EXPECT_EQ(do_command(operation, opened("D1")), Causes{"discrepancy.id"});
  Command foreign = opened("D2");
  foreign.body["county"] = "us-wi-rock";
  foreign.body.erase("batch");
  EXPECT_EQ(do_command(operation, foreign), (Causes{"author.county", "discrepancy.county"}));
}

TEST(OpenDiscrepancy, TakesColoradosSixCausesAndWisconsinsAndNoOther) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, opened("D1")), Causes{});
  for (const char* code : {"CO_WRONG_BALLOT", "CO_BOARD_ENTRY", "CO_NAME_MATCH", "CO_ADJUDICATION",
                           "CO_SYSTEM_LIMIT", "CO_AMBIGUOUS", "PEN", "JAM", "TRANSPOSE"}) {
    EXPECT_EQ(do_command(operation, cause("D1", code)), Causes{}) << code;
  }
  EXPECT_EQ(do_command(operation, cause("D1", "FRAUD")), Causes{"cause.unknown"});
  Command unexplained = cause("D1", "UNEXPLAINED");
  unexplained.body.erase("minute");
  EXPECT_EQ(do_command(operation, unexplained), Causes{"discrepancy.minute"});
  EXPECT_EQ(do_command(operation, cause("D1", "UNEXPLAINED")), Causes{});
  EXPECT_EQ(operation.judging.discrepancies.records.at("D1").causes.size(), 10U);
}

TEST(OpenDiscrepancy, IsClosedByTwoPersonsAndOnlyWithACause) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, opened("D1")), Causes{});
  EXPECT_EQ(do_command(operation, closing_of("D1")), Causes{"discrepancy.cause"});
  ASSERT_EQ(do_command(operation, cause("D1", "LEFT")), Causes{});
  ASSERT_EQ(do_command(operation, closing_of("D1")), Causes{});
  const auto& record = operation.judging.discrepancies.records.at("D1");
  EXPECT_FALSE(record.is_closed());
  EXPECT_EQ(fixture::view_by(operation, "discrepancies")["discrepancies"][0]["stage"],
            "waits for a second person");
  EXPECT_EQ(approve_last(operation, "super"), Causes{"approve.same-person"});
  EXPECT_EQ(approve_last(operation, "board-1"), Causes{});
  EXPECT_TRUE(record.is_closed());
  EXPECT_EQ(record.steps[0].author, "super");
  EXPECT_EQ(record.steps[0].second, "board-1");
  EXPECT_EQ(do_command(operation, cause("D1", "JAM")), Causes{"discrepancy.closed"});
  EXPECT_EQ(do_command(operation, closing_of("D1")), Causes{"discrepancy.closed"});
}

TEST(OpenDiscrepancy, IsReopenedByTwoPersonsAndKeepsItsHistory) {
  Operation operation = fixture::operation_judging();
  const auto reopening =
      command_of("discrepancy.reopen", "super", {{"discrepancy", "D1"}, {"reason", "new paper"}});
  EXPECT_EQ(do_command(operation, reopening), Causes{"discrepancy.unknown"});
  ASSERT_EQ(do_command(operation, opened("D1")), Causes{});
  EXPECT_EQ(do_command(operation, reopening), Causes{"discrepancy.open"});
  ASSERT_EQ(do_command(operation, cause("D1", "LEFT")), Causes{});
  ASSERT_EQ(do_command(operation, closing_of("D1")), Causes{});
  ASSERT_EQ(approve_last(operation, "clerk"), Causes{});
  ASSERT_EQ(do_command(operation, reopening), Causes{});
  ASSERT_EQ(approve_last(operation, "clerk"), Causes{});
  EXPECT_FALSE(operation.judging.discrepancies.records.at("D1").is_closed());
  ASSERT_EQ(do_command(operation, cause("D1", "LOST")), Causes{});
  const base::Json view = fixture::view_by(operation, "discrepancies", "wec");
  const base::Json& history = view["discrepancies"][0]["history"];
  ASSERT_EQ(history.size(), 4U);
  EXPECT_EQ(history[0]["code"], "LEFT");
  EXPECT_EQ(history[1]["act"], "closed");
  EXPECT_EQ(history[2]["act"], "reopened");
  EXPECT_EQ(history[3]["code"], "LOST");
  EXPECT_EQ(view["causes"], base::Json({{"LOST", 1}}));
}

TEST(OpenDiscrepancy, EntriesThatStillDifferAndOpenIncidentsAreNotClosed) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, tally("team-1", "B1", 100, 60, 38)), Causes{});
  ASSERT_EQ(do_command(operation, tally("team-2", "B1", 100, 61, 38)), Causes{});
  ASSERT_EQ(do_command(operation, cause("entries:B1", "CO_BOARD_ENTRY")), Causes{});
  EXPECT_EQ(do_command(operation, closing_of("entries:B1")), Causes{"discrepancy.holds"});
  const std::string incident = "incident:" + std::to_string(operation.entries);
  ASSERT_EQ(do_command(operation, command_of("batch.extra", "super",
                                             {{"batch", "X1"},
                                              {"unit", "W1"},
                                              {"container", "C2"},
                                              {"ballots", 1},
                                              {"reason", "found"}})),
            Causes{});
  ASSERT_EQ(do_command(operation, cause(incident, "OTHER_UNIT")), Causes{});
  EXPECT_EQ(do_command(operation, closing_of(incident)), Causes{"discrepancy.holds"});
  EXPECT_EQ(do_command(operation, cause("incident:9999", "LEFT")), Causes{"discrepancy.unknown"});
  EXPECT_EQ(do_command(operation, cause("entries:B2", "LEFT")), Causes{"discrepancy.unknown"});
}

// An answer must not tell whether a unit differs from what was reported.
TEST(OpenDiscrepancy, BeforeSignOffTheRefusalIsTheSameWhetherOrNotTheUnitDiffers) {
  Operation operation = fixture::operation_judging();
  fixture::count_all(operation);  // every unit as reported
  Operation other = fixture::operation_judging();
  for (const char* team : {"team-1", "team-2"}) {
    ASSERT_EQ(do_command(other, tally(team, "B3", 10, 5, 5)), Causes{});
  }
  EXPECT_EQ(do_command(operation, cause("reported:W2", "PEN")), Causes{"discrepancy.unknown"});
  EXPECT_EQ(do_command(other, cause("reported:W2", "PEN")), Causes{"discrepancy.unknown"});
  for (Operation* one : {&operation, &other}) {
    ASSERT_EQ(do_command(*one, command_of("count.sign-off", "clerk", {{"unit", "W2"}})), Causes{});
  }
  EXPECT_EQ(do_command(other, cause("reported:W2", "PEN")), Causes{"discrepancy.unknown"})
      << "a supervisor enters tallies, and W1 is open";
  EXPECT_EQ(do_command(operation, cause("reported:W2", "PEN", "clerk")),
            Causes{"discrepancy.unknown"});
  EXPECT_EQ(do_command(other, cause("reported:W2", "PEN", "clerk")), Causes{"discrepancy.of-unit"});
  EXPECT_EQ(do_command(other, closing_of("reported:W2", "clerk")), Causes{"discrepancy.cause"});
  ASSERT_EQ(do_command(other, command_of("cause.assign", "clerk",
                                         {{"unit", "W2"},
                                          {"cause", "PEN"},
                                          {"words", "a pen that the scanner could not see"},
                                          {"minute", "3 December"}})),
            Causes{});
  ASSERT_EQ(do_command(other, closing_of("reported:W2", "clerk")), Causes{});
  EXPECT_EQ(approve_last(other, "wec"), Causes{}) << "the unit's own cause is enough";
  EXPECT_EQ(fixture::view_by(other, "discrepancies", "wec")["discrepancies"][0]["cause"], "PEN");
}

}  // namespace
}  // namespace recanvass::workflow
