#include "recount/challenge_range.h"

#include "base/figures.h"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>

namespace recanvass::recount {
namespace {

using election::BallotCount;
using election::VoteCount;

base::Problem range_problem(std::string cause, std::string found, std::string wanted,
                            std::string mend) {
  return {std::move(cause), {}, std::move(found), std::move(wanted), std::move(mend)};
}

bool is_possible(const ChallengeCase& contest, const BallotMarks& marks) {
  return is_possible_ballot(contest.choices.size(), contest.vote_for, marks);
}

base::Problems range_problems(const ChallengeCase& contest) {
  base::Problems problems;
  const auto choices = static_cast<std::int64_t>(contest.choices.size());
  if (contest.seats.value() < 1 || contest.vote_for.value() < 1 ||
      choices <= contest.seats.value()) {
    problems.push_back(range_problem("challenges.choices", base::grouped(choices),
                                     "at least one seat and one vote, and more choices than seats",
                                     "Without a rival there is no lead."));
  }
  if (contest.votes.size() != contest.choices.size()) {
    problems.push_back(
        range_problem("challenges.votes", fmt::format("{} figures", contest.votes.size()),
                      fmt::format("{}, one a choice", choices), "Give each choice its votes."));
  }
  bool negative = std::ranges::any_of(contest.votes, [](VoteCount v) { return v < VoteCount(0); });
  bool possible = true;
  for (const ChallengedBallots& group : contest.open) {
    negative = negative || group.ballots < BallotCount(0);
    possible = possible && is_possible(contest, group.stands);
    if (!group.could_be) continue;
    for (const BallotMarks& marks : *group.could_be) {
      possible = possible && is_possible(contest, marks);
    }
  }
  for (const UnreadChallenges& batch : contest.unread) {
    const bool whole = batch.votes.size() == contest.choices.size() &&
                       batch.exhibits >= BallotCount(0) &&
                       std::ranges::all_of(batch.votes, [&](VoteCount votes) {
                         return votes >= VoteCount(0) && votes <= VoteCount(batch.ballots.value());
                       });
    if (whole) continue;
    problems.push_back(range_problem("challenges.unread", "votes of a batch above its ballots",
                                     "from 0 to the ballots, one figure a choice",
                                     "Correct the figures of the batch."));
  }
  if (negative) {
    problems.push_back(
        range_problem("challenges.negative", "a figure below 0", "0 or more", "Correct it."));
  }
  if (!possible) {
    problems.push_back(
        range_problem("challenges.marks", "marks that no ballot of this contest can have",
                      fmt::format("at most {} different choices of the contest, in order",
                                  contest.vote_for.value()),
                      "Correct the reading of the challenged ballot."));
  }
  return problems;
}

std::int64_t vote_for_choice(const BallotMarks& marks, std::size_t choice) {
  return std::ranges::binary_search(marks, choice) ? 1 : 0;
}

// Least and most that `measure` can change when a ballot of this group is decided. `least` and
// `most` are what any ballot can give.
template <class Measure>
void widen(VoteRange& range, const ChallengedBallots& group, std::int64_t least, std::int64_t most,
           Measure measure) {
  const std::int64_t stands = measure(group.stands);
  std::int64_t low = stands;
  std::int64_t high = stands;
  if (group.could_be) {
    for (const BallotMarks& marks : *group.could_be) {
      low = std::min(low, measure(marks));
      high = std::max(high, measure(marks));
    }
  } else {
    low = least;
    high = most;
  }
  const VoteCount ballots(group.ballots.value());
  range.low += ballots * (low - stands);
  range.high += ballots * (high - stands);
}

// The most votes that ballots of a batch can take from a choice, and give it. EQ challenges-4
VoteCount could_lose(const UnreadChallenges& batch, std::size_t choice) {
  return std::min(VoteCount(batch.exhibits.value()), batch.votes[choice]);
}

VoteCount could_gain(const UnreadChallenges& batch, std::size_t choice) {
  return std::min(VoteCount(batch.exhibits.value()),
                  VoteCount(batch.ballots.value()) - batch.votes[choice]);
}

void widen_unread(const ChallengeCase& contest, std::size_t choice, VoteRange& range) {
  for (const UnreadChallenges& batch : contest.unread) {
    range.low -= could_lose(batch, choice);
    range.high += could_gain(batch, choice);
  }
}

// No lead in a batch is larger than its ballots.
void widen_unread(const ChallengeCase& contest, LeadRange& lead) {
  for (const UnreadChallenges& batch : contest.unread) {
    const VoteCount most(batch.ballots.value());
    const VoteCount now = batch.votes[lead.ahead] - batch.votes[lead.behind];
    lead.votes.low -=
        std::min(could_lose(batch, lead.ahead) + could_gain(batch, lead.behind), most + now);
    lead.votes.high +=
        std::min(could_gain(batch, lead.ahead) + could_lose(batch, lead.behind), most - now);
  }
}

// EQ challenges-1
VoteRange range_of_choice(const ChallengeCase& contest, std::size_t choice) {
  const VoteCount now = contest.votes[choice];
  VoteRange range{now, now, now};
  for (const ChallengedBallots& group : contest.open) {
    widen(range, group, 0, 1,
          [&](const BallotMarks& marks) { return vote_for_choice(marks, choice); });
  }
  widen_unread(contest, choice, range);
  return range;
}

std::vector<std::size_t> most_votes_first(const std::vector<VoteCount>& votes) {
  std::vector<std::size_t> order(votes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order,
                           [&](std::size_t a, std::size_t b) { return votes[a] > votes[b]; });
  return order;
}

}  // namespace

bool is_possible_ballot(std::size_t choices, election::SeatCount vote_for,
                        const BallotMarks& marks) {
  return static_cast<std::int64_t>(marks.size()) <= vote_for.value() &&
         std::ranges::is_sorted(marks) && std::ranges::adjacent_find(marks) == marks.end() &&
         (marks.empty() || marks.back() < choices);
}

// EQ challenges-2
LeadRange range_of_lead(const ChallengeCase& contest, std::size_t ahead, std::size_t behind) {
  const VoteCount now = contest.votes[ahead] - contest.votes[behind];
  LeadRange lead{ahead, behind, {now, now, now}};
  for (const ChallengedBallots& group : contest.open) {
    widen(lead.votes, group, -1, 1, [&](const BallotMarks& marks) {
      return vote_for_choice(marks, ahead) - vote_for_choice(marks, behind);
    });
  }
  widen_unread(contest, lead);
  return lead;
}

base::Result<ChallengeRanges> ranges_of_challenges(const ChallengeCase& contest) {
  base::Problems problems = range_problems(contest);
  if (!problems.empty()) return problems;
  ChallengeRanges ranges;
  for (std::size_t i = 0; i < contest.choices.size(); ++i) {
    ranges.choices.push_back(range_of_choice(contest, i));
  }
  for (const ChallengedBallots& group : contest.open) ranges.open_ballots += group.ballots;
  for (const UnreadChallenges& batch : contest.unread) ranges.open_ballots += batch.exhibits;
  const std::vector<std::size_t> order = most_votes_first(contest.votes);
  const auto seats = static_cast<std::size_t>(contest.seats.value());
  ranges.ahead.assign(order.begin(), order.begin() + contest.seats.value());
  ranges.last_seat = range_of_lead(contest, order[seats - 1], order[seats]);
  ranges.closest = ranges.last_seat;
  for (std::size_t w = 0; w < seats; ++w) {
    for (std::size_t l = seats; l < order.size(); ++l) {
      const LeadRange lead = range_of_lead(contest, order[w], order[l]);
      if (lead.votes.low < ranges.closest.votes.low) ranges.closest = lead;
    }
  }
  // EQ challenges-3
  ranges.verdict = ranges.closest.votes.low > VoteCount(0) ? ChallengeVerdict::Decided
                                                           : ChallengeVerdict::Undecided;
  return ranges;
}

}  // namespace recanvass::recount
