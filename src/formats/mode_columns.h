// Columns of votes by mode, where one may be the sum of others ("absentee" beside
// "absentee_by_mail" and "absentee_in_person"): to add both up would count votes twice. Used by
// formats/openelections.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::formats {

/// An empty cell.
constexpr std::int64_t kNoFigure = -1;

/// One row of a table with votes by mode.
struct ModeRow {
  std::uint32_t section = 0;
  std::uint32_t unit = 0;
  std::uint32_t choice = 0;
  std::int64_t line = 0;
  std::optional<std::int64_t> votes;  ///< all modes, where the table has such a column
  std::vector<std::int64_t> modes;    ///< by column; kNoFigure: empty
  std::vector<std::size_t> unreadable;  ///< columns of modes whose cells are reported as problems
};

/// A column that adds others up.
struct ModeSum {
  std::size_t whole = 0;  ///< position among the columns of modes
  std::vector<std::size_t> parts;  ///< in their order
  bool is_certain = true;  ///< false: it may hold them, but the figures do not say so
};

/// The columns that add others up: those that equal the sum of the same others in every row, when
/// at least kRowsToTell rows say so or the names do ("absentee" and "absentee_..."); and, not
/// certain, one whose name says so and that is never less than its parts, nor always their sum. One
/// that is less than them somewhere does not hold them.
/// @param names  of the columns, as formats/openelections.cpp makes them plain
[[nodiscard]] std::vector<ModeSum> sums_among_modes(const std::vector<std::string>& names,
                                                    const std::vector<ModeRow>& rows);

constexpr int kRowsToTell = 5;

}  // namespace recanvass::formats
