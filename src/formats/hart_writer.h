// Writes cards as Hart Verity exports them: one XML file a sheet, in ZIP archives of 20,000 sheets.
// Read back by formats/hart_cards.h.
#pragma once

#include "formats/card_writer.h"

#include <filesystem>
#include <memory>

namespace recanvass::formats {

/// Archives Cvrs_1.zip, Cvrs_2.zip, ... so that an archive is never larger than a computer's
/// memory. Entries carry the day 1980-01-01, the first that an archive can name.
/// A batch is called tabulator-batch where its tabulator is known.
/// Unsayable: tabulators, styles, counting groups, record ids, who changed what (adjudication), how
/// many choices may be marked or ranks there are, withheld contests (left out), ranks at which
/// several choices were marked that are not named, fractions of votes, choices that no card marks.
/// @param folder  exists and is empty
std::unique_ptr<CardWriter> hart_writer(const std::filesystem::path& folder);

}  // namespace recanvass::formats
