#include "formats/mode_columns.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

std::vector<ModeRow> rows_of(const std::vector<std::vector<std::int64_t>>& figures) {
  std::vector<ModeRow> rows;
  for (const auto& row : figures) rows.push_back({0, 0, 0, 0, std::nullopt, row, {}});
  return rows;
}

// "1=0+2" certain, "1?0+2" not.
std::string sums_text(const std::vector<std::string>& names,
                      const std::vector<std::vector<std::int64_t>>& figures) {
  std::string text;
  for (const ModeSum& sum : sums_among_modes(names, rows_of(figures))) {
    text += (text.empty() ? "" : " ") + std::to_string(sum.whole) + (sum.is_certain ? "=" : "?");
    for (std::size_t i = 0; i < sum.parts.size(); ++i) {
      text += (i == 0 ? "" : "+") + std::to_string(sum.parts[i]);
    }
  }
  return text;
}

const std::vector<std::string> kAbsentee = {"election_day", "absentee", "absentee_by_mail",
                                            "absentee_in_person"};

TEST(ModeColumnsTest, TheAbsenteeColumnIsJudgedByItsNameAndFigures) {
  EXPECT_EQ(sums_text(kAbsentee, {{9, 7, 4, 3}, {8, 5, 5, 0}}), "1=2+3");
  EXPECT_EQ(sums_text(kAbsentee, {{9, 7, 4, 3}, {8, 6, 5, 0}}), "1?2+3") << "one row is more";
  EXPECT_EQ(sums_text(kAbsentee, {{9, 7, 4, 3}, {8, 4, 5, 0}}), "") << "one row is less";
  EXPECT_EQ(sums_text(kAbsentee, {{9, 0, 0, 0}}), "") << "nothing to count twice";
}

TEST(ModeColumnsTest, RowsThatLeaveOneSideEmptySayNothing) {
  EXPECT_EQ(sums_text(kAbsentee, {{9, 7, 4, 3}, {8, 6, kNoFigure, kNoFigure}}), "1=2+3");
  EXPECT_EQ(sums_text(kAbsentee, {{8, 6, kNoFigure, kNoFigure}}), "");
  EXPECT_EQ(sums_text(kAbsentee, {{8, kNoFigure, 4, 3}}), "");
}

TEST(ModeColumnsTest, OtherColumnsNeedFiveRowsThatAgree) {
  const std::vector<std::string> names = {"election_day", "early_voting", "in_person", "mail"};
  const std::vector<std::vector<std::int64_t>> five = {
      {50, 12, 7, 5}, {41, 9, 3, 6}, {60, 22, 11, 11}, {33, 4, 4, 0}, {70, 31, 1, 30}};
  EXPECT_EQ(sums_text(names, five), "1=2+3");
  EXPECT_EQ(sums_text(names, {five.begin(), five.begin() + 4}), "");
  auto broken = five;
  broken[4][1] = 32;
  EXPECT_EQ(sums_text(names, broken), "");
}

TEST(ModeColumnsTest, AColumnOfZerosIsNoPart) {
  std::vector<std::vector<std::int64_t>> rows;
  for (std::int64_t i = 1; i < 9; ++i) rows.push_back({i, i, 0});
  EXPECT_EQ(sums_text({"mail", "mail_in", "provisional"}, rows), "");
}

}  // namespace
}  // namespace recanvass::formats
