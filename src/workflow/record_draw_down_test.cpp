#include "workflow/deciding_fixture.h"
#include "workflow/unit_review.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

Operation operation_with_surplus(const std::string& policy) {
  Operation operation = fixture::operation_ready();
  operation.setup.policy = policy;
  RECANVASS_CHECK(do_command(operation, command_of("unit.figures", "clerk",
                                                   {{"unit", "W2"},
                                                    {"figures",
                                                     {{"voters_poll_book", 8},
                                                      {"ballots_found", 10},
                                                      {"ballots_blank", 1},
                                                      {"ballots_without_initials", 0},
                                                      {"envelopes_defective", 0}}}}))
                      .empty());
  return operation;
}

Command draw(std::int64_t surplus, const base::Json& removed) {
  return command_of("drawdown.record", "clerk",
                    {{"unit", "W2"},
                     {"surplus", surplus},
                     {"removed", removed},
                     {"protocol", "drawn from a box by two board members"},
                     {"minute", "page 4"}});
}

TEST(RecordDrawDownTest, TheBlankBallotGoesFirstAndTheRestIsDrawn) {
  Operation operation = operation_with_surplus("us-wi-2016");
  EXPECT_EQ(do_command(operation, draw(1, {{"at-random", 1}})),
            (Causes{"drawdown.surplus", "drawdown.stages"}));
  EXPECT_EQ(do_command(operation, draw(2, {{"at-random", 2}})), Causes{"drawdown.stages"});
  EXPECT_EQ(review_unit(operation, "W2", Sight::Blind).state, reconcile::PublicState::Open);
  const base::Json removed = {{"blank", 1}, {"at-random", 1}};
  EXPECT_EQ(do_command(operation, draw(2, removed)), Causes{});
  EXPECT_EQ(do_command(operation, draw(2, removed)), Causes{"drawdown.twice"});
  EXPECT_EQ(operation.reconciling.draw_downs.at("W2")[0].excess, 2);
  for (const auto& finding : review_unit(operation, "W2", Sight::Blind).findings.found) {
    EXPECT_NE(finding.severity, reconcile::Severity::Amber) << finding.words;
  }
}

TEST(RecordDrawDownTest, PennsylvaniaInvestigatesAndEqualFiguresAreLeftAlone) {
  Operation operation = operation_with_surplus("us-pa-2016");
  EXPECT_EQ(do_command(operation, draw(2, {{"at-random", 2}})), Causes{"drawdown.policy"});
  const base::Json view = fixture::officers_view(operation, "reconciliation", "W2");
  EXPECT_EQ(view["units"][0]["policy_step"]["step"], "investigate");
  operation = operation_with_surplus("us-wi-2016");
  operation.reconciling.worksheets.at("W2").figures["voters_poll_book"] = 10;
  EXPECT_EQ(do_command(operation, draw(0, {{"at-random", 0}})), Causes{"drawdown.none"});
}

}  // namespace
}  // namespace recanvass::workflow
