#include "law/answer.h"

#include <gtest/gtest.h>

namespace recanvass::law {
namespace {

TEST(LawAnswer, NamesAreThoseOfTheJson) {
  EXPECT_EQ(name_of(Verdict::Yes), "true");
  EXPECT_EQ(name_of(Verdict::No), "false");
  EXPECT_EQ(name_of(Verdict::Unknown), "unknown");
  EXPECT_EQ(name_of(Confidence::Medium), "medium");
  EXPECT_EQ(name_of(DeadlineStatus::Today), "today");
}

TEST(LawAnswer, HavingNoEvidenceIsTheInitialState) {
  const Answer answer;
  EXPECT_EQ(answer.automatic, Verdict::Unknown);
  EXPECT_EQ(answer.petition.allowed, Verdict::Unknown);
  EXPECT_EQ(answer.petition.deadline.status, DeadlineStatus::Unknown);
  EXPECT_EQ(answer.confidence, Confidence::Low);
}

}  // namespace
}  // namespace recanvass::law
