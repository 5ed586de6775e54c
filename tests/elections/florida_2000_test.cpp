// Florida 2000 by county, from bulk data: the butterfly ballot of Palm Beach County is what the
// detector of odd shares was made for (Wand et al. 2001). Skipped where the data is absent.
#include "screen/odd_shares.h"
#include "tests/elections/shared_csv.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace recanvass {
namespace {

struct CountyShares {
  std::vector<std::string> names;
  std::vector<std::vector<std::int64_t>> votes;  // Republican, Democrat, Green, others
  screen::Regressors regressors;
};

std::string history_path() {
  return std::string(RECANVASS_SHARED_DIR) +
         "/data/elections/history/county_president_2000_2016.csv";
}

// The shares of 2000, given the Republican share four years later (its log odds and their square)
// and the size of the county.
std::optional<CountyShares> read_florida() {
  const auto rows = test_support::read_csv_rows(history_path());
  if (!rows) return std::nullopt;
  const auto votes_of = [](const test_support::Row& row) {
    std::vector<std::int64_t> votes;
    for (const char* column : {"rep_votes", "dem_votes", "green_votes_2000", "other_votes"}) {
      votes.push_back(std::max<std::int64_t>(0, test_support::number_in(row, column)));
    }
    return votes;
  };
  std::map<std::string, std::vector<std::int64_t>> later;
  for (const auto& row : *rows) {
    if (row.at("state_po") == "FL" && row.at("year") == "2004") {
      later[row.at("county_fips")] = votes_of(row);
    }
  }
  CountyShares counties;
  std::vector<double> constant;
  std::vector<double> odds;
  std::vector<double> squares;
  std::vector<double> sizes;
  for (const auto& row : *rows) {
    if (row.at("state_po") != "FL" || row.at("year") != "2000") continue;
    const auto& then = later.at(row.at("county_fips"));
    double all_then = 0.0;
    for (const std::int64_t votes : then) all_then += static_cast<double>(votes);
    const double share = static_cast<double>(then[0]) / all_then;
    counties.names.push_back(row.at("county"));
    counties.votes.push_back(votes_of(row));
    double all = 0.0;
    for (const std::int64_t votes : counties.votes.back()) all += static_cast<double>(votes);
    constant.push_back(1.0);
    odds.push_back(std::log((share + 1e-3) / (1.0 - share + 1e-3)));
    squares.push_back(odds.back() * odds.back());
    sizes.push_back(std::log(all) - 10.0);
  }
  counties.regressors.add("constant", constant);
  counties.regressors.add("log odds 2004", odds);
  counties.regressors.add("their square", squares);
  counties.regressors.add("log votes", sizes);
  return counties;
}

TEST(Florida2000, PalmBeachIsFarthestOutAndByOtherCandidates) {
  const auto counties = read_florida();
  if (!counties) GTEST_SKIP() << history_path() << " is not here";
  ASSERT_EQ(counties->names.size(), 67U);
  const auto found = screen::find_odd_shares(counties->votes, counties->regressors);
  ASSERT_TRUE(found.ok());
  ASSERT_FALSE(found->odd.empty());
  const screen::OddShare& first = found->odd.front();
  EXPECT_EQ(counties->names[first.unit], "Palm Beach");
  EXPECT_EQ(first.choice, 3U);
  EXPECT_EQ(first.votes, 4938);
  // About 2,900 more than the other counties let expect; a second program (numpy) says 2,026.
  EXPECT_NEAR(first.expected, 2026.0, 25.0);
  EXPECT_NEAR(first.deviation, 9.1, 0.3);
  EXPECT_NEAR(found->spread, 7.14, 0.1);
  EXPECT_LT(found->unit_weights[first.unit], 1e-6);
}

// What else it cries about: nobody's ballot was at fault in these.
TEST(Florida2000, CountiesThatVoteOtherwiseAreFarOutAsWell) {
  const auto counties = read_florida();
  if (!counties) GTEST_SKIP() << history_path() << " is not here";
  const auto found = screen::find_odd_shares(counties->votes, counties->regressors);
  ASSERT_TRUE(found.ok());
  std::map<std::string, int> odd;
  for (const screen::OddShare& one : found->odd) ++odd[counties->names[one.unit]];
  EXPECT_TRUE(odd.contains("Miami-Dade"));
  EXPECT_TRUE(odd.contains("Alachua"));
  EXPECT_LE(odd.size(), 8U);
}

}  // namespace
}  // namespace recanvass
