// Reads screening.toml of a package: the questions of a screening and the tables of units that they
// are asked of (docs/formats/screening.md). Tables are made by formats/screening_tables.h. Next:
// screen/question.h, workflow/screen.h.
#pragma once

#include "base/result.h"
#include "screen/question.h"
#include "screen/unit_table.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace recanvass::formats {

/// Rows of a source that are left out in all their columns, and told (formats/left_out_rows.h):
/// where one of the columns is empty, or where a column is below or above a share of another.
struct RowRule {
  std::string words;  ///< why: "one of the years has no figure"
  std::vector<std::string> empty;  ///< columns, none of which may be empty
  std::string column;  ///< compared with `of`; empty: nothing is
  std::string of;
  std::optional<double> below;  ///< left out where column < below * of
  std::optional<double> above;  ///< or > above * of
  std::int64_t from = 1;  ///< only where `of` is this much
  std::string told;  ///< a column whose sum over those rows is told; empty: none
  std::string told_words;
};

/// One file of figures, a row or several a unit.
struct UnitSource {
  std::string id;
  std::string file;
  std::vector<std::string> unit;  ///< columns that name the unit; "col:5": its first 5 characters
  std::vector<std::pair<std::string, std::vector<std::string>>> where;  ///< rows that are meant
  /// Names that end so are read without it and hold for units of that name in other groups too: a
  /// town in two counties. Empty: none.
  std::string across = {};
  bool lists = false;  ///< has every unit: one that the level's first source has not is told
  bool adjusted = false;  ///< figures below 0 are meant: an official adjustment has a row
  bool zero_unknown = false;  ///< a 0 is a figure that was not given
  std::vector<RowRule> leave_out = {};
};

/// How one number of every unit is worked out. Names are "source.column" or ids of measures before.
struct MeasureRule {
  enum class Kind {
    Sum,
    Share,
    Difference,
    Log10,
    LogOdds,
    Product,
    Indicator,
    Present,
    Only,
    AbsoluteChange
  };
  std::string id;
  std::string words;
  Kind kind = Kind::Sum;
  std::vector<std::string> of;  ///< summands; of a difference: what, less what
  std::vector<std::string> whole;  ///< of a share or its log odds: summands of what it is of
  std::string text;  ///< of an indicator: what its column contains
  std::string from;  ///< of an absolute change: sources
  std::string to;
  std::optional<std::int64_t> least = std::nullopt;  ///< what is below it is not known
};

struct LabelRule {
  std::string id;
  std::string column;  ///< "source.column"
  std::string otherwise;  ///< for units that have none
};

struct LevelRule {
  std::string id;
  /// "source.column": how units are called and which shape of a map they are; empty: by the first
  /// source, and no map.
  std::string name = {};
  std::string shape = {};
  std::string words;
  std::string group_words;
  std::vector<UnitSource> sources;  ///< the first lists the units
  std::string neighbours = {};  ///< a file of two columns, each row two units that share a border
  std::vector<MeasureRule> measures;
  std::vector<LabelRule> labels;
};

struct ScreeningFile {
  std::string title;
  std::string result_set;  ///< whose lead votes are read against; its count came before a recount
  std::uint64_t seed = 1;
  std::vector<LevelRule> levels;
  std::vector<screen::Question> questions;
};

/// @param text  of screening.toml
/// Causes: toml.*, screening.unknown (a level, measure or source that is not there),
/// screening.accusing (a title, paper or explanation that accuses), screening.kind (a measure or
/// question that is none or several of the kinds).
base::Result<ScreeningFile> parse_screening(std::string_view text, const std::string& file);

}  // namespace recanvass::formats
