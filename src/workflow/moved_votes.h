// What was counted otherwise than by two blind entries that agree, of batches that were listed: the
// account of every ballot, then rulings, draw-downs, a third person, batches set aside, units
// dropped by a ruling, petitions withdrawn. Said in sentences on the certificate, the public page
// and by views; the verifier makes the same ones from the ledger. Next: workflow/certify.cpp.
#pragma once

#include "workflow/operation.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// A sentence each, of units whose second count is signed off or dropped: how many, which votes,
/// and who did it.
[[nodiscard]] std::vector<std::string> moved_sentences(const Operation& operation);

/// Votes as the tallies and tapes alone give them, where a unit has all of them; elsewhere those
/// that stand.
[[nodiscard]] std::map<std::string, std::int64_t> totals_of_tallies(const Operation& operation);

/// "The tallies alone name A: ..."; empty: what was moved does not change who has the most votes.
[[nodiscard]] std::string tallies_alone(const Operation& operation);

/// How many votes of the whole were counted again, and how many stand as first counted; empty:
/// everything was counted again, or a unit is open. Part of a certificate's warnings.
[[nodiscard]] std::string partial_sentence(const Operation& operation);

/// Whether the figures are those of one of the batch's two entries.
[[nodiscard]] bool is_of_an_entry(const BatchCount& batch, const Tally& tally);

}  // namespace recanvass::workflow
