// operation.open, account.add, account.close, key.rotate: what it is about, and who may speak.
#include "base/look_of_name.h"
#include "base/person_name.h"
#include "law/gaps.h"
#include "reconcile/policy.h"
#include "verify/body.h"
#include "verify/replay.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace recanvass::verify {
namespace {

using base::Json;

constexpr std::array kRoles = {"state-officer", "county-officer", "supervisor", "counter",
                               "board-member",  "petitioner",     "observer"};

std::optional<ledger::PublicKey> public_key(const Json& body, const char* name) {
  const auto text = text_of(body, name);
  if (!text) return std::nullopt;
  const auto bytes = ledger::from_base64(*text);
  if (!bytes || bytes->size() != 32) return std::nullopt;
  ledger::PublicKey key{};
  std::copy(bytes->begin(), bytes->end(), key.begin());
  return key;
}

// Pairs of id and name, each id once; no value for anything else.
std::optional<std::vector<std::pair<std::string, std::string>>> names_in(const Json& body,
                                                                         const char* name) {
  const Json* records = records_of(body, name);
  if (records == nullptr) return std::nullopt;
  std::vector<std::pair<std::string, std::string>> pairs;
  std::set<std::string> seen;
  for (const Json& record : *records) {
    const auto id = text_of(record, "id");
    const auto words = text_of(record, "name");
    if (!id || !words || !seen.insert(*id).second) return std::nullopt;
    pairs.emplace_back(*id, *words);
  }
  return pairs;
}

// What a reader could take for another choice or county.
void want_looks_of_their_own(Replay& replay, const Said& said,
                             const std::vector<std::pair<std::string, std::string>>& pairs) {
  base::TakenNames ids;
  base::TakenNames names;
  for (const auto& [id, name] : pairs) {
    const auto other = ids.look_alike(id) ? ids.look_alike(id) : names.look_alike(name);
    if (other) {
      replay.fault(CheckId::V5, said, fmt::format("\"{}\" looks like \"{}\"", name, *other));
    }
    ids.take(id);
    names.take(name);
  }
}

// Whose law decides, on which day, and whose rule for differences.
void want_law(Replay& replay, const Said& said) {
  const Record& record = replay.record;
  const std::string state = law::state_of(record.jurisdiction);
  replay.want(!state.empty(), said, "jurisdiction");
  const bool fits = reconcile::why_not_policy(record.policy, state).empty();
  replay.want(fits, said, "policy");
}

void read_open(Replay& replay, const Said& said) {
  Record& record = replay.record;
  if (record.opened) {
    replay.fault(CheckId::V5, said, "the operation is open already");
    return;
  }
  record.opened = true;
  record.origin = text_or_empty(said.body, "origin");
  record.name = text_or_empty(said.body, "name");
  record.contest = text_or_empty(said.body, "contest");
  record.jurisdiction = text_or_empty(said.body, "jurisdiction");
  record.policy = text_or_empty(said.body, "policy");
  const auto own_day = text_of(said.body, "election_day");
  const auto day = base::Date::parse(own_day ? *own_day : text_or_empty(said.body, "law_day"));
  if (day) record.election_day = *day;
  const auto law_day = base::Date::parse(text_or_empty(said.body, "law_day"));
  if (law_day) record.law_day = *law_day;
  record.office = text_or_empty(said.body, "office");
  want_law(replay, said);
  const Json* training = member_of(said.body, "training");
  record.training = training != nullptr && training->is_boolean() && training->get<bool>();
  const auto vote_for = figure_of(said.body, "vote_for");
  if (replay.want(vote_for.value_or(0) >= 1 && vote_for.value_or(0) <= 1000, said, "vote_for")) {
    record.vote_for = *vote_for;
  }
  const auto seats = figure_of(said.body, "seats");
  record.seats = seats && *seats >= 1 && *seats <= 1000 ? *seats : record.vote_for;
  const auto choices = names_in(said.body, "choices");
  if (replay.want(choices && choices->size() >= 2, said, "choices")) record.choices = *choices;
  want_looks_of_their_own(replay, said, record.choices);
  const auto most = static_cast<std::int64_t>(record.choices.size());
  replay.want(record.vote_for <= most, said, "vote_for");
  replay.want(record.seats <= most, said, "seats");
  const auto counties = names_in(said.body, "counties");
  if (replay.want(counties.has_value(), said, "counties")) {
    record.counties.insert(counties->begin(), counties->end());
    want_looks_of_their_own(replay, said, *counties);
  }
  Person officer;
  officer.name = text_or_empty(said.body, "officer_name");
  officer.role = "state-officer";
  const auto key = public_key(said.body, "officer_key");
  if (replay.want(key.has_value(), said, "officer_key")) officer.key = *key;
  record.people.emplace(said.author, officer);
}

constexpr std::array kApprovers = {"state-officer", "county-officer", "supervisor", "board-member"};

bool may_approve(const std::string& role) {
  return std::ranges::find(kApprovers, role) != kApprovers.end();
}

// Who may be a second person is named by two, once two state officers were named: whether they
// still have their accounts does not matter. Who may count is, once the inputs are published.
bool add_needs_two(const Record& record, const Said& said) {
  const std::string role = text_or_empty(said.body, "role");
  if (record.committed_at && (role == "counter" || role == "supervisor")) return true;
  if (!may_approve(role)) return false;
  return std::ranges::count_if(record.people, [](const auto& entry) {
           return entry.second.role == "state-officer" && entry.second.county.empty();
         }) >= 2;
}

// One key is one person: two accounts with one key are not two persons.
void want_key_of_its_own(Replay& replay, const Said& said, const ledger::PublicKey& key) {
  for (const auto& [id, person] : replay.record.people) {
    if (person.key != key && std::ranges::count(person.past_keys, key) == 0) continue;
    replay.fault(CheckId::V6, said, fmt::format("it gives out the key of the account {}", id));
    return;
  }
}

// Whoever chose a key may have it.
void note_naming(const Record& record, const Said& said, Person& person) {
  if (record.committed_at) person.named_later.push_back({said.position, accounts_of(said)});
}

// Two accounts are two to whoever reads the list of them, or are of one person by one spelling.
void want_account_told_apart(Replay& replay, const Said& said, const std::string& id,
                             const std::string& name) {
  const std::string look = base::look_of_account(id);
  const std::string bare = base::bare_person(name);
  for (const auto& [other, person] : replay.record.people) {
    const bool same_look = other != id && base::look_of_account(other) == look;
    const bool other_spelling = !bare.empty() && base::bare_person(person.name) == bare &&
                                base::person_part(person.name) != base::person_part(name);
    if (!same_look && !other_spelling) continue;
    replay.fault(CheckId::V6, said,
                 fmt::format("the account {} of \"{}\" looks like {} of \"{}\"", id, name, other,
                             person.name));
    return;
  }
}

void read_add(Replay& replay, const Said& said) {
  const auto id = text_of(said.body, "account");
  if (!replay.want(id.has_value(), said, "account")) return;
  Person person;
  person.name = text_or_empty(said.body, "name");
  person.role = text_or_empty(said.body, "role");
  person.county = text_or_empty(said.body, "county");
  want_account_told_apart(replay, said, *id, person.name);
  const bool known_role = std::find(kRoles.begin(), kRoles.end(), person.role) != kRoles.end();
  replay.want(known_role, said, "role");
  const bool of_county =
      person.role == "county-officer" || person.role == "supervisor" || person.role == "counter";
  const bool placed =
      person.county.empty() ? !of_county : replay.record.counties.count(person.county) > 0;
  replay.want(placed, said, "county");
  replay.want_county(said, person.county);
  if (may_approve(person.role) && said.approved_by.empty()) ++replay.record.approvers_named_by_one;
  const auto key = public_key(said.body, "public_key");
  if (replay.want(key.has_value(), said, "public_key")) {
    want_key_of_its_own(replay, said, *key);
    person.key = *key;
  }
  note_naming(replay.record, said, person);
  if (!replay.record.people.emplace(*id, person).second) {
    replay.fault(CheckId::V5, said, fmt::format("the account {} exists already", *id));
  }
}

Person* open_account(Replay& replay, const Said& said) {
  const auto found = replay.record.people.find(text_or_empty(said.body, "account"));
  if (found != replay.record.people.end() && found->second.active) return &found->second;
  replay.fault(CheckId::V5, said, "it is about an account that is not open");
  return nullptr;
}

void read_close(Replay& replay, const Said& said) {
  Person* person = open_account(replay, said);
  if (person == nullptr) return;
  const auto is_officer = [](const Person& who) {
    return who.active && who.role == "state-officer" && who.county.empty();
  };
  const auto officers = std::ranges::count_if(
      replay.record.people, [&](const auto& entry) { return is_officer(entry.second); });
  if (is_officer(*person) && officers <= 2) {
    replay.fault(CheckId::V6, said, "it leaves fewer than two state officers");
  }
  person->active = false;
}

void read_rotate(Replay& replay, const Said& said) {
  Person* person = open_account(replay, said);
  const auto key = public_key(said.body, "public_key");
  if (!replay.want(key.has_value(), said, "public_key")) return;
  want_key_of_its_own(replay, said, *key);
  if (person == nullptr) return;
  person->past_keys.push_back(person->key);
  person->key = *key;
  note_naming(replay.record, said, *person);
}

}  // namespace

std::vector<Kind> people_kinds() {
  return {{"operation.open", {"state-officer"}, false, read_open},
          {"account.add", {"state-officer"}, false, read_add, add_needs_two},
          {"account.close", {"state-officer"}, false, read_close},
          {"key.rotate", {"state-officer"}, true, read_rotate}};
}

}  // namespace recanvass::verify
