#include "workflow/moved_votes.h"

#include "workflow/deciding_fixture.h"
#include "workflow/judging_fixture.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;
using Sentences = std::vector<std::string>;

TEST(MovedVotes, TwoEqualEntriesMoveNothing) {
  EXPECT_EQ(moved_sentences(fixture::operation_counted()), Sentences{});
}

// 94 for a and 61 for b by the tallies; 17 ballots of B1, counted for a, are ruled to be b's.
TEST(MovedVotes, RulingsAreNamedWithTheirVotesAndPersonsAndWhereTheyDecide) {
  Operation operation = fixture::operation_judging();
  fixture::count_all(operation);
  for (int i = 1; i <= 17; ++i) {
    const std::string exhibit = std::to_string(i);
    ASSERT_EQ(do_command(operation, fixture::challenge(exhibit, "B1", i, {"a"})), Causes{});
    ASSERT_EQ(fixture::settle(operation, fixture::ruling(exhibit, "sustained", {"b"})), Causes{});
  }
  EXPECT_EQ(moved_sentences(operation), Sentences{}) << "nothing is signed off";
  fixture::sign_off_unit(operation, "W1");
  fixture::sign_off_unit(operation, "W2");
  EXPECT_EQ(moved_sentences(operation),
            (Sentences{
                "Account of every ballot: 143 of 160 ballots were counted in the regular way; 17 "
                "by exception: 17 as ruled or agreed upon.",
                "By rulings and agreements 17 challenged ballots count otherwise than tallied "
                "(A -17, B +17); by board-1, board-2.",
                "The lead is 1 vote, and 17 ballots are exceptions. With the first counts of their "
                "1 unit in place of them A would lead, by 33.",
                "The tallies alone name A: what was moved since decides."}));
}

TEST(MovedVotes, AThirdPersonAndABatchSetAsideAreNamed) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, fixture::tally("team-1", "B3", 10, 4, 6)), Causes{});
  ASSERT_EQ(do_command(operation, fixture::tally("team-2", "B3", 10, 5, 5)), Causes{});
  Command third = fixture::tally("super", "B3", 10, 4, 6);
  third.kind = "tally.adjudicate";
  third.body["cause"] = "reading-error";
  ASSERT_EQ(do_command(operation, third), Causes{});
  fixture::sign_off_unit(operation, "W2");
  ASSERT_EQ(do_command(operation, fixture::tally("team-1", "B2", 50, 30, 17)), Causes{});
  ASSERT_EQ(fixture::do_with_second(
                operation, command_of("batch.void", "clerk", {{"batch", "B2"}, {"reason", "no"}}),
                "super"),
            Causes{});
  EXPECT_EQ(moved_sentences(operation),
            (Sentences{"Account of every ballot: 0 of 110 ballots were counted in the regular way; "
                       "100 as first counted, whose second count is open; 10 by exception: 10 as a "
                       "third person chose between two entries. Of 160 ballots listed: 100 not "
                       "counted again; 50 set aside after somebody had entered them (B2).",
                       "A third person settled 1 batch whose two entries differed (10 votes): B3; "
                       "by super.",
                       "Set aside after somebody had entered it: 1 batch (50 ballots listed): B2; "
                       "by clerk, super.",
                       "The lead is 33 votes, and 60 ballots are exceptions. With the first counts "
                       "of their 2 units in place of them A would still lead, by 33."}));
}

TEST(MovedVotes, WhoApprovedFiguresOfNeitherEntryIsNamedWithWhoReadThem) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, fixture::tally("team-1", "B3", 10, 4, 6)), Causes{});
  ASSERT_EQ(do_command(operation, fixture::tally("team-2", "B3", 10, 5, 5)), Causes{});
  Command third = fixture::tally("super", "B3", 10, 3, 7);
  third.kind = "tally.adjudicate";
  third.body["cause"] = "reading-error";
  third.body["words"] = "Read again by three.";
  ASSERT_EQ(fixture::do_with_second(operation, third, "board-1"), Causes{});
  fixture::sign_off_unit(operation, "W2");
  const Sentences said = moved_sentences(operation);
  EXPECT_TRUE(std::ranges::any_of(said, [](const std::string& sentence) {
    return sentence.starts_with("A third person settled") &&
           sentence.ends_with("by board-1, super.");
  })) << fmt::format("{}", fmt::join(said, "\n"));
}

TEST(MovedVotes, AnAcceptedPetitionThatWasWithdrawnIsNamed) {
  Operation operation = fixture::operation_counted();
  Petition petition;
  petition.withdrawn = 7;
  petition.withdrawn_by = {"wec", "wec2"};
  operation.opening.petitions.by_id["P1"] = petition;
  EXPECT_EQ(moved_sentences(operation), Sentences{}) << "nobody had accepted it";
  PetitionRuling accepted;
  accepted.accepted = true;
  operation.opening.petitions.by_id["P1"].rulings = {accepted};
  EXPECT_EQ(
      moved_sentences(operation),
      Sentences{"The petition P1 was withdrawn after it had been accepted; by State officer 1, "
                "wec2."});
}

TEST(MovedVotes, APartialCountIsSaidInVotesAndUnits) {
  Operation operation = fixture::operation_counted();
  EXPECT_EQ(partial_sentence(operation), "");
  MethodChoice part;
  part.method = "hand";
  part.extent = "partial";
  part.units = {"W1"};
  operation.opening.orders.methods.push_back(part);
  operation.counting.signed_off.erase("W2");
  EXPECT_EQ(partial_sentence(operation),
            "Of 156 votes 146 in 1 unit were counted again; 10 in 1 unit stand as first counted.");
  operation.counting.signed_off.erase("W1");
  EXPECT_EQ(partial_sentence(operation), "") << "a unit is open";
}

// a leads by 33: 94 to 61. Each ballot that was claimed to be b's is worth two votes.
TEST(MovedVotes, WhoAloneEndedChallengesThatCouldDecideIsNamedWithThoseWhoVoted) {
  const auto ended = [](int exhibits) {
    Operation operation = fixture::operation_judging();
    fixture::count_all(operation);
    for (int i = 1; i <= exhibits; ++i) {
      const std::string exhibit = std::to_string(i);
      Command challenge = fixture::challenge(exhibit, "B1", i, {"a"});
      challenge.body["claimed_as"] = {"b"};
      RECANVASS_CHECK(do_command(operation, challenge).empty());
      RECANVASS_CHECK(do_command(operation, fixture::ruling(exhibit, "overruled", {"a"})).empty());
    }
    fixture::sign_off_unit(operation, "W1");
    fixture::sign_off_unit(operation, "W2");
    return moved_sentences(operation);
  };
  EXPECT_EQ(ended(16), Sentences{}) << "32 votes of a lead of 33";
  EXPECT_EQ(ended(17),
            Sentences{"One account alone left 17 challenged ballots as counted (board-1 17); found "
                      "as claimed, they could decide who is elected. Votes of a board on them are "
                      "of persons without an account here: Kim, Lee, Roe."});
}

TEST(MovedVotes, ACourtsOrderOnFileAndAWithdrawalEndNothingAlone) {
  Operation operation = fixture::operation_judging();
  fixture::count_all(operation);
  base::Json order = {{"order", "O1"},
                      {"court", "C"},
                      {"case", "1"},
                      {"made_at", "2016-12-01T10:00"},
                      {"words", "w"}};
  ASSERT_EQ(do_command(operation, command_of("order.record", "wec", order)), Causes{});
  order["order"] = "O2";
  order["document"] = {{"sha256", std::string(64, 'a')}, {"bytes", 1}, {"name", "o.pdf"}};
  ASSERT_EQ(do_command(operation, command_of("order.record", "wec", order)), Causes{});
  for (int i = 1; i <= 40; ++i) {
    const std::string exhibit = std::to_string(i);
    ASSERT_EQ(do_command(operation, fixture::challenge(exhibit, "B1", i, {"a"})), Causes{});
    Command ruling = fixture::ruling(exhibit, "overruled", {"a"});
    ruling.body.erase("votes");
    ruling.body["ruled_by"] = "court";
    ruling.body["order"] = i <= 20 ? "O1" : "O2";
    ASSERT_EQ(fixture::settle(operation, i <= 30 ? ruling : fixture::withdrawal(exhibit)),
              Causes{});
  }
  fixture::sign_off_unit(operation, "W1");
  fixture::sign_off_unit(operation, "W2");
  EXPECT_EQ(moved_sentences(operation),
            (Sentences{"One account alone left 20 challenged ballots as counted (board-1 20); "
                       "found as claimed, they could decide who is elected.",
                       "Claims on challenged ballots that others than their party withdrew: 10; by "
                       "board-2, clerk."}));
}

}  // namespace
}  // namespace recanvass::workflow
