#include "workflow/vectors.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace recanvass::workflow {
namespace {

std::string published_text() {
  std::ifstream file(std::string(RECANVASS_SOURCE_DIR) + "/tests/vectors/published.json");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

VectorReport run_published(const base::Json& cases) {
  const auto report =
      run_vectors(base::Json{{"cases", cases}}.dump(), "case.json", published_vector_kinds());
  return report.ok() ? *report : VectorReport{};
}

TEST(VectorsPublished, EveryCellComesOutAsPrinted) {
  const auto report = run_vectors(published_text(), "published", all_vector_kinds());
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->passed, 47);
  EXPECT_TRUE(report->lines.empty()) << report->lines.front();
}

// One digit of a printed cell changed: each kind notices.
TEST(VectorsPublished, ACellThatIsOffByOneIsADifference) {
  const base::Json cases = base::Json::parse(published_text()).at("cases");
  struct Row {
    const char* kind;
    const char* member;
    base::Json printed;
  };
  for (const Row& row : {Row{"published_fisher", "/fisher", "0.5967"},
                         {"published_fisher", "/product", "0.26"},
                         {"published_first_round", "/bravo", 182},
                         {"published_first_round", "/minerva", 93},
                         {"published_reach", "/sizes/0.9", 180},
                         {"published_reach", "/sizes/0.9", 178},
                         {"published_least", "/minerva/1", 112},
                         {"published_least", "/eor_bravo/2", 227},
                         {"published_irv_size", "/n", 241},
                         {"published_irv_size", "/percent", "9.43397"},
                         {"published_super_simple", "/n", 100}}) {
    bool tried = false;
    for (base::Json one : cases) {
      if (tried || one.at("kind") != row.kind) continue;
      tried = true;
      ASSERT_EQ(run_published(base::Json::array({one})).passed, 1) << row.kind;
      one[base::Json::json_pointer(row.member)] = row.printed;
      EXPECT_EQ(run_published(base::Json::array({one})).failed, 1) << row.kind << row.member;
    }
    EXPECT_TRUE(tried) << row.kind;
  }
}

TEST(VectorsPublished, ImpossibleInputsAreDifferencesAndNoFaults) {
  const VectorReport report = run_published(base::Json::parse(R"([
      {"kind": "published_fisher", "strata": 0, "p_each": 0.5, "fisher": "1", "product": "1"},
      {"kind": "published_first_round", "winner": 4, "loser": 4, "alpha": 0.1, "chance": 0.9,
       "bravo": 5},
      {"kind": "published_reach", "winner": 5, "loser": 4, "alpha": 0.1, "sizes": {"2": 5}},
      {"kind": "published_least", "winner": 5, "loser": 4, "alpha": 0.1, "rounds": [9, 9],
       "minerva": [5, 5]},
      {"kind": "published_irv_size", "cards": 5, "margin_votes": 6, "gamma": 1.1, "alpha": 0.05,
       "n": 3},
      {"kind": "published_super_simple", "cards": 9, "margin_votes": 1, "alpha": 2, "n": 3}])"));
  EXPECT_EQ(report.failed, 6);
  EXPECT_EQ(report.passed, 0);
}

}  // namespace
}  // namespace recanvass::workflow
