#include "workflow/entry_form.h"

#include "verify/entry_members.h"
#include "workflow/engine_fixture.h"
#include "workflow/view.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace recanvass::workflow {
namespace {

using base::Json;

Json sample_of_members(const std::vector<FormMember>& members);

Json sample_of_form(const FormMember& member) {
  if (!member.one_of.empty()) return member.one_of.front();
  switch (member.form) {
    case Form::Word:
    case Form::Words:
    case Form::WordOrNull: return "none";
    case Form::Moment: return "2016-12-20T17:00";
    case Form::Number:
    case Form::Signed: return 1;
    case Form::Texts: return Json::array({"none"});
    case Form::Figures: return {1, 2};
    case Form::Votes:
    case Form::Changes: return {{"a", 1}, {"b", 1}};
    case Form::Sayings: return {{"Ann", "for"}};
    case Form::Record: return sample_of_members(member.members);
    case Form::Records: return Json::array({sample_of_members(member.members)});
  }
  return {};
}

Json sample_of_members(const std::vector<FormMember>& members) {
  Json record = Json::object();
  for (const FormMember& member : members) record[member.name] = sample_of_form(member);
  return record;
}

Json sample_of_field(const UseCase& use_case, const Field& field) {
  if (field.name == "officer_key" || field.name == "public_key") return fixture::key_text(9);
  if (!field.one_of.empty()) return field.one_of.front();
  if (use_case.kind == "unit.figures" && field.name == "figures") return {{"registered", 1}};
  if (const FormMember* inside = inside_of(use_case.kind, field.name)) {
    return sample_of_form(*inside);
  }
  switch (field.type) {
    case FieldType::Text: return "none";
    case FieldType::Number:
    case FieldType::Signed:
    case FieldType::Cents: return 1;
    case FieldType::Flag: return true;
    case FieldType::Day: return "2016-12-20";
    case FieldType::Moment: return "2016-12-20T17:00";
    case FieldType::Hash: return std::string(64, 'a');
    case FieldType::Texts: return Json::array({"none", "nobody"});
    case FieldType::Numbers: return {{"a", 1}, {"b", 1}};
    case FieldType::Record: return Json::object();
    case FieldType::Records: return Json::array();
    case FieldType::File: return {{"sha256", std::string(64, 'a')}, {"bytes", 1}, {"name", "f"}};
  }
  return {};
}

// A body with every member that its kind may have.
Json full_body(const UseCase& use_case) {
  Json body = Json::object();
  for (const Field& field : use_case.fields) body[field.name] = sample_of_field(use_case, field);
  if (use_case.kind == "calendar.set") body.erase("day");
  if (const auto* found = found_form(use_case.kind)) body["found"] = sample_of_members(*found);
  return body;
}

base::Result<Event> read_event(const std::string& kind, const Json& body, std::uint64_t position) {
  return event_of({kind, body, "nobody", "k", "2016-11-28T10:00:00Z"}, position,
                  ledger::leaf_hash("leaf"));
}

// Every member at any depth, as a JSON pointer; of a list its first item.
void list_members(const Json& value, const std::string& place, std::vector<std::string>& places) {
  if (value.is_array()) {
    if (!value.empty() && value[0].is_object()) list_members(value[0], place + "/0", places);
    return;
  }
  if (!value.is_object()) return;
  for (auto it = value.begin(); it != value.end(); ++it) {
    const std::string inside = place + "/" + it.key();
    places.push_back(inside);
    list_members(*it, inside, places);
  }
}

TEST(EntryForm, WhatEachKindMayHoldIsReadAndEveryViewIsBuiltOnIt) {
  Operation operation = fixture::operation_ready();
  for (const UseCase& use_case : use_cases()) {
    if (use_case.kind == "operation.open") continue;
    const auto event = read_event(use_case.kind, full_body(use_case), operation.entries);
    ASSERT_TRUE(event.ok()) << use_case.kind << base::sentences(event.problems());
    EXPECT_NO_THROW(apply(operation, *event)) << use_case.kind;
    Event approved = *event;
    approved.position = operation.entries;
    EXPECT_NO_THROW(take_effect(operation, approved)) << use_case.kind;
  }
  const Account& officer = operation.people.accounts.at("wec");
  for (const View& view : views()) {
    EXPECT_NO_THROW((void)view.build(operation, {.viewer = &officer, .county = "", .unit = ""}))
        << view.name;
  }
}

TEST(EntryForm, EachMemberOfEachKindInAWrongFormIsAProblemThatNamesItAndNeverAnException) {
  const std::vector<Json> values = {nullptr,
                                    true,
                                    -7,
                                    1.5,
                                    1e300,
                                    "",
                                    "x",
                                    Json::array(),
                                    Json::object(),
                                    Json::array({1}),
                                    Json::array({nullptr}),
                                    {{"a", "x"}},
                                    {{"a", -1}},
                                    {{"a", nullptr}}};
  const Operation start = fixture::operation_with_inputs();
  std::size_t members = 0;
  for (const UseCase& use_case : use_cases()) {
    const Json good = full_body(use_case);
    std::vector<std::string> places;
    list_members(good, "", places);
    for (const std::string& place : places) {
      ++members;
      std::size_t refused = 0;
      for (const Json& value : values) {
        Json body = good;
        body[Json::json_pointer(place)] = value;
        const auto event = read_event(use_case.kind, body, 3);
        if (!event.ok()) {
          ++refused;
          EXPECT_FALSE(event.problems()[0].place.column.empty()) << use_case.kind << place;
          EXPECT_EQ(event.problems()[0].cause, "fold.form") << use_case.kind << place;
          continue;
        }
        Operation operation = start;
        Event taken = *event;
        taken.position = operation.entries;
        EXPECT_NO_THROW(apply(operation, taken)) << use_case.kind << place << value.dump();
        taken.position = operation.entries;
        EXPECT_NO_THROW(take_effect(operation, taken)) << use_case.kind << place << value.dump();
      }
      EXPECT_GE(refused, 8U) << use_case.kind << " " << place;
    }
  }
  EXPECT_GT(members, 400U);
}

TEST(EntryForm, AMissingOrAnUnknownMemberIsAProblemTooInWhatWasFoundAndInsideLists) {
  for (const UseCase& use_case : use_cases()) {
    Json unknown = full_body(use_case);
    unknown["zzz"] = 1;
    EXPECT_FALSE(read_event(use_case.kind, unknown, 3).ok()) << use_case.kind;
    Json found = full_body(use_case);
    found["found"]["zzz"] = 1;
    EXPECT_FALSE(read_event(use_case.kind, found, 3).ok()) << use_case.kind;
    for (const Field& field : use_case.fields) {
      if (!field.required) continue;
      Json without = full_body(use_case);
      without.erase(field.name);
      EXPECT_FALSE(read_event(use_case.kind, without, 3).ok()) << use_case.kind << field.name;
    }
  }
  const auto precinct = [](const Json& rulings) {
    Json body = full_body(*use_case_named("petition.precinct"));
    if (rulings.is_null()) {
      body["petitions"][0]["signers"][0]["name"] = "Ann";
    } else {
      body["found"]["rulings"] = rulings;
    }
    return read_event("petition.precinct", body, 3).ok();
  };
  EXPECT_FALSE(precinct(nullptr));
  EXPECT_FALSE(precinct(Json::array())) << "a petition without a ruling";
  Json both = full_body(*use_case_named("calendar.set"));
  both["day"] = "2016-12-20";
  EXPECT_FALSE(read_event("calendar.set", both, 3).ok());
}

// The verifier has a table of its own: neither passes over what the other reads.
TEST(EntryForm, TheVerifierKnowsTheSameMembersOfEachKind) {
  for (const UseCase& use_case : use_cases()) {
    const auto* members = verify::members_of_kind(use_case.kind);
    ASSERT_NE(members, nullptr) << use_case.kind;
    Json body = full_body(use_case);
    if (use_case.kind == "calendar.set") body["day"] = "2016-12-20";
    EXPECT_EQ(verify::unknown_members(use_case.kind, body), std::vector<std::string>())
        << use_case.kind;
    for (const verify::EntryMember& member : *members) {
      EXPECT_TRUE(body.contains(member.name)) << use_case.kind << " " << member.name;
      if (member.inside.empty() || !body.contains(member.name)) continue;
      const Json& inside = body[member.name].is_array() ? body[member.name][0] : body[member.name];
      for (const verify::EntryMember& each : member.inside) {
        EXPECT_TRUE(inside.contains(each.name)) << use_case.kind << " " << each.name;
      }
    }
  }
}

// What is wrong is told of an entry by its place in the ledger.
TEST(EntryForm, AStoreWithAnEntryOfAWrongFormIsRefusedByTheEntrysPlace) {
  fixture::EngineBench bench;
  {
    const auto engine = bench.open();
    fixture::make_ready(*engine);
    const ledger::Entry entry{"cause.assign",
                              {{"unit", "W1"},
                               {"cause", "PEN"},
                               {"words", "w"},
                               {"minute", "m"},
                               {"found", {{"changes", {{"a", "many"}}}}}},
                              "clerk",
                              "forged",
                              "2016-11-28T10:00:00Z"};
    const std::string leaf = ledger::leaf_bytes(
        ledger::sign_entry(entry, engine->operation().setup.origin, fixture::key_numbered(2)));
    const auto appended = engine->storage().append_next(
        [&](std::uint64_t) { return std::vector<store::NewEntry>{{leaf, "clerk", "forged"}}; });
    ASSERT_TRUE(appended.ok());
  }
  const auto opened = bench.try_open();
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.problems()[0].cause, "fold.form");
  EXPECT_EQ(opened.problems()[0].place.column, "entry 13 found.changes");
}

TEST(EntryForm, AWorksheetWithALineThatNoSheetHasIsNamedWithItsEntry) {
  const auto event_with = [](const Json& figures) {
    return event_of({"unit.figures",
                     {{"unit", "W1"}, {"figures", figures}},
                     "clerk",
                     "k",
                     "2016-11-28T10:00:00Z"},
                    40, {});
  };
  EXPECT_TRUE(event_with({{"registered", 1}}).ok());
  const auto unknown = event_with({{"registered", 1}, {"zzz", 1}});
  ASSERT_FALSE(unknown.ok());
  EXPECT_EQ(unknown.problems()[0].cause, "fold.form");
  EXPECT_EQ(unknown.problems()[0].place.column, "figures.zzz");
}

}  // namespace
}  // namespace recanvass::workflow
