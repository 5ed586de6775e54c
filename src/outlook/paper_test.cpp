#include "outlook/paper.h"

#include <gtest/gtest.h>

namespace recanvass::outlook {
namespace {

using election::BallotCount;
using election::VoteCount;

ElectoralUnit wisconsin_unit() {
  ElectoralUnit unit;
  unit.reported_margin = VoteCount(22748);
  unit.leader_votes = VoteCount(1405284);
  unit.runner_up_votes = VoteCount(1382536);
  unit.total_votes = VoteCount(2976150);
  return unit;
}

TEST(Paper, Wisconsin2016IsSettledBy815CardsAgainstAFullRecountOf2976150) {
  const PaperNeeded needed = paper_needed(wisconsin_unit(), 0.05).value();
  EXPECT_EQ(needed.super_simple, 815);
  EXPECT_EQ(needed.cards, 2976150);
  EXPECT_EQ(needed.basis, CardBasis::Votes);
  EXPECT_LT(needed.error_free_comparison, needed.super_simple);
  EXPECT_GT(needed.polling.value(), 90000);
}

TEST(Paper, BallotsCastAreTheDenominatorWhereTheyAreReported) {
  ElectoralUnit unit = wisconsin_unit();
  unit.ballots = BallotCount(3004051);
  const PaperNeeded needed = paper_needed(unit, 0.05).value();
  EXPECT_EQ(needed.basis, CardBasis::Ballots);
  EXPECT_EQ(needed.super_simple, 823);
}

TEST(Paper, ATieAnUnknownLeadOrAnUnknownTotalHasNoSize) {
  ElectoralUnit unit = wisconsin_unit();
  unit.reported_margin = VoteCount(0);
  EXPECT_FALSE(paper_needed(unit, 0.05).has_value());
  unit.reported_margin.reset();
  EXPECT_FALSE(paper_needed(unit, 0.05).has_value());
  unit = wisconsin_unit();
  unit.total_votes.reset();
  EXPECT_FALSE(paper_needed(unit, 0.05).has_value());
}

TEST(Paper, PollingNeedsTheVotesAndNotOnlyTheLead) {
  ElectoralUnit unit = wisconsin_unit();
  unit.leader_votes.reset();
  EXPECT_FALSE(paper_needed(unit, 0.05)->polling.has_value());
}

}  // namespace
}  // namespace recanvass::outlook
