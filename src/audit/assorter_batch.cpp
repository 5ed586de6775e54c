#include "audit/assorter_batch.h"

#include "base/check.h"

namespace recanvass::audit {

using base::Rational;

std::vector<BatchValue> equal_chance_values(std::span<const Rational> sums, const Rational& bound,
                                            std::int64_t cards_max, std::int64_t cards,
                                            std::int64_t batches) {
  const Rational scale(batches, cards);
  const Rational largest = bound * Rational(cards_max);
  // Half of what is left in all, over the batches that are left.
  Rational left = Rational(cards, 2);
  std::vector<BatchValue> values;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    RECANVASS_CHECK(Rational(0) <= sums[i] && sums[i] <= largest);
    const std::int64_t batches_left = batches - static_cast<std::int64_t>(i);
    RECANVASS_CHECK(batches_left > 0);
    values.push_back({(sums[i] * scale).approximate(), (largest * scale).approximate(),
                      (left * scale / Rational(batches_left)).approximate()});
    left = left - sums[i];
  }
  return values;
}

std::vector<BatchValue> proportional_values(std::span<const DrawnBatch> drawn,
                                            const Rational& all_max, std::int64_t cards) {
  Rational max_left = all_max;
  Rational left(cards, 2);
  std::int64_t cards_left = cards;
  std::vector<BatchValue> values;
  for (const DrawnBatch& batch : drawn) {
    RECANVASS_CHECK(Rational(0) <= batch.sum && batch.sum <= batch.sum_max);
    RECANVASS_CHECK(Rational(0) < batch.sum_max && batch.sum_max <= max_left && cards_left > 0);
    const Rational per_card = max_left / Rational(cards_left);
    values.push_back({(batch.sum / batch.sum_max * per_card).approximate(), per_card.approximate(),
                      (left / Rational(cards_left)).approximate()});
    left = left - batch.sum;
    max_left = max_left - batch.sum_max;
    cards_left -= batch.cards;
  }
  return values;
}

}  // namespace recanvass::audit
