#include "tabulate/stv.h"

#include "tabulate/stv_rules.h"
#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace recanvass::tabulate {
namespace {

using election::VoteCount;
using fixture::Ballots;
using fixture::ranked_profile;
using fixture::votes_of;

StvCount count_by(std::string_view rules, const Ballots& ballots, std::int64_t seats,
                  std::span<const Lot> lots = {}) {
  const StvRules set = stv_rule_set(rules)->rules;
  return count_stv(ranked_profile("ABCD", ballots), seats, set, lots);
}

const Ballots kNinths = {{"A>B", 6}, {"A>C", 3}, {"B", 4}, {"C", 5}};

TEST(Stv, ScotlandCutsTheTransferValueAfterFiveDecimals) {
  const StvCount counted = count_by("gb-scotland-councils", kNinths, 2);
  EXPECT_EQ(counted.unit, 100000);
  EXPECT_EQ(counted.quota, VoteCount(700000));  // 18 / 3 + 1
  ASSERT_EQ(counted.stages.size(), 5U);
  EXPECT_EQ(counted.stages[0].elected, (Choices{0}));
  // 2/9 = 0.22222
  EXPECT_EQ(counted.stages[1].votes, votes_of({700000, 533332, 566666, 0}));
  EXPECT_EQ(counted.stages[1].lost, VoteCount(2));
  EXPECT_EQ(counted.stages[2].of, (Choices{3}));
  EXPECT_EQ(counted.stages[3].of, (Choices{1}));
  EXPECT_EQ(counted.stages[4].elected, (Choices{2}));
  EXPECT_EQ(counted.elected, (Choices{0, 2}));
}

TEST(Stv, TheSenateCountsWholeVotesAtOneValueForAllPapers) {
  const StvCount counted = count_by("au-senate", kNinths, 2);
  EXPECT_EQ(counted.quota, VoteCount(7));
  ASSERT_GE(counted.stages.size(), 2U);
  EXPECT_EQ(*counted.stages[1].value, base::Rational(2, 9));
  // 6 * 2/9 = 1 and 3 * 2/9 = 0, a vote is lost
  EXPECT_EQ(counted.stages[1].votes, votes_of({7, 5, 5, 0}));
  EXPECT_EQ(counted.stages[1].lost, VoteCount(1));
  // B and C are equal, and B had fewer at the first stage: the officer has the casting vote.
  EXPECT_EQ(counted.elected, (Choices{0}));
  EXPECT_EQ(counted.ending, StvEnding::NeedsLot);
  EXPECT_EQ(counted.tied, (Choices{1, 2}));
  for (const auto& [out, elected] : {std::pair{1, 2}, {2, 1}}) {
    const std::vector<Lot> lot = {{{1, 2}, static_cast<ChoiceIndex>(out)}};
    const StvCount decided = count_by("au-senate", kNinths, 2, lot);
    EXPECT_EQ(decided.elected, (Choices{0, static_cast<ChoiceIndex>(elected)}));
    EXPECT_TRUE(decided.stages[3].by_lot);
  }
}

// Three or more that are equal, or two for two seats, go by an earlier count.
TEST(Stv, OnlyTheLastTwoWaitForACastingVote) {
  const Ballots later = {{"A", 5}, {"B", 2}, {"C", 3}, {"D>B", 1}};
  const StvCount three = count_by("au-senate", later, 1);
  ASSERT_GE(three.stages.size(), 3U);
  EXPECT_EQ(three.stages[2].of, (Choices{1}));  // B and C have 3 each; B had fewer before
  EXPECT_EQ(three.stages[2].decided_by_stage, 1);
  EXPECT_EQ(three.elected, (Choices{0}));
}

// Under Hare-Clark only the papers that brought the surplus decide where it goes.
const Ballots kLastParcel = {{"B>A", 5}, {"C>B>D", 3}, {"A", 5}, {"D", 4}};

TEST(Stv, WhoseSurplusPapersCountDecidesWhoIsElected) {
  const StvCount act = count_by("au-act-2016", kLastParcel, 2);
  EXPECT_EQ(act.quota, VoteCount(6));
  EXPECT_EQ(act.elected, (Choices{1, 3}));
  EXPECT_EQ(*act.stages[2].value, base::Rational(2, 3));
  EXPECT_EQ(act.stages[2].votes, votes_of({5, 6, 0, 6}));
  const StvCount scotland = count_by("gb-scotland-councils", kLastParcel, 2);
  EXPECT_EQ(scotland.elected, (Choices{1, 0}));
  EXPECT_EQ(scotland.stages[2].votes, votes_of({625000, 600000, 0, 475000}));
}

TEST(Stv, AValueNeverRisesUnderHareClark) {
  // Of B's last parcel one paper goes on: its value is 1, not 2.
  const StvCount act =
      count_by("au-act-2016", {{"B>A", 5}, {"C>B>D", 1}, {"C>B", 2}, {"A", 5}, {"D", 4}}, 2);
  EXPECT_EQ(act.stages[2].votes, votes_of({5, 6, 0, 5}));
  EXPECT_EQ(*act.stages[2].value, base::Rational(1));
  EXPECT_EQ(act.stages[2].lost, VoteCount(1));
}

TEST(Stv, MinneapolisDefeatsThoseWhoCannotBeElectedBeforeItTransfers) {
  // A has 10 of 21 and a threshold of 8: a surplus of 2. D's 1 and the surplus are below C's 4.
  const StvCount counted =
      count_by("us-mn-minneapolis-seats", {{"A>C", 10}, {"B", 6}, {"C", 4}, {"D>C", 1}}, 2);
  EXPECT_EQ(counted.quota, VoteCount(80000));
  EXPECT_EQ(counted.stages[1].of, (Choices{3}));
  EXPECT_EQ(counted.stages[2].of, (Choices{0}));
  EXPECT_EQ(counted.stages[2].votes, votes_of({80000, 60000, 70000, 0}));  // 2/10 each
  EXPECT_EQ(counted.elected, (Choices{0, 2}));
}

TEST(Stv, MinneapolisDefeatsNobodyWhoCouldStillEqualTheNextOne) {
  // D's 2 and the surplus of 2 are C's 4: the surplus goes first.
  const StvCount counted =
      count_by("us-mn-minneapolis-seats", {{"A>C", 10}, {"B", 6}, {"C", 4}, {"D>C", 2}}, 2);
  EXPECT_EQ(counted.quota, VoteCount(80000));
  EXPECT_EQ(counted.stages[1].what, StvStage::What::Surplus);
  EXPECT_EQ(counted.stages[1].of, (Choices{0}));
}

TEST(Stv, MinneapolisCutsTheFractionAndThenTheValue) {
  const StvCount counted =
      count_by("us-mn-minneapolis-seats", {{"A>B", 6}, {"A>C", 3}, {"B", 4}, {"C", 5}}, 2);
  EXPECT_EQ(counted.stages[1].of, (Choices{3}));                               // nobody's
  EXPECT_EQ(counted.stages[2].votes, votes_of({70000, 53332, 56666, 0}));  // 0.2222
}

TEST(Stv, ATieThatTheStagesDoNotBreakNeedsALot) {
  const Ballots ballots = {{"A", 4}, {"B>C", 3}, {"C>A", 3}, {"D", 4}};
  const StvCount open = count_by("gb-scotland-councils", ballots, 2);
  EXPECT_EQ(open.ending, StvEnding::NeedsLot);
  EXPECT_EQ(open.tied, (Choices{1, 2}));
  const Lots lots = {{{1, 2}, 2}};
  const StvCount drawn = count_by("gb-scotland-councils", ballots, 2, lots);
  EXPECT_EQ(drawn.ending, StvEnding::Filled);
  EXPECT_EQ(drawn.lots_used, 1U);
  EXPECT_EQ(drawn.elected, (Choices{0, 3}));
}

TEST(Stv, FewerChoicesThanSeatsAndNoVotesAreOutcomes) {
  EXPECT_EQ(count_by("gb-scotland-councils", {{"A", 3}}, 5).ending, StvEnding::TooFew);
  EXPECT_EQ(count_by("gb-scotland-councils", {{"", 3}}, 2).ending, StvEnding::NobodyHasVotes);
}

// New South Wales' councils: cl 6 of Schedule 5. A's surplus of 4 goes at 4/9, since 3 of A's 12
// papers name nobody else: 7 papers are 3.1 votes; at 4/12 they would be 2.3.
TEST(Stv, NewSouthWalesLeavesExhaustedPapersWithTheElectedOne) {
  const StvCount counted =
      count_by("au-nsw-councils", {{"A>B", 7}, {"A>C", 2}, {"A", 3}, {"B", 4}, {"C", 5}}, 2);
  EXPECT_EQ(counted.quota, VoteCount(8));
  EXPECT_EQ(counted.stages[1].votes, votes_of({8, 7, 5, 0}));
  EXPECT_EQ(counted.stages[1].lost, VoteCount(1));
  EXPECT_EQ(counted.stages[1].exhausted, VoteCount(0));
  EXPECT_EQ(counted.elected, (Choices{0, 1}));
}

TEST(Stv, NewSouthWalesNeverRaisesAValueAboveOne) {
  const StvCount counted =
      count_by("au-nsw-councils", {{"A", 9}, {"A>B", 1}, {"B", 3}, {"C", 5}}, 2);
  EXPECT_EQ(counted.quota, VoteCount(7));
  EXPECT_EQ(counted.stages[1].votes, votes_of({7, 4, 5, 0}));
  // C's 5 are more than B's 4 with no surplus left (cl 11(2)).
  ASSERT_EQ(counted.stages.size(), 3U);
  EXPECT_EQ(counted.stages[2].what, StvStage::What::LastSeats);
  EXPECT_EQ(counted.elected, (Choices{0, 2}));
}

// B has 7 first preferences and 12 papers worth 1/2 each; the surplus of 4 of 13 votes goes at 4/13
// and at 4/13 * 1/2, each cut by itself: 28/13 and 24/13 give 2 and 1, not 52/13 = 4.
TEST(Stv, NewSouthWalesKeepsProductsOfFractionsAndCutsEachValueByItself) {
  const StvCount counted =
      count_by("au-nsw-councils", {{"A>B>C", 12}, {"A>D", 6}, {"B>C", 7}, {"C", 4}, {"D", 3}}, 3);
  EXPECT_EQ(counted.quota, VoteCount(9));
  EXPECT_EQ(counted.stages[1].votes, votes_of({9, 13, 4, 6}));
  EXPECT_EQ(counted.stages[2].votes, votes_of({9, 9, 7, 6}));
  EXPECT_EQ(counted.stages[2].lost, VoteCount(1));
}

TEST(Stv, NewSouthWalesCutsExcludedPapersApartForEachTransferThatBroughtThem) {
  // D's papers: 1 first preference, 3 at 1/4 from A (0 votes), 3 at 1/4 from B (0 votes). Together
  // the six would be a vote for C; apart none is.
  const Ballots ballots = {{"A>D>C", 3}, {"A>F", 9}, {"B>D>C", 3}, {"B>F", 9},
                           {"D>C", 1},   {"C", 4},   {"E", 5}};
  const Profile profile = ranked_profile("ABCDEF", ballots);
  const Lots lots = {{{0, 1}, 0}};  // A and B have equal surpluses
  const StvRules set = stv_rule_set("au-nsw-councils")->rules;
  const StvCount apart = count_stv(profile, 3, set, lots);
  StvRules together = set;
  together.exclusion_steps = ExclusionSteps::AtOnce;
  const StvCount at_once = count_stv(profile, 3, together, lots);
  EXPECT_EQ(apart.quota, VoteCount(9));
  const auto c_after_exclusion = [](const StvCount& counted) {
    for (const StvStage& stage : counted.stages) {
      if (stage.what == StvStage::What::Exclusion) return stage.votes[2];
    }
    return VoteCount(-1);
  };
  EXPECT_EQ(c_after_exclusion(apart), VoteCount(5));
  EXPECT_EQ(c_after_exclusion(at_once), VoteCount(6));
}

TEST(Stv, ThePathOfAPaperSaysWhoHeldItAndAtWhatValue) {
  const StvRules set = stv_rule_set("gb-scotland-councils")->rules;
  const Profile profile = ranked_profile("ABCD", kNinths);
  const auto path = stv_path_of(profile, 2, set, {}, 0);  // A>B
  ASSERT_EQ(path.size(), count_stv(profile, 2, set).stages.size());
  EXPECT_EQ(path[0].held_by, ChoiceIndex{0});
  EXPECT_EQ(path[0].value, "1");
  EXPECT_EQ(path[1].held_by, ChoiceIndex{1});
  EXPECT_EQ(path[1].value, "11111/50000");  // 0.22222
  EXPECT_EQ(path[3].held_by, ChoiceIndex{1});  // the last seat is filled without B's papers
  const auto out =
      stv_path_of(ranked_profile("ABCD", {{"A", 5}, {"B", 4}, {"C", 3}, {"D", 1}}), 1, set, {}, 3);
  EXPECT_EQ(out[1].held_by, std::nullopt);
  EXPECT_EQ(out[1].inactive, Inactive::Exhausted);
}

// The second implementation of Scotland's rules: each ballot by itself, values in 1/100000.
struct PlainPaper {
  std::string order;
  std::int64_t value = 100000;
  char with = 0;
};

class PlainScotland {
 public:
  PlainScotland(const Ballots& ballots, std::string standing, std::size_t seats)
      : standing_(std::move(standing)), seats_(seats) {
    for (const auto& [order, number] : ballots) {
      for (int i = 0; i < number; ++i) papers_.push_back({order, 100000, 0});
    }
    quota_ = static_cast<std::int64_t>(papers_.size() / (seats + 1) + 1) * 100000;
    for (PlainPaper& paper : papers_) paper.with = next(paper);
  }

  // "" where a tie has to be broken.
  std::string elected() {
    while (true) {
      std::map<char, std::int64_t> votes;
      for (const PlainPaper& paper : papers_) votes[paper.with] += paper.value;
      std::vector<std::pair<std::int64_t, char>> reached;
      for (const char c : standing_) {
        if (votes[c] >= quota_) reached.emplace_back(-votes[c], c);
      }
      std::ranges::sort(reached);
      for (const auto& [minus, c] : reached) {
        elected_ += c;
        standing_.erase(standing_.find(c), 1);
        if (-minus > quota_) surplus_[c] = -minus - quota_;
      }
      if (elected_.size() == seats_) return elected_;
      if (standing_.size() + elected_.size() <= seats_) return fill(votes);
      if (!(surplus_.empty() ? exclude(votes) : transfer(votes))) return {};
    }
  }

 private:
  [[nodiscard]] char next(const PlainPaper& paper) const {
    for (const char c : paper.order) {
      if (c != '>' && standing_.find(c) != std::string::npos) return c;
    }
    return '-';
  }

  std::string fill(std::map<char, std::int64_t>& votes) {
    std::ranges::stable_sort(standing_, [&](char a, char b) { return votes[a] > votes[b]; });
    return elected_ + standing_;
  }

  bool transfer(std::map<char, std::int64_t>& votes) {
    std::vector<std::pair<std::int64_t, char>> order;
    for (const auto& [c, surplus] : surplus_) order.emplace_back(surplus, c);
    std::ranges::sort(order, std::greater<>());
    if (order.size() > 1 && order[0].first == order[1].first) return false;
    const auto [surplus, from] = order[0];
    surplus_.erase(from);
    for (PlainPaper& paper : papers_) {
      if (paper.with != from) continue;
      paper.value = surplus * paper.value / votes[from];
      paper.with = next(paper);
    }
    return true;
  }

  bool exclude(std::map<char, std::int64_t>& votes) {
    std::string lowest;
    for (const char c : standing_) {
      if (lowest.empty() || votes[c] < votes[lowest[0]])
        lowest = c;
      else if (votes[c] == votes[lowest[0]])
        lowest += c;
    }
    if (lowest.size() > 1) return false;
    standing_.erase(standing_.find(lowest[0]), 1);
    for (PlainPaper& paper : papers_) {
      if (paper.with == lowest[0]) paper.with = next(paper);
    }
    return true;
  }

  std::string standing_;
  std::size_t seats_;
  std::int64_t quota_ = 0;
  std::vector<PlainPaper> papers_;
  std::string elected_;
  std::map<char, std::int64_t> surplus_;
};

TEST(Stv, EverySmallProfileAgreesWithASecondImplementationOfScotlandsRules) {
  const std::vector<std::string> kinds = {"A",   "B",   "A>B",   "A>C", "B>A",
                                          "B>C", "C>A", "C>B>D", "D>A"};
  const StvRules rules = stv_rule_set("gb-scotland-councils")->rules;
  int compared = 0;
  fixture::for_each_profile(kinds, 6, [&](const Ballots& ballots) {
    const StvCount counted = count_stv(ranked_profile("ABCD", ballots), 2, rules);
    const std::string expected = PlainScotland(ballots, "ABCD", 2).elected();
    if (expected.empty() || counted.ending != StvEnding::Filled) return;
    std::string found;
    for (const ChoiceIndex choice : counted.elected) found += static_cast<char>('A' + choice);
    ASSERT_EQ(found, expected);
    ++compared;
  });
  EXPECT_GT(compared, 1000);
}

TEST(Stv, NoVoteIsMadeOrForgottenAtAnyStageOfAnyRules) {
  const std::vector<std::string> kinds = {"A", "B>D", "A>B", "A>C>B", "B>A", "B>C", "C>A>B", "D>B"};
  for (const StvRuleSet& set : stv_rule_sets()) {
    fixture::for_each_profile(kinds, 6, [&](const Ballots& ballots) {
      const StvCount counted = count_stv(ranked_profile("ABCD", ballots), 2, set.rules);
      std::int64_t papers = 0;
      for (const auto& [order, number] : ballots) papers += number;
      for (const StvStage& stage : counted.stages) {
        std::int64_t sum = stage.exhausted.value() + stage.lost.value();
        for (const VoteCount votes : stage.votes) sum += votes.value();
        ASSERT_EQ(sum, papers * counted.unit) << set.id;
      }
      ASSERT_TRUE(counted.ending != StvEnding::Filled || counted.elected.size() == 2) << set.id;
    });
  }
}

}  // namespace
}  // namespace recanvass::tabulate
