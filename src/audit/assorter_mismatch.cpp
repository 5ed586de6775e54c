#include "audit/assorter_mismatch.h"

#include "base/check.h"

namespace recanvass::audit {

using base::Rational;
using election::CardCount;

MismatchAssorter::MismatchAssorter(CardCount cards, CardCount changes_needed) : cards_(cards) {
  RECANVASS_CHECK(CardCount(1) <= changes_needed && changes_needed < cards);
  upper_ = Rational(cards.value(), 2 * (cards - changes_needed).value());
}

Rational MismatchAssorter::value(RecordMatch match) const {
  return match == RecordMatch::Matches ? upper_ : Rational(0);
}

Rational MismatchAssorter::margin_with(CardCount differing) const {
  RECANVASS_CHECK(CardCount(0) <= differing && differing <= cards_);
  const Rational matching((cards_ - differing).value(), cards_.value());
  return Rational(2) * upper_ * matching - Rational(1);
}

}  // namespace recanvass::audit
