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

// Arlo's own rules, by hand: of several winners no chance, of a tie or too large a sample all
// ballots, and the two shares added as doubles: 290 / (600/1100 + 400/1100) is above 319 for it.
TEST(VectorsAudit, SizesAreOfTheShapesThatArloPrints) {
  const auto passed = [](const base::Json& contest, int percent, const base::Json& more) {
    base::Json one = {{"kind", "sample_sizes"}, {"info", contest}, {"risk_limit_pct", percent}};
    one.update(more);
    one["info"]["votesAllowed"] = 1;
    return run_vectors(base::Json{{"cases", {one}}}.dump(), "case.json", audit_vector_kinds())
               ->passed == 1;
  };
  const base::Json two = {{"a", 3000}, {"b", 2500},       {"c", 1500},
                          {"d", 500},  {"ballots", 4000}, {"numWinners", 2}};
  EXPECT_TRUE(passed(two, 1, {{"bravo", {{"asn", {{"size", 150}, {"prob", nullptr}}}}}}));
  EXPECT_FALSE(passed(two, 1, {{"bravo", {{"asn", {{"size", 151}, {"prob", nullptr}}}}}}));
  EXPECT_FALSE(passed(two, 1, {{"bravo", {{"asn", {{"size", 150}, {"prob", 0.5}}}}}}));
  const base::Json tie = {{"a", 100}, {"b", 100}, {"ballots", 250}, {"numWinners", 1}};
  EXPECT_TRUE(passed(tie, 1, {{"bravo", {{"all-ballots", {{"size", 250}, {"prob", nullptr}}}}}}));
  EXPECT_FALSE(passed(tie, 1, {{"bravo", {{"all-ballots", {{"size", 249}, {"prob", nullptr}}}}}}));
  const base::Json large = {{"a", 50500}, {"b", 49500}, {"ballots", 100001}, {"numWinners", 1}};
  EXPECT_TRUE(
      passed(large, 1, {{"bravo", {{"all-ballots", {{"size", 100001}, {"prob", nullptr}}}}}}));
  const base::Json near = {{"a", 600}, {"b", 400}, {"c", 30}, {"ballots", 1100}, {"numWinners", 1}};
  EXPECT_FALSE(
      passed(near, 5, {{"bravo", {{"all-ballots", {{"size", 1100}, {"prob", nullptr}}}}}}));
  EXPECT_TRUE(passed(near, 5, {{"bravo", {{"0.8", {{"size", 320}, {"prob", 0.8}}}}}}));
  EXPECT_FALSE(passed(near, 5, {{"bravo", {{"0.8", {{"size", 319}, {"prob", 0.8}}}}}}));
  const base::Json small = {{"a", 51}, {"b", 49}, {"ballots", 100}, {"numWinners", 1}};
  EXPECT_TRUE(passed(small, 1, {{"supersimple", 100}})) << "no more than there are";
}

// Four draws of four ballots.
TEST(VectorsAudit, ArlosRiskIsNothingOnceAsManyWereDrawnAsThereAre) {
  const auto passed = [](int ballots, double risk) {
    const base::Json one = {
        {"kind", "supersimple_risk"},
        {"info",
         {{"a", 3}, {"b", 1}, {"ballots", ballots}, {"numWinners", 1}, {"votesAllowed", 1}}},
        {"times", {2, 2}},
        {"cvr", {"a", "b"}},
        {"mvr", {"a", "b"}},
        {"discrepancies", base::Json::object()},
        {"n", 2},
        {"p", risk}};
    return run_vectors(base::Json{{"cases", {one}}}.dump(), "case.json", audit_vector_kinds())
        ->passed;
  };
  EXPECT_EQ(passed(4, 0.0), 1);
  EXPECT_EQ(passed(5, 0.0), 0);
}

// Of 111 votes a tie is 55 for it: sizes of the peer's own search, 47 with one half.
TEST(VectorsAudit, RoundsOfAnOddNumberOfVotesArePlannedAsThePeerPlansThem) {
  const auto passed = [](int winner, int loser, const base::Json& next) {
    const base::Json one = {{"winner", winner},
                            {"loser", loser},
                            {"alpha", 0.05},
                            {"providence_next_0.9", next},
                            {"providence_rounds", {{"n", {40}}, {"k", {40}}, {"stopped", {true}}}}};
    return run_vectors(base::Json{{"cases", {one}}}.dump(), "case.json", audit_vector_kinds())
               ->passed == 1;
  };
  EXPECT_TRUE(passed(80, 31, {44, 28, 0.9186001411076468}));
  EXPECT_TRUE(passed(8, 3, {30, 19, 0.9099618974241184}));
  EXPECT_FALSE(passed(80, 31, {47, 28, 0.9186001411076468}));
}

// Arlo takes the pair by whose votes a card moves most, and a card that nobody found for two.
TEST(VectorsAudit, ACardsErrorIsOfThePairWithMostVotesAndAMissingCardsOfTwo) {
  const auto found = [](const base::Json& mvr, const base::Json& votes) {
    const base::Json one = {{"kind", "supersimple_risk"},
                            {"info",
                             {{"a", 600},
                              {"b", 100},
                              {"c", 400},
                              {"ballots", 1200},
                              {"numWinners", 1},
                              {"votesAllowed", 1}}},
                            {"times", {1}},
                            {"cvr", {"a"}},
                            {"mvr", {mvr}},
                            {"discrepancies", {{"b0", votes}}}};
    return run_vectors(base::Json{{"cases", {one}}}.dump(), "case.json", audit_vector_kinds())
               ->passed == 1;
  };
  EXPECT_TRUE(found("b", 2)) << "two votes against b, of a lead of 500; one against c, of 200";
  EXPECT_FALSE(found("b", 1));
  EXPECT_TRUE(found("", 1));
  EXPECT_TRUE(found(nullptr, 2));
}

// A landslide in ten like batches: U is 2.18, and the fourth draw is below a tenth.
TEST(VectorsAudit, ArlosBatchesEndWhereTheirLimitIsMetAndWithAllOfThem) {
  const base::Json batch = {{"w", 90}, {"l", 5}, {"ballots", 100}};
  const auto passed = [&](int counted, double risk) {
    base::Json one = {{"kind", "macro"},
                      {"info", {{"w", 900}, {"l", 50}, {"ballots", 1000}, {"numWinners", 1}}},
                      {"p", risk},
                      {"confirmed", true}};
    for (int i = 0; i < 10; ++i) {
      one["batches"].push_back({{"J", std::to_string(i)}, batch});
      if (i >= counted) continue;
      one["ppeb_draws"].push_back({"0.1", {"J", std::to_string(i)}});
      one["audited"].push_back({{"J", std::to_string(i)}, batch});
    }
    return run_vectors(base::Json{{"cases", {one}}}.dump(), "case.json", audit_vector_kinds())
               ->passed == 1;
  };
  constexpr double kFactor = 1.0 - 850.0 / 1850.0;
  const double fourth = kFactor * kFactor * kFactor * kFactor;
  EXPECT_TRUE(passed(4, fourth));
  EXPECT_TRUE(passed(7, fourth)) << "the later draws were not looked at";
  EXPECT_TRUE(passed(7, fourth * kFactor)) << "at a limit of one in twenty";
  EXPECT_FALSE(passed(7, fourth * kFactor * kFactor * 1.5));
  EXPECT_TRUE(passed(10, 0.0));
  EXPECT_FALSE(passed(9, 0.0));
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
