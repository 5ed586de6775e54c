#include "workflow/audit_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::audit_commitment;
using fixture::Causes;
using fixture::operation_with_plan;

Causes committed(Operation& operation) {
  return act(operation, "audit.commit", "wec", audit_commitment(operation));
}

Causes committed_with(const std::string& kind, const base::Json& members) {
  Operation operation = operation_with_plan();
  base::Json body = kind == "audit.contest" ? fixture::audit_contest() : fixture::audit_method();
  body.update(members);
  const Causes causes = act(operation, kind, "wec", body);
  return causes.empty() ? committed(operation) : causes;
}

TEST(CommitAudit, APlanIsFixedOnceByTheHashThatIsShown) {
  Operation operation = operation_with_plan();
  base::Json wrong = audit_commitment(operation);
  wrong["audit_sha256"] = std::string(64, '0');
  EXPECT_EQ(act(operation, "audit.commit", "wec", wrong), Causes{"audit.hash"});
  EXPECT_EQ(committed(operation), Causes{});
  EXPECT_EQ(fixture::shown(operation, "audit")["stage"], "committed");
  EXPECT_EQ(committed(operation), Causes{"audit.committed"});
  EXPECT_EQ(act(operation, "audit.contest", "wec", fixture::audit_contest()),
            Causes{"audit.committed"});
  EXPECT_EQ(act(operation, "audit.method", "wec", fixture::audit_method()),
            Causes{"audit.committed"});
  EXPECT_EQ(act(operation, "audit.batches", "clerk", fixture::audit_batches()),
            (Causes{"audit.committed"}));
}

TEST(CommitAudit, BeforeTheInputsArePublishedAndCountersignedItIsRefused) {
  Operation operation = fixture::operation_with_inputs();
  EXPECT_EQ(committed(operation), Causes{"order.commitment"});
  ASSERT_EQ(fixture::do_command(operation, fixture::publication(operation)), Causes{});
  EXPECT_EQ(committed(operation), Causes{"order.witness"});
}

TEST(CommitAudit, AnEmptyPlanIsRefusedWithWhatItLacks) {
  Operation operation = fixture::operation_ready();
  EXPECT_EQ(committed(operation), (Causes{"audit.method", "audit.list"}));
}

// Colorado's lists count cards; an audit of other records says nothing about the outcome.
TEST(CommitAudit, RecordsThatDoNotFitTheListOrThePublishedOutcomeAreRefused) {
  const base::Json other = {{"a", 93}, {"b", 61}};
  EXPECT_EQ(committed_with("audit.contest", {{"reported", other}, {"tabulated", other}}),
            Causes{"audit.outcome"});
  Operation operation = operation_with_plan();
  operation.commitment.imports.at("dane").body["cards"] = 159;
  EXPECT_EQ(committed(operation), Causes{"audit.import"});
  operation.commitment.imports.clear();
  EXPECT_EQ(committed(operation), Causes{"audit.import"});
}

TEST(CommitAudit, ATieHasNothingThatASampleCouldConfirm) {
  Operation operation = operation_with_plan();
  base::Json tie = fixture::audit_contest();
  tie["contest"] = "sheriff";
  tie["reported"] = tie["tabulated"] = {{"a", 50}, {"b", 50}};
  ASSERT_EQ(act(operation, "audit.contest", "wec", tie), Causes{});
  EXPECT_EQ(committed(operation), Causes{"audit.tie"});
  tie["reported"] = tie["tabulated"] = {{"a", 51}, {"b", 50}};
  ASSERT_EQ(act(operation, "audit.contest", "wec", tie), Causes{});
  EXPECT_EQ(committed(operation), Causes{}) << "one vote is a lead";
}

TEST(CommitAudit, MoreVotesThanTheCardsCanHoldAreRefused) {
  Operation operation = operation_with_plan();
  base::Json contest = fixture::audit_contest();
  contest["contest"] = "sheriff";
  contest["reported"] = contest["tabulated"] = {{"a", 100}, {"b", 60}};
  ASSERT_EQ(act(operation, "audit.contest", "wec", contest), Causes{});
  EXPECT_EQ(committed(operation), Causes{}) << "160 on 160 cards";
  Operation more = operation_with_plan();
  contest["reported"] = contest["tabulated"] = {{"a", 101}, {"b", 60}};
  ASSERT_EQ(act(more, "audit.contest", "wec", contest), Causes{});
  EXPECT_EQ(committed(more), Causes{"audit.cards"});
}

TEST(CommitAudit, NothingTargetedAndAnUnknownListAreRefused) {
  EXPECT_EQ(committed_with("audit.contest", {{"targeted", false}}), Causes{"audit.target"});
  EXPECT_EQ(committed_with("audit.contest", {{"lists", {"rock"}}}), Causes{"audit.list"});
}

TEST(CommitAudit, AMethodThatCannotMeasureTheContestIsRefused) {
  const base::Json share = {{"rule", "share"}, {"share", "1/2"}};
  EXPECT_EQ(committed_with("audit.contest", share), Causes{});
  EXPECT_EQ(committed_with("audit.contest", {{"rule", "share"}, {"share", "0.7"}}),
            Causes{"audit.tie"})
      << "94 of 155 are not more than seven tenths";
  EXPECT_EQ(committed_with("audit.method", {{"risk_function", "super-simple"}}), Causes{});
  EXPECT_EQ(
      committed_with("audit.method", {{"risk_function", "super-simple"}, {"design", "polling"}}),
      Causes{"measure.function"});
  EXPECT_EQ(committed_with("audit.method", {{"risk_function", "cobra-fixed"}}), Causes{});
  const auto setting = [](const char* name, const char* value) {
    return base::Json{{"settings", {{{"name", name}, {"value", value}}}}};
  };
  EXPECT_EQ(committed_with("audit.method", setting("luck", "1")), Causes{"audit.setting"});
  EXPECT_EQ(committed_with("audit.method", setting("bet", "much")), Causes{"audit.setting"});
  EXPECT_EQ(committed_with("audit.method", setting("prior-one-vote", "0.6")),
            Causes{"risk.setting"});
  EXPECT_EQ(committed_with("audit.method", {{"schedule", {{"1", 20}, {"2", 20}}}}),
            Causes{"audit.schedule"});
  EXPECT_EQ(committed_with("audit.method", {{"schedule", {{"one", 20}}}}),
            Causes{"audit.schedule"});
}

// One order of elimination that is left to somebody else, and nothing is proved.
TEST(CommitAudit, AssertionsOfARunoffHaveToProveTheWinner) {
  Operation operation = operation_with_plan();
  base::Json contest = {
      {"contest", "mayor"},
      {"name", "Mayor"},
      {"rule", "irv"},
      {"vote_for", 1},
      {"choices",
       {{{"id", "a"}, {"name", "A"}}, {{"id", "b"}, {"name", "B"}}, {{"id", "c"}, {"name", "C"}}}},
      {"reported", {{"a", 70}, {"b", 50}, {"c", 30}}},
      {"tabulated", {{"a", 70}, {"b", 50}, {"c", 30}}},
      {"winners", {"a"}},
      {"risk_limit", "0.05"},
      {"targeted", true},
      {"assertions", {{{"kind", "never-before"}, {"winner", "a"}, {"loser", "c"}, {"lead", 9}}}}};
  ASSERT_EQ(act(operation, "audit.contest", "wec", contest), Causes{});
  EXPECT_EQ(committed(operation), Causes{"audit.not-proved"});
  contest["assertions"].push_back({{"kind", "not-next"},
                                   {"winner", "a"},
                                   {"loser", "b"},
                                   {"standing", {"a", "b"}},
                                   {"lead", 12}});
  ASSERT_EQ(act(operation, "audit.contest", "wec", contest), Causes{});
  EXPECT_EQ(committed(operation), Causes{});
}

}  // namespace
}  // namespace recanvass::workflow
