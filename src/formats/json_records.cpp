#include "formats/json_records.h"

#include "base/json.h"

#include <fmt/format.h>

#include <cstring>

namespace recanvass::formats {
namespace {

constexpr std::size_t kWindow = std::size_t{1} << 20U;
constexpr std::size_t kPadding = 64;  // simdjson reads so far beyond the end

bool is_space(char byte) { return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t'; }

// Where the list under `key` begins, after its "[", in the outermost object that `text` begins;
// npos when that is not in the text.
std::size_t list_begin(std::string_view text, std::string_view key) {
  int depth = 0;
  std::size_t text_begin = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char byte = text[i];
    if (in_text) {
      if (byte == '\\') ++i;
      if (byte != '"') continue;
      in_text = false;
      std::size_t next = i + 1;
      while (next < text.size() && (is_space(text[next]) || text[next] == ':')) ++next;
      const bool is_key = depth == 1 && text.substr(text_begin, i - text_begin) == key;
      if (is_key && next < text.size() && text[next] == '[') return next + 1;
    } else if (byte == '"') {
      in_text = true;
      text_begin = i + 1;
    } else if (byte == '{' || byte == '[') {
      ++depth;
    } else if (byte == '}' || byte == ']') {
      --depth;
    }
  }
  return std::string_view::npos;
}

}  // namespace

JsonRecordCutter::JsonRecordCutter(ByteSource& source, std::string key, std::string name)
    : source_(source), key_(std::move(key)), name_(std::move(name)) {
  window_.resize(kWindow + kPadding);
  begin_ = 1;  // room for the "[" of a block
  end_ = 1;
  scanned_ = 1;
}

void JsonRecordCutter::refuse(const char* cause, std::string found, std::string wanted) {
  problems_.push_back({cause,
                       {name_, 0, fmt::format("byte {}", passed_ + begin_ - 1)},
                       std::move(found),
                       std::move(wanted),
                       "Export the file again, or ask who sent it for a whole copy."});
}

// Reads until the window is full; what was given out makes room. False at a problem and when
// nothing more came.
bool JsonRecordCutter::fill() {
  if (begin_ > 1) {
    std::memmove(window_.data() + 1, window_.data() + begin_, end_ - begin_);
    passed_ += begin_ - 1;
    scanned_ -= begin_ - 1;
    end_ -= begin_ - 1;
    begin_ = 1;
  }
  if (end_ + kPadding >= window_.size()) {
    if (window_.size() > kRecordMax) {
      refuse("json.record-too-long", fmt::format("more than {} bytes", end_ - begin_),
             "records of 16 MiB at most");
      return false;
    }
    window_.resize(2 * (window_.size() - kPadding) + kPadding);
  }
  const std::size_t before = end_;
  while (end_ + kPadding < window_.size()) {
    const auto room = std::span(window_).subspan(end_, window_.size() - kPadding - end_);
    const auto bytes = source_.read(room);
    if (!bytes) {
      problems_ = bytes.problems();
      return false;
    }
    if (*bytes == 0) break;
    end_ += *bytes;
  }
  return end_ > before;
}

bool JsonRecordCutter::find_list() {
  while (true) {
    const bool more = fill();
    if (!problems_.empty()) return false;
    const std::string_view text = std::string_view(window_).substr(begin_, end_ - begin_);
    const std::size_t after = list_begin(text, key_);
    if (after != std::string_view::npos) {
      envelope_ = text.substr(0, after);
      begin_ += after;
      scanned_ = begin_;
      list_found_ = true;
      return true;
    }
    if (!more) {
      refuse("json.no-list", "no list of that name", fmt::format("a list \"{}\"", key_));
      return false;
    }
  }
}

// What stands from the list's end on belongs to the envelope.
void JsonRecordCutter::take_rest() {
  while (problems_.empty()) {
    envelope_.append(window_, begin_, end_ - begin_);
    begin_ = end_;
    scanned_ = end_;
    if (envelope_.size() > 2 * kRecordMax) {
      refuse("json.record-too-long", "more than 16 MiB after the list", "the end of the file");
    }
    if (!fill()) return;
  }
}

// The objects up to `end` as a list: its brackets stand where a comma and what follows stood.
std::optional<RecordBlock> JsonRecordCutter::block_up_to(std::size_t end,
                                                         std::uint64_t first_record) {
  while (begin_ < end && is_space(window_[begin_])) ++begin_;
  if (first_record > 0) {
    if (window_[begin_] != ',') {
      refuse("json.syntax", "no comma between two records", "a comma");
      return std::nullopt;
    }
    ++begin_;
  }
  RecordBlock block;
  block.first_byte = passed_ + begin_ - 1;
  block.first_record = first_record;
  block.list = std::string_view(window_).substr(begin_ - 1, end - begin_ + 2);
  block.capacity = window_.size() - (begin_ - 1);
  window_[begin_ - 1] = '[';
  begin_ = end;
  lent_ = window_[end];
  window_[end] = ']';
  return block;
}

std::optional<RecordBlock> JsonRecordCutter::next() {
  if (lent_) window_[begin_] = *lent_;
  lent_.reset();
  if (!problems_.empty() || (!list_found_ && !find_list())) return std::nullopt;
  while (!list_end_) {
    const std::uint64_t first_record = scan_.records();
    const std::size_t from = scanned_;
    const auto found = scan_.scan(std::string_view(window_).substr(from, end_ - from));
    scanned_ = end_;
    if (found.list_end) list_end_ = from + *found.list_end;
    if (found.record_end) return block_up_to(from + *found.record_end, first_record);
    if (!list_end_ && !fill()) {
      if (problems_.empty()) refuse("json.syntax", "the end of the file", "the end of the list");
      return std::nullopt;
    }
  }
  while (begin_ < *list_end_ && is_space(window_[begin_])) ++begin_;
  if (begin_ != *list_end_) {
    refuse("json.syntax", "other text after the last record", "the end of the list");
    return std::nullopt;
  }
  take_rest();
  check_envelope();
  return std::nullopt;
}

// A second list of the name, a second document behind the first: nothing may be left unread.
void JsonRecordCutter::check_envelope() {
  if (!problems_.empty()) return;
  std::string_view text = envelope_;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const auto read = base::parse_json(text, name_);
  if (!read) problems_ = read.problems();
}

}  // namespace recanvass::formats
