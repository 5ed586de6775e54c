#include "formats/csv.h"

#include <array>

namespace recanvass::formats {
namespace {

constexpr std::array<bool, 256> kEndsField = [] {
  std::array<bool, 256> ends{};
  ends[','] = ends['\n'] = ends['\r'] = true;
  return ends;
}();

}  // namespace

bool CsvReader::next() {
  if (fault_ || at_ >= text_.size()) return false;
  fields_.clear();
  row_line_ = line_;
  while (true) {
    if (at_ < text_.size() && text_[at_] == '"') {
      if (!read_quoted()) return false;
    } else {
      read_plain();
    }
    if (at_ >= text_.size()) return true;
    if (text_[at_] != ',') break;
    ++at_;
  }
  pass_line_end();
  return true;
}

void CsvReader::read_plain() {
  const std::size_t begin = at_;
  const std::size_t size = text_.size();
  const char* const bytes = text_.data();
  while (at_ < size && !kEndsField[static_cast<unsigned char>(bytes[at_])]) ++at_;
  fields_.emplace_back(bytes + begin, at_ - begin);
}

// Doubled quotes are closed up inside the buffer, which only ever shortens the field.
bool CsvReader::read_quoted() {
  const std::int64_t opened = line_;
  const std::size_t begin = ++at_;
  std::size_t end = begin;
  while (true) {
    if (at_ >= text_.size()) {
      fault_ = CsvFault{opened, fields_.size() + 1, "a quotation mark that is never closed"};
      return false;
    }
    const char c = text_[at_];
    if (c == '"') {
      if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
      ++at_;
    } else if (c == '\n' || (c == '\r' && (at_ + 1 >= text_.size() || text_[at_ + 1] != '\n'))) {
      ++line_;
    }
    text_[end++] = c;
    ++at_;
  }
  ++at_;
  if (at_ < text_.size() && !kEndsField[static_cast<unsigned char>(text_[at_])]) {
    fault_ = CsvFault{line_, fields_.size() + 1, "text after a closing quotation mark"};
    return false;
  }
  fields_.emplace_back(text_.data() + begin, end - begin);
  return true;
}

void CsvReader::pass_line_end() {
  if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
  ++at_;
  ++line_;
}

}  // namespace recanvass::formats
