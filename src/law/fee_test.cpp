#include "law/fee.h"

#include <gtest/gtest.h>

namespace recanvass::law {
namespace {

using base::UsdCents;

FeeTier amount_of(std::int64_t dollars, FeeUnit unit) {
  FeeTier tier;
  tier.amount = UsdCents{dollars * 100};
  tier.unit = unit;
  return tier;
}

Fee ask(const FeeRule& rule, const Facts& facts) {
  std::vector<std::string> missing;
  return find(rule, facts, missing);
}

FeeRule rule_of(std::vector<FeeTier> tiers) {
  FeeRule rule;
  rule.kind = "deposit_per_precinct";
  rule.schedule = std::move(tiers);
  return rule;
}

TEST(LawFee, OneHundredTwentyFiveDollarsForEachOf7786Precincts) {
  Facts facts;
  EXPECT_FALSE(ask(rule_of({amount_of(125, FeeUnit::Precinct)}), facts).total.has_value());
  facts.precincts = election::PrecinctCount{7786};
  const Fee fee = ask(rule_of({amount_of(125, FeeUnit::Precinct)}), facts);
  EXPECT_EQ(fee.total, UsdCents{97325000});
  EXPECT_EQ(fee.words, "$125 a precinct; 7,786 precincts: $973,250");
}

TEST(LawFee, TheFirstTierThatFitsTheMarginDecides) {
  FeeTier wide = amount_of(125, FeeUnit::Recount);
  wide.any_of = {{{}, {MarginVotes{election::VoteCount{50}, Comparison::Above}}, Combination::And}};
  const FeeRule rule = rule_of({wide, amount_of(25, FeeUnit::Recount)});
  Facts facts;
  facts.reported_margin = election::VoteCount{50};
  EXPECT_EQ(ask(rule, facts).total, UsdCents{2500});
  facts.reported_margin = election::VoteCount{51};
  EXPECT_EQ(ask(rule, facts).total, UsdCents{12500});
}

TEST(LawFee, BlocksCapsAndFloors) {
  FeeTier tier = amount_of(100, FeeUnit::Precinct);
  tier.first_block = 10;
  tier.further = UsdCents{1000};
  Facts facts;
  facts.precincts = election::PrecinctCount{10};
  EXPECT_EQ(ask(rule_of({tier}), facts).total, UsdCents{10000});
  facts.precincts = election::PrecinctCount{12};
  EXPECT_EQ(ask(rule_of({tier}), facts).total, UsdCents{12000});
  FeeTier capped = amount_of(15, FeeUnit::Precinct);
  capped.at_most = UsdCents{800000};
  facts.precincts = election::PrecinctCount{1000};
  EXPECT_EQ(ask(rule_of({capped}), facts).total, UsdCents{800000});
}

TEST(LawFee, WhatThePetitionerChoosesHasNoSumYet) {
  FeeTier hand = amount_of(600, FeeUnit::Recount);
  hand.what = "by hand";
  const Fee fee = ask(rule_of({hand}), Facts{});
  EXPECT_FALSE(fee.total.has_value());
  EXPECT_NE(fee.words.find("by hand: $600"), std::string::npos) << fee.words;
}

TEST(LawFee, AnEstimateIsNotASum) {
  FeeTier tier;
  tier.charge = Charge::EstimatedCost;
  tier.settled_to_actual = true;
  const Fee fee = ask(rule_of({tier}), Facts{});
  EXPECT_FALSE(fee.total.has_value());
  EXPECT_EQ(fee.words, "the estimated cost, paid beforehand, settled to the actual cost");
}

TEST(LawFee, UnitsAreReadBack) {
  for (const char* word :
       {"precinct", "county", "ballot", "ward", "election_district", "recount"}) {
    EXPECT_EQ(name_of(*fee_unit_named(word)), word);
  }
  EXPECT_FALSE(fee_unit_named("hour").has_value());
}

TEST(LawFee, AnAmountThatIsAMostIsNoSum) {
  FeeTier tier = amount_of(300, FeeUnit::County);
  tier.is_cap = true;
  Facts facts;
  facts.counties = 55;
  const Fee fee = ask(rule_of({tier}), facts);
  EXPECT_FALSE(fee.total.has_value());
  EXPECT_EQ(fee.words, "at most $300 a county");
}

}  // namespace
}  // namespace recanvass::law
