// Dominion Democracy Suite cast vote records as CSV: four lines of heading (election, contests,
// choices, columns and parties), then a row a card. Six, seven or eight columns say where the card
// is. An empty cell is a contest that the card does not carry; 0 is a choice that is not marked.
// docs/formats/cards.md tells all of it. Next: formats/card_reading.h.
#pragma once

#include "formats/card_reading.h"
#include "formats/input_files.h"

#include <span>
#include <string>
#include <vector>

namespace recanvass::formats {

/// True when one of the first rows names the columns that Dominion exports.
[[nodiscard]] bool is_dominion_csv(std::span<const std::vector<std::string>> rows);

/// Adds the cards of the files. After a problem only problems are added. Cells of the form ="1-2-3"
/// lose that form. Rows that say where no card is, and that cards were redacted, are totals of
/// withheld cards: RedactedRow.
/// Causes: dominion-csv.heading, dominion-csv.column, dominion-csv.fields, dominion-csv.cell,
/// dominion-csv.id, dominion-csv.total, dominion-csv.card, csv.*, text.*.
void read_dominion_csv(const InputFiles& files, const std::vector<std::size_t>& which,
                       CardReading& reading);

}  // namespace recanvass::formats
