// How far out counties lie in elections that nobody disputes, from bulk data: the law that
// screen/ordinary_counties.h holds is made again, and faults of known stories are read against it.
#include "screen/ordinary_counties.h"

#include "screen/odd_shares.h"
#include "tests/elections/shared_csv.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace recanvass {
namespace {

using Votes = std::vector<std::int64_t>;  // Democratic, Republican, others
using CountyYears = std::map<std::pair<int, std::string>, Votes>;  // by year and county_fips

constexpr std::array kYears = {2000, 2004, 2008, 2012, 2016, 2020, 2024};

std::string history_file(const std::string& name) {
  return std::string(RECANVASS_SHARED_DIR) + "/data/elections/history/" + name;
}

std::optional<CountyYears> read_county_years() {
  CountyYears votes;
  const auto early = test_support::read_csv_rows(history_file("county_president_2000_2016.csv"));
  if (!early) return std::nullopt;
  for (const auto& row : *early) {
    const int year = static_cast<int>(test_support::number_in(row, "year"));
    Votes& here = votes[{year, row.at("county_fips")}];
    for (const char* column : {"dem_votes", "rep_votes", "other_votes"}) {
      here.push_back(test_support::number_in(row, column));
    }
  }
  for (const int year : {2020, 2024}) {
    const auto rows = test_support::read_csv_rows(
        history_file("county_president_" + std::to_string(year) + ".csv"));
    if (!rows) return std::nullopt;
    for (const auto& row : *rows) {
      votes[{year, row.at("county_fips")}] = {test_support::number_in(row, "dem_votes"),
                                              test_support::number_in(row, "rep_votes")};
    }
  }
  return votes;
}

struct StateYear {
  std::vector<std::string> counties;  // fips
  std::vector<Votes> votes;
  screen::Regressors held;  // share of two parties at the last election, size
};

StateYear state_year(const CountyYears& all, const std::string& state, std::size_t year) {
  StateYear found;
  std::vector<double> one;
  std::vector<double> share;
  std::vector<double> size;
  for (const auto& [key, votes] : all) {
    const auto& [at, county] = key;
    if (at != kYears[year] || county.substr(0, 2) != state) continue;
    const auto before = all.find({kYears[year - 1], county});
    if (before == all.end()) continue;
    const Votes& then = before->second;
    if (std::ranges::min(votes) < 0 || then[0] < 0 || then[1] < 0 || then[0] + then[1] <= 0 ||
        votes[0] + votes[1] <= 0) {
      continue;
    }
    found.counties.push_back(county);
    found.votes.push_back(votes);
    one.push_back(1.0);
    share.push_back(static_cast<double>(then[0]) / static_cast<double>(then[0] + then[1]));
    size.push_back(std::log10(static_cast<double>(votes[0] + votes[1])));
  }
  found.held.add("constant", one);
  found.held.add("share", share);
  found.held.add("size", size);
  return found;
}

std::vector<double> farthest_by_county(const screen::OddShares& shares) {
  std::vector<double> farthest;
  for (const auto& unit : shares.deviations) {
    double here = 0.0;
    for (const double deviation : unit) here = std::max(here, std::abs(deviation));
    farthest.push_back(here);
  }
  return farthest;
}

// The farthest county of a state, and its p beside ordinary ones.
struct FarthestCounty {
  std::string county;
  double deviation = 0.0;
  double p = 1.0;
};

FarthestCounty farthest_of(const StateYear& here) {
  const auto shares = screen::find_odd_shares(here.votes, here.held);
  if (!shares.ok()) return {};
  const std::vector<double> far = farthest_by_county(*shares);
  const auto top = std::ranges::max_element(far);
  return {here.counties[static_cast<std::size_t>(top - far.begin())], *top,
          screen::p_beside_ordinary(*top, here.counties.size(), here.votes.front().size())};
}

std::vector<std::string> states_of(const CountyYears& all) {
  std::vector<std::string> states;
  for (const auto& [key, votes] : all) {
    const std::string state = key.second.substr(0, 2);
    if (states.empty() || std::ranges::find(states, state) == states.end()) states.push_back(state);
  }
  return states;
}

TEST(OrdinaryCounties, TheLawHeldIsThatOfTheElectionsAtHand) {
  const auto all = read_county_years();
  if (!all) GTEST_SKIP() << history_file("county_president_2000_2016.csv") << " is not here";
  std::vector<double> far;
  int elections = 0;
  int asked = 0;
  int alarms = 0;
  for (std::size_t year = 1; year < kYears.size(); ++year) {
    for (const std::string& state : states_of(*all)) {
      const StateYear here = state_year(*all, state, year);
      if (here.counties.size() < 20) continue;
      const auto shares = screen::find_odd_shares(here.votes, here.held);
      if (!shares.ok()) continue;
      ++elections;
      const std::size_t choices = here.votes.front().size();
      asked += static_cast<int>(here.counties.size() * (choices - 1));
      const std::vector<double> own = farthest_by_county(*shares);
      far.insert(far.end(), own.begin(), own.end());
      const double p =
          screen::p_beside_ordinary(std::ranges::max(own), here.counties.size(), choices);
      alarms += p <= 0.05 ? 1 : 0;
    }
  }
  std::ranges::sort(far, std::greater());
  const screen::OrdinaryCounties law = screen::ordinary_counties();
  EXPECT_EQ(elections, law.elections);
  EXPECT_EQ(asked, law.asked);
  double logarithms = 0.0;
  for (int i = 0; i < law.beyond; ++i) {
    logarithms += std::log(far[static_cast<std::size_t>(i)] / law.from);
  }
  EXPECT_NEAR(far[static_cast<std::size_t>(law.beyond)], law.from, 0.01);
  EXPECT_NEAR(law.beyond / logarithms, law.power, 0.01);
  for (const double nearer : {2.0, 2.5, 3.0, 3.5, 4.0}) {
    const auto beyond = std::ranges::count_if(far, [&](double z) { return z >= nearer; });
    // One county with two choices: its share among them, times one.
    EXPECT_NEAR(screen::p_beside_ordinary(nearer, 1, 2), static_cast<double>(beyond) / asked, 2e-4)
        << nearer << " " << beyond;
  }
  EXPECT_EQ(alarms, 11);  // of 235 at 5 %: 12 are due
}

TEST(OrdinaryCounties, FaultsOfKnownStoriesAreToldBesideThem) {
  const auto all = read_county_years();
  if (!all) GTEST_SKIP() << history_file("county_president_2000_2016.csv") << " is not here";
  struct Story {
    const char* words;
    const char* state;
    std::size_t year;  // of kYears
    const char* county;
    Votes votes;  // as they would have stood
    double p_most;
  };
  const auto true_votes = [&](std::size_t year, const char* county) {
    return all->at({kYears[year], county});
  };
  const auto exchanged = [&](std::size_t year, const char* county, std::size_t a, std::size_t b) {
    Votes votes = true_votes(year, county);
    std::swap(votes[a], votes[b]);
    return votes;
  };
  Votes moved = true_votes(1, "12099");  // Palm Beach 2004, 15,000 of 328,687 votes
  moved[0] -= 15'000;
  moved[2] += 15'000;
  const std::vector<Story> stories = {
      {"Antrim 2020 as first reported", "26", 5, "26009", {7769, 4509}, 0.01},
      {"Cherokee 2020, the two exchanged", "13", 5, "13057", exchanged(5, "13057", 0, 1), 0.01},
      {"Portage 2016, the Democrat's under others", "55", 4, "55097", exchanged(4, "55097", 0, 2),
       0.01},
      {"15,000 votes of Palm Beach under others", "12", 1, "12099", moved, 0.05}};
  for (const Story& story : stories) {
    CountyYears figures = *all;
    figures[{kYears[story.year], story.county}] = story.votes;
    const FarthestCounty told = farthest_of(state_year(figures, story.state, story.year));
    EXPECT_EQ(told.county, story.county) << story.words;
    EXPECT_LE(told.p, story.p_most) << story.words << " " << told.deviation;
    EXPECT_GT(farthest_of(state_year(*all, story.state, story.year)).p, 0.05) << story.words;
  }
}

}  // namespace
}  // namespace recanvass
