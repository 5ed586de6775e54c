#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::do_command;

// Published: City of Milwaukee Ward 34, 8 typed for 254, 855 votes in all and 1,102 after the
// recount. The other choice's figures follow from that.
Operation operation_with_ward_34() {
  Operation operation = fixture::operation_ready();
  ReportedUnit& ward = operation.commitment.units.at("W2");
  ward.votes = {{"a", 8}, {"b", 847}};
  operation.reconciling.versions.at("W2")[0].votes = ward.votes;
  operation.commitment.batches.at("B3").ballots = 1110;
  fixture::count_batch(operation, "B1", 100, 60, 38);
  fixture::count_batch(operation, "B2", 50, 30, 17);
  fixture::count_batch(operation, "B3", 1110, 254, 848);
  fixture::sign_off_unit(operation, "W1");
  fixture::sign_off_unit(operation, "W2");
  return operation;
}

TEST(ShowChanges, MilwaukeeWard34IsRedUntilACauseAndAMinuteExist) {
  Operation operation = operation_with_ward_34();
  base::Json view = fixture::view_of(operation, "changes");
  EXPECT_EQ(view["units_changed"], 1);
  EXPECT_EQ(view["units_unchanged"], 1);
  EXPECT_EQ(view["causes_lacking"], 1);
  const base::Json ward = view["changed"][0];
  EXPECT_EQ(ward["unit"], "W2");
  EXPECT_EQ(ward["largest"], 246);
  EXPECT_EQ(ward["total_before"], 855);
  EXPECT_EQ(ward["total_after"], 1102);
  EXPECT_EQ(ward["choices"][0]["before"], 8);
  EXPECT_EQ(ward["choices"][0]["after"], 254);
  EXPECT_EQ(ward["red"], "R11");
  Command cause = fixture::cause_for("W2", "TRANSPOSE");
  cause.body.erase("minute");
  EXPECT_EQ(do_command(operation, cause), Causes{"command.missing-field"});
  EXPECT_EQ(do_command(operation, fixture::cause_for("W2", "TRANSPOSE")), Causes{});
  view = fixture::view_of(operation, "changes");
  EXPECT_TRUE(view["changed"][0]["red"].is_null());
  EXPECT_EQ(view["changed"][0]["cause"]["code"], "TRANSPOSE");
  EXPECT_EQ(view["causes_lacking"], 0);
}

TEST(ShowChanges, TwoNamesThatHaveEachOthersVotesAreSaidToBeExchanged) {
  Operation operation = operation_with_ward_34();
  EXPECT_TRUE(fixture::view_of(operation, "changes")["changed"][0]["exchanged"].is_null());
  operation.commitment.units.at("W2").votes = {{"a", 848}, {"b", 254}};
  const base::Json row = fixture::view_of(operation, "changes")["changed"][0];
  EXPECT_EQ(row["unit"], "W2");
  EXPECT_EQ(row["exchanged"], "A and B have each other's votes of the first count");
  operation.commitment.units.at("W2").votes = {{"a", 848}, {"b", 255}};
  EXPECT_TRUE(fixture::view_of(operation, "changes")["changed"][0]["exchanged"].is_null());
}

TEST(ShowChanges, WithNothingComparedNobodyLeads) {
  const base::Json view = fixture::view_of(fixture::operation_ready(), "changes");
  EXPECT_EQ(view["units_compared"], 0);
  for (const char* member : {"leader", "runner_up", "margin_before", "margin_after"}) {
    EXPECT_TRUE(view[member].is_null()) << member;
  }
}

TEST(ShowChanges, LargestChangesComeFirst) {
  Operation operation = operation_with_ward_34();
  operation.commitment.units.at("W1").votes["a"] = 70;  // 90 counted
  const base::Json view = fixture::view_of(operation, "changes");
  ASSERT_EQ(view["changed"].size(), 2U);
  EXPECT_EQ(view["changed"][0]["unit"], "W2");
  EXPECT_EQ(view["changed"][1]["unit"], "W1");
  EXPECT_EQ(view["changed"][1]["largest"], 20);
}

TEST(ShowChanges, AUnitAppearsWhenItIsSignedOffAndNotBefore) {
  Operation operation = fixture::operation_ready();
  fixture::count_batch(operation, "B3", 10, 5, 5);
  EXPECT_EQ(fixture::view_of(operation, "changes")["units_compared"], 0);
  fixture::sign_off_unit(operation, "W2");
  EXPECT_EQ(fixture::view_of(operation, "changes")["units_compared"], 0) << "W1 is open";
  const base::Json view = fixture::officers_view(operation, "changes");
  EXPECT_EQ(view["units_compared"], 1);
  EXPECT_EQ(view["changed"][0]["choices"][0]["net"], 1);
  EXPECT_EQ(view["variation"]["margin_votes"], 2);
  EXPECT_EQ(view["variation"]["total_votes"], 0);
  EXPECT_EQ(view["variation"]["margin_percent"], "20.0000%");
}

}  // namespace
}  // namespace recanvass::workflow
