#include "screen/odd_groups.h"

#include "screen/unit_events.h"
#include "stats/distributions.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace recanvass::screen {
namespace {

constexpr std::int64_t kCardsLeast = 100;
constexpr double kBlankLeast = 5.0;
constexpr int kPolishRounds = 20;
constexpr double kFreedomMost = 30.0;  // tails of real groups are no thinner

struct PolishedCell {
  std::uint32_t contest = 0;
  std::size_t row = 0;
  GroupBlanks counted;
  double odds = 0.0;  // log odds, half a card added to either side
  double left = 0.0;  // after rows and columns
  double fitted = 0.0;
};

double log_odds(const GroupBlanks& counted) {
  const auto blank = static_cast<double>(counted.blank);
  const auto others = static_cast<double>(counted.cards - counted.blank);
  return std::log((blank + 0.5) / (others + 0.5));
}

double median(std::vector<double> numbers) {
  const std::size_t half = numbers.size() / 2;
  std::ranges::nth_element(numbers, numbers.begin() + static_cast<std::ptrdiff_t>(half));
  const double upper = numbers[half];
  if (numbers.size() % 2 == 1) return upper;
  return 0.5 * (upper + *std::max_element(numbers.begin(),
                                          numbers.begin() + static_cast<std::ptrdiff_t>(half)));
}

// Takes from each cell the median of those with its key.
template <class Key>
void take_medians(std::vector<PolishedCell>& cells, Key key) {
  std::map<std::size_t, std::vector<double>> by_key;
  for (const PolishedCell& cell : cells) by_key[key(cell)].push_back(cell.left);
  std::map<std::size_t, double> medians;
  for (auto& [number, left] : by_key) medians[number] = median(std::move(left));
  for (PolishedCell& cell : cells) cell.left -= medians[key(cell)];
}

std::size_t contest_of(const PolishedCell& cell) { return cell.contest; }
std::size_t row_of(const PolishedCell& cell) { return cell.row; }

// Cells that are alone in their contest or their group say nothing.
template <class Key>
bool drop_alone(std::vector<PolishedCell>& cells, Key key) {
  std::map<std::size_t, int> number;
  for (const PolishedCell& cell : cells) ++number[key(cell)];
  return std::erase_if(cells, [&](const PolishedCell& cell) { return number[key(cell)] < 2; }) > 0;
}

std::vector<PolishedCell> cells_of(std::span<const std::vector<GroupBlanks>> by_contest) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> rows;
  std::vector<PolishedCell> cells;
  for (std::size_t contest = 0; contest < by_contest.size(); ++contest) {
    std::int64_t cards = 0;
    std::int64_t blank = 0;
    for (const GroupBlanks& one : by_contest[contest]) {
      cards += one.cards;
      blank += one.blank;
    }
    if (blank == 0) continue;
    const double share = static_cast<double>(blank) / static_cast<double>(cards);
    for (const GroupBlanks& one : by_contest[contest]) {
      const auto expected = share * static_cast<double>(one.cards);
      if (one.cards < kCardsLeast || expected < kBlankLeast) continue;
      const auto row = rows.try_emplace({one.style, one.group}, rows.size()).first->second;
      cells.push_back({static_cast<std::uint32_t>(contest), row, one, log_odds(one), 0.0, 0.0});
    }
  }
  while (drop_alone(cells, contest_of) || drop_alone(cells, row_of)) {
  }
  return cells;
}

}  // namespace

std::vector<GroupBlanks> group_blanks(const CardCells& cells, const ContestEvents& events) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, GroupBlanks> found;
  for (std::size_t cell = 0; cell < events.cards.size(); ++cell) {
    if (events.cards[cell] == 0) continue;
    const auto& ballot = cells.ballots()[cells.cells()[cell].ballot];
    GroupBlanks& one = found[{ballot.style, ballot.counting_group}];
    one.style = ballot.style;
    one.group = ballot.counting_group;
    one.cards += static_cast<std::int64_t>(events.cards[cell]);
    one.blank += static_cast<std::int64_t>(events.of(cell, ContestEvents::kResidual));
  }
  std::vector<GroupBlanks> list;
  for (const auto& [key, one] : found) list.push_back(one);
  return list;
}

std::vector<OddGroup> odd_groups(std::span<const std::vector<GroupBlanks>> by_contest) {
  std::vector<PolishedCell> cells = cells_of(by_contest);
  std::vector<OddGroup> found;
  std::map<std::size_t, int> contests;
  std::map<std::size_t, int> rows;
  for (PolishedCell& cell : cells) {
    ++contests[cell.contest];
    ++rows[cell.row];
    cell.left = cell.odds;
  }
  for (int round = 0; round < kPolishRounds; ++round) {
    take_medians(cells, contest_of);
    take_medians(cells, row_of);
  }
  std::vector<double> deviations;
  for (PolishedCell& cell : cells) {
    cell.fitted = cell.odds - cell.left;
    const double share = 1.0 / (1.0 + std::exp(-cell.fitted));
    const double error =
        1.0 / std::sqrt(static_cast<double>(cell.counted.cards) * share * (1.0 - share));
    deviations.push_back(cell.left / error);
  }
  const auto spread = spread_of(deviations);
  const double freedom = static_cast<double>(cells.size()) - static_cast<double>(contests.size()) -
                         static_cast<double>(rows.size()) + 1.0;
  if (!spread || freedom < 4.0) return found;
  // Fitting rows and columns makes what is left smaller than it was.
  const double fitted = static_cast<double>(cells.size()) / freedom;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const PolishedCell& cell = cells[i];
    OddGroup one;
    one.contest = cell.contest;
    one.cell = cell.counted;
    one.expected = static_cast<double>(cell.counted.cards) / (1.0 + std::exp(-cell.fitted));
    one.deviation = deviations[i] / std::sqrt(*spread * fitted);
    one.p = std::min(1.0, 2.0 * stats::student_t_above(std::abs(one.deviation),
                                                       std::min(kFreedomMost, freedom)));
    found.push_back(one);
  }
  return found;
}

}  // namespace recanvass::screen
