// Whether the units of one result set are different units of one kind: a row that adds others up,
// or a unit listed twice under two spellings, would count votes twice. Used by
// formats/returns_builder.h, for every format.
#pragma once

#include "formats/problem_list.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

/// One unit of a result set, with its votes.
struct CountedUnit {
  std::string_view name;         ///< empty: the county or jurisdiction as a whole
  std::string_view county;  ///< the county's id, or its text where none are listed; or empty
  std::string_view county_name;  ///< the county's name; empty: none
  std::int64_t line = 0;  ///< of its first row, 1-based; 0: not known
  std::span<const std::int64_t> votes;  ///< by choice, as many for each unit; below 0: no row
  std::int64_t ballots = -1;  ///< below 0: not given
  bool is_certain = true;  ///< false: some of its votes could not be read; it is in no sum
};

/// "Ward 1" in "us-wi-dane", quoted; "the jurisdiction as a whole" when both are empty.
[[nodiscard]] std::string unit_words(std::string_view name, std::string_view county);

/// Refused: a unit whose name says that it adds others up (but not where names_a_total() of
/// formats/name_map.h holds: those are refused before, unless map.ignore leaves them out); a county
/// as a whole beside its units; a unit named as its county beside others; a unit whose votes for
/// every choice are the sum of all other units (two at least, all certain) of its county, or of the
/// file; two
/// units of one county, or one of them without a county, whose names differ by capitals, white
/// space or look-alike letters only.
/// Causes: returns.total-row, returns.duplicate-unit, returns.look-alike-units.
void check_units(const std::vector<CountedUnit>& units, const std::string& file,
                 ProblemList& problems);

/// True when a word of the name is "total", "totals", "subtotal", "countywide" and the like.
[[nodiscard]] bool has_word_of_total(std::string_view name);

}  // namespace recanvass::formats
