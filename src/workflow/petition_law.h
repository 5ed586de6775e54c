// What the law says of a petition: may this petitioner ask, was it in time, may part of a contest
// be asked for, what does it cost. Asked by petition.rule and by the view of petitions.
// Petitions by precinct: workflow/precinct_law.h.
#pragma once

#include "law/answer.h"
#include "workflow/operation.h"

#include <string>

namespace recanvass::workflow {

/// The finding as the ledger keeps it: "law_allows" ("true", "false", "unknown"), "sentence", the
/// rule (statute_json), "deadline" {words, status, until?}, "fee" {words, cents?}, and "unknown":
/// what could not be decided, in sentences. Not allowed where one of standing, margin, deadline or
/// extent is against it; unknown where one is unknown and none is against it.
[[nodiscard]] base::Json find_petition(const Operation& operation, const Petition& petition);

/// The verdict of such a finding. @pre find_petition wrote it
[[nodiscard]] law::Verdict law_allows(const base::Json& found);

/// Whether what find_petition wrote has a fee, and that nothing.
[[nodiscard]] bool is_found_free(const base::Json& found);

/// Whether a ruling is not what such a finding says: what it allows is refused, or what it does not
/// allow is accepted. Where it leaves the question open, no ruling is against it.
[[nodiscard]] bool is_against_the_law(const base::Json& found, bool accepted);

/// What the law says of a recount without a petition: "law_orders", "sentence", the rule,
/// "reported_margin" and "limit_votes" where they are known, "waivable", "unknown".
[[nodiscard]] base::Json find_trigger(const Operation& operation);

}  // namespace recanvass::workflow
