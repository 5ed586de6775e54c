#include "screen/group_choices.h"

#include "base/check.h"
#include "screen/unit_events.h"
#include "stats/distributions.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace recanvass::screen {
namespace {

constexpr std::int64_t kGroupCardsLeast = 100;
constexpr double kGroupVotesLeast = 5.0;
constexpr std::size_t kPlacesLeast = 5;
constexpr double kPlaceSpreadMost = 10.0;
constexpr int kPlaceHalvings = 24;
constexpr double kFreedomOfPlaces = 30.0;  // tails of real places are no thinner
constexpr std::uint32_t kSeveralGroups = std::numeric_limits<std::uint32_t>::max();

using VotingPlace = std::pair<std::uint32_t, std::uint32_t>;  // precinct, style

double odds_of(double votes, double cards) {
  return std::log((votes + 0.5) / (cards - votes + 0.5));
}

double share_at(double log_odds) { return 1.0 / (1.0 + std::exp(-log_odds)); }

// One choice of one group of one place.
struct GroupDifference {
  std::size_t of = 0;  // the comparison
  std::size_t choice = 0;
  double difference = 0.0;  // of log odds; then less the median of places
  double variance = 0.0;    // by chance, where nothing is wrong
};

struct GroupComparison {
  GroupChoices told;
  std::uint32_t other_group = kSeveralGroups;
  std::vector<std::int64_t> votes_beside;  // of the other groups
};

void add_comparison(std::uint32_t contest, const std::vector<const GroupVotes*>& groups,
                    std::size_t which, std::vector<GroupComparison>& out) {
  GroupComparison one;
  one.told.contest = contest;
  one.told.here = *groups[which];
  one.told.only_two = groups.size() == 2;
  one.votes_beside.assign(one.told.here.votes.size(), 0);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (i == which) continue;
    if (one.told.only_two) one.other_group = groups[i]->group;
    one.told.others += groups[i]->cards;
    for (std::size_t choice = 0; choice < one.votes_beside.size(); ++choice) {
      one.votes_beside[choice] += groups[i]->votes[choice];
    }
  }
  one.told.expected.assign(one.told.here.votes.size(), -1.0);
  out.push_back(std::move(one));
}

// Of two groups of a place one comparison says all.
std::vector<GroupComparison> comparisons_of(std::span<const std::vector<GroupVotes>> by_contest) {
  std::vector<GroupComparison> out;
  for (std::size_t contest = 0; contest < by_contest.size(); ++contest) {
    std::map<VotingPlace, std::vector<const GroupVotes*>> places;
    for (const GroupVotes& one : by_contest[contest]) {
      places[{one.precinct, one.style}].push_back(&one);
    }
    for (const auto& [place, groups] : places) {
      if (groups.size() < 2) continue;
      const std::size_t tested = groups.size() == 2 ? 1 : groups.size();
      for (std::size_t which = 0; which < tested; ++which) {
        add_comparison(static_cast<std::uint32_t>(contest), groups, which, out);
      }
    }
  }
  return out;
}

// What a choice's log odds differ by in a group, over the places of a contest.
using DifferenceKey = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::size_t>;

DifferenceKey key_of(const GroupComparison& one, std::size_t choice) {
  return {one.told.contest, one.told.here.group, one.other_group, choice};
}

double middle_of(std::vector<double> numbers) {
  std::ranges::sort(numbers);
  const std::size_t half = numbers.size() / 2;
  return numbers.size() % 2 == 1 ? numbers[half] : 0.5 * (numbers[half - 1] + numbers[half]);
}

std::vector<GroupDifference> differences_of(std::vector<GroupComparison>& comparisons) {
  std::map<DifferenceKey, std::vector<double>> by_key;
  const auto beside = [](const GroupComparison& one, std::size_t choice) {
    return odds_of(static_cast<double>(one.votes_beside[choice]),
                   static_cast<double>(one.told.others));
  };
  const auto here = [](const GroupComparison& one, std::size_t choice) {
    return odds_of(static_cast<double>(one.told.here.votes[choice]),
                   static_cast<double>(one.told.here.cards));
  };
  for (const GroupComparison& one : comparisons) {
    for (std::size_t choice = 0; choice < one.votes_beside.size(); ++choice) {
      by_key[key_of(one, choice)].push_back(here(one, choice) - beside(one, choice));
    }
  }
  std::map<DifferenceKey, double> middles;
  for (auto& [key, differences] : by_key) {
    if (differences.size() >= kPlacesLeast) middles[key] = middle_of(std::move(differences));
  }
  std::vector<GroupDifference> out;
  for (std::size_t of = 0; of < comparisons.size(); ++of) {
    GroupComparison& one = comparisons[of];
    const auto cards = static_cast<double>(one.told.here.cards);
    const auto others = static_cast<double>(one.told.others);
    for (std::size_t choice = 0; choice < one.votes_beside.size(); ++choice) {
      const auto middle = middles.find(key_of(one, choice));
      if (middle == middles.end()) continue;
      const double odds = beside(one, choice);
      const double share = share_at(odds + middle->second);
      const double share_beside = share_at(odds);
      const double fewest = std::min({cards * share, cards * (1.0 - share), others * share_beside,
                                      others * (1.0 - share_beside)});
      if (fewest < kGroupVotesLeast) continue;
      one.told.expected[choice] = cards * share;
      out.push_back({of, choice, here(one, choice) - odds - middle->second,
                     1.0 / (cards * share * (1.0 - share)) +
                         1.0 / (others * share_beside * (1.0 - share_beside))});
    }
  }
  return out;
}

std::vector<double> deviations_at(const std::vector<GroupDifference>& differences, double spread) {
  std::vector<double> deviations;
  for (const GroupDifference& one : differences) {
    deviations.push_back(one.difference / std::sqrt(one.variance + spread * spread));
  }
  return deviations;
}

// The smallest spread of places with which they vary as they should; none: too few to say.
std::optional<double> spread_of_places(const std::vector<GroupDifference>& differences) {
  const auto varies = [&](double spread) { return spread_of(deviations_at(differences, spread)); };
  const auto by_chance = varies(0.0);
  if (!by_chance) return std::nullopt;
  if (*by_chance <= 1.0) return 0.0;
  double low = 0.0;
  double high = kPlaceSpreadMost;
  for (int step = 0; step < kPlaceHalvings; ++step) {
    const double middle = 0.5 * (low + high);
    (*varies(middle) > 1.0 ? low : high) = middle;
  }
  return high;
}

// Independent deviations: a median is taken of each choice, and a contest's choices add up.
double freedom_of(const std::vector<GroupDifference>& differences,
                  const std::vector<GroupComparison>& comparisons) {
  std::map<std::uint32_t, std::pair<std::set<std::size_t>, std::set<std::size_t>>> contests;
  for (const GroupDifference& one : differences) {
    auto& [places, choices] = contests[comparisons[one.of].told.contest];
    places.insert(one.of);
    choices.insert(one.choice);
  }
  double freedom = 0.0;
  for (const auto& [contest, seen] : contests) {
    const std::size_t choices = std::max<std::size_t>(2, seen.second.size());
    freedom += static_cast<double>((seen.first.size() - 1) * (choices - 1));
  }
  return std::clamp(freedom, 1.0, kFreedomOfPlaces);
}

// A contest by itself, as groups differ from place to place in one more than in another; contests
// with too few places together.
std::vector<std::vector<GroupDifference>> families_of(
    const std::vector<GroupDifference>& differences,
    const std::vector<GroupComparison>& comparisons) {
  std::map<std::uint32_t, std::vector<GroupDifference>> by_contest;
  for (const GroupDifference& one : differences) {
    by_contest[comparisons[one.of].told.contest].push_back(one);
  }
  std::vector<std::vector<GroupDifference>> families(1);
  for (auto& [contest, own] : by_contest) {
    if (spread_of(deviations_at(own, 0.0))) {
      families.push_back(std::move(own));
    } else {
      families.front().insert(families.front().end(), own.begin(), own.end());
    }
  }
  return families;
}

}  // namespace

std::vector<GroupVotes> group_votes(const CardCells& cells, const ContestEvents& events) {
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, GroupVotes> found;
  const std::size_t choices = events.kinds - ContestEvents::kChoices;
  for (std::size_t cell = 0; cell < events.cards.size(); ++cell) {
    if (events.cards[cell] == 0) continue;
    const auto& ballot = cells.ballots()[cells.cells()[cell].ballot];
    GroupVotes& one = found[{ballot.precinct, ballot.style, ballot.counting_group}];
    one.precinct = ballot.precinct;
    one.style = ballot.style;
    one.group = ballot.counting_group;
    one.cards += static_cast<std::int64_t>(events.cards[cell]);
    one.votes.resize(choices, 0);
    for (std::size_t i = 0; i < choices; ++i) {
      one.votes[i] += static_cast<std::int64_t>(events.of(cell, ContestEvents::kChoices + i));
    }
  }
  std::vector<GroupVotes> list;
  for (auto& [key, one] : found) {
    if (one.cards >= kGroupCardsLeast) list.push_back(std::move(one));
  }
  return list;
}

std::vector<GroupChoices> compare_group_choices(
    std::span<const std::vector<GroupVotes>> by_contest) {
  std::vector<GroupComparison> comparisons = comparisons_of(by_contest);
  const std::vector<GroupDifference> differences = differences_of(comparisons);
  std::vector<std::size_t> compared(comparisons.size(), 0);
  for (const auto& family : families_of(differences, comparisons)) {
    const auto spread = spread_of_places(family);
    if (!spread) continue;
    const std::vector<double> deviations = deviations_at(family, *spread);
    const double freedom = freedom_of(family, comparisons);
    for (std::size_t i = 0; i < family.size(); ++i) {
      GroupChoices& told = comparisons[family[i].of].told;
      if (compared[family[i].of]++ > 0 && std::abs(deviations[i]) <= std::abs(told.deviation)) {
        continue;
      }
      told.choice = family[i].choice;
      told.deviation = deviations[i];
      told.p = 2.0 * stats::student_t_above(std::abs(deviations[i]), freedom);
    }
  }
  std::vector<GroupChoices> out;
  for (std::size_t of = 0; of < comparisons.size(); ++of) {
    if (compared[of] == 0) continue;
    GroupChoices& told = comparisons[of].told;
    told.p = std::min(1.0, told.p * static_cast<double>(compared[of]));
    out.push_back(std::move(told));
  }
  return out;
}

}  // namespace recanvass::screen
