#include "audit/overstatement.h"

#include "base/check.h"

namespace recanvass::audit {

using base::Rational;

OverstatementAssorter::OverstatementAssorter(const Assorter& assorter,
                                             const Rational& assorter_margin, StyleUse style,
                                             MissingCard missing)
    : assorter_(assorter), assorter_margin_(assorter_margin), style_(style), missing_(missing) {
  const Rational most = Rational(2) * assorter.upper_bound() - Rational(1);
  RECANVASS_CHECK(Rational(0) < assorter_margin && assorter_margin <= most);
}

Rational OverstatementAssorter::overstatement(const Recorded& recorded, const Found& found) const {
  const bool is_missing =
      found.kind == Found::Kind::NoCard && recorded.kind != Recorded::Kind::Phantom;
  if (is_missing && missing_ == MissingCard::Worst) return assorter_.upper_bound();
  const Rational without(assorter_.numerator_without(), assorter_.denominator());
  Rational record;
  switch (recorded.kind) {
    case Recorded::Kind::Marking: record = assorter_.value(recorded.said); break;
    case Recorded::Kind::Without: record = without; break;
    case Recorded::Kind::Phantom: record = Rational(1, 2); break;
    case Recorded::Kind::Pooled: record = recorded.pool_mean; break;
  }
  Rational paper;
  switch (found.kind) {
    case Found::Kind::Marking: paper = assorter_.value(found.said); break;
    case Found::Kind::Without:
      if (style_ == StyleUse::AllCards) paper = without;
      break;
    case Found::Kind::NoCard: break;
  }
  return record - paper;
}

Rational OverstatementAssorter::value(const Recorded& recorded, const Found& found) const {
  const Rational bound = assorter_.upper_bound();
  return (bound - overstatement(recorded, found)) / (Rational(2) * bound - assorter_margin_);
}

Rational OverstatementAssorter::upper_bound() const {
  const Rational twice = Rational(2) * assorter_.upper_bound();
  return twice / (twice - assorter_margin_);
}

Rational OverstatementAssorter::value_without_error() const {
  const Rational bound = assorter_.upper_bound();
  return bound / (Rational(2) * bound - assorter_margin_);
}

}  // namespace recanvass::audit
