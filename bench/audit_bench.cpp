// How long the draws and the assertions of an audit take: a million tickets; 20 million cards
// numbered and the sample of 300 contests chosen; 49 assertions over 100,000 cards; the search for
// the assertions of an instant runoff. Peers, for the same: Arlo draws 1,000 of a million ballots
// in 3.9 s, SHANGRLA takes 6.1 s for 49 assertions over 100,000 cards.
#include "audit/raire_trim.h"
#include "cluster/threads.h"
#include "draw/arlo_ids.h"
#include "draw/consistent_tickets.h"
#include "draw/contest_sample.h"
#include "election/card_builder.h"

#include <benchmark/benchmark.h>

#include <array>
#include <string>

namespace recanvass::audit {
namespace {

constexpr std::string_view kBenchSeed = "12345678901234567890";

// A plain congruential sequence: the same everywhere.
class AuditDice {
 public:
  std::uint32_t below(std::uint32_t limit) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::uint32_t>(state_ >> 33U) % limit;
  }

 private:
  std::uint64_t state_ = 1;
};

void a_million_tickets(benchmark::State& state) {
  const draw::IdOf id_of = [](std::uint64_t item, std::string& id) {
    const std::string batch = "Batch " + std::to_string(item / 500);
    id = draw::arlo_ballot_id(std::array<std::string_view, 2>{"Jurisdiction A", batch},
                              item % 500 + 1);
  };
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        draw::draw_tickets(kBenchSeed, 1000000, id_of, 1000, draw::Replacement::With));
  }
}
BENCHMARK(a_million_tickets)->Unit(benchmark::kMillisecond);

void sample_of_300_contests(benchmark::State& state) {
  constexpr std::uint32_t kContests = 300;
  std::vector<std::vector<std::uint32_t>> contests_of(1000);
  AuditDice dice;
  for (std::vector<std::uint32_t>& style : contests_of) {
    for (std::uint32_t contest = dice.below(15); contest < kContests;
         contest += 1 + dice.below(15)) {
      style.push_back(contest);
    }
  }
  std::vector<std::uint32_t> style_of_card(20000000);
  for (std::uint32_t& style : style_of_card) style = dice.below(1000);
  std::vector<std::uint64_t> sizes;
  for (std::uint32_t i = 0; i < kContests; ++i) sizes.push_back(100 + 20 * i);
  cluster::ThreadExecutor executor(2);
  for (auto _ : state) {
    const draw::SequenceNumbers numbers(kBenchSeed, style_of_card.size());
    benchmark::DoNotOptimize(
        draw::consistent_sample({style_of_card, contests_of, kContests}, numbers, sizes, executor));
  }
}
BENCHMARK(sample_of_300_contests)->Unit(benchmark::kMillisecond)->UseRealTime();

// 19 contests of four choices, one of them elected: 57 pairs, of which 49 are looked at.
void margins_of_49_assertions(benchmark::State& state) {
  constexpr std::uint32_t kContests = 19;
  constexpr std::uint32_t kAssertions = 49;
  election::CardStoreBuilder builder;
  for (std::uint32_t contest = 0; contest < kContests; ++contest) {
    election::CardContest made{{std::to_string(contest)}, "Contest", 1, 0, 1, {}};
    for (std::uint32_t choice = 0; choice < 4; ++choice) {
      made.choices.push_back({{std::to_string(choice)}, "Choice", {}});
    }
    builder.add_contest(std::move(made));
  }
  const std::uint32_t batch = builder.batch(builder.tabulator("1"), "1");
  const std::uint32_t profile = builder.profile({});
  AuditDice dice;
  for (std::uint32_t card = 0; card < 100000; ++card) {
    builder.add_card({profile, batch, card + 1, true, "", ""});
    for (std::uint32_t contest = 0; contest < kContests; ++contest) {
      if (dice.below(3) == 0) continue;
      const auto said = static_cast<election::ChoiceIndex>(dice.below(5) % 4);
      builder.add_marking(contest, builder.markings(contest).code_of_one(said, 0));
    }
  }
  const election::CardStore store = builder.finish();
  for (auto _ : state) {
    std::uint32_t left = kAssertions;
    for (std::uint32_t contest = 0; contest < kContests; ++contest) {
      const tabulate::Profile said = tabulate::profile_of(store, contest);
      for (const Assertion& one : more_votes(store.contests()[contest], Choices{0}, {1, 1})) {
        if (left == 0) break;
        --left;
        benchmark::DoNotOptimize(assorter_margin(one.assorter, numerator_sum(one.assorter, said),
                                                 said.cards(), store.cards() - said.cards(),
                                                 election::CardCount(0)));
      }
    }
  }
}
BENCHMARK(margins_of_49_assertions)->Unit(benchmark::kMicrosecond);

// Eleven choices, three ranks, 120,000 ballots, as a mayor of Oakland was elected.
void assertions_of_eleven_choices(benchmark::State& state) {
  election::CardContest contest{{"c"}, "Contest", 1, 3, 1, {}};
  for (std::uint32_t i = 0; i < 11; ++i) contest.choices.push_back({{std::to_string(i)}, "", {}});
  tabulate::Profile profile(contest);
  AuditDice dice;
  for (int line = 0; line < 1200; ++line) {
    std::vector<election::Mark> marks;
    ChoiceSet met;
    for (std::uint16_t rank = 1; rank <= 3; ++rank) {
      const auto choice = static_cast<ChoiceIndex>(std::min(dice.below(11), dice.below(11)));
      if (!met.has(choice)) marks.push_back({choice, rank, 1});
      met.add(choice);
    }
    profile.add(election::MarkingState::Marked, marks, election::CardCount(1 + dice.below(200)));
  }
  for (auto _ : state) {
    const RankedBallots ballots(profile, {});
    const RaireResult result =
        search_assertions(ballots, 0, profile.cards(), DifficultyOf::Comparison);
    if (result.end == RaireEnd::Proved) {
      benchmark::DoNotOptimize(trimmed(11, 0, result.assertions));
    }
  }
}
BENCHMARK(assertions_of_eleven_choices)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace recanvass::audit
