#include "workflow/batch_comparison.h"

#include "workflow/audit_fixture.h"

#include <gtest/gtest.h>

#include <charconv>

namespace recanvass::workflow {
namespace {

using base::Json;
using fixture::act;
using fixture::Causes;
using fixture::shown;

Json reported_batch(const char* batch, std::int64_t cards, std::int64_t a, std::int64_t b) {
  return {{"batch", batch},
          {"cards", cards},
          {"reported", Json::array({{{"contest", "president"}, {"votes", {{"a", a}, {"b", b}}}}})}};
}

// The fixture's 160 cards: 94 for a, 61 for b.
Json dane_batches() {
  return {{"list", "dane"},
          {"batches",
           {reported_batch("B1", 100, 70, 28), reported_batch("B2", 50, 20, 28),
            reported_batch("B3", 10, 4, 5)}}};
}

Json batch_method(const std::string& function = "macro") {
  return {{"design", "batches"},
          {"draw", "counter"},
          {"draw_from", "all-lists"},
          {"risk_function", function}};
}

Operation planned_by_batch(const Json& batches = dane_batches(),
                           const Json& method = batch_method()) {
  Operation operation = fixture::operation_with_cards();
  const Json list = {{"list", "dane"}, {"county", "us-wi-dane"}};
  RECANVASS_CHECK(act(operation, "audit.contest", "wec", fixture::audit_contest()).empty());
  RECANVASS_CHECK(act(operation, "audit.list", "clerk", list).empty());
  RECANVASS_CHECK(act(operation, "audit.batches", "clerk", batches).empty());
  RECANVASS_CHECK(act(operation, "audit.method", "wec", method).empty());
  return operation;
}

Causes committed_by_batch(Operation& operation) {
  return act(operation, "audit.commit", "wec", fixture::audit_commitment(operation));
}

// With the fixture's seed the first nine draws are B1, B1, B2, B1, B1, B1, B1, B2, B2: the numbers
// of sha256sum modulo 5,848,484,850.
Operation drawn_by_batch(std::int64_t draws, const std::string& function = "macro") {
  Operation operation = planned_by_batch(dane_batches(), batch_method(function));
  RECANVASS_CHECK(committed_by_batch(operation).empty());
  RECANVASS_CHECK(fixture::do_command(operation, fixture::witnessing(operation)).empty());
  RECANVASS_CHECK(act(operation, "audit.seed", "wec", fixture::audit_seed()).empty());
  RECANVASS_CHECK(act(operation, "audit.draw", "wec", {{"cards", draws}}).empty());
  return operation;
}

Json count_of(std::int64_t cards, std::int64_t a, std::int64_t b) {
  return Json::array({{{"contest", "president"},
                       {"state", "counted"},
                       {"cards", cards},
                       {"votes", {{"a", a}, {"b", b}}}}});
}

Causes counted_by(Operation& operation, const char* team, std::int64_t first, const Json& tallied) {
  return act(operation, "reading.enter", team,
             {{"list", "dane"}, {"card", first}, {"readings", tallied}});
}

void count_twice(Operation& operation, std::int64_t first, const Json& tallied) {
  ASSERT_EQ(counted_by(operation, "team-1", first, tallied), Causes{});
  ASSERT_EQ(counted_by(operation, "team-2", first, tallied), Causes{});
}

Json contest_after_round(Operation& operation) {
  EXPECT_EQ(act(operation, "readings.sign-off", "super", {{"list", "dane"}}), Causes{});
  EXPECT_EQ(act(operation, "audit.round", "wec", Json::object()), Causes{});
  return shown(operation, "audit")["rounds"].back()["contests"][0];
}

double risk_in(const Json& contest) {
  const std::string text = contest["risk"];
  double risk = -1.0;
  std::from_chars(text.data(), text.data() + text.size(), risk);
  return risk;
}

TEST(BatchComparison, BatchesAreDrawnByWhatTheirErrorsCouldMakeUpOfTheLead) {
  const Operation operation = drawn_by_batch(9);
  const auto plan = batch_plan(operation.audits.current);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->weights, (std::vector<std::uint64_t>{4303030304, 1272727273, 272727273}))
      << "142, 42 and 9 of a lead of 33";
  std::vector<std::int64_t> firsts;
  for (const SettledDraw& draw : operation.audits.current.draws) {
    firsts.push_back(draw.place.second);
  }
  EXPECT_EQ(firsts, (std::vector<std::int64_t>{1, 1, 101, 1, 1, 1, 1, 101, 101}));
  EXPECT_EQ(operation.audits.current.cards.size(), 2U) << "each is counted once";
  const Json rows = shown(operation, "retrieval")["cards"];
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0]["batch"], "B1");
  EXPECT_EQ(rows[0]["cards"], 100);
  EXPECT_EQ(rows[0]["draws"], 6);
  EXPECT_TRUE(rows[0]["position"].is_null());
  EXPECT_EQ(shown(operation, "audit")["next"],
            "2 batches are left to count, 0 done: pull those of `show ELECTION retrieval` that are "
            "not done and count each twice, blind.");
}

// MACRO by hand: each draw is a factor of 1 - 1/U, over 1 less the share of the batch's room that
// it was overstated by.
TEST(BatchComparison, TheRiskIsThatOfTheFormulaAndTheNextRoundKeepsWhatWasCounted) {
  const double factor = (1.0 - 1.0 / 5.848484850) / (1.0 - (2.0 / 33.0) / 4.303030304);
  Operation operation = drawn_by_batch(2);
  count_twice(operation, 1, count_of(100, 69, 29));
  Json contest = contest_after_round(operation);
  EXPECT_NEAR(risk_in(contest), factor * factor, 1e-5);
  EXPECT_EQ(contest["met"], "no");
  EXPECT_EQ(contest["draws"], 2);
  EXPECT_EQ(contest["batches"], 1);
  EXPECT_EQ(contest["cards_missing"], 0);
  EXPECT_EQ(contest["other"], 1);
  EXPECT_GT(contest["more"], 0);
  const Json rows = shown(operation, "card-discrepancies")["discrepancies"];
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0]["card"], 1);
  ASSERT_EQ(act(operation, "audit.draw", "wec", {{"cards", 7}}), Causes{});
  EXPECT_EQ(shown(operation, "readings")["states"], (Json{{"agreed", 1}, {"waiting", 1}}));
  count_twice(operation, 101, count_of(50, 20, 28));
  contest = contest_after_round(operation);
  EXPECT_EQ(contest["draws"], 9);
  EXPECT_EQ(contest["met"], "yes");
}

// What is left, nine cards ahead of even, cannot undo a lead of 33.
TEST(BatchComparison, BatchesLeftThatCannotUndoTheLeadLeaveNoRisk) {
  for (const char* function : {"default", "kaplan-markov", "macro"}) {
    Operation operation = drawn_by_batch(3, function);
    count_twice(operation, 1, count_of(100, 70, 28));
    count_twice(operation, 101, count_of(50, 20, 28));
    const Json contest = contest_after_round(operation);
    EXPECT_EQ(contest["met"], "yes") << function;
    EXPECT_EQ(contest["risk"], "0") << function;
    EXPECT_EQ(shown(operation, "audit")["next"],
              "Every targeted contest met its limit: the audit is at its end.");
  }
}

TEST(BatchComparison, CountsThatTakeTheLeadAwayContradictAndMissingCardsLeaveItOpen) {
  Operation operation = drawn_by_batch(3);
  count_twice(operation, 1, count_of(100, 40, 58));
  count_twice(operation, 101, count_of(50, 20, 28));
  Json contest = contest_after_round(operation);
  EXPECT_EQ(contest["paper"], "contradicts");
  EXPECT_EQ(contest["risk"], "1");
  EXPECT_FALSE(contest.contains("more"));

  Operation missing = drawn_by_batch(3);
  count_twice(missing, 1, count_of(60, 30, 28));
  count_twice(missing, 101, count_of(50, 20, 28));
  contest = contest_after_round(missing);
  EXPECT_EQ(contest["met"], "no");
  EXPECT_FALSE(contest.contains("paper")) << "the 40 cards could all be for a";
  EXPECT_EQ(contest["cards_missing"], 40);
  EXPECT_EQ(shown(missing, "audit")["next"],
            "No draw can confirm President after the cards that are missing: count it whole with "
            "audit.hand-count. ");
}

TEST(BatchComparison, TheHandCountTakesInEveryBatchThatWasCounted) {
  for (const std::int64_t a_on_paper : {40, 41, 42}) {
    Operation operation = drawn_by_batch(1);
    count_twice(operation, 1, count_of(100, a_on_paper, 28));
    ASSERT_EQ(act(operation, "audit.hand-count", "wec",
                  {{"contest", "president"}, {"words", "the board asks for it"}}),
              Causes{});
    EXPECT_EQ(shown(operation, "retrieval")["left"], 2);
    count_twice(operation, 101, count_of(50, 20, 28));
    count_twice(operation, 151, count_of(10, 1, 5));
    const Json contest = contest_after_round(operation);
    EXPECT_EQ(contest["counted"], (Json{{"a", a_on_paper + 21}, {"b", 61}}));
    EXPECT_EQ(contest["met"], a_on_paper > 40 ? "counted-confirmed" : "counted-contradicted")
        << a_on_paper + 21 << " to 61";
  }
}

TEST(BatchComparison, ACountIsOfTheWholeBatchAndFitsItsCards) {
  Operation operation = drawn_by_batch(1);
  const auto refused = [&](const Json& tallied) {
    return counted_by(operation, "team-1", 1, tallied);
  };
  EXPECT_EQ(refused(count_of(101, 70, 28)), Causes{"reading.cards"}) << "more than are listed";
  EXPECT_EQ(refused(count_of(100, 70, 31)), Causes{"reading.votes"}) << "101 votes";
  EXPECT_EQ(refused(count_of(100, 101, 0)), Causes{"reading.votes"});
  EXPECT_EQ(refused(fixture::says("a")), Causes{"reading.form"}) << "a card's reading";
  Json other = count_of(100, 70, 28);
  other[0]["votes"]["c"] = 1;
  EXPECT_EQ(refused(other), Causes{"reading.votes"}) << "a choice that nobody knows";
  other[0]["votes"].erase("c");
  other[0]["votes"].erase("b");
  EXPECT_EQ(refused(other), Causes{"reading.votes"}) << "a choice that nobody counted";
  EXPECT_EQ(refused(Json::array()), Causes{"reading.contest"});
  EXPECT_EQ(counted_by(operation, "team-1", 2, count_of(100, 70, 28)), Causes{"reading.not-drawn"});
  // Two who differ, and a third who settles it.
  ASSERT_EQ(refused(count_of(100, 70, 28)), Causes{});
  ASSERT_EQ(counted_by(operation, "team-2", 1, count_of(100, 69, 29)), Causes{});
  EXPECT_EQ(shown(operation, "readings")["states"], (Json{{"mismatch", 1}}));
  ASSERT_EQ(act(operation, "reading.adjudicate", "super",
                {{"list", "dane"},
                 {"card", 1},
                 {"readings", count_of(100, 70, 28)},
                 {"cause", "reading-error"}}),
            Causes{});
  const Json contest = contest_after_round(operation);
  EXPECT_EQ(contest["other"], 0);
}

TEST(BatchComparison, APlanThatBatchesCannotBeDrawnByIsRefused) {
  const auto refused = [](const Json& batches, const Json& method) {
    Operation operation = planned_by_batch(batches, method);
    return committed_by_batch(operation);
  };
  EXPECT_EQ(refused(dane_batches(), batch_method()), Causes{});
  Json batches = dane_batches();
  batches["batches"][1].erase("reported");
  EXPECT_EQ(refused(batches, batch_method()), Causes{"audit.votes"}) << "a batch without votes";
  batches = dane_batches();
  batches["batches"][1]["reported"][0]["votes"]["a"] = 21;
  EXPECT_EQ(refused(batches, batch_method()), Causes{"audit.votes"}) << "95, not 94";
  batches["batches"][1]["reported"][0]["votes"]["a"] = 51;
  EXPECT_EQ(refused(batches, batch_method()), Causes{"audit.votes"}) << "of 50 cards";
  for (const char* draw : {"index", "numbers"}) {
    Json method = batch_method();
    method["draw"] = draw;
    EXPECT_EQ(refused(dane_batches(), method), Causes{"audit.draw"});
  }
  Json method = batch_method();
  method["draw_from"] = "each-list";
  EXPECT_EQ(refused(dane_batches(), method), Causes{"audit.draw-from"});
  EXPECT_EQ(refused(dane_batches(), batch_method("cobra-fixed")), Causes{"measure.function"});

  Operation operation = planned_by_batch();
  operation.audits.current.lists.at("dane").at_most = 161;
  EXPECT_EQ(committed_by_batch(operation), Causes{"audit.phantoms"}) << "a card in no batch";
}

}  // namespace
}  // namespace recanvass::workflow
