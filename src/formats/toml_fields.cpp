#include "formats/toml_fields.h"

#include "base/nearest.h"
#include "formats/number.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace recanvass::formats {
namespace {

std::string type_text(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::none: return "nothing";
    case toml::node_type::table: return "a table";
    case toml::node_type::array: return "a list";
    case toml::node_type::string: return "the text " + quote(node.as_string()->get());
    case toml::node_type::integer: return fmt::format("the number {}", node.as_integer()->get());
    case toml::node_type::floating_point:
      return fmt::format("the decimal number {}", node.as_floating_point()->get());
    case toml::node_type::boolean: return node.as_boolean()->get() ? "true" : "false";
    case toml::node_type::date: return "a date";
    case toml::node_type::time: return "a time";
    case toml::node_type::date_time: return "a date with a time";
  }
  return "something else";
}

bool is_id(std::string_view text) {
  return !text.empty() && text.front() != '-' && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
}

base::Result<base::Date> date_from(const toml::date& date) {
  return base::Date::make(date.year, date.month, date.day);
}

// "14154.98": digits, a point and two digits.
std::optional<std::int64_t> cents_from(std::string_view text) {
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view cents = point == std::string_view::npos ? "00" : text.substr(point + 1);
  std::int64_t dollars = 0;
  std::int64_t rest = 0;
  if (cents.size() != 2 || whole.find(',') != std::string_view::npos ||
      read_figure(whole, dollars) != NumberFault::None ||
      read_figure(cents, rest) != NumberFault::None) {
    return std::nullopt;
  }
  return dollars * 100 + rest;
}

}  // namespace

base::Result<toml::table> parse_toml(std::string_view text, const std::string& file) {
  try {
    return toml::parse(text, file);
  } catch (const toml::parse_error& error) {
    return base::Problem{"toml.syntax",
                         {file, static_cast<std::int64_t>(error.source().begin.line),
                          fmt::format("character {}", error.source().begin.column)},
                         std::string(error.description()),
                         "TOML 1.0",
                         "Correct the text there; a time of day needs its seconds: "
                         "2016-11-25T17:00:00."};
  }
}

const toml::node* TomlFields::node(const char* key) {
  known_.emplace_back(key);
  return table_.get(key);
}

bool TomlFields::has(const char* key) { return node(key) != nullptr; }

std::int64_t TomlFields::line_of(std::string_view key) const {
  const toml::node* found = key.empty() ? nullptr : table_.get(key);
  return found != nullptr ? found->source().begin.line : table_.source().begin.line;
}

void TomlFields::report(const char* cause, std::string_view key, std::string found,
                        std::string wanted, std::string mend) {
  std::string where = path_;
  if (!key.empty()) where += (where.empty() ? "" : ".") + std::string(key);
  source_.problems.add({cause,
                        {source_.file, line_of(key), where},
                        std::move(found),
                        std::move(wanted),
                        std::move(mend)});
}

void TomlFields::report_absent(const char* key, std::string wanted) {
  report("toml.missing", "", fmt::format("no {}", key), fmt::format("{} = {}", key, wanted),
         "Add the line.");
}

void TomlFields::report_type(std::string_view key, const toml::node& found, const char* wanted) {
  report("toml.type", key, type_text(found), wanted, "Correct the value.");
}

void TomlFields::report_name(const char* key, const std::string& found,
                             const std::vector<std::string>& names) {
  report("toml.value", key, quote(found), "one of " + listed(names, names.size()),
         suggest(found, names, "Use one of these."));
}

std::optional<std::string> TomlFields::text(const char* key) {
  const toml::node* found = node(key);
  if (found == nullptr) return std::nullopt;
  if (const auto* value = found->as_string()) return value->get();
  report_type(key, *found, "a text in quotation marks");
  return std::nullopt;
}

std::string TomlFields::required_text(const char* key) {
  const auto value = text(key);
  if (value && !trimmed(*value).empty()) return *value;
  if (value || !has_key(key)) report_absent(key, "\"...\"");
  return {};
}

std::string TomlFields::required_name(const char* key) {
  std::string name = required_text(key);
  const std::string fault = name.empty() ? std::string() : why_not_a_name(name);
  if (fault.empty()) return name;
  report("toml.name", key, fmt::format("{}, which {}", quote(name), fault), "plain text",
         "Type the name again.");
  return {};
}

std::optional<std::string> TomlFields::id(const char* key) {
  const auto value = text(key);
  if (!value || is_id(*value)) return value;
  report("toml.id", key, quote(*value), "small letters, digits and hyphens",
         "Write an id such as \"us-wi\" or \"all-others\"; names for people go to name.");
  return std::nullopt;
}

std::string TomlFields::required_id(const char* key) {
  auto value = id(key);
  if (!value && !has_key(key)) report_absent(key, "\"...\"");
  return value.value_or("");
}

std::optional<std::int64_t> TomlFields::whole(const char* key, std::int64_t least,
                                              std::int64_t most) {
  const toml::node* found = node(key);
  if (found == nullptr) return std::nullopt;
  const auto* value = found->as_integer();
  if (value == nullptr) {
    report_type(key, *found, "a whole number without quotation marks");
    return std::nullopt;
  }
  if (value->get() >= least && value->get() <= most) return value->get();
  report("toml.value", key, fmt::format("{}", value->get()),
         fmt::format("a whole number from {} to {}", least, most), "Correct the number.");
  return std::nullopt;
}

std::optional<bool> TomlFields::flag(const char* key) {
  const toml::node* found = node(key);
  if (found == nullptr) return std::nullopt;
  if (const auto* value = found->as_boolean()) return value->get();
  report_type(key, *found, "true or false");
  return std::nullopt;
}

std::optional<base::Date> TomlFields::date(const char* key) {
  const toml::node* found = node(key);
  if (found == nullptr) return std::nullopt;
  if (const auto* value = found->as_date()) {
    const auto day = date_from(value->get());
    if (day) return *day;
  }
  report_type(key, *found, "a date such as 2016-11-25, without quotation marks or time");
  return std::nullopt;
}

std::optional<base::Date> TomlFields::required_date(const char* key) {
  const auto value = date(key);
  if (!value && !has_key(key)) report_absent(key, "a date such as 2016-11-25");
  return value;
}

std::optional<base::UsdCents> TomlFields::dollars(const char* key) {
  const toml::node* found = node(key);
  if (found == nullptr) return std::nullopt;
  std::optional<std::int64_t> cents;
  if (const auto* value = found->as_integer()) {
    if (value->get() >= 0 && value->get() <= kFigureMax) cents = value->get() * 100;
  } else if (const auto* amount = found->as_string()) {
    cents = cents_from(amount->get());
  }
  if (cents) return base::UsdCents(*cents);
  report_type(key, *found, "whole dollars such as 3499689, or a text with cents: \"14154.98\"");
  return std::nullopt;
}

std::vector<std::string> TomlFields::texts(const char* key) {
  std::vector<std::string> values;
  const toml::node* found = node(key);
  if (found == nullptr) return values;
  const toml::array* list = found->as_array();
  if (list == nullptr) {
    report_type(key, *found, "a list of texts: [\"...\", \"...\"]");
    return values;
  }
  for (const toml::node& item : *list) {
    if (const auto* value = item.as_string()) {
      values.push_back(value->get());
    } else {
      report_type(key, item, "a list of texts: [\"...\", \"...\"]");
    }
  }
  return values;
}

std::vector<TomlFields> TomlFields::tables(const char* key) {
  std::vector<TomlFields> found_tables;
  const toml::node* found = node(key);
  if (found == nullptr) return found_tables;
  const toml::array* list = found->as_array();
  if (list == nullptr) {
    report("toml.type", key, type_text(*found), "a list of tables",
           fmt::format("Write [[{}]] with two brackets on each side.", key));
    return found_tables;
  }
  const std::string prefix = (path_.empty() ? "" : path_ + ".") + key;
  std::size_t number = 0;
  for (const toml::node& item : *list) {
    ++number;
    if (const toml::table* inner = item.as_table()) {
      found_tables.emplace_back(*inner, fmt::format("{}[{}]", prefix, number), source_);
    } else {
      report_type(key, item, "a list of tables");
    }
  }
  return found_tables;
}

std::optional<TomlFields> TomlFields::table(const char* key) {
  const toml::node* found = node(key);
  if (found == nullptr) return std::nullopt;
  if (const toml::table* inner = found->as_table()) {
    return TomlFields(*inner, (path_.empty() ? "" : path_ + ".") + key, source_);
  }
  report_type(key, *found, "a table");
  return std::nullopt;
}

std::vector<std::pair<std::string, std::string>> TomlFields::all_texts() {
  std::vector<std::pair<std::string, std::string>> values;
  for (const auto& [key, value] : table_) {
    known_.emplace_back(key.str());
    if (const auto* content = value.as_string()) {
      values.emplace_back(key.str(), content->get());
    } else {
      report_type(key.str(), value, "a text in quotation marks");
    }
  }
  return values;
}

std::vector<std::pair<std::string, std::int64_t>> TomlFields::all_figures() {
  std::vector<std::pair<std::string, std::int64_t>> values;
  for (const auto& [key, value] : table_) {
    known_.emplace_back(key.str());
    const auto* number = value.as_integer();
    if (number != nullptr && number->get() >= 0 && number->get() <= kFigureMax) {
      values.emplace_back(key.str(), number->get());
    } else {
      report_type(key.str(), value, "a whole number, 0 or more, without quotation marks");
    }
  }
  return values;
}

std::optional<election::Moment> TomlFields::moment_in(std::string_view key,
                                                      const toml::node& found) {
  if (const auto* day = found.as_date()) {
    const auto read = date_from(day->get());
    if (read) return election::Moment{*read, std::nullopt};
  } else if (const auto* both = found.as_date_time()) {
    const toml::date_time& value = both->get();
    const auto read = date_from(value.date);
    if (read && !value.is_local()) {
      report("toml.type", key, "a time with an offset from UTC",
             "local time of the jurisdiction: 2016-11-25T17:00:00", "Remove the offset or the Z.");
      return std::nullopt;
    }
    if (read && value.time.second == 0 && value.time.nanosecond == 0) {
      return election::Moment{*read, base::TimeOfDay(value.time.hour * 60 + value.time.minute)};
    }
  } else if (const auto* text_value = found.as_string()) {
    const auto read = base::LocalTime::parse(text_value->get());
    if (read) return election::Moment{read->day, read->time};
  }
  report_type(key, found, "a date such as 2016-11-25 or a local time such as 2016-11-25T17:00:00");
  return std::nullopt;
}

std::vector<std::string> TomlFields::keys() {
  std::vector<std::string> names;
  for (const auto& [key, value] : table_) names.emplace_back(key.str());
  known_.insert(known_.end(), names.begin(), names.end());
  return names;
}

bool TomlFields::holds_table(const char* key) {
  const toml::node* found = node(key);
  return found != nullptr && found->is_table();
}

bool TomlFields::holds_flag(const char* key) {
  const toml::node* found = node(key);
  return found != nullptr && found->is_boolean();
}

std::optional<election::Moment> TomlFields::moment(const char* key) {
  const toml::node* found = node(key);
  return found == nullptr ? std::nullopt : moment_in(key, *found);
}

void TomlFields::finish() {
  std::sort(known_.begin(), known_.end());
  known_.erase(std::unique(known_.begin(), known_.end()), known_.end());
  for (const auto& [key, value] : table_) {
    const std::string name(key.str());
    if (std::binary_search(known_.begin(), known_.end(), name)) continue;
    // The line is not missing: its key is mistyped, which is said below.
    if (const auto meant = base::nearest(name, known_); meant && !has_key(*meant)) {
      source_.problems.withdraw("toml.missing", {source_.file, line_of(""), path_}, *meant + " = ");
    }
    report("toml.unknown-key", name, quote(name), "one of " + listed(known_, known_.size()),
           suggest(name, known_, "Remove it."));
  }
}

}  // namespace recanvass::formats
