// What moved votes otherwise than by two blind entries that agree, as a certificate has to say it
// (V14): rulings, draw-downs, a third person, batches set aside, units dropped by a ruling,
// petitions withdrawn. Read from the entries alone.
#pragma once

#include "recount/ballot_account.h"
#include "verify/record.h"

#include <string>
#include <vector>

namespace recanvass::verify {

/// A sentence each, in the order and words of a certificate.
/// @param account  of this record (verify/ballot_account.h)
[[nodiscard]] std::vector<std::string> moved_sentences(const Record& record,
                                                       const recount::BallotAccount& account);
[[nodiscard]] std::vector<std::string> moved_sentences(const Record& record);

/// Those besides the account of every ballot.
[[nodiscard]] std::vector<std::string> moved_besides_account(const Record& record);

/// Whether a sentence is one of them, whatever its figures.
[[nodiscard]] bool is_moved_sentence(const std::string& sentence);

/// Whether entries that have a part in them are not given.
[[nodiscard]] bool is_moved_unknown(const Record& record);

/// How many votes of the whole were counted again, and how many stand as first counted, in the
/// words of a certificate; empty: everything was counted again, a unit is open, or figures that are
/// not given, or given only in sums of groups, have a part.
[[nodiscard]] std::string partial_sentence(const Record& record);

/// Whether a sentence is that one, whatever its figures.
[[nodiscard]] bool is_partial_sentence(const std::string& sentence);

/// True when one of a batch's entries has those figures.
[[nodiscard]] bool is_of_a_reading(const Batch& batch, const Figures& figures);

}  // namespace recanvass::verify
