// What a certificate has to be read with besides votes that were moved, read from the entries:
// entries lost, certificates void or overtaken, what is open, what others than its party ended (V6,
// V13, V14). The sentences: recount/open_matters.h; the program makes its own reading.
#pragma once

#include "recount/open_matters.h"
#include "verify/record.h"

#include <string>
#include <vector>

namespace recanvass::verify {

[[nodiscard]] recount::OpenMatters open_matters(const Record& record);

/// Takes out of a certificate's sentences what cannot be compared, since entries are not given.
void erase_unknown(const Record& record, std::vector<std::string>& sentences);

/// Whether this account made the claim or objection and is its party's, a petitioner's or an
/// observer's, or it is the board's own.
[[nodiscard]] bool is_own_claim(const Record& record, const std::string& account,
                                const std::string& made_by, const std::string& side);

}  // namespace recanvass::verify
