// Which words the sentences on a certificate are in. An entry keeps the sentences as they were
// signed; a later program may say the same in other words, and is to tell that from something else
// being said. Used by workflow (certify.cpp) and verify (closing_check.cpp).
// Why so: docs/decisions/0016-words-of-a-certificate.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::recount {

/// The words that this program's sentences have. Raised by one with every change of a sentence that
/// a certificate can have, also of one that is added.
inline constexpr std::int64_t kWording = 2;

/// What a sentence says besides its words: each figure, day, id and name in it, sorted. A word that
/// has a digit, or a capital letter where no sentence begins.
[[nodiscard]] std::vector<std::string> facts_in(std::string_view sentence);

/// Whether two lists of sentences have the same figures, days, ids and names, sentence by sentence,
/// in any order.
[[nodiscard]] bool say_the_same_facts(const std::vector<std::string>& some,
                                      const std::vector<std::string>& others);

}  // namespace recanvass::recount
