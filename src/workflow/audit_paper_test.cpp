#include "workflow/audit_paper.h"

#include "workflow/audit_example_fixture.h"

#include <gtest/gtest.h>

#include <set>

namespace recanvass::workflow {
namespace {

// The manifest of the example: ten batches of 60 cards, as many as there are records.
class AuditPaper : public testing::Test {
 protected:
  AuditRecords records_ = fixture::example_records();
  std::string ask_ = read_small_text(fixture::kAuditExample + "audit.toml").value();
  election::BallotManifest whole_ = fixture::example_manifest().manifest;
  base::SerialExecutor executor_;

  [[nodiscard]] AuditManifest with(std::int64_t cards_of_first, std::int64_t cards_of_ninth) const {
    std::vector<election::ManifestBatch> batches = whole_.batches();
    batches[0].cards = election::CardCount(cards_of_first);
    if (cards_of_ninth > 0) {
      batches.push_back({"Container 9", "9", "9", "", election::CardCount(cards_of_ninth)});
    }
    return {election::BallotManifest::make(batches).value(), {{"m.csv", 1, {}}}};
  }
  [[nodiscard]] static std::set<std::string> causes_of(const base::Problems& problems) {
    std::set<std::string> causes;
    for (const base::Problem& problem : problems) causes.insert(problem.cause);
    return causes;
  }
  // Assertions made with one manifest, or none, and drawn with another.
  [[nodiscard]] std::set<std::string> drawn(const std::string& ask, const AuditManifest* asserted,
                                            const AuditManifest& manifest,
                                            audit::DrawMethod method) {
    const auto assertions = assert_audit(ask, "a.toml", &records_, asserted);
    if (!assertions) return causes_of(assertions.problems());
    const DrawInputs inputs{&*assertions, &records_, &manifest.manifest, manifest.made_from};
    audit::DrawPlan plan{method, "53417960661093690826", "J", {{120, {}}}};
    plan.rounds[0].contests[assertions->contests[0].contest.id.text] = 120;
    const auto draw = draw_audit(inputs, plan, executor_);
    if (!draw) return causes_of(draw.problems());
    phantoms_ = draw->draw.phantoms;
    return {};
  }
  std::uint64_t phantoms_ = 0;
};

// 200 cards that no record tells of, where the closest lead is 41 votes: were they left out, any
// winner of theirs would be left out with them.
TEST_F(AuditPaper, CardsWithoutARecordArePhantomsOfEveryContest) {
  const AuditManifest more = with(60, 200);
  const auto assertions = assert_audit(ask_, "a.toml", &records_, &more);
  ASSERT_TRUE(assertions) << base::sentences(assertions.problems());
  const audit::AssertedContest& first = assertions->contests[0];
  EXPECT_EQ(first.domain.phantoms, election::CardCount(200));
  EXPECT_EQ(first.domain.cards(), election::CardCount(800));
  EXPECT_FALSE(first.can_be_audited()) << "the lead is 41";
  EXPECT_NE(first.words.find("200 cards that no record tells of can make up the lead"),
            std::string::npos)
      << first.words;
  EXPECT_EQ(assertions_document(*assertions)["manifest"][0]["name"], "m.csv");
}

TEST_F(AuditPaper, FewPhantomsAreDrawnAndMakeTheSampleLarger) {
  const AuditManifest more = with(70, 0);
  const auto with_ten = assert_audit(ask_, "a.toml", &records_, &more);
  const auto with_none = assert_audit(ask_, "a.toml", &records_);
  ASSERT_TRUE(with_ten && with_none);
  EXPECT_EQ(with_ten->contests[0].domain.cards(), election::CardCount(610));
  EXPECT_EQ(with_none->contests[0].cards_if_clean, 93);
  // Each of them costs a vote, and one in 61 is to be expected.
  EXPECT_GT(with_ten->contests[0].cards_if_clean.value(), 110);
  EXPECT_EQ(drawn(ask_, &more, more, audit::DrawMethod::Numbers), std::set<std::string>{});
  EXPECT_EQ(phantoms_, 10U);
}

TEST_F(AuditPaper, AManifestThatTheAssertionsDidNotSeeIsComparedBeforeADraw) {
  using Refused = std::set<std::string>;
  const auto numbers = audit::DrawMethod::Numbers;
  EXPECT_EQ(drawn(ask_, nullptr, with(60, 0), numbers), Refused{});
  EXPECT_EQ(drawn(ask_, nullptr, with(60, 200), numbers), Refused{"paper.phantoms"});
  EXPECT_EQ(drawn(ask_, nullptr, with(61, 0), numbers), Refused{"paper.phantoms"});
  EXPECT_EQ(drawn(ask_, nullptr, with(55, 0), numbers), Refused{"paper.batch"});
  EXPECT_EQ(drawn(ask_, nullptr, with(0, 65), numbers), Refused{"paper.batch"})
      << "the sum is larger, the batch is not";
  const std::string bound = "[[contest]]\nname = \"State contest 1\"\ncards = 610\n";
  const std::string others =
      "[[contest]]\nname = \"State contest 2\"\ncards = 600\n"
      "[[contest]]\nname = \"County 1 contest 1\"\ncards = 600\n";
  EXPECT_EQ(drawn(bound + others, nullptr, with(70, 0), numbers), Refused{})
      << "each has a bound of its own";
}

TEST_F(AuditPaper, RecordsWithoutPaperAreRefusedBatchByBatch) {
  const AuditManifest fewer = with(55, 0);
  const auto refused = assert_audit(ask_, "a.toml", &records_, &fewer);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.problems()[0].cause, "paper.batch");
  EXPECT_EQ(refused.problems()[0].found, "records of 60 cards");
  std::vector<election::ManifestBatch> lacking = whole_.batches();
  lacking.erase(lacking.begin(), lacking.begin() + 2);
  const auto without = cards_without_record(election::BallotManifest::make(lacking).value(),
                                            "m.csv", records_.store);
  ASSERT_FALSE(without);
  EXPECT_EQ(without.problems().size(), 2U);
  const AuditManifest larger = with(60, 200);
  EXPECT_EQ(causes_of(assert_audit("cards = 700\n", "a.toml", &records_, &larger).problems()),
            std::set<std::string>{"ask.cards"});
}

TEST_F(AuditPaper, AnotherManifestThanTheAssertionsWereMadeWithIsRefused) {
  const AuditManifest more = with(70, 0);
  const auto document = assertions_document(assert_audit(ask_, "a.toml", &records_, &more).value());
  EXPECT_TRUE(assertions_of_document(document, "a.json", &records_, &more));
  AuditManifest other = with(60, 0);
  other.made_from = {{"m.csv", 2, {}}};
  for (const AuditManifest* manifest :
       {static_cast<const AuditManifest*>(nullptr), static_cast<const AuditManifest*>(&other)}) {
    const auto refused = assertions_of_document(document, "a.json", &records_, manifest);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problems()[0].cause, "assertions.manifest");
  }
}

// 2,000 cards by the totals; 1,800 or 2,400 by the manifest: refused before any card is fetched.
TEST_F(AuditPaper, APollOfTotalsNeedsTheNumberOfCardsThatTheManifestLists) {
  const std::string ask =
      "[[contest]]\nname = \"Governor\"\ncards = 600\nvotes = { Ada = 330, Ben = 240 }\n";
  const AuditAssertions totals = assert_audit(ask, "t.toml", nullptr).value();
  const audit::DrawPlan plan{audit::DrawMethod::Counter, "53417960661093690826", "", {{20, {}}}};
  for (const auto& [manifest, cause] :
       {std::pair(with(60, 0), ""), std::pair(with(20, 0), "paper.cards"),
        std::pair(with(60, 100), "paper.cards")}) {
    const DrawInputs inputs{&totals, nullptr, &manifest.manifest, {}};
    const auto draw = draw_audit(inputs, plan, executor_);
    EXPECT_EQ(draw ? "" : draw.problems()[0].cause, cause);
    const auto asserted = assert_audit(ask, "t.toml", nullptr, &manifest);
    EXPECT_EQ(asserted ? "" : asserted.problems()[0].cause, cause);
  }
}

}  // namespace
}  // namespace recanvass::workflow
