// The inner loop of a simulation: one draw of a card, and what it does to a mixture of bets.
// Used by audit/simulation.cpp only; everything is inline, since it runs some 10^8 times a second.
#pragma once

#include "audit/simulation.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <vector>

namespace recanvass::audit {

inline constexpr std::size_t kLanesMax = 8;

// A mixture of shares of the largest bet, the form of the default, as a few numbers that are copied
// for each replicate. It is bet_mixture.h's test without its logarithms: simulation_test.cpp holds
// the two against each other.
struct MixtureState {
  std::array<double, kLanesMax> parts{};
  double goal = 0.0;  // evidence that ends it
  double room = 0.0;  // N t - S, or t where endless
  double shifts = 0;  // how often the parts were raised by kRaise
};

struct MixtureForm {
  std::array<double, kLanesMax> bets{};  // shares of 1/μ
  std::array<double, kLanesMax> rests{};  // 1 - bet
  std::size_t lanes = 4;
  bool endless = false;
  double slack = 0.0;  // differences of sums below it are rounding
  double bound = 1.0;
  MixtureState fresh;
};

inline constexpr double kVanishing = 1e-200;
inline constexpr double kRaise = 1e180;

// One draw; true when the claim is refuted by it. `left`: cards not drawn before it.
inline bool take(const MixtureForm& form, MixtureState& state, double value, double left) {
  double total = 0.0;
  if (state.room > form.slack) {
    const double ratio = form.endless ? value / state.room : value * left / state.room;
    for (std::size_t k = 0; k < form.lanes; ++k) {
      state.parts[k] *= form.rests[k] + form.bets[k] * ratio;
      total += state.parts[k];
    }
    if (total < kVanishing) {
      for (double& part : state.parts) part *= kRaise;
      total *= kRaise;
      state.shifts += 1;
    } else if (state.shifts > 0 && total > 1.0) {
      for (double& part : state.parts) part /= kRaise;
      total /= kRaise;
      state.shifts -= 1;
    }
  } else {
    for (std::size_t k = 0; k < form.lanes; ++k) total += state.parts[k];
  }
  if (form.endless) return state.shifts == 0 && total >= state.goal;
  state.room -= value;
  if (state.room < -form.slack) return true;
  const bool certain = state.room >= (left - 1.0) * form.bound - form.slack;
  if (certain) state.goal = std::numeric_limits<double>::infinity();
  return state.shifts == 0 && total >= state.goal;
}

// Cards left by kind, and which kind a number falls on: by a scan where kinds are few, else by a
// tree of sums (Fenwick 1994).
class CardsLeft {
 public:
  explicit CardsLeft(const std::vector<CardKind>& kinds) {
    for (const CardKind& kind : kinds) all_ += static_cast<std::uint64_t>(kind.cards);
    if (kinds.size() <= kScanned) {
      for (const CardKind& kind : kinds) sums_.push_back(kind.cards);
      return;
    }
    tree_ = true;
    top_ = std::bit_ceil(kinds.size());
    sums_.assign(top_ + 1, 0);
    for (std::size_t i = 0; i < kinds.size(); ++i) sums_[i + 1] = kinds[i].cards;
    for (std::size_t i = 1; i <= top_; ++i) {
      const std::size_t above = i + (i & (~i + 1));
      if (above <= top_) sums_[above] += sums_[i];
    }
  }

  [[nodiscard]] std::uint64_t all() const { return all_; }

  // The kind of card number `number`, and takes the card out where `out`.
  std::size_t take(std::uint64_t number, bool out) {
    auto rest = static_cast<std::int64_t>(number);
    if (out) --all_;
    if (!tree_) {
      std::size_t kind = 0;
      while (rest >= sums_[kind]) rest -= sums_[kind++];
      if (out) --sums_[kind];
      return kind;
    }
    // Going down, every node that keeps the card on its left counts one card less.
    std::size_t below = 0;
    for (std::size_t step = top_; step > 0; step /= 2) {
      const std::size_t node = below + step;
      if (node > top_) continue;
      if (sums_[node] <= rest) {
        rest -= sums_[node];
        below = node;
      } else if (out) {
        --sums_[node];
      }
    }
    return below;
  }

 private:
  static constexpr std::size_t kScanned = 12;
  std::vector<std::int64_t> sums_;
  std::uint64_t all_ = 0;
  std::size_t top_ = 0;
  bool tree_ = false;
};

}  // namespace recanvass::audit
