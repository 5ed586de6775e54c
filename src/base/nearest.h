// Which known word was probably meant, for messages about unknown commands, keys and names.
// A suggestion only: nothing is ever read as the word it resembles.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::base {

/// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other
/// (optimal string alignment), in bytes.
[[nodiscard]] int edit_distance(std::string_view left, std::string_view right);

/// The candidate with the smallest edit distance, the first of equals; no value when that distance
/// is above a third of the longer word (2 for words of 4 to 6 letters).
[[nodiscard]] std::optional<std::string> nearest(std::string_view word,
                                                 const std::vector<std::string>& candidates);

}  // namespace recanvass::base
