// What moved votes otherwise than by two blind entries that agree: rulings, draw-downs, a third
// person, batches set aside, units dropped by a ruling, petitions withdrawn. Said in sentences on
// the certificate, the public page and by views; the verifier makes the same ones from the ledger.
// Next: workflow/certify.cpp.
#pragma once

#include "workflow/operation.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// How many votes of the whole were counted again, and how many stand as first counted; empty:
/// everything was counted again, or a unit is open. Part of a certificate's warnings.
[[nodiscard]] std::string partial_sentence(const Operation& operation);

/// A sentence each, of units whose second count is signed off or dropped: how many, which votes,
/// and who did it.
[[nodiscard]] std::vector<std::string> moved_sentences(const Operation& operation);

/// Votes as the tallies and tapes alone give them, where a unit has all of them; elsewhere those
/// that stand.
[[nodiscard]] std::map<std::string, std::int64_t> totals_of_tallies(const Operation& operation);

/// The account that an entry is of; empty: there is no such entry.
[[nodiscard]] std::string author_of_entry(const Operation& operation, std::uint64_t position);

/// Whether the figures are those of one of the batch's two entries.
[[nodiscard]] bool is_of_an_entry(const BatchCount& batch, const Tally& tally);

/// "Both entries of what a third person settled name A: ..."; empty: they do not differ from the
/// result, or not both in the same way.
[[nodiscard]] std::string entries_alone(const Operation& operation);

/// "The tallies alone name A: ..."; empty: what was moved does not change who has the most votes.
[[nodiscard]] std::string tallies_alone(const Operation& operation);

}  // namespace recanvass::workflow
