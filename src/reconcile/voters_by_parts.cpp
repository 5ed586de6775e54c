#include "reconcile/voters_by_parts.h"

#include "reconcile/ballots.h"

namespace recanvass::reconcile {

std::optional<election::VoterCount> voters_by_parts(const UnitRecord& record) {
  UnitRecord parts;
  parts.figures = record.figures;
  parts.figures.voters_total.reset();
  parts.absentee_in_poll_book = record.absentee_in_poll_book;
  parts.provisional_in_poll_book = record.provisional_in_poll_book;
  return voters_of(parts, nullptr);
}

}  // namespace recanvass::reconcile
