// One field of a comma-separated line, quoted where RFC 4180 asks for it.
// Reading them back: formats/csv.h.
#pragma once

#include <string>
#include <string_view>

namespace recanvass::base {

/// The field as it stands in a line: in quotes, with its own quotes doubled, when it holds a comma,
/// a quote or a line end; else byte for byte. Source: RFC 4180, 2.
[[nodiscard]] std::string csv_field(std::string_view field);

/// True when a spreadsheet might compute a field, or pass it on as a command: it begins, after any
/// spaces, with = + - @, one of their full-width forms, a tab, a line end or NUL. A whole number
/// ("-12") computes nothing.
[[nodiscard]] bool may_compute(std::string_view field);

/// The field for a table that people fill in with any program: an apostrophe before what
/// may_compute(), and before apostrophes that stand before such. Every field has its own.
[[nodiscard]] std::string guarded_field(std::string_view field);
/// The field of a guarded one; any other is itself.
[[nodiscard]] std::string_view unguarded_field(std::string_view field);

}  // namespace recanvass::base
