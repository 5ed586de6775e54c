#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::shown;
using fixture::wisconsin;
using fixture::wisconsin_petition;

// LAW us-wi-2015
TEST(ShowPetitions, BeforeARulingTheViewSaysWhatTheLawSaysAndAfterItWhatItSaidThen) {
  Operation operation = wisconsin();
  ASSERT_EQ(act(operation, "petition.file", "campaign", wisconsin_petition()), Causes{});
  base::Json seen = shown(operation, "petitions")["petitions"][0];
  EXPECT_EQ(seen["stage"], "filed");
  EXPECT_EQ(seen["law"]["statute"], "us-wi-2015");
  EXPECT_EQ(seen["law"]["law_allows"], "true");
  ASSERT_EQ(act(operation, "petition.rule", "wec",
                {{"petition", "P1"}, {"decision", "accept"}, {"ruled_at", "2016-11-25T16:40"}}),
            Causes{});
  operation.setup.law_day = "2017-12-02";
  seen = shown(operation, "petitions")["petitions"][0];
  EXPECT_EQ(seen["stage"], "accepted");
  EXPECT_FALSE(seen.contains("law"));
  EXPECT_EQ(seen["rulings"][0]["law"]["statute"], "us-wi-2015");
  EXPECT_EQ(seen["rulings"][0]["decision"], "accepted");
  EXPECT_NE(seen["rulings"][0]["law"]["sentence"], kHiddenSums);
  fixture::give_returns(operation);
  seen = shown(operation, "petitions")["petitions"][0];
  EXPECT_EQ(seen["rulings"][0]["law"]["sentence"], kHiddenSums) << "it says by how many votes";
  seen = shown(operation, "petitions", "wec")["petitions"][0];
  EXPECT_NE(seen["rulings"][0]["law"]["sentence"], kHiddenSums);
}

TEST(ShowPetitions, TheyStandInTheOrderOfFiling) {
  Operation operation = wisconsin();
  base::Json later = wisconsin_petition("2016-11-25T16:00");
  ASSERT_EQ(act(operation, "petition.file", "campaign", later), Causes{});
  base::Json earlier = wisconsin_petition("2016-11-25T10:00");
  earlier["petition"] = "Z, with a space";
  ASSERT_EQ(act(operation, "petition.file", "campaign", earlier), Causes{});
  const base::Json seen = shown(operation, "petitions")["petitions"];
  EXPECT_EQ(seen[0]["petition"], "Z, with a space");
  EXPECT_EQ(seen[1]["petition"], "P1");
}

}  // namespace
}  // namespace recanvass::workflow
