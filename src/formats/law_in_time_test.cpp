// The law of real elections on their real days, from the statutes and calendars that ship.
#include "formats/statute_reader.h"

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
  EXPECT_NE(later.petition.allowed_words.find("at most 1%"), std::string::npos);
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

}  // namespace
}  // namespace recanvass::formats
