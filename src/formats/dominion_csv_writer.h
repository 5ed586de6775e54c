// Writes cards as a Dominion Democracy Suite CSV export: four lines of heading, then a row a card,
// a column for each choice and, where choices are ranked, for each choice and rank.
// The layout of Boulder County's export of 2023. Read back by formats/dominion_csv.h.
#pragma once

#include "formats/card_writer.h"

#include <filesystem>
#include <memory>
#include <string>

namespace recanvass::formats {

/// An empty cell: the card does not carry the contest. An overvote has one mark more than may be
/// made, for the first choices where the cards do not say which. A card without an imprinted id
/// gets tabulator-batch-record; record ids are numbers in order.
/// Unsayable: ids of contests and choices, withheld markings (empty), that an overvote is one (its
/// marks stand), fractions of votes, several votes of a mark, invalid write-ins (no mark), which
/// cards are one ballot, who changed what (adjudication), totals of withheld cards.
/// @param path  the file
std::unique_ptr<CardWriter> dominion_csv_writer(const std::filesystem::path& path,
                                                const std::string& election_name);

}  // namespace recanvass::formats
