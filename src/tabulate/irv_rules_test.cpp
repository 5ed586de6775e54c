#include "tabulate/irv_rules.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::tabulate {
namespace {

TEST(IrvRules, EverySetIsFoundByItsIdAndSaysWhereItComesFrom) {
  const auto sets = irv_rule_sets();
  EXPECT_TRUE(std::ranges::is_sorted(sets, {}, &IrvRuleSet::id));
  for (const IrvRuleSet& set : sets) {
    ASSERT_TRUE(irv_rule_set(set.id).has_value());
    EXPECT_EQ(irv_rule_set(set.id)->rules, set.rules);
    EXPECT_FALSE(set.citation.empty());
    EXPECT_FALSE(set.place.empty());
    // Whoever reads a rule that was not read in its text must be told what is open.
    EXPECT_TRUE(set.confidence == RuleConfidence::High || !set.open.empty()) << set.id;
  }
  EXPECT_EQ(irv_rule_set("us-xx"), std::nullopt);
}

TEST(IrvRules, AreAsTheTextsSay) {
  // San Francisco Charter 13.102(a): equal ranks exhaust the ballot, a skipped rank does not.
  const IrvRules sf = irv_rule_set("us-ca-san-francisco")->rules;
  EXPECT_EQ(sf.reading.overvoted, OvervotedRanks::Stop);
  EXPECT_EQ(sf.reading.skipped, SkippedRanks::PassOver);
  EXPECT_EQ(sf.elimination, Elimination::BatchIfBelow);  // (e): "less than"
  EXPECT_EQ(sf.finish, Finish::Majority);                // (c), (d)
  // 21-A M.R.S. 723-A(1)(D): two or more sequential skipped rankings.
  EXPECT_EQ(irv_rule_set("us-me")->rules.reading.skipped, SkippedRanks::StopAtTwo);
  EXPECT_EQ(irv_rule_set("us-me")->rules.elimination, Elimination::OneAtATime);
  // (1)(G) before its repeal: "not be enough to surpass".
  EXPECT_EQ(irv_rule_set("us-me-2020")->rules.elimination, Elimination::BatchIfNotAbove);
  EXPECT_EQ(irv_rule_set("us-mn-minneapolis")->rules.reading.overvoted, OvervotedRanks::PassOver);
  EXPECT_EQ(irv_rule_set("us-ak")->rules.finish, Finish::MajorityAtFirstOrTwo);
}

}  // namespace
}  // namespace recanvass::tabulate
