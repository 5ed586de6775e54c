#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::computed;
using fixture::file_precincts;
using fixture::pennsylvania;
using fixture::precinct_petition;
using fixture::shown;

Operation with_districts() {
  Operation operation = pennsylvania();
  RECANVASS_CHECK(
      act(operation, "districts.set", "wec",
          {{"districts",
            {{"us-pa-washington", 176}, {"us-pa-montgomery", 8937}, {"us-pa-adams", 50}}},
           {"source", "Pennsylvania, November 2016; two counties stand for all others"}})
          .empty());
  return operation;
}

// Pennsylvania 2016: 9,163 districts, three signers in each.
TEST(ShowPetitionPlan, WashingtonCountyNeeds528SignersAndTheState27489) {
  const base::Json plan = shown(with_districts(), "petition-plan");
  EXPECT_EQ(plan["districts"], 9163);
  EXPECT_EQ(plan["signers"], 27489);
  EXPECT_EQ(plan["sentence"], "3 voters of each of 9,163 districts: 27,489 signers.");
  const base::Json county =
      shown(with_districts(), "petition-plan", "", "us-pa-washington")["counties"][0];
  EXPECT_EQ(county["districts"], 176);
  EXPECT_EQ(county["signers"], 528);
  EXPECT_TRUE(county["deadline"].is_null());
}

TEST(ShowPetitionPlan, ACountyWhoseDistrictsAreNotKnownIsAHoleAndNotZero) {
  Operation operation = pennsylvania();
  ASSERT_EQ(act(operation, "districts.set", "wec",
                {{"districts", {{"us-pa-washington", 176}}}, {"source", "the county"}}),
            Causes{});
  ASSERT_EQ(computed(operation, "2016-11-26T15:00"), Causes{});
  const base::Json plan = shown(operation, "petition-plan");
  EXPECT_EQ(plan["counties_unknown"], 2);
  EXPECT_EQ(plan["sentence"],
            "3 voters of each of 176 districts: 528 signers; the districts of 2 counties are not "
            "known.");
  EXPECT_TRUE(plan["counties"][0]["signers"].is_null());
  EXPECT_EQ(plan["counties"][2]["until"], "2016-12-01T24:00");
}

TEST(ShowPetitionPlan, ALawOfAnotherKindSaysWhoMayAsk) {
  const base::Json plan = shown(fixture::wisconsin(), "petition-plan");
  EXPECT_TRUE(plan["rule"].is_null());
  EXPECT_EQ(plan["who"], "any candidate who got votes");
}

TEST(ShowPrecinctPetitions, SignersReferencesAreForTheOfficeAlone) {
  Operation operation = with_districts();
  ASSERT_EQ(computed(operation, "2016-11-26T15:00"), Causes{});
  ASSERT_EQ(
      file_precincts(
          operation,
          {precinct_petition("Canton 1", "2016-11-28T10:00", {"Canton 1", "Canton 1", "Canton 1"}),
           precinct_petition("Canton 2", "2016-11-28T10:00", {"Canton 2", "Canton 2"})}),
      Causes{});
  fixture::add_county_account(operation, "adams-clerk", "us-pa-adams", "county-officer", 4);
  for (const char* viewer : {"", "campaign", "adams-clerk"}) {
    const base::Json seen = shown(operation, "precinct-petitions", viewer);
    EXPECT_EQ(seen.dump().find("AB-10"), std::string::npos) << viewer;
    EXPECT_EQ(seen["petitions"][0]["signers"], 3);
  }
  for (const char* viewer : {"wec", "washington-clerk"}) {
    EXPECT_NE(shown(operation, "precinct-petitions", viewer).dump().find("AB-101"),
              std::string::npos);
  }
}

TEST(ShowPrecinctPetitions, VerdictsAndFeesAreAddedUp) {
  Operation operation = with_districts();
  ASSERT_EQ(computed(operation, "2016-11-26T15:00"), Causes{});
  ASSERT_EQ(
      file_precincts(
          operation,
          {precinct_petition("Canton 1", "2016-11-28T10:00", {"Canton 1", "Canton 1", "Canton 1"}),
           precinct_petition("Canton 2", "2016-11-28T10:00", {"Canton 2", "Canton 2"}),
           precinct_petition("Canton 3", "2016-11-28T10:00",
                             {"Canton 3", "Canton 3", "Canton 3"})}),
      Causes{});
  const base::Json seen = shown(operation, "precinct-petitions");
  EXPECT_EQ(seen["verdicts"]["accepted"], 2);
  EXPECT_EQ(seen["verdicts"]["refused"], 1);
  EXPECT_EQ(seen["verdicts"]["waiting"], 0);
  EXPECT_EQ(seen["fees_of_accepted_cents"], 10000);
  EXPECT_EQ(seen["rule"]["statute"], "us-pa-2004");
  EXPECT_EQ(shown(operation, "precinct-petitions", "", "us-pa-adams")["petitions"].size(), 0U);
}

}  // namespace
}  // namespace recanvass::workflow
