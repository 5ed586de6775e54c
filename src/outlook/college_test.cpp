#include "outlook/college.h"

#include <gtest/gtest.h>

namespace recanvass::outlook {
namespace {

using election::ChoiceId;
using election::ElectorCount;
using election::JurisdictionId;
using election::VoteCount;

struct State {
  const char* id;
  std::int64_t electors;
  const char* leader;
  std::int64_t lead;  // over the other of a and b; negative: unknown
  const char* at_large = nullptr;
};

struct Country {
  election::Election election;
  UnitTable table;
};

Country make_country(const std::vector<State>& states) {
  Country country;
  for (const State& state : states) {
    election::Jurisdiction jurisdiction;
    jurisdiction.id = {state.id};
    jurisdiction.electors = ElectorCount(state.electors);
    ElectoralUnit unit;
    unit.id = {state.id};
    unit.electors = ElectorCount(state.electors);
    unit.leader = {state.leader};
    unit.runner_up = {unit.leader == ChoiceId{"a"} ? "b" : "a"};
    if (state.at_large != nullptr) unit.shares_ballots_with = JurisdictionId{state.at_large};
    if (state.lead >= 0) unit.reported_margin = VoteCount(state.lead);
    unit.tie = state.lead == 0;
    country.election.jurisdictions.push_back(jurisdiction);
    country.table.units.push_back(unit);
  }
  return country;
}

College assess(const Country& country, const CollegeRules& rules = {}) {
  return assess_college(country.table, country.election, std::nullopt, rules).value();
}

std::vector<std::string> names(const FlipSet& set) {
  std::vector<std::string> list;
  for (const JurisdictionId& id : set.units) list.push_back(id.text);
  return list;
}

using Names = std::vector<std::string>;

TEST(College, TheCheapestMajorityNeedNotBeTheSmallestMargins) {
  // 21 electors, 11 needed; b has 6 and lacks 5.
  const Country country =
      make_country({{"w", 6, "b", 500}, {"x", 2, "a", 10}, {"y", 5, "a", 40}, {"z", 8, "a", 900}});
  const College college = assess(country);
  EXPECT_EQ(college.needed, ElectorCount(11));
  EXPECT_EQ(college.winner, ChoiceId{"a"});
  EXPECT_EQ(college.challenger, ChoiceId{"b"});
  ASSERT_EQ(college.outright.sets.size(), 1u);
  EXPECT_EQ(names(college.outright.sets.front()), Names{"y"});
  EXPECT_EQ(college.outright.sets.front().switched, VoteCount(21));
}

TEST(College, WithAnEvenNumberOfElectorsATieIsListedApart) {
  const Country country =
      make_country({{"w", 4, "b", 500}, {"x", 1, "a", 10}, {"y", 2, "a", 40}, {"z", 3, "a", 90}});
  const College college = assess(country);
  EXPECT_EQ(college.needed, ElectorCount(6));
  EXPECT_EQ(names(college.outright.sets.front()), Names{"y"});
  EXPECT_EQ(names(college.contingent.sets.front()), Names{"x"});
}

TEST(College, StatesThatAppointNobodyLowerTheMajorityOfTheAppointed) {
  const Country country = make_country({{"w", 4, "b", 500}, {"x", 3, "a", 10}, {"y", 4, "a", 40}});
  CollegeRules rules;
  rules.appoints_none = {{"x"}};
  EXPECT_EQ(assess(country, rules).needed, ElectorCount(5));
  rules.majority_of = MajorityOf::All;
  EXPECT_EQ(assess(country, rules).needed, ElectorCount(6));
}

TEST(College, ADistrictsVotesCountForItsStateOnce) {
  const Country country = make_country(
      {{"w", 5, "b", 500}, {"n", 2, "a", 99}, {"n-1", 1, "a", 59, "n"}, {"z", 4, "a", 900}});
  const College college = assess(country);  // 12 electors, 7 needed, b lacks 2
  EXPECT_EQ(names(college.outright.sets.front()), Names{"n"});
  CollegeRules rules;
  rules.within = base::Rational(100);
  Country lacking_three = make_country(
      {{"w", 4, "b", 500}, {"n", 2, "a", 99}, {"n-1", 1, "a", 59, "n"}, {"z", 5, "a", 9000}});
  const College three = assess(lacking_three, rules);
  EXPECT_EQ(names(three.outright.sets.front()), (Names{"n", "n-1"}));
  EXPECT_EQ(three.outright.sets.front().switched, VoteCount(50));
  EXPECT_EQ(three.outright.sets.front().margin_votes, VoteCount(99));
}

TEST(College, AnUnknownMarginIsNeverZeroAndIsNamed) {
  const Country country = make_country({{"w", 4, "b", 500}, {"x", 3, "a", -1}, {"y", 4, "a", 40}});
  const College college = assess(country);
  EXPECT_EQ(college.unknown_margin, (std::vector<JurisdictionId>{{"x"}}));
  for (const FlipSet& set : college.outright.sets) EXPECT_EQ(names(set), Names{"y"});
}

TEST(College, ATiedUnitPledgesNobodyAndTheSetsAreRefusedInWords) {
  const College college = assess(make_country({{"w", 4, "b", 500}, {"x", 3, "a", 0}}));
  EXPECT_EQ(college.undecided, (std::vector<JurisdictionId>{{"x"}}));
  EXPECT_FALSE(college.refusal.empty());
  EXPECT_TRUE(college.outright.sets.empty());
}

TEST(College, WithoutElectorsThereIsNoCollege) {
  const Country country = make_country({{"city", 0, "a", 5}});
  EXPECT_FALSE(assess_college(country.table, country.election, std::nullopt, {}).has_value());
}

TEST(College, ElectorsPledgedElsewhereCountAndCannotFlip) {
  // Florida 2000: 25 electors, 246 and 267 pledged outside; 270 of 538 needed.
  Country country = make_country({{"fl", 25, "a", 537}});
  country.election.electors_elsewhere = election::ElectorsElsewhere{
      {{{"a"}, ElectorCount(246)}, {{"b"}, ElectorCount(267)}}, std::nullopt, "source"};
  const College college = assess(country);
  EXPECT_TRUE(college.covers_country);
  EXPECT_EQ(college.electors_all, ElectorCount(538));
  EXPECT_EQ(college.needed, ElectorCount(270));
  ASSERT_EQ(college.pledged.size(), 2U);
  EXPECT_EQ(college.pledged[0].choice.text, "a");
  EXPECT_EQ(college.pledged[0].electors, ElectorCount(271));
  EXPECT_EQ(college.pledged[1].electors, ElectorCount(267));
  ASSERT_EQ(college.outright.sets.size(), 1U);
  EXPECT_EQ(names(college.outright.sets[0]), Names{"fl"});
  EXPECT_EQ(college.outright.sets[0].switched, VoteCount(269));
  EXPECT_EQ(college.outright.sets[0].after[0].electors, ElectorCount(292));
}

TEST(College, ElectorsPledgedElsewhereAreNotAddedBeforeTheyAreKnown) {
  Country country = make_country({{"ga", 16, "a", 12000}});
  country.election.electors_elsewhere = election::ElectorsElsewhere{
      {{{"a"}, ElectorCount(290)}, {{"b"}, ElectorCount(232)}}, base::Date::of(2020, 11, 13), "s"};
  const auto on = [&](int day) {
    const base::Date as_of = base::Date::of(2020, 11, day);
    return assess_college(country.table, country.election, as_of, {}).value();
  };
  EXPECT_NE(on(12).refusal.find("outside the package"), std::string::npos);
  EXPECT_EQ(on(12).electors_all, ElectorCount(538));
  ASSERT_EQ(on(12).pledged.size(), 1u);
  EXPECT_EQ(on(12).pledged[0].electors, ElectorCount(16));
  EXPECT_EQ(on(13).refusal, "");
  EXPECT_EQ(on(13).pledged[0].electors, ElectorCount(306));
}

TEST(College, FewerElectorsThanTheCountrysAreSaid) {
  EXPECT_FALSE(assess(make_country({{"w", 4, "b", 5}, {"x", 5, "a", 5}})).covers_country);
  EXPECT_TRUE(assess(make_country({{"w", 238, "b", 5}, {"x", 300, "a", 5}})).covers_country);
}

}  // namespace
}  // namespace recanvass::outlook
