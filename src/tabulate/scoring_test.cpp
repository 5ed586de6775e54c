#include "tabulate/scoring.h"

#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::tabulate {
namespace {

using election::CardCount;
using election::Mark;
using election::MarkingState;
using election::VoteCount;
using fixture::ranked_profile;
using fixture::votes_of;

TEST(Scoring, TennesseesBordaCountIsTheTextbooks) {
  const Profile profile =
      ranked_profile("ABCD", {{"A>B>C>D", 42}, {"B>C>D>A", 26}, {"C>D>B>A", 15}, {"D>C>B>A", 17}});
  EXPECT_EQ(positional_points(profile, borda_points(4)), votes_of({126, 194, 173, 107}));
}

TEST(Scoring, RanksGiveTheirOwnPointsAndEqualRanksNone) {
  EXPECT_EQ(borda_points(3), (RankPoints{2, 1, 0}));
  EXPECT_EQ(dowdall_points(4), (RankPoints{12, 6, 4, 3}));
  const Profile profile =
      ranked_profile("ABC", {{"A>_>B", 2}, {"B=C>A", 3}, {"A>B=C", 1}, {"C>C>B", 1}});
  EXPECT_EQ(positional_points(profile, {12, 6, 4}), votes_of({36, 2 * 4 + 4, 12}));
}

TEST(Scoring, PointsFromTheBottomAreFewerWhereFewAreRanked) {
  const Profile profile = ranked_profile("ABCD", {{"A>B>C>D", 1}, {"B", 1}, {"C>_>A", 1}});
  const RankPoints points = borda_points(4, 1);
  EXPECT_EQ(positional_points(profile, points), votes_of({4 + 2, 3 + 4, 2 + 4, 1}));
  EXPECT_EQ(positional_points(profile, points, {}, PointsFrom::Bottom),
            votes_of({4 + 1, 3 + 1, 2 + 3, 1}));
  const PlaceReading up = {.blank = BlankPlaces::MoveUp};
  EXPECT_EQ(positional_points(profile, points, up, PointsFrom::Bottom),
            votes_of({4 + 1, 3 + 1, 2 + 2, 1}));
  EXPECT_EQ(positional_points(profile, points, up), votes_of({4 + 3, 3 + 4, 2 + 4, 1}));
}

// "A5B3": points.
Profile scored_profile(std::string_view letters, const fixture::Ballots& ballots) {
  Profile profile(fixture::contest_of(letters));
  for (const auto& [ballot, cards] : ballots) {
    std::vector<Mark> marks;
    for (std::size_t i = 0; i + 1 < ballot.size(); i += 2) {
      marks.push_back({fixture::choice_of(ballot[i]), 0, ballot[i + 1] - '0'});
    }
    profile.add(MarkingState::Marked, marks, CardCount(cards));
  }
  return profile;
}

TEST(Scoring, ACardAboveTheHighestScoreCountsForNobody) {
  const Profile profile = scored_profile("AB", {{"A5B2", 3}, {"A6B1", 1}});
  EXPECT_EQ(score_totals(profile, 5), votes_of({15, 6}));
  EXPECT_EQ(score_totals(profile, 0), votes_of({21, 7}));
}

TEST(Star, TheRunoffIsByPreferenceNotByScore) {
  // A has the most points; of the two finalists B is preferred on more cards.
  const Profile profile = scored_profile("ABC", {{"A5B4", 4}, {"A3B4", 5}, {"C5", 2}});
  const StarCount star = count_star(profile, 5);
  EXPECT_EQ(star.scores, votes_of({35, 36, 10}));
  EXPECT_EQ(star.finalists, (Choices{1, 0}));
  EXPECT_EQ(star.first_preferred, VoteCount(5));
  EXPECT_EQ(star.second_preferred, VoteCount(4));
  EXPECT_EQ(star.outcome.winners, (Choices{1}));
  const StarCount other =
      count_star(scored_profile("ABC", {{"A5B0", 4}, {"A3B4", 5}, {"C5", 3}}), 5);
  EXPECT_EQ(other.finalists, (Choices{0, 1}));
  EXPECT_EQ(other.outcome.winners, (Choices{1}));
}

TEST(Star, TiesAreReportedAtTheRunoffAndBeforeIt) {
  const StarCount runoff = count_star(scored_profile("AB", {{"A5B1", 2}, {"A1B4", 2}}), 5);
  EXPECT_EQ(runoff.finalists, (Choices{0, 1}));
  EXPECT_EQ(runoff.outcome.decision, Decision::Tied);
  EXPECT_EQ(runoff.outcome.tied, (Choices{0, 1}));
  const Profile three = scored_profile("ABC", {{"A5", 3}, {"B4", 2}, {"C4", 2}});
  const StarCount place = count_star(three, 5);
  EXPECT_EQ(place.outcome.decision, Decision::Tied);
  EXPECT_EQ(place.outcome.tied, (Choices{1, 2}));
  const Lots lots = {{{1, 2}, 2}};
  EXPECT_EQ(count_star(three, 5, lots).finalists, (Choices{0, 2}));
  EXPECT_EQ(count_star(three, 5, lots).outcome.winners, (Choices{0}));
  const Profile both = scored_profile("ABC", {{"A4", 2}, {"B4", 2}, {"C4", 2}});
  const Lots two = {{{0, 1, 2}, 2}, {{0, 1}, 0}, {{0, 2}, 2}};
  EXPECT_EQ(count_star(both, 5, two).outcome.winners, (Choices{2}));
}

}  // namespace
}  // namespace recanvass::tabulate
