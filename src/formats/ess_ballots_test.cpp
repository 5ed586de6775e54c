#include "formats/ess_ballots.h"

#include "formats/card_import_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

const std::string kCards =
    "Cast Vote Record,Precinct,Ballot Style,Mayor\n1,P,S,Ada\n2,P,S,undervote\n3,P,S,Ben\n";
const std::string kBallotTitles =
    "Ballots,,,,\nGEN2111,,,,\n\"Test County,Test State\",,,,\n\"November 5, 2021\",,,,\n,,,,\n";
const std::string kHeading = "Cast Vote Record,Batch,Ballot Status,Reporting Group,Tabulator CVR\n";

TEST(EssBallots, SayWhereTheCardsOfTheRecordsAre) {
  const auto import = imported_texts(
      {{"cvr.csv", kCards},
       {"ballots1.csv", kBallotTitles + kHeading + "2,B2,Not Reviewed,Mail,0002003172\n" +
                            "1,B1,Not Reviewed,Election Day,0001013415\nTotal : 2,,,,\n,,,,\n"},
       {"ballots2.csv",
        kBallotTitles + kHeading + "3,B2,Not Reviewed,Mail,0002003173\nTotal : 1,,,,\n"}});
  const auto& store = import.store;
  ASSERT_EQ(store.contests().size(), 1U) << "a list has no contests";
  EXPECT_EQ(store.cards().value(), 3);
  EXPECT_EQ(store.imprinted_id(store.place_of(0)), "0001013415");
  EXPECT_EQ(store.batch(store.place_of(0)).name, "B1");
  EXPECT_EQ(store.batch(store.place_of(1)).name, "B2");
  EXPECT_EQ(store.names().tabulators[store.batch(store.place_of(1)).tabulator], "0002");
  EXPECT_TRUE(import.remarks.empty());
}

// As counties export it since 2023: the paper's type, and the machine by itself.
TEST(EssBallots, AMachineOfItsOwnIsTheTabulator) {
  const std::string heading =
      "Cast Vote Record,Batch,Ballot Status,Original Ballot Exception,Remaining Ballot "
      "Exception,Write-in Type,Results Report,Ballot Style,Reporting Group,Tabulator CVR,Audit "
      "Number,Type,Poll Place,Poll Place ID,Precinct,Precinct ID,Machine,Adjudicated By,\n";
  const auto row = [](int record, const char* code, const char* machine) {
    return fmt::format("{},B1,Not Reviewed,,,,N,S,Mail,{},70744,Card,Mail,28,P,21,{},\n", record,
                       code, machine);
  };
  const auto import = imported_texts(
      {{"cvr.csv", kCards},
       {"b.csv", heading + row(1, "02bc1dc7bc1e7774", "0007") + row(2, "039b31b93d9a8099", "0007") +
                     row(3, "0634b84ce7b6d146", "0009")}});
  const auto& store = import.store;
  ASSERT_EQ(store.contests().size(), 1U);
  EXPECT_EQ(store.imprinted_id(store.place_of(0)), "02bc1dc7bc1e7774");
  EXPECT_EQ(store.names().tabulators[store.batch(store.place_of(2)).tabulator], "0009");
}

TEST(EssBallots, WhatListAndRecordsDoNotShareIsSaid) {
  const auto import =
      imported_texts({{"cvr.csv", kCards},
                      {"b.csv", kHeading + "1,B1,x,Mail,0001000001\n9,B1,x,Mail,0001000002\n"}});
  const std::string remarks = fmt::format("{}", fmt::join(import.remarks, "\n"));
  EXPECT_NE(remarks.find("name 1 records of which there is no card"), std::string::npos) << remarks;
  EXPECT_NE(remarks.find("do not name 2 of the records"), std::string::npos) << remarks;
}

TEST(EssBallots, RefusalsSayTheRow) {
  struct Case {
    const char* rows;
    const char* cause;
    std::int64_t row;
  };
  for (const Case& each :
       {Case{"1,B1,x,Mail,0001000001\n1,B2,x,Mail,0001000001\n", "ess-ballots.twice", 3},
        Case{"1,B1,x,Mail,0001000001\nTotal : 2,,,,\n", "ess-ballots.total", 3},
        Case{"1,B1\n", "ess-ballots.fields", 2}}) {
    const auto problems = refused_texts({{"cvr.csv", kCards}, {"b.csv", kHeading + each.rows}});
    EXPECT_EQ(problems[0].cause, each.cause);
    EXPECT_EQ(problems[0].place.row, each.row);
  }
}

// Each of its columns would be a contest with a winner.
TEST(EssBallots, AListAloneIsNoRecord) {
  const auto problems = refused_texts({{"b.csv", kHeading + "1,B1,x,Mail,0001000001\n"}});
  EXPECT_EQ(problems[0].cause, "cards.none");
}

}  // namespace
}  // namespace recanvass::formats
