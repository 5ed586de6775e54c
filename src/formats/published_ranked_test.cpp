#include "formats/published_ranked.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

base::Json json_of(const char* text) { return base::parse_json(text, "a.json").value(); }

TEST(PublishedRanked, AssertionsAreReadWhateverWayNumbersAreWritten) {
  const auto json = json_of(
      R"json({"Overall Expected Polls (#)": "35", "Ballots involved in audit (#)": 146662,
          "parameters": {"risk_limit": "0.05"},
          "audits": [{"contest": 339, "winner": "15", "eliminated": ["16", 17],
            "Expected Polls (#)": "35", "assertions": [
              {"winner": "15", "loser": "17", "already_eliminated": ["16"],
               "assertion_type": "IRV_ELIMINATION"},
              {"winner": "15", "loser": "16", "already_eliminated": "",
               "assertion_type": "WINNER_ONLY"}]}]})json");
  ASSERT_TRUE(is_ranked_assertions(json));
  ProblemList problems;
  const auto read = read_ranked_assertions(json, "a.json", problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(read.ballots, 146'662);
  EXPECT_TRUE(read.plain);
  ASSERT_EQ(read.audits.size(), 1U);
  EXPECT_EQ(read.audits[0].contest, "339");
  EXPECT_EQ(read.audits[0].eliminated, (std::vector<std::string>{"16", "17"}));
  ASSERT_EQ(read.audits[0].assertions.size(), 2U);
  EXPECT_FALSE(read.audits[0].assertions[0].never_before);
  EXPECT_TRUE(read.audits[0].assertions[1].never_before);
}

TEST(PublishedRanked, AnAssertionOfAnotherKindIsRefused) {
  const auto json = json_of(
      R"json({"audits": [{"contest": "1", "winner": "2", "Expected Polls (#)": "many", "assertions": [
            {"winner": "2", "loser": "3", "assertion_type": "OTHER"},
            {"winner": "2", "loser": "2", "assertion_type": "WINNER_ONLY"}]}]})json");
  ProblemList problems;
  static_cast<void>(read_ranked_assertions(json, "a.json", problems));
  const auto told = problems.take();
  ASSERT_EQ(told.size(), 3U);
  EXPECT_EQ(told[0].cause, "ranked.number");
  EXPECT_EQ(told[1].place.column, "/audits/0/assertions/0");
  EXPECT_EQ(told[2].place.column, "/audits/0/assertions/1");
}

TEST(PublishedRanked, ReadingsKeepRanksAndRefuseACardTwice) {
  const auto json = json_of(
      R"json({"contests": [], "candidates": [{"description": "ANN", "id": 15}],
          "ballots": [{"id": "1-2-3", "votes": {"339": {"15": 1, "16": 2, "17": 0}}},
                      {"id": "1-2-4", "votes": {}},
                      {"id": "1-2-3", "votes": {"339": {"15": "first"}}}]})json");
  ASSERT_TRUE(is_ranked_readings(json));
  ProblemList problems;
  const auto read = read_ranked_readings(json, "m.json", problems);
  ASSERT_EQ(read.readings.size(), 3U);
  EXPECT_EQ(read.readings[0].ranks.at("339"),
            (std::vector<std::pair<std::string, std::int64_t>>{{"15", 1}, {"16", 2}}));
  EXPECT_TRUE(read.readings[1].ranks.empty());
  const auto told = problems.take();
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].cause, "ranked.card-twice");
  EXPECT_EQ(told[1].cause, "ranked.reading");
  EXPECT_EQ(read_choice_names(json).at("15"), "ANN");
}

}  // namespace
}  // namespace recanvass::formats
