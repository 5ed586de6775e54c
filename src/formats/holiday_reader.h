// Reads the days on which offices are closed (reference/holidays.toml) into calendars for counting
// business days. The rules themselves: law/calendar.h. The file's keys: docs/formats/holidays.md.
#pragma once

#include "base/result.h"
#include "law/calendar.h"

#include <string_view>

namespace recanvass::formats {

/// The calendars of a holidays file.
///
/// All or nothing: every problem is reported at once, with its row and key. Causes: those of
/// formats/toml_fields.h, and holidays.schema, holidays.day, holidays.unknown-day,
/// holidays.years, holidays.twice, holidays.jurisdiction, holidays.no-federal.
///
/// @param toml_text  the file's text, UTF-8.
/// @param file       its name, for messages.
base::Result<law::BusinessCalendars> read_holidays(std::string_view toml_text,
                                                   std::string_view file);

/// The calendars that are built into the program.
/// @pre the built-in file is sound; a test of this folder reads it.
law::BusinessCalendars built_in_holidays();

}  // namespace recanvass::formats
