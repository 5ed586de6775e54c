// What a file is, by its content: its name proves nothing. What is no returns at all is refused
// with advice before any reader sees it. Next: formats/returns_file.h.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

/// Tables of returns, each with a reader of its own.
enum class TableFormat { Tidy, OpenElections, MedslPrecinct, MedslCounty };

/// Problems of bytes that no reader takes: programs, archives, office documents, pictures, pages.
/// Empty for what may be text. Causes: detect.program, detect.document, detect.spreadsheet,
/// detect.archive, detect.pdf, detect.picture, detect.database, detect.empty.
[[nodiscard]] base::Problems refuse_by_content(std::string_view bytes, const std::string& file);

/// True when the first character is "<", in UTF-8 or UTF-16.
[[nodiscard]] bool begins_as_xml(std::string_view bytes);
/// True when the first character is "{" or "[".
[[nodiscard]] bool begins_as_json(std::string_view text);

/// The format of a table by its header. Not found: a problem that says what the header looks like
/// (cast vote records and manifests are named) and what is read.
/// Causes: detect.cast-votes, detect.manifest, detect.unknown-table.
[[nodiscard]] base::Result<TableFormat> format_of_header(const std::vector<std::string>& header,
                                                         const std::string& file);

}  // namespace recanvass::formats
