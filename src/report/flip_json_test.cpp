#include "report/flip_json.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

using election::VoteCount;

outlook::FlipOutlook one_unit() {
  outlook::FlipOutlook answer;
  answer.election_id = "e";
  answer.contest.id = {"c"};
  outlook::UnitOutlook unit;
  unit.unit.id = {"us-xx"};
  unit.unit.electors = election::ElectorCount(10);
  unit.to_flip = outlook::VotesToFlip{{"b"}, VoteCount(22748), VoteCount(11375), VoteCount(22749)};
  unit.reference = outlook::ClassAnswer{};
  answer.units.push_back(unit);
  return answer;
}

TEST(FlipJson, AUnitHasTheKeysThatOthersRead) {
  const base::Json json = flip_json(one_unit());
  EXPECT_EQ(json.at("schema"), "recanvass.flip/1");
  const base::Json& unit = json.at("units").at(0);
  EXPECT_EQ(unit.at("id"), "us-xx");
  EXPECT_EQ(unit.at("electors"), 10);
  EXPECT_EQ(unit.at("margin_votes"), 22748);
  EXPECT_EQ(unit.at("votes_to_switch"), 11375);
  for (const char* layer : {"reference_class", "mechanism", "what_it_would_take"}) {
    EXPECT_TRUE(unit.at("probability").contains(layer)) << layer;
  }
  EXPECT_TRUE(json.at("college").is_null());
}

TEST(FlipJson, WhatIsUnknownIsNullAndNeverZero) {
  outlook::FlipOutlook answer = one_unit();
  answer.units.front().to_flip.reset();
  answer.units.front().reference.reset();
  const base::Json unit = flip_json(answer).at("units").at(0);
  EXPECT_TRUE(unit.at("margin_votes").is_null());
  EXPECT_TRUE(unit.at("votes_to_switch").is_null());
  EXPECT_TRUE(unit.at("votes_total").is_null());
  EXPECT_TRUE(unit.at("paper").is_null());
}

TEST(FlipJson, OutsideTheClassTheProbabilityIsNull) {
  const base::Json json = flip_json(one_unit());
  const base::Json& layer = json.at("units").at(0).at("probability").at("reference_class");
  EXPECT_TRUE(layer.at("probability").is_null());
  EXPECT_TRUE(layer.at("normal_tail").is_null());
}

TEST(FlipJson, ASetHasUnitsVotesAndElectorsByChoice) {
  outlook::FlipOutlook answer = one_unit();
  answer.college.emplace();
  answer.college->needed = election::ElectorCount(270);
  outlook::FlipSet set;
  set.units = {{"us-xx"}};
  set.margin_votes = VoteCount(77744);
  set.switched = VoteCount(38875);
  set.after = {{{"b"}, election::ElectorCount(278)}, {{"a"}, election::ElectorCount(260)}};
  answer.college->outright.sets.push_back(set);
  const base::Json college = flip_json(answer).at("college");
  EXPECT_EQ(college.at("needed"), 270);
  const base::Json& first = college.at("minimal_sets").at(0);
  EXPECT_EQ(first.at("units"), base::Json::array({"us-xx"}));
  EXPECT_EQ(first.at("margin_votes"), 77744);
  EXPECT_EQ(first.at("votes_to_switch"), 38875);
  EXPECT_EQ(first.at("electors_after").at("b"), 278);
}

}  // namespace
}  // namespace recanvass::report
