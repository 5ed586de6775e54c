#include "audit/small_world_test.h"

#include <gtest/gtest.h>

namespace recanvass::audit {
namespace {

using small_world::Numbers;
using small_world::Tabled;
using small_world::World;
using tabulate::SeatMethod;
using Seats = std::vector<std::int64_t>;

// Every way to give so many seats to so many lists.
std::vector<Seats> all_allotments(std::size_t lists, std::int64_t seats) {
  if (lists == 1) return {{seats}};
  std::vector<Seats> all;
  for (std::int64_t own = 0; own <= seats; ++own) {
    for (Seats rest : all_allotments(lists - 1, seats - own)) {
      rest.insert(rest.begin(), own);
      all.push_back(std::move(rest));
    }
  }
  return all;
}

void expect_seats_proved(SeatMethod method, int ballots_max) {
  const World world = small_world::marked_world("ABCD", method == SeatMethod::Hamilton ? 1 : 2);
  const ListOf lists{0, 1, 2, 3};
  for (const std::int64_t seats : {1, 2, 3, 5}) {
    const auto reports = all_allotments(4, seats);
    std::vector<Tabled> tabled;
    for (const Seats& report : reports) {
      tabled.emplace_back(world,
                          method == SeatMethod::Hamilton
                              ? hamilton_seats(world.contest(), lists, report, {1, 1})
                              : divisor_seats(world.contest(), lists, report, method, {1, 1}));
    }
    std::int64_t wrong = 0;
    std::int64_t proved = 0;
    world.for_each(ballots_max, [&](const Numbers& numbers) {
      const auto tally = tabulate::tally_votes(world.profile(numbers), 1);
      const auto allotted = tabulate::allot_seats(tally.votes, seats, method);
      for (std::size_t i = 0; i < reports.size(); ++i) {
        const bool right = allotted.left == 0 && allotted.seats == reports[i];
        const bool all_true = tabled[i].all_true(numbers);
        proved += all_true ? 1 : 0;
        if (all_true != right) ++wrong;
      }
    });
    EXPECT_EQ(wrong, 0) << seats;
    EXPECT_GT(proved, 0);
  }
}

TEST(SmallWorlds, DHondtSeatsAreRightExactlyWhenTheirAssertionsAreTrue) {
  expect_seats_proved(SeatMethod::DHondt, 4);
}

TEST(SmallWorlds, SainteLagueSeatsAreRightExactlyWhenTheirAssertionsAreTrue) {
  expect_seats_proved(SeatMethod::SainteLague, 4);
}

TEST(SmallWorlds, ModifiedSainteLagueSeatsAreRightExactlyWhenTheirAssertionsAreTrue) {
  expect_seats_proved(SeatMethod::ModifiedSainteLague, 3);
}

TEST(SmallWorlds, HamiltonSeatsAreRightExactlyWhenTheirAssertionsAreTrue) {
  expect_seats_proved(SeatMethod::Hamilton, 6);
}

// Belgium 2024, East Flanders: seat 20 goes to a third seat at 42,586 against 41,957; the value of
// a card without error is printed as .500436.
TEST(Seats, APublishedLastSeatIsReproduced) {
  const auto contest = tabulate::fixture::contest_of("AB");
  const ListOf lists{0, 1};
  const Assertions all = divisor_seats(contest, lists, Seats{3, 2}, SeatMethod::DHondt, {1, 1});
  const auto profile = tabulate::fixture::marked_profile("AB", {{"A", 127758}, {"B", 125871}});
  const Assertion& last = all[0];
  EXPECT_EQ(last.words, "seat 3 of A outweighs seat 3 of B");
  EXPECT_EQ(last.assorter.upper_bound(), base::Rational(1));
  const base::Rational lead =
      assorter_margin(last.assorter, numerator_sum(last.assorter, profile), profile.cards(),
                      election::CardCount(1083369 - 127758 - 125871), election::CardCount(0));
  EXPECT_NEAR(1.0 / (2.0 - lead.approximate()), 0.500436, 5e-7);
}

// Free lists: what counts is the list of the candidate who is voted for, with many votes a card.
TEST(Seats, FreeListsAddTheVotesOfTheirCandidates) {
  const auto contest = tabulate::fixture::contest_of("ABCD");
  const ListOf lists{0, 0, 1, 1};
  const Assertions all = divisor_seats(contest, lists, Seats{1, 0}, SeatMethod::DHondt, {3, 2});
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].words, "seat 1 of list 1 outweighs seat 1 of list 2");
  const std::vector<election::Mark> marks{{0, 0, 1}, {1, 0, 1}, {2, 0, 1}};
  EXPECT_EQ(all[0].assorter.value({election::MarkingState::Marked, marks}),
            base::Rational(4, 6));  // two votes against one, of at most three
}

}  // namespace
}  // namespace recanvass::audit
