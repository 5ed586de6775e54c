// Columns of one title that are contests of their own: in a primary each party has a contest
// "Governor", and a card carries one of them. Only the cards tell, by the cells that are empty.
// Used by formats/dominion_csv.h and formats/clear_ballot.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace recanvass::formats {

class ColumnsApart {
 public:
  /// @param columns  of one title, in the order of the table
  explicit ColumnsApart(std::vector<std::size_t> columns) : columns_(std::move(columns)) {}

  /// The cells of a card. @param is_empty  of a column
  void look_at(const std::function<bool(std::size_t)>& is_empty);
  /// The columns with which each contest begins, the first of all among them, where every card
  /// carries one of them whole and nothing of the others; empty: they are one contest, or a cell is
  /// missing.
  [[nodiscard]] std::vector<std::size_t> begins() const;
  [[nodiscard]] const std::vector<std::size_t>& columns() const { return columns_; }

 private:
  std::vector<std::size_t> columns_;
  std::vector<std::vector<bool>> patterns_;  // which columns some cards have filled
  bool too_many_ = false;
};

/// What is said of columns of one title that were read as several contests.
[[nodiscard]] std::string columns_apart_remark(const std::string& file, const std::string& title,
                                               const std::vector<std::string>& names);

}  // namespace recanvass::formats
