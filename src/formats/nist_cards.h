// Cast vote records in the common data format of NIST SP 1500-103, JSON and XML; Unisyn exports so
// too. A record holds snapshots of one ballot (original, interpreted, modified), of which one is
// current. docs/formats/cards.md tells all of it. Next: formats/nist_names.h.
#pragma once

#include "formats/card_reading.h"
#include "formats/input_files.h"

#include <cstdint>
#include <vector>

namespace recanvass::formats {

enum class NistSyntax : std::uint8_t { Json, Xml };

/// Adds the cards of the files, which are read twice: what ids stand for may come last. A mark
/// counts when it is indicated and may be allocated; an overvoted contest keeps its marks. Votes
/// with fractions are kept in units of their common denominator.
/// Causes: nist-cards.record, nist-cards.reference, nist-cards.name, nist-cards.fraction, json.*,
/// xml.*.
void read_nist_cards(const InputFiles& files, const std::vector<std::size_t>& which,
                     NistSyntax syntax, CardReading& reading);

}  // namespace recanvass::formats
