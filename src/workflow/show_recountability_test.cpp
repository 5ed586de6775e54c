// The table of Michigan's out-of-balance precincts, 2016 and 2025, through commands. Published: the
// figures of Rochester Hills 11 and the reported margin; every precinct's votes are invented.
#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

enum class SealFound { Kept, Broken, NoNumber };

struct MichiganRow {
  std::string unit;
  base::Json lines;
  SealFound seal;
  std::string step_2016;
  std::string step_2025;
};

const std::vector<MichiganRow>& michigan_rows() {
  static const std::vector<MichiganRow> rows = {
      {"rochester-hills-11",
       {{"ballots_issued", 848}, {"ballots_found", 847}, {"certified_imbalance", 1}},
       SealFound::Kept,
       "not recountable",
       "continue"},
      {"a",
       {{"ballots_issued", 500},
        {"ballots_found", 500},
        {"tape_total", 500},
        {"canvass_ballots", 500}},
       SealFound::Kept,
       "continue",
       "continue"},
      {"b",
       {{"ballots_issued", 500},
        {"ballots_found", 499},
        {"tape_total", 499},
        {"canvass_ballots", 500}},
       SealFound::Kept,
       "not recountable",
       "continue"},
      {"c",
       {{"ballots_issued", 500},
        {"ballots_found", 497},
        {"tape_total", 500},
        {"certified_imbalance", 1}},
       SealFound::Kept,
       "not recountable",
       "not recountable"},
      {"d",
       {{"ballots_issued", 500}, {"ballots_found", 500}},
       SealFound::Broken,
       "not recountable",
       "not recountable"},
      {"e",
       {{"ballots_issued", 500}, {"ballots_found", 500}},
       SealFound::NoNumber,
       "explain",
       "not recountable"},
      {"f",
       {{"ballots_issued", 500}, {"ballots_found", 499}},
       SealFound::Kept,
       "continue",
       "continue"}};
  return rows;
}

void expect_done(Operation& operation, const Command& command) {
  const Causes causes = do_command(operation, command);
  ASSERT_EQ(causes, Causes{}) << command.kind;
}

Operation michigan_published() {
  Operation operation = empty_operation(fixture::no_law());
  Command opening = fixture::opening();
  opening.body["policy"] = "us-mi-2016";
  opening.body["jurisdiction"] = "us-mi";
  opening.body["counties"] = {{{"id", "us-wi-dane"}, {"name", "Oakland"}}};
  expect_done(operation, opening);
  expect_done(operation, fixture::county_account("clerk", "county-officer", 2));
  expect_done(operation, fixture::county_account("super", "supervisor", 3));
  expect_done(operation, fixture::account("wec2", "state-officer", 7));
  base::Json batches = base::Json::array();
  base::Json units = base::Json::array();
  for (const MichiganRow& row : michigan_rows()) {
    batches.push_back({{"batch", "b-" + row.unit},
                       {"container", "box-" + row.unit},
                       {"unit", row.unit},
                       {"ballots", 500}});
    units.push_back({{"unit", row.unit}, {"name", row.unit}, {"votes", {{"a", 200}, {"b", 250}}}});
  }
  units[0]["votes"] = {{"a", 200}, {"b", 250 + 10'704 - 7 * 50}};  // so that the margin is 10,704
  expect_done(operation, command_of("manifest.add", "clerk",
                                    {{"county", "us-wi-dane"}, {"batches", batches}}));
  expect_done(operation,
              command_of("returns.add", "clerk", {{"county", "us-wi-dane"}, {"units", units}}));
  expect_done(operation,
              command_of("outcome.report", "wec",
                         {{"votes", {{"a", 1400}, {"b", 1400 + 10'704}}}, {"source", "canvass"}}));
  expect_done(operation, fixture::publication(operation));
  const ledger::VerifierKey key{"press.example", ledger::SignerKind::Witness,
                                fixture::witness_key().public_key()};
  expect_done(operation, command_of("witness.add", "wec", {{"verifier_key", key.text()}}));
  expect_done(operation, fixture::witnessing(operation));
  return operation;
}

void open_box(Operation& operation, const MichiganRow& row) {
  base::Json record = {{"container", "box-" + row.unit}, {"county", "us-wi-dane"}};
  if (row.seal != SealFound::NoNumber) record["seal"] = "0123";
  expect_done(operation, command_of("container.record", "clerk", record));
  base::Json opened = {
      {"container", "box-" + row.unit}, {"seal", "0123"}, {"handled_by", {"Lee", "Kim"}}};
  if (row.seal == SealFound::Broken) {
    opened["condition"] = "broken";
    opened["packages"] = "loose";
  }
  expect_done(operation, command_of("container.open", "super", opened));
}

Operation michigan() {
  Operation operation = michigan_published();
  for (const MichiganRow& row : michigan_rows()) {
    open_box(operation, row);
    expect_done(operation,
                command_of("unit.figures", "clerk", {{"unit", row.unit}, {"figures", row.lines}}));
  }
  const std::uint64_t position = operation.entries;
  expect_done(operation, command_of("unit.explain", "clerk",
                                    {{"unit", "f"},
                                     {"rule", "R3"},
                                     {"code", "LEFT"},
                                     {"words", "a voter left with the ballot"},
                                     {"ballots", -1},
                                     {"sworn", true},
                                     {"kept_secure", true}}));
  expect_done(operation, command_of("explanation.rule", "wec",
                                    {{"unit", "f"},
                                     {"explanation", position},
                                     {"ruling", "accepted"},
                                     {"minute", "page 1"}}));
  return operation;
}

std::string step_of(const Operation& operation, const std::string& unit) {
  const base::Json view = fixture::officers_view(operation, "reconciliation", unit);
  return view["units"][0]["policy_step"]["step"].get<std::string>();
}

TEST(ShowRecountability, EachRowOfTheTableUnderBothRules) {
  Operation operation = michigan();
  for (const MichiganRow& row : michigan_rows()) {
    EXPECT_EQ(step_of(operation, row.unit), row.step_2016) << row.unit;
  }
  ASSERT_EQ(fixture::do_with_second(
                operation,
                command_of("policy.change", "wec", {{"policy", "us-mi-2025"}, {"reason", "law"}}),
                "wec2"),
            Causes{});
  for (const MichiganRow& row : michigan_rows()) {
    EXPECT_EQ(step_of(operation, row.unit), row.step_2025) << row.unit;
  }
}

TEST(ShowRecountability, VotesThatCannotBeRecountedStandAgainstTheMarginAndThePolicyChangesThem) {
  Operation operation = michigan();
  base::Json view = fixture::officers_view(operation, "recountability");
  EXPECT_EQ(view["not_recountable"], 4);
  EXPECT_EQ(view["reported_margin"], 10'704);
  EXPECT_EQ(view["votes"], 450 * 3 + 200 + 250 + 10'704 - 350);
  EXPECT_EQ(view["sentence"],
            "4 units that cannot be recounted hold 12,154 votes; the reported margin is 10,704 "
            "votes; 1 more unit wants an explanation or a decision of the board");
  EXPECT_EQ(view["by_county"]["us-wi-dane"], 4);
  ASSERT_EQ(fixture::do_with_second(
                operation,
                command_of("policy.change", "wec", {{"policy", "us-mi-2025"}, {"reason", "law"}}),
                "wec2"),
            Causes{});
  view = fixture::officers_view(operation, "recountability");
  EXPECT_EQ(view["not_recountable"], 3);
  EXPECT_EQ(view["votes"], 450 * 3);
  EXPECT_EQ(view["policy"]["changes"][0]["by"], "wec");
  EXPECT_EQ(view["policy"]["changes"][0]["approved_by"], "wec2");
  EXPECT_EQ(view["policy"]["changes"][0]["from"], "us-mi-2016");
}

TEST(ShowRecountability, ARulingLetsTheFirstCountStandAsLongAsThePolicySaysTheSame) {
  Operation operation = michigan();
  const auto open_units = [&] {
    return fixture::officers_view(operation, "flip")["open_units"].get<std::int64_t>();
  };
  EXPECT_EQ(open_units(), 7);
  expect_done(operation, command_of("recountability.rule", "clerk",
                                    {{"unit", "rochester-hills-11"}, {"minute", "page 1"}}));
  EXPECT_EQ(open_units(), 6);
  ASSERT_EQ(fixture::do_with_second(
                operation,
                command_of("policy.change", "wec", {{"policy", "us-mi-2025"}, {"reason", "law"}}),
                "wec2"),
            Causes{});
  EXPECT_EQ(open_units(), 7);
}

}  // namespace
}  // namespace recanvass::workflow
