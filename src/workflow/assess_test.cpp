#include "workflow/assess.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

election::Election maine() {
  election::Election election;
  for (const char* id : {"us-me", "us-me-1", "us-wi", "springfield"}) {
    election::Jurisdiction place;
    place.id = {id};
    election.jurisdictions.push_back(place);
  }
  election.jurisdictions[3].law = election::JurisdictionId{"us-wi"};
  election::Contest contest;
  contest.choices = {{{"ada"}, "Ada Lovelace", "", false, false},
                     {{"other"}, "All others", "", false, true}};
  election.contests = {contest};
  return election;
}

TEST(AssessOptionsOfRequest, ADayAloneIsItsFirstMinute) {
  AssessRequest request;
  request.as_of = "2016-11-25";
  EXPECT_EQ(assess_options(request, maine())->as_of->text(), "2016-11-25T00:00");
  request.as_of = "2016-11-25T17:00";
  EXPECT_EQ(assess_options(request, maine())->as_of->text(), "2016-11-25T17:00");
}

TEST(AssessOptionsOfRequest, AStateIsNamedByPostalCodeOrIdAndBringsWhatStandsUnderItsLaw) {
  AssessRequest request;
  request.states = {"ME"};
  EXPECT_EQ(assess_options(request, maine())->only.size(), 2u);
  request.states = {"us-me-1"};
  EXPECT_EQ(assess_options(request, maine())->only.size(), 1u);
  request.states = {"WI"};
  EXPECT_EQ(assess_options(request, maine())->only.size(), 2u) << "the city under its law";
}

TEST(AssessOptionsOfRequest, APetitionerIsNamedByIdOrNameAndIsOnePerson) {
  AssessRequest request;
  for (const char* word : {"ada", "ADA", "ada lovelace"}) {
    request.petitioner = word;
    EXPECT_EQ(assess_options(request, maine())->petitioner->text, "ada") << word;
  }
  request.petitioner = "other";
  EXPECT_EQ(assess_options(request, maine()).problems()[0].cause, "assess.petitioner");
}

TEST(LawFor, EveryStateOfThePackageHasItsLawAndOnlyThose) {
  const law::KnowledgeBase law = law_for(maine(), {});
  EXPECT_NE(law.in_force({"us-me"}, base::Date::of(2016, 11, 8)), nullptr);
  EXPECT_NE(law.in_force({"us-wi"}, base::Date::of(2016, 11, 8)), nullptr);
  EXPECT_EQ(law.in_force({"us-mi"}, base::Date::of(2016, 11, 8)), nullptr);
  const law::KnowledgeBase part = law_for(maine(), {{"us-me-1"}});
  EXPECT_EQ(part.in_force({"us-wi"}, base::Date::of(2016, 11, 8)), nullptr);
}

}  // namespace
}  // namespace recanvass::workflow
