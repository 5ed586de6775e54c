// Plans of audits: a thousand replicates at any size, sizes of 49 assertions, and an election as
// large as San Francisco's of 2024 by ONEAudit. Peers' figures for the same: docs/speed.md.
#include "audit/plan.h"
#include "audit/plan_contests.h"
#include "cluster/threads.h"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

namespace {

namespace audit = recanvass::audit;
namespace stats = recanvass::stats;
using audit::PairVotes;

constexpr audit::RecordErrors kErrors{1e-3, 1e-4, 0.0, 0.0};

// A margin of five percent, comparison, one thread.
void thousand_replicates(benchmark::State& state, audit::RecordErrors errors) {
  const std::int64_t cards = state.range(0);
  const PairVotes votes{cards, cards / 100 * 52, cards / 100 * 47};
  recanvass::base::SerialExecutor executor;
  for (auto _ : state) {
    const auto simulator =
        audit::ContestSimulator::make(audit::comparison_contest_of(votes, errors, 0.05));
    benchmark::DoNotOptimize(audit::simulate_contest(*simulator, 1000, {1, 1}, executor));
  }
}
BENCHMARK_CAPTURE(thousand_replicates, no_errors, audit::RecordErrors{})
    ->Arg(10'000)
    ->Arg(1'000'000)
    ->Arg(100'000'000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(thousand_replicates, errors, kErrors)
    ->Arg(10'000)
    ->Arg(1'000'000)
    ->Arg(100'000'000)
    ->Unit(benchmark::kMillisecond);

// Polling at 55 %: SHANGRLA takes .58 s for 100 replicates of 10,000 cards.
void polling_hundred_replicates(benchmark::State& state) {
  const std::int64_t cards = state.range(0);
  recanvass::base::SerialExecutor executor;
  for (auto _ : state) {
    const auto simulator = audit::ContestSimulator::make(
        audit::polling_contest_of({cards, cards / 100 * 55, cards / 100 * 45}, 0.05));
    benchmark::DoNotOptimize(audit::simulate_contest(*simulator, 100, {1, 1}, executor));
  }
}
BENCHMARK(polling_hundred_replicates)->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

// 49 assertions over 100,000 cards, margins from .2 % to 60 %, no errors: exact sizes.
void forty_nine_sizes(benchmark::State& state) {
  for (auto _ : state) {
    for (int i = 0; i < 49; ++i) {
      const std::int64_t lead = 200 + 1245 * i;
      const auto simulator = audit::ContestSimulator::make(
          audit::comparison_contest_of({100'000, 20'000 + lead, 20'000}, {}, 0.05));
      benchmark::DoNotOptimize(simulator->sizes(0, 1, {1, 1}));
    }
  }
}
BENCHMARK(forty_nine_sizes)->Unit(benchmark::kMillisecond);

// 1.6 million cards of four kinds, 53 contests of which 11 ranked (eight claims each; others have
// three), 4,223 pools with an eighth of the cards. Margins from 1 % to 40 %.
audit::ContestsQuestion city_of_a_million_cards() {
  audit::ContestsQuestion question;
  constexpr std::uint32_t kContests = 53;
  constexpr std::int64_t kKind = 400'000;
  constexpr std::int64_t kPools = 4'223;
  std::uint64_t state = 2024;
  const auto next = [&] {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<double>(state >> 11) * 0x1p-53;
  };
  for (std::uint32_t kind = 0; kind < 4; ++kind) {
    audit::PlanStyle style{kKind, {}};
    for (std::uint32_t c = kind; c < kContests; c += 4) style.contests.push_back(c);
    question.styles.push_back(style);
  }
  for (std::uint32_t c = 0; c < kContests; ++c) {
    audit::PlanContest contest{fmt::format("contest {}", c), 0.05, {}};
    const bool ranked = c < 11;
    for (int a = 0; a < (ranked ? 8 : 3); ++a) {
      const double assertion_margin = 0.01 + 0.39 * next();
      audit::AssertionVotes claim{"", {}, {}};
      // A card's kind is in a quarter of the pools, and an eighth of its cards with them.
      const std::int64_t pooled = kKind / 8;
      for (std::int64_t p = c % 4; p < kPools; p += 4) {
        const std::int64_t cards = pooled * 4 / kPools;
        const double tilt = 0.2 * (next() - 0.5);
        const auto winner = static_cast<std::int64_t>(static_cast<double>(cards) *
                                                      (0.45 + 0.5 * assertion_margin + tilt));
        const auto loser = static_cast<std::int64_t>(static_cast<double>(cards) *
                                                     (0.45 - 0.5 * assertion_margin - tilt));
        claim.pools.push_back({static_cast<std::uint32_t>(p), {cards, winner, loser}});
      }
      PairVotes all;
      for (const auto& one : claim.pools) all.cards += one.votes.cards;
      const std::int64_t rest = kKind - all.cards;
      claim.recorded = {
          rest,
          static_cast<std::int64_t>(static_cast<double>(rest) * (0.45 + 0.5 * assertion_margin)),
          static_cast<std::int64_t>(static_cast<double>(rest) * (0.45 - 0.5 * assertion_margin))};
      contest.assertions.push_back(std::move(claim));
    }
    question.contests.push_back(std::move(contest));
  }
  return question;
}

void city_planned_with_1000_replicates(benchmark::State& state) {
  const auto question = city_of_a_million_cards();
  recanvass::cluster::ThreadExecutor executor;
  for (auto _ : state) benchmark::DoNotOptimize(audit::plan_contests(question, executor));
}
BENCHMARK(city_planned_with_1000_replicates)
    ->Unit(benchmark::kSecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Iterations(1);

// A long simulation by threads: how much two do that one does.
void polling_by_threads(benchmark::State& state) {
  recanvass::cluster::ThreadExecutor executor(static_cast<int>(state.range(0)));
  const auto simulator =
      audit::ContestSimulator::make(audit::polling_contest_of({1'000'000, 520'000, 480'000}, 0.05));
  for (auto _ : state) {
    benchmark::DoNotOptimize(audit::simulate_contest(*simulator, 20'000, {1, 1}, executor));
  }
}
BENCHMARK(polling_by_threads)
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

}  // namespace
