#include "formats/csv_stream.h"

#include "formats/ordered_work.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <deque>

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

CsvStream::CsvStream(ByteSource& bytes, std::string name, base::Executor* executor,
                     std::size_t piece_bytes)
    : source_(bytes, name),
      name_(std::move(name)),
      executor_(executor),
      piece_bytes_(piece_bytes) {}

void CsvStream::refuse(const char* cause, std::int64_t line, std::string found, std::string wanted,
                       std::string mend) {
  problems_.push_back(
      {cause, {name_, line, {}}, std::move(found), std::move(wanted), std::move(mend)});
}

void CsvStream::refuse_length() {
  refuse("csv.row-too-long", line_, fmt::format("a row of more than {} bytes", kRowMax),
         "rows that end",
         "Look for a quotation mark that is never closed; the file may be no table at all.");
}

// Moves the row that began to the front and reads behind it. False at a problem.
bool CsvStream::fill() {
  if (!waiting_.empty()) {
    problems_ = waiting_;
    return false;
  }
  std::memmove(window_.data(), window_.data() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  if (end_ > kRowMax) {
    refuse_length();
    return false;
  }
  if (window_.size() < end_ + kWindowStep + kBlockBytes) {
    window_.resize(2 * (end_ + kWindowStep) + kBlockBytes);
  }
  while (end_ + kBlockBytes < window_.size()) {
    const auto room = std::span(window_).subspan(end_, window_.size() - kBlockBytes - end_);
    const auto bytes = source_.read(room);
    if (!bytes) {
      waiting_ = bytes.problems();
      break;
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
    return end_row(next_row);
  }
}

CsvStream::Split CsvStream::end_row(std::size_t next_row) {
  if (next_row - begin_ > kRowMax) {
    refuse_length();
    return Split::Fault;
  }
  begin_ = std::min(next_row, end_);
  row_line_ = line_;
  line_ += lines_in_row_ + 1;
  for (const ClosedUp& each : closed_) {  // only now do their bytes lie still
    fields_[each.field] = std::string_view(closed_up_).substr(each.begin, each.length);
  }
  row_ = {fields_.data(), size_};
  return Split::Row;
}

// Bytes that end where a row seems to end, as quotation marks are counted; whether it does is known
// when its rows are cut.
struct CsvStream::Piece {
  std::string bytes;  // and kBlockBytes zeros
  bool whole = true;  // false: no end of a row was found in it
};

struct CsvStream::PieceRows {
  std::vector<std::string_view> fields;
  std::vector<std::size_t> ends;  // of each row in fields
  std::vector<std::int64_t> lines;  // of each row, from 0
  std::int64_t line_count = 0;
  std::deque<std::string> closed_up;  // fields that are not in the bytes as they are
  bool agrees = false;  // its end is the end of a row
};

// The next bytes up to the last line end outside of quotation marks. What follows it stays in the
// window.
bool CsvStream::next_piece(Piece& piece) {
  piece.bytes.assign(window_, begin_, end_ - begin_);
  begin_ = end_;
  piece.whole = true;
  while (true) {
    const std::size_t before = piece.bytes.size();
    while (!ended_ && waiting_.empty() && piece.bytes.size() < before + piece_bytes_) {
      const std::size_t at = piece.bytes.size();
      piece.bytes.resize(before + piece_bytes_);
      const auto bytes = source_.read(std::span(piece.bytes).subspan(at));
      piece.bytes.resize(at + (bytes ? *bytes : 0));
      if (!bytes) waiting_ = bytes.problems();
      ended_ = bytes && *bytes == 0;
    }
    if (piece.bytes.empty()) return false;
    if (ended_) break;
    bool inside = std::ranges::count(piece.bytes, '"') % 2 != 0;
    std::size_t end = piece.bytes.size();
    while (end > 0 && (inside || piece.bytes[end - 1] != '\n')) {
      inside ^= piece.bytes[--end] == '"';
    }
    piece.whole = end > 0;
    if (end > 0) {
      window_.assign(piece.bytes, end);
      begin_ = 0;
      end_ = window_.size();
      piece.bytes.resize(end);
      break;
    }
    if (!waiting_.empty() || piece.bytes.size() > kRowMax) break;
  }
  piece.bytes.resize(piece.bytes.size() + kBlockBytes);
  return true;
}

// Cuts a piece's rows as if nothing were before and behind it.
void CsvStream::cut_rows(Piece& piece, PieceRows& rows) {
  rows.fields.clear();
  rows.ends.clear();
  rows.lines.clear();
  rows.closed_up.clear();
  rows.agrees = piece.whole;
  if (!piece.whole) return;
  // Room at once: what grows is copied, and memory that nobody touches costs nothing.
  constexpr std::size_t kBytesAField = 3;
  rows.fields.reserve(piece.bytes.size() / kBytesAField);
  TextSource none("");
  CsvStream cutter(none, {});
  cutter.window_.swap(piece.bytes);
  cutter.end_ = cutter.window_.size() - kBlockBytes;
  cutter.ended_ = true;
  cutter.line_ = 0;
  while (rows.agrees && cutter.begin_ < cutter.end_) {
    rows.agrees = cutter.split() == Split::Row;
    if (!rows.agrees) break;
    for (const ClosedUp& each : cutter.closed_) {
      cutter.fields_[each.field] = rows.closed_up.emplace_back(cutter.fields_[each.field]);
    }
    rows.fields.insert(rows.fields.end(), cutter.row_.begin(), cutter.row_.end());
    rows.ends.push_back(rows.fields.size());
    rows.lines.push_back(cutter.row_line_);
  }
  rows.line_count = cutter.line_;
  cutter.window_.swap(piece.bytes);
}

void CsvStream::each_row(const std::function<void()>& row) {
  if (executor_ != nullptr && problems_.empty()) {
    std::string left;
    const auto take = [&](Piece&, PieceRows& rows) {
      if (!rows.agrees) return false;
      std::size_t begin = 0;
      for (std::size_t i = 0; i < rows.ends.size(); ++i) {
        row_ = std::span(rows.fields).subspan(begin, rows.ends[i] - begin);
        row_line_ = line_ + rows.lines[i];
        begin = rows.ends[i];
        row();
      }
      line_ += rows.line_count;
      return true;
    };
    OrderedWork<Piece, PieceRows> work(*executor_);
    work.run([&](Piece& piece) { return next_piece(piece); }, cut_rows, take,
             [&](Piece& piece) { left.append(piece.bytes, 0, piece.bytes.size() - kBlockBytes); });
    // From a piece on that cannot be cut by itself, rows are cut one after another.
    left.append(window_, begin_, end_ - begin_);
    begin_ = 0;
    end_ = left.size();
    window_ = std::move(left);
    window_.resize(end_ + kBlockBytes);
  }
  while (next()) row();
}

}  // namespace recanvass::formats
