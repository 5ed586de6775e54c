#include "report/assess_json.h"

#include "report/assess_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(AssessJson, TheKeysThatOthersReadAreThere) {
  const base::Json json = assessment_json(report_test::sample_assessment());
  EXPECT_EQ(json["schema"], "recanvass.assess/1");
  EXPECT_EQ(json["as_of"], "2016-11-25T00:00");
  const base::Json& place = json["jurisdictions"][0];
  EXPECT_EQ(place["id"], "us-wi");
  EXPECT_EQ(place["contest"], "president");
  EXPECT_EQ(place["result_set"], "wi-canvass");
  EXPECT_EQ(place["leader"], "trump");
  EXPECT_EQ(place["runner_up"], "clinton");
  EXPECT_EQ(place["margin_votes"], 22617);
  EXPECT_EQ(place["votes_total"], 2975753);
  EXPECT_EQ(place["automatic"], false);
  EXPECT_EQ(place["petition"]["allowed"], true);
  EXPECT_EQ(place["petition"]["free"], false);
  EXPECT_EQ(place["petition"]["deadline"], "2016-11-25T17:00");
  EXPECT_EQ(place["petition"]["deadline_status"], "today");
  EXPECT_EQ(place["petition"]["deadline_event_on"], "2016-11-21");
  EXPECT_TRUE(place["petition"]["fee_usd"].is_null());
  EXPECT_EQ(place["confidence"], "medium");
  EXPECT_EQ(place["citation"], "Wis. Stat. 9.01");
  EXPECT_EQ(place["margin_shares"][0]["percent"], "0.7600%");
  EXPECT_EQ(place["votes_needed"]["switched"], 11309);
  EXPECT_EQ(place["petitioner"]["accepted"], true);
}

TEST(AssessJson, TheCountThatTheLawWasPutToIsNamedBesideTheOneShown) {
  recount::Assessment assessment = report_test::sample_assessment();
  EXPECT_TRUE(assessment_json(assessment)["jurisdictions"][0]["tested"].is_null());
  recount::PlaceAssessment& place = assessment.places[0];
  place.recounted = place.figures;
  place.recounted->result_set = {"wi-recount"};
  place.tested = recount::FiguresBefore{*place.figures, place.standing};
  const base::Json json = assessment_json(assessment)["jurisdictions"][0];
  EXPECT_EQ(json["recounted"]["result_set"], "wi-recount");
  EXPECT_EQ(json["tested"]["result_set"], "wi-canvass");
  EXPECT_EQ(json["tested"]["margin_votes"], 22617);
  EXPECT_EQ(json["tested"]["votes_total"], 2975753);
}

TEST(AssessJson, WhatIsNotKnownIsNullOrUnknownAndTheKeyStays) {
  const base::Json json = assessment_json(report_test::sample_assessment());
  const base::Json& known = json["jurisdictions"][0];
  const base::Json& without_law = json["jurisdictions"][3];
  EXPECT_TRUE(without_law["margin_votes"].is_null());
  EXPECT_EQ(without_law["automatic"], "unknown");
  EXPECT_EQ(without_law["petition"]["deadline_status"], "unknown");
  EXPECT_TRUE(without_law["confidence"].is_null());
  EXPECT_TRUE(without_law["statute_id"].is_null());
  for (const auto& [key, value] : known.items()) EXPECT_TRUE(without_law.contains(key)) << key;
}

TEST(AssessJson, DollarsHaveCentsOnlyWhenThereAreAny) {
  EXPECT_EQ(usd_json(base::UsdCents(97325000)).dump(), "973250");
  EXPECT_EQ(usd_json(base::UsdCents(1415498)).dump(), "14154.98");
}

}  // namespace
}  // namespace recanvass::report
