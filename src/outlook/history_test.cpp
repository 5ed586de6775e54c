#include "outlook/history.h"

#include <gtest/gtest.h>

namespace recanvass::outlook {
namespace {

using election::ChoiceId;
using election::VoteCount;

PopularVoteRecord past(int year, std::int64_t winner, std::int64_t opponent, std::int64_t total) {
  PopularVoteRecord record;
  record.year = year;
  record.winner_votes = winner;
  record.opponent_votes = opponent;
  record.total_votes = total;
  return record;
}

PopularVote vote_of(std::int64_t leader, std::int64_t other, std::int64_t total) {
  PopularVote vote;
  vote.leader_votes = VoteCount(leader);
  vote.other_votes = VoteCount(other);
  vote.total_votes = VoteCount(total);
  return vote;
}

TEST(History, ALeadOfExactlyTheSameShareIsNotWider) {
  const std::vector<PopularVoteRecord> records = {past(1960, 51, 49, 100), past(1968, 41, 39, 100),
                                                  past(1976, 31, 29, 100), past(2000, 47, 48, 100)};
  const HistoryAnswer same =
      compare_with_history(vote_of(510, 490, 1000), records, 2016, std::nullopt);
  EXPECT_TRUE(same.wider_than.empty());  // 2 % each
  EXPECT_EQ(same.narrower_than.size(), 3u);  // of the two: 2 %, 2.5 % and 3.3 %
  const HistoryAnswer wider =
      compare_with_history(vote_of(5101, 4900, 10001), records, 2016, std::nullopt);
  ASSERT_EQ(wider.wider_than.size(), 1u);
  EXPECT_EQ(wider.wider_than.front().record.year, 1960);
  ASSERT_EQ(wider.winner_trailed.size(), 1u);
  EXPECT_EQ(wider.winner_trailed.front().record.year, 2000);
}

// The press tally of 6 December 2016 beside 1976: 2.07 % of the votes for the two are less than
// Carter's 2.10 %, though more than his 2.06 % of all votes.
TEST(History, ATallyOfTwoIsComparedByTheVotesForTheTwoOnBothSides) {
  const std::vector<PopularVoteRecord> records = {past(1976, 40'825'839, 39'145'771, 81'601'344)};
  PopularVote tally = vote_of(65'467'571, 62'813'613, 128'281'184);
  tally.total_complete = false;
  const auto wider = [&] {
    return compare_with_history(tally, records, 2016, std::nullopt).wider_than.size();
  };
  EXPECT_EQ(wider(), 0u);
  tally.total_votes = VoteCount(137'000'000);  // whatever the total is of
  EXPECT_EQ(wider(), 0u);
  // 40,825,839 : 39,145,771 exactly is not wider, one vote more is.
  tally = vote_of(40'825'839, 39'145'771, 79'971'610);
  EXPECT_EQ(wider(), 0u);
  tally = vote_of(40'825'840, 39'145'771, 79'971'611);
  EXPECT_EQ(wider(), 1u);
}

TEST(History, LaterElectionsTakePartExceptWhereTheyWereNotKnownOnTheDay) {
  const std::vector<PopularVoteRecord> records = {past(2012, 10, 9, 20), past(2016, 10, 9, 20),
                                                  past(2020, 10, 9, 20), past(2024, 9, 10, 20)};
  const auto asked = [&](std::optional<base::Date> as_of) {
    return compare_with_history(vote_of(10, 5, 15), records, 2016, as_of);
  };
  const HistoryAnswer all = asked(std::nullopt);
  ASSERT_EQ(all.wider_than.size(), 2u);  // never itself
  EXPECT_EQ(all.wider_than.back().record.year, 2020);
  EXPECT_EQ(all.winner_trailed.size(), 1u);
  EXPECT_EQ(all.first_year, 2012);
  EXPECT_EQ(all.last_year, 2024);
  const HistoryAnswer then = asked(base::Date::of(2016, 11, 25));
  ASSERT_EQ(then.wider_than.size(), 1u);
  EXPECT_EQ(then.last_year, 2012);
  EXPECT_EQ(asked(base::Date::of(2021, 1, 19)).last_year, 2012);
  EXPECT_EQ(asked(base::Date::of(2021, 1, 20)).last_year, 2020);
}

TEST(History, AnElectionWhoseUnitsAreNotAllKnownFallsBackOnTheLatestTally) {
  election::Election election;
  election::Contest contest;
  contest.id = {"president"};
  election::Jurisdiction state;
  state.id = {"us-xx"};
  election.jurisdictions.push_back(state);
  const auto tally = [](const char* day, std::int64_t a, std::int64_t b) {
    election::NationalVote vote;
    vote.known_on = base::Date::parse(day).value();
    vote.totals = {{{"a"}, VoteCount(a)}, {{"b"}, VoteCount(b)}};
    vote.press = true;
    return vote;
  };
  election.national_votes = {tally("2016-11-20", 10, 9), tally("2016-11-23", 20, 30)};
  const auto early = popular_vote(election, contest, base::Date::of(2016, 11, 22), {"a"});
  EXPECT_FALSE(early->leader_behind_in_pledged);
  EXPECT_EQ(early->tallied_on, base::Date::of(2016, 11, 20));
  const auto late = popular_vote(election, contest, std::nullopt, {"a"});
  EXPECT_EQ(late->leader, ChoiceId{"b"});
  EXPECT_TRUE(late->leader_behind_in_pledged && late->press);
  EXPECT_FALSE(late->leader_lost_college.has_value());
  EXPECT_EQ(late->tallied_on, base::Date::of(2016, 11, 23));
  EXPECT_FALSE(late->total_complete);
  EXPECT_FALSE(popular_vote(election, contest, base::Date::of(2016, 11, 1), {"a"}));
}

TEST(History, ThePopularVoteIsBetweenItsTwoLeadersAndNeverALumpOfOthers) {
  election::Election election;
  election::Contest contest;
  contest.id = {"president"};
  contest.choices = {{{"a"}, "A", "", false, false},
                     {{"b"}, "B", "", false, false},
                     {{"c"}, "C", "", false, false},
                     {{"others"}, "Others", "", false, true}};
  election::Jurisdiction state;
  state.id = {"us-xx"};
  election.jurisdictions.push_back(state);
  election::ResultSet result;
  result.id = {"one"};
  result.jurisdiction = {"us-xx"};
  result.contest = {"president"};
  result.totals = {{{"a"}, VoteCount(40)},
                   {{"b"}, VoteCount(45)},
                   {{"c"}, VoteCount(5)},
                   {{"others"}, VoteCount(50)}};
  result.total_votes = VoteCount(140);
  election.result_sets.push_back(result);
  const auto vote = popular_vote(election, contest, std::nullopt, {"a"});
  ASSERT_TRUE(vote);
  EXPECT_EQ(vote->leader, ChoiceId{"b"});
  EXPECT_EQ(vote->other, ChoiceId{"a"});
  EXPECT_EQ((vote->leader_votes - vote->other_votes).value(), 5);
  EXPECT_TRUE(vote->leader_behind_in_pledged);
  EXPECT_FALSE(vote->tallied_on.has_value());
  // Of two with as many the College's winner comes first, and has lost nothing.
  election.result_sets.front().totals[1].votes = VoteCount(40);
  const auto tie = popular_vote(election, contest, std::nullopt, {"b"});
  EXPECT_EQ(tie->leader, ChoiceId{"b"});
  EXPECT_FALSE(tie->leader_behind_in_pledged);
}

}  // namespace
}  // namespace recanvass::outlook
