#include "election/known.h"

#include <gtest/gtest.h>

namespace recanvass::election {
namespace {

using base::Date;

Contest contest_of_three() {
  Contest contest;
  contest.id = {"mayor"};
  contest.choices = {{{"ada"}, "Ada", "", false, false},
                     {{"ben"}, "Ben", "", false, false},
                     {{"cy"}, "Cy", "", false, false},
                     {{"other"}, "All others", "", false, true}};
  return contest;
}

ResultSet result_with(std::vector<ChoiceTotal> totals) {
  ResultSet result;
  result.contest = {"mayor"};
  result.jurisdiction = {"here"};
  result.totals = std::move(totals);
  return result;
}

ResultSet result_known_on(const char* id, Date day, LegalStatus status) {
  ResultSet result = result_with({});
  result.id = {id};
  result.known_on = day;
  result.status = status;
  return result;
}

TEST(KnownTest, TheLatestResultKnownByTheDayHolds) {
  Election election;
  election.result_sets = {
      result_known_on("first", Date::of(2016, 11, 9), LegalStatus::Reported),
      result_known_on("canvass", Date::of(2016, 11, 25), LegalStatus::Canvassed),
      result_known_on("stopped", Date::of(2016, 12, 7), LegalStatus::Void),
      result_known_on("halted", Date::of(2016, 12, 8), LegalStatus::Stayed),
      result_known_on("canvass-again", Date::of(2016, 11, 25), LegalStatus::Canvassed)};
  struct Case {
    const char* what;
    std::optional<Date> as_of;
    const char* holds;  // null: nothing is known
  };
  for (const Case& row :
       {Case{"a day before the first", Date::of(2016, 11, 8), nullptr},
        Case{"the day itself", Date::of(2016, 11, 9), "first"},
        Case{"a day before the canvass", Date::of(2016, 11, 24), "first"},
        Case{"of two on a day, the later", Date::of(2016, 11, 25), "canvass-again"},
        Case{"void and stayed never hold", Date::of(2016, 12, 31), "canvass-again"},
        Case{"no day: all there is", std::nullopt, "canvass-again"}}) {
    const ResultSet* known = result_known(election, {"mayor"}, {"here"}, row.as_of);
    ASSERT_EQ(known == nullptr, row.holds == nullptr) << row.what;
    if (known != nullptr) {
      EXPECT_EQ(known->id.text, row.holds) << row.what;
    }
  }
  EXPECT_EQ(result_known(election, {"mayor"}, {"elsewhere"}, std::nullopt), nullptr);
}

TEST(KnownTest, SeveralPeopleAddedUpNeverLeadAndTakeNoPlace) {
  const Contest contest = contest_of_three();
  const ResultSet result = result_with({{{"other"}, VoteCount(900)},
                                        {{"ada"}, VoteCount(100)},
                                        {{"ben"}, VoteCount(300)},
                                        {{"cy"}, VoteCount(300)}});
  const auto standing = standing_of(contest, result);
  ASSERT_TRUE(standing.has_value());
  EXPECT_EQ(standing->leader.text, "ben");
  EXPECT_EQ(standing->runner_up.text, "cy");
  EXPECT_EQ(standing->winner_votes, VoteCount(300));
  EXPECT_TRUE(standing->tie);
  EXPECT_EQ(place_of(contest, result, {"ben"}), 1);
  EXPECT_EQ(place_of(contest, result, {"cy"}), 1);
  EXPECT_EQ(place_of(contest, result, {"ada"}), 3);
  EXPECT_EQ(place_of(contest, result, {"other"}), std::nullopt);
  EXPECT_EQ(place_of(contest, result, {"nobody"}), std::nullopt);
}

TEST(KnownTest, TheMarginForTwoSeatsIsBetweenTheSecondAndTheThird) {
  Contest contest = contest_of_three();
  contest.seats = SeatCount(2);
  const auto result =
      result_with({{{"ada"}, VoteCount(50)}, {{"ben"}, VoteCount(40)}, {{"cy"}, VoteCount(33)}});
  const auto standing = standing_of(contest, result);
  ASSERT_TRUE(standing.has_value());
  EXPECT_EQ(standing->leader.text, "ben");
  EXPECT_EQ(standing->reported_margin, VoteCount(7));
  EXPECT_EQ(standing->winner_votes, VoteCount(50));
  contest.seats = SeatCount(3);
  EXPECT_FALSE(standing_of(contest, result).has_value());
}

TEST(KnownTest, AReportWithoutADifferenceHasNoMarginAndARoundedZeroIsNoTie) {
  ResultSet result = result_with({});
  result.margin_only = MarginOnly{{"ada"}, {"ben"}, std::nullopt, std::nullopt};
  auto standing = standing_of(contest_of_three(), result);
  ASSERT_TRUE(standing.has_value());
  EXPECT_FALSE(standing->reported_margin.has_value());
  EXPECT_FALSE(standing->tie);
  result.margin_only = MarginOnly{{"ada"}, {"ben"}, VoteCount(0), VoteCount(1000)};
  EXPECT_FALSE(standing_of(contest_of_three(), result)->tie);
  result.margin_only = MarginOnly{{"ada"}, {"ben"}, VoteCount(0), std::nullopt};
  EXPECT_TRUE(standing_of(contest_of_three(), result)->tie);
}

TEST(KnownTest, AnEventIsKnownFromItsDayOrFromTheDayItBecamePublic) {
  DatedEvent event;
  event.on = {Date::of(2016, 11, 28), base::TimeOfDay(840)};
  const auto standing_on = [&](int day) { return event_known(event, Date::of(2016, 11, day)); };
  EXPECT_FALSE(standing_on(27));
  ASSERT_TRUE(standing_on(28));
  EXPECT_EQ(standing_on(28)->standing, EventStanding::Happened);
  EXPECT_EQ(standing_on(28)->on.time, base::TimeOfDay(840));
  EXPECT_EQ(event_known(event, std::nullopt)->standing, EventStanding::Happened);
  event.known_on = Date::of(2016, 11, 30);
  EXPECT_FALSE(standing_on(29));
  EXPECT_TRUE(standing_on(30));
}

TEST(KnownTest, ASetMomentIsExpectedFromTheDayItWasSetUntilTheEventIsKnown) {
  DatedEvent event;
  event.on = {Date::of(2016, 12, 12), std::nullopt};
  event.expected = Moment{Date::of(2016, 12, 13), base::TimeOfDay(900)};
  event.expected_since = Date::of(2016, 11, 29);
  event.source = "the certificate";
  EXPECT_FALSE(event_known(event, Date::of(2016, 11, 28)));
  const auto set = event_known(event, Date::of(2016, 11, 29));
  ASSERT_TRUE(set);
  EXPECT_EQ(set->standing, EventStanding::Expected);
  EXPECT_EQ(set->on.day, Date::of(2016, 12, 13)) << "the day set, not the day it came";
  EXPECT_EQ(set->source, "the certificate") << "no other source is given";
  event.expected_source = "the notice";
  EXPECT_EQ(event_known(event, Date::of(2016, 11, 29))->source, "the notice");
  EXPECT_EQ(event_known(event, Date::of(2016, 12, 12))->source, "the certificate");
  EXPECT_EQ(event_known(event, Date::of(2016, 12, 11))->standing, EventStanding::Expected);
  EXPECT_EQ(event_known(event, Date::of(2016, 12, 12))->on.day, Date::of(2016, 12, 12));
  event.expected_since.reset();
  EXPECT_TRUE(event_known(event, Date::of(2000, 1, 1))) << "set by law: always known";
}

TEST(KnownTest, ANoteIsToldFromTheDayItWasKnown) {
  ResultSet result = result_with({});
  result.note = "missing city found";
  EXPECT_EQ(note_known(result, Date::of(2011, 4, 6)), "missing city found");
  result.note_known_on = Date::of(2011, 4, 7);
  EXPECT_EQ(note_known(result, Date::of(2011, 4, 6)), "");
  EXPECT_EQ(note_known(result, Date::of(2011, 4, 7)), "missing city found");
  EXPECT_EQ(note_known(result, std::nullopt), "missing city found");
}

TEST(KnownTest, ARemarkOnFiguresIsKnownWithThemAndNotBefore) {
  Election election;
  election.remarks = {"on a file"};
  election.result_sets = {result_known_on("late", Date::of(2016, 12, 12), LegalStatus::Certified),
                          result_known_on("early", Date::of(2016, 11, 9), LegalStatus::Reported)};
  election.result_sets[0].remarks = {"late"};
  election.result_sets[1].remarks = {"early"};
  using Remarks = std::vector<std::string>;
  EXPECT_EQ(remarks_known(election, std::nullopt), (Remarks{"on a file", "late", "early"}));
  EXPECT_EQ(remarks_known(election, Date::of(2016, 12, 12)),
            (Remarks{"on a file", "late", "early"}));
  EXPECT_EQ(remarks_known(election, Date::of(2016, 12, 11)), (Remarks{"on a file", "early"}));
  EXPECT_EQ(remarks_known(election, Date::of(2016, 11, 8)), (Remarks{"on a file"}));
}

TEST(KnownTest, ZeroForEveryChoiceIsNoReportAndNoTie) {
  ResultSet result = result_with({{{"ada"}, VoteCount(0)}, {{"ben"}, VoteCount(0)}});
  EXPECT_TRUE(no_votes_reported(result));
  EXPECT_FALSE(standing_of(contest_of_three(), result).has_value());
  result = result_with({{{"ada"}, VoteCount(1)}, {{"ben"}, VoteCount(1)}});
  EXPECT_FALSE(no_votes_reported(result));
  EXPECT_TRUE(standing_of(contest_of_three(), result)->tie) << "one vote each is a tie";
  EXPECT_FALSE(no_votes_reported(result_with({}))) << "nothing is listed";
}

TEST(KnownTest, WhoeverAsksForOnePlaceReadsNoRemarkOnAnother) {
  Election election;
  election.remarks = {"on a file"};
  election.result_sets = {result_known_on("here", Date::of(2016, 11, 9), LegalStatus::Reported),
                          result_known_on("there", Date::of(2016, 11, 9), LegalStatus::Reported)};
  election.result_sets[0].remarks = {"here"};
  election.result_sets[1].remarks = {"there"};
  election.result_sets[1].jurisdiction = {"us-elsewhere"};
  EXPECT_EQ(remarks_known(election, std::nullopt, {election.result_sets[0].jurisdiction}),
            (std::vector<std::string>{"on a file", "here"}));
}

}  // namespace
}  // namespace recanvass::election
