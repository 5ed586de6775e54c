// What the program's record of the law says of the figures, as the verifier asks it: whether the
// law orders a recount by itself, and whether a second stage is due after a count by machine. The
// record may be another one than that of who certified: what differs in it is said and is no fault.
// Read by verify/grounds.h.
#pragma once

#include "law/answer.h"
#include "verify/record.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace recanvass::verify {

/// The law's answer at the figures reported; no value: no rule is known, or no office is stated.
[[nodiscard]] std::optional<law::Answer> law_at_reported(const Record& record);

/// The same at the votes as they stand.
[[nodiscard]] std::optional<law::Answer> law_at_counted(
    const Record& record, const std::map<std::string, std::int64_t>& votes);

/// Whether a certificate's sentence rests on the record of the law.
[[nodiscard]] bool is_of_the_law(const std::string& sentence);

}  // namespace recanvass::verify
