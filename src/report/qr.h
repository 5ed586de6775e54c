// QR codes of ids, as pictures inside a page. The code is a library's; drawing it is ours.
// Used by tally_sheet.h and container_tags.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::report {

/// The squares of a QR code, row by row; true is dark. No value: the text is too long for one
/// (about 2,300 bytes), or holds NUL.
[[nodiscard]] std::optional<std::vector<std::vector<bool>>> qr_squares(std::string_view text);

/// The code of `text` as SVG with its quiet zone, black on white; empty where there is none.
/// @param id  unique on the page. @param title  what it is, for those who cannot see it.
[[nodiscard]] std::string qr_svg(std::string_view text, const std::string& id,
                                 const std::string& title);

}  // namespace recanvass::report
