#include "workflow/deciding_fixture.h"
#include "workflow/unit_result.h"
#include "workflow/unit_review.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

// 10 ballots of W2 were found: 4 for a, 5 for b, one blank; 8 voters.
Operation operation_with_surplus(const std::string& policy) {
  Operation operation = fixture::operation_ready();
  fixture::count_batch(operation, "B3", 10, 4, 5);
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

Command draw(std::int64_t surplus, const base::Json& removed,
             const base::Json& votes = {{"a", 0}, {"b", 1}}) {
  base::Json drawn = base::Json::array();
  for (std::int64_t i = 1; i <= std::max<std::int64_t>(1, surplus); ++i)
    drawn.push_back("W2-" + std::to_string(i));
  return command_of("drawdown.record", "clerk",
                    {{"unit", "W2"},
                     {"surplus", surplus},
                     {"removed", removed},
                     {"votes", votes},
                     {"drawn", drawn},
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
  Command listed = draw(2, removed);
  for (const base::Json& ballots : {base::Json{"1"}, base::Json{"1", "1"}}) {
    listed.body["drawn"] = ballots;
    EXPECT_EQ(do_command(operation, listed), Causes{"drawdown.ballots"}) << ballots;
  }
  Operation stayed = operation;
  stayed.opening.orders.by_id["O1"].orders = "stay";
  EXPECT_EQ(do_command(stayed, draw(2, removed)), Causes{"order.stay"});
  ASSERT_EQ(do_command(operation, draw(2, removed)), Causes{});
  EXPECT_FALSE(operation.reconciling.draw_downs.contains("W2")) << "it waits for another person";
  ASSERT_EQ(
      do_command(operation, command_of("approve", "super", {{"entry", operation.entries - 1}})),
      Causes{});
  EXPECT_EQ(operation.reconciling.draw_downs.at("W2")[0].approved_by, "super");
  EXPECT_EQ(do_command(operation, draw(2, removed)), Causes{"drawdown.twice"});
  EXPECT_EQ(operation.reconciling.draw_downs.at("W2")[0].excess, 2);
  for (const auto& finding : review_unit(operation, "W2", Sight::Blind).findings.found) {
    EXPECT_NE(finding.severity, reconcile::Severity::Amber) << finding.words;
  }
}

// One of the two ballots too many is another ward's: it is not drawn for.
TEST(RecordDrawDownTest, WhatTwoPersonsExplainedIsNotDrawnForAndBlankBallotsHaveNoVotes) {
  Operation operation = operation_with_surplus("us-wi-2016");
  ASSERT_EQ(fixture::do_with_second(operation,
                                    command_of("unit.explain", "clerk",
                                               {{"unit", "W2"},
                                                {"rule", "R3"},
                                                {"code", "OTHER_UNIT"},
                                                {"ballots", 1},
                                                {"words", "of W1"},
                                                {"minute", "page 3"}}),
                                    "super"),
            Causes{});
  EXPECT_EQ(do_command(operation, draw(2, {{"blank", 1}, {"at-random", 1}})),
            (Causes{"drawdown.surplus", "drawdown.stages"}));
  Command blank = draw(1, {{"blank", 1}});
  blank.body["votes"] = base::Json::object();
  EXPECT_EQ(do_command(operation, blank), Causes{"command.field"});
  EXPECT_NE(base::sentences(decide(operation, blank)).find("leave it out"), std::string::npos);
  blank.body.erase("votes");
  ASSERT_EQ(fixture::do_with_second(operation, blank, "super"), Causes{});
  EXPECT_EQ(operation.reconciling.draw_downs.at("W2")[0].excess, 1);
  EXPECT_EQ(operation.reconciling.draw_downs.at("W2")[0].drawn.blank, 1);
  const UnitReview review = review_unit(operation, "W2", Sight::Blind);
  EXPECT_EQ(review.consequence->step, reconcile::Step::Continue) << review.consequence->words;
  for (const auto& finding : review.findings.found) {
    EXPECT_NE(finding.severity, reconcile::Severity::Amber) << finding.words;
  }
  EXPECT_EQ(do_command(operation, blank), Causes{"drawdown.twice"});
}

TEST(RecordDrawDownTest, WhatWasDrawnOutIsInNoFigureThatStands) {
  Operation operation = operation_with_surplus("us-wi-2016");
  ASSERT_EQ(fixture::do_with_second(operation, draw(2, {{"blank", 1}, {"at-random", 1}}), "super"),
            Causes{});
  fixture::count_batch(operation, "B1", 100, 60, 38);
  fixture::count_batch(operation, "B2", 50, 31, 17);
  fixture::sign_off_unit(operation, "W1");
  fixture::sign_off_unit(operation, "W2");
  const UnitResult result = *counted_result(operation, "W2");
  EXPECT_EQ(result.votes, (std::map<std::string, std::int64_t>{{"a", 4}, {"b", 4}}));
  EXPECT_EQ(result.ballots, 8);
  EXPECT_EQ(result.blank, 0);
  EXPECT_EQ(totals_of(operation, "").at("b"), 38 + 17 + 4);
  EXPECT_EQ(review_unit(operation, "W2", Sight::All).record.figures.ballots_found->value(), 10);
  const base::Json totals = fixture::officers_view(operation, "totals", "W2");
  EXPECT_EQ(totals["ballots"], 8);
  EXPECT_EQ(totals["ballots_drawn_out"], 2);
  EXPECT_EQ(totals["choices"][1]["tallied"], 5) << "as two people counted it";
  EXPECT_EQ(totals["choices"][1]["drawn_out"], 1);
  EXPECT_EQ(totals["choices"][1]["agreed"], 4);
}

TEST(RecordDrawDownTest, TheBallotsAreCountedFirstAndDrawnOutOfWhatWasCounted) {
  const base::Json removed = {{"blank", 1}, {"at-random", 1}};
  Operation early = fixture::operation_ready();
  early.setup.policy = "us-wi-2016";
  const Command sheet = command_of("unit.figures", "clerk",
                                   {{"unit", "W2"},
                                    {"figures",
                                     {{"voters_poll_book", 8},
                                      {"ballots_found", 10},
                                      {"ballots_blank", 1},
                                      {"ballots_without_initials", 0},
                                      {"envelopes_defective", 0}}}});
  ASSERT_EQ(do_command(early, sheet), Causes{});
  EXPECT_EQ(do_command(early, draw(2, removed)), Causes{"drawdown.order"});
  for (const char* team : {"team-1", "team-2"}) {
    Command without = fixture::tally(team, "B3", 8, 4, 4);
    without.body["reason"] = "ballots-missing";
    without.body["words"] = "two were drawn out before";
    ASSERT_EQ(do_command(early, without), Causes{});
  }
  EXPECT_EQ(do_command(early, draw(2, removed)), Causes{"drawdown.order"});
  Operation closed = operation_with_surplus("us-wi-2016");
  EXPECT_EQ(do_command(closed, command_of("count.sign-off", "clerk", {{"unit", "W2"}})),
            Causes{"count.draw-down"});
  closed.setup.policy = "us-mn-2016";
  fixture::sign_off_unit(closed, "W2");
  closed.setup.policy = "us-wi-2016";
  EXPECT_EQ(do_command(closed, draw(2, removed)), Causes{"count.signed-off"});
}

TEST(RecordDrawDownTest, TheBallotsHoldWhatTheyCan) {
  const base::Json removed = {{"blank", 1}, {"at-random", 1}};
  Operation operation = operation_with_surplus("us-wi-2016");
  constexpr std::int64_t kLargest = 9'000'000'000'000'000'000;
  for (const base::Json& votes : {base::Json{{"a", 1}, {"b", 1}}, base::Json{{"b", 2}}}) {
    EXPECT_EQ(do_command(operation, draw(2, removed, votes)), Causes{"drawdown.votes"}) << votes;
  }
  EXPECT_EQ(do_command(operation, draw(2, removed, {{"a", kLargest}, {"b", kLargest}})),
            Causes{"command.field"});
  EXPECT_EQ(do_command(operation, draw(2, removed, {{"a", 0}})), Causes{"drawdown.votes"})
      << "two blank ballots, and one was counted";
}

// Another batch is found: the draw was of other figures, and a new one is due.
TEST(RecordDrawDownTest, ADrawOfOtherFiguresIsNotTakenOff) {
  Operation operation = operation_with_surplus("us-wi-2016");
  ASSERT_EQ(fixture::do_with_second(operation, draw(2, {{"blank", 1}, {"at-random", 1}}), "super"),
            Causes{});
  ASSERT_NE(draw_down_of(operation, "W2"), nullptr);
  operation.counting.sums.at("W2").votes["a"] += 1;
  EXPECT_EQ(draw_down_of(operation, "W2"), nullptr);
  EXPECT_EQ(figures_when_complete(operation, "W2")->at("b"), 5);
  EXPECT_EQ(review_unit(operation, "W2", Sight::Blind).record.explanations.size(), 0U);
}

// A ledger that another program wrote may hold it: it is of nothing.
TEST(RecordDrawDownTest, ADrawBeforeTheCountChangesNothing) {
  Operation operation = fixture::operation_ready();
  const Command early = draw(2, {{"at-random", 2}});
  Event event{operation.entries,      early.kind, "clerk", "k",
              "2016-11-28T10:00:00Z", "R",        {},      early.body};
  event.body["found"] = {{"excess", 2}};
  take_effect(operation, event);
  EXPECT_TRUE(operation.reconciling.draw_downs.empty());
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
