#include "law/knowledge.h"

#include <algorithm>
#include <utility>

namespace recanvass::law {

KnowledgeBase::KnowledgeBase(std::vector<RecountStatute> statutes, BusinessCalendars calendars)
    : statutes_(std::move(statutes)), calendars_(std::move(calendars)) {
  std::stable_sort(statutes_.begin(), statutes_.end(),
                   [](const RecountStatute& left, const RecountStatute& right) {
                     if (left.jurisdiction != right.jurisdiction) {
                       return left.jurisdiction < right.jurisdiction;
                     }
                     return left.in_force.first() < right.in_force.first();
                   });
}

const RecountStatute* KnowledgeBase::in_force(const election::JurisdictionId& jurisdiction,
                                              base::Date day) const {
  const RecountStatute* latest = nullptr;
  for (const RecountStatute& statute : statutes_) {
    if (statute.jurisdiction != jurisdiction) continue;
    // In a year of change whose day is unknown both fit; the newer one is later in the list.
    if (statute.in_force.first() <= day && day <= statute.in_force.last()) latest = &statute;
  }
  return latest;
}

}  // namespace recanvass::law
