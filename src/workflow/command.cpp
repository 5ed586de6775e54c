#include "workflow/command.h"

#include "base/blank_text.h"
#include "base/date.h"
#include "base/figures.h"
#include "workflow/attachment.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>

namespace recanvass::workflow {
namespace {

using base::Json;

base::Problem field_problem(const char* cause, const std::string& name, std::string found,
                            std::string wanted, std::string mend) {
  return {cause, {"", 0, name}, std::move(found), std::move(wanted), std::move(mend)};
}

std::string shown(const Json& value) {
  std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
  if (text.size() > 60) text = text.substr(0, 57) + "...";
  return text;
}

bool is_whole(const Json& value, std::int64_t least) {
  constexpr std::int64_t kSafe = (std::int64_t{1} << 53) - 1;
  if (value.is_number_unsigned()) return value.get<std::uint64_t>() <= std::uint64_t{kSafe};
  return value.is_number_integer() && value.get<std::int64_t>() >= least &&
         value.get<std::int64_t>() <= kSafe;
}

bool is_text(const Json& value) {
  return value.is_string() && !base::is_blank(value.get_ref<const std::string&>()) &&
         is_plain_text(value.get_ref<const std::string&>());
}

bool is_hash(const Json& value) {
  if (!value.is_string()) return false;
  const auto& text = value.get_ref<const std::string&>();
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

bool only_names_and_numbers(const Json& value) {
  if (!value.is_object() || value.empty()) return false;
  for (auto it = value.begin(); it != value.end(); ++it) {
    if (base::is_blank(it.key()) || !is_plain_text(it.key()) || !is_whole(*it, 0)) return false;
  }
  return true;
}

// A text that is there and says nothing.
bool is_only_space(const std::string& text) { return !text.empty() && base::is_blank(text); }

// Records reach the ledger too: no fraction, no odd text and none of white space, at any depth.
bool is_clean(const Json& value) {
  if (value.is_number()) return is_whole(value, -((std::int64_t{1} << 53) - 1));
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    return is_plain_text(text) && !is_only_space(text);
  }
  if (!value.is_structured()) return true;
  for (auto it = value.begin(); it != value.end(); ++it) {
    if (value.is_object() && (!is_plain_text(it.key()) || is_only_space(it.key()))) return false;
    if (!is_clean(*it)) return false;
  }
  return true;
}

// Where a value holds a number that is not whole, "lines[0].cents"; empty: nowhere.
std::string place_of_fraction(const Json& value, const std::string& where) {
  if (value.is_number() && !is_clean(value)) return where;
  if (!value.is_structured()) return {};
  for (auto it = value.begin(); it != value.end(); ++it) {
    const std::string inside = value.is_object()
                                   ? fmt::format("{}.{}", where, it.key())
                                   : fmt::format("{}[{}]", where, std::distance(value.begin(), it));
    if (std::string found = place_of_fraction(*it, inside); !found.empty()) return found;
  }
  return {};
}

// A file's own name: never a path, so that whoever writes it out cannot be led elsewhere.
bool fits(const Json& value, FieldType type) {
  switch (type) {
    case FieldType::Text: return is_text(value);
    case FieldType::Number:
    case FieldType::Cents: return is_whole(value, 0);
    case FieldType::Signed: return is_whole(value, -((std::int64_t{1} << 53) - 1));
    case FieldType::Flag: return value.is_boolean();
    case FieldType::Day:
      return value.is_string() && base::Date::parse(value.get_ref<const std::string&>()).ok();
    case FieldType::Moment:
      return value.is_string() && base::LocalTime::parse(value.get_ref<const std::string&>()).ok();
    case FieldType::Hash: return is_hash(value);
    case FieldType::Texts:
      return value.is_array() && !value.empty() && std::all_of(value.begin(), value.end(), is_text);
    case FieldType::Numbers: return only_names_and_numbers(value);
    case FieldType::Record: return value.is_object() && is_clean(value);
    case FieldType::Records:
      return value.is_array() && std::all_of(value.begin(), value.end(), [](const Json& item) {
               return item.is_object() && is_clean(item);
             });
    case FieldType::File: return is_attachment(value);
  }
  return false;
}

const Field* field_named(const std::vector<Field>& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const Field& field) { return field.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

bool is_utc_time(std::string_view text) {
  if (text.size() != 20 || text[16] != ':' || text[19] != 'Z') return false;
  if (text[17] < '0' || text[17] > '5' || text[18] < '0' || text[18] > '9') return false;
  // The end of a day is the start of the next: one instant has one writing.
  return text.substr(11, 2) != "24" && base::LocalTime::parse(text.substr(0, 16)).ok();
}

// The length of the UTF-8 character at `at` and its code point; 0 when it is not one.
int decode(std::string_view text, std::size_t at, std::uint32_t& point) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(at);
  const int length =
      lead < 0x80
          ? 1
          : (lead >= 0xC2 && lead < 0xE0
                 ? 2
                 : (lead >= 0xE0 && lead < 0xF0 ? 3 : (lead >= 0xF0 && lead < 0xF5 ? 4 : 0)));
  if (length == 0 || at + static_cast<std::size_t>(length) > text.size()) return 0;
  point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
  for (std::size_t i = at + 1; i < at + static_cast<std::size_t>(length); ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
    point = (point << 6) | (byte(i) & 0x3FU);
  }
  constexpr std::uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  if (point < kLeast[length] || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) return 0;
  return length;
}

bool is_forbidden(std::uint32_t point) {
  return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x2028 || point == 0x2029 ||
         (point >= 0x200E && point <= 0x200F) || (point >= 0x202A && point <= 0x202E) ||
         (point >= 0x2066 && point <= 0x2069) || point == 0xFEFF;
}

// A text in a value that no command may hold, and the character for which it may not.
struct OddText {
  std::string member;  // "[2].batch", from the value on
  std::string text;    // with the character as <U+0009>
  std::uint32_t point = 0;
};

std::optional<OddText> odd_in_text(const std::string& text, const std::string& member) {
  for (std::size_t at = 0; at < text.size();) {
    std::uint32_t point = 0;
    const int length = std::max(decode(text, at, point), 1);
    if (is_forbidden(point)) {
      const std::string after = text.substr(at + static_cast<std::size_t>(length));
      return OddText{member, fmt::format("{}<U+{:04X}>{}", text.substr(0, at), point, after),
                     point};
    }
    at += static_cast<std::size_t>(length);
  }
  return std::nullopt;
}

// The first such text at any depth, names of members included.
std::optional<OddText> odd_text_in(const Json& value, const std::string& member) {
  if (value.is_string()) return odd_in_text(value.get_ref<const std::string&>(), member);
  if (!value.is_structured()) return std::nullopt;
  std::size_t index = 0;
  for (auto it = value.begin(); it != value.end(); ++it, ++index) {
    if (value.is_object()) {
      if (auto odd = odd_in_text(it.key(), member)) return odd;
    }
    const std::string inside =
        member + (value.is_object() ? "." + it.key() : fmt::format("[{}]", index));
    if (auto odd = odd_text_in(*it, inside)) return odd;
  }
  return std::nullopt;
}

// Where a text is nothing but white space, names of members included; no value: nowhere.
std::optional<std::string> place_of_space(const Json& value, const std::string& where) {
  if (value.is_string() && is_only_space(value.get_ref<const std::string&>())) return where;
  if (!value.is_structured()) return std::nullopt;
  for (auto it = value.begin(); it != value.end(); ++it) {
    if (value.is_object() && is_only_space(it.key())) return where;
    const std::string inside = value.is_object()
                                   ? fmt::format("{}.{}", where, it.key())
                                   : fmt::format("{}[{}]", where, std::distance(value.begin(), it));
    if (auto found = place_of_space(*it, inside)) return found;
  }
  return std::nullopt;
}

// No value: it is no text, or short enough.
std::optional<base::Problem> too_long(const std::string& name, const Json& value) {
  constexpr std::size_t kTextBytesMax = 4000;  // the default of is_plain_text
  if (!value.is_string()) return std::nullopt;
  const std::size_t bytes = value.get_ref<const std::string&>().size();
  if (bytes <= kTextBytesMax) return std::nullopt;
  return field_problem(
      "command.field", name,
      fmt::format("a text of {}", base::counted(static_cast<std::int64_t>(bytes), "byte", "bytes")),
      fmt::format("a text of at most {} bytes", base::grouped(kTextBytesMax)),
      "Say it in fewer words, or attach what is longer as a file.");
}

base::Problem unfit(const std::string& name, const Json& value, const Field& field) {
  if (auto problem = too_long(name, value)) return *std::move(problem);
  if (const auto odd = odd_text_in(value, name)) {
    constexpr std::uint32_t kTab = 0x09;
    return field_problem(
        "command.field", odd->member, fmt::format("\"{}\"", odd->text),
        fmt::format("text without the character U+{:04X}{}", odd->point,
                    odd->point == kTab ? " (a tab)" : ""),
        "Remove the character; one at the end of a name is often copied along with it.");
  }
  if (const auto place = place_of_space(value, name)) {
    return field_problem("command.field", *place, "nothing but white space",
                         "a text that says something", field.help);
  }
  const bool is_record = field.type == FieldType::Record || field.type == FieldType::Records;
  if (const std::string place = is_record ? place_of_fraction(value, name) : ""; !place.empty()) {
    return field_problem("command.field", place, shown(value), "whole numbers only", field.help);
  }
  return field_problem("command.field", name, shown(value), words_of(field.type), field.help);
}

}  // namespace

bool is_plain_text(std::string_view text, std::size_t max) {
  if (text.size() > max) return false;
  for (std::size_t at = 0; at < text.size();) {
    std::uint32_t point = 0;
    const int length = decode(text, at, point);
    if (length == 0 || is_forbidden(point)) return false;
    at += static_cast<std::size_t>(length);
  }
  return true;
}

std::string words_of(FieldType type) {
  switch (type) {
    case FieldType::Text: return "a text without control characters";
    case FieldType::Number: return "a whole number, 0 or more";
    case FieldType::Signed: return "a whole number";
    case FieldType::Flag: return "true or false";
    case FieldType::Day: return "a day such as 2016-11-25";
    case FieldType::Moment: return "a local time such as 2016-11-25T17:00";
    case FieldType::Hash: return "a SHA-256, 64 digits 0-9 a-f";
    case FieldType::Cents: return "US cents, a whole number, 0 or more";
    case FieldType::Texts: return "a list of texts, at least one";
    case FieldType::Numbers: return "an object of names and whole numbers, 0 or more";
    case FieldType::Record: return "an object";
    case FieldType::Records: return "a list of objects";
    case FieldType::File: return "a file, {\"path\": name} when submitted";
  }
  return {};
}

base::Result<Command> parse_command(std::string_view line, std::string_view file,
                                    std::int64_t row) {
  const auto placed = [&](base::Problems problems) {
    for (base::Problem& problem : problems) {
      problem.place.file = std::string(file);
      problem.place.row = row;
    }
    return problems;
  };
  auto json = base::parse_json(line, file);
  if (!json) return placed(json.problems());
  if (!json->is_object()) {
    return placed({{"command.member",
                    {},
                    shown(*json),
                    "one JSON object a line",
                    "Write {\"do\": ..., \"by\": ..., \"key\": ..., fields}."}});
  }
  base::Problems problems;
  Command command;
  Json body = *json;
  const std::pair<const char*, std::string*> members[] = {{"do", &command.kind},
                                                          {"by", &command.author},
                                                          {"key", &command.idempotency_key},
                                                          {"at", &command.claimed_time}};
  for (const auto& [name, target] : members) {
    const auto found = body.find(name);
    if (found == body.end() && target == &command.claimed_time) continue;
    if (auto problem = found == body.end() ? std::nullopt : too_long(name, *found)) {
      problems.push_back(*std::move(problem));
      continue;
    }
    if (found == body.end() || !is_text(*found)) {
      problems.push_back(field_problem("command.member", name,
                                       found == body.end() ? "nothing" : shown(*found),
                                       words_of(FieldType::Text), "Every command needs it."));
      continue;
    }
    *target = found->get<std::string>();
    body.erase(name);
  }
  const bool has_time = json->contains("at");
  if (problems.empty() && has_time && !is_utc_time(command.claimed_time)) {
    problems.push_back(
        field_problem("command.time", "at", "\"" + command.claimed_time + "\"",
                      "a UTC time such as 2016-12-01T09:00:00Z",
                      "Write the author's time with seconds and Z, or leave it out."));
  }
  if (!problems.empty()) return placed(problems);
  command.body = std::move(body);
  return command;
}

base::Problems check_fields(const Json& body, const std::vector<Field>& fields) {
  base::Problems problems;
  for (auto it = body.begin(); it != body.end(); ++it) {
    const Field* field = field_named(fields, it.key());
    if (field == nullptr) {
      std::vector<std::string> names;
      for (const Field& known : fields) names.push_back(known.name);
      problems.push_back(field_problem("command.unknown-field", it.key(), shown(*it),
                                       fmt::format("one of: {}", fmt::join(names, ", ")),
                                       "Remove it or correct its name."));
      continue;
    }
    if (!fits(*it, field->type)) {
      problems.push_back(unfit(it.key(), *it, *field));
      continue;
    }
    if (!field->one_of.empty() && std::find(field->one_of.begin(), field->one_of.end(),
                                            it->get<std::string>()) == field->one_of.end()) {
      problems.push_back(field_problem("command.field", it.key(), shown(*it),
                                       fmt::format("one of: {}", fmt::join(field->one_of, ", ")),
                                       field->help));
    }
  }
  for (const Field& field : fields) {
    if (field.required && !body.contains(field.name)) {
      problems.push_back(field_problem("command.missing-field", field.name, "nothing",
                                       words_of(field.type), field.help));
    }
  }
  return problems;
}

}  // namespace recanvass::workflow
