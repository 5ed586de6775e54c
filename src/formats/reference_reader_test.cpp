#include "formats/reference_reader.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::formats {
namespace {

TEST(ReferenceReader, TheTablesThatShipAreReadWhole) {
  const outlook::ReferenceTables tables = reference_tables();
  EXPECT_EQ(tables.recounts.size(), 43u);
  EXPECT_EQ(tables.popular_votes.size(), 51u);
  EXPECT_EQ(tables.recount_errors.size(), 1u);
}

TEST(ReferenceReader, Wisconsin2016BeganAt22617AndEndedAt22748) {
  const auto recounts = reference_tables().recounts;
  const auto found = std::find_if(recounts.begin(), recounts.end(),
                                  [](const auto& one) { return one.id == "2016-WI-PRES"; });
  ASSERT_NE(found, recounts.end());
  EXPECT_EQ(found->name, "President, WI 2016");
  EXPECT_EQ(found->original_votes, 22617);
  EXPECT_EQ(found->recount_votes, 22748);
  EXPECT_EQ(found->total_votes, 2975753);
  EXPECT_TRUE(found->statewide && found->completed && !found->reversed && !found->late_canvass);
}

TEST(ReferenceReader, AnEmptyCellIsUnknownAndNeverZero) {
  const auto rows = read_recounts(
      "id,office,jurisdiction,year,original_margin_votes,recount_margin_votes,total_votes,scope,"
      "completed,"
      "late_canvass,outcome_reversed,known_on\n"
      "x,Treasurer,us-nv,2010,-5,,0,statewide,yes,no,no,\n",
      "x.csv");
  ASSERT_TRUE(rows.ok());
  EXPECT_EQ(rows->front().original_votes, -5);
  EXPECT_EQ(rows->front().recount_votes, std::nullopt);
  EXPECT_EQ(rows->front().total_votes, 0);
  EXPECT_EQ(rows->front().known_on, std::nullopt);
}

TEST(ReferenceReader, ARecountsOwnDayIsReadAndABadOneIsSaid) {
  const outlook::ReferenceTables tables = reference_tables();
  EXPECT_EQ(tables.recount_errors.front().known_on, base::Date::of(2016, 12, 12));
  const auto found = std::find_if(tables.recounts.begin(), tables.recounts.end(),
                                  [](const auto& one) { return one.id == "2013-VA-AG"; });
  ASSERT_NE(found, tables.recounts.end());
  EXPECT_EQ(found->known_on, base::Date::of(2013, 12, 18));
  const auto bad = read_recounts(
      "id,office,jurisdiction,year,original_margin_votes,recount_margin_votes,total_votes,scope,"
      "completed,late_canvass,outcome_reversed,known_on\n"
      "x,Treasurer,us-nv,2010,5,4,9,statewide,yes,no,no,2010-13-01\n",
      "x.csv");
  ASSERT_FALSE(bad.ok());
  EXPECT_NE(base::sentences(bad.problems()).find("a day such as"), std::string::npos);
}

TEST(ReferenceReader, ABadCellAndAMissingColumnAreSaidWithTheirPlace) {
  const auto rows = read_popular_votes("year,college_winner\n18x4,Adams\n", "p.csv");
  ASSERT_FALSE(rows.ok());
  const std::string said = base::sentences(rows.problems());
  EXPECT_NE(said.find("p.csv:2"), std::string::npos);
  EXPECT_NE(said.find("18x4"), std::string::npos);
  EXPECT_NE(said.find("no column"), std::string::npos);
}

}  // namespace
}  // namespace recanvass::formats
