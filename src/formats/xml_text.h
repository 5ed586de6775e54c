// Texts as XML has them, for writers of exports: formats/nist_report.h, formats/hart_writer.h,
// formats/workbook_writer.h. Reading is formats/xml_events.h's.
#pragma once

#include <string>
#include <string_view>

namespace recanvass::formats {

/// Adds a text with the characters that XML keeps for itself written as it wants them, and without
/// control characters, which it has no way to write.
void append_xml_text(std::string& out, std::string_view text);
/// True when XML takes a text for an id: a letter or "_", then letters, digits, ".", "-", "_".
[[nodiscard]] bool is_xml_id(std::string_view text);

}  // namespace recanvass::formats
