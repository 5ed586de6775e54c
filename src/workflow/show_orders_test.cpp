#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::shown;

TEST(ShowOrders, TheyStandInTheOrderOfTimeAndTheTriggerSaysWhatTheLawSays) {
  Operation operation = fixture::wisconsin();
  for (const auto& [id, made_at] :
       std::map<std::string, std::string>{{"A", "2016-12-05T10:00"}, {"B", "2016-11-29T18:00"}}) {
    ASSERT_EQ(act(operation, "order.record", "wec",
                  {{"order", id},
                   {"court", "Circuit Court"},
                   {"case", "1"},
                   {"made_at", made_at},
                   {"words", "proceed"}}),
              Causes{});
  }
  const base::Json seen = shown(operation, "orders");
  EXPECT_EQ(seen["orders"][0]["order"], "B");
  EXPECT_EQ(seen["orders"][1]["orders"], "other");
  EXPECT_EQ(seen["stayed"], false);
  EXPECT_EQ(seen["trigger"]["recorded"], false);
  EXPECT_EQ(seen["trigger"]["law"]["sentence"], "this law has no automatic recount");
}

TEST(ShowOrders, WhatTheLawMeasuredIsShownToWhoMaySeeTheSums) {
  Operation operation = fixture::wisconsin();
  fixture::give_returns(operation);
  const base::Json open = shown(operation, "orders")["trigger"]["law"];
  const base::Json known = shown(operation, "orders", "wec")["trigger"]["law"];
  EXPECT_TRUE(known.contains("reported_margin")) << known;
  EXPECT_FALSE(open.contains("reported_margin")) << open;
  EXPECT_FALSE(open.contains("limit_votes"));
  EXPECT_EQ(open["sentence"], kHiddenSums);
  EXPECT_EQ(open["law_orders"], known["law_orders"]);
}

}  // namespace
}  // namespace recanvass::workflow
