// Neighbouring columns of a table of cards that may be one contest: votes of it, or ranks. Their
// headings say that they may be, the cards whether they are. Used by formats/choice_columns.h; what
// headings say: formats/choice_titles.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

struct ColumnGroup {
  enum class Family : std::uint8_t {
    Numbered,  ///< "Council 1", "Council 2"
    Ordered,  ///< "Mayor 1st", "Mayor 2nd"
    OneTitle,  ///< "Council", "Council", or "Council" and headings without a word
    Lettered,  ///< "Council A", "Council B": seats or wards, contests of their own
  };
  std::size_t first = 0;
  std::size_t end = 0;
  Family family = Family::Numbered;
  std::string contest{};  ///< the title without what tells the columns apart
  bool numbers_last = false;  ///< what tells them apart stands at the end
  std::size_t used = 0;  ///< of the columns, up to the last that holds something

  /// Takes a card's cells into account. @param cell  the text in a column of the table
  void look_at(const std::function<std::string_view(std::size_t)>& cell);
  /// Why the columns are contests of their own, by all cards; empty: they are votes of one.
  [[nodiscard]] std::string why_contests() const;
  /// Whether the columns are read as one contest.
  [[nodiscard]] bool is_one_contest() const;
  /// How the columns were read, for a person; empty where nobody would take them for one contest.
  [[nodiscard]] std::string remark(std::span<const std::string> headings) const;

  bool apart = false;  // a card has something in some of them only
  bool beside = false;  // a card has something in two of them
  bool name_twice = false;  // on one card
  std::vector<std::set<std::string, std::less<>>> names{};  // met in each column
};

/// The groups among columns of contests without ranks, from the left.
/// @param is_plain  of each column: whether it may be one
[[nodiscard]] std::vector<ColumnGroup> column_groups(std::span<const std::string> headings,
                                                     const std::vector<bool>& is_plain);

}  // namespace recanvass::formats
