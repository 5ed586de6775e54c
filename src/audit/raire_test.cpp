#include "audit/raire.h"

#include "audit/raire_trim.h"
#include "audit/small_world_test.h"
#include "tabulate/irv.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

namespace recanvass::audit {
namespace {

using election::CardCount;
using small_world::Numbers;
using small_world::World;
using tabulate::Profile;
using tabulate::fixture::ranked_profile;

constexpr double kInfinite = std::numeric_limits<double>::infinity();

// Reads ballots with some of the choices left, from the definition.
Pile plain_piles(const Profile& profile, const Choices& standing) {
  Pile votes(profile.choices(), 0);
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const auto line = profile.at(i);
    for (const ChoiceIndex choice : order_of({line.state, line.marks}, {})) {
      if (std::ranges::find(standing, choice) == standing.end()) continue;
      votes[choice] += line.cards.value();
      break;
    }
  }
  return votes;
}

std::int64_t plain_could_reach(const Profile& profile, ChoiceIndex loser, ChoiceIndex winner) {
  std::int64_t cards = 0;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const auto line = profile.at(i);
    for (const ChoiceIndex choice : order_of({line.state, line.marks}, {})) {
      if (choice == winner) break;
      if (choice == loser) cards += line.cards.value();
    }
  }
  return cards;
}

// The second implementation: every order that ends with somebody else has an easiest assertion
// that contradicts it; the hardest of these is what no set can avoid.
class Plain {
 public:
  explicit Plain(const Profile& profile) : profile_(profile) {}

  double hardest(ChoiceIndex winner, CardCount cards, DifficultyOf what) {
    Choices order(profile_.choices());
    std::iota(order.begin(), order.end(), ChoiceIndex{0});
    double worst = 0.0;
    do {
      if (order.back() != winner) worst = std::max(worst, easiest(order, cards, what));
    } while (std::ranges::next_permutation(order).found);
    return worst;
  }

 private:
  double easiest(const Choices& order, CardCount cards, DifficultyOf what) {
    double best = kInfinite;
    for (std::size_t i = 0; i < order.size(); ++i) {
      Choices standing(order.begin() + static_cast<std::ptrdiff_t>(i), order.end());
      std::ranges::sort(standing);
      const auto [found, added] = piles_.try_emplace(standing);
      if (added) found->second = plain_piles(profile_, standing);
      Choices all(order.size());
      std::iota(all.begin(), all.end(), ChoiceIndex{0});
      const auto [first, first_added] = piles_.try_emplace(all);
      if (first_added) first->second = plain_piles(profile_, all);
      for (std::size_t j = i + 1; j < order.size(); ++j) {
        best = std::min(
            best, difficulty_of(what, found->second[order[i]], found->second[order[j]], cards));
        best =
            std::min(best, difficulty_of(what, first->second[order[i]],
                                         plain_could_reach(profile_, order[j], order[i]), cards));
      }
    }
    return best;
  }

  const Profile& profile_;
  std::map<Choices, Pile> piles_;
  std::map<std::pair<ChoiceIndex, ChoiceIndex>, std::int64_t> reach_;
};

tabulate::IrvRules to_the_last_two() {
  tabulate::IrvRules rules;
  rules.finish = tabulate::Finish::TwoLeft;
  return rules;
}

// Everything that a result claims, checked; for every choice as the reported winner.
void expect_right(const Profile& profile) {
  const RankedBallots ballots(profile, {});
  const CardCount cards = std::max(profile.cards(), CardCount(1));
  const auto winners = tabulate::irv_winners_by_lot(profile, to_the_last_two(), 1000);
  ASSERT_TRUE(winners.has_value());
  Plain plain(profile);
  for (std::size_t i = 0; i < profile.choices(); ++i) {
    const auto reported = static_cast<ChoiceIndex>(i);
    for (const DifficultyOf what : {DifficultyOf::Comparison, DifficultyOf::Polling}) {
      const RaireResult result = search_assertions(ballots, reported, cards, what);
      const bool right = *winners == Choices{reported};
      ASSERT_EQ(result.end == RaireEnd::Proved, right);
      ASSERT_EQ(result.difficulty, plain.hardest(reported, cards, what));
      if (!right) {
        ASSERT_EQ(result.end, RaireEnd::Impossible);
        ASSERT_EQ(result.not_excluded.size(), profile.choices());
        ASSERT_NE(result.not_excluded.back(), reported);
        continue;
      }
      ASSERT_EQ(order_not_excluded(profile.choices(), reported, result.assertions), Choices{});
      const OrderAssertions few = trimmed(profile.choices(), reported, result.assertions);
      ASSERT_EQ(order_not_excluded(profile.choices(), reported, few), Choices{});
      ASSERT_EQ(few.front().difficulty, result.difficulty);
      for (const Assertion& one : irv_assertions(profile.contest(), few, {})) {
        const auto lead = assorter_margin(one.assorter, numerator_sum(one.assorter, profile),
                                          profile.cards(), CardCount(0), CardCount(0));
        ASSERT_GT(lead, base::Rational(0)) << one.words;
      }
    }
  }
}

TEST(SmallWorlds, RaireProvesExactlyTheRightWinnerOfThreeAndIsNeverHarderThanNeeded) {
  const World world = small_world::ranked_world("ABC");
  int profiles = 0;
  world.for_each(4, [&](const Numbers& numbers) {
    if (!testing::Test::HasFatalFailure()) expect_right(world.profile(numbers));
    ++profiles;
  });
  EXPECT_EQ(profiles, 1001);
}

TEST(SmallWorlds, RaireProvesExactlyTheRightWinnerOfFour) {
  const World world = small_world::ranked_world("ABCD");
  // A plain congruential sequence: the same 1,000 profiles of up to six ballots everywhere.
  std::uint64_t state = 20260101;
  for (int i = 0; i < 1000 && !testing::Test::HasFatalFailure(); ++i) {
    Numbers numbers(world.kinds(), 0);
    for (int ballot = 0; ballot < 1 + i % 6; ++ballot) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      ++numbers[(state >> 33U) % numbers.size()];
    }
    expect_right(world.profile(numbers));
  }
}

// All of them: some minutes.
TEST(SmallWorlds, DISABLED_RaireProvesExactlyTheRightWinnerOfEveryProfileOfFourChoices) {
  const World three = small_world::ranked_world("ABC");
  three.for_each(6, [&](const Numbers& numbers) {
    if (!testing::Test::HasFatalFailure()) expect_right(three.profile(numbers));
  });
  const World four = small_world::ranked_world("ABCD");
  four.for_each(3, [&](const Numbers& numbers) {
    if (!testing::Test::HasFatalFailure()) expect_right(four.profile(numbers));
  });
}

TEST(Raire, DifficultyIsOneOverTheMarginOrTheSquareOfTheLead) {
  EXPECT_EQ(difficulty_of(DifficultyOf::Comparison, 60, 40, CardCount(200)), 10.0);
  EXPECT_EQ(difficulty_of(DifficultyOf::Polling, 60, 40, CardCount(200)), 50.0);  // p 1/2, q 1/5
  EXPECT_EQ(difficulty_of(DifficultyOf::Comparison, 40, 40, CardCount(200)), kInfinite);
  EXPECT_EQ(difficulty_of(DifficultyOf::Polling, 39, 40, CardCount(200)), kInfinite);
}

// A hundred choices in a ring, each preferring the next: hard to prove anything about.
Profile ring_of(std::size_t choices, std::int64_t winner_more) {
  election::CardContest contest{{"c"}, "Contest", 1, 3, 1, {}};
  for (std::size_t i = 0; i < choices; ++i) {
    contest.choices.push_back({{std::to_string(i)}, std::to_string(i), {}});
  }
  Profile profile(contest);
  for (std::size_t i = 0; i < choices; ++i) {
    const auto next = [&](std::size_t by) { return static_cast<ChoiceIndex>((i + by) % choices); };
    const std::vector<election::Mark> marks{{next(0), 1, 1}, {next(1), 2, 1}, {next(7), 3, 1}};
    profile.add(election::MarkingState::Marked, marks,
                CardCount(1000 + static_cast<std::int64_t>(i) + (i == 0 ? winner_more : 0)));
  }
  return profile;
}

TEST(Raire, AHundredChoicesCutShortGiveTheirBestLowerBound) {
  const Profile profile = ring_of(100, 1500);
  const RankedBallots ballots(profile, {});
  RaireLimits limits;
  limits.nodes_max = 20000;
  const RaireResult result =
      search_assertions(ballots, 0, profile.cards(), DifficultyOf::Comparison, limits);
  EXPECT_TRUE(result.end == RaireEnd::CutShort || result.end == RaireEnd::NotProved);
  EXPECT_GT(result.lower_bound, 1.0);
  EXPECT_GE(result.difficulty, result.lower_bound);
  EXPECT_LE(result.nodes, 20000 + 100 * 101);
}

TEST(Raire, StopsWhenItIsAskedTo) {
  const Profile profile = ring_of(100, 1500);
  const RankedBallots ballots(profile, {});
  RaireLimits limits;
  int asked = 0;
  limits.stop = [&] { return ++asked >= 3; };
  const RaireResult result =
      search_assertions(ballots, 0, profile.cards(), DifficultyOf::Comparison, limits);
  EXPECT_EQ(asked, 3);
  EXPECT_NE(result.end, RaireEnd::Proved);
  EXPECT_GT(result.lower_bound, 0.0);
}

TEST(Raire, AnOrderThatNothingRulesOutIsNamed) {
  const Profile tie = ranked_profile("ABC", {{"A", 4}, {"B", 4}, {"C", 1}});
  const RaireResult result =
      search_assertions(RankedBallots(tie, {}), 0, tie.cards(), DifficultyOf::Comparison);
  EXPECT_EQ(result.end, RaireEnd::Impossible);
  EXPECT_EQ(result.not_excluded, (Choices{2, 0, 1}));
  EXPECT_TRUE(result.assertions.empty());
}

TEST(Raire, SaysItsAssertionsInWords) {
  const Profile profile =
      ranked_profile("ABC", {{"A>B", 40}, {"B>A", 30}, {"C>B", 20}, {"C>A", 5}});
  const RaireResult result =
      search_assertions(RankedBallots(profile, {}), 1, profile.cards(), DifficultyOf::Comparison);
  ASSERT_EQ(result.end, RaireEnd::Proved);
  std::string words;
  for (const Assertion& one :
       irv_assertions(profile.contest(), trimmed(3, 1, result.assertions), {})) {
    words += one.words + "; ";
  }
  EXPECT_EQ(words, "B never goes out before C; B has more votes than A with A, B left; ");
}

}  // namespace
}  // namespace recanvass::audit
