#include "workflow/counting_fixture.h"
#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::do_command;
using fixture::operation_ready;
using fixture::operation_with_inputs;
using fixture::shown;
using fixture::tally;

base::Json batch_change(const base::Json& figures) {
  base::Json body = {{"input", "batch"}, {"id", "B1"}, {"reason", "counted again with the clerk"}};
  body.update(figures);
  return body;
}

// Both steps of a correction; gives the causes of the second.
Causes correct(Operation& operation, const base::Json& body) {
  const std::uint64_t position = operation.entries;
  const Causes first = act(operation, "input.correct", "wec", body);
  if (!first.empty()) return first;
  return act(operation, "approve", "wec2", {{"entry", position}});
}

TEST(CorrectInput, BeforePublicationOnePersonRevisesAndTheEarlierFigureIsKept) {
  Operation operation = operation_with_inputs();
  EXPECT_EQ(act(operation, "input.correct", "wec", batch_change({{"ballots", 101}})),
            Causes{"commitment.not-published"});
  ASSERT_EQ(act(operation, "input.revise", "clerk", batch_change({{"ballots", 101}})), Causes{});
  EXPECT_EQ(operation.commitment.batches.at("B1").ballots, 101);
  EXPECT_EQ(operation.counting.sums.at("W1").listed_ballots, 151);
  const InputChange& change = operation.commitment.changes.back();
  EXPECT_EQ(change.before["ballots"], 100);
  EXPECT_FALSE(change.after_publication);
  EXPECT_EQ(fixture::do_command(operation, fixture::publication(operation)), Causes{});
}

TEST(CorrectInput, AfterPublicationTwoPersonsCorrectAndEverybodySeesIt) {
  Operation operation = operation_ready();
  const std::string published = operation.commitment.published_sha256;
  EXPECT_EQ(act(operation, "input.revise", "wec", batch_change({{"ballots", 101}})),
            Causes{"commitment.published"});
  const std::uint64_t position = operation.entries;
  ASSERT_EQ(act(operation, "input.correct", "wec", batch_change({{"ballots", 101}})), Causes{});
  EXPECT_EQ(operation.commitment.batches.at("B1").ballots, 100);
  EXPECT_EQ(act(operation, "approve", "wec", {{"entry", position}}), Causes{"approve.same-person"});
  ASSERT_EQ(act(operation, "approve", "wec2", {{"entry", position}}), Causes{});
  EXPECT_EQ(operation.commitment.batches.at("B1").ballots, 101);
  const base::Json inputs = shown(operation, "inputs");
  EXPECT_EQ(inputs["published_sha256"], published);
  EXPECT_NE(inputs["inputs_sha256"], published);
  EXPECT_EQ(inputs["as_published"], false);
  EXPECT_EQ(inputs["changes_after_publication"], 1);
  EXPECT_EQ(inputs["changes"][0]["what"], "batch B1");
  EXPECT_EQ(inputs["changes"][0]["before"]["ballots"], 100);
  EXPECT_EQ(inputs["changes"][0]["after"]["ballots"], 101);
  EXPECT_EQ(inputs["changes"][0]["by"], "wec");
  EXPECT_EQ(inputs["changes"][0]["approved_by"], "wec2");
}

TEST(CorrectInput, UnchangedInputsAreAsPublished) {
  const base::Json inputs = shown(operation_ready(), "inputs");
  EXPECT_EQ(inputs["as_published"], true);
  EXPECT_EQ(inputs["published_sha256"], inputs["inputs_sha256"]);
  EXPECT_EQ(inputs["changes_after_publication"], 0);
  EXPECT_EQ(inputs["units_sum_to_outcome"], true);
  const base::Json before = shown(operation_with_inputs(), "inputs");
  EXPECT_EQ(before["published"], false);
  EXPECT_TRUE(before["published_sha256"].is_null());
}

TEST(CorrectInput, AUnitsReturnsAndTheOutcomeAreCorrectedEachByItself) {
  Operation operation = operation_ready();
  ASSERT_EQ(correct(operation, {{"input", "unit"},
                                {"id", "W2"},
                                {"votes", {{"a", 5}, {"b", 6}}},
                                {"registered", 20},
                                {"reason", "typed wrong"}}),
            Causes{});
  EXPECT_EQ(operation.commitment.units.at("W2").votes.at("a"), 5);
  EXPECT_EQ(operation.commitment.units.at("W2").registered, 20);
  EXPECT_EQ(operation.commitment.units.at("W2").name, "Ward 2");
  EXPECT_EQ(shown(operation, "inputs")["units_sum_to_outcome"], false);
  ASSERT_EQ(correct(operation, {{"input", "outcome"},
                                {"votes", {{"a", 95}, {"b", 61}}},
                                {"reason", "follows from ward 2"}}),
            Causes{});
  EXPECT_EQ(shown(operation, "inputs")["units_sum_to_outcome"], true);
}

TEST(CorrectInput, AChangedUnitsVotesStayHiddenUntilItIsSignedOff) {
  Operation operation = operation_ready();
  ASSERT_EQ(correct(operation, {{"input", "unit"},
                                {"id", "W2"},
                                {"votes", {{"a", 5}, {"b", 6}}},
                                {"reason", "typed wrong"}}),
            Causes{});
  for (const char* viewer : {"", "team-1", "clerk"}) {
    const base::Json change = shown(operation, "inputs", viewer)["changes"][0];
    EXPECT_FALSE(change.contains("after")) << viewer;
    EXPECT_EQ(change["figures"], "hidden until the unit is signed off");
  }
  EXPECT_EQ(shown(operation, "inputs", "wec")["changes"][0]["after"]["votes"]["a"], 5);
  for (const char* author : {"team-1", "team-2"}) {
    ASSERT_EQ(do_command(operation, tally(author, "B3", 10, 4, 6)), Causes{});
  }
  ASSERT_EQ(act(operation, "count.sign-off", "clerk", {{"unit", "W2"}}), Causes{});
  EXPECT_TRUE(shown(operation, "inputs", "clerk")["changes"][0].contains("after"));
  EXPECT_FALSE(shown(operation, "inputs")["changes"][0].contains("after")) << "W1 is open";
  EXPECT_EQ(correct(operation, {{"input", "unit"},
                                {"id", "W2"},
                                {"votes", {{"a", 4}, {"b", 6}}},
                                {"reason", "as it was"}}),
            Causes{"count.signed-off"});
}

TEST(CorrectInput, ABatchMovesToAnotherUnitOfItsCounty) {
  Operation operation = operation_ready();
  EXPECT_EQ(correct(operation, batch_change({{"unit", "W9"}})), Causes{"input.unit"});
  ASSERT_EQ(correct(operation, batch_change({{"unit", "W2"}, {"container", "C7"}})), Causes{});
  EXPECT_EQ(operation.commitment.unit_batches.at("W1"), std::vector<std::string>{"B2"});
  EXPECT_EQ(operation.commitment.unit_batches.at("W2"), (std::vector<std::string>{"B3", "B1"}));
  EXPECT_EQ(operation.counting.sums.at("W2").batches, 2);
  EXPECT_EQ(operation.counting.sums.at("W2").listed_ballots, 110);
  EXPECT_EQ(operation.counting.sums.at("W1").batches, 1);
  EXPECT_EQ(operation.commitment.batches.at("B1").container, "C7");
}

TEST(CorrectInput, ABatchThatWasEnteredMovesToNoUnitThatKeepsItsFirstCount) {
  for (const bool entered : {false, true}) {
    Operation operation = operation_ready();
    ASSERT_EQ(act(operation, "method.set", "wec",
                  {{"method", "hand"},
                   {"extent", "partial"},
                   {"units", {"W1"}},
                   {"decided_by", "board"},
                   {"words", "ward 1 only"}}),
              Causes{});
    if (entered) {
      ASSERT_EQ(do_command(operation, tally("team-1", "B1", 100, 60, 38)), Causes{});
    }
    EXPECT_EQ(correct(operation, batch_change({{"unit", "W2"}})),
              entered ? Causes{"count.extent"} : Causes{});
  }
}

TEST(CorrectInput, EachCauseOfRefusal) {
  struct Case {
    base::Json body;
    Causes causes;
  };
  const Case cases[] = {
      {{{"input", "batch"}, {"id", "B9"}, {"ballots", 1}}, {"input.unknown"}},
      {{{"input", "batch"}, {"ballots", 1}}, {"input.id"}},
      {{{"input", "outcome"}, {"id", "B1"}, {"votes", {{"a", 1}}}}, {"input.id"}},
      {{{"input", "batch"}, {"id", "B1"}}, {"input.nothing"}},
      {{{"input", "batch"}, {"id", "B1"}, {"ballots", 100}}, {"input.same"}},
      {{{"input", "batch"}, {"id", "B1"}, {"votes", {{"a", 1}}}}, {"input.member"}},
      {{{"input", "unit"}, {"id", "W1"}, {"votes", {{"z", 1}}}}, {"returns.choice"}},
      {{{"input", "outcome"}, {"registered", 1}}, {"input.member"}},
  };
  for (const Case& each : cases) {
    Operation operation = operation_ready();
    base::Json body = each.body;
    body["reason"] = "because";
    EXPECT_EQ(act(operation, "input.correct", "wec", body), each.causes) << body;
  }
  Operation operation = operation_ready();
  EXPECT_EQ(act(operation, "input.correct", "clerk",
                {{"input", "outcome"}, {"votes", {{"a", 1}}}, {"reason", "because"}}),
            Causes{"author.county"});
}

}  // namespace
}  // namespace recanvass::workflow
