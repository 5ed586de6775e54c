#include "workflow/judging_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::challenge;
using fixture::command_of;
using fixture::do_command;
using fixture::ruling;

base::Json totals_for(const Operation& operation, const std::string& viewer = "") {
  return fixture::view_by(operation, "totals", viewer);
}

TEST(ShowTotals, BeforeAnythingIsAgreedNobodyLeads) {
  const base::Json totals = totals_for(fixture::operation_judging());
  EXPECT_TRUE(totals["leader"].is_null());
  EXPECT_TRUE(totals["lead"].is_null());
  EXPECT_EQ(totals["open_challenges"], 0);
  EXPECT_EQ(totals["batches"], 3);
  EXPECT_EQ(totals["batches_agreed"], 0);
}

TEST(ShowTotals, ALeadStandsBesideItsOpenChallengesAndItsRange) {
  Operation operation = fixture::operation_judging();
  fixture::count_all(operation);  // 94 for a, 61 for b
  for (const int place : {1, 2}) {
    ASSERT_EQ(do_command(operation, challenge(std::to_string(place), "B1", place, {"a"})),
              Causes{});
  }
  const base::Json totals = totals_for(operation);
  EXPECT_EQ(totals["leader"], "a");
  EXPECT_EQ(totals["lead"]["now"], 33);
  EXPECT_EQ(totals["lead"]["low"], 29) << "each could become a vote for b";
  EXPECT_EQ(totals["lead"]["high"], 33);
  EXPECT_EQ(totals["open_challenges"], 2);
  EXPECT_EQ(totals["choices"][0]["low"], 92);
  EXPECT_EQ(totals["choices"][0]["high"], 94);
  EXPECT_EQ(totals["choices"][1]["high"], 63);
  EXPECT_EQ(totals["sentence"],
            "A is 33 votes ahead of B in what is agreed so far, with 2 open challenges; decided "
            "one way or the other, they leave a lead between 29 and 33.");
}

TEST(ShowTotals, ARulingMovesTheTotalsAndTheTallyStaysAsItWas) {
  Operation operation = fixture::operation_judging();
  fixture::count_all(operation);
  ASSERT_EQ(do_command(operation, challenge("1", "B1", 1, {"a"})), Causes{});
  ASSERT_EQ(fixture::settle(operation, ruling("1", "sustained", {"b"})), Causes{});
  const base::Json totals = totals_for(operation);
  EXPECT_EQ(totals["choices"][0]["tallied"], 94);
  EXPECT_EQ(totals["choices"][0]["adjusted"], -1);
  EXPECT_EQ(totals["choices"][0]["agreed"], 93);
  EXPECT_EQ(totals["choices"][1]["agreed"], 62);
  EXPECT_EQ(totals["exhibits_adjusted"], 1);
  EXPECT_EQ(totals["lead"]["low"], 31);
  EXPECT_EQ(totals["lead"]["high"], 31);
  EXPECT_EQ(operation.counting.batches.at("B1").standing()->votes.at("a"), 60);
}

TEST(ShowTotals, AChallengeInABatchThatIsNotAgreedIsCountedAsOpenAndMovesNothing) {
  Operation operation = fixture::operation_judging();
  for (const char* team : {"team-1", "team-2"}) {
    ASSERT_EQ(do_command(operation, fixture::tally(team, "B3", 10, 4, 6)), Causes{});
  }
  ASSERT_EQ(do_command(operation, challenge("1", "B1", 1, {"a"})), Causes{});
  const base::Json totals = totals_for(operation);
  EXPECT_EQ(totals["open_challenges"], 1);
  EXPECT_EQ(totals["lead"]["low"], 2);
  EXPECT_EQ(totals["lead"]["high"], 2);
}

TEST(ShowTotals, TheLeaderIsUndecidedWhileTheRangeTouchesZero) {
  Operation operation = fixture::operation_judging();
  for (const char* team : {"team-1", "team-2"}) {
    ASSERT_EQ(do_command(operation, fixture::tally(team, "B3", 10, 3, 5)), Causes{});
  }
  // b leads by 2: one ballot that stands for b can cost it 2, one that is blank only 1.
  ASSERT_EQ(do_command(operation, challenge("1", "B3", 1, {"blank"})), Causes{});
  EXPECT_EQ(totals_for(operation)["leader"], "b");
  ASSERT_EQ(do_command(operation, challenge("2", "B3", 2, {"blank"})), Causes{});
  const base::Json totals = totals_for(operation);
  EXPECT_EQ(totals["lead"]["low"], 0);
  EXPECT_EQ(totals["leader"], "undecided");
  EXPECT_TRUE(totals["winners_as_it_stands"].is_null());
  EXPECT_EQ(totals["sentence"],
            "Undecided: B is 2 votes ahead of A in what is agreed so far, with 2 open challenges; "
            "decided one way or the other, they leave a lead between 0 and 4.");
}

TEST(ShowTotals, EnvelopesUnderStandingObjectionsWidenALineOfTheirOwn) {
  Operation operation = fixture::operation_judging();
  fixture::count_all(operation);
  ASSERT_EQ(do_command(operation, command_of("objection.standing", "obs",
                                             {{"objection", "O1"},
                                              {"county", "us-wi-dane"},
                                              {"unit", "W1"},
                                              {"class", "ballot"},
                                              {"side", "b"},
                                              {"ground", "other"},
                                              {"words", "all folded ballots"}})),
            Causes{});
  ASSERT_EQ(
      do_command(operation, command_of("objection.batch", "clerk",
                                       {{"objection", "O1"}, {"batch", "B1"}, {"affected", 100}})),
      Causes{});
  const base::Json totals = totals_for(operation);
  EXPECT_EQ(totals["leader"], "undecided") << "as long as what is objected to could turn it";
  EXPECT_TRUE(totals["winners_as_it_stands"].is_null());
  EXPECT_EQ(totals["sentence"],
            "Undecided: A is 33 votes ahead of B in what is agreed so far, with no open challenge. "
            "Under 1 open objection are 100 envelopes or ballots: sustained or overruled, they "
            "leave a lead anywhere from -67 to 133.")
      << "who leads and by how much is said all the same";
  EXPECT_EQ(totals["lead_with_objections"], base::Json({{"low", -67}, {"high", 133}}));
  EXPECT_EQ(totals["under_open_objections"], 100);
}

TEST(ShowTotals, WhereTwoMayBeMarkedEachSeatHasItsPairAndTheClosestDecides) {
  const fixture::UnitOfOneBatch unit{"k", "u", 100, {{"a", 60}, {"b", 50}, {"c", 40}}};
  Operation operation = fixture::operation_of({"a", "b", "c"}, 2, {unit});
  fixture::count_unit(operation, unit, {{"a", 60}, {"b", 50}, {"c", 47}});
  for (const int place : {1, 2}) {
    Command command = challenge(std::to_string(place), "B-u", place, {"a", "b"});
    command.author = "wec";
    command.body["county"] = "k";
    ASSERT_EQ(do_command(operation, command), Causes{});
  }
  const base::Json totals = totals_for(operation);
  EXPECT_EQ(totals["lead"]["ahead"], "b");
  EXPECT_EQ(totals["lead"]["behind"], "c");
  EXPECT_EQ(totals["lead"]["now"], 3);
  EXPECT_EQ(totals["lead"]["low"], -1) << "each loses b a vote and gives c one";
  EXPECT_EQ(totals["leader"], "undecided");
}

// Milwaukee County 2020: canvass as in the county returns, +257 and +125 in the recount, 459,723
// ballots. The other candidates' votes are the rest of the canvass, taken as unchanged.
TEST(ShowTotals, Milwaukee2020GainedTwoHundredFiftySevenAndOneHundredTwentyFive) {
  const fixture::UnitOfOneBatch unit{"us-wi-milwaukee",
                                     "all",
                                     459'723,
                                     {{"biden", 317'270}, {"trump", 134'357}, {"other", 7'344}}};
  Operation operation = fixture::operation_of({"biden", "trump", "other"}, 1, {unit});
  fixture::count_unit(operation, unit, {{"biden", 317'527}, {"trump", 134'482}, {"other", 7'344}});
  EXPECT_TRUE(totals_for(operation)["changes"].is_null()) << "before sign-off";
  EXPECT_FALSE(totals_for(operation, "wec")["changes"].is_null()) << "a state officer";
  ASSERT_EQ(do_command(operation,
                       command_of("count.sign-off", "clerk-us-wi-milwaukee", {{"unit", "all"}})),
            Causes{});
  const base::Json totals = totals_for(operation);
  EXPECT_EQ(totals["ballots"], 459'723);
  EXPECT_EQ(totals["blank"], 370);
  EXPECT_EQ(totals["changes"]["choices"][0]["change"], 257);
  EXPECT_EQ(totals["changes"]["choices"][1]["change"], 125);
  EXPECT_EQ(totals["changes"]["choices"][2]["change"], 0);
  EXPECT_EQ(totals["lead"]["now"], 183'045);
}

// Five exhibits were said to be for a before the tally was known; it holds four.
TEST(ShowTotals, ExhibitsBeyondTheTallyAreImpossibleAndNoFigureLeavesItsBallots) {
  Operation operation = fixture::operation_judging();
  for (int place = 1; place <= 5; ++place) {
    ASSERT_EQ(do_command(operation, challenge(std::to_string(place), "B3", place, {"a"})),
              Causes{});
  }
  for (const char* team : {"team-1", "team-2"}) {
    ASSERT_EQ(do_command(operation, fixture::tally(team, "B3", 10, 4, 6)), Causes{});
  }
  const base::Json totals = totals_for(operation);
  EXPECT_EQ(totals["impossible"],
            base::Json({"batch B3: open exhibits give 5 for a, and its tally holds 4"}));
  EXPECT_EQ(totals["choices"][0]["agreed"], 4);
  EXPECT_EQ(totals["choices"][0]["low"], 0);
  EXPECT_EQ(totals["choices"][0]["high"], 9);
  EXPECT_EQ(totals["choices"][1]["low"], 1);
  EXPECT_EQ(totals["choices"][1]["high"], 10);
  EXPECT_EQ(totals["lead"]["low"], -8);
  EXPECT_EQ(totals["lead"]["high"], 10);
  EXPECT_EQ(totals["leader"], "undecided");
  EXPECT_NE(totals["sentence"].get<std::string>().find("Impossible, under review: batch B3"),
            std::string::npos)
      << totals["sentence"];
  ASSERT_EQ(do_command(operation, command_of("count.sign-off", "clerk", {{"unit", "W2"}})),
            Causes{});
  const base::Json flip = fixture::view_by(operation, "flip", "wec");
  EXPECT_EQ(flip["open_units"], 2) << "any outcome of its ballots is possible";
}

// Two envelopes that stay closed, in a batch with room for one ballot more.
TEST(ShowTotals, BallotsThatWereNotCountedWidenTheRangeOnlyWhereTheyWereListed) {
  Operation operation = fixture::operation_judging();
  for (const char* team : {"team-1", "team-2"}) {
    Command tally = fixture::tally(team, "B3", 9, 4, 5);
    tally.body["reason"] = "ballots-missing";
    tally.body["words"] = "two envelopes stay closed";
    ASSERT_EQ(do_command(operation, tally), Causes{});
  }
  for (const int place : {9, 10}) {
    ASSERT_EQ(do_command(operation, challenge(std::to_string(place), "B3", place, {"not-counted"})),
              Causes{});
  }
  const base::Json totals = totals_for(operation);
  EXPECT_EQ(totals["choices"][0]["low"], 4);
  EXPECT_EQ(totals["choices"][0]["high"], 5);
  EXPECT_EQ(totals["choices"][1]["high"], 6);
}

// W1 has 150 ballots. 300 envelopes under one objection, and 100 under another.
TEST(ShowTotals, UnderObjectionsAreNoMoreBallotsThanTheWardHas) {
  Operation operation = fixture::operation_judging();
  fixture::count_all(operation);
  for (const auto& [objection, ground] :
       {std::pair{"O1", "envelope-witness"}, std::pair{"O2", "envelope-signature"}}) {
    ASSERT_EQ(do_command(operation, command_of("objection.standing", "obs",
                                               {{"objection", objection},
                                                {"county", "us-wi-dane"},
                                                {"unit", "W1"},
                                                {"class", "envelope"},
                                                {"side", "b"},
                                                {"ground", ground},
                                                {"words", "every envelope"}})),
              Causes{});
  }
  const auto note = [&](const char* objection, int first, int last) {
    for (int i = first; i <= last; ++i) {
      ASSERT_EQ(do_command(operation, command_of("objection.envelope", "team-1",
                                                 {{"objection", objection},
                                                  {"envelope", "E" + std::to_string(i)}})),
                Causes{});
    }
  };
  note("O1", 1, 150);
  EXPECT_EQ(totals_for(operation)["impossible"], base::Json::array());
  note("O2", 1, 100);
  EXPECT_EQ(totals_for(operation)["impossible"], base::Json::array())
      << "one envelope may be under two objections";
  EXPECT_EQ(totals_for(operation)["lead_with_objections"],
            base::Json({{"low", 33 - 150}, {"high", 33 + 150}}));
  note("O1", 151, 300);
  const base::Json totals = totals_for(operation);
  EXPECT_EQ(totals["under_open_objections"], 400);
  EXPECT_EQ(totals["lead_with_objections"], base::Json({{"low", 33 - 150}, {"high", 33 + 150}}));
  const std::string words =
      "objection O1: 300 envelopes and ballots are counted under it, and unit W1 has 150 ballots";
  EXPECT_EQ(totals["impossible"], base::Json::array({words}));
  EXPECT_TRUE(
      totals["sentence"].get<std::string>().ends_with("Impossible, under review: " + words + "."));
  const base::Json objections = fixture::view_by(operation, "objections")["objections"];
  EXPECT_EQ(objections[0]["impossible"], words);
  EXPECT_TRUE(objections[1]["impossible"].is_null());
}

// A leads by 33. 32 envelopes under an objection leave A ahead; with 33 it could be a tie.
TEST(ShowTotals, ALeadIsUndecidedFromTheEnvelopeOnWithWhichObjectionsCouldEndItInATie) {
  Operation operation = fixture::operation_judging();
  fixture::count_all(operation);
  ASSERT_EQ(do_command(operation, command_of("objection.standing", "obs",
                                             {{"objection", "O1"},
                                              {"county", "us-wi-dane"},
                                              {"unit", "W1"},
                                              {"class", "envelope"},
                                              {"side", "b"},
                                              {"ground", "envelope-witness"},
                                              {"words", "every envelope"}})),
            Causes{});
  for (int envelope = 1; envelope <= 33; ++envelope) {
    ASSERT_EQ(do_command(operation, command_of("objection.envelope", "team-1",
                                               {{"objection", "O1"},
                                                {"envelope", "E" + std::to_string(envelope)}})),
              Causes{});
    const base::Json totals = totals_for(operation);
    EXPECT_EQ(totals["leader"], envelope < 33 ? "a" : "undecided") << envelope;
    const auto sentence = totals["sentence"].get<std::string>();
    EXPECT_EQ(sentence.starts_with("Undecided: "), envelope == 33) << sentence;
    EXPECT_NE(sentence.find(envelope == 1 ? "Under 1 open objection is 1 envelope or ballot"
                                          : "envelopes or ballots: sustained or overruled"),
              std::string::npos)
        << sentence;
  }
}

}  // namespace
}  // namespace recanvass::workflow
