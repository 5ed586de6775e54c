// Reads one table of a TOML file field by field: right type or a problem, and whatever key nobody
// asked for is a problem too, with the nearest name. Packages are read through it and it alone.
#pragma once

#include "base/date.h"
#include "base/quantity.h"
#include "election/election.h"
#include "formats/problem_list.h"

#include <toml++/toml.h>

#include <optional>
#include <string>
#include <vector>

namespace recanvass::formats {

/// What every table of one file shares.
struct TomlSource {
  std::string file;
  ProblemList& problems;
};

/// Parses the text. Causes: toml.syntax.
base::Result<toml::table> parse_toml(std::string_view text, const std::string& file);

/// One table. A field that is absent gives no value; a field of the wrong type gives no value and a
/// problem (toml.type, toml.value). Call finish() at the end.
class TomlFields {
 public:
  /// @param path  the table's place in the file, "contest[2]"; empty: the file itself
  TomlFields(const toml::table& table, std::string path, TomlSource& source)
      : table_(table), path_(std::move(path)), source_(source) {}

  /// The field is marked as known, whatever it holds.
  [[nodiscard]] bool has(const char* key);

  std::optional<std::string> text(const char* key);
  /// A text that must be there and not be empty; empty when it is not, after a problem.
  std::string required_text(const char* key);
  /// A name for people: no control characters, no marks that reorder text.
  std::string required_name(const char* key);
  /// An id: small letters, digits, "-", "_" and "."; empty after a problem.
  std::string required_id(const char* key);
  std::optional<std::string> id(const char* key);
  std::optional<std::int64_t> whole(const char* key, std::int64_t least, std::int64_t most);
  std::optional<bool> flag(const char* key);
  std::optional<base::Date> date(const char* key);
  std::optional<base::Date> required_date(const char* key);
  /// Whole dollars, or a text with cents: "14154.98".
  std::optional<base::UsdCents> dollars(const char* key);
  std::vector<std::string> texts(const char* key);
  /// The tables of an array of tables; none when absent.
  std::vector<TomlFields> tables(const char* key);
  /// A table, inline or not.
  std::optional<TomlFields> table(const char* key);
  /// Every key of this table with its text; marks them known.
  std::vector<std::pair<std::string, std::string>> all_texts();
  /// Every key of this table with its whole number, 0 or more; marks them known.
  std::vector<std::pair<std::string, std::int64_t>> all_figures();
  /// Every key of this table, in order; marks them known.
  std::vector<std::string> keys();
  /// Whether the field is there and is a table, or true or false; marks it known.
  [[nodiscard]] bool holds_table(const char* key);
  [[nodiscard]] bool holds_flag(const char* key);
  std::optional<election::Moment> moment(const char* key);

  /// One of a closed set of names; `fallback` after a problem or, if not required, when absent.
  template <class E>
  E required_name_of(const char* key, std::optional<E> (*named)(std::string_view),
                     const std::vector<std::string>& names, E fallback) {
    const auto given = text(key);
    if (!given) {
      if (!has_key(key)) report_absent(key, "one of " + listed(names, names.size()));
      return fallback;
    }
    const auto value = named(*given);
    if (!value) report_name(key, *given, names);
    return value.value_or(fallback);
  }
  template <class E>
  E name_of(const char* key, std::optional<E> (*named)(std::string_view),
            const std::vector<std::string>& names, E fallback) {
    return has(key) ? required_name_of(key, named, names, fallback) : fallback;
  }

  /// Reports every key that no call asked for. Cause: toml.unknown-key.
  void finish();

  /// A problem at a field of this table.
  void report(const char* cause, std::string_view key, std::string found, std::string wanted,
              std::string mend);
  [[nodiscard]] std::int64_t line_of(std::string_view key) const;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  [[nodiscard]] bool has_key(std::string_view key) const { return table_.contains(key); }
  const toml::node* node(const char* key);
  void report_absent(const char* key, std::string wanted);
  void report_type(std::string_view key, const toml::node& found, const char* wanted);
  void report_name(const char* key, const std::string& found,
                   const std::vector<std::string>& names);
  std::optional<election::Moment> moment_in(std::string_view key, const toml::node& found);

  const toml::table& table_;
  std::string path_;
  TomlSource& source_;
  std::vector<std::string> known_;
};

}  // namespace recanvass::formats
