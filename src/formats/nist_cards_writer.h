// Writes cards in the common data format of NIST SP 1500-103, JSON, version 1.0.0: one report with
// one snapshot a card. Read back by formats/nist_cards.h.
#pragma once

#include "formats/card_writer.h"

#include <filesystem>
#include <memory>
#include <string>

namespace recanvass::formats {

/// Contests and choices keep their ids where all of them differ; else their ids get a prefix and a
/// number, because an id stands once in a report. Cards of one ballot have one record id.
/// GeneratedDate, which the format asks for, is 1970-01-01T00:00:00Z: the same cards give the same
/// bytes whenever they are written.
/// Unsayable: counting groups, how many ranks a contest has, withheld contests (left out), ranks at
/// which several choices were marked that are not named (left out), which cards without a record id
/// of their own are one ballot.
/// @param path  the file
std::unique_ptr<CardWriter> nist_cards_writer(const std::filesystem::path& path,
                                              const std::string& election_name);

}  // namespace recanvass::formats
