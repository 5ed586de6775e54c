// An audit by batches as the verifier works it out from published entries: weights, draws and
// risks again from the votes that the plan has by batch and from what people counted. Shares the
// mathematics of audit/measure_batches.h with the program, and none of its reading of entries.
// Used by verify/read_audits.cpp, read_cards.cpp and, by way of verify/audit_claims.h, V26.
#pragma once

#include "verify/audit_claims.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::verify {

[[nodiscard]] bool is_by_batch(const AuditRecord& audit);

/// Numbers in a list under which something is read: of every card, or of each batch's first.
[[nodiscard]] std::vector<std::int64_t> numbers_read(const AuditRecord& audit,
                                                     const std::string& list);

/// Why batches cannot be drawn and counted by this plan. No value: nothing is, or cards are drawn.
[[nodiscard]] std::optional<std::string> what_is_wrong_with_batches(const AuditRecord& audit);

/// The draws number `from` to `from` + `draws` - 1: numbers of first cards where all lists are one.
/// No value: the plan gives no weights.
[[nodiscard]] std::optional<std::vector<std::uint64_t>> batches_drawn(const AuditRecord& audit,
                                                                      std::uint64_t from,
                                                                      std::uint64_t draws);

/// What the plan says of the batch that begins at a place. No value: none does.
[[nodiscard]] std::optional<CardSays> reported_of_batch(const AuditRecord& audit,
                                                        const CardPlace& place);
/// Why a count is none of that batch. No value: it can be.
[[nodiscard]] std::optional<std::string> what_is_wrong_with_count(const AuditRecord& audit,
                                                                  const CardPlace& place,
                                                                  const CardSays& says);

/// As sample_says(), paper_says() and count_says(), of an audit by batches.
[[nodiscard]] std::optional<SampleSays> batches_say(const AuditRecord& audit,
                                                    const std::string& contest);
[[nodiscard]] std::optional<PaperSays> batches_paper(const AuditRecord& audit,
                                                     const std::string& contest);
[[nodiscard]] std::optional<CountSays> batches_count(const AuditRecord& audit,
                                                     const std::string& contest);

}  // namespace recanvass::verify
