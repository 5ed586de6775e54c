// container.record, container.open and container.close: seals out and in, each time by two names. A
// seal that differs from the one last recorded stops the container until somebody says why.
#include "base/person_name.h"
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

const Container* container_named(const Operation& operation, const std::string& id) {
  const auto found = operation.counting.containers.find(id);
  return found == operation.counting.containers.end() ? nullptr : &found->second;
}

base::Problems decide_record(const Operation& operation, const Command& command) {
  const std::string county = text_in(command.body, "county");
  base::Problems problems;
  if (operation.setup.counties.count(county) == 0) {
    problems.push_back(refusal("container.county", county, "a county of this operation",
                               "Use an id from operation.open."));
  }
  add_problems(problems, author_acts_in(operation, command.author, county));
  if (container_named(operation, text_in(command.body, "container")) != nullptr) {
    problems.push_back(refusal("container.exists", text_in(command.body, "container"),
                               "a container not recorded yet", "Its seal is recorded once."));
  }
  return problems;
}

void apply_record(Operation& operation, const Event& event) {
  Container container;
  container.county = text_in(event.body, "county");
  container.seal = text_in(event.body, "seal");
  container.history.push_back(
      {event.position, "recorded", container.seal, "", "", {}, event.claimed_time});
  operation.counting.custody.insert(container.county);
  operation.counting.containers.emplace(text_in(event.body, "container"), container);
}

base::Problems decide_handling(const Operation& operation, const Command& command,
                               ContainerStage needed, const char* wanted) {
  base::Problems problems = inputs_are_fixed(operation);
  if (problems.empty() && needed == ContainerStage::Sealed) {
    problems = work_is_not_stayed(operation);  // under a stay nothing is opened, but all is sealed
  }
  if (!problems.empty()) return problems;
  const Container* container = container_named(operation, text_in(command.body, "container"));
  if (container == nullptr) {
    return {refusal("container.unknown", text_in(command.body, "container"),
                    "a container whose seal is recorded", "Record it with container.record.")};
  }
  add_problems(problems, author_acts_in(operation, command.author, container->county));
  add_problems(problems, two_people_named(operation, command.body["handled_by"], "container.names",
                                          "Two people handle a container together."));
  if (container->stage != needed) {
    problems.push_back(refusal("container.stage", name_of(container->stage), wanted,
                               "See `show ELECTION containers` for its history."));
  }
  return problems;
}

base::Problems decide_take_out(const Operation& operation, const Command& command) {
  return decide_handling(operation, command, ContainerStage::Sealed, "a sealed container");
}

base::Problems decide_put_back(const Operation& operation, const Command& command) {
  base::Problems problems =
      decide_handling(operation, command, ContainerStage::Open, "an open container");
  const Container* container = container_named(operation, text_in(command.body, "container"));
  if (container == nullptr) return problems;
  const std::string seal = base::bare_name(text_in(command.body, "seal"));
  const bool used = std::ranges::any_of(container->history, [&](const SealRecord& act) {
    return !act.seal.empty() && base::bare_name(act.seal) == seal;
  });
  if (used) {
    problems.push_back(refusal("container.seal", "seal " + text_in(command.body, "seal"),
                               "a seal that was not on this container before",
                               "A seal is broken to open it: put on a new one."));
  }
  return problems;
}

std::vector<std::string> names_in(const base::Json& body) {
  return body["handled_by"].get<std::vector<std::string>>();
}

// Empty: the seal is the one last put on, and unbroken.
std::string fault_of(const Container& container, const std::string& id, const SealRecord& out) {
  if (out.condition == "broken") return fmt::format("container {}: the seal is broken", id);
  if (out.seal == container.seal && !out.seal.empty()) return "";
  return fmt::format("container {}: seal {} found, {} recorded", id,
                     out.seal.empty() ? "without a number" : out.seal,
                     container.seal.empty() ? "none" : container.seal);
}

void apply_take_out(Operation& operation, const Event& event) {
  const std::string id = text_in(event.body, "container");
  const auto recorded = operation.counting.containers.find(id);
  if (recorded == operation.counting.containers.end()) return;
  Container& container = recorded->second;
  const SealRecord out{event.position,
                       "out",
                       text_in(event.body, "seal"),
                       text_in(event.body, "condition"),
                       text_in(event.body, "packages"),
                       names_in(event.body),
                       event.claimed_time};
  const std::string fault = fault_of(container, id, out);
  container.history.push_back(out);
  container.stage = ContainerStage::Open;
  if (fault.empty()) return;
  container.stage = ContainerStage::Incident;
  operation.counting.incidents.emplace(event.position, Incident{event.position, container.county,
                                                                fault, "", accounts_of(event), ""});
}

void apply_put_back(Operation& operation, const Event& event) {
  const auto recorded = operation.counting.containers.find(text_in(event.body, "container"));
  if (recorded == operation.counting.containers.end()) return;
  Container& container = recorded->second;
  container.seal = text_in(event.body, "seal");
  container.stage = ContainerStage::Sealed;
  container.history.push_back(
      {event.position, "in", container.seal, "", "", names_in(event.body), event.claimed_time});
}

const Field kContainer{"container", FieldType::Text, true, "Id of the container."};
const Field kSeal{"seal", FieldType::Text, true, "Number on the seal, as read."};
const Field kMaybeSeal{"seal", FieldType::Text, false,
                       "Number on the seal; left out where there is none."};
const Field kBy{"handled_by", FieldType::Texts, true, "Two names, of different people."};

UseCase handling(const char* kind, const char* summary) {
  UseCase use_case;
  use_case.kind = kind;
  use_case.summary = summary;
  use_case.roles = {Role::CountyOfficer, Role::Supervisor, Role::Counter};
  use_case.fields = {kContainer, kSeal, kBy};
  return use_case;
}

}  // namespace

UseCase record_container() {
  UseCase use_case = handling("container.record", "Record a container and its seal of the night.");
  use_case.fields = {
      kContainer, {"county", FieldType::Text, true, "Id of the county."}, kMaybeSeal};
  use_case.roles = {Role::CountyOfficer, Role::StateOfficer};
  use_case.decide = decide_record;
  use_case.apply = apply_record;
  return use_case;
}

UseCase open_container() {
  UseCase use_case = handling("container.open", "Take a container out: the seal as found.");
  use_case.fields = {
      kContainer,
      kMaybeSeal,
      {"condition", FieldType::Text, false, "Of the seal; left out: intact.", {"intact", "broken"}},
      {"packages",
       FieldType::Text,
       false,
       "Packages inside, where looked at.",
       {"sealed", "loose"}},
      kBy};
  use_case.decide = decide_take_out;
  use_case.apply = apply_take_out;
  return use_case;
}

UseCase close_container() {
  UseCase use_case = handling("container.close", "Put a container back under a new seal.");
  use_case.decide = decide_put_back;
  use_case.apply = apply_put_back;
  return use_case;
}

}  // namespace recanvass::workflow
