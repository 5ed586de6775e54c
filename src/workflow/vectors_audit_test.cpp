#include "workflow/vectors.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace recanvass::workflow {
namespace {

TEST(VectorsAudit, EveryGoldenCasePasses) {
  struct Row {
    const char* name;
    std::int64_t cases;
  };
  for (const Row& row :
       std::vector<Row>{{"arlo_math", 15}, {"r2b2", 4}, {"suite", 9}, {"uits", 48}}) {
    std::ifstream file(std::string(RECANVASS_SOURCE_DIR) + "/tests/vectors/" + row.name + ".json");
    std::stringstream text;
    text << file.rdbuf();
    const auto report = run_vectors(text.str(), row.name, audit_vector_kinds());
    ASSERT_TRUE(report.ok()) << row.name;
    EXPECT_EQ(report->passed, row.cases) << row.name;
    EXPECT_TRUE(report->lines.empty()) << report->lines.front();
  }
}

base::Json golden(const char* name) {
  std::ifstream file(std::string(RECANVASS_SOURCE_DIR) + "/tests/vectors/" + name + ".json");
  std::stringstream text;
  text << file.rdbuf();
  return base::parse_json(text.str(), name).value();
}

// Each answer of the peer is compared: changed, its case fails.
TEST(VectorsAudit, EveryChangedAnswerIsNoticed) {
  struct Row {
    const char* file;
    const char* kind;
    const char* answer;
  };
  for (const Row& row : std::vector<Row>{{"arlo_math", "supersimple_risk", "/confirmed"},
                                         {"arlo_math", "supersimple_risk", "/discrepancies/b24"},
                                         {"arlo_math", "macro", "/confirmed"},
                                         {"arlo_math", "sample_sizes", "/bravo/0.9/size"},
                                         {"r2b2", "", "/minerva_rounds/stopped/0"},
                                         {"r2b2", "", "/providence_rounds/stopped/1"},
                                         {"suite", "suite", "/at_lambda"}}) {
    const base::Json all = golden(row.file);
    const base::Json::json_pointer place(row.answer);
    std::int64_t changed = 0;
    for (base::Json one : all.at("cases")) {
      if (one.value("kind", "") != row.kind || !one.contains(place)) continue;
      base::Json& answer = one.at(place);
      // The case does not say its limit: between 5 and 10 % either may be right.
      const double p_value = one.value("p", 0.0);
      if (answer.is_boolean() && p_value > 0.05 && p_value <= 0.1) continue;
      // Within one card, since the peer's quantile is off by one at some of these sizes.
      if (answer.is_number_integer() && answer.get<std::int64_t>() >= 10000) continue;
      if (answer.is_boolean()) {
        answer = !answer.get<bool>();
      } else {
        answer = answer.is_number_integer() ? base::Json(answer.get<std::int64_t>() + 1)
                                            : base::Json(answer.get<double>() * 1.01);
      }
      ++changed;
      const base::Json file = {{"cases", {one}}};
      EXPECT_EQ(run_vectors(file.dump(), row.file, audit_vector_kinds())->failed, 1)
          << row.answer << " of " << row.file;
    }
    EXPECT_GT(changed, 0) << row.answer;
  }
}

TEST(VectorsAudit, AContestWithoutALoserIsADifferenceAndNoFault) {
  const auto report = run_vectors(
      R"({"cases": [{"kind": "sample_sizes", "risk_limit_pct": 5, "supersimple": 3,
                     "info": {"a": 5, "ballots": 5, "numWinners": 1, "votesAllowed": 1}}]})",
      "case.json", audit_vector_kinds());
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->failed, 1);
}

}  // namespace
}  // namespace recanvass::workflow
