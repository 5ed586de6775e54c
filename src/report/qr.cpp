#include "report/qr.h"

#include "report/html.h"

#include <fmt/format.h>
#include <qrcodegen/qrcodegen.hpp>

namespace recanvass::report {

std::optional<std::vector<std::vector<bool>>> qr_squares(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return std::nullopt;
  try {
    // Medium correction: a coffee ring or a staple costs up to 15 % of the code.
    const auto code =
        qrcodegen::QrCode::encodeText(std::string(text).c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
    std::vector<std::vector<bool>> squares;
    for (int y = 0; y < code.getSize(); ++y) {
      std::vector<bool>& row = squares.emplace_back();
      for (int x = 0; x < code.getSize(); ++x) row.push_back(code.getModule(x, y));
    }
    return squares;
  } catch (const qrcodegen::data_too_long&) {
    return std::nullopt;
  }
}

std::string qr_svg(std::string_view text, const std::string& id, const std::string& title) {
  const auto squares = qr_squares(text);
  if (!squares) return {};
  constexpr std::size_t kQuiet = 4;  // squares of white on each side, as ISO/IEC 18004 asks
  const std::size_t side = squares->size() + 2 * kQuiet;
  std::string path;
  for (std::size_t y = 0; y < squares->size(); ++y) {
    const auto& row = (*squares)[y];
    for (std::size_t x = 0; x < row.size();) {
      std::size_t end = x;
      while (end < row.size() && row[end]) ++end;
      if (end > x) {
        path += fmt::format("M{} {}h{}v1h-{}z", x + kQuiet, y + kQuiet, end - x, end - x);
      }
      x = end + 1;
    }
  }
  return fmt::format(
      "<svg class=\"qr\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {0}\" role=\"img\" "
      "aria-labelledby=\"{1}-t\"><title id=\"{1}-t\">{2}</title><desc>{3}</desc>"
      "<rect width=\"{0}\" height=\"{0}\" fill=\"#fff\"/><path d=\"{4}\" fill=\"#000\"/></svg>",
      side, escape_html(id), escape_html(title), escape_html(text), path);
}

}  // namespace recanvass::report
