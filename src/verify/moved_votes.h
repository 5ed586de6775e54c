// What moved votes otherwise than by two blind entries that agree, as a certificate has to say it
// (V14): rulings, draw-downs, a third person, batches set aside, units dropped by a ruling,
// petitions withdrawn. Read from the entries alone.
#pragma once

#include "verify/record.h"

#include <string>
#include <vector>

namespace recanvass::verify {

/// How many votes of the whole were counted again, and how many stand as first counted, in the
/// words of a certificate; empty: everything was counted again, a unit is open, or figures that are
/// not given, or given only in sums of groups, have a part.
[[nodiscard]] std::string partial_sentence(const Record& record);

/// Whether a sentence is that one, whatever its figures.
[[nodiscard]] bool is_partial_sentence(const std::string& sentence);

/// A sentence each, in the order and words of a certificate.
[[nodiscard]] std::vector<std::string> moved_sentences(const Record& record);

/// Whether a sentence is one of them, whatever its figures.
[[nodiscard]] bool is_moved_sentence(const std::string& sentence);

/// Whether entries that have a part in them are not given.
[[nodiscard]] bool is_moved_unknown(const Record& record);

}  // namespace recanvass::verify
