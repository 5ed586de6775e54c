#include "workflow/precinct_law.h"

#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::pennsylvania;
using fixture::wisconsin;

TEST(PrecinctLaw, PennsylvaniaAsksForThreeVotersOfEachAndEachCountyHasItsClock) {
  const Operation operation = pennsylvania();
  const auto rule = precinct_rule(operation);
  ASSERT_TRUE(rule);
  EXPECT_EQ(rule->statute->id, "us-pa-2004");
  EXPECT_EQ(rule->signers, 3);
  EXPECT_EQ(rule->event, "county_computational_canvass_completed");
  EXPECT_FALSE(precinct_rule(wisconsin()));
}

TEST(PrecinctLaw, TheRuleBeforeAct97IsAnotherOfItsOwnDates) {
  Operation operation = pennsylvania();
  operation.setup.law_day = "2004-10-07";
  EXPECT_EQ(precinct_rule(operation)->statute->id, "us-pa-2000");
  operation.setup.law_day = "2004-10-08";
  EXPECT_EQ(precinct_rule(operation)->statute->id, "us-pa-2004");
}

TEST(PrecinctLaw, TheDeadlineIsTheFifthDayAfterTheCountysOwnMoment) {
  const Operation operation = pennsylvania();
  const PrecinctRule rule = *precinct_rule(operation);
  const election::Moment moment{base::Date::of(2016, 11, 26), base::TimeOfDay(15 * 60)};
  const law::Deadline deadline = county_deadline(operation, rule, moment, std::nullopt);
  ASSERT_TRUE(deadline.until);
  EXPECT_EQ(deadline.until->text(), "2016-12-01T24:00");
  EXPECT_FALSE(county_deadline(operation, rule, std::nullopt, std::nullopt).until);
}

TEST(PrecinctLaw, ADistrictsOwnEquipmentStandsBeforeItsCountys) {
  Operation operation = pennsylvania();
  EXPECT_EQ(equipment_of(operation, "W1", "us-pa-washington"), nullptr);
  auto& equipment = operation.opening.petitions.equipment;
  equipment["us-pa-washington"] = {PaperKind::None, "memory only"};
  EXPECT_EQ(equipment_of(operation, "W1", "us-pa-washington")->paper, PaperKind::None);
  equipment["W1"] = {PaperKind::Ballots, "scanner"};
  EXPECT_EQ(equipment_of(operation, "W1", "us-pa-washington")->paper, PaperKind::Ballots);
}

TEST(PrecinctLaw, AReferenceIsInitialsWithANumberOrALongHash) {
  for (const char* good : {"J-1", "JS-1041", "JQV123456789012", "0123456789abcdef"}) {
    EXPECT_TRUE(is_voter_reference(good)) << good;
  }
  EXPECT_TRUE(is_voter_reference(std::string(64, 'f')));
  EXPECT_FALSE(is_voter_reference(std::string(65, 'f')));
  EXPECT_FALSE(is_voter_reference(std::string(15, 'f')));
  EXPECT_FALSE(is_voter_reference(""));
}

}  // namespace
}  // namespace recanvass::workflow
