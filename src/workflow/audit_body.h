// Reads the entries of an audit into its state, and says what stands in the way of an act of it.
// For the use cases' own files only. Next: workflow/audits.h.
#pragma once

#include "workflow/audits.h"
#include "workflow/operation.h"
#include "workflow/use_case.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::workflow {

/// "1,3,6-9": places in a batch in the order of the list. No value: something else, or a place
/// twice. At most `most` of them.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> positions_in(std::string_view text,
                                                                     std::size_t most);

/// "0.05" or "1/20", above 0 and below 1. No value: anything else.
[[nodiscard]] std::optional<base::Rational> share_in(const std::string& text);

/// Of a checked body.
[[nodiscard]] AuditContest audit_contest_in(const base::Json& body);
[[nodiscard]] AuditMethod audit_method_in(const base::Json& body);

/// Nothing while the plan may still change; else why not.
[[nodiscard]] base::Problems plan_is_open(const Operation& operation);
/// Inputs published and witnessed, no stay, and an audit that was committed and is not void.
[[nodiscard]] base::Problems audit_may_go_on(const Operation& operation);
/// Cards that a ballot has at most, as a list says; 1 where it says nothing.
[[nodiscard]] std::int64_t cards_a_ballot(const AuditList& list);
/// Nothing; or that a batch of so many ballots cannot hold so many cards.
[[nodiscard]] base::Problems cards_fit_batch(const AuditList& list, const std::string& batch,
                                             std::int64_t ballots, std::int64_t cards);

/// Draws of a list; list "" where all are one.
struct DrawsOfList {
  std::int64_t measured = 0;  ///< in rounds that were measured
  std::int64_t all = 0;
};
[[nodiscard]] DrawsOfList draws_of(const Audit& audit, const std::string& list);
/// Draws in all when the open round is measured, as the committed schedule has it; 0: it has no
/// round left. @pre there is a schedule
[[nodiscard]] std::int64_t scheduled_draws(const Audit& audit, const std::string& list);

/// A list of the current audit in whose county the author may act.
[[nodiscard]] base::Problems list_is_open_to(const Operation& operation, const std::string& author,
                                             const std::string& list);

}  // namespace recanvass::workflow
