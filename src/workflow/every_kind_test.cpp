// Claims about all kinds of entries at once, with a body for each from its declared fields.
#include "workflow/event_county.h"
#include "workflow/judging_fixture.h"
#include "workflow/opening_fixture.h"
#include "workflow/use_case_list.h"
#include "workflow/view.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace recanvass::workflow {
namespace {

using fixture::command_of;
using fixture::do_command;

using Named = std::map<std::string, base::Json>;

base::Json value_of(const Field& field) {
  if (!field.example.empty()) return base::parse_json(field.example, "example").value();
  if (!field.one_of.empty()) return field.one_of.front();
  if (!field.words.empty()) return field.words.front().id;
  switch (field.type) {
    case FieldType::Text: return "none";
    case FieldType::Number:
    case FieldType::Signed:
    case FieldType::Cents: return 999'999;
    case FieldType::Flag: return true;
    case FieldType::Day: return "2016-12-20";
    case FieldType::Moment: return "2016-12-20T17:00";
    case FieldType::Hash: return std::string(64, 'a');
    case FieldType::Texts: return {"none", "nobody"};
    case FieldType::Numbers: return {{"a", 1}, {"b", 1}};
    case FieldType::Record: return base::Json::object();
    case FieldType::Records: return base::Json::array();
    case FieldType::File: return {{"sha256", std::string(64, 'a')}, {"bytes", 1}, {"name", "f"}};
  }
  return {};
}

base::Json body_of(const UseCase& use_case, const Named& named) {
  base::Json body = base::Json::object();
  for (const Field& field : use_case.fields) {
    const auto given = named.find(field.name);
    body[field.name] = given == named.end() ? value_of(field) : given->second;
  }
  return body;
}

// Something of Dane of every sort that an entry can name.
const Named& things_of_dane() {
  static const Named named = {{"county", "us-wi-dane"},
                              {"batch", "B1"},
                              {"unit", "W1"},
                              {"container", "C1"},
                              {"machine", "V1"},
                              {"medium", "card"},
                              {"objection", "O1"},
                              {"exhibit", "X1"},
                              {"motion", "M1"},
                              {"discrepancy", "D1"},
                              {"incident", 5},
                              {"input", "batch"},
                              {"id", "B1"},
                              {"districts", {{"us-wi-dane", 3}}}};
  return named;
}

// With a second county, whose accounts are named "rock-" and their role.
Operation operation_of_two_counties() {
  Operation operation = fixture::operation_ready();
  operation.setup.counties.emplace("us-wi-rock", "Rock");
  for (const std::string& role : role_names()) {
    Account account;
    account.id = "rock-" + role;
    account.name = account.id;
    account.role = *role_named(role);
    account.county = "us-wi-rock";
    operation.people.accounts.emplace(account.id, account);
  }
  const std::string dane = "us-wi-dane";
  operation.counting.containers["C1"].county = dane;
  operation.counting.incidents.emplace(5, Incident{5, dane, "a broken seal", ""});
  operation.judging.machines.registered["V1"].county = dane;
  operation.judging.machines.media_expected["card"].county = dane;
  operation.judging.challenges.objections["O1"].county = dane;
  operation.judging.challenges.by_exhibit["X1"].county = dane;
  operation.judging.minutes.motions["M1"].county = dane;
  operation.judging.discrepancies.records["D1"].opened = OpenedDiscrepancy{};
  operation.judging.discrepancies.records["D1"].opened->county = dane;
  return operation;
}

bool is_refused_for(const Operation& operation, const Command& command, const std::string& cause) {
  const base::Problems problems = use_case_named(command.kind)->decide(operation, command);
  return std::ranges::any_of(problems,
                             [&](const base::Problem& problem) { return problem.cause == cause; });
}

TEST(EveryKindTest, WhatIsAboutACountyIsNotSaidByAnOfficerOfAnotherOne) {
  const Operation operation = operation_of_two_counties();
  // Refused before the county is looked at, as nothing of what they name may be done now.
  const std::set<std::string> refused_before = {"tally.adjudicate", "county.computed",
                                                "stage.close", "input.revise"};
  std::set<std::string> tried;
  for (const UseCase& use_case : use_cases()) {
    base::Json body = body_of(use_case, things_of_dane());
    Event event;
    event.body = body;
    const bool of_county =
        use_case.kind == "districts.set" || county_of(operation, event) == "us-wi-dane";
    if (!of_county || refused_before.contains(use_case.kind)) continue;
    for (const Role role : use_case.roles) {
      const std::string author = "rock-" + name_of(role);
      EXPECT_TRUE(
          is_refused_for(operation, command_of(use_case.kind, author, body), "author.county"))
          << use_case.kind << " by " << author;
    }
    tried.insert(use_case.kind);
  }
  EXPECT_GE(tried.size(), 50U);
  for (const char* kind : {"manifest.add", "returns.add", "unit.extra", "input.correct"}) {
    EXPECT_TRUE(tried.contains(kind)) << kind;
  }
}

TEST(EveryKindTest, AUnitOfAnotherCountyGetsNoBatchAndNoReturnsUnderTheOwnOne) {
  Operation operation = operation_of_two_counties();
  operation.commitment.published_at.reset();
  const base::Json batch = {{"batch", "R1"}, {"container", "C9"}, {"unit", "W1"}, {"ballots", 10}};
  const Command manifest = command_of("manifest.add", "rock-county-officer",
                                      {{"county", "us-wi-rock"}, {"batches", {batch}}});
  EXPECT_EQ(do_command(operation, manifest), fixture::Causes{"author.county"});
  operation.commitment.units.clear();
  EXPECT_EQ(do_command(operation, manifest), fixture::Causes{"author.county"}) << "by its batches";
  const base::Json unit = {{"unit", "W1"}, {"name", "Ward 1"}, {"votes", {{"a", 1}, {"b", 1}}}};
  EXPECT_EQ(do_command(operation, command_of("returns.add", "rock-county-officer",
                                             {{"county", "us-wi-rock"}, {"units", {unit}}})),
            fixture::Causes{"author.county"});
}

// A store that somebody else wrote may hold anything; reading it must not end the program.
TEST(EveryKindTest, AnEntryThatNamesNothingIsReadAndChangesNoOtherThing) {
  // What the program itself found is in the entry; those that read it are read with one that fits.
  const base::Json found = {{"votes", {{"a", 1}}},
                            {"winners", {"a"}},
                            {"warnings", {"w"}},
                            {"units", 1},
                            {"units_original", 0},
                            {"units_without_worksheet", 0},
                            {"changes", {{"a", 1}}},
                            {"refund_cents", 1},
                            {"lines_sum_cents", 1},
                            {"excess", 1},
                            {"rulings", base::Json::array()},
                            {"due", "no"},
                            {"event", "none"},
                            {"deadline", "none"},
                            {"until", "2016-12-20T17:00"}};
  Operation operation = fixture::operation_ready();
  const auto batches = operation.commitment.batches.size();
  for (const UseCase& use_case : use_cases()) {
    if (use_case.kind == "operation.open") continue;
    base::Json body =
        body_of(use_case, {{"county", "us-wi-none"}, {"petitions", base::Json::array()}});
    for (const char* member : {"batches", "units"}) {
      if (body.contains(member) && body[member].is_array() && !body[member].empty() &&
          body[member][0].is_object()) {
        body[member] = base::Json::array();
      }
    }
    if (use_case.find != nullptr) body["found"] = found;
    Event event{operation.entries,
                use_case.kind,
                "nobody",
                "k",
                "2016-11-28T10:00:00Z",
                "RECEIPT0",
                ledger::leaf_hash(use_case.kind),
                body};
    apply(operation, event);
    event.position = operation.entries;
    take_effect(operation, event);  // as if it had been approved
  }
  const Account& officer = operation.people.accounts.at("wec");
  for (const View& view : views()) {
    EXPECT_NO_THROW((void)view.build(operation, {.viewer = &officer, .county = "", .unit = ""}))
        << view.name;
  }
  EXPECT_EQ(operation.commitment.batches.size(), batches);
  EXPECT_EQ(operation.commitment.witness_keys.size(), 1U);
  EXPECT_TRUE(operation.commitment.batches.contains("B1"));
}

// Everything that a member of a command can be, and is not meant to be.
const std::vector<base::Json>& odd_values() {
  static const std::vector<base::Json> odd = {nullptr,
                                              true,
                                              -1,
                                              0,
                                              999'999,
                                              "",
                                              " ",
                                              "zzz",
                                              "blank",
                                              "2016-02-30T25:61",
                                              base::Json::array(),
                                              base::Json::object(),
                                              {"zzz"},
                                              {"a", "a"},
                                              {"a", "b", "a"},
                                              {"blank", "a"},
                                              base::Json::array({base::Json::array({"a"})}),
                                              base::Json::array({base::Json::object()}),
                                              base::Json::array({{{"unit", "W1"}}}),
                                              base::Json::array({nullptr}),
                                              {{"a", "for"}},
                                              {{"a", -1}},
                                              {{"zzz", {{"a", 1}}}}};
  return odd;
}

// Decided, and done where it is let through.
void try_command(const Operation& operation, const Command& command) {
  Operation changed = operation;
  EXPECT_NO_THROW((void)do_command(changed, command)) << command.kind << ' ' << command.body;
}

TEST(EveryKindTest, NoValueOfAnyMemberBreaksTheProgram) {
  Operation operation = fixture::operation_judging();
  operation.law = &fixture::law_of_state("us-wi");
  fixture::count_all(operation);
  ASSERT_EQ(do_command(operation, fixture::challenge("X1", "B1", 1, {"a"})), fixture::Causes{});
  const std::map<Role, std::string> authors = {
      {Role::StateOfficer, "wec"}, {Role::CountyOfficer, "clerk"}, {Role::Supervisor, "super"},
      {Role::Counter, "team-3"},   {Role::BoardMember, "board-1"}, {Role::Petitioner, "pet"},
      {Role::Observer, "obs"}};
  Named things = things_of_dane();
  things["counted_as"] = {"b"};
  for (const UseCase& use_case : use_cases()) {
    const std::string& author = authors.at(use_case.roles.front());
    const base::Json body = body_of(use_case, things);
    try_command(operation, command_of(use_case.kind, author, body));
    for (const Field& field : use_case.fields) {
      base::Json without = body;
      without.erase(field.name);
      try_command(operation, command_of(use_case.kind, author, without));
      for (const base::Json& odd : odd_values()) {
        base::Json damaged = body;
        damaged[field.name] = odd;
        try_command(operation, command_of(use_case.kind, author, damaged));
      }
    }
  }
}

}  // namespace
}  // namespace recanvass::workflow
