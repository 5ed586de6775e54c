#include "report/chart_screen.h"
#include "report/screen_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

screen::Answered drawn(const std::vector<screen::FingerprintUnit>& units) {
  screen::Answered answer;
  answer.question.id = "cloud";
  answer.fingerprint = screen::make_fingerprint(units);
  return answer;
}

std::size_t squares(const std::string& svg) {
  std::size_t found = 0;
  for (auto at = svg.find("class=\"bar\""); at != std::string::npos;
       at = svg.find("class=\"bar\"", at + 1)) {
    ++found;
  }
  return found;
}

TEST(ChartFingerprint, ACellWithUnitsIsASquareAndBandsOfTenPointsATable) {
  const auto chart =
      chart_fingerprint(drawn({{30, 60, 100}, {300, 610, 1'000}, {330, 650, 1'000}, {9, 10, 10}}));
  ASSERT_TRUE(chart.has_value());
  EXPECT_EQ(squares(chart->wide), 4u);
  EXPECT_EQ(squares(chart->narrow), 4u);
  // 60 %, 61 % and 65 % of turnout, about half the votes: 50 %, 49 % and 51 %.
  const std::vector<std::vector<std::string>> rows = {{"60 to 70%", "40 to 50%", "1", "610"},
                                                      {"60 to 70%", "50 to 60%", "2", "710"},
                                                      {"90 to 100%", "90 to 100%", "1", "10"}};
  EXPECT_EQ(chart->table.rows, rows);
  EXPECT_NE(chart->title.find("picture only"), std::string::npos);
  EXPECT_NE(chart->key.find("No test"), std::string::npos);
}

TEST(ChartFingerprint, WithoutUnitsThereIsNoPicture) {
  EXPECT_FALSE(chart_fingerprint(drawn({{1, 3, 2}})).has_value());
  EXPECT_FALSE(chart_fingerprint(sample_screening().answers[0]).has_value());
}

}  // namespace
}  // namespace recanvass::report
