// media.expect and media.load: which results media there should be, and which were loaded. The same
// content is loaded once (R7); what was expected and never came leaves its unit open (R8). A medium
// may be expected for a unit before that has returns, and for another one as long as it has none.
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

namespace recanvass::workflow {
namespace {

base::Problems check_medium_place(const Operation& operation, const Command& command) {
  const std::string county = text_in(command.body, "county");
  const std::string unit = text_in(command.body, "unit");
  base::Problems problems = author_acts_in(operation, command.author, county);
  if (!operation.setup.counties.contains(county)) {
    problems.push_back(refusal("media.county", county, "a county of this operation",
                               "Use an id from operation.open."));
  }
  const std::string machine = text_in(command.body, "machine");
  const auto registered = operation.judging.machines.registered.find(machine);
  if (!machine.empty() && (registered == operation.judging.machines.registered.end() ||
                           registered->second.county != county)) {
    problems.push_back(refusal("media.machine", "machine " + machine,
                               "a registered machine of this county",
                               "Register it with machine.register, or leave it out."));
  }
  return problems;
}

bool has_returns_in(const Operation& operation, const std::string& unit,
                    const std::string& county) {
  const auto reported = operation.commitment.units.find(unit);
  return reported != operation.commitment.units.end() && reported->second.county == county;
}

base::Problems decide_expected(const Operation& operation, const Command& command) {
  base::Problems problems = check_medium_place(operation, command);
  const std::string unit = text_in(command.body, "unit");
  const bool may_follow =
      !operation.commitment.published_at && !operation.commitment.units.contains(unit);
  if (!unit.empty() && !may_follow &&
      !has_returns_in(operation, unit, text_in(command.body, "county"))) {
    problems.push_back(refusal("media.unit", "unit " + unit, "a reporting unit of this county",
                               "Check the id, or leave it out for the whole county."));
  }
  const auto& expected = operation.judging.machines.media_expected;
  const auto before = expected.find(text_in(command.body, "medium"));
  if (before == expected.end()) return problems;
  if (before->second.unit.empty() ||
      has_returns_in(operation, before->second.unit, before->second.county)) {
    problems.push_back(refusal("media.expected", before->first + ", expected already", "a new id",
                               "Give each medium of the operation its own."));
  }
  add_problems(problems, author_acts_in(operation, command.author, before->second.county));
  return problems;
}

void apply_expected(Operation& operation, const Event& event) {
  const ExpectedMedium expected{event.position, text_in(event.body, "county"),
                                text_in(event.body, "unit"), text_in(event.body, "machine")};
  const std::string medium = text_in(event.body, "medium");
  Machines& machines = operation.judging.machines;
  const auto before = machines.media_expected.find(medium);
  if (before != machines.media_expected.end()) {
    std::erase(machines.expected_at[before->second.unit], medium);
    machines.media_expected.erase(before);
  }
  machines.expected_at[expected.unit.empty() ? expected.county : expected.unit].push_back(medium);
  machines.media_expected.emplace(medium, expected);
}

base::Problems check_new_content(const Machines& machines, const base::Json& body) {
  const auto same = machines.loaded_by_hash.find(text_in(body, "sha256"));
  if (same == machines.loaded_by_hash.end()) return {};
  const LoadedMedium& first = machines.media_loaded[same->second];
  return {refusal("media.twice",
                  fmt::format("{}, with the content of {}, loaded at entry {}",
                              text_in(body, "medium"), first.medium, first.position),
                  "each content once (R7)", "Find the medium that should have been loaded.")};
}

base::Problems decide_load(const Operation& operation, const Command& command) {
  base::Problems problems = check_medium_place(operation, command);
  const Machines& machines = operation.judging.machines;
  add_problems(problems, check_new_content(machines, command.body));
  const auto expected = machines.media_expected.find(text_in(command.body, "medium"));
  const std::string unit = text_in(command.body, "unit");
  const std::string holds =
      unit.empty() && expected != machines.media_expected.end() ? expected->second.unit : unit;
  if (!holds.empty() && !has_returns_in(operation, holds, text_in(command.body, "county"))) {
    problems.push_back(refusal("media.unit", "unit " + holds,
                               "a reporting unit of this county, with returns",
                               "Give them with result.version or returns.add, or correct the unit "
                               "(of a medium that is expected, with media.expect again)."));
  }
  if (expected == machines.media_expected.end()) return problems;
  if (expected->second.county != text_in(command.body, "county") ||
      (!unit.empty() && unit != expected->second.unit)) {
    problems.push_back(refusal(
        "media.place",
        fmt::format("medium {} in {} {}", expected->first, text_in(command.body, "county"), unit),
        fmt::format("{} {}, where it is expected", expected->second.county, expected->second.unit),
        "Check the label, or whether media were exchanged."));
  }
  return problems;
}

void apply_load(Operation& operation, const Event& event) {
  Machines& machines = operation.judging.machines;
  LoadedMedium loaded;
  loaded.position = event.position;
  loaded.author = event.author;
  loaded.claimed_time = event.claimed_time;
  loaded.medium = text_in(event.body, "medium");
  loaded.sha256 = text_in(event.body, "sha256");
  loaded.county = text_in(event.body, "county");
  loaded.unit = text_in(event.body, "unit");
  const auto expected = machines.media_expected.find(loaded.medium);
  if (loaded.unit.empty() && expected != machines.media_expected.end()) {
    loaded.unit = expected->second.unit;
  }
  for (const auto& [name, figure] : numbers_in(event.body, "totals")) {
    loaded.totals.push_back(figure);
  }
  machines.loaded_by_hash.emplace(loaded.sha256, machines.media_loaded.size());
  machines.loaded_at[loaded.unit.empty() ? loaded.county : loaded.unit].push_back(
      machines.media_loaded.size());
  machines.media_loaded.push_back(std::move(loaded));
}

const std::vector<Field>& medium_fields() {
  static const std::vector<Field> fields = {
      {"medium", FieldType::Text, true, "Id on the medium's label."},
      {"county", FieldType::Text, true, "Id of the county."},
      {"unit", FieldType::Text, false, "Reporting unit whose results it holds."},
      {"machine", FieldType::Text, false, "Machine that it comes from."}};
  return fields;
}

UseCase of_media(const char* kind, const char* summary) {
  UseCase use_case;
  use_case.kind = kind;
  use_case.summary = summary;
  use_case.roles = {Role::CountyOfficer, Role::StateOfficer};
  use_case.fields = medium_fields();
  return use_case;
}

}  // namespace

UseCase expect_medium() {
  UseCase use_case = of_media("media.expect", "List a results medium that has to be loaded.");
  use_case.decide = decide_expected;
  use_case.apply = apply_expected;
  return use_case;
}

UseCase load_medium() {
  UseCase use_case = of_media("media.load", "Record that a results medium was loaded, by content.");
  use_case.fields.push_back({"sha256", FieldType::Hash, true, "Hash of its content."});
  use_case.fields.push_back(
      {"totals", FieldType::Numbers, false, "Figures on it, by name: compared with other media."});
  use_case.decide = decide_load;
  use_case.apply = apply_load;
  return use_case;
}

}  // namespace recanvass::workflow
