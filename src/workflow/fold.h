// State is the fold of events: the same entries give the same state on every machine.
// Next: workflow/engine.h, which decides, appends and applies.
#pragma once

#include "base/result.h"
#include "ledger/entry.h"
#include "workflow/operation.h"
#include "workflow/use_case.h"

#include <optional>
#include <string>
#include <string_view>

namespace recanvass::workflow {

/// The state before the first entry.
[[nodiscard]] Operation empty_operation(const law::KnowledgeBase& law);

/// Every problem that speaks against a command now: fields, author, role, and the use case's own.
/// @return empty when it may be done. A repeated command is not a problem; ask accepted_at first.
[[nodiscard]] base::Problems decide(const Operation& operation, const Command& command);

/// Applies an accepted event. A two-person act waits until its approval is applied.
/// @pre event.position == operation.entries, and its kind is known.
void apply(Operation& operation, const Event& event);

/// Lets an act that waits for nobody change the state. Nothing changes where it is about a county,
/// unit, batch or machine that is not there: no such entry is accepted, yet a store that somebody
/// else wrote may hold one.
void take_effect(Operation& operation, const Event& event);

/// Where this author's command with this key stands in the ledger. No value: there is none.
[[nodiscard]] std::optional<std::uint64_t> accepted_at(const Operation& operation,
                                                       const std::string& author,
                                                       const std::string& idempotency_key);

/// The root of the first `size` entries. @pre size <= operation.entries
[[nodiscard]] ledger::Hash root_of(const Operation& operation, std::uint64_t size);

/// An entry as an event. Causes: command.kind; fold.found (an entry without what the program found
/// when it was accepted, as another version may have written it); fold.form (a member of another
/// form than folding reads).
base::Result<Event> event_of(ledger::Entry entry, std::uint64_t position,
                             const ledger::Hash& leaf_hash);

/// What an accepted command becomes, before it is signed: its body, and what the program found.
/// @pre decide(operation, command) gave no problem.
[[nodiscard]] ledger::Entry entry_of(const Operation& operation, const Command& command);

}  // namespace recanvass::workflow
