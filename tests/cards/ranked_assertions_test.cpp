// Assertions for real ranked contests, against those that RAIRE's programs published: the hardest
// is as hard as theirs, ours are no more. Skipped where the data is absent.
#include "audit/raire_trim.h"
#include "tabulate/irv_rules.h"
#include "tests/cards/ranked_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <optional>

namespace recanvass {
namespace {

using audit::DifficultyOf;
using audit::OrderAssertions;
using audit::RaireEnd;
using audit::RaireResult;
using election::CardCount;
using tabulate::Profile;
using test_support::cvr_path;

// Proved, and few that prove it.
struct Searched {
  RaireResult result;
  OrderAssertions few;
};

Searched searched(const Profile& profile, tabulate::ChoiceIndex winner, CardCount cards,
                  DifficultyOf what = DifficultyOf::Comparison) {
  const audit::RankedBallots ballots(profile, {});
  Searched found{search_assertions(ballots, winner, cards, what), {}};
  EXPECT_EQ(found.result.end, RaireEnd::Proved);
  EXPECT_EQ(found.result.difficulty, found.result.lower_bound);
  found.few = trimmed(profile.choices(), winner, found.result.assertions);
  EXPECT_EQ(order_not_excluded(profile.choices(), winner, found.few), audit::Choices{});
  return found;
}

std::int64_t least_lead(const OrderAssertions& assertions) {
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  for (const auto& one : assertions) {
    least = std::min(least, (one.winner_votes - one.loser_votes).value());
  }
  return least;
}

TEST(RankedAssertions, OfAll18MayorsOfNewSouthWalesAreAsEasyAsRaires) {
  const std::string folder = cvr_path("nsw2021_irv");
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "missing " << folder;
  int contests = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::string path = entry.path().string();
    if (!path.ends_with("_Mayoral.json")) continue;
    const Profile profile = test_support::read_raire_rs(*test_support::shared_json(path));
    path.replace(path.size() - 5, 5, "_out.json");
    const auto expected = test_support::shared_json(path);
    ASSERT_TRUE(expected.has_value()) << path;
    const auto& solution = expected->at("solution").at("Ok");
    const auto winner = solution.at("winner").get<tabulate::ChoiceIndex>();
    const Searched found = searched(profile, winner, profile.cards());
    EXPECT_NEAR(found.result.difficulty / solution.at("difficulty").get<double>(), 1.0, 1e-12)
        << path;
    EXPECT_EQ(least_lead(found.few), solution.at("margin").get<std::int64_t>()) << path;
    EXPECT_LE(found.few.size(), solution.at("assertions").size()) << path;
    ++contests;
  }
  EXPECT_EQ(contests, 18);
}

std::optional<Profile> united_states_contest(const std::string& contest) {
  auto text = test_support::shared_text(cvr_path("raire_us_irv/" + contest + ".raire"));
  if (!text) text = test_support::shared_text(cvr_path("raire_us_irv/" + contest + ".raire.gz"));
  if (!text) return std::nullopt;
  return test_support::read_raire(*text);
}

TEST(RankedAssertions, OfUnitedStatesContestsAreAsEasyAsTheGoldenOnes) {
  const std::string golden = std::string(RECANVASS_SHARED_DIR) + "/golden/raire.json";
  const auto cases = test_support::shared_json(golden);
  if (!cases) GTEST_SKIP() << "missing " << golden;
  int compared = 0;
  for (const auto& one : cases->at("cases")) {
    const auto contest = one.at("contest").get<std::string>();
    const auto profile = united_states_contest(contest);
    if (!profile) continue;
    const auto winner = static_cast<tabulate::ChoiceIndex>(
        test_support::choice_named(*profile, one.at("winner").get<std::string>()));
    const CardCount cards(one.at("ballots").get<std::int64_t>());
    EXPECT_EQ(profile->cards(), cards) << contest;
    const Searched found = searched(*profile, winner, cards);
    EXPECT_NEAR(found.result.difficulty / one.at("max_difficulty").get<double>(), 1.0, 1e-10)
        << contest;
    EXPECT_LE(found.few.size(), one.at("n_assertions").get<std::size_t>()) << contest;
    ++compared;
  }
  EXPECT_EQ(compared, 5);
}

// RAIRE (2019), table 5, comparison: the largest expected sample as a share of all ballots, those
// without a valid vote included: ceil(2 * 1.1 * ln 20 * N / margin) / N.
TEST(RankedAssertions, GiveThePublishedSampleSizesOfRaire) {
  // The files lack ballots without a valid vote. Three totals are the only ones near theirs that
  // give the published share to its last digit.
  struct Row {
    const char* contest;
    std::int64_t ballots;
    double percent;
  };
  const Row rows[] = {{"Aspen_2009_Mayor", 2544, 3.73428},
                      {"Oakland_2010_Mayor", 122268, 0.325514},
                      {"Pierce_2008_CityCouncil", 43661, 0.164907},
                      {"Berkeley_2010_D1CityCouncil", 6426, 0.295674},
                      {"Berkeley_2010_D7CityCouncil", 4862, 0.925545}};
  int compared = 0;
  for (const Row& row : rows) {
    const auto profile = united_states_contest(row.contest);
    if (!profile) continue;
    const auto winners = tabulate::irv_winners_by_lot(*profile, {}, 100);
    ASSERT_EQ(winners->size(), 1u);
    const CardCount cards(row.ballots);
    const Searched found = searched(*profile, winners->front(), cards);
    const double size = std::ceil(2.0 * 1.1 * std::log(20.0) * found.result.difficulty);
    const double percent = 100.0 * size / static_cast<double>(cards.value());
    EXPECT_NEAR(percent, row.percent, 6e-6) << row.contest;
    // Another measure of difficulty, another set.
    const Searched polling = searched(*profile, winners->front(), cards, DifficultyOf::Polling);
    EXPECT_GT(polling.result.difficulty, found.result.difficulty) << row.contest;
    ++compared;
  }
  if (compared == 0) GTEST_SKIP() << "missing " << cvr_path("raire_us_irv");
  EXPECT_EQ(compared, 5);
}

}  // namespace
}  // namespace recanvass
