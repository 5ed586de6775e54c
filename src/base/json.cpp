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
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
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
      case Json::value_t::null:
        out_ += "null";
        return;
      case Json::value_t::boolean:
        out_ += value.get<bool>() ? "true" : "false";
        return;
      case Json::value_t::string:
        write_string(out_, value.get_ref<const std::string&>());
        return;
      case Json::value_t::number_integer:
        write_integer(value.get<std::int64_t>());
        return;
      case Json::value_t::number_unsigned:
        write_unsigned(value.get<std::uint64_t>());
        return;
      case Json::value_t::number_float:
        write_real(value.get<double>());
        return;
      case Json::value_t::array:
        write_array(value, depth);
        return;
      case Json::value_t::object:
        write_object(value, depth);
        return;
      case Json::value_t::binary:
      case Json::value_t::discarded:
        RECANVASS_CHECK(!"a JSON value of no text form");
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
    out_.append(static_cast<std::size_t>(2 * depth), ' ');
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

// Reads with every refusal of ours. With a line, objects get the one on which they begin.
class Reader {
 public:
  Reader(std::string_view file, const std::int64_t* line) : file_(file), line_(line) {}

  template <class Iterator>
  Result<Json> read(Iterator begin, Iterator end) {
    try {
      Json value = Json::parse(begin, end, [this](int depth, Json::parse_event_t event,
                                                  Json& parsed) {
        watch(depth, event, parsed);
        return true;
      });
      if (!problems_.empty()) return problems_;
      return value;
    } catch (const Json::exception& error) {
      return Problem{"json.syntax",
                     {file_, line(), ""},
                     error.what(),
                     "one JSON text (RFC 8259)",
                     "Correct the text at the place named."};
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

  std::string file_;
  const std::int64_t* line_;  // null: lines are not asked for
  Problems problems_;
  std::vector<OpenObject> open_;
};

}  // namespace

Result<Json> parse_json(std::string_view text, std::string_view file) {
  return Reader(file, nullptr).read(text.begin(), text.end());
}

Result<Json> parse_json_with_lines(std::string_view text, std::string_view file) {
  std::int64_t line = 1;
  return Reader(file, &line).read(LineCounter(text.data(), &line),
                                  LineCounter(text.data() + text.size(), &line));
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
