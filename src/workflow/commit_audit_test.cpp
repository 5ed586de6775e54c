#include "workflow/audit_fixture.h"

#include <gtest/gtest.h>

#include <optional>

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

// Ballots of a batch that is not in the plan, with cards that there can be at most.
Causes committed_with_batch(const char* county, std::int64_t ballots,
                            std::optional<std::int64_t> at_most) {
  Operation operation = operation_with_plan();
  operation.commitment.batches.emplace("E3", ManifestBatch{county, "C3", "W1", ballots, false, 0});
  operation.audits.current.lists.at("dane").at_most = at_most;
  return committed(operation);
}

// 100 of 1,300 ballots lay in a batch that no list had: they could not be drawn.
TEST(CommitAudit, EachBallotOfTheManifestHasACardOrAPhantom) {
  EXPECT_EQ(committed_with_batch("us-wi-dane", 100, std::nullopt), Causes{"audit.coverage"});
  EXPECT_EQ(committed_with_batch("us-wi-dane", 100, 259), Causes{"audit.coverage"});
  EXPECT_EQ(committed_with_batch("us-wi-dane", 100, 260), Causes{});
  EXPECT_EQ(committed_with_batch("us-wi-dane", 0, std::nullopt), Causes{}) << "an empty batch";
  EXPECT_EQ(committed_with_batch("us-wi-rock", 100, 260), Causes{"audit.coverage"})
      << "phantoms of one county stand for no cards of another";
  Operation operation = operation_with_plan();
  operation.commitment.batches.at("B1").ballots = 101;
  EXPECT_EQ(committed(operation), Causes{"audit.coverage"}) << "100 cards of 101 ballots";
  operation.commitment.batches.at("B1").ballots = 99;
  EXPECT_EQ(committed(operation), Causes{"audit.cards"}) << "100 cards of 99 ballots";
}

TEST(CommitAudit, TheContestOfTheManifestIsOnEveryListAndAnotherOnlyWhereItsListsAre) {
  Operation operation = operation_with_plan();
  operation.commitment.batches.emplace("E3",
                                       ManifestBatch{"us-wi-rock", "C3", "W1", 100, false, 0});
  ASSERT_EQ(committed(operation), Causes{"audit.coverage"});
  base::Json sheriff = fixture::audit_contest();
  sheriff["contest"] = "sheriff";
  operation.audits.current.contests.clear();
  ASSERT_EQ(act(operation, "audit.contest", "wec", sheriff), Causes{});
  EXPECT_EQ(committed(operation), Causes{}) << "a contest of Dane alone";
}

TEST(CommitAudit, TheOwnContestHasTheSeatsAndVotesOfTheOperation) {
  Operation operation = operation_with_plan();
  operation.setup.seats = 2;
  EXPECT_EQ(committed(operation), Causes{"audit.outcome"});
  operation.setup.seats = 1;
  operation.setup.vote_for = 2;
  EXPECT_EQ(committed(operation), Causes{"audit.outcome"});
}

base::Json contest_of_three(const base::Json& votes, const base::Json& winners) {
  return {
      {"contest", "mayor"},
      {"name", "Mayor"},
      {"rule", "plurality"},
      {"vote_for", 1},
      {"choices",
       {{{"id", "a"}, {"name", "A"}}, {{"id", "b"}, {"name", "B"}}, {{"id", "c"}, {"name", "C"}}}},
      {"reported", votes},
      {"tabulated", votes},
      {"winners", winners},
      {"risk_limit", "0.1"},
      {"targeted", true}};
}

Causes committed_with_mayor(const base::Json& members,
                            const base::Json& votes = {{"a", 72}, {"b", 69}, {"c", 16}}) {
  Operation operation = operation_with_plan();
  base::Json contest = contest_of_three(votes, {"a"});
  contest.update(members);
  const Causes causes = act(operation, "audit.contest", "wec", contest);
  return causes.empty() ? committed(operation) : causes;
}

// 430 of 980 are more than two fifths, and 450 are more than 430.
TEST(CommitAudit, AShareBelowOneHalfThatAnotherHasMoreOfIsRefused) {
  const base::Json two_fifths = {{"rule", "share"}, {"share", "2/5"}};
  EXPECT_EQ(committed_with_mayor(two_fifths), Causes{});
  base::Json second = two_fifths;
  second["winners"] = {"b"};
  EXPECT_EQ(committed_with_mayor(second), Causes{"audit.tie"});
  EXPECT_EQ(committed_with_mayor(two_fifths, {{"a", 70}, {"b", 70}, {"c", 16}}),
            Causes{"audit.tie"})
      << "a tie";
}

TEST(CommitAudit, AsManyWinAsThereAreSeats) {
  EXPECT_EQ(committed_with_mayor({{"vote_for", 2}}), Causes{"audit.winner"});
  EXPECT_EQ(committed_with_mayor({{"vote_for", 2}, {"seats", 1}}), Causes{});
  EXPECT_EQ(committed_with_mayor({{"winners", {"a", "b"}}}), Causes{"audit.winner"});
  EXPECT_EQ(committed_with_mayor({{"winners", {"a", "b"}}, {"seats", 2}}), Causes{});
  EXPECT_EQ(committed_with_mayor({{"rule", "share"}, {"share", "2/5"}, {"seats", 2}}),
            Causes{"audit.winner"});
}

TEST(CommitAudit, ARiskLimitIsAtMostOneHalf) {
  EXPECT_EQ(committed_with_mayor({{"risk_limit", "0.999"}}), Causes{"audit.risk-limit"});
  EXPECT_EQ(committed_with_mayor({{"risk_limit", "0.501"}}), Causes{"audit.risk-limit"});
  EXPECT_EQ(committed_with_mayor({{"risk_limit", "0.5"}}), Causes{});
}

// 100 first preferences for a and 450 for b: a is not 500 ahead of whatever b may get.
TEST(CommitAudit, LeadsOfARunoffFitItsFirstPreferences) {
  const auto with_leads = [](std::int64_t never_before, std::int64_t not_next) {
    return committed_with_mayor(
        {{"rule", "irv"},
         {"assertions",
          {{{"kind", "never-before"}, {"winner", "a"}, {"loser", "c"}, {"lead", never_before}},
           {{"kind", "not-next"},
            {"winner", "a"},
            {"loser", "b"},
            {"standing", {"a", "b"}},
            {"lead", not_next}}}}});
  };
  EXPECT_EQ(with_leads(56, 19), Causes{}) << "72 less 16; 157 less 69 twice";
  EXPECT_EQ(with_leads(57, 19), Causes{"audit.assertion"});
  EXPECT_EQ(with_leads(56, 20), Causes{"audit.assertion"});
  EXPECT_EQ(with_leads(5000, 5000), (Causes{"audit.assertion", "audit.assertion"}));
}

}  // namespace
}  // namespace recanvass::workflow
