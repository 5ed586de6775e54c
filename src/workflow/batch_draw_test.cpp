#include "workflow/batch_audit_fixture.h"

#include <gtest/gtest.h>

#include <set>

namespace recanvass::workflow {
namespace {

using fixture::batch_audit;
using fixture::kBatchAsk;
using fixture::problem_causes;

const std::string kDice = "53417960661093690826";

// Python: int(sha256(f"{seed},{k}").hexdigest(), 16) % 4406593408, and where it falls.
TEST(BatchDraw, DrawsAreThoseOfAPlainScriptWithRepeats) {
  const BatchAudit audit = batch_audit().value();
  EXPECT_EQ(audit.weight_sum(), 4406593408U);
  const BatchDrawn drawn = draw_batches(audit, kDice, {1, 3}).value();
  EXPECT_EQ(drawn.batches(), (std::vector<std::size_t>{0, 2, 1}));
  EXPECT_EQ(drawn.draws.front().round, 1U);
  EXPECT_EQ(drawn.draws.back().round, 2U);
  EXPECT_EQ(drawn.draws.back().number, drawn.draws.size());
}

TEST(BatchDraw, ALaterRoundGoesOnWhereTheFirstEnded) {
  const BatchAudit audit = batch_audit().value();
  const auto first = draw_batches(audit, kDice, {2}).value().batches();
  const auto both = draw_batches(audit, kDice, {2, 3}).value().batches();
  ASSERT_LT(first.size(), both.size());
  EXPECT_TRUE(std::equal(first.begin(), first.end(), both.begin()));
}

TEST(BatchDraw, ARoundOfAllBatchesIsAFullCountAndIsTheSameHoweverItCameToIt) {
  const BatchAudit audit = batch_audit().value();
  const BatchDrawn all = draw_batches(audit, kDice, {2, 4}).value();
  const auto batches = all.batches();
  EXPECT_EQ(std::set<std::size_t>(batches.begin(), batches.end()).size(), 4U);
  EXPECT_EQ(all.draws.back().number, 0U);
  // A batch of one card among batches of thousands is not found by drawing on.
  const std::string rows = "B 1,60000,30000\nB 2,50000,40000\nB 3,1,0\nB 4,70000,20000\n";
  using election::CardCount;
  const AuditManifest manifest{
      election::BallotManifest::make({{"", "", "B 1", "", CardCount(90000)},
                                      {"", "", "B 2", "", CardCount(90000)},
                                      {"", "", "B 3", "", CardCount(1)},
                                      {"", "", "B 5", "", CardCount(1)},
                                      {"", "", "B 4", "", CardCount(90000)}})
          .value(),
      {{"m.csv", 1, {}}}};
  const BatchAudit far =
      assert_batches(kBatchAsk, "a.toml",
                     fixture::batch_table("Batch Name,Ada,Ben\n" + rows + "B 5,0,1\n"), manifest)
          .value();
  const BatchDrawn drawn = draw_batches(far, kDice, {3, 4}).value();
  EXPECT_EQ(drawn.rounds.back(), 5);
  const base::Json document = batch_draw_document(far, drawn);
  EXPECT_EQ(problem_causes(batch_draw_of_document(document, "d.json", far)), "");
}

TEST(BatchDraw, SizesThatDoNotRiseOrWereNotFixedAreRefused) {
  const BatchAudit audit = batch_audit().value();
  EXPECT_EQ(problem_causes(draw_batches(audit, kDice, {})), "draw.size");
  EXPECT_EQ(problem_causes(draw_batches(audit, kDice, {0})), "draw.size");
  EXPECT_EQ(problem_causes(draw_batches(audit, kDice, {2, 2})), "draw.size");
  EXPECT_EQ(problem_causes(draw_batches(audit, kDice, {5})), "draw.size");
  EXPECT_EQ(problem_causes(draw_batches(audit, kDice, {4})), "");
  const BatchAudit fixed = batch_audit("rounds = [\"2\", \"3\"]\n" + kBatchAsk).value();
  EXPECT_EQ(problem_causes(draw_batches(fixed, kDice, {2, 3})), "");
  EXPECT_EQ(problem_causes(draw_batches(fixed, kDice, {1})), "draw.schedule");
  EXPECT_EQ(problem_causes(draw_batches(fixed, kDice, {2, 3, 4})), "draw.schedule");
}

TEST(BatchDraw, AnotherSeedOrAnotherDrawIsNotTheDocument) {
  const BatchAudit audit = batch_audit().value();
  const base::Json document = batch_draw_document(audit, draw_batches(audit, kDice, {2}).value());
  const auto causes = [&](const char* member, const base::Json& value) {
    base::Json changed = document;
    changed[member] = value;
    return problem_causes(batch_draw_of_document(changed, "d.json", audit));
  };
  EXPECT_EQ(causes("seed", kDice), "");
  EXPECT_EQ(causes("seed", "1"), "draw.differs");
  EXPECT_EQ(causes("assertions_sha256", "00"), "draw.differs");
  EXPECT_EQ(causes("draws", base::Json::array()), "draw.differs");
  EXPECT_EQ(causes("rounds", base::Json::array({1})), "draw.differs");
  EXPECT_EQ(causes("rounds", base::Json::array({-1})), "draw.document");
  EXPECT_EQ(causes("schema", "recanvass.draw/1"), "draw.document");
}

}  // namespace
}  // namespace recanvass::workflow
