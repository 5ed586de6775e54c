// Codes of the ledger in the words of paper: a ground of a challenge, a reason for figures that do
// not balance. The code is for programs; paper has the catalogue's words in its language.
// Used by exhibit sheets, minutes and tally sheets.
#pragma once

#include "report/catalogue.h"

#include <string>
#include <string_view>

namespace recanvass::report {

/// The catalogue's words at "group.code", with '_' for each '-' of the code; else the code itself.
[[nodiscard]] std::string code_words(Language language, std::string_view group,
                                     std::string_view code);

}  // namespace recanvass::report
