#include "workflow/body.h"

#include "base/blank_text.h"
#include "base/date.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using base::Json;

bool is_number(const Json& value) {
  return value.is_number_integer() && value.get<std::int64_t>() >= 0;
}

bool is_vote_table(const Json& value) {
  return value.is_object() && std::all_of(value.begin(), value.end(), is_number);
}

bool is_known_member(const RecordShape& shape, const std::string& name) {
  for (const auto* names :
       {&shape.texts, &shape.numbers, &shape.optional_numbers, &shape.vote_tables}) {
    if (std::find(names->begin(), names->end(), name) != names->end()) return true;
  }
  return false;
}

class RecordCheck {
 public:
  RecordCheck(const std::string& field, std::size_t index, base::Problems& problems)
      : place_(fmt::format("{}[{}]", field, index)), problems_(problems) {}

  void want(bool holds, const std::string& name, const char* wanted) {
    if (holds) return;
    problems_.push_back({"record.member",
                         {"", 0, place_ + "." + name},
                         "nothing or something else",
                         wanted,
                         "Correct this member of the list."});
  }

  void unknown(const std::string& name) {
    problems_.push_back({"record.unknown",
                         {"", 0, place_ + "." + name},
                         "\"" + name + "\"",
                         "a member that is known here",
                         "Remove it or correct its name."});
  }

 private:
  std::string place_;
  base::Problems& problems_;
};

}  // namespace

std::string text_in(const Json& body, const char* name) {
  const auto found = body.find(name);
  return found == body.end() ? std::string() : found->get<std::string>();
}

std::int64_t number_in(const Json& body, const char* name) {
  return body.at(name).get<std::int64_t>();
}

std::optional<std::int64_t> maybe_number_in(const Json& body, const char* name) {
  const auto found = body.find(name);
  if (found == body.end()) return std::nullopt;
  return found->get<std::int64_t>();
}

std::map<std::string, std::int64_t> numbers_in(const Json& body, const char* name) {
  std::map<std::string, std::int64_t> numbers;
  const auto found = body.find(name);
  if (found == body.end()) return numbers;
  for (auto it = found->begin(); it != found->end(); ++it) {
    numbers.emplace_hint(numbers.end(), it.key(), it->get<std::int64_t>());
  }
  return numbers;
}

std::vector<std::string> texts_in(const Json& body, const char* name) {
  const auto found = body.find(name);
  return found == body.end() ? std::vector<std::string>() : found->get<std::vector<std::string>>();
}

std::string moment_in(const Json& body, const char* name) {
  const std::string text = text_in(body, name);
  return text.empty() ? text : base::LocalTime::parse(text)->text();
}

base::Problems check_records(const Json& records, const std::string& field,
                             const RecordShape& shape) {
  base::Problems problems;
  std::size_t index = 0;
  for (const Json& record : records) {
    RecordCheck check(field, index++, problems);
    for (const std::string& name : shape.texts) {
      const auto found = record.find(name);
      check.want(found != record.end() && found->is_string() &&
                     !base::is_blank(found->get_ref<const std::string&>()),
                 name, "a text");
    }
    for (const std::string& name : shape.numbers) {
      const auto found = record.find(name);
      check.want(found != record.end() && is_number(*found), name, "a whole number, 0 or more");
    }
    for (const std::string& name : shape.optional_numbers) {
      const auto found = record.find(name);
      check.want(found == record.end() || is_number(*found), name,
                 "a whole number, 0 or more, or nothing");
    }
    for (const std::string& name : shape.vote_tables) {
      const auto found = record.find(name);
      check.want(found != record.end() && is_vote_table(*found), name,
                 "an object of choices and whole numbers, 0 or more");
    }
    for (auto it = record.begin(); it != record.end(); ++it) {
      if (!is_known_member(shape, it.key())) check.unknown(it.key());
    }
  }
  return problems;
}

}  // namespace recanvass::workflow
