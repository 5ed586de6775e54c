#include "workflow/count_extent.h"
#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

// A rule for tests: every ballot is counted when the first stage leaves at most so many votes
// between the two.
law::KnowledgeBase law_of_stages(std::int64_t votes) {
  law::Limit limit;
  limit.limbs = {law::MarginVotes{election::VoteCount(votes), law::Comparison::AtMost}};
  law::Tier tier;
  tier.any_of = {limit};
  law::RecountStatute statute;
  statute.id = "us-wi-test";
  statute.jurisdiction = {"us-wi"};
  statute.in_force.from = {2000, std::nullopt, law::DayPrecision::Year};
  statute.in_force.to = {0, std::nullopt, law::DayPrecision::Open};
  statute.citation = "Test 1";
  statute.stages = {{tier, "all ballots"}};
  return law::KnowledgeBase({statute}, law::BusinessCalendars{});
}

Operation operation_in_stages() {
  Operation operation = fixture::operation_ready();
  RECANVASS_CHECK(do_command(operation, command_of("method.set", "wec",
                                                   {{"method", "hand"},
                                                    {"extent", "staged"},
                                                    {"units", {"W2"}},
                                                    {"decided_by", "board"},
                                                    {"words", "as decided"}}))
                      .empty());
  return operation;
}

Command stage_closing() { return command_of("stage.close", "wec", {{"words", "one ward"}}); }

void count_first_stage(Operation& operation) {
  fixture::count_batch(operation, "B3", 10, 5, 5);
  fixture::sign_off_unit(operation, "W2");
}

TEST(CloseStageTest, TheLawDecidesWithTheFiguresOfTheStageAtAndBesideItsLimit) {
  // Reported 94 to 61; after the first stage 95 to 60: 35 votes apart.
  for (const std::int64_t limit : {34, 35, 36}) {
    const law::KnowledgeBase law = law_of_stages(limit);
    Operation operation = operation_in_stages();
    operation.law = &law;
    count_first_stage(operation);
    const bool due = limit >= 35;
    Command against = stage_closing();
    against.body["due"] = due ? "no" : "yes";
    against.body["decided_by"] = "board";
    EXPECT_EQ(do_command(operation, against), Causes{"stage.law"}) << limit;
    ASSERT_EQ(do_command(operation, stage_closing()), Causes{}) << limit;
    EXPECT_EQ(operation.deciding.stages[0].due, due ? "yes" : "no") << limit;
    EXPECT_EQ(extent_of(operation, "W1"), due ? UnitExtent::Inside : UnitExtent::Outside) << limit;
  }
}

TEST(CloseStageTest, WhereTheLawDoesNotSaySomebodyDecidesAndIsNamed) {
  Operation operation = operation_in_stages();
  EXPECT_EQ(extent_of(operation, "W1"), UnitExtent::LaterStage);
  EXPECT_EQ(do_command(operation, stage_closing()), (Causes{"stage.open", "stage.undecided"}));
  count_first_stage(operation);
  EXPECT_EQ(do_command(operation, stage_closing()), Causes{"stage.undecided"});
  EXPECT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{"statement.open"});
  Command decided = stage_closing();
  decided.body["due"] = "no";
  EXPECT_EQ(do_command(operation, decided), Causes{"stage.undecided"});
  decided.body["decided_by"] = "the candidate conceded";
  EXPECT_EQ(do_command(operation, decided), Causes{});
  EXPECT_EQ(extent_of(operation, "W1"), UnitExtent::Outside);
  EXPECT_EQ(do_command(operation, decided), Causes{"stage.last"});
}

TEST(CloseStageTest, NobodyEndsTheStagesAgainstAPetitionWhereTheLawDoesNot) {
  const law::KnowledgeBase law = law_of_stages(34);
  Operation operation = operation_in_stages();
  EXPECT_EQ(do_command(operation, fixture::tally("team-1", "B1", 100, 60, 38)),
            Causes{"count.extent"})
      << "ward 1 waits for a later stage";
  count_first_stage(operation);
  Petition petition;
  petition.rulings.emplace_back();
  petition.rulings.back().accepted = true;
  operation.opening.petitions.by_id["P1"] = petition;
  Command decided = stage_closing();
  decided.body["decided_by"] = "board";
  decided.body["due"] = "no";
  EXPECT_EQ(do_command(operation, decided), Causes{"stage.order"});
  Operation by_law = operation;
  by_law.law = &law;
  EXPECT_EQ(do_command(by_law, stage_closing()), Causes{});
  EXPECT_EQ(extent_of(by_law, "W1"), UnitExtent::Outside);
  decided.body["due"] = "yes";
  EXPECT_EQ(do_command(operation, decided), Causes{});
}

TEST(CloseStageTest, TheNextStageMayBeNamedAndAWholeCountHasNone) {
  Operation operation = operation_in_stages();
  count_first_stage(operation);
  Command decided = stage_closing();
  decided.body["due"] = "yes";
  decided.body["decided_by"] = "board";
  decided.body["next_units"] = {"W2"};
  EXPECT_EQ(do_command(operation, decided), Causes{"stage.unit"});
  decided.body["next_units"] = {"W1"};
  EXPECT_EQ(do_command(operation, decided), Causes{});
  EXPECT_EQ(extent_of(operation, "W1"), UnitExtent::Inside);
  operation = fixture::operation_ready();
  EXPECT_EQ(do_command(operation, stage_closing()), Causes{"stage.none"});
}

}  // namespace
}  // namespace recanvass::workflow
