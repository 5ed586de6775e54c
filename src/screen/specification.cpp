#include "screen/specification.h"

#include "base/check.h"
#include "screen/unit_pairs.h"
#include "stats/distributions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace recanvass::screen {
namespace {

constexpr double kConfidence = 0.95;

// What one specification is fitted to. With group effects, columns and outcome are less their
// group's mean, which gives the same coefficients as a column for each group.
struct Problemset {
  std::vector<std::size_t> units;
  std::vector<double> outcome;
  Regressors regressors;  // the property first
  std::vector<double> weights;
  std::vector<std::size_t> groups;
  std::size_t group_number = 0;
  std::size_t absorbed = 0;  // columns that demeaning stands for
};

void take_group_means(std::vector<double>& values, const Problemset& set) {
  std::vector<double> sums(set.group_number, 0.0);
  std::vector<double> sizes(set.group_number, 0.0);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double weight = set.weights.empty() ? 1.0 : set.weights[i];
    sums[set.groups[i]] += weight * values[i];
    sizes[set.groups[i]] += weight;
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] -= sums[set.groups[i]] / sizes[set.groups[i]];
  }
}

// Units with every figure that any specification of the question needs: a coefficient that changes
// because others are held equal must not change because other units are looked at.
std::vector<std::size_t> units_of_all(const UnitTable& table, const CurveQuestion& question) {
  std::vector<std::string> needed = question.outcomes;
  needed.push_back(question.property);
  for (const ControlSet& controls : question.controls) {
    needed.insert(needed.end(), controls.measures.begin(), controls.measures.end());
    needed.insert(needed.end(), controls.matched_on.begin(), controls.matched_on.end());
  }
  std::vector<std::size_t> units = complete_units(table, needed);
  for (const std::string& weights : question.weights) {
    if (weights.empty()) continue;
    const std::vector<double>& values = table.measure(weights)->values;
    std::erase_if(units, [&](std::size_t unit) { return !(values[unit] > 0.0); });
  }
  return units;
}

Problemset gather(const UnitTable& table, const CurveQuestion& question, const std::string& outcome,
                  const ControlSet& controls, const std::string& weights) {
  Problemset set;
  set.units = units_of_all(table, question);
  const std::vector<double>& known = table.measure(outcome)->values;
  const std::string& property = question.property_of(controls);
  const std::vector<double>& measured = table.measure(property)->values;
  std::erase_if(set.units, [&](std::size_t unit) {
    return !std::isfinite(known[unit]) || !std::isfinite(measured[unit]);
  });
  std::vector<std::string> names;
  for (const std::size_t unit : set.units) names.push_back(table.groups[unit]);
  set.groups = numbered_groups(names);
  for (const std::size_t group : set.groups) {
    set.group_number = std::max(set.group_number, group + 1);
  }
  if (!weights.empty()) set.weights = values_of(table, weights, set.units);
  set.outcome = values_of(table, outcome, set.units);
  set.regressors.add(property, values_of(table, property, set.units));
  for (const std::string& control : controls.measures) {
    set.regressors.add(control, values_of(table, control, set.units));
  }
  if (controls.group_effects) {
    take_group_means(set.outcome, set);
    for (auto& column : set.regressors.columns) take_group_means(column, set);
    set.absorbed = set.group_number;
  } else {
    set.regressors.add("constant", std::vector<double>(set.units.size(), 1.0));
  }
  return set;
}

// Groups of which not all units have one value of the property.
std::size_t groups_that_differ(const Problemset& set, const UnitTable& table,
                               const std::string& property) {
  const std::vector<double> values = values_of(table, property, set.units);
  std::map<std::size_t, std::pair<double, double>> ranges;
  for (std::size_t i = 0; i < values.size(); ++i) {
    auto& range = ranges.try_emplace(set.groups[i], values[i], values[i]).first->second;
    range = {std::min(range.first, values[i]), std::max(range.second, values[i])};
  }
  return static_cast<std::size_t>(std::count_if(ranges.begin(), ranges.end(), [](const auto& one) {
    return one.second.first < one.second.second;
  }));
}

// Leaves one group out at a time.
void leave_out(const Problemset& set, const UnitTable& table, Specification& spec) {
  spec.least_without = spec.most_without = spec.coefficient;
  for (std::size_t group = 0; group < set.group_number; ++group) {
    std::vector<double> outcome;
    std::vector<double> weights;
    Regressors kept;
    for (const std::string& name : set.regressors.names) kept.add(name, {});
    std::size_t left_out = 0;
    for (std::size_t i = 0; i < set.units.size(); ++i) {
      if (set.groups[i] == group) {
        left_out = set.units[i];
        continue;
      }
      outcome.push_back(set.outcome[i]);
      if (!set.weights.empty()) weights.push_back(set.weights[i]);
      for (std::size_t j = 0; j < kept.columns.size(); ++j) {
        kept.columns[j].push_back(set.regressors.columns[j][i]);
      }
    }
    const auto fit = fit_least_squares(outcome, kept, weights);
    if (!fit) continue;
    const double coefficient = fit->coefficients[0];
    if (coefficient < spec.least_without) {
      spec.least_without = coefficient;
      spec.least_group = table.groups[left_out];
    }
    if (coefficient > spec.most_without) {
      spec.most_without = coefficient;
      spec.most_group = table.groups[left_out];
    }
  }
}

void add_error(const Problemset& set, const Regression& fit, Specification& spec) {
  const bool clustered = set.group_number < set.units.size();
  spec.error_kind = clustered ? ErrorKind::CR1 : ErrorKind::HC3;
  spec.error = fit.standard_errors(spec.error_kind, set.groups)[0];
  // Demeaned columns have used up a degree a group. Groups lie within clusters, so CR1 takes no
  // further factor for them (as in the usual programs for absorbed effects within clusters).
  const double freedom =
      clustered ? static_cast<double>(set.group_number - 1) : static_cast<double>(fit.freedom);
  spec.freedom = freedom;
  spec.p = two_sided_p(spec.coefficient, spec.error, freedom);
  const double reach = spec.error * stats::student_t_quantile(0.5 + kConfidence / 2.0, freedom);
  spec.low = spec.coefficient - reach;
  spec.high = spec.coefficient + reach;
}

base::Result<Specification> fit_specification(const UnitTable& table, const CurveQuestion& question,
                                              const std::string& outcome, std::size_t controls,
                                              const std::string& weights, std::uint64_t number,
                                              base::Executor& executor) {
  const ControlSet& held = question.controls[controls];
  const Problemset set = gather(table, question, outcome, held, weights);
  if (set.units.size() <= set.regressors.columns.size() + set.absorbed || set.group_number < 3) {
    return base::Problem{"screen.units",
                         {{}, 0, question.property},
                         fmt::format("{} {} in {} {} with every figure", set.units.size(),
                                     table.words, set.group_number, table.group_words),
                         "more units than regressors, in at least 3 groups",
                         "Ask with fewer controls."};
  }
  const auto fit = fit_least_squares(set.outcome, set.regressors, set.weights);
  if (!fit) return fit.problems();
  Specification spec;
  spec.outcome = outcome;
  spec.controls = controls;
  spec.weights = weights;
  spec.units = set.units.size();
  spec.groups = set.group_number;
  spec.coefficient = fit->coefficients[0];
  spec.r_squared = fit->r_squared;
  spec.telling_groups = groups_that_differ(set, table, question.property_of(held));
  add_error(set, *fit, spec);
  Resampling asked = question.resampling;
  asked.key.stream += 2 * number;
  spec.p_wild =
      wild_cluster_p(set.outcome, set.regressors, 0, set.weights, set.groups, asked, executor).p;
  asked.key.stream += 1;
  // Inside groups a deal keeps the group's mean, and so the demeaned column is dealt: but with
  // weights its weighted mean would move.
  if (!held.group_effects) {
    spec.p_dealt =
        randomisation_p(set.outcome, set.regressors, 0, set.weights, {}, asked, executor).p;
  } else if (weights.empty()) {
    spec.p_dealt =
        randomisation_p(set.outcome, set.regressors, 0, set.weights, set.groups, asked, executor).p;
  }
  leave_out(set, table, spec);
  return spec;
}

std::vector<std::vector<double>> matched_columns(const UnitTable& table, const ControlSet& controls,
                                                 const std::vector<std::size_t>& units) {
  std::vector<std::vector<double>> columns;
  for (const std::string& measure : controls.matched_on) {
    columns.push_back(values_of(table, measure, units));
  }
  return columns;
}

// Outcome, property and controls of all units with figures, and the pairs of the control set.
PairedUnits paired_units(const UnitTable& table, const CurveQuestion& question,
                         const std::string& outcome, const ControlSet& controls,
                         const std::vector<std::size_t>& units) {
  PairedUnits paired;
  paired.outcome = values_of(table, outcome, units);
  const std::string& measured = question.property_of(controls);
  const std::vector<double> property = values_of(table, measured, units);
  paired.regressors.add(measured, property);
  for (const std::string& control : controls.measures) {
    paired.regressors.add(control, values_of(table, control, units));
  }
  if (controls.neighbours) {
    std::map<std::size_t, std::size_t> places;
    for (std::size_t i = 0; i < units.size(); ++i) places[units[i]] = i;
    for (const auto& [one, other] : table.neighbours) {
      if (places.contains(one) && places.contains(other)) {
        paired.pairs.emplace_back(places[one], places[other]);
      }
    }
  } else {
    paired.pairs = nearest_pairs(property, matched_columns(table, controls, units));
  }
  return paired;
}

// One unit after another is left out, with all its pairs.
void leave_out_of_pairs(const PairedUnits& paired, const UnitTable& table,
                        const std::vector<std::size_t>& units, Specification& spec) {
  spec.least_without = spec.most_without = spec.coefficient;
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    PairedUnits kept = paired;
    std::erase_if(kept.pairs,
                  [&](const UnitPair& pair) { return pair.first == unit || pair.second == unit; });
    if (kept.pairs.size() == paired.pairs.size()) continue;
    const auto fit = fit_pairs(kept);
    if (!fit) continue;
    if (fit->coefficient < spec.least_without) {
      spec.least_without = fit->coefficient;
      spec.least_group = table.units[units[unit]];
    }
    if (fit->coefficient > spec.most_without) {
      spec.most_without = fit->coefficient;
      spec.most_group = table.units[units[unit]];
    }
  }
}

base::Result<Specification> fit_paired(const UnitTable& table, const CurveQuestion& question,
                                       const std::string& outcome, std::size_t controls,
                                       std::uint64_t number, base::Executor& executor) {
  const ControlSet& held = question.controls[controls];
  std::vector<std::size_t> units = units_of_all(table, question);
  const std::vector<double>& known = table.measure(outcome)->values;
  const std::vector<double>& measured = table.measure(question.property_of(held))->values;
  std::erase_if(units, [&](std::size_t unit) {
    return !std::isfinite(known[unit]) || !std::isfinite(measured[unit]);
  });
  const PairedUnits paired = paired_units(table, question, outcome, held, units);
  if (paired.pairs.size() <= paired.regressors.columns.size()) {
    return base::Problem{"screen.pairs",
                         {{}, 0, question.property},
                         fmt::format("{} pairs of {}", paired.pairs.size(), table.words),
                         "more pairs than regressors",
                         "Say which units are neighbours, or match on fewer measures."};
  }
  const auto fit = fit_pairs(paired);
  if (!fit) return fit.problems();
  Specification spec;
  spec.outcome = outcome;
  spec.controls = controls;
  spec.units = fit->units;
  spec.groups = fit->units;
  spec.pairs = fit->pairs;
  if (!held.neighbours) {
    spec.pair_distances = pair_distances(paired.pairs, matched_columns(table, held, units));
  }
  spec.coefficient = fit->coefficient;
  spec.error = fit->error;
  spec.freedom = fit->freedom;
  spec.p = two_sided_p(spec.coefficient, spec.error, fit->freedom);
  const double reach =
      spec.error * stats::student_t_quantile(0.5 + kConfidence / 2.0, fit->freedom);
  spec.low = spec.coefficient - reach;
  spec.high = spec.coefficient + reach;
  Resampling asked = question.resampling;
  asked.key.stream += 2 * number;
  spec.p_dealt = pairs_dealt_p(paired, held.neighbours ? PairDeal::Whole : PairDeal::WithinPairs,
                               asked, executor);
  leave_out_of_pairs(paired, table, units, spec);
  return spec;
}

const Specification* find(const CurveAnswer& answer, std::size_t controls) {
  for (const Specification& spec : answer.specifications) {
    if (spec.outcome == answer.outcome && spec.weights == answer.weight &&
        spec.controls == controls) {
      return &spec;
    }
  }
  return nullptr;
}

}  // namespace

double Specification::p_largest() const {
  return std::max({p, p_wild.value_or(0.0), p_dealt.value_or(0.0)});
}

const Specification* CurveAnswer::claimed() const { return find(*this, 0); }
const Specification* CurveAnswer::decisive() const { return find(*this, controls - 1); }

CurveAnswer answer_curve(const UnitTable& table, const CurveQuestion& question,
                         base::Executor& executor) {
  RECANVASS_CHECK(!question.outcomes.empty() && !question.controls.empty());
  RECANVASS_CHECK(!question.weights.empty());
  CurveAnswer answer;
  answer.outcome = question.outcomes.front();
  answer.weight = question.weights.front();
  answer.controls = question.controls.size();
  answer.used = units_of_all(table, question);
  std::uint64_t number = 0;
  const auto put = [&](std::vector<Specification>& list, const std::string& outcome,
                       std::size_t controls, const std::string& weights) {
    const bool paired = question.controls[controls].is_paired();
    if (paired && !weights.empty()) return;  // a pair has one weight
    auto spec =
        paired ? fit_paired(table, question, outcome, controls, ++number, executor)
               : fit_specification(table, question, outcome, controls, weights, ++number, executor);
    if (spec) {
      list.push_back(std::move(spec).value());
    } else {
      answer.refused.push_back(fmt::format("{}, {}: {}", outcome, question.controls[controls].words,
                                           base::sentences(spec.problems())));
    }
  };
  for (const std::string& outcome : question.outcomes) {
    for (std::size_t controls = 0; controls < question.controls.size(); ++controls) {
      for (const std::string& weights : question.weights) {
        put(answer.specifications, outcome, controls, weights);
      }
    }
  }
  if (const std::string& measured = question.controls.back().property; !measured.empty()) {
    CurveQuestion alike = question;
    alike.controls.front().property = measured;
    auto spec =
        fit_specification(table, alike, answer.outcome, 0, answer.weight, ++number, executor);
    if (spec) answer.claimed_alike = std::move(spec).value();
  }
  for (const std::string& outcome : question.placebos) {
    put(answer.placebos, outcome, 0, question.weights.front());
  }
  return answer;
}

std::vector<UnitResidual> decisive_residuals(const UnitTable& table,
                                             const CurveQuestion& question) {
  const Problemset set = gather(table, question, question.outcomes.front(),
                                question.controls.back(), question.weights.front());
  const auto fit = fit_least_squares(set.outcome, set.regressors, set.weights);
  std::vector<UnitResidual> residuals;
  if (!fit) return residuals;
  for (std::size_t i = 0; i < set.units.size(); ++i) {
    residuals.push_back({set.units[i], fit->residuals[i]});
  }
  return residuals;
}

std::vector<ElsewhereRun> run_elsewhere(const UnitTable& table, const std::string& outcome,
                                        const std::string& property, std::size_t units_least) {
  std::map<std::string, std::vector<std::size_t>> by_group;
  for (const std::size_t unit : complete_units(table, {outcome, property})) {
    by_group[table.groups[unit]].push_back(unit);
  }
  std::vector<ElsewhereRun> runs;
  for (const auto& [group, units] : by_group) {
    const std::vector<double> values = values_of(table, property, units);
    const auto with = static_cast<std::size_t>(
        std::count_if(values.begin(), values.end(), [](double value) { return value > 0.0; }));
    if (with < units_least || units.size() - with < units_least) continue;
    Regressors regressors;
    regressors.add(property, values);
    regressors.add("constant", std::vector<double>(units.size(), 1.0));
    const auto fit = fit_least_squares(values_of(table, outcome, units), regressors);
    if (!fit) continue;
    ElsewhereRun run;
    run.group = group;
    run.units = units.size();
    run.coefficient = fit->coefficients[0];
    const double error = fit->standard_errors(ErrorKind::HC3)[0];
    run.t = error > 0.0 ? run.coefficient / error : 0.0;
    run.p = two_sided_p(run.coefficient, error, static_cast<double>(fit->freedom));
    runs.push_back(run);
  }
  return runs;
}

}  // namespace recanvass::screen
