#include "workflow/vectors.h"

#include <gtest/gtest.h>

#include <fstream>

namespace recanvass::workflow {
namespace {

base::Json raire_golden(const std::string& file) {
  std::ifstream stream(std::string(RECANVASS_SHARED_DIR) + "/golden/" + file);
  return stream ? base::Json::parse(stream) : base::Json();
}

VectorReport run_raire(const base::Json& golden) {
  return run_vectors(golden.dump(), "golden.json", raire_vector_kinds()).value();
}

TEST(VectorsRaire, EveryGoldenSetProvesItsWinnerAndAgreesWithItsNumbers) {
  for (const char* file : {"raire.json", "raire_java.json"}) {
    const base::Json golden = raire_golden(file);
    if (golden.is_null()) GTEST_SKIP() << "missing golden/" << file;
    const VectorReport report = run_raire(golden);
    EXPECT_EQ(report.passed, 5) << file;
    EXPECT_TRUE(report.lines.empty()) << report.lines.front();
  }
}

base::Json small_case() {
  return base::Json::parse(
      R"({"candidates": ["a", "b", "c"], "winner": "a", "ballots": 20, "n_assertions": 2,
          "max_difficulty": 10,
          "assertions": [{"type": "NEB", "winner": "a", "loser": "b", "eliminated": [],
                          "tally_winner": 9, "tally_loser": 7, "difficulty": 10,
                          "assorter_mean": 0.55},
                         {"type": "NEB", "winner": "a", "loser": "c", "eliminated": [],
                          "tally_winner": 9, "tally_loser": 4}]})");
}

TEST(VectorsRaire, ASetThatLacksAnAssertionOrHasAnotherNumberIsADifference) {
  EXPECT_EQ(run_raire({{"cases", {small_case()}}}).passed, 1);
  base::Json lacks = small_case();
  lacks["assertions"].erase(1);
  lacks["n_assertions"] = 1;
  const VectorReport report = run_raire({{"cases", {lacks}}});
  ASSERT_EQ(report.lines.size(), 1u);
  EXPECT_NE(report.lines[0].find("do not rule out \"c\""), std::string::npos);
  base::Json harder = small_case();
  harder["max_difficulty"] = 9;
  EXPECT_EQ(run_raire({{"cases", {harder}}}).failed, 1);
  base::Json stranger = small_case();
  stranger["assertions"][0]["winner"] = "z";
  EXPECT_EQ(run_raire({{"cases", {stranger}}}).failed, 1);
}

// Sizes by contest, beside the cases: 2 x 1.1 x ln 20 x 20 / 2 is 65.9, of 20 ballots.
TEST(VectorsRaire, ASizeThatTheFileListsForAContestIsCompared) {
  base::Json named = small_case();
  named["contest"] = "Mayor";
  for (const auto& [percent, passed] : {std::pair{330.0, 1}, {329.9, 0}}) {
    const base::Json file = {{"cases", {named}},
                             {"max_asn_percent", {{"Mayor", percent}, {"Other", 1.0}}}};
    EXPECT_EQ(run_raire(file).passed, passed) << percent;
  }
}

}  // namespace
}  // namespace recanvass::workflow
