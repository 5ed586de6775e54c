// What an audit of one contest would cost, design by design, before anything is drawn or between
// two rounds. Works from reported totals alone; returns by unit and a share of cards without
// records let it say more. How each number is made: docs/math/plans.md.
// Several contests at once: audit/plan_contests.h. As text: report/plan_text.h.
#pragma once

#include "audit/plan_law.h"
#include "audit/plan_population.h"
#include "base/executor.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::audit {

/// Work and money, as given; what is not given is not told.
struct PlanRates {
  std::optional<double> card_minutes;       ///< to find and read one drawn card
  std::optional<double> container_minutes;  ///< to fetch, open and reseal one container
  std::optional<double> tally_minutes;      ///< to tally one card of a whole batch
  std::optional<double> hour_dollars;       ///< one person's hour
  std::optional<double> round_dollars;      ///< what a round costs besides

  [[nodiscard]] bool any() const {
    return card_minutes || container_minutes || tally_minutes || round_dollars;
  }
};

/// One reporting unit's votes.
struct PlanUnit {
  std::string name;
  PairVotes votes;
};

/// What is known before the audit, and how it is to be planned.
struct PlanQuestion {
  std::string name;    ///< "Wisconsin"
  std::string winner;  ///< names, for the words
  std::string loser;
  PairVotes votes;
  std::vector<PlanUnit> units;  ///< may be empty; cards in no unit are one more
  double risk_limit = 0.05;
  RecordErrors errors{1e-3, 1e-4, 0.0, 0.0};
  std::optional<std::int64_t> batch_cards;      ///< cards of a batch
  std::optional<std::int64_t> container_cards;  ///< cards of a container
  std::optional<double> without_records;  ///< share of cards whose scanner keeps no usable record
  std::optional<double> redacted;  ///< share of cards whose records are withheld
  std::vector<double> quantiles{0.5, 0.8, 0.9, 0.95};
  std::uint64_t replicates = 1000;
  std::uint64_t seed = 1;
  /// An audit that draws single cards turns to a full hand count at this share of all cards.
  double full_count_share = 0.25;
  int rounds_max = 4;
  PlanRates rates;
  std::optional<SeenCards> seen;  ///< plans the rest of an audit that has begun
};

/// What one quantile, or a round, comes to.
struct PlanWork {
  std::int64_t cards = 0;
  double error = 0.0;  ///< half width of the 95 % interval of `cards`; 0: exact
  std::optional<double> batches;  ///< whole batches tallied
  std::optional<double> containers;  ///< opened, expected
  std::optional<double> hours;
  std::optional<double> dollars;
};

struct PlanQuantile {
  double share = 0.0;
  PlanWork work;
};

/// The frontier: what so many rounds come to.
struct PlanRounds {
  RoundsPlan rounds;
  PlanWork expected;
};

enum class PlanDesign {
  PollingDefault,
  PollingBravo,
  PollingProvidence,
  ComparisonDefault,
  ComparisonSuperSimple,
  BatchMacro,
  PooledUnits,
  PooledGroup,
  PooledRedacted,
  Stratified,
  FullCount,
};

enum class PlanBasis { Exact, Simulated };

struct DesignPlan {
  PlanDesign design = PlanDesign::FullCount;
  PlanBasis basis = PlanBasis::Exact;
  std::uint64_t replicates = 0;  ///< of a simulated design
  std::string refusal;  ///< why there are no figures; empty when there are
  std::string note;
  double cards_expected = 0.0;
  double cards_expected_error = 0.0;  ///< standard error
  std::vector<PlanQuantile> quantiles;
  std::vector<PlanRounds> frontier;
};

struct AuditPlan {
  PlanQuestion question;
  std::vector<DesignPlan> designs;  ///< in the order of PlanDesign
};

/// Every design for this question. Causes: plan.no-lead, plan.votes (more votes than cards, units
/// that exceed the total), plan.seen (a sample larger than the report), plan.setting.
base::Result<AuditPlan> plan_audit(const PlanQuestion& question, base::Executor& executor);

/// The contest that a design draws single cards from, for longer simulations; units and shares as
/// the design needs them. Causes: as plan_audit, and plan.design for one that draws no single cards
/// or lacks what it needs.
base::Result<SimulatedContest> contest_of_design(const PlanQuestion& question, PlanDesign design);

/// "comparison": as --design takes it and JSON has it.
[[nodiscard]] std::string id_of(PlanDesign design);
[[nodiscard]] std::optional<PlanDesign> design_of(std::string_view id);
[[nodiscard]] const std::vector<PlanDesign>& all_designs();

}  // namespace recanvass::audit
