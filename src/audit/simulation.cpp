#include "audit/simulation.h"

#include "audit/simulated_draw.h"
#include "base/check.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace recanvass::audit {
namespace {

// floor(bits · bound / 2^64): a bias of less than bound / 2^64.
std::uint64_t number_below(std::uint64_t bits, std::uint64_t bound) {
  __extension__ using WideDraw = unsigned __int128;
  return static_cast<std::uint64_t>((static_cast<WideDraw>(bits) * bound) >> 64U);
}

// Kinds spread evenly over as many draws as they have cards: each next the kind most behind.
std::vector<std::size_t> spread(const std::vector<CardKind>& seen) {
  std::int64_t all = 0;
  for (const CardKind& kind : seen) all += kind.cards;
  std::vector<std::int64_t> used(seen.size(), 0);
  std::vector<std::size_t> order;
  for (std::int64_t draw = 1; draw <= all; ++draw) {
    std::size_t next = 0;
    double furthest = -std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < seen.size(); ++k) {
      if (used[k] == seen[k].cards) continue;
      const double due =
          static_cast<double>(draw) * static_cast<double>(seen[k].cards) / static_cast<double>(all);
      const double behind = due - static_cast<double>(used[k]);
      if (behind > furthest) {
        furthest = behind;
        next = k;
      }
    }
    ++used[next];
    order.push_back(next);
  }
  return order;
}

}  // namespace

struct ContestSimulator::Ready {
  // One of the two is used by each assertion.
  struct OneTest {
    std::size_t assertion = 0;
    bool mixture = false;
    MixtureForm form;
    std::shared_ptr<const stats::MeanTest> general;
    bool shown = false;  // by the cards seen already
  };
  std::vector<OneTest> tests;
  std::vector<double> values;  // kind by kind, assertion by assertion
  std::unique_ptr<const CardsLeft> cards;
  std::size_t assertions = 0;
  bool endless = false;
  double goal = 0.0;
  std::int64_t draws_max = 0;
  std::int64_t not_shown = 0;  // the size of an assertion that is never shown

  void run(stats::RandomStream random, std::int64_t* sizes) const;
};

namespace {

// The test as shares of the largest bet, where it is that: the default, and a fixed bet on a list
// without end, whose largest bet stays the same.
std::vector<stats::WeightedBet> quick_bets(const SimulatedTest& test) {
  if (test.risk_function == kDefaultRiskFunction) return default_bets(test.claim, test.settings);
  const bool endless = test.claim.population == stats::kEndless;
  if (test.risk_function != "betting-fixed" || !endless) return {};
  return {{test.settings.bet * test.claim.null_mean, 1.0}};
}

MixtureForm form_of(const stats::MeanClaim& claim, const std::vector<stats::WeightedBet>& bets,
                    double risk_limit) {
  MixtureForm form;
  form.lanes = bets.size() <= 4 ? 4 : kLanesMax;
  form.endless = claim.population == stats::kEndless;
  form.bound = claim.upper_bound;
  double weights = 0.0;
  for (const stats::WeightedBet& one : bets) weights += one.weight;
  for (std::size_t k = 0; k < bets.size(); ++k) {
    form.bets[k] = std::min(bets[k].bet, stats::kBetCap);
    form.fresh.parts[k] = bets[k].weight / weights;
  }
  for (std::size_t k = 0; k < kLanesMax; ++k) form.rests[k] = 1.0 - form.bets[k];
  form.fresh.goal = 1.0 / risk_limit;
  const double cards = static_cast<double>(claim.population);
  form.fresh.room = form.endless ? claim.null_mean : cards * claim.null_mean;
  form.slack = 4.0 * std::numeric_limits<double>::epsilon() * cards * claim.upper_bound;
  return form;
}

}  // namespace

base::Result<ContestSimulator> ContestSimulator::make(const SimulatedContest& contest) {
  RECANVASS_CHECK(!contest.tests.empty() && contest.draws_max > 0);
  RECANVASS_CHECK(contest.risk_limit > 0.0 && contest.risk_limit < 1.0);
  auto ready = std::make_unique<Ready>();
  ready->assertions = contest.tests.size();
  ready->goal = -std::log(contest.risk_limit);
  ready->draws_max = contest.draws_max;
  ready->endless = contest.tests.front().claim.population == stats::kEndless;
  // Kinds with most cards first, so that a scan ends soon.
  std::vector<CardKind> kinds = contest.kinds;
  std::stable_sort(kinds.begin(), kinds.end(),
                   [](const CardKind& a, const CardKind& b) { return a.cards > b.cards; });
  std::int64_t left = 0;
  for (const CardKind& kind : kinds) {
    RECANVASS_CHECK(kind.values.size() == ready->assertions && kind.cards >= 0);
    left += kind.cards;
    ready->values.insert(ready->values.end(), kind.values.begin(), kind.values.end());
  }
  std::int64_t seen = 0;
  for (const CardKind& kind : contest.seen) seen += kind.cards;
  ready->not_shown = ready->endless ? contest.draws_max : left;
  if (contest.not_shown > 0) ready->not_shown = contest.not_shown;
  ready->cards = std::make_unique<const CardsLeft>(kinds);
  const std::vector<std::size_t> order = spread(contest.seen);
  for (std::size_t a = 0; a < contest.tests.size(); ++a) {
    const SimulatedTest& test = contest.tests[a];
    RECANVASS_CHECK(ready->endless ? test.claim.population == stats::kEndless
                                   : test.claim.population == left + seen);
    auto made = make_risk_function(test.risk_function, test.claim, test.settings);
    if (!made) return made.problems();
    Ready::OneTest one;
    one.assertion = a;
    const auto bets = quick_bets(test);
    one.mixture = !bets.empty() && bets.size() <= kLanesMax;
    if (one.mixture) one.form = form_of(test.claim, bets, contest.risk_limit);
    std::unique_ptr<stats::MeanTest> general = (*made)->clone();
    double not_drawn = static_cast<double>(left + seen);
    for (const std::size_t kind : order) {
      const double value = contest.seen[kind].values[a];
      if (one.mixture) {
        one.shown = take(one.form, one.form.fresh, value, not_drawn) || one.shown;
      } else {
        general->observe(value);
        one.shown = one.shown || general->log_evidence() >= ready->goal;
      }
      not_drawn -= 1.0;
    }
    if (!one.mixture) one.general = std::move(general);
    ready->tests.push_back(std::move(one));
  }
  return ContestSimulator(std::move(ready));
}

void ContestSimulator::Ready::run(stats::RandomStream random, std::int64_t* sizes) const {
  struct Open {
    const OneTest* test;
    MixtureState state;
    std::unique_ptr<stats::MeanTest> general;
  };
  std::vector<Open> open;
  for (const OneTest& test : tests) {
    sizes[test.assertion] = test.shown ? 0 : not_shown;
    if (test.shown) continue;
    open.push_back({&test, test.form.fresh, test.general ? test.general->clone() : nullptr});
  }
  CardsLeft left = *cards;
  for (std::int64_t draw = 1; draw <= draws_max && !open.empty() && left.all() > 0; ++draw) {
    const double not_drawn = static_cast<double>(left.all());
    const std::size_t kind = left.take(number_below(random.next_bits(), left.all()), !endless);
    const double* shown = &values[kind * assertions];
    for (std::size_t i = 0; i < open.size();) {
      Open& one = open[i];
      const double value = shown[one.test->assertion];
      bool ended = false;
      if (one.test->mixture) {
        ended = take(one.test->form, one.state, value, not_drawn);
      } else {
        one.general->observe(value);
        ended = one.general->log_evidence() >= goal;
      }
      if (!ended) {
        ++i;
        continue;
      }
      sizes[one.test->assertion] = draw;
      if (i + 1 < open.size()) open[i] = std::move(open.back());
      open.pop_back();
    }
  }
}

ContestSimulator::ContestSimulator(std::unique_ptr<const Ready> ready) : ready_(std::move(ready)) {}
ContestSimulator::~ContestSimulator() = default;
ContestSimulator::ContestSimulator(ContestSimulator&&) noexcept = default;
ContestSimulator& ContestSimulator::operator=(ContestSimulator&&) noexcept = default;

std::size_t ContestSimulator::assertions() const { return ready_->assertions; }

std::vector<std::int64_t> ContestSimulator::sizes(std::uint64_t first, std::uint64_t replicates,
                                                  stats::RandomKey key) const {
  std::vector<std::int64_t> sizes(replicates * ready_->assertions);
  for (std::uint64_t i = 0; i < replicates; ++i) {
    ready_->run(stats::RandomStream(key, first + i), &sizes[i * ready_->assertions]);
  }
  return sizes;
}

std::vector<std::int64_t> simulate_contest(const ContestSimulator& simulator,
                                           std::uint64_t replicates, stats::RandomKey key,
                                           base::Executor& executor) {
  const std::size_t width = simulator.assertions();
  std::vector<std::int64_t> sizes(replicates * width);
  const std::uint64_t blocks = (replicates + kBlockReplicates - 1) / kBlockReplicates;
  executor.run_blocks(blocks, [&](std::size_t block) {
    const std::uint64_t first = block * kBlockReplicates;
    const std::uint64_t many = std::min(kBlockReplicates, replicates - first);
    const auto part = simulator.sizes(first, many, key);
    std::copy(part.begin(), part.end(), sizes.begin() + static_cast<std::ptrdiff_t>(first * width));
  });
  return sizes;
}

std::vector<std::int64_t> contest_sizes(std::span<const std::int64_t> sizes,
                                        std::size_t assertions) {
  RECANVASS_CHECK(assertions > 0 && sizes.size() % assertions == 0);
  std::vector<std::int64_t> largest;
  for (std::size_t i = 0; i < sizes.size(); i += assertions) {
    const auto replicate = sizes.subspan(i, assertions);
    largest.push_back(*std::max_element(replicate.begin(), replicate.end()));
  }
  return largest;
}

}  // namespace recanvass::audit
