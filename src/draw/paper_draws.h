// Draws that are made with the paper itself: cutting a stack (k-cut) and throwing for each card
// (Bernoulli). They are records of what people did, and say what that costs in risk.
// Derivation: docs/math/draws.md.
#pragma once

#include "base/result.h"

#include <cstdint>

namespace recanvass::draw {

/// What the cards that are drawn are used for.
enum class DrawnFor : std::uint8_t {
  Polling,     ///< any card of the stack will do
  Comparison,  ///< the card that was named, and no other: it is compared with its record
};

/// A stack cut so often, then its top card taken. Source: Sridhar and Rivest (2019).
class CutRecord {
 public:
  /// Causes: cut.comparison (cutting names no card), cut.cuts (less than one), cut.distance (not in
  /// [0, 1)).
  /// @param distance_max  how far one draw may be from uniform, in total variation, as measured for
  ///                      so many cuts by the people who cut
  static base::Result<CutRecord> make(std::int32_t cuts, double distance_max, DrawnFor use);
  [[nodiscard]] std::int32_t cuts() const { return cuts_; }
  /// By how much `draws` draws may raise the chance of an error: 1 - (1 - distance)^draws. The risk
  /// limit of the test is lowered by as much.
  [[nodiscard]] double risk_added(std::int64_t draws) const;

 private:
  CutRecord(std::int32_t cuts, double distance_max) : cuts_(cuts), distance_max_(distance_max) {}
  std::int32_t cuts_ = 0;
  double distance_max_ = 0.0;
};

/// Each card taken or not by a throw of its own. Given how many were taken they are a simple random
/// sample without replacement. Source: Ottoboni, Bernhard, Halderman, Rivest, Stark (2018).
class BernoulliRecord {
 public:
  /// Causes: bernoulli.chance (not in (0, 1]), bernoulli.taken (not from 0 to all cards).
  static base::Result<BernoulliRecord> make(double chance, std::int64_t cards, std::int64_t taken);
  [[nodiscard]] double chance() const { return chance_; }
  [[nodiscard]] std::int64_t cards() const { return cards_; }
  /// The sample size that the test is told, as if it had been fixed.
  [[nodiscard]] std::int64_t taken() const { return taken_; }

 private:
  BernoulliRecord(double chance, std::int64_t cards, std::int64_t taken)
      : chance_(chance), cards_(cards), taken_(taken) {}
  double chance_ = 1.0;
  std::int64_t cards_ = 0;
  std::int64_t taken_ = 0;
};

}  // namespace recanvass::draw
