#include "workflow/moved_votes.h"

#include "workflow/deciding_fixture.h"
#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

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
  EXPECT_EQ(
      moved_sentences(operation),
      (Sentences{"By rulings and agreements 17 challenged ballots count otherwise than tallied "
                 "(A -17, B +17); by board-1, board-2.",
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
            (Sentences{"A third person settled 1 batch whose two entries differed (10 votes): B3; "
                       "by super.",
                       "Set aside after somebody had entered it: 1 batch (50 ballots listed): B2; "
                       "by clerk, super."}));
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

TEST(MovedVotes, FiguresOfNeitherEntryAndWhomBothEntriesNameAreSaid) {
  Operation operation = fixture::operation_judging();
  for (const auto& [batch, ballots, a, b] :
       {std::tuple{"B1", 100, 60, 38}, std::tuple{"B2", 50, 30, 17}}) {
    fixture::count_batch(operation, batch, ballots, a, b);
  }
  fixture::sign_off_unit(operation, "W1");
  ASSERT_EQ(do_command(operation, fixture::tally("team-1", "B3", 10, 4, 6)), Causes{});
  ASSERT_EQ(do_command(operation, fixture::tally("team-2", "B3", 10, 5, 5)), Causes{});
  Command third = fixture::tally("super", "B3", 10, 0, 10);
  third.kind = "tally.adjudicate";
  third.body["cause"] = "reading-error";
  third.body["words"] = "both sheets were of another batch";
  ASSERT_EQ(fixture::do_with_second(operation, third, "board-1"), Causes{});
  fixture::sign_off_unit(operation, "W2");
  const Sentences said = moved_sentences(operation);
  ASSERT_EQ(said.size(), 2U);
  EXPECT_EQ(said[1],
            "Settled on figures of neither entry: 1 batch (10 votes): B3; by board-1, "
            "super.");
  EXPECT_EQ(entries_alone(operation), "") << "a leads either way";
  operation.commitment.units.at("W1").votes = {{"a", 90}, {"b", 55}};
  Tally& settled = *operation.counting.batches["B3"].adjudicated;
  settled.votes = {{"a", 0}, {"b", 60}};
  operation.counting.sums.at("W2").votes = settled.votes;
  EXPECT_EQ(entries_alone(operation),
            "Both entries of what a third person settled name A: the third decides.");
}

TEST(MovedVotes, BatchesOnNoManifestAndBatchesSetAsideUnenteredAreNamed) {
  Operation operation = fixture::operation_judging();
  ASSERT_EQ(do_command(operation, command_of("batch.extra", "super",
                                             {{"batch", "X1"},
                                              {"unit", "W2"},
                                              {"container", "C2"},
                                              {"ballots", 20},
                                              {"reason", "found in a box"}})),
            Causes{});
  const std::uint64_t incident = operation.commitment.batches.at("X1").incident;
  ASSERT_EQ(do_command(operation, command_of("incident.resolve", "clerk",
                                             {{"incident", incident}, {"words", "counted"}})),
            Causes{});
  fixture::count_batch(operation, "X1", 20, 1, 19);
  ASSERT_EQ(fixture::do_with_second(
                operation, command_of("batch.void", "clerk", {{"batch", "B3"}, {"reason", "no"}}),
                "super"),
            Causes{});
  fixture::sign_off_unit(operation, "W2");
  EXPECT_EQ(moved_sentences(operation),
            (Sentences{"Counted though no published manifest lists it: 1 batch (20 ballots; A +1, "
                       "B +19): X1; by super, team-1, team-2.",
                       "Set aside before anybody entered it: 1 batch (10 ballots listed): B3; by "
                       "clerk, super."}));
}

}  // namespace
}  // namespace recanvass::workflow
