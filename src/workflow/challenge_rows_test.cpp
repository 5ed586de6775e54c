#include "workflow/challenge_rows.h"

#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::do_command;

base::Json sheet_of(const Operation& operation, const std::string& exhibit) {
  const base::Json view = fixture::view_by(operation, "exhibits");
  for (const base::Json& row : view["exhibits"]) {
    if (row["exhibit"] == exhibit) return row;
  }
  return {};
}

TEST(ChallengeRows, ASheetHasNumberBatchPositionGroundRulingAndLinesToSign) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, fixture::challenge("7", "B1", 17, {"a"})), Causes{});
  EXPECT_EQ(sheet_of(operation, "7")["signature_lines"].size(), 2U);
  ASSERT_EQ(fixture::settle(operation, fixture::ruling("7", "sustained", {"b"})), Causes{});
  const base::Json sheet = sheet_of(operation, "7");
  EXPECT_EQ(sheet["batch"], "B1");
  EXPECT_EQ(sheet["container"], "C1");
  EXPECT_EQ(sheet["unit"], "W1");
  EXPECT_EQ(sheet["position"], 17);
  EXPECT_EQ(sheet["claims"][0]["ground"], "voter-intent");
  EXPECT_EQ(sheet["counted_as"]["words"], "A");
  EXPECT_EQ(sheet["stands_as"]["words"], "B");
  EXPECT_EQ(sheet["rulings"][0]["votes"]["Roe"], "against");
  EXPECT_EQ(sheet["signature_lines"], base::Json({"Kim", "Lee", "Roe"}));
}

TEST(ChallengeRows, ASheetPrintedAgainIsTheSameWhateverElseHappened) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, fixture::challenge("7", "B1", 17, {"a"})), Causes{});
  const std::string before = base::canonical_json(sheet_of(operation, "7"));
  fixture::count_all(operation);
  ASSERT_EQ(do_command(operation, fixture::challenge("8", "B1", 18, {"a"})), Causes{});
  ASSERT_EQ(fixture::settle(operation, fixture::ruling("8", "sustained", {"b"})), Causes{});
  EXPECT_EQ(base::canonical_json(sheet_of(operation, "7")), before);
  ASSERT_EQ(fixture::settle(operation, fixture::withdrawal("7")), Causes{});
  EXPECT_NE(base::canonical_json(sheet_of(operation, "7")), before);
}

TEST(ChallengeRows, WhatHasNoStatusWouldBeCountedAsLost) {
  ChallengeTotals totals;
  totals.registered = 10;
  totals.by_status = {{ChallengeStatus::Open, 3}, {ChallengeStatus::Ruled, 5}};
  EXPECT_EQ(to_json(totals)["lost"], 2);
  EXPECT_EQ(to_json(totals)["withdrawn"], 0);
}

}  // namespace
}  // namespace recanvass::workflow
