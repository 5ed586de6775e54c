#include "reconcile/figure.h"

#include <gtest/gtest.h>

namespace recanvass::reconcile {
namespace {

TEST(Figure, TheTableHasTheOrderOfTheEnumeration) {
  std::size_t place = 0;
  for (const FigureRow& row : figure_rows()) {
    EXPECT_EQ(static_cast<std::size_t>(row.figure), place++) << row.id;
    EXPECT_EQ(row_of(row.figure).id, row.id);
    EXPECT_EQ(figure_named(row.id), row.figure);
  }
  EXPECT_EQ(place, static_cast<std::size_t>(Figure::BallotsWithoutInitials) + 1);
}

TEST(Figure, EveryLineIsKeptWhereItsNameSaysAndNowhereElse) {
  for (const FigureRow& row : figure_rows()) {
    const auto figures = make_figures({{std::string(row.id), 7}});
    ASSERT_TRUE(figures) << row.id;
    for (const FigureRow& other : figure_rows()) {
      EXPECT_EQ(value_of(*figures, other.figure).has_value(), other.figure == row.figure)
          << row.id << " in " << other.id;
    }
    EXPECT_EQ(value_of(*figures, row.figure), 7);
  }
}

TEST(Figure, AFigureThatNobodyWroteDownIsAHoleAndZeroIsNot) {
  const auto figures = make_figures({{"ballots_found", 0}});
  EXPECT_EQ(value_of(*figures, Figure::BallotsFound), 0);
  EXPECT_FALSE(value_of(*figures, Figure::TapeTotal).has_value());
}

TEST(Figure, EverythingWrongWithAFormIsSaidAtOnce) {
  const auto figures = make_figures(
      {{"ballots_fuond", 1}, {"tape_total", -1}, {"registered", 5}, {"registered", 6}});
  ASSERT_FALSE(figures);
  ASSERT_EQ(figures.problems().size(), 3U);
  EXPECT_EQ(figures.problems()[0].cause, "figure.unknown");
  EXPECT_EQ(figures.problems()[0].mend, "Write ballots_found.");
  EXPECT_EQ(figures.problems()[1].cause, "figure.negative");
  EXPECT_EQ(figures.problems()[2].cause, "figure.twice");
}

}  // namespace
}  // namespace recanvass::reconcile
