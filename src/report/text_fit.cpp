#include "report/text_fit.h"

#include <algorithm>

namespace recanvass::report {
namespace {

constexpr double kSpaceWidth = 0.35;

// Widths of DejaVu Sans Bold in em, rounded up by class.
double width_of_letter(unsigned char lead) {
  if (lead >= 0xE0U) return 1.05;  // three and four bytes: East Asian and symbols
  if (lead >= 0xC0U) return 0.85;
  constexpr std::string_view kWide = "MW@%mw";
  constexpr std::string_view kNarrow = "iljtfr.,:;'|!()[]I/-\"";
  const char c = static_cast<char>(lead);
  if (kWide.find(c) != std::string_view::npos) return 1.11;
  if (kNarrow.find(c) != std::string_view::npos) return 0.53;
  if (c >= 'A' && c <= 'Z') return 0.86;
  return 0.75;
}

bool is_start(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

double width_of_word(std::string_view word) {
  double width = 0;
  for (const char c : word) {
    if (is_start(c)) width += width_of_letter(static_cast<unsigned char>(c));
  }
  return width;
}

template <class Take>
void for_each_word(std::string_view text, Take take) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) take(text.substr(at, end - at));
    at = end + 1;
  }
}

class LineFiller {
 public:
  explicit LineFiller(double line_width) : line_width_(line_width) {}

  void take_word(std::string_view word) {
    const double width = width_of_word(word);
    if (used_ > 0 && used_ + kSpaceWidth + width <= line_width_) {
      used_ += kSpaceWidth + width;
      return;
    }
    if (used_ > 0) ++lines_;
    used_ = 0;
    if (width <= line_width_) {
      used_ = width;
      return;
    }
    for (const char c : word) {
      if (!is_start(c)) continue;
      const double letter = width_of_letter(static_cast<unsigned char>(c));
      if (used_ + letter > line_width_) {
        ++lines_;
        used_ = 0;
      }
      used_ += letter;
    }
  }

  [[nodiscard]] int lines() const { return lines_; }

 private:
  double line_width_;
  double used_ = 0;
  int lines_ = 1;
};

}  // namespace

int lines_needed(std::string_view text, double line_width) {
  LineFiller filler(line_width);
  for_each_word(text, [&](std::string_view word) { filler.take_word(word); });
  return filler.lines();
}

double line_width_of(std::string_view text) {
  double width = 0;
  for_each_word(text, [&](std::string_view word) {
    width += (width > 0 ? kSpaceWidth : 0) + width_of_word(word);
  });
  return width;
}

double word_width_of(std::string_view text) {
  double width = 0;
  for_each_word(text, [&](std::string_view word) { width = std::max(width, width_of_word(word)); });
  return width;
}

std::string fitted(std::string_view text, double line_width, int lines) {
  if (lines_needed(text, line_width) <= lines) return std::string(text);
  std::size_t kept = 0;
  for (std::size_t i = 1; i <= text.size(); ++i) {
    if (i < text.size() && !is_start(text[i])) continue;
    if (lines_needed(std::string(text.substr(0, i)) + "…", line_width) > lines) break;
    kept = i;
  }
  return std::string(text.substr(0, kept)) + "…";
}

}  // namespace recanvass::report
