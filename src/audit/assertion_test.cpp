#include "audit/assertion.h"

#include "audit/small_world_test.h"
#include "tabulate/scoring.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::audit {
namespace {

using base::Rational;
using small_world::Numbers;
using small_world::Tabled;
using small_world::World;
using tabulate::Decision;
using tabulate::Outcome;

constexpr int kBallotsMax = 6;

// Every pair of choices of a list of `size`, or every single one.
std::vector<Choices> groups_of(std::size_t size, std::size_t of) {
  std::vector<Choices> groups;
  for (unsigned set = 0; set < 1U << of; ++set) {
    if (static_cast<std::size_t>(__builtin_popcount(set)) != size) continue;
    Choices group;
    for (std::size_t i = 0; i < of; ++i) {
      if ((set >> i & 1U) != 0) group.push_back(static_cast<ChoiceIndex>(i));
    }
    groups.push_back(group);
  }
  return groups;
}

bool elects(const Outcome& outcome, const Choices& winners) {
  Choices elected = outcome.winners;
  std::ranges::sort(elected);
  return outcome.decision == Decision::Elected && elected == winners;
}

// A reported result is right exactly when its assertions are true, in every small profile.
void expect_votes_proved(std::string_view letters, int votes_max, std::size_t places) {
  const World world = small_world::marked_world(letters, votes_max == 0 ? 4 : votes_max + 1);
  const CountsVotes votes{votes_max, 1};
  const auto reports = groups_of(places, letters.size());
  std::vector<Tabled> tabled;
  for (const Choices& winners : reports) {
    tabled.emplace_back(world, more_votes(world.contest(), winners, votes));
  }
  std::int64_t wrong = 0;
  std::int64_t proved = 0;
  world.for_each(votes_max == 1 ? kBallotsMax : 4, [&](const Numbers& numbers) {
    const Outcome outcome =
        tabulate::most_votes(tabulate::tally_votes(world.profile(numbers), votes_max),
                             static_cast<std::int64_t>(places));
    for (std::size_t i = 0; i < reports.size(); ++i) {
      const bool all_true = tabled[i].all_true(numbers);
      proved += all_true ? 1 : 0;
      if (all_true != elects(outcome, reports[i])) ++wrong;
    }
  });
  EXPECT_EQ(wrong, 0) << letters << " " << votes_max;
  EXPECT_GT(proved, 0);
}

TEST(SmallWorlds, PluralityIsRightExactlyWhenItsAssertionsAreTrue) {
  expect_votes_proved("AB", 1, 1);
  expect_votes_proved("ABC", 1, 1);
  expect_votes_proved("ABCD", 1, 1);
  expect_votes_proved("ABCD", 1, 2);
}

TEST(SmallWorlds, VoteForTwoAndApprovalAreRightExactlyWhenTheirAssertionsAreTrue) {
  expect_votes_proved("ABCD", 2, 2);
  expect_votes_proved("ABC", 0, 1);
  expect_votes_proved("ABC", 0, 2);
}

TEST(SmallWorlds, AShareIsReachedExactlyWhenItsAssertionIsTrue) {
  const World world = small_world::marked_world("ABCD", 2);
  for (const Rational& share : {Rational(1, 2), Rational(2, 3), Rational(1, 4), Rational(3, 5)}) {
    std::vector<Tabled> above;
    for (ChoiceIndex choice = 0; choice < 4; ++choice) {
      above.emplace_back(world, Assertions{above_share(world.contest(), choice, share, {1, 1})});
    }
    const Tabled nobody(world, nobody_reached(world.contest(), share, {1, 1}));
    std::int64_t wrong = 0;
    world.for_each(4, [&](const Numbers& numbers) {
      const auto tally = tabulate::tally_votes(world.profile(numbers), 1);
      bool all_below = tally.total > election::VoteCount(0);
      for (ChoiceIndex choice = 0; choice < 4; ++choice) {
        const bool reached =
            tally.total > election::VoteCount(0) &&
            tabulate::reaches(tally.votes[choice], tally.total, {share, tabulate::Reach::Above});
        const bool at_least =
            tabulate::reaches(tally.votes[choice], tally.total, {share, tabulate::Reach::AtLeast});
        all_below = all_below && !at_least;
        if (above[choice].all_true(numbers) != reached) ++wrong;
      }
      if (nobody.all_true(numbers) != all_below) ++wrong;
    });
    EXPECT_EQ(wrong, 0) << share.text();
  }
}

TEST(SmallWorlds, ARunoffIsNeededWhenItsAssertionsAreTrue) {
  const World world = small_world::marked_world("ABCD", 1);
  const auto reports = groups_of(2, 4);
  std::vector<Tabled> tabled;
  for (const Choices& advancing : reports) {
    tabled.emplace_back(world, runoff_needed(world.contest(), advancing, Rational(1, 2), {1, 1}));
  }
  std::int64_t wrong = 0;
  std::int64_t proved = 0;
  world.for_each(kBallotsMax, [&](const Numbers& numbers) {
    const auto tally = tabulate::tally_votes(world.profile(numbers), 1);
    const Outcome outcome = tabulate::majority_or_runoff(tally, {Rational(1, 2)});
    Choices runoff = outcome.runoff;
    std::ranges::sort(runoff);
    const bool half = std::ranges::any_of(tally.votes, [&](election::VoteCount votes) {
      return 2 * votes.value() == tally.total.value();
    });
    for (std::size_t i = 0; i < reports.size(); ++i) {
      const bool right = outcome.decision == Decision::Runoff && runoff == reports[i];
      const bool all_true = tabled[i].all_true(numbers);
      proved += all_true ? 1 : 0;
      // Exactly one half is not above it, and needs a hand count to be told from more.
      if (all_true != (right && !half)) ++wrong;
    }
  });
  EXPECT_EQ(wrong, 0);
  EXPECT_GT(proved, 0);
}

TEST(SmallWorlds, BordaIsRightExactlyWhenItsAssertionsAreTrue) {
  const World world = small_world::ranked_world("ABC");
  const auto points = tabulate::borda_points(3);
  std::vector<Tabled> tabled;
  for (ChoiceIndex winner = 0; winner < 3; ++winner) {
    tabled.emplace_back(world, more_points(world.contest(), Choices{winner}, CountsPoints{points}));
  }
  std::int64_t wrong = 0;
  world.for_each(kBallotsMax, [&](const Numbers& numbers) {
    const Outcome outcome =
        tabulate::elect_most(tabulate::positional_points(world.profile(numbers), points), 1);
    for (ChoiceIndex winner = 0; winner < 3; ++winner) {
      if (tabled[winner].all_true(numbers) != elects(outcome, {winner})) ++wrong;
    }
  });
  EXPECT_EQ(wrong, 0);
}

TEST(SmallWorlds, AStarResultWhoseAssertionsAreTrueIsRight) {
  const World world = small_world::scored_world("ABC", 2);
  std::vector<ChoicePair> reports;
  std::vector<Tabled> tabled;
  for (ChoiceIndex winner = 0; winner < 3; ++winner) {
    for (ChoiceIndex other = 0; other < 3; ++other) {
      if (winner == other) continue;
      reports.push_back({winner, other});
      tabled.emplace_back(world, star_result(world.contest(), reports.back(), 2));
    }
  }
  std::int64_t wrong = 0;
  std::int64_t proved = 0;
  world.for_each(3, [&](const Numbers& numbers) {
    const tabulate::StarCount star = tabulate::count_star(world.profile(numbers), 2);
    for (std::size_t i = 0; i < reports.size(); ++i) {
      if (!tabled[i].all_true(numbers)) continue;
      ++proved;
      if (!elects(star.outcome, {reports[i].winner})) ++wrong;
    }
  });
  EXPECT_EQ(wrong, 0);
  EXPECT_GT(proved, 1000);
}

TEST(SmallWorlds, ACondorcetWinnerIsRightExactlyWhenItsAssertionsAreTrue) {
  const World world = small_world::ranked_world("ABC");
  std::vector<Tabled> tabled;
  for (ChoiceIndex winner = 0; winner < 3; ++winner) {
    tabled.emplace_back(world, beats_all(world.contest(), winner));
  }
  std::int64_t wrong = 0;
  world.for_each(kBallotsMax, [&](const Numbers& numbers) {
    const auto winner = tabulate::condorcet_winner(tabulate::pairwise_of(world.profile(numbers)));
    for (ChoiceIndex choice = 0; choice < 3; ++choice) {
      if (tabled[choice].all_true(numbers) != (winner == choice)) ++wrong;
    }
  });
  EXPECT_EQ(wrong, 0);
}

TEST(Assertions, AQuorumCountsCardsThatCountForAnybody) {
  const World world = small_world::marked_world("AB", 2);
  // More than 2/5 of 10 who are eligible: at least 5 cards that count, of 7.
  const Tabled quorum(world, {quorum_reached(world.contest(), Rational(2, 5), 10, 7, {1, 1})});
  std::int64_t wrong = 0;
  world.for_each(7, [&](const Numbers& numbers) {
    const auto profile = world.profile(numbers);
    if (profile.cards() != election::CardCount(7)) return;
    const bool reached = tabulate::tally_votes(profile, 1).counted > election::CardCount(4);
    if (quorum.all_true(numbers) != reached) ++wrong;
  });
  EXPECT_EQ(wrong, 0);
}

TEST(Assertions, SayInWordsWhatTheyClaim) {
  const auto contest = tabulate::fixture::contest_of("ABC");
  const Assertions plain = more_votes(contest, Choices{1}, {1, 1});
  ASSERT_EQ(plain.size(), 2u);
  EXPECT_EQ(plain[0].words, "B has more votes than A");
  EXPECT_EQ(above_share(contest, 0, Rational(2, 3), {1, 1}).words,
            "A has more than 2/3 of the votes");
  EXPECT_EQ(star_result(contest, {2, 0}, 5).size(), 3u);
  EXPECT_TRUE(more_votes(contest, Choices{0, 1, 2}, {1, 1}).empty()) << "there is no loser";
}

TEST(Assertions, AnAuditDoesNotBeginOnRecordsThatGiveAnotherOutcomeOrNoMargin) {
  const auto contest = tabulate::fixture::contest_of("ABC");
  const Assertions plain = more_votes(contest, Choices{1}, {1, 1});
  Outcome reported{Decision::Elected, {1}, {}, 0, {}};
  const std::vector<Rational> good{Rational(1, 100), Rational(1, 9)};
  EXPECT_TRUE(problems_before_sample(plain, good, reported, reported).empty());
  const std::vector<Rational> tie{Rational(0), Rational(1, 9)};
  const auto problems = problems_before_sample(plain, tie, reported, reported);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].cause, "assertion.false-on-records");
  EXPECT_NE(problems[0].sentence().find("B has more votes than A"), std::string::npos);
  const Outcome other{Decision::Elected, {2}, {}, 0, {}};
  EXPECT_EQ(problems_before_sample(plain, tie, reported, other).size(), 2u);
}

}  // namespace
}  // namespace recanvass::audit
