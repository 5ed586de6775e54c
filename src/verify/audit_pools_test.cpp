#include "verify/audit_pools.h"

#include "verify/audit_claims.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::verify {
namespace {

using base::Json;
using base::Rational;

ListedCards pool_of_cards(const char* id, std::int64_t before, std::int64_t cards, std::int64_t a,
                          std::int64_t b) {
  return {id, before, cards, "", "", {{"c", {{"a", a}, {"b", b}}}}, "early", Json::object()};
}

// 110 cards with records, 50 in a pool of two batches: 94 for a and 61 for b in all, 20 and 28 of
// them in the pool.
AuditRecord pools_audit() {
  AuditRecord audit;
  audit.contests["c"] = {{"rule", "plurality"},
                         {"vote_for", 1},
                         {"choices", {{{"id", "a"}, {"name", "A"}}, {{"id", "b"}, {"name", "B"}}}},
                         {"tabulated", {{"a", 94}, {"b", 61}}},
                         {"winners", {"a"}},
                         {"risk_limit", "0.1"},
                         {"targeted", true}};
  CardList& records = audit.lists["with"];
  records.body = {{"list", "with"}, {"records_root", std::string(64, 'a')}};
  records.cards = records.bound = 110;
  records.listed = {{"B1", 0, 110, "", "7-1-", Json::object()}};
  CardList& pool = audit.lists["early"];
  pool.body = {{"list", "early"}};
  pool.cards = pool.bound = 50;
  pool.listed = {pool_of_cards("B2", 0, 30, 12, 17), pool_of_cards("B3", 30, 20, 8, 11)};
  audit.list_order = {"with", "early"};
  audit.method = {{"design", "pools"},
                  {"draw", "numbers"},
                  {"draw_from", "all-lists"},
                  {"risk_function", "betting-fixed"},
                  {"settings", {{{"name", "bet"}, {"value", "0.5"}}}}};
  return audit;
}

Json said_of(const std::string& choice) {
  if (choice.empty()) return {{"state", "blank"}};
  return {{"state", "marked"}, {"marks", Json::array({{{"choice", choice}}})}};
}

void read_place(AuditRecord& audit, const CardPlace& place, const std::string& paper,
                const std::string& record = "none") {
  PaperCard card;
  card.settled = CardSays{{"c", said_of(paper)}};
  card.closed = true;
  if (record != "none") card.record = CardSays{{"c", said_of(record)}};
  audit.cards[place] = card;
  audit.draws.push_back(place);
  audit.round_of_draw.push_back(1);
}

TEST(AuditPools, ACardLiesInThePoolOfItsBatchAndAPhantomInNone) {
  const ReadPools pools(pools_audit());
  for (const std::int64_t card : {1, 30, 31, 50}) {
    EXPECT_EQ(pools.of({"early", card}), std::optional<std::size_t>(0)) << card;
  }
  for (const CardPlace& place : {CardPlace{"early", 0}, {"early", 51}, {"with", 1}, {"other", 1}}) {
    EXPECT_FALSE(pools.of(place)) << place.first << place.second;
  }
}

TEST(AuditPools, TheMeanIsThatOfAllBatchesOfThePool) {
  const AuditRecord audit = pools_audit();
  auto measure = measure_of(audit, "c");
  ASSERT_TRUE(measure);
  const auto totals = ReadPools(audit).totals(audit, "c", *measure);
  ASSERT_TRUE(totals);
  audit::compare_with_pools(*measure, *totals);
  EXPECT_EQ(measure->assertions.at(0).pool_means, std::vector<Rational>{Rational(42, 100)});
}

// B = (1 - record + paper) / (2 - 33/160), a stake of one half; worked out by hand.
TEST(AuditPools, TheRiskIsThatOfTheCardsByHand) {
  AuditRecord audit = pools_audit();
  read_place(audit, {"with", 3}, "a", "a");
  read_place(audit, {"early", 31}, "a");
  read_place(audit, {"early", 2}, "b");
  const auto says = sample_says(audit, "c");
  ASSERT_TRUE(says);
  const double whole = 2.0 - 33.0 / 160.0;
  double evidence = 1.0;
  double most = 1.0;
  double sum = 0.0;
  double left = 160.0;
  for (const double value : {1.0 / whole, 1.58 / whole, 0.58 / whole}) {
    evidence *= 1.0 + 0.5 * (value - (80.0 - sum) / left);
    most = std::max(most, evidence);
    sum += value;
    left -= 1.0;
  }
  EXPECT_NEAR(says->measured.risk, 1.0 / most, 1e-9);
  EXPECT_EQ(says->pooled, 2);
  EXPECT_EQ(says->measured.tally.agree, 1);
}

TEST(AuditPools, ACardWithARecordThatIsNotShownIsNotMeasured) {
  AuditRecord audit = pools_audit();
  read_place(audit, {"with", 3}, "a");
  EXPECT_FALSE(sample_says(audit, "c"));
}

std::string wrong_in(const AuditRecord& audit) {
  return what_is_wrong_with_pools(audit).value_or("");
}

TEST(AuditPools, APlanThatCannotBeIsNamed) {
  EXPECT_EQ(wrong_in(pools_audit()), "");
  const auto with_votes = [](std::int64_t a, std::int64_t b) {
    AuditRecord audit = pools_audit();
    audit.lists["early"].listed[1].votes["c"] = {{"a", a}, {"b", b}};
    return wrong_in(audit);
  };
  EXPECT_EQ(with_votes(8, 13), "") << "50 votes on 50 cards";
  EXPECT_NE(with_votes(8, 14), "") << "51 votes on 50 cards";
  AuditRecord less = pools_audit();
  less.lists["early"].listed[0].votes["c"] = {{"a", 0}, {"b", 25}};
  less.lists["early"].listed[1].votes["c"] = {{"a", 0}, {"b", 20}};
  EXPECT_EQ(wrong_in(less), "") << "94 and 16 are left for 110 cards";
  less.lists["early"].listed[1].votes["c"] = {{"a", 0}, {"b", 19}};
  EXPECT_NE(wrong_in(less), "") << "111 votes are left for 110 cards";
  AuditRecord none = pools_audit();
  none.lists["early"].listed[0].votes = none.lists["early"].listed[1].votes = Json::object();
  EXPECT_NE(wrong_in(none), "") << "no figures at all";
  AuditRecord mixed = pools_audit();
  mixed.lists["early"].listed[1].pool.clear();
  EXPECT_NE(wrong_in(mixed), "") << "neither a record nor a pool";
  AuditRecord both = pools_audit();
  both.lists["early"].body["records_root"] = std::string(64, 'b');
  EXPECT_NE(wrong_in(both), "") << "a record and a pool";
  AuditRecord another = pools_audit();
  another.method["design"] = "comparison";
  EXPECT_NE(wrong_in(another), "") << "a design that knows no pools";
  AuditRecord no_pool = pools_audit();
  no_pool.lists.erase("early");
  EXPECT_NE(wrong_in(no_pool), "");
}

// Of an instant runoff the cards for and against each assertion stand in for votes.
TEST(AuditPools, OrdersTakeCardsForAndAgainstEachAssertion) {
  AuditRecord audit = pools_audit();
  Json& contest = audit.contests["c"];
  contest["rule"] = "irv";
  contest["assertions"] =
      Json::array({{{"kind", "never-before"}, {"winner", "a"}, {"loser", "b"}, {"lead", 20}}});
  EXPECT_NE(wrong_in(audit), "") << "no cards for and against";
  audit.lists["early"].listed[0].orders["c"] = {{"for", {10}}, {"against", {20}}};
  EXPECT_EQ(wrong_in(audit), "");
  auto measure = measure_of(audit, "c");
  ASSERT_TRUE(measure);
  const auto totals = ReadPools(audit).totals(audit, "c", *measure);
  ASSERT_TRUE(totals);
  EXPECT_EQ(totals->at(0).in_favour, std::vector<std::int64_t>{10});
  for (const Json& against : {Json::array({41}), Json::array({1, 2}), Json::array({-1}), Json(7)}) {
    audit.lists["early"].listed[0].orders["c"] = {{"for", {10}}, {"against", against}};
    EXPECT_NE(wrong_in(audit), "") << against.dump();
  }
}

}  // namespace
}  // namespace recanvass::verify
