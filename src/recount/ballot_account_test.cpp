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

TEST(BallotAccount, WhatTheFirstCountHadAndNoBatchHasIsNamed) {
  struct Case {
    std::optional<std::int64_t> ballots;
    std::int64_t votes;
    std::int64_t vote_for;
    std::int64_t in_batches;
    std::int64_t in_no_batch;
    std::int64_t not_first_counted;
  };
  const Case cases[] = {
      {715, 706, 1, 715, 0, 0},
      {715, 706, 1, 512, 203, 0},
      {715, 706, 1, 714, 1, 0},
      {715, 706, 1, 716, 0, 1},
      {std::nullopt, 706, 1, 706, 0, 0},
      {std::nullopt, 706, 1, 705, 1, 0},  // a vote takes a ballot, however many were stated
      {std::nullopt, 706, 1, 9'000, 0, 0},
      {500, 706, 1, 512, 194, 0},
      {std::nullopt, 705, 2, 353, 0, 0},
      {std::nullopt, 705, 2, 352, 1, 0},
      {0, 0, 1, 0, 0, 0}};
  for (const Case& row : cases) {
    FirstCounted first;
    if (row.ballots) first.ballots = BallotCount(*row.ballots);
    first.votes = VoteCount(row.votes);
    first.vote_for = row.vote_for;
    BallotAccount account;
    compare_with_first(account, "W1", first, BallotCount(row.in_batches), BallotCount(0));
    EXPECT_EQ(account.in_no_batch.ballots, BallotCount(row.in_no_batch)) << row.in_batches;
    EXPECT_EQ(account.not_first_counted.ballots, BallotCount(row.not_first_counted));
    EXPECT_EQ(account.exceptional_ballots(), BallotCount(row.in_no_batch + row.not_first_counted));
    EXPECT_EQ(account.has_exceptions(), row.in_no_batch + row.not_first_counted > 0);
  }
}

TEST(BallotAccount, BallotsInNoBatchAreSaidInTheSummaryAndInASentenceOfTheirOwn) {
  BallotAccount account;
  add_unit(account, ward_two());
  compare_with_first(account, "W2", {BallotCount(403), VoteCount(390), 1}, BallotCount(200),
                     BallotCount(0));
  EXPECT_EQ(summary_of(account),
            "Account of every ballot: all 200 ballots counted were counted in the regular way. 203 "
            "ballots first counted are in no batch: W2.");
  EXPECT_EQ(exception_sentences(account),
            Sentences{"By exception, 203 ballots first counted are in no batch: W2."});
  compare_with_first(account, "W3", {BallotCount(9), VoteCount(9), 1}, BallotCount(10),
                     BallotCount(0));
  EXPECT_EQ(
      summary_of(account),
      "Account of every ballot: all 200 ballots counted were counted in the regular way. 203 "
      "ballots first counted are in no batch: W2; 1 ballot more is in batches than were first "
      "counted: W3.");
  for (const std::string& words : exception_sentences(account)) {
    EXPECT_TRUE(is_account_sentence(words)) << words;
  }
}

// One ballot more and two fewer are three ballots, and a lost batch is named, whatever the sum.
TEST(BallotAccount, MoreAndFewerThanListedAreNamedByBatchAndDoNotCancelOut) {
  BallotAccount account;
  UnitAccount unit = ward_two();
  unit.off_listed = {{"B3", {1, false, {"Kim", "Lee"}}},
                     {"B4", {-2, false, {"Lee"}}},
                     {"unit W7", {40, true, {"Roe"}}}};
  add_unit(account, unit);
  EXPECT_TRUE(account.has_exceptions());
  EXPECT_EQ(account.exceptional_ballots(), BallotCount(3)) << "W7 is an exception of its own kind";
  EXPECT_EQ(summary_of(account),
            "Account of every ballot: all 200 ballots counted were counted in the regular way. Of "
            "200 ballots listed: 41 more were counted than the lists have (B3 +1, unit W7 +40); 2 "
            "fewer were counted than the lists have (B4 -2).");
  EXPECT_EQ(exception_sentences(account),
            (Sentences{"By exception, 41 ballots more than listed: B3 +1, unit W7 +40; by Kim, "
                       "Lee, Roe.",
                       "By exception, 2 ballots fewer than listed: B4 -2; by Lee."}));
}

TEST(BallotAccount, AMachineAndAFirstCountThatNobodyAsksAboutAreNoExceptions) {
  BallotAccount account;
  add_unit(account, ward_two());
  add_unit(account, {"W5",
                     {{CountedHow::Tape,
                       "W5",
                       BallotCount(50),
                       BallotCount(50),
                       {{"a", VoteCount(50)}},
                       {"Kim", "Roe"}}},
                     BallotCount(50),
                     BallotCount(50),
                     {{"a", VoteCount(50)}}});
  add_unit(account, {"W6",
                     {{CountedHow::FirstCount,
                       "W6",
                       BallotCount(30),
                       BallotCount(30),
                       {{"b", VoteCount(30)}},
                       {}}},
                     BallotCount(30),
                     BallotCount(30),
                     {{"b", VoteCount(30)}}});
  EXPECT_EQ(account.exceptional_ballots(), BallotCount(0));
  EXPECT_EQ(summary_of(account),
            "Account of every ballot: 200 of 280 ballots were counted in the regular way; 50 by "
            "machine, confirmed by two persons; 30 as first counted, not counted again. Of 280 "
            "ballots listed: 30 not counted again.");
  EXPECT_EQ(exception_sentences(account),
            Sentences{"By machine, 50 ballots (50 votes): W5; by Kim, Roe."});
  EXPECT_TRUE(is_account_sentence(exception_sentences(account).front()));
}

TEST(BallotAccount, BallotsFoundLaterMakeUpForTheFirstCountAndAreNoSurplusOfIt) {
  BallotAccount account;
  const FirstCounted first{BallotCount(2'000), VoteCount(1'990), 1};
  compare_with_first(account, "W1", first, BallotCount(2'000), BallotCount(28));
  compare_with_first(account, "W2", first, BallotCount(1'972), BallotCount(28));
  EXPECT_EQ(account.exceptional_ballots(), BallotCount(0)) << "the 28 are not listed, and once";
  compare_with_first(account, "W3", first, BallotCount(1'971), BallotCount(28));
  compare_with_first(account, "W4", first, BallotCount(2'001), BallotCount(28));
  EXPECT_EQ(account.in_no_batch.units, std::set<std::string>{"W3"});
  EXPECT_EQ(account.not_first_counted.units, std::set<std::string>{"W4"});
  EXPECT_EQ(account.exceptional_ballots(), BallotCount(2));
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
  findings.found = {{"D", "I11", "kD", 0}};
  EXPECT_EQ(unexplained_sentence(findings), "Closed as unexplained: D I11 (kD); by Ann, Bo.")
      << "a broken seal is of no number of ballots";
  findings.found.push_back({"W1", "R5", "W1-2", 1});
  EXPECT_TRUE(
      unexplained_sentence(findings).ends_with("In 1 unit up to 1 ballot or vote is "
                                               "unexplained."));
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
