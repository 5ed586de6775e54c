// Whether a text says anything: what must not be left out is not said with a space either.
// Asked for every text that a command or an entry must have. Next: workflow/body.h.
#pragma once

#include <string_view>

namespace recanvass::base {

/// Whether UTF-8 text is empty or nothing but white space: what Unicode calls White_Space, and
/// characters without a width (U+200B to U+200D, U+2060, U+FEFF).
[[nodiscard]] bool is_blank(std::string_view text);

}  // namespace recanvass::base
