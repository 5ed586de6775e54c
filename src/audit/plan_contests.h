// Several contests audited at once by comparison with pools (ONEAudit where a card has no record of
// its own): how many cards each contest reads, and how many cards that is together, since one card
// serves every contest on it. One contest by many designs: audit/plan.h. docs/math/plans.md.
#pragma once

#include "audit/plan_law.h"
#include "audit/plan_population.h"
#include "base/executor.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace recanvass::audit {

/// Cards of one pool for one assertion; `pool` only names it.
struct PoolVotes {
  std::uint32_t pool = 0;
  PairVotes votes;
};

/// One assertion of a contest: cards for it count 1 (or the assorter's bound), against it 0, others
/// 1/2. The winner's and the loser's "votes" of a claim about piles are the cards for and against.
struct AssertionVotes {
  std::string words;
  PairVotes recorded;  ///< cards with records of their own
  std::vector<PoolVotes> pools;  ///< cards without, pool by pool
};

struct PlanContest {
  std::string name;
  double risk_limit = 0.05;
  std::vector<AssertionVotes> assertions;
};

/// Cards with the same contests on them.
struct PlanStyle {
  std::int64_t cards = 0;
  std::vector<std::uint32_t> contests;
};

struct ContestsQuestion {
  std::vector<PlanContest> contests;
  std::vector<PlanStyle> styles;
  RecordErrors errors{1e-3, 1e-4, 0.0, 0.0};
  std::vector<double> quantiles{0.5, 0.8, 0.9, 0.95};
  std::uint64_t replicates = 1000;
  std::uint64_t seed = 1;
  double full_count_share = 1.0;  ///< of a contest's cards
};

struct ContestSizes {
  std::string name;
  std::int64_t cards = 0;  ///< that carry it
  SizeLaw law = SizeLaw::certain(1);  ///< of the cards it reads until all its assertions hold
  std::size_t hardest = 0;  ///< the assertion that most often holds it up
};

struct ContestsPlan {
  ContestsQuestion question;
  std::vector<ContestSizes> contests;
  /// By quantile: different cards when every contest reads as many as its own quantile says.
  std::vector<double> cards;
};

/// Causes: plan.no-lead, plan.votes, by contest and assertion; plan.style (a style names no
/// contest of the question, or carries fewer cards than a contest has).
base::Result<ContestsPlan> plan_contests(const ContestsQuestion& question,
                                         base::Executor& executor);

/// Different cards when contest c reads `sizes[c]` of its cards with the smallest numbers: the sum
/// over styles of the largest share that one of their contests reads.
[[nodiscard]] double cards_together(const ContestsQuestion& question,
                                    const std::vector<std::int64_t>& sizes);

}  // namespace recanvass::audit
