#include "outlook/college.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

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

TEST(College, ATiedUnitPledgesNobodyAndEachWayItCanGoIsToldWithItsSets) {
  // 13 electors, 7 needed: a has 5, b 4, and x's 4 are tied.
  const College college =
      assess(make_country({{"w", 4, "b", 500}, {"x", 4, "a", 0}, {"y", 5, "a", 40}}));
  EXPECT_EQ(college.undecided, (std::vector<JurisdictionId>{{"x"}}));
  EXPECT_EQ(college.undecided_electors, ElectorCount(4));
  EXPECT_EQ(college.refusal, "");
  EXPECT_EQ(college.pledged.at(0).electors, ElectorCount(5));
  ASSERT_EQ(college.resolutions.size(), 2u);
  const Resolution& to_a = college.resolutions[0];
  EXPECT_EQ(to_a.given.at(0).choice, ChoiceId{"a"});
  EXPECT_EQ(to_a.outcome, CollegeOutcome::WinnerKeeps);
  ASSERT_EQ(to_a.outright.sets.size(), 1u);
  EXPECT_EQ(names(to_a.outright.sets[0]), Names{"x"}) << "one vote more ends the tie";
  EXPECT_EQ(to_a.outright.sets[0].switched, VoteCount(1));
  EXPECT_EQ(to_a.outright.sets[0].after.at(0).electors, ElectorCount(8));
  EXPECT_EQ(names(college.outright.sets.at(0)), Names{"x"}) << "the college's sets are the first's";
  const Resolution& to_b = college.resolutions[1];
  EXPECT_EQ(to_b.outcome, CollegeOutcome::ChallengerWins);
  EXPECT_TRUE(to_b.outright.sets.empty());
}

TEST(College, AUnitWithoutALeaderGoesToEitherSideAndIsNeverInASet) {
  Country country = make_country({{"w", 4, "b", 500}, {"y", 5, "a", 40}});
  election::Jurisdiction unknown;
  unknown.id = {"x"};
  unknown.electors = ElectorCount(4);
  country.election.jurisdictions.push_back(unknown);
  country.table.unknown = {{"x"}};
  const College college = assess(country);
  EXPECT_EQ(college.undecided, (std::vector<JurisdictionId>{{"x"}}));
  ASSERT_EQ(college.resolutions.size(), 2u);
  EXPECT_EQ(college.resolutions[0].outcome, CollegeOutcome::WinnerKeeps);
  EXPECT_EQ(names(college.resolutions[0].outright.sets.at(0)), Names{"y"});
  EXPECT_EQ(college.resolutions[1].outcome, CollegeOutcome::ChallengerWins);
  CollegeRules rules;
  rules.appoints_none = {{"x"}};
  EXPECT_TRUE(assess(country, rules).undecided.empty()) << "nobody is appointed there";
}

TEST(College, ATieOfOthersGoesToOneOfThoseTied) {
  // c and d tie in x: neither the winner nor the challenger can get it by lot.
  Country country = make_country({{"w", 4, "b", 500}, {"x", 4, "c", 0}, {"y", 5, "a", 40}});
  country.table.units[1].runner_up = {"d"};
  const College college = assess(country);
  ASSERT_EQ(college.resolutions.size(), 2u);
  for (const Resolution& resolution : college.resolutions) {
    EXPECT_NE(resolution.given.at(0).choice, ChoiceId{"a"});
    EXPECT_NE(resolution.given.at(0).choice, ChoiceId{"b"});
    EXPECT_EQ(resolution.outcome, CollegeOutcome::NobodyHasMajority);
  }
}

TEST(College, ManyUndecidedUnitsAreToldByTheirTwoEnds) {
  std::vector<State> states = {{"w", 9, "b", 500}, {"y", 10, "a", 40}};
  for (const char* id : {"t1", "t2", "t3"}) states.push_back({id, 1, "a", 0});
  EXPECT_EQ(assess(make_country(states)).resolutions.size(), 8u);
  states.push_back({"t4", 1, "a", 0});
  const College four = assess(make_country(states));
  ASSERT_EQ(four.resolutions.size(), 2u);
  EXPECT_EQ(four.resolutions[0].electors.at(0).electors, ElectorCount(14));
  EXPECT_EQ(four.resolutions[1].electors.at(0).electors, ElectorCount(13));
}

// Every subset of units led by others, the plain way: who holds what when a set comes out for b.
Names plain_sets(const std::vector<State>& states, const std::map<std::string, std::string>& given,
                 std::int64_t needed, bool outright) {
  std::int64_t of_a = 0;
  std::int64_t of_b = 0;
  std::vector<const State*> in_play;
  for (const State& state : states) {
    const bool open = given.count(state.id) > 0;
    const std::string holder = open ? given.at(state.id) : state.leader;
    (holder == "a" ? of_a : of_b) += state.electors;
    if (holder == "a" && state.lead >= 0) in_play.push_back(&state);
  }
  const auto falls = [&](std::uint32_t subset) {
    std::int64_t moved = 0;
    for (std::size_t i = 0; i < in_play.size(); ++i) {
      if ((subset >> i & 1U) != 0) moved += in_play[i]->electors;
    }
    return outright ? of_b + moved >= needed : of_a - moved < needed;
  };
  Names found;
  for (std::uint32_t subset = 1; subset < (1U << in_play.size()); ++subset) {
    if (!falls(subset) || falls(0)) continue;
    bool minimal = true;
    std::int64_t switched = 0;
    std::int64_t moved = 0;
    std::vector<std::string> units;
    for (std::size_t i = 0; i < in_play.size(); ++i) {
      if ((subset >> i & 1U) == 0) continue;
      minimal = minimal && !falls(subset & ~(1U << i));
      switched += in_play[i]->lead / 2 + 1;
      moved += in_play[i]->electors;
      units.emplace_back(in_play[i]->id);
    }
    if (!minimal || (!outright && of_b + moved >= needed)) continue;
    std::string text = std::to_string(switched);
    for (const std::string& unit : units) text += " " + unit;
    found.push_back(text);
  }
  std::sort(found.begin(), found.end());
  return found;
}

Names told_sets(const FlipSets& sets) {
  Names told;
  for (const FlipSet& set : sets.sets) {
    Names units = names(set);
    std::sort(units.begin(), units.end());
    std::string text = std::to_string(set.switched.value());
    for (const std::string& unit : units) text += " " + unit;
    told.push_back(text);
  }
  std::sort(told.begin(), told.end());
  return told;
}

TEST(College, EverySmallWorldWithUndecidedUnitsAgreesWithEverySubset) {
  // Four units of 1, 2, 3 and 3 electors; each led by a or b, tied, or without a known leader:
  // 256 worlds, each resolution of each against all subsets.
  constexpr std::int64_t kElectors[] = {1, 2, 3, 3};
  constexpr const char* kIds[] = {"p", "q", "r", "s"};
  CollegeRules rules;
  rules.within = base::Rational(1000);
  int resolutions = 0;
  for (int world = 0; world < 256; ++world) {
    std::vector<State> states;
    Country country;
    for (int i = 0; i < 4; ++i) {
      const int kind = world >> (2 * i) & 3;
      const std::int64_t lead = kind == 2 ? 0 : kind == 3 ? -1 : 10 * (i + 1);
      states.push_back({kIds[i], kElectors[i], kind == 1 ? "b" : "a", lead});
    }
    country = make_country(states);
    for (std::size_t i = 4; i-- > 0;) {
      if (states[i].lead >= 0) continue;
      country.table.unknown.push_back({states[i].id});
      country.table.units.erase(country.table.units.begin() + static_cast<std::ptrdiff_t>(i));
    }
    rules.challenger = ChoiceId{"b"};
    const College college =
        assess_college(country.table, country.election, std::nullopt, rules).value();
    if (!college.refusal.empty()) continue;
    for (const Resolution& resolution : college.resolutions) {
      std::map<std::string, std::string> given;
      for (const GivenUnit& one : resolution.given) given[one.unit.text] = one.choice.text;
      const std::int64_t needed = college.needed.value();
      EXPECT_EQ(told_sets(resolution.outright), plain_sets(states, given, needed, true)) << world;
      EXPECT_EQ(told_sets(resolution.contingent), plain_sets(states, given, needed, false))
          << world;
      ++resolutions;
    }
  }
  EXPECT_GT(resolutions, 200);
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
