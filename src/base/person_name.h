// Whether two spellings are of one person's name, as far as spelling can tell.
// Asked where two different people must have signed or handled something.
#pragma once

#include <string>
#include <string_view>

namespace recanvass::base {

/// The name without spaces and punctuation, ASCII letters in lower case: "A. Smith" and "a smith"
/// are "asmith". Other bytes of UTF-8 stay as they are.
[[nodiscard]] std::string bare_name(std::string_view name);

/// The same without a title after a comma: "Ruth Adler, county clerk" is "ruthadler". A comma after
/// one word parts a family name from a given one and no title: "Adler, Ruth" is "adlerruth".
[[nodiscard]] std::string bare_person(std::string_view name);

}  // namespace recanvass::base
