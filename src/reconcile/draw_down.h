// Wisconsin's way out of more ballots than voters: ordered removals, then a draw at random. Planned
// here, done by hand by the board; which ballots came out is recorded and can only be replayed.
// Asked by reconcile/policy.h. Source: Wis. Stat. 9.01(1)(b)1 to 5.
#pragma once

#include "base/result.h"
#include "election/nouns.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::reconcile {

/// In the order of the statute.
enum class RemovalStage { DefectiveEnvelope, Blank, WithoutInitials, AtRandom };

/// AllOfThem: every ballot of the kind. Drawn: without looking, as many as needed of them.
enum class Taking { AllOfThem, Drawn };

struct Removal {
  RemovalStage stage = RemovalStage::AtRandom;
  election::BallotCount removed;  ///< above 0
  election::BallotCount among;  ///< ballots of that kind from which they are taken
  Taking taking = Taking::Drawn;
};

/// What the board has determined. The kinds are counted when their stage is reached, so a ballot
/// already taken out is in none of them.
struct DrawDownFigures {
  election::VoterCount voters;  ///< before defective envelopes are taken off
  election::BallotCount ballots;  ///< in the containers
  election::EnvelopeCount defective;
  std::optional<election::BallotCount> absentee;  ///< probable absentee ballots; none: enough
  election::BallotCount blank;
  election::BallotCount without_initials;
};

struct DrawDownPlan {
  election::VoterCount voters;  ///< less the defective envelopes
  std::vector<Removal> removals;  ///< in order; empty: nothing is removed
  election::BallotCount removed;  ///< in all
  election::BallotCount left;  ///< ballots that are counted
};

/// For each defective envelope one absentee ballot is drawn (all of them when there are fewer).
/// Then, only while ballots still exceed voters and only up to the excess: blank ballots, ballots
/// without initials (drawn among them when they are more), any ballots (drawn).
/// Causes: draw-down.more-of-a-kind (a kind has more ballots than are left), draw-down.envelopes
/// (more defective envelopes than voters), draw-down.negative.
/// "defective-envelope", "blank", "without-initials", "at-random"
[[nodiscard]] std::string id_of(RemovalStage stage);

[[nodiscard]] base::Result<DrawDownPlan> plan_draw_down(const DrawDownFigures& figures);

/// "1 blank ballot of 2", "3 ballots drawn at random of 812"
[[nodiscard]] std::string words_of(const Removal& removal);

}  // namespace recanvass::reconcile
