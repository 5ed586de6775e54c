#include "recount/open_matters.h"

#include <gtest/gtest.h>

namespace recanvass::recount {
namespace {

using Sentences = std::vector<std::string>;

TEST(OpenMattersTest, NothingIsSaidOfNothing) {
  OpenMatters matters;
  matters.lead = 0;
  EXPECT_EQ(record_sentences(matters), Sentences{});
  EXPECT_EQ(matter_sentences(matters), Sentences{});
}

TEST(OpenMattersTest, WhatWasLostVoidedOrOvertakenIsSaidWithItsPersons) {
  OpenMatters matters;
  matters.lost = {{28, 37, 28, "disk", {"Omar Diaz", "Ruth Adler"}}};
  matters.voided = {{40, "recount", "wrong sum", {"Ruth Adler"}}};
  matters.overtaken = {45, "recount", "reported", "certified", "Board", "", {"Omar Diaz"}};
  EXPECT_EQ(record_sentences(matters),
            (Sentences{"Signed entries were lost: of 37 an older copy held 28 (\"disk\"; entry 28, "
                       "by Omar Diaz, Ruth Adler).",
                       "The certificate of entry 40 (recount) was declared void (\"wrong sum\"; by "
                       "Ruth Adler).",
                       "In law reported stands, and not recount, whose certificate of entry 45 is "
                       "in force: certified by Board, by no order; recorded by Omar Diaz."}));
  matters.overtaken->order = "7 Wis.";
  EXPECT_NE(record_sentences(matters).back().find("Board, by the order 7 Wis.; recorded by"),
            std::string::npos);
}

TEST(OpenMattersTest, CountsThatWereOpenedSinceTheCertificateAreNamed) {
  OpenMatters matters;
  matters.opened.position = 42;
  EXPECT_EQ(record_sentences(matters), Sentences{});
  matters.opened.signed_off = {"W1"};
  EXPECT_EQ(record_sentences(matters),
            Sentences{"Counts were opened since the certificate of entry 42, whose figures are "
                      "those of before: W1 (signed off since)."});
  matters.opened.open = {"W2", "W3"};
  EXPECT_TRUE(
      record_sentences(matters).front().ends_with("before: W2, W3 (open); W1 (signed off since)."));
}

TEST(OpenMattersTest, AtALeadOfNothingNobodyLeads) {
  EXPECT_EQ(exceptions_sentence({2, 51, 1, "B", 44, true}),
            "The lead is 2 votes, and 51 ballots are exceptions. With the first counts of their 1 "
            "unit in place of them B would still lead, by 44.");
  EXPECT_EQ(exceptions_sentence({0, 1, 2, "A, B", 0, true}),
            "The lead is 0 votes, a tie, and 1 ballot is an exception. With the first counts of "
            "their 2 units in place of them A, B would still tie.");
  EXPECT_TRUE(exceptions_sentence({1, 1, 1, "A, B", 0, false}).ends_with("them A, B would tie."));
  EXPECT_TRUE(exceptions_sentence({1, 1, 1, "A", 1, false}).ends_with("them A would lead, by 1."));
}

TEST(OpenMattersTest, WhatACourtOrderedIsSaidToBeItsOrderAndWhoEnteredItToHaveEnteredIt) {
  EXPECT_EQ(moved_by_words({3, 0, {}, "Ann, Ben"}), "by Ann, Ben");
  EXPECT_EQ(moved_by_words({1, 1, {"Recount Court, CL1 (O2)"}, "Ann, Ben"}),
            "by order of Recount Court, CL1 (O2); entered by Ann, Ben");
  EXPECT_EQ(moved_by_words({3, 2, {"Court A, 1 (O1)", "Court B, 2 (O2)"}, "Ann"}),
            "2 of them by order of Court A, 1 (O1), Court B, 2 (O2); entered by Ann");
}

TEST(OpenMattersTest, FiguresThatWereCorrectedAfterPublicationAreSaidBesideThosePublished) {
  OpenMatters matters;
  matters.corrected = {{"the outcome", {"typo", "typo again"}, {30, 34}, {"Omar Diaz", "Ruth"}},
                       {"unit W2", {"typo"}, {31}, {"Ruth"}}};
  EXPECT_EQ(record_sentences(matters),
            Sentences{"Reported figures were corrected after they were published, and are given "
                      "here as corrected: the outcome (\"typo\", \"typo again\"; entries 30, 34, "
                      "by Omar Diaz, Ruth), unit W2 (\"typo\"; entry 31, by Ruth)."});
  matters.outcome = {"A 698 to 718, B 708 to 688", "B", "A"};
  EXPECT_EQ(record_sentences(matters).back(),
            "The outcome as published and as corrected: A 698 to 718, B 708 to 688; as published "
            "it names B, as corrected A.");
  matters.outcome->corrected = "B";
  EXPECT_TRUE(record_sentences(matters).back().ends_with("; both name B."));
}

TEST(OpenMattersTest, MediaOfTheSameTotalsAreSaid) {
  OpenMatters matters;
  matters.same_totals = {
      "2 sources have the same totals (4,355 in all): card-1 in D1, card-2 in "
      "D2"};
  EXPECT_EQ(matter_sentences(matters),
            Sentences{"Results media of the same totals (R7): 2 sources have the same totals "
                      "(4,355 in all): card-1 in D1, card-2 in D2."});
}

TEST(OpenMattersTest, ClaimsThatAreOpenOrEndedByOthersAreSaidAndWhetherTheyCouldDecide) {
  OpenMatters matters;
  matters.open = {{"O1", 8}};
  matters.ruled_alone = {{"O2", 1, {"Bea Board"}}};
  matters.lead = 19;
  const Sentences before = {
      "Standing objections that are open: O1 (8 envelopes or ballots).",
      "Standing objections that one account alone ruled on: O2 (1 envelope or ballot; by Bea "
      "Board)."};
  EXPECT_EQ(matter_sentences(matters), before) << "9 ballots move a lead by 18 at most";
  matters.lead = 18;
  Sentences deciding = before;
  deciding.push_back(
      "Claims that could decide: the lead is 18 votes, and 9 envelopes or ballots are under what "
      "is open or was ended so.");
  EXPECT_EQ(matter_sentences(matters), deciding);
  matters.lead.reset();
  EXPECT_EQ(matter_sentences(matters), before) << "no lead is known";
  matters.claims_withdrawn = 3;
  matters.claims_withdrawn_by = {"Carla Clerk", "Lee"};
  matters.withdrawn_by_others = {{"O3", 0, {"Carla Clerk"}}};
  EXPECT_EQ(matter_sentences(matters)[2],
            "Standing objections that others than the party that made them withdrew: O3 (0 "
            "envelopes or ballots; by Carla Clerk).");
  EXPECT_EQ(matter_sentences(matters)[3],
            "Claims on challenged ballots that others than their party withdrew: 3; by Carla "
            "Clerk, Lee.");
}

TEST(OpenMattersTest, OpenDiscrepanciesAndRollsAreSaidTheFirstTwentyById) {
  OpenMatters matters;
  for (int i = 1; i <= 22; ++i) matters.discrepancies.push_back("D" + std::to_string(i));
  matters.rolls = {"M1 of 2024-04-02"};
  const Sentences said = matter_sentences(matters);
  ASSERT_EQ(said.size(), 2U);
  EXPECT_TRUE(said[0].starts_with("Discrepancies that are open: D1, D2, "));
  EXPECT_TRUE(said[0].ends_with("D20 and 2 more."));
  EXPECT_EQ(said[1], "Paper rolls that differ from their machines and are open: M1 of 2024-04-02.");
}

TEST(OpenMattersTest, UnitsWhoseSurplusWasNotDrawnOutAreSaidWithBallotsVotersAndPersons) {
  OpenMatters matters;
  matters.surplus = {{"W1", 11, 10}, {"W2", 718, 600, {"Carla Clerk"}}};
  EXPECT_EQ(matter_sentences(matters),
            Sentences{"More ballots than voters, and too few drawn out though the policy draws "
                      "down: W1 (11 ballots, 10 voters), W2 (718 ballots, 600 voters; explained "
                      "by Carla Clerk)."});
}

TEST(OpenMattersTest, TheLeadIsBetweenTheLastElectedAndTheFirstWhoIsNot) {
  const std::map<std::string, std::int64_t> votes = {{"a", 5}, {"b", 9}, {"c", 7}};
  EXPECT_EQ(lead_in(votes, 1), 2);
  EXPECT_EQ(lead_in(votes, 2), 2);
  EXPECT_EQ(lead_in(votes, 3), std::nullopt);
}

}  // namespace
}  // namespace recanvass::recount
