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
  const std::vector<PopularVoteRecord> records = {past(1960, 51, 49, 100), past(1968, 40, 38, 100),
                                                  past(1976, 30, 27, 100), past(2000, 47, 48, 100)};
  const HistoryAnswer same =
      compare_with_history(vote_of(510, 490, 1000), records, 2016, std::nullopt);
  EXPECT_TRUE(same.wider_than.empty());  // 2 % each
  EXPECT_EQ(same.narrower_than.size(), 3u);
  const HistoryAnswer wider =
      compare_with_history(vote_of(5101, 4900, 10001), records, 2016, std::nullopt);
  EXPECT_EQ(wider.wider_than.size(), 2u);
  ASSERT_EQ(wider.winner_trailed.size(), 1u);
  EXPECT_EQ(wider.winner_trailed.front().record.year, 2000);
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
  EXPECT_FALSE(early->leader_lost_college);
  const auto late = popular_vote(election, contest, std::nullopt, {"a"});
  EXPECT_EQ(late->leader, ChoiceId{"b"});
  EXPECT_TRUE(late->leader_lost_college && late->press);
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
  EXPECT_TRUE(vote->leader_lost_college);
  // Of two with as many the College's winner comes first, and has lost nothing.
  election.result_sets.front().totals[1].votes = VoteCount(40);
  const auto tie = popular_vote(election, contest, std::nullopt, {"b"});
  EXPECT_EQ(tie->leader, ChoiceId{"b"});
  EXPECT_FALSE(tie->leader_lost_college);
}

}  // namespace
}  // namespace recanvass::outlook
