#include "workflow/batch_audit.h"

#include "formats/confined_import.h"
#include "workflow/batch_audit_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::batch_audit;
using fixture::kBatchAsk;
using fixture::kBatchTallies;
using fixture::problem_causes;

TEST(BatchAudit, ClaimsComeFromTheSumsOfTheTableAndBatchesWeighTheirErrorBounds) {
  const auto audit = batch_audit();
  ASSERT_TRUE(audit) << base::sentences(audit.problems());
  ASSERT_EQ(audit->contests.size(), 1U);
  const BatchedContest& mayor = audit->contests[0];
  EXPECT_EQ(mayor.asserted.outcome, "Ada is elected");
  ASSERT_EQ(mayor.claims.size(), 1U);
  EXPECT_EQ(mayor.claims[0].lead, 91);
  EXPECT_EQ(mayor.claims[0].reported, (std::vector<std::int64_t>{130, 110, 150, 11}));
  // 130 / 91 of the lead and so on, in billionths, rounded up.
  EXPECT_EQ(audit->weights,
            (std::vector<std::uint64_t>{1428571429, 1208791209, 1648351649, 120879121}));
  EXPECT_EQ(audit->batches.names(), (std::vector<std::string>{"B 1", "B 2", "B 3", "B 4"}));
}

TEST(BatchAudit, ATableThatDoesNotFitTheManifestIsRefused) {
  const auto causes = [](const std::string& rows) {
    return problem_causes(batch_audit(kBatchAsk, "Batch Name,Ada,Ben\n" + rows));
  };
  EXPECT_EQ(causes("B 1,60,30\nB 2,50,40\nB 3,70,20\n"), "batches.missing") << "a batch of ten";
  EXPECT_EQ(causes("B 1,60,30\nB 2,50,40\nB 3,70,31\nB 4,5,4\n"), "batches.votes");
  EXPECT_EQ(causes("B 1,60,30\nB 2,50,40\nB 3,70,30\nB 4,5,4\n"), "") << "just what it holds";
  EXPECT_EQ(causes("B 1,60,30\nB 2,50,40\nB 3,70,20\nB 4,5,4\nB 6,0,0\n"), "batches.unknown");
  EXPECT_EQ(problem_causes(batch_audit(kBatchAsk,
                                       "Batch Name,Ada,Ben,Cards found\nB 1,60,30,100\n"
                                       "B 2,50,40,99\nB 3,70,20,100\nB 4,5,4,10\n")),
            "batches.cards");
}

TEST(BatchAudit, AnAskThatIsNotOfBatchesOrSaysOtherVotesIsRefused) {
  const auto causes = [](const std::string& ask) { return problem_causes(batch_audit(ask)); };
  EXPECT_EQ(causes("[[contest]]\nname = \"Mayor\"\n"), "ask.batches") << "no design";
  EXPECT_EQ(causes("design = \"batches\"\n"), "ask.batches") << "no contest";
  EXPECT_EQ(causes("styles = false\n" + kBatchAsk), "ask.batches");
  EXPECT_EQ(causes("function = \"bravo\"\n" + kBatchAsk), "measure.function");
  EXPECT_EQ(causes(kBatchAsk + "cards = 310\n"), "ask.batches");
  EXPECT_EQ(causes(kBatchAsk + "votes = { Ada = 185, Ben = 94 }\n"), "");
  EXPECT_EQ(causes(kBatchAsk + "votes = { Ada = 186, Ben = 94 }\n"), "ask.votes");
  EXPECT_EQ(causes(kBatchAsk + "winners = [\"Ben\"]\n"), "assertion.outcome");
  EXPECT_EQ(problem_causes(assert_audit(kBatchAsk, "a.toml", nullptr)), "ask.design");
}

TEST(BatchAudit, ATieLeavesNoAssertionAndNothingIsDrawn) {
  const auto audit =
      batch_audit(kBatchAsk, "Batch Name,Ada,Ben\nB 1,50,50\nB 2,50,50\nB 3,40,40\nB 4,5,5\n");
  ASSERT_TRUE(audit) << base::sentences(audit.problems());
  EXPECT_FALSE(audit->contests[0].asserted.can_be_audited());
  EXPECT_EQ(problem_causes(draw_batches(*audit, "1", {1})), "draw.inputs");
}

TEST(BatchAudit, TheDocumentIsWorkedOutAgainFromItsFilesAndNothingElse) {
  const BatchAudit audit = batch_audit().value();
  const base::Json document = batch_assertions_document(audit);
  const BatchTable tallies = fixture::batch_table(kBatchTallies);
  const auto again = [&](const base::Json& one, const BatchTable& table) {
    return problem_causes(batch_audit_of_document(one, "a.json", table, fixture::batch_manifest()));
  };
  EXPECT_EQ(again(document, tallies), "");
  EXPECT_EQ(again(base::Json::object(), tallies), "assertions.document");
  base::Json changed = document;
  changed["batches"][2]["weight"] = 1;
  EXPECT_EQ(again(changed, tallies), "assertions.differ");
  changed = document;
  changed["contests"][0]["risk_limit"] = 0.5;
  EXPECT_EQ(again(changed, tallies), "assertions.differ");
  EXPECT_EQ(again(document, fixture::batch_table(kBatchTallies, "other.csv")), "assertions.differ");
}

// The example that the README walks through: its documents are those of this program.
TEST(BatchAudit, TheExamplesDocumentsAreThoseOfItsFiles) {
  const std::string folder = "examples/synthetic-batches/";
  const AuditManifest manifest{
      formats::read_files_confined({folder + "manifest.csv"}).value().manifests.front().manifest,
      formats::hash_files({folder + "manifest.csv"}).value()};
  const BatchTable tallies = read_batch_table(folder + "tallies.csv").value();
  const auto document = [&](const char* name) {
    return base::parse_json(read_small_text(folder + name).value(), name).value();
  };
  const auto audit =
      batch_audit_of_document(document("assertions.json"), "assertions.json", tallies, manifest);
  ASSERT_TRUE(audit) << base::sentences(audit.problems());
  const auto drawn = batch_draw_of_document(document("draw-2.json"), "draw-2.json", *audit);
  ASSERT_TRUE(drawn) << base::sentences(drawn.problems());
  const auto measured = measure_batch_audit(*audit, *drawn,
                                            {read_batch_table(folder + "counts-1.csv").value(),
                                             read_batch_table(folder + "counts-2.csv").value()},
                                            std::nullopt);
  ASSERT_TRUE(measured) << base::sentences(measured.problems());
  for (const auto& contest : measured->contests) {
    ASSERT_TRUE(contest);
    EXPECT_EQ(contest->measured.verdict, audit::Verdict::Confirmed);
  }
}

}  // namespace
}  // namespace recanvass::workflow
