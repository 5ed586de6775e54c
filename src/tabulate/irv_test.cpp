#include "tabulate/irv.h"

#include "tabulate/irv_rules.h"
#include "tabulate/tabulate_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace recanvass::tabulate {
namespace {

using election::CardCount;
using election::MarkingState;
using election::VoteCount;
using fixture::Ballots;
using fixture::ranked_profile;
using fixture::votes_of;

CardCount inactive(const IrvRound& round, Inactive cause) {
  return round.inactive[static_cast<std::size_t>(cause)];
}

TEST(Irv, TennesseeElectsTheThirdOfTheFirstRound) {
  // Memphis 42, Nashville 26, Chattanooga 15, Knoxville 17: the textbooks' example.
  const Profile profile =
      ranked_profile("ABCD", {{"A>B>C>D", 42}, {"B>C>D>A", 26}, {"C>D>B>A", 15}, {"D>C>B>A", 17}});
  const IrvCount counted = count_irv(profile, IrvRules{});
  ASSERT_EQ(counted.ending, IrvEnding::Won);
  EXPECT_EQ(counted.winner, ChoiceIndex{3});
  ASSERT_EQ(counted.rounds.size(), 3U);
  EXPECT_EQ(counted.rounds[0].votes, votes_of({42, 26, 15, 17}));
  EXPECT_EQ(counted.rounds[0].eliminated, (Choices{2}));
  EXPECT_EQ(counted.rounds[0].needed, VoteCount(51));
  ASSERT_EQ(counted.rounds[0].transfers.size(), 1U);
  EXPECT_EQ(counted.rounds[0].transfers[0].to, ChoiceIndex{3});
  EXPECT_EQ(counted.rounds[0].transfers[0].votes, VoteCount(15));
  EXPECT_EQ(counted.rounds[1].votes, votes_of({42, 26, 0, 32}));
  EXPECT_EQ(counted.rounds[2].votes, votes_of({42, 0, 0, 58}));
}

// As in Oakland's fourth school district in 2022: the ballots whose first rank is blank decide who
// is third, and who is third decides who wins.
const Ballots kSuspended = {{"A>B>C", 380}, {"B>C>A", 312}, {"C>B>A", 309}, {"_>C>B", 10}};

TEST(Irv, WhoWinsCanDependOnHowABlankFirstRankIsRead) {
  const Profile profile = ranked_profile("ABC", kSuspended);
  const auto winner = [&](SkippedRanks skipped) {
    IrvRules rules;
    rules.reading.skipped = skipped;
    return *count_irv(profile, rules).winner;
  };
  EXPECT_EQ(winner(SkippedRanks::PassOver), 2);
  EXPECT_EQ(winner(SkippedRanks::WaitARound), 1);
  EXPECT_EQ(winner(SkippedRanks::StopAtOne), 1);
  EXPECT_EQ(winner(SkippedRanks::StopAtTwo), 2);
}

TEST(Irv, ABallotThatWaitsCountsFromTheNextRound) {
  IrvRules rules;
  rules.reading.skipped = SkippedRanks::WaitARound;
  const IrvCount counted = count_irv(ranked_profile("ABC", kSuspended), rules);
  ASSERT_EQ(counted.rounds.size(), 2U);
  EXPECT_EQ(inactive(counted.rounds[0], Inactive::Waiting), CardCount(10));
  EXPECT_EQ(counted.rounds[0].votes, votes_of({380, 312, 309}));
  EXPECT_EQ(counted.rounds[1].votes, votes_of({380, 631, 0}));
  const auto& moved = counted.rounds[0].transfers;
  ASSERT_EQ(moved.size(), 2U);
  EXPECT_EQ(moved[0].from, std::nullopt);
  EXPECT_EQ(moved[0].to, ChoiceIndex{1});
  EXPECT_EQ(moved[0].votes, VoteCount(10));
  const IrvCount alone = count_irv(ranked_profile("AB", {{"_>B", 3}, {"_>_>A", 1}}), rules);
  EXPECT_EQ(alone.winner, ChoiceIndex{1});  // nobody counts in round one, nobody goes out
  EXPECT_TRUE(alone.rounds[0].eliminated.empty());
}

TEST(Irv, EveryInactiveBallotHasItsCause) {
  IrvRules rules;
  rules.reading = {.skipped = SkippedRanks::StopAtTwo, .repeated = RepeatedRanks::Stop};
  Profile profile = ranked_profile(
      "ABC",
      {{"A", 10}, {"B", 9}, {"C>A", 1}, {"C", 2}, {"", 3}, {"A=B", 4}, {"_>_>A", 5}, {"C>C>A", 1}});
  profile.add(MarkingState::Redacted, {}, CardCount(6));
  const IrvCount counted = count_irv(profile, rules);
  ASSERT_EQ(counted.rounds.size(), 2U);
  const IrvRound& last = counted.rounds[1];
  EXPECT_EQ(last.votes, votes_of({11, 9, 0}));
  EXPECT_EQ(inactive(last, Inactive::Exhausted), CardCount(2));
  EXPECT_EQ(inactive(last, Inactive::Blank), CardCount(3));
  EXPECT_EQ(inactive(last, Inactive::Overvoted), CardCount(4));
  EXPECT_EQ(inactive(last, Inactive::Skipped), CardCount(5));
  EXPECT_EQ(inactive(last, Inactive::Repeated), CardCount(1));
  EXPECT_EQ(inactive(last, Inactive::Redacted), CardCount(6));
}

TEST(Irv, ATieIsAnOutcomeUntilALotIsPutIn) {
  const Profile two = ranked_profile("AB", {{"A", 5}, {"B", 5}});
  EXPECT_EQ(count_irv(two, {}).ending, IrvEnding::TiedForWin);
  EXPECT_EQ(count_irv(two, {}).tied, (Choices{0, 1}));
  const Lots elected = {{{0, 1}, 1}};
  EXPECT_EQ(count_irv(two, {}, elected).winner, ChoiceIndex{1});
  EXPECT_TRUE(count_irv(two, {}, elected).rounds.back().by_lot);

  const Profile three = ranked_profile("ABC", {{"A", 5}, {"B>A", 3}, {"C>B", 3}});
  EXPECT_EQ(count_irv(three, {}).ending, IrvEnding::TiedForElimination);
  EXPECT_EQ(count_irv(three, {}).tied, (Choices{1, 2}));
  const Lots b_goes = {{{1, 2}, 1}};
  const Lots c_goes = {{{1, 2}, 2}};
  EXPECT_EQ(count_irv(three, {}, b_goes).winner, ChoiceIndex{0});
  EXPECT_EQ(count_irv(three, {}, c_goes).winner, ChoiceIndex{1});
  EXPECT_EQ(count_irv(three, {}, c_goes).lots_used, 1U);
  EXPECT_EQ(irv_winners_by_lot(three, {}, 10), (Choices{0, 1}));
  EXPECT_EQ(irv_winners_by_lot(three, {}, 2), std::nullopt);
  EXPECT_EQ(count_irv(ranked_profile("AB", {{"", 3}}), {}).ending, IrvEnding::NobodyHasVotes);
}

// Who wins by some lot, every one of them drawn.
void every_lot(const Profile& profile, const IrvRules& rules, Lots& lots,
               std::set<ChoiceIndex>& winners) {
  const IrvCount counted = count_irv(profile, rules, lots);
  if (counted.winner) winners.insert(*counted.winner);
  for (const ChoiceIndex drawn : counted.tied) {
    lots.push_back({counted.tied, drawn});
    every_lot(profile, rules, lots, winners);
    lots.pop_back();
  }
}

TEST(Irv, LotsThatAreNotFollowedWouldHaveElectedNobodyElse) {
  const std::vector<std::string> kinds = {"A", "B>A", "C>B", "_>C", "D>C", "_>D>A"};
  int with_lots = 0;
  for (const SkippedRanks skipped : {SkippedRanks::PassOver, SkippedRanks::WaitARound}) {
    for (const TieBreak tie_break : {TieBreak::Lot, TieBreak::EarlierRound}) {
      for (const Finish finish :
           {Finish::Majority, Finish::MajorityAtFirstOrTwo, Finish::TwoLeft}) {
        IrvRules rules;
        rules.reading.skipped = skipped;
        rules.tie_break = tie_break;
        rules.finish = finish;
        fixture::for_each_profile(kinds, 4, [&](const Ballots& ballots) {
          const Profile profile = ranked_profile("ABCDE", ballots);
          Lots lots;
          std::set<ChoiceIndex> winners;
          every_lot(profile, rules, lots, winners);
          const auto found = irv_winners_by_lot(profile, rules, 1000);
          ASSERT_TRUE(found.has_value());
          EXPECT_EQ(*found, Choices(winners.begin(), winners.end()));
          with_lots += winners.size() > 1 ? 1 : 0;
        });
      }
    }
  }
  EXPECT_GT(with_lots, 500);
  // Seven choices without a vote go out in 5,040 orders, which are one.
  const Profile zeros = ranked_profile("ABCDEFGHI", {{"A", 2}, {"B", 2}});
  EXPECT_EQ(irv_winners_by_lot(zeros, {}, 20), (Choices{0, 1}));
}

// Ten pairs of equals under one who cannot lose: 1,024 ways, each pair of which meets again.
TEST(Irv, WaysThatLeaveTheSameOnesStandingAreFollowedOnce) {
  Ballots ballots = {{"A", 50}};
  std::string names = "A";
  for (int pair = 0; pair < 10; ++pair) {
    for (int one = 0; one < 2; ++one) {
      names += static_cast<char>('B' + 2 * pair + one);
      ballots.push_back({std::string(1, names.back()), pair + 1});
    }
  }
  IrvRules rules;
  rules.finish = Finish::TwoLeft;
  const Profile profile = ranked_profile(names, ballots);
  EXPECT_EQ(irv_winners_by_lot(profile, rules, 21), (Choices{0})) << "two counts a pair";
  EXPECT_EQ(irv_winners_by_lot(profile, rules, 20), std::nullopt);
  rules.tie_break = TieBreak::EarlierRound;
  EXPECT_EQ(irv_winners_by_lot(profile, rules, 500), std::nullopt) << "what was before matters";
}

TEST(Irv, AnEarlierRoundBreaksATieWhereTheRulesSaySo) {
  // D goes out first; B and C are then equal at 5, and B had fewer before.
  const Profile profile = ranked_profile("ABCD", {{"A", 9}, {"B>A", 4}, {"C>B", 5}, {"D>B", 1}});
  IrvRules rules;
  EXPECT_EQ(count_irv(profile, rules).ending, IrvEnding::TiedForElimination);
  for (const TieBreak tie_break : {TieBreak::EarlierRound, TieBreak::FirstRound}) {
    rules.tie_break = tie_break;
    const IrvCount counted = count_irv(profile, rules);
    ASSERT_EQ(counted.rounds.size(), 3U);
    EXPECT_EQ(counted.rounds[1].eliminated, (Choices{1}));
    EXPECT_EQ(counted.rounds[1].decided_by_round, 1);
    EXPECT_EQ(counted.rounds[1].tied, (Choices{1, 2}));
    EXPECT_FALSE(counted.rounds[1].by_lot);
  }
}

// Local Government (General) Regulation 2005 (NSW), Schedule 4 cl 6(1): also of the last two the
// one who was behind at the last count before is excluded.
TEST(Irv, AnEarlierRoundDecidesBetweenTheLastTwoWhereTheRulesSaySo) {
  IrvRules rules;
  rules.tie_break = TieBreak::EarlierRound;
  const Profile profile = ranked_profile("ABC", {{"A", 5}, {"B", 4}, {"C>B", 1}, {"C", 2}});
  const IrvCount counted = count_irv(profile, rules);
  EXPECT_EQ(counted.ending, IrvEnding::Won);
  EXPECT_EQ(counted.winner, ChoiceIndex{0});
  EXPECT_EQ(counted.rounds.back().decided_by_round, 1);
  rules.tie_break = TieBreak::Lot;
  EXPECT_EQ(count_irv(profile, rules).ending, IrvEnding::TiedForWin);
  // Equal at every round: still a lot.
  rules.tie_break = TieBreak::EarlierRound;
  EXPECT_EQ(count_irv(ranked_profile("AB", {{"A", 5}, {"B", 5}}), rules).ending,
            IrvEnding::TiedForWin);
}

TEST(Irv, ABatchGoesOutOnlyWhereItCannotCatchTheNextOne) {
  struct Case {
    std::vector<int> votes;
    Elimination elimination;
    Choices out;
  };
  const std::vector<Case> cases = {
      {{40, 30, 5, 4}, Elimination::OneAtATime, {3}},
      {{40, 30, 5, 4}, Elimination::BatchIfBelow, {2, 3}},
      {{40, 30, 16, 14}, Elimination::BatchIfBelow, {3}},  // together 30: equal to the next
      {{40, 30, 16, 14}, Elimination::BatchIfNotAbove, {2, 3}},
      {{40, 30, 16, 15}, Elimination::BatchIfNotAbove, {3}},
      {{40, 31, 16, 14}, Elimination::BatchIfBelow, {2, 3}},
      {{40, 35, 5, 5}, Elimination::BatchIfNotAbove, {2, 3}},
      {{40, 35, 5, 5}, Elimination::BatchIfBelow, {2, 3}},  // equals, but both go
      {{40, 39, 5, 5, 0}, Elimination::BatchIfNotAbove, {2, 3, 4}},
      {{40, 10, 10, 0}, Elimination::BatchIfBelow, {3}},  // equals go together or not at all
      {{20, 10, 10, 0}, Elimination::BatchIfNotAbove, {1, 2, 3}},  // who cannot surpass cannot win
      {{19, 10, 10, 0}, Elimination::BatchIfNotAbove, {3}},
  };
  for (const Case& one : cases) {
    Ballots ballots;
    for (std::size_t i = 0; i < one.votes.size(); ++i) {
      ballots.emplace_back(std::string(1, static_cast<char>('A' + i)), one.votes[i]);
    }
    IrvRules rules;
    rules.elimination = one.elimination;
    rules.finish = Finish::TwoLeft;
    const IrvCount counted =
        count_irv(ranked_profile(std::string("ABCDE").substr(0, ballots.size()), ballots), rules);
    EXPECT_EQ(counted.rounds[0].eliminated, one.out) << one.votes[1] << " " << one.votes[2];
  }
}

// 21-A M.R.S. § 723-A(1)(G): B and D have one vote each, and with each other's two, which do not
// surpass C's two; without the batch a lot would be drawn between them.
TEST(Irv, MainesBatchTakesAllOutWhoCannotSurpassTheNextOneAndMayLeaveOne) {
  const Profile profile =
      ranked_profile("ABCD", {{"B>D>A", 1}, {"C", 1}, {"C>A", 1}, {"D>B>C>A", 1}});
  const IrvCount counted = count_irv(profile, irv_rule_set("us-me-2020")->rules);
  ASSERT_EQ(counted.rounds.size(), 2U);
  EXPECT_EQ(counted.rounds[0].eliminated, (Choices{0, 1, 3}));
  EXPECT_EQ(counted.winner, ChoiceIndex{2});
  EXPECT_EQ(counted.lots_used, 0U);
  EXPECT_EQ(count_irv(profile, irv_rule_set("us-me")->rules).ending, IrvEnding::TiedForElimination);
}

TEST(Irv, WriteInsAndChoicesWithoutVotesGoOutFirstWhereTheRulesSaySo) {
  election::CardContest contest = fixture::contest_of("ABCD");
  contest.choices[0].kind = election::CardChoiceKind::WriteIn;
  Profile profile(contest);
  for (const auto& [ballot, cards] : Ballots{{"A>B", 9}, {"B", 8}, {"C", 7}}) {
    profile.add(MarkingState::Marked, fixture::ranked_marks(ballot), CardCount(cards));
  }
  IrvRules rules;
  EXPECT_EQ(count_irv(profile, rules).rounds[0].eliminated, (Choices{3}));
  rules.write_ins = WriteIns::OutFirst;
  EXPECT_EQ(count_irv(profile, rules).rounds[0].eliminated, (Choices{0}));
  const Profile zeros = ranked_profile("ABCDE", {{"A", 4}, {"B", 3}, {"C>B", 2}});
  EXPECT_EQ(count_irv(zeros, {}).ending, IrvEnding::TiedForElimination);
  IrvRules together;
  together.no_votes = NoVotes::OutTogether;
  EXPECT_EQ(count_irv(zeros, together).rounds[0].eliminated, (Choices{3, 4}));
  EXPECT_EQ(count_irv(zeros, together).winner, ChoiceIndex{1});
}

TEST(Irv, ACountEndsWhereItsRuleSays) {
  const Profile profile = ranked_profile("ABC", {{"A", 60}, {"B", 30}, {"C>B", 10}});
  const auto rounds = [&](Finish finish) {
    IrvRules rules;
    rules.finish = finish;
    return count_irv(profile, rules).rounds.size();
  };
  EXPECT_EQ(rounds(Finish::Majority), 1U);
  EXPECT_EQ(rounds(Finish::MajorityAtFirstOrTwo), 1U);
  EXPECT_EQ(rounds(Finish::TwoLeft), 2U);
  const Profile later = ranked_profile("ABCD", {{"A", 45}, {"B", 30}, {"C>B", 15}, {"D>A", 10}});
  IrvRules rules;
  EXPECT_EQ(count_irv(later, rules).rounds.size(), 2U);
  rules.finish = Finish::MajorityAtFirstOrTwo;
  EXPECT_EQ(count_irv(later, rules).rounds.size(), 3U);
}

TEST(Irv, ThePathsOfAllBallotsAddUpToTheRounds) {
  const Ballots ballots = {{"A>B", 7}, {"B>_>C", 6}, {"C>A=B", 5}, {"D>C>B", 4},
                           {"_>D", 3}, {"D>D>B", 2}, {"", 1}};
  IrvRules rules;
  for (const SkippedRanks skipped : {SkippedRanks::PassOver, SkippedRanks::StopAtOne,
                                     SkippedRanks::StopAtTwo, SkippedRanks::WaitARound}) {
    rules.reading.skipped = skipped;
    const IrvCount counted = count_irv(ranked_profile("ABCD", ballots), rules);
    std::vector<ChoiceVotes> votes(counted.rounds.size(), ChoiceVotes(4));
    for (const auto& [ballot, cards] : ballots) {
      const auto marks = fixture::ranked_marks(ballot);
      const auto path = path_of(MarkingState::Marked, marks, rules, counted);
      ASSERT_EQ(path.size(), counted.rounds.size());
      for (std::size_t round = 0; round < path.size(); ++round) {
        if (path[round].counts_for) votes[round][*path[round].counts_for] += VoteCount(cards);
      }
    }
    for (std::size_t round = 0; round < votes.size(); ++round) {
      EXPECT_EQ(votes[round], counted.rounds[round].votes);
    }
  }
}

// The second implementation: letters and recursion, every way that lots can fall.
std::set<char> winners_plain(const Ballots& ballots, const std::string& standing) {
  std::vector<int> votes(standing.size(), 0);
  int active = 0;
  for (const auto& [ballot, cards] : ballots) {
    for (const char letter : ballot) {
      const std::size_t at = standing.find(letter);
      if (at == std::string::npos) continue;
      votes[at] += cards;
      active += cards;
      break;
    }
  }
  if (active == 0) return {};
  for (std::size_t i = 0; i < standing.size(); ++i) {
    if (2 * votes[i] > active) return {standing[i]};
  }
  std::set<char> winners;
  const int least = *std::ranges::min_element(votes);
  for (std::size_t i = 0; i < standing.size(); ++i) {
    if (votes[i] != least) continue;
    std::string rest = standing;
    rest.erase(i, 1);
    winners.merge(winners_plain(ballots, rest));
  }
  return winners;
}

TEST(Irv, EveryProfileOfThreeChoicesAndSixBallotsAgreesWithASecondImplementation) {
  const std::vector<std::string> kinds = {"A", "B", "C", "A>B", "A>C", "B>A", "B>C", "C>A", "C>B"};
  IrvRules batch;
  batch.elimination = Elimination::BatchIfBelow;
  int profiles = 0;
  int tied = 0;
  fixture::for_each_profile(kinds, 6, [&](const Ballots& ballots) {
    ++profiles;
    const Profile profile = ranked_profile("ABC", ballots);
    Choices expected;
    for (const char letter : winners_plain(ballots, "ABC")) {
      expected.push_back(static_cast<ChoiceIndex>(letter - 'A'));
    }
    if (expected.size() > 1) ++tied;
    ASSERT_EQ(irv_winners_by_lot(profile, {}, 100), expected);
    // Who cannot catch the next one goes out in any order.
    ASSERT_EQ(irv_winners_by_lot(profile, batch, 100), expected);
  });
  EXPECT_EQ(profiles, 5005);
  EXPECT_GT(tied, 0);
}

}  // namespace
}  // namespace recanvass::tabulate
