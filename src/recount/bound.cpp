#include "recount/bound.h"

#include "base/figures.h"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>

namespace recanvass::recount {
namespace {

using election::BallotCount;
using election::ChoiceId;
using election::VoteCount;

base::Problem problem_of(std::string cause, std::string place, std::string found,
                         std::string wanted, std::string mend) {
  return {std::move(cause),
          {"", 0, std::move(place)},
          std::move(found),
          std::move(wanted),
          std::move(mend)};
}

bool has_possible_marks(const BoundCase& contest, const ChallengedBallots& challenge) {
  const auto possible = [&](const BallotMarks& marks) {
    return is_possible_ballot(contest.choices.size(), contest.vote_for, marks);
  };
  return possible(challenge.stands) &&
         (!challenge.could_be || std::ranges::all_of(*challenge.could_be, possible));
}

base::Problems problems_of(const BoundCase& contest) {
  base::Problems problems;
  const auto choices = static_cast<std::int64_t>(contest.choices.size());
  if (contest.seats.value() < 1 || contest.vote_for.value() < 1 ||
      choices <= contest.seats.value()) {
    problems.push_back(problem_of("bound.choices", "choices", base::grouped(choices),
                                  "at least one seat and one vote, and more choices than seats",
                                  "Without a rival there is nothing to bound."));
  }
  for (const BoundUnit& unit : contest.units) {
    if (unit.votes.size() != contest.choices.size()) {
      problems.push_back(problem_of("bound.votes", unit.unit,
                                    fmt::format("{} figures", unit.votes.size()),
                                    fmt::format("{}, one a choice", choices),
                                    "Give each choice its votes, 0 where it has none."));
    }
    const bool negative =
        std::ranges::any_of(unit.votes, [](VoteCount votes) { return votes < VoteCount(0); });
    if (negative || unit.ballots.value_or(BallotCount(0)) < BallotCount(0)) {
      problems.push_back(problem_of("bound.negative", unit.unit, "a figure below 0", "0 or more",
                                    "Correct the figure."));
    }
  }
  for (const ChallengedBallots& challenge : contest.challenges) {
    if (challenge.ballots < BallotCount(0)) {
      problems.push_back(problem_of("bound.negative", "challenges", "a figure below 0", "0 or more",
                                    "Correct the figure."));
    }
    if (!has_possible_marks(contest, challenge)) {
      problems.push_back(problem_of("bound.challenge", "challenges",
                                    "marks that no ballot of this contest can have",
                                    "different choices of the contest, in order",
                                    "Correct the reading of the challenged ballot."));
    }
  }
  return problems;
}

// Sums over units. EQ bound-1: fixed votes move no more, open ballots move at most one vote each.
struct Tally {
  std::vector<VoteCount> now;
  std::vector<VoteCount> fixed;
  BallotCount open_ballots;
  std::int64_t open_units = 0;
  std::vector<std::string> unbounded;
};

// A first count with more votes than its ballots allow says that the ballot figure is wrong.
bool has_bound(const BoundCase& contest, const BoundUnit& unit) {
  if (!unit.ballots) return false;
  const VoteCount most(unit.ballots->value());
  VoteCount sum;
  for (const VoteCount votes : unit.votes) {
    if (votes > most) return false;
    sum += votes;
  }
  return sum <= most * contest.vote_for.value();
}

Tally add_units(const BoundCase& contest) {
  Tally tally;
  tally.now.resize(contest.choices.size());
  tally.fixed.resize(contest.choices.size());
  for (const BoundUnit& unit : contest.units) {
    for (std::size_t i = 0; i < unit.votes.size(); ++i) {
      tally.now[i] += unit.votes[i];
      if (unit.fate != UnitFate::Open) tally.fixed[i] += unit.votes[i];
    }
    if (unit.fate != UnitFate::Open) continue;
    ++tally.open_units;
    if (has_bound(contest, unit)) {
      tally.open_ballots += *unit.ballots;
    } else {
      tally.unbounded.push_back(unit.unit);
    }
  }
  return tally;
}

// The votes as they stand with every open challenge: EQ bound-2 is EQ challenges-2 of these.
ChallengeCase challenges_of(const BoundCase& contest, const Tally& tally) {
  return {contest.choices, contest.seats, contest.vote_for, tally.now, contest.challenges, {}};
}

// EQ bound-3: low = fixed difference - open ballots - challenges; high likewise.
MarginRange range_of(const ChallengeCase& standing, const Tally& tally, std::size_t ahead,
                     std::size_t behind) {
  MarginRange range;
  const VoteRange lead = range_of_lead(standing, ahead, behind).votes;
  range.ahead = standing.choices[ahead];
  range.behind = standing.choices[behind];
  range.now = lead.now;
  range.challenges_against = lead.low;
  range.challenges_for = lead.high;
  if (!tally.unbounded.empty()) return range;
  const VoteCount fixed = tally.fixed[ahead] - tally.fixed[behind];
  const VoteCount open(tally.open_ballots.value());
  range.low = fixed - open - (lead.now - lead.low);
  range.high = fixed + open + (lead.high - lead.now);
  return range;
}

std::vector<std::size_t> by_votes(const std::vector<VoteCount>& votes) {
  std::vector<std::size_t> order(votes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(
      order, [&](std::size_t left, std::size_t right) { return votes[left] > votes[right]; });
  return order;
}

VoteCount low_end(const MarginRange& range) { return range.low.value_or(range.challenges_against); }

BoundVerdict verdict_of(const Bound& bound) {
  if (low_end(bound.closest) <= VoteCount(0)) return BoundVerdict::Undecided;
  return bound.unbounded_units.empty() ? BoundVerdict::Decided : BoundVerdict::NoBound;
}

std::string standing_words(const MarginRange& range) {
  if (range.now == VoteCount(0)) {
    return fmt::format("{} and {} are tied", range.ahead.text, range.behind.text);
  }
  return fmt::format("{} leads {} by {}", range.ahead.text, range.behind.text,
                     base::counted(range.now.value(), "vote", "votes"));
}

std::string open_words(const Bound& bound) {
  std::string out;
  if (bound.open_units > 0) {
    out = fmt::format("{} with {}", base::counted(bound.open_units, "unit", "units"),
                      base::counted(bound.open_ballots.value(), "ballot", "ballots"));
  }
  if (bound.challenged_ballots > BallotCount(0)) {
    if (!out.empty()) out += " and ";
    out +=
        base::counted(bound.challenged_ballots.value(), "challenged ballot", "challenged ballots");
  }
  const bool one = bound.open_units + bound.challenged_ballots.value() == 1;
  return out + (one ? " is open" : " are open");
}

std::string challenge_words(const Bound& bound) {
  if (bound.challenged_ballots == BallotCount(0) || bound.open_units > 0) return "";
  const MarginRange& range = bound.closest;
  return fmt::format(
      " Each as read on the spot: {}. All decided one way: {}; all the other way: {}.",
      base::grouped(range.now.value()), base::grouped(range.challenges_for.value()),
      base::grouped(range.challenges_against.value()));
}

}  // namespace

base::Result<Bound> bound_margin(const BoundCase& contest) {
  if (base::Problems problems = problems_of(contest); !problems.empty()) return problems;
  const Tally tally = add_units(contest);
  const std::vector<std::size_t> order = by_votes(tally.now);
  const auto seats = static_cast<std::size_t>(contest.seats.value());
  const ChallengeCase standing = challenges_of(contest, tally);
  Bound bound;
  bound.open_units = tally.open_units;
  bound.open_ballots = tally.open_ballots;
  bound.unbounded_units = tally.unbounded;
  for (const ChallengedBallots& challenge : contest.challenges) {
    bound.challenged_ballots += challenge.ballots;
  }
  bound.last_seat = range_of(standing, tally, order[seats - 1], order[seats]);
  bound.closest = bound.last_seat;
  for (std::size_t i = 0; i < seats; ++i) {
    for (std::size_t j = seats; j < order.size(); ++j) {
      const MarginRange range = range_of(standing, tally, order[i], order[j]);
      if (low_end(range) < low_end(bound.closest)) bound.closest = range;
    }
  }
  if (bound.closest.low) bound.largest_change_left = bound.closest.now - *bound.closest.low;
  bound.verdict = verdict_of(bound);
  return bound;
}

std::string Bound::sentence() const {
  const std::string start = standing_words(closest);
  const bool all_closed = open_units == 0 && challenged_ballots == BallotCount(0);
  if (all_closed) {
    return fmt::format("{}: {}, and nothing is open.",
                       verdict == BoundVerdict::Decided ? "Decided" : "Undecided", start);
  }
  if (!unbounded_units.empty()) {
    return fmt::format("{}: {}, and {} no usable ballot figure (first: {}).",
                       verdict == BoundVerdict::Undecided ? "Undecided" : "No bound yet", start,
                       base::counted(static_cast<std::int64_t>(unbounded_units.size()),
                                     "open unit has", "open units have"),
                       unbounded_units.front());
  }
  const std::string range = fmt::format("from {} to {}", base::grouped(closest.low->value()),
                                        base::grouped(closest.high->value()));
  if (verdict == BoundVerdict::Decided) {
    return fmt::format("Decided: {}; {}, and the difference ends anywhere {}: above zero.{}", start,
                       open_words(*this), range, challenge_words(*this));
  }
  return fmt::format("Undecided: {}; {}, and the difference can still end anywhere {}.{}", start,
                     open_words(*this), range, challenge_words(*this));
}

}  // namespace recanvass::recount
