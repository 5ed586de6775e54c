#include "workflow/gates.h"

#include "base/person_name.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::workflow {

base::Problems counting_may_go_on(const Operation& operation) {
  const base::Problems problems = inputs_are_fixed(operation);
  return problems.empty() ? work_is_not_stayed(operation) : problems;
}

base::Problems inputs_are_fixed(const Operation& operation) {
  if (!operation.commitment.published_at) {
    return {refusal("order.commitment", "inputs that are not published",
                    "commitment.publish before anything is opened",
                    "Publish the manifest and the reported figures first.")};
  }
  if (!operation.commitment.is_witnessed()) {
    return {refusal("order.witness", "a commitment that nobody countersigned",
                    "a witness's cosignature of a checkpoint that covers it",
                    "Let a witness run `recanvass witness`, then record it with witness.record.")};
  }
  return {};
}

base::Problems work_is_not_stayed(const Operation& operation) {
  base::Problems problems;
  const Orders& orders = operation.opening.orders;
  for (const std::string& name : orders.open_stays()) {
    const Stay& stay = orders.stays.at(name);
    const CourtOrder& order = orders.by_id.at(stay.order);
    problems.push_back(refusal("order.stay",
                               fmt::format("work stayed since {} by {}, {} ({})", stay.from,
                                           order.court, order.case_number, name),
                               "a stay that is lifted",
                               "Record with stay.lift when it ended; nothing is lost."));
  }
  for (const std::string& id : orders.stays_to_record()) {
    const CourtOrder& order = orders.by_id.at(id);
    problems.push_back(
        refusal("order.stay",
                fmt::format("the order {} of {}, {}, made {}: it stays the work", id, order.court,
                            order.case_number, order.made_at),
                "its stay, recorded and lifted",
                "Record with stay.record from when it holds, and with stay.lift when "
                "it ended; nothing is lost."));
  }
  return problems;
}

base::Problems not_before_election(const Operation& operation, base::Date day,
                                   const std::string& what, const std::string& cause) {
  const auto election = base::Date::parse(operation.setup.election_day);
  if (!election || day >= *election) return {};
  return {refusal(cause, fmt::format("{} on {}", what, day.text()),
                  "not before the election day, " + election->text(), "Correct the day.")};
}

base::Problems order_is_known(const Operation& operation, const std::string& id) {
  if (operation.opening.orders.by_id.contains(id)) return {};
  return {refusal("order.unknown", "\"" + id + "\"", "an order that was recorded",
                  "Record it with order.record.")};
}

base::Problems county_is_open_to(const Operation& operation, const std::string& author,
                                 const std::string& county) {
  if (!operation.setup.counties.contains(county)) {
    return {refusal("county.unknown", "\"" + county + "\"", "a county of this operation",
                    "Use an id from operation.open.")};
  }
  return author_acts_in(operation, author, county);
}

base::Problems author_acts_in(const Operation& operation, const std::string& author,
                              const std::string& county) {
  const auto found = operation.people.accounts.find(author);
  if (found != operation.people.accounts.end() && may_act_in(found->second, county)) return {};
  if (county.empty()) {
    return {refusal("author.county", author + ", an account of one county",
                    "an account of the whole jurisdiction",
                    "Ask somebody who acts for the whole jurisdiction.")};
  }
  return {refusal("author.county", author + " in " + county, "an account of this county",
                  "Ask somebody of the county itself.")};
}

std::int64_t open_state_officers(const Operation& operation) {
  return std::ranges::count_if(operation.people.accounts, [](const auto& entry) {
    const Account& account = entry.second;
    return account.active && account.role == Role::StateOfficer && account.county.empty();
  });
}

bool same_person(const Operation& operation, const std::string& one, const std::string& other) {
  if (one == other) return true;
  const auto first = operation.people.accounts.find(one);
  const auto second = operation.people.accounts.find(other);
  if (first == operation.people.accounts.end() || second == operation.people.accounts.end()) {
    return false;
  }
  const std::string name = base::bare_person(first->second.name);
  return !name.empty() && name == base::bare_person(second->second.name);
}

namespace {

// Every account that a name may be of, by its id or its name.
std::set<std::string> accounts_of(const Operation& operation, const std::string& bare) {
  std::set<std::string> ids;
  for (const auto& [id, account] : operation.people.accounts) {
    if (base::bare_name(id) == bare || base::bare_person(account.name) == bare) ids.insert(id);
  }
  return ids;
}

}  // namespace

base::Problems two_people_named(const Operation& operation, const base::Json& names,
                                const std::string& cause, const std::string& mend) {
  if (names.size() == 2) {
    const std::string first = base::bare_person(names[0].get_ref<const std::string&>());
    const std::string second = base::bare_person(names[1].get_ref<const std::string&>());
    const std::set<std::string> one = accounts_of(operation, first);
    const std::set<std::string> other = accounts_of(operation, second);
    const bool same = first == second || std::ranges::any_of(one, [&](const std::string& id) {
                        return other.contains(id);
                      });
    if (!first.empty() && !second.empty() && !same) return {};
  }
  return {refusal(cause, names.dump(), "the names of two different people", mend)};
}

std::set<std::string> accounts_of(const Event& event) {
  std::set<std::string> accounts = {event.author};
  if (!event.approved_by.empty()) accounts.insert(event.approved_by);
  return accounts;
}

const ManifestBatch* batch_named(const Operation& operation, const std::string& id) {
  const auto found = operation.commitment.batches.find(id);
  return found == operation.commitment.batches.end() ? nullptr : &found->second;
}

base::Problems unit_is_open(const Operation& operation, const std::string& unit) {
  if (operation.counting.signed_off.count(unit) == 0) return {};
  return {refusal("count.signed-off", "unit " + unit + ", signed off", "a unit that is open",
                  "Reopen it with count.reopen: a reason and two persons.")};
}

std::vector<std::string> choice_ids(const Operation& operation) {
  std::vector<std::string> ids;
  for (const SetupChoice& choice : operation.setup.choices) ids.push_back(choice.id);
  return ids;
}

void add_problems(base::Problems& problems, const base::Problems& more) {
  problems.insert(problems.end(), more.begin(), more.end());
}

}  // namespace recanvass::workflow
