#include "formats/named_returns.h"

#include "formats/number.h"
#include "formats/text.h"

#include <fmt/format.h>

namespace recanvass::formats {
std::optional<std::int64_t> figure_or_problem(std::string_view text, const base::Place& place,
                                              ProblemList& problems) {
  std::int64_t number = 0;
  const NumberFault fault = read_figure(text, number);
  if (fault == NumberFault::None) return number;
  problems.add(figure_problem(fault, text, place));
  return std::nullopt;
}

bool check_name(std::string_view name, const base::Place& place, ProblemList& problems) {
  if (name.empty()) return true;
  if (is_shortened_number(name)) {
    problems.add({"returns.bad-name", place, quote(name), "the unit's own name or number",
                  "A spreadsheet shortened the number and its digits are lost; format the column "
                  "as text in the source and export again."});
    return false;
  }
  const std::string fault = why_not_a_name(name);
  if (fault.empty()) return true;
  problems.add({"returns.bad-name", place, fmt::format("{}, which {}", quote(name), fault),
                "plain text", "Type the name again."});
  return false;
}

std::optional<std::int64_t> figure_or_problem(std::string_view text, const CsvTable& table,
                                              std::size_t column, ProblemList& problems) {
  std::int64_t number = 0;
  if (read_figure(text, number) == NumberFault::None) return number;
  return figure_or_problem(text, table.place(column), problems);
}

bool check_name(std::string_view name, const CsvTable& table, std::size_t column,
                ProblemList& problems) {
  if (name.empty() || (!is_shortened_number(name) && why_not_a_name(name).empty())) return true;
  return check_name(name, table.place(column), problems);
}

std::string contest_text(std::string_view office, std::string_view district) {
  std::string text(office);
  const std::string plain = lower_case(district);
  if (!plain.empty() && plain != "statewide" && plain != "na") {
    text += fmt::format(", district {}", district);
  }
  return text;
}

std::string_view turnout_office(std::string_view office) {
  std::string letters;
  for (const char c : lower_case(office)) {
    if (c >= 'a' && c <= 'z') letters += c;
  }
  if (letters == "registeredvoters" || letters == "registeredvoterstotal") return kRegistered;
  if (letters == "ballotscast" || letters == "ballotscasttotal") return kBallots;
  return {};
}

}  // namespace recanvass::formats
