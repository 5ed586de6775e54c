// What a difference means in law: the same residual is drawn down in Wisconsin, makes a Michigan
// precinct unrecountable, and starts an investigation in Pennsylvania. Policies are dated and
// cited. Reads the record of reconcile/unit.h; its answer for a recount goes to recount/bound.h.
#pragma once

#include "base/date.h"
#include "election/returns.h"
#include "law/answer.h"
#include "reconcile/draw_down.h"
#include "reconcile/sums.h"
#include "reconcile/unit.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace recanvass::reconcile {

/// What the board does next with the unit.
enum class Step { Continue, Explain, DrawDown, Unrecountable, Investigate, Court };

/// What could still change the step.
enum class LiftedBy { Nothing, AcceptedExplanation, SwornExplanation };

enum class Procedure {
  WisconsinDrawDown,
  MichiganUntil2025,
  MichiganFrom2025,
  InvestigateDifference,
  ExplainDifference
};

struct StatePolicy {
  std::string id;  ///< "us-mi-2025"
  election::JurisdictionId state;
  base::Date from = base::Date::of(1, 1, 1);
  election::DatePrecision from_precision = election::DatePrecision::Exact;
  std::optional<base::Date> until = std::nullopt;  ///< the last day in force; none: no end known
  Procedure procedure = Procedure::ExplainDifference;
  std::string citation;
  std::string source;
  law::Confidence confidence = law::Confidence::Low;
  std::string on_difference;  ///< words for more or fewer ballots, where the procedure needs them
  std::string on_seal;  ///< words for a seal that is not as recorded
};

/// What the policy makes of one unit.
struct Consequence {
  std::optional<Step> step;  ///< no value: figures are missing
  election::BallotCount draw_down;  ///< ballots to be removed, of which `removals` says how
  std::vector<Removal> removals;
  LiftedBy lifted_by = LiftedBy::Nothing;
  std::string words;
  std::string policy;  ///< id of the policy
  std::string citation;
  std::vector<std::string> missing;  ///< figures not recorded that the policy asks for
};

/// All policies, by state and date.
[[nodiscard]] std::vector<StatePolicy> state_policies();

/// The policy of a state in force on a day. No value: none is known.
[[nodiscard]] std::optional<StatePolicy> policy_for(const election::JurisdictionId& state,
                                                    base::Date day);

/// The policy that an operation names: an id of state_policies ("us-mi-2025"), or a state and a
/// year ("us-wi-2016": in force on the last day of that year). No value: none is known.
[[nodiscard]] std::optional<StatePolicy> policy_named(const std::string& name);

/// Why an operation in a state ("us-wi") cannot name this policy: what it has to be, in words;
/// empty when it can. A state without rules of its own is named with a year: "us-ga-2020".
[[nodiscard]] std::string why_not_policy(const std::string& name, const std::string& state);

/// Applies a policy to a unit: seals, voters or ballots issued, ballots found.
[[nodiscard]] Consequence consequence_of(const StatePolicy& policy, const UnitRecord& record);

/// Votes that a recount cannot reach.
struct UnrecountableVotes {
  std::int64_t units = 0;
  OpenSum votes;  ///< of one contest, all choices
  OpenSum ballots;  ///< in the canvass
  std::int64_t undecided_units = 0;  ///< whose figures do not allow an answer
};

/// Adds up the units whose step is Unrecountable. @pre one consequence a record, in its order.
[[nodiscard]] UnrecountableVotes votes_in_unrecountable_units(
    std::span<const UnitRecord> records, std::span<const Consequence> consequences,
    const election::ContestId& contest);

/// "322 units that cannot be recounted hold 12,345 votes; the margin is 10,704 votes"
[[nodiscard]] std::string against_margin(const UnrecountableVotes& votes,
                                         election::VoteCount reported_margin);

/// "continue", "draw down"
[[nodiscard]] std::string words_of(Step step);

}  // namespace recanvass::reconcile
