#include "verify/verdict_text.h"

#include "verify/bundle_maker_test.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

Verdict sample() {
  CheckBook book;
  book.done(CheckId::V1, "3 files were compared");
  book.fault(CheckId::V4, {"entry 17 (tally.enter by team-1, B1): it is not the entry", "tile/x",
                           17, "tally.enter", "team-1", "B1"});
  book.done(CheckId::V4, "20 entries");
  for (int i = 0; i < 25; ++i) book.fault(CheckId::V8, {"x"});
  Verdict verdict;
  verdict.folder = "published";
  verdict.origin = "elections.example/test";
  verdict.size = 20;
  verdict.root = "AAAA";
  verdict.checks = book.take();
  return verdict;
}

TEST(VerdictText, EachCheckStandsWithItsNumberAndOutcomeInWords) {
  const std::string text = verdict_text(sample(), {80, false});
  EXPECT_NE(text.find("V1   passed       The folder holds the files that bundle.json lists"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("V4   FAILED"), std::string::npos);
  EXPECT_NE(text.find("V2   NOT CHECKED"), std::string::npos);
  EXPECT_NE(text.find("- entry 17 (tally.enter by team-1, B1): it is not the entry."),
            std::string::npos);
  EXPECT_NE(text.find("- and 5 more."), std::string::npos);
  EXPECT_NE(text.find("2 checks failed: V4, V8."), std::string::npos);
}

TEST(VerdictText, ARehearsalIsSaidToBeOneBeforeAnyCheck) {
  Verdict verdict = sample();
  EXPECT_EQ(verdict_text(verdict, {80, false}).find("REHEARSAL"), std::string::npos);
  EXPECT_EQ(verdict_json(verdict)["rehearsal"], false);
  verdict.is_rehearsal = true;
  const std::string text = verdict_text(verdict, {80, false});
  EXPECT_LT(text.find("A REHEARSAL: the ledger was opened for practice."), text.find("V1 "));
  EXPECT_EQ(verdict_json(verdict)["rehearsal"], true);
}

TEST(VerdictText, JsonHasTheSameWithNamesOfWhatFailed) {
  const base::Json json = verdict_json(sample());
  EXPECT_EQ(json["schema"], "recanvass.verify/1");
  EXPECT_EQ(json["failed"], true);
  ASSERT_EQ(json["checks"].size(), kChecks);
  const base::Json& fault = json["checks"][3]["faults"][0];
  EXPECT_EQ(fault["position"], 17);
  EXPECT_EQ(fault["author"], "team-1");
  EXPECT_EQ(json["checks"][7]["faults_all"], 25);
  EXPECT_EQ(json["checks"][1]["words"], nullptr);
}

}  // namespace
}  // namespace recanvass::verify
