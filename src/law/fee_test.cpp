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

TEST(LawFee, OneSumForTheWholeIsNotSaidTwice) {
  EXPECT_EQ(ask(rule_of({amount_of(1000, FeeUnit::StatewideRecount)}), Facts{}).words,
            "$1,000 for a statewide recount");
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

FeeTier choice_of(const char* what, std::int64_t cents, FeeUnit unit) {
  FeeTier tier = amount_of(0, unit);
  tier.what = what;
  tier.amount = UsdCents{cents};
  return tier;
}

// Washington: 15 cents a ballot by machine, 25 by hand.
TEST(LawFee, APriceByTheBallotIsExactOnBallotsAndALeastOnVotes) {
  const FeeRule rule = rule_of(
      {choice_of("by machine", 15, FeeUnit::Ballot), choice_of("by hand", 25, FeeUnit::Ballot)});
  Facts facts;
  facts.total_votes = election::VoteCount{399};
  Fee fee = ask(rule, facts);
  EXPECT_FALSE(fee.total.has_value()) << "a ballot left blank here is charged too";
  EXPECT_NE(fee.words.find("by machine: $0.15 a ballot; 399 votes: at least $59.85, and more for "
                           "each ballot without a vote here"),
            std::string::npos)
      << fee.words;
  facts.ballots_cast = election::BallotCount{410};
  fee = ask(rule, facts);
  EXPECT_EQ(fee.total, UsdCents{6150}) << "the least of what the petitioner may choose";
  EXPECT_EQ(fee.words,
            "a deposit per precinct, as the petitioner chooses: by machine: $0.15 a ballot; "
            "410 ballots: $61.50; or by hand: $0.25 a ballot; 410 ballots: $102.50");
  facts.ballots_cast.reset();
  facts.seats = election::SeatCount{2};
  EXPECT_EQ(ask(rule, facts).words.find("at least"), std::string::npos)
      << "with two votes a ballot there may be fewer ballots than votes";
}

// Alaska: a precinct, a house district, or the state.
TEST(LawFee, ChoicesOfDifferentPartsHaveNoLeastSum) {
  const FeeRule rule = rule_of({choice_of("a precinct", 50000, FeeUnit::Recount),
                                choice_of("the state", 1000000, FeeUnit::Recount)});
  Facts facts;
  facts.precincts = election::PrecinctCount{1};
  const Fee fee = ask(rule, facts);
  EXPECT_FALSE(fee.total.has_value());
  EXPECT_NE(fee.words.find("the state: $10,000"), std::string::npos) << fee.words;
}

// Oklahoma: $600 for a county's first 3,000 ballots, and for each further 3,000 begun.
TEST(LawFee, BlocksOfBallotsAreChargedCountyByCounty) {
  FeeTier tier = amount_of(600, FeeUnit::County);
  tier.first_block = 3000;
  tier.block_unit = FeeUnit::Ballot;
  tier.further = UsdCents{60000};
  tier.further_block = 3000;
  const FeeRule rule = rule_of({tier});
  Facts facts;
  facts.counties = 2;
  facts.ballots_cast = election::BallotCount{9001};
  EXPECT_FALSE(ask(rule, facts).total.has_value()) << "how they lie in the counties is not known";
  facts.county_ballots = {election::BallotCount{3000}, election::BallotCount{6001}};
  EXPECT_EQ(ask(rule, facts).total, UsdCents{60000 + 180000});
  facts.county_ballots = {election::BallotCount{3001}, election::BallotCount{6000}};
  EXPECT_EQ(ask(rule, facts).total, UsdCents{120000 + 120000});
  EXPECT_NE(ask(rule, facts).words.find("; 9,001 ballots in 2 counties: $2,400"),
            std::string::npos);
  facts.county_ballots.clear();
  facts.counties = 1;
  EXPECT_EQ(ask(rule, facts).total, UsdCents{240000});
}

// Michigan: $125 a precinct above 50 votes and 0.5%.
FeeTier michigan_wide() {
  FeeTier tier = amount_of(125, FeeUnit::Precinct);
  tier.any_of = {{{},
                  {MarginVotes{election::VoteCount{50}, Comparison::Above},
                   MarginShare{{1, 200}, MarginBase::VotesForOffice, Comparison::Above}},
                  Combination::And}};
  return tier;
}

// Otherwise $25.
TEST(LawFee, WhichOfTwoPricesAppliesIsSaidToDependOnWhatIsNotKnown) {
  const FeeTier wide = michigan_wide();
  const FeeRule rule = rule_of({wide, amount_of(25, FeeUnit::Precinct)});
  Facts facts;
  facts.reported_margin = election::VoteCount{51};
  EXPECT_EQ(ask(rule, facts).words,
            "a deposit per precinct: a margin of more than 50 votes and more than 0.5% of all "
            "votes for the office: $125 a precinct; otherwise $25 a precinct; which of them "
            "applies depends on all votes for the office: not known");
  facts.reported_margin = election::VoteCount{50};
  EXPECT_EQ(ask(rule, facts).words, "$25 a precinct") << "50 is not more, whatever the total";
  FeeTier none = wide;
  none.charge = Charge::Nothing;
  FeeRule free_or_not = rule_of({none, amount_of(25, FeeUnit::Precinct)});
  free_or_not.free = {Tier{}};
  facts.reported_margin = election::VoteCount{51};
  EXPECT_EQ(ask(free_or_not, facts).words, "a deposit per precinct: $25 a precinct")
      << "one price: whether it is free is said apart";
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

// Texas: by what each precinct used, which the petitioner does not choose.
TEST(LawFee, APriceByAPrecinctsEquipmentIsARangeAndNoChoice) {
  FeeTier paper = amount_of(60, FeeUnit::Precinct);
  paper.where = "where regular paper ballots were used";
  FeeTier electronic = amount_of(100, FeeUnit::Precinct);
  electronic.where = "where an electronic voting system was used";
  const FeeRule rule = rule_of({paper, electronic});
  Facts facts;
  facts.precincts = election::PrecinctCount{100};
  const Fee fee = ask(rule, facts);
  EXPECT_FALSE(fee.total.has_value());
  EXPECT_EQ(fee.words,
            "a deposit per precinct: $60 a precinct where regular paper ballots were used; $100 a "
            "precinct where an electronic voting system was used; from $6,000 to $10,000, by how "
            "many are which");
  facts.precincts.reset();
  EXPECT_EQ(ask(rule, facts).words.find("from $"), std::string::npos);
}

// Michigan 2016: $125 a precinct beyond 0.5%, $25 for the runner-up.
TEST(LawFee, OneWhoIsFurtherBehindHasAPriceOfHisOwn) {
  const FeeTier wide = michigan_wide();
  const FeeRule rule = rule_of({wide, amount_of(25, FeeUnit::Precinct)});
  Facts facts;
  facts.reported_margin = election::VoteCount{10704};
  facts.total_votes = election::VoteCount{4824542};
  facts.precincts = election::PrecinctCount{7786};
  EXPECT_EQ(ask(rule, facts).total, UsdCents{19465000});
  Facts other = facts;
  other.petitioner = Facts::Petitioner{std::nullopt, std::nullopt, 3};
  EXPECT_FALSE(ask(rule, other).total.has_value()) << "the runner-up's price is not his";
  EXPECT_EQ(words_of_others(rule, facts, other),
            "a margin of more than 50 votes and more than 0.5% of all votes for the office: "
            "$125 a precinct; 7,786 precincts: $973,250");
  other.leader_votes = election::VoteCount{2279543};
  other.runner_up_votes = election::VoteCount{2268839};
  EXPECT_EQ(ask(rule, other).total, UsdCents{97325000}) << "276,160 votes are left for a third";
  facts.reported_margin = election::VoteCount{30000};
  EXPECT_EQ(words_of_others(rule, facts, other), "") << "beyond 0.5% all pay the same";
}

}  // namespace
}  // namespace recanvass::law
