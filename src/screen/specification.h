// One question put in every defensible way: an outcome of units on a property of theirs, under each
// set of controls, weighted or not. A single regression is a choice; the curve of all of them shows
// how much of the answer is that choice. docs/math/screen-models.md; shown by report/screen_text.h.
#pragma once

#include "base/executor.h"
#include "base/result.h"
#include "screen/resampling.h"
#include "screen/unit_table.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::screen {

/// What is held equal.
struct ControlSet {
  std::string words;  ///< "race, education"
  std::vector<std::string> measures;
  /// An effect of each group beside them: units are compared inside their group only.
  bool group_effects = false;
  /// Differences between neighbours, or between the units of either kind that are most like each
  /// other by these measures; unweighted only. screen/unit_pairs.h
  bool neighbours = false;
  std::vector<std::string> matched_on = {};
  /// The property measured in another way, in this set alone; empty: the question's own.
  std::string property = {};

  [[nodiscard]] bool is_paired() const { return neighbours || !matched_on.empty(); }
};

/// The question, written down before any figure is looked at.
struct CurveQuestion {
  std::string property;  ///< a measure: 1 or 0, or a number
  std::vector<std::string> outcomes;  ///< measures; the first is that of the claim
  std::vector<ControlSet> controls;  ///< the first is the claim's own, the last decides
  std::vector<std::string> weights;  ///< measures above 0; "": every unit alike
  std::vector<std::string> placebos;  ///< outcomes of elections that nobody disputes
  Resampling resampling;

  /// The measure that is the property in a set of controls.
  [[nodiscard]] const std::string& property_of(const ControlSet& set) const {
    return set.property.empty() ? property : set.property;
  }
};

/// One way to put it, and its answer.
struct Specification {
  std::string outcome;
  std::size_t controls = 0;  ///< index in the question
  std::string weights;
  std::size_t units = 0;
  std::size_t groups = 0;
  std::size_t pairs = 0;  ///< of a set that compares pairs; 0: it does not
  /// Of matched pairs, how far the two of each lie apart, as pair_distances(); else empty.
  std::vector<double> pair_distances;
  /// Groups whose units differ in the property; with effects of groups the figure is theirs alone.
  std::size_t telling_groups = 0;
  double coefficient = 0.0;
  double error = 0.0;  ///< HC3, or CR1 where several units are of one group
  ErrorKind error_kind = ErrorKind::HC3;
  double low = 0.0;  ///< 95 % by Student's law
  double high = 0.0;
  double p = 1.0;  ///< by Student's law
  double freedom = 0.0;  ///< of that law
  std::optional<double> p_wild;  ///< wild (cluster) bootstrap; none of pairs
  std::optional<double> p_dealt;  ///< randomisation; none where weights and group effects meet
  double r_squared = 0.0;
  double least_without = 0.0;  ///< the coefficient with one group left out, smallest and largest
  double most_without = 0.0;
  std::string least_group;  ///< which was left out
  std::string most_group;

  /// The largest of its p-values: a finding has to survive all of them.
  [[nodiscard]] double p_largest() const;
};

struct CurveAnswer {
  std::vector<Specification> specifications;  ///< outcome by outcome, control by control, weights
  std::vector<Specification> placebos;  ///< the claim's own controls, each placebo outcome
  std::vector<std::string> refused;  ///< specifications that could not be fitted, with why
  /// Of the first outcome and first weights: the claim's own specification and the one that
  /// decides. Null when refused.
  [[nodiscard]] const Specification* claimed() const;
  [[nodiscard]] const Specification* decisive() const;
  /// Where the deciding set measures the property in another way: the claim's own set with that
  /// measure, of the same units, so that like is held against like.
  std::optional<Specification> claimed_alike;
  std::size_t controls = 0;  ///< sets of controls in the question
  std::string outcome;  ///< the first
  std::string weight;  ///< the first
  /// Units that have every figure which any specification needs: those of all. One that measures
  /// the property in another way has fewer.
  std::vector<std::size_t> used;
};

/// @pre the table has every measure that the question names
[[nodiscard]] CurveAnswer answer_curve(const UnitTable& table, const CurveQuestion& question,
                                       base::Executor& executor);

/// What the deciding specification (last controls, first outcome, first weights) leaves of each
/// unit that it has; empty when it cannot be fitted.
struct UnitResidual {
  std::size_t unit = 0;
  double residual = 0.0;
};
[[nodiscard]] std::vector<UnitResidual> decisive_residuals(const UnitTable& table,
                                                           const CurveQuestion& question);

/// The claim's regression (property alone) in each group by itself, as in every state of a country:
/// how often does a property that nobody disputes look like this? Groups with fewer than
/// `units_least` units on either side of a 0/1 property are left out.
struct ElsewhereRun {
  std::string group;
  std::size_t units = 0;
  double coefficient = 0.0;
  double t = 0.0;  ///< by HC3
  double p = 1.0;
};
[[nodiscard]] std::vector<ElsewhereRun> run_elsewhere(const UnitTable& table,
                                                      const std::string& outcome,
                                                      const std::string& property,
                                                      std::size_t units_least = 5);

}  // namespace recanvass::screen
