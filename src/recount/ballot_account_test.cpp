#include "recount/ballot_account.h"

#include <gtest/gtest.h>

namespace recanvass::recount {
namespace {

using election::BallotCount;
using election::VoteCount;
using Sentences = std::vector<std::string>;

// 1,422 ballots listed in three batches of two wards; B2 is settled on figures of neither entry.
UnitAccount ward_one() {
  UnitAccount unit;
  unit.unit = "W1";
  unit.parts = {{CountedHow::Regular,
                 "B1",
                 BallotCount(1'220),
                 BallotCount(1'220),
                 {{"a", VoteCount(700)}, {"b", VoteCount(500)}},
                 {}},
                {CountedHow::Neither,
                 "B2",
                 BallotCount(2),
                 BallotCount(2),
                 {{"a", VoteCount(2)}, {"b", VoteCount(0)}},
                 {"Bea", "Sue"}}};
  unit.listed = BallotCount(1'222);
  unit.ballots = BallotCount(1'222);
  unit.votes = {{"a", VoteCount(702)}, {"b", VoteCount(500)}};
  return unit;
}

UnitAccount ward_two() {
  UnitAccount unit;
  unit.unit = "W2";
  unit.parts = {{CountedHow::Regular,
                 "B3",
                 BallotCount(200),
                 BallotCount(200),
                 {{"a", VoteCount(90)}, {"b", VoteCount(110)}},
                 {}}};
  unit.listed = BallotCount(200);
  unit.ballots = BallotCount(200);
  unit.votes = {{"a", VoteCount(90)}, {"b", VoteCount(110)}};
  return unit;
}

TEST(BallotAccount, EveryBallotIsRegularOrAnExceptionWithItsVotesAndPersons) {
  BallotAccount account;
  add_unit(account, ward_two());
  EXPECT_FALSE(account.has_exceptions());
  EXPECT_EQ(summary_of(account),
            "Account of every ballot: all 200 ballots counted were counted in the regular way.");
  add_unit(account, ward_one());
  EXPECT_EQ(account.unaccounted, Sentences{});
  EXPECT_EQ(summary_of(account),
            "Account of every ballot: 1,420 of 1,422 ballots were counted in the regular way; 2 by "
            "exception: 2 settled on figures of neither of two entries.");
  EXPECT_EQ(exception_sentences(account),
            Sentences{"By exception, 2 ballots (2 votes), settled on figures of neither of two "
                      "entries: B2; by Bea, Sue."});
  EXPECT_EQ(account.exceptional_ballots(), BallotCount(2));
  EXPECT_EQ(account.listed_ballots(), BallotCount(1'422));
}

TEST(BallotAccount, WhatDoesNotAddUpIsNamedByUnitAndFigure) {
  struct Case {
    void (*change)(UnitAccount&);
    std::string words;
  };
  const Case cases[] = {{[](UnitAccount& unit) { unit.ballots = BallotCount(201); },
                         "W2: 201 ballots are certified, and 200 are accounted for"},
                        {[](UnitAccount& unit) { unit.listed = BallotCount(250); },
                         "W2: 250 ballots are listed, and 200 are accounted for"},
                        {[](UnitAccount& unit) { unit.votes["a"] = VoteCount(91); },
                         "W2: 91 votes of a are certified, and 90 are accounted for"},
                        {[](UnitAccount& unit) { unit.votes["c"] = VoteCount(1); },
                         "W2: 1 votes of c are certified, and 0 are accounted for"},
                        {[](UnitAccount& unit) { unit.votes.erase("b"); },
                         "W2: 0 votes of b are certified, and 110 are accounted for"}};
  for (const Case& row : cases) {
    UnitAccount unit = ward_two();
    row.change(unit);
    BallotAccount account;
    add_unit(account, unit);
    EXPECT_EQ(account.unaccounted, Sentences{row.words});
  }
}

TEST(BallotAccount, WhatIsSetAsideDrawnOutOrNotCountedAgainIsOfTheListedBallots) {
  BallotAccount account;
  UnitAccount unit = ward_two();
  unit.parts.push_back(
      {CountedHow::SetAsideUnread, "B4", BallotCount(203), BallotCount(0), {}, {"Sue", "Saul"}});
  unit.parts.push_back({CountedHow::DrawnOut,
                        "W2",
                        {},
                        BallotCount(-3),
                        {{"a", VoteCount(-2)}, {"b", VoteCount(-1)}},
                        {}});
  unit.listed = BallotCount(403);
  unit.ballots = BallotCount(197);
  unit.votes = {{"a", VoteCount(88)}, {"b", VoteCount(109)}};
  add_unit(account, unit);
  UnitAccount left_out;
  left_out.unit = "W3";
  left_out.votes = {{"a", VoteCount(5)}, {"b", VoteCount(6)}};
  left_out.listed = BallotCount(12);
  left_out.parts = {
      {CountedHow::LeftOut, "W3", BallotCount(12), std::nullopt, left_out.votes, {"Ruth"}}};
  add_unit(account, left_out);
  EXPECT_EQ(account.unaccounted, Sentences{});
  EXPECT_EQ(
      summary_of(account),
      "Account of every ballot: 200 of 200 ballots were counted in the regular way; 0 by "
      "exception: 0 as first counted, left out of what somebody asked to be counted again (and 1 "
      "unit whose ballots nobody recorded). Of them 3 were drawn out, so that 197 are certified. "
      "Of 415 ballots listed: 12 not counted again; 203 set aside before anybody had entered them "
      "(B4).");
  EXPECT_EQ(exception_sentences(account),
            (Sentences{"By exception, 0 ballots (11 votes), as first counted, left out of what "
                       "somebody asked to be counted again: W3; by Ruth.",
                       "By exception, 203 ballots listed, set aside before anybody had entered "
                       "them: B4; by Saul, Sue."}));
  EXPECT_EQ(account.exceptional_ballots(), BallotCount(206));
  for (const std::string& sentence : exception_sentences(account)) {
    EXPECT_TRUE(is_account_sentence(sentence)) << sentence;
  }
  EXPECT_TRUE(is_account_sentence(summary_of(account)));
}

TEST(BallotAccount, EachWayHasAnIdAndWordsOfItsOwn) {
  std::set<std::string_view> ids;
  std::set<std::string_view> words;
  for (std::size_t i = 0; i < kWaysCounted; ++i) {
    ids.insert(id_of(static_cast<CountedHow>(i)));
    words.insert(words_of(static_cast<CountedHow>(i)));
  }
  EXPECT_EQ(ids.size(), kWaysCounted);
  EXPECT_EQ(words.size(), kWaysCounted);
  EXPECT_EQ(id_of(CountedHow::Neither), "neither-entry");
  EXPECT_EQ(id_of(CountedHow::SetAsideUnread), "set-aside-unread");
}

TEST(UnexplainedFindings, AreSaidWithTheLargestOfEachUnitAgainstTheLead) {
  EXPECT_EQ(unexplained_sentence({}), "");
  UnexplainedFindings findings;
  findings.found = {{"W2", "I3", "", 118}, {"W2", "R3", "", 118}};
  findings.people = {"Carla Clerk"};
  findings.lead = VoteCount(4);
  EXPECT_EQ(unexplained_sentence(findings),
            "Closed as unexplained: W2 I3 118, W2 R3 118; by Carla Clerk. In 1 unit up to 118 "
            "ballots or votes are unexplained; the lead is 4 votes.");
  findings.found = {{"W1", "R5", "W1-2", 1}};
  findings.people = {"Ann", "Bo"};
  findings.lead = std::nullopt;
  EXPECT_EQ(unexplained_sentence(findings),
            "Closed as unexplained: W1 R5 (W1-2) 1; by Ann, Bo. In 1 unit up to 1 ballot or vote "
            "is unexplained.");
  findings.found.clear();
  for (int i = 10; i < 31; ++i) findings.found.push_back({"W" + std::to_string(i), "R3", "", 2});
  const std::string many = unexplained_sentence(findings);
  EXPECT_NE(many.find("W29 R3 2 and 1 more; by Ann, Bo. In 21 units up to 42 ballots"),
            std::string::npos)
      << many;
  EXPECT_TRUE(many.starts_with(kUnexplainedStart));
}

}  // namespace
}  // namespace recanvass::recount
