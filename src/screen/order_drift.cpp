#include "screen/order_drift.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace recanvass::screen {
namespace {

using election::CardChunk;
using election::ContestColumn;

constexpr std::int64_t kFewestDriftEvents = 10;
constexpr std::int64_t kFewestDriftCards = 50;
constexpr std::int64_t kFewestBatches = 8;
constexpr std::uint64_t kFewestBatchCards = 20;

// Sums over the cards of one batch, by which a line is fitted.
struct BatchSums {
  std::int64_t cards = 0;
  std::int64_t events = 0;  // cards with x other than 0
  double x = 0.0;
  double squares = 0.0;
  double places = 0.0;  // Σ place · x

  void add(int x_here) {
    const auto place = static_cast<double>(cards);
    ++cards;
    if (x_here == 0) return;
    ++events;
    x += x_here;
    squares += x_here * x_here;
    places += place * x_here;
  }
};

struct TabulatorSums {
  std::int64_t cards = 0;
  std::int64_t events = 0;
  std::int64_t batches = 0;
  double score = 0.0;
  double variance = 0.0;
  double places = 0.0;        // Σ (i - ī)²
  double whole_way = 0.0;     // Σ (i - ī)² / cards of the batch

  void add(const BatchSums& batch) {
    if (batch.cards < 2) return;
    const auto n = static_cast<double>(batch.cards);
    const double spread = (n * n - 1.0) * n / 12.0;  // Σ (i - ī)²
    const double mean = batch.x / n;
    cards += batch.cards;
    events += batch.events;
    ++batches;
    score += batch.places - mean * n * (n - 1.0) / 2.0;
    variance += spread * (batch.squares - n * mean * mean) / (n - 1.0);
    places += spread;
    whole_way += spread / n;
  }
};

// x of each marking of a contest.
std::vector<int> followed_codes(const CardCells& cells, std::uint32_t contest, Followed followed,
                                std::size_t first, std::size_t second) {
  const auto& table = cells.store().markings(contest);
  std::vector<int> x;
  for (std::uint32_t code = 0; code < table.size(); ++code) {
    int here = 0;
    for (const std::size_t kind : events_of(cells.store().contests()[contest], table.at(code))) {
      if (followed == Followed::Residual) {
        here += kind == ContestEvents::kResidual ? 1 : 0;
      } else {
        here += kind == ContestEvents::kChoices + first ? 1 : 0;
        here -= kind == ContestEvents::kChoices + second ? 1 : 0;
      }
    }
    x.push_back(here);
  }
  return x;
}

double followed_events(const ContestEvents& events, std::size_t cell, Followed followed,
                       std::size_t first, std::size_t second) {
  if (followed == Followed::Residual) {
    return static_cast<double>(events.of(cell, ContestEvents::kResidual));
  }
  return static_cast<double>(events.of(cell, ContestEvents::kChoices + first)) -
         static_cast<double>(events.of(cell, ContestEvents::kChoices + second));
}

// A batch with what it has and what its cards would have elsewhere on the tabulator.
struct BatchPlace {
  std::uint64_t cards = 0;
  double observed = 0.0;
  double expected = 0.0;
};

// Student's t of a correlation of the batches' places with their deviations.
Drift trend_of(std::uint32_t tabulator, const std::vector<BatchPlace>& batches) {
  Drift drift;
  drift.tabulator = tabulator;
  drift.batches = static_cast<std::int64_t>(batches.size());
  const auto n = static_cast<double>(batches.size());
  double x = 0.0;
  double y = 0.0;
  double xx = 0.0;
  double xy = 0.0;
  double yy = 0.0;
  double slope_weight = 0.0;
  for (std::size_t place = 0; place < batches.size(); ++place) {
    const BatchPlace& batch = batches[place];
    const auto cards = static_cast<double>(batch.cards);
    const double deviation = (batch.observed - batch.expected) / std::sqrt(cards);
    const double at = static_cast<double>(place) - (n - 1.0) / 2.0;
    drift.cards += static_cast<std::int64_t>(batch.cards);
    x += at;
    y += deviation;
    xx += at * at;
    xy += at * deviation;
    yy += deviation * deviation;
    slope_weight += std::sqrt(cards);
  }
  const double vary = yy - y * y / n;
  if (vary <= 0.0) return drift;
  const double correlation = std::clamp(xy / std::sqrt(xx * vary), -1.0, 1.0);
  const double rest = std::max(1e-300, 1.0 - correlation * correlation);
  drift.deviation = correlation * std::sqrt((n - 2.0) / rest);
  drift.change = xy / xx * (n - 1.0) / (slope_weight / n);
  return drift;
}

}  // namespace

std::vector<Drift> drift_along_batches(const CardCells& cells, std::uint32_t contest,
                                       Followed followed, std::size_t first, std::size_t second) {
  const auto& store = cells.store();
  const std::vector<int> x = followed_codes(cells, contest, followed, first, second);
  std::vector<TabulatorSums> tabulators(store.names().tabulators.size());
  std::uint32_t open = 0;
  BatchSums batch;
  const auto close = [&] {
    const bool is_batch = batch.cards > 0 && !store.names().batches[open].name.empty();
    if (is_batch) tabulators[store.names().batches[open].tabulator].add(batch);
    batch = {};
  };
  for (const CardChunk& chunk : store.chunks()) {
    const ContestColumn* column = chunk.column(contest);
    if (column == nullptr) continue;
    const auto runs = chunk.runs();
    std::size_t run = 0;
    column->for_each_card([&](std::uint32_t row, std::uint32_t card) {
      while (run + 1 < runs.size() && runs[run + 1].first <= card) ++run;
      if (runs[run].batch != open) {
        close();
        open = runs[run].batch;
      }
      batch.add(x[column->codes[row]]);
    });
  }
  close();
  std::vector<Drift> found;
  for (std::uint32_t tabulator = 0; tabulator < tabulators.size(); ++tabulator) {
    const TabulatorSums& sums = tabulators[tabulator];
    if (sums.events < kFewestDriftEvents || sums.cards < kFewestDriftCards) continue;
    if (sums.variance <= 0.0) continue;
    Drift drift{tabulator, sums.cards, sums.batches, 0.0, sums.score / std::sqrt(sums.variance)};
    drift.change = sums.score / sums.places * static_cast<double>(sums.cards) /
                   static_cast<double>(sums.batches);
    found.push_back(drift);
  }
  return found;
}

std::vector<Drift> drift_over_batches(const CardCells& cells, const UnitStrata& by_ballot,
                                      const ContestEvents& events, Followed followed,
                                      std::size_t first, std::size_t second) {
  std::vector<BatchPlace> groups(by_ballot.groups.size());
  std::vector<std::uint32_t> order;  // batches as they come
  std::vector<BatchPlace> batches(by_ballot.units);
  for (std::size_t cell = 0; cell < events.cards.size(); ++cell) {
    if (events.cards[cell] == 0) continue;
    BatchPlace& group = groups[by_ballot.group_of_cell[cell]];
    group.cards += events.cards[cell];
    group.observed += followed_events(events, cell, followed, first, second);
    const std::uint32_t batch = cells.cells()[cell].batch;
    if (batches[batch].cards == 0) order.push_back(batch);
    batches[batch].cards += events.cards[cell];
  }
  // The share that a tabulator's cards of one ballot have, all its batches together.
  std::vector<BatchPlace> shares(by_ballot.strata);
  for (std::size_t group = 0; group < groups.size(); ++group) {
    BatchPlace& share = shares[by_ballot.groups[group].stratum];
    share.cards += groups[group].cards;
    share.observed += groups[group].observed;
  }
  for (std::size_t group = 0; group < groups.size(); ++group) {
    if (groups[group].cards == 0) continue;
    const BatchPlace& share = shares[by_ballot.groups[group].stratum];
    BatchPlace& batch = batches[by_ballot.groups[group].unit];
    batch.observed += groups[group].observed;
    batch.expected += static_cast<double>(groups[group].cards) * share.observed /
                      static_cast<double>(share.cards);
  }
  std::map<std::uint32_t, std::vector<BatchPlace>> of_tabulator;
  for (const std::uint32_t batch : order) {
    if (batches[batch].cards < kFewestBatchCards) continue;
    of_tabulator[cells.store().names().batches[batch].tabulator].push_back(batches[batch]);
  }
  std::vector<Drift> found;
  for (const auto& [tabulator, places] : of_tabulator) {
    if (static_cast<std::int64_t>(places.size()) < kFewestBatches) continue;
    const Drift drift = trend_of(tabulator, places);
    if (drift.deviation != 0.0) found.push_back(drift);
  }
  return found;
}

}  // namespace recanvass::screen
