#include "reconcile/draw_down.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::reconcile {
namespace {

using election::BallotCount;
using election::EnvelopeCount;
using election::VoterCount;

DrawDownFigures figures_of(std::int64_t voters, std::int64_t ballots, std::int64_t defective,
                           std::int64_t blank, std::int64_t without_initials) {
  DrawDownFigures figures;
  figures.voters = VoterCount(voters);
  figures.ballots = BallotCount(ballots);
  figures.defective = EnvelopeCount(defective);
  figures.blank = BallotCount(blank);
  figures.without_initials = BallotCount(without_initials);
  return figures;
}

// LAW us-wi-draw-down
TEST(DrawDown, TheStatutesOrderIsEnvelopesBlankInitialsRandom) {
  const auto plan = plan_draw_down(figures_of(100, 106, 1, 2, 3));
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->voters, VoterCount(99));
  ASSERT_EQ(plan->removals.size(), 4U);
  EXPECT_EQ(plan->removals[0].stage, RemovalStage::DefectiveEnvelope);
  EXPECT_EQ(plan->removals[1].stage, RemovalStage::Blank);
  EXPECT_EQ(plan->removals[2].stage, RemovalStage::WithoutInitials);
  EXPECT_EQ(plan->removals[3].stage, RemovalStage::AtRandom);
  EXPECT_EQ(plan->removals[3].removed, BallotCount(1));
  EXPECT_EQ(plan->left, BallotCount(99));
  EXPECT_EQ(words_of(plan->removals[3]), "1 ballot drawn at random of 100");
}

TEST(DrawDown, ABallotWithoutInitialsCountsWhenTheNumbersAgree) {
  const auto plan = plan_draw_down(figures_of(100, 100, 0, 5, 18));
  EXPECT_TRUE(plan->removals.empty());
  EXPECT_EQ(plan->left, BallotCount(100));
}

// Prescott 2016, the shape: eighteen ballots without initials went because ballots exceeded voters.
TEST(DrawDown, BallotsWithoutInitialsAreDrawnAmongThemselvesWhenTheyAreMoreThanTheExcess) {
  const auto all = plan_draw_down(figures_of(1000, 1018, 0, 0, 18));
  ASSERT_EQ(all->removals.size(), 1U);
  EXPECT_EQ(all->removals[0].taking, Taking::AllOfThem);
  const auto some = plan_draw_down(figures_of(1000, 1017, 0, 0, 18));
  EXPECT_EQ(some->removals[0].taking, Taking::Drawn);
  EXPECT_EQ(words_of(some->removals[0]), "17 ballots without initials drawn at random of 18");
}

TEST(DrawDown, WithFewerAbsenteeBallotsThanDefectiveEnvelopesAllOfThemGo) {
  DrawDownFigures figures = figures_of(100, 100, 3, 0, 0);
  figures.absentee = BallotCount(2);
  const auto plan = plan_draw_down(figures);
  ASSERT_EQ(plan->removals.size(), 2U);
  EXPECT_EQ(plan->removals[0].removed, BallotCount(2));
  EXPECT_EQ(plan->removals[0].taking, Taking::AllOfThem);
  EXPECT_EQ(plan->removals[1].stage, RemovalStage::AtRandom);
  EXPECT_EQ(plan->left, BallotCount(97));
}

TEST(DrawDown, FewerBallotsThanVotersRemoveNothing) {
  EXPECT_TRUE(plan_draw_down(figures_of(100, 99, 0, 1, 1))->removals.empty());
}

TEST(DrawDown, FiguresThatContradictEachOtherAreRefusedTogether) {
  const auto plan = plan_draw_down(figures_of(2, 10, 3, 11, 12));
  ASSERT_FALSE(plan);
  ASSERT_EQ(plan.problems().size(), 3U);
  EXPECT_EQ(plan.problems()[0].cause, "draw-down.envelopes");
  EXPECT_EQ(plan.problems()[1].cause, "draw-down.more-of-a-kind");
}

// The board's work ballot by ballot, as the statute tells it: a second way to the same plan.
struct Worked {
  std::int64_t left = 0;
  std::vector<std::int64_t> by_stage = {0, 0, 0, 0};
};

Worked work_by_hand(const DrawDownFigures& figures) {
  Worked worked;
  worked.left = figures.ballots.value();
  std::int64_t absentee = figures.absentee.value_or(figures.ballots).value();
  const std::int64_t voters = figures.voters.value() - figures.defective.value();
  for (std::int64_t i = 0; i < figures.defective.value(); ++i) {
    if (absentee == 0 || worked.left == 0) break;
    --absentee;
    --worked.left;
    ++worked.by_stage[0];
  }
  std::vector<std::int64_t> kinds = {figures.blank.value(), figures.without_initials.value(),
                                     figures.ballots.value()};
  for (std::size_t stage = 0; stage < kinds.size(); ++stage) {
    while (worked.left > voters && kinds[stage] > 0) {
      --kinds[stage];
      --worked.left;
      ++worked.by_stage[stage + 1];
    }
  }
  return worked;
}

TEST(DrawDown, EverySmallWorldEndsAsTheBoardsWorkDoesAndNeverBelowVotersByChance) {
  for (std::int64_t world = 0; world < 7 * 7 * 4 * 5 * 5 * 5; ++world) {
    std::int64_t rest = world;
    const auto next = [&](std::int64_t base) {
      const std::int64_t digit = rest % base;
      rest /= base;
      return digit;
    };
    DrawDownFigures figures = figures_of(next(7), next(7), next(4), next(5), next(5));
    const std::int64_t absentee = next(5);
    if (absentee < 4) figures.absentee = BallotCount(absentee);
    const auto plan = plan_draw_down(figures);
    if (!plan) continue;
    const Worked worked = work_by_hand(figures);
    ASSERT_EQ(plan->left.value(), worked.left) << world;
    ASSERT_EQ(plan->removed + plan->left, figures.ballots) << world;
    std::vector<std::int64_t> by_stage = {0, 0, 0, 0};
    for (const Removal& removal : plan->removals) {
      by_stage[static_cast<std::size_t>(removal.stage)] = removal.removed.value();
      EXPECT_LE(removal.removed, removal.among);
    }
    ASSERT_EQ(by_stage, worked.by_stage) << world;
    EXPECT_LE(plan->left.value(), std::max<std::int64_t>(plan->voters.value(), 0)) << world;
  }
}

}  // namespace
}  // namespace recanvass::reconcile
