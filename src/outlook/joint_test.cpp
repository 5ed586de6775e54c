#include "outlook/joint.h"

#include <gtest/gtest.h>

namespace recanvass::outlook {
namespace {

using election::ChoiceId;
using election::ElectorCount;

struct Small {
  UnitTable table;
  College college;
};

// a holds x (3), n (2) and its district n-1 (1); b holds 4 and needs 6 of 10.
Small small_country() {
  Small small;
  const auto add = [&](const char* id, std::int64_t electors,
                       const char* leader) -> ElectoralUnit& {
    ElectoralUnit unit;
    unit.id = {id};
    unit.electors = ElectorCount(electors);
    unit.leader = {leader};
    small.table.units.push_back(unit);
    return small.table.units.back();
  };
  add("x", 3, "a");
  add("n", 2, "a");
  add("n-1", 1, "a").shares_ballots_with = election::JurisdictionId{"n"};
  add("w", 4, "b");
  small.college.needed = ElectorCount(6);
  small.college.winner = ChoiceId{"a"};
  small.college.challenger = ChoiceId{"b"};
  small.college.pledged = {{{"a"}, ElectorCount(6)}, {{"b"}, ElectorCount(4)}};
  FlipSet set;
  set.units = {{"x"}};
  small.college.outright.sets.push_back(set);
  return small;
}

const std::vector<UnitChance> kChances = {
    {{"x"}, 0.1}, {{"n"}, 0.05}, {{"n-1"}, 0.2}, {{"w"}, 0.9}};

TEST(Joint, DistrictsMoveWithTheirStateAndTheChallengersUnitsAreNotCounted) {
  const Small small = small_country();
  const auto groups = event_groups(small.table, small.college, kChances);
  ASSERT_EQ(groups.size(), 2u);
  const JointAnswer answer = join_units(small.table, small.college, kChances, {0.0}).value();
  EXPECT_EQ(answer.counted.size(), 3u);
  // b lacks 2: x, or n (which brings n-1 along).
  EXPECT_NEAR(answer.rows.front().challenger_wins, 1.0 - 0.9 * 0.95, 1e-12);
  // a loses its majority of 6 with 1 elector: x, or n-1.
  EXPECT_NEAR(answer.rows.front().winner_loses_majority, 1.0 - 0.9 * 0.8, 1e-12);
  EXPECT_DOUBLE_EQ(answer.together, 0.1);
  EXPECT_DOUBLE_EQ(answer.cheapest_set_flips->upper, 0.1);
}

TEST(Joint, AUnitThatAppointsNobodyTakesNoPart) {
  Small small = small_country();
  small.college.appoints_none = {{"n"}, {"n-1"}};
  const JointAnswer answer = join_units(small.table, small.college, kChances, {0.3}).value();
  ASSERT_EQ(answer.counted.size(), 1u);
  EXPECT_EQ(answer.counted.front().text, "x");
  EXPECT_DOUBLE_EQ(answer.challenger_wins.upper, 0.1);
  EXPECT_NEAR(answer.rows.front().challenger_wins, 0.1, 1e-9);
}

TEST(Joint, WhereUnitsWithAChanceCannotMakeAMajorityNoChanceIsGiven) {
  const Small small = small_country();  // b lacks 2
  EXPECT_FALSE(join_units(small.table, small.college, {}, {0.3}).has_value());
  EXPECT_FALSE(join_units(small.table, small.college, {{{"n-1"}, 0.2}}, {0.3}).has_value());
  EXPECT_TRUE(join_units(small.table, small.college, {{{"n"}, 0.2}}, {0.3}).has_value());
}

TEST(Joint, OneUnitAloneHasOneRowAndTheOthersAreNamed) {
  const Small small = small_country();
  const JointAnswer answer =
      join_units(small.table, small.college, {{{"x"}, 0.1}}, {0.0, 0.3, 0.8}).value();
  EXPECT_TRUE(answer.alone);
  EXPECT_EQ(answer.rows.size(), 1u);
  EXPECT_EQ(answer.left_out.size(), 2u);
  EXPECT_EQ(join_units(small.table, small.college, kChances, {0.0, 0.3}).value().rows.size(), 4u);
}

TEST(Joint, OnlyTheGaussianRowWithoutCorrelationIsAFloor) {
  EXPECT_TRUE(is_floor({stats::Copula::Gaussian, 0.0, 0.0, 0.0}));
  EXPECT_FALSE(is_floor({stats::Copula::Gaussian, 0.1, 0.0, 0.0}));
  EXPECT_FALSE(is_floor({stats::Copula::StudentT4, 0.0, 0.0, 0.0}));
}

TEST(Joint, ARefusedCollegeHasNoJointChance) {
  Small small = small_country();
  small.college.refusal = "unknown";
  EXPECT_FALSE(join_units(small.table, small.college, kChances, {0.0}).has_value());
}

TEST(Joint, AUnitOfTheSetWithoutAChanceLeavesTheSetsBoundsUnknown) {
  const Small small = small_country();
  const JointAnswer answer = join_units(small.table, small.college, {{{"n"}, 0.05}}, {0.3}).value();
  EXPECT_FALSE(answer.cheapest_set_flips.has_value());
}

}  // namespace
}  // namespace recanvass::outlook
