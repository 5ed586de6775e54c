// What the screen of cast vote records found: for a terminal and as JSON. Used by
// `recanvass screen --cards`. What the checks take for granted: screen/card_check.h.
#pragma once

#include "base/json.h"
#include "report/terminal.h"
#include "screen/screen_cards.h"

#include <cstddef>
#include <string>

namespace recanvass::report {

/// A sentence in all, the findings that come first, the others in short, then what each check
/// compared and could have seen. At most `screen.columns` wide.
/// @param findings_max  of a check, told one by one; the rest is counted
[[nodiscard]] std::string card_screen_text(const screen::CardScreen& cards, const Screen& screen,
                                           std::size_t findings_max = 5);

/// The same with every finding: "recanvass.screen-cards/1" without its name.
[[nodiscard]] base::Json card_screen_json(const screen::CardScreen& cards);

}  // namespace recanvass::report
