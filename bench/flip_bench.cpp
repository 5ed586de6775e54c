// The outlook's speed: exact flip sets for 56 units, ten million joint draws of 56 units, and the
// compiling of their laws from reporting units, apart.
#include "cluster/threads.h"
#include "outlook/flip_search.h"
#include "stats/joint_draws.h"
#include "stats/shift_draws.h"

#include <benchmark/benchmark.h>

namespace {

namespace stats = recanvass::stats;
namespace outlook = recanvass::outlook;

constexpr std::int64_t kUnits = 56;
constexpr std::int64_t kRowsPerUnit = 60;  // reporting units of one synthetic state

// Electors of 56 units, as apportioned in 2010, and made-up costs that rise with size.
std::vector<outlook::FlipItem> country() {
  const std::int64_t electors[kUnits] = {9,  3,  11, 6, 55, 9,  7,  3,  3,  29, 16, 4,  4,  20,
                                         11, 6,  6,  8, 8,  2,  1,  1,  10, 11, 16, 10, 6,  10,
                                         3,  2,  1,  1, 1,  6,  4,  14, 5,  29, 15, 3,  18, 7,
                                         7,  20, 4,  9, 3,  11, 38, 6,  3,  13, 12, 5,  10, 3};
  std::vector<outlook::FlipItem> items;
  std::uint64_t state = 2016;
  for (const std::int64_t number : electors) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    items.push_back({number, 1 + static_cast<std::int64_t>(
                                     (state >> 40) % static_cast<std::uint64_t>(number * 20000))});
  }
  return items;
}

std::vector<outlook::SharedItems> shared_ballots() {
  return {{{19, 20, 21}, 19}, {{29, 30, 31, 32}, 29}};
}

void flip_sets_of_56_units(benchmark::State& state) {
  const auto items = country();
  const auto shared = shared_ballots();
  for (auto _ : state) {
    benchmark::DoNotOptimize(outlook::find_flip_sets(items, shared, 120, 538, {5, 4, 100}));
  }
}
BENCHMARK(flip_sets_of_56_units)->Unit(benchmark::kMillisecond);

std::vector<stats::UnitSize> reporting_units(std::int64_t unit) {
  std::vector<stats::UnitSize> sizes;
  for (std::int64_t row = 0; row < kRowsPerUnit; ++row) {
    const std::int64_t votes = 2000 + 977 * (unit + row) % 40000;
    sizes.push_back({votes * 48 / 100, votes * 47 / 100, votes});
  }
  return sizes;
}

stats::ErrorRates rates() {
  stats::ErrorRates rates;
  rates.small_per_vote = 9.5e-4;
  rates.small_dispersion = 3.0;
  rates.recovered_per_vote = 3.8e-4;
  rates.large_per_vote = 3e-6;
  rates.large_shape = 1.47;
  rates.large_most = 5442;
  return rates;
}

// Each unit's chance out of its compiled law: the tail at a lead of a few standard deviations.
std::vector<stats::EventGroup> compile(std::int64_t draws) {
  recanvass::cluster::ThreadExecutor executor;
  const auto electors = country();
  std::vector<stats::EventGroup> groups;
  for (std::int64_t unit = 0; unit < kUnits; ++unit) {
    const auto sizes = reporting_units(unit);
    const stats::ShiftTable table(stats::draw_shifts(
        sizes, rates(), {2016, static_cast<std::uint64_t>(unit)}, draws, executor));
    const std::int32_t weight =
        static_cast<std::int32_t>(electors.at(static_cast<std::size_t>(unit)).electors);
    groups.push_back({{table.chance(100 + 5 * unit), weight}});
  }
  return groups;
}

void compile_56_units_100000_draws_each(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(compile(100000));
}
BENCHMARK(compile_56_units_100000_draws_each)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Iterations(1);

void ten_million_joint_draws(benchmark::State& state, stats::Copula copula) {
  const auto groups = compile(20000);
  recanvass::cluster::ThreadExecutor executor;
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        stats::draw_jointly(groups, 0.3, copula, {2016, 99}, 10'000'000, executor));
  }
}
BENCHMARK_CAPTURE(ten_million_joint_draws, gaussian, stats::Copula::Gaussian)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Iterations(1);
BENCHMARK_CAPTURE(ten_million_joint_draws, t4, stats::Copula::StudentT4)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Iterations(1);

void exact_joint_integral(benchmark::State& state, stats::Copula copula) {
  const auto groups = compile(20000);
  for (auto _ : state) {
    benchmark::DoNotOptimize(stats::joint_probability(groups, 38, 0.3, copula));
  }
}
BENCHMARK_CAPTURE(exact_joint_integral, gaussian, stats::Copula::Gaussian)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(exact_joint_integral, t4, stats::Copula::StudentT4)
    ->Unit(benchmark::kMillisecond);

}  // namespace
