#include "tabulate/compare_rules.h"

#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::tabulate {
namespace {

using fixture::ranked_profile;

Rule plain_irv() { return *rule_named("irv"); }

const RuleVariant& variant(const RuleComparison& comparison, std::string_view setting,
                           std::string_view value) {
  return *std::ranges::find_if(comparison.variants, [&](const RuleVariant& one) {
    return one.setting == setting && one.value == value;
  });
}

TEST(CompareRules, SaysThatASettingChoosesTheWinner) {
  // The shape of Oakland's fourth school district in 2022.
  const Profile profile =
      ranked_profile("ABC", {{"A>B>C", 380}, {"B>C>A", 312}, {"C>B>A", 309}, {"_>C>B", 10}});
  const RuleComparison comparison = compare_rules({profile}, plain_irv());
  EXPECT_EQ(comparison.winners, Choices{2});
  EXPECT_TRUE(comparison.depends());
  const RuleVariant& suspended =
      variant(comparison, "a blank rank", "suspends the ballot for a round");
  EXPECT_EQ(suspended.winners, Choices{1});
  EXPECT_TRUE(suspended.differs);
  EXPECT_FALSE(variant(comparison, "an overvoted rank", "is passed over").differs);
  EXPECT_FALSE(
      variant(comparison, "a blank rank", "ends the ballot where two follow each other").differs);
}

TEST(CompareRules, AWinnerWhomNoSettingChangesDoesNotDepend) {
  const Profile profile = ranked_profile("ABC", {{"A", 60}, {"B>C", 30}, {"C=B", 3}, {"_>B", 2}});
  EXPECT_FALSE(compare_rules({profile}, plain_irv()).depends());
}

TEST(CompareRules, WhereTooManyLotsWouldHaveToBeFollowedNothingIsSaid) {
  const Profile profile = ranked_profile("ABCD", {{"A", 1}, {"B", 1}, {"C", 1}, {"D", 1}});
  const RuleComparison comparison = compare_rules({profile}, plain_irv(), 3);
  EXPECT_EQ(comparison.winners, std::nullopt);
  EXPECT_FALSE(comparison.depends());
}

TEST(CompareRules, WhereALotDecidesItIsSaidAndATieIsNoWin) {
  const Profile tied = ranked_profile("AB", {{"A", 5}, {"B", 5}});
  const RuleComparison runoff = compare_rules({tied}, plain_irv());
  EXPECT_EQ(runoff.winners, (Choices{0, 1}));
  EXPECT_TRUE(runoff.by_lot);
  EXPECT_FALSE(runoff.depends());
  EXPECT_EQ(runoff.unknown(), 0);

  // Stopping at a blank rank takes B's one vote more away: a win becomes a tie.
  const Profile near = ranked_profile("AB", {{"A", 5}, {"B", 5}, {"_>B", 1}});
  const RuleComparison one = compare_rules({near}, plain_irv());
  EXPECT_EQ(one.winners, Choices{1});
  EXPECT_FALSE(one.by_lot);
  EXPECT_TRUE(one.depends());
  EXPECT_TRUE(variant(one, "a blank rank", "ends the ballot").by_lot);

  const Profile several = fixture::marked_profile("ABC", {{"A", 4}, {"B", 4}, {"C", 1}});
  Rule points = *rule_named("dhondt");
  EXPECT_TRUE(compare_rules({several}, points).by_lot);
}

// Whose papers count in a surplus elects another (see stv_test.cpp).
TEST(CompareRules, SeatsDependOnHowASurplusGoes) {
  const Profile profile = ranked_profile("ABCD", {{"B>A", 5}, {"C>B>D", 3}, {"A", 5}, {"D", 4}});
  Rule rule = *rule_named("gb-scotland-councils");
  rule.places = 2;
  const RuleComparison comparison = compare_rules({profile}, rule);
  EXPECT_EQ(comparison.winners, (Choices{0, 1}));
  const RuleVariant& last = variant(comparison, "a surplus paper",
                                    "is worth surplus / papers of the last parcel that go on");
  EXPECT_EQ(last.winners, (Choices{1, 3}));
  EXPECT_TRUE(last.differs);
}

// For two seats D'Hondt gives 60, 30 (2 to 0), Sainte-Lague 60, 28 (1 to 1).
TEST(CompareRules, SeatsOfListsAreCompared) {
  const Profile profile = fixture::marked_profile("AB", {{"A", 60}, {"B", 28}});
  Rule rule = *rule_named("dhondt");
  rule.places = 2;
  const RuleComparison comparison = compare_rules({profile}, rule);
  const RuleVariant& webster = variant(comparison, "seats", "go by Sainte-Lague");
  EXPECT_EQ(webster.seats, (std::vector<std::int64_t>{1, 1}));
  EXPECT_TRUE(webster.differs);
  EXPECT_TRUE(comparison.depends());
}

}  // namespace
}  // namespace recanvass::tabulate
