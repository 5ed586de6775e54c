// Names of contests and of choices that are spelled in two ways and look the same: an accent, a
// letter of another script, a space that is none. They stay apart, as the export has them, and a
// person hears of it. Used wherever cards were read, whatever their format.
// Next: base/look_of_name.h.
#pragma once

#include "election/card_store.h"

#include <string>
#include <vector>

namespace recanvass::formats {

/// One remark for each pair of contests, or of choices of one contest, that look alike and are
/// spelled otherwise, with their ids; of very many, how many more.
[[nodiscard]] std::vector<std::string> look_alikes_of(
    const std::vector<election::CardContest>& contests);

}  // namespace recanvass::formats
