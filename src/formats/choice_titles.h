// What the headings of a table of cards with names in its cells say: where a card is, or a contest,
// a rank of it, one of several votes in it. Used by formats/choice_columns.h; next:
// formats/ess_ballots.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

enum class CellRole : std::uint8_t {
  Record,
  Passed,  ///< numbers the rows, or says nothing about the card
  Precinct,
  Portion,  ///< of a precinct
  Style,
  Imprinted,
  TabulatorCvr,  ///< ES&S: four digits of the tabulator and a number that it gave, printed on paper
  Batch,
  Position,
  Tabulator,
  Group,
  HowMany,
  OfTheCard,  ///< by its words about places, machines and files, though nobody knows what it says
  Choice,
};

/// Of a heading; Choice for what is known as nothing else.
[[nodiscard]] CellRole cell_role_of(std::string_view heading);

/// "Mayor Choice 2 (50)", "2ND CHOICE MAYOR", "Governor (D) 1st Choice (5715)", "Rank #2": a
/// contest and a rank.
struct RankTitle {
  std::string contest;
  std::uint16_t rank = 0;
};
/// No value: the heading names no rank.
[[nodiscard]] std::optional<RankTitle> rank_title_of(std::string_view heading);

/// Neighbouring headings that differ by one number only: one that counts them from 1, also where
/// the first has none ("Council", "Council.1"), or an id in brackets at the end.
struct NumberedTitles {
  std::string contest;  ///< what is left without the number
  std::size_t columns = 0;
  bool ordinal = false;  ///< "1st", "second"
  bool at_end = false;  ///< the number is the last word
};
/// The family that begins with the first heading; no value where it is alone.
[[nodiscard]] std::optional<NumberedTitles> numbered_titles(std::span<const std::string> headings);

/// The heading of ES&S' list of ballots, which says where the cards are and nothing of votes.
[[nodiscard]] bool is_ess_ballots_header(std::span<const std::string> header);

/// Without line ends, which people put into headings: a space for each run of them.
[[nodiscard]] std::string on_one_line(std::string_view text);

}  // namespace recanvass::formats
