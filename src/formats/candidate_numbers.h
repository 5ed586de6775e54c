// ES&S puts a candidate's number behind the name on the first rank and leaves it out on the others:
// "REP Poliquin, Bruce (5931)" and "REP Poliquin, Bruce" are one choice. Used by
// formats/card_import.h once the cards are read. Next: election/told_contests.h.
#pragma once

#include "election/card_store.h"

#include <string>
#include <vector>

namespace recanvass::formats {

/// Makes one choice of a name and the same name with a number in brackets behind it, where a
/// contest has the name with one number only. Names of several numbers stay apart: nobody knows
/// whose the name without one is. Returns a remark for each choice that was made of two, and for
/// each that was left. Linear in cards where there is such a name.
[[nodiscard]] std::vector<std::string> join_candidate_numbers(election::CardStore& store);

}  // namespace recanvass::formats
