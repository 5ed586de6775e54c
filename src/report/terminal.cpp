#include "report/terminal.h"

#include "base/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace recanvass::report {
namespace {

constexpr const char* kReplacement = "\xEF\xBF\xBD";
constexpr int kNarrowest = 40;
constexpr int kGap = 2;

// One code point of UTF-8 at the start of `text`; size 0 when the bytes are not UTF-8.
struct CodePoint {
  std::uint32_t value = 0;
  std::size_t size = 0;
};

CodePoint first_code_point(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return {};
  std::uint32_t value = lead & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {};
    value = (value << 6U) | (byte(i) & 0x3FU);
  }
  const std::uint32_t least = size == 4 ? 0x10000U : size == 3 ? 0x800U : 0x80U;
  if (value < least || value > 0x10FFFFU || (value >= 0xD800U && value <= 0xDFFFU)) return {};
  return {value, size};
}

bool steers(std::uint32_t c) {
  if (c < 0x20 || (c >= 0x7F && c <= 0x9F)) return c != '\n';
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0x061C;
}

int columns_of(std::uint32_t c) {
  if ((c >= 0x0300 && c <= 0x036F) || (c >= 0x1AB0 && c <= 0x1AFF) ||
      (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE00 && c <= 0xFE0F)) {
    return 0;
  }
  const bool wide = (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
                    (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
                    (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
                    (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
  return wide ? 2 : 1;
}

const char* escape_of(Tone tone) {
  switch (tone) {
    case Tone::Plain: return "";
    case Tone::Strong: return "\x1b[1m";
    case Tone::Faint: return "\x1b[2m";
    case Tone::Good: return "\x1b[32m";
    case Tone::Notice: return "\x1b[33m";
    case Tone::Bad: return "\x1b[31m";
  }
  return "";
}

std::string spaces(int n) { return std::string(static_cast<std::size_t>(std::max(n, 0)), ' '); }

// The longest start of `word` that fits `columns`, at least one code point.
std::size_t prefix_that_fits(std::string_view word, int columns) {
  std::size_t end = 0;
  int used = 0;
  while (end < word.size()) {
    const CodePoint c = first_code_point(word.substr(end));
    const int width = c.size == 0 ? 1 : columns_of(c.value);
    if (end > 0 && used + width > columns) break;
    used += width;
    end += std::max<std::size_t>(c.size, 1);
  }
  return end;
}

void wrap_line(std::string_view line, int columns, std::vector<std::string>& out) {
  std::string current;
  int used = 0;
  const auto flush = [&] {
    out.push_back(current);
    current.clear();
    used = 0;
  };
  const std::size_t first = out.size();
  std::size_t at = 0;
  while (at < line.size()) {
    if (line[at] == ' ') {
      ++at;
      continue;
    }
    std::string_view word = line.substr(at, line.find(' ', at) - at);
    at += word.size();
    int width = width_of(word);
    if (used > 0 && used + 1 + width > columns) flush();
    while (used == 0 && width > columns) {
      const std::size_t end = prefix_that_fits(word, columns);
      current = std::string(word.substr(0, end));
      width -= width_of(current);
      flush();
      word.remove_prefix(end);
    }
    if (word.empty()) continue;
    if (used > 0) current += ' ';
    used += (used > 0 ? 1 : 0) + width;
    current += word;
  }
  if (!current.empty() || out.size() == first) flush();
}

}  // namespace

std::string painted(std::string_view text, Tone tone, const Screen& screen) {
  if (!screen.colour || tone == Tone::Plain || text.empty()) return std::string(text);
  return escape_of(tone) + std::string(text) + "\x1b[0m";
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const CodePoint c = first_code_point(text);
    if (c.size == 0 || steers(c.value)) {
      out += kReplacement;
    } else {
      out += text.substr(0, c.size);
    }
    text.remove_prefix(std::max<std::size_t>(c.size, 1));
  }
  return out;
}

int width_of(std::string_view text) {
  int width = 0;
  while (!text.empty()) {
    const CodePoint c = first_code_point(text);
    width += c.size == 0 ? 1 : columns_of(c.value);
    text.remove_prefix(std::max<std::size_t>(c.size, 1));
  }
  return width;
}

std::vector<std::string> wrapped(std::string_view text, int columns) {
  const std::string clean = printable(text);
  std::vector<std::string> lines;
  std::string_view rest = clean;
  while (true) {
    const std::size_t end = rest.find('\n');
    wrap_line(rest.substr(0, end), std::max(columns, 1), lines);
    if (end == std::string_view::npos) return lines;
    rest.remove_prefix(end + 1);
  }
}

std::string paragraph(std::string_view text, const Screen& screen, int indent) {
  const int room = std::max(screen.columns, kNarrowest) - indent;
  std::string out;
  for (const std::string& line : wrapped(text, room)) {
    out += line.empty() ? "\n" : spaces(indent) + line + "\n";
  }
  return out;
}

std::string headline(std::string_view text, const Screen& screen) {
  std::string out;
  for (const std::string& line : wrapped(text, std::max(screen.columns, kNarrowest))) {
    out += painted(line, Tone::Strong, screen) + "\n";
  }
  return out;
}

std::string hanging(std::string_view text, int columns) {
  const int room = std::max(columns, kNarrowest);
  std::string out;
  while (true) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    if (width_of(line) <= room) {
      out += std::string(line) + "\n";
    } else {
      std::string_view indent = "";
      for (const std::string& part : wrapped(line, room - 2)) {
        out += fmt::format("{}{}\n", indent, part);
        indent = "  ";
      }
    }
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

std::string labelled(std::string_view label, std::string_view text, int label_width,
                     const Screen& screen, Tone tone, int indent) {
  const int room = std::max(screen.columns, kNarrowest) - indent - label_width;
  const std::string clean = printable(label);
  std::string out = spaces(indent) + painted(clean, Tone::Faint, screen);
  int used = width_of(clean);
  if (used >= label_width) {
    out += "\n";
    used = -1;
  }
  for (const std::string& line : wrapped(text, room)) {
    if (used < 0) out += spaces(indent);
    out += spaces(label_width - std::max(used, 0)) + painted(line, tone, screen) + "\n";
    used = -1;
  }
  return out;
}

namespace {

// A line that is set in was laid out already, a table's row for example: wrapping would undo it.
std::string under_a_row(std::string_view text, const Screen& screen, int indent) {
  std::string out;
  while (true) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    out += line.starts_with(' ') ? spaces(indent) + std::string(line) + "\n"
                                 : paragraph(line, screen, indent);
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

Table::Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

void Table::add(std::vector<Cell> cells, std::string below) {
  RECANVASS_CHECK(cells.size() == columns_.size());
  rows_.push_back(std::move(cells));
  below_.push_back(std::move(below));
}

std::vector<int> Table::widths(int room) const {
  std::vector<int> widths;
  for (const Column& column : columns_) widths.push_back(width_of(column.head));
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], width_of(printable(row[i].text)));
    }
  }
  int total = kGap * (static_cast<int>(widths.size()) - 1);
  for (const int width : widths) total += width;
  // The widest flexible column gives a place at a time, so that two of them end up alike.
  while (total > room) {
    std::size_t widest = widths.size();
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (!columns_[i].flexible || widths[i] <= std::max(8, width_of(columns_[i].head))) continue;
      if (widest == widths.size() || widths[i] > widths[widest]) widest = i;
    }
    if (widest == widths.size()) break;
    --widths[widest];
    --total;
  }
  return widths;
}

std::string Table::text(const Screen& screen, int indent) const {
  const std::vector<int> width = widths(std::max(screen.columns, kNarrowest) - indent);
  const auto line_of = [&](const std::vector<Cell>& cells) {
    std::vector<std::vector<std::string>> parts;
    std::size_t height = 1;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      parts.push_back(wrapped(cells[i].text, width[i]));
      height = std::max(height, parts.back().size());
    }
    std::string out;
    for (std::size_t row = 0; row < height; ++row) {
      std::string line = spaces(indent);
      int owed = 0;  // spaces are written only before text, so that no line ends in one
      for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string part = row < parts[i].size() ? parts[i][row] : "";
        const int fill = width[i] - width_of(part);
        const bool right = columns_[i].align == Align::Right;
        if (!part.empty()) {
          line += spaces(owed + (right ? fill : 0)) + painted(part, cells[i].tone, screen);
          owed = right ? 0 : fill;
        } else {
          owed += width[i];
        }
        owed += kGap;
      }
      out += line + "\n";
    }
    return out;
  };
  std::vector<Cell> heads;
  for (const Column& column : columns_) heads.push_back({column.head, Tone::Faint});
  const bool has_heads =
      std::ranges::any_of(columns_, [](const Column& column) { return !column.head.empty(); });
  std::string out = has_heads ? line_of(heads) : std::string();
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    out += line_of(rows_[i]);
    if (!below_[i].empty()) out += under_a_row(below_[i], screen, indent + kGap);
  }
  return out;
}

}  // namespace recanvass::report
