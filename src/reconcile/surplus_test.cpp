#include "reconcile/surplus.h"

#include <gtest/gtest.h>

namespace recanvass::reconcile {
namespace {

using election::VoterCount;

StatePolicy policy_of_state(const char* name) { return *policy_named(name); }

Finding finding_of(Rule rule, std::int64_t residual) {
  Finding finding;
  finding.rule = rule;
  finding.residual = residual;
  finding.explained_by = Rule::R4;
  return finding;
}

TEST(Surplus, MoreBallotsThanVotersIsNotExplainedByAnotherFindingWhereBallotsAreDrawnDown) {
  const auto explained = [](const char* policy, Rule rule, std::int64_t residual) {
    Findings findings;
    findings.found = {finding_of(rule, residual)};
    let_surplus_stand_alone(policy_of_state(policy), findings);
    return findings.found[0].explained_by.has_value();
  };
  EXPECT_FALSE(explained("us-wi-2024", Rule::R3, 118));
  EXPECT_FALSE(explained("us-wi-2024", Rule::I3, 118));
  EXPECT_TRUE(explained("us-wi-2024", Rule::R3, -118)) << "fewer ballots";
  EXPECT_TRUE(explained("us-wi-2024", Rule::R5, 118));
  EXPECT_TRUE(explained("us-fl-2008", Rule::R3, 118)) << "nothing is drawn there";
}

TEST(Surplus, OneAccountExplainsFewerBallotsAndTwoExplainMore) {
  const StatePolicy wisconsin = policy_of_state("us-wi-2024");
  EXPECT_EQ(ballots_that_count(wisconsin, 118, 1), 0);
  EXPECT_EQ(ballots_that_count(wisconsin, 118, 2), 118);
  EXPECT_EQ(ballots_that_count(wisconsin, -118, 1), -118);
  EXPECT_EQ(ballots_that_count(policy_of_state("us-fl-2008"), 118, 1), 118);
}

TEST(Surplus, TheFewestVotersAreThoseOfTheTotalOrOfItsParts) {
  UnitRecord record;
  EXPECT_EQ(fewest_voters(record), std::nullopt);
  record.figures.voters_poll_book = VoterCount(600);
  EXPECT_EQ(fewest_voters(record), VoterCount(600));
  record.figures.voters_total = VoterCount(718);
  EXPECT_EQ(fewest_voters(record), VoterCount(600));
  record.figures.voters_poll_book = VoterCount(800);
  EXPECT_EQ(fewest_voters(record), VoterCount(718));
  record.figures.voters_poll_book.reset();
  EXPECT_EQ(fewest_voters(record), VoterCount(718));
}

}  // namespace
}  // namespace recanvass::reconcile
