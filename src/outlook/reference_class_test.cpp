#include "outlook/reference_class.h"

#include <gtest/gtest.h>

#include <cmath>

namespace recanvass::outlook {
namespace {

RecountRecord record(const char* id, std::int64_t original, std::int64_t recount,
                     std::int64_t total) {
  RecountRecord one;
  one.id = id;
  one.original_votes = original;
  one.recount_votes = recount;
  one.total_votes = total;
  one.statewide = true;
  one.completed = true;
  one.reversed = recount < 0;
  return one;
}

std::vector<RecountRecord> some_recounts() {
  return {record("a", 100, -20, 200000), record("b", 900, 905, 1000000),
          record("c", 4000, 3800, 2000000), record("d", 7000, 7050, 1500000)};
}

TEST(ReferenceClass, LeavesOutWhatIsPartialUnfinishedLateOrWithoutFigures) {
  auto records = some_recounts();
  for (auto spoil : {+[](RecountRecord& r) { r.statewide = false; },
                     +[](RecountRecord& r) { r.completed = false; },
                     +[](RecountRecord& r) { r.late_canvass = true; },
                     +[](RecountRecord& r) { r.recount_votes.reset(); },
                     +[](RecountRecord& r) { r.total_votes.reset(); }}) {
    records.push_back(record("spoiled", 10, -900000, 1000000));
    spoil(records.back());
  }
  const ReferenceClass past(records);
  EXPECT_EQ(past.used().size(), 4u);
  EXPECT_EQ(past.largest().votes, 200);
  EXPECT_EQ(past.largest().votes_id, "c");
  EXPECT_EQ(past.largest().share_id, "a");  // 120 of 200,000
}

TEST(ReferenceClass, TheRawClassCountsLeadsAsWideAndIncludesTheEdge) {
  const ReferenceClass past(some_recounts());
  EXPECT_EQ(past.ask(9, 10000).raw.recounts, 3);   // b began with exactly 900 of 1,000,000
  EXPECT_EQ(past.ask(901, 1000000).raw.recounts, 2);
  EXPECT_EQ(past.ask(1, 1000000).raw.reversed, 1);
  const RawClass none = past.ask(901, 1000000).raw;
  EXPECT_EQ(none.reversed, 0);
  EXPECT_NEAR(none.upper_bound, 1.0 - std::pow(0.05, 1.0 / 2.0), 1e-12);
  EXPECT_EQ(past.ask(50, 1000).raw.recounts, 0);
  EXPECT_EQ(past.ask(50, 1000).raw.upper_bound, 1.0);
}

TEST(ReferenceClass, ANormalTailIsNeverGivenBeyondThreeStandardDeviations) {
  const ReferenceClass past(some_recounts());
  const double sd = past.standard_deviation();
  const auto votes = [&](double times) {
    return static_cast<std::int64_t>(std::floor(times * sd * 1e9));
  };
  EXPECT_TRUE(past.ask(votes(2.99), 1000000000).normal.has_value());
  EXPECT_FALSE(past.ask(votes(3.01), 1000000000).normal.has_value());
}

TEST(ReferenceClass, ALeadWiderThanAnyRecountedIsOutside) {
  const ReferenceClass past(some_recounts());
  EXPECT_TRUE(past.ask(7000, 1500000).inside);
  EXPECT_FALSE(past.ask(7001, 1500000).inside);
}

TEST(ReferenceClass, ARecountIsKnownFromItsOwnDayWhereThatIsOnRecord) {
  std::vector<RecountRecord> records = some_recounts();
  for (RecountRecord& each : records) each.year = 2016;
  records[1].known_on = base::Date::of(2016, 12, 12);
  EXPECT_EQ(recounts_known(records, base::Date::of(2016, 12, 11)).size(), 0u);
  ASSERT_EQ(recounts_known(records, base::Date::of(2016, 12, 12)).size(), 1u);
  EXPECT_EQ(recounts_known(records, base::Date::of(2016, 12, 12))[0].id, "b");
}

TEST(ReferenceClass, WithoutADayARecountIsKnownFromFebruaryOfTheNextYear) {
  std::vector<RecountRecord> records = some_recounts();
  for (RecountRecord& each : records) each.year = 2015;
  records.back().year = 2016;
  EXPECT_EQ(recounts_known(records, base::Date::of(2017, 1, 31)).size(), 3u);
  EXPECT_EQ(recounts_known(records, base::Date::of(2017, 2, 1)).size(), 4u);
  EXPECT_EQ(recounts_known(records, base::Date::of(2016, 1, 31)).size(), 0u);
  EXPECT_EQ(recounts_known(records, std::nullopt).size(), 4u);
}

}  // namespace
}  // namespace recanvass::outlook
