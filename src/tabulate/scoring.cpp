#include "tabulate/scoring.h"

#include "base/check.h"
#include "tabulate/pairwise.h"

#include <algorithm>
#include <numeric>

namespace recanvass::tabulate {
namespace {

using election::Mark;
using election::MarkingState;
using election::VoteCount;

bool over_limit(std::span<const Mark> marks, std::int64_t score_max) {
  return score_max > 0 && std::ranges::any_of(marks, [&](const Mark& mark) {
           return mark.votes > score_max || mark.choice == election::kOvervotedRank;
         });
}

// The cards that count under a limit.
Profile within_limit(const Profile& profile, std::int64_t score_max) {
  Profile within(profile.contest());
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const Profile::Line line = profile.at(i);
    if (line.state != MarkingState::Marked || over_limit(line.marks, score_max)) continue;
    within.add(line.state, line.marks, line.cards);
  }
  return within;
}

}  // namespace

RankPoints borda_points(std::size_t choices, std::int64_t last) {
  RankPoints points;
  for (std::size_t i = choices; i > 0; --i) {
    points.push_back(static_cast<std::int64_t>(i - 1) + last);
  }
  return points;
}

RankPoints dowdall_points(std::size_t ranks) {
  RECANVASS_CHECK(ranks <= 20);
  std::int64_t unit = 1;
  for (std::size_t i = 1; i <= ranks; ++i) unit = std::lcm(unit, static_cast<std::int64_t>(i));
  RankPoints points;
  for (std::size_t i = 1; i <= ranks; ++i) points.push_back(unit / static_cast<std::int64_t>(i));
  return points;
}

ChoiceVotes positional_points(const Profile& profile, const RankPoints& points,
                              const PlaceReading& reading, PointsFrom from) {
  ChoiceVotes sum(profile.choices());
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const Profile::Line line = profile.at(i);
    if (line.state != MarkingState::Marked) continue;
    const auto placed = read_places(line.marks, reading);
    const std::size_t filled = placed.empty() ? 0 : placed.back().place;
    const std::size_t passed =
        from == PointsFrom::Bottom && filled < points.size() ? points.size() - filled : 0;
    for (const PlacedChoice& one : placed) {
      const std::size_t at = one.place - std::size_t{1} + passed;
      if (one.choice >= profile.choices() || at >= points.size()) continue;
      sum[one.choice] += VoteCount(points[at]) * line.cards.value();
    }
  }
  return sum;
}

ChoiceVotes score_totals(const Profile& profile, std::int64_t score_max) {
  ChoiceVotes sum(profile.choices());
  const Profile counted = within_limit(profile, score_max);
  for (std::size_t i = 0; i < counted.size(); ++i) {
    const Profile::Line line = counted.at(i);
    for (const Mark& mark : line.marks) {
      if (mark.choice >= profile.choices()) continue;
      sum[mark.choice] += VoteCount(mark.votes) * line.cards.value();
    }
  }
  return sum;
}

StarCount count_star(const Profile& profile, std::int64_t score_max, std::span<const Lot> lots) {
  StarCount star;
  star.scores = score_totals(profile, score_max);
  LotBox box(lots);
  const Outcome first = elect_most(star.scores, 2, box);
  star.finalists = first.winners;
  if (first.decision == Decision::TooFew) {
    star.outcome = elect_most(star.scores, 1);
    return star;
  }
  if (first.decision != Decision::Elected) {
    star.outcome = first;
    return star;
  }
  const ChoiceIndex a = star.finalists[0];
  const ChoiceIndex b = star.finalists[1];
  const Pairwise pairwise = pairwise_of(within_limit(profile, score_max));
  star.first_preferred = pairwise.prefer(a, b);
  star.second_preferred = pairwise.prefer(b, a);
  ChoiceVotes runoff(profile.choices());
  runoff[a] = star.first_preferred + VoteCount(1);  // so that a runoff without a card is a tie
  runoff[b] = star.second_preferred + VoteCount(1);
  star.outcome = elect_most(runoff, 1, box);
  return star;
}

}  // namespace recanvass::tabulate
