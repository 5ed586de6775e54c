#include "law/knowledge.h"

#include <gtest/gtest.h>

namespace recanvass::law {
namespace {

using base::Date;
using P = DayPrecision;

RecountStatute statute_of(const char* id, InForceDay from, InForceDay to) {
  RecountStatute statute;
  statute.id = id;
  statute.jurisdiction = {"us-xx"};
  statute.in_force = {from, to};
  statute.source_date = "2024";
  return statute;
}

std::string id_on(const KnowledgeBase& base, Date day) {
  const RecountStatute* found = base.in_force({"us-xx"}, day);
  return found == nullptr ? "none" : found->id;
}

TEST(Knowledge, ADayBeforeTheFirstOrBetweenTwoRulesHasNoKnownRule) {
  const KnowledgeBase base(
      {statute_of("b", {2024, Date::of(2024, 10, 30), P::NotAfter}, {0, {}, P::Open}),
       statute_of("a", {2016, Date::of(2016, 11, 8), P::NotAfter}, {2022, {}, P::NotBefore})},
      {});
  EXPECT_EQ(id_on(base, Date::of(2016, 11, 7)), "none");
  EXPECT_EQ(id_on(base, Date::of(2016, 11, 8)), "a");
  EXPECT_EQ(id_on(base, Date::of(2022, 12, 31)), "a");
  EXPECT_EQ(id_on(base, Date::of(2023, 1, 1)), "none");
  EXPECT_EQ(id_on(base, Date::of(2024, 10, 30)), "b");
  EXPECT_EQ(base.in_force({"us-yy"}, Date::of(2024, 10, 30)), nullptr);
}

TEST(Knowledge, ExactDaysChangeAtMidnightAndAYearOfChangeTakesTheNewerRule) {
  const KnowledgeBase base(
      {statute_of("a", {2015, Date::of(2015, 7, 3), P::Exact},
                  {2017, Date::of(2017, 12, 1), P::Exact}),
       statute_of("b", {2017, Date::of(2017, 12, 2), P::Exact}, {2024, {}, P::Year}),
       statute_of("c", {2024, {}, P::Year}, {0, {}, P::Open})},
      {});
  EXPECT_EQ(id_on(base, Date::of(2017, 12, 1)), "a");
  EXPECT_EQ(id_on(base, Date::of(2017, 12, 2)), "b");
  EXPECT_EQ(id_on(base, Date::of(2023, 12, 31)), "b");
  EXPECT_EQ(id_on(base, Date::of(2024, 6, 1)), "c");
}

TEST(Knowledge, AnAnswerInAYearOfChangeSaysSoAndIsLessSure) {
  RecountStatute statute = statute_of("c", {2024, {}, P::Year}, {0, {}, P::Open});
  statute.confidence = Confidence::High;
  Facts facts;
  facts.election_day = Date::of(2024, 11, 5);
  const Answer changed = apply(statute, facts, {}, std::nullopt);
  EXPECT_EQ(changed.confidence, Confidence::Medium);
  ASSERT_EQ(changed.cautions.size(), 1U);
  EXPECT_NE(changed.cautions[0].find("changed in 2024"), std::string::npos);
  facts.election_day = Date::of(2028, 11, 7);
  const Answer later = apply(statute, facts, {}, std::nullopt);
  EXPECT_EQ(later.confidence, Confidence::High);
  ASSERT_EQ(later.cautions.size(), 1U);
  EXPECT_NE(later.cautions[0].find("newest source seen is of 2024"), std::string::npos);
}

}  // namespace
}  // namespace recanvass::law
