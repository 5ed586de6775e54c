#include "audit/drawn_in_proportion.h"

#include "base/rational.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace recanvass::audit {

std::int64_t draws_in_proportion(std::span<const ListDraws> lists) {
  std::int64_t cards = 0;
  for (const ListDraws& list : lists) cards += list.cards;
  std::optional<std::int64_t> least;
  for (const ListDraws& list : lists) {
    if (list.cards == 0) continue;
    const auto of_all = static_cast<std::int64_t>(base::Wide(list.draws) * cards / list.cards);
    least = std::min(least.value_or(of_all), of_all);
  }
  return least.value_or(0);
}

base::Result<MeasuredContest> measure_in_proportion(const ContestMeasure& contest,
                                                    std::span<const MeasuredCard> cards,
                                                    std::span<const ListDraws> lists) {
  const auto all = measure_contest(contest, cards);
  const auto most = static_cast<std::size_t>(draws_in_proportion(lists));
  if (!all || most >= cards.size()) return all;
  const ExactRead& exact = all->assertions[all->worst].exact;
  if (exact.all || exact.certainty == Certainty::False) return all;
  std::set<std::size_t> over;
  std::set<std::size_t> differ;
  for (const CardDiscrepancy& one : all->discrepancies) {
    differ.insert(one.card);
    if (one.overstatement > base::Rational(0)) over.insert(one.card);
  }
  std::vector<MeasuredCard> counted;
  std::size_t agreeing = most > over.size() ? most - over.size() : 0;
  for (std::size_t i = 0; i < cards.size(); ++i) {
    const bool agrees = !differ.contains(i);
    if (agrees && agreeing == 0) continue;
    if (!agrees && !over.contains(i)) continue;
    agreeing -= agrees ? 1 : 0;
    counted.push_back(cards[i]);
  }
  ContestMeasure ask = contest;
  ask.round_ends.clear();
  auto result = measure_contest(ask, counted);
  if (!result) return result;
  MeasuredContest measured = std::move(result).value();
  measured.discrepancies = all->discrepancies;
  measured.tally = all->tally;
  for (std::size_t i = 0; i < measured.assertions.size(); ++i) {
    measured.assertions[i].tally = all->assertions[i].tally;
  }
  return measured;
}

}  // namespace recanvass::audit
