// Writes cards in the common data format of NIST SP 1500-103, version 1.0.0, in JSON or in XML: one
// report with one snapshot a card; and in XML as Unisyn exports it, which says less. Read back by
// formats/nist_cards.h. Next: formats/nist_report.h.
#pragma once

#include "formats/card_writer.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace recanvass::formats {

enum class NistDialect : std::uint8_t { Json, Xml, Unisyn };

/// Contests and choices keep their ids where all of them differ and, in XML, can be ids there; else
/// they get a word before them, or a number, because an id stands once in a report. Machines whose
/// names are no ids have them as their local code. Cards of one ballot have one record id.
/// GeneratedDate, which the format asks for, is 1970-01-01T00:00:00Z: the same cards give the same
/// bytes whenever they are written.
/// Unsayable: counting groups, how many ranks a contest has, withheld contests (left out), ranks at
/// which several choices were marked that are not named (left out), which cards without a record id
/// of their own are one ballot. Unisyn's: batches, positions, sheets and ids on the paper too.
/// @param path  the file
std::unique_ptr<CardWriter> nist_cards_writer(const std::filesystem::path& path,
                                              const std::string& election_name,
                                              NistDialect dialect);

}  // namespace recanvass::formats
