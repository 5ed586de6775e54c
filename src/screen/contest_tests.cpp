#include "screen/contest_tests.h"

#include "stats/distributions.h"

#include <algorithm>
#include <cmath>

namespace recanvass::screen {
namespace {

// The larger of the spreads that tabulators and batches show; batches of one tabulator come in
// clusters as tabulators do, and there are more of them.
std::optional<double> larger_spread(std::optional<double> a, std::optional<double> b) {
  if (!a) return b;
  if (!b) return a;
  return std::max(*a, *b);
}

// Units are set aside step by step where chance would do so in one family of twenty.
constexpr double kStepLevel = 0.05;

void add_unit_tests(const CardTest& like, const ComparedUnits& compared, const UnitStrata& strata,
                    std::vector<CardTest>& tests) {
  for (std::uint32_t unit = 0; unit < compared.units.size(); ++unit) {
    if (compared.units[unit].variance <= 0.0) continue;
    CardTest test = like;
    test.unit = unit;
    test.events = compared.units[unit];
    test.p = compared.p_values[unit];
    if (test.p <= kStepLevel) test.partner = strata.partners[unit];
    tests.push_back(test);
  }
}

bool any_compared(const std::vector<UnitEvents>& units) {
  return std::ranges::any_of(units, [](const UnitEvents& unit) { return unit.variance > 0.0; });
}

// Tabulators with each other; those that share no style with another, with other places.
void test_groups(CardTest like, const CardStrata& strata, const GroupEvents& by_style,
                 const GroupEvents& batches, const GroupEvents& by_group, double least_spread,
                 std::vector<CardTest>& tests) {
  const auto units = compare_units(strata.tabulators_by_style, by_style);
  if (any_compared(units)) {
    like.compared = Comparison::TabulatorsByStyle;
    like.spread = larger_spread(spread_between(units),
                                spread_between(compare_units(strata.batches_by_style, batches)));
    const double spread = std::max(least_spread, like.spread.value_or(1.0));
    if (like.spread) like.spread = spread;
    add_unit_tests(like, compare_stepwise(strata.tabulators_by_style, by_style, spread, kStepLevel),
                   strata.tabulators_by_style, tests);
  }
  ComparedUnits places = compare_places(strata.tabulators_by_group, by_group, least_spread);
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    if (units[unit].variance > 0.0) places.units[unit].variance = 0.0;
  }
  like.compared = Comparison::TabulatorsByGroup;
  like.spread = least_spread;
  add_unit_tests(like, places, strata.tabulators_by_group, tests);
}

// One kind of event, compared over tabulators.
void test_kind(CardCheck check, std::size_t kind, const CardStrata& strata,
               const ContestEvents& events, double least_spread, std::vector<CardTest>& tests) {
  CardTest like;
  like.check = check;
  like.contest = events.contest;
  like.kind = kind;
  test_groups(like, strata, events_by_group(strata.tabulators_by_style, events, kind),
              events_by_group(strata.batches_by_style, events, kind),
              events_by_group(strata.tabulators_by_group, events, kind), least_spread, tests);
}

// Batches of one tabulator with each other, by their votes for each choice.
void test_batches(const CardStrata& strata, const std::vector<GroupEvents>& of_choice,
                  std::vector<std::vector<UnitEvents>> batches, std::optional<double> measured,
                  std::uint32_t contest, double least_spread, std::vector<CardTest>& tests) {
  if (!measured) return;  // without it batches that lean would stand out
  CardTest like;
  like.check = CardCheck::BatchChoice;
  like.contest = contest;
  like.compared = Comparison::BatchesByBallot;
  like.spread = std::max(least_spread, *measured);
  for (std::size_t choice = 0; choice < of_choice.size(); ++choice) {
    like.kind = ContestEvents::kChoices + choice;
    add_unit_tests(like,
                   compare_stepwise(strata.batches_by_ballot, of_choice[choice], *like.spread,
                                    kStepLevel, std::move(batches[choice])),
                   strata.batches_by_ballot, tests);
  }
}

// Votes for each choice share one spread: that of all choices together.
void test_choices(const CardStrata& strata, const ContestEvents& events, double least_spread,
                  std::vector<CardTest>& tests) {
  std::vector<GroupEvents> of_choice;
  std::vector<GroupEvents> of_choice_by_batch;
  std::vector<UnitEvents> tabulators;
  std::vector<std::vector<UnitEvents>> batches_of_choice;
  std::vector<UnitEvents> batches;
  for (std::size_t kind = ContestEvents::kChoices; kind < events.kinds; ++kind) {
    of_choice.push_back(events_by_group(strata.tabulators_by_ballot, events, kind));
    of_choice_by_batch.push_back(events_by_group(strata.batches_by_ballot, events, kind));
    const auto& of_batches = batches_of_choice.emplace_back(
        compare_units(strata.batches_by_ballot, of_choice_by_batch.back()));
    batches.insert(batches.end(), of_batches.begin(), of_batches.end());
    const auto units = compare_units(strata.tabulators_by_ballot, of_choice.back());
    if (any_compared(units)) tabulators.insert(tabulators.end(), units.begin(), units.end());
  }
  const auto between_batches = spread_between(batches);
  test_batches(strata, of_choice_by_batch, std::move(batches_of_choice), between_batches,
               events.contest, least_spread, tests);
  if (tabulators.empty()) return;
  CardTest like;
  like.check = CardCheck::TabulatorChoice;
  like.contest = events.contest;
  like.compared = Comparison::TabulatorsByBallot;
  like.spread = larger_spread(spread_between(tabulators), between_batches);
  const double spread = std::max(least_spread, like.spread.value_or(1.0));
  if (like.spread) like.spread = spread;
  for (std::size_t choice = 0; choice < of_choice.size(); ++choice) {
    like.kind = ContestEvents::kChoices + choice;
    add_unit_tests(
        like, compare_stepwise(strata.tabulators_by_ballot, of_choice[choice], spread, kStepLevel),
        strata.tabulators_by_ballot, tests);
  }
}

std::array<std::size_t, 2> leading_choices(const ContestEvents& events) {
  std::vector<std::uint64_t> votes(events.kinds - ContestEvents::kChoices, 0);
  for (std::size_t cell = 0; cell < events.cards.size(); ++cell) {
    for (std::size_t i = 0; i < votes.size(); ++i) {
      votes[i] += events.of(cell, ContestEvents::kChoices + i);
    }
  }
  std::array<std::size_t, 2> leading{0, 0};
  if (votes.size() < 2) return leading;
  const auto first = std::ranges::max_element(votes);
  leading[0] = static_cast<std::size_t>(first - votes.begin());
  leading[1] = leading[0] == 0 ? 1 : 0;
  for (std::size_t i = 0; i < votes.size(); ++i) {
    if (i != leading[0] && votes[i] > votes[leading[1]]) leading[1] = i;
  }
  return leading;
}

// How many times as much as a permutation the deviations vary.
std::optional<double> drift_spread(const std::vector<Drift>& drifts) {
  std::vector<double> deviations;
  for (const Drift& drift : drifts) deviations.push_back(drift.deviation);
  return spread_of(std::move(deviations));
}

void add_drifts(CardCheck check, std::uint32_t contest, Followed followed,
                const std::vector<Drift>& drifts, double least_spread,
                std::vector<CardTest>& tests) {
  const bool along = check == CardCheck::DriftAlongBatch;
  const double spread = along ? std::max(least_spread, drift_spread(drifts).value_or(1.0)) : 1.0;
  for (const Drift& drift : drifts) {
    CardTest test;
    test.check = check;
    test.contest = contest;
    test.unit = drift.tabulator;
    test.drift = drift;
    test.followed = followed;
    test.spread = spread;
    const double size = std::abs(drift.deviation) / std::sqrt(spread);
    test.p = along ? 2.0 * stats::normal_above(size)
                   : 2.0 * stats::student_t_above(size, static_cast<double>(drift.batches - 2));
    test.p = std::min(1.0, test.p);
    tests.push_back(test);
  }
}

// Styles tell a wrong definition best; where there are few, precincts do.
void test_order_of_choices(const CardCells& cells, const ContestEvents& events,
                           std::vector<CardTest>& tests) {
  for (const DefinedBy by : {DefinedBy::Style, DefinedBy::Precinct, DefinedBy::Tabulator}) {
    const std::vector<ChoiceOrder> orders = other_orders(cells, events, by);
    for (const ChoiceOrder& order : orders) {
      CardTest test;
      test.check = CardCheck::ChoiceOrder;
      test.contest = events.contest;
      test.unit = order.unit;
      test.order = order;
      test.defined_by = by;
      test.p = order.by_chance;
      tests.push_back(test);
    }
    if (!orders.empty()) return;
  }
}

}  // namespace

CardStrata all_strata(const CardCells& cells, base::Executor& executor) {
  CardStrata strata;
  const std::array into = {&strata.tabulators_by_style, &strata.batches_by_style,
                           &strata.tabulators_by_ballot, &strata.batches_by_ballot,
                           &strata.tabulators_by_group};
  const std::array comparisons = {Comparison::TabulatorsByStyle, Comparison::BatchesByStyle,
                                  Comparison::TabulatorsByBallot, Comparison::BatchesByBallot,
                                  Comparison::TabulatorsByGroup};
  executor.run_blocks(into.size(),
                      [&](std::size_t i) { *into[i] = strata_of(cells, comparisons[i]); });
  return strata;
}

ContestTests test_contest(const CardCells& cells, const CardStrata& strata,
                          const ContestEvents& events, double least_spread) {
  ContestTests found;
  found.leading = leading_choices(events);
  test_kind(CardCheck::ResidualVotes, ContestEvents::kResidual, strata, events, least_spread,
            found.tests);
  test_kind(CardCheck::Overvotes, ContestEvents::kOvervoted, strata, events, least_spread,
            found.tests);
  test_choices(strata, events, least_spread, found.tests);
  for (const Followed followed : {Followed::Residual, Followed::Lead}) {
    if (followed == Followed::Lead && found.leading[0] == found.leading[1]) continue;
    add_drifts(
        CardCheck::DriftAlongBatch, events.contest, followed,
        drift_along_batches(cells, events.contest, followed, found.leading[0], found.leading[1]),
        least_spread, found.tests);
    add_drifts(CardCheck::DriftOverBatches, events.contest, followed,
               drift_over_batches(cells, strata.batches_by_ballot, events, followed,
                                  found.leading[0], found.leading[1]),
               least_spread, found.tests);
  }
  test_order_of_choices(cells, events, found.tests);
  return found;
}

std::vector<CardTest> test_adjudication(const CardCells& cells, const CardStrata& strata,
                                        double least_spread) {
  std::vector<CardTest> tests;
  CardTest like;
  like.check = CardCheck::Adjudication;
  test_groups(like, strata, adjudicated_by_group(strata.tabulators_by_style, cells),
              adjudicated_by_group(strata.batches_by_style, cells),
              adjudicated_by_group(strata.tabulators_by_group, cells), least_spread, tests);
  return tests;
}

}  // namespace recanvass::screen
