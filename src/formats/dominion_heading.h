// What the four heading rows of Dominion's CSV say: which columns say where a card is, how many
// choices and ranks a contest's title allows, which rank stands behind a choice's name. Used by
// formats/dominion_csv.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace recanvass::formats {

/// The columns that say where a card is.
enum class DominionColumn : std::uint8_t {
  Cvr,
  Tabulator,
  Batch,
  Record,
  Imprinted,
  Group,
  Precinct,
  Style,
  Current,
};
inline constexpr std::size_t kDominionColumns = 9;

/// By its name, whatever its capitals; null: it says something else.
[[nodiscard]] const std::pair<std::string_view, DominionColumn>* dominion_column(
    std::string_view name);
/// The last of the heading rows: four of those columns.
[[nodiscard]] bool is_dominion_heading_row(std::span<const std::string_view> fields);

/// "1-2-3" for ="1-2-3", the form by which Dominion keeps Excel from making a date of it.
[[nodiscard]] std::string_view without_excel_form(std::string_view cell);

/// "Mayor (Vote For=2)" and "Mayor (Number of positions=1, Number of ranks=4)" taken apart.
struct DominionTitle {
  std::string_view name;
  std::int32_t vote_for = 0;  ///< 0: not said
  std::int32_t ranks = 0;
};
[[nodiscard]] DominionTitle dominion_title_of(std::string_view text);

/// "Ada(2)" in a ranked contest: Ada at rank 2.
struct RankedName {
  std::string_view name;
  std::uint16_t rank = 0;
};
[[nodiscard]] std::optional<RankedName> ranked_name(std::string_view text);

}  // namespace recanvass::formats
