#include "formats/card_reading.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

TEST(CardReading, WhatWasIgnoredIsCountedByWhatItIs) {
  CardReading reading;
  reading.ignore("rows");
  reading.ignore("marks", 0);
  reading.ignore("cells", 3);
  reading.ignore("rows", 2);
  ASSERT_EQ(reading.ignored().size(), 2U);
  EXPECT_EQ(reading.ignored()[0].what, "rows");
  EXPECT_EQ(reading.ignored()[0].how_many, 3U);
}

TEST(CardReading, CardsAreFoundWhereTheyStood) {
  CardOrigins origins;
  EXPECT_EQ(origins.of(3).row, 0);
  origins.add(0, "a.csv", 5);
  origins.add(1, "a.csv", 6);
  origins.add(2, "a.csv", 9);  // rows between them held nothing
  origins.add(3, "b.csv", 5);
  origins.add_file(4, "c.json");
  EXPECT_EQ(origins.of(1).row, 6);
  EXPECT_EQ(origins.of(2).row, 9);
  EXPECT_EQ(origins.of(3).file, "b.csv");
  EXPECT_EQ(origins.of(7).file, "c.json");
  EXPECT_EQ(origins.of(7).row, 0);
}

TEST(CardReading, ABookGivesOneNumberToOneText) {
  election::CardStoreBuilder builder;
  ContestBook book(builder);
  const auto mayor = book.contest("m", "Mayor", 1, 0);
  EXPECT_EQ(book.contest("m", "Mayor again", 2, 0), mayor);
  EXPECT_EQ(builder.contest(*mayor).name, "Mayor");
  const auto ada = book.choice(*mayor, "a", "Ada");
  EXPECT_EQ(book.choice(*mayor, "b", "Ben"), 1);
  EXPECT_EQ(book.choice(*mayor, "a", "Ada"), ada);
  EXPECT_EQ(book.find_choice(*mayor, "c"), std::nullopt);
}

// A file may claim any number of choices; beyond what a code can hold there is no number.
TEST(CardReading, TooManyChoicesHaveNoNumber) {
  election::CardStoreBuilder builder;
  ContestBook book(builder);
  const auto contest = book.contest("m", "Mayor", 1, 0);
  for (std::size_t i = 0; i < ContestBook::kChoicesMax; ++i) {
    ASSERT_TRUE(book.choice(*contest, std::to_string(i), "x"));
  }
  EXPECT_EQ(book.choice(*contest, "one more", "x"), std::nullopt);
  EXPECT_TRUE(book.choice(*contest, "0", "x"));
}

TEST(CardReading, PlacesKnowNamesThatAreJoinedAlike) {
  election::CardStoreBuilder builder;
  CardPlaces places(builder);
  const auto first = places.batch("1", "23");
  EXPECT_NE(places.batch("12", "3"), first);
  EXPECT_EQ(places.batch("1", "23"), first);
  EXPECT_NE(places.profile("a", "", "b"), places.profile("a", "b", ""));
  EXPECT_NE(places.profile("a", "", "", true), places.profile("a", "", "", false));
}

TEST(CardReading, NamesOfWrittenNamesTogether) {
  for (const char* name :
       {"Write-in", "WRITE-IN", "Write-In 2", "write in", "UWI", "Undeclared Write-ins"}) {
    EXPECT_TRUE(is_write_in_name(name)) << name;
  }
  for (const char* name : {"Ada (write-in)", "Writer", "", "2"}) {
    EXPECT_FALSE(is_write_in_name(name)) << name;
  }
}

TEST(CardReading, AChoiceIsMarkedOnceButForWrittenNames) {
  election::CardStoreBuilder builder;
  ContestBook book(builder);
  const auto contest = *book.contest("m", "Mayor", 2, 0);
  const auto ada = *book.choice(contest, "a", "Ada");
  const auto written = *book.choice(contest, "w", "Write-in", election::CardChoiceKind::WriteIn);
  std::vector<election::Mark> marks;
  EXPECT_TRUE(add_mark(builder, contest, {ada, 0, 1}, marks));
  EXPECT_FALSE(add_mark(builder, contest, {ada, 0, 1}, marks));
  EXPECT_TRUE(add_mark(builder, contest, {ada, 2, 1}, marks)) << "at another rank";
  EXPECT_TRUE(add_mark(builder, contest, {written, 0, 1}, marks));
  EXPECT_TRUE(add_mark(builder, contest, {written, 0, 1}, marks));
  EXPECT_TRUE(add_mark(builder, contest, {election::kInvalidWriteIn, 0, 1}, marks));
  EXPECT_TRUE(add_mark(builder, contest, {election::kInvalidWriteIn, 0, 1}, marks));
  ASSERT_EQ(marks.size(), 4U);
  EXPECT_EQ(marks[0].votes, 1);
  EXPECT_EQ(marks[2].votes, 2);
  EXPECT_EQ(marks[3].votes, 2);
}

}  // namespace
}  // namespace recanvass::formats
