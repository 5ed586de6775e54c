#include "law/threshold.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace recanvass::law {
namespace {

using base::Rational;
using election::VoteCount;

Limb share_limb(Rational share, MarginBase base, Comparison comparison = Comparison::AtMost) {
  return MarginShare{share, base, comparison};
}

Limb votes_limb(std::int64_t votes, Comparison comparison = Comparison::AtMost) {
  return MarginVotes{VoteCount{votes}, comparison};
}

Figures figures_at(std::int64_t behind, std::optional<std::int64_t> total) {
  Figures figures;
  figures.behind = VoteCount{behind};
  if (total) figures.total = VoteCount{*total};
  figures.total_at_least = VoteCount{1};
  return figures;
}

Verdict ask(std::vector<Limb> limbs, Combination combination, const Figures& figures) {
  Limit limit;
  limit.limbs = std::move(limbs);
  limit.combination = combination;
  return find(limit, figures).verdict;
}

TEST(Threshold, AtMostTakesTheExactShareAndBelowDoesNot) {
  const Limb at_most = share_limb({1, 200}, MarginBase::VotesForOffice);
  const Limb below = share_limb({1, 200}, MarginBase::VotesForOffice, Comparison::Below);
  EXPECT_EQ(ask({at_most}, Combination::And, figures_at(5000, 1000000)), Verdict::Yes);
  EXPECT_EQ(ask({at_most}, Combination::And, figures_at(5001, 1000000)), Verdict::No);
  EXPECT_EQ(ask({below}, Combination::And, figures_at(5000, 1000000)), Verdict::No);
  EXPECT_EQ(ask({below}, Combination::And, figures_at(4999, 1000000)), Verdict::Yes);
}

TEST(Threshold, LesserNeedsBothAndGreaterOne) {
  const std::vector<Limb> limbs = {share_limb({1, 400}, MarginBase::VotesForOffice),
                                   votes_limb(100)};
  EXPECT_EQ(ask(limbs, Combination::Greater, figures_at(1200, 500000)), Verdict::Yes);
  EXPECT_EQ(ask(limbs, Combination::Lesser, figures_at(1200, 500000)), Verdict::No);
  EXPECT_EQ(ask(limbs, Combination::Or, figures_at(1251, 500000)), Verdict::No);
  EXPECT_EQ(ask(limbs, Combination::And, figures_at(100, 500000)), Verdict::Yes);
}

TEST(Threshold, EachBaseIsADifferentNumber) {
  Figures figures = figures_at(100, 10000);
  figures.leader = VoteCount{4000};
  figures.other = VoteCount{3900};
  figures.winner = VoteCount{5000};
  figures.ballots = election::BallotCount{12500};
  figures.seats = election::SeatCount{2};
  struct Row {
    MarginBase base;
    std::int64_t largest;
  };
  for (const Row& row :
       {Row{MarginBase::VotesForOffice, 100}, Row{MarginBase::TopTwo, 79},
        Row{MarginBase::Winner, 50}, Row{MarginBase::LowestWinner, 40},
        Row{MarginBase::VotesPerSeat, 50}, Row{MarginBase::BallotsCast, 125},
        Row{MarginBase::VotesInTowns, 100}, Row{MarginBase::VotesWithWriteIns, 100}}) {
    Limit limit;
    limit.limbs = {share_limb({1, 100}, row.base)};
    EXPECT_EQ(find(limit, figures).limit_votes, VoteCount{row.largest}) << words_of(row.base);
  }
}

TEST(Threshold, AnUnknownTotalDecidesOnlyWhereItsBoundsDo) {
  const Limb limb = share_limb({1, 200}, MarginBase::VotesForOffice);
  EXPECT_EQ(ask({limb}, Combination::And, figures_at(100, std::nullopt)), Verdict::Unknown);
  Figures bounded = figures_at(100, std::nullopt);
  bounded.total_at_least = VoteCount{20000};
  EXPECT_EQ(ask({limb}, Combination::And, bounded), Verdict::Yes) << "0.5% of 20,000 is 100";
  bounded.total_at_least = VoteCount{19999};
  EXPECT_EQ(ask({limb}, Combination::And, bounded), Verdict::Unknown);
  bounded.ballots = election::BallotCount{19999};
  EXPECT_EQ(ask({limb}, Combination::And, bounded), Verdict::No) << "ballots bound the votes";
  EXPECT_EQ(ask({limb}, Combination::And, figures_at(0, std::nullopt)), Verdict::Yes)
      << "a tie is within any share";
}

TEST(Threshold, AnUnknownLimbDecidesNothingAlone) {
  const std::vector<Limb> limbs = {share_limb({1, 200}, MarginBase::VotesForOffice),
                                   votes_limb(10000)};
  EXPECT_EQ(ask(limbs, Combination::Lesser, figures_at(12000, std::nullopt)), Verdict::No);
  EXPECT_EQ(ask(limbs, Combination::Lesser, figures_at(9000, std::nullopt)), Verdict::Unknown);
  EXPECT_EQ(ask(limbs, Combination::Greater, figures_at(9000, std::nullopt)), Verdict::Yes);
  Limit limit;
  limit.limbs = limbs;
  limit.combination = Combination::Lesser;
  EXPECT_EQ(find(limit, figures_at(9000, std::nullopt)).missing,
            std::vector<std::string>{"all votes for the office"});
}

TEST(Threshold, AGuardThatFailsPutsItsAlternativeAside) {
  Limit small;
  small.guards = {{Guard::What::TotalVotes, 4000, Comparison::AtMost}};
  small.limbs = {votes_limb(40)};
  EXPECT_EQ(find(small, figures_at(40, 4000)).verdict, Verdict::Yes);
  EXPECT_EQ(find(small, figures_at(40, 4001)).verdict, Verdict::No);
  EXPECT_EQ(find(small, figures_at(41, 4000)).verdict, Verdict::No);
  EXPECT_EQ(find(small, figures_at(40, std::nullopt)).verdict, Verdict::Unknown);
  EXPECT_EQ(find(small, figures_at(41, std::nullopt)).verdict, Verdict::No)
      << "41 is too many whatever the total";
}

TEST(Threshold, WhereTheClassOfOfficeIsOpenTheTiersMustAgree) {
  Tier senate;
  senate.scope.classes = *classes_named("state_senate");
  senate.any_of = {{{}, {votes_limb(75)}, Combination::And}};
  Tier house;
  house.scope.classes = *classes_named("state_house");
  house.any_of = {{{}, {votes_limb(25)}, Combination::And}};
  Facts facts;
  facts.office = election::Office::Legislative;
  const auto verdict_at = [&](std::int64_t behind) {
    facts.reported_margin = VoteCount{behind};
    return find(std::vector<Tier>{senate, house}, facts, Asker::RunnerUp).verdict;
  };
  EXPECT_EQ(verdict_at(76), Verdict::No);
  EXPECT_EQ(verdict_at(50), Verdict::Unknown);
  facts.office_class = OfficeClass::StateSenate;
  EXPECT_EQ(verdict_at(50), Verdict::Yes);
  facts.office_class = OfficeClass::StateHouse;
  EXPECT_EQ(verdict_at(50), Verdict::No);
  EXPECT_EQ(verdict_at(25), Verdict::Yes);
}

TEST(Threshold, ThePetitionersOwnDistanceIsTested) {
  Tier tier;
  tier.any_of = {{{}, {share_limb({1, 100}, MarginBase::VotesForOffice)}, Combination::And}};
  Facts facts;
  facts.leader_votes = VoteCount{1404440};
  facts.runner_up_votes = VoteCount{1381823};
  facts.reported_margin = VoteCount{22617};
  facts.total_votes = VoteCount{2975313};
  EXPECT_EQ(find(std::vector<Tier>{tier}, facts, Asker::Petitioner).verdict, Verdict::Yes);
  facts.petitioner = Facts::Petitioner{VoteCount{31006}, std::nullopt, 4};
  EXPECT_EQ(find(std::vector<Tier>{tier}, facts, Asker::Petitioner).verdict, Verdict::No);
  EXPECT_EQ(find(std::vector<Tier>{tier}, facts, Asker::RunnerUp).verdict, Verdict::Yes);
}

TEST(Threshold, WordsNameTheLimitItsBaseAndItsJoining) {
  Limit limit;
  limit.limbs = {share_limb({1, 200}, MarginBase::TopTwo), votes_limb(1000)};
  limit.combination = Combination::Lesser;
  EXPECT_EQ(words_of(limit),
            "a margin of at most the lesser of 0.5% of the votes of the two compared and 1,000 "
            "votes");
  EXPECT_EQ(words_of(Limit{{}, {votes_limb(0)}, Combination::And}), "an exact tie");
}

TEST(Threshold, BetweenTheSureMarginsTheRecordDoesNotSay) {
  Tier tier;
  tier.any_of = {{{}, {votes_limb(10)}, Combination::And}};
  tier.unsure = {{{}, {votes_limb(200)}, Combination::And}};
  tier.unsure_words = "which limit holds is not known";
  for (const auto& [behind, verdict] :
       {std::pair{std::int64_t{10}, Verdict::Yes}, std::pair{std::int64_t{11}, Verdict::Unknown},
        std::pair{std::int64_t{200}, Verdict::Unknown},
        std::pair{std::int64_t{201}, Verdict::No}}) {
    Facts facts;
    facts.reported_margin = VoteCount{behind};
    const Finding found = find(std::vector<Tier>{tier}, facts, Asker::RunnerUp);
    EXPECT_EQ(found.verdict, verdict) << behind;
    EXPECT_FALSE(found.limit_votes.has_value()) << "the largest margin within is not known";
    EXPECT_EQ(found.missing.empty(), verdict != Verdict::Unknown) << behind;
  }
}

TEST(Threshold, LimbsAreJoinedByTheWordThatTheRuleJoinsThemBy) {
  Limit limit;
  limit.limbs = {share_limb({1, 400}, MarginBase::VotesForOffice), votes_limb(100)};
  limit.combination = Combination::Greater;
  EXPECT_NE(find(limit, figures_at(1200, 500000)).words.find("0.25%; or 1,200 votes;"),
            std::string::npos);
  limit.combination = Combination::Lesser;
  EXPECT_NE(find(limit, figures_at(1200, 500000)).words.find("0.25%; and 1,200 votes;"),
            std::string::npos);
  limit.limbs = {votes_limb(100)};
  EXPECT_TRUE(find(limit, figures_at(1, 500000)).words.starts_with("1 vote;"));
}

TEST(Threshold, AReasonNamesTheLimbThatDecidesAndNotTheOthers) {
  Tier tier;
  Guard small{Guard::What::TotalVotes, 4000, Comparison::AtMost};
  Guard large{Guard::What::TotalVotes, 4000, Comparison::Above};
  tier.any_of = {{{small}, {}, Combination::And}, {{large}, {votes_limb(40)}, Combination::And}};
  Facts facts;
  facts.reported_margin = VoteCount{50};
  facts.total_votes = VoteCount{5000};
  const std::vector<Tier> tiers = {tier};
  EXPECT_EQ(find(tiers, facts, Asker::RunnerUp).words, "50 votes; the rule says at most 40");
  facts.total_votes = VoteCount{3000};
  EXPECT_EQ(find(tiers, facts, Asker::RunnerUp).words,
            "any margin with at most 4,000 votes in all");
}

// Utah: one vote with at most 400 votes in all, or 0.25% of all votes.
TEST(Threshold, AlternativesThatShareAnUnknownTotalSettleWhatNoneSettlesAlone) {
  Limit small;
  small.guards = {{Guard::What::TotalVotes, 400, Comparison::AtMost}};
  small.limbs = {votes_limb(1)};
  Limit share;
  share.limbs = {share_limb({1, 400}, MarginBase::VotesForOffice)};
  Tier tier;
  tier.any_of = {small, share};
  struct Row {
    std::int64_t leader, other;
    std::optional<std::int64_t> ballots;
    Verdict verdict;
  };
  for (const Row& row :
       {Row{200, 199, std::nullopt, Verdict::Yes},
        Row{200, 198, std::nullopt, Verdict::Unknown},  // 800 votes would do
        Row{200, 198, 799, Verdict::No}, Row{200, 198, 800, Verdict::Unknown},
        Row{401, 399, std::nullopt, Verdict::Yes}, Row{400, 398, std::nullopt, Verdict::Unknown}}) {
    Facts facts;
    facts.leader_votes = VoteCount{row.leader};
    facts.runner_up_votes = VoteCount{row.other};
    facts.reported_margin = VoteCount{row.leader - row.other};
    if (row.ballots) facts.ballots_cast = election::BallotCount{*row.ballots};
    const Finding found = find(std::vector<Tier>{tier}, facts, Asker::RunnerUp);
    EXPECT_EQ(found.verdict, row.verdict) << row.leader << " " << row.other;
    EXPECT_EQ(found.missing.empty(), row.verdict != Verdict::Unknown) << row.leader;
  }
  Facts facts;
  facts.leader_votes = VoteCount{200};
  facts.runner_up_votes = VoteCount{199};
  facts.reported_margin = VoteCount{1};
  EXPECT_NE(find(std::vector<Tier>{tier}, facts, Asker::RunnerUp)
                .words.find("with every number of all votes from 399 on the answer is the same"),
            std::string::npos);
}

// The same by brute force: no verdict is given that some possible total contradicts, and none is
// withheld on which all agree.
TEST(Threshold, WhatIsSaidOfAnUnknownTotalIsWhatEveryTotalSays) {
  for (const Comparison comparison : {Comparison::AtMost, Comparison::Below}) {
    Limit small;
    small.guards = {{Guard::What::TotalVotes, 40, Comparison::AtMost}};
    small.limbs = {votes_limb(3, comparison)};
    Limit large;
    large.guards = {{Guard::What::TotalVotes, 40, Comparison::Above}};
    large.limbs = {share_limb({1, 10}, MarginBase::VotesForOffice, comparison)};
    Tier tier;
    tier.any_of = {small, large};
    for (std::int64_t other = 0; other <= 40; other += 5) {
      for (std::int64_t behind = 0; behind <= 8; ++behind) {
        for (std::int64_t ballots = 2 * other + behind; ballots <= 100; ballots += 19) {
          Facts facts;
          facts.runner_up_votes = VoteCount{other};
          facts.leader_votes = VoteCount{other + behind};
          facts.reported_margin = VoteCount{behind};
          facts.ballots_cast = election::BallotCount{ballots};
          const Verdict said = find(std::vector<Tier>{tier}, facts, Asker::RunnerUp).verdict;
          std::set<Verdict> possible;
          const std::int64_t least = std::max<std::int64_t>(2 * other + behind, 1);
          for (std::int64_t total = least; total <= ballots; ++total) {
            facts.total_votes = VoteCount{total};
            possible.insert(find(std::vector<Tier>{tier}, facts, Asker::RunnerUp).verdict);
          }
          if (possible.empty()) continue;
          EXPECT_EQ(said, possible.size() == 1 ? *possible.begin() : Verdict::Unknown)
              << other << " " << behind << " " << ballots;
        }
      }
    }
  }
}

/// Two who have figures, and a third who has none.
Facts asked_without_figures(std::optional<std::int64_t> leader, std::int64_t behind,
                            std::optional<std::int64_t> total) {
  Facts facts;
  facts.reported_margin = VoteCount{behind};
  if (leader) facts.leader_votes = VoteCount{*leader};
  if (leader) facts.runner_up_votes = VoteCount{*leader - behind};
  if (total) facts.total_votes = VoteCount{*total};
  facts.petitioner = Facts::Petitioner{std::nullopt, std::nullopt, 3};
  return facts;
}

// Wisconsin since 2017: at most 1% of all votes.
TEST(Threshold, WhoAsksWithoutFiguresIsNotJudgedByTheRunnerUpsDifference) {
  Tier one_percent;
  one_percent.any_of = {{{}, {share_limb({1, 100}, MarginBase::VotesForOffice)}, Combination::And}};
  const std::vector<Tier> tiers = {one_percent};
  const Facts margin_only = asked_without_figures(std::nullopt, 5000, 3000000);
  Finding found = find(tiers, margin_only, Asker::Petitioner);
  EXPECT_EQ(found.verdict, Verdict::Unknown);
  EXPECT_EQ(found.missing, std::vector<std::string>{"how many votes the petitioner has"});
  EXPECT_EQ(found.words,
            "at least 5,000 votes, 0.1667% of 3,000,000 (all votes for the office); the rule says "
            "at most 1%");
  EXPECT_EQ(find(tiers, margin_only, Asker::RunnerUp).verdict, Verdict::Yes);

  found = find(tiers, asked_without_figures(1400000, 5000, 3000000), Asker::Petitioner);
  EXPECT_EQ(found.verdict, Verdict::No) << "at most 205,000 votes are left for a third";
  EXPECT_NE(found.words.find("at least 1,195,000 votes, 39.8333%"), std::string::npos)
      << found.words;
  EXPECT_EQ(
      find(tiers, asked_without_figures(1400000, 5000, std::nullopt), Asker::Petitioner).verdict,
      Verdict::Unknown)
      << "without a total a third may be as near as the runner-up";
  EXPECT_EQ(
      find(tiers, asked_without_figures(std::nullopt, 30001, 3000000), Asker::Petitioner).verdict,
      Verdict::No)
      << "whom the runner-up's difference shuts out, it shuts out too";
}

// By brute force: no verdict that some possible number of votes contradicts.
TEST(Threshold, WhatIsSaidOfWhoHasNoFiguresHoldsForEveryNumberOfVotes) {
  for (const MarginBase base : {MarginBase::VotesForOffice, MarginBase::TopTwo}) {
    for (const Comparison comparison : {Comparison::AtMost, Comparison::Above}) {
      Tier tier;
      tier.any_of = {{{}, {share_limb({1, 4}, base, comparison)}, Combination::And}};
      const std::vector<Tier> tiers = {tier};
      for (std::int64_t leader = 10; leader <= 20; ++leader) {
        for (std::int64_t behind = 0; behind <= 10; ++behind) {
          for (std::int64_t left = 0; left <= 12; ++left) {
            const std::int64_t total = 2 * leader - behind + left;
            Facts facts = asked_without_figures(leader, behind, total);
            const Verdict said = find(tiers, facts, Asker::Petitioner).verdict;
            std::set<Verdict> possible;
            for (std::int64_t votes = 0; votes <= std::min(left, leader - behind); ++votes) {
              facts.petitioner->votes = VoteCount{votes};
              possible.insert(find(tiers, facts, Asker::Petitioner).verdict);
            }
            if (said != Verdict::Unknown) {
              EXPECT_EQ(possible, std::set<Verdict>{said}) << leader << " " << behind;
            }
          }
        }
      }
    }
  }
}

TEST(Threshold, OneVoteAboveALimitTheSentenceDoesNotContradictItself) {
  struct Row {
    std::int64_t behind, total;
    Rational share;
    Comparison comparison;
    const char* words;
  };
  for (const Row& row :
       {Row{2101,
            2100000,
            {1, 1000},
            Comparison::AtMost,
            "2,101 votes are 0.10005% of 2,100,000 (all votes for the office); the rule says at "
            "most 0.1%, here at most 2,100 votes"},
        Row{30578,
            6115402,
            {1, 200},
            Comparison::AtMost,
            "30,578 votes are 0.50002% of 6,115,402 (all votes for the office); the rule says at "
            "most 0.5%, here at most 30,577 votes"},
        Row{4999999,
            1000000000,
            {1, 200},
            Comparison::Below,
            "4,999,999 votes are 0.4999999% of 1,000,000,000 (all votes for the office); the rule "
            "says less than 0.5%, here at most 4,999,999 votes"},
        Row{2100,
            2100000,
            {1, 1000},
            Comparison::AtMost,
            "2,100 votes are 0.1000% of 2,100,000 (all votes for the office); the rule says at "
            "most 0.1%"}}) {
    const Limit limit{
        {}, {share_limb(row.share, MarginBase::VotesForOffice, row.comparison)}, Combination::And};
    EXPECT_EQ(find(limit, figures_at(row.behind, row.total)).words, row.words);
  }
}

TEST(Threshold, ALimitOfNoVotesIsSaidToBeATie) {
  const Limit tie{{}, {votes_limb(0)}, Combination::And};
  EXPECT_EQ(find(tie, figures_at(1000, std::nullopt)).words,
            "1,000 votes; the rule says only an exact tie");
}

}  // namespace
}  // namespace recanvass::law
