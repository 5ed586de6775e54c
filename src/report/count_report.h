// What a count of cast vote records gives, contest by contest: for a terminal, as JSON and as a
// table that is itself a file of returns. Rounds: report/count_rounds.h; against what was reported:
// report/against_report.h. Used by `recanvass tabulate`.
#pragma once

#include "base/json.h"
#include "election/returns.h"
#include "report/csv_text.h"
#include "report/terminal.h"
#include "tabulate/compare_rules.h"
#include "tabulate/withheld.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::report {

/// One contest with all that was asked of it.
struct CountedContest {
  /// What one card did in the count; no value: the card does not carry the contest.
  struct Path {
    std::string ballot;
    std::optional<tabulate::CardPath> path;
  };
  /// Votes, or first preferences, of each group of one kind.
  struct Groups {
    std::string kind;  ///< "precinct"
    election::UnitVotes votes;
  };

  tabulate::ContestCount result;
  std::optional<tabulate::RuleComparison> comparison;
  std::optional<tabulate::CountMargins> margins;
  std::vector<Path> paths;
  std::vector<Groups> groups;
  std::string title{};  ///< the contest's name with what tells it apart; empty: its name
  /// Votes of rows of totals that stand for withheld cards (tabulate/withheld.h); empty: none.
  tabulate::ChoiceVotes withheld{};
  bool withheld_may_change = false;  ///< who is elected: then no winner is told
  /// Why nobody is named before a person says what the records mean, and how it is said; empty:
  /// nothing is open. Then the rule is not told of, and votes stand as the records have them.
  std::string open{};
};

/// The rule with its citation, the votes, the rounds where there are any, who is elected or what a
/// lot must decide, and what else was asked. At most `screen.columns` wide.
[[nodiscard]] std::string count_text(const CountedContest& counted, const Screen& screen);
/// One of `contests[]` in docs/json.md, "tabulate".
[[nodiscard]] base::Json count_json(const CountedContest& counted);

/// The votes of each group (or, without groups, of all cards) in the columns of our returns CSV:
/// contest, unit (with groups), choice, votes. Cards with the contest are `@ballots`. Votes are in
/// the contest's unit. What a spreadsheet might compute has an apostrophe before it, which the
/// reader of returns takes away. @pre at most one kind of groups
[[nodiscard]] CsvTable count_table(const std::vector<CountedContest>& contests);

}  // namespace recanvass::report
