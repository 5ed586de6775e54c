#include "report/brief_page.h"

#include "report/brief_sample_test.h"
#include "report/page_faults.h"

#include <gtest/gtest.h>

#include <charconv>
#include <cmath>

namespace recanvass::report {
namespace {

TEST(BriefPage, IsWellFormedAndLoadsNothing) {
  const std::vector<std::string> faults = page_faults(brief_page(sample_briefing()));
  EXPECT_TRUE(faults.empty()) << faults.front();
}

TEST(BriefPage, AnEmptyBriefingIsStillAPage) {
  const std::vector<std::string> faults = page_faults(brief_page(Briefing{}));
  EXPECT_TRUE(faults.empty()) << faults.front();
}

TEST(BriefPage, TheSameBriefingIsTheSameBytes) {
  EXPECT_EQ(brief_page(sample_briefing()), brief_page(sample_briefing()));
}

TEST(BriefPage, HasFivePicturesInTwoWidthsEach) {
  const std::string page = brief_page(sample_briefing());
  for (const char* id : {"money", "calendar", "margins", "ladder", "paper"}) {
    for (const char* width : {"wide", "narrow"}) {
      EXPECT_TRUE(has_part(page, std::string("id=\"chart-") + id + "-" + width + "\""))
          << id << width;
    }
  }
}

TEST(BriefPage, TextOfThePackageIsEscaped) {
  const std::string page = brief_page(sample_briefing());
  EXPECT_TRUE(has_part(page, "Compared &lt;with care&gt;"));
  EXPECT_TRUE(has_part(page, "machines &amp; people"));
  EXPECT_FALSE(has_part(page, "<b>"));
}

TEST(BriefPage, EverySentencesEvidenceStandsInTheList) {
  const std::string page = brief_page(sample_briefing());
  EXPECT_TRUE(has_part(page, "href=\"#e1\""));
  EXPECT_TRUE(has_part(page,
                       "<li id=\"e1\"><strong>Result set</strong> <code>wi-first-canvass</code>: "
                       "source of wi-first-canvass</li>"));
  EXPECT_TRUE(has_part(page, "<strong>Statute</strong> <code>us-wi-2015</code>: Wis. Stat."));
}

TEST(BriefPage, SaysWhichFilesItMayOverwrite) {
  EXPECT_TRUE(
      has_part(brief_page(Briefing{}), "<meta name=\"generator\" content=\"Recanvass brief\"/>"));
}

int two_digits(const std::string& hexadecimal) {
  int value = 0;
  std::from_chars(hexadecimal.data(), hexadecimal.data() + hexadecimal.size(), value, 16);
  return value;
}

// Relative luminance and contrast as WCAG 2.1 defines them.
double luminance(const std::string& colour) {
  const auto channel = [&](std::size_t i) {
    const std::size_t step = colour.size() == 4 ? 1 : 2;
    std::string digits = colour.substr(1 + i * step, step);
    if (step == 1) digits += digits;
    const double share = two_digits(digits) / 255.0;
    return share <= 0.03928 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(0) + 0.7152 * channel(1) + 0.0722 * channel(2);
}

double contrast(const std::string& one, const std::string& other) {
  const double high = std::max(luminance(one), luminance(other));
  const double low = std::min(luminance(one), luminance(other));
  return (high + 0.05) / (low + 0.05);
}

std::string colour_of(const std::string& rule, const std::string& name) {
  const std::size_t at = rule.find("--" + name + ":") + name.size() + 3;
  return rule.substr(at, rule.find_first_of(";}", at) - at);
}

TEST(BriefPage, EveryTextColourReachesTheContrastOfWcagAa) {
  const std::string page = brief_page(Briefing{});
  const std::size_t light = page.find(":root {");
  const std::size_t dark = page.find(":root {", light + 1);
  const std::size_t print = page.find(":root {", dark + 1);
  for (const std::size_t at : {light, dark, print}) {
    ASSERT_NE(at, std::string::npos);
    const std::string rule = page.substr(at, page.find('}', at) - at + 1);
    for (const char* ground : {"paper", "card"}) {
      for (const char* text : {"ink", "soft", "blue", "amber", "red"}) {
        EXPECT_GE(contrast(colour_of(rule, text), colour_of(rule, ground)), 4.5)
            << text << " on " << ground << " in " << rule;
      }
    }
    EXPECT_GE(contrast(colour_of(rule, "amber"), colour_of(rule, "amber-soft")), 4.5) << rule;
    EXPECT_GE(contrast(colour_of(rule, "red"), colour_of(rule, "red-soft")), 4.5) << rule;
  }
}

}  // namespace
}  // namespace recanvass::report
