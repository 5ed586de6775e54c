// Whoever adds up a recount in which tapes and tallies stand side by side comes to the same sums:
// totals, progress, results, the bound, statements and the certificate.
#include "workflow/closing.h"
#include "workflow/deciding_fixture.h"
#include "workflow/unit_result.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using fixture::do_with_second;
using fixture::view_of;

Command mixed_method() {
  return command_of(
      "method.set", "wec",
      {{"method", "mixed"}, {"extent", "whole"}, {"decided_by", "board"}, {"words", "as decided"}});
}

Command tape_of_w2() {
  return command_of("result.machine", "clerk",
                    {{"unit", "W2"},
                     {"tape", {{{"choice", "a"}, {"votes", 5}}, {{"choice", "b"}, {"votes", 4}}}},
                     {"ballots", 10},
                     {"blank", 1},
                     {"over", 0}});
}

// W1 by hand, 91 and 55; of W2 a tape of 5 and 4. Where both count W2, tallies of 4 and 6 came
// after the tape, by which it does not stand.
Operation counted_both_ways(bool tallied_too) {
  Operation operation = fixture::operation_ready();
  RECANVASS_CHECK(do_command(operation, mixed_method()).empty());
  RECANVASS_CHECK(do_with_second(operation, tape_of_w2(), "super").empty());
  if (tallied_too) fixture::count_batch(operation, "B3", 10, 4, 6);
  fixture::count_batch(operation, "B1", 100, 60, 38);
  fixture::count_batch(operation, "B2", 50, 31, 17);
  if (!tallied_too) return operation;
  RECANVASS_CHECK(
      do_with_second(
          operation,
          command_of("count.choose", "clerk",
                     {{"unit", "W2"}, {"count", "machine"}, {"reason", "as the board decided"}}),
          "super")
          .empty());
  return operation;
}

std::int64_t votes_in(const base::Json& rows, const char* id, const char* member) {
  for (const base::Json& row : rows) {
    if (row.value("id", row.value("choice", "")) == id) return row[member].get<std::int64_t>();
  }
  return -1;
}

TEST(OneTable, TapesAndTalliesAddUpToTheSameEverywhere) {
  for (const bool tallied_too : {false, true}) {
    Operation operation = counted_both_ways(tallied_too);
    for (const char* unit : {"W1", "W2"}) {
      fixture::sign_off_unit(operation, unit);
      ASSERT_EQ(do_command(operation, fixture::cause_for(unit, "PEN")), Causes{}) << unit;
    }
    ASSERT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{});
    ASSERT_EQ(do_with_second(operation, fixture::certificate(), "wec2"), Causes{});
    const std::map<std::string, std::int64_t> all = {{"a", 96}, {"b", 59}};
    EXPECT_EQ(totals_of(operation, ""), all);
    EXPECT_EQ(operation.deciding.county_statements.at("us-wi-dane")[0].votes, all);
    EXPECT_EQ(operation.deciding.certificates[0].votes, all);
    const base::Json totals = view_of(operation, "totals");
    EXPECT_EQ(votes_in(totals["choices"], "a", "agreed"), 96);
    EXPECT_EQ(votes_in(totals["choices"], "b", "agreed"), 59);
    EXPECT_EQ(votes_in(totals["changes"]["choices"], "b", "agreed"), 59);
    EXPECT_EQ(totals["sentence"],
              "A is 37 votes ahead of B in what is agreed so far, with no open challenge.");
    EXPECT_EQ(totals["ballots"], 160);
    EXPECT_EQ(totals["blank"], 5);
    EXPECT_EQ(totals["units_counted"], 2);
    EXPECT_EQ(totals["batches_agreed"], 3);
    EXPECT_EQ(view_of(operation, "flip")["last_seat"]["now"], 37);
    const base::Json progress = view_of(operation, "progress");
    EXPECT_EQ(progress["batches"], 3);
    EXPECT_EQ(progress["batches_done"], 3);
    EXPECT_EQ(progress["ballots_done"], 160);
    EXPECT_TRUE(progress["unfinished"].empty());
  }
}

// A tape is a machine's figures: who counts does not see them before the county is closed.
TEST(OneTable, ATapeIsInTheTotalsOfWhoeverMaySeeIt) {
  const Operation operation = counted_both_ways(true);
  const base::Json all = fixture::officers_view(operation, "totals");
  EXPECT_EQ(votes_in(all["choices"], "a", "agreed"), 96);
  EXPECT_EQ(all["units_not_shown"], 0);
  for (const char* viewer : {"", "team-1", "super"}) {
    ViewRequest request;
    if (*viewer != '\0') request.viewer = &operation.people.accounts.at(viewer);
    const base::Json seen = view_of(operation, "totals", request);
    EXPECT_EQ(votes_in(seen["choices"], "a", "agreed"), 91) << viewer;
    EXPECT_EQ(seen["units_not_shown"], 1) << viewer;
    EXPECT_EQ(seen["batches_agreed"], 2) << viewer;
    EXPECT_EQ(seen["sentence"],
              "A is 36 votes ahead of B in what is agreed so far, with no open challenge. 1 unit "
              "counted by machine is not shown yet.")
        << viewer;
    EXPECT_EQ(view_of(operation, "progress", request)["batches_done"], 3) << viewer;
  }
}

TEST(OneTable, WhatKeepsItsFirstCountIsSaidToBeMissing) {
  Operation operation = fixture::operation_ready();
  Command part = mixed_method();
  part.body["extent"] = "partial";
  part.body["units"] = {"W1"};
  ASSERT_EQ(do_command(operation, part), Causes{});
  fixture::count_batch(operation, "B1", 100, 60, 38);
  fixture::count_batch(operation, "B2", 50, 31, 17);
  const base::Json totals = view_of(operation, "totals");
  EXPECT_EQ(totals["units_original"], 1);
  EXPECT_EQ(totals["batches"], 2);
  EXPECT_EQ(totals["sentence"],
            "A is 36 votes ahead of B in what is agreed so far, with no open challenge. 1 unit "
            "keeps its first count, not in these figures.");
}

TEST(OneTable, AUnitByMachineSaysWhatItWaitsFor) {
  Operation operation = fixture::operation_ready();
  Command method = mixed_method();
  method.body["method"] = "machine";
  ASSERT_EQ(do_command(operation, method), Causes{});
  ASSERT_EQ(do_with_second(operation, tape_of_w2(), "super"), Causes{});
  std::string words;
  for (const base::Problem& problem : gaps_of_county(operation, "us-wi-dane", Sight::All)) {
    words += problem.found + "\n";
  }
  EXPECT_NE(words.find("W1: waits for the machine's tape"), std::string::npos) << words;
  EXPECT_NE(words.find("W2: counted, not signed off"), std::string::npos) << words;
}

}  // namespace
}  // namespace recanvass::workflow
