#include "tabulate/doubts.h"

#include "election/card_builder.h"
#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::tabulate {
namespace {

using election::CardCount;
using election::ChoiceIndex;
using election::Mark;
using fixture::Ballots;

Profile titled(const Profile& profile, const std::string& id, std::int32_t vote_for = 1) {
  election::CardContest contest = profile.contest();
  contest.id.text = id;
  contest.name = "Council";
  contest.vote_for = vote_for;
  Profile made(contest);
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const Profile::Line line = profile.at(i);
    made.add(line.state, line.marks, line.cards);
  }
  return made;
}

TEST(TooManyMarks, MoreThanATenthAndTwoCardsMayBeTwoContests) {
  const auto doubt = [](const Ballots& ballots, std::int32_t vote_for = 1) {
    return too_many_marks(titled(fixture::marked_profile("ABCD", ballots), "Council", vote_for));
  };
  EXPECT_TRUE(doubt({{"AC", 2}}).may_be_two_contests());
  EXPECT_FALSE(doubt({{"AC", 1}}).may_be_two_contests());
  EXPECT_TRUE(doubt({{"AC", 2}, {"B", 17}, {"", 500}}).may_be_two_contests());
  EXPECT_FALSE(doubt({{"AC", 2}, {"B", 18}, {"", 500}}).may_be_two_contests());
  EXPECT_FALSE(doubt({{"AC", 9}, {"ABC", 1}}, 2).may_be_two_contests());
  EXPECT_TRUE(doubt({{"AC", 7}, {"ABC", 2}}, 2).may_be_two_contests());
  EXPECT_FALSE(doubt({{"AC", 9}}, 0).may_be_two_contests());
  const TooManyMarks found = doubt({{"AC", 2}, {"B", 17}, {"?", 3}, {"", 5}});
  EXPECT_EQ(found.marked, CardCount(19));
  EXPECT_EQ(found.above, CardCount(2));
  EXPECT_EQ(found.explained, CardCount(2));
}

// Marks on both sides of one place are two contests'; any two of all choices are overvotes.
TEST(TooManyMarks, OnePlaceHasToExplainNineInTen) {
  const auto doubt = [](const Ballots& ballots) {
    return too_many_marks(titled(fixture::marked_profile("ABCDE", ballots), "Council"));
  };
  const TooManyMarks two = doubt({{"AC", 5}, {"BE", 4}, {"AB", 1}});
  EXPECT_TRUE(two.may_be_two_contests());
  EXPECT_EQ(two.second, 2);  // C
  EXPECT_EQ(two.explained, CardCount(9));
  EXPECT_EQ(doubt({{"AE", 5}}).second, 2);  // in the middle, where any place would do
  EXPECT_FALSE(doubt({{"AC", 5}, {"BE", 3}, {"AB", 1}}).may_be_two_contests());
  EXPECT_FALSE(doubt({{"AB", 3}, {"BC", 3}, {"CD", 3}, {"DE", 3}}).may_be_two_contests());
  EXPECT_FALSE(doubt({{"ACE", 5}}).may_be_two_contests());
}

TEST(TooManyMarks, AnIdTellsAContestFromTheNext) {
  const Profile profile = fixture::marked_profile("AB", {{"AB", 9}});
  EXPECT_TRUE(too_many_marks(titled(profile, "Council")).may_be_two_contests());
  EXPECT_FALSE(too_many_marks(titled(profile, "17")).may_be_two_contests());
}

TEST(TooManyMarks, OfARankedContestTheFirstRankIsLookedAt) {
  const Profile several = fixture::ranked_profile("ABC", {{"A=B>C", 4}, {"A>B>C", 30}});
  EXPECT_TRUE(too_many_marks(titled(several, "Council")).may_be_two_contests());
  const Profile later = fixture::ranked_profile("ABC", {{"A>B=C", 4}, {"A>B>C", 30}});
  EXPECT_FALSE(too_many_marks(titled(later, "Council")).may_be_two_contests());
}

TEST(MarkedLines, EachCardIsOfOneLineOrOfSeveral) {
  const Profile profile = fixture::marked_profile(
      "ABCD", {{"A", 3}, {"C", 4}, {"AC", 2}, {"AB", 5}, {"B", 9}, {"", 1}});
  const MarkedLines found = marked_lines(profile, {"Ann", {0, 2}});
  EXPECT_EQ(found.alone, (std::vector<CardCount>{CardCount(8), CardCount(4)}));
  EXPECT_EQ(found.several, CardCount(2));
}

// One contest over two or three styles; each ballot is marked as many times as it says.
election::CardStore store_of_styles(
    const std::vector<std::tuple<std::string, std::string, int>>& ballots) {
  election::CardStoreBuilder builder;
  election::CardContest contest = fixture::contest_of("ABCD");
  contest.name = "Governor";
  contest.choices.push_back({{"w"}, "Write-in", election::CardChoiceKind::WriteIn});
  const auto index = builder.add_contest(contest);
  for (const auto& [style, marked, cards] : ballots) {
    std::vector<Mark> marks;
    for (const char letter : marked) {
      marks.push_back({letter == 'w' ? ChoiceIndex{4} : fixture::choice_of(letter), 0, 1});
    }
    const auto state =
        marks.empty() ? election::MarkingState::Blank : election::MarkingState::Marked;
    const auto profile = builder.profile(
        {builder.style(style), builder.precinct(""), builder.counting_group(""), false});
    const auto batch = builder.batch(builder.tabulator(""), "");
    for (int card = 0; card < cards; ++card) {
      builder.add_card({profile, batch, 0, true, {}, {}});
      static_cast<void>(builder.add_marking(index, builder.markings(index).code_of(state, marks)));
    }
  }
  return builder.finish();
}

TEST(ChoicesApartByStyle, StylesThatShareNoChoiceAreTold) {
  using Sets = std::vector<std::vector<ChoiceIndex>>;
  const auto sets = [](const auto& ballots) {
    return choices_apart_by_style(store_of_styles(ballots), 0);
  };
  using Styles = std::vector<std::tuple<std::string, std::string, int>>;
  EXPECT_EQ(
      sets(Styles{{"D", "A", 9}, {"D", "B", 1}, {"D", "w", 1}, {"R", "C", 10}, {"R", "w", 2}}),
      (Sets{{0, 1}, {2}}));
  EXPECT_EQ(sets(Styles{{"D", "A", 9}, {"D", "B", 1}, {"R", "C", 9}}), Sets{}) << "too few cards";
  EXPECT_EQ(sets(Styles{{"D", "A", 20}, {"R", "C", 20}, {"R", "A", 1}}), Sets{});
  EXPECT_EQ(sets(Styles{{"D", "A", 20}, {"D", "C", 20}}), Sets{}) << "one style";
  EXPECT_EQ(sets(Styles{{"D1", "A", 9}, {"D2", "AB", 9}, {"R", "D", 11}}), (Sets{{0, 1}, {3}}));
}

TEST(ChoicesApartByStyle, ItIsSaidBesideTheCount) {
  const auto remarks = remarks_on_styles(store_of_styles({{"D", "A", 10}, {"R", "C", 10}}));
  ASSERT_EQ(remarks.size(), 1U);
  EXPECT_EQ(remarks[0],
            "\"Governor\": no style of ballot has cards for choices of two of these: A; C. They "
            "may be contests of 2 parties under one title, which this count takes for one: give "
            "the records of each party by themselves, or with a title that names it.");
  EXPECT_TRUE(remarks_on_styles(store_of_styles({{"D", "A", 10}, {"R", "A", 10}})).empty());
}

}  // namespace
}  // namespace recanvass::tabulate
