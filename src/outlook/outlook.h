// "Can it flip?" for one contest: votes, electors, probabilities in layers, paper and history, put
// together from the other files of this folder. Asked by workflow/flip.h; told by
// report/flip_text.h.
#pragma once

#include "base/executor.h"
#include "base/result.h"
#include "election/election.h"
#include "outlook/college.h"
#include "outlook/flip_votes.h"
#include "outlook/history.h"
#include "outlook/joint.h"
#include "outlook/mechanism.h"
#include "outlook/paper.h"
#include "outlook/reference_class.h"
#include "outlook/units.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::outlook {

/// The tables of history that answers rest on (reference/, read by formats/reference_reader.h).
struct ReferenceTables {
  std::vector<RecountRecord> recounts;
  std::vector<PopularVoteRecord> popular_votes;
  std::vector<RecountErrors> recount_errors;  ///< the first is the one that rates are fitted from
};

struct FlipQuestion {
  std::optional<base::Date> as_of;  ///< no value: all that is in the package
  std::optional<election::ContestId> contest;  ///< no value: the presidential one, else the first
  CollegeRules college;
  std::vector<double> correlations{0.0, 0.3, 0.8};
  MechanismPlan mechanism;
};

/// Fewer known recounts than this are no class to speak of a chance from.
inline constexpr std::size_t kRecountsLeast = 5;

/// One unit's outlook. What cannot be known has no value.
struct UnitOutlook {
  ElectoralUnit unit;
  std::optional<VotesToFlip> to_flip;  ///< for the challenger, or the runner-up
  std::optional<ClassAnswer> reference;  ///< first layer
  std::string no_class;  ///< why past recounts say nothing; empty: they do, or no votes known
  std::optional<MechanismAnswer> mechanism;  ///< second layer
  std::optional<PaperNeeded> paper;
  bool share_of_listed = false;  ///< the total is unknown: shares are of the listed choices' votes
  /// The margin over the largest shift ever seen in a complete statewide recount.
  std::optional<double> times_largest_votes;
  std::optional<double> times_largest_share;
};

struct FlipOutlook {
  std::string election_id;
  std::string election_name;
  election::Contest contest;
  std::vector<election::ContestId> other_contests;  ///< of the package, not looked at
  std::optional<base::Date> as_of;
  std::vector<UnitOutlook> units;  ///< in the package's order
  std::vector<election::JurisdictionId> unknown;  ///< no figure on the day
  std::map<election::JurisdictionId, std::string> names;  ///< of every jurisdiction
  std::optional<College> college;  ///< presidential contests only
  std::vector<election::CastPerson> cast_persons;  ///< electors' choices outside the contest
  std::string joint_refusal;  ///< why there is no joint chance; empty when there is, or no college
  std::optional<JointAnswer> joint;  ///< from the reference class, inside it
  std::optional<HistoryAnswer> history;  ///< only where the package covers the country

  // What the layers rest on.
  std::int64_t class_recounts = 0;
  LargestShift largest_shift;
  double class_location = 0.0;
  double class_scale = 0.0;
  double class_freedom = 0.0;
  double class_standard_deviation = 0.0;
  double class_widest_share = 0.0;
  std::vector<std::string> class_ids;
  std::string mechanism_refusal;  ///< why errors are not simulated; empty: they are, as follows
  RecountErrors error_figures;
  stats::ErrorRates error_rates;
  MechanismPlan mechanism_plan;
};

/// @pre reference.recount_errors is not empty
/// Causes: flip.contest, flip.challenger, flip.jurisdiction (names that the package does not have).
base::Result<FlipOutlook> look_ahead(const election::Election& election,
                                     const FlipQuestion& question, const ReferenceTables& reference,
                                     base::Executor& executor);

}  // namespace recanvass::outlook
