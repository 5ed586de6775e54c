#include "workflow/stratified_audit.h"

#include "audit/strata.h"
#include "audit/suite.h"
#include "draw/list_draw.h"
#include "workflow/pooled_records_fixture.h"

#include <gtest/gtest.h>

#include <charconv>

namespace recanvass::workflow {
namespace {

using base::Json;
using fixture::act;
using fixture::Causes;
using fixture::shown;

Json strata_method(const std::string& function = "ui-ts", const std::string& draw = "numbers") {
  return {{"design", "strata"},
          {"draw", draw},
          {"draw_from", "each-list"},
          {"risk_function", function}};
}

// What was reported on "dane", 110 cards with records: it stands at the first of its batches.
Json dane_reported(std::int64_t a = 74, std::int64_t b = 33) {
  Json batches = fixture::recorded_batches();
  batches["batches"][0]["reported"] =
      Json::array({{{"contest", "president"}, {"votes", {{"a", a}, {"b", b}}}}});
  return batches;
}

// And on "early", 50 cards that are polled.
Json polled_batch(std::int64_t a = 20, std::int64_t b = 28) {
  Json batch = fixture::pool_batch(a, b);
  batch.erase("pool");
  return batch;
}

Operation planned_by_strata(const Json& method = strata_method(),
                            const Json& recorded = dane_reported(),
                            const Json& polled = polled_batch()) {
  Operation operation = fixture::operation_with_cards();
  RECANVASS_CHECK(act(operation, "audit.contest", "wec", fixture::audit_contest()).empty());
  Json list = fixture::audit_list(fixture::recorded_part().root());
  RECANVASS_CHECK(act(operation, "audit.list", "clerk", list).empty());
  RECANVASS_CHECK(act(operation, "audit.batches", "clerk", recorded).empty());
  const Json early = {{"list", "early"}, {"county", "us-wi-dane"}};
  RECANVASS_CHECK(act(operation, "audit.list", "clerk", early).empty());
  RECANVASS_CHECK(act(operation, "audit.batches", "clerk",
                      {{"list", "early"}, {"batches", Json::array({polled})}})
                      .empty());
  RECANVASS_CHECK(act(operation, "audit.method", "wec", method).empty());
  // The import is of the cards with records alone.
  operation.commitment.imports.at("dane").body["cards"] = 110;
  return operation;
}

Causes committed_by_strata(Operation& operation) {
  return act(operation, "audit.commit", "wec", fixture::audit_commitment(operation));
}

Operation seeded_by_strata(const Json& method = strata_method()) {
  Operation operation = planned_by_strata(method);
  RECANVASS_CHECK(committed_by_strata(operation).empty());
  RECANVASS_CHECK(fixture::do_command(operation, fixture::witnessing(operation)).empty());
  RECANVASS_CHECK(act(operation, "audit.seed", "wec", fixture::audit_seed()).empty());
  return operation;
}

void draw_each(Operation& operation, std::int64_t recorded, std::int64_t polled) {
  if (recorded > 0) {
    ASSERT_EQ(act(operation, "audit.draw", "wec", {{"list", "dane"}, {"cards", recorded}}),
              Causes{});
  }
  if (polled == 0) return;
  ASSERT_EQ(act(operation, "audit.draw", "wec", {{"list", "early"}, {"cards", polled}}), Causes{});
}

Json round_by_strata(Operation& operation) {
  EXPECT_EQ(act(operation, "audit.round", "wec", Json::object()), Causes{});
  return shown(operation, "audit")["rounds"].back()["contests"][0];
}

double risk_stated(const Json& contest) {
  const std::string text = contest["risk"];
  double risk = -1.0;
  std::from_chars(text.data(), text.data() + text.size(), risk);
  return risk;
}

// By hand: 1 of each card that agrees with its record, paper's worth of each that is polled, and of
// the null 110 cards of which the records say 75.5 for the claim.
double own_strata_risk(const Operation& operation) {
  std::vector<audit::StratumDraws> strata{{110, 2.0, true, {}, 1.0}, {50, 1.0, true, {}, 0.0}};
  for (const SettledDraw& draw : operation.audits.current.draws) {
    const bool polled = draw.place.first == "early";
    const std::string paper = fixture::paper_of_pool(draw.place.second);
    strata[polled ? 1 : 0].values.push_back(!polled        ? 1.0
                                            : paper == "a" ? 1.0
                                            : paper == "b" ? 0.0
                                                           : 0.5);
  }
  return audit::strata_risk(strata, 0.5 + (110.0 - 75.5) / 160.0).p;
}

TEST(StratifiedAudit, EachListIsDrawnFromByASeedOfItsOwn) {
  Operation operation = seeded_by_strata();
  draw_each(operation, 8, 8);
  const auto thrown = draw::Seed::make(fixture::kSeedDigits).value();
  std::vector<std::uint64_t> numbers;
  for (const SettledDraw& draw : operation.audits.current.draws) {
    numbers.push_back(static_cast<std::uint64_t>(draw.place.second));
  }
  auto expected = draw::drawn_by_text(draw::CardDraw::Numbers,
                                      draw::seed_text_of_list(thrown, "dane"), 110, 0, 8);
  const auto polled = draw::drawn_by_text(draw::CardDraw::Numbers,
                                          draw::seed_text_of_list(thrown, "early"), 50, 0, 8);
  expected.insert(expected.end(), polled.begin(), polled.end());
  EXPECT_EQ(numbers, expected);
  EXPECT_EQ(act(operation, "audit.draw", "wec", {{"cards", 1}}), Causes{"audit.list"});
}

TEST(StratifiedAudit, RoundsHaveOneRiskOverBothListsAndTheFullCountTakesAllCards) {
  Operation operation = seeded_by_strata();
  draw_each(operation, 20, 10);
  fixture::read_with_pools(operation);
  EXPECT_EQ(act(operation, "audit.round", "wec", Json::object()).front(), "audit.open");
  fixture::close_with_pools(operation);
  const Json first = round_by_strata(operation);
  EXPECT_NEAR(risk_stated(first), own_strata_risk(operation), 1e-5);
  EXPECT_EQ(first["draws"], 30);
  EXPECT_EQ(first["one_over"].get<int>() + first["other"].get<int>(), 0);
  EXPECT_FALSE(first.contains("more")) << "each list has its own";
  EXPECT_EQ(first["met"], "no");
  draw_each(operation, 40, 0);
  fixture::read_with_pools(operation);
  fixture::close_with_pools(operation);
  const Json second = round_by_strata(operation);
  EXPECT_NEAR(risk_stated(second), std::min(risk_stated(first), own_strata_risk(operation)), 1e-5);
  EXPECT_EQ(act(operation, "audit.hand-count", "wec",
                {{"contest", "president"}, {"words", "the board wants it"}}),
            Causes{});
  fixture::read_with_pools(operation);
  fixture::close_with_pools(operation);
  const Json counted = round_by_strata(operation);
  EXPECT_EQ(counted["met"], "counted-confirmed");
  EXPECT_EQ(counted["counted"], Json({{"a", 94}, {"b", 61}}));
}

TEST(StratifiedAudit, SuiteTakesOneRound) {
  Operation operation = seeded_by_strata(strata_method("suite"));
  draw_each(operation, 20, 10);
  fixture::read_with_pools(operation);
  fixture::close_with_pools(operation);
  const Json contest = round_by_strata(operation);
  audit::SuiteAudit by_hand;
  by_hand.comparison = {74, 33, 110};
  by_hand.polling = {20, 28, 50};
  by_hand.sampled = 20;
  for (const SettledDraw& draw : operation.audits.current.draws) {
    if (draw.place.first != "early") continue;
    const std::string paper = fixture::paper_of_pool(draw.place.second);
    ++(paper == "a"   ? by_hand.sample.winner
       : paper == "b" ? by_hand.sample.loser
                      : by_hand.sample.other);
  }
  const double risk = audit::suite_risk(by_hand).p;
  EXPECT_NEAR(risk_stated(contest), risk, 2e-5 * risk);
  EXPECT_EQ(act(operation, "audit.draw", "wec", {{"list", "dane"}, {"cards", 1}}),
            Causes{"audit.rounds"});
  EXPECT_EQ(act(operation, "audit.hand-count", "wec",
                {{"contest", "president"}, {"words", "one look is all there is"}}),
            Causes{});
}

TEST(StratifiedAudit, CardsOfAPolledListHaveNoRecordToBeShown) {
  Operation operation = seeded_by_strata();
  draw_each(operation, 2, 2);
  fixture::read_with_pools(operation);
  fixture::close_with_pools(operation);
  Json record = fixture::recorded_part().record(1);
  record["card"] = operation.audits.current.cards.lower_bound({"early", 0})->first.second;
  EXPECT_EQ(act(operation, "card.reveal", "clerk", {{"list", "early"}, {"records", {record}}}),
            Causes{"card.record"});
  EXPECT_EQ(shown(operation, "audit")["next"],
            "Every card is read and signed off: measure with audit.round.");
}

Causes refused_by_strata(const Json& method, const Json& recorded = dane_reported(),
                         const Json& polled = polled_batch()) {
  Operation operation = planned_by_strata(method, recorded, polled);
  return committed_by_strata(operation);
}

TEST(StratifiedAudit, WhatDoesNotFitTogetherIsRefused) {
  EXPECT_EQ(refused_by_strata(strata_method()), Causes{});
  EXPECT_EQ(refused_by_strata(strata_method(), dane_reported(73)), Causes{"audit.votes"})
      << "93 for a, not 94";
  EXPECT_EQ(refused_by_strata(strata_method(), dane_reported(), polled_batch(23, 28)),
            Causes{"audit.votes"})
      << "51 votes on 50 cards";
  EXPECT_EQ(refused_by_strata(strata_method(), fixture::recorded_batches()), Causes{"audit.votes"})
      << "a list of which no votes are reported";
  Json as_one = strata_method();
  as_one["draw_from"] = "all-lists";
  EXPECT_EQ(refused_by_strata(as_one), Causes{"audit.draw-from"});
  EXPECT_EQ(refused_by_strata(strata_method("super-simple")), Causes{"measure.function"});
  for (const char* function : {"suite", "ui-ts"}) {
    EXPECT_EQ(refused_by_strata(strata_method(function, "counter")), Causes{"audit.draw"});
  }
  Json set = strata_method();
  set["settings"] = Json::array({{{"name", "bet"}, {"value", "0.5"}}});
  EXPECT_EQ(refused_by_strata(set), Causes{"audit.setting"});
  EXPECT_EQ(refused_by_strata(strata_method(), dane_reported(), fixture::pool_batch()),
            Causes{"audit.pool"});
}

}  // namespace
}  // namespace recanvass::workflow
