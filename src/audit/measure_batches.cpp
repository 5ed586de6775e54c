#include "audit/measure_batches.h"

#include "base/check.h"
#include "stats/bet_mixture.h"
#include "stats/evidence.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace recanvass::audit {
namespace {

constexpr double kNoEvidence = -std::numeric_limits<double>::infinity();
/// Below it a null mean is rounding, and the batch says nothing.
constexpr double kLeastNullMean = 1e-9;

enum class BatchFunction : std::uint8_t { Default, KaplanMarkov, Macro };

std::optional<BatchFunction> batch_function(std::string_view name) {
  if (name == "default") return BatchFunction::Default;
  if (name == "kaplan-markov") return BatchFunction::KaplanMarkov;
  if (name == "macro") return BatchFunction::Macro;
  return std::nullopt;
}

std::vector<stats::WeightedBet> batch_bets(BatchFunction function) {
  if (function == BatchFunction::KaplanMarkov) return {{1.0, 1.0}};
  // Reports are mostly right, and a batch's errors are a small part of what they could be.
  return stats::default_shares(stats::kBetCap);
}

// The stake split over shares of the largest bet: Σ w_k Π (1 + s_k (y/μ - 1)).
class BatchEvidence {
 public:
  explicit BatchEvidence(BatchFunction function) : bets_(batch_bets(function)) {
    double all = 0.0;
    for (const stats::WeightedBet& bet : bets_) all += bet.weight;
    for (stats::WeightedBet& bet : bets_) bet.weight /= all;
    logs_.resize(bets_.size());
    dead_.resize(bets_.size(), 0);
  }

  /// @param ratio  the value drawn over its mean where the claim just fails, not below 0
  void observe(double ratio) {
    for (std::size_t i = 0; i < bets_.size(); ++i) {
      const double factor = bets_[i].bet * (ratio - 1.0);
      if (factor <= -1.0) dead_[i] = 1;
      if (dead_[i] == 0) logs_[i].add(std::log1p(factor));
    }
    best_ = std::max(best_, log_now());
  }
  [[nodiscard]] double best() const { return best_; }

 private:
  [[nodiscard]] double log_now() const {
    double largest = kNoEvidence;
    for (std::size_t i = 0; i < bets_.size(); ++i) {
      if (dead_[i] == 0) largest = std::max(largest, logs_[i].value());
    }
    if (largest == kNoEvidence) return kNoEvidence;
    stats::CompensatedSum sum;
    for (std::size_t i = 0; i < bets_.size(); ++i) {
      if (dead_[i] == 0) sum.add(bets_[i].weight * std::exp(logs_[i].value() - largest));
    }
    return largest + std::log(sum.value());
  }

  std::vector<stats::WeightedBet> bets_;
  std::vector<stats::CompensatedSum> logs_;
  std::vector<char> dead_;
  double best_ = 0.0;
};

// What is known of a claim after some different batches.
struct ClaimState {
  std::int64_t over = 0;  // overstated so far
  std::int64_t over_most = 0;  // what the batches left could be overstated and understated
  std::int64_t under_most = 0;
  std::uint64_t weight_left = 0;

  [[nodiscard]] bool holds(std::int64_t lead) const { return over + over_most < lead; }
  [[nodiscard]] bool fails(std::int64_t lead) const { return over - under_most >= lead; }
  // What the batches left have to be overstated, as a share of the most, where the claim fails.
  [[nodiscard]] double needed(std::int64_t lead) const {
    return static_cast<double>(lead - over) / static_cast<double>(lead) *
           static_cast<double>(kLeadWeight) / static_cast<double>(weight_left);
  }
};

double share_of_lead(std::int64_t over, std::int64_t lead) {
  return static_cast<double>(over) / static_cast<double>(lead);
}

class BatchMeasuring {
 public:
  BatchMeasuring(const BatchMeasure& contest, const BatchCounts& counts, BatchFunction function)
      : contest_(contest), counts_(counts), function_(function) {
    std::vector<char> seen(contest.weights.size(), 0);
    for (const std::size_t batch : counts.draws) {
      RECANVASS_CHECK(batch < seen.size() && contest.weights[batch] > 0);
      if (seen[batch] == 0) different_.push_back(batch);
      seen[batch] = 1;
    }
    for (std::size_t batch = 0; batch < seen.size(); ++batch) {
      weight_ += contest.weights[batch];
      left_ += contest.weights[batch] > 0 && seen[batch] == 0 ? 1 : 0;
    }
  }

  MeasuredBatches run() {
    MeasuredBatches measured;
    const bool macro = function_ == BatchFunction::Macro;
    bool fails = false;
    std::int64_t more = 0;
    std::vector<std::size_t> open;
    for (std::size_t at = 0; at < contest_.claims.size(); ++at) {
      const ClaimState end = state_after(at, different_.size());
      const std::int64_t lead = contest_.claims[at].lead;
      double risk = end.fails(lead) ? 1.0 : 0.0;
      fails = fails || end.fails(lead);
      if (!end.fails(lead) && !end.holds(lead)) {
        open.push_back(at);
        risk = macro ? macro_risk(bound_sum(), macro_draws({&at, 1}))
                     : stats::p_value_of(evidence_of(at).best());
        if (!macro) more = std::max(more, more_if_clean(at));
      }
      measured.risks.push_back(risk);
      if (risk > measured.risks[measured.worst]) measured.worst = at;
    }
    measured.risk = measured.risks[measured.worst];
    if (macro && !fails && !open.empty()) {
      measured.risk = macro_risk(bound_sum(), macro_draws(open));
      more = macro_more_if_clean(open);
    }
    if (fails) {
      measured.verdict =
          counts_.missing_cards > 0 ? Verdict::FullHandCountNeeded : Verdict::Contradicted;
    } else if (measured.risk <= contest_.risk_limit) {
      measured.verdict = Verdict::Confirmed;
    } else {
      measured.more_if_clean = more;
    }
    return measured;
  }

 private:
  [[nodiscard]] ClaimState state_after(std::size_t at, std::size_t batches) const {
    const BatchClaim& claim = contest_.claims[at];
    ClaimState state;
    for (const std::int64_t most : claim.reported) state.over_most += most;
    for (const std::int64_t most : claim.room) state.under_most += most;
    state.weight_left = weight_;
    for (std::size_t i = 0; i < batches; ++i) take(state, at, different_[i]);
    return state;
  }
  void take(ClaimState& state, std::size_t at, std::size_t batch) const {
    const BatchClaim& claim = contest_.claims[at];
    state.over += counts_.overstated[at][batch];
    state.over_most -= claim.reported[batch];
    state.under_most -= claim.room[batch];
    state.weight_left -= contest_.weights[batch];
  }

  // Each batch once, in the order in which it was first drawn. @pre the claim is open at the end
  [[nodiscard]] BatchEvidence evidence_of(std::size_t at) const {
    const BatchClaim& claim = contest_.claims[at];
    ClaimState state = state_after(at, 0);
    BatchEvidence evidence(function_);
    for (const std::size_t batch : different_) {
      const double null_mean = 1.0 - state.needed(claim.lead);
      const double taint = share_of_lead(counts_.overstated[at][batch], claim.lead) *
                           static_cast<double>(kLeadWeight) /
                           static_cast<double>(contest_.weights[batch]);
      // An understatement counts for no more than the whole of what the batch could overstate.
      const double value = std::max(0.0, 1.0 - std::max(taint, -1.0));
      if (null_mean > kLeastNullMean) evidence.observe(value / null_mean);
      take(state, at, batch);
    }
    return evidence;
  }

  // With replacement, by the largest error over these claims.
  [[nodiscard]] std::vector<BatchDraw> macro_draws(std::span<const std::size_t> claims) const {
    std::vector<BatchDraw> draws;
    for (const std::size_t batch : counts_.draws) {
      double error = 0.0;
      for (const std::size_t at : claims) {
        error =
            std::max(error, share_of_lead(counts_.overstated[at][batch], contest_.claims[at].lead));
      }
      draws.push_back(
          {error, static_cast<double>(contest_.weights[batch]) / static_cast<double>(kLeadWeight)});
    }
    return draws;
  }
  [[nodiscard]] double bound_sum() const {
    return static_cast<double>(weight_) / static_cast<double>(kLeadWeight);
  }

  // Taking a batch out makes the null mean of the others smaller, and each says more: batches as if
  // none were taken out are enough.
  [[nodiscard]] std::int64_t more_if_clean(std::size_t at) const {
    const std::int64_t lead = contest_.claims[at].lead;
    const ClaimState state = state_after(at, different_.size());
    if (state.holds(lead)) return 0;
    const double null_mean = 1.0 - state.needed(lead);
    BatchEvidence evidence = evidence_of(at);
    std::int64_t more = 0;
    while (more < left_ && stats::p_value_of(evidence.best()) > contest_.risk_limit) {
      if (null_mean > kLeastNullMean) evidence.observe(1.0 / null_mean);
      ++more;
    }
    return more;
  }
  [[nodiscard]] std::int64_t macro_more_if_clean(std::span<const std::size_t> claims) const {
    std::vector<BatchDraw> draws = macro_draws(claims);
    std::int64_t more = 0;
    while (more < left_ && macro_risk(bound_sum(), draws) > contest_.risk_limit) {
      draws.push_back({0.0, 1.0});
      ++more;
    }
    return more;
  }

  const BatchMeasure& contest_;
  const BatchCounts& counts_;
  BatchFunction function_;
  std::vector<std::size_t> different_;
  std::uint64_t weight_ = 0;
  std::int64_t left_ = 0;
};

}  // namespace

std::int64_t batch_sum(const Assorter& assorter, const BatchVotes& batch, std::int64_t missing) {
  RECANVASS_CHECK(batch.votes.size() == assorter.contest().choices.size());
  const std::int64_t none = assorter.numerator_without();
  base::Wide sum = static_cast<base::Wide>(none) * (batch.cards - missing);
  for (std::size_t i = 0; i < batch.votes.size(); ++i) {
    const std::vector<election::Mark> mark{{static_cast<ChoiceIndex>(i)}};
    const std::int64_t one = assorter.numerator({election::MarkingState::Marked, mark});
    sum += static_cast<base::Wide>(one - none) * batch.votes[i];
  }
  RECANVASS_CHECK(sum >= 0 && sum <= std::numeric_limits<std::int64_t>::max());
  return static_cast<std::int64_t>(sum);
}

BatchClaim batch_claim(const Assorter& assorter, std::span<const BatchVotes> batches) {
  BatchClaim claim;
  base::Wide lead = 0;
  for (const BatchVotes& batch : batches) {
    const std::int64_t sum = batch_sum(assorter, batch);
    const base::Wide most = static_cast<base::Wide>(assorter.upper_numerator()) * batch.cards;
    RECANVASS_CHECK(sum <= most && most <= std::numeric_limits<std::int64_t>::max());
    claim.reported.push_back(sum);
    claim.room.push_back(static_cast<std::int64_t>(most) - sum);
    lead += sum - static_cast<base::Wide>(assorter.half_numerator()) * batch.cards;
  }
  claim.lead = static_cast<std::int64_t>(lead);
  return claim;
}

base::Result<std::vector<std::uint64_t>> batch_weights(std::span<const BatchClaim> claims,
                                                       std::span<const std::int64_t> cards) {
  std::vector<std::uint64_t> weights(cards.size(), 0);
  base::Wide all = 0;
  for (std::size_t batch = 0; batch < cards.size(); ++batch) {
    base::Wide weight = cards[batch] > 0 ? 1 : 0;
    for (const BatchClaim& claim : claims) {
      if (claim.lead <= 0) break;
      const base::Wide scaled = static_cast<base::Wide>(claim.reported[batch]) * kLeadWeight;
      weight = std::max(weight, (scaled + claim.lead - 1) / claim.lead);
    }
    all += weight;
    weights[batch] = static_cast<std::uint64_t>(weight);
  }
  const bool leads = std::ranges::all_of(claims, [](const BatchClaim& c) { return c.lead > 0; });
  if (leads && all <= std::numeric_limits<std::int64_t>::max()) return weights;
  return base::Problem{"batches.lead",
                       {"", 0, "batches"},
                       leads ? "a lead so small that weights do not fit" : "a claim without a lead",
                       "claims that hold over the reported batches by more than a few votes",
                       "Count every batch by hand."};
}

const std::vector<RiskFunctionName>& batch_function_names() {
  static const std::vector<RiskFunctionName> names{
      {"default", "over half on the report being right, the rest on smaller bets"},
      {"kaplan-markov", "Kaplan-Markov over different batches, without replacement"},
      {"macro", "MACRO over all draws, with replacement, as Arlo has it"},
  };
  return names;
}

base::Result<MeasuredBatches> measure_batches(const BatchMeasure& contest,
                                              const BatchCounts& counts) {
  const auto function = batch_function(contest.risk_function);
  if (!function) {
    return base::Problem{"measure.function",
                         {contest.contest, 0, "risk function"},
                         "\"" + contest.risk_function + "\"",
                         "a function of batches: default, kaplan-markov or macro",
                         "Take \"default\"."};
  }
  if (contest.claims.empty()) {
    return base::Problem{"measure.assertions",
                         {contest.contest, 0, "assertions"},
                         "no assertion",
                         "at least one",
                         "A contest without assertions is counted by hand."};
  }
  RECANVASS_CHECK(counts.overstated.size() == contest.claims.size());
  return BatchMeasuring(contest, counts, *function).run();
}

}  // namespace recanvass::audit
