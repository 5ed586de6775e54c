#include "law/gaps.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::law {
namespace {

RecountStatute sound_statute(const std::string& jurisdiction) {
  RecountStatute statute;
  statute.id = jurisdiction + "-2016";
  statute.jurisdiction = {jurisdiction};
  statute.in_force.from = {2016, base::Date::of(2016, 1, 1), DayPrecision::Exact};
  statute.in_force.to.precision = DayPrecision::Open;
  statute.confidence = Confidence::High;
  return statute;
}

KnowledgeBase sound_base() {
  std::vector<RecountStatute> statutes;
  std::map<std::string, std::vector<HolidayRule>> calendars;
  for (const std::string& id : jurisdiction_ids()) {
    statutes.push_back(sound_statute(id));
    calendars[id] = {};
  }
  return {std::move(statutes), BusinessCalendars(std::move(calendars))};
}

TEST(Gaps, ThereAre51JurisdictionsInOrder) {
  EXPECT_EQ(jurisdiction_ids().size(), 51U);
  EXPECT_TRUE(std::is_sorted(jurisdiction_ids().begin(), jurisdiction_ids().end()));
}

TEST(Gaps, ASoundBaseHasNoFaultsAndAMissingJurisdictionIsOne) {
  EXPECT_TRUE(faults_of(sound_base()).empty());
  auto statutes = sound_base().statutes();
  statutes.pop_back();
  const auto faults = faults_of(KnowledgeBase(statutes, sound_base().calendars()));
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0].cause, "law.2016");
  EXPECT_EQ(faults[1].cause, "law.latest");
  EXPECT_FALSE(faults_of(KnowledgeBase(sound_base().statutes(), {})).empty()) << "no calendars";
}

TEST(Gaps, EachKindIsListed) {
  RecountStatute statute = sound_statute("us-wi");
  statute.confidence = Confidence::Low;
  statute.petition.prose = {{{}, "read me"}};
  statute.tie_rule = "unknown";
  statute.from_memory = {"the fee"};
  statute.in_force.from.precision = DayPrecision::NotAfter;
  const auto gaps = gaps_of(statute);
  for (const GapKind kind : {GapKind::Words, GapKind::Confidence, GapKind::NotKnown,
                             GapKind::FromMemory, GapKind::Dates}) {
    EXPECT_TRUE(std::any_of(gaps.begin(), gaps.end(), [&](const Gap& gap) {
      return gap.kind == kind;
    })) << name_of(kind);
  }
}

TEST(Gaps, DaysWithoutARuleBetweenTwoAreAGap) {
  RecountStatute early = sound_statute("us-wi");
  early.in_force.to = {2018, base::Date::of(2018, 12, 31), DayPrecision::NotBefore};
  RecountStatute late = sound_statute("us-wi");
  late.id = "us-wi-2020";
  late.in_force.from = {2020, base::Date::of(2020, 1, 1), DayPrecision::Exact};
  const auto gaps = gaps_between(KnowledgeBase({early, late}, {}));
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_EQ(gaps[0].what, "no rule known from 2019-01-01 to 2019-12-31");
}

TEST(Gaps, RulesThatWereNotFoundAreListed) {
  RecountStatute statute = sound_statute("us-sd");
  statute.petition.not_found = "terms not found";
  DeadlineRule rule;
  rule.not_found = "a section of its own";
  statute.petition.deadlines = {rule};
  const auto gaps = gaps_of(statute);
  for (const char* what : {"terms not found", "when a petition is due: a section of its own"}) {
    EXPECT_TRUE(std::any_of(gaps.begin(), gaps.end(), [&](const Gap& gap) {
      return gap.kind == GapKind::NotKnown && gap.what == what;
    })) << what;
  }
}

TEST(GapsTest, AJurisdictionIsAStateOrAPartOfOne) {
  for (const auto& [id, state] :
       {std::pair{"us-wi", "us-wi"}, std::pair{"us-me-1", "us-me"}, std::pair{"us-dc", "us-dc"},
        std::pair{"us-ny-22", "us-ny"}, std::pair{"us-pr", "us-pr"}, std::pair{"", ""},
        std::pair{"us", ""}, std::pair{"us-", ""}, std::pair{"us-zz", ""}, std::pair{"us-wis", ""},
        std::pair{"us-wi-", ""}, std::pair{"us-wi-Dane", ""}, std::pair{"us-wi-a-", ""},
        std::pair{"US-WI", ""}, std::pair{"us-wi dane", ""}, std::pair{"us-wi-\u0430", ""}}) {
    EXPECT_EQ(state_of(id), state) << id;
  }
}

}  // namespace
}  // namespace recanvass::law
