#include "workflow/opening_fixture.h"
#include "workflow/petition_law.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::pennsylvania;
using fixture::problems_of;
using fixture::shown;
using fixture::wisconsin;

const base::Json kRecorded = {{"recorded_at", "2016-11-23T12:00"}};

Operation at_difference(std::int64_t votes, std::optional<std::int64_t> total) {
  Operation operation = pennsylvania();
  operation.commitment.reported_outcome = {{"trump", 499000 + votes}, {"clinton", 499000}};
  operation.commitment.reported_votes = total;
  return operation;
}

// LAW us-pa-2004: one half of one percent of all votes for the office, inclusive.
TEST(RecordTrigger, AtTheThresholdOneIsDueAndOneVoteBeyondIsRefused) {
  Operation at = at_difference(5000, 1000000);
  ASSERT_EQ(act(at, "trigger.record", "wec", kRecorded), Causes{});
  const base::Json& found = at.opening.orders.trigger->found;
  EXPECT_EQ(found["law_orders"], "true");
  EXPECT_EQ(found["statute"], "us-pa-2004");
  EXPECT_EQ(found["reported_margin"], 5000);
  EXPECT_EQ(found["limit_votes"], 5000);
  EXPECT_EQ(act(at, "trigger.record", "wec", kRecorded), Causes{"trigger.twice"});
  Operation below = at_difference(4999, 1000000);
  EXPECT_EQ(act(below, "trigger.record", "wec", kRecorded), Causes{});
  Operation beyond = at_difference(5001, 1000000);
  EXPECT_EQ(act(beyond, "trigger.record", "wec", kRecorded), Causes{"trigger.law"});
}

TEST(RecordTrigger, PennsylvaniasMarginOf2016IsNoTriggerAndWisconsinHasNone) {
  Operation operation = pennsylvania();
  EXPECT_EQ(act(operation, "trigger.record", "wec", kRecorded), Causes{"trigger.law"});
  const base::Problems problems = problems_of(wisconsin(), "trigger.record", "wec", kRecorded);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].found, "no automatic recount: this law has no automatic recount");
}

TEST(RecordTrigger, WhatTheLawNeedsAndNobodyStatedIsSaidSo) {
  Operation operation = at_difference(5000, std::nullopt);
  operation.commitment.reported_outcome.clear();
  EXPECT_EQ(act(operation, "trigger.record", "wec", kRecorded), Causes{"trigger.law-unknown"});
  base::Json body = kRecorded;
  body["words"] = "the Secretary ordered it on the day";
  EXPECT_EQ(act(operation, "trigger.record", "wec", body), Causes{});
  EXPECT_EQ(operation.opening.orders.trigger->found["law_orders"], "unknown");
}

TEST(RecordTrigger, TheLoserMayWaiveWhereTheLawLetsThem) {
  Operation operation = at_difference(5000, 1000000);
  const base::Json waiver = {{"choice", "clinton"}, {"words", "in writing, by noon"}};
  EXPECT_EQ(act(operation, "trigger.waive", "wec", waiver), Causes{"trigger.none"});
  ASSERT_EQ(act(operation, "trigger.record", "wec", kRecorded), Causes{});
  ASSERT_EQ(act(operation, "trigger.waive", "wec", waiver), Causes{});
  EXPECT_TRUE(operation.opening.orders.trigger->waived.empty()) << "it waits for another person";
  Event waiting = operation.people.waiting.begin()->second;
  take_effect(operation, waiting);
  EXPECT_EQ(act(operation, "trigger.waive", "wec", waiver), Causes{"trigger.choice"});
  EXPECT_EQ(shown(operation, "orders")["trigger"]["waived"]["clinton"], "in writing, by noon");
  operation.opening.orders.trigger->waived.clear();
  operation.opening.orders.trigger->found["waivable"] = "false";
  EXPECT_EQ(act(operation, "trigger.waive", "wec", waiver), Causes{"trigger.waive-law"});
}

}  // namespace
}  // namespace recanvass::workflow
