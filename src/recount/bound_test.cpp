#include "recount/bound.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::recount {
namespace {

using election::BallotCount;
using election::ChoiceId;
using election::SeatCount;
using election::VoteCount;

BoundUnit unit_of(std::string name, UnitFate fate, const std::vector<std::int64_t>& votes,
                  std::optional<std::int64_t> ballots) {
  BoundUnit unit;
  unit.unit = std::move(name);
  unit.fate = fate;
  for (const std::int64_t number : votes) unit.votes.emplace_back(number);
  if (ballots) unit.ballots = BallotCount(*ballots);
  return unit;
}

BoundCase two_choices(std::vector<BoundUnit> units) {
  BoundCase contest;
  contest.choices = {{"trump"}, {"clinton"}};
  contest.units = std::move(units);
  return contest;
}

ChallengedBallots claimed_to_be(std::int64_t ballots, BallotMarks stands, BallotMarks claim) {
  return {BallotCount(ballots), std::move(stands), std::vector<BallotMarks>{std::move(claim)}};
}

// EQ bound-3
TEST(Bound, EachOpenBallotMovesTheDifferenceByOneFromNothingAndNotMore) {
  const auto bound = bound_margin(two_choices({unit_of("1", UnitFate::Counted, {1000, 700}, {}),
                                               unit_of("2", UnitFate::Open, {60, 30}, 100)}));
  ASSERT_TRUE(bound);
  EXPECT_EQ(bound->last_seat.now, VoteCount(330));
  EXPECT_EQ(bound->closest.low, VoteCount(200));
  EXPECT_EQ(bound->closest.high, VoteCount(400));
  EXPECT_EQ(bound->largest_change_left, VoteCount(130));
  EXPECT_EQ(bound->verdict, BoundVerdict::Decided);
}

TEST(Bound, IsUndecidedWhileTheRangeTouchesZeroAndDecidedOneVoteAbove) {
  for (const std::int64_t ballots : {299, 300, 301}) {
    const auto bound = bound_margin(two_choices({unit_of("1", UnitFate::Counted, {1000, 700}, {}),
                                                 unit_of("2", UnitFate::Open, {0, 0}, ballots)}));
    EXPECT_EQ(bound->verdict, ballots < 300 ? BoundVerdict::Decided : BoundVerdict::Undecided)
        << ballots;
  }
}

TEST(Bound, AUnitWhoseCountStandsCannotMove) {
  const auto bound = bound_margin(two_choices({unit_of("1", UnitFate::Stands, {1000, 700}, 5000),
                                               unit_of("2", UnitFate::Open, {0, 0}, 10)}));
  EXPECT_EQ(bound->open_units, 1);
  EXPECT_EQ(bound->closest.low, VoteCount(290));
}

TEST(Bound, AnOpenUnitWithoutAUsableBallotFigureHasNoBound) {
  struct Case {
    std::optional<std::int64_t> ballots;
    BoundVerdict verdict;
  };
  for (const Case& row : {Case{std::nullopt, BoundVerdict::NoBound},
                          Case{89, BoundVerdict::NoBound}, Case{90, BoundVerdict::Decided}}) {
    const auto bound =
        bound_margin(two_choices({unit_of("1", UnitFate::Counted, {1000, 700}, {}),
                                  unit_of("2", UnitFate::Open, {60, 30}, row.ballots)}));
    EXPECT_EQ(bound->verdict, row.verdict) << row.ballots.value_or(-1);
    EXPECT_EQ(bound->unbounded_units.empty(), row.verdict == BoundVerdict::Decided);
  }
}

// Wisconsin 2016: the recount starts at 22,617 and ends at 22,748 (Wisconsin Elections Commission).
TEST(Bound, WisconsinIsUndecidedOnTheFirstEveningAndDecidedOnTheLast) {
  const auto first =
      bound_margin(two_choices({unit_of("all", UnitFate::Open, {1404440, 1381823}, 2990000)}));
  EXPECT_EQ(first->sentence(),
            "Undecided: trump leads clinton by 22,617 votes; 1 unit with 2,990,000 ballots is "
            "open, and the difference can still end anywhere from -2,990,000 to 2,990,000.");
  const auto last =
      bound_margin(two_choices({unit_of("all", UnitFate::Counted, {1405284, 1382536}, 2990000)}));
  EXPECT_EQ(last->sentence(), "Decided: trump leads clinton by 22,748 votes, and nothing is open.");
}

// Pennsylvania 2016, the shape: some hundred districts petitioned, all others stand. Figures of the
// districts synthetic; the lead of about 71,000 as published.
TEST(Bound, AHundredPetitionedDistrictsCannotMoveALeadOf71000) {
  std::vector<BoundUnit> units = {unit_of("others", UnitFate::Stands, {2926000, 2820000}, {})};
  for (int i = 0; i < 100; ++i) {
    units.push_back(unit_of(std::to_string(i), UnitFate::Open, {50, 400}, 470));
  }
  const auto bound = bound_margin(two_choices(std::move(units)));
  EXPECT_EQ(bound->last_seat.now, VoteCount(71000));
  EXPECT_EQ(bound->largest_change_left, VoteCount(12000));
  EXPECT_EQ(bound->verdict, BoundVerdict::Decided);
}

// New York's 22nd district 2020, the shape: 609 challenged ballots to rule on, a lead of about 12
// (press reports); which way each points is not known.
TEST(Bound, ChallengedBallotsAreARangeAndTheLeaderIsUndecidedWhileItCrossesZero) {
  BoundCase contest;
  contest.choices = {{"tenney"}, {"brindisi"}};
  contest.units = {unit_of("district", UnitFate::Counted, {155000, 154988}, {})};
  contest.challenges = {{BallotCount(609), {}, std::nullopt}};
  const auto bound = bound_margin(contest);
  EXPECT_EQ(bound->verdict, BoundVerdict::Undecided);
  EXPECT_EQ(bound->sentence(),
            "Undecided: tenney leads brindisi by 12 votes; 609 challenged ballots are open, and "
            "the difference can still end anywhere from -597 to 621. Each as read on the spot: 12. "
            "All decided one way: 621; all the other way: -597.");
}

// EQ bound-2
TEST(Bound, AChallengeToABallotForOneChoiceMovesOnlyThatChoice) {
  BoundCase contest = two_choices({unit_of("1", UnitFate::Counted, {112, 90}, {})});
  contest.challenges = {claimed_to_be(12, {0}, {}), claimed_to_be(9, {}, {1})};
  const auto bound = bound_margin(contest);
  EXPECT_EQ(bound->closest.low, VoteCount(1));
  EXPECT_EQ(bound->closest.high, VoteCount(22));
  EXPECT_EQ(bound->verdict, BoundVerdict::Decided);
}

// Twenty ballots read for the leader and claimed to be overvotes: with them he is 13 ahead, without
// them 7 behind. Nobody has decided one of them yet.
TEST(Bound, WhoeverLeadsWithTheChallengedBallotsAsReadOnTheSpotIsNamedAsLeading) {
  BoundCase contest = two_choices({unit_of("1", UnitFate::Counted, {1102, 1089}, {})});
  contest.challenges = {claimed_to_be(20, {0}, {}), claimed_to_be(2, {1}, {0})};
  const auto bound = bound_margin(contest);
  EXPECT_EQ(bound->sentence(),
            "Undecided: trump leads clinton by 13 votes; 22 challenged ballots are open, and the "
            "difference can still end anywhere from -7 to 17. Each as read on the spot: 13. All "
            "decided one way: 17; all the other way: -7.");
}

TEST(Bound, AThirdChoiceThatOnlyTheChallengesCanLiftIsTheClosestRival) {
  BoundCase contest;
  contest.choices = {{"a"}, {"b"}, {"c"}};
  contest.units = {unit_of("1", UnitFate::Counted, {100, 90, 85}, {})};
  contest.challenges = {claimed_to_be(16, {}, {2})};
  const auto bound = bound_margin(contest);
  EXPECT_EQ(bound->last_seat.behind.text, "b");
  EXPECT_EQ(bound->closest.behind.text, "c");
  EXPECT_EQ(bound->verdict, BoundVerdict::Undecided);
}

TEST(Bound, ATieIsUndecidedAlsoWhenNothingIsOpen) {
  const auto bound = bound_margin(two_choices({unit_of("1", UnitFate::Counted, {7, 7}, {})}));
  EXPECT_EQ(bound->verdict, BoundVerdict::Undecided);
  EXPECT_EQ(bound->sentence(), "Undecided: trump and clinton are tied, and nothing is open.");
}

TEST(Bound, EverythingWrongWithACaseIsSaidAtOnce) {
  BoundCase contest =
      two_choices({unit_of("1", UnitFate::Open, {1}, 5), unit_of("2", UnitFate::Open, {1, -1}, 5)});
  contest.seats = SeatCount(2);
  contest.challenges = {{BallotCount(1), {7}, std::nullopt}};
  const auto bound = bound_margin(contest);
  ASSERT_FALSE(bound);
  std::vector<std::string> found;
  for (const base::Problem& problem : bound.problems()) found.push_back(problem.cause);
  EXPECT_EQ(found, (std::vector<std::string>{"bound.choices", "bound.votes", "bound.negative",
                                             "bound.challenge"}));
}

// Every way in which the open ballots of a small world can still be read: any marks that the
// contest allows, or none; a challenged ballot as it was read or as claimed.
struct Extremes {
  VoteCount low;
  VoteCount high;
  bool winners_always_ahead = true;
};

class SmallWorld {
 public:
  explicit SmallWorld(const BoundCase& contest) : contest_(contest) {
    votes_.resize(contest.choices.size());
    for (const BoundUnit& unit : contest.units) {
      for (std::size_t i = 0; i < unit.votes.size(); ++i) {
        if (unit.fate != UnitFate::Open) votes_[i] += unit.votes[i];
      }
      if (unit.fate == UnitFate::Open) add_ballots(unit.ballots->value(), every_marking());
    }
    for (const ChallengedBallots& challenge : contest.challenges) {
      const std::int64_t ballots = challenge.ballots.value();
      for (const std::size_t mark : challenge.stands) votes_[mark] -= VoteCount(ballots);
      std::vector<BallotMarks> allowed = challenge.could_be.value_or(every_marking());
      allowed.push_back(challenge.stands);
      add_ballots(ballots, allowed);
    }
  }

  // Calls `see` with the votes of each completion.
  template <class See>
  void complete(const See& see, std::size_t ballot = 0) {
    if (ballot == allowed_.size()) {
      see(votes_);
      return;
    }
    for (const BallotMarks& marks : allowed_[ballot]) {
      for (const std::size_t choice : marks) votes_[choice] += VoteCount(1);
      complete(see, ballot + 1);
      for (const std::size_t choice : marks) votes_[choice] -= VoteCount(1);
    }
  }

 private:
  // Every set of at most vote_for choices, the empty one too.
  [[nodiscard]] std::vector<BallotMarks> every_marking() const {
    std::vector<BallotMarks> sets;
    for (std::size_t mask = 0; mask < std::size_t{1} << contest_.choices.size(); ++mask) {
      BallotMarks set;
      for (std::size_t i = 0; i < contest_.choices.size(); ++i) {
        if ((mask >> i & 1U) != 0) set.push_back(i);
      }
      if (static_cast<std::int64_t>(set.size()) <= contest_.vote_for.value()) sets.push_back(set);
    }
    return sets;
  }

  void add_ballots(std::int64_t ballots, const std::vector<BallotMarks>& allowed) {
    for (std::int64_t i = 0; i < ballots; ++i) allowed_.push_back(allowed);
  }

  BoundCase contest_;
  std::vector<VoteCount> votes_;
  std::vector<std::vector<BallotMarks>> allowed_;
};

std::size_t place_of(const BoundCase& contest, const ChoiceId& choice) {
  return static_cast<std::size_t>(std::ranges::find(contest.choices, choice) -
                                  contest.choices.begin());
}

// The winners as votes stand, and whether each is ahead of every other choice in each completion.
Extremes brute_force(const BoundCase& contest, const Bound& bound) {
  std::vector<VoteCount> now(contest.choices.size());
  for (const BoundUnit& unit : contest.units) {
    for (std::size_t i = 0; i < now.size(); ++i) now[i] += unit.votes[i];
  }
  std::vector<std::size_t> order(now.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, [&](auto left, auto right) { return now[left] > now[right]; });
  const auto seats = static_cast<std::size_t>(contest.seats.value());
  const std::size_t ahead = place_of(contest, bound.closest.ahead);
  const std::size_t behind = place_of(contest, bound.closest.behind);
  Extremes extremes{VoteCount(1000), VoteCount(-1000), true};
  SmallWorld(contest).complete([&](const std::vector<VoteCount>& votes) {
    extremes.low = std::min(extremes.low, votes[ahead] - votes[behind]);
    extremes.high = std::max(extremes.high, votes[ahead] - votes[behind]);
    for (std::size_t i = 0; i < seats; ++i) {
      for (std::size_t j = seats; j < order.size(); ++j) {
        if (votes[order[i]] <= votes[order[j]]) extremes.winners_always_ahead = false;
      }
    }
  });
  return extremes;
}

void expect_exact(const BoundCase& contest) {
  const auto bound = bound_margin(contest);
  ASSERT_TRUE(bound) << base::sentences(bound.problems());
  const Extremes extremes = brute_force(contest, *bound);
  EXPECT_EQ(bound->closest.low, extremes.low);
  EXPECT_EQ(bound->closest.high, extremes.high);
  EXPECT_EQ(bound->verdict,
            extremes.winners_always_ahead ? BoundVerdict::Decided : BoundVerdict::Undecided);
}

TEST(Bound, IsAttainedAndNeverExceededInEverySmallWorldOfTwoChoices) {
  for (int counted = 0; counted < 8; ++counted) {
    for (int open = 0; open < 5; ++open) {
      for (int first = 0; first <= open; ++first) {
        for (int challenged = 0; challenged < 9; ++challenged) {
          if (open + challenged / 3 + challenged % 3 > 6) continue;
          BoundCase contest =
              two_choices({unit_of("1", UnitFate::Counted, {counted, 3}, {}),
                           unit_of("2", UnitFate::Open, {first, open - first}, open)});
          for (const BallotMarks& read : {BallotMarks{}, BallotMarks{0}, BallotMarks{1}}) {
            contest.challenges = {{BallotCount(challenged / 3), read, std::nullopt},
                                  claimed_to_be(challenged % 3, read, {0})};
            expect_exact(contest);
          }
        }
      }
    }
  }
}

TEST(Bound, IsAttainedAndNeverExceededInEverySmallWorldOfThreeChoices) {
  for (int world = 0; world < 5 * 5 * 4 * 2 * 2; ++world) {
    BoundCase contest;
    contest.choices = {{"a"}, {"b"}, {"c"}};
    contest.units = {unit_of("1", UnitFate::Counted, {world % 5, world / 5 % 5, 2}, {}),
                     unit_of("2", UnitFate::Open, {1, 0, 0}, 1 + world / 25 % 4)};
    contest.seats = SeatCount(1 + world / 100 % 2);
    contest.vote_for = contest.seats;
    contest.challenges = {claimed_to_be(world / 200 % 2 * 2, {0}, {2})};
    expect_exact(contest);
  }
}

// The two functions that name a lead: over one set of figures with nothing but challenges open they
// say the same of every kind of challenged ballot.
TEST(Bound, WithNoUnitOpenItIsTheRangeOfTheChallengesInEverySmallWorld) {
  const std::vector<BallotMarks> readings = {{}, {0}, {1}, {2}, {0, 1}, {1, 2}};
  for (std::size_t read = 0; read < readings.size(); ++read) {
    for (std::size_t claim = 0; claim <= readings.size(); ++claim) {
      for (int votes = 0; votes < 64; ++votes) {
        BoundCase contest;
        contest.choices = {{"a"}, {"b"}, {"c"}};
        contest.vote_for = SeatCount(2);
        contest.units = {unit_of("1", UnitFate::Counted,
                                 {3 + votes % 4, 3 + votes / 4 % 4, 3 + votes / 16}, {})};
        ChallengedBallots group{BallotCount(3), readings[read], std::nullopt};
        if (claim < readings.size()) group = claimed_to_be(3, readings[read], readings[claim]);
        contest.challenges = {group};
        const auto bound = bound_margin(contest);
        const auto ranges = ranges_of_challenges({contest.choices,
                                                  contest.seats,
                                                  contest.vote_for,
                                                  contest.units[0].votes,
                                                  contest.challenges,
                                                  {}});
        ASSERT_TRUE(bound);
        ASSERT_TRUE(ranges);
        EXPECT_EQ(bound->last_seat.ahead.text, contest.choices[ranges->last_seat.ahead].text);
        EXPECT_EQ(bound->last_seat.now, ranges->last_seat.votes.now);
        EXPECT_EQ(bound->closest.low, ranges->closest.votes.low);
        EXPECT_EQ(bound->closest.high, ranges->closest.votes.high);
        EXPECT_EQ(bound->verdict == BoundVerdict::Decided,
                  ranges->verdict == ChallengeVerdict::Decided);
      }
    }
  }
}

}  // namespace
}  // namespace recanvass::recount
