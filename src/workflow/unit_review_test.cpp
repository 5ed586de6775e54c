#include "workflow/unit_review.h"

#include "workflow/deciding_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using reconcile::PublicState;

void give(Operation& operation, const std::string& unit, const base::Json& lines) {
  ASSERT_EQ(do_command(operation,
                       command_of("unit.figures", "clerk", {{"unit", unit}, {"figures", lines}})),
            Causes{});
}

PublicState state_of(const Operation& operation, const std::string& unit) {
  return review_unit(operation, unit, Sight::All).state;
}

bool finds(const UnitReview& review, reconcile::Rule rule) {
  for (const reconcile::Finding& finding : review.findings.found) {
    if (finding.rule == rule) return true;
  }
  return false;
}

TEST(UnitReviewTest, AUnitWithoutAPollBookFigureIsOpenAndBalancedOnceItIsThere) {
  Operation operation = fixture::operation_counted();
  EXPECT_EQ(state_of(operation, "W2"), PublicState::Open);
  give(operation, "W2", {{"voters_poll_book", 10}});
  EXPECT_EQ(state_of(operation, "W2"), PublicState::Balanced);
}

TEST(UnitReviewTest, ADifferenceIsOpenUntilItIsExplainedAndOpenAgainWhenItsSizeChanges) {
  Operation operation = fixture::operation_counted();
  give(operation, "W2", {{"voters_poll_book", 11}});
  EXPECT_EQ(state_of(operation, "W2"), PublicState::Open);
  ASSERT_EQ(do_command(operation, command_of("unit.explain", "clerk",
                                             {{"unit", "W2"},
                                              {"rule", "R3"},
                                              {"code", "LEFT"},
                                              {"words", "one voter left"},
                                              {"ballots", -1}})),
            Causes{});
  EXPECT_EQ(state_of(operation, "W2"), PublicState::Explained);
  Command revision = command_of("unit.figures", "clerk",
                                {{"unit", "W2"}, {"figures", {{"voters_poll_book", 12}}}});
  revision.body["reason"] = "counted again";
  ASSERT_EQ(do_command(operation, revision), Causes{});
  EXPECT_EQ(state_of(operation, "W2"), PublicState::Open);
}

TEST(UnitReviewTest, MoreBallotsThanRegisteredIsImpossibleAndStaysSoWhenItIsExplained) {
  Operation operation = fixture::operation_counted();
  give(operation, "W2", {{"voters_poll_book", 10}, {"registered", 9}});
  EXPECT_EQ(state_of(operation, "W2"), PublicState::ImpossibleUnderReview);
  ASSERT_EQ(do_command(operation, command_of("unit.explain", "clerk",
                                             {{"unit", "W2"},
                                              {"rule", "R2"},
                                              {"code", "UNEXPLAINED"},
                                              {"words", "the register is being looked at"}})),
            Causes{});
  EXPECT_EQ(state_of(operation, "W2"), PublicState::ImpossibleUnderReview);
  give(operation, "W1", {{"registered", 150}});
  EXPECT_FALSE(finds(review_unit(operation, "W1", Sight::All), reconcile::Rule::R2));
}

TEST(UnitReviewTest, WithoutSightNothingComesFromWhatMachinesReported) {
  Operation operation = fixture::operation_counted();
  EXPECT_TRUE(finds(review_unit(operation, "W1", Sight::All), reconcile::Rule::R11));
  const UnitReview blind = review_unit(operation, "W1", Sight::Blind);
  EXPECT_FALSE(finds(blind, reconcile::Rule::R11));
  EXPECT_TRUE(blind.record.contests.empty());
  EXPECT_TRUE(blind.record.earlier.empty());
}

TEST(UnitReviewTest, TwoEntriesThatDifferAreNamedWithoutTheirFigures) {
  Operation operation = fixture::operation_ready();
  ASSERT_EQ(do_command(operation, fixture::tally("team-1", "B1", 100, 60, 38)), Causes{});
  ASSERT_EQ(do_command(operation, fixture::tally("team-2", "B1", 100, 61, 37)), Causes{});
  for (const Sight sight : {Sight::All, Sight::Blind}) {
    const UnitReview review = review_unit(operation, "W1", sight);
    ASSERT_TRUE(finds(review, reconcile::Rule::R12));
    for (const reconcile::Finding& finding : review.findings.found) {
      if (finding.rule != reconcile::Rule::R12 || sight == Sight::All) continue;
      EXPECT_EQ(finding.words.find("60"), std::string::npos) << finding.words;
      EXPECT_EQ(finding.left.value, 0);
      EXPECT_EQ(finding.left.instead, "not shown");
    }
  }
}

TEST(UnitReviewTest, AnExtraBatchIsRedUntilItsIncidentHasWords) {
  Operation operation = fixture::operation_ready();
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(do_command(operation, command_of("batch.extra", "super",
                                             {{"batch", "X1"},
                                              {"unit", "W2"},
                                              {"container", "C2"},
                                              {"ballots", 1},
                                              {"reason", "found"}})),
            Causes{});
  EXPECT_TRUE(finds(review_unit(operation, "W2", Sight::All), reconcile::Rule::R5));
  ASSERT_EQ(do_command(operation, command_of("incident.resolve", "clerk",
                                             {{"incident", position}, {"words", "in a bag"}})),
            Causes{});
  EXPECT_FALSE(finds(review_unit(operation, "W2", Sight::All), reconcile::Rule::R5));
}

TEST(UnitReviewTest, ABatchTakenWithAReasonDiffersFromTheManifestAndIsExplained) {
  Operation operation = fixture::operation_ready();
  for (const char* team : {"team-1", "team-2"}) {
    Command entry = fixture::tally(team, "B3", 11, 4, 7);
    entry.body["reason"] = "manifest-wrong";
    entry.body["words"] = "eleven lay in it";
    ASSERT_EQ(do_command(operation, entry), Causes{});
  }
  const UnitReview review = review_unit(operation, "W2", Sight::Blind);
  ASSERT_TRUE(finds(review, reconcile::Rule::R5));
  for (const reconcile::Finding& finding : review.findings.found) {
    if (finding.rule == reconcile::Rule::R5) {
      EXPECT_FALSE(is_unexplained(review, finding));
    }
  }
}

TEST(UnitReviewTest, SealsComeFromTheContainersOfTheUnitsBatches) {
  Operation operation = fixture::operation_ready();
  EXPECT_TRUE(review_unit(operation, "W2", Sight::Blind).record.seals.empty());
  ASSERT_EQ(do_command(operation,
                       command_of("container.record", "clerk",
                                  {{"container", "C2"}, {"county", "us-wi-dane"}, {"seal", "S1"}})),
            Causes{});
  EXPECT_EQ(review_unit(operation, "W2", Sight::Blind).record.seals[0].condition,
            reconcile::SealCondition::NotExamined);
  ASSERT_EQ(do_command(operation, command_of("container.open", "super",
                                             {{"container", "C2"},
                                              {"seal", "S1"},
                                              {"condition", "broken"},
                                              {"packages", "sealed"},
                                              {"handled_by", {"Lee", "Kim"}}})),
            Causes{});
  const UnitReview review = review_unit(operation, "W2", Sight::Blind);
  EXPECT_EQ(review.record.seals[0].condition, reconcile::SealCondition::Broken);
  EXPECT_EQ(review.record.seals[0].packages, reconcile::PackageCondition::Sealed);
  EXPECT_TRUE(finds(review, reconcile::Rule::I11));
  EXPECT_TRUE(review_unit(operation, "W1", Sight::Blind).record.seals.empty());
}

}  // namespace
}  // namespace recanvass::workflow
