// Reads cast vote records, whatever export they come from: finds what each file is, reads those
// that belong together, checks what holds for all of them, and takes all or nothing.
// Next: formats/card_detect.h, formats/card_file.h.
#pragma once

#include "base/result.h"
#include "election/card_store.h"
#include "formats/card_detect.h"
#include "formats/card_reading.h"

#include <filesystem>
#include <string>
#include <vector>

namespace recanvass::formats {

struct CardImport {
  CvrFormat format = CvrFormat::DominionJson;
  election::CardStore store;
  std::vector<std::string> files;    ///< that cards or names were read from, in that order
  std::vector<IgnoredPart> ignored;  ///< what was read and did not become part of a card
  std::vector<std::string> remarks;  ///< what a person should know of how it was read
};

/// The cards of files, folders and archives that are one export. Problems are collected over all
/// files; with one of them nothing is taken.
/// Causes: cards.none, cards.unknown, cards.mixed, cards.twice, those of InputFiles::open and of
/// the format's reader.
base::Result<CardImport> import_cards(const std::vector<std::filesystem::path>& paths);
base::Result<CardImport> import_cards(const InputFiles& files);

}  // namespace recanvass::formats
