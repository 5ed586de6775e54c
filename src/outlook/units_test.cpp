#include "outlook/units.h"

#include <gtest/gtest.h>

namespace recanvass::outlook {
namespace {

using election::ChoiceId;
using election::VoteCount;

election::Election small_election() {
  election::Election election;
  election::Contest contest;
  contest.id = {"president"};
  contest.choices = {{{"a"}, "A", "", false, false},
                     {{"b"}, "B", "", false, false},
                     {{"rest"}, "Others", "", false, true}};
  election.contests.push_back(contest);
  for (const char* id : {"us-xx", "us-yy"}) {
    election::Jurisdiction jurisdiction;
    jurisdiction.id = {id};
    jurisdiction.electors = election::ElectorCount(3);
    election.jurisdictions.push_back(jurisdiction);
  }
  election::ResultSet result;
  result.id = {"xx-1"};
  result.jurisdiction = {"us-xx"};
  result.contest = {"president"};
  result.known_on = base::Date::of(2016, 11, 20);
  result.totals = {{{"rest"}, VoteCount(900)}, {{"b"}, VoteCount(51)}, {{"a"}, VoteCount(50)}};
  result.total_votes = VoteCount(1001);
  election.result_sets.push_back(result);
  election.focus = {{"us-xx"}};
  return election;
}

TEST(Units, SeveralPeopleAddedUpNeverLead) {
  const election::Election election = small_election();
  const UnitTable table = list_units(election, election.contests.front(), std::nullopt);
  ASSERT_EQ(table.units.size(), 1u);
  const ElectoralUnit& unit = table.units.front();
  EXPECT_EQ(unit.leader, ChoiceId{"b"});
  EXPECT_EQ(unit.reported_margin, VoteCount(1));
  EXPECT_EQ(unit.votes.size(), 2u);
  EXPECT_TRUE(unit.focus);
}

TEST(Units, AJurisdictionWithoutAFigureOnTheDayIsUnknownAndNotZero) {
  const election::Election election = small_election();
  const auto& contest = election.contests.front();
  EXPECT_EQ(list_units(election, contest, std::nullopt).unknown.size(), 1u);
  const UnitTable before = list_units(election, contest, base::Date::of(2016, 11, 19));
  EXPECT_TRUE(before.units.empty());
  EXPECT_EQ(before.unknown.size(), 2u);
  EXPECT_EQ(before.find({"us-xx"}), nullptr);
}

TEST(Units, OfSeveralSeatsTheLeadIsBetweenTheLastElectedAndTheFirstNotElected) {
  election::Election election = small_election();
  election.contests.front().seats = election::SeatCount(1);
  election.result_sets.front().totals.push_back({{"c"}, VoteCount(80)});
  election.contests.front().choices.push_back({{"c"}, "C", "", false, false});
  election.contests.front().seats = election::SeatCount(2);
  const UnitTable table = list_units(election, election.contests.front(), std::nullopt);
  EXPECT_EQ(table.units.front().leader, ChoiceId{"b"});
  EXPECT_EQ(table.units.front().runner_up, ChoiceId{"a"});
  EXPECT_TRUE(
      table.units.front().votes.empty());  // whoever is ahead of both does not stand in the way
}

}  // namespace
}  // namespace recanvass::outlook
