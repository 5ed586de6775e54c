#include "formats/card_readings.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

using election::Mark;
using election::MarkingState;
using Kind = CardReadingSaid::Kind;

election::CardContest mayor(std::int32_t ranks = 0) {
  election::CardContest contest{{"7"}, "Mayor", 2, ranks, 1, {}};
  for (const char* name : {"Ada", "Ben", "Cy=Dee"}) {
    contest.choices.push_back({{std::string("id-") + name[0]}, name, {}});
  }
  return contest;
}

base::Result<CardReadingSaid> reading_of(const std::string& text, std::int32_t ranks = 0) {
  return read_card_reading(mayor(ranks), {{"r.csv", 2, "reading"}, "1-1-1", "", "", "", "", text});
}

TEST(CardReadings, WhatAReadingMeans) {
  struct Row {
    const char* text;
    std::int32_t ranks;
    CardReadingSaid expected;
  };
  const Row rows[] = {
      {"Ada", 0, {Kind::Marking, MarkingState::Marked, {{0, 0, 1}}}},
      {" ben | ADA ", 0, {Kind::Marking, MarkingState::Marked, {{0, 0, 1}, {1, 0, 1}}}},
      {"id-B", 0, {Kind::Marking, MarkingState::Marked, {{1, 0, 1}}}},
      {"Cy=Dee", 0, {Kind::Marking, MarkingState::Marked, {{2, 0, 1}}}},
      {"Ada*3", 0, {Kind::Marking, MarkingState::Marked, {{0, 0, 3}}}},
      {"1=Ben|3=Cy=Dee", 3, {Kind::Marking, MarkingState::Marked, {{1, 1, 1}, {2, 3, 1}}}},
      {"Ben|Ada", 3, {Kind::Marking, MarkingState::Marked, {{1, 1, 1}, {0, 2, 1}}}},
      {"1=Ben|1=Ada", 3, {Kind::Marking, MarkingState::Marked, {{0, 1, 1}, {1, 1, 1}}}},
      {"(blank)", 0, {}},
      {"(overvoted)", 0, {Kind::Marking, MarkingState::Overvoted, {}}},
      {"(invalid)", 0, {Kind::Marking, MarkingState::Marked, {{election::kInvalidWriteIn, 0, 1}}}},
      {"(not on card)", 0, {Kind::NotOnCard, {}, {}}},
      {"(not found)", 0, {Kind::NotFound, {}, {}}},
      {"(Wrong card)", 0, {Kind::WrongCard, {}, {}}},
  };
  for (const Row& row : rows) {
    const auto read = reading_of(row.text, row.ranks);
    ASSERT_TRUE(read) << row.text;
    EXPECT_TRUE(*read == row.expected) << row.text;
  }
  EXPECT_EQ(reading_of("(not found)")->found().kind, audit::Found::Kind::NoCard);
  EXPECT_EQ(reading_of("(not on card)")->found().kind, audit::Found::Kind::Without);
}

TEST(CardReadings, WhatIsNoReadingIsRefused) {
  struct Row {
    const char* text;
    std::int32_t ranks;
    const char* cause;
  };
  for (const Row& row : {Row{"Adda", 0, "readings.choice"}, Row{"Ada|Ada", 0, "readings.choice"},
                         Row{"Ada|", 0, "readings.choice"}, Row{"x=Ada", 3, "readings.rank"},
                         Row{"(lost)", 0, "readings.text"}}) {
    const auto read = reading_of(row.text, row.ranks);
    ASSERT_FALSE(read) << row.text;
    EXPECT_EQ(read.problems()[0].cause, row.cause) << row.text;
    EXPECT_EQ(read.problems()[0].place.row, 2);
  }
}

TEST(CardReadings, ARowACardAndContestOrAColumnAContest) {
  const auto rows = read_card_readings(
      "card,contest,reading\n1-1-1,Mayor,Ada\n1-1-2,,(not found)\n1-1-3,Mayor,\n", "r.csv");
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->readings.size(), 2U);
  EXPECT_EQ(rows->readings[0].contest, "Mayor");
  EXPECT_EQ(rows->readings[1].place.row, 3);
  const auto columns = read_card_readings(
      "tabulator,batch,position,Mayor,Clerk,note\n1,4,17,Ada,(blank),torn\n", "r.csv");
  ASSERT_TRUE(columns);
  ASSERT_EQ(columns->readings.size(), 2U);
  EXPECT_EQ(columns->readings[1].contest, "Clerk");
  EXPECT_EQ(columns->readings[1].position, "17");
  for (const char* header :
       {"contest,reading\n", "card,note\n", "batch,Mayor\n", "card,contest,Mayor\n"}) {
    const auto refused = read_card_readings(header, "r.csv");
    ASSERT_FALSE(refused) << header;
    EXPECT_EQ(refused.problems()[0].cause, "readings.columns");
  }
}

TEST(CardReadings, WhatWasGuardedForASpreadsheetIsReadAsItWas) {
  const auto rows =
      read_card_readings("card,batch,contest,reading\n'=1-1-1,'+4,'+Mayor,'-1+2\n", "r.csv");
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->readings[0].card, "=1-1-1");
  EXPECT_EQ(rows->readings[0].batch, "+4");
  EXPECT_EQ(rows->readings[0].contest, "+Mayor");
  EXPECT_EQ(rows->readings[0].text, "-1+2");
  const auto columns = read_card_readings("card,'+Mayor\n1-1-1,Ada\n", "r.csv");
  ASSERT_TRUE(columns);
  EXPECT_EQ(columns->readings[0].contest, "+Mayor");
}

}  // namespace
}  // namespace recanvass::formats
