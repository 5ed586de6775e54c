#include "reconcile/finding.h"

#include <gtest/gtest.h>

#include <set>

namespace recanvass::reconcile {
namespace {

TEST(Finding, EveryRuleHasItsIdItsWordsAndOnePlaceInTheOrder) {
  std::set<int> places;
  for (std::size_t i = 0; i < kRules; ++i) {
    const auto rule = static_cast<Rule>(i);
    EXPECT_EQ(rule_named(id_of(rule)), rule);
    EXPECT_FALSE(words_of(rule).empty());
    places.insert(place_in_order(rule));
  }
  EXPECT_EQ(places.size(), kRules);
  EXPECT_EQ(id_of(Rule::R12), "R12");
  EXPECT_EQ(id_of(Rule::I12), "I12");
  EXPECT_FALSE(rule_named("R13").has_value());
}

TEST(Finding, TheOrderIsSealsStockPollBookContainersMachinesContestsSums) {
  const std::vector<Rule> order = {Rule::I11, Rule::I2, Rule::I1, Rule::I3, Rule::R3,
                                   Rule::I4,  Rule::I5, Rule::R1, Rule::R4};
  for (std::size_t i = 1; i < order.size(); ++i) {
    EXPECT_LT(place_in_order(order[i - 1]), place_in_order(order[i])) << id_of(order[i]);
  }
}

TEST(Finding, TheResidualIsLeftLessRightWithItsSign) {
  const Finding finding =
      compare(Rule::R3, Severity::Amber, "11", {"ballots found", 847}, {"voters", 848});
  EXPECT_EQ(finding.residual, -1);
  EXPECT_EQ(finding.words, "ballots found 847, voters 848: 1 fewer");
  EXPECT_EQ(comparison_words({"ballots", 1552}, {"registered voters", 1000}),
            "ballots 1,552, registered voters 1,000: 552 more");
  EXPECT_EQ(comparison_words({"a", 1}, {"b", 1}), "a 1, b 1: they agree");
}

}  // namespace
}  // namespace recanvass::reconcile
