// On what the count rests, read from the entries: who asked for it, rulings on petitions against
// the law's finding as their entries state it, and the fee (V14). The sentences are those of
// recount/count_grounds.h; the program makes its own reading. Read by verify/closing_check.h.
#pragma once

#include "recount/count_grounds.h"
#include "verify/record.h"

#include <string>
#include <vector>

namespace recanvass::verify {

/// The petitions by which the recount is free of charge, as recount::free_by.
[[nodiscard]] std::string free_by(const Record& record);

/// @param on  local time on which is looked; empty: whether the fee is late is not said
[[nodiscard]] recount::CountGrounds grounds_of(const Record& record, const std::string& on);

/// What a certificate that is signed then has to say of them.
[[nodiscard]] std::vector<std::string> ground_sentences(const Record& record,
                                                        const std::string& on);

}  // namespace recanvass::verify
