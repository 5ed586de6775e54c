// Writes cards as a Dominion Democracy Suite JSON export (the layout of 5.10): CvrExport_1.json and
// so on, one for each part, and the manifests that say what their numbers mean.
// Read back by formats/dominion_json.h.
#pragma once

#include "formats/card_writer.h"

#include <filesystem>
#include <memory>
#include <string>

namespace recanvass::formats {

/// Numbers stand for names: those that contests, choices, tabulators and batches have where all of
/// one list are numbers and differ, else their place in the list. The cards of one ballot that
/// follow one another are one session with several cards, at the position of the first.
/// Unsayable: ids that are no numbers, withheld markings (the contest is left out), the marks of
/// overvotes, fractions of votes, several votes of a mark, invalid write-ins (left out), totals of
/// withheld cards.
/// @param folder  exists and is empty
std::unique_ptr<CardWriter> dominion_json_writer(const std::filesystem::path& folder,
                                                 const std::string& election_name);

}  // namespace recanvass::formats
