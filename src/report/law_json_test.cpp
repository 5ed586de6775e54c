#include "report/law_json.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(LawJson, WithoutAKnownRuleEverythingIsNullOrUnknown) {
  law::Reply reply;
  reply.question.jurisdiction = {"us-wi"};
  reply.question.on = base::Date::of(1990, 11, 6);
  const base::Json json = law_json(reply);
  EXPECT_EQ(json["schema"], "recanvass.law/1");
  EXPECT_TRUE(json["statute_id"].is_null());
  EXPECT_TRUE(json["confidence"].is_null());
  EXPECT_EQ(json["automatic"], "unknown");
  EXPECT_EQ(json["petition"]["allowed"], "unknown");
  EXPECT_EQ(json["petition"]["deadline_status"], "unknown");
  EXPECT_EQ(json["unknown"].size(), 1U);
}

TEST(LawJson, AnAnswerCarriesItsRuleAndItsVerdicts) {
  law::Reply reply;
  law::RecountStatute statute;
  statute.id = "us-xx-2016";
  statute.citation = "Example Code 1";
  statute.in_force.from = {2016, base::Date::of(2016, 1, 1), law::DayPrecision::Exact};
  statute.in_force.to.precision = law::DayPrecision::Open;
  statute.fee.kind = "none";
  reply.statute = statute;
  law::Answer answer;
  answer.automatic = law::Verdict::Yes;
  answer.automatic_limit_votes = election::VoteCount{819};
  answer.petition.fee.total = base::UsdCents{12550};
  reply.answer = answer;
  const base::Json json = law_json(reply);
  EXPECT_EQ(json["automatic"], true);
  EXPECT_EQ(json["automatic_limit_votes"], 819);
  EXPECT_EQ(json["petition"]["fee_usd"], 125.5);
  EXPECT_EQ(json["in_force"]["from"], "2016-01-01");
  EXPECT_TRUE(json["in_force"]["to"].is_null());
  EXPECT_EQ(json["rule"]["fee"]["kind"], "none");
}

TEST(LawJson, ABaseThatLacksJurisdictionsIsNotClean) {
  const base::Json json = law_check_json(law::KnowledgeBase({}, {}));
  EXPECT_EQ(json["clean"], false);
  EXPECT_EQ(json["statutes"], 0);
  EXPECT_GE(json["faults"].size(), 102U);
}

}  // namespace
}  // namespace recanvass::report
