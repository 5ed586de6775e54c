#include "reconcile/permutation.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::reconcile {
namespace {

const std::vector<std::string> kNames = {"a", "b", "c", "d"};

TEST(Permutation, EachKindOfRearrangementIsNamed) {
  struct Case {
    std::vector<std::int64_t> figures;
    std::vector<std::int64_t> other;
    std::string words;  // empty: no match
  };
  const std::vector<Case> cases = {
      {{500, 300, 20, 5}, {300, 500, 20, 5}, "the figures of a and b are exchanged"},
      {{500, 300, 20, 5},
       {300, 20, 500, 5},
       "a has the votes of b, b has the votes of c, c has the votes of a"},
      {{500, 300, 20, 5}, {300, 20, 5, 0}, "from a on, each name has the votes 1 place after it"},
      {{500, 300, 20, 5}, {500, 20, 5, 0}, "from b on, each name has the votes 1 place after it"},
      {{500, 300, 20, 5},
       {0, 500, 300, 20},
       "from a on, each name has the votes 1 place before it"},
      {{500, 300, 20, 5}, {20, 5, 7, 7}, "from a on, each name has the votes 2 places after it"},
      {{500, 300, 20, 5}, {500, 300, 20, 5}, ""},
      {{500, 300, 20, 5}, {501, 300, 20, 5}, ""},
      {{500, 0, 0, 0}, {0, 0, 0, 500}, "the figures of a and d are exchanged"},
      {{500, 1, 0, 0}, {1, 0, 0, 0}, ""},  // one figure moved is no pattern
      {{7, 7, 300, 5}, {7, 300, 7, 5}, "the figures of b and c are exchanged"},
  };
  for (const Case& row : cases) {
    const auto match = match_columns(row.figures, row.other);
    ASSERT_EQ(match.has_value(), !row.words.empty()) << row.words;
    if (match) {
      EXPECT_EQ(words_of(*match, kNames), row.words);
    }
  }
}

TEST(Permutation, EveryPermutationOfFourFiguresIsFoundAndReproducesTheColumn) {
  const std::vector<std::int64_t> figures = {4, 9, 9, 1};
  std::vector<std::size_t> order = {0, 1, 2, 3};
  do {
    std::vector<std::int64_t> other;
    for (const std::size_t from : order) other.push_back(figures[from]);
    const auto match = match_columns(figures, other);
    ASSERT_EQ(match.has_value(), other != figures);
    for (std::size_t i = 0; match && i < other.size(); ++i) {
      if (match->from[i]) {
        EXPECT_EQ(other[i], figures[*match->from[i]]);
      } else {
        EXPECT_EQ(match->kind, Rearrangement::Shifted);
      }
    }
  } while (std::next_permutation(order.begin(), order.end()));
}

}  // namespace
}  // namespace recanvass::reconcile
