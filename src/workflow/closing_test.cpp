#include "workflow/closing.h"

#include "workflow/deciding_fixture.h"
#include "workflow/judging_fixture.h"
#include "workflow/open_matters.h"
#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

Causes causes_of(const base::Problems& problems) {
  Causes causes;
  for (const base::Problem& problem : problems) causes.push_back(problem.cause);
  return causes;
}

Causes county_causes(const Operation& operation) {
  return causes_of(gaps_of_county(operation, "us-wi-dane", Sight::All));
}

TEST(ClosingTest, AnOpenUnitAnUnexplainedFindingAndAMissingCauseAreNamedTogether) {
  Operation operation = fixture::operation_ready();
  fixture::count_batch(operation, "B3", 10, 5, 5);
  fixture::sign_off_unit(operation, "W2");
  ASSERT_EQ(
      do_command(operation, command_of("unit.figures", "clerk",
                                       {{"unit", "W2"}, {"figures", {{"voters_poll_book", 9}}}})),
      Causes{});
  EXPECT_EQ(county_causes(operation),
            (Causes{"statement.open", "statement.unexplained", "statement.cause"}));
}

TEST(ClosingTest, AContainerThatIsNotBackUnderASealIsNamed) {
  Operation operation = fixture::operation_counted();
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  for (const char* id : {"C1", "C2"}) {
    ASSERT_EQ(do_command(operation,
                         command_of("container.record", "clerk",
                                    {{"container", id}, {"county", "us-wi-dane"}, {"seal", "1"}})),
              Causes{});
  }
  EXPECT_EQ(county_causes(operation), Causes{}) << "never opened";
  const auto handle = [&](const std::string& act, const std::string& seal) {
    return do_command(
        operation,
        command_of("container." + act, "super",
                   {{"container", "C2"}, {"seal", seal}, {"handled_by", {"Lee Ex", "Kim Why"}}}));
  };
  ASSERT_EQ(handle("open", "1"), Causes{});
  const base::Problems problems = gaps_of_county(operation, "us-wi-dane", Sight::All);
  ASSERT_EQ(causes_of(problems), Causes{"statement.container"});
  EXPECT_EQ(problems[0].found, "container C2: opened and not closed since");
  ASSERT_EQ(handle("close", "2"), Causes{});
  ASSERT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{});
  ASSERT_EQ(handle("open", "2"), Causes{});
  EXPECT_EQ(do_command(operation, fixture::certificate()), Causes{"statement.container"})
      << "opened again after the statement";
}

TEST(ClosingTest, AHoleCountsWhereACountyKeepsWorksheets) {
  Operation operation = fixture::operation_counted();
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  EXPECT_EQ(county_causes(operation), Causes{});
  EXPECT_EQ(sums_of_county(operation, "us-wi-dane").units_without_worksheet, 2);
  ASSERT_EQ(
      do_command(operation, command_of("unit.figures", "clerk",
                                       {{"unit", "W2"}, {"figures", {{"voters_poll_book", 10}}}})),
      Causes{});
  EXPECT_EQ(county_causes(operation), Causes{"statement.hole"});
  ASSERT_EQ(
      do_command(operation, command_of("unit.figures", "clerk",
                                       {{"unit", "W1"}, {"figures", {{"voters_poll_book", 150}}}})),
      Causes{});
  EXPECT_EQ(county_causes(operation), Causes{});
}

TEST(ClosingTest, AFigureThatCannotBeStaysInTheWayWhenItIsExplained) {
  Operation operation = fixture::operation_counted();
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  operation.commitment.units.at("W2").registered = 9;
  EXPECT_EQ(county_causes(operation), (Causes{"statement.unexplained", "statement.impossible"}));
  ASSERT_EQ(
      do_command(
          operation,
          command_of(
              "unit.explain", "clerk",
              {{"unit", "W2"}, {"rule", "R2"}, {"code", "UNEXPLAINED"}, {"words", "looked for"}})),
      Causes{});
  EXPECT_EQ(county_causes(operation), Causes{"statement.impossible"});
  operation.commitment.units.at("W2").registered = 10;
  EXPECT_EQ(county_causes(operation), Causes{});
}

TEST(ClosingTest, AnOpenIncidentIsInTheWay) {
  Operation operation = fixture::operation_counted();
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  operation.counting.incidents.emplace(9U, Incident{9, "us-wi-dane", "a seal", ""});
  EXPECT_EQ(county_causes(operation), Causes{"statement.incident"});
  operation.counting.incidents.at(9U).resolution = "a slip";
  EXPECT_EQ(county_causes(operation), Causes{});
}

TEST(ClosingTest, ACertificateWantsAStatementOfTheFiguresAsTheyAre) {
  Operation operation = fixture::operation_counted();
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  EXPECT_EQ(causes_of(gaps_of_state(operation, Sight::All)), Causes{"certificate.statement"});
  ASSERT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{});
  EXPECT_EQ(causes_of(gaps_of_state(operation, Sight::All)), Causes{});
  operation.deciding.county_statements.at("us-wi-dane").back().votes["a"] += 1;
  EXPECT_EQ(causes_of(gaps_of_state(operation, Sight::All)), Causes{"certificate.overtaken"});
}

TEST(ClosingTest, AnInputThatWasChangedAndDoesNotAddUpIsInTheWay) {
  Operation operation = fixture::operation_counted();
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  ASSERT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{});
  operation.commitment.reported_outcome["b"] = 62;
  EXPECT_EQ(causes_of(gaps_of_state(operation, Sight::All)), Causes{"certificate.inputs"});
}

TEST(ClosingTest, AMediumThatNeverCameIsInTheWay) {
  Operation operation = fixture::operation_counted();
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  const auto expect_medium = [&](const std::string& medium, const std::string& unit) {
    Command command =
        command_of("media.expect", "clerk", {{"medium", medium}, {"county", "us-wi-dane"}});
    if (!unit.empty()) command.body["unit"] = unit;
    return do_command(operation, command);
  };
  ASSERT_EQ(expect_medium("S1", "W1"), Causes{});
  ASSERT_EQ(expect_medium("S2", ""), Causes{});
  EXPECT_EQ(county_causes(operation), (Causes{"statement.unexplained", "statement.medium"}));
  char digit = 'a';
  for (const char* medium : {"S1", "S2"}) {
    ASSERT_EQ(do_command(operation, command_of("media.load", "clerk",
                                               {{"medium", medium},
                                                {"county", "us-wi-dane"},
                                                {"sha256", std::string(64, digit++)}})),
              Causes{});
  }
  EXPECT_EQ(county_causes(operation), Causes{});
}

TEST(ClosingTest, AStayIsInTheWayOfStatementsAndTheCertificateUntilItIsLifted) {
  Operation operation = fixture::operation_counted();
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  const Operation before = operation;
  ASSERT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{});
  ASSERT_EQ(do_command(operation, command_of("order.record", "wec",
                                             {{"order", "O1"},
                                              {"court", "Circuit Court"},
                                              {"case", "1"},
                                              {"orders", "stay"},
                                              {"words", "stop"},
                                              {"made_at", "2016-12-07T12:00"}})),
            Causes{});
  ASSERT_EQ(
      do_command(
          operation,
          command_of(
              "stay.record", "wec",
              {{"stay", "S"}, {"order", "O1"}, {"from", "2016-12-07T12:00"}, {"words", "stop"}})),
      Causes{});
  EXPECT_EQ(causes_of(gaps_of_state(operation, Sight::All)), Causes{"order.stay"});
  Operation unstated = before;
  unstated.opening.orders = operation.opening.orders;
  EXPECT_EQ(do_command(unstated, fixture::statement("us-wi-dane")), Causes{"order.stay"});
  EXPECT_EQ(fixture::shown(unstated, "progress")["stayed"], base::Json{"S"});
  EXPECT_EQ(fixture::shown(unstated, "results")["stayed"], base::Json{"S"});
  EXPECT_EQ(recount::record_sentences(open_matters(unstated)),
            std::vector<std::string>{
                "Work is stayed since 2016-12-07T12:00 by Circuit Court, 1 (S), and the stay is "
                "not lifted: nothing is counted, stated or certified."});
  ASSERT_EQ(
      do_command(
          unstated,
          command_of("stay.lift", "wec",
                     {{"stay", "S"}, {"lifted_at", "2016-12-09T09:00"}, {"words", "reversed"}})),
      Causes{});
  EXPECT_EQ(do_command(unstated, fixture::statement("us-wi-dane")), Causes{});
  EXPECT_TRUE(recount::record_sentences(open_matters(unstated)).empty());
}

TEST(ClosingTest, AnOperationWithoutUnitsHasNothingToCertify) {
  const Operation operation = empty_operation(fixture::no_law());
  EXPECT_EQ(causes_of(gaps_of_state(operation, Sight::All)), Causes{"certificate.nothing"});
  EXPECT_EQ(causes_of(gaps_of_county(operation, "x", Sight::All)), Causes{"statement.no-units"});
}

TEST(ClosingTest, WhoMayNotCompareIsToldNoChangeAndStatesNothing) {
  const Operation operation = fixture::operation_counted();
  const std::string county = "us-wi-dane";
  EXPECT_EQ(causes_of(gaps_of_county(operation, county, Sight::All)), Causes{"statement.cause"});
  EXPECT_EQ(causes_of(gaps_of_county(operation, county, Sight::Blind)), Causes{"statement.hidden"});
}

const Causes kTooEarly = {"signed.too-early"};

Command signed_on(Command command, const char* signed_at) {
  command.body["signed_at"] = signed_at;
  return command;
}

// The election was on 2016-11-08.
TEST(ClosingTest, NothingIsSignedBeforeTheElectionThePetitionOrTheCount) {
  Operation operation = fixture::operation_counted();
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  const Command statement = fixture::statement("us-wi-dane");
  EXPECT_EQ(do_command(operation, signed_on(statement, "2016-11-07T23:59")), kTooEarly);

  Petition& petition = operation.opening.petitions.by_id["p1"];
  petition.filed_at = "2016-11-25T15:30";
  operation.opening.petitions.by_id["p2"].filed_at = "2016-12-20T09:00";  // a later one
  EXPECT_EQ(do_command(operation, signed_on(statement, "2016-11-25T15:29")), kTooEarly);

  operation.opening.plan.progress["us-wi-dane"].push_back(
      {1, base::LocalTime::parse("2016-12-02T17:00").value(), 10});
  operation.opening.plan.progress["us-wi-rock"].push_back(
      {2, base::LocalTime::parse("2016-12-09T17:00").value(), 10});
  EXPECT_EQ(do_command(operation, signed_on(statement, "2016-12-02T16:59")), kTooEarly);
  EXPECT_EQ(do_command(operation, signed_on(statement, "2016-12-02T17:00")), Causes{});
}

TEST(ClosingTest, ACertificateIsNotSignedBeforeTheStatementsThatItRestsOn) {
  Operation operation = fixture::operation_counted();
  ASSERT_EQ(do_command(operation, fixture::cause_for("W1", "PEN")), Causes{});
  ASSERT_EQ(do_command(operation, fixture::statement("us-wi-dane")), Causes{});
  const Command certificate = fixture::certificate();  // the statement: 2016-12-12T17:00
  EXPECT_EQ(do_command(operation, signed_on(certificate, "2016-11-07T12:00")),
            (Causes{"signed.too-early", "signed.too-early"}));
  EXPECT_EQ(do_command(operation, signed_on(certificate, "2016-12-12T16:59")), kTooEarly);
  EXPECT_EQ(do_command(operation, signed_on(certificate, "2016-12-12T17:00")), Causes{});
}

// A ruling, and then a part that leaves its unit out: it would be in no figure, and nobody told.
TEST(ClosingTest, ARulingInAUnitWhoseFirstCountStandsHoldsTheStatement) {
  Operation operation = fixture::operation_judging();
  fixture::count_all(operation);
  ASSERT_EQ(do_command(operation, fixture::challenge("1", "B1", 1, {"a"})), Causes{});
  ASSERT_EQ(fixture::settle(operation, fixture::ruling("1", "sustained", {"b"})), Causes{});
  const auto has_ruling = [&] {
    const Causes causes = county_causes(operation);
    return std::ranges::find(causes, "statement.ruling") != causes.end();
  };
  EXPECT_FALSE(has_ruling());
  MethodChoice part;
  part.method = "hand";
  part.extent = "partial";
  part.units = {"W2"};
  operation.opening.orders.methods.push_back(part);
  EXPECT_TRUE(has_ruling());
  EXPECT_EQ(do_command(operation, fixture::challenge("2", "B1", 2, {"a"})), Causes{"count.extent"});
}

}  // namespace
}  // namespace recanvass::workflow
