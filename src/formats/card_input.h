// Where commands take cards from: an export as a vendor wrote it, or the file that `recanvass
// import` made of one, which is opened at once. Next: formats/confined_import.h,
// formats/card_file.h.
#pragma once

#include "base/result.h"
#include "base/sha256.h"
#include "formats/card_import.h"
#include "formats/confined_import.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace recanvass::formats {

/// True when a file begins as a card store does.
[[nodiscard]] bool is_card_store_file(const std::filesystem::path& path);

/// The cards of a card store's file, if that is what is given, or of several as those of several
/// counties, named as the files are (election/join_cards.h); else of the files of one export,
/// which a child reads. Causes: those of open_card_store() and import_cards_confined();
/// cards.mixed when a card store is given with anything else, cards.label when two files have one
/// name, cards.twice when two hold the same cards, card by card, or one was joined from the other.
/// @pre this process has one thread
base::Result<CardImport> read_cards(const std::vector<std::filesystem::path>& paths,
                                    const ReadingLimits& limits = {});

/// A file as the disk has it; the name is the last part of the path, and what is in a folder has
/// the folder's name before its own.
struct HashedFile {
  std::string name;
  std::uint64_t bytes = 0;
  base::Sha256 sha256{};
  friend bool operator==(const HashedFile&, const HashedFile&) = default;
};

/// Every file under the paths, in the order given, those of a folder by name. Archives are files.
/// Names that begin with a dot are passed over, as they are when cards are read.
/// Causes: file.missing, file.unreadable.
base::Result<std::vector<HashedFile>> hash_files(const std::vector<std::filesystem::path>& paths);

}  // namespace recanvass::formats
