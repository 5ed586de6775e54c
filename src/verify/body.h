// Members of JSON that somebody else wrote, without trust: a value of the wrong type is no value.
// Figures above a million millions are no figures, so that sums cannot overflow.
#pragma once

#include "base/json.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::verify {

/// The largest figure that is read. More than 10^6 of them still add up in 63 bits.
inline constexpr std::int64_t kFigureMost = 1'000'000'000'000;

/// The member, or null when there is none or `object` is no object.
[[nodiscard]] const base::Json* member_of(const base::Json& object, const char* name);

/// A text that is more than white space.
[[nodiscard]] std::optional<std::string> text_of(const base::Json& object, const char* name);
/// A text, empty when there is none but white space.
[[nodiscard]] std::string text_or_empty(const base::Json& object, const char* name);
/// A whole number from 0 to kFigureMost.
[[nodiscard]] std::optional<std::int64_t> figure_of(const base::Json& object, const char* name);
/// A whole number from 0 to 2^53 - 1.
[[nodiscard]] std::optional<std::uint64_t> position_of(const base::Json& object, const char* name);
/// An object whose members are all figures.
[[nodiscard]] std::optional<std::map<std::string, std::int64_t>> figures_of(
    const base::Json& object, const char* name);
/// A list of objects; null when it is anything else.
[[nodiscard]] const base::Json* records_of(const base::Json& object, const char* name);
/// A list of texts.
[[nodiscard]] std::optional<std::vector<std::string>> texts_of(const base::Json& object,
                                                               const char* name);

/// Whether brackets outside of strings nest deeper than `most`; asked before a large text is read.
[[nodiscard]] bool nests_deeper_than(std::string_view text, int most);

}  // namespace recanvass::verify
