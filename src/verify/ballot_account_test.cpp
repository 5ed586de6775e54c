#include "verify/ballot_account.h"

#include "verify/bundle_maker_test.h"

#include <gtest/gtest.h>

#include <tuple>

namespace recanvass::verify {
namespace {

using test::BundleParts;

Check v22_of(const BundleParts& parts) {
  const test::TestFolder folder;
  test::write_bundle(parts, folder.path());
  return test::verdict_of(test::request_for(folder.path())).of(CheckId::V22);
}

Record two_units() {
  Record record;
  record.opened = true;
  record.choices = {{"a", "A"}, {"b", "B"}};
  record.people["one"].name = "Lee";
  record.people["two"].name = "Kim";
  record.people["state"].name = "Roe";
  for (const auto& [id, batch_id, a, b] :
       {std::tuple{"U1", "B1", 6, 4}, std::tuple{"U2", "B2", 3, 7}}) {
    Unit& unit = record.units[id];
    unit.returns_given = true;
    unit.returns_county = "dane";
    unit.batches = {batch_id};
    unit.signed_off = true;
    unit.votes = {{"a", a}, {"b", b}};
    Batch& batch = record.batches[batch_id];
    batch.county = "dane";
    batch.unit = id;
    batch.ballots = 10;
    for (const char* reader : {"one", "two"}) {
      batch.readings.push_back({reader, "R", {10, {{"a", a}, {"b", b}}, 0, 0}});
      batch.readings.back().position = 20;
    }
    record.place(id);
  }
  return record;
}

TEST(BallotAccountCheck, EqualReadingsOfListedBatchesAreRegular) {
  const recount::BallotAccount account = account_of(two_units());
  EXPECT_FALSE(account.has_exceptions());
  EXPECT_EQ(account.unaccounted, std::vector<std::string>{});
  EXPECT_EQ(account.line(recount::CountedHow::Regular).votes.at("a").value(), 9);
  const Check check = v22_of(test::counted_parts());
  EXPECT_EQ(check.outcome, Outcome::Passed);
  EXPECT_EQ(check.words,
            "Account of every ballot: all 200 ballots counted were counted in the regular way");
}

TEST(BallotAccountCheck, MoreAndFewerThanListedAreNamedByBatchWithTheirReaders) {
  Record record = two_units();
  record.units["U1"].votes = {{"a", 5}, {"b", 4}};
  record.batches["B1"].ballots = 9;
  record.batches["B2"].ballots = 143;
  const recount::BallotAccount account = account_of(record);
  EXPECT_EQ(account.exceptional_ballots().value(), 134);
  const auto sentences = recount::exception_sentences(account);
  EXPECT_EQ(sentences, (std::vector<std::string>{
                           "By exception, 1 ballot more than listed: B1 +1; by Kim, Lee.",
                           "By exception, 133 ballots fewer than listed: B2 -133; by Kim, Lee."}));
  record.batches["B2"].corrected_by = {"state"};
  EXPECT_EQ(account_of(record).exceptional_ballots().value(), 11)
      << "the ten of B2 by their listing, and no ballot twice";
}

TEST(BallotAccountCheck, ATapeCountsWhatWasSetAsideInItsUnitOnce) {
  Record record = two_units();
  record.methods = {{5, "", "machine", "whole", {}}};
  for (const char* id : {"U1", "U2"}) {
    record.units[id].machine = Figures{10, {{"a", 5}, {"b", 5}}, 0, 0};
    record.units[id].machine_by = {"one", "state"};
    for (const std::string& batch : record.units[id].batches) {
      record.batches[batch].is_void = true;
    }
  }
  const recount::BallotAccount account = account_of(record);
  EXPECT_EQ(account.unaccounted, std::vector<std::string>{});
  EXPECT_EQ(account.exceptional_ballots().value(), 0);
  EXPECT_EQ(account.listed_ballots().value(), 20);
  EXPECT_EQ(recount::exception_sentences(account),
            std::vector<std::string>{"By machine, 20 ballots (20 votes): U1, U2; by Lee, Roe."});
}

// 9 for A, 11 for B by the readings; each kind moves the ten ballots of B2 out of the regular way.
TEST(BallotAccountCheck, EachKindOfExceptionIsFoundFromTheEntries) {
  using recount::CountedHow;
  struct Case {
    CountedHow how;
    void (*change)(Record&);
  };
  const Case cases[] = {
      {CountedHow::OtherSeal,
       [](Record& record) {
         record.batches["B2"].container = "C2";
         record.boxes["C2"].stops = {7};
         record.incidents[7].resolved_by = {"state"};
       }},
      {CountedHow::Corrected,
       [](Record& record) { record.batches["B2"].corrected_by = {"state"}; }},
      {CountedHow::NotListed, [](Record& record) { record.batches["B2"].extra = true; }},
      {CountedHow::NotListed, [](Record& record) { record.units["U2"].found_later = true; }},
      {CountedHow::Between,
       [](Record& record) {
         Batch& batch = record.batches["B2"];
         batch.settled = batch.readings[0].figures;
         batch.readings[1].figures.votes = {{"a", 4}, {"b", 6}};
       }},
      {CountedHow::Neither,
       [](Record& record) {
         record.batches["B2"].settled = Figures{10, {{"a", 9}, {"b", 1}}, 0, 0};
       }},
      {CountedHow::Readers,
       [](Record& record) {
         for (const char* id : {"one", "two"}) {
           record.people[id].named_later = {{12, {"state"}}};
         }
         for (Reading& reading : record.batches["B1"].readings) reading.position = 11;
       }},
      {CountedHow::Readers,  // "one" by the state, "two" by whom the state named
       [](Record& record) {
         record.people["one"].named_later = {{12, {"state", "clerk"}}};
         record.people["puppet"].named_later = {{13, {"state", "state-2"}}};
         record.people["two"].named_later = {{14, {"puppet", "board"}}};
         for (Reading& reading : record.batches["B1"].readings) reading.position = 11;
       }},
      {CountedHow::Readers,  // "one" named "two", and reads beside it
       [](Record& record) {
         record.people["two"].named_later = {{12, {"state", "one"}}};
         for (Reading& reading : record.batches["B1"].readings) reading.position = 11;
       }},
      {CountedHow::Readers,  // a ring of names is followed to its end
       [](Record& record) {
         record.people["one"].named_later = {{12, {"two"}}};
         record.people["two"].named_later = {{13, {"one"}}};
         for (Reading& reading : record.batches["B1"].readings) reading.position = 11;
       }},
  };
  for (const Case& row : cases) {
    Record record = two_units();
    row.change(record);
    const recount::BallotAccount account = account_of(record);
    EXPECT_EQ(account.line(row.how).ballots.value(), 10) << recount::id_of(row.how);
    EXPECT_EQ(account.line(CountedHow::Regular).ballots.value(), 10) << recount::id_of(row.how);
    EXPECT_EQ(account.unaccounted, std::vector<std::string>{}) << recount::id_of(row.how);
  }
}

TEST(BallotAccountCheck, WhatTheFirstCountHadAndNoBatchHasIsFoundFromTheEntries) {
  Record record = two_units();
  record.units["U2"].votes = {{"a", 7}, {"b", 53}};
  record.units["U2"].ballots = 61;
  const recount::BallotAccount account = account_of(record);
  EXPECT_EQ(account.in_no_batch.ballots.value(), 51);
  EXPECT_EQ(account.in_no_batch.units, std::set<std::string>{"U2"});
  EXPECT_EQ(without_exceptions(record, account),
            "The lead is 2 votes, and 51 ballots are exceptions. With the first counts of their 1 "
            "unit in place of them B would still lead, by 44.");
  record.units["U2"].ballots = std::nullopt;
  EXPECT_EQ(account_of(record).in_no_batch.ballots.value(), 50) << "60 votes, and 10 ballots";
  record.batches["B3"] = record.batches["B2"];
  record.batches["B3"].extra = true;
  record.batches["B3"].ballots = 50;
  record.units["U2"].batches.insert("B3");
  EXPECT_EQ(account_of(record).in_no_batch.ballots.value(), 0) << "found later, and said as such";
  record.units["U2"].found_later = true;
  record.units["U2"].votes = {{"a", 700}};
  EXPECT_FALSE(account_of(record).in_no_batch.ballots.value() > 0) << "it had no first count";
}

TEST(BallotAccountCheck, WhereExceptionsDecideItSaysWhoWouldLead) {
  Record record = two_units();
  record.batches["B2"].settled = Figures{10, {{"a", 9}, {"b", 1}}, 0, 0};
  record.batches["B2"].settled_by = {"state"};
  const recount::BallotAccount account = account_of(record);
  EXPECT_EQ(readings_alone(record),
            "Both readings name B: what was settled on figures of neither decides.");
  EXPECT_EQ(without_exceptions(record, account),
            "The lead is 10 votes, and 10 ballots are exceptions. With the first counts of their 1 "
            "unit in place of them B would lead, by 2.");
  for (const std::string& words : {readings_alone(record), without_exceptions(record, account)}) {
    EXPECT_TRUE(is_of_the_account(words)) << words;
  }
  record.batches["B2"].settled->votes = {{"a", 3}, {"b", 7}};
  record.batches["B2"].readings[0].figures.votes = {{"a", 4}, {"b", 6}};
  record.batches["B2"].readings[1].figures.votes = {{"a", 4}, {"b", 6}};
  EXPECT_EQ(without_exceptions(record, account_of(record)),
            "The lead is 2 votes, and 10 ballots are exceptions. With the first counts of their 1 "
            "unit in place of them B would still lead, by 2.");
}

TEST(BallotAccountCheck, WhatNoUnitSignedOffIsNotChecked) {
  EXPECT_EQ(v22_of(test::committed_parts()).outcome, Outcome::NotChecked);
}

// A certificate that leaves an exception out was not made by this account.
TEST(BallotAccountCheck, ACertificateThatIsSilentAboutAnExceptionFailsV22) {
  BundleParts parts = test::counted_parts();
  ledger::Entry entry = parts.entries.back().entry;
  parts.entries.pop_back();
  parts.restate(parts.find("tally.enter", 7), "votes", {{"a", 19}, {"b", 19}});
  base::Json third = test::tally("B4", 40, 20, 18);
  third["cause"] = "entry-error";
  parts.say("tally.adjudicate", "rock-super", third);
  parts.entries.push_back(ledger::sign_entry(entry, test::kOrigin, test::key_of(entry.author)));
  parts.say("cause.assign", "dane-clerk",
            {{"unit", "W1"},
             {"cause", "PEN"},
             {"words", "A pen that the scanner did not read."},
             {"minute", "page 3"},
             {"found", {{"changes", {{"b", 1}}}}}});
  test::state_county(parts, "dane");
  test::state_county(parts, "rock");
  test::certify(parts);
  EXPECT_EQ(test::failures_of(parts), "");
  const std::uint64_t certificate = parts.find("certificate.issue");
  base::Json found = parts.entries[certificate].entry.body["found"];
  base::Json silent = base::Json::array();
  for (const base::Json& words : found["warnings"]) {
    if (!recount::is_account_sentence(words.get<std::string>())) silent.push_back(words);
  }
  ASSERT_LT(silent.size(), found["warnings"].size());
  found["warnings"] = silent;
  parts.restate(certificate, "found", found);
  EXPECT_EQ(test::failures_of(parts), "V22");
}

}  // namespace
}  // namespace recanvass::verify
