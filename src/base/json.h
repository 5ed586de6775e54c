// The only file that includes the JSON library. Reading refuses duplicate keys and deep nesting;
// writing is either canonical (RFC 8785, for whatever is hashed) or for people (--json).
#pragma once

#include "base/result.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

extern template class nlohmann::basic_json<>;

namespace recanvass::base {

using Json = nlohmann::json;

/// Reads one JSON text. Refused: duplicate keys, NaN, more than 64 levels, trailing text, bad
/// UTF-8.
/// @param file  named in the problem. Causes: json.syntax, json.duplicate-key, json.depth.
Result<Json> parse_json(std::string_view text, std::string_view file);

/// Canonical bytes by RFC 8785 of a value that holds only objects, arrays, strings, booleans, nulls
/// and integers within +-(2^53 - 1): members sorted by UTF-16 code units, no white space.
/// A number with a fraction, or a larger integer, is a broken invariant.
[[nodiscard]] std::string canonical_json(const Json& value);

/// JSON for --json: members sorted by UTF-16 code units, two-space indent, shortest round-trip
/// numbers, a line end at the end. A number that is not finite is a broken invariant.
[[nodiscard]] std::string pretty_json(const Json& value);

}  // namespace recanvass::base
