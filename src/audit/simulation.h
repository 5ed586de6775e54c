// How many cards an audit of one contest draws until every assertion is shown, again and again: the
// engine behind `plan` and `simulate`. Its cost is that of the cards drawn, whatever the contest's
// size; replicate r has the same numbers on every machine and at any number of threads.
// Populations are made in audit/plan_population.h; docs/math/plans.md.
#pragma once

#include "audit/risk_function.h"
#include "audit/sample_size.h"
#include "base/executor.h"
#include "stats/counter_random.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace recanvass::audit {

/// Cards that are alike for every assertion: what a drawn one of them shows of each.
struct CardKind {
  std::int64_t cards = 0;
  std::vector<double> values;  ///< by assertion
};

/// The test of one assertion in a simulation.
struct SimulatedTest {
  stats::MeanClaim claim;
  std::string risk_function{kDefaultRiskFunction};
  RiskSettings settings;
};

/// One contest to be simulated.
struct SimulatedContest {
  std::vector<SimulatedTest> tests;  ///< by assertion
  std::vector<CardKind> kinds;  ///< of the cards not drawn yet
  std::vector<CardKind> seen;  ///< drawn already; their order is not known: they are spread evenly
  double risk_limit = 0.05;
  /// An audit that has drawn so many cards without an end counts all of them by hand.
  std::int64_t draws_max = 0;
  std::int64_t not_shown = 0;  ///< the size that it has then; 0: all cards that are left
};

/// A contest made ready: tests are built once, replicates copy them.
class ContestSimulator {
 public:
  /// Claims must all have the population of kinds and seen together, or all be endless.
  /// Causes: as make_risk_function.
  static base::Result<ContestSimulator> make(const SimulatedContest& contest);
  ~ContestSimulator();
  ContestSimulator(ContestSimulator&&) noexcept;
  ContestSimulator& operator=(ContestSimulator&&) noexcept;

  [[nodiscard]] std::size_t assertions() const;
  /// Cards drawn beyond those seen until each assertion is shown, in replicates [first, first +
  /// replicates): replicate by replicate, assertion by assertion. One that is not shown after
  /// draws_max cards has the size not_shown (draws_max where that is 0 and cards are endless).
  [[nodiscard]] std::vector<std::int64_t> sizes(std::uint64_t first, std::uint64_t replicates,
                                                stats::RandomKey key) const;

 private:
  struct Ready;
  explicit ContestSimulator(std::unique_ptr<const Ready> ready);
  std::unique_ptr<const Ready> ready_;
};

/// Replicates that one block of work holds.
inline constexpr std::uint64_t kBlockReplicates = 32;

/// The sizes of `replicates` replicates from 0 on, in blocks over the executor.
[[nodiscard]] std::vector<std::int64_t> simulate_contest(const ContestSimulator& simulator,
                                                         std::uint64_t replicates,
                                                         stats::RandomKey key,
                                                         base::Executor& executor);

/// Of each replicate the largest of its assertions' sizes.
[[nodiscard]] std::vector<std::int64_t> contest_sizes(std::span<const std::int64_t> sizes,
                                                      std::size_t assertions);

}  // namespace recanvass::audit
