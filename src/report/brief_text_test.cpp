#include "report/brief_page.h"
#include "report/brief_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(BriefText, FitsEightyColumnsAndListsEvidence) {
  const std::string text = brief_text(sample_briefing(), 80);
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = text.find('\n', start);
    ASSERT_NE(end, std::string::npos);
    EXPECT_LE(end - start, 84U) << text.substr(start, end - start);  // bytes; § takes two
    start = end + 1;
  }
  EXPECT_TRUE(has_part(text, "[1]   Result set wi-first-canvass: source of wi-first-canvass"));
  EXPECT_TRUE(has_part(text, "(press figure) (rounded)"));
}

TEST(BriefJson, HasTheSevenAnswersWithTheirEvidence) {
  const base::Json json = brief_json(sample_briefing());
  EXPECT_EQ(json["schema"], "recanvass.brief/1");
  EXPECT_EQ(json["as_of"], "2016-11-29");
  EXPECT_EQ(json["petitioner"], "Jill Stein");
  ASSERT_EQ(json["answers"].size(), 7U);
  const base::Json& first = json["answers"][0]["sentences"][0];
  EXPECT_EQ(first["topic"], "Wisconsin");
  EXPECT_EQ(first["evidence"][0]["kind"], "result-set");
  EXPECT_EQ(first["evidence"][0]["reference"], "wi-first-canvass");
  EXPECT_EQ(brief_json(Briefing{})["as_of"], nullptr);
}

}  // namespace
}  // namespace recanvass::report
