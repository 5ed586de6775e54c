#include "base/canonical_reader.h"

#include <cstdint>

namespace recanvass::base {
namespace {

constexpr std::uint64_t kWholeMost = (std::uint64_t{1} << 53) - 1;
constexpr int kLevelsMost = 32;

bool is_plain_ascii(char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; }

bool is_decimal(char c) { return c >= '0' && c <= '9'; }

// Each function reads one thing and goes behind it, or gives false.
class PlainReader {
 public:
  explicit PlainReader(std::string_view text) : at_(text.data()), end_(at_ + text.size()) {}

  bool read_whole(Json& value) { return read_value(value, 1) && at_ == end_; }

 private:
  bool read_value(Json& value, int level) {
    if (at_ == end_ || level > kLevelsMost) return false;
    switch (*at_) {
      case '{': return read_object(value, level);
      case '[': return read_array(value, level);
      case '"': return read_text(value);
      case 't': value = true; return take_word("true");
      case 'f': value = false; return take_word("false");
      case 'n': value = nullptr; return take_word("null");
      default: return read_number(value);
    }
  }

  // Members stand in the order of their names, each once: so each goes behind the last.
  bool read_object(Json& value, int level) {
    value = Json::object();
    auto& members = value.get_ref<Json::object_t&>();
    ++at_;
    if (take('}')) return true;
    std::string_view before;
    do {
      std::string_view name;
      if (!read_plain_text(name) || !take(':')) return false;
      if (!members.empty() && name <= before) return false;
      before = name;
      const auto member = members.emplace_hint(members.end(), name, nullptr);
      if (!read_value(member->second, level + 1)) return false;
    } while (take(','));
    return take('}');
  }

  bool read_array(Json& value, int level) {
    value = Json::array();
    auto& items = value.get_ref<Json::array_t&>();
    ++at_;
    if (take(']')) return true;
    do {
      if (!read_value(items.emplace_back(), level + 1)) return false;
    } while (take(','));
    return take(']');
  }

  bool read_text(Json& value) {
    std::string_view text;
    if (!read_plain_text(text)) return false;
    value = text;
    return true;
  }

  bool read_plain_text(std::string_view& text) {
    if (!take('"')) return false;
    const char* const begin = at_;
    while (at_ != end_ && is_plain_ascii(*at_)) ++at_;
    text = {begin, static_cast<std::size_t>(at_ - begin)};
    return take('"');
  }

  // No sign before 0, no 0 before a digit; a fraction or an exponent ends it as a fault.
  bool read_number(Json& value) {
    const bool is_negative = take('-');
    if (at_ == end_ || !is_decimal(*at_) || (is_negative && *at_ == '0')) return false;
    const bool starts_with_zero = *at_ == '0';
    const char* const begin = at_;
    std::uint64_t number = 0;
    for (; at_ != end_ && is_decimal(*at_); ++at_) {
      number = 10 * number + static_cast<std::uint64_t>(*at_ - '0');
      if (number > kWholeMost) return false;
    }
    if (starts_with_zero && at_ != begin + 1) return false;
    if (is_negative) {
      value = -static_cast<std::int64_t>(number);
    } else {
      value = number;
    }
    return true;
  }

  bool take(char wanted) {
    if (at_ == end_ || *at_ != wanted) return false;
    ++at_;
    return true;
  }

  bool take_word(std::string_view word) {
    if (!std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with(word)) {
      return false;
    }
    at_ += word.size();
    return true;
  }

  const char* at_;
  const char* end_;
};

}  // namespace

std::optional<Json> read_plain_canonical(std::string_view text) {
  Json value;
  if (!PlainReader(text).read_whole(value)) return std::nullopt;
  return value;
}

}  // namespace recanvass::base
