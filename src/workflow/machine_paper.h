// What paper says of a machine's votes: whether there is any, whether it was read, and whether it
// agrees. A vote without paper is never called verified. For the views and the queue of
// discrepancies.
#pragma once

#include "workflow/operation.h"
#include "workflow/view.h"

#include <cstdint>
#include <optional>
#include <string>

namespace recanvass::workflow {

/// In the order in which a machine's days are summed up: the first that one of them has.
enum class PaperStanding {
  NoPaper,      ///< no paper record exists, or the roll is missing
  RollDamaged,  ///< part of the roll cannot be read
  Differs,      ///< audited: the roll has other votes than the machine
  Agrees,       ///< audited: it has the same, choice by choice
  NotAudited,   ///< there is paper, and nobody read it yet
};

[[nodiscard]] std::string name_of(PaperStanding standing);

/// What the audit of one roll says.
[[nodiscard]] PaperStanding standing_of(const RollAudit& audit);

/// Votes of the machine for which the roll has nothing that can be read: all when it is missing,
/// those that are unreadable else.
[[nodiscard]] std::int64_t votes_without_paper(const RollAudit& audit);

/// Whether this viewer may see a machine's own figures: when it may see the reported ones of every
/// unit that the machine served; without units, of every unit of its county.
[[nodiscard]] bool may_see_machine(const Operation& operation, const ViewRequest& request,
                                   const std::string& machine);

/// Whether this viewer may see the reported figures of every unit of a county.
[[nodiscard]] bool may_see_county(const Operation& operation, const ViewRequest& request,
                                  const std::string& county);

}  // namespace recanvass::workflow
