// examples/wisconsin-2016-recount as its README tells it, with the built program.
#include "tests/scenarios/wisconsin_example.h"

#include <gtest/gtest.h>

namespace recanvass::story {
namespace {

TEST(WisconsinExample, RunsFromThePetitionToTheCertificate) {
  WisconsinExample example;
  example.open();
  Story& story = example.story();
  EXPECT_EQ(story.show("flip", "state")["reported_margin"], 22'617);
  example.count_twice();
  EXPECT_TRUE(story.show("results")["certificates"].empty());
  example.certify();
  EXPECT_EQ(story.show("results")["certificates"].size(), 1U);
  const base::Json changes = story.show("changes");
  EXPECT_EQ(changes["total_before"], 2'975'753);
  EXPECT_EQ(changes["total_after"], 2'976'150);
  EXPECT_EQ(changes["margin_after"], 22'748);
  const base::Json fees = story.show("fees");
  EXPECT_EQ(fees["announcements"][0]["lines_sum_cents"], 389'834'000);
  EXPECT_EQ(fees["announcements"][0]["differs_by_cents"], 39'865'100);
  EXPECT_EQ(fees["actual_cents"], 200'560'300);
}

TEST(WisconsinExample, NobodyButTheStateSeesTheFirstCountBeforeSignOff) {
  WisconsinExample example;
  example.open();
  Story& story = example.story();
  const std::string dane = "217526";  // Clinton in Dane County, as first counted
  EXPECT_EQ(story.show("changes", "dane-team-1").dump().find(dane), std::string::npos);
  EXPECT_EQ(story.show("reconciliation", "dane-team-1").dump().find(dane), std::string::npos);
  EXPECT_EQ(story.show("inputs", "dane-team-1").dump().find(dane), std::string::npos);
}

}  // namespace
}  // namespace recanvass::story
