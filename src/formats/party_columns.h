// Contests of several parties' primaries under one title in a table with names in its cells: one
// column in which each party's cards have names of their own, or columns of which a card fills one.
// Used by formats/choice_columns.h.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

class PartyColumns {
 public:
  /// A cell of a contest's column, and the party that the card is of.
  void look_at(std::size_t column, std::string_view party, std::string_view cell);
  /// The parties whose cards carry a column's contest, where those of each have names that no
  /// other's have, and two of them on several cards; empty: it is one contest.
  [[nodiscard]] std::vector<std::string> apart_in(std::size_t column) const;
  /// The one party whose cards carry it; empty: several, or none that has a name.
  [[nodiscard]] std::string only_of(std::size_t column) const;

 private:
  struct Names {
    std::set<std::string, std::less<>> names;
    std::size_t cards = 0;  // that have a name
  };
  using ByParty = std::map<std::string, Names, std::less<>>;
  std::map<std::size_t, ByParty> columns_;
};

/// Whether a heading is that of the party which a card's ballot is of.
[[nodiscard]] bool is_party_heading(std::string_view heading);

}  // namespace recanvass::formats
