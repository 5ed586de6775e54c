#include "tabulate/stv_rules.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::tabulate {
namespace {

TEST(StvRules, EverySetIsFoundByItsIdAndSaysWhereItComesFrom) {
  const auto sets = stv_rule_sets();
  EXPECT_TRUE(std::ranges::is_sorted(sets, {}, &StvRuleSet::id));
  for (const StvRuleSet& set : sets) {
    ASSERT_TRUE(stv_rule_set(set.id).has_value());
    EXPECT_EQ(stv_rule_set(set.id)->rules, set.rules);
    EXPECT_FALSE(set.citation.empty());
    EXPECT_TRUE(set.confidence == RuleConfidence::High || !set.open.empty()) << set.id;
  }
  EXPECT_EQ(stv_rule_set("us-xx"), std::nullopt);
}

TEST(StvRules, AreAsTheTextsSay) {
  // SSI 2007/42, rule 48(3): surplus times value by votes, five decimals, the remainder ignored.
  const StvRules scotland = stv_rule_set("gb-scotland-councils")->rules;
  EXPECT_EQ(scotland.decimals, 5);
  EXPECT_EQ(scotland.surplus_value, SurplusValue::Weighted);
  // Minneapolis 167.20: the fraction to four decimals, times the value, to four decimals again.
  const StvRules minneapolis = stv_rule_set("us-mn-minneapolis-seats")->rules;
  EXPECT_EQ(minneapolis.decimals, 4);
  EXPECT_EQ(minneapolis.surplus_value, SurplusValue::WeightedFraction);
  // 167.70(c)(1)d: the one with the largest surplus is declared elected and it is transferred.
  EXPECT_EQ(minneapolis.elected_when, ElectedWhen::AtSurplusTransfer);
  // 167.70(c)(2): skipped, overvoted and repeated rankings are passed over.
  EXPECT_EQ(minneapolis.reading.overvoted, OvervotedRanks::PassOver);
}

}  // namespace
}  // namespace recanvass::tabulate
