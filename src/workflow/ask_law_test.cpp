#include "workflow/ask_law.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

LawRequest request_of(const char* jurisdiction, std::vector<std::string> votes) {
  LawRequest request;
  request.jurisdiction = jurisdiction;
  request.on = "2016-11-08";
  request.votes = std::move(votes);
  return request;
}

TEST(AskLaw, VotesBecomeTheMarginOfTheLastElectedAndTheFirstNotElected) {
  LawRequest request = request_of("WI", {"C=5", "A=100", "B=60", "D=58"});
  request.seats = "2";
  const auto question = read_law_question(request);
  ASSERT_TRUE(question.ok());
  EXPECT_EQ(question->jurisdiction.text, "us-wi");
  EXPECT_EQ(question->leader, "B");
  EXPECT_EQ(question->runner_up, "D");
  EXPECT_EQ(question->facts.reported_margin, election::VoteCount{2});
  EXPECT_EQ(question->facts.winner_votes, election::VoteCount{100});
  EXPECT_EQ(question->facts.total_votes_at_least, election::VoteCount{223});
  EXPECT_FALSE(question->facts.total_votes.has_value()) << "others may have got votes";
}

TEST(AskLaw, ThePetitionerHasAPlaceAndADistance) {
  LawRequest request = request_of("us-wi", {"A=100", "B=60", "C=5"});
  request.petitioner = "C";
  const auto question = read_law_question(request);
  ASSERT_TRUE(question.ok());
  EXPECT_EQ(question->facts.petitioner->place, 3);
  EXPECT_EQ(question->facts.petitioner->behind_leader, election::VoteCount{95});
}

TEST(AskLaw, AGeneralElectionDayStandsForElectionDayUnlessAnotherIsGiven) {
  LawRequest request = request_of("us-wi", {});
  EXPECT_TRUE(read_law_question(request)->election_day_taken_from_on);
  request.events = {"election_day=2016-04-05"};
  const auto question = read_law_question(request);
  EXPECT_FALSE(question->election_day_taken_from_on);
  EXPECT_EQ(question->facts.election_day, base::Date::of(2016, 4, 5));
  request.events.clear();
  request.on = "2016-11-25";
  EXPECT_FALSE(read_law_question(request)->election_day_taken_from_on);
}

TEST(AskLaw, AnOfficeMayBeAClass) {
  LawRequest request = request_of("us-mi", {});
  request.office = "state_senate";
  const auto question = read_law_question(request);
  ASSERT_TRUE(question.ok());
  EXPECT_EQ(question->facts.office, election::Office::Legislative);
  EXPECT_EQ(question->facts.office_class, law::OfficeClass::StateSenate);
}

TEST(AskLaw, EverythingWrongIsSaidAtOnce) {
  LawRequest request = request_of("us-zz", {"A=1", "A=2", "B=x"});
  request.on = "yesterday";
  request.seats = "0";
  request.election = "summer";
  request.measure = "maybe";
  request.events = {"moon=2016-11-08", "canvass=soon"};
  const auto question = read_law_question(request);
  ASSERT_FALSE(question.ok());
  EXPECT_EQ(question.problems().size(), 9U) << base::sentences(question.problems());
}

TEST(AskLaw, AllJurisdictionsAreCompared) {
  const auto rows = compare_law("2016-11-08");
  ASSERT_TRUE(rows.ok());
  EXPECT_EQ(rows->size(), 51U);
  for (const law::RuleOnDay& row : *rows) EXPECT_TRUE(row.statute.has_value()) << row.jurisdiction;
  EXPECT_FALSE(compare_law("").ok());
}

TEST(AskLaw, ATotalAloneIsRefusedNotPassedOver) {
  LawRequest request = request_of("us-wi", {});
  request.total = "100";
  const auto alone = read_law_question(request);
  ASSERT_FALSE(alone.ok());
  EXPECT_EQ(alone.problems()[0].cause, "law.total");
  EXPECT_NE(alone.problems()[0].mend.find("--margin"), std::string::npos);
  request.reported_margin = "10";
  EXPECT_TRUE(read_law_question(request).ok());
}

}  // namespace
}  // namespace recanvass::workflow
