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

}  // namespace recanvass::verify
