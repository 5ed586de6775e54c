#include "base/json.h"

#include "base/json_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <set>
#include <vector>

template class nlohmann::basic_json<>;

namespace recanvass::base {
namespace {

constexpr std::int64_t kSafeInteger = (std::int64_t{1} << 53) - 1;
constexpr int kDepthMax = 64;

// UTF-8 order differs from UTF-16 order only for characters above U+FFFF against U+E000..U+FFFF.
std::u16string utf16(std::string_view text) {
  std::u16string units;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : (lead < 0xE0 ? 2 : (lead < 0xF0 ? 3 : 4));
    std::uint32_t point = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < text.size(); ++k) {
      point = (point << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3Fu);
    }
    if (point >= 0x10000) {
      units += static_cast<char16_t>(0xD800 + ((point - 0x10000) >> 10));
      units += static_cast<char16_t>(0xDC00 + ((point - 0x10000) & 0x3FF));
    } else {
      units += static_cast<char16_t>(point);
    }
    i += length;
  }
  return units;
}

void write_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\b': out += "\\b"; break;
      case '\f': out += "\\f"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

enum class Style { Canonical, Pretty };

class Writer {
 public:
  explicit Writer(Style style) : style_(style) {}

  void write(const Json& value, int depth) {
    switch (value.type()) {
      case Json::value_t::null: out_ += "null"; return;
      case Json::value_t::boolean: out_ += value.get<bool>() ? "true" : "false"; return;
      case Json::value_t::string: write_string(out_, value.get_ref<const std::string&>()); return;
      case Json::value_t::number_integer: write_integer(value.get<std::int64_t>()); return;
      case Json::value_t::number_unsigned: write_unsigned(value.get<std::uint64_t>()); return;
      case Json::value_t::number_float: write_real(value.get<double>()); return;
      case Json::value_t::array: write_array(value, depth); return;
      case Json::value_t::object: write_object(value, depth); return;
      case Json::value_t::binary:
      case Json::value_t::discarded: RECANVASS_CHECK(!"a JSON value of no text form");
    }
  }

  std::string take() { return std::move(out_); }

 private:
  void write_integer(std::int64_t number) {
    RECANVASS_CHECK(style_ == Style::Pretty || (number <= kSafeInteger && number >= -kSafeInteger));
    out_ += fmt::format("{}", number);
  }

  void write_unsigned(std::uint64_t number) {
    RECANVASS_CHECK(style_ == Style::Pretty || number <= std::uint64_t{kSafeInteger});
    out_ += fmt::format("{}", number);
  }

  void write_real(double number) {
    RECANVASS_CHECK(style_ == Style::Pretty && std::isfinite(number));
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
    out_.append(buffer, end);
  }

  void write_array(const Json& value, int depth) {
    out_ += '[';
    bool first = true;
    for (const Json& item : value) {
      separate(first, depth + 1);
      write(item, depth + 1);
    }
    close(first, depth, ']');
  }

  void write_object(const Json& value, int depth) {
    std::vector<std::pair<std::u16string, const std::string*>> keys;
    for (auto it = value.begin(); it != value.end(); ++it) {
      keys.emplace_back(utf16(it.key()), &it.key());
    }
    std::sort(keys.begin(), keys.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    out_ += '{';
    bool first = true;
    for (const auto& [order, key] : keys) {
      separate(first, depth + 1);
      write_string(out_, *key);
      out_ += style_ == Style::Pretty ? ": " : ":";
      write(value.at(*key), depth + 1);
    }
    close(first, depth, '}');
  }

  void separate(bool& first, int depth) {
    if (!first) out_ += ',';
    first = false;
    if (style_ == Style::Pretty) line(depth);
  }

  void close(bool empty, int depth, char bracket) {
    if (!empty && style_ == Style::Pretty) line(depth);
    out_ += bracket;
  }

  void line(int depth) {
    out_ += '\n';
    out_.append(2 * static_cast<std::size_t>(depth), ' ');
  }

  Style style_;
  std::string out_;
};

// Goes over text and counts the lines that are behind it.
class LineCounter {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  LineCounter(const char* at, std::int64_t* line) : at_(at), line_(line) {}
  reference operator*() const { return *at_; }
  LineCounter& operator++() {
    if (*at_ == '\n') ++*line_;
    ++at_;
    return *this;
  }
  LineCounter operator++(int) {
    LineCounter before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const LineCounter& left, const LineCounter& right) {
    return left.at_ == right.at_;
  }
  friend bool operator!=(const LineCounter& left, const LineCounter& right) {
    return !(left == right);
  }

 private:
  const char* at_;
  std::int64_t* line_;
};

// Reads again, for the place where reading stopped. The library says where; the words are ours.
class FaultFinder : public Json::json_sax_t {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string&,
                   const Json::exception& error) override {
    read_ = position;
    too_large_ = dynamic_cast<const Json::out_of_range*>(&error) != nullptr;
    return false;
  }

  [[nodiscard]] std::size_t read() const { return read_; }  // bytes, the one that stopped included
  [[nodiscard]] bool too_large() const { return too_large_; }

 private:
  std::size_t read_ = 0;
  bool too_large_ = false;
};

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// Line from 1 and character from 1 of a byte; a character of several bytes is one.
Place place_of(std::string_view text, std::size_t byte, std::string_view file) {
  std::int64_t line = 1;
  std::int64_t character = 1;
  for (std::size_t i = 0; i < byte; ++i) {
    if (text[i] == '\n') {
      ++line;
      character = 1;
    } else if (!is_continuation(text[i])) {
      ++character;
    }
  }
  return {std::string(file), line, fmt::format("character {}", character)};
}

// The word, number or single character at a byte, in quotation marks.
std::string found_at(std::string_view text, std::size_t byte) {
  const auto is_of_word = [&](std::size_t i) {
    const char c = text[i];
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '+' || c == '-';
  };
  constexpr std::size_t kWordMax = 40;
  if (is_of_word(byte)) {
    std::size_t end = byte;
    while (end < text.size() && end - byte < kWordMax && is_of_word(end)) ++end;
    return fmt::format("\"{}\"", text.substr(byte, end - byte));
  }
  const auto code = static_cast<unsigned char>(text[byte]);
  if (code == '\n' || code == '\r') return "the end of the line";
  if (code < 0x20 || code >= 0x7F) return fmt::format("the byte 0x{:02X}", code);
  return code == '"' ? std::string("a quotation mark") : fmt::format("\"{}\"", text[byte]);
}

// A word that is none of JSON's, or a number that ends too early.
bool is_cut_short(std::string_view word) {
  const bool known = word == "true" || word == "false" || word == "null";
  return !word.empty() && !known && (word.back() < '0' || word.back() > '9');
}

// Where the word or number begins that holds the byte, or ends before it and is none; the byte
// itself otherwise.
std::size_t start_of_word(std::string_view text, std::size_t byte) {
  constexpr std::string_view kApart = " \t\r\n{}[],:\"";
  if (kApart.find(text[byte]) != std::string_view::npos) {
    if (text[byte] == '\n' || text[byte] == '"') return byte;  // it may be within a text
    const std::size_t before = text.find_last_of(kApart, byte == 0 ? 0 : byte - 1);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    return begin < byte && is_cut_short(text.substr(begin, byte - begin)) ? begin : byte;
  }
  if (static_cast<unsigned char>(text[byte]) < 0x20) return byte;
  if (static_cast<unsigned char>(text[byte]) >= 0x80) return byte;
  while (byte > 0 && kApart.find(text[byte - 1]) == std::string_view::npos) --byte;
  return byte;
}

// What would mend the faults that people make.
std::string mend_at(std::string_view text, std::size_t byte) {
  const char found = text[byte];
  const std::size_t before =
      byte == 0 ? std::string_view::npos : text.find_last_not_of(" \t\r\n", byte - 1);
  const bool after_comma = before != std::string_view::npos && text[before] == ',';
  if ((found == '}' || found == ']') && after_comma) return "Remove the comma before it.";
  if (found == '\'') return "Write texts and names in double quotation marks.";
  if (found == '/' || found == '#') return "Remove the comment: JSON has none.";
  if ((found >= 'a' && found <= 'z') || (found >= 'A' && found <= 'Z') || found == '_') {
    return "Write texts and names in double quotation marks; the only other words are true, false "
           "and null.";
  }
  const std::string_view next = text.substr(byte, 3);
  if (next.starts_with("\xE2\x80") && next.size() == 3 && next[2] >= '\x98' && next[2] <= '\x9F') {
    return "Write straight quotation marks (\") for the typographic ones.";
  }
  if (static_cast<unsigned char>(found) >= 0x80) return "Save the file as UTF-8.";
  return "Correct the text there.";
}

Problem syntax_problem(std::string_view text, std::string_view file) {
  const char* const wanted = "one JSON text (RFC 8259)";
  FaultFinder finder;
  Json::sax_parse(text.begin(), text.end(), &finder);
  const std::size_t stopped = finder.read() == 0 ? 0 : finder.read() - 1;
  if (stopped >= text.size()) {
    const bool empty = text.find_first_not_of(" \t\r\n") == std::string_view::npos;
    return {"json.syntax", place_of(text, text.size(), file),
            empty ? "no text" : "the end of the text", wanted,
            empty ? "Write the document."
                  : "Add what is missing: a bracket, a quotation mark or a value is not closed."};
  }
  const std::size_t at = start_of_word(text, stopped);
  if (finder.too_large()) {
    return {"json.syntax", place_of(text, at, file),
            fmt::format("the number {}", found_at(text, at)), "a number that a double can hold",
            "Correct the number."};
  }
  return {"json.syntax", place_of(text, at, file), found_at(text, at), wanted, mend_at(text, at)};
}

// Reads with every refusal of ours. With a line, objects get the one on which they begin.
class Reader {
 public:
  Reader(std::string_view text, std::string_view file, const std::int64_t* line)
      : text_(text), file_(file), line_(line) {}

  template <class Iterator>
  Result<Json> read(Iterator begin, Iterator end) {
    try {
      Json value =
          Json::parse(begin, end, [this](int depth, Json::parse_event_t event, Json& parsed) {
            watch(depth, event, parsed);
            return true;
          });
      if (!problems_.empty()) return problems_;
      return value;
    } catch (const Json::exception&) {
      return syntax_problem(text_, file_);
    }
  }

 private:
  [[nodiscard]] std::int64_t line() const { return line_ == nullptr ? 0 : *line_; }

  void watch(int depth, Json::parse_event_t event, Json& parsed) {
    if (depth > kDepthMax && problems_.empty()) {
      problems_.push_back({"json.depth",
                           {file_, line(), ""},
                           fmt::format("more than {} levels", kDepthMax),
                           "flatter JSON",
                           "Nothing of ours nests that deep; check what wrote the file."});
    }
    if (event == Json::parse_event_t::object_start) open_.push_back({{}, line()});
    if (event == Json::parse_event_t::object_end) {
      if (line_ != nullptr && parsed.is_object()) parsed[kLineMember] = open_.back().line;
      open_.pop_back();
    }
    if (event == Json::parse_event_t::key) {
      const auto& key = parsed.get_ref<const std::string&>();
      if (!open_.back().keys.insert(key).second) {
        problems_.push_back({"json.duplicate-key",
                             {file_, line(), key},
                             fmt::format("\"{}\" twice in one object", key),
                             "each name once",
                             "Remove one of the two members."});
      }
    }
  }

  struct OpenObject {
    std::set<std::string> keys;
    std::int64_t line = 0;
  };

  std::string_view text_;
  std::string file_;
  const std::int64_t* line_;  // null: lines are not asked for
  Problems problems_;
  std::vector<OpenObject> open_;
};

}  // namespace

Result<Json> parse_json(std::string_view text, std::string_view file) {
  return Reader(text, file, nullptr).read(text.begin(), text.end());
}

Result<Json> parse_json_with_lines(std::string_view text, std::string_view file) {
  std::int64_t line = 1;
  const char* const begin = text.data();
  return Reader(text, file, &line)
      .read(LineCounter(begin, &line), LineCounter(begin + text.size(), &line));
}

std::string canonical_json(const Json& value) {
  Writer writer(Style::Canonical);
  writer.write(value, 0);
  return writer.take();
}

std::string pretty_json(const Json& value) {
  Writer writer(Style::Pretty);
  writer.write(value, 0);
  return writer.take() + "\n";
}

}  // namespace recanvass::base
