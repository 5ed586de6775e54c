#include "screen/finding.h"

#include <gtest/gtest.h>

namespace recanvass::screen {
namespace {

TEST(Finding, AnAccusationIsFoundInAnyOfItsTextsAndWhateverItsCase) {
  Finding finding;
  finding.title = "Absentee ballots rose by 23.4 %";
  EXPECT_EQ(accusing_word(finding), "");
  finding.innocent = {"Early voting was extended"};
  finding.paper.push_back({"Ward 34", election::BallotCount(254), {}, {}, "Looks Rigged."});
  EXPECT_EQ(accusing_word(finding), "rigged");
  finding.paper.clear();
  finding.votes_words = "electoral FRAUD";
  EXPECT_EQ(accusing_word(finding), "fraud");
}

TEST(Finding, OnlyWholeBeginningsOfWordsCount) {
  EXPECT_EQ(accusing_word("the trigger of a recount"), "");
  EXPECT_EQ(accusing_word("Shackleton"), "");
  EXPECT_EQ(accusing_word("votes were manipulated"), "manipulated");
}

TEST(Finding, EveryStandingHasWordsOfItsOwn) {
  EXPECT_EQ(name_of(FactStanding::Holds), "holds");
  EXPECT_EQ(name_of(FactStanding::HoldsNot), "does not hold");
  EXPECT_EQ(name_of(FactStanding::CannotTell), "cannot tell");
  EXPECT_EQ(name_of(Remainder::NotChecked), "not checked");
  EXPECT_EQ(name_of(Remainder::NothingSeen), "nothing seen");
  EXPECT_EQ(name_of(Remainder::Explained), "explained");
  EXPECT_EQ(name_of(Remainder::Unexplained), "unexplained");
}

}  // namespace
}  // namespace recanvass::screen
