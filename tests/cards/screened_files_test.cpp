// Cast vote records that nobody disputes, screened. What the checks say of them is what they cry
// about where nothing is known to be wrong: docs/screening-cards.md.
#include "formats/card_import.h"
#include "screen/screen_cards.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace recanvass::screen {
namespace {

struct RecordsFile {
  std::string name;
  std::int64_t cards = 0;
  std::int64_t findings = 0;
  std::int64_t applied = 0;  // checks that had something to compare
  bool sorted = false;       // the order of the records is not that of counting
};

const std::vector<RecordsFile>& records_files() {
  static const std::vector<RecordsFile> files = {
      {"dominion_json_clearcreek2016/CVR_Export_20160713143950.zip", 1344, 0, 14, false},
      {"dominion_json_sf2024", 95, 0, 7, false},
      {"clearballot", 3562, 0, 5, false},
      {"dominion_csv_colorado_demo/adams-cvrexport.csv", 165, 0, 11, false},
      {"dominion_json_alaska_demo", 1000, 0, 11, false},
      {"arlo_small_election/Kendall_Park_-_cvrs.csv", 500, 0, 13, false},
      {"ess/jefferson_co_ess-test.cvr", 100, 0, 7, false},
      {"ess/2013_minneapolis_mayor_cvr.xlsx", 80101, 0, 5, false},
      {"dominion_csv_nsw/Uralla_Mayoral.csv", 3781, 0, 6, true},
      {"dominion_csv_nsw/Bellingen_Mayoral.csv.gz", 8374, 0, 6, true},
      {"raire_us_irv/Aspen_2009_Mayor.raire", 2528, 0, 2, true},
      {"nist_cdf/gen-01/cvr-gen-01.json", 40, 0, 5, false},
      // Rankings with their numbers, no cards in an order.
      {"nsw2021_irv/City_of_Maitland_Mayoral.json", 54181, 0, 1, true},
  };
  return files;
}

class ScreenedFiles : public testing::TestWithParam<RecordsFile> {};

TEST_P(ScreenedFiles, NothingIsCriedAboutWhereNothingIsDisputed) {
  const RecordsFile& file = GetParam();
  const std::string path = std::string(RECANVASS_SHARED_DIR) + "/data/cvr/" + file.name;
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not here";
  const auto import = formats::import_cards({path});
  ASSERT_TRUE(import.ok()) << import.problems().front().sentence();
  base::SerialExecutor executor;
  CardScreenAsk ask;
  ask.in_order = import->format != formats::CvrFormat::RaireJson;
  const CardScreen screen = screen_cards(import->store, ask, executor);
  EXPECT_EQ(screen.cards.value(), file.cards);
  EXPECT_EQ(static_cast<std::int64_t>(screen.findings.size()), file.findings)
      << screen.findings.front().finding.fact_words;
  EXPECT_EQ(std::ranges::count_if(screen.checks,
                                  [](const CheckSummary& one) { return one.not_applied.empty(); }),
            file.applied);
  const auto& runs = screen.checks[static_cast<std::size_t>(CardCheck::RepeatedRun)];
  EXPECT_EQ(!runs.not_applied.empty(), file.sorted) << runs.not_applied;
}

INSTANTIATE_TEST_SUITE_P(Published, ScreenedFiles, testing::ValuesIn(records_files()));

}  // namespace
}  // namespace recanvass::screen
