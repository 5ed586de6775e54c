#include "reconcile/finding.h"

#include "base/figures.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace recanvass::reconcile {
namespace {

struct RuleRow {
  Rule rule;
  std::string_view id;
  std::string_view words;
};

// In the order of the enumeration: row_of_rule relies on it.
constexpr std::array<RuleRow, kRules> kRuleRows = {{
    {Rule::R1, "R1", "votes, blank and overvotes are not more than ballots times votes allowed"},
    {Rule::R2, "R2", "ballots are not more than registered voters"},
    {Rule::R3, "R3", "ballots found are the voters, less what is explained"},
    {Rule::R4, "R4", "batches add up to the unit, units to the county, counties to the state"},
    {Rule::R5, "R5",
     "batches have the same ballots in manifest, count and records, and together the canvass's"},
    {Rule::R6, "R6", "the machine tape agrees with the results system, name by name"},
    {Rule::R7, "R7", "the content of each medium is loaded once"},
    {Rule::R8, "R8", "every expected medium is there"},
    {Rule::R9, "R9", "a choice with votes expected has votes"},
    {Rule::R10, "R10", "a revised figure is not exactly twice the earlier one"},
    {Rule::R11, "R11", "a revised total has a cause"},
    {Rule::R12, "R12", "the first blind entry equals the second"},
    {Rule::I1, "I1", "voters in the poll book are ballots issued less spoiled and provisional"},
    {Rule::I2, "I2", "ballots delivered are issued, spoiled and unused"},
    {Rule::I3, "I3", "ballots found are ballots issued less spoiled and provisional"},
    {Rule::I4, "I4", "the machine tape has as many ballots as the containers"},
    {Rule::I5, "I5", "the paper roll has as many ballots as the machine tape"},
    {Rule::I7, "I7", "envelopes returned are accepted, rejected and awaiting cure"},
    {Rule::I8, "I8", "accepted envelopes give the absentee ballots counted"},
    {Rule::I9, "I9", "provisional ballots issued are counted or rejected"},
    {Rule::I10, "I10", "the parts of a unit's ballots add up to the canvass"},
    {Rule::I11, "I11", "the seal found is the seal recorded, and unbroken"},
    {Rule::I12, "I12", "counters start at zero and move by the ballots on the tape"},
}};

// procedures: seals (11), stock (2), poll book (1), containers (3), tape and roll (4, 5), contests
// (6), sums (10). Media stand before the sums that they explain.
constexpr std::array kOrder = {Rule::I11, Rule::I12, Rule::I2, Rule::I1,  Rule::I7, Rule::I8,
                               Rule::I9,  Rule::I3,  Rule::R3, Rule::I4,  Rule::I5, Rule::R2,
                               Rule::R12, Rule::R1,  Rule::R6, Rule::R7,  Rule::R8, Rule::R9,
                               Rule::R10, Rule::R11, Rule::R5, Rule::I10, Rule::R4};
static_assert(kOrder.size() == kRules);

const RuleRow& row_of_rule(Rule rule) { return kRuleRows.at(static_cast<std::size_t>(rule)); }

}  // namespace

void Findings::append(Findings more) {
  std::ranges::move(more.found, std::back_inserter(found));
  std::ranges::move(more.not_checked, std::back_inserter(not_checked));
  std::ranges::move(more.checked, std::back_inserter(checked));
}

std::string id_of(Rule rule) { return std::string(row_of_rule(rule).id); }

std::optional<Rule> rule_named(std::string_view id) {
  for (const RuleRow& row : kRuleRows) {
    if (row.id == id) return row.rule;
  }
  return std::nullopt;
}

std::string_view words_of(Rule rule) { return row_of_rule(rule).words; }

std::string id_of(Severity severity) {
  switch (severity) {
    case Severity::Info: return "info";
    case Severity::Amber: return "amber";
    case Severity::Red: return "red";
  }
  RECANVASS_CHECK(false);
  return {};
}

int place_in_order(Rule rule) {
  const auto* place = std::ranges::find(kOrder, rule);
  RECANVASS_CHECK(place != kOrder.end());
  return static_cast<int>(place - kOrder.begin());
}

Finding compare(Rule rule, Severity severity, const std::string& unit, NamedFigure left,
                NamedFigure right) {
  Finding finding;
  finding.rule = rule;
  finding.unit = unit;
  finding.severity = severity;
  finding.residual = (election::VoteCount(left.value) - election::VoteCount(right.value)).value();
  finding.words = comparison_words(left, right);
  finding.left = std::move(left);
  finding.right = std::move(right);
  return finding;
}

bool compares_figures(const Finding& finding) {
  return finding.left.instead.empty() && finding.right.instead.empty();
}

std::string comparison_words(const NamedFigure& left, const NamedFigure& right) {
  const std::int64_t residual =
      (election::VoteCount(left.value) - election::VoteCount(right.value)).value();
  std::string end = "they agree";
  if (residual > 0) end = fmt::format("{} more", base::grouped(residual));
  if (residual < 0) end = fmt::format("{} fewer", base::grouped(-residual));
  return fmt::format("{} {}, {} {}: {}", left.name, base::grouped(left.value), right.name,
                     base::grouped(right.value), end);
}

}  // namespace recanvass::reconcile
