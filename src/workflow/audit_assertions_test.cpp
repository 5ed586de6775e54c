#include "workflow/audit_assertions.h"

#include "workflow/audit_example_fixture.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace recanvass::workflow {
namespace {

std::vector<std::string> causes_in(const base::Result<AuditAssertions>& result) {
  std::vector<std::string> causes;
  if (result) return causes;
  for (const base::Problem& problem : result.problems()) causes.push_back(problem.cause);
  return causes;
}

TEST(AuditAssertions, TheExamplesDocumentIsWhatItsFilesGive) {
  const AuditRecords records = fixture::example_records();
  const base::Json document = fixture::example_document("assertions.json");
  const AuditManifest manifest = fixture::example_manifest();
  const auto assertions = assertions_of_document(document, "assertions.json", &records, &manifest);
  ASSERT_TRUE(assertions) << base::sentences(assertions.problems());
  ASSERT_EQ(assertions->contests.size(), 3U);
  EXPECT_TRUE(assertions->contests[0].targeted);
  EXPECT_FALSE(assertions->contests[2].targeted) << "it is not named";
  EXPECT_EQ(assertions->contests[1].risk_limit, 0.1);
  EXPECT_EQ(assertions->contests[0].assertions[0].assorter_margin, base::Rational(41, 600));
  EXPECT_EQ(assertions->find("state contest 2"), &assertions->contests[1]);
}

TEST(AuditAssertions, ADocumentThatWasChangedIsRefused) {
  const AuditRecords records = fixture::example_records();
  const base::Json document = fixture::example_document("assertions.json");
  const AuditManifest manifest = fixture::example_manifest();
  base::Json margin_changed = document;
  margin_changed["contests"][0]["assertions"][0]["assorter_margin"] = "1/2";
  const auto differs = assertions_of_document(margin_changed, "a.json", &records, &manifest);
  EXPECT_EQ(causes_in(differs), std::vector<std::string>{"assertions.differ"});
  EXPECT_EQ(differs.problems()[0].place.column, "/contests/0/assertions/0/assorter_margin");
  base::Json other_files = document;
  other_files["made_from"][0]["sha256"] = "00";
  EXPECT_EQ(causes_in(assertions_of_document(other_files, "a.json", &records)),
            std::vector<std::string>{"assertions.records"});
  EXPECT_EQ(causes_in(assertions_of_document(document, "a.json", nullptr)),
            std::vector<std::string>{"assertions.records"});
  EXPECT_EQ(causes_in(assertions_of_document({{"schema", "other"}}, "a.json", &records)),
            std::vector<std::string>{"assertions.document"});
}

TEST(AuditAssertions, EveryProblemOfEveryContestIsSaidAtOnce) {
  const AuditRecords records = fixture::example_records();
  const char* unknown = R"(
[[contest]]
name = "Stat contest 1"
[[contest]]
name = "State contest 1"
votes = { Ada = 1 }
cards = 600
)";
  EXPECT_EQ(causes_in(assert_audit(unknown, "a.toml", &records)),
            (std::vector<std::string>{"ask.contest", "ask.totals"}));
  const char* wrong = R"(
[[contest]]
name = "State contest 1"
winners = ["Candidate 1"]
[[contest]]
name = "State contest 2"
winners = ["Candidat 2"]
[[contest]]
name = "County 1 contest 1"
rule = "irv"
)";
  EXPECT_EQ(causes_in(assert_audit(wrong, "a.toml", &records)),
            (std::vector<std::string>{"assertion.outcome", "ask.choice", "assertion.rule"}));
  EXPECT_EQ(causes_in(assert_audit("cards = 599\nstyles = false\n", "a.toml", &records)),
            std::vector<std::string>{"phantom.too-many-records"});
  EXPECT_EQ(causes_in(assert_audit("", "", nullptr)), std::vector<std::string>{"ask.totals"});
}

TEST(AuditAssertions, TheFunctionAndTheRoundsAreFixedWithThem) {
  const AuditRecords records = fixture::example_records();
  const auto assertions = assert_audit(R"(
function = "cobra-fixed"
rounds = ["93", "120"]
[[contest]]
name = "State contest 1"
[[contest]]
name = "State contest 2"
function = "super-simple"
)",
                                       "a.toml", &records);
  ASSERT_TRUE(assertions) << base::sentences(assertions.problems());
  EXPECT_EQ(assertions->contests[0].risk_function, "cobra-fixed");
  EXPECT_EQ(assertions->contests[1].measure().risk_function, "super-simple");
  EXPECT_TRUE(assertions->contests[0].measure().rounds_fixed_before_seed);
  const base::Json document = assertions_document(*assertions);
  EXPECT_EQ(document["rounds"], base::Json({93, 120}));
  EXPECT_EQ(document["contests"][1]["risk_function"], "super-simple");
  EXPECT_TRUE(assertions_of_document(document, "a.json", &records));
  base::Json other = document;
  other["contests"][0]["risk_function"] = "kaplan-wald";
  EXPECT_EQ(causes_in(assertions_of_document(other, "a.json", &records)),
            std::vector<std::string>{"assertions.differ"});
  const std::string one = "[[contest]]\nname = \"State contest 1\"\nfunction = ";
  EXPECT_EQ(causes_in(assert_audit(one + "\"cobra\"", "a.toml", &records)),
            std::vector<std::string>{"measure.function"});
  EXPECT_EQ(causes_in(assert_audit(one + "\"bravo\"", "a.toml", &records)),
            std::vector<std::string>{"measure.function"})
      << "it is of polling";
  const std::string minerva =
      "[[contest]]\nname = \"Governor\"\ncards = 600\nvotes = { Ada = 330, Ben = 240 }\n"
      "function = \"minerva\"\n";
  EXPECT_EQ(causes_in(assert_audit(minerva, "t.toml", nullptr)),
            std::vector<std::string>{"measure.schedule"});
  EXPECT_TRUE(assert_audit("rounds = [\"40\"]\n" + minerva, "t.toml", nullptr));
}

TEST(AuditAssertions, TotalsAloneArePolled) {
  const auto assertions = assert_audit(R"(
[[contest]]
name = "Governor"
cards = 600
votes = { Ada = 330, Ben = 240 }
)",
                                       "totals.toml", nullptr);
  ASSERT_TRUE(assertions);
  EXPECT_EQ(assertions->contests[0].design, audit::MeasureDesign::Polling);
  EXPECT_EQ(assertions->contests[0].assertions[0].assorter_margin, base::Rational(90, 600));
}

// G4: the winner and his hardest assertion as the published set has them.
TEST(AuditAssertions, SanFranciscosDistrictAttorneyIsProvedAsPublished) {
  const std::string file = std::string(RECANVASS_SHARED_DIR) +
                           "/data/cvr/sf2019_da/SFDA2019_PrelimReport12VBMJustDASheets.raire.gz";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "missing " << file;
  const AuditRecords records = read_audit_records({file}).value();
  const auto assertions =
      assert_audit("[[contest]]\nname = \"339\"\nrule = \"irv\"\n", "", &records);
  ASSERT_TRUE(assertions);
  const audit::AssertedContest& contest = assertions->contests[0];
  EXPECT_EQ(contest.outcome, "15 is elected");
  EXPECT_EQ(contest.reach, audit::ProofReach::Outcome);
  EXPECT_EQ(contest.domain.cards(), election::CardCount(146662));
  // 61,751 to 57,509 in the last round.
  EXPECT_EQ(contest.assertions[contest.closest].assorter_margin,
            base::Rational(61751 - 57509, 146662));
  EXPECT_LE(contest.assertions.size(), 11U) << "the published set has eleven";
}

TEST(AuditAssertions, RanksWithoutARuleAreNotGuessed) {
  const std::string file =
      std::string(RECANVASS_SHARED_DIR) + "/data/cvr/dominion_csv_nsw/Uralla_Mayoral.csv";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "missing " << file;
  const AuditRecords records = read_audit_records({file}).value();
  const auto assertions = assert_audit("", "", &records);
  ASSERT_TRUE(assertions);
  EXPECT_FALSE(assertions->contests[0].can_be_audited());
  EXPECT_NE(assertions->contests[0].words.find("no rule is named"), std::string::npos);
}

}  // namespace
}  // namespace recanvass::workflow
