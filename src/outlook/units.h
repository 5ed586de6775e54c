// One line of figures for each jurisdiction of a contest, as of a day: who leads, by how much over
// the challenger, and what it would take to change that. First step of the outlook.
// Next: outlook/flip_votes.h for the votes, outlook/college.h for sets of units.
#pragma once

#include "election/election.h"
#include "election/known.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::outlook {

/// One jurisdiction's standing, seen from a challenger.
struct ElectoralUnit {
  election::JurisdictionId id;
  std::string name;
  election::ElectorCount electors{0};  ///< 0: none (a state contest, a city)
  std::optional<election::JurisdictionId> shares_ballots_with;
  election::ResultSetId result_set;  ///< the figures that hold

  election::ChoiceId leader;
  election::ChoiceId runner_up;
  /// Leader minus runner-up, votes; no value: unknown on the day.
  std::optional<election::VoteCount> reported_margin;
  std::optional<election::VoteCount> leader_votes;
  std::optional<election::VoteCount> runner_up_votes;
  std::optional<election::VoteCount> total_votes;
  std::optional<election::BallotCount> ballots;
  std::optional<election::VoteCount> rounded_to;  ///< the margin is a rounded report
  election::LegalStatus status = election::LegalStatus::Reported;
  bool press = false;
  bool verified = true;
  bool tie = false;
  bool focus = false;  ///< a jurisdiction that the package names first

  /// Votes of each choice that can be elected; empty when only the margin is known or several
  /// seats are filled.
  std::vector<election::ChoiceTotal> votes;
};

/// The jurisdictions of `contest` with a leader on `as_of`, in the package's order.
/// Those without any figure are in `unknown`.
struct UnitTable {
  std::vector<ElectoralUnit> units;
  std::vector<election::JurisdictionId> unknown;

  /// Null when there is none.
  [[nodiscard]] const ElectoralUnit* find(const election::JurisdictionId& id) const;
};
[[nodiscard]] UnitTable list_units(const election::Election& election,
                                   const election::Contest& contest,
                                   std::optional<base::Date> as_of);

}  // namespace recanvass::outlook
