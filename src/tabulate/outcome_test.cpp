#include "tabulate/outcome.h"

#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::tabulate {
namespace {

using fixture::votes_of;

struct OutcomeCase {
  std::vector<std::int64_t> votes;
  std::int64_t places;
  Lots lots;
  Decision decision;
  Choices winners;
  Choices tied;
  std::int64_t open;
};

TEST(ElectMost, FillsPlacesAndLeavesTiesOpen) {
  const std::vector<OutcomeCase> cases = {
      {{3, 5, 4}, 1, {}, Decision::Elected, {1}, {}, 0},
      {{3, 5, 4}, 2, {}, Decision::Elected, {1, 2}, {}, 0},
      {{5, 5, 4}, 2, {}, Decision::Elected, {0, 1}, {}, 0},   // equal, but both have a place
      {{5, 5, 4}, 1, {}, Decision::Tied, {}, {0, 1}, 1},
      {{5, 4, 4, 4}, 3, {}, Decision::Tied, {0}, {1, 2, 3}, 2},
      {{5, 5, 4}, 1, {{{0, 1}, 1}}, Decision::Elected, {1}, {}, 0},
      {{5, 5, 4}, 1, {{{0, 2}, 2}}, Decision::Tied, {}, {0, 1}, 1},  // a lot among others
      {{5, 5, 4}, 1, {{{0, 1, 2}, 1}}, Decision::Tied, {}, {0, 1}, 1},  // among more
      {{5, 5, 4}, 1, {{{0, 1}, 2}}, Decision::Tied, {}, {0, 1}, 1},  // drawn was not among them
      {{4, 4, 4}, 2, {{{0, 1, 2}, 2}, {{0, 1}, 0}}, Decision::Elected, {2, 0}, {}, 0},
      {{4, 4, 4}, 2, {{{0, 1, 2}, 2}}, Decision::Tied, {2}, {0, 1}, 1},
      {{0, 0, 0}, 1, {}, Decision::NoVotes, {}, {}, 0},
      {{0, 7, 0}, 2, {}, Decision::TooFew, {1}, {}, 1},
      {{0, 7, 0}, 1, {}, Decision::Elected, {1}, {}, 0},
  };
  for (const OutcomeCase& one : cases) {
    const Outcome found = elect_most(votes_of(one.votes), one.places, one.lots);
    EXPECT_EQ(found.decision, one.decision);
    EXPECT_EQ(found.winners, one.winners);
    EXPECT_EQ(found.tied, one.tied);
    EXPECT_EQ(found.places, one.open);
  }
}

}  // namespace
}  // namespace recanvass::tabulate
