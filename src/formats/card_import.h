// Reads cast vote records, whatever export they come from: finds what each file is, reads those
// that belong together, checks what holds for all of them, and takes all or nothing.
// Next: formats/card_detect.h, formats/card_file.h.
#pragma once

#include "base/result.h"
#include "election/card_store.h"
#include "formats/card_detect.h"
#include "formats/card_reading.h"
#include "formats/manifest_reader.h"
#include "formats/results_summary.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::formats {

struct CardImport {
  CvrFormat format = CvrFormat::DominionJson;
  election::CardStore store;
  std::vector<std::string> files;    ///< that cards or names were read from, in that order
  std::vector<IgnoredPart> ignored;  ///< what was read and did not become part of a card
  std::vector<std::string> remarks;  ///< what a person should know of how it was read
  /// By batch of the store: where the first of its cards stood; a row of 0 is not known.
  std::vector<base::Place> batch_places;
};

/// What files hold that a person gave together.
struct FilesRead {
  std::optional<CardImport> cards;        ///< no value: no cast vote records among them
  std::vector<ManifestImport> manifests;  ///< in the order of the files
  std::vector<ResultsSummary> results;    ///< as well
  std::vector<std::string> remarks;       ///< what of the files was not read
};

/// The cards, the ballot manifests and the results of files. Problems are collected over all files;
/// with one of them nothing is taken. @param given  columns of the manifests, by hand
/// @param executor  that gives several threads; null: one. What is read does not depend on it
/// Causes: cards.unknown, cards.mixed, cards.twice, those of read_manifest(), of read_results() and
/// of the format's reader; cards.none when there is nothing of the three.
base::Result<FilesRead> read_files(const InputFiles& files,
                                   const std::vector<MappedColumn>& given = {},
                                   base::Executor* executor = nullptr);

/// The cards of what was read. Manifests and results are told as ignored. Causes: cards.none.
/// @param what  named where there are none
base::Result<CardImport> cards_of_files(FilesRead read, const std::string& what);

/// The cards of files, folders and archives that are one export; in this process, so that commands
/// take formats/confined_import.h. Causes: cards.none, those of InputFiles::open and of
/// read_files().
base::Result<CardImport> import_cards(const std::vector<std::filesystem::path>& paths);
base::Result<CardImport> import_cards(const InputFiles& files);

}  // namespace recanvass::formats
