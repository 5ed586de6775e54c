// Sentences that the program makes in English and entries keep as they were signed (a
// certificate's warnings, the account of ballots, what is open), in the language of paper. Each is
// held against the catalogue's own sentences (catalogue/remarks.json), of which it is one with its
// figures, names and clauses filled in. Used by documents; words: report/catalogue.h.
#pragma once

#include "report/catalogue.h"

#include <optional>
#include <string>
#include <string_view>

namespace recanvass::report {

/// The sentences in the language; figures, names, ids and what a person wrote stay as they are,
/// moments are written out. In English: as they are. No value: the catalogue has no such sentence,
/// as of an entry that another version of the program made.
[[nodiscard]] std::optional<std::string> remark_in(Language language, std::string_view english);

/// What a figure of a worksheet is called, as say_known of "figure"; also where a number, a name or
/// another figure's name stands in it: "voters with 3 explained".
[[nodiscard]] std::string figure_name_in(Language language, std::string_view english);

}  // namespace recanvass::report
