// Real ranked contests whose winner was published: New South Wales 2021, Aspen, Berkeley, Oakland,
// Pierce County, San Francisco. Skipped where the data is absent.
#include "tabulate/irv_rules.h"
#include "tests/cards/ranked_files.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace recanvass {
namespace {

using election::CardCount;
using election::VoteCount;
using tabulate::IrvCount;
using tabulate::IrvEnding;
using test_support::cvr_path;

tabulate::IrvRules rules_of(std::string_view id) { return tabulate::irv_rule_set(id)->rules; }

TEST(RankedWinners, All18MayorsOfNewSouthWalesAreElected) {
  const std::string folder = cvr_path("nsw2021_irv");
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "missing " << folder;
  int contests = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string path = entry.path().string();
    if (!path.ends_with("_Mayoral.json")) continue;
    const auto json = test_support::shared_json(path);
    ASSERT_TRUE(json.has_value());
    const tabulate::Profile profile = test_support::read_raire_rs(*json);
    EXPECT_EQ(profile.cards(),
              CardCount(json->at("audit").at("total_auditable_ballots").get<std::int64_t>()));
    const IrvCount counted = tabulate::count_irv(profile, rules_of("au-nsw-mayor"));
    ASSERT_EQ(counted.ending, IrvEnding::Won) << path;
    EXPECT_EQ(*counted.winner, json->at("winner").get<int>()) << path;
    ++contests;
  }
  EXPECT_EQ(contests, 18);
}

struct PublishedWinner {
  std::string file;
  std::string rules;
  std::int64_t ballots;
  std::string winner;
  std::string second;  // "": the last round is not given
  std::int64_t winner_votes;
  std::int64_t second_votes;
};

TEST(RankedWinners, OfUnitedStatesContestsAreElectedWithTheVotesPublished) {
  const std::vector<PublishedWinner> contests = {
      {"raire_us_irv/Aspen_2009_Mayor.raire", "us-ca-san-francisco", 2528, "4", "", 0, 0},
      {"raire_us_irv/Berkeley_2010_D1CityCouncil.raire", "us-ca-oakland", 5700, "380", "", 0, 0},
      {"raire_us_irv/Berkeley_2010_D7CityCouncil.raire", "us-ca-oakland", 4184, "387", "", 0, 0},
      {"raire_us_irv/Oakland_2010_Mayor.raire.gz", "us-ca-oakland", 119607, "397", "393", 53897,
       51872},
      {"raire_us_irv/Pierce_2008_CityCouncil.raire", "us-ca-san-francisco", 40000, "131", "", 0, 0},
      {"sf2019_da/SFDA2019_PrelimReport12VBMJustDASheets.raire.gz", "us-ca-san-francisco", 146662,
       "15", "18", 61751, 57509},
  };
  int found = 0;
  for (const PublishedWinner& published : contests) {
    const auto text = test_support::shared_text(cvr_path(published.file));
    if (!text) continue;
    ++found;
    const tabulate::Profile profile = test_support::read_raire(*text);
    EXPECT_EQ(profile.cards(), CardCount(published.ballots)) << published.file;
    const IrvCount counted = tabulate::count_irv(profile, rules_of(published.rules));
    ASSERT_EQ(counted.ending, IrvEnding::Won) << published.file;
    EXPECT_EQ(*counted.winner, test_support::choice_named(profile, published.winner));
    if (published.second.empty()) continue;
    // The published last round is of two; a batch or an early majority may end ours before.
    tabulate::IrvRules to_two = rules_of(published.rules);
    to_two.elimination = tabulate::Elimination::OneAtATime;
    to_two.finish = tabulate::Finish::TwoLeft;
    const IrvCount last = tabulate::count_irv(profile, to_two);
    ASSERT_EQ(last.ending, IrvEnding::Won) << published.file;
    const auto& votes = last.rounds.back().votes;
    EXPECT_EQ(votes[*last.winner], VoteCount(published.winner_votes)) << published.file;
    EXPECT_EQ(votes[test_support::choice_named(profile, published.second)],
              VoteCount(published.second_votes))
        << published.file;
  }
  if (found == 0) GTEST_SKIP() << "missing " << cvr_path("raire_us_irv");
}

}  // namespace
}  // namespace recanvass
