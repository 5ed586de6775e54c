#include "report/qr.h"

#include "report/page_faults.h"

#include <gtest/gtest.h>

#include <charconv>

namespace recanvass::report {
namespace {

// ISO/IEC 18004 puts a finder, 7 squares wide, into three corners.
bool has_finder(const std::vector<std::vector<bool>>& squares, std::size_t top, std::size_t left) {
  for (std::size_t y = 0; y < 7; ++y) {
    for (std::size_t x = 0; x < 7; ++x) {
      const bool ring = y == 0 || y == 6 || x == 0 || x == 6;
      const bool heart = y >= 2 && y <= 4 && x >= 2 && x <= 4;
      if (squares[top + y][left + x] != (ring || heart)) return false;
    }
  }
  return true;
}

TEST(Qr, ACodeIsASquareWithItsFinders) {
  const auto squares = qr_squares("us-wi-dane-W1-B001");
  ASSERT_TRUE(squares.has_value());
  const std::size_t side = squares->size();
  EXPECT_EQ((side - 17) % 4, 0U);
  for (const auto& row : *squares) EXPECT_EQ(row.size(), side);
  EXPECT_TRUE(has_finder(*squares, 0, 0));
  EXPECT_TRUE(has_finder(*squares, 0, side - 7));
  EXPECT_TRUE(has_finder(*squares, side - 7, 0));
}

TEST(Qr, ThePictureHasTheSquaresOfTheCode) {
  const std::string text = "B1";
  const auto squares = qr_squares(text);
  const std::string svg = qr_svg(text, "q", "QR code of B1");
  std::size_t dark = 0;
  for (const auto& row : *squares) {
    for (const bool square : row) dark += square ? 1 : 0;
  }
  std::size_t drawn = 0;
  for (std::size_t at = svg.find("h-"); at != std::string::npos; at = svg.find("h-", at + 1)) {
    std::size_t run = 0;
    std::from_chars(svg.data() + at + 2, svg.data() + svg.size(), run);
    drawn += run;
  }
  EXPECT_EQ(drawn, dark);
  EXPECT_NE(svg.find("viewBox=\"0 0 29 29\""), std::string::npos) << "21 squares and 4 + 4 quiet";
}

TEST(Qr, ThePictureIsNamedAndInert) {
  const std::string svg = qr_svg("<b>", "q-1", "<i>");
  EXPECT_TRUE(page_faults(svg).empty()) << page_faults(svg).front();
  EXPECT_NE(svg.find("<title id=\"q-1-t\">&lt;i&gt;</title><desc>&lt;b&gt;</desc>"),
            std::string::npos);
}

TEST(Qr, ATextThatIsTooLongHasNone) {
  EXPECT_TRUE(qr_squares(std::string(2000, 'x')).has_value());
  EXPECT_FALSE(qr_squares(std::string(4000, 'x')).has_value());
  EXPECT_FALSE(qr_squares(std::string_view("a\0b", 3)).has_value());
  EXPECT_EQ(qr_svg(std::string(4000, 'x'), "q", "t"), "");
}

}  // namespace
}  // namespace recanvass::report
