#include "audit/measure_batches.h"

#include "audit/assertion.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace recanvass::audit {
namespace {

using Draws = std::vector<std::size_t>;

election::CardContest batched_contest(std::int32_t vote_for = 1) {
  return {{"m"}, "Mayor", vote_for,
          0,     1,       {{{"a"}, "Ada", {}}, {{"b"}, "Ben", {}}, {{"c"}, "Cy", {}}}};
}

Assertion ada_over_ben(std::int64_t votes_max = 1) {
  const std::vector<ChoiceIndex> winners{0};
  return more_votes(batched_contest(static_cast<std::int32_t>(votes_max)), winners,
                    {votes_max, 1})[0];
}

// Five batches of 10 to 50 cards, led by 30 votes of 150.
const std::vector<BatchVotes> kFive{
    {10, {6, 2, 1}}, {20, {12, 7, 0}}, {30, {15, 9, 3}}, {40, {21, 13, 4}}, {50, {22, 15, 9}}};

BatchMeasure measure_of(const std::vector<BatchVotes>& batches, const std::string& function,
                        double risk_limit) {
  BatchMeasure one;
  one.contest = "Mayor";
  one.claims = {batch_claim(ada_over_ben().assorter, batches)};
  std::vector<std::int64_t> cards;
  for (const BatchVotes& batch : batches) cards.push_back(batch.cards);
  one.weights = batch_weights(one.claims, cards).value();
  one.risk_limit = risk_limit;
  one.risk_function = function;
  return one;
}

MeasuredBatches risk_after(const BatchMeasure& contest, const Draws& draws,
                           const std::vector<std::int64_t>& overstated) {
  return measure_batches(contest, {draws, {overstated}}).value();
}

TEST(MeasureBatches, AMultipleOfAPairIsAVoteOfItsLead) {
  const BatchClaim claim = batch_claim(ada_over_ben().assorter, kFive);
  EXPECT_EQ(claim.lead, 30);
  EXPECT_EQ(claim.reported, (std::vector<std::int64_t>{14, 25, 36, 48, 57})) << "w - l + cards";
  EXPECT_EQ(claim.room, (std::vector<std::int64_t>{6, 15, 24, 32, 43}));
  EXPECT_EQ(batch_sum(ada_over_ben().assorter, kFive[0], 1), 13) << "a card that is not there";
}

// The sum over a batch from its votes alone is that over its cards, of a share of votes too.
TEST(MeasureBatches, ASumOverVotesIsTheSumOverCards) {
  const CountsVotes votes{1, 1};
  const Assertion share = above_share(batched_contest(), 0, base::Rational(2, 5), votes);
  for (std::int64_t a = 0; a <= 3; ++a) {
    for (std::int64_t b = 0; b <= 3; ++b) {
      const BatchVotes batch{10, {a, b, 2}};
      for (const Assertion& one : {share, ada_over_ben()}) {
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < 3; ++i) {
          const std::vector<election::Mark> mark{{static_cast<ChoiceIndex>(i)}};
          sum += batch.votes[i] * one.assorter.numerator({election::MarkingState::Marked, mark});
        }
        sum += (10 - a - b - 2) * one.assorter.numerator({election::MarkingState::Blank, {}});
        EXPECT_EQ(batch_sum(one.assorter, batch), sum);
      }
    }
  }
}

TEST(MeasureBatches, WeightsAreTheErrorBoundsOfMacroRoundedUp) {
  const MacroContest contest{{76, 46, 17}, {true, false, false}, 0};
  const BatchMeasure one = measure_of(kFive, "macro", 0.05);
  // Only Ada over Ben is claimed here, and it is the closest pair of every batch.
  for (std::size_t i = 0; i < kFive.size(); ++i) {
    const double exact = macro_bound(contest, kFive[i]) * static_cast<double>(kLeadWeight);
    EXPECT_GE(static_cast<double>(one.weights[i]), exact - 1e-3);
    EXPECT_LT(static_cast<double>(one.weights[i]), exact + 1.0 + 1e-3);
  }
  const BatchClaim claim = one.claims[0];
  const std::vector<std::int64_t> cards{10, 0, 30, 40, 50};
  const BatchClaim nothing{{0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}, 5};
  EXPECT_EQ(batch_weights({&nothing, 1}, cards).value(),
            (std::vector<std::uint64_t>{1, 0, 1, 1, 1}));
  const BatchClaim tie{{1}, {1}, 0};
  EXPECT_FALSE(batch_weights({&tie, 1}, std::vector<std::int64_t>{1}));
  const BatchClaim huge{{9'000'000'000'000}, {0}, 1};
  EXPECT_FALSE(batch_weights({&huge, 1}, std::vector<std::int64_t>{1}));
}

// Kaplan-Markov of Stark (2008) as a plain product.
TEST(MeasureBatches, MacroIsThePlainProductOverAllDraws) {
  const BatchMeasure one = measure_of(kFive, "macro", 0.05);
  const double all = (14 + 25 + 36 + 48 + 57) / 30.0;
  const auto risk = risk_after(one, {4, 2, 4, 3}, {0, 0, 0, 6, 3});
  const double clean = 1.0 - 1.0 / all;
  const double product =
      clean / (1.0 - 3.0 / 57) * clean * clean / (1.0 - 3.0 / 57) * clean / (1.0 - 6.0 / 48);
  EXPECT_NEAR(risk.risk, product, 1e-7);
  EXPECT_EQ(risk.verdict, Verdict::NotYetConfirmed);
}

// Without replacement: what is left of the lead over what is left of the bounds, draw by draw.
TEST(MeasureBatches, KaplanMarkovIsThePlainProductOverDifferentBatches) {
  const BatchMeasure one = measure_of(kFive, "kaplan-markov", 0.05);
  double product = 1.0;
  double least = 1.0;
  double lead = 30.0;
  double bounds = 180.0;
  const std::vector<std::int64_t> overstated{0, 1, -2, 0, 3};
  const std::vector<double> bound{14, 25, 36, 48, 57};
  for (const std::size_t batch : {4U, 1U, 2U}) {
    const double over = static_cast<double>(overstated[batch]);
    product *= (1.0 - lead / bounds) / (1.0 - over / bound[batch]);
    least = std::min(least, product);
    lead -= over;
    bounds -= bound[batch];
  }
  EXPECT_NEAR(risk_after(one, {4, 1, 4, 2, 1}, overstated).risk, least, 1e-7);
}

// Of a batch that could be understated by more than it could be overstated, by twice as much here.
TEST(MeasureBatches, AnUnderstatementCountsForNoMoreThanTheWholeOfAnOverstatement) {
  const BatchMeasure one = measure_of({{10, {1, 5, 0}}, {100, {60, 20, 0}}}, "kaplan-markov", 0.05);
  EXPECT_NEAR(risk_after(one, {0}, {-12, 0}).risk, (1.0 - 36.0 / 146.0) / 2.0, 1e-7);
}

// Every order of the draw with its probability: whatever batches err, where their errors undo the
// lead the limit is passed no more often than it says.
TEST(MeasureBatches, AWrongOutcomePassesTheLimitNoMoreOftenThanItSays) {
  const std::vector<std::vector<std::int64_t>> wrong{
      {0, 0, 0, 0, 30},     {14, 16, 0, 0, 0},  {6, 6, 6, 6, 6},   {-5, 25, 0, 0, 10},
      {-6, -15, 36, 15, 0}, {0, 0, 36, 48, 57}, {0, 0, 0, 40, -10}};
  for (const char* function : {"default", "kaplan-markov"}) {
    for (const double limit : {0.05, 0.2, 0.5}) {
      const BatchMeasure one = measure_of(kFive, function, limit);
      const double all = static_cast<double>(
          std::accumulate(one.weights.begin(), one.weights.end(), std::uint64_t{0}));
      for (const auto& overstated : wrong) {
        Draws order{0, 1, 2, 3, 4};
        double passed = 0.0;
        do {
          double chance = 1.0;
          double left = all;
          bool passes = false;
          for (std::size_t i = 0; i < order.size(); ++i) {
            chance *= static_cast<double>(one.weights[order[i]]) / left;
            left -= static_cast<double>(one.weights[order[i]]);
            const Draws so_far(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(i + 1));
            passes = passes || risk_after(one, so_far, overstated).risk <= limit;
          }
          passed += passes ? chance : 0.0;
        } while (std::ranges::next_permutation(order).found);
        EXPECT_LE(passed, limit + 1e-9) << function << " " << overstated[0];
      }
    }
  }
}

TEST(MeasureBatches, MacroPassesAWrongOutcomeNoMoreOftenThanItSays) {
  const std::vector<BatchVotes> three{{10, {6, 4, 0}}, {20, {13, 7, 0}}, {30, {18, 10, 1}}};
  const BatchMeasure one = measure_of(three, "macro", 0.4);
  const double all = static_cast<double>(one.weights[0] + one.weights[1] + one.weights[2]);
  for (const std::vector<std::int64_t>& overstated :
       {std::vector<std::int64_t>{0, 0, 16}, {8, 8, 0}, {12, -2, 6}}) {
    double passed = 0.0;
    for (std::size_t path = 0; path < 2187; ++path) {
      Draws draws;
      double chance = 1.0;
      for (std::size_t rest = path; draws.size() < 7; rest /= 3) {
        draws.push_back(rest % 3);
        chance *= static_cast<double>(one.weights[rest % 3]) / all;
      }
      // Once every batch was counted the truth is known; until then the limit holds.
      bool passes = false;
      for (std::size_t n = 1; n <= draws.size(); ++n) {
        passes =
            passes ||
            risk_after(one, Draws(draws.begin(), draws.begin() + static_cast<std::ptrdiff_t>(n)),
                       overstated)
                    .risk <= 0.4;
      }
      passed += passes ? chance : 0.0;
    }
    EXPECT_LE(passed, 0.4 + 1e-9);
  }
}

TEST(MeasureBatches, EveryBatchCountedSettlesItAndATieIsNoLead) {
  for (const char* function : {"default", "kaplan-markov", "macro"}) {
    const BatchMeasure one = measure_of(kFive, function, 0.05);
    const Draws all{0, 1, 2, 3, 4};
    const auto right = risk_after(one, all, {0, 0, 0, 0, 29});
    EXPECT_EQ(right.risk, 0.0) << function;
    EXPECT_EQ(right.verdict, Verdict::Confirmed);
    const auto tie = risk_after(one, all, {0, 0, 0, 0, 30});
    EXPECT_EQ(tie.risk, 1.0) << function;
    EXPECT_EQ(tie.verdict, Verdict::Contradicted);
    EXPECT_FALSE(tie.more_if_clean);
  }
}

TEST(MeasureBatches, WhatIsLeftMayBeTooLittleToUndoALeadOrToSaveIt) {
  const BatchMeasure one = measure_of(kFive, "default", 0.05);
  // Batches 0 and 1 are left: they could be 39 over; 10 were understated, so 40 are needed.
  EXPECT_EQ(risk_after(one, {4, 3, 2}, {0, 0, 0, 0, -10}).risk, 0.0);
  EXPECT_GT(risk_after(one, {4, 3, 2}, {0, 0, 0, 0, -9}).risk, 0.0);
  // They could be 21 under; 51 over are then as good as lost.
  EXPECT_EQ(risk_after(one, {4, 3, 2}, {0, 0, 0, 1, 50}).verdict, Verdict::Contradicted);
  EXPECT_EQ(risk_after(one, {4, 3, 2}, {0, 0, 0, 0, 50}).verdict, Verdict::NotYetConfirmed);
}

// 40 like batches led by half of their cards.
TEST(MeasureBatches, WhatIsEnoughIfNoneDiffersIsEnough) {
  const std::vector<BatchVotes> many(40, BatchVotes{100, {70, 20, 10}});
  for (const char* function : {"default", "kaplan-markov", "macro"}) {
    const BatchMeasure one = measure_of(many, function, 0.05);
    const std::vector<std::int64_t> clean(40, 0);
    const std::int64_t first = risk_after(one, {}, clean).more_if_clean.value();
    Draws draws(static_cast<std::size_t>(first));
    std::iota(draws.begin(), draws.end(), 0U);
    EXPECT_EQ(risk_after(one, draws, clean).verdict, Verdict::Confirmed) << function;
    EXPECT_LE(first, 10) << function;
    std::vector<std::int64_t> errors(40, 0);
    errors[0] = 120;
    const auto after = risk_after(one, draws, errors);
    ASSERT_EQ(after.verdict, Verdict::NotYetConfirmed) << function;
    for (std::int64_t i = 0; i < *after.more_if_clean; ++i) draws.push_back(draws.size());
    EXPECT_EQ(risk_after(one, draws, errors).verdict, Verdict::Confirmed) << function;
  }
}

TEST(MeasureBatches, FunctionsOfCardsAndContestsWithoutClaimsAreRefused) {
  BatchMeasure one = measure_of(kFive, "cobra-fixed", 0.05);
  const auto refused = measure_batches(one, {{}, {{0, 0, 0, 0, 0}}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.problems()[0].cause, "measure.function");
  one.risk_function = "default";
  one.claims.clear();
  const auto none = measure_batches(one, {});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.problems()[0].cause, "measure.assertions");
}

}  // namespace
}  // namespace recanvass::audit
