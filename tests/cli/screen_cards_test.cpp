// recanvass screen --cards: the faults of recanvass generate in a vendor's files, with the manifest
// of the paper beside them.
#include "tests/cli/election_folder.h"

#include <gtest/gtest.h>

#include <sstream>

namespace recanvass::cli_test {
namespace {

std::string made_with(const ElectionFolder& folder, const std::string& fault) {
  const std::string where = folder.at(fault);
  const Ended made = run_recanvass({"generate", where, "--cards", "4000", "--counties", "2",
                                    "--contests", "6", "--seed", "3", "--fault", fault});
  EXPECT_EQ(made.exit_code, 0) << made.err;
  return where;
}

TEST(CliScreenCards, CardsWithoutARecordAreToldByTheGapsAndTheManifest) {
  const ElectionFolder folder;
  const std::string where = made_with(folder, "missing-cards");
  const Ended alone = run_recanvass({"screen", "--cards", where + "/CvrExport.csv"});
  EXPECT_EQ(alone.exit_code, 0) << alone.err;
  EXPECT_NE(alone.out.find("Numbers that no card has"), std::string::npos) << alone.out;
  std::istringstream lines(alone.out);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 82U) << line;
  const Ended both = run_recanvass(
      {"screen", "--cards", where + "/CvrExport.csv", "--manifest", where + "/manifest.csv"});
  EXPECT_EQ(both.exit_code, 1) << both.err;
  EXPECT_NE(both.out.find(" differ."), std::string::npos) << both.out;
}

TEST(CliScreenCards, RecordsWithoutPaperAreToldByTheManifestAlone) {
  const ElectionFolder folder;
  const std::string where = made_with(folder, "phantom-cards");
  const Ended alone = run_recanvass({"screen", "--cards", where + "/CvrExport.csv", "--json"});
  EXPECT_EQ(alone.exit_code, 0) << alone.err;
  EXPECT_NE(alone.out.find("\"findings\": []"), std::string::npos) << alone.out;
  const Ended both = run_recanvass({"screen", "--cards", where + "/CvrExport.csv", "--manifest",
                                    where + "/manifest.csv", "--json"});
  EXPECT_EQ(both.exit_code, 1) << both.err;
  EXPECT_NE(both.out.find("\"recanvass.screen-cards/1\""), std::string::npos);
  EXPECT_NE(both.out.find("\"differ\": 1"), std::string::npos) << both.out;
}

// One piece of paper has one record: such an export is not read at all.
TEST(CliScreenCards, ABatchInTheRecordsTwiceIsRefusedWithItsPlace) {
  const ElectionFolder folder;
  const std::string where = made_with(folder, "batch-twice");
  const Ended refused = run_recanvass({"screen", "--cards", where + "/CvrExport.csv"});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_NE(refused.err.find("each card once"), std::string::npos) << refused.err;
}

TEST(CliScreenCards, AManifestMustBeOne) {
  const ElectionFolder folder;
  const std::string where = made_with(folder, "missing-cards");
  const Ended refused = run_recanvass(
      {"screen", "--cards", where + "/CvrExport.csv", "--manifest", where + "/CvrExport.csv"});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_NE(refused.err.find("ballot manifests only"), std::string::npos) << refused.err;
}

}  // namespace
}  // namespace recanvass::cli_test
