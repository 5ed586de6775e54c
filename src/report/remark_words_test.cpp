#include "report/remark_words.h"

#include "base/sha256.h"
#include "recount/ballot_account.h"
#include "recount/count_grounds.h"
#include "recount/ended_alone.h"
#include "recount/legal_standing.h"
#include "recount/open_matters.h"
#include "recount/wording.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

using base::UsdCents;
using election::BallotCount;
using election::VoteCount;
using recount::CountedHow;

const std::vector<std::string>& english_words() {
  static const std::vector<std::string> words = {
      "the", "of",    "and",  "was",     "were", "by",    "with", "that", "not",     "is",
      "are", "votes", "vote", "ballots", "unit", "units", "lead", "more", "counted", "entry"};
  return words;
}

// Names, ids and reasons of these tests hold none of the words.
void expect_spanish(const std::string& english) {
  const auto spanish = remark_in(Language::Spanish, english);
  ASSERT_TRUE(spanish.has_value()) << english;
  EXPECT_EQ(remark_in(Language::English, english), english);
  std::string plain = " " + *spanish + " ";
  for (char& c : plain) {
    if (c == ',' || c == ';' || c == ':' || c == '.' || c == '(' || c == ')') c = ' ';
  }
  for (const std::string& word : english_words()) {
    EXPECT_EQ(plain.find(" " + word + " "), std::string::npos) << word << ": " << *spanish;
  }
}

std::set<std::string> ids(int number) {
  std::set<std::string> made;
  for (int i = 1; i <= number; ++i) made.insert(fmt::format("B{}", i));
  return made;
}

void expect_account(const recount::BallotAccount& account) {
  expect_spanish(recount::summary_of(account));
  for (const std::string& words : recount::exception_sentences(account)) expect_spanish(words);
}

// Every way in which ballots come to be counted, of one and of many, with and without persons.
TEST(RemarkWords, EverySentenceOfTheAccountOfBallotsIsInTheCatalogue) {
  for (const std::int64_t number : {1, 1'234}) {
    for (const bool named : {true, false}) {
      recount::BallotAccount all;
      for (std::size_t i = 0; i < recount::kWaysCounted; ++i) {
        const auto how = static_cast<CountedHow>(i);
        recount::AccountLine line;
        line.listed = BallotCount(number);
        line.ballots = BallotCount(how == CountedHow::DrawnOut ? -number : number);
        line.without_ballots = number > 1 ? 2 : 0;
        line.votes_all = VoteCount(number);
        line.ids = ids(number > 1 ? 23 : 1);
        if (named) line.people = {"Ana Ruiz", "J. Smith"};
        all.lines[how] = line;
        recount::BallotAccount alone;
        alone.lines[how] = line;
        if (how != CountedHow::DrawnOut) expect_account(alone);
      }
      all.off_listed = {{"B1", {number, false, {"Ana"}}}, {"unit W1", {-number, false, {}}}};
      all.in_no_batch = {BallotCount(number), {"W1"}};
      all.not_first_counted = {BallotCount(number), {"W2", "W3"}};
      expect_account(all);
    }
  }
  expect_spanish(
      "Account of every ballot: all 200 ballots counted were counted in the regular way.");
}

recount::AskedPetition asked(recount::AskedStage stage, const char* id) {
  recount::AskedPetition petition;
  petition.id = id;
  petition.stage = stage;
  petition.was_accepted = stage == recount::AskedStage::Accepted;
  petition.people = {"Ana Ruiz", "Bo Li"};
  return petition;
}

void expect_grounds(const recount::CountGrounds& grounds, std::size_t sentences) {
  const auto said = recount::sentences_of(grounds);
  EXPECT_EQ(said.size(), sentences);
  for (const std::string& words : said) expect_spanish(words);
}

TEST(RemarkWords, EverySentenceOnWhatACountRestsIsInTheCatalogue) {
  using recount::AskedStage;
  recount::CountGrounds grounds;
  grounds.is_counted = true;
  expect_grounds(grounds, 1);
  for (const AskedStage stage :
       {AskedStage::NotRuled, AskedStage::Refused, AskedStage::Withdrawn}) {
    grounds.petitions.push_back(asked(stage, "P1"));
  }
  grounds.orders_without_document = {"O1"};
  expect_grounds(grounds, 1);
  for (int i = 0; i < 30; ++i) grounds.petitions.push_back(asked(AskedStage::Refused, "P9"));
  expect_grounds(grounds, 1);
  for (const AskedStage stage : {AskedStage::Accepted, AskedStage::Refused}) {
    for (const char* order : {"", "O2"}) {
      for (const bool on_file : {true, false}) {
        recount::CountGrounds against;
        against.petitions = {asked(stage, "P2")};
        against.petitions[0].against_the_law = true;
        against.petitions[0].order = order;
        against.petitions[0].order_on_file = on_file;
        expect_grounds(against, 1);
      }
    }
  }
  recount::CountGrounds money;
  money.fee = {"2016-11-29T16:30", UsdCents(349'968'900), UsdCents(100)};
  money.free_of_charge = {"petitions P1, P2", UsdCents(20'034'560), UsdCents(100)};
  expect_grounds(money, 2);
  recount::CountGrounds law;
  law.is_counted = law.by_the_law = true;
  law.petitions = {asked(AskedStage::NotRuled, "P3")};
  law.first_counts = 2;
  law.not_recorded = {
      "6 votes are 0.0998% of 6,009 (all votes for the office); the rule says at most 0.5%",
      "25 P.S. 3154(e),(g); 3261"};
  law.stage_due = {
      "the automatic recount by hand: 14 votes; the rule says less than 150; and 14 "
      "votes are 0.0478% of 29,275 (the votes of the two compared); the rule says less "
      "than 0.25%",
      "RCW 29A.64", 1};
  law.stage_named = {"party may buy a second, manual recount", "RCW 29A.64"};
  law.other_law_day = {"2018-01-01", "2016-11-08"};
  expect_grounds(law, 5);
  for (const std::int64_t lead : {0, 1, 1'234}) {
    for (const bool same : {true, false}) {
      expect_spanish(recount::other_counts_sentence({ids(2), "Ana Ruiz", lead, same}));
    }
  }
}

TEST(RemarkWords, EverySentenceOfWhatIsOpenOrWasCorrectedIsInTheCatalogue) {
  recount::OpenMatters matters;
  matters.stays = {{"S1", "2016-12-07T19:30", "E.D. Mich.", "16-cv-1"}};
  matters.corrected = {{"the outcome", {"typo", "typo again"}, {30, 34}, {"Omar Diaz", "Ruth"}},
                       {"unit W2", {"typo"}, {31}, {"Ruth"}}};
  matters.outcome = {"A 698 to 718, B 708 to 688", "B", "A"};
  matters.lost = {{28, 1'037, 28, "disk", {"Omar Diaz", "Ruth Adler"}}};
  matters.voided = {{40, "recount", "wrong sum", {"Ruth Adler"}}};
  matters.opened = {42, {"W2", "W3"}, {"W1"}};
  matters.open = {{"O1", 8}, {"O2", 1}};
  matters.ruled_alone = {{"O3", 8, {"Lee", "Roe"}}};
  matters.withdrawn_by_others = {{"O4", 1, {"Lee"}}};
  matters.claims_withdrawn = 2;
  matters.claims_withdrawn_by = {"Lee", "Roe"};
  matters.surplus = {{"W1", 10, 9, {}}, {"W2", 11, 1, {"Lee", "Roe"}}};
  matters.same_totals = {"2 sources have the same totals (4,355 in all): D1, D2"};
  for (const char* what :
       {"reported", "ballots", "voters", "seal", "custody", "machine", "paper", "other"}) {
    matters.discrepancies.push_back(fmt::format("D1 ({}, W2)", what));
  }
  matters.rolls = {"M1 of 2024-04-02", "M2 of 2024-04-02"};
  matters.paperless = {{"M1", "", 5}, {"M2", "2024-04-02", 1'060}};
  for (const std::int64_t lead : {0, 1, 7}) {
    matters.lead = lead;
    for (const std::string& words : recount::matter_sentences(matters)) expect_spanish(words);
  }
  EXPECT_EQ(recount::matter_sentences(matters).size(), 10U);
  for (const auto act :
       {recount::LegalAct::Order, recount::LegalAct::Report, recount::LegalAct::Canvass,
        recount::LegalAct::Certify, recount::LegalAct::Stay, recount::LegalAct::Lift,
        recount::LegalAct::Halt, recount::LegalAct::Void}) {
    for (const char* order : {"", "7 Wis."}) {
      matters.overtaken = {45,      "recount", "reported",   recount::name_of(act),
                           "Board", order,     {"Omar Diaz"}};
      for (const std::string& words : recount::record_sentences(matters)) expect_spanish(words);
    }
  }
  matters.outcome->corrected = "B";
  for (int i = 0; i < 30; ++i) matters.open.push_back({fmt::format("P{}", i), 3});
  EXPECT_EQ(recount::record_sentences(matters).size(), 7U);
  for (const std::string& words : recount::record_sentences(matters)) expect_spanish(words);
  expect_spanish(recount::matter_sentences(matters).front());
}

TEST(RemarkWords, WhatExceptionsAndUnexplainedFindingsCouldDecideIsInTheCatalogue) {
  for (const auto& found : std::vector<recount::ExceptionsLead>{{2, 51, 1, "B", 44, true},
                                                                {0, 1, 2, "A, B", 0, true},
                                                                {1, 1, 1, "A, B", 0, false},
                                                                {1, 1, 1, "A", 1, false}}) {
    expect_spanish(recount::exceptions_sentence(found));
  }
  recount::UnexplainedFindings findings;
  findings.people = {"Lee", "J. Roe"};
  findings.found = {{"D", "I11", "kD", 0}};
  expect_spanish(recount::unexplained_sentence(findings));
  findings.found.push_back({"W2", "R3", "", 118});
  expect_spanish(recount::unexplained_sentence(findings));
  findings.lead = VoteCount(16);
  expect_spanish(recount::unexplained_sentence(findings));
  recount::EndedAlone ended;
  ended.contest = {.choices = {{"a"}, {"b"}},
                   .votes = {VoteCount(3), VoteCount(3)},
                   .open = {{BallotCount(1), {0}, std::nullopt}}};
  ended.exhibits = {{"Lee", 2}, {"Roe", 1}};
  ended.voters_unknown = {"Max"};
  expect_spanish(recount::sentence_of(ended));
}

TEST(RemarkWords, FiguresNamesAndMomentsAreKept) {
  EXPECT_EQ(remark_in(Language::Spanish,
                      "The fee was not paid by 2016-11-29T16:30, after which no "
                      "payment is taken: $1 of $3,499,689 was paid."),
            "El pago no se hizo hasta el 29 de noviembre de 2016, 16:30, fecha tras la cual no se "
            "admite ninguno: se pagaron $1 de $3,499,689.");
  EXPECT_EQ(remark_in(Language::Spanish,
                      "Account of every ballot: 1,420 of 1,422 ballots were counted in the regular "
                      "way; 2 by exception: 2 settled on figures of neither of two entries. Of "
                      "1,500 ballots listed: 78 not counted again."),
            "Cuenta de todas las papeletas: 1,420 de 1,422 papeletas se contaron de la manera "
            "ordinaria; 2 por excepción: 2 fijadas con cifras de ninguno de los dos registros. De "
            "1,500 papeletas según las listas: 78 sin volver a contar.");
}

TEST(RemarkWords, WordsThatTheCatalogueDoesNotHaveAreNotGuessed) {
  EXPECT_EQ(remark_in(Language::Spanish, "Something else was said."), std::nullopt);
  EXPECT_EQ(remark_in(Language::Spanish, "Petition P1 was filed, and somebody ruled on it."),
            std::nullopt);
  EXPECT_EQ(remark_in(Language::Spanish, ""), std::nullopt);
}

// The sentences of a certificate, and what stands in them. Whoever changes one raises kWording
// (docs/decisions/0016-words-of-a-certificate.md), and puts the new hash here.
TEST(RemarkWords, NoSentenceChangesWithoutTheWordingsNumber) {
  std::string all;
  for (const Saying& saying : sayings()) {
    const std::string group = saying.key.substr(0, saying.key.find('.'));
    if (group == "remark" || group == "by" || group == "item" || group == "clause") {
      all += saying.key + "\n" + saying.english + "\n";
    }
  }
  EXPECT_EQ(recount::kWording, 2);
  EXPECT_EQ(base::hex(base::sha256(all)),
            "1880fa627d869edaf32d5d0ad9f4807fcd75d6de58327529a5c24f7c65351219");
}

}  // namespace
}  // namespace recanvass::report
