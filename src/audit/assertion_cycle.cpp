// Assertions for winners whom not every other choice loses to: audit/assertion.h.
#include "audit/assertion.h"
#include "base/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

namespace recanvass::audit {
namespace {

using election::CardContest;
using election::VoteCount;
using tabulate::Pairwise;

VoteCount lead_of(const Pairwise& pairwise, const ChoicePair& pair) {
  return pairwise.prefer(pair.winner, pair.loser) - pairwise.prefer(pair.loser, pair.winner);
}

// Which lead is to be larger than which.
using LeadOrder = std::set<std::pair<ChoicePair, ChoicePair>>;

// Everybody else has a defeat that is larger than any lead over the winner.
LeadOrder minimax_order(const Pairwise& pairwise, ChoiceIndex winner) {
  LeadOrder order;
  const auto choices = static_cast<ChoiceIndex>(pairwise.choices());
  for (ChoiceIndex loser = 0; loser < choices; ++loser) {
    if (loser == winner) continue;
    ChoicePair worst{winner, loser};
    for (ChoiceIndex other = 0; other < choices; ++other) {
      const ChoicePair pair{other, loser};
      if (other != loser && lead_of(pairwise, pair) > lead_of(pairwise, worst)) worst = pair;
    }
    for (ChoiceIndex other = 0; other < choices; ++other) {
      if (other == winner || worst == ChoicePair{other, winner}) continue;
      order.insert({worst, {other, winner}});
    }
  }
  return order;
}

// Who is reached from a choice over leads above a bound.
std::vector<char> reached_from(const Pairwise& pairwise, ChoiceIndex from, VoteCount above) {
  std::vector<char> reached(pairwise.choices(), 0);
  Choices open{from};
  reached[from] = 1;
  while (!open.empty()) {
    const ChoiceIndex at = open.back();
    open.pop_back();
    for (std::size_t i = 0; i < reached.size(); ++i) {
      const auto next = static_cast<ChoiceIndex>(i);
      if (reached[i] != 0 || lead_of(pairwise, {at, next}) <= above) continue;
      reached[i] = 1;
      open.push_back(next);
    }
  }
  return reached;
}

// A path from one choice to another whose smallest lead is as large as `strength`.
std::vector<ChoicePair> path_between(const Pairwise& pairwise, ChoiceIndex from, ChoiceIndex to,
                                     VoteCount strength) {
  std::vector<int> before(pairwise.choices(), -1);
  Choices open{from};
  for (std::size_t at = 0; at < open.size(); ++at) {
    for (std::size_t i = 0; i < before.size(); ++i) {
      const auto next = static_cast<ChoiceIndex>(i);
      if (before[i] >= 0 || next == from || next == open[at]) continue;
      if (lead_of(pairwise, {open[at], next}) < strength) continue;
      before[i] = open[at];
      open.push_back(next);
    }
  }
  std::vector<ChoicePair> path;
  for (ChoiceIndex at = to; at != from;) {
    RECANVASS_CHECK(before[at] >= 0);
    const auto previous = static_cast<ChoiceIndex>(before[at]);
    path.push_back({previous, at});
    at = previous;
  }
  return path;
}

// A path to each loser, each lead of which outweighs every lead out of those whom the loser
// reaches by stronger leads than its own best path back. Where one of the latter is 0 or more, the
// path is one of defeats; where none is, the loser has no way out and loses to the winner itself.
LeadOrder schulze_order(const Pairwise& pairwise, ChoiceIndex winner) {
  const auto paths = tabulate::strongest_paths(pairwise, tabulate::DefeatStrength::Margin);
  const auto choices = static_cast<ChoiceIndex>(pairwise.choices());
  const auto strength = [&](ChoiceIndex a, ChoiceIndex b) {
    return paths[std::size_t{a} * choices + b];
  };
  LeadOrder order;
  for (ChoiceIndex loser = 0; loser < choices; ++loser) {
    if (loser == winner) continue;
    const std::vector<char> side = reached_from(pairwise, loser, strength(loser, winner));
    for (const ChoicePair& step : path_between(pairwise, winner, loser, strength(winner, loser))) {
      for (ChoiceIndex in = 0; in < choices; ++in) {
        for (ChoiceIndex out = 0; out < choices; ++out) {
          if (side[in] != 0 && side[out] == 0) order.insert({step, {in, out}});
        }
      }
    }
  }
  return order;
}

// All leads from the largest to the smallest, each larger than the next, the last above 0.
std::vector<ChoicePair> lock_order(const Pairwise& pairwise) {
  std::vector<ChoicePair> leads;
  for (std::size_t a = 0; a < pairwise.choices(); ++a) {
    for (std::size_t b = 0; b < pairwise.choices(); ++b) {
      const ChoicePair pair{static_cast<ChoiceIndex>(a), static_cast<ChoiceIndex>(b)};
      if (a != b && lead_of(pairwise, pair) > VoteCount(0)) leads.push_back(pair);
    }
  }
  std::ranges::stable_sort(leads, [&](const ChoicePair& x, const ChoicePair& y) {
    return lead_of(pairwise, x) > lead_of(pairwise, y);
  });
  return leads;
}

Assertion larger_lead(const CardContest& contest, const ChoicePair& larger,
                      const ChoicePair& smaller) {
  const auto name = [&](ChoiceIndex choice) { return contest.choices[choice].name; };
  return {fmt::format("{} leads {} by more than {} leads {}", name(larger.winner),
                      name(larger.loser), name(smaller.winner), name(smaller.loser)),
          Assorter(contest, LargerLeadClaim{larger, smaller})};
}

bool is_sole_winner(const Pairwise& pairwise, ChoiceIndex winner, CycleRule rule) {
  constexpr auto kMargin = tabulate::DefeatStrength::Margin;
  const auto won_by = [&](const tabulate::Outcome& outcome) {
    return outcome.decision == tabulate::Decision::Elected && outcome.winners == Choices{winner};
  };
  switch (rule) {
    case CycleRule::RankedPairs: {
      const auto outcome = tabulate::ranked_pairs(pairwise, kMargin);
      return outcome && won_by(*outcome);
    }
    case CycleRule::Schulze: return won_by(tabulate::schulze(pairwise, kMargin));
    case CycleRule::Minimax: return won_by(tabulate::minimax(pairwise, kMargin));
  }
  return false;
}

}  // namespace

std::optional<Assertions> wins_cycle(const CardContest& contest, const Pairwise& pairwise,
                                     ChoiceIndex winner, CycleRule rule) {
  if (tabulate::condorcet_winner(pairwise) == winner) return beats_all(contest, winner);
  if (!is_sole_winner(pairwise, winner, rule)) return std::nullopt;
  LeadOrder order;
  std::optional<ChoicePair> smallest;  // the lead that has to be above 0 by itself
  switch (rule) {
    case CycleRule::RankedPairs: {
      const std::vector<ChoicePair> leads = lock_order(pairwise);
      if (2 * leads.size() != pairwise.choices() * (pairwise.choices() - 1)) return std::nullopt;
      for (std::size_t i = 0; i + 1 < leads.size(); ++i) order.insert({leads[i], leads[i + 1]});
      smallest = leads.back();
      break;
    }
    case CycleRule::Schulze: order = schulze_order(pairwise, winner); break;
    case CycleRule::Minimax: order = minimax_order(pairwise, winner); break;
  }
  Assertions assertions;
  for (const auto& [larger, smaller] : order) {
    assertions.push_back(larger_lead(contest, larger, smaller));
  }
  if (smallest) {
    assertions.push_back(
        {fmt::format("more cards prefer {} to {}", contest.choices[smallest->winner].name,
                     contest.choices[smallest->loser].name),
         Assorter(contest, PreferredClaim{*smallest, 0})});
  }
  return assertions;
}

}  // namespace recanvass::audit
