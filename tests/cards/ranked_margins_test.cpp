// How far real ranked contests are from another winner, against RAIRE's published assertions: every
// optimal set has the same smallest margin. Skipped where the data is absent.
#include "tabulate/irv_margin.h"
#include "tests/cards/ranked_files.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <map>

namespace recanvass {
namespace {

using election::CardCount;
using election::VoteCount;
using test_support::cvr_path;

TEST(RankedMargins, OfAll18MayorsOfNewSouthWalesAreThoseOfRaire) {
  const std::string folder = cvr_path("nsw2021_irv");
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "missing " << folder;
  int contests = 0;
  int exact = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::string path = entry.path().string();
    if (!path.ends_with("_Mayoral.json")) continue;
    const auto profile = test_support::read_raire_rs(*test_support::shared_json(path));
    path.replace(path.size() - 5, 5, "_out.json");
    const auto expected = test_support::shared_json(path);
    ASSERT_TRUE(expected.has_value()) << path;
    const auto bounds = tabulate::irv_margin(profile, {});
    ASSERT_TRUE(bounds.has_value()) << path;
    EXPECT_TRUE(bounds->searched_all);
    const auto margin_votes = expected->at("solution").at("Ok").at("margin").get<std::int64_t>();
    EXPECT_EQ(bounds->assertions, VoteCount(margin_votes)) << path;
    EXPECT_EQ(bounds->at_least, CardCount((margin_votes + 1) / 2)) << path;
    if (bounds->exact()) ++exact;
    ++contests;
  }
  EXPECT_EQ(contests, 18);
  EXPECT_EQ(exact, 16);  // Lismore: 4,518 to 4,527; Broken Hill: 1,650 to 1,691
}

TEST(RankedMargins, OfUnitedStatesContestsAreThoseOfTheGoldenAssertions) {
  const std::string golden = std::string(RECANVASS_SHARED_DIR) + "/golden/raire.json";
  const auto cases = test_support::shared_json(golden);
  if (!cases) GTEST_SKIP() << "missing " << golden;
  const std::map<std::string, std::int64_t> ballots_to_change = {
      {"Aspen_2009_Mayor", 89},
      {"Berkeley_2010_D1CityCouncil", 1174},
      {"Berkeley_2010_D7CityCouncil", 364},
      {"Oakland_2010_Mayor", 1013},
      {"Pierce_2008_CityCouncil", 2007}};
  int compared = 0;
  for (const auto& one : cases->at("cases")) {
    const auto contest = one.at("contest").get<std::string>();
    auto text = test_support::shared_text(cvr_path("raire_us_irv/" + contest + ".raire"));
    if (!text) text = test_support::shared_text(cvr_path("raire_us_irv/" + contest + ".raire.gz"));
    if (!text) continue;
    const auto profile = test_support::read_raire(*text);
    const auto bounds = tabulate::irv_margin(profile, {});
    ASSERT_TRUE(bounds.has_value()) << contest;
    const double ballots = one.at("ballots").get<double>();
    const auto votes = std::llround(ballots / one.at("max_difficulty").get<double>());
    EXPECT_EQ(bounds->assertions, VoteCount(votes)) << contest;
    EXPECT_TRUE(bounds->exact()) << contest;
    EXPECT_EQ(bounds->at_least, CardCount(ballots_to_change.at(contest))) << contest;
    ++compared;
  }
  EXPECT_EQ(compared, 5);
}

}  // namespace
}  // namespace recanvass
