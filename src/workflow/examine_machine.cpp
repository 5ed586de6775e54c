// machine.register, vvpat.audit and equipment.examine: which machines there are, what their paper
// says, and who looked at them.
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

#include <set>

namespace recanvass::workflow {
namespace {

const Machine* machine_in(const Operation& operation, const base::Json& body) {
  const auto found = operation.judging.machines.registered.find(text_in(body, "machine"));
  return found == operation.judging.machines.registered.end() ? nullptr : &found->second;
}

base::Problems check_machine(const Operation& operation, const Command& command) {
  const Machine* machine = machine_in(operation, command.body);
  if (machine != nullptr) return author_acts_in(operation, command.author, machine->county);
  return {refusal("machine.unknown", text_in(command.body, "machine"), "a registered machine",
                  "Register it with machine.register.")};
}

base::Problems decide_machine(const Operation& operation, const Command& command) {
  const std::string county = text_in(command.body, "county");
  base::Problems problems = author_acts_in(operation, command.author, county);
  if (!operation.setup.counties.contains(county)) {
    problems.push_back(refusal("machine.county", county, "a county of this operation",
                               "Use an id from operation.open."));
  }
  if (machine_in(operation, command.body) != nullptr) {
    problems.push_back(refusal("machine.exists", text_in(command.body, "machine"), "a new id",
                               "Give each machine of the operation its own."));
  }
  std::set<std::string> seen;
  for (const std::string& unit : texts_in(command.body, "units")) {
    const auto reported = operation.commitment.units.find(unit);
    if (reported != operation.commitment.units.end() && reported->second.county == county &&
        seen.insert(unit).second) {
      continue;
    }
    problems.push_back(refusal("machine.unit", "unit " + unit,
                               "reporting units of this county, each once", "Check the id."));
  }
  return problems;
}

void apply_machine(Operation& operation, const Event& event) {
  const std::string id = text_in(event.body, "machine");
  const Machine machine{event.position, text_in(event.body, "county"), text_in(event.body, "kind"),
                        text_in(event.body, "paper"), texts_in(event.body, "units")};
  for (const std::string& unit : machine.units) {
    operation.judging.machines.of_unit[unit].push_back(id);
  }
  operation.judging.machines.registered.emplace(id, machine);
}

base::Problems check_choices(const Operation& operation, const base::Json& body,
                             const char* member) {
  base::Problems problems;
  const std::map<std::string, std::int64_t> votes = numbers_in(body, member);
  for (const SetupChoice& choice : operation.setup.choices) {
    if (votes.contains(choice.id)) continue;
    problems.push_back(refusal("vvpat.choice",
                               fmt::format("{}: nothing for \"{}\"", member, choice.id),
                               "a figure for every choice", "Write 0 where there are none."));
  }
  constexpr std::int64_t kMost = 10'000'000;
  for (const auto& [choice, number] : votes) {
    if (operation.setup.has_choice(choice) && number <= kMost) continue;
    problems.push_back(refusal("vvpat.choice", fmt::format("{}: {} {}", member, choice, number),
                               "choices of the contest, at most 10,000,000 votes each",
                               "Use the choice's id and check the figure."));
  }
  return problems;
}

// What the roll says must fit what there is of it, and what the machine has.
base::Problems check_roll(const Operation& operation, const base::Json& body,
                          const Machine& machine) {
  base::Problems problems = check_choices(operation, body, "machine_votes");
  const bool missing = text_in(body, "roll") == name_of(RollState::Missing);
  const bool has_figures = body.contains("votes") || body.contains("unreadable");
  if (missing ? has_figures : !body.contains("votes")) {
    problems.push_back(refusal("vvpat.roll", missing ? "figures of a missing roll" : "no figures",
                               "votes counted from the roll, and none when it is missing",
                               "A roll that was never printed is missing."));
  } else if (!missing) {
    add_problems(problems, check_choices(operation, body, "votes"));
  }
  if (machine.paper == "none" && !missing) {
    problems.push_back(refusal("vvpat.no-paper", "a roll of a machine without paper",
                               "roll: missing", "Its votes are listed as votes without paper."));
  }
  if (machine.paper == "ballots") {
    problems.push_back(refusal("vvpat.ballots", "a machine that reads paper ballots",
                               "a machine with a paper roll, or with no paper",
                               "Its ballots are counted in batches with tally.enter."));
  }
  if (text_in(body, "roll") == name_of(RollState::Complete) &&
      maybe_number_in(body, "unreadable").value_or(0) > 0) {
    problems.push_back(refusal("vvpat.unreadable", "a complete roll with unreadable votes",
                               "roll: damaged", "Say that it is damaged."));
  }
  return problems;
}

base::Problems decide_roll(const Operation& operation, const Command& command) {
  base::Problems problems = counting_may_go_on(operation);
  if (!problems.empty()) return problems;
  problems = check_machine(operation, command);
  const Machine* machine = machine_in(operation, command.body);
  if (machine == nullptr) return problems;
  if (machine->county != text_in(command.body, "county")) {
    problems.push_back(refusal("vvpat.county", text_in(command.body, "county"),
                               machine->county + ", the county of the machine",
                               "Correct one of them."));
  }
  add_problems(problems, check_roll(operation, command.body, *machine));
  const auto earlier = operation.judging.machines.rolls.find(
      {text_in(command.body, "machine"), text_in(command.body, "day")});
  const auto replaces = maybe_number_in(command.body, "replaces");
  const std::optional<std::int64_t> latest =
      earlier == operation.judging.machines.rolls.end()
          ? std::nullopt
          : std::optional(static_cast<std::int64_t>(earlier->second.back().position));
  if (replaces != latest) {
    problems.push_back(refusal("vvpat.replaces", replaces ? std::to_string(*replaces) : "nothing",
                               latest
                                   ? fmt::format("\"replaces\": {}, the audit that stands", *latest)
                                   : "no audit to replace",
                               "A roll is audited once a machine and day; a correction names what "
                               "it replaces."));
  }
  return problems;
}

void apply_roll(Operation& operation, const Event& event) {
  RollAudit audit;
  audit.position = event.position;
  audit.author = event.author;
  audit.claimed_time = event.claimed_time;
  audit.roll = *roll_state_named(text_in(event.body, "roll"));
  audit.votes = numbers_in(event.body, "votes");
  audit.machine_votes = numbers_in(event.body, "machine_votes");
  audit.unreadable = maybe_number_in(event.body, "unreadable").value_or(0);
  audit.words = text_in(event.body, "words");
  operation.judging.machines.rolls[{text_in(event.body, "machine"), text_in(event.body, "day")}]
      .push_back(std::move(audit));
}

base::Problems decide_examination(const Operation& operation, const Command& command) {
  base::Problems problems = check_machine(operation, command);
  if (operation.judging.machines.examinations.contains(text_in(command.body, "examination"))) {
    problems.push_back(refusal("equipment.exists", text_in(command.body, "examination"), "a new id",
                               "Give each examination its own."));
  }
  if (command.body.contains("media")) {
    const base::Problems shape =
        check_records(command.body["media"], "media", {{"medium", "sha256"}, {}, {}, {}});
    add_problems(problems, shape);
    if (!shape.empty()) return problems;
    for (const base::Json& medium : command.body["media"]) {
      const auto hash = check_fields({{"sha256", medium["sha256"]}},
                                     {{"sha256", FieldType::Hash, true, "SHA-256 of the medium."}});
      add_problems(problems, hash);
    }
  }
  return problems;
}

void apply_examination(Operation& operation, const Event& event) {
  Examination examination;
  examination.id = text_in(event.body, "examination");
  examination.position = event.position;
  examination.author = event.author;
  examination.claimed_time = event.claimed_time;
  examination.machine = text_in(event.body, "machine");
  examination.happened = text_in(event.body, "happened");
  examination.seals = texts_in(event.body, "seals");
  if (event.body.contains("media")) {
    for (const base::Json& medium : event.body["media"]) {
      examination.media.emplace_back(text_in(medium, "medium"), text_in(medium, "sha256"));
    }
  }
  examination.logs = text_in(event.body, "logs");
  examination.present = texts_in(event.body, "present");
  examination.findings = text_in(event.body, "findings");
  if (event.body.contains("file")) examination.file = event.body["file"];
  operation.judging.machines.examinations.emplace(examination.id, std::move(examination));
}

UseCase about_machine(const char* kind, const char* summary) {
  UseCase use_case;
  use_case.kind = kind;
  use_case.summary = summary;
  use_case.roles = {Role::CountyOfficer, Role::StateOfficer};
  return use_case;
}

const Field kMachine{"machine", FieldType::Text, true, "Id of the machine."};
const Field kMachineCounty{"county", FieldType::Text, true, "Id of the county."};

}  // namespace

UseCase register_machine() {
  UseCase use_case =
      about_machine("machine.register", "Register a voting machine and the paper that it leaves.");
  use_case.fields = {
      kMachine,
      kMachineCounty,
      {"kind",
       FieldType::Text,
       true,
       "What it is.",
       {"dre", "optical-scanner", "central-scanner", "marking-device", "other"}},
      {"units", FieldType::Texts, false, "Reporting units that it served."},
      {"paper", FieldType::Text, true, "What paper it leaves.", {"none", "vvpat", "ballots"}}};
  use_case.decide = decide_machine;
  use_case.apply = apply_machine;
  return use_case;
}

UseCase audit_roll() {
  UseCase use_case = about_machine(
      "vvpat.audit", "Record a paper roll counted by hand, a machine and a day at a time.");
  use_case.roles.push_back(Role::Supervisor);
  use_case.fields = {
      kMachineCounty,
      kMachine,
      {"day", FieldType::Day, true, "Day of voting that the roll is of."},
      {"roll",
       FieldType::Text,
       true,
       "What there is of the roll.",
       {"complete", "damaged", "missing"}},
      {"votes", FieldType::Numbers, false, "Votes by choice, counted from the roll."},
      {"unreadable", FieldType::Number, false, "Votes on the roll that nobody can read."},
      {"machine_votes", FieldType::Numbers, true, "Votes by choice, as the machine has them."},
      {"words", FieldType::Text, false, "What was found, in a sentence."},
      {"replaces", FieldType::Number, false, "Position of the audit that this one corrects."}};
  use_case.decide = decide_roll;
  use_case.apply = apply_roll;
  return use_case;
}

UseCase examine_equipment() {
  UseCase use_case =
      about_machine("equipment.examine",
                    "Record an examination of a machine: seals, media, logs, who was there.");
  use_case.roles.push_back(Role::BoardMember);
  use_case.fields = {{"examination", FieldType::Text, true, "Id of the examination."},
                     kMachine,
                     {"happened", FieldType::Moment, false, "Local time of the examination."},
                     {"seals", FieldType::Texts, false, "Seals as found, with what was recorded."},
                     {"media",
                      FieldType::Records,
                      false,
                      "Media as found: {medium, sha256}.",
                      {},
                      {},
                      R"([{"medium":"card-1","sha256":"..."}])"},
                     {"logs", FieldType::Text, false, "What the machine's logs say."},
                     {"present", FieldType::Texts, true, "Who was present."},
                     {"findings", FieldType::Text, true, "What was found, in words."},
                     {"file", FieldType::File, false, "The record of the examination."}};
  use_case.decide = decide_examination;
  use_case.apply = apply_examination;
  return use_case;
}

}  // namespace recanvass::workflow
