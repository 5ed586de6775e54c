#include "screen/choice_order.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace recanvass::screen {
namespace {

constexpr std::int64_t kFewestVotes = 20;
constexpr std::size_t kFewestOrderUnits = 8;

using Votes = std::vector<double>;

std::uint32_t unit_of(const CardCells& cells, const CardCell& cell, DefinedBy by) {
  switch (by) {
    case DefinedBy::Style: return cells.ballots()[cell.ballot].style;
    case DefinedBy::Precinct: return cells.ballots()[cell.ballot].precinct;
    case DefinedBy::Tabulator: return cells.tabulator_of(cell);
  }
  RECANVASS_CHECK(false);
  return 0;
}

double sum_of(const Votes& votes) { return std::accumulate(votes.begin(), votes.end(), 0.0); }

// Shares of all other units, half a vote added to each choice so that none is impossible.
Votes shares_without(const Votes& all, const Votes& unit) {
  Votes shares(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) shares[i] = all[i] - unit[i] + 0.5;
  const double sum = sum_of(shares);
  for (double& share : shares) share /= sum;
  return shares;
}

double chi_square(const Votes& unit, const Votes& shares) {
  const double votes = sum_of(unit);
  double sum = 0.0;
  for (std::size_t i = 0; i < unit.size(); ++i) {
    const double expected = votes * shares[i];
    sum += (unit[i] - expected) * (unit[i] - expected) / expected;
  }
  return sum;
}

// Every exchange of two choices, and every move by one or back of choices [first, last].
std::vector<std::vector<std::size_t>> orders_of(std::size_t choices) {
  std::vector<std::size_t> same(choices);
  std::iota(same.begin(), same.end(), std::size_t{0});
  std::vector<std::vector<std::size_t>> orders;
  for (std::size_t first = 0; first < choices; ++first) {
    for (std::size_t last = first + 1; last < choices; ++last) {
      auto exchanged = same;
      std::swap(exchanged[first], exchanged[last]);
      orders.push_back(exchanged);
      if (last == first + 1) continue;
      auto moved = same;
      const auto from = moved.begin() + static_cast<std::ptrdiff_t>(first);
      const auto to = moved.begin() + static_cast<std::ptrdiff_t>(last) + 1;
      std::rotate(from, from + 1, to);
      orders.push_back(moved);
      moved = same;
      std::rotate(moved.begin() + static_cast<std::ptrdiff_t>(first),
                  moved.begin() + static_cast<std::ptrdiff_t>(last),
                  moved.begin() + static_cast<std::ptrdiff_t>(last) + 1);
      orders.push_back(moved);
    }
  }
  return orders;
}

double gain_of(const Votes& unit, const Votes& shares, const std::vector<std::size_t>& from) {
  double gain = 0.0;
  for (std::size_t i = 0; i < unit.size(); ++i) {
    if (from[i] != i) gain += unit[from[i]] * std::log(shares[i]) - unit[i] * std::log(shares[i]);
  }
  return gain;
}

}  // namespace

std::vector<ChoiceOrder> other_orders(const CardCells& cells, const ContestEvents& events,
                                      DefinedBy by) {
  const auto& contest = cells.store().contests()[events.contest];
  const std::size_t choices = contest.choices.size();
  if (contest.ranks > 0 || contest.vote_for > 1 || choices < 2) return {};
  std::vector<Votes> units;
  Votes all(choices, 0.0);
  for (std::size_t cell = 0; cell < cells.cells().size(); ++cell) {
    if (events.cards[cell] == 0) continue;
    const std::uint32_t unit = unit_of(cells, cells.cells()[cell], by);
    if (units.size() <= unit) units.resize(unit + 1, Votes(choices, 0.0));
    for (std::size_t i = 0; i < choices; ++i) {
      const auto votes = static_cast<double>(events.of(cell, ContestEvents::kChoices + i));
      units[unit][i] += votes;
      all[i] += votes;
    }
  }
  std::vector<double> squares;
  for (const Votes& unit : units) {
    if (sum_of(unit) < static_cast<double>(kFewestVotes)) continue;
    squares.push_back(chi_square(unit, shares_without(all, unit)));
  }
  if (squares.size() < kFewestOrderUnits) return {};
  std::ranges::sort(squares);
  const auto freedom = static_cast<double>(choices - 1);
  // Wilson and Hilferty's median of chi-square.
  const double usual = freedom * std::pow(1.0 - 2.0 / (9.0 * freedom), 3.0);
  const double spread = std::max(1.0, squares[squares.size() / 2] / usual);
  const auto orders = orders_of(choices);
  std::vector<ChoiceOrder> found;
  for (std::uint32_t number = 0; number < units.size(); ++number) {
    const Votes& unit = units[number];
    if (sum_of(unit) < static_cast<double>(kFewestVotes)) continue;
    const Votes shares = shares_without(all, unit);
    ChoiceOrder best{number, {}, static_cast<std::int64_t>(sum_of(unit)), 0, 0.0, 1.0};
    for (const auto& from : orders) {
      const double gain = gain_of(unit, shares, from) / spread;
      if (gain > best.log_gain) {
        best.log_gain = gain;
        best.from = from;
      }
    }
    for (const auto& [choice, whose] : moved_choices(best)) {
      best.moved += static_cast<std::int64_t>(unit[choice]);
    }
    best.by_chance = std::min(1.0, static_cast<double>(orders.size()) * std::exp(-best.log_gain));
    found.push_back(best);
  }
  return found;
}

std::vector<std::pair<std::size_t, std::size_t>> moved_choices(const ChoiceOrder& order) {
  std::vector<std::pair<std::size_t, std::size_t>> moved;
  for (std::size_t i = 0; i < order.from.size(); ++i) {
    if (order.from[i] != i) moved.emplace_back(i, order.from[i]);
  }
  return moved;
}

}  // namespace recanvass::screen
