// Whether two spellings are of one person's name, as far as spelling can tell.
// Asked where two different people must have signed or handled something.
#pragma once

#include <string>
#include <string_view>

namespace recanvass::base {

/// The name without spaces, punctuation and accents, letters in lower case, those of another script
/// that look like Latin ones made Latin: "A. Smith" and "a smith" are "asmith". Other letters stay
/// as they are.
[[nodiscard]] std::string bare_name(std::string_view name);

/// The name as it is written, without what follows two words of it after a comma, a bracket, a
/// slash or a dash between spaces: "Ruth Adler, county clerk" and "Ruth Adler (table A)" are "Ruth
/// Adler". A comma after one word parts a family name from a given one and no title.
[[nodiscard]] std::string_view person_part(std::string_view name);

/// Both: "Ruth Adler, county clerk" is "ruthadler", and so is "Adler, Ruth".
[[nodiscard]] std::string bare_person(std::string_view name);

}  // namespace recanvass::base
