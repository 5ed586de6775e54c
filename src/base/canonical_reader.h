// Reads the usual kind of canonical JSON quickly: what this program wrote and hashed, a million
// entries of it. It stands beside base/json.h, whose parse_json reads everything and says what is
// wrong; the two give the same value wherever this one gives any.
#pragma once

#include "base/json.h"

#include <optional>
#include <string_view>

namespace recanvass::base {

/// The value of a text that stands exactly as canonical_json writes it and is plain: objects,
/// arrays, booleans, null, whole numbers within +-(2^53 - 1), and texts and names of printable
/// ASCII without a quotation mark or backslash, at most 32 levels deep.
/// @return no value for any other text, canonical or not: parse_json reads it.
[[nodiscard]] std::optional<Json> read_plain_canonical(std::string_view text);

}  // namespace recanvass::base
