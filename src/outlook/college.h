// The Electoral College as arithmetic: what is pledged, and which units would have to come out
// otherwise for somebody else to win, cheapest in votes first. Exact dynamic programming, no
// heuristic; docs/math/college.md states how ballots that units share are counted.
// Probabilities stand in outlook/joint.h.
#pragma once

#include "base/rational.h"
#include "outlook/flip_votes.h"
#include "outlook/units.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::outlook {

/// Electors of the whole country since 1964 (435 + 100 + 3; U.S. Const., Amend. XXIII).
inline constexpr election::ElectorCount kCountryElectors{538};

/// More ways than this are told by their two ends only.
inline constexpr std::size_t kResolutionsMax = 8;

/// A majority of what elects (U.S. Const., Amend. XII: "of the whole number of electors
/// appointed").
enum class MajorityOf { Appointed, All };

struct CollegeRules {
  MajorityOf majority_of = MajorityOf::Appointed;
  std::optional<election::ChoiceId> challenger;  ///< no value: second by pledged electors
  std::vector<election::JurisdictionId> appoints_none;
  /// Sets are listed up to this multiple of the cheapest, in switched votes.
  base::Rational within{5, 4};
  std::size_t sets_max = 100;
};

struct ChoiceElectors {
  election::ChoiceId choice;
  election::ElectorCount electors;
};

/// Units that come out for the challenger together, and what that costs.
struct FlipSet {
  std::vector<election::JurisdictionId> units;  ///< most electors first
  election::VoteCount margin_votes{0};  ///< sum of leads, shared ballots once
  election::VoteCount switched{0};  ///< fewest votes that must move
  std::vector<ChoiceElectors> after;  ///< electors by choice, most first
  bool approximate = false;  ///< rests on a rounded, press or unverified figure
};

/// Sets that are minimal by inclusion (no unit can be left out), cheapest in switched votes first.
struct FlipSets {
  std::vector<FlipSet> sets;
  bool complete = true;  ///< false: more exist within the bound than sets_max
};

enum class CollegeOutcome { WinnerKeeps, NobodyHasMajority, ChallengerWins };

/// A choice of focus units coming out for the challenger, and what follows.
struct FocusCase {
  FlipSet set;
  CollegeOutcome outcome = CollegeOutcome::WinnerKeeps;
};

/// To whom an undecided unit's electors go.
struct GivenUnit {
  election::JurisdictionId unit;
  election::ChoiceId choice;
};

/// One way in which the undecided units can come out, and what it would take then.
struct Resolution {
  std::vector<GivenUnit> given;  ///< in the order of College::undecided
  std::vector<ChoiceElectors> electors;  ///< pledged and given, most first
  CollegeOutcome outcome = CollegeOutcome::NobodyHasMajority;  ///< with no unit otherwise
  FlipSets outright;
  FlipSets contingent;
};

struct College {
  election::ElectorCount electors_all{0};
  election::ElectorCount electors_appointed{0};
  election::ElectorCount needed{0};
  MajorityOf majority_of = MajorityOf::Appointed;  ///< what `needed` is a majority of
  std::vector<ChoiceElectors> pledged;  ///< by the units' leaders and elsewhere, most first
  std::optional<election::ChoiceId> winner;  ///< has most pledged electors
  std::optional<election::ChoiceId> challenger;  ///< whom the flips are for
  std::vector<election::JurisdictionId> appoints_none;  ///< as asked: no electors, no part
  std::vector<election::JurisdictionId> undecided;  ///< no leader known, or a tie
  election::ElectorCount undecided_electors{0};  ///< of those; pledged to nobody
  std::vector<election::JurisdictionId> unknown_margin;  ///< leader known, votes to flip not
  std::vector<election::JurisdictionId> apart;  ///< share ballots but were counted apart

  // Where units are undecided, these hold for the first of `resolutions`.
  FlipSets outright;  ///< the challenger reaches a majority
  FlipSets contingent;  ///< nobody does: the House would choose the President
  std::vector<FocusCase> focus;  ///< every choice of focus units, fewest units first

  /// How the undecided units can come out: first as it suits the winner, so that each set of
  /// `outright` suffices whatever they do; then as it suits the challenger; then, when there are at
  /// most kResolutionsMax in all, every other way. Empty: nothing is undecided.
  std::vector<Resolution> resolutions;

  std::vector<ChoiceElectors> cast;  ///< as the electors voted; empty: not known (yet)
  bool covers_country = true;  ///< false: the package holds fewer than the country's 538 electors
  std::string refusal;  ///< why there are no flip sets; empty when there are
};

/// @param units  of the presidential contest, with electors.
/// @return no value when no unit has electors.
[[nodiscard]] std::optional<College> assess_college(const UnitTable& units,
                                                    const election::Election& election,
                                                    std::optional<base::Date> as_of,
                                                    const CollegeRules& rules);

}  // namespace recanvass::outlook
