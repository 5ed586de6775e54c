#include "formats/csv_stream.h"

#include <fmt/format.h>

#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace recanvass::formats {
namespace {

constexpr std::size_t kWindowStep = std::size_t{1} << 18U;
constexpr std::size_t kBlockBytes = 64;

// Where commas, line ends and quotation marks are among 64 bytes.
#if defined(__SSE2__)
std::uint64_t marks_in(const char* bytes) {
  std::uint64_t marks = 0;
  for (unsigned part = 0; part < 4; ++part) {
    const __m128i sixteen =
        _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + std::size_t{16} * part));
    const auto same = [&](char wanted) { return _mm_cmpeq_epi8(sixteen, _mm_set1_epi8(wanted)); };
    const __m128i any =
        _mm_or_si128(_mm_or_si128(same(','), same('"')), _mm_or_si128(same('\n'), same('\r')));
    marks |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(any))} << (16 * part);
  }
  return marks;
}
#else
std::uint64_t marks_in(const char* bytes) {
  std::uint64_t marks = 0;
  for (std::size_t i = 0; i < kBlockBytes; ++i) {
    const char c = bytes[i];
    const bool any = c == ',' || c == '"' || c == '\n' || c == '\r';
    marks |= std::uint64_t{any ? 1U : 0U} << i;
  }
  return marks;
}
#endif

}  // namespace

CsvStream::CsvStream(ByteSource& bytes, std::string name)
    : source_(bytes, name), name_(std::move(name)) {
  window_.resize(2 * kWindowStep);
}

void CsvStream::refuse(const char* cause, std::int64_t line, std::string found, std::string wanted,
                       std::string mend) {
  problems_.push_back(
      {cause, {name_, line, {}}, std::move(found), std::move(wanted), std::move(mend)});
}

// Moves the row that began to the front and reads behind it. False at a problem.
bool CsvStream::fill() {
  std::memmove(window_.data(), window_.data() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  if (end_ > kRowMax) {
    refuse("csv.row-too-long", line_, fmt::format("a row of more than {} bytes", kRowMax),
           "rows that end",
           "Look for a quotation mark that is never closed; the file may be no table at all.");
    return false;
  }
  if (window_.size() < end_ + kWindowStep + kBlockBytes) {
    window_.resize(2 * end_ + kWindowStep + kBlockBytes);
  }
  while (end_ + kBlockBytes < window_.size()) {
    const auto room = std::span(window_).subspan(end_, window_.size() - kBlockBytes - end_);
    const auto bytes = source_.read(room);
    if (!bytes) {
      problems_ = bytes.problems();
      return false;
    }
    ended_ = *bytes == 0;
    if (ended_) break;
    end_ += *bytes;
  }
  std::memset(window_.data() + end_, 0, kBlockBytes);
  return true;
}

bool CsvStream::next() {
  while (problems_.empty()) {
    if (begin_ == end_ && ended_) return false;
    const Split found = begin_ == end_ ? Split::MoreNeeded : split();
    if (found == Split::Row) return true;
    if (found == Split::Fault || !fill()) return false;
  }
  return false;
}

// A field that begins after a quotation mark at `at`. Gives where the closing one is; null when
// the text ends before it.
const char* CsvStream::pass_quoted(const char* at, const char* end) {
  const char* const begin = at;
  const std::size_t closed_from = closed_up_.size();
  const char* copied = at;
  while (true) {
    const auto* quote =
        static_cast<const char*>(std::memchr(at, '"', static_cast<std::size_t>(end - at)));
    if (quote == nullptr || (quote + 1 == end && !ended_)) return nullptr;
    if (quote + 1 == end || quote[1] != '"') {
      for (const char* each = begin; each < quote; ++each) {
        if (*each == '\n' || (*each == '\r' && each[1] != '\n')) ++lines_in_row_;
      }
      if (copied == begin) {
        add_field(begin, quote);
      } else {
        closed_up_.append(copied, quote);
        closed_.push_back({size_, closed_from, closed_up_.size() - closed_from});
        add_field(begin, begin);
      }
      return quote;
    }
    closed_up_.append(copied, quote + 1);
    copied = at = quote + 2;
  }
}

// One row from begin_ on; begin_ moves only when the whole row is there.
CsvStream::Split CsvStream::split() {
  size_ = 0;
  closed_up_.clear();
  closed_.clear();
  lines_in_row_ = 0;
  const char* const end = window_.data() + end_;
  const char* field = window_.data() + begin_;
  const char* block = field;
  std::uint64_t marks = marks_in(block);
  while (true) {
    while (marks == 0 && block + kBlockBytes < end) marks = marks_in(block += kBlockBytes);
    const char* at = marks == 0 ? end : block + std::countr_zero(marks);
    if (at >= end) {
      if (!ended_) return Split::MoreNeeded;
      at = end;
    }
    if (at != end && *at == ',') {
      add_field(field, at);
      field = at + 1;
      marks &= marks - 1;
      continue;
    }
    if (at != end && *at == '"') {
      marks &= marks - 1;
      if (at != field) continue;
      const char* const closing = pass_quoted(at + 1, end);
      if (closing == nullptr) {
        if (!ended_) return Split::MoreNeeded;
        refuse("csv.syntax", line_ + lines_in_row_, "a quotation mark that is never closed",
               "fields as RFC 4180 has them",
               "Close the quotation mark at the field's end, or remove it.");
        return Split::Fault;
      }
      at = closing + 1;
      if (at != end && *at != ',' && *at != '\n' && *at != '\r') {
        refuse("csv.syntax", line_ + lines_in_row_, "text after a closing quotation mark",
               "fields as RFC 4180 has them",
               "Put the whole field in quotation marks and double each mark inside it.");
        return Split::Fault;
      }
      block = at;
      marks = at == end ? 0 : marks_in(block);
      marks &= marks - 1;
    } else {
      add_field(field, at);
      if (at != end) marks &= marks - 1;
    }
    if (at != end && *at == ',') {
      field = at + 1;
      continue;
    }
    if (at != end && *at == '\r') {
      if (at + 1 == end && !ended_) return Split::MoreNeeded;
      if (at + 1 < end && at[1] == '\n') ++at;
    }
    const std::size_t next_row =
        static_cast<std::size_t>(at - window_.data()) + (at == end ? 0 : 1);
    begin_ = std::min(next_row, end_);
    row_line_ = line_;
    line_ += lines_in_row_ + 1;
    for (const ClosedUp& each : closed_) {  // only now do their bytes lie still
      fields_[each.field] = std::string_view(closed_up_).substr(each.begin, each.length);
    }
    return Split::Row;
  }
}

}  // namespace recanvass::formats
