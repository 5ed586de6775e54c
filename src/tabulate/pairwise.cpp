#include "tabulate/pairwise.h"

#include "base/check.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace recanvass::tabulate {
namespace {

using election::Mark;
using election::MarkingState;
using election::VoteCount;

// How good a card makes each choice; higher is better, 0 for those it does not name.
std::vector<std::int64_t> standing_on_card(std::span<const Mark> marks, std::size_t choices,
                                           const PlaceReading& reading) {
  constexpr std::int64_t kTop = std::numeric_limits<std::uint16_t>::max();
  std::vector<std::int64_t> level(choices, 0);
  for (const PlacedChoice& placed : read_places(marks, reading)) {
    if (placed.choice < choices) level[placed.choice] = kTop - placed.place + 1;
  }
  for (const Mark& mark : marks) {
    if (mark.rank > 0 || mark.choice >= choices) continue;
    level[mark.choice] = std::max(level[mark.choice], std::int64_t{mark.votes});
  }
  return level;
}

VoteCount strength_of(const Pairwise& pairwise, ChoiceIndex a, ChoiceIndex b,
                      DefeatStrength strength) {
  const VoteCount wins = pairwise.prefer(a, b);
  const VoteCount loses = pairwise.prefer(b, a);
  if (wins <= loses) return VoteCount(0);
  return strength == DefeatStrength::WinningVotes ? wins : wins - loses;
}

Outcome outcome_of(Choices winners) {
  Outcome outcome;
  if (winners.size() == 1) {
    outcome.decision = Decision::Elected;
    outcome.winners = std::move(winners);
  } else if (!winners.empty()) {
    outcome.decision = Decision::Tied;
    outcome.tied = std::move(winners);
    outcome.places = 1;
  }
  return outcome;
}

struct Defeat {
  ChoiceIndex winner;
  ChoiceIndex loser;
};

// Who reaches whom over locked defeats.
class Locked {
 public:
  explicit Locked(std::size_t choices) : choices_(choices), reaches_(choices * choices, 0) {}
  [[nodiscard]] bool reaches(ChoiceIndex a, ChoiceIndex b) const {
    return reaches_[a * choices_ + b] != 0;
  }
  void lock(const Defeat& defeat) {
    for (std::size_t i = 0; i < choices_; ++i) {
      const auto a = static_cast<ChoiceIndex>(i);
      if (a != defeat.winner && !reaches(a, defeat.winner)) continue;
      for (std::size_t j = 0; j < choices_; ++j) {
        const auto b = static_cast<ChoiceIndex>(j);
        if (b == defeat.loser || reaches(defeat.loser, b)) reaches_[i * choices_ + j] = 1;
      }
    }
  }
  // Whom nobody beats.
  [[nodiscard]] Choices sources() const {
    Choices sources;
    for (std::size_t i = 0; i < choices_; ++i) {
      const auto a = static_cast<ChoiceIndex>(i);
      bool beaten = false;
      for (std::size_t j = 0; j < choices_; ++j) {
        beaten = beaten || reaches(static_cast<ChoiceIndex>(j), a);
      }
      if (!beaten) sources.push_back(a);
    }
    return sources;
  }

 private:
  std::size_t choices_;
  std::vector<char> reaches_;
};

// Locks groups of equal defeats in every order that can matter.
class PairRanker {
 public:
  PairRanker(const Pairwise& pairwise, DefeatStrength strength, int orders_max)
      : choices_(pairwise.choices()), orders_left_(orders_max) {
    std::map<VoteCount, std::vector<Defeat>, std::greater<>> groups;
    for (std::size_t i = 0; i < choices_; ++i) {
      for (std::size_t j = 0; j < choices_; ++j) {
        const auto a = static_cast<ChoiceIndex>(i);
        const auto b = static_cast<ChoiceIndex>(j);
        const VoteCount by = strength_of(pairwise, a, b, strength);
        if (by > VoteCount(0)) groups[by].push_back({a, b});
      }
    }
    for (auto& [by, group] : groups) groups_.push_back(std::move(group));
  }

  // False: too many orders.
  bool run(std::set<ChoiceIndex>& winners) {
    return follow(Locked(choices_), 0, groups_.empty() ? std::vector<Defeat>{} : groups_[0],
                  winners);
  }

 private:
  bool follow(Locked locked, std::size_t group, std::vector<Defeat> left,
              std::set<ChoiceIndex>& winners) {
    if (orders_left_ <= 0) return false;
    // A defeat that the rest of its group cannot turn into a cycle is locked at once.
    std::erase_if(left, [&](const Defeat& d) { return locked.reaches(d.loser, d.winner); });
    if (all_fit(locked, left)) {
      for (const Defeat& defeat : left) locked.lock(defeat);
      if (group + 1 < groups_.size()) {
        return follow(std::move(locked), group + 1, groups_[group + 1], winners);
      }
      --orders_left_;
      const Choices sources = locked.sources();
      winners.insert(sources.begin(), sources.end());
      return true;
    }
    for (std::size_t i = 0; i < left.size(); ++i) {
      Locked next = locked;
      next.lock(left[i]);
      std::vector<Defeat> rest = left;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
      --orders_left_;
      if (!follow(std::move(next), group, std::move(rest), winners)) return false;
    }
    return true;
  }

  static bool all_fit(Locked locked, const std::vector<Defeat>& defeats) {
    for (const Defeat& defeat : defeats) {
      if (locked.reaches(defeat.loser, defeat.winner)) return false;
      locked.lock(defeat);
    }
    return true;
  }

  std::size_t choices_;
  int orders_left_;
  std::vector<std::vector<Defeat>> groups_;
};

}  // namespace

VoteCount Pairwise::prefer(ChoiceIndex a, ChoiceIndex b) const {
  RECANVASS_CHECK(a < choices_ && b < choices_);
  return cells_[a * choices_ + b];
}

void Pairwise::add(ChoiceIndex a, ChoiceIndex b, VoteCount cards) {
  RECANVASS_CHECK(a < choices_ && b < choices_);
  cells_[a * choices_ + b] += cards;
}

Pairwise pairwise_of(const Profile& profile, const PlaceReading& reading, Unranked unranked) {
  Pairwise pairwise(profile.choices());
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const Profile::Line line = profile.at(i);
    if (line.state == MarkingState::Redacted) continue;
    const auto level = standing_on_card(line.marks, profile.choices(), reading);
    for (std::size_t a = 0; a < level.size(); ++a) {
      for (std::size_t b = 0; b < level.size(); ++b) {
        const bool not_said = level[b] == 0 && unranked == Unranked::SaysNothing;
        if (level[a] <= level[b] || not_said) continue;
        pairwise.add(static_cast<ChoiceIndex>(a), static_cast<ChoiceIndex>(b),
                     VoteCount(line.cards.value()));
      }
    }
  }
  return pairwise;
}

std::optional<ChoiceIndex> condorcet_winner(const Pairwise& pairwise) {
  for (std::size_t i = 0; i < pairwise.choices(); ++i) {
    const auto a = static_cast<ChoiceIndex>(i);
    bool beats_all = true;
    for (std::size_t j = 0; j < pairwise.choices() && beats_all; ++j) {
      const auto b = static_cast<ChoiceIndex>(j);
      beats_all = i == j || pairwise.prefer(a, b) > pairwise.prefer(b, a);
    }
    if (beats_all) return a;
  }
  return std::nullopt;
}

Choices smith_set(const Pairwise& pairwise) {
  const std::size_t choices = pairwise.choices();
  // From those with the most wins, taking in whoever beats or equals a member.
  std::vector<std::pair<int, ChoiceIndex>> wins;
  for (std::size_t i = 0; i < choices; ++i) {
    const auto a = static_cast<ChoiceIndex>(i);
    int beaten_by_none = 0;
    for (std::size_t j = 0; j < choices; ++j) {
      const auto b = static_cast<ChoiceIndex>(j);
      if (pairwise.prefer(a, b) > pairwise.prefer(b, a)) beaten_by_none += 2;
      if (i != j && pairwise.prefer(a, b) == pairwise.prefer(b, a)) ++beaten_by_none;
    }
    wins.emplace_back(-beaten_by_none, a);
  }
  std::ranges::sort(wins);
  std::set<ChoiceIndex> members;
  if (!wins.empty()) members.insert(wins.front().second);
  for (bool grew = true; grew;) {
    grew = false;
    for (const auto& [score, candidate] : wins) {
      if (members.contains(candidate)) continue;
      const bool not_beaten = std::ranges::any_of(members, [&](ChoiceIndex member) {
        return pairwise.prefer(candidate, member) >= pairwise.prefer(member, candidate);
      });
      if (not_beaten) grew = members.insert(candidate).second || grew;
    }
  }
  return {members.begin(), members.end()};
}

std::optional<Outcome> ranked_pairs(const Pairwise& pairwise, DefeatStrength strength,
                                    int orders_max) {
  // First in every order of the defeats, of which there may be more than are looked at.
  if (const auto winner = condorcet_winner(pairwise)) return outcome_of({*winner});
  std::set<ChoiceIndex> winners;
  if (!PairRanker(pairwise, strength, orders_max).run(winners)) return std::nullopt;
  return outcome_of(Choices(winners.begin(), winners.end()));
}

std::vector<VoteCount> strongest_paths(const Pairwise& pairwise, DefeatStrength strength) {
  const std::size_t choices = pairwise.choices();
  std::vector<VoteCount> paths(choices * choices);
  for (std::size_t i = 0; i < choices; ++i) {
    for (std::size_t j = 0; j < choices; ++j) {
      paths[i * choices + j] =
          strength_of(pairwise, static_cast<ChoiceIndex>(i), static_cast<ChoiceIndex>(j), strength);
    }
  }
  for (std::size_t via = 0; via < choices; ++via) {
    for (std::size_t i = 0; i < choices; ++i) {
      for (std::size_t j = 0; j < choices; ++j) {
        if (i == j || i == via || j == via) continue;
        const VoteCount path = std::min(paths[i * choices + via], paths[via * choices + j]);
        paths[i * choices + j] = std::max(paths[i * choices + j], path);
      }
    }
  }
  return paths;
}

Outcome schulze(const Pairwise& pairwise, DefeatStrength strength) {
  const std::size_t choices = pairwise.choices();
  const auto paths = strongest_paths(pairwise, strength);
  Choices winners;
  for (std::size_t i = 0; i < choices; ++i) {
    bool unbeaten = true;
    for (std::size_t j = 0; j < choices; ++j) {
      unbeaten = unbeaten && paths[i * choices + j] >= paths[j * choices + i];
    }
    if (unbeaten) winners.push_back(static_cast<ChoiceIndex>(i));
  }
  return outcome_of(std::move(winners));
}

Outcome minimax(const Pairwise& pairwise, DefeatStrength strength) {
  Choices winners;
  std::optional<VoteCount> least;
  for (std::size_t i = 0; i < pairwise.choices(); ++i) {
    VoteCount worst;
    for (std::size_t j = 0; j < pairwise.choices(); ++j) {
      worst = std::max(worst, strength_of(pairwise, static_cast<ChoiceIndex>(j),
                                          static_cast<ChoiceIndex>(i), strength));
    }
    if (least && worst > *least) continue;
    if (!least || worst < *least) winners.clear();
    least = worst;
    winners.push_back(static_cast<ChoiceIndex>(i));
  }
  return outcome_of(std::move(winners));
}

}  // namespace recanvass::tabulate
