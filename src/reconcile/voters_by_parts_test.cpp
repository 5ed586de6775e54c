#include "reconcile/voters_by_parts.h"

#include <gtest/gtest.h>

namespace recanvass::reconcile {
namespace {

using election::VoterCount;

TEST(VotersByParts, TheSumThatIsStatedIsNotAsked) {
  UnitRecord record;
  record.figures.voters_total = VoterCount(718);
  EXPECT_EQ(voters_by_parts(record), std::nullopt) << "no line of it is known";
  record.figures.voters_poll_book = VoterCount(600);
  EXPECT_EQ(voters_by_parts(record), VoterCount(600));
  record.figures.voters_total.reset();
  EXPECT_EQ(voters_by_parts(record), VoterCount(600));
}

TEST(VotersByParts, WithoutThePracticeEnvelopesLeaveItUnknown) {
  UnitRecord record;
  record.figures.voters_poll_book = VoterCount(600);
  record.figures.absentee_accepted = election::EnvelopeCount(3);
  record.absentee_in_poll_book = Inclusion::Unknown;
  EXPECT_EQ(voters_by_parts(record), std::nullopt);
  record.absentee_in_poll_book = Inclusion::Excluded;
  EXPECT_EQ(voters_by_parts(record), VoterCount(603));
  record.absentee_in_poll_book = Inclusion::Included;
  EXPECT_EQ(voters_by_parts(record), VoterCount(600));
}

}  // namespace
}  // namespace recanvass::reconcile
