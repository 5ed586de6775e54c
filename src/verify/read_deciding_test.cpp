#include "verify/bundle_maker_test.h"
#include "verify/verdict.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using base::Json;
using test::BundleParts;

TEST(ReadDeciding, AWholeOperationFromCommitmentToCertificatePasses) {
  const test::TestFolder folder;
  test::write_bundle(test::certified_parts(), folder.path());
  const Verdict verdict = test::verdict_of(test::request_for(folder.path()));
  EXPECT_EQ(test::failures_in(verdict), "");
  for (const CheckId id : {CheckId::V6, CheckId::V12, CheckId::V13, CheckId::V14}) {
    EXPECT_EQ(verdict.of(id).outcome, Outcome::Passed) << verdict.of(id).words;
  }
  EXPECT_EQ(verdict.of(CheckId::V12).words,
            "3 units compared, 1 changed: 1 with a cause, 0 minuted as unexplained, 0 without "
            "either");
  EXPECT_EQ(
      verdict.of(CheckId::V14).words,
      "2 statements of counties, 2 compared with what the units add up to; 1 certificate, 1 "
      "compared with what the units add up to; 3 acts in law in an order that can be. ON WHAT "
      "THE COUNT RESTS: Nothing on the record asks for this count: no petition that stands, "
      "no recount recorded as ordered by the law itself, and no order with its document");
  const auto files = test::files_of(test::certified_parts());
  EXPECT_NE(files.at("public/certificates.csv")
                .find("recount,State board,2016-12-02T12:00,state,state-2,114,80,a,,,\r\n"),
            std::string::npos)
      << files.at("public/certificates.csv");
  EXPECT_NE(files.at("index.html").find("State board certified recount"), std::string::npos);
}

TEST(ReadDeciding, ACertificateOfOtherFiguresOrWinnersFailsV14Alone) {
  BundleParts votes = test::explained_parts();
  for (const char* county : {"dane", "rock"}) test::state_county(votes, county);
  BundleParts winners = votes;
  test::certify(votes, 115, 80);
  EXPECT_EQ(test::failures_of(votes), "V14");
  test::certify(winners);
  const std::uint64_t certificate = winners.find("certificate.issue");
  Json found = winners.entries[certificate].entry.body["found"];
  found["winners"] = {"b"};
  winners.restate(certificate, "found", found);
  EXPECT_EQ(test::failures_of(winners), "V14");
}

TEST(ReadDeciding, ACertificateThatOnePersonAloneSignedHasNoEffect) {
  BundleParts parts = test::certified_parts();
  parts.entries.pop_back();
  EXPECT_EQ(test::failures_of(parts), "");
  EXPECT_EQ(test::files_of(parts).at("public/certificates.csv").find("State board"),
            std::string::npos);
}

TEST(ReadDeciding, ACauseWithoutWordsOrAMinuteFailsV12) {
  for (const char* member : {"words", "minute"}) {
    for (const char* blank : {"", " ", "\u00a0"}) {
      BundleParts parts = test::certified_parts();
      parts.restate(parts.find("cause.assign"), member, blank);
      EXPECT_EQ(test::failures_of(parts), "V12") << member << " \"" << blank << '"';
    }
  }
}

TEST(ReadDeciding, OneCertificateIsInForceAtATime) {
  BundleParts parts = test::certified_parts();
  BundleParts second = parts;
  test::certify(second);
  EXPECT_EQ(test::failures_of(second), "V14");
  const Json voiding = {
      {"authority", "Court"}, {"signed_at", "2016-12-03T12:00"}, {"reason", "ordered"}};
  const std::uint64_t act = parts.say("certificate.void", "state", voiding);
  parts.say("approve", "state-2", {{"entry", act}});
  EXPECT_EQ(test::failures_of(parts), "");
  const std::uint64_t again = parts.say("certificate.void", "state", voiding);
  parts.say("approve", "state-2", {{"entry", again}});
  EXPECT_EQ(test::failures_of(parts), "V14");
}

TEST(ReadDeciding, ACountysBoardNeitherCertifiesTheWholeNorApprovesIt) {
  const auto with_board = [](const char* signs, const char* approves) {
    BundleParts parts = test::explained_parts();
    parts.say("approve", "state-2",
              {{"entry", parts.say("account.add", "state",
                                   {{"account", "dane-board"},
                                    {"name", "Dane board"},
                                    {"role", "board-member"},
                                    {"county", "dane"},
                                    {"public_key", test::public_text("dane-board")}})}});
    for (const char* county : {"dane", "rock"}) test::state_county(parts, county);
    test::certify(parts);
    for (const auto& [kind, author] :
         {std::pair{"certificate.issue", signs}, std::pair{"approve", approves}}) {
      const std::size_t n = std::string(kind) == "approve" ? 1 : 0;
      ledger::Entry entry = parts.entries[parts.find(kind, n)].entry;
      entry.author = author;
      parts.entries[parts.find(kind, n)] =
          ledger::sign_entry(entry, test::kOrigin, test::key_of(author));
    }
    return test::failures_of(parts);
  };
  EXPECT_EQ(with_board("state", "state-2"), "");
  EXPECT_EQ(with_board("state", "dane-board"), "V6");
  EXPECT_EQ(with_board("dane-board", "state"), "V5");
}

TEST(ReadDeciding, ACauseIsOfTheChangeAndOfTheTable) {
  BundleParts other = test::explained_parts();
  other.restate(other.find("cause.assign"), "found", {{"changes", {{"b", 2}}}});
  EXPECT_EQ(test::failures_of(other), "V12");
  BundleParts unknown = test::explained_parts();
  unknown.restate(unknown.find("cause.assign"), "cause", "GREMLINS");
  EXPECT_EQ(test::failures_of(unknown), "V12");
}

// Reported: a 114, b 79. Counted: a 114, b 80.
TEST(ReadDeciding, AStatusCertifiesOnlyFiguresThatTheEntriesGive) {
  struct Case {
    const char* kind;
    const char* figures;
    Json votes;
    const char* failed;
  };
  for (const Case& row : {
           Case{"original-canvass", "reported", {}, ""},
           Case{"original-canvass", "stated", {{"a", 114}, {"b", 79}}, ""},
           Case{"original-canvass", "stated", {{"a", 114}, {"b", 80}}, "V14"},
           Case{"unofficial", "stated", {{"a", 113}, {"b", 79}}, "V14"},
           Case{"recount", "stated", {{"a", 114}, {"b", 80}}, ""},
           Case{"recount", "stated", {{"a", 114}, {"b", 79}}, "V14"},
           Case{"recount", "stated", {{"a", 114}, {"b", 81}}, "V14"},
           Case{"recount", "reported", {}, "V14"},
       }) {
    BundleParts parts = test::explained_parts();
    for (const char* county : {"dane", "rock"}) test::state_county(parts, county);
    Json body = {{"result_set", "x"},     {"act", "report"},
                 {"authority", "Board"},  {"effective_at", "2016-12-01T12:00"},
                 {"source", "minutes"},   {"kind", row.kind},
                 {"figures", row.figures}};
    if (!row.votes.is_null()) body["votes"] = row.votes;
    const bool elsewhere =
        std::string(row.kind) == "recount" && std::string(row.figures) == "stated";
    for (const char* act : {"report", "canvass", "certify"}) {
      body["act"] = act;
      const std::uint64_t entry = parts.say("status.set", "state", body);
      if (elsewhere || std::string(act) == "certify") {
        parts.say("approve", "state-2", {{"entry", entry}});
      }
    }
    EXPECT_EQ(test::failures_of(parts), row.failed) << row.kind << body.dump();
  }
}

TEST(ReadDeciding, InMidCountNothingButTheFirstCountIsCertified) {
  for (const char* kind : {"recount", "original-canvass"}) {
    BundleParts parts = test::committed_parts();
    Json body = {{"result_set", "x"},    {"act", "report"},
                 {"authority", "Board"}, {"effective_at", "2016-12-01T12:00"},
                 {"source", "minutes"},  {"kind", kind},
                 {"figures", "stated"},  {"votes", {{"a", 114}, {"b", 79}}}};
    const bool recount = std::string(kind) == "recount";
    for (const char* act : {"report", "canvass", "certify"}) {
      body["act"] = act;
      const std::uint64_t entry = parts.say("status.set", "state", body);
      if (recount || std::string(act) == "certify") {
        parts.say("approve", "state-2", {{"entry", entry}});
      }
    }
    EXPECT_EQ(test::failures_of(parts), recount ? "V14" : "") << kind;
  }
}

TEST(ReadDeciding, CountedFiguresAreReportedByTwoOnceNoCountIsOpen) {
  for (const char* kind : {"recount", "hand-audit"}) {
    for (const bool second : {false, true}) {
      for (const bool open : {false, true}) {
        BundleParts parts = open ? test::committed_parts() : test::explained_parts();
        const Json body = {{"result_set", "x"},    {"act", "report"},
                           {"authority", "Board"}, {"effective_at", "2016-12-01T12:00"},
                           {"source", "minutes"},  {"kind", kind},
                           {"figures", "counted"}};
        const std::uint64_t entry = parts.say("status.set", "state", body);
        const bool audit = std::string(kind) == "hand-audit";
        if (second && !audit) parts.say("approve", "state-2", {{"entry", entry}});
        // What still waits for a second person changes nothing.
        const bool holds = audit || second;
        EXPECT_EQ(test::failures_of(parts), open && holds ? "V14" : "") << kind << second << open;
      }
    }
  }
}

TEST(ReadDeciding, AVoidingNamesAnOrderOrAReasonAndACertificateIsVoidedAsOne) {
  const Json voiding = {{"result_set", "x"},    {"act", "void"},
                        {"authority", "Court"}, {"effective_at", "2016-12-09T12:00"},
                        {"source", "docket"},   {"kind", "original-canvass"},
                        {"figures", "reported"}};
  struct Case {
    const char* member;
    const char* value;
    const char* failed;
  };
  for (const Case& row : {Case{"stay", "", "V14"}, Case{"words", "counted twice", ""},
                          Case{"order", "none", "V14"}}) {
    BundleParts parts = test::counted_parts();
    Json reported = voiding;
    reported["act"] = "report";
    reported["effective_at"] = "2016-12-01T12:00";
    parts.say("status.set", "state", reported);
    Json body = voiding;
    if (*row.value != '\0') body[row.member] = row.value;
    const std::uint64_t act = parts.say("status.set", "state", body);
    parts.say("approve", "state-2", {{"entry", act}});
    EXPECT_EQ(test::failures_of(parts), row.failed) << row.member;
  }
  BundleParts certified = test::certified_parts();
  Json body = voiding;
  body["result_set"] = "recount";
  body["words"] = "so";
  const std::uint64_t act = certified.say("status.set", "state", body);
  certified.say("approve", "state-2", {{"entry", act}});
  EXPECT_EQ(test::failures_of(certified), "V14");
}

TEST(ReadDeciding, AnActThatCannotFollowInLawFailsV14Alone) {
  BundleParts parts = test::counted_parts();
  parts.say("status.set", "state",
            {{"result_set", "original"},
             {"act", "lift"},
             {"stay", "none"},
             {"effective_at", "2016-12-01T12:00"},
             {"authority", "Court"},
             {"source", "docket"},
             {"kind", "original-canvass"},
             {"figures", "reported"}});
  EXPECT_EQ(test::failures_of(parts), "V14");
}

TEST(ReadDeciding, WhatIsDoneToACertifiedSetTakesTwoAndAStayAnOrder) {
  Json body = {{"result_set", "recount"},
               {"act", "stay"},
               {"stay", "S1"},
               {"effective_at", "2016-12-20T12:00"},
               {"authority", "Court"},
               {"source", "docket"}};
  BundleParts alone = test::certified_parts();
  const std::size_t without = test::failures_of(alone).size();
  alone.say("status.set", "state", body);
  EXPECT_EQ(test::failures_of(alone).size(), without) << "it waits and changes nothing";
  BundleParts two = test::certified_parts();
  two.say("approve", "state-2", {{"entry", two.say("status.set", "state", body)}});
  EXPECT_EQ(test::failures_of(two), "V14") << "no order";
  BundleParts ordered = test::certified_parts();
  ordered.say("order.record", "state",
              {{"order", "O1"},
               {"court", "Circuit Court"},
               {"case", "16-1"},
               {"made_at", "2016-12-20T09:00"},
               {"words", "stayed"}});
  body["order"] = "O1";
  ordered.say("approve", "state-2", {{"entry", ordered.say("status.set", "state", body)}});
  EXPECT_EQ(test::failures_of(ordered), "");
}

}  // namespace
}  // namespace recanvass::verify
