// Short ways to read the members of an event's body, after check_fields has seen them.
// For the use cases' own files only.
#pragma once

#include "base/json.h"
#include "base/result.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// The text of a member; empty when it is absent.
[[nodiscard]] std::string text_in(const base::Json& body, const char* name);
/// @pre the member is a whole number.
[[nodiscard]] std::int64_t number_in(const base::Json& body, const char* name);
[[nodiscard]] std::optional<std::int64_t> maybe_number_in(const base::Json& body, const char* name);
/// An object of names and whole numbers; empty when it is absent.
[[nodiscard]] std::map<std::string, std::int64_t> numbers_in(const base::Json& body,
                                                             const char* name);

/// The texts of a list; empty when it is absent.
[[nodiscard]] std::vector<std::string> texts_in(const base::Json& body, const char* name);
/// A local time as "2016-11-25T17:00"; empty when it is absent. @pre check_fields saw a Moment.
[[nodiscard]] std::string moment_in(const base::Json& body, const char* name);

/// What a member of a list of records must be: its texts and whole numbers, required and optional.
struct RecordShape {
  std::vector<std::string> texts;
  std::vector<std::string> numbers;          ///< 0 or more
  std::vector<std::string> optional_numbers;
  std::vector<std::string> vote_tables;      ///< objects of names and numbers
};

/// Every problem of a list of records against its shape, by index.
[[nodiscard]] base::Problems check_records(const base::Json& records, const std::string& field,
                                           const RecordShape& shape);

}  // namespace recanvass::workflow
