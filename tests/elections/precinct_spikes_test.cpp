// The shares of Trump in every precinct of three states in 2016, held against precincts drawn
// again: none of six tests is at 5 %. Skipped where the data is absent.
#include "screen/share_spikes.h"
#include "tests/elections/shared_csv.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass {
namespace {

struct PrecinctFile {
  std::string name;
  std::string leader;
  std::string all;
  std::string stage;  // of Wisconsin; empty: every row
  std::int64_t units = 0;  // with votes
  std::int64_t whole = 0;
  double excess_p = 0.0;
  double whole_p = 0.0;
};

class PrecinctSpikes : public testing::TestWithParam<PrecinctFile> {};

TEST_P(PrecinctSpikes, SixTestsOfThreeStatesSeeNothing) {
  const PrecinctFile& file = GetParam();
  const std::string path = std::string(RECANVASS_SHARED_DIR) + "/data/elections/2016/" + file.name;
  const auto rows = test_support::read_csv_rows(path);
  if (!rows) GTEST_SKIP() << path << " is not here";
  std::vector<screen::SharedVotes> units;
  for (const auto& row : *rows) {
    if (!file.stage.empty() && row.at("stage") != file.stage) continue;
    const std::int64_t votes = test_support::number_in(row, file.leader);
    const std::int64_t all = test_support::number_in(row, file.all);
    if (votes >= 0 && all >= votes && all > 0) units.push_back({votes, all});
  }
  base::SerialExecutor executor;
  const auto found = screen::find_spikes(units, {499, {2016, 11}}, executor);
  EXPECT_EQ(found.units, file.units);
  EXPECT_NEAR(found.excess_p, file.excess_p, 0.08);
  EXPECT_NEAR(found.whole_p, file.whole_p, 0.05);
  EXPECT_EQ(found.whole, file.whole);
}

INSTANTIATE_TEST_SUITE_P(Year2016, PrecinctSpikes,
                         testing::Values(PrecinctFile{"wi/wards_president_original_and_recount.csv",
                                                      "trump", "total_votes", "recount", 3500, 338,
                                                      0.996, 0.472},
                                         PrecinctFile{"mi/precinct_president_2016.csv", "trump",
                                                      "total", "", 5075, 485, 0.216, 0.858},
                                         PrecinctFile{"pa/precinct_president_2016.csv", "trump",
                                                      "total", "", 9216, 966, 0.900, 0.116}));

}  // namespace
}  // namespace recanvass
