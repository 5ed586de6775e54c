// JSON whose objects know the line on which they begin, so that a problem in a large file can be
// found again. For readers of published files; what is hashed is read by base/json.h.
#pragma once

#include "base/json.h"

namespace recanvass::base {

/// The member that parse_json_with_lines adds to each object.
inline constexpr const char* kLineMember = "@line";

/// As parse_json, and every object gets the line on which it begins as kLineMember; problems have
/// the line on which reading stopped, or of the second of two equal names.
Result<Json> parse_json_with_lines(std::string_view text, std::string_view file);

}  // namespace recanvass::base
