#include "report/screen_json.h"

#include "report/screen_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(ScreenJson, FiguresAreUnroundedAndWhatIsNotKnownIsNull) {
  const base::Json json = screen_json(sample_screening());
  EXPECT_EQ(json["schema"], "recanvass.screen/1");
  EXPECT_EQ(json["lead_votes"], 1000);
  const base::Json& curve = json["questions"][0];
  EXPECT_EQ(curve["specifications"][1]["coefficient"], -0.0096);
  EXPECT_EQ(curve["specifications"][1]["held_equal"], "education");
  EXPECT_TRUE(curve["specifications"][0]["p_dealt"].is_null());
  EXPECT_EQ(curve["paper"][0]["leader"], 140);
  EXPECT_EQ(curve["remainder"], "explained");
  EXPECT_EQ(curve["headline"], false);
  EXPECT_TRUE(json["questions"][1]["p"].is_null());
  EXPECT_EQ(json["questions"][2]["recounted"][0]["moved"], 17681);
}

TEST(ScreenJson, ModesHaveTheirOddsAndWhatIsFarOut) {
  const base::Json json = screen_json(sample_screening()).at("questions").at(3).at("modes");
  EXPECT_EQ(json.at("units"), 40);
  EXPECT_EQ(json.at("modes").at(1).at("log_odds"), 1.0986);
  EXPECT_FALSE(json.at("modes").at(0).contains("log_odds"));
  ASSERT_EQ(json.at("far_out").size(), 1u);
  EXPECT_EQ(json.at("far_out").at(0).at("mode"), "by mail");
}

}  // namespace
}  // namespace recanvass::report
