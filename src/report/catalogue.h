// The words of printed documents in every language we print: one catalogue, catalogue/*.json, with
// the languages side by side, so that nothing can be said in one and be missing in the other.
// Used by paper.h and every document; figures and dates in words are here too.
#pragma once

#include "base/date.h"
#include "base/json.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recanvass::report {

enum class Language { English, Spanish };
inline constexpr std::array kLanguages = {Language::English, Language::Spanish};

/// "en", "es": the tag of a page's language, and what is typed.
[[nodiscard]] std::string_view tag_of(Language language);
[[nodiscard]] std::optional<Language> language_tagged(std::string_view tag);

/// One thing that is said, in each language. Parts in {braces} are filled in.
struct Saying {
  std::string key;  ///< "tally.title"
  std::string english;
  std::string spanish;

  [[nodiscard]] const std::string& in(Language language) const;
};

/// All of them, by key. The part of a key before the first point names its file.
[[nodiscard]] const std::vector<Saying>& sayings();

/// Values for the parts in braces, by name.
using Fillings = std::vector<std::pair<std::string_view, std::string>>;

/// @pre the key is in the catalogue, and `fillings` names every part of it and no other.
[[nodiscard]] std::string say(Language language, std::string_view key,
                              const Fillings& fillings = {});

/// As say, of the key with ".one" or ".other" after it; {number} is filled in, grouped.
[[nodiscard]] std::string say_number(Language language, std::string_view key, std::int64_t number);

/// Words that another part of the program has in English only: their translation when a key of
/// `group` ("figure": figure.voters_total and so on) says exactly them, else the words as they are.
[[nodiscard]] std::string say_known(Language language, std::string_view group,
                                    std::string_view english);

/// The whole catalogue in one language for templates: {{say.tally.title}}.
[[nodiscard]] base::Json catalogue_fields(Language language);

/// "25 November 2016", "25 de noviembre de 2016"
[[nodiscard]] std::string day_words(Language language, base::Date day);

/// A day ("2016-11-25"), a local time ("2016-11-25T17:00") or a time in UTC
/// ("2016-12-01T09:00:00Z") in words; anything else as it is.
[[nodiscard]] std::string moment_words(Language language, std::string_view moment);

/// "a", "a and b", "a, b and c"; "a y b", and "a e Inés" before the sound of i.
[[nodiscard]] std::string listed(Language language, const std::vector<std::string>& words);

}  // namespace recanvass::report
