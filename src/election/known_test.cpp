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

}  // namespace
}  // namespace recanvass::election
