// On what the count of this operation rests: who asked for it, rulings on petitions against the
// law's finding, and the fee. Read by certificates, the page and `show certificate`; verify makes
// its own from the entries. The sentences: recount/count_grounds.h.
#pragma once

#include "recount/count_grounds.h"
#include "workflow/operation.h"

#include <string>
#include <vector>

namespace recanvass::workflow {

/// The petitions by which the recount is free of charge, as recount::free_by.
[[nodiscard]] std::string free_by(const Operation& operation);

/// @param on  local time on which is looked; empty: whether the fee is late is not said
[[nodiscard]] recount::CountGrounds grounds_of(const Operation& operation, const std::string& on);

/// What a certificate that is signed then has to say of them.
[[nodiscard]] std::vector<std::string> ground_sentences(const Operation& operation,
                                                        const std::string& on);

}  // namespace recanvass::workflow
