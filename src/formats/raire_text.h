// Ranked ballots as the RAIRE programs read them: the number of contests, a line a contest, then a
// line a ballot and contest with the choices in order of preference.
// docs/formats/cards.md tells all of it. Next: formats/card_reading.h.
#pragma once

#include "formats/card_reading.h"
#include "formats/input_files.h"

#include <span>
#include <string>
#include <vector>

namespace recanvass::formats {

/// True for the first two rows of such a file.
[[nodiscard]] bool is_raire_text(std::span<const std::vector<std::string>> rows);

/// Adds the ballots of the files, each a card; lines of one ballot in several contests are one
/// card. Causes: raire.contest, raire.ballot, raire.choice, csv.*, text.*.
void read_raire_text(const InputFiles& files, const std::vector<std::size_t>& which,
                     CardReading& reading);

/// Ballots in the JSON of the Rust programs: candidates, then rankings and how many ballots have
/// each. One contest a file. Causes: raire.json, and those of base::parse_json.
void read_raire_json(const InputFiles& files, const std::vector<std::size_t>& which,
                     CardReading& reading);

}  // namespace recanvass::formats
