#include "verify/closing_check.h"

#include "recount/wording.h"
#include "verify/bundle_maker_test.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace recanvass::verify {
namespace {

using base::Json;
using test::BundleParts;

// Each makes a ledger in which a statement or the certificate came too early.
TEST(ClosingCheck, NothingIsStatedOrCertifiedWhileSomethingIsMissing) {
  struct Case {
    const char* failed;
    const char* what;
    std::function<BundleParts()> story;
  };
  const auto stated = [](BundleParts parts) {
    for (const char* county : {"dane", "rock"}) test::state_county(parts, county);
    test::certify(parts);
    return parts;
  };
  for (const Case& row : {
           Case{"V12", "a change without a cause", [&] { return stated(test::counted_parts()); }},
           Case{"V14", "a county without a statement",
                [] {
                  BundleParts parts = test::explained_parts();
                  test::state_county(parts, "dane");
                  test::certify(parts);
                  return parts;
                }},
           Case{"V6", "one signature twice",
                [&] {
                  BundleParts parts = stated(test::explained_parts());
                  parts.restate(parts.find("county.statement"), "signed_by", {"Ann", "Ann"});
                  return parts;
                }},
           Case{"V11", "a finding that nobody explained",
                [&] {
                  BundleParts parts = test::explained_parts();
                  parts.say("unit.figures", "rock-clerk",
                            {{"unit", "R1"}, {"figures", {{"voters_total", 41}}}});
                  return stated(parts);
                }},
           Case{"V13", "a challenge that is open",
                [&] {
                  BundleParts parts = test::explained_parts();
                  parts.say("challenge.add", "rock-clerk",
                            {{"exhibit", "1"},
                             {"county", "rock"},
                             {"batch", "B4"},
                             {"position", 7},
                             {"counted_as", {"a"}},
                             {"side", "b"},
                             {"ground", "other"},
                             {"words", "x"}});
                  return stated(parts);
                }},
           Case{"V14", "a unit opened again after the statement",
                [] {
                  BundleParts parts = test::explained_parts();
                  for (const char* county : {"dane", "rock"}) test::state_county(parts, county);
                  const auto act = parts.say("count.reopen", "rock-super",
                                             {{"unit", "R1"}, {"reason", "one more"}});
                  parts.say("approve", "rock-clerk", {{"entry", act}});
                  test::certify(parts);
                  return parts;
                }},
       }) {
    EXPECT_EQ(test::failures_of(row.story()), row.failed) << row.what;
  }
}

// Both counties' statements and the certificate.
BundleParts stated_on(BundleParts parts) {
  for (const char* county : {"dane", "rock"}) test::state_county(parts, county);
  test::certify(parts);
  return parts;
}

Json handled(const std::string& container, const std::string& seal) {
  return {{"container", container}, {"seal", seal}, {"handled_by", {"Ann", "Bob"}}};
}

TEST(ClosingCheck, NothingIsStatedWhileAContainerIsOpen) {
  BundleParts parts = test::explained_parts();
  parts.say("container.open", "rock-super", handled("C-rock", "2"));
  EXPECT_EQ(test::failures_of(stated_on(parts)), "V14");
  parts.say("container.close", "rock-super", handled("C-rock", "3"));
  EXPECT_EQ(test::failures_of(stated_on(parts)), "");
}

TEST(ClosingCheck, AUnitThatThePolicyDoesNotLetBeCountedIsNotStatedAsCounted) {
  BundleParts parts = test::explained_parts();
  const std::uint64_t policy = parts.say(
      "policy.change", "state", {{"policy", "us-mi-2025"}, {"reason", "as the law is now"}});
  parts.say("approve", "state-2", {{"entry", policy}});
  Json broken = handled("C-rock", "2");
  broken["condition"] = "broken";
  const std::uint64_t incident = parts.say("container.open", "rock-super", broken);
  parts.say("incident.resolve", "rock-clerk", {{"incident", incident}, {"words", "not known"}});
  parts.say("container.close", "rock-super", handled("C-rock", "3"));
  const test::TestFolder folder;
  test::write_bundle(stated_on(parts), folder.path());
  const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
  EXPECT_EQ(test::failures_in(verdict), "V11");
  EXPECT_TRUE(std::ranges::any_of(verdict.of(CheckId::V11).faults, [](const Fault& fault) {
    return fault.words.find("R1 was counted, and the policy us-mi-2025") != std::string::npos;
  }));
}

// The election was on 8 November; a petition was filed on the 25th, another one later.
TEST(ClosingCheck, NobodySignsBeforeTheElectionThePetitionOrTheStatements) {
  struct Case {
    const char* stated;
    const char* certified;
    const char* petition;
    const char* words;  // of the fault; empty: none
  };
  for (const Case& row : {
           Case{"2016-11-08T23:00", "2016-11-08T22:00", "", ""},
           Case{"2016-11-07T23:59", "2016-11-08T12:00", "", "before the election day, 2016-11-08"},
           Case{"2016-11-25T09:00", "2016-11-25T09:00", "2016-11-25T15:30", ""},
           Case{"2016-11-24T23:00", "2016-11-25T09:00", "2016-11-25T15:30",
                "before the first petition was filed, 2016-11-25"},
           Case{"2016-12-03T00:00", "2016-12-02T23:59", "",
                "it is of 2016-12-02, before the statement of dane, 2016-12-03"},
           Case{"2016-12-02T23:59", "2016-12-02T00:00", "", ""},
       }) {
    BundleParts parts = test::explained_parts();
    for (const std::string filed : {row.petition, "2016-11-28T10:00"}) {
      if (*row.petition == 0) break;
      parts.say("petition.file", "state", {{"petition", filed}, {"filed_at", filed}});
    }
    test::state_county(parts, "dane");
    test::state_county(parts, "rock");
    test::certify(parts);
    parts.restate(parts.find("county.statement", 0), "signed_at", row.stated);
    parts.restate(parts.find("county.statement", 1), "signed_at", row.certified);
    parts.restate(parts.find("certificate.issue"), "signed_at", row.certified);
    const test::TestFolder folder;
    test::write_bundle(parts, folder.path());
    const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
    EXPECT_EQ(test::failures_in(verdict), *row.words == 0 ? "" : "V14") << row.stated;
    std::string words;
    for (const Fault& fault : verdict.of(CheckId::V14).faults) words += fault.words + "\n";
    EXPECT_NE(words.find(row.words), std::string::npos) << words;
  }
}

// Whoever holds a clerk's key and the log's can state what he likes; the tallies say otherwise.
TEST(ClosingCheck, AStatementOfOtherFiguresThanItsUnitsFailsV14AloneAndNamesTheFigure) {
  struct Case {
    const char* member;
    Json value;
    const char* words;
  };
  for (const Case& row : {
           Case{"votes", {{"a", 95}, {"b", 62}}, "it states 95 votes of a in dane, and 94 were"},
           Case{"votes", {{"a", 93}, {"b", 62}}, "it states 93 votes of a in dane, and 94 were"},
           Case{"votes", {{"a", 94}}, "it states no votes of b in dane, and 62 were counted"},
           Case{"votes", {{"a", 94}, {"b", 62}, {"z", 0}}, "votes of \"z\", which is no choice"},
           Case{"units", 3, "it states 3 units, and 2 are of the county so"},
           Case{"units_original", 1, "it states 1 units_original, and 0 are"},
           Case{"units_without_worksheet", 1, "it states 1 units_without_worksheet, and 2 are"},
       }) {
    BundleParts parts = test::certified_parts();
    const std::uint64_t position = parts.find("county.statement");
    Json found = parts.entries[position].entry.body["found"];
    found[row.member] = row.value;
    parts.restate(position, "found", found);
    const test::TestFolder folder;
    test::write_bundle(parts, folder.path());
    const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
    EXPECT_EQ(test::failures_in(verdict), "V14") << row.words;
    EXPECT_NE(verdict.of(CheckId::V14).faults.at(0).words.find(row.words), std::string::npos)
        << verdict.of(CheckId::V14).faults.at(0).words;
  }
}

Verdict verdict_warned(BundleParts parts, const Json& warnings) {
  const std::uint64_t position = parts.find("certificate.issue");
  Json found = parts.entries[position].entry.body["found"];
  found["warnings"] = warnings;
  parts.restate(position, "found", found);
  const test::TestFolder folder;
  test::write_bundle(parts, folder.path());
  return test::verdict_of(test::request_for(folder.path()));
}

// W1's change is minuted as unexplained, R1 alone has a worksheet, and it was due on 1 December.
BundleParts warned_parts() {
  BundleParts parts = test::explained_parts();
  parts.restate(parts.find("cause.assign"), "cause", "UNEXPLAINED");
  parts.say("unit.figures", "rock-clerk", {{"unit", "R1"}, {"figures", {{"voters_total", 40}}}});
  parts.say("calendar.set", "state", {{"event", "certification_due"}, {"day", "2016-12-01"}});
  parts.say("petition.file", "state",
            {{"petition", "P1"}, {"filed_at", "2016-11-10T12:00"}, {"scope", "whole"}});
  parts.say("petition.rule", "state", {{"petition", "P1"}, {"decision", "accept"}});
  for (const char* county : {"dane", "rock"}) test::state_county(parts, county);
  test::certify(parts);
  return parts;
}

const char* const kLate = "Signed on 2016-12-02T12:00, after it was due by 2016-12-01T24:00.";
const char* const kMinuted = "1 changed unit is minuted as unexplained.";
const char* const kNoSheets = "2 units were not reconciled: no worksheet was recorded.";

// Faults stand without their full stop.
std::string it_does_not_warn(const std::string& sentence) {
  return "it does not warn: " + sentence.substr(0, sentence.size() - 1);
}

TEST(ClosingCheck, ACertificateWarnsOfWhatTheEntriesGiveAndOfNothingElse) {
  EXPECT_EQ(test::failures_in(verdict_warned(warned_parts(), {kLate, kMinuted, kNoSheets})), "");
  for (const auto& [warnings, words] :
       {std::pair{Json::array(), it_does_not_warn(kLate)},
        std::pair{Json{kLate, kNoSheets}, it_does_not_warn(kMinuted)},
        std::pair{Json{kLate, kMinuted}, it_does_not_warn(kNoSheets)},
        std::pair{Json{kLate, kMinuted, kNoSheets, "All is well."},
                  std::string("it warns what the entries do not give: All is well")}}) {
    const Verdict verdict = verdict_warned(warned_parts(), warnings);
    EXPECT_EQ(test::failures_in(verdict), "V14") << words;
    EXPECT_NE(verdict.of(CheckId::V14).faults.at(0).words.find(words), std::string::npos)
        << verdict.of(CheckId::V14).faults.at(0).words;
  }
  BundleParts in_time = warned_parts();
  in_time.restate(in_time.find("calendar.set"), "day", "2016-12-02");
  EXPECT_EQ(test::failures_in(verdict_warned(in_time, {kMinuted, kNoSheets})), "");
  EXPECT_EQ(test::failures_in(verdict_warned(in_time, {kLate, kMinuted, kNoSheets})), "V14");
  in_time.restate(in_time.find("certificate.issue"), "due_by", "2016-12-02T11:59");
  EXPECT_EQ(test::failures_in(verdict_warned(
                in_time, {"Signed on 2016-12-02T12:00, after it was due by 2016-12-02T11:59.",
                          kMinuted, kNoSheets})),
            "");
}

// W2 and W3 are given only as a sum of 5 and 9 in bundle.json: the statements fix it.
BundleParts small_and_stated() {
  BundleParts parts = test::small_parts();
  parts.say("cause.assign", "dane-clerk",
            {{"unit", "W1"},
             {"cause", "PEN"},
             {"words", "A pen."},
             {"minute", "page 3"},
             {"found", {{"changes", {{"b", 1}}}}}});
  for (const char* county : {"dane", "rock"}) test::state_county(parts, county);
  test::certify(parts, 115, 83);
  return parts;
}

TEST(ClosingCheck, SumsOfWithheldUnitsMustFitTheStatementsAndTheCertificate) {
  EXPECT_EQ(test::failures_of(small_and_stated()), "");
  BundleParts invented = small_and_stated();
  invented.groups[0]["counted"]["votes"] = {{"a", 6}, {"b", 8}};
  const test::TestFolder folder;
  test::write_bundle(invented, folder.path());
  const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
  EXPECT_EQ(test::failures_in(verdict), "V14");
  ASSERT_EQ(verdict.of(CheckId::V14).faults.size(), 4U);
  EXPECT_NE(
      verdict.of(CheckId::V14).faults[0].words.find("it states 95 votes of a in dane, and 96"),
      std::string::npos)
      << verdict.of(CheckId::V14).faults[0].words;
}

// What a third person settled in a batch that is not given may be what decides.
TEST(ClosingCheck, WarningsThatWithheldEntriesCouldChangeAreSaidNotToBeCompared) {
  const test::TestFolder folder;
  test::write_bundle(small_and_stated(), folder.path());
  const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
  EXPECT_EQ(verdict.of(CheckId::V9).outcome, Outcome::NotChecked);
  EXPECT_NE(verdict.of(CheckId::V9).words.find("that are withheld were not compared"),
            std::string::npos);
  EXPECT_EQ(verdict.of(CheckId::V14).outcome, Outcome::NotChecked);
  EXPECT_NE(verdict.of(CheckId::V14)
                .words.find("; warnings of 1 certificate were NOT compared "
                            "where entries that are withheld could change "
                            "them"),
            std::string::npos)
      << verdict.of(CheckId::V14).words;
  BundleParts settled = small_and_stated();
  std::uint64_t act = 0;
  for (const auto& [position, hidden] : settled.hidden) {
    if (settled.entries[position].entry.body["batch"] == "B5") act = position;
  }
  settled.entries[act].entry.kind = "tally.adjudicate";
  const test::TestFolder other;
  test::write_bundle(settled, other.path());
  const std::string words =
      test::verdict_of(test::request_for(other.path())).of(CheckId::V14).words;
  EXPECT_NE(words.find("tally.adjudicate of B5 (entry " + std::to_string(act) +
                       ", which no warning names)"),
            std::string::npos)
      << words;
}

// The folder has the sums of its end: what was stated before a unit was read again is not judged.
TEST(ClosingCheck, AStatementBeforeAWithheldUnitWasOpenedAgainIsNotCompared) {
  BundleParts parts = small_and_stated();
  const auto act =
      parts.say("count.reopen", "dane-super", {{"unit", "W3"}, {"reason", "one more"}});
  parts.say("approve", "dane-clerk", {{"entry", act}});
  parts.say("count.sign-off", "dane-super", {{"unit", "W3"}});
  parts.groups[0]["counted"]["votes"] = {{"a", 6}, {"b", 8}};
  const test::TestFolder folder;
  test::write_bundle(parts, folder.path());
  const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
  EXPECT_EQ(test::failures_in(verdict), "");
  EXPECT_EQ(verdict.of(CheckId::V14).outcome, Outcome::NotChecked);
  EXPECT_NE(verdict.of(CheckId::V14).words.find("1 compared with what the units add up to, 1 not"),
            std::string::npos)
      << verdict.of(CheckId::V14).words;
}

TEST(ClosingCheck, TheSumsOfACountyAreThoseOfItsUnits) {
  Record record;
  record.choices = {{"a", "A"}, {"b", "B"}};
  for (const char* id : {"U1", "U2"}) {
    Unit& unit = record.units[id];
    unit.returns_given = true;
    unit.returns_county = "dane";
    unit.votes = {{"a", 3}, {"b", 4}};
    record.place(id);
  }
  const CountyStated sums = sums_now(record, "dane", 17);
  EXPECT_EQ(sums.units, 2);
  EXPECT_EQ(sums.votes->at("b"), 8);
  EXPECT_EQ(sums_now(record, "rock", 17).units, 0);
}

// 114 for a and 80 for b; with R1's a 34 less both have 80.
BundleParts tied_parts(const Json& drawn, bool approved) {
  BundleParts parts = test::committed_parts();
  const auto enter_twice = [&](const char* batch, const char* county, std::int64_t ballots,
                               std::int64_t a, std::int64_t b) {
    for (const char* team : {"-1", "-2"}) {
      parts.say("tally.enter", std::string(county) + team, test::tally(batch, ballots, a, b));
    }
  };
  enter_twice("B1", "dane", 100, 60, 40);
  enter_twice("B2", "dane", 50, 20, 30);
  enter_twice("B3", "dane", 10, 4, 6);
  enter_twice("B4", "rock", 40, 6, 14);
  for (const char* unit : {"W1", "W2"}) {
    parts.say("count.sign-off", "dane-super", {{"unit", unit}});
  }
  parts.say("count.sign-off", "rock-super", {{"unit", "R1"}});
  if (drawn.is_null()) return parts;
  const std::uint64_t act =
      parts.say("lot.record", "state",
                {{"drawn", drawn},
                 {"drawn_at", "2016-12-02T11:00"},
                 {"place", "the office"},
                 {"words", "a coin"},
                 {"found", {{"votes", {{"a", 90}, {"b", 90}}}, {"tied", {"a", "b"}}}}});
  if (approved) parts.say("approve", "state-2", {{"entry", act}});
  return parts;
}

TEST(ClosingCheck, WhoTiesIsNotCertifiedBeforeALotBetweenThem) {
  const auto faults = [](BundleParts parts, const Json& winners) {
    parts.say("approve", "state-2",
              {{"entry", parts.say("certificate.issue", "state",
                                   {{"result_set", "recount"},
                                    {"authority", "Board"},
                                    {"signed_at", "2016-12-02T12:00"},
                                    {"found",
                                     {{"votes", {{"a", 90}, {"b", 90}}},
                                      {"winners", winners},
                                      {"wording", recount::kWording},
                                      {"warnings", Json::array()}}}})}});
    const test::TestFolder folder;
    test::write_bundle(parts, folder.path());
    const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
    std::string words;
    for (const Fault& fault : verdict.of(CheckId::V14).faults) words += fault.words + "; ";
    return words;
  };
  const std::string no_lot = "choices tie for the last seat, and no lot was recorded";
  const std::string other = "it names other winners than the votes do";
  EXPECT_NE(faults(tied_parts(nullptr, false), {"a", "b"}).find(no_lot), std::string::npos);
  EXPECT_NE(faults(tied_parts({"b"}, false), {"b"}).find(no_lot), std::string::npos)
      << "one account's";
  const std::string drawn = faults(tied_parts({"b"}, true), {"b"});
  EXPECT_EQ(drawn.find(no_lot), std::string::npos) << drawn;
  EXPECT_EQ(drawn.find(other), std::string::npos) << drawn;
  EXPECT_NE(drawn.find("it does not warn: A tie of A, B with 90 votes each was settled for B: a "
                       "coin (the office, 2016-12-02T11:00)"),
            std::string::npos)
      << drawn;
  EXPECT_NE(faults(tied_parts({"b"}, true), {"a"}).find(other), std::string::npos);
  EXPECT_EQ(test::failures_of(tied_parts({"a", "b"}, true)), "V14");
  EXPECT_EQ(test::failures_of(tied_parts({"a"}, true)), "");
}

// R1 is opened again after the certificate, and one vote of its a is ruled to be blank.
TEST(ClosingCheck, ACertificateOfOtherFiguresThanTheUnitsHaveNowIsSaidToBe) {
  BundleParts parts = test::certified_parts();
  const auto two = [&](const char* kind, const Json& body) {
    const std::uint64_t act = parts.say(kind, "rock-clerk", body);
    parts.say("approve", "rock-super", {{"entry", act}});
  };
  two("count.reopen", {{"unit", "R1"}, {"reason", "a challenge"}});
  const auto verdict_now = [&parts] {
    const test::TestFolder place;
    test::write_bundle(parts, place.path());
    return test::verdict_of(test::request_for(place.path()));
  };
  const std::string opened = fmt::format(
      ". LOST, OPENED, VOID OR OVERTAKEN: Counts were opened since the certificate of entry {}, "
      "whose figures are those of before: R1 (",
      parts.find("certificate.issue"));
  const Verdict open = verdict_now();
  EXPECT_EQ(test::failures_in(open), "");
  EXPECT_EQ(open.of(CheckId::V14).outcome, Outcome::NotChecked);
  EXPECT_NE(open.of(CheckId::V14).words.find(opened + "open)"), std::string::npos)
      << open.of(CheckId::V14).words;
  EXPECT_EQ(open.of(CheckId::V14).words.find("than the units add up to"), std::string::npos);
  EXPECT_NE(test::files_of(parts).at("index.html").find("Counts were opened since the certificate"),
            std::string::npos);
  parts.say("challenge.add", "rock-clerk",
            {{"exhibit", "1"},
             {"county", "rock"},
             {"batch", "B4"},
             {"position", 7},
             {"counted_as", {"a"}},
             {"side", "b"},
             {"ground", "other"},
             {"words", "x"}});
  const std::uint64_t act = parts.say("challenge.rule", "rock-clerk",
                                      {{"exhibit", "1"},
                                       {"ruling", "sustained"},
                                       {"ruled_by", "board"},
                                       {"words", "x"},
                                       {"counted_as", {"blank"}},
                                       {"votes", {{"Ann", "for"}}}});
  parts.say("approve", "state", {{"entry", act}});
  parts.say("count.sign-off", "rock-super", {{"unit", "R1"}});
  const test::TestFolder folder;
  test::write_bundle(parts, folder.path());
  const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
  EXPECT_EQ(test::failures_in(verdict), "");
  EXPECT_EQ(verdict.of(CheckId::V14).outcome, Outcome::NotChecked);
  EXPECT_EQ(verdict.of(CheckId::V14).words.find(".."), std::string::npos);
  for (const char* words :
       {"is of other figures than the units add up to now, and none followed",
        "whose figures are those of before: R1 (signed off since)",
        "MOVED OTHERWISE THAN BY TWO EQUAL ENTRIES: By rulings and agreements 1 challenged ballot "
        "counts otherwise than tallied (A -1); by State officer, rock-clerk"}) {
    EXPECT_NE(verdict.of(CheckId::V14).words.find(words), std::string::npos)
        << verdict.of(CheckId::V14).words;
  }
}

TEST(ClosingCheck, NoLotIsDrawnBeforeTheTieIsKnownAndNobodySignsBeforeTheLot) {
  BundleParts parts = tied_parts({"b"}, true);
  EXPECT_EQ(test::failures_of(parts), "");
  parts.restate(parts.find("lot.record"), "drawn_at", "2016-02-15T17:30");
  EXPECT_EQ(test::failures_of(parts), "V14");
  const auto faults = [](const BundleParts& made) {
    const test::TestFolder folder;
    test::write_bundle(made, folder.path());
    const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
    std::string words;
    for (const Fault& fault : verdict.of(CheckId::V14).faults) words += fault.words + "; ";
    return words;
  };
  parts.restate(parts.find("lot.record"), "drawn_at", "2016-12-02T12:01");
  parts.say("approve", "state-2",
            {{"entry", parts.say("certificate.issue", "state",
                                 {{"result_set", "recount"},
                                  {"authority", "Board"},
                                  {"signed_at", "2016-12-02T12:00"},
                                  {"found",
                                   {{"votes", {{"a", 90}, {"b", 90}}},
                                    {"winners", {"b"}},
                                    {"warnings", Json::array()}}}})}});
  EXPECT_NE(faults(parts).find("it is of 2016-12-02T12:00, before the lot was drawn, "
                               "2016-12-02T12:01"),
            std::string::npos)
      << faults(parts);
}

// The same certificate as a program would read it whose sentences are other ones.
Verdict verdict_worded(BundleParts parts, std::int64_t wording, const Json& warnings) {
  const std::uint64_t position = parts.find("certificate.issue");
  Json found = parts.entries[position].entry.body["found"];
  found["wording"] = wording;
  parts.restate(position, "found", found);
  return verdict_warned(parts, warnings);
}

TEST(ClosingCheck, AnotherWordingIsNoFaultAndAnotherFactIsNotPassed) {
  const Json later = {"It was signed on 2016-12-02T12:00, and was due by 2016-12-01T24:00.",
                      "Of 1 changed unit it is minuted that nobody knows why.",
                      "No worksheet was kept of 2 units."};
  constexpr std::int64_t kOther = recount::kWording + 1;
  EXPECT_EQ(test::failures_in(verdict_worded(warned_parts(), recount::kWording, later)), "V14")
      << "own wording";
  Verdict verdict = verdict_worded(warned_parts(), kOther, later);
  EXPECT_EQ(test::failures_in(verdict), "");
  EXPECT_EQ(verdict.of(CheckId::V14).outcome, Outcome::Passed);
  EXPECT_NE(verdict.of(CheckId::V14)
                .words.find(fmt::format("are of wording {}, and this program's of {}: their "
                                        "figures, days and names are those that the entries give",
                                        kOther, recount::kWording)),
            std::string::npos)
      << verdict.of(CheckId::V14).words;
  Json wrong = later;
  wrong[2] = "No worksheet was kept of 1 unit.";
  for (const Json& warnings : {wrong, Json::array()}) {
    verdict = verdict_worded(warned_parts(), kOther, warnings);
    EXPECT_EQ(test::failures_in(verdict), "") << "perhaps other words say more";
    EXPECT_EQ(verdict.of(CheckId::V14).outcome, Outcome::NotChecked);
    EXPECT_NE(verdict.of(CheckId::V14).words.find("NOT compared"), std::string::npos);
    EXPECT_NE(verdict.of(CheckId::V14).words.find("2 units were not reconciled"), std::string::npos)
        << verdict.of(CheckId::V14).words;
  }
}

}  // namespace
}  // namespace recanvass::verify
