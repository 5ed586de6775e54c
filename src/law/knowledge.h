// The whole knowledge base: statutes by jurisdiction and date. Filled by formats/ from statutes/,
// asked by recount/ and by `recanvass law`.
#pragma once

#include "law/answer.h"
#include "law/calendar.h"
#include "law/statute.h"

#include <optional>
#include <vector>

namespace recanvass::law {

class KnowledgeBase {
 public:
  /// @param statutes  any order; of one jurisdiction, dates in force must not overlap (checked by
  ///                  the reader).
  KnowledgeBase(std::vector<RecountStatute> statutes, BusinessCalendars calendars);

  /// In order of jurisdiction and first day in force.
  [[nodiscard]] const std::vector<RecountStatute>& statutes() const { return statutes_; }
  [[nodiscard]] const BusinessCalendars& calendars() const { return calendars_; }

  /// The recount law of a jurisdiction ("us-wi") on a day; null when none is known.
  [[nodiscard]] const RecountStatute* in_force(const election::JurisdictionId& jurisdiction,
                                               base::Date day) const;

 private:
  std::vector<RecountStatute> statutes_;
  BusinessCalendars calendars_;
};

/// Applies one statute to facts. `as_of` decides whether a deadline is open (no value: unknown).
/// Nothing is guessed: a figure that the rule needs and the facts lack gives Unknown and a line in
/// Answer::unknown; prose gives a line in Answer::read_the_statute.
[[nodiscard]] Answer apply(const RecountStatute& statute, const Facts& facts,
                           const BusinessCalendars& calendars,
                           std::optional<base::LocalTime> as_of);

}  // namespace recanvass::law
