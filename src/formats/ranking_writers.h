// Writers of formats that hold rankings and nothing else: RAIRE text, raire-rs JSON, and tables
// with a column a candidate and ranks in the cells, as RCTab reads them.
// Read back by formats/raire_text.h and formats/rank_grid.h.
#pragma once

#include "formats/card_writer.h"

#include <filesystem>
#include <memory>

namespace recanvass::formats {

// Contests that are not ranked are not written, and counted. Unsayable in all three: places of
// cards, names of contests or choices where ids are written, which cards are one ballot, ranks at
// which several choices were marked, overvoted and withheld contests, invalid write-ins.

/// All ranked contests in one file. Ids of contests and choices stand for their names where they
/// hold no comma; else numbers do. A card without an imprinted or record id of its own gets its
/// number. @param path  the file
std::unique_ptr<CardWriter> raire_text_writer(const std::filesystem::path& path);

/// A file a contest: how many cards have each ranking. Which card has which is not told. A ranking
/// ends at the first rank with several choices; skipped ranks are closed up and a choice counts at
/// its first rank; each is counted. @param folder  exists and is empty
std::unique_ptr<CardWriter> raire_json_writer(const std::filesystem::path& folder);

/// A file a contest, called after it; a row a card. @param folder  exists and is empty
std::unique_ptr<CardWriter> rank_csv_writer(const std::filesystem::path& folder);

}  // namespace recanvass::formats
