// The screens' speed: a specification of 1,800 municipalities in 72 counties with 10^4 resamples
// of each kind, a recount of 3,636 units, last digits, all as Wisconsin 2016 has them but made up.
#include "cluster/threads.h"
#include "screen/digits.h"
#include "screen/recounted.h"
#include "screen/specification.h"
#include "screen/unlike.h"

#include <benchmark/benchmark.h>

#include <cmath>

namespace {

namespace screen = recanvass::screen;
namespace stats = recanvass::stats;

constexpr std::int64_t kResamples = 10'000;

screen::UnitTable municipalities() {
  screen::UnitTable table;
  screen::Measure machine{"machine", "machine", {}};
  screen::Measure size{"size", "size", {}};
  screen::Measure change{"change", "change", {}};
  screen::Measure votes{"votes", "votes", {}};
  for (std::size_t i = 0; i < 1'800; ++i) {
    stats::RandomStream random({1, 1}, i);
    const double large = stats::draw_normal(random);
    table.units.push_back(std::to_string(i));
    table.groups.push_back(std::to_string(i % 72));
    machine.values.push_back(large + stats::draw_normal(random) > 0.0 ? 1.0 : 0.0);
    size.values.push_back(large);
    change.values.push_back(0.03 * large + 0.05 * stats::draw_normal(random));
    votes.values.push_back(std::round(1'600.0 * std::exp(large)));
  }
  table.measures = {machine, size, change, votes};
  return table;
}

// Five sets of controls, weighted and not: ten specifications, 10^4 sign vectors and 10^4 deals
// each, and every county left out.
void curve_of_ten_specifications(benchmark::State& state) {
  const screen::UnitTable table = municipalities();
  screen::CurveQuestion question;
  question.property = "machine";
  question.outcomes = {"change"};
  question.controls = {{"nothing", {}, false},
                       {"size", {"size"}, false},
                       {"votes", {"votes"}, false},
                       {"both", {"size", "votes"}, false},
                       {"within", {"size"}, true}};
  question.weights = {"", "votes"};
  question.resampling = {kResamples, {1, 1}};
  recanvass::cluster::ThreadExecutor executor;
  for (auto _ : state) {
    benchmark::DoNotOptimize(screen::answer_curve(table, question, executor));
  }
}
BENCHMARK(curve_of_ten_specifications)->Unit(benchmark::kMillisecond)->UseRealTime();

void recount_by_equipment(benchmark::State& state) {
  std::vector<screen::RecountedUnit> units;
  for (std::uint64_t i = 0; i < 3'636; ++i) {
    stats::RandomStream random({2, 2}, i);
    const auto moved = static_cast<std::int64_t>(random.next_bits() % 9);
    units.push_back({std::to_string(i), std::to_string(i % 11), std::to_string(i % 72), 800, moved,
                     moved / 3, moved / 3 - 1});
  }
  recanvass::cluster::ThreadExecutor executor;
  for (auto _ : state) {
    benchmark::DoNotOptimize(screen::recounted_by_label(units, kResamples, {1, 1}, executor));
    benchmark::DoNotOptimize(screen::net_by_label_p(units, kResamples, {1, 1}, executor));
  }
}
BENCHMARK(recount_by_equipment)->Unit(benchmark::kMillisecond)->UseRealTime();

void last_digits_of_3636_units(benchmark::State& state) {
  screen::DigitHistogram histogram{};
  histogram.fill(364);
  screen::DigitShares even{};
  even.fill(0.1);
  recanvass::cluster::ThreadExecutor executor;
  for (auto _ : state) {
    benchmark::DoNotOptimize(screen::multinomial_p(histogram, even, kResamples, {1, 1}, executor));
  }
}
BENCHMARK(last_digits_of_3636_units)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
