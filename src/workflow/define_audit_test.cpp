#include "workflow/audit_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::shown;

base::Json contest_with(const base::Json& members) {
  base::Json body = fixture::audit_contest();
  body.update(members);
  return body;
}

TEST(DefineAudit, WhatIsPlannedIsShownWithItsHashBeforeItIsCommittedTo) {
  Operation operation = fixture::operation_with_plan();
  const base::Json audit = shown(operation, "audit");
  EXPECT_EQ(audit["stage"], "planned");
  EXPECT_EQ(audit["plan_sha256"], plan_sha256(operation.audits.current));
  EXPECT_EQ(audit["contests"][0]["assertions"], base::Json({"A has more votes than B"}));
  EXPECT_EQ(audit["lists"][0]["cards"], 160);
  EXPECT_EQ(audit["lists"][0]["phantoms"], 0);
  const std::string before = audit["plan_sha256"];
  ASSERT_EQ(act(operation, "audit.contest", "wec", contest_with({{"risk_limit", "0.05"}})),
            Causes{});
  EXPECT_NE(shown(operation, "audit")["plan_sha256"], before) << "each part of it is hashed";
}

TEST(DefineAudit, AContestThatDoesNotFitIsRefusedWithEveryCauseAtOnce) {
  Operation operation = fixture::operation_with_cards();
  const auto refused = [&](const base::Json& members) {
    return act(operation, "audit.contest", "wec", contest_with(members));
  };
  EXPECT_EQ(refused({{"risk_limit", "5 %"}, {"winners", {"c"}}}),
            (Causes{"audit.risk-limit", "audit.winner"}));
  EXPECT_EQ(refused({{"risk_limit", "1"}}), Causes{"audit.risk-limit"});
  EXPECT_EQ(refused({{"winners", {"a", "b"}}}), Causes{"audit.winner"}) << "nobody lost";
  EXPECT_EQ(refused({{"tabulated", {{"a", 93}, {"b", 61}}}}), Causes{"audit.tabulation"});
  EXPECT_EQ(refused({{"tabulated", {{"a", 94}}}}), Causes{"audit.tabulation"})
      << "no figure is not nought";
  EXPECT_EQ(refused({{"vote_for", 3}}), Causes{"audit.rule"});
  EXPECT_EQ(refused({{"share", "1/2"}}), Causes{"audit.share"});
  EXPECT_EQ(refused({{"rule", "share"}}), Causes{"audit.share"});
  EXPECT_EQ(refused({{"rule", "irv"}}), Causes{"audit.assertion"});
  EXPECT_EQ(refused({{"assertions", {{{"kind", "never-before"}}}}}), Causes{"audit.assertion"});
  EXPECT_EQ(refused({{"risk_limit", "0.05"}}), Causes{});
}

TEST(DefineAudit, BatchesAreOfTheManifestEachOnceWithPlacesThatAreAsManyAsTheirCards) {
  Operation operation = fixture::operation_with_cards();
  ASSERT_EQ(act(operation, "audit.list", "clerk", fixture::audit_list()), Causes{});
  EXPECT_EQ(act(operation, "audit.list", "clerk", fixture::audit_list()),
            Causes{"audit.list-twice"});
  const auto refused = [&](const base::Json& batch) {
    return act(operation, "audit.batches", "clerk", {{"list", "dane"}, {"batches", {batch}}});
  };
  EXPECT_EQ(refused({{"batch", "B9"}, {"cards", 1}}), Causes{"audit.batch"});
  EXPECT_EQ(refused({{"batch", "B1"}}), Causes{"audit.batch"});
  EXPECT_EQ(refused({{"batch", "B1"}, {"cards", 1}, {"color", "red"}}), Causes{"audit.batch"});
  for (const char* places : {"1-3", "1,2,3", "1,1", "0,1", "2-1", "1,", "a", "1,2-9999999999"}) {
    EXPECT_EQ(refused({{"batch", "B1"}, {"cards", 2}, {"positions", places}}),
              Causes{"audit.positions"})
        << places;
  }
  EXPECT_EQ(refused({{"batch", "B1"}, {"cards", 3}, {"positions", "9,2-3"}}), Causes{});
  EXPECT_EQ(refused({{"batch", "B1"}, {"cards", 3}}), Causes{"audit.batch-twice"});
  EXPECT_EQ(act(operation, "audit.batches", "clerk",
                {{"list", "rock"}, {"batches", base::Json::array()}}),
            Causes{"audit.list"});
  const AuditList& list = operation.audits.current.lists.at("dane");
  EXPECT_EQ(place_of(list, 1)->position, 9U) << "in the order given";
  EXPECT_EQ(place_of(list, 3)->position, 3U);
  EXPECT_FALSE(place_of(list, 4));
}

TEST(DefineAudit, MoreCardsThanThereCanBeAreRefused) {
  Operation operation = fixture::operation_with_cards();
  base::Json list = fixture::audit_list();
  list["at_most"] = 159;
  ASSERT_EQ(act(operation, "audit.list", "clerk", list), Causes{});
  EXPECT_EQ(act(operation, "audit.batches", "clerk", fixture::audit_batches()),
            Causes{"audit.cards"});
}

// 500 ballots do not hold 700 cards: 200 places would not be there.
TEST(DefineAudit, ABatchHasNoMoreCardsThanItsBallotsCanHave) {
  const auto refused = [](std::int64_t cards, const base::Json& members) {
    Operation operation = fixture::operation_with_cards();
    base::Json list = fixture::audit_list();
    list.update(members);
    const Causes causes = act(operation, "audit.list", "clerk", list);
    if (!causes.empty()) return causes;
    const base::Json batch = {{"batch", "B2"}, {"cards", cards}};
    return act(operation, "audit.batches", "clerk", {{"list", "dane"}, {"batches", {batch}}});
  };
  EXPECT_EQ(refused(50, base::Json::object()), Causes{});
  EXPECT_EQ(refused(51, base::Json::object()), Causes{"audit.cards"});
  EXPECT_EQ(refused(100, {{"cards_per_ballot", 2}}), Causes{});
  EXPECT_EQ(refused(101, {{"cards_per_ballot", 2}}), Causes{"audit.cards"});
  EXPECT_EQ(refused(1, {{"cards_per_ballot", 0}}), Causes{"audit.cards"});
  EXPECT_EQ(refused(1, {{"cards_per_ballot", 21}}), Causes{"audit.cards"});
}

TEST(DefineAudit, ABatchIsInOneListOnly) {
  Operation operation = fixture::operation_with_plan();
  base::Json other = fixture::audit_list();
  other["list"] = "other";
  ASSERT_EQ(act(operation, "audit.list", "clerk", other), Causes{});
  EXPECT_EQ(act(operation, "audit.batches", "clerk",
                {{"list", "other"}, {"batches", {{{"batch", "B3"}, {"cards", 10}}}}}),
            Causes{"audit.batch-twice"});
}

}  // namespace
}  // namespace recanvass::workflow
