#include "formats/rank_grid.h"

#include "formats/card_import_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;
using Totals = std::map<std::string, std::int64_t>;

TEST(RankGrid, CellsAreRanks) {
  const auto import =
      imported_texts({{"x/mayor.csv", "ID,Ada,Ben,Cy\n7,1,2,\n8,,1,1\n9,2,3,1\n10,,,\n"}});
  const auto& store = import.store;
  EXPECT_EQ(import.format, CvrFormat::RankGrid);
  EXPECT_EQ(store.contests()[0].name, "mayor");
  EXPECT_EQ(store.contests()[0].ranks, 3);
  EXPECT_EQ(card_said(store, 0, 0), "1 Ada, 2 Ben");
  EXPECT_EQ(card_said(store, 1, 0), "1 Ben, 1 Cy");
  EXPECT_EQ(card_said(store, 2, 0), "1 Cy, 2 Ada, 3 Ben");
  EXPECT_EQ(card_said(store, 3, 0), "blank");
  EXPECT_EQ(store.record_id(store.place_of(1)), "8");
}

// Nothing says what such a table is: what may be votes by precinct is not taken for ballots.
TEST(RankGrid, TablesOfOtherNumbersAreNoBallots) {
  for (const char* text : {"Precinct,Ada,Ben\nP1,12,7\nP2,3,9\n", "a,b\nx,y\n", "Ada,Ben\n2,\n,2\n",
                           "1,2\n1,2\n", "Ada,Ben\n1,2,3\n"}) {
    EXPECT_EQ(refused_texts({{"t.csv", text}})[0].cause, "cards.unknown") << text;
  }
}

TEST(RankGrid, WhatIsNoRankBehindTheFirstRowsIsRefused) {
  std::string text = "Ada,Ben\n";
  for (int i = 0; i < 30; ++i) text += "1,2\n";
  const auto problems = refused_texts({{"t.csv", text + "1,x\n"}});
  EXPECT_EQ(problems[0].cause, "rank-grid.cell");
  EXPECT_EQ(problems[0].place.row, 32);
  EXPECT_EQ(refused_texts({{"t.csv", text + "1\n"}})[0].cause, "rank-grid.fields");
}

// Programs for surveys name the first column as they like, or not at all.
TEST(RankGrid, AnIdIsKnownByWhatStandsInItsColumn) {
  for (const char* name : {"Response ID", "", "Voter"}) {
    const auto import = imported_texts(
        {{"veg.csv", std::string(name) + ",Leek,Kale,Beet\nR_3Q,,2,1\nR_1i,2,3,1\nR_9z,1,,\n"}});
    EXPECT_EQ(import.format, CvrFormat::RankGrid) << name;
    ASSERT_EQ(import.store.cards().value(), 3) << name;
    EXPECT_EQ(card_said(import.store, 0, 0), "1 Beet, 2 Kale") << name;
    EXPECT_EQ(import.store.record_id(import.store.place_of(1)), "R_1i") << name;
  }
  for (const char* text : {"Voter,Leek,Kale,Beet\nA,,2,1\nA,2,3,1\n",      // an id twice
                           "Voter,Leek,Kale,Beet\nA,1,1,1\nB,2,3,1\n",      // votes, perhaps
                           "Voter,Leek,Kale\nA,2,1\nB,1,2\n"}) {
    EXPECT_EQ(refused_texts({{"t.csv", text}})[0].cause, "cards.unknown") << text;
  }
}

TEST(RankGrid, ACommaTooManyBehindTheHeaderIsNoCandidate) {
  const auto import = imported_texts({{"m.csv", "ID,Ada,Ben,\n7,1,2\n8,2,1\n9,1,\n"}});
  EXPECT_EQ(import.store.contests()[0].choices.size(), 2U);
  EXPECT_EQ(contest_votes(import.store, 0U), (Totals{{"Ada", 2}, {"Ben", 1}}));
}

}  // namespace
}  // namespace recanvass::formats
