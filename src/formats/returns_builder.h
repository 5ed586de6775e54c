// Turns a file's own words (formats/returns_table.h) into the figures of one result set: which rows
// belong to it, who is meant by a name, and whether the figures are possible at all.
#pragma once

#include "election/election.h"
#include "formats/name_map.h"
#include "formats/problem_list.h"
#include "formats/returns_table.h"

#include <string>
#include <vector>

namespace recanvass::formats {

/// A unit of which the file says what cannot be.
struct ImpossibleUnit {
  std::size_t unit = 0;  ///< of the result's units; 0 where it has none
  std::string
      words;  ///< "12 votes, blanks and overvotes on 9 ballots (rows 3, 4); there can be ..."
};

/// What the figures are for. References outlive the call.
struct ResultRequest {
  const election::Contest& contest;
  const election::Jurisdiction& jurisdiction;
  const NameMap& map;
  base::Date election_day;
  std::size_t contests = 1;  ///< of the package: with one only, every choice must be of it
  /// Where the figures are only compared with others: what cannot be of a unit goes here and is no
  /// problem of the file. Null: it is one.
  std::vector<ImpossibleUnit>* impossible = nullptr;
};

/// The file with an index of its rows, and which of them were used for what.
struct IndexedReturns {
  ReturnsTable table;
  bool is_whole = true;  ///< false: what a file with problems still says; for checks only
  std::vector<std::vector<std::uint32_t>> by_section;
  std::vector<std::string> used_for;  ///< by section: "jurisdiction/contest", empty: not used

  explicit IndexedReturns(ReturnsTable read);
};

/// Fills totals, units, ballots, remarks and (unless stated before) total_votes of `result`, whose
/// id, jurisdiction and contest are set. Figures by mode are added up; a choice without a row in a
/// unit where others have one got no vote there, and a remark says so.
/// Causes: returns.other-election, returns.no-rows, returns.shared-rows, returns.total-row,
/// returns.unmapped-choice, returns.unknown-choice, returns.unmapped-county,
/// returns.unknown-county, returns.duplicate-unit, returns.mode-overlap, returns.unknown-figure,
/// returns.total-differs, returns.impossible, returns.ballots-above-registered,
/// returns.votes-above-registered, returns.missing-county, and those of check_units() in
/// formats/unit_check.h. What is odd but possible is remarked: formats/odd_figures.h.
/// @return the first line in the file of each unit of `result`, in their order; 0: not known
std::vector<std::int64_t> build_result(IndexedReturns& returns, const ResultRequest& request,
                                       election::ResultSet& result, ProblemList& problems);

}  // namespace recanvass::formats
