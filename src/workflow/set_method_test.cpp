#include "workflow/counting_fixture.h"
#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::shown;
using fixture::wisconsin;

base::Json method(const std::string& how) {
  return {{"method", how},
          {"extent", "whole"},
          {"decided_by", "board"},
          {"words", "resolved on 30 November"}};
}

void record_method_order(Operation& operation) {
  RECANVASS_CHECK(act(operation, "order.record", "wec",
                      {{"order", "O1"},
                       {"court", "Circuit Court"},
                       {"case", "1"},
                       {"made_at", "2016-11-29T18:00"},
                       {"orders", "method"},
                       {"words", "by hand"}})
                      .empty());
}

// LAW us-wi-2015: hand or machine, as the board decides.
TEST(SetMethod, ACountysOwnChoiceStandsBeforeTheGeneralOne) {
  Operation operation = wisconsin();
  ASSERT_EQ(act(operation, "method.set", "wec", method("machine")), Causes{});
  base::Json own = method("hand");
  own["county"] = "us-wi-dane";
  EXPECT_EQ(act(operation, "method.set", "dane-clerk", method("hand")), Causes{"author.county"});
  ASSERT_EQ(act(operation, "method.set", "dane-clerk", own), Causes{});
  EXPECT_EQ(operation.opening.orders.method_for("us-wi-dane")->method, "machine");
  ASSERT_EQ(act(operation, "approve", "wec", {{"entry", operation.entries - 1}}), Causes{});
  const Orders& orders = operation.opening.orders;
  EXPECT_EQ(orders.method_for("us-wi-dane")->method, "hand");
  EXPECT_EQ(orders.method_for("us-wi-rock")->method, "machine");
  const base::Json seen = shown(operation, "orders")["methods"];
  EXPECT_EQ(seen[0]["law"]["method"], "hand or machine, as the board decides");
  EXPECT_EQ(seen[0]["law"]["extent"], "the petitioner may choose precincts or counties");
}

TEST(SetMethod, TheFirstTakesOnePersonAndAChangeTwo) {
  Operation operation = wisconsin();
  base::Json own = method("hand");
  own["county"] = "us-wi-dane";
  ASSERT_EQ(act(operation, "method.set", "dane-clerk", own), Causes{});
  EXPECT_EQ(operation.opening.orders.method_for("us-wi-dane")->method, "hand");
  ASSERT_EQ(act(operation, "method.set", "wec", method("machine")), Causes{});
  EXPECT_EQ(operation.opening.orders.method_for("us-wi-rock")->method, "machine")
      << "for Dane it changes nothing, for others it is the first";
  EXPECT_EQ(operation.opening.orders.method_for("us-wi-dane")->method, "hand");
  own["method"] = "mixed";
  const std::uint64_t waiting = operation.entries;
  ASSERT_EQ(act(operation, "method.set", "dane-clerk", own), Causes{});
  EXPECT_EQ(operation.opening.orders.method_for("us-wi-dane")->method, "hand");
  EXPECT_EQ(act(operation, "approve", "dane-clerk", {{"entry", waiting}}),
            Causes{"approve.same-person"});
  ASSERT_EQ(act(operation, "approve", "wec", {{"entry", waiting}}), Causes{});
  EXPECT_EQ(operation.opening.orders.method_for("us-wi-dane")->method, "mixed");
  ASSERT_EQ(act(operation, "method.set", "wec", method("hand")), Causes{});
  EXPECT_EQ(operation.opening.orders.method_for("us-wi-rock")->method, "machine");
}

TEST(SetMethod, AnOrderDecidesOnlyWhereItIsCited) {
  Operation operation = wisconsin();
  base::Json body = method("hand");
  body["decided_by"] = "order";
  EXPECT_EQ(act(operation, "method.set", "wec", body), Causes{"method.order"});
  body["order"] = "O1";
  EXPECT_EQ(act(operation, "method.set", "wec", body), Causes{"order.unknown"});
  record_method_order(operation);
  EXPECT_EQ(act(operation, "method.set", "wec", body), Causes{});
  body["decided_by"] = "law";
  EXPECT_EQ(act(operation, "method.set", "wec", body), Causes{"method.order"});
}

TEST(SetMethod, APartNamesItsUnitsAndTheWholeNone) {
  Operation operation = wisconsin();
  base::Json body = method("hand");
  body["units"] = {"W1"};
  EXPECT_EQ(act(operation, "method.set", "wec", body), Causes{"method.units"});
  body["extent"] = "staged";
  EXPECT_EQ(act(operation, "method.set", "wec", body), Causes{});
  body.erase("units");
  EXPECT_EQ(act(operation, "method.set", "wec", body), Causes{"method.units"});
}

TEST(SetMethod, UnitsAreThoseWithReturnsOnceReturnsAreKnown) {
  Operation operation = wisconsin();
  ASSERT_EQ(act(operation, "returns.add", "wec",
                {{"county", "us-wi-dane"},
                 {"units", {{{"unit", "W1"}, {"name", "Ward 1"}, {"votes", {{"stein", 1}}}}}}}),
            Causes{});
  base::Json body = method("hand");
  body["extent"] = "partial";
  body["units"] = {"W1", "W9"};
  EXPECT_EQ(act(operation, "method.set", "wec", body), Causes{"method.unit"});
  body["units"] = {"W1"};
  EXPECT_EQ(act(operation, "method.set", "wec", body), Causes{});
  body["county"] = "us-wi-rock";
  EXPECT_EQ(act(operation, "method.set", "wec", body), Causes{"method.unit"});
}

TEST(SetMethod, WhereTheLawSaysByHandAMachineNeedsAnOrder) {
  const law::KnowledgeBase all = formats::built_in_knowledge();
  std::string by_hand;
  for (const law::RecountStatute& statute : all.statutes()) {
    const bool now = statute.in_force.to.precision == law::DayPrecision::Open;
    if (now && statute.method == "hand") by_hand = statute.jurisdiction.text;
  }
  ASSERT_FALSE(by_hand.empty());
  Operation operation =
      fixture::opened(by_hand, "2024-11-05", fixture::named_list({{"a", "A"}, {"b", "B"}}),
                      fixture::named_list({{by_hand + "-x", "X"}}));
  EXPECT_EQ(act(operation, "method.set", "wec", method("machine")), Causes{"method.law"});
  EXPECT_EQ(act(operation, "method.set", "wec", method("hand")), Causes{});
  record_method_order(operation);
  base::Json ordered = method("machine");
  ordered["decided_by"] = "order";
  ordered["order"] = "O1";
  EXPECT_EQ(act(operation, "method.set", "wec", ordered), Causes{});
}

// Where nothing was set, counting is by hand and of the whole: to change that takes two persons as
// soon as somebody counted so.
TEST(SetMethod, OnceAUnitIsCountedTheFirstMethodTakesTwoPersonsToo) {
  for (const bool counted : {false, true}) {
    Operation operation = fixture::operation_ready();
    if (counted) {
      ASSERT_EQ(fixture::do_command(operation, fixture::tally("team-1", "B1", 100, 60, 38)),
                Causes{});
    }
    ASSERT_EQ(act(operation, "method.set", "wec", method("mixed")), Causes{});
    EXPECT_EQ(operation.opening.orders.methods.empty(), counted);
  }
}

}  // namespace
}  // namespace recanvass::workflow
