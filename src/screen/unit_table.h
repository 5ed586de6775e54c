// Units of one kind (wards, municipalities, counties) with what is known of each: numbers to reckon
// with and labels to group by. Made by formats/screening_tables.h from files; read by every screen.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recanvass::screen {

/// A number of every unit. NaN: not known for that unit.
struct Measure {
  std::string id;
  std::string words;  ///< "change of the Democratic share, 2012 to 2016"
  std::vector<double> values;
  std::vector<std::string> left_out = {};  ///< sentences: rows of its files that are not in it
  std::vector<std::string> files = {};  ///< that it is worked out from, in order of name
};

/// A text of every unit; empty: not known.
struct Label {
  std::string id;
  std::vector<std::string> values;
};

struct UnitTable {
  std::string id;
  std::string words;  ///< "municipalities"
  std::string group_words;  ///< "counties"
  std::vector<std::string> units;  ///< names, in the order of the file that lists them
  std::vector<std::string> groups;  ///< of each unit: units of one group may go wrong together
  std::vector<Measure> measures;
  std::vector<Label> labels;
  /// Units that a file should list as the first does, and that the first does not: "form: Ward 21".
  std::vector<std::string> unlisted = {};
  /// Units a row of whose files says, figure by figure, what another row says under another name.
  std::vector<std::pair<std::size_t, std::string>> given_twice = {};
  /// Units that share a border, each pair once; empty: not known.
  std::vector<std::pair<std::size_t, std::size_t>> neighbours = {};
  /// Which shape of a map each unit is, "55025"; empty: no map.
  std::vector<std::string> shapes = {};

  /// Null when there is none.
  [[nodiscard]] const Measure* measure(std::string_view id) const;
  [[nodiscard]] const Label* label(std::string_view id) const;
};

/// Groups as numbers from 0, in the order in which they first come.
[[nodiscard]] std::vector<std::size_t> numbered_groups(const std::vector<std::string>& groups);

/// Units for which every one of these measures is known and, where asked for, above 0.
[[nodiscard]] std::vector<std::size_t> complete_units(const UnitTable& table,
                                                      const std::vector<std::string>& measures,
                                                      const std::string& above_zero = {});

/// What was left out of the files that these measures are made of, each sentence once.
[[nodiscard]] std::vector<std::string> left_out_of(const UnitTable& table,
                                                   const std::vector<std::string>& measures);

/// The measure's values of those units, in their order. @pre the table has the measure
[[nodiscard]] std::vector<double> values_of(const UnitTable& table, const std::string& measure,
                                            const std::vector<std::size_t>& units);

}  // namespace recanvass::screen
