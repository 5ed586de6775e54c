#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

Command figures(const std::string& unit, const base::Json& lines) {
  return command_of("unit.figures", "clerk", {{"unit", unit}, {"figures", lines}});
}

TEST(RecordFiguresTest, LinesComeInSeveralEntriesAndALineTwiceTakesAReason) {
  Operation operation = fixture::operation_ready();
  EXPECT_EQ(do_command(operation, figures("W1", {{"voters_poll_book", 150}})), Causes{});
  EXPECT_EQ(do_command(operation, figures("W1", {{"ballots_found", 150}})), Causes{});
  EXPECT_EQ(do_command(operation, figures("W1", {{"voters_poll_book", 150}})), Causes{});
  Command other = figures("W1", {{"voters_poll_book", 151}});
  EXPECT_EQ(do_command(operation, other), Causes{"figures.revision"});
  other.body["reason"] = "a page of the poll book was missed";
  EXPECT_EQ(do_command(operation, other), Causes{});
  const Worksheet& sheet = operation.reconciling.worksheets.at("W1");
  EXPECT_EQ(sheet.figures.at("voters_poll_book"), 151);
  EXPECT_EQ(sheet.figures.at("ballots_found"), 150);
  EXPECT_EQ(sheet.history.size(), 4U);
}

TEST(RecordFiguresTest, UnknownLinesAndUnitsAreRefusedTogether) {
  Operation operation = fixture::operation_ready();
  EXPECT_EQ(do_command(operation, figures("W9", {{"voters_pol_book", 1}, {"tape", 1}})),
            (Causes{"unit.unknown", "figures.line", "figures.line"}));
  const auto problems = decide(operation, figures("W1", {{"voters_pol_book", 1}}));
  EXPECT_EQ(problems[0].wanted, "a line such as voters_poll_book");
}

TEST(RecordFiguresTest, TheSameFiguresAgainGiveTheFirstReceipt) {
  Operation operation = fixture::operation_ready();
  const std::uint64_t first = operation.entries;
  ASSERT_EQ(do_command(operation, figures("W1", {{"tape_total", 150}})), Causes{});
  const UseCase* use_case = use_case_named("unit.figures");
  EXPECT_EQ(use_case->repeats(operation, figures("W1", {{"tape_total", 150}})), first);
  EXPECT_FALSE(use_case->repeats(operation, figures("W1", {{"tape_total", 151}})).has_value());
  EXPECT_FALSE(use_case->repeats(operation, figures("W2", {{"tape_total", 150}})).has_value());
}

}  // namespace
}  // namespace recanvass::workflow
