#include "formats/mode_columns.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace recanvass::formats {
namespace {

constexpr std::array<std::string_view, 3> kAbsenteeWholes = {"absentee", "absentee_ballots",
                                                             "absentee_votes"};
constexpr std::array<std::string_view, 6> kAbsenteeParts = {
    "absentee_by_mail", "absentee_by_mail_votes", "absentee_in_person",
    "absentee_mail",    "absentee_mail_votes",    "in_person_absentee"};
constexpr std::size_t kColumnsMax = 12;  // 4,096 sets of columns are tried at most

template <std::size_t kSize>
bool names_one_of(const std::array<std::string_view, kSize>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::int64_t figure_of(const ModeRow& row, std::size_t column) {
  return std::max<std::int64_t>(row.modes[column], 0);
}

// How a column compares with the sum of others, over the rows in which both say something.
struct Comparison {
  int equal = 0;    // rows with votes in which it is their sum
  int above = 0;    // rows in which it is more
  int below = 0;    // rows in which it is less
  bool uses_all = false;  // every part has votes somewhere
};

Comparison compare(const std::vector<ModeRow>& rows, std::size_t whole,
                   const std::vector<std::size_t>& parts) {
  Comparison found;
  std::vector<bool> used(parts.size());
  for (const ModeRow& row : rows) {
    std::int64_t sum = 0;
    bool is_given = row.modes[whole] != kNoFigure;
    bool has_part = false;
    for (std::size_t k = 0; k < parts.size(); ++k) {
      sum += figure_of(row, parts[k]);
      has_part = has_part || row.modes[parts[k]] != kNoFigure;
      if (figure_of(row, parts[k]) > 0) used[k] = true;
    }
    if (!is_given || !has_part) continue;
    const std::int64_t own = figure_of(row, whole);
    if (own == sum && own > 0) ++found.equal;
    if (own > sum) ++found.above;
    if (own < sum) ++found.below;
    if (found.below > 0 && found.above > 0) break;
  }
  found.uses_all = std::all_of(used.begin(), used.end(), [](bool is_used) { return is_used; });
  return found;
}

// By its name, with the figures as a witness.
std::optional<ModeSum> absentee_sum(const std::vector<std::string>& names,
                                    const std::vector<ModeRow>& rows) {
  std::optional<std::size_t> whole;
  ModeSum sum;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names_one_of(kAbsenteeWholes, names[i])) whole = i;
    if (names_one_of(kAbsenteeParts, names[i])) sum.parts.push_back(i);
  }
  if (!whole || sum.parts.empty()) return std::nullopt;
  sum.whole = *whole;
  const Comparison found = compare(rows, sum.whole, sum.parts);
  if (found.below > 0 || (found.equal == 0 && found.above == 0)) return std::nullopt;
  sum.is_certain = found.above == 0;
  return sum;
}

// By its figures alone. Two columns with the same figures do not say which is the whole.
std::optional<ModeSum> sum_by_figures(std::size_t whole, std::size_t columns,
                                      const std::vector<ModeRow>& rows) {
  std::vector<std::size_t> others;
  for (std::size_t i = 0; i < columns; ++i) {
    if (i != whole) others.push_back(i);
  }
  for (std::uint32_t chosen = 1; chosen < (1U << others.size()); ++chosen) {
    ModeSum sum;
    sum.whole = whole;
    for (std::size_t k = 0; k < others.size(); ++k) {
      if ((chosen >> k & 1U) != 0) sum.parts.push_back(others[k]);
    }
    if (sum.parts.size() < 2) continue;
    const Comparison found = compare(rows, whole, sum.parts);
    if (found.above == 0 && found.below == 0 && found.equal >= kRowsToTell && found.uses_all) {
      return sum;
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<ModeSum> sums_among_modes(const std::vector<std::string>& names,
                                      const std::vector<ModeRow>& rows) {
  std::vector<ModeSum> sums;
  if (const auto sum = absentee_sum(names, rows)) sums.push_back(*sum);
  if (names.size() < 3 || names.size() > kColumnsMax) return sums;
  for (std::size_t whole = 0; whole < names.size(); ++whole) {
    if (!sums.empty() && sums.front().whole == whole) continue;
    if (const auto sum = sum_by_figures(whole, names.size(), rows)) sums.push_back(*sum);
  }
  return sums;
}

}  // namespace recanvass::formats
