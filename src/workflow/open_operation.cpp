// operation.open: the first entry. It names the ledger, the contest, its choices and counties, and
// the officer who may add everybody else.
#include "base/figures.h"
#include "base/look_of_name.h"
#include "election/election.h"
#include "formats/text.h"
#include "law/gaps.h"
#include "law/scope.h"
#include "reconcile/policy.h"
#include "workflow/body.h"
#include "workflow/field_words.h"
#include "workflow/gates.h"
#include "workflow/operation.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::workflow {
namespace {

// Two entries of one list that a reader could take for one.
void check_look(base::Problems& problems, base::TakenNames& taken, const std::string& name,
                const std::string& field) {
  if (formats::mixes_scripts(name)) {
    problems.push_back(refusal("open.look-alike",
                               "\"" + name + "\", letters of two scripts in a word",
                               "words in letters of one script",
                               "Type the name again: a copied letter may be another one."));
  } else if (const auto other = taken.look_alike(name)) {
    problems.push_back(
        refusal("open.look-alike", fmt::format("\"{}\" beside \"{}\"", name, *other),
                "names that a reader can tell apart",
                fmt::format("Write each of {} once, or make the difference plain.", field)));
  }
  taken.take(name);
}

base::Problems check_named_list(const base::Json& records, const std::string& field) {
  std::set<std::string> seen;
  base::TakenNames ids;
  base::TakenNames names;
  base::Problems problems;
  for (const base::Json& record : records) {
    const bool named = record.size() == 2 && record.contains("id") && record.contains("name") &&
                       record["id"].is_string() && record["name"].is_string();
    if (!named) {
      problems.push_back(refusal("open.record", record.dump(), "{\"id\": ..., \"name\": ...}",
                                 "Write each member of " + field + " with its id and name."));
    } else if (!seen.insert(record["id"].get<std::string>()).second) {
      problems.push_back(refusal("open.duplicate", record["id"].get<std::string>() + " twice",
                                 "each id once", "Remove one from " + field + "."));
    } else {
      const auto id = record["id"].get<std::string>();
      const auto name = record["name"].get<std::string>();
      check_look(problems, ids, id, field);
      if (name != id) check_look(problems, names, name, field);
      names.take(name);
    }
  }
  return problems;
}

// The words of election packages; the law's own, such as state_senate, are taken too.
constexpr const char* kOfficeWords =
    "president, us-senate, us-house, governor, statewide, judicial, legislative, county, "
    "municipal, local or ballot-question";

bool is_office(const std::string& name) {
  return election::office_named(name) || law::office_class_named(name);
}

// A mistyped year finds no law at all, which is not the same as law that is not known.
void check_year(base::Problems& problems, const base::Json& body, const char* member) {
  const std::string day = text_in(body, member);
  if (day.empty() || (day >= "1900" && day < "2101")) return;
  problems.push_back(refusal("open.day", fmt::format("{} {}", member, day),
                             "a day of the years 1900 to 2100", "Correct the year."));
}

// Nobody is elected or marked twice.
void check_numbers_of_choices(base::Problems& problems, const base::Json& body) {
  const auto choices = static_cast<std::int64_t>(body["choices"].size());
  for (const char* member : {"seats", "vote_for"}) {
    const std::int64_t number = maybe_number_in(body, member).value_or(1);
    if (number <= choices) continue;
    problems.push_back(refusal(
        "open.choices",
        fmt::format("{} {} with {}", member, number, base::counted(choices, "choice", "choices")),
        "at most as many as there are choices",
        "List every choice of the contest, write-ins too, or correct the "
        "number."));
  }
}

// Whose law, and whose rule for differences.
void check_state(base::Problems& problems, const base::Json& body) {
  const std::string jurisdiction = text_in(body, "jurisdiction");
  const std::string state = law::state_of(jurisdiction);
  if (state.empty()) {
    problems.push_back(refusal(
        "open.jurisdiction", "\"" + jurisdiction + "\"",
        "us- and the two letters of a state, the District of Columbia or a territory, such as "
        "us-wi; a part of it after another hyphen, such as us-me-1",
        "Write it in small letters."));
    return;
  }
  const std::string wanted = reconcile::why_not_policy(text_in(body, "policy"), state);
  if (wanted.empty()) return;
  problems.push_back(refusal("open.policy", "\"" + text_in(body, "policy") + "\"", wanted,
                             "Name the state's own; `recanvass commands operation.open` lists what "
                             "the program knows."));
}

// What the law asks of the contest, where the id does not say it.
base::Problems check_legal_place(const base::Json& body) {
  base::Problems problems;
  check_state(problems, body);
  check_year(problems, body, "law_day");
  check_year(problems, body, "election_day");
  check_numbers_of_choices(problems, body);
  const std::string office = text_in(body, "office");
  if (!office.empty() && !is_office(office)) {
    problems.push_back(refusal("open.office", "\"" + office + "\"",
                               std::string("an office that the law knows: ") + kOfficeWords,
                               "Take the narrowest word that fits, or leave it out."));
  }
  if (maybe_number_in(body, "seats").value_or(1) < 1) {
    problems.push_back(refusal("open.seats", "0", "1 or more", "State the seats to be filled."));
  }
  return problems;
}

// The first line of every checkpoint, and part of the name of its key.
base::Problems check_origin(const base::Json& body) {
  const std::string origin = text_in(body, "origin");
  if (!origin.empty() && origin.find_first_of(" +") == std::string::npos) return {};
  return {refusal("open.origin", "\"" + origin + "\"", "a name without spaces and without +",
                  "Checkpoints are signed under it: write it like elections.example/wi-2016.")};
}

// What a ballot is read as beside choices has words of its own.
base::Problems check_choice_ids(const base::Json& body) {
  base::Problems problems;
  for (const base::Json& choice : body["choices"]) {
    const std::string id = text_in(choice, "id");
    if (id != "blank" && id != "over" && id != "not-counted") continue;
    problems.push_back(refusal("open.choice", "a choice with the id \"" + id + "\"", "another id",
                               "It says how a ballot was read: blank, over, not-counted."));
  }
  return problems;
}

base::Problems decide_open(const Operation& operation, const Command& command) {
  if (operation.setup.opened) {
    return {refusal("open.twice", "an operation that is open", "a new ledger",
                    "Start another ledger for another operation.")};
  }
  base::Problems problems = check_named_list(command.body["choices"], "choices");
  add_problems(problems, check_origin(command.body));
  add_problems(problems, check_choice_ids(command.body));
  const base::Problems counties = check_named_list(command.body["counties"], "counties");
  problems.insert(problems.end(), counties.begin(), counties.end());
  const base::Problems place = check_legal_place(command.body);
  problems.insert(problems.end(), place.begin(), place.end());
  if (command.body["choices"].size() < 2) {
    problems.push_back(refusal("open.choices", "fewer than two choices", "two or more",
                               "List every choice of the contest in paper order."));
  }
  if (command.body["vote_for"].get<std::int64_t>() < 1) {
    problems.push_back(
        refusal("open.vote-for", "0", "1 or more", "State how many choices a voter may mark."));
  }
  if (!read_public_key(command.body["officer_key"].get<std::string>())) {
    problems.push_back(refusal("account.key", command.body["officer_key"].get<std::string>(),
                               "an Ed25519 public key, 32 bytes in base64",
                               "Print it with `recanvass key show`."));
  }
  return problems;
}

void apply_open(Operation& operation, const Event& event) {
  Setup& setup = operation.setup;
  const base::Json& body = event.body;
  setup.opened = true;
  setup.origin = body["origin"].get<std::string>();
  setup.name = body["name"].get<std::string>();
  setup.election = body["election"].get<std::string>();
  setup.jurisdiction = body["jurisdiction"].get<std::string>();
  setup.contest = body["contest"].get<std::string>();
  setup.vote_for = body["vote_for"].get<std::int64_t>();
  setup.law_day = body["law_day"].get<std::string>();
  setup.election_day = body.value("election_day", setup.law_day);
  setup.office = body.value("office", is_office(setup.contest) ? setup.contest : "");
  setup.seats = body.value("seats", setup.vote_for);
  setup.policy = body["policy"].get<std::string>();
  setup.training = body.value("training", false);
  for (const base::Json& choice : body["choices"]) {
    setup.choices.push_back({choice["id"].get<std::string>(), choice["name"].get<std::string>()});
  }
  for (const base::Json& county : body["counties"]) {
    setup.counties.emplace(county["id"].get<std::string>(), county["name"].get<std::string>());
  }
  Account officer;
  officer.id = event.author;
  officer.name = body["officer_name"].get<std::string>();
  officer.role = Role::StateOfficer;
  officer.key = *read_public_key(body["officer_key"].get<std::string>());
  operation.people.accounts.emplace(officer.id, officer);
}

}  // namespace

UseCase open_operation() {
  UseCase use_case;
  use_case.kind = "operation.open";
  use_case.summary = "Open the ledger of one contest's recount or audit.";
  use_case.roles = {Role::StateOfficer};
  use_case.fields = {
      {"origin", FieldType::Text, true, "The ledger's name, such as elections.example/wi-2016."},
      {"name", FieldType::Text, true, "What people call it."},
      {"election", FieldType::Text, true, "Id of the election, of your own choice."},
      {"jurisdiction", FieldType::Text, true, "Id of the jurisdiction, such as us-wi."},
      {"contest", FieldType::Text, true, "Id of the contest, of your own choice."},
      {"vote_for", FieldType::Number, true, "How many choices a voter may mark."},
      {"choices",
       FieldType::Records,
       true,
       "Choices in paper order: {id, name}.",
       {},
       {},
       R"([{"id":"hansen","name":"Inga Hansen"},{"id":"olsen","name":"Peter Olsen"}])"},
      {"counties",
       FieldType::Records,
       true,
       "Counties, at least one: {id, name}.",
       {},
       {},
       R"([{"id":"prairie","name":"Prairie County"}])"},
      {"policy",
       FieldType::Text,
       true,
       "Reconciliation policy: the state and the year whose rules hold, such as us-wi-2016; "
       "states that have rules of their own are listed.",
       {},
       policy_words()},
      {"law_day", FieldType::Day, true, "The law in force on this day decides."},
      {"election_day", FieldType::Day, false, "Where it is not the law's day."},
      {"office", FieldType::Text, false,
       std::string("Office, for the law: ") + kOfficeWords + "; else the contest's id."},
      {"seats", FieldType::Number, false,
       "Seats to be filled; left out: as many as a voter may mark."},
      {"officer_name", FieldType::Text, true, "Name of the author, who becomes a state officer."},
      {"officer_key", FieldType::Text, true,
       "The author's public key in base64; submit looks it up in the keys folder."},
      {"training", FieldType::Flag, false, "True for a practice copy."}};
  use_case.decide = decide_open;
  use_case.apply = apply_open;
  return use_case;
}

}  // namespace recanvass::workflow
