#include "screen/mode_levels.h"

#include "stats/counter_random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace recanvass::screen {
namespace {

double logistic(double log_odds) { return 1.0 / (1.0 + std::exp(-log_odds)); }

// Places with a lean of their own, of which each mode has its own effect and its own spread.
struct ModeWorld {
  std::size_t units = 120;
  std::size_t modes = 3;
  double spread = 0.15;
  double with_lean = 0.0;  // how much the effect of the last mode grows with the lean
  double of_state = 0.0;  // added to the last mode's in the first half of the units
};

struct MadeModes {
  std::vector<ModeCell> cells;
  ModeHeld held;
};

MadeModes make_modes(const ModeWorld& world, std::uint64_t seed) {
  MadeModes made;
  std::vector<double> leans;
  for (std::size_t unit = 0; unit < world.units; ++unit) {
    stats::RandomStream random({seed, 77}, unit);
    const double lean = 0.8 * stats::draw_normal(random);
    leans.push_back(lean);
    made.held.groups.push_back(unit / 6);
    for (std::size_t mode = 0; mode < world.modes; ++mode) {
      const auto trials = static_cast<std::int64_t>(100 + 900 * random.next_unit());
      const double growth = mode + 1 == world.modes ? world.with_lean * lean : 0.0;
      const bool in_state = mode + 1 == world.modes && 2 * unit < world.units;
      const double odds = lean - 0.5 * static_cast<double>(mode) + growth +
                          (in_state ? world.of_state : 0.0) +
                          world.spread * stats::draw_normal(random);
      std::int64_t events = 0;
      for (std::int64_t k = 0; k < trials; ++k) events += random.next_unit() < logistic(odds);
      made.cells.push_back({unit, mode, events, trials});
    }
  }
  return made;
}

std::size_t flagged_cells(const ModeLevels& levels) {
  std::size_t cells = 0;
  for (const CellLevel& level : levels.cells) cells += level.tested && level.p_adjusted <= 0.05;
  return cells;
}

TEST(ModeLevels, ModesAreToldBesideTheFirstWithErrorsThatHoldTheTruth) {
  int held = 0;
  for (std::uint64_t seed = 1; seed <= 16; ++seed) {
    const MadeModes made = make_modes({}, seed);
    const auto levels = fit_mode_levels(made.cells, 3, made.held).value();
    EXPECT_TRUE(levels.settled);
    ASSERT_EQ(levels.effects.size(), 2u);
    held += levels.effects[0].low <= -0.5 && -0.5 <= levels.effects[0].high;
    held += levels.effects[1].low <= -1.0 && -1.0 <= levels.effects[1].high;
    EXPECT_NEAR(levels.effects[1].value, -1.0, 0.12);
  }
  EXPECT_GE(held, 27);  // of 32, 95 % each
}

TEST(ModeLevels, TheFitIsTheRootOfTheQuasiScore) {
  MadeModes made = make_modes({.with_lean = 0.4}, 5);
  std::vector<double> lean;
  for (std::size_t unit = 0; unit < 120; ++unit) {
    lean.push_back(static_cast<double>(unit % 7));
    made.cells[3 * unit + 1].offset = 0.1 * static_cast<double>(unit % 5);
    made.cells[3 * unit + 1].offset_variance = 0.01;
  }
  made.held.regressors.add("lean", lean);
  const auto levels = fit_mode_levels(made.cells, 3, made.held).value();
  ASSERT_GT(levels.spread, 0.0);
  std::vector<double> of_unit(120, 0.0);
  std::vector<double> of_mode(3, 0.0);
  std::vector<double> of_lean(3, 0.0);
  for (std::size_t i = 0; i < made.cells.size(); ++i) {
    const ModeCell& cell = made.cells[i];
    const double share = levels.cells[i].fitted_events / static_cast<double>(cell.trials);
    const double mass = static_cast<double>(cell.trials) * share * (1.0 - share);
    const double score = (static_cast<double>(cell.events) - levels.cells[i].fitted_events) /
                         (1.0 + mass * (levels.spread * levels.spread + cell.offset_variance));
    of_unit[cell.unit] += score;
    of_mode[cell.mode] += levels.unit_weights[cell.unit] * score;
    of_lean[cell.mode] += levels.unit_weights[cell.unit] * score * lean[cell.unit];
  }
  for (const double sum : of_unit) EXPECT_NEAR(sum, 0.0, 1e-4);
  for (std::size_t mode = 1; mode < 3; ++mode) {
    EXPECT_NEAR(of_mode[mode], 0.0, 1e-3);
    EXPECT_NEAR(of_lean[mode], 0.0, 1e-2);
  }
}

TEST(ModeLevels, OfTwoModesTheEffectIsTheLogOddsRatioOfOneTable) {
  // Twenty units alike: the effect is the log of the ratio of odds of the table they all have.
  MadeModes made;
  for (std::size_t unit = 0; unit < 20; ++unit) {
    made.cells.push_back({unit, 0, 30, 100});
    made.cells.push_back({unit, 1, 60, 100});
    made.held.groups.push_back(unit);
  }
  const auto levels = fit_mode_levels(made.cells, 2, made.held).value();
  EXPECT_NEAR(levels.effects[0].value, std::log((60.0 / 40.0) / (30.0 / 70.0)), 1e-9);
  EXPECT_NEAR(levels.effects[0].error, 0.0, 1e-9);
  EXPECT_NEAR(levels.spread, 0.0, 1e-12);
  // What the other mode lets expect is the unit's own table again.
  EXPECT_NEAR(levels.cells[1].expected, 60.0, 1e-6);
}

TEST(ModeLevels, InElectionsWithNothingWrongFewAreFlagged) {
  int alarms = 0;
  for (std::uint64_t seed = 100; seed < 130; ++seed) {
    const MadeModes made = make_modes({}, seed);
    alarms += flagged_cells(fit_mode_levels(made.cells, 3, made.held).value()) > 0;
  }
  EXPECT_LE(alarms, 4);
}

TEST(ModeLevels, AModeOfOneUnitThatIsUnlikeItsOthersIsFoundAndAUnitOfItsOwnKindIsNot) {
  MadeModes made = make_modes({}, 9);
  ModeCell& planted = made.cells[3 * 17 + 2];
  planted.events = planted.trials - planted.events / 4;
  for (std::size_t mode = 0; mode < 3; ++mode) {  // one-sided in every mode
    ModeCell& cell = made.cells[3 * 40 + mode];
    cell.events = cell.trials * (95 - 2 * static_cast<std::int64_t>(mode)) / 100;
  }
  const auto levels = fit_mode_levels(made.cells, 3, made.held).value();
  std::size_t farthest = 0;
  for (std::size_t i = 0; i < levels.cells.size(); ++i) {
    if (levels.cells[i].p < levels.cells[farthest].p) farthest = i;
  }
  EXPECT_EQ(made.cells[farthest].unit, 17u);
  EXPECT_EQ(made.cells[farthest].mode, 2u);
  EXPECT_LT(levels.cells[farthest].p_adjusted, 0.05);
  EXPECT_GT(levels.cells[farthest].deviation, 4.0);
  EXPECT_LT(levels.cells[farthest].expected, 0.7 * static_cast<double>(planted.events));
  EXPECT_LT(levels.unit_weights[17], 0.01);
  for (std::size_t mode = 0; mode < 3; ++mode) {
    EXPECT_GT(levels.cells[3 * 40 + mode].p_adjusted, 0.05) << mode;
  }
}

// By design of a campaign a mode may grow with a place's lean: held equal it is no oddity.
TEST(ModeLevels, WhatIsHeldTakesASmoothDifferenceOutOfTheSpread) {
  MadeModes made = make_modes({.with_lean = 0.8}, 12);
  const double plain = fit_mode_levels(made.cells, 3, made.held).value().spread;
  std::vector<double> lean;
  for (std::size_t unit = 0; unit < 120; ++unit) {
    const ModeCell& first = made.cells[3 * unit];
    lean.push_back(std::log((static_cast<double>(first.events) + 0.5) /
                            (static_cast<double>(first.trials - first.events) + 0.5)));
  }
  made.held.regressors.add("lean", lean);
  const double held = fit_mode_levels(made.cells, 3, made.held).value().spread;
  EXPECT_GT(plain, 1.5 * held);
}

TEST(ModeLevels, EarlierOddsOfEachModeAreTheOffset) {
  MadeModes made = make_modes({.spread = 0.6}, 21);
  MadeModes again = made;
  for (ModeCell& cell : again.cells) {
    const double events = static_cast<double>(cell.events) + 0.5;
    const double others = static_cast<double>(cell.trials - cell.events) + 0.5;
    cell.offset = std::log(events / others);
    cell.offset_variance = 1.0 / events + 1.0 / others;
  }
  EXPECT_GT(fit_mode_levels(made.cells, 3, made.held).value().spread, 0.4);
  EXPECT_LT(fit_mode_levels(again.cells, 3, again.held).value().spread, 0.01);
}

// Two states in which the same mode leans opposite ways.
TEST(ModeLevels, StateEffectsLetEachStateHaveItsOwnMode) {
  MadeModes made = make_modes({.spread = 0.05, .of_state = 2.0}, 31);
  for (std::size_t unit = 0; unit < 120; ++unit) made.held.groups[unit] = unit < 60 ? 4 : 2;
  const double alike = fit_mode_levels(made.cells, 3, made.held).value().spread;
  made.held.by_group = true;
  const auto levels = fit_mode_levels(made.cells, 3, made.held).value();
  EXPECT_LT(levels.spread, 0.3 * alike);
}

TEST(ModeLevels, UnitsWithOneModeOrNothingOfWhatIsAskedAreLeftOutAndNumbered) {
  MadeModes made = make_modes({}, 2);
  made.cells[0].trials = made.cells[0].events = 0;
  made.cells[1].trials = made.cells[1].events = 0;  // unit 0 has its third mode only
  for (std::size_t mode = 0; mode < 3; ++mode) made.cells[3 + mode].events = 0;
  const auto levels = fit_mode_levels(made.cells, 3, made.held).value();
  EXPECT_EQ(levels.units, 118u);
  EXPECT_EQ(levels.units_left_out, 2u);
  EXPECT_FALSE(levels.cells[2].fitted);
  EXPECT_FALSE(levels.cells[3].fitted);
  EXPECT_TRUE(std::isnan(levels.unit_effects[1]));
}

TEST(ModeLevels, TooFewUnitsOrThingsThatSayTheSameAreProblems) {
  const MadeModes few = make_modes({.units = 6}, 2);
  EXPECT_EQ(fit_mode_levels(few.cells, 3, few.held).problems()[0].cause, "modes.units");
  MadeModes same = make_modes({}, 2);
  std::vector<double> column;
  for (std::size_t unit = 0; unit < 120; ++unit) column.push_back(static_cast<double>(unit));
  same.held.regressors.add("a", column);
  same.held.regressors.add("b", column);
  EXPECT_EQ(fit_mode_levels(same.cells, 3, same.held).problems()[0].cause, "modes.collinear");
  same.held.regressors.columns[1][3] = std::nan("");
  EXPECT_EQ(fit_mode_levels(same.cells, 3, same.held).problems()[0].cause, "modes.number");
}

}  // namespace
}  // namespace recanvass::screen
