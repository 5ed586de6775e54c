// claim.register, claim.examine and claim.status: what somebody says about the election, what was
// looked at because of it, and what became of it. The program repeats a claim and judges none.
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

namespace recanvass::workflow {
namespace {

std::vector<std::string> list_in(const base::Json& body, const char* name) {
  const auto found = body.find(name);
  return found == body.end() ? std::vector<std::string>() : found->get<std::vector<std::string>>();
}

template <class Table>
void check_listed(base::Problems& problems, const base::Json& body, const char* member,
                  const Table& table, const char* wanted) {
  for (const std::string& id : list_in(body, member)) {
    if (table.contains(id)) continue;
    problems.push_back(refusal("claim.points-to", fmt::format("{}: {}", member, id), wanted,
                               "Leave out what the operation does not know; say it in words."));
  }
}

base::Problems decide_claim(const Operation& operation, const Command& command) {
  base::Problems problems;
  const std::string id = text_in(command.body, "claim");
  if (operation.judging.claims.by_id.contains(id)) {
    problems.push_back(refusal("claim.exists", id, "a new id", "Give each claim its own."));
  }
  check_listed(problems, command.body, "units", operation.commitment.units, "a reporting unit");
  check_listed(problems, command.body, "machines", operation.judging.machines.registered,
               "a registered machine");
  check_listed(problems, command.body, "batches", operation.commitment.batches,
               "a batch of the manifest");
  return problems;
}

void apply_claim(Operation& operation, const Event& event) {
  Claim claim;
  claim.id = text_in(event.body, "claim");
  claim.position = event.position;
  claim.author = event.author;
  claim.claimed_time = event.claimed_time;
  claim.kind = text_in(event.body, "kind");
  claim.filing = text_in(event.body, "filing");
  claim.who = text_in(event.body, "who");
  claim.says = text_in(event.body, "says");
  claim.units = list_in(event.body, "units");
  claim.machines = list_in(event.body, "machines");
  claim.batches = list_in(event.body, "batches");
  operation.judging.claims.registered.push_back(claim.id);
  operation.judging.claims.by_id.emplace(claim.id, std::move(claim));
}

const Claim* claim_named(const Operation& operation, const base::Json& body) {
  const auto found = operation.judging.claims.by_id.find(text_in(body, "claim"));
  return found == operation.judging.claims.by_id.end() ? nullptr : &found->second;
}

base::Problems check_claim_known(const Operation& operation, const Command& command) {
  if (claim_named(operation, command.body) != nullptr) return {};
  return {refusal("claim.unknown", text_in(command.body, "claim"), "a registered claim",
                  "See `show ELECTION claims`.")};
}

void apply_claim_examination(Operation& operation, const Event& event) {
  const auto claim = operation.judging.claims.by_id.find(text_in(event.body, "claim"));
  if (claim == operation.judging.claims.by_id.end()) return;
  claim->second.examinations.push_back(
      {event.position, event.author, event.claimed_time, text_in(event.body, "examined"),
       list_in(event.body, "by_whom"), text_in(event.body, "findings")});
}

base::Problems decide_claim_status(const Operation& operation, const Command& command) {
  base::Problems problems = check_claim_known(operation, command);
  const Claim* claim = claim_named(operation, command.body);
  if (claim == nullptr) return problems;
  const std::string status = text_in(command.body, "status");
  if (status == "examined" && claim->examinations.empty()) {
    problems.push_back(refusal("claim.not-examined", claim->id + ", of which nothing was examined",
                               "an examination first", "Record it with claim.examine."));
  }
  if (status == claim->status()) {
    problems.push_back(refusal("claim.same-status", claim->id + ", " + status + " already",
                               "another status", "Nothing changes."));
  }
  return problems;
}

void apply_claim_status(Operation& operation, const Event& event) {
  const auto claim = operation.judging.claims.by_id.find(text_in(event.body, "claim"));
  if (claim == operation.judging.claims.by_id.end()) return;
  claim->second.steps.push_back({event.position, event.author, event.claimed_time,
                                 text_in(event.body, "status"), text_in(event.body, "words")});
}

UseCase of_claim(const char* kind, const char* summary) {
  UseCase use_case;
  use_case.kind = kind;
  use_case.summary = summary;
  use_case.roles = {Role::StateOfficer, Role::CountyOfficer, Role::BoardMember};
  use_case.fields = {{"claim", FieldType::Text, true, "Id of the claim."}};
  return use_case;
}

}  // namespace

UseCase register_claim() {
  UseCase use_case =
      of_claim("claim.register", "Register a claim about the election, with its filing.");
  use_case.roles.push_back(Role::Petitioner);
  const std::vector<Field> fields = {
      {"kind",
       FieldType::Text,
       true,
       "Where it was made.",
       {"affidavit", "pleading", "press", "other"}},
      {"filing", FieldType::Text, true, "Docket and page, or where it was printed."},
      {"who", FieldType::Text, true, "Who says it."},
      {"says", FieldType::Text, true, "What it says."},
      {"units", FieldType::Texts, false, "Reporting units that it points to."},
      {"machines", FieldType::Texts, false, "Machines that it points to."},
      {"batches", FieldType::Texts, false, "Batches that it points to."}};
  use_case.fields.insert(use_case.fields.end(), fields.begin(), fields.end());
  use_case.decide = decide_claim;
  use_case.apply = apply_claim;
  return use_case;
}

UseCase examine_claim() {
  UseCase use_case = of_claim("claim.examine", "Record what was examined because of a claim.");
  use_case.fields.push_back({"examined", FieldType::Text, true, "What was examined."});
  use_case.fields.push_back({"by_whom", FieldType::Texts, true, "Who examined it."});
  use_case.fields.push_back({"findings", FieldType::Text, true, "What was found, in words."});
  use_case.decide = check_claim_known;
  use_case.apply = apply_claim_examination;
  return use_case;
}

UseCase set_claim_status() {
  UseCase use_case = of_claim("claim.status", "Say what became of a claim.");
  use_case.fields.push_back({"status",
                             FieldType::Text,
                             true,
                             "What became of it.",
                             {"open", "examined", "withdrawn", "ruled"}});
  use_case.fields.push_back({"words", FieldType::Text, true, "What that means, in a sentence."});
  use_case.decide = decide_claim_status;
  use_case.apply = apply_claim_status;
  return use_case;
}

}  // namespace recanvass::workflow
