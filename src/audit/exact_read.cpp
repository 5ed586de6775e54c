#include "audit/exact_read.h"

#include "base/check.h"

namespace recanvass::audit {

ExactRead exact_read(const Assorter& assorter, std::span<const FoundCards> found,
                     election::CardCount domain, WithoutContest without) {
  ExactRead read;
  base::Wide sum = 0;         // of cards of which it is known
  std::int64_t unknown = domain.value();  // worth anything from 0 to u
  for (const FoundCards& one : found) {
    read.cards += one.cards;
    if (one.found.kind == Found::Kind::NoCard) continue;
    const bool carries = one.found.kind == Found::Kind::Marking;
    if (!carries && without == WithoutContest::AnyValue) continue;
    unknown -= one.cards;
    const std::int64_t value =
        carries ? assorter.numerator(one.found.said) : assorter.numerator_without();
    sum += static_cast<base::Wide>(value) * one.cards;
  }
  RECANVASS_CHECK(domain.value() >= 1 && read.cards <= domain.value() && unknown >= 0);
  read.all = read.cards == domain.value();
  const base::Wide half = static_cast<base::Wide>(assorter.half_numerator()) * domain.value();
  const base::Wide most = sum + static_cast<base::Wide>(assorter.upper_numerator()) * unknown;
  if (sum > half) read.certainty = Certainty::True;
  if (most <= half) read.certainty = Certainty::False;
  const double scale = static_cast<double>(half);
  read.margin_least = static_cast<double>(sum - half) / scale;
  read.margin_most = static_cast<double>(most - half) / scale;
  return read;
}

}  // namespace recanvass::audit
