#include "workflow/audit_measure.h"

#include "formats/confined_import.h"
#include "workflow/audit_example_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace recanvass::workflow {
namespace {

class AuditMeasureExample : public testing::Test {
 protected:
  AuditRecords records_ = fixture::example_records();
  AuditAssertions assertions_ = fixture::example_assertions(records_);
  election::BallotManifest manifest_ =
      formats::read_files_confined({fixture::kAuditExample + "manifest.csv"})
          .value()
          .manifests.front()
          .manifest;
  DrawInputs inputs_ = fixture::example_inputs(records_, assertions_, manifest_);
  base::SerialExecutor executor_;
  AuditDraw first_ =
      draw_of_document(fixture::example_document("draw-1.json"), "d", inputs_, executor_).value();
  std::string typed_ = read_small_text(fixture::kAuditExample + "readings-1.csv").value();

  [[nodiscard]] base::Result<report::MeasureReport> measured(const std::string& readings) {
    auto typed = formats::read_card_readings(readings, "r.csv");
    if (!typed) return typed.problems();
    return measure_audit(assertions_, &records_, first_, *typed, {});
  }
  [[nodiscard]] std::set<std::string> causes_of(const std::string& readings) {
    std::set<std::string> causes;
    const auto result = measured(readings);
    if (result) return causes;
    for (const base::Problem& problem : result.problems()) causes.insert(problem.cause);
    return causes;
  }
  // The first row of the table that holds a text, without its line end.
  [[nodiscard]] std::string row_with(const std::string& text) const {
    const std::size_t at = typed_.find(text);
    const std::size_t begin = typed_.rfind('\n', at) + 1;
    return typed_.substr(begin, typed_.find('\n', at) - begin);
  }
  [[nodiscard]] std::string without(const std::string& row) const {
    std::string text = typed_;
    text.erase(text.find(row), row.size() + 1);
    return text;
  }
};

TEST_F(AuditMeasureExample, OneVoteOverLeavesTheFirstContestOpen) {
  const auto result = measured(typed_);
  ASSERT_TRUE(result) << base::sentences(result.problems());
  EXPECT_FALSE(result->confirmed());
  EXPECT_EQ(result->cards_drawn, 93);
  EXPECT_EQ(result->wrong_cards, 1);
  const auto& first = result->contests[0];
  EXPECT_EQ(first.measured.verdict, audit::Verdict::NotYetConfirmed);
  ASSERT_EQ(first.measured.discrepancies.size(), 1U);
  EXPECT_EQ(first.cards[first.measured.discrepancies[0].card], "1-2-17");
  EXPECT_EQ(first.measured.tally.one_over, 1);
  EXPECT_EQ(result->contests[1].measured.verdict, audit::Verdict::Confirmed);
  EXPECT_EQ(result->contests[2].cards.size(), 93U) << "no card was drawn for it";
}

TEST_F(AuditMeasureExample, ReadingsThatAreMissingOrTooManyAreRefusedWithTheirRows) {
  using Named = std::set<std::string>;
  const std::string row = row_with("1-1-29,Container 1-1,1,1,29,State contest 1");
  EXPECT_EQ(causes_of(without(row)), Named{"readings.missing"});
  EXPECT_EQ(causes_of(typed_ + "1-1-1,,,,,State contest 1,(blank)\n"), Named{"readings.card"});
  EXPECT_EQ(causes_of(typed_ + "1-1-29,,,,,State contest 1,(not on card)\n"),
            Named{"readings.twice"});
  EXPECT_EQ(causes_of(typed_ + row + "\n"), Named{}) << "the same reading again is none";
  EXPECT_EQ(causes_of(typed_ + "1-1-29,,,,,,(not found)\n"), Named{"readings.twice"});
  EXPECT_EQ(causes_of(typed_ + "1-1-29,,,,,State contest 9,(blank)\n"), Named{"readings.contest"});
  EXPECT_EQ(causes_of(typed_ + "1-1-29,,,,,State contest 1,Candidate 9\n"),
            Named{"readings.choice"});
  EXPECT_EQ(causes_of(typed_ + "1-1-29,,,,,,(wrong card)\n"), Named{"readings.wrong-card"});
  EXPECT_EQ(causes_of(typed_ + "1-1-29,,,,,,(wrong card)\n1-1-29,,,,,,(not found)\n"), Named{});
}

TEST_F(AuditMeasureExample, ACardThatIsNotFoundCountsAgainstEveryContest) {
  std::string text = typed_ + "1-1-29,,,,,,(wrong card)\n1-1-29,,,,,,(not found)\n";
  const auto before = measured(typed_);
  const auto after = measured(text);
  ASSERT_TRUE(before && after);
  for (std::size_t i = 0; i < 3; ++i) {
    // Never better; no worse where its record was for the loser.
    EXPECT_GE(after->contests[i].measured.risk, before->contests[i].measured.risk);
    EXPECT_EQ(after->contests[i].measured.tally.not_found, 1);
  }
  EXPECT_GT(after->contests[0].measured.risk, before->contests[0].measured.risk);
}

TEST_F(AuditMeasureExample, CardsByTheirPlaceAreTheSameCards) {
  std::string placed = "tabulator,batch,position,contest,reading\n";
  auto typed = formats::read_card_readings(typed_, "r.csv").value();
  for (const formats::TypedReading& one : typed.readings) {
    placed += one.tabulator + "," + one.batch + "," + one.position + "," + one.contest + "," +
              one.text + "\n";
  }
  EXPECT_EQ(measured(placed)->contests[0].measured.risk,
            measured(typed_)->contests[0].measured.risk);
}

TEST_F(AuditMeasureExample, ADrawFromAManifestNeedsOneDomainOfAllItsCards) {
  const audit::DrawPlan plan{audit::DrawMethod::Counter, "53417960661093690826", "", {{10, {}}}};
  const auto styled = [&](const std::string& ask) {
    const AuditAssertions assertions = assert_audit(ask, "a.toml", &records_).value();
    DrawInputs inputs = fixture::example_inputs(records_, assertions, manifest_);
    const AuditDraw drawn = draw_audit(inputs, plan, executor_).value();
    std::string text = "card,contest,reading\n";
    for (const audit::DrawnCard& card : drawn.draw.cards)
      text += card.imprinted_id + ",,(not found)\n";
    const auto typed = formats::read_card_readings(text, "r.csv").value();
    return measure_audit(assertions, &records_, drawn, typed, {});
  };
  EXPECT_EQ(styled("").problems()[0].cause, "measure.styles");
  EXPECT_EQ(styled("styles = false\ncards = 601\n").problems()[0].cause, "measure.domain");
  const auto fits = styled("styles = false\n");
  ASSERT_TRUE(fits) << base::sentences(fits.problems());
  EXPECT_EQ(fits->contests[0].measured.tally.not_found, 10);
}

}  // namespace
}  // namespace recanvass::workflow
