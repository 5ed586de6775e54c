#include "formats/mark_cells.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

using election::CardContest;
using election::Mark;
using election::MarkingState;

struct CellsFilled {
  std::string cells;
  std::string lost;
};

CellsFilled cells_filled(std::int32_t vote_for, std::int32_t ranks, MarkingState state,
                         std::vector<Mark> marks) {
  const CardContest contest{{"1"}, "M", vote_for,
                            ranks, 1,   {{{"a"}, "A", {}}, {{"b"}, "B", {}}, {{"c"}, "C", {}}}};
  LossList losses({}, {});
  CellsFilled filled;
  filled.cells.resize(mark_cells_of(contest));
  fill_mark_cells(contest, {state, marks}, filled.cells.data(), losses);
  for (const auto& [words, times] : losses.take()) filled.lost += words;
  return filled;
}

TEST(MarkCells, NoCellMakesAVoteOfWhatWasNone) {
  const Mark a{0, 0, 1};
  const Mark c{2, 0, 1};
  struct Case {
    std::int32_t vote_for;
    MarkingState state;
    std::vector<Mark> marks;
    std::string cells;
    std::string lost;
  };
  using enum MarkingState;
  for (const Case& each : std::vector<Case>{
           {1, Marked, {c}, "001", ""},
           {1, Blank, {}, "000", ""},
           {2, Marked, {a, c}, "101", ""},
           {0, Marked, {a, c}, "101", ""},
           {1, Overvoted, {a, c}, "101", kLostOvervote},
           {1, Overvoted, {c}, "101", kInventedMarks},
           {1, Overvoted, {}, "110", kInventedMarks},
           {2, Overvoted, {a, c}, "111", kInventedMarks},
           {3, Overvoted, {a, c}, "000", kLostAsBlank},
           // Without a limit two marks are two votes.
           {0, Overvoted, {a, c}, "000", kLostAsBlank},
           {0, Overvoted, {}, "000", kLostAsBlank},
           {1, Marked, {a, c}, "101", kLostOvervote},
           // Two written names of one choice are more than one vote.
           {1, Marked, {{2, 0, 2}}, "101", std::string(kLostVotes) + kInventedMarks}}) {
    const CellsFilled filled = cells_filled(each.vote_for, 0, each.state, each.marks);
    EXPECT_EQ(filled.cells, each.cells) << each.vote_for;
    EXPECT_EQ(filled.lost.size(), each.lost.size()) << filled.lost;
  }
}

TEST(MarkCells, RanksFollowOneAnother) {
  using enum MarkingState;
  EXPECT_EQ(cells_filled(1, 2, Marked, {{1, 1, 1}, {0, 2, 1}}).cells, "010100");
  EXPECT_EQ(cells_filled(0, 2, Overvoted, {}).cells, "110000");
  EXPECT_EQ(cells_filled(1, 2, Overvoted, {{0, 1, 1}, {2, 1, 1}, {1, 2, 1}}).cells, "101010");
  EXPECT_EQ(cells_filled(1, 2, Marked, {{0, 3, 1}}).lost, kLostRank);
  const CardContest empty{{"1"}, "M", 1, 0, 1, {}};
  EXPECT_EQ(mark_cells_of(empty), 1U);
}

}  // namespace
}  // namespace recanvass::formats
