// What a file is, by its content: its name proves nothing. What is no returns at all is refused
// with advice before any reader sees it. Next: formats/returns_file.h.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

/// Tables of returns, each with a reader of its own.
enum class TableFormat { Tidy, OpenElections, MedslPrecinct, MedslCounty, BatchTallies };

/// Problems of bytes that no reader takes: programs, archives, office documents, pictures, pages.
/// Empty for what may be text. Causes: detect.program, detect.document, detect.spreadsheet,
/// detect.archive, detect.pdf, detect.picture, detect.database, detect.empty.
[[nodiscard]] base::Problems refuse_by_content(std::string_view bytes, const std::string& file);

/// Problems of a table, a root element of XML or a text of JSON that is an export of something
/// else: cast vote records (Dominion, ES&S, Hart, Clear Ballot, NIST SP 1500-103, RAIRE) or a
/// ballot manifest. Looked for in the first rows, since Dominion's header is its fourth.
/// Causes: detect.cast-votes, detect.manifest.
[[nodiscard]] base::Problems refuse_other_table(std::string_view text, const std::string& file);
[[nodiscard]] base::Problems refuse_other_xml(std::string_view root, const std::string& file);
[[nodiscard]] base::Problems refuse_other_json(std::string_view text, const std::string& file);

/// True when the first character is "<", in UTF-8 or UTF-16.
[[nodiscard]] bool begins_as_xml(std::string_view bytes);
/// True when the first character is "{" or "[".
[[nodiscard]] bool begins_as_json(std::string_view text);

/// The format of a table by its header. Not found: a problem that says what the header looks like
/// and what is read. Causes: returns.missing-column, detect.unknown-table.
[[nodiscard]] base::Result<TableFormat> format_of_header(const std::vector<std::string>& header,
                                                         const std::string& file);

}  // namespace recanvass::formats
