// Florida 2000 by county, from bulk data: the butterfly ballot of Palm Beach County is what the
// detector of odd shares was made for (Wand et al. 2001). Skipped where the data is absent.
#include "screen/odd_shares.h"
#include "screen/ordinary_counties.h"
#include "tests/elections/shared_csv.h"

#include <gtest/gtest.h>

#include <algorithm>
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
  // About 3,100 more than the other counties let expect.
  EXPECT_NEAR(first.expected, 1832.0, 25.0);
  EXPECT_NEAR(first.deviation, 5.5, 0.2);
  EXPECT_LT(found->unit_weights[first.unit], 1e-6);
}

// What else it cries about, though nobody's ballot was at fault there: a university's county, by
// votes for the Green, and a large one by the Democrat's.
TEST(Florida2000, CountiesThatVoteOtherwiseAreFarOutAsWell) {
  const auto counties = read_florida();
  if (!counties) GTEST_SKIP() << history_path() << " is not here";
  const auto found = screen::find_odd_shares(counties->votes, counties->regressors);
  ASSERT_TRUE(found.ok());
  std::map<std::string, std::size_t> odd;
  for (const screen::OddShare& one : found->odd) odd[counties->names[one.unit]] = one.choice;
  const std::map<std::string, std::size_t> wanted = {
      {"Palm Beach", 3}, {"Alachua", 2}, {"Broward", 1}};
  EXPECT_EQ(odd, wanted);
}

// Of counties where nothing is wrong some lie as far out: without the paper the shares do not tell
// this one from those; 5,000 votes more of the same kind would be told.
TEST(Florida2000, ByItsSharesAlonePalmBeachIsNotToldFromOrdinaryCounties) {
  auto counties = read_florida();
  if (!counties) GTEST_SKIP() << history_path() << " is not here";
  const auto beach = static_cast<std::size_t>(std::ranges::find(counties->names, "Palm Beach") -
                                              counties->names.begin());
  double last = 1.0;
  for (const std::int64_t more : {0, 5'000, 10'000, 60'000}) {
    auto votes = counties->votes;
    votes[beach][1] -= more;
    votes[beach][3] += more;
    const auto found = screen::find_odd_shares(votes, counties->regressors);
    ASSERT_TRUE(found.ok());
    EXPECT_EQ(found->odd.front().unit, beach);
    const double p = screen::p_beside_ordinary(found->odd.front().deviation, votes.size(), 4);
    EXPECT_LE(p, last) << more;
    last = p;
    EXPECT_EQ(p <= 0.05, more >= 5'000) << more;
    EXPECT_EQ(p <= 1e-3, more >= 60'000) << more;
  }
}

}  // namespace
}  // namespace recanvass
