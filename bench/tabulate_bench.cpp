// How long it takes to tally every contest of a card store, and to tally all of them by batch,
// style and tabulator in one pass: 15 contests, 200 styles, batches of 150, 400 tabulators.
#include "cluster/threads.h"
#include "election/card_builder.h"
#include "tabulate/groups.h"
#include "tabulate/votes.h"

#include <benchmark/benchmark.h>

#include <string>

namespace recanvass::tabulate {
namespace {

constexpr std::uint32_t kContests = 15;
constexpr std::uint32_t kChoices = 6;
constexpr std::uint32_t kStyles = 200;
constexpr std::uint32_t kBatchCards = 150;
constexpr std::uint32_t kTabulators = 400;

// A plain congruential sequence: the same everywhere.
class BenchDice {
 public:
  std::uint32_t below(std::uint32_t limit) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::uint32_t>(state_ >> 33U) % limit;
  }

 private:
  std::uint64_t state_ = 1;
};

// Every card carries twelve contests; each of the other three is on every third card.
election::CardStore made_store(std::uint32_t cards) {
  election::CardStoreBuilder builder;
  for (std::uint32_t contest = 0; contest < kContests; ++contest) {
    election::CardContest made{{"contest " + std::to_string(contest)}, "Contest", 1, 0, 1, {}};
    for (std::uint32_t choice = 0; choice < kChoices; ++choice) {
      made.choices.push_back({{std::to_string(choice)}, "Choice", {}});
    }
    builder.add_contest(std::move(made));
  }
  std::vector<std::uint32_t> profiles;
  for (std::uint32_t style = 0; style < kStyles; ++style) {
    election::CardProfile profile;
    profile.style = builder.style("style " + std::to_string(style));
    profiles.push_back(builder.profile(profile));
  }
  BenchDice dice;
  std::uint32_t batch = 0;
  for (std::uint32_t card = 0; card < cards; ++card) {
    const std::uint32_t in_batch = card % kBatchCards;
    if (in_batch == 0) {
      const std::string number = std::to_string(card / kBatchCards);
      const std::string tabulator = std::to_string(card / kBatchCards % kTabulators);
      batch = builder.batch(builder.tabulator(tabulator), number);
    }
    builder.add_card({profiles[dice.below(kStyles)], batch, in_batch + 1, true, "", ""});
    for (std::uint32_t contest = 0; contest < kContests; ++contest) {
      if (contest >= 12 && dice.below(3) != 0) continue;
      const std::uint32_t said = dice.below(kChoices + 2);
      builder.add_marking(contest, said < kChoices
                                       ? builder.markings(contest).code_of_one(
                                             static_cast<election::ChoiceIndex>(said), 0)
                                       : election::MarkingTable::kBlank);
    }
  }
  return builder.finish();
}

void tally_every_contest(benchmark::State& state) {
  const election::CardStore store = made_store(static_cast<std::uint32_t>(state.range(0)));
  for (auto _ : state) {
    for (std::uint32_t contest = 0; contest < kContests; ++contest) {
      benchmark::DoNotOptimize(tally_votes(profile_of(store, contest), 1));
    }
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(tally_every_contest)
    ->RangeMultiplier(10)
    ->Range(10'000, 10'000'000)
    ->Arg(20'000'000)
    ->Unit(benchmark::kMillisecond);

void group_every_contest(benchmark::State& state) {
  const election::CardStore store = made_store(static_cast<std::uint32_t>(state.range(0)));
  cluster::ThreadExecutor executor(2);
  for (auto _ : state) benchmark::DoNotOptimize(group_histograms(store, executor));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(group_every_contest)
    ->RangeMultiplier(10)
    ->Range(10'000, 10'000'000)
    ->Arg(20'000'000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace recanvass::tabulate
