// result.version and result.publish: returns as they became known, version by version with its
// tape and its cause, and their release. Nothing is released while a rule is red and nobody has
// closed what it found.
#include "workflow/body.h"
#include "workflow/field_words.h"
#include "workflow/gates.h"
#include "workflow/unit_gates.h"
#include "workflow/unit_review.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::workflow {
namespace {

// The record without the members that its shape cannot describe.
base::Json plain_part(const base::Json& records) {
  base::Json plain = base::Json::array();
  for (base::Json record : records) {
    record.erase("tape");
    record.erase("name");
    plain.push_back(std::move(record));
  }
  return plain;
}

bool is_tape_line(const base::Json& line) {
  return line.is_object() && line.size() == 2 && line.contains("choice") &&
         line["choice"].is_string() && line.contains("votes") &&
         line["votes"].is_number_integer() && line["votes"].get<std::int64_t>() >= 0;
}

base::Problems check_tape_lines(const Operation& operation, const base::Json& record) {
  base::Problems problems;
  const auto refuse = [&](const std::string& found, const std::string& wanted) {
    problems.push_back(refusal("version.tape", text_in(record, "unit") + ": " + found, wanted,
                               "Copy the tape from the top, a line a position."));
  };
  if (!record.contains("tape")) return problems;
  if (!record["tape"].is_array()) {
    refuse(record["tape"].dump(), "a list of {choice, votes}");
    return problems;
  }
  std::set<std::string> seen;
  for (const base::Json& line : record["tape"]) {
    if (!is_tape_line(line)) {
      refuse(line.dump(), "{\"choice\": id, \"votes\": a whole number, 0 or more}");
    } else if (!operation.setup.has_choice(text_in(line, "choice"))) {
      refuse("\"" + text_in(line, "choice") + "\"", "a choice of the contest");
    } else if (!seen.insert(text_in(line, "choice")).second) {
      refuse(text_in(line, "choice") + " twice", "each choice at one position");
    }
  }
  return problems;
}

base::Problems check_version_of_unit(const Operation& operation, const Command& command,
                                     const base::Json& record) {
  const std::string unit = text_in(record, "unit");
  base::Problems problems = choices_are_known(operation, record["votes"], unit);
  add_problems(problems, check_tape_lines(operation, record));
  if (record.contains("name") && !record["name"].is_string()) {
    problems.push_back(refusal("record.member", unit + ": " + record["name"].dump(), "a text",
                               "Write the unit's name."));
  }
  const auto known = operation.commitment.units.find(unit);
  if (known == operation.commitment.units.end()) {
    if (operation.commitment.published_at) {
      problems.push_back(refusal("unit.unknown", "\"" + unit + "\"", "a unit with returns",
                                 "Check the id; a unit found after publication is added with "
                                 "unit.extra."));
    }
    return problems;
  }
  if (known->second.county != text_in(command.body, "county")) {
    problems.push_back(refusal("version.county", unit + " of " + text_in(command.body, "county"),
                               known->second.county, "Correct the county or the unit."));
  }
  const auto versions = operation.reconciling.versions.find(unit);
  if (versions == operation.reconciling.versions.end()) return problems;
  const std::string known_on = text_in(command.body, "known_on");
  const auto latest = std::ranges::max_element(versions->second, {}, &ReturnsVersion::known_on);
  if (latest != versions->second.end() && known_on < latest->known_on) {
    problems.push_back(
        refusal("version.earlier", unit + ": known on " + known_on,
                fmt::format("not before version {}, known on {}", latest->label, latest->known_on),
                "Give versions in the order in which they became known."));
  }
  for (const ReturnsVersion& version : versions->second) {
    if (version.label != text_in(command.body, "label")) continue;
    problems.push_back(refusal("version.label", unit + " has a version " + version.label,
                               "a label of its own", "Nothing is overwritten: name it apart."));
  }
  return problems;
}

// That it was found is public, and what others had is not while they are counted.
base::Problems found_later_stands_alone(const Operation& operation, const base::Json& records) {
  if (records.size() < 2 || !operation.commitment.published_at) return {};
  for (const base::Json& record : records) {
    const auto versions = operation.reconciling.versions.find(text_in(record, "unit"));
    if (versions == operation.reconciling.versions.end() ||
        versions->second.front().position < *operation.commitment.published_at) {
      continue;
    }
    return {refusal("version.found-later", versions->first + " with other units",
                    "a unit that was found after publication in an entry of its own",
                    "Give its returns in another line.")};
  }
  return {};
}

base::Problems decide_version(const Operation& operation, const Command& command) {
  base::Problems problems;
  const std::string county = text_in(command.body, "county");
  if (!operation.setup.counties.contains(county)) {
    problems.push_back(refusal("commitment.county", "\"" + county + "\"",
                               "a county of this operation", "Use an id from operation.open."));
  }
  add_problems(problems, author_acts_in(operation, command.author, county));
  add_problems(problems,
               not_before_election(operation, *base::Date::parse(text_in(command.body, "known_on")),
                                   "known", "version.too-early"));
  if (command.body.contains("cause")) add_problems(problems, cause_in(command.body, "cause"));
  const base::Problems shape =
      check_records(plain_part(command.body["units"]), "units",
                    {{"unit"}, {}, {"ballots", "registered", "blank", "over"}, {"votes"}});
  add_problems(problems, shape);
  if (!shape.empty()) return problems;
  add_problems(problems, found_later_stands_alone(operation, command.body["units"]));
  std::set<std::string> seen;
  for (const base::Json& record : command.body["units"]) {
    if (!seen.insert(text_in(record, "unit")).second) {
      problems.push_back(refusal("returns.duplicate-unit", text_in(record, "unit") + " twice",
                                 "each unit once", "Remove one."));
    }
    add_problems(problems, check_version_of_unit(operation, command, record));
  }
  return problems;
}

// Until they are published, the returns to be committed to are the latest known.
void take_as_returns(Operation& operation, const base::Json& body, const base::Json& record) {
  ReportedUnit& unit = operation.commitment.units[text_in(record, "unit")];
  unit.county = text_in(body, "county");
  if (record.contains("name")) unit.name = text_in(record, "name");
  if (unit.name.empty()) unit.name = text_in(record, "unit");
  unit.votes = numbers_in(record, "votes");
  if (record.contains("ballots")) unit.ballots = number_in(record, "ballots");
  if (record.contains("registered")) unit.registered = number_in(record, "registered");
}

void apply_version(Operation& operation, const Event& event) {
  for (const base::Json& record : event.body["units"]) {
    ReturnsVersion version;
    version.position = event.position;
    version.author = event.author;
    version.label = text_in(event.body, "label");
    version.known_on = text_in(event.body, "known_on");
    version.source = text_in(event.body, "source");
    version.votes = numbers_in(record, "votes");
    version.ballots = maybe_number_in(record, "ballots");
    version.blank = maybe_number_in(record, "blank");
    version.over = maybe_number_in(record, "over");
    for (const base::Json& line : record.value("tape", base::Json::array())) {
      version.tape.push_back({text_in(line, "choice"), number_in(line, "votes")});
    }
    version.cause = text_in(event.body, "cause");
    version.words = text_in(event.body, "words");
    version.minute = text_in(event.body, "minute");
    if (!operation.commitment.published_at) take_as_returns(operation, event.body, record);
    operation.reconciling.versions[text_in(record, "unit")].push_back(std::move(version));
  }
}

std::vector<std::string> units_to_release(const Operation& operation, const base::Json& body) {
  if (body.contains("units")) return body["units"].get<std::vector<std::string>>();
  std::vector<std::string> units;
  for (const auto& [id, unit] : operation.commitment.units) {
    if (unit.county == text_in(body, "county")) units.push_back(id);
  }
  return units;
}

base::Problems check_release(const Operation& operation, const std::string& unit) {
  const UnitReview review = review_returns(operation, unit);
  base::Problems problems;
  for (const reconcile::Finding& finding : review.findings.found) {
    if (finding.severity != reconcile::Severity::Red || !is_unexplained(review, finding)) continue;
    problems.push_back(refusal(
        "publish.held",
        fmt::format("{}: {} is red: {}", unit, reconcile::id_of(finding.rule), finding.words),
        std::string(reconcile::words_of(finding.rule)),
        "Correct it with result.version, or say why with unit.explain."));
  }
  return problems;
}

base::Problems decide_release(const Operation& operation, const Command& command) {
  const std::string county = text_in(command.body, "county");
  base::Problems problems = author_acts_in(operation, command.author, county);
  const std::vector<std::string> units = units_to_release(operation, command.body);
  if (units.empty()) {
    problems.push_back(refusal("publish.nothing", county, "a county with returns",
                               "Give them with returns.add or result.version."));
  }
  for (const std::string& unit : units) {
    const base::Problems known = unit_is_within(operation, command.author, unit);
    add_problems(problems, known);
    if (known.empty()) add_problems(problems, check_release(operation, unit));
  }
  return problems;
}

void apply_release(Operation& operation, const Event& event) {
  for (const std::string& unit : units_to_release(operation, event.body)) {
    const auto versions = operation.reconciling.versions.find(unit);
    const std::uint64_t version =
        versions == operation.reconciling.versions.end() ? 0 : versions->second.back().position;
    operation.reconciling.publications[unit] = {event.position, version};
  }
}

}  // namespace

UseCase add_version() {
  UseCase use_case;
  use_case.kind = "result.version";
  use_case.summary = "Give returns as they became known on a day, beside every earlier version.";
  use_case.roles = {Role::CountyOfficer, Role::StateOfficer};
  use_case.fields = {
      {"county", FieldType::Text, true, "Id of the county."},
      {"label", FieldType::Text, true, "What the version is called, its own in each unit."},
      {"known_on", FieldType::Day, true, "The day on which it became known."},
      {"source", FieldType::Text, true, "Where it comes from."},
      {"units",
       FieldType::Records,
       true,
       "Units: {unit, votes by name, name?, ballots?, registered?, blank?, over?, tape? as a list "
       "of {choice, votes} by position}.",
       {},
       {},
       R"([{"unit":"W1","votes":{"hansen":361,"olsen":342},"ballots":715}])"},
      {"cause",
       FieldType::Text,
       false,
       "Why it differs from the version before, a code.",
       {},
       cause_words()},
      {"words", FieldType::Text, false, "The cause in a sentence."},
      {"minute", FieldType::Text, false, "Where the minutes say so."}};
  use_case.decide = decide_version;
  use_case.apply = apply_version;
  return use_case;
}

UseCase publish_result() {
  UseCase use_case;
  use_case.kind = "result.publish";
  use_case.summary = "Release the latest returns of units; refused while a rule is red.";
  use_case.roles = {Role::CountyOfficer, Role::StateOfficer};
  use_case.fields = {{"county", FieldType::Text, true, "Id of the county."},
                     {"units", FieldType::Texts, false, "Units; all of the county if left out."}};
  use_case.decide = decide_release;
  use_case.apply = apply_release;
  return use_case;
}

}  // namespace recanvass::workflow
