#include "base/canonical_reader.h"

#include <cstdint>

namespace recanvass::base {
namespace {

constexpr std::uint64_t kWholeMost = (std::uint64_t{1} << 53) - 1;
constexpr int kLevelsMost = 32;

bool is_plain_ascii(char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; }

bool is_decimal(char c) { return c >= '0' && c <= '9'; }

}  // namespace

bool PlainReader::read_value(Json& value, int level) {
  if (at_ == end_ || level > kLevelsMost) return false;
  switch (*at_) {
    case '{': return read_object(value, level);
    case '[': return read_array(value, level);
    case '"': value = std::string(); return read_text(value.get_ref<std::string&>());
    case 't': value = true; return take("true");
    case 'f': value = false; return take("false");
    case 'n': value = nullptr; return take("null");
    default: return read_number(value);
  }
}

// Members stand in the order of their names, each once: so each goes behind the last.
bool PlainReader::read_object(Json& value, int level) {
  value = Json::object();
  auto& members = value.get_ref<Json::object_t&>();
  ++at_;
  if (take('}')) return true;
  std::string_view before;
  do {
    std::string_view name;
    if (!read_name(name) || !take(':')) return false;
    if (!members.empty() && name <= before) return false;
    before = name;
    const auto member = members.emplace_hint(members.end(), name, nullptr);
    if (!read_value(member->second, level + 1)) return false;
  } while (take(','));
  return take('}');
}

bool PlainReader::read_array(Json& value, int level) {
  value = Json::array();
  auto& items = value.get_ref<Json::array_t&>();
  ++at_;
  if (take(']')) return true;
  do {
    if (!read_value(items.emplace_back(), level + 1)) return false;
  } while (take(','));
  return take(']');
}

// A quotation mark and a backslash have one writing each, behind a backslash.
bool PlainReader::read_text(std::string& text) {
  if (!take('"')) return false;
  text.clear();
  while (true) {
    const char* const begin = at_;
    while (at_ != end_ && is_plain_ascii(*at_)) ++at_;
    text.append(begin, at_);
    if (!take('\\')) return take('"');
    if (at_ == end_ || (*at_ != '"' && *at_ != '\\')) return false;
    text += *at_++;
  }
}

bool PlainReader::read_name(std::string_view& name) {
  if (!take('"')) return false;
  const char* const begin = at_;
  while (at_ != end_ && is_plain_ascii(*at_)) ++at_;
  name = {begin, static_cast<std::size_t>(at_ - begin)};
  return take('"');
}

// No sign before 0, no 0 before a digit; a fraction or an exponent ends it as a fault.
bool PlainReader::read_number(Json& value) {
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

bool PlainReader::take(char wanted) {
  if (at_ == end_ || *at_ != wanted) return false;
  ++at_;
  return true;
}

bool PlainReader::take(std::string_view bytes) {
  if (!std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with(bytes)) return false;
  at_ += bytes.size();
  return true;
}

}  // namespace recanvass::base
