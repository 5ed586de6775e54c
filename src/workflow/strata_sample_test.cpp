#include "workflow/batch_audit_fixture.h"
#include "workflow/strata_audit.h"
#include "workflow/strata_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace recanvass::workflow {
namespace {

using fixture::KalamazooFiles;
using fixture::problem_causes;

const std::string kStrataSeed = "53417960661093690826";

class StrataSample : public testing::Test {
 protected:
  // Records are read as they are; of the poll so many for the two, the rest blank.
  [[nodiscard]] formats::TypedReadings readings(const StrataAudit& audit, const StrataDrawn& drawn,
                                                int whitmer, int schuette) const {
    formats::TypedReadings typed{"readings.csv", {}};
    const election::CardStore& store = audit.strata[0].files.records->store;
    std::set<std::uint64_t> read;
    for (const audit::DrawnCard& card : drawn.strata[0].draw.cards) {
      if (!read.insert(card.card).second) continue;
      const auto said = store.marking(store.place_of(card.card), 0);
      const bool blank = said->marks.empty();
      const char* text = blank ? "(blank)" : said->marks[0].choice == 0 ? "Whitmer" : "Schuette";
      typed.readings.push_back(reading("Records", card, text));
    }
    int at = 0;
    for (const audit::DrawnCard& card : drawn.strata[1].draw.cards) {
      const char* text = at < whitmer              ? "Whitmer"
                         : at < whitmer + schuette ? "Schuette"
                                                   : "(blank)";
      typed.readings.push_back(reading("no RECORDS", card, text));
      ++at;
    }
    return typed;
  }

  static formats::TypedReading reading(const char* stratum, const audit::DrawnCard& card,
                                       const char* text) {
    return {
        {"readings.csv", 2, "reading"}, card.imprinted_id, "", "", "", "Governor", text, stratum};
  }

  KalamazooFiles files_;
  base::SerialExecutor executor_;
};

// The published sample, 8 cards that agree and 23 : 8 : 1, by way of files, gives the published p.
TEST_F(StrataSample, P13KalamazooFromFilesHasTheRiskThatWasPublished) {
  const auto audit = files_.assert_with(KalamazooFiles::ask("suite")).value();
  const auto drawn = draw_strata(audit, kStrataSeed, {{8, 32}}, executor_).value();
  EXPECT_EQ(drawn.strata[0].plan.method, audit::DrawMethod::Counter) << "with replacement";
  EXPECT_EQ(drawn.strata[1].plan.method, audit::DrawMethod::Numbers);
  EXPECT_EQ(drawn.strata[0].plan.seed, kStrataSeed + ",Records");
  const auto measured = measure_strata_audit(audit, drawn, readings(audit, drawn, 23, 8));
  ASSERT_TRUE(measured) << base::sentences(measured.problems());
  EXPECT_NEAR(measured->measured.risk, 0.03741402419, 1e-9);
  EXPECT_EQ(measured->measured.verdict, audit::Verdict::Confirmed);
  EXPECT_TRUE(measured->differences.empty());
  EXPECT_EQ(measured->cards_read, (std::vector<std::int64_t>{8, 32}));
  const auto less = measure_strata_audit(audit, drawn, readings(audit, drawn, 20, 11));
  EXPECT_EQ(less->measured.verdict, audit::Verdict::NotYetConfirmed);
  EXPECT_TRUE(less->measured.more);
}

TEST_F(StrataSample, ByTheProductTheSamePaperIsEvidenceToo) {
  const auto audit = files_.assert_with(KalamazooFiles::ask()).value();
  const auto drawn = draw_strata(audit, kStrataSeed, {{8, 32}}, executor_).value();
  EXPECT_EQ(drawn.strata[0].plan.method, audit::DrawMethod::Numbers);
  const auto measured = measure_strata_audit(audit, drawn, readings(audit, drawn, 23, 8));
  ASSERT_TRUE(measured) << base::sentences(measured.problems());
  EXPECT_LT(measured->measured.risk, 0.5);
}

TEST_F(StrataSample, ARecordThatDiffersIsTold) {
  const auto audit = files_.assert_with(KalamazooFiles::ask()).value();
  const auto drawn = draw_strata(audit, kStrataSeed, {{8, 32}}, executor_).value();
  formats::TypedReadings typed = readings(audit, drawn, 23, 8);
  const auto whitmer =
      std::ranges::find_if(typed.readings, [](const auto& one) { return one.text == "Whitmer"; });
  whitmer->text = "Schuette";
  const auto measured = measure_strata_audit(audit, drawn, typed);
  ASSERT_TRUE(measured) << base::sentences(measured.problems());
  ASSERT_EQ(measured->differences.size(), 1U);
  EXPECT_EQ(measured->differences[0].card, whitmer->card);
  EXPECT_EQ(measured->differences[0].overstatement, base::Rational(1));
  EXPECT_EQ(measured->measured.assertions[0].tallies[0].compared.two_over, 1);
}

TEST_F(StrataSample, ReadingsOfNoStratumOrMissingOnesAreRefused) {
  const auto audit = files_.assert_with(KalamazooFiles::ask()).value();
  const auto drawn = draw_strata(audit, kStrataSeed, {{8, 32}}, executor_).value();
  formats::TypedReadings typed = readings(audit, drawn, 23, 8);
  const auto causes = [&] { return problem_causes(measure_strata_audit(audit, drawn, typed)); };
  typed.readings[0].stratum = "Recrods";
  EXPECT_EQ(causes(), "readings.stratum readings.missing");
  typed.readings[0].stratum = "No records";
  EXPECT_EQ(causes(), "readings.missing readings.card");
  typed.readings.erase(typed.readings.begin());
  typed.readings.pop_back();
  EXPECT_EQ(causes(), "readings.missing readings.missing") << "one of each stratum";
}

TEST_F(StrataSample, ADrawIsMadeAgainFromItsSeedAndALaterRoundGoesOn) {
  const auto audit = files_.assert_with(KalamazooFiles::ask()).value();
  const auto one = draw_strata(audit, kStrataSeed, {{8, 32}}, executor_).value();
  const auto two = draw_strata(audit, kStrataSeed, {{8, 32}, {10, 50}}, executor_).value();
  for (std::size_t s = 0; s < 2; ++s) {
    for (std::size_t i = 0; i < one.strata[s].draw.cards.size(); ++i) {
      EXPECT_EQ(one.strata[s].draw.cards[i], two.strata[s].draw.cards[i]);
    }
  }
  base::Json document = strata_draw_document(audit, two);
  const auto cause = [&] {
    const auto drawn = strata_draw_of_document(document, "d.json", audit, executor_);
    return drawn ? "" : drawn.problems().front().cause;
  };
  EXPECT_EQ(cause(), "");
  document["strata"][1]["draw"]["cards"][3]["position"] = 1;
  EXPECT_EQ(cause(), "draw.differs");
  document = strata_draw_document(audit, two);
  document["strata"][0]["draw"]["seed"] = kStrataSeed;
  EXPECT_EQ(cause(), "draw.differs");
  document = strata_draw_document(audit, two);
  document["strata"][0]["draw"]["rounds"].erase(1);
  EXPECT_EQ(cause(), "draw.document");
  EXPECT_EQ(problem_causes(draw_strata(audit, kStrataSeed, {{8, 22373}}, executor_)), "draw.size");
  EXPECT_EQ(problem_causes(draw_strata(audit, kStrataSeed, {{8, 22372}}, executor_)), "");
}

}  // namespace
}  // namespace recanvass::workflow
