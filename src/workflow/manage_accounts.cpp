// account.add, account.close and key.rotate: who may act, and with which key. Rotating a key
// weakens what was promised and needs a second person (approve.cpp says who). So does adding
// whoever may be a second person, once there are two state officers: else one of them could approve
// his own acts through an account that he made; and whoever may count, once the inputs are
// published. Two state officers always stay.
#include "base/look_of_name.h"
#include "base/person_name.h"
#include "formats/text.h"
#include "workflow/gates.h"
#include "workflow/operation.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

std::string text_of(const base::Json& body, const char* name) {
  return body.contains(name) ? body[name].get<std::string>() : std::string();
}

base::Problem bad_key(const std::string& text) {
  return refusal("account.key", text, "an Ed25519 public key, 32 bytes in base64",
                 "Print it with `recanvass key show`.");
}

// One key is one person: with a key of another account, one hand could be two persons.
base::Problems key_problems(const Operation& operation, const Command& command) {
  const std::string text = text_of(command.body, "public_key");
  const auto key = read_public_key(text);
  if (!key) return {bad_key(text)};
  for (const auto& [id, account] : operation.people.accounts) {
    if (account.key != *key && std::ranges::count(account.past_keys, *key) == 0) continue;
    return {refusal("account.key-taken", "the key of the account \"" + id + "\"",
                    "a key that no account has or had",
                    "Each person makes a key of their own: recanvass key new.")};
  }
  return {};
}

// Whoever reads the minutes must see that two accounts are two. One person may have several: then
// the name is written in one way, with a title after a comma.
base::Problems look_problems(const Operation& operation, const std::string& id,
                             const std::string& name) {
  base::Problems problems;
  for (const std::string& text : {id, name}) {
    if (!formats::mixes_scripts(text)) continue;
    problems.push_back(refusal(
        "account.look-alike", "\"" + text + "\", letters of two scripts in a word",
        "words in letters of one script", "Type it again: a copied letter may be another one."));
  }
  const std::string look = base::look_of_account(id);
  const std::string person(base::person_part(name));
  const std::string bare = base::bare_person(name);
  for (const auto& [other, account] : operation.people.accounts) {
    if (other != id && base::look_of_account(other) == look) {
      problems.push_back(
          refusal("account.look-alike", fmt::format("\"{}\" beside \"{}\"", id, other),
                  "an id that a reader can tell from every other", "Choose another id."));
    }
    const std::string_view known = base::person_part(account.name);
    if (known == person || base::bare_person(account.name) != bare || bare.empty()) continue;
    problems.push_back(
        refusal("account.look-alike",
                fmt::format("\"{}\" beside \"{}\" of the account {}", person, known, other),
                "a person's name in one spelling, and another person's name told apart",
                "For the same person write it as it stands; for another one add a middle name or a "
                "number."));
    break;
  }
  return problems;
}

base::Problems decide_add(const Operation& operation, const Command& command) {
  base::Problems problems;
  const std::string id = text_of(command.body, "account");
  if (operation.people.accounts.count(id) > 0) {
    problems.push_back(refusal("account.exists", id, "a new id",
                               "Choose another id; an account is never replaced."));
  }
  const std::string county = text_of(command.body, "county");
  if (!county.empty() && operation.setup.counties.count(county) == 0) {
    problems.push_back(refusal("account.county", county, "a county of this operation",
                               "Use an id from operation.open."));
  }
  add_problems(problems, author_acts_in(operation, command.author, county));
  const auto role = role_named(text_of(command.body, "role"));
  const bool of_county =
      role == Role::CountyOfficer || role == Role::Supervisor || role == Role::Counter;
  if (of_county && county.empty()) {
    problems.push_back(
        refusal("account.county", "no county", "the county of this duty", "Add \"county\"."));
  }
  add_problems(problems, look_problems(operation, id, text_of(command.body, "name")));
  add_problems(problems, key_problems(operation, command));
  return problems;
}

// Closed accounts count: whoever closes the other officer's account does not become the only one.
// The officer who opened the ledger sets up alone until the second one is there.
// Who counts is known when the inputs are published: whoever named two counters alone afterwards
// could make both blind entries of a batch.
Persons persons_of_add(const Operation& operation, const std::string&, const base::Json& body) {
  const auto role = role_named(text_of(body, "role"));
  if (role && may_count(*role) && operation.commitment.published_at) return Persons::Two;
  if (!role || !may_approve(*role)) return Persons::One;
  const auto officers = std::ranges::count_if(operation.people.accounts, [](const auto& entry) {
    return entry.second.role == Role::StateOfficer && entry.second.county.empty();
  });
  return officers < 2 ? Persons::One : Persons::Two;
}

// Whoever chose the key could sign with it.
void add_naming(const Operation& operation, const Event& event, Account& account) {
  if (!operation.commitment.published_at) return;
  account.named_later.push_back({event.position, {event.author}});
  if (!event.approved_by.empty()) account.named_later.back().by.insert(event.approved_by);
}

void apply_add(Operation& operation, const Event& event) {
  const auto role = role_named(text_of(event.body, "role"));
  const auto key = read_public_key(text_of(event.body, "public_key"));
  if (!role || !key) return;
  Account account;
  account.id = text_of(event.body, "account");
  account.name = text_of(event.body, "name");
  account.role = *role;
  account.county = text_of(event.body, "county");
  account.key = *key;
  add_naming(operation, event, account);
  operation.people.accounts.emplace(account.id, account);
}

base::Problems decide_known(const Operation& operation, const Command& command) {
  const std::string id = text_of(command.body, "account");
  const auto found = operation.people.accounts.find(id);
  if (found == operation.people.accounts.end() || !found->second.active) {
    return {refusal("account.unknown", id, "an account that is open", "Check the id.")};
  }
  return {};
}

// Whoever were left alone could name nobody, and nothing that takes two could be done any more.
base::Problems decide_close(const Operation& operation, const Command& command) {
  base::Problems problems = decide_known(operation, command);
  if (!problems.empty()) return problems;
  const Account& account = operation.people.accounts.at(text_of(command.body, "account"));
  const bool of_state = account.role == Role::StateOfficer && account.county.empty();
  if (!of_state || open_state_officers(operation) > 2) return {};
  return {refusal(
      "account.last-officers",
      fmt::format("{}, one of {} state officers", account.id, open_state_officers(operation)),
      "two state officers that are left",
      "Name another state officer with account.add first. Where the other one cannot "
      "approve it, a county officer or a board member may.")};
}

base::Problems decide_rotate(const Operation& operation, const Command& command) {
  base::Problems problems = decide_known(operation, command);
  for (base::Problem& problem : key_problems(operation, command)) {
    problems.push_back(std::move(problem));
  }
  return problems;
}

void apply_close(Operation& operation, const Event& event) {
  const auto found = operation.people.accounts.find(text_of(event.body, "account"));
  if (found != operation.people.accounts.end()) found->second.active = false;
}

void apply_rotate(Operation& operation, const Event& event) {
  const auto found = operation.people.accounts.find(text_of(event.body, "account"));
  const auto key = read_public_key(text_of(event.body, "public_key"));
  if (found == operation.people.accounts.end() || !key) return;
  found->second.past_keys.push_back(found->second.key);
  found->second.key = *key;
  add_naming(operation, event, found->second);
}

const Field kAccount{"account", FieldType::Text, true, "Id of the account."};
const Field kPublicKey{
    "public_key", FieldType::Text, true,
    "Ed25519 public key in base64; left out, submit takes it from the keys folder."};

}  // namespace

std::optional<ledger::PublicKey> read_public_key(const std::string& text) {
  const auto bytes = ledger::from_base64(text);
  if (!bytes || bytes->size() != 32) return std::nullopt;
  ledger::PublicKey key{};
  std::copy(bytes->begin(), bytes->end(), key.begin());
  return key;
}

UseCase add_account() {
  UseCase use_case;
  use_case.kind = "account.add";
  use_case.summary = "Add a person or team with a role, a county and a key.";
  use_case.roles = {Role::StateOfficer};
  use_case.fields = {kAccount,
                     {"name", FieldType::Text, true, "Name as on the sign-in sheet."},
                     {"role", FieldType::Text, true, "What the account may do.", role_names()},
                     {"county", FieldType::Text, false, "County of a county duty."},
                     kPublicKey};
  use_case.persons_of = persons_of_add;
  use_case.two_when =
      "a role that may approve, once there are two state officers; a role that may "
      "count, once the inputs are published";
  use_case.decide = decide_add;
  use_case.apply = apply_add;
  return use_case;
}

UseCase close_account() {
  UseCase use_case;
  use_case.kind = "account.close";
  use_case.summary = "Close an account; what it did stays.";
  use_case.roles = {Role::StateOfficer};
  use_case.fields = {kAccount, {"reason", FieldType::Text, true, "Why, in a sentence."}};
  use_case.decide = decide_close;
  use_case.apply = apply_close;
  return use_case;
}

UseCase rotate_key() {
  UseCase use_case;
  use_case.kind = "key.rotate";
  use_case.summary = "Give an account a new key after a loss; old signatures stay valid.";
  use_case.roles = {Role::StateOfficer};
  use_case.persons = Persons::Two;
  use_case.fields = {
      kAccount, kPublicKey, {"reason", FieldType::Text, true, "Why, in a sentence."}};
  use_case.decide = decide_rotate;
  use_case.apply = apply_rotate;
  return use_case;
}

}  // namespace recanvass::workflow
