#include "audit/plan_batches.h"

#include "audit/macro.h"
#include "audit/simulation.h"
#include "base/check.h"
#include "base/rational.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace recanvass::audit {
namespace {

struct BatchFrame {
  std::span<const PairVotes> batches;
  std::vector<double> bounds;      // u of each, a share of the lead
  std::vector<double> bounds_sum;  // of the batches up to each
  double lead = 0.0;
  std::int64_t cards = 0;
};

BatchFrame frame_of(std::span<const PairVotes> batches) {
  const PairVotes all = sum_of(batches);
  RECANVASS_CHECK(all.lead() > 0);
  const MacroContest contest{{all.winner, all.loser}, {true, false}, 0};
  BatchFrame frame{batches, {}, {}, static_cast<double>(all.lead()), all.cards};
  double sum = 0.0;
  for (const PairVotes& batch : batches) {
    frame.bounds.push_back(macro_bound(contest, {batch.cards, {batch.winner, batch.loser}}));
    sum += frame.bounds.back();
    frame.bounds_sum.push_back(sum);
  }
  return frame;
}

// Overstatement of a batch in votes: misread cards of four kinds, none negative in the end.
double votes_over(const PairVotes& batch, const RecordErrors& errors, stats::RandomStream& random) {
  const auto misread = [&](double share) {
    return static_cast<double>(
        stats::draw_poisson(random, share * static_cast<double>(batch.cards)));
  };
  const double over = misread(errors.one_over) + 2.0 * misread(errors.two_over);
  const double under = misread(errors.one_under) + 2.0 * misread(errors.two_under);
  return std::max(0.0, over - under);
}

struct OneAudit {
  std::int64_t draws, batches, cards;
};

OneAudit audit_once(const BatchFrame& frame, const RecordErrors& errors, double goal,
                    stats::RandomStream random) {
  const double all = frame.bounds_sum.back();
  const auto draws_max = static_cast<std::int64_t>(frame.batches.size());
  std::vector<std::optional<double>> taints(frame.batches.size());
  OneAudit audit{0, 0, 0};
  double log_evidence = 0.0;
  while (log_evidence < goal) {
    if (++audit.draws > draws_max) return {draws_max, draws_max, frame.cards};
    const auto drawn = std::upper_bound(frame.bounds_sum.begin(), frame.bounds_sum.end(),
                                        random.next_unit() * all);
    const auto i = std::min<std::size_t>(static_cast<std::size_t>(drawn - frame.bounds_sum.begin()),
                                         frame.batches.size() - 1);
    if (!taints[i]) {
      ++audit.batches;
      audit.cards += frame.batches[i].cards;
      taints[i] = std::min(
          1.0, votes_over(frame.batches[i], errors, random) / frame.lead / frame.bounds[i]);
    }
    log_evidence += std::log1p(-*taints[i]) - std::log1p(-1.0 / all);
  }
  return audit;
}

}  // namespace

BatchSizes simulate_batches(std::span<const PairVotes> batches, const RecordErrors& errors,
                            double risk_limit, std::uint64_t replicates, stats::RandomKey key,
                            base::Executor& executor) {
  RECANVASS_CHECK(!batches.empty() && replicates > 0);
  const BatchFrame frame = frame_of(batches);
  const double goal = -std::log(risk_limit);
  BatchSizes sizes;
  sizes.draws.resize(replicates);
  sizes.batches.resize(replicates);
  sizes.cards.resize(replicates);
  const std::uint64_t blocks = (replicates + kBlockReplicates - 1) / kBlockReplicates;
  executor.run_blocks(blocks, [&](std::size_t block) {
    const std::uint64_t first = block * kBlockReplicates;
    for (std::uint64_t i = first; i < std::min(first + kBlockReplicates, replicates); ++i) {
      const OneAudit audit = audit_once(frame, errors, goal, stats::RandomStream(key, i));
      sizes.draws[i] = audit.draws;
      sizes.batches[i] = audit.batches;
      sizes.cards[i] = audit.cards;
    }
  });
  return sizes;
}

std::vector<PairVotes> even_batches(const PairVotes& votes, std::int64_t each) {
  RECANVASS_CHECK(votes.cards > 0 && each > 0);
  const std::int64_t many = (votes.cards + each - 1) / each;
  // What is dealt out up to the i-th of `many`, rounded down: parts differ by one at most.
  const auto up_to = [many](std::int64_t number, std::int64_t i) {
    return static_cast<std::int64_t>(static_cast<base::Wide>(number) * i / many);
  };
  std::vector<PairVotes> batches;
  for (std::int64_t i = 0; i < many; ++i) {
    const auto part = [&](std::int64_t number) { return up_to(number, i + 1) - up_to(number, i); };
    const std::int64_t winner = part(votes.winner);
    const std::int64_t loser = part(votes.loser);
    batches.push_back({winner + loser + part(votes.other()), winner, loser});
  }
  return batches;
}

}  // namespace recanvass::audit
