#include "law/scope.h"

#include <gtest/gtest.h>

namespace recanvass::law {
namespace {

Scope scope_for(const char* word) {
  Scope scope;
  scope.classes = *classes_named(word);
  return scope;
}

TEST(Scope, AnEmptyScopeCoversEverything) {
  EXPECT_EQ(covers(Scope{}, Facts{}), Verdict::Yes);
  EXPECT_TRUE(Scope{}.is_everything());
  EXPECT_EQ(words_of(Scope{}), "");
}

TEST(Scope, AnOfficeOfSeveralClassesIsInDoubtUntilTheClassIsSaid) {
  Facts facts;
  facts.office = election::Office::Legislative;
  EXPECT_EQ(covers(scope_for("legislative"), facts), Verdict::Yes);
  EXPECT_EQ(covers(scope_for("state_senate"), facts), Verdict::Unknown);
  EXPECT_EQ(covers(scope_for("any_statewide"), facts), Verdict::No);
  facts.office_class = OfficeClass::StateHouse;
  EXPECT_EQ(covers(scope_for("state_senate"), facts), Verdict::No);
}

TEST(Scope, ElectionTypeAndSeatsNarrowIt) {
  Scope primaries;
  primaries.types = {election::ElectionType::Primary};
  EXPECT_EQ(covers(primaries, Facts{}), Verdict::No);
  Facts facts;
  facts.type = election::ElectionType::Primary;
  EXPECT_EQ(covers(primaries, facts), Verdict::Yes);
  Scope several;
  several.seats = SeatScope::SeveralSeats;
  EXPECT_EQ(covers(several, facts), Verdict::No);
  facts.seats = election::SeatCount{3};
  EXPECT_EQ(covers(several, facts), Verdict::Yes);
  EXPECT_EQ(words_of(primaries), "in primaries");
}

TEST(Scope, EveryClassHasANameThatIsReadBack) {
  for (std::size_t i = 0; i < kOfficeClasses; ++i) {
    const auto office = static_cast<OfficeClass>(i);
    EXPECT_EQ(office_class_named(name_of(office)), office);
    EXPECT_EQ(classes_named(name_of(office))->count(), 1U);
    Facts facts;
    facts.office = office_of(office);
    EXPECT_FALSE(words_of(*classes_named(name_of(office))).empty());
  }
  EXPECT_FALSE(classes_named("dogcatcher").has_value());
  EXPECT_EQ(words_of(*classes_named("any")), "every contest");
}

}  // namespace
}  // namespace recanvass::law
