#include "recount/tested_figures.h"

#include <gtest/gtest.h>

namespace recanvass::recount {
namespace {

using base::Date;
using election::LegalStatus;
using election::ResultKind;

election::ResultSet counted_set(const char* id, ResultKind kind, Date known_on,
                                LegalStatus status = LegalStatus::Reported) {
  election::ResultSet made;
  made.id = {id};
  made.jurisdiction = {"us-fl"};
  made.contest = {"president"};
  made.kind = kind;
  made.status = status;
  made.known_on = known_on;
  return made;
}

// A first count, its machine recount, a later press tally, a certificate after hand recounts.
election::Election counted_again() {
  election::Election made;
  made.result_sets = {counted_set("first", ResultKind::Unofficial, Date::of(2000, 11, 8)),
                      counted_set("machines", ResultKind::Recount, Date::of(2000, 11, 10)),
                      counted_set("overseas", ResultKind::Unofficial, Date::of(2000, 11, 24)),
                      counted_set("certified", ResultKind::Recount, Date::of(2000, 11, 26),
                                  LegalStatus::Certified)};
  return made;
}

std::string id_or_none(const election::ResultSet* set) { return set ? set->id.text : "none"; }

std::string tested_in(const election::Election& election, std::optional<Date> as_of) {
  const TestedFigures tested = figures_tested(election, {"president"}, {"us-fl"}, as_of);
  return id_or_none(tested.before) + " then " + id_or_none(tested.recount);
}

TEST(TestedFigures, TheCountBeforeTheFirstRecountIsTestedWhateverIsCountedLater) {
  const election::Election election = counted_again();
  EXPECT_EQ(tested_in(election, Date::of(2000, 11, 7)), "none then none");
  EXPECT_EQ(tested_in(election, Date::of(2000, 11, 9)), "first then none");
  EXPECT_EQ(tested_in(election, Date::of(2000, 11, 10)), "first then machines");
  EXPECT_EQ(tested_in(election, Date::of(2000, 11, 24)), "first then machines");
  EXPECT_EQ(tested_in(election, std::nullopt), "first then machines");
}

TEST(TestedFigures, ACanvassKnownOnTheDayOfTheRecountIsStillTheCountBeforeIt) {
  election::Election election = counted_again();
  election.result_sets.push_back(
      counted_set("corrected", ResultKind::OriginalCanvass, Date::of(2000, 11, 10)));
  EXPECT_EQ(tested_in(election, std::nullopt), "corrected then machines");
  election.result_sets.back().known_on = Date::of(2000, 11, 11);
  EXPECT_EQ(tested_in(election, std::nullopt), "first then machines");
}

TEST(TestedFigures, AVoidOrStayedRecountIsNoneAndAPartialOneIsOne) {
  for (const LegalStatus status : {LegalStatus::Void, LegalStatus::Stayed}) {
    election::Election election = counted_again();
    election.result_sets[1].status = status;
    EXPECT_EQ(tested_in(election, Date::of(2000, 11, 24)), "overseas then none");
  }
  election::Election election = counted_again();
  election.result_sets[1].kind = ResultKind::PartialRecount;
  EXPECT_EQ(tested_in(election, Date::of(2000, 11, 24)), "first then machines");
}

TEST(TestedFigures, AnAuditIsNeitherTheCountNorARecountOfIt) {
  election::Election election = counted_again();
  election.result_sets[1].kind = ResultKind::HandAudit;
  EXPECT_EQ(tested_in(election, Date::of(2000, 11, 23)), "first then none");
}

TEST(TestedFigures, OtherPlacesAndContestsAreNotLookedAt) {
  election::Election election = counted_again();
  election.result_sets[0].jurisdiction = {"us-wi"};
  election.result_sets[1].contest = {"senate"};
  EXPECT_EQ(tested_in(election, Date::of(2000, 11, 12)), "none then none");
}

}  // namespace
}  // namespace recanvass::recount
