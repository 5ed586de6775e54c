#include "workflow/audit_measure.h"

#include "store/temporary_folder_test.h"
#include "workflow/audit_example_fixture.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>

namespace recanvass::workflow {
namespace {

class AuditMeasureExample : public testing::Test {
 protected:
  AuditRecords records_ = fixture::example_records();
  AuditAssertions assertions_ = fixture::example_assertions(records_);
  election::BallotManifest manifest_ = fixture::example_manifest().manifest;
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
  const auto missing = measured("card,contest,reading\n").problems();
  EXPECT_EQ(missing.size(), 51U) << "a card a line, and how many more";
  EXPECT_EQ(missing[0].place.column.substr(0, 5), "card ");
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

// A vote over that vanishes when the card is pulled again is told, with what it would have come to.
TEST_F(AuditMeasureExample, WhatWasReadOnAWrongCardIsToldWithItsRisk) {
  const auto before = measured(typed_);
  ASSERT_TRUE(before) << base::sentences(before.problems());
  const std::string row = row_with("1-2-17,");
  std::string again = typed_ + "1-2-17,,,,,,(wrong card)\n";
  std::string rest = typed_;
  for (std::size_t at = rest.find("\n1-2-17,"); at != std::string::npos;
       at = rest.find("\n1-2-17,", at + 1)) {
    const std::string line = rest.substr(at + 1, rest.find('\n', at + 1) - at - 1);
    const bool first = line.find("State contest 1") != std::string::npos;
    again += first ? line.substr(0, line.rfind(',') + 1) + "Candidate 2\n" : line + "\n";
  }
  const auto after = measured(again);
  ASSERT_TRUE(after) << base::sentences(after.problems());
  const auto& contest = after->contests[0];
  ASSERT_EQ(contest.pulled_again.size(), 1U) << row;
  EXPECT_EQ(contest.pulled_again[0].card, "1-2-17");
  EXPECT_EQ(contest.pulled_again[0].then, "Candidate 2");
  EXPECT_NE(contest.pulled_again[0].first, "Candidate 2");
  EXPECT_EQ(contest.risk_as_first_read, before->contests[0].measured.risk);
  EXPECT_LT(contest.measured.risk, *contest.risk_as_first_read);
  const std::string text = report::measure_text(*after, {80, false});
  EXPECT_NE(text.find("if what was read first had stood"), std::string::npos) << text;
  const base::Json json = report::measure_json(*after);
  EXPECT_EQ(json["contests"][0]["pulled_again"][0]["card"], "1-2-17");
}

// 1-1-23 lies in batch 1: a row that says batch 2 is the only trace of a wrong card.
TEST_F(AuditMeasureExample, AnIdAndAPlaceThatContradictEachOtherAreRefused) {
  const auto with_place = [&](const std::string& place) {
    std::string text = typed_;
    const std::string row = "1-1-23,Container 1-1,1,1,23,State contest 1";
    text.replace(text.find(row), row.size(), "1-1-23,," + place + ",State contest 1");
    return causes_of(text);
  };
  using Named = std::set<std::string>;
  EXPECT_EQ(with_place("1,1,23"), Named{});
  EXPECT_EQ(with_place("01,001,23"), Named{});
  EXPECT_EQ(with_place(",,"), Named{});
  EXPECT_EQ(with_place("1,2,23"), (Named{"readings.place", "readings.missing"}));
  EXPECT_EQ(with_place("2,1,23"), (Named{"readings.place", "readings.missing"}));
  EXPECT_EQ(with_place("1,1,24"), (Named{"readings.place", "readings.missing"}));
}

// A contest on the first 300 cards by the records, found on others of the cards drawn.
TEST_F(AuditMeasureExample, PaperThatCarriesAContestItsRecordsDoNotRefutesTheDomain) {
  const std::string ask = "[[contest]]\nname = \"Mayor\"\n[[contest]]\nname = \"Measure\"\n";
  std::string table =
      "tabulator,batch,position,imprinted_id,record_id,sheet,style,precinct,counting_group,"
      "adjudicated,c1=Mayor|vote_for=1|ranks=0|unit=1|choice=A=A|choice=B=B,"
      "c2=Measure|vote_for=1|ranks=0|unit=1|choice=Y=Yes|choice=N=No\n";
  for (int i = 0; i < 400; ++i) {
    table += fmt::format("1,1,{0},c-{0},{0},1,s,p,,0,{1},{2}\n", i + 1, i % 4 == 0 ? "B" : "A",
                         i % 4 == 3 ? (i % 20 == 3 ? "No" : "Yes") : "");
  }
  const store::TemporaryFolder folder;
  const std::string path = folder.path() + "/cards.csv";
  std::ofstream(path) << table;
  const AuditRecords records = read_audit_records({path}).value();
  const auto measured_with = [&](const std::string& bound, int most) {
    const AuditAssertions assertions = assert_audit(ask + bound, "a.toml", &records).value();
    audit::DrawPlan plan{audit::DrawMethod::Numbers, "53417960661093690826", "", {{0, {}}}};
    plan.rounds[0].contests = {{"c1", 60}, {"c2", 30}};
    const AuditDraw drawn =
        draw_audit({&assertions, &records, nullptr, {}}, plan, executor_).value();
    std::string text = "card,contest,reading\n";
    int others = 0;
    for (const audit::DrawnCard& card : drawn.draw.cards) {
      if (card.phantom) continue;
      const auto at = records.store.place_of(card.card);
      const auto mayor = records.store.marking(at, 0);
      text += card.imprinted_id + ",Mayor," + (mayor->marks[0].choice == 0 ? "A\n" : "B\n");
      const auto measure = records.store.marking(at, 1);
      if (measure) {
        text +=
            card.imprinted_id + ",Measure," + (measure->marks[0].choice == 0 ? "Yes\n" : "No\n");
      } else {
        text += card.imprinted_id + ",Measure," + (others++ < most ? "No\n" : "(not on card)\n");
      }
    }
    const auto typed = formats::read_card_readings(text, "r.csv").value();
    return measure_audit(assertions, &records, drawn, typed, {}).value();
  };
  EXPECT_TRUE(measured_with("", 0).contests[1].is_confirmed());
  const auto wrong = measured_with("", 3);
  EXPECT_EQ(wrong.contests[1].outside.size(), 3U);
  EXPECT_FALSE(wrong.contests[1].is_confirmed());
  EXPECT_TRUE(wrong.contests[0].is_confirmed());
  EXPECT_FALSE(wrong.confirmed());
  EXPECT_EQ(report::measure_json(wrong)["contests"][1]["verdict"], "domain-wrong");
  EXPECT_NE(report::measure_text(wrong, {200, false}).find("3 cards carry it though"),
            std::string::npos);
  // With a bound of three cards more they have phantoms' places; a fourth has none.
  EXPECT_FALSE(measured_with("cards = 103\n", 3).contests[1].domain_is_wrong());
  EXPECT_TRUE(measured_with("cards = 103\n", 4).contests[1].domain_is_wrong());
}

// As Excel saves "CSV UTF-8" and "Unicode text".
TEST_F(AuditMeasureExample, AByteOrderMarkIsNoPartOfTheFirstColumn) {
  EXPECT_EQ(causes_of("\xEF\xBB\xBF" + typed_), std::set<std::string>{});
  std::string wide = "\xFF\xFE";
  for (const char c : typed_) wide += std::string{c, '\0'};
  EXPECT_EQ(causes_of(wide), std::set<std::string>{});
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

// Four of the functions would confirm the contest on these readings: whoever chose among them after
// the readings were seen would have no limit on the risk.
TEST_F(AuditMeasureExample, AFunctionThatWasNotFixedBeforeTheSeedConfirmsNothing) {
  const auto typed = formats::read_card_readings(typed_, "r.csv").value();
  MeasureSettings settings;
  settings.risk_function = "default";
  EXPECT_FALSE(
      measure_audit(assertions_, &records_, first_, typed, settings)->contests[1].is_diagnostic());
  settings.risk_function = "cobra-fixed";
  const auto other = measure_audit(assertions_, &records_, first_, typed, settings);
  ASSERT_TRUE(other) << base::sentences(other.problems());
  const auto& second = other->contests[1];
  EXPECT_EQ(second.measured.verdict, audit::Verdict::Confirmed);
  EXPECT_TRUE(second.is_diagnostic());
  EXPECT_FALSE(second.is_confirmed());
  EXPECT_FALSE(other->confirmed());
  const std::string text = report::measure_text(*other, {300, false});
  EXPECT_NE(text.find("chosen after the readings: not risk-limiting"), std::string::npos);
  EXPECT_EQ(text.find("Every contest"), std::string::npos);
  const base::Json json = report::measure_json(*other);
  EXPECT_EQ(json["contests"][1]["verdict"], "diagnostic");
  EXPECT_EQ(json["contests"][1]["risk_function_fixed"], "default");
  EXPECT_EQ(json["confirmed"], false);
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
    const auto draw = draw_audit(inputs, plan, executor_);
    if (!draw) return base::Result<report::MeasureReport>(draw.problems());
    const AuditDraw& drawn = *draw;
    std::string text = "card,contest,reading\n";
    for (const audit::DrawnCard& card : drawn.draw.cards)
      text += card.imprinted_id + ",,(not found)\n";
    const auto typed = formats::read_card_readings(text, "r.csv").value();
    return measure_audit(assertions, &records_, drawn, typed, {});
  };
  EXPECT_EQ(styled("").problems()[0].cause, "paper.styles");
  EXPECT_EQ(styled("styles = false\ncards = 601\n").problems()[0].cause, "paper.cards");
  const auto fits = styled("styles = false\n");
  ASSERT_TRUE(fits) << base::sentences(fits.problems());
  EXPECT_EQ(fits->contests[0].measured.tally.not_found, 10);
}

// The same draw and readings, with differing records counted instead: 41 votes of a lead are 21
// cards, of which one is off.
TEST_F(AuditMeasureExample, RecordsThatDifferAreCountedWhereThatIsAskedFor) {
  const AuditAssertions counted =
      assert_audit("[[contest]]\nname = \"State contest 1\"\nfunction = \"mismatches\"\n", "a.toml",
                   &records_)
          .value();
  ASSERT_TRUE(counted.contests[0].by_mismatches);
  EXPECT_EQ(counted.contests[0].by_mismatches->changes_needed, election::CardCount(21));
  EXPECT_TRUE(counted.contests[0].can_be_audited());
  ASSERT_TRUE(counted.contests[0].cards_if_clean);
  inputs_ = fixture::example_inputs(records_, counted, manifest_);
  const std::string id = counted.contests[0].contest.id.text;
  audit::DrawPlan plan{audit::DrawMethod::Numbers, "53417960661093690826", "", {{0, {{id, 93}}}}};
  const AuditDraw drawn = draw_audit(inputs_, plan, executor_).value();
  const auto typed = formats::read_card_readings(typed_, "r.csv").value();
  const auto result = measure_audit(counted, &records_, drawn, typed, {});
  ASSERT_TRUE(result) << base::sentences(result.problems());
  const auto& first = result->contests[0];
  ASSERT_TRUE(first.mismatches);
  EXPECT_EQ(first.mismatches->cards, 93);
  EXPECT_EQ(first.mismatches->differing, 1);
  EXPECT_EQ(first.cards[first.mismatches->differ[0]], "1-2-17");
  EXPECT_GT(first.measured.risk, 0.05);
  EXPECT_TRUE(first.mismatches->more_if_clean);
  EXPECT_EQ(first.measured.verdict, audit::Verdict::NotYetConfirmed);
  const std::string text = report::measure_text(*result, {});
  EXPECT_NE(text.find("1 of the cards that were read; 21 of all would have to"), std::string::npos)
      << text;
  const base::Json json = report::measure_json(*result);
  EXPECT_EQ(json["contests"][0]["mismatches"]["cards"][0], "1-2-17");
}

TEST_F(AuditMeasureExample, ANumberOfChangesFromElsewhereIsTakenUpToWhatIsKnownToBeEnough) {
  const auto cause = [&](const std::string& more) {
    const auto asserted =
        assert_audit("[[contest]]\nname = \"State contest 1\"\nfunction = \"mismatches\"\n" + more,
                     "a.toml", &records_);
    return asserted ? "" : asserted.problems().front().cause;
  };
  EXPECT_EQ(cause("changes_needed = 21\nchanges_source = \"a paper\"\n"), "");
  EXPECT_EQ(cause("changes_needed = 22\nchanges_source = \"a paper\"\n"), "assertion.changes");
  EXPECT_EQ(cause("changes_needed = 21\n"), "ask.changes") << "no source";
  EXPECT_EQ(cause("changes_source = \"a paper\"\n"), "ask.changes");
  const auto other = assert_audit(
      "[[contest]]\nname = \"State contest 1\"\nchanges_needed = 9\nchanges_source = \"x\"\n",
      "a.toml", &records_);
  EXPECT_EQ(other.problems().front().cause, "ask.changes") << "another function";
}

// A poll whose cards are cut from their batches: what the cuts may cost is taken from the limit.
TEST_F(AuditMeasureExample, CutsAreRecordedWithTheDrawAndTakenFromTheRiskLimit) {
  const AuditManifest manifest = fixture::example_manifest();
  const AuditAssertions poll =
      assert_audit("[[contest]]\nname = \"Mayor\"\ncards = 600\nvotes = { Ada = 400, Ben = 150 }\n",
                   "a.toml", nullptr, &manifest)
          .value();
  const DrawInputs inputs{&poll, nullptr, &manifest.manifest, manifest.made_from};
  audit::DrawPlan plan{audit::DrawMethod::Numbers, "53417960661093690826", "", {{40, {}}}};
  plan.cuts = audit::CardCuts{6, base::Rational(1, 2000), 60};
  const auto read = [&](const AuditDraw& drawn) {
    std::string text = "card,contest,reading\n";
    int at = 0;
    for (const audit::DrawnCard& card : drawn.draw.cards) {
      text += card.imprinted_id + ",Mayor," + (at++ % 3 == 2 ? "Ben" : "Ada") + "\n";
    }
    return measure_audit(poll, nullptr, drawn, formats::read_card_readings(text, "r.csv").value(),
                         {});
  };
  // As many cards as are just enough for the limit.
  while (read(draw_audit(inputs, plan, executor_).value())->contests[0].measured.risk > 0.05) {
    ++plan.rounds[0].cards;
    ASSERT_LE(plan.rounds[0].cards, 60U);
  }
  const base::Json document = draw_document(inputs, draw_audit(inputs, plan, executor_).value());
  EXPECT_EQ(document["cuts"]["cuts"], 6);
  EXPECT_EQ(document["cuts"]["distance"], "0.0005");
  const auto again = draw_of_document(document, "d.json", inputs, executor_);
  ASSERT_TRUE(again) << base::sentences(again.problems());
  EXPECT_EQ(again->plan.cuts, plan.cuts);
  const auto cut = read(*again);
  // 1 - (1 - 0.0005)^60
  EXPECT_NEAR(cut->contests[0].risk_of_cuts, 0.0295617, 1e-6);
  EXPECT_GT(cut->contests[0].measured.risk, 0.05 - 0.0295617) << "just between the two limits";
  EXPECT_EQ(cut->contests[0].measured.verdict, audit::Verdict::NotYetConfirmed);
  AuditDraw counted = *again;
  counted.plan.cuts.reset();
  const auto even = read(counted);
  EXPECT_EQ(even->contests[0].measured.risk, cut->contests[0].measured.risk);
  EXPECT_EQ(even->contests[0].measured.verdict, audit::Verdict::Confirmed);
  AuditDraw coarse = *again;
  coarse.plan.cuts->distance = base::Rational(1, 100);
  const auto none = read(coarse);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.problems().front().cause, "measure.cuts") << "nothing of the limit is left";
}

}  // namespace
}  // namespace recanvass::workflow
