// unit.figures: lines of a unit's worksheet. Lines may come in several entries; a line that was
// given before takes a reason. A line that nobody gives stays a hole.
#include "base/nearest.h"
#include "workflow/body.h"
#include "workflow/field_words.h"
#include "workflow/gates.h"
#include "workflow/unit_gates.h"
#include "workflow/unit_review.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

namespace recanvass::workflow {
namespace {

const std::vector<std::string> kPracticeWords = {"included", "excluded"};

const Worksheet* worksheet_of(const Operation& operation, const std::string& unit) {
  const auto found = operation.reconciling.worksheets.find(unit);
  return found == operation.reconciling.worksheets.end() ? nullptr : &found->second;
}

base::Problem unknown_line(const std::string& line) {
  std::vector<std::string> ids;
  for (const reconcile::FigureRow& row : reconcile::figure_rows()) ids.emplace_back(row.id);
  return refusal("figures.line", "\"" + line + "\"",
                 fmt::format("a line such as {}", base::nearest(line, ids).value_or("tape_total")),
                 fmt::format("The lines are {}.", fmt::join(ids, ", ")));
}

base::Problems decide_figures(const Operation& operation, const Command& command) {
  const std::string unit = text_in(command.body, "unit");
  base::Problems problems = unit_is_within(operation, command.author, unit);
  const Worksheet* sheet = worksheet_of(operation, unit);
  const bool gives_reason = !text_in(command.body, "reason").empty();
  for (const auto& [line, value] : numbers_in(command.body, "figures")) {
    if (!reconcile::figure_named(line)) {
      problems.push_back(unknown_line(line));
      continue;
    }
    if (sheet == nullptr || gives_reason) continue;
    const auto given = sheet->figures.find(line);
    if (given == sheet->figures.end() || given->second == value) continue;
    problems.push_back(refusal("figures.revision", fmt::format("{} {}", line, value),
                               fmt::format("{}, as given before, or a reason", given->second),
                               "Add \"reason\": why the line has another figure."));
  }
  return problems;
}

std::optional<std::uint64_t> repeats_figures(const Operation& operation, const Command& command) {
  const Worksheet* sheet = worksheet_of(operation, text_in(command.body, "unit"));
  if (sheet == nullptr || sheet->history.back().author != command.author ||
      sheet->history.back().figures != numbers_in(command.body, "figures") ||
      command.body.size() != 2) {
    return std::nullopt;
  }
  return sheet->history.back().position;
}

void set_practice(const base::Json& body, const char* name, reconcile::Inclusion& practice) {
  const std::string word = text_in(body, name);
  if (word == "included") practice = reconcile::Inclusion::Included;
  if (word == "excluded") practice = reconcile::Inclusion::Excluded;
}

// A ruling that the unit cannot be counted again lapsed with the figures that it was of: no line of
// a worksheet brings it back, the board does.
void drop_lapsed_ruling(Operation& operation, const std::string& unit) {
  const bool ruled = operation.deciding.not_recountable.contains(unit);
  if (!ruled || is_ruled_not_recountable(operation, unit)) return;
  operation.deciding.not_recountable.erase(unit);
}

void apply_figures(Operation& operation, const Event& event) {
  drop_lapsed_ruling(operation, text_in(event.body, "unit"));
  Worksheet& sheet = operation.reconciling.worksheets[text_in(event.body, "unit")];
  const auto figures = numbers_in(event.body, "figures");
  for (const auto& [line, value] : figures) sheet.figures[line] = value;
  for (const auto& [machine, ballots] : numbers_in(event.body, "machines")) {
    sheet.machines[machine] = ballots;
  }
  set_practice(event.body, "absentee_in_poll_book", sheet.absentee_in_poll_book);
  set_practice(event.body, "provisional_in_poll_book", sheet.provisional_in_poll_book);
  set_practice(event.body, "absentee_on_tape", sheet.absentee_on_tape);
  sheet.history.push_back({event.position, event.author, figures, text_in(event.body, "reason")});
}

}  // namespace

UseCase record_figures() {
  UseCase use_case;
  use_case.kind = "unit.figures";
  use_case.summary = "Give lines of a unit's worksheet: voters, ballots, spoiled, seals, counters.";
  use_case.roles = {Role::CountyOfficer, Role::Supervisor, Role::BoardMember, Role::StateOfficer};
  use_case.fields = {
      {"unit", FieldType::Text, true, "Id of the unit."},
      {"figures",
       FieldType::Numbers,
       true,
       "Lines by id; what is not known is left out.",
       {},
       worksheet_words(),
       R"({"voters_poll_book":715,"ballots_found":715})"},
      {"absentee_in_poll_book", FieldType::Text, false, "Absentee voters there.", kPracticeWords},
      {"provisional_in_poll_book", FieldType::Text, false, "Provisional voters there.",
       kPracticeWords},
      {"absentee_on_tape", FieldType::Text, false, "Central absentee ballots there.",
       kPracticeWords},
      {"machines", FieldType::Numbers, false, "Ballots by machine, parts of the canvass."},
      {"reason", FieldType::Text, false, "Why a line given before has another figure."}};
  use_case.decide = decide_figures;
  use_case.repeats = repeats_figures;
  use_case.apply = apply_figures;
  return use_case;
}

}  // namespace recanvass::workflow
