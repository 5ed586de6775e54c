#include "workflow/contest_law.h"

#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::pennsylvania;
using fixture::wisconsin;

TEST(ContestLaw, TheReportedTotalsAreTheFacts) {
  const law::Facts facts = law_facts(wisconsin(), {"stein", ""});
  EXPECT_EQ(facts.office, election::Office::President);
  EXPECT_EQ(facts.reported_margin, election::VoteCount(22617));
  EXPECT_EQ(facts.total_votes, election::VoteCount(2975753));
  ASSERT_TRUE(facts.petitioner);
  EXPECT_EQ(facts.petitioner->place, 4);  // behind "all others", who are several people
  EXPECT_EQ(facts.petitioner->votes, election::VoteCount(31006));
  EXPECT_EQ(facts.petitioner->behind_leader, election::VoteCount(1373434));
}

TEST(ContestLaw, WithoutAStatedTotalTheVotesOfTheChoicesAreALowerBoundOnly) {
  Operation operation = wisconsin();
  operation.commitment.reported_votes.reset();
  const law::Facts facts = law_facts(operation, {});
  EXPECT_FALSE(facts.total_votes);
  EXPECT_EQ(facts.total_votes_at_least, election::VoteCount(2975753));
  EXPECT_FALSE(facts.petitioner);
}

TEST(ContestLaw, TheLastElectedLeadsWhereSeveralSeatsAreFilled) {
  Operation operation = wisconsin();
  operation.setup.seats = 2;
  const law::Facts facts = law_facts(operation, {});
  EXPECT_EQ(facts.winner_votes, election::VoteCount(1404440));
  EXPECT_EQ(facts.leader_votes, election::VoteCount(1381823));
  EXPECT_EQ(facts.runner_up_votes, election::VoteCount(158484));
}

TEST(ContestLaw, ACountysClockStandsBeforeTheStates) {
  Operation operation = wisconsin();
  ASSERT_EQ(act(operation, "calendar.set", "dane-clerk",
                {{"event", "last_county_canvass_received"},
                 {"county", "us-wi-dane"},
                 {"moment", "2016-11-18T09:30"}}),
            Causes{});
  const auto in = [&](const char* county) {
    return law_facts(operation, {"", county}).events.at("last_county_canvass_received").day.text();
  };
  EXPECT_EQ(in(""), "2016-11-21");
  EXPECT_EQ(in("us-wi-rock"), "2016-11-21");
  EXPECT_EQ(in("us-wi-dane"), "2016-11-18");
}

TEST(ContestLaw, DistrictsAreThoseStatedAndElseThoseWithReturns) {
  Operation operation = pennsylvania();
  EXPECT_TRUE(districts_by_county(operation).empty());
  EXPECT_FALSE(law_facts(operation, {}).precincts);
  ASSERT_EQ(act(operation, "returns.add", "wec",
                {{"county", "us-pa-adams"},
                 {"units",
                  {{{"unit", "A1"}, {"name", "Abbott"}, {"votes", {{"trump", 1}}}},
                   {{"unit", "A2"}, {"name", "Berwick"}, {"votes", {{"trump", 1}}}}}}}),
            Causes{});
  EXPECT_EQ(districts_by_county(operation).at("us-pa-adams"), 2);
  ASSERT_EQ(act(operation, "districts.set", "wec",
                {{"districts", {{"us-pa-washington", 176}, {"us-pa-montgomery", 8985}}},
                 {"source", "the state"}}),
            Causes{});
  EXPECT_EQ(law_facts(operation, {}).precincts, election::PrecinctCount(9163));
}

}  // namespace
}  // namespace recanvass::workflow
