// Our own table of cards: a row a card, a column a contest, everything that a card store holds.
// Every cell says by itself which marks it means, so that a person and any program can read it.
// docs/formats/cards.md tells the cells. Next: formats/card_reading.h.
#pragma once

#include "formats/card_reading.h"
#include "formats/input_files.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

/// True for the first row of such a table.
[[nodiscard]] bool is_cards_csv_header(std::span<const std::string> header);

/// Adds the cards of the files.
/// Causes: cards-csv.header, cards-csv.fields, cards-csv.cell, csv.*, text.*.
void read_cards_csv(const InputFiles& files, const std::vector<std::size_t>& which,
                    CardReading& reading);

// Writing, piece by piece; one store may be written behind another that has the same contests.
// Withheld totals are no cards and are left out.
void write_cards_csv_heading(const election::CardStore& store,
                             const std::function<void(std::string_view piece)>& write);
/// @param sheet  of its ballot, the card before; 1: none. Then that of the last card.
void write_cards_csv_rows(const election::CardStore& store, std::uint32_t& sheet,
                          const std::function<void(std::string_view piece)>& write);
/// Heading and rows.
void write_cards_csv(const election::CardStore& store,
                     const std::function<void(std::string_view piece)>& write);

}  // namespace recanvass::formats
