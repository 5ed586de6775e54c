// Writes cards as Clear Ballot exports them to CSV: a row a card and a column for each choice, or
// for each choice and rank, whose name says which. Read back by formats/clear_ballot.h.
#pragma once

#include "formats/card_writer.h"

#include <filesystem>
#include <memory>

namespace recanvass::formats {

/// A colon in a name, which parts the names of columns, becomes a semicolon and is counted.
/// Unsayable: ids of contests and choices, record ids, counting groups, which cards are one ballot,
/// withheld contests (left out), that an overvote is one (its marks stand), invalid write-ins,
/// fractions of votes and several votes of a mark.
/// @param path  the file
std::unique_ptr<CardWriter> clear_ballot_writer(const std::filesystem::path& path);

}  // namespace recanvass::formats
