// How long the checks of cast vote records and the search for peaks of shares take. Cards and units
// are made when the program starts. Figures: docs/screening-cards.md.
#include "base/check.h"
#include "cluster/threads.h"
#include "election/card_builder.h"
#include "generate/synthetic.h"
#include "screen/screen_cards.h"
#include "screen/share_spikes.h"

#include <benchmark/benchmark.h>

#include <vector>

namespace recanvass::screen {
namespace {

election::CardStore made_cards(std::uint64_t cards) {
  generate::ElectionShape shape;
  shape.cards = cards;
  shape.contests = 15;
  shape.counties = 4;
  const generate::SyntheticElection election(*generate::checked(shape));
  election::CardStoreBuilder builder;
  for (std::size_t part = 0; part < election.parts(); ++part) {
    builder.append(election.part(part).records);
  }
  return builder.finish();
}

// All checks over so many cards of 15 contests, on the threads of the machine.
void screen_all(benchmark::State& state) {
  const auto store = made_cards(static_cast<std::uint64_t>(state.range(0)));
  cluster::ThreadExecutor executor;
  for (auto _ : state) {
    const CardScreen screen = screen_cards(store, {}, executor);
    RECANVASS_CHECK(screen.cards.value() == state.range(0));
    benchmark::DoNotOptimize(screen.findings.size());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(screen_all)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

// So many units of 100 to 1,500 votes, 1,000 redrawings.
void find_peaks(benchmark::State& state) {
  std::vector<SharedVotes> units;
  for (std::uint64_t unit = 0; unit < static_cast<std::uint64_t>(state.range(0)); ++unit) {
    stats::RandomStream random({2016, 1}, unit);
    const double for_it = stats::draw_gamma(random, 6.0);
    const double share = for_it / (for_it + stats::draw_gamma(random, 5.0));
    const auto all = 100 + static_cast<std::int64_t>(1400.0 * random.next_unit());
    const double votes = static_cast<double>(all) * share;
    units.push_back({static_cast<std::int64_t>(votes), all});
  }
  cluster::ThreadExecutor executor;
  for (auto _ : state) {
    const ShareSpikes found = find_spikes(units, {1000, {1, 1}}, executor);
    benchmark::DoNotOptimize(found.excess);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(find_peaks)
    ->Arg(10'000)
    ->Arg(200'000)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

}  // namespace
}  // namespace recanvass::screen
