#include "screen/unit_events.h"

#include "screen/card_screen_fixture.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace recanvass::screen {
namespace {

// Two strata with three units, dealt in every possible way.
struct SmallWorld {
  UnitStrata strata;
  GroupEvents events;
  std::vector<std::uint32_t> unit_of_card[2];
  int events_of[2] = {2, 3};
};

SmallWorld small_world() {
  SmallWorld world;
  world.strata.units = 3;
  world.strata.strata = 2;
  world.unit_of_card[0] = {0, 0, 1, 1, 1};
  world.unit_of_card[1] = {0, 1, 2, 2, 2, 2};
  std::map<UnitStrata::Group, std::size_t> numbers;
  for (std::uint32_t stratum = 0; stratum < 2; ++stratum) {
    int left = world.events_of[stratum];
    for (const std::uint32_t unit : world.unit_of_card[stratum]) {
      const UnitStrata::Group group{unit, stratum};
      const auto [at, is_new] = numbers.try_emplace(group, world.strata.groups.size());
      if (is_new) {
        world.strata.groups.push_back(group);
        world.events.cards.push_back(0);
        world.events.events.push_back(0);
      }
      ++world.events.cards[at->second];
      if (left-- > 0) ++world.events.events[at->second];
    }
  }
  return world;
}

int ones_of(unsigned set) { return __builtin_popcount(set); }

TEST(UnitEvents, MomentsAreThoseOfEveryDealOfASmallWorld) {
  const SmallWorld world = small_world();
  const auto units = compare_units(world.strata, world.events);
  for (std::uint32_t unit = 0; unit < 3; ++unit) {
    double deals = 0.0;
    double sum = 0.0;
    double squares = 0.0;
    for (unsigned first = 0; first < 1U << 5U; ++first) {
      if (ones_of(first) != world.events_of[0]) continue;
      for (unsigned second = 0; second < 1U << 6U; ++second) {
        if (ones_of(second) != world.events_of[1]) continue;
        double here = 0.0;
        for (std::size_t i = 0; i < 5; ++i) {
          if (world.unit_of_card[0][i] == unit && (first >> i & 1U) != 0) here += 1.0;
        }
        for (std::size_t i = 0; i < 6; ++i) {
          if (world.unit_of_card[1][i] == unit && (second >> i & 1U) != 0) here += 1.0;
        }
        deals += 1.0;
        sum += here;
        squares += here * here;
      }
    }
    EXPECT_NEAR(units[unit].expected, sum / deals, 1e-12) << unit;
    EXPECT_NEAR(units[unit].variance, squares / deals - sum / deals * sum / deals, 1e-12) << unit;
  }
  EXPECT_EQ(units[0].cards, 3);
  EXPECT_EQ(units[0].observed, 3);
}

TEST(UnitEvents, AStratumOfOneUnitSaysNothing) {
  UnitStrata strata;
  strata.units = 2;
  strata.strata = 2;
  strata.groups = {{0, 0}, {1, 1}};
  const auto units = compare_units(strata, {{10, 20}, {9, 1}});
  for (const UnitEvents& unit : units) {
    EXPECT_EQ(unit.cards, 0);
    EXPECT_EQ(unit.variance, 0.0);
    EXPECT_EQ(two_sided_p(unit, 1.0), 1.0);
  }
}

TEST(UnitEvents, CellsOfOneUnitAndStratumAreOneGroup) {
  fixture::ThrownShape shape;
  shape.styles = 2;
  const auto store = fixture::store_of(shape);
  const CardCells cells(store);
  const UnitStrata by_style = strata_of(cells, Comparison::TabulatorsByStyle);
  EXPECT_EQ(by_style.groups.size(), 4U * 2U);
  EXPECT_EQ(by_style.strata, 2U);
  EXPECT_EQ(strata_of(cells, Comparison::TabulatorsByBallot).strata, 5U);
  EXPECT_EQ(strata_of(cells, Comparison::BatchesByStyle).strata, 4U * 2U);
  EXPECT_EQ(strata_of(cells, Comparison::BatchesByBallot).strata, 4U * 5U);
  const ContestEvents events = count_events(cells, 0);
  const GroupEvents residual = events_by_group(by_style, events, ContestEvents::kResidual);
  std::uint64_t cards = 0;
  for (const std::uint64_t here : residual.cards) cards += here;
  EXPECT_EQ(cards, 1200U);
}

TEST(UnitEvents, TheSpreadOfChanceAloneIsAboutOne) {
  stats::RandomStream random({5, 5}, 0);
  std::vector<double> deviations;
  for (int i = 0; i < 4000; ++i) deviations.push_back(stats::draw_normal(random));
  const auto spread = spread_of(deviations);
  ASSERT_TRUE(spread);
  EXPECT_NEAR(*spread, 1.0, 0.08);
  for (double& deviation : deviations) deviation *= 2.0;
  EXPECT_NEAR(*spread_of(deviations), 4.0, 0.3);
}

TEST(UnitEvents, UnitsOutOfLineDoNotHideThemselves) {
  stats::RandomStream random({6, 5}, 0);
  std::vector<double> deviations;
  for (int i = 0; i < 400; ++i) deviations.push_back(stats::draw_normal(random));
  const double before = *spread_of(deviations);
  for (int i = 0; i < 30; ++i) deviations[static_cast<std::size_t>(i)] = 40.0;
  EXPECT_LT(*spread_of(deviations), 1.6 * before);
}

TEST(UnitEvents, NineteenUnitsAreTooFewToMeasureASpread) {
  EXPECT_FALSE(spread_of(std::vector<double>(19, 1.0)));
  EXPECT_TRUE(spread_of(std::vector<double>(20, 1.0)));
  EXPECT_EQ(*spread_of(std::vector<double>(20, 0.1)), 1.0);  // never below chance
}

TEST(UnitEvents, PIsTwiceTheSmallerTailAndGrowsWithTheSpread) {
  const UnitEvents unit{1000, 40, 20.0, 20.0};
  // Poisson with mean 20: P(K >= 40) = 1 - Σ_{k<40} e^-20 20^k / k!
  EXPECT_NEAR(two_sided_p(unit, 1.0), 2.0 * 5.32020251e-5, 1e-12);
  EXPECT_GT(two_sided_p(unit, 2.0), two_sided_p(unit, 1.0));
  EXPECT_EQ(two_sided_p({1000, 20, 20.0, 20.0}, 1.0), 1.0);
}

// Four tabulators with 1,000 cards of one style each.
struct FourUnits {
  UnitStrata strata;
  GroupEvents events;
};
FourUnits four_units(std::vector<std::uint64_t> events) {
  FourUnits world;
  world.strata.units = static_cast<std::uint32_t>(events.size());
  world.strata.strata = 1;
  for (std::uint32_t unit = 0; unit < events.size(); ++unit) {
    world.strata.groups.push_back({unit, 0});
    world.events.cards.push_back(1000);
  }
  world.events.events = std::move(events);
  return world;
}

TEST(UnitEvents, OneUnitOutOfLineDoesNotPutTheOthersOutOfIt) {
  const FourUnits world = four_units({80, 85, 250, 78});
  const auto together = compare_units(world.strata, world.events);
  EXPECT_LT(two_sided_p(together[0], 1.0), 1e-4);
  const ComparedUnits steps = compare_stepwise(world.strata, world.events, 1.0, 0.05);
  EXPECT_LT(steps.p_values[2], 1e-12);
  for (const std::size_t unit : {0U, 1U, 3U}) {
    EXPECT_GT(steps.p_values[unit], 0.3) << unit;
    EXPECT_NEAR(steps.units[unit].expected, 81.0, 1e-9);
  }
}

TEST(UnitEvents, WithoutAUnitOutOfLineAStepChangesNothing) {
  const FourUnits world = four_units({80, 85, 90, 78});
  const ComparedUnits steps = compare_stepwise(world.strata, world.events, 1.0, 0.05);
  const auto together = compare_units(world.strata, world.events);
  for (std::size_t unit = 0; unit < 4; ++unit) {
    EXPECT_EQ(steps.p_values[unit], two_sided_p(together[unit], 1.0));
  }
}

TEST(UnitEvents, PlacesAreHeldAgainstTheSpreadOfTheOthers) {
  const FourUnits world = four_units({60, 110, 85, 70, 95, 80, 120, 65, 90, 300});
  const ComparedUnits places = compare_places(world.strata, world.events, 1.0);
  EXPECT_LT(places.p_values[9], 1e-3);
  for (std::size_t unit = 0; unit < 9; ++unit) EXPECT_GT(places.p_values[unit], 0.2) << unit;
  const FourUnits few = four_units({60, 110, 85, 70, 95, 80, 120, 300});
  for (const UnitEvents& unit : compare_places(few.strata, few.events, 1.0).units) {
    EXPECT_EQ(unit.variance, 0.0);
  }
}

TEST(UnitEvents, AnEventAndItsAbsenceHaveOneP) {
  const double p = two_sided_p({1000, 40, 60.0, 50.0}, 1.3);
  EXPECT_DOUBLE_EQ(two_sided_p({1000, 960, 940.0, 50.0}, 1.3), p);
}

TEST(UnitEvents, APartnerIsTheOnlyOtherUnitOfAllStrata) {
  UnitStrata strata;
  strata.units = 7;
  strata.strata = 4;
  // 0 and 1 share two strata; 2, 3 and 4 one; 5 meets 0 nowhere and is alone; 6 has no card.
  strata.groups = {{0, 0}, {1, 0}, {0, 1}, {1, 1}, {2, 2}, {3, 2}, {4, 2}, {5, 3}};
  using Partners = std::vector<std::optional<std::uint32_t>>;
  EXPECT_EQ(only_partners(strata), (Partners{1U, 0U, std::nullopt, std::nullopt, std::nullopt,
                                             std::nullopt, std::nullopt}));
  strata.groups.push_back({5, 1});  // and now 0 and 1 meet a third
  EXPECT_EQ(only_partners(strata), Partners(7));
  strata.groups = {{0, 0}, {1, 0}, {0, 1}, {2, 1}};  // 0 has one in each, and not the same
  EXPECT_EQ(only_partners(strata), (Partners{std::nullopt, 0U, 0U, std::nullopt, std::nullopt,
                                             std::nullopt, std::nullopt}));
}

}  // namespace
}  // namespace recanvass::screen
