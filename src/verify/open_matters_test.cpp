#include "verify/open_matters.h"

#include "verify/bundle_maker_test.h"
#include "verify/verdict.h"

#include <gtest/gtest.h>

#include <tuple>

namespace recanvass::verify {
namespace {

using base::Json;
using test::BundleParts;
using Sentences = std::vector<std::string>;

std::string words_of_check(const BundleParts& parts, CheckId id) {
  const test::TestFolder folder;
  test::write_bundle(parts, folder.path());
  return test::verdict_of(test::request_for(folder.path())).of(id).words;
}

void say_by_two(BundleParts& parts, const std::string& kind, const std::string& author,
                const std::string& second, const Json& body) {
  const std::uint64_t act = parts.say(kind, author, body);
  parts.say("approve", second, {{"entry", act}});
}

const Json kRollback = {{"lost_size", 99},
                        {"lost_root", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="},
                        {"kept_size", 9},
                        {"reason", "disk"}};

// Certifies counts that have something before them that a certificate must say, and takes out of it
// the sentences that begin so; the first it took is given.
std::string failures_without(BundleParts parts, const std::string& start,
                             std::string* taken = nullptr) {
  for (const char* county : {"dane", "rock"}) test::state_county(parts, county);
  test::certify(parts);
  EXPECT_EQ(test::failures_of(parts), "") << "with every sentence";
  const std::uint64_t certificate = parts.find("certificate.issue");
  Json found = parts.entries[certificate].entry.body["found"];
  Json kept = Json::array();
  for (const Json& words : found["warnings"]) {
    if (!words.get<std::string>().starts_with(start)) {
      kept.push_back(words);
    } else if (taken != nullptr) {
      *taken = words.get<std::string>();
    }
  }
  found["warnings"] = kept;
  parts.restate(certificate, "found", found);
  return test::failures_of(parts);
}

TEST(OpenMatters, EntriesLostAreSaidByV14AndACertificateWithoutThemFails) {
  BundleParts parts = test::certified_parts();
  say_by_two(parts, "rollback.record", "state", "state-2", kRollback);
  EXPECT_EQ(test::failures_of(parts), "");
  EXPECT_NE(words_of_check(parts, CheckId::V14)
                .find(". LOST, VOID OR OVERTAKEN: Signed entries were lost: of 99 an older copy "
                      "held 9 (\"disk\"; entry "),
            std::string::npos)
      << words_of_check(parts, CheckId::V14);
  EXPECT_NE(test::files_of(parts).at("index.html").find("Signed entries were lost"),
            std::string::npos);
  BundleParts before = test::explained_parts();
  EXPECT_EQ(failures_without(before, "Signed entries"), "");
  say_by_two(before, "rollback.record", "state", "state-2", kRollback);
  EXPECT_EQ(failures_without(before, "Signed entries"), "V14") << "the certificate does not say it";
  BundleParts more = test::certified_parts();
  Json kept = kRollback;
  kept["kept_size"] = 100;
  say_by_two(more, "rollback.record", "state", "state-2", kept);
  EXPECT_EQ(test::failures_of(more), "V14") << "100 of 99";
}

TEST(OpenMatters, AStayIsSaidOnThePageAndByV14UntilItIsLifted) {
  BundleParts parts = test::explained_parts();
  parts.say("order.record", "state",
            {{"order", "o1"},
             {"court", "Circuit Court"},
             {"case", "16-2"},
             {"made_at", "2016-11-28T12:00"},
             {"orders", "stay"},
             {"words", "stop"}});
  parts.say("stay.record", "state",
            {{"stay", "s1"}, {"order", "o1"}, {"from", "2016-11-28T13:00"}, {"words", "stop"}});
  const std::string words =
      "Work is stayed since 2016-11-28T13:00 by Circuit Court, 16-2 (s1), and the stay is not "
      "lifted: nothing is counted, stated or certified";
  EXPECT_EQ(test::failures_of(parts), "");
  EXPECT_NE(words_of_check(parts, CheckId::V14).find(". STAYED, LOST, VOID OR OVERTAKEN: " + words),
            std::string::npos);
  EXPECT_NE(test::files_of(parts).at("index.html").find(words), std::string::npos);
  BundleParts stated = parts;
  test::state_county(stated, "dane");
  EXPECT_EQ(test::failures_of(stated), "V14") << "a statement under a stay";
  parts.say("stay.lift", "state",
            {{"stay", "s1"}, {"lifted_at", "2016-11-29T12:00"}, {"words", "lifted"}});
  EXPECT_EQ(words_of_check(parts, CheckId::V14).find("stayed"), std::string::npos);
}

TEST(OpenMatters, AnOutcomeCorrectedAfterPublicationIsSaidBesideThePublishedOne) {
  BundleParts parts = test::explained_parts();
  say_by_two(parts, "input.correct", "state", "state-2",
             {{"input", "outcome"}, {"reason", "typo"}, {"total_votes", 900}});
  std::string said;
  EXPECT_EQ(failures_without(parts, "Reported figures", &said), "V14");
  EXPECT_TRUE(
      said.starts_with("Reported figures were corrected after they were published, and are "
                       "given here as corrected: the outcome (\"typo\"; entry "))
      << said;
  Record record;
  record.choices = {{"a", "A"}, {"b", "B"}};
  record.matters.outcome_published = {{"a", 698}, {"b", 708}};
  record.outcome = {{"a", 718}, {"b", 688}};
  const recount::OpenMatters matters = open_matters(record);
  ASSERT_TRUE(matters.outcome.has_value());
  EXPECT_EQ(matters.outcome->changes, "A 698 to 718, B 708 to 688");
  EXPECT_EQ(matters.outcome->published, "B");
  EXPECT_EQ(matters.outcome->corrected, "A");
}

TEST(OpenMatters, ResultsMediaOfTheSameTotalsAreSaidByTheCertificate) {
  BundleParts parts = test::explained_parts();
  for (const auto& [medium, unit, content] :
       {std::tuple{"m1", "W1", 'a'}, std::tuple{"m2", "W2", 'b'}}) {
    parts.say("media.load", "dane-clerk",
              {{"medium", medium},
               {"county", "dane"},
               {"unit", unit},
               {"sha256", std::string(64, content)},
               {"totals", {{"a", 2'010}, {"b", 2'300}, {"c", 45}}}});
  }
  std::string said;
  EXPECT_EQ(failures_without(parts, "Results media", &said), "V14");
  EXPECT_EQ(said,
            "Results media of the same totals (R7): 2 sources have the same totals (4,355 in all): "
            "m1 in W1, m2 in W2.");
}

TEST(OpenMatters, AnOpenObjectionIsSaidByV13AndACertificateWithoutItFails) {
  BundleParts parts = test::explained_parts();
  parts.say("objection.standing", "dane-clerk",
            {{"objection", "O1"}, {"county", "dane"}, {"unit", "W1"}, {"side", "petitioner"}});
  parts.say("objection.envelope", "dane-1", {{"objection", "O1"}, {"envelope", "E1"}});
  EXPECT_EQ(words_of_check(parts, CheckId::V13),
            "no ballot was challenged; 1 standing objection, 1 open with 1 envelope or ballot "
            "under them");
  std::string said;
  EXPECT_EQ(failures_without(parts, "Standing objections", &said), "V14");
  EXPECT_EQ(said, "Standing objections that are open: O1 (1 envelope or ballot).");
  parts.say("objection.withdraw", "dane-clerk", {{"objection", "O1"}});
  EXPECT_EQ(failures_without(parts, "Standing objections", &said), "V14");
  EXPECT_EQ(said, "Standing objections that are open: O1 (1 envelope or ballot).")
      << "it waits for a second person";
}

TEST(OpenMatters, AnOpenDiscrepancyIsSaidUntilTwoPersonsCloseIt) {
  BundleParts parts = test::explained_parts();
  parts.say("discrepancy.open", "dane-clerk",
            {{"discrepancy", "D1"}, {"county", "dane"}, {"unit", "W1"}, {"what", "ballots"}});
  EXPECT_EQ(failures_without(parts, "Discrepancies"), "V14");
  say_by_two(parts, "discrepancy.close", "dane-clerk", "state", {{"discrepancy", "D1"}});
  EXPECT_EQ(failures_without(parts, "Discrepancies"), "") << "nothing is to be said";
}

TEST(OpenMatters, APaperRollThatDiffersIsSaidAndALaterOneOfTheSameDayHolds) {
  BundleParts parts = test::explained_parts();
  parts.say("machine.register", "dane-clerk", {{"machine", "M1"}, {"county", "dane"}});
  Json roll = {{"county", "dane"},
               {"machine", "M1"},
               {"day", "2016-11-08"},
               {"roll", "complete"},
               {"votes", {{"a", 30}, {"b", 40}}},
               {"machine_votes", {{"a", 40}, {"b", 30}}}};
  parts.say("vvpat.audit", "dane-clerk", roll);
  EXPECT_EQ(failures_without(parts, "Paper rolls"), "V14");
  roll["votes"] = roll["machine_votes"];
  parts.say("vvpat.audit", "dane-clerk", roll);
  EXPECT_EQ(failures_without(parts, "Paper rolls"), "");
}

TEST(OpenMatters, VotesWithoutPaperAreSaidOfAMachineThatLeavesNoneAndOfARollThatIsMissing) {
  BundleParts parts = test::explained_parts();
  parts.say("machine.register", "dane-clerk",
            {{"machine", "M1"}, {"county", "dane"}, {"paper", "vvpat"}});
  parts.say("vvpat.audit", "dane-clerk",
            {{"county", "dane"},
             {"machine", "M1"},
             {"day", "2016-11-08"},
             {"roll", "missing"},
             {"machine_votes", {{"a", 40}, {"b", 20}}}});
  parts.say("machine.register", "dane-clerk",
            {{"machine", "M2"}, {"county", "dane"}, {"paper", "none"}});
  std::string taken;
  EXPECT_EQ(failures_without(parts, "Votes without paper", &taken), "V14");
  EXPECT_EQ(taken,
            "Votes without paper, which nobody can count by hand: all of M2, which leaves no "
            "paper, 60 of M1 of 2016-11-08.");
}

TEST(OpenMatters, AClaimStandsOnThePageWithWhatItsEntriesSayBecameOfIt) {
  BundleParts parts = test::explained_parts();
  parts.say("claim.register", "dane-clerk",
            {{"claim", "C1"},
             {"kind", "affidavit"},
             {"filing", "No. 16-1"},
             {"who", "an observer"},
             {"says", "a box was open"}});
  EXPECT_NE(test::files_of(parts)
                .at("index.html")
                .find("Nothing was examined because of it; it "
                      "is open."),
            std::string::npos);
  parts.say("claim.examine", "dane-clerk",
            {{"claim", "C1"}, {"examined", "the seal"}, {"findings", "whole"}});
  parts.say("claim.status", "dane-clerk",
            {{"claim", "C1"}, {"status", "ruled"}, {"words", "no merit"}});
  const auto files = test::files_of(parts);
  EXPECT_NE(files.at("index.html").find("Examined: the seal: whole; it is ruled: &quot;no merit"),
            std::string::npos);
  EXPECT_NE(files.at("public/claims.csv")
                .find("C1,affidavit,No. 16-1,an observer,a box was open,"
                      "ruled,no merit,the seal: whole,"),
            std::string::npos)
      << files.at("public/claims.csv");
}

TEST(OpenMatters, AnotherSetOverACertificateInForceFailsV14WithoutAnOrder) {
  BundleParts parts = test::certified_parts();
  const auto act = [&](const char* what, const char* when) {
    Json body = {{"result_set", "first"},  {"kind", "original-canvass"},
                 {"figures", "reported"},  {"act", what},
                 {"effective_at", when},   {"authority", "Board"},
                 {"source", "the minutes"}};
    say_by_two(parts, "status.set", "state", "state-2", body);
  };
  act("report", "2016-12-20T10:00");
  EXPECT_EQ(test::failures_of(parts), "");
  act("certify", "2016-12-21T10:00");
  EXPECT_EQ(test::failures_of(parts), "V14");
  EXPECT_NE(test::files_of(parts).at("index.html").find("In law first stands, and not recount"),
            std::string::npos);
}

TEST(OpenMatters, WhatRestsOnEntriesThatAreNotGivenIsNotCompared) {
  Record record;
  record.choices = {{"a", "A"}, {"b", "B"}};
  const Sentences all = {"Paper rolls that differ from their machines and are open: M1.",
                         "Claims on challenged ballots that others than their party withdrew: 3; "
                         "by Lee.",
                         "Discrepancies that are open: D1."};
  Sentences known = all;
  erase_unknown(record, known);
  EXPECT_EQ(known, all);
  record.matters.rolls_withheld = 1;
  record.challenges.withheld = 1;
  erase_unknown(record, known);
  EXPECT_EQ(known, Sentences{"Discrepancies that are open: D1."});
}

// After the certificate a unit was opened again, and its figures are withheld: what was tied then
// is not known now.
TEST(OpenMatters, ATieIsNotCalledFalseWhereTheVotesAreNotGiven) {
  Record record;
  record.choices = {{"a", "A"}, {"b", "B"}};
  record.units["W1"].returns_county = "dane";
  record.units_of["dane"] = {"W1"};
  const Sentences said = {"A tie of A, B with 5 votes each was settled for A: x.", "kept"};
  Sentences left = said;
  erase_unknown(record, left);
  EXPECT_EQ(left, Sentences{"kept"});
  record.units["W1"].returns_given = true;
  left = said;
  erase_unknown(record, left);
  EXPECT_EQ(left, said) << "the votes are known";
}

}  // namespace
}  // namespace recanvass::verify
