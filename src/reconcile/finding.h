// What a rule found: two figures that had to agree, by how much they do not, and what that says.
// Made by the rules (ballots, votes, media, sums), put in order by reconcile/rules.h.
#pragma once

#include "reconcile/figure.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::reconcile {

/// R1 to R12 are the rules of the program; I1 to I12 the identities of the worksheet beneath them
/// (docs/reconciliation.md). Identities 6 and 10 of the worksheet are R1 and R4.
enum class Rule {
  R1,
  R2,
  R3,
  R4,
  R5,
  R6,
  R7,
  R8,
  R9,
  R10,
  R11,
  R12,
  I1,
  I2,
  I3,
  I4,
  I5,
  I7,
  I8,
  I9,
  I10,
  I11,
  I12
};
inline constexpr std::size_t kRules = 23;

/// Red holds the unit's publication back, Amber wants a cause, Info is for the record.
enum class Severity { Info, Amber, Red };

/// One of the two things compared: a figure, or what stands in its place.
struct NamedFigure {
  std::string name;
  std::int64_t value = 0;
  /// A seal's number, "broken", "not in the list", "not shown": the value is none, and stays 0.
  std::string instead = {};
};

struct Finding {
  Rule rule = Rule::R1;
  std::string unit;
  std::string about;  ///< contest, choice, batch, medium or container; empty: the unit itself
  Severity severity = Severity::Info;
  NamedFigure left;
  NamedFigure right;
  std::int64_t residual = 0;  ///< left less right
  std::string words;          ///< one sentence
  bool impossible = false;    ///< no election can have these figures
  std::optional<Rule> explained_by = std::nullopt;  ///< an earlier check with the same residual
};

/// A rule that could not be applied to the unit, and why.
struct NotChecked {
  Rule rule = Rule::R1;
  std::string unit;
  std::string about;
  std::vector<std::string> missing;  ///< names of the figures that are holes
};

/// All that one or more rules said.
struct Findings {
  std::vector<Finding> found;
  std::vector<NotChecked> not_checked;
  std::vector<Rule> checked;  ///< applied to figures that were all there

  void append(Findings more);
};

/// "R1", "I11"
[[nodiscard]] std::string id_of(Rule rule);
[[nodiscard]] std::optional<Rule> rule_named(std::string_view id);
/// What must hold, in one line: "ballots are not more than registered voters".
[[nodiscard]] std::string_view words_of(Rule rule);
/// "red", "amber", "info"
[[nodiscard]] std::string id_of(Severity severity);

/// Whether both sides are figures, so that their difference says something.
[[nodiscard]] bool compares_figures(const Finding& finding);

/// Where a rule stands in the order of checking: a failed early check explains late ones.
[[nodiscard]] int place_in_order(Rule rule);

/// A finding with its residual worked out.
[[nodiscard]] Finding compare(Rule rule, Severity severity, const std::string& unit,
                              NamedFigure left, NamedFigure right);

/// "ballots found 499, voters 500: 1 fewer"
[[nodiscard]] std::string comparison_words(const NamedFigure& left, const NamedFigure& right);

}  // namespace recanvass::reconcile
