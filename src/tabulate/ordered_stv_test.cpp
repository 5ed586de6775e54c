#include "tabulate/ordered_stv.h"

#include "election/card_fixture.h"
#include "tabulate/stv_rules.h"
#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::tabulate {
namespace {

using election::CardCount;
using election::VoteCount;
using fixture::contest_of;
using fixture::ranked_marks;
using fixture::votes_of;

// Ballots in their order, each as people write it.
OrderedBallots in_order(std::string_view letters, const std::vector<std::string>& ballots) {
  OrderedBallots ordered{Profile(contest_of(letters, static_cast<int>(letters.size()))), {}, {}};
  for (const std::string& ballot : ballots) {
    const auto marks = ranked_marks(ballot);
    ordered.lines.push_back(static_cast<std::uint32_t>(ordered.profile.size()));
    ordered.cards.push_back(ordered.cards.size());
    ordered.profile.add(
        marks.empty() ? election::MarkingState::Blank : election::MarkingState::Marked, marks,
        CardCount(1));
  }
  return ordered;
}

// Six of nine for A with a quota of 4: a surplus of 2, and every third ballot goes.
const std::vector<std::string> kSurplus = {"A>B", "A>C", "A", "A>C", "A>C", "A>B", "B", "C", "C"};

TEST(OrderedStv, EveryNthBallotOfASurplusGoesAndOneThatNamesNobodyStays) {
  const StvCount counted = count_ordered_stv(in_order("ABC", kSurplus), 2, {});
  EXPECT_EQ(counted.quota, VoteCount(4));
  EXPECT_EQ(counted.stages[0].votes, votes_of({6, 1, 2}));
  EXPECT_EQ(counted.stages[0].elected, (Choices{0}));
  // 3 stays, 6 goes to B; then 4, the first of n + 1, to C.
  EXPECT_EQ(counted.stages[1].what, StvStage::What::Surplus);
  EXPECT_EQ(counted.stages[1].votes, votes_of({4, 2, 3}));
  EXPECT_EQ(counted.stages[2].of, (Choices{1}));
  EXPECT_EQ(counted.elected, (Choices{0, 2}));
}

TEST(OrderedStv, TheOrderOfBallotsCanChangeWhoIsElected) {
  // Every third ballot of A goes to B where it goes to C in the other order.
  const std::vector<std::string> to_b = {"A>C", "A>C", "A>B", "A>C", "A>C", "A>B", "B", "C", "B"};
  const std::vector<std::string> to_c = {"A>B", "A>C", "A>C", "A>B", "A>C", "A>C", "B", "C", "C"};
  EXPECT_EQ(count_ordered_stv(in_order("ABC", to_b), 2, {}).elected, (Choices{0, 1}));
  EXPECT_EQ(count_ordered_stv(in_order("ABC", to_c), 2, {}).elected, (Choices{0, 2}));
}

TEST(OrderedStv, TheStepIsTheNearestWholeNumberAndAHalfRoundsUp) {
  // Five ballots, a surplus of 2: 2.5 is 3. The third ballot goes, then the fourth.
  const StvCount counted =
      count_ordered_stv(in_order("ABC", {"A>B", "A>B", "A>C", "A>C", "A>B", "B", "C", "B"}), 2, {});
  EXPECT_EQ(counted.quota, VoteCount(3));
  EXPECT_EQ(counted.stages[1].votes, votes_of({3, 2, 3}));
  EXPECT_EQ(counted.elected, (Choices{0, 2}));
}

TEST(OrderedStv, WhoReachesTheQuotaWithinATransferReceivesNoMore) {
  // D's three ballots: the first makes B's quota of 3, the others go on to C.
  const StvCount counted = count_ordered_stv(
      in_order("ABCD", {"A", "A", "A", "B", "B", "C", "C", "D>B>C", "D>B>C"}), 3, {});
  EXPECT_EQ(counted.quota, VoteCount(3));
  EXPECT_EQ(counted.ending, StvEnding::NeedsLot);  // B, C and D have two each, from the first on
  EXPECT_EQ(counted.tied, (Choices{1, 2, 3}));
  const StvCount drawn =
      count_ordered_stv(in_order("ABCD", {"A", "A", "A", "B", "B", "C", "C", "D>B>C", "D>B>C"}), 3,
                        {}, Lots{{{1, 2, 3}, 3}});
  EXPECT_EQ(drawn.stages[1].votes, votes_of({3, 3, 3, 0}));
  EXPECT_EQ(drawn.elected, (Choices{0, 1, 2}));
}

TEST(OrderedStv, ThoseBelowTheLeastNumberGoOutTogether) {
  OrderedStvRules rules;
  rules.ballots_min = 2;
  const std::vector<std::string> ballots = {"A", "A", "A", "B", "B", "C>A", "D>B", "A", "B"};
  const StvCount counted = count_ordered_stv(in_order("ABCD", ballots), 2, rules);
  EXPECT_EQ(counted.stages[0].elected, (Choices{0}));
  EXPECT_EQ(counted.stages[1].of, (Choices{2, 3}));
  rules.ballots_min = 0;
  EXPECT_EQ(count_ordered_stv(in_order("ABCD", ballots), 2, rules).ending, StvEnding::NeedsLot);
}

TEST(OrderedStv, TooFewLeftKeepsThoseBelowTheLeastNumberIn) {
  OrderedStvRules rules;
  rules.ballots_min = 50;
  const StvCount counted = count_ordered_stv(in_order("ABC", kSurplus), 2, rules);
  EXPECT_EQ(counted.elected, (Choices{0, 2}));
}

TEST(OrderedStv, NoBallotIsMadeOrForgotten) {
  const StvCount counted = count_ordered_stv(in_order("ABC", kSurplus), 2, {});
  for (const StvStage& stage : counted.stages) {
    std::int64_t sum = stage.exhausted.value();
    for (const VoteCount votes : stage.votes) sum += votes.value();
    EXPECT_EQ(sum, 9);
  }
}

TEST(OrderedStv, ThePathOfABallotSaysWithWhomItIs) {
  const auto path = ordered_stv_path_of(in_order("ABC", kSurplus), 2, {}, {}, 5);  // the sixth
  ASSERT_GE(path.size(), 3U);
  EXPECT_EQ(path[0].held_by, ChoiceIndex{0});
  EXPECT_EQ(path[1].held_by, ChoiceIndex{1});
  EXPECT_EQ(path[2].held_by, std::nullopt);
}

TEST(OrderedStv, CardsComeInTheOrderOfTheImportOrOfThePrecinctsDrawn) {
  election::CardStoreBuilder builder;
  builder.add_contest(election::fixture::contest_named("mayor", 2, 2));
  const auto add = [&](const char* precinct, election::ChoiceIndex choice) {
    election::CardProfile profile;
    profile.precinct = builder.precinct(precinct);
    builder.add_card(
        {builder.profile(profile), builder.batch(builder.tabulator("1"), "1"), 0, true, {}, {}});
    const std::vector<election::Mark> marks = {{choice, 1, 1}};
    ASSERT_TRUE(
        builder.add_marking(0, builder.markings(0).code_of(election::MarkingState::Marked, marks)));
  };
  add("north", 0);
  add("south", 1);
  add("north", 1);
  const election::CardStore store = builder.finish();
  const auto numbers = [](const OrderedBallots& ballots) { return ballots.cards; };
  EXPECT_EQ(numbers(ordered_ballots_of(store, 0)), (std::vector<std::uint64_t>{0, 1, 2}));
  const std::vector<std::string> drawn = {"south"};
  EXPECT_EQ(numbers(ordered_ballots_of(store, 0, drawn)), (std::vector<std::uint64_t>{1, 0, 2}));
}

}  // namespace
}  // namespace recanvass::tabulate
