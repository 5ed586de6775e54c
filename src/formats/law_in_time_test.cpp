// The law of real elections on their real days, from the statutes and calendars that ship.
#include "formats/package_fixture.h"
#include "formats/statute_reader.h"
#include "recount/assessment.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

using base::Date;
using base::LocalTime;
using election::VoteCount;
using law::Verdict;

class LawInTime : public testing::Test {
 protected:
  law::Answer ask(const char* jurisdiction, Date on, const law::Facts& facts,
                  std::optional<LocalTime> as_of = std::nullopt) const {
    const auto* statute = base_.in_force({jurisdiction}, on);
    EXPECT_NE(statute, nullptr);
    return law::apply(*statute, facts, base_.calendars(), as_of);
  }
  [[nodiscard]] std::string id_on(const char* jurisdiction, Date on) const {
    const auto* statute = base_.in_force({jurisdiction}, on);
    return statute == nullptr ? "none" : statute->id;
  }
  const law::KnowledgeBase base_ = built_in_knowledge();
};

law::Facts wisconsin_2016() {
  law::Facts facts;
  facts.office = election::Office::President;
  facts.election_day = Date::of(2016, 11, 8);
  facts.leader_votes = VoteCount{1404440};
  facts.winner_votes = facts.leader_votes;
  facts.runner_up_votes = VoteCount{1381823};
  facts.reported_margin = VoteCount{22617};
  facts.total_votes = VoteCount{2975313};
  facts.petitioner = law::Facts::Petitioner{VoteCount{31006}, VoteCount{1373434}, 4};
  facts.events["last_county_canvass_received"] = {Date::of(2016, 11, 21), std::nullopt};
  return facts;
}

TEST_F(LawInTime, TheFourthPlacedCandidateIsAcceptedIn2016AndRefusedUnderTheLawOf2017) {
  const law::Answer then = ask("us-wi", Date::of(2016, 11, 25), wisconsin_2016());
  EXPECT_EQ(then.statute_id, "us-wi-2015");
  EXPECT_EQ(then.petition.allowed, Verdict::Yes);
  EXPECT_EQ(then.petition.free, Verdict::No);
  const law::Answer later = ask("us-wi", Date::of(2017, 12, 2), wisconsin_2016());
  EXPECT_EQ(later.statute_id, "us-wi-2017");
  EXPECT_EQ(later.petition.allowed, Verdict::No) << later.petition.allowed_words;
  EXPECT_EQ(later.petition.allowed_words,
            "an aggrieved candidate may ask, but 1,373,434 votes are 46.1610% of 2,975,313 (all "
            "votes for the office); the rule says at most 1%");
}

TEST_F(LawInTime, CaliforniasWindowEndsAtFiveForPresidentAndWithTheDayForOthers) {
  law::Facts facts;
  facts.office = election::Office::President;
  facts.election_day = Date::of(2016, 11, 8);
  const auto deadline_at = [&](const char* as_of) {
    return ask("us-ca", Date::of(2016, 11, 8), facts, LocalTime::parse(as_of).value())
        .petition.deadline;
  };
  const law::Deadline last = deadline_at("2016-12-13T17:00");
  EXPECT_EQ(last.until, LocalTime::parse("2016-12-13T17:00").value()) << "the 35th day";
  EXPECT_TRUE(last.hour_stated);
  EXPECT_EQ(last.opens, Date::of(2016, 12, 9)) << "the 31st day";
  EXPECT_EQ(last.status, law::DeadlineStatus::Today);
  EXPECT_EQ(deadline_at("2016-12-13T17:01").status, law::DeadlineStatus::Passed);
  EXPECT_EQ(deadline_at("2016-12-08T23:59").status, law::DeadlineStatus::Unknown) << "not yet open";
  EXPECT_EQ(deadline_at("2016-12-09T00:00").status, law::DeadlineStatus::Open);
  facts.office = election::Office::UsSenate;
  EXPECT_EQ(deadline_at("2016-12-13T17:01").until, LocalTime::parse("2016-12-13T24:00").value());
  EXPECT_FALSE(deadline_at("2016-12-13T17:01").hour_stated);
}

// 20 votes or fewer, or less than half a percent of the two compared, and nothing is paid.
TEST_F(LawInTime, AlaskasTiersOfMoneyAndOfDays) {
  law::Facts facts;
  facts.office = election::Office::UsSenate;
  facts.election_day = Date::of(2016, 11, 8);
  const auto free_at = [&](std::int64_t leader, std::int64_t runner_up) {
    facts.leader_votes = VoteCount{leader};
    facts.winner_votes = facts.leader_votes;
    facts.runner_up_votes = VoteCount{runner_up};
    facts.reported_margin = VoteCount{leader - runner_up};
    facts.total_votes = VoteCount{leader + runner_up};
    return ask("us-ak", Date::of(2016, 11, 8), facts).petition;
  };
  EXPECT_EQ(free_at(1020, 1000).free, Verdict::Yes) << "20 votes, though 0.99%";
  EXPECT_EQ(free_at(1021, 1000).free, Verdict::No) << "21 votes are 1.04%";
  EXPECT_EQ(free_at(100499, 99500).free, Verdict::Yes) << "999 of 199,999 is less than 0.5%";
  EXPECT_EQ(free_at(100500, 99500).free, Verdict::No) << "exactly 0.5% is not less";
  EXPECT_EQ(free_at(100500, 99500).fee.total, base::UsdCents{1500000});
  facts.office_class = law::OfficeClass::StateHouse;
  facts.office = election::Office::Legislative;
  const law::Petition house = free_at(10500, 9500);
  EXPECT_FALSE(house.fee.total) << "it depends on what is recounted";
  EXPECT_NE(house.fee.words.find("a precinct: $1,000"), std::string::npos) << house.fee.words;
  EXPECT_NE(house.fee.words.find("a house district: $2,000"), std::string::npos);
  facts.events["state_review_completed"] = {Date::of(2016, 11, 29), std::nullopt};
  EXPECT_EQ(free_at(10500, 9500).deadline.until->day, Date::of(2016, 12, 4)) << "five days";
  facts.office = election::Office::Governor;
  facts.office_class = law::OfficeClass::Governor;
  EXPECT_EQ(free_at(10500, 9500).deadline.until->day, Date::of(2016, 12, 2)) << "three days";
}

TEST_F(LawInTime, WisconsinsDeadlineIn2016IsFriday25NovemberAtFive) {
  const auto status_at = [&](const char* as_of) {
    return ask("us-wi", Date::of(2016, 11, 25), wisconsin_2016(), LocalTime::parse(as_of).value())
        .petition.deadline;
  };
  EXPECT_EQ(status_at("2016-11-25T16:00").until, LocalTime::parse("2016-11-25T17:00").value());
  EXPECT_EQ(status_at("2016-11-24T00:00").status, law::DeadlineStatus::Open);
  EXPECT_EQ(status_at("2016-11-25T17:00").status, law::DeadlineStatus::Today);
  EXPECT_EQ(status_at("2016-11-25T17:01").status, law::DeadlineStatus::Passed);
}

TEST_F(LawInTime, MichiganIn2016DependsOnWhetherTheFourthPlacedIsAggrieved) {
  law::Facts facts = wisconsin_2016();
  facts.leader_votes = VoteCount{2279543};
  facts.runner_up_votes = VoteCount{2268839};
  facts.reported_margin = VoteCount{10704};
  facts.total_votes = VoteCount{4799284};
  facts.petitioner = law::Facts::Petitioner{VoteCount{51463}, VoteCount{2228080}, 4};
  facts.precincts = election::PrecinctCount{7786};
  facts.events["state_canvass_completed"] = {Date::of(2016, 11, 28), base::TimeOfDay{840}};
  const law::Answer answer = ask("us-mi", Date::of(2016, 11, 30), facts);
  EXPECT_EQ(answer.automatic, Verdict::No);
  EXPECT_EQ(answer.petition.allowed, Verdict::Unknown);
  EXPECT_NE(answer.petition.allowed_words.find("contested"), std::string::npos);
  EXPECT_EQ(answer.petition.fee.total, base::UsdCents{97325000});
  EXPECT_EQ(answer.petition.deadline.until, LocalTime::parse("2016-11-30T14:00").value());
}

TEST_F(LawInTime, PennsylvaniaHasAClockInEachCountyAndNoPetitionOfACandidate) {
  law::Facts facts = wisconsin_2016();
  facts.events["county_computational_canvass_completed"] = {Date::of(2016, 11, 23), std::nullopt};
  const law::Answer answer = ask("us-pa", Date::of(2016, 11, 28), facts);
  EXPECT_EQ(answer.petition.allowed, Verdict::No);
  EXPECT_NE(answer.petition.allowed_words.find("3 voters of each precinct"), std::string::npos);
  EXPECT_EQ(answer.petition.deadline.until->day, Date::of(2016, 11, 28));
  EXPECT_NE(answer.petition.deadline.words.find("each county"), std::string::npos);
}

TEST_F(LawInTime, HawaiiTurnedFromTheGreaterToTheLesserLimit) {
  law::Facts facts;
  facts.reported_margin = VoteCount{1200};
  facts.total_votes = VoteCount{500000};
  EXPECT_EQ(ask("us-hi", Date::of(2020, 11, 3), facts).automatic, Verdict::Yes);
  EXPECT_EQ(ask("us-hi", Date::of(2024, 11, 5), facts).automatic, Verdict::No);
  EXPECT_EQ(ask("us-hi", Date::of(2016, 11, 8), facts).automatic, Verdict::No);
}

TEST_F(LawInTime, FloridaHasItsRulesOf2000Of2004AndOfLater) {
  EXPECT_EQ(id_on("us-fl", Date::of(2000, 11, 7)), "us-fl-1989");
  EXPECT_EQ(id_on("us-fl", Date::of(2004, 11, 2)), "us-fl-2002");
  EXPECT_EQ(id_on("us-fl", Date::of(2016, 11, 8)), "us-fl-2008");
  law::Facts facts;
  facts.office = election::Office::President;
  facts.election_day = Date::of(2000, 11, 7);
  facts.reported_margin = VoteCount{1784};
  facts.total_votes = VoteCount{5963110};
  facts.events["county_certification"] = {Date::of(2000, 11, 9), std::nullopt};
  const law::Answer answer = ask("us-fl", Date::of(2000, 11, 7), facts);
  EXPECT_EQ(answer.automatic, Verdict::Yes);
  EXPECT_EQ(answer.petition.deadline.until,
            (LocalTime{Date::of(2000, 11, 10), base::TimeOfDay{1440}}));
}

TEST_F(LawInTime, FloridaIn2018CountsUndervotesByHandForOneOfficeAndNotTheOther) {
  law::Facts facts;
  facts.reported_margin = VoteCount{33684};
  facts.total_votes = VoteCount{8220561};
  EXPECT_EQ(ask("us-fl", Date::of(2018, 11, 6), facts).second_stage_due, Verdict::No);
  facts.reported_margin = VoteCount{12562};
  facts.total_votes = VoteCount{8190005};
  EXPECT_EQ(ask("us-fl", Date::of(2018, 11, 6), facts).second_stage_due, Verdict::Yes);
}

TEST_F(LawInTime, WhatIsNotKnownOnADayIsNotAnswered) {
  EXPECT_EQ(id_on("us-ca", Date::of(2015, 12, 31)), "none");
  EXPECT_EQ(id_on("us-ak", Date::of(2016, 11, 7)), "none");
  EXPECT_EQ(id_on("us-or", Date::of(2024, 11, 5)), "none");
}

TEST_F(LawInTime, PresidentialElectorsHaveDeadlinesOfTheirOwn) {
  law::Facts facts;
  facts.election_day = Date::of(2020, 11, 3);
  facts.events["last_county_canvass_received"] = {Date::of(2020, 11, 17), std::nullopt};
  EXPECT_EQ(ask("us-wi", Date::of(2020, 11, 18), facts).petition.deadline.until->day,
            Date::of(2020, 11, 20));
  facts.office = election::Office::President;
  EXPECT_EQ(ask("us-wi", Date::of(2020, 11, 18), facts).petition.deadline.until->day,
            Date::of(2020, 11, 18));
}

TEST_F(LawInTime, KentuckysAutomaticRecountLeavesThePresidentOut) {
  law::Facts facts;
  facts.reported_margin = VoteCount{100};
  facts.total_votes = VoteCount{2000000};
  EXPECT_EQ(ask("us-ky", Date::of(2024, 11, 5), facts).automatic, Verdict::Yes);
  facts.office = election::Office::President;
  EXPECT_EQ(ask("us-ky", Date::of(2024, 11, 5), facts).automatic, Verdict::No);
}

TEST_F(LawInTime, AlabamaRecountsADefeatedMeasureAndNotAPassedOneNorAPrimary) {
  law::Facts facts;
  facts.reported_margin = VoteCount{1850};
  facts.total_votes = VoteCount{1380750};
  facts.office = election::Office::BallotQuestion;
  EXPECT_EQ(ask("us-al", Date::of(2004, 11, 2), facts).automatic, Verdict::Unknown);
  facts.measure_defeated = false;
  EXPECT_EQ(ask("us-al", Date::of(2004, 11, 2), facts).automatic, Verdict::No);
  facts.measure_defeated = true;
  EXPECT_EQ(ask("us-al", Date::of(2004, 11, 2), facts).automatic, Verdict::Yes);
  facts.office = election::Office::Governor;
  facts.type = election::ElectionType::Primary;
  EXPECT_EQ(ask("us-al", Date::of(2004, 11, 2), facts).automatic, Verdict::No);
}

// $600 for each county's first 3,000 ballots; then $600 by hand, or $300 electronically, for each
// further block begun. The ballots are those of the returns, county by county.
TEST_F(LawInTime, OklahomasPriceIsSummedOverTheCountiesOfTheReturns) {
  const auto fee = [&](const char* last_unit) {
    const auto election = election_in(
        {{"election.toml", R"toml(schema = "recanvass.election/1"
id = "ok"
name = "Oklahoma"
election_day = 2024-11-05
[[contest]]
id = "house"
name = "House"
office = "statewide"
choice = [ { id = "ada", name = "Ada" }, { id = "ben", name = "Ben" } ]
[[jurisdiction]]
id = "us-ok"
name = "Oklahoma"
county = [ { id = "adair", name = "Adair" }, { id = "alfalfa", name = "Alfalfa" } ]
[[result_set]]
id = "night"
jurisdiction = "us-ok"
contest = "house"
kind = "unofficial"
legal_status = "reported"
known_on = 2024-11-06
source = "test"
file = "r.csv"
)toml"},
         {"r.csv", std::string("unit,county,choice,votes\n1,adair,ada,2000\n1,adair,ben,900\n"
                               "1,adair,@ballots,3000\n2,adair,ada,1\n2,adair,@ballots,1\n"
                               "1,alfalfa,ben,40\n") +
                       last_unit}});
    EXPECT_EQ(election.result_sets.size(), 1u) << totals_text(election);
    return recount::assess(election, base_, {}).places.at(0).answer->petition.fee;
  };
  const law::Fee known = fee("1,alfalfa,@ballots,100\n");
  EXPECT_EQ(known.total, base::UsdCents{150000}) << "the least: electronically";
  EXPECT_NE(known.words.find("3,101 ballots in 2 counties: $1,800"), std::string::npos);
  EXPECT_NE(known.words.find("3,101 ballots in 2 counties: $1,500"), std::string::npos);
  EXPECT_FALSE(fee("").total.has_value()) << "ballots of one unit are not known";
}

law::Facts one_vote_apart() {
  law::Facts facts;
  facts.office = election::Office::Statewide;
  facts.election_day = Date::of(2024, 11, 5);
  facts.leader_votes = VoteCount{200};
  facts.runner_up_votes = VoteCount{199};
  facts.reported_margin = VoteCount{1};
  return facts;
}

// 15 cents a ballot by machine and 25 by hand.
TEST_F(LawInTime, WashingtonsPriceGoesByTheBallotsCast) {
  law::Facts facts = one_vote_apart();
  facts.ballots_cast = election::BallotCount{410};
  EXPECT_EQ(ask("us-wa", Date::of(2024, 11, 8), facts).petition.fee.total, base::UsdCents{6150});
}

// One vote with at most 400 votes in all, or 0.25% of all votes.
TEST_F(LawInTime, UtahAllowsOneVoteWhateverTheTotal) {
  EXPECT_EQ(ask("us-ut", Date::of(2024, 11, 8), one_vote_apart()).petition.allowed, Verdict::Yes);
}

}  // namespace
}  // namespace recanvass::formats
