#include "report/round_tables.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

BundleFacts two_audits() {
  BundleFacts facts;
  facts.audits = {{1, 40, 44, "12345678901234567890", 10, 9, 0, 9, 60},
                  {2, 70, 75, "09876543210987654321", 65, 65, 0, 65, std::nullopt}};
  facts.audit_rounds = {
      {1, 1, 59, "go-on", "mayor", "Mayor", true, "0.05", "0.2", "no", {10, 0, 0, 1, 0, 0, 0, 0}},
      {2, 1, 90, "go-on", "mayor", "Mayor", true, "0.05", "0.06", "no", {50, 0, 1, 0, 0, 0, 0, 0}},
      {2, 2, 99, "stop", "issue", "", false, "0.1", "0.5", "no", {65, 0, 1, 0, 0, 0, 0, 0}},
      {2, 2, 99, "stop", "mayor", "Mayor", true, "0.05", "0.03", "yes", {65, 0, 1, 0, 0, 0, 0, 0}}};
  facts.audit_differences = {{2, "dane", 7, "mayor", "b", "a", "wrong-ballot"},
                             {2, "dane", 9, "mayor", "blank", "1=a 2=b", "wrong-ballot"},
                             {2, "dane", 12, "", "not found", "", ""}};
  return facts;
}

TEST(RoundTables, HaveARowAnAuditAContestOfARoundAndADifference) {
  const auto tables = round_tables(two_audits());
  ASSERT_EQ(tables.size(), 3U);
  EXPECT_EQ(csv_of(tables[0]),
            "audit,committed_position,seeded_position,seed,draws,cards,cards_signed_off,"
            "void_position\r\n"
            "1,40,44,12345678901234567890,10,9,9,60\r\n"
            "2,70,75,09876543210987654321,65,65,65,\r\n");
  EXPECT_TRUE(csv_of(tables[1]).starts_with(
      "audit,round,position,verdict,contest,name,targeted,risk_limit,risk,met,paper,draws,phantoms,"
      "not_found,one_over,two_over,one_under,two_under,other\r\n"
      "1,1,59,go-on,mayor,Mayor,yes,0.05,0.2,no,,10,0,0,1,0,0,0,0\r\n"));
  EXPECT_EQ(tables[1].rows.size(), 4U);
  EXPECT_EQ(csv_of(tables[2]),
            "audit,list,card,contest,paper,record,cause\r\n"
            "2,dane,7,mayor,b,a,wrong-ballot\r\n"
            "2,dane,9,mayor,blank,1=a 2=b,wrong-ballot\r\n"
            "2,dane,12,,not found,,\r\n");
}

TEST(RoundTables, SentencesAreOfTheLastRoundOfEachAuditThatStands) {
  EXPECT_EQ(audit_sentences(two_audits()),
            (std::vector<std::string>{
                "Audit 1 is void since entry 60.",
                "Audit 2 was fixed by entry 70 and its seed 09876543210987654321 thrown by entry "
                "75; 65 cards are to be read, of which 65 are signed off.",
                "After round 2 issue (read beside others): the risk is 0.5, the limit 0.1; the "
                "limit is not met.",
                "After round 2 Mayor (on which the audit goes on): the risk is 0.03, the limit "
                "0.05; the limit is met.",
                "Paper and record differ, or a card was not found, in 3 cases: wrong-ballot 2, no "
                "cause yet 1."}));
  EXPECT_TRUE(audit_sentences({}).empty());
  BundleFacts planned;
  planned.audits = {{}};
  EXPECT_EQ(audit_sentences(planned),
            std::vector<std::string>{"Audit 1 is planned; nothing of it is fixed yet."});
}

TEST(RoundTables, BatchesAreCountedAndNotRead) {
  BundleFacts facts = two_audits();
  facts.audits.back().by_batches = true;
  facts.audits.back().cards_signed_off = 64;
  EXPECT_NE(
      audit_sentences(facts)[1].find("65 batches are to be counted, of which 64 are signed off."),
      std::string::npos);
}

TEST(RoundTables, CardsOfPoolsAreNamed) {
  BundleFacts facts = two_audits();
  facts.audits.back().cards_in_pools = 20;
  EXPECT_NE(audit_sentences(facts)[1].find("65 are signed off. 20 of them lie in pools: no record"),
            std::string::npos);
}

TEST(RoundTables, PaperThatContradictsAndACountThatConfirmsNothingAreSaid) {
  BundleFacts facts = two_audits();
  facts.audit_rounds.back().met = "no";
  facts.audit_rounds.back().risk = "1";
  facts.audit_rounds.back().paper = "contradicts";
  EXPECT_EQ(audit_sentences(facts)[3],
            "After round 2 Mayor (on which the audit goes on): the risk is 1, the limit 0.05; the "
            "paper that was read contradicts the reported outcome.");
  EXPECT_NE(csv_of(round_tables(facts)[1]).find(",1,no,contradicts,65,"), std::string::npos);
  facts.audit_rounds.back().met = "counted-contradicted";
  EXPECT_NE(audit_sentences(facts)[3].find("counted whole, the outcome is contradicted."),
            std::string::npos);
  facts.audit_rounds.back().paper.clear();
  facts.audit_rounds.back().met = "counted-not-confirmed";
  EXPECT_NE(audit_sentences(facts)[3].find("cards that nobody found could change it."),
            std::string::npos);
}

TEST(RoundTables, AReadingIsItsMarksOrItsState) {
  EXPECT_EQ(words_of_reading("marked", {{0, "a"}, {0, "b"}}), "a b");
  EXPECT_EQ(words_of_reading("marked", {{1, "b"}, {2, "a"}}), "1=b 2=a");
  EXPECT_EQ(words_of_reading("overvoted", {{0, "a"}, {0, "b"}}), "overvoted");
  EXPECT_EQ(words_of_reading("not-on-card", {}), "not-on-card");
}

}  // namespace
}  // namespace recanvass::report
