#include "verify/audit_claims.h"

#include <gtest/gtest.h>

namespace recanvass::verify {
namespace {

using base::Json;
using base::Rational;

AuditRecord audit_of(const Json& contest, std::int64_t cards) {
  AuditRecord audit;
  audit.contests["c"] = contest;
  audit.lists["l"].cards = cards;
  audit.lists["l"].bound = cards;
  audit.list_order = {"l"};
  audit.method = {{"design", "comparison"}, {"draw", "numbers"}, {"risk_function", "default"}};
  return audit;
}

Json contest_of(const std::string& rule, const Json& votes, const Json& winners) {
  Json choices = Json::array();
  for (const auto& [id, number] : votes.items()) choices.push_back({{"id", id}, {"name", id}});
  return {{"rule", rule},       {"vote_for", 1},        {"choices", choices}, {"tabulated", votes},
          {"winners", winners}, {"risk_limit", "0.05"}, {"targeted", true}};
}

TEST(AuditClaims, MarginsAreVotesOverCards) {
  const auto measure =
      measure_of(audit_of(contest_of("plurality", {{"a", 50}, {"b", 30}}, {"a"}), 200), "c");
  ASSERT_TRUE(measure);
  EXPECT_EQ(measure->assertions.at(0).assorter_margin, Rational(20, 200));
  EXPECT_EQ(measure->cards, election::CardCount(200));
  EXPECT_EQ(measure->risk_limit, 0.05);
}

// 70 of 100 votes on 160 cards against three fifths: (70 · 5/3 - 100) / 160.
TEST(AuditClaims, AShareIsTheMeanOfItsAssorter) {
  Json contest = contest_of("share", {{"a", 70}, {"b", 30}}, {"a"});
  contest["share"] = "3/5";
  const auto measure = measure_of(audit_of(contest, 160), "c");
  ASSERT_TRUE(measure);
  EXPECT_EQ(measure->assertions.at(0).assorter_margin, Rational(5, 48));
}

TEST(AuditClaims, WhatCannotBeReadIsNotMeasured) {
  const Json good = contest_of("plurality", {{"a", 50}, {"b", 30}}, {"a"});
  const auto with = [&](const char* member, const Json& value) {
    Json contest = good;
    contest[member] = value;
    return measure_of(audit_of(contest, 200), "c").has_value();
  };
  EXPECT_TRUE(with("rule", "plurality"));
  EXPECT_FALSE(with("rule", "share")) << "without a share";
  EXPECT_FALSE(with("rule", "irv")) << "without assertions";
  EXPECT_FALSE(with("rule", "stv"));
  EXPECT_FALSE(with("winners", {"x"}));
  EXPECT_FALSE(with("winners", {"a", "b"}));
  EXPECT_FALSE(with("risk_limit", "2"));
  EXPECT_FALSE(with("vote_for", 0));
  EXPECT_FALSE(with("tabulated", {{"a", 50}}));
  EXPECT_FALSE(with("lists", {"other"})) << "no card of it is listed";
  Json ranked = contest_of("irv", {{"a", 50}, {"b", 30}}, {"a"});
  ranked["assertions"] = {{{"kind", "not-next"}, {"winner", "a"}, {"loser", "b"}, {"lead", 3}}};
  EXPECT_FALSE(measure_of(audit_of(ranked, 200), "c")) << "who still stands is not told";
  ranked["assertions"][0]["standing"] = {"b", "a"};
  EXPECT_EQ(measure_of(audit_of(ranked, 200), "c")->assertions.at(0).assorter_margin,
            Rational(3, 200));
}

}  // namespace
}  // namespace recanvass::verify
