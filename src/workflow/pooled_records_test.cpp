#include "workflow/pooled_records.h"

#include "workflow/batch_comparison.h"
#include "workflow/pooled_records_fixture.h"

#include <gtest/gtest.h>

#include <charconv>
#include <cmath>

namespace recanvass::workflow {
namespace {

using base::Json;
using fixture::act;
using fixture::Causes;
using fixture::drawn_with_pools;
using fixture::pool_batch;
using fixture::pool_list;
using fixture::pool_method;
using fixture::shown;

Json round_with_pools(Operation& operation) {
  EXPECT_EQ(act(operation, "audit.round", "wec", Json::object()), Causes{});
  return shown(operation, "audit")["rounds"].back()["contests"][0];
}

double number_of(const Json& text) {
  const std::string written = text;
  double number = -1.0;
  std::from_chars(written.data(), written.data() + written.size(), number);
  return number;
}

// v = 33/160; the pool's mean is (20 - 28 + 50) / 100. Each draw: B = (1 - A(record) + A(paper)) /
// (2 - v), a stake of one half on B above what the cards left would have of a tie.
double own_pool_risk(const Operation& operation,
                     const std::function<double(const AuditPlace&)>& paper) {
  double evidence = 1.0;
  double most = 1.0;
  double sum = 0.0;
  double left = 160.0;
  for (const SettledDraw& draw : operation.audits.current.draws) {
    const auto worth = [](const std::string& choice) {
      return choice == "a" ? 1.0 : choice == "b" ? 0.0 : 0.5;
    };
    const bool pooled = draw.place.first == "early";
    const double record = pooled ? 0.42 : worth(fixture::recorded_choice(draw.place.second));
    const double said = pooled ? paper(draw.place) : record;
    const double value = (1.0 - record + said) / (2.0 - 33.0 / 160.0);
    evidence *= 1.0 + 0.5 * (value - (80.0 - sum) / left);
    most = std::max(most, evidence);
    sum += value;
    left -= 1.0;
  }
  return 1.0 / most;
}

double as_reported(const AuditPlace& place) {
  return place.second <= 20 ? 1.0 : place.second <= 48 ? 0.0 : 0.5;
}

std::int64_t draws_from_pool(const Operation& operation) {
  return std::ranges::count_if(operation.audits.current.draws,
                               [](const SettledDraw& draw) { return draw.place.first == "early"; });
}

TEST(PooledRecords, CardsOfAPoolAreHeldAgainstItsMeanAndTheOthersAgainstTheirRecords) {
  Operation operation = drawn_with_pools(40);
  const std::int64_t pooled = draws_from_pool(operation);
  ASSERT_GT(pooled, 5);
  ASSERT_LT(pooled, 35);
  EXPECT_EQ(act(operation, "audit.round", "wec", Json::object()).front(), "audit.open");
  fixture::read_with_pools(operation);
  fixture::close_with_pools(operation);
  EXPECT_EQ(shown(operation, "audit")["next"],
            "Every card is read and signed off: measure with audit.round.");
  const Json contest = round_with_pools(operation);
  const double risk = own_pool_risk(operation, as_reported);
  EXPECT_NEAR(number_of(contest["risk"]), risk, 2e-5 * risk);
  EXPECT_EQ(contest["pooled"], pooled);
  EXPECT_EQ(contest["other"], pooled) << "no card of it is as its mean";
  EXPECT_EQ(contest["one_over"].get<int>() + contest["two_over"].get<int>(), 0);
  EXPECT_EQ(shown(operation, "card-discrepancies")["discrepancies"], Json::array());
}

TEST(PooledRecords, ARoundFollowsARoundAndTheFullCountTakesEveryCard) {
  Operation operation = drawn_with_pools(10);
  fixture::read_with_pools(operation);
  fixture::close_with_pools(operation);
  const Json first = round_with_pools(operation);
  EXPECT_EQ(first["met"], "no");
  const std::int64_t more = first["more"];
  EXPECT_GT(more, 40) << "more than the 40 that would do if every card had a record that agrees";
  EXPECT_LE(more, 150);
  EXPECT_EQ(act(operation, "audit.draw", "wec", {{"cards", 10}}), Causes{});
  fixture::read_with_pools(operation);
  fixture::close_with_pools(operation);
  const Json second = round_with_pools(operation);
  EXPECT_NEAR(number_of(second["risk"]), own_pool_risk(operation, as_reported), 1e-5);
  EXPECT_EQ(act(operation, "audit.hand-count", "wec",
                {{"contest", "president"}, {"words", "the board wants it"}}),
            Causes{});
  EXPECT_EQ(shown(operation, "retrieval")["left"], 140);
  fixture::read_with_pools(operation);
  fixture::close_with_pools(operation);
  const Json counted = round_with_pools(operation);
  EXPECT_EQ(counted["met"], "counted-confirmed");
  EXPECT_EQ(counted["counted"], Json({{"a", 94}, {"b", 61}}));
}

// Nothing of a pool is ever shown, and yet a round tells what each of its readings did.
TEST(PooledRecords, ACardThatWasMeasuredIsReadAgainByOthersAndTheRoundSaysSo) {
  Operation operation = drawn_with_pools(20);
  fixture::read_with_pools(operation);
  fixture::close_with_pools(operation);
  EXPECT_FALSE(round_with_pools(operation).contains("read_again"));
  const auto pooled = operation.audits.current.cards.lower_bound({"early", 0});
  ASSERT_NE(pooled, operation.audits.current.cards.end());
  const AuditPlace place = pooled->first;
  const std::uint64_t position = operation.entries;
  const Json again = {{"list", "early"},
                      {"card", place.second},
                      {"reason", "reading-error"},
                      {"words", "a fold was taken for a mark"}};
  ASSERT_EQ(act(operation, "card.pull-again", "clerk", again), Causes{});
  ASSERT_EQ(act(operation, "approve", "wec2", {{"entry", position}}), Causes{});
  const Json body = {{"list", "early"}, {"card", place.second}, {"readings", fixture::says("a")}};
  EXPECT_EQ(act(operation, "reading.enter", "team-1", body), Causes{"reading.read-before"});
  for (const char* team : {"team-3", "super"}) {
    ASSERT_EQ(act(operation, "reading.enter", team, body), Causes{});
  }
  fixture::close_with_pools(operation);
  EXPECT_EQ(round_with_pools(operation)["read_again"], 1);
}

// 20 for a and 28 for b were reported of the pool, and every card of it is for a: the outcome is
// safer than reported, and its totals are wrong all the same.
TEST(PooledRecords, ALimitIsNotMetByTotalsThatTheirPaperRefutes) {
  Operation operation = drawn_with_pools(60);
  fixture::read_with_pools(operation, [](std::int64_t) { return std::string("a"); });
  fixture::close_with_pools(operation);
  const Json contest = round_with_pools(operation);
  EXPECT_LE(number_of(contest["risk"]), 0.1);
  EXPECT_EQ(contest["met"], "no");
  const double pooled = contest["pooled"];
  EXPECT_NEAR(number_of(contest["totals"]), 2.0 * std::pow(0.42, pooled), 1e-9);
  EXPECT_FALSE(contest.contains("more"));
  const std::string next = shown(operation, "audit")["next"];
  EXPECT_NE(next.find("is unlike what was reported"), std::string::npos) << next;
  ASSERT_EQ(act(operation, "audit.hand-count", "wec",
                {{"contest", "president"}, {"words", "totals of the pool are wrong"}}),
            Causes{});
  fixture::read_with_pools(operation, [](std::int64_t) { return std::string("a"); });
  fixture::close_with_pools(operation);
  EXPECT_EQ(round_with_pools(operation)["met"], "counted-confirmed");
}

// The whole pool for b on paper, so that a has 74 and b 83: no chance is left, nor needed.
TEST(PooledRecords, PaperThatContradictsIsFoundInThePoolAlone) {
  Operation operation = drawn_with_pools(160);
  fixture::read_with_pools(operation, [](std::int64_t) { return std::string("b"); });
  fixture::close_with_pools(operation);
  const Json contest = round_with_pools(operation);
  EXPECT_EQ(contest["met"], "no");
  EXPECT_EQ(contest["paper"], "contradicts");
  EXPECT_EQ(contest["risk"], "1");
}

TEST(PooledRecords, ACardOfThePoolWithoutTheContestIsWorthOneHalf) {
  Operation operation = drawn_with_pools(40);
  fixture::read_with_pools(operation, [](std::int64_t card) {
    return card > 48 ? std::string("none") : fixture::paper_of_pool(card);
  });
  fixture::close_with_pools(operation);
  EXPECT_NEAR(number_of(round_with_pools(operation)["risk"]), own_pool_risk(operation, as_reported),
              1e-5);
}

TEST(PooledRecords, NobodyIsAskedForAnImprintThatTheCardsOfAPoolDoNotHave) {
  Operation operation = drawn_with_pools(40);
  const auto& cards = operation.audits.current.cards;
  const auto pooled = cards.lower_bound({"early", 0});
  ASSERT_NE(pooled, cards.end());
  const Json body = {
      {"list", "early"}, {"card", pooled->first.second}, {"readings", fixture::says("a")}};
  EXPECT_EQ(act(operation, "reading.enter", "team-1", body), Causes{});
  ASSERT_EQ(cards.begin()->first.first, "dane");
  const Json other = {
      {"list", "dane"}, {"card", cards.begin()->first.second}, {"readings", fixture::says("a")}};
  EXPECT_EQ(act(operation, "reading.enter", "team-1", other), Causes{"reading.imprint"});
  const Json rows = shown(operation, "retrieval")["cards"];
  const auto row =
      std::ranges::find_if(rows, [](const Json& each) { return each["list"] == "early"; });
  ASSERT_NE(row, rows.end());
  EXPECT_TRUE((*row)["imprint"].is_null());
  EXPECT_TRUE((*row)["position"].is_number()) << "by which it is found";
  EXPECT_EQ(rows.dump().find("votes"), std::string::npos) << "who reads is not told the totals";
}

TEST(PooledRecords, NoRecordOfAPooledCardCanBeShown) {
  Operation operation = drawn_with_pools(160);
  fixture::read_with_pools(operation);
  fixture::close_with_pools(operation);
  Json record = fixture::recorded_part().record(1);
  EXPECT_EQ(act(operation, "card.reveal", "clerk", {{"list", "early"}, {"records", {record}}}),
            Causes{"card.record"});
}

// Two cards of the pool that only its bound knows: records of one half that nobody finds.
TEST(PooledRecords, PhantomsOfAPoolAreNotOfItsMean) {
  Json list = pool_list();
  list["at_most"] = 52;
  Operation operation = drawn_with_pools(162, pool_method(), list);
  EXPECT_EQ(shown(operation, "retrieval")["phantoms"].size(), 2U);
  fixture::read_with_pools(operation);
  fixture::close_with_pools(operation);
  const Json contest = round_with_pools(operation);
  EXPECT_EQ(contest["phantoms"], 2);
  EXPECT_EQ(contest["pooled"], 50);
  EXPECT_EQ(contest["one_over"], 2) << "a phantom is one vote over";
  EXPECT_EQ(contest["met"], "yes");
  const Pools pools(operation.audits.current);
  EXPECT_TRUE(pools.of({"early", 50}));
  EXPECT_FALSE(pools.of({"early", 51}));
  EXPECT_FALSE(pools.of({"dane", 1}));
}

TEST(PooledRecords, WhatChangesAfterTheCommitmentMakesTheDrawVoidInPublic) {
  Operation operation = drawn_with_pools(5);
  EXPECT_EQ(act(operation, "audit.batches", "clerk",
                {{"list", "early"}, {"batches", Json::array({pool_batch(21, 27)})}}),
            Causes{"audit.committed"});
  EXPECT_EQ(shown(operation, "audit")["stage"], "drawn");
  EXPECT_EQ(act(operation, "input.correct", "clerk",
                {{"input", "batch"}, {"id", "B2"}, {"ballots", 51}, {"reason", "one more"}}),
            Causes{});
  const auto waiting = operation.people.waiting;
  for (const auto& [position, act_waiting] : waiting) {
    EXPECT_EQ(act(operation, "approve", "wec2", {{"entry", position}}), Causes{});
  }
  const Json audit = shown(operation, "audit");
  EXPECT_EQ(audit["stage"], "planned");
  ASSERT_EQ(audit["void"].size(), 1U);
  EXPECT_EQ(audit["void"][0]["draws"], 5);
}

Causes refused_with(const Json& batch, const Json& method = pool_method(),
                    const Json& list = pool_list()) {
  Operation operation = fixture::planned_with_pools(method, list, batch);
  return act(operation, "audit.commit", "wec", fixture::audit_commitment(operation));
}

TEST(PooledRecords, TotalsThatTheCardsCannotGiveAreRefused) {
  EXPECT_EQ(refused_with(pool_batch()), Causes{});
  EXPECT_EQ(refused_with(pool_batch(50, 0)), Causes{});
  EXPECT_EQ(refused_with(pool_batch(51, 0)), Causes{"audit.pool"}) << "51 votes on 50 cards";
  EXPECT_EQ(refused_with(pool_batch(26, 25)), Causes{"audit.pool"}) << "51 votes on 50 cards";
  // 94 and 61 of 160: with 2 votes or more in the pool 110 cards have at most 110 of them.
  EXPECT_EQ(refused_with(pool_batch(0, 44)), Causes{"audit.pool"}) << "111 left for 110 cards";
  EXPECT_EQ(refused_with(pool_batch(0, 45)), Causes{});
  Json none = pool_batch();
  none.erase("reported");
  EXPECT_EQ(refused_with(none), Causes{"audit.pool"});
  Json less = pool_batch();
  less["reported"][0]["votes"].erase("b");
  EXPECT_EQ(refused_with(less), Causes{"audit.pool"}) << "no votes of b";
  Json unknown = pool_batch();
  unknown["reported"][0]["votes"]["c"] = 0;
  EXPECT_EQ(refused_with(unknown), Causes{"audit.pool"});
  Json ordered = pool_batch();
  ordered["reported"][0]["for"] = {1};
  ordered["reported"][0]["against"] = {1};
  EXPECT_EQ(refused_with(ordered), Causes{"audit.pool"}) << "orders of a contest without ranks";
}

TEST(PooledRecords, AListHasRecordsOrPoolsAndTheImportGivesTheCardsOfBoth) {
  Json batch = pool_batch();
  batch.erase("pool");
  EXPECT_EQ(refused_with(batch), Causes{"audit.pool"}) << "neither a record nor a pool";
  Json list = pool_list();
  list["records_root"] = std::string(64, 'd');
  EXPECT_EQ(refused_with(pool_batch(), pool_method(), list), Causes{"audit.pool"});
  Json apart = pool_list();
  apart.erase("import");
  EXPECT_EQ(refused_with(pool_batch(), pool_method(), apart), Causes{"audit.import"})
      << "110 of the 160 cards that were read";
  Json comparison = pool_method("default");
  comparison["design"] = "polling";
  EXPECT_EQ(refused_with(pool_batch(), comparison), Causes{"audit.pool"})
      << "pools say nothing to a poll";
  Operation without = fixture::operation_with_plan(fixture::dane_records().root());
  EXPECT_EQ(act(without, "audit.method", "wec", pool_method()), Causes{});
  EXPECT_EQ(act(without, "audit.commit", "wec", fixture::audit_commitment(without)),
            Causes{"audit.pool"})
      << "a record of every card";
}

// Super-simple counts whole votes: what a card of a pool says would be no error of it.
TEST(PooledRecords, AFunctionOfWholeVotesIsRefused) {
  EXPECT_EQ(refused_with(pool_batch(), pool_method("super-simple")), Causes{"measure.function"});
  EXPECT_EQ(refused_with(pool_batch(), pool_method("default")), Causes{});
}

}  // namespace
}  // namespace recanvass::workflow
