// Hart Verity cast vote records: XML, one file a sheet of a ballot, thousands in a folder or an
// archive. docs/formats/cards.md tells all of it. Next: formats/card_reading.h.
#pragma once

#include "formats/card_reading.h"
#include "formats/input_files.h"

#include <vector>

namespace recanvass::formats {

/// Adds the sheets of the files. In a ranked contest a value of several digits, "0100", is a mark
/// at the rank of each 1. Contests of one id and different names are different.
/// Causes: hart.record, xml.*, file.too-large.
void read_hart_cards(const InputFiles& files, const std::vector<std::size_t>& which,
                     CardReading& reading);

}  // namespace recanvass::formats
