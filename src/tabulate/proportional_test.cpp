#include "tabulate/proportional.h"

#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::tabulate {
namespace {

using election::VoteCount;
using fixture::votes_of;
using Seats = std::vector<std::int64_t>;

struct AllotmentCase {
  std::vector<std::int64_t> votes;
  std::int64_t places;
  SeatMethod method;
  Seats seats;
  Choices tied;
  std::int64_t left;
};

TEST(AllotSeats, TextbookExamplesComeOutAndEqualClaimsAreTies) {
  const std::vector<std::int64_t> four = {100000, 80000, 30000, 20000};
  const std::vector<std::int64_t> six = {47000, 16000, 15900, 12000, 6000, 3100};
  const std::vector<AllotmentCase> cases = {
      {four, 8, SeatMethod::DHondt, {4, 3, 1, 0}, {}, 0},
      {four, 8, SeatMethod::SainteLague, {3, 3, 1, 1}, {}, 0},
      {six, 10, SeatMethod::Hamilton, {5, 2, 1, 1, 1, 0}, {}, 0},
      {six, 10, SeatMethod::DHondt, {5, 2, 2, 1, 0, 0}, {}, 0},
      {six, 10, SeatMethod::SainteLague, {4, 2, 2, 1, 1, 0}, {}, 0},
      // 10/1.4 > 21/3, 9.8/1.4 = 21/3: at, above and below the first divisor of 1.4
      {{210, 100}, 4, SeatMethod::ModifiedSainteLague, {3, 1}, {}, 0},
      {{210, 98}, 2, SeatMethod::ModifiedSainteLague, {1, 0}, {0, 1}, 1},
      {{210, 99}, 2, SeatMethod::ModifiedSainteLague, {1, 1}, {}, 0},
      {{210, 97}, 2, SeatMethod::ModifiedSainteLague, {2, 0}, {}, 0},
      {{200, 100}, 2, SeatMethod::DHondt, {1, 0}, {0, 1}, 1},
      {{200, 100}, 3, SeatMethod::DHondt, {2, 1}, {}, 0},
      {{5, 5, 5}, 4, SeatMethod::Hamilton, {1, 1, 1}, {0, 1, 2}, 1},
      {{5, 5, 0}, 1, SeatMethod::Hamilton, {0, 0, 0}, {0, 1}, 1},
      {{0, 0}, 3, SeatMethod::DHondt, {0, 0}, {}, 3},
      {{0, 0}, 3, SeatMethod::Hamilton, {0, 0}, {}, 3},
      {{7, 0}, 3, SeatMethod::SainteLague, {3, 0}, {}, 0},
  };
  for (const AllotmentCase& one : cases) {
    const SeatAllotment found = allot_seats(votes_of(one.votes), one.places, one.method);
    EXPECT_EQ(found.seats, one.seats);
    EXPECT_EQ(found.tied, one.tied);
    EXPECT_EQ(found.left, one.left);
  }
  const Lots lots = {{{0, 1}, 1}};
  EXPECT_EQ(allot_seats(votes_of({200, 100}), 2, SeatMethod::DHondt, lots).seats, (Seats{1, 1}));
}

// The second implementation: all quotients in a row, the greatest first, as fractions.
TEST(AllotSeats, EverySmallElectionAgreesWithTheSortedQuotients) {
  for (std::int64_t a = 0; a <= 12; ++a) {
    for (std::int64_t b = 0; b <= 12; ++b) {
      for (std::int64_t c = 0; c <= 12; ++c) {
        for (const SeatMethod method : {SeatMethod::DHondt, SeatMethod::SainteLague}) {
          std::vector<std::pair<base::Rational, std::size_t>> quotients;
          const std::vector<std::int64_t> votes = {a, b, c};
          for (std::size_t list = 0; list < 3; ++list) {
            for (std::int64_t i = 0; i < 5 && votes[list] > 0; ++i) {
              const std::int64_t by = method == SeatMethod::DHondt ? i + 1 : 2 * i + 1;
              quotients.emplace_back(base::Rational(votes[list], by), list);
            }
          }
          std::ranges::sort(quotients, std::greater<>());
          const SeatAllotment found = allot_seats(votes_of(votes), 5, method);
          if (quotients.size() < 5) continue;
          Seats sure(3, 0);
          const bool tie = quotients.size() > 5 && quotients[4].first == quotients[5].first;
          for (std::size_t i = 0; i < 5; ++i) {
            if (!tie || quotients[i].first > quotients[4].first) ++sure[quotients[i].second];
          }
          ASSERT_EQ(found.seats, sure) << a << " " << b << " " << c;
          ASSERT_EQ(!found.tied.empty(), tie);
        }
      }
    }
  }
}

TEST(AboveThreshold, ExactlyAtTheShareStaysOnlyWhereAtLeastIsAsked) {
  const ChoiceVotes votes = votes_of({5, 95, 0});
  const base::Rational share(1, 20);
  EXPECT_EQ(above_threshold(votes, {share, Reach::AtLeast}), votes_of({5, 95, 0}));
  EXPECT_EQ(above_threshold(votes, {share, Reach::Above}), votes_of({0, 95, 0}));
  EXPECT_EQ(above_threshold(votes_of({4, 96, 0}), {share, Reach::AtLeast}), votes_of({0, 96, 0}));
}

TEST(FreeLists, SeatsGoToListsAndThenToTheirCandidatesWithTheMostVotes) {
  const ChoiceVotes votes = votes_of({30, 50, 20, 40, 25, 4});
  const std::vector<std::uint32_t> list_of = {0, 0, 0, 1, 1, 2};
  FreeListRules rules;
  const FreeListCount counted = count_free_lists(votes, list_of, 3, rules);
  EXPECT_EQ(counted.list_votes, votes_of({100, 65, 4}));
  EXPECT_EQ(counted.seats.seats, (Seats{2, 1, 0}));
  EXPECT_EQ(counted.elected[0].winners, (Choices{1, 0}));
  EXPECT_EQ(counted.elected[1].winners, (Choices{3}));
  EXPECT_EQ(counted.elected[2].decision, Decision::NoVotes);
  rules.threshold = ShareNeeded{base::Rational(1, 2), Reach::AtLeast};
  EXPECT_EQ(count_free_lists(votes, list_of, 3, rules).seats.seats, (Seats{3, 0, 0}));
}

}  // namespace
}  // namespace recanvass::tabulate
