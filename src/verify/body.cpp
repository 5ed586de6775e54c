#include "verify/body.h"

#include "base/blank_text.h"

#include <algorithm>

namespace recanvass::verify {
namespace {

using base::Json;

std::optional<std::uint64_t> whole_number(const Json& value, std::uint64_t most) {
  if (value.is_number_unsigned()) {
    const auto number = value.get<std::uint64_t>();
    return number <= most ? std::optional(number) : std::nullopt;
  }
  if (!value.is_number_integer()) return std::nullopt;
  const auto number = value.get<std::int64_t>();
  if (number < 0 || static_cast<std::uint64_t>(number) > most) return std::nullopt;
  return static_cast<std::uint64_t>(number);
}

std::optional<std::int64_t> figure(const Json& value) {
  const auto number = whole_number(value, std::uint64_t{kFigureMost});
  return number ? std::optional(static_cast<std::int64_t>(*number)) : std::nullopt;
}

}  // namespace

const Json* member_of(const Json& object, const char* name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

std::optional<std::string> text_of(const Json& object, const char* name) {
  const Json* value = member_of(object, name);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  auto text = value->get<std::string>();
  return base::is_blank(text) ? std::nullopt : std::optional(std::move(text));
}

std::string text_or_empty(const Json& object, const char* name) {
  return text_of(object, name).value_or("");
}

std::optional<std::int64_t> figure_of(const Json& object, const char* name) {
  const Json* value = member_of(object, name);
  return value == nullptr ? std::nullopt : figure(*value);
}

std::optional<std::uint64_t> position_of(const Json& object, const char* name) {
  const Json* value = member_of(object, name);
  return value == nullptr ? std::nullopt : whole_number(*value, (std::uint64_t{1} << 53) - 1);
}

std::optional<std::map<std::string, std::int64_t>> figures_of(const Json& object,
                                                              const char* name) {
  const Json* value = member_of(object, name);
  if (value == nullptr || !value->is_object()) return std::nullopt;
  std::map<std::string, std::int64_t> figures;
  for (auto it = value->begin(); it != value->end(); ++it) {
    const auto number = figure(*it);
    if (!number) return std::nullopt;
    figures.emplace(it.key(), *number);
  }
  return figures;
}

const Json* records_of(const Json& object, const char* name) {
  const Json* value = member_of(object, name);
  if (value == nullptr || !value->is_array()) return nullptr;
  const bool all =
      std::all_of(value->begin(), value->end(), [](const Json& item) { return item.is_object(); });
  return all ? value : nullptr;
}

std::optional<std::vector<std::string>> texts_of(const Json& object, const char* name) {
  const Json* value = member_of(object, name);
  if (value == nullptr || !value->is_array()) return std::nullopt;
  std::vector<std::string> texts;
  for (const Json& item : *value) {
    if (!item.is_string()) return std::nullopt;
    texts.push_back(item.get<std::string>());
  }
  return texts;
}

bool nests_deeper_than(std::string_view text, int most) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > most) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

}  // namespace recanvass::verify
