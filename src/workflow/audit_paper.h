// The paper of an audit against its records and its assertions: batch by batch, and whether every
// card that the manifest lists is in the domain of what is confirmed. A card that is in no domain
// could never be drawn, and a wrong outcome could lie in it.
// Used by workflow/audit_assertions.h and workflow/audit_draw.h.
#pragma once

#include "workflow/audit_assertions.h"

#include <cstdint>
#include <string>

namespace recanvass::workflow {

/// Cards of the manifest less the records. `file` names the manifest in problems.
/// Causes: paper.batch (records of a batch that the manifest lacks, or more records than cards;
/// each such batch), paper.records (more records, of no batch, than the manifest has cards left).
[[nodiscard]] base::Result<election::CardCount> cards_without_record(
    const election::BallotManifest& manifest, const std::string& file,
    const election::CardStore& store);

enum class DrawnFrom : std::uint8_t { Records, Manifest };

/// What keeps these contests from being confirmed by a draw: causes as above, and paper.phantoms
/// (cards without a record that a contest has neither phantoms nor a bound of its own for),
/// paper.styles (cards drawn from a manifest for a contest with a domain of its own), paper.cards
/// (a domain of another number of cards than the manifest's). `records` null: a poll of totals.
[[nodiscard]] base::Problems paper_problems(const AuditAssertions& assertions,
                                            const AuditRecords* records,
                                            const election::BallotManifest& manifest,
                                            const std::string& file, DrawnFrom drawn_from);

}  // namespace recanvass::workflow
