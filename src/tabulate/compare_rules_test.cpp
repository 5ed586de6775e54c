#include "tabulate/compare_rules.h"

#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::tabulate {
namespace {

using fixture::ranked_profile;

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
  const RuleComparison comparison = compare_rules(profile, {});
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

TEST(CompareRules, EachNeighbourDiffersInOneSettingAndNoneIsTheRulesThemselves) {
  IrvRules rules;
  rules.reading.skipped = SkippedRanks::StopAtTwo;
  const auto neighbours = neighbours_of(rules);
  EXPECT_EQ(neighbours.size(), 3U + 2U + 1U + 2U + 2U + 1U);
  for (const RuleVariant& one : neighbours) EXPECT_FALSE(one.rules == rules);
}

TEST(CompareRules, AWinnerWhomNoSettingChangesDoesNotDepend) {
  const Profile profile = ranked_profile("ABC", {{"A", 60}, {"B>C", 30}, {"C=B", 3}, {"_>B", 2}});
  EXPECT_FALSE(compare_rules(profile, {}).depends());
}

TEST(CompareRules, WhereTooManyLotsWouldHaveToBeFollowedNothingIsSaid) {
  const Profile profile = ranked_profile("ABCD", {{"A", 1}, {"B", 1}, {"C", 1}, {"D", 1}});
  const RuleComparison comparison = compare_rules(profile, {}, 3);
  EXPECT_EQ(comparison.winners, std::nullopt);
  EXPECT_FALSE(comparison.depends());
}

}  // namespace
}  // namespace recanvass::tabulate
