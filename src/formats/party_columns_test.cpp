#include "formats/party_columns.h"

#include "formats/card_import_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

using Totals = std::map<std::string, std::int64_t>;

TEST(PartyColumns, NamesOfEachPartyMakeAContestOfEach) {
  PartyColumns parties;
  for (int i = 0; i < 3; ++i) {
    parties.look_at(4, "DEM", i == 0 ? "Ann" : "Bob");
    parties.look_at(4, "REP", "Cal");
    parties.look_at(5, "DEM", "Judge A");
    parties.look_at(5, "REP", i == 0 ? "Judge A" : "Judge B");
    parties.look_at(6, "REP", "Dee");
  }
  parties.look_at(4, "LIB", "undervote");
  parties.look_at(4, "", "");
  EXPECT_EQ(parties.apart_in(4), (std::vector<std::string>{"DEM", "LIB", "REP"}));
  EXPECT_TRUE(parties.apart_in(5).empty()) << "a contest of all";
  EXPECT_TRUE(parties.apart_in(6).empty());
  EXPECT_EQ(parties.only_of(6), "REP");
  EXPECT_EQ(parties.only_of(5), "");
}

// In a primary the column of the card's party says which contest the one title is.
TEST(PartyColumns, AColumnOfACardsPartyKeepsPrimariesApart) {
  std::string text = "Cast Vote Record,Precinct,Party,Governor,Judge\n";
  for (int i = 0; i < 4; ++i) {
    text += fmt::format("{},P,DEM,{},Eve\n", 2 * i, i == 0 ? "Bob" : "Ann");
    text +=
        fmt::format("{},P,REP,{},{}\n", 2 * i + 1, i == 1 ? "Dee" : "Cal", i == 0 ? "Flo" : "Eve");
  }
  const auto import = imported_texts({{"a.csv", text + "90,P,REP,undervote,Eve\n91,P,,Gus,\n"}});
  EXPECT_EQ(contest_votes(import.store, "Governor (DEM)"), (Totals{{"Ann", 3}, {"Bob", 1}}));
  EXPECT_EQ(contest_votes(import.store, "Governor (REP)"), (Totals{{"Cal", 3}, {"Dee", 1}}));
  EXPECT_EQ(contest_votes(import.store, "Governor"), (Totals{{"Gus", 1}})) << "no party, no loss";
  EXPECT_EQ(contest_votes(import.store, "Judge"), (Totals{{"Eve", 8}, {"Flo", 1}}));
  EXPECT_EQ(card_said(import.store, 8, contest_named(import.store, "Governor (REP)")), "blank");
  EXPECT_EQ(card_said(import.store, 8, contest_named(import.store, "Governor (DEM)")), "absent");
  ASSERT_FALSE(import.remarks.empty());
  EXPECT_NE(import.remarks[0].find("\"Governor\" was read as 3 contests"), std::string::npos)
      << import.remarks[0];
}

// Two columns of one name: contests where a card fills one of them at most.
TEST(PartyColumns, ColumnsOfOneNameAreContestsWhereNoCardFillsTwo) {
  for (const char* heading : {"Governor,Sheriff,Governor", "Governor,Governor,Sheriff"}) {
    const bool beside = std::string_view(heading).ends_with("Sheriff");
    std::string text = fmt::format("Cast Vote Record,Party,{}\n", heading);
    text += beside ? "1,DEM,Ann,,Eve\n2,REP,,Cal,Eve\n3,REP,,Cal,Flo\n"
                   : "1,DEM,Ann,Eve,\n2,REP,,Eve,Cal\n3,REP,,Flo,Cal\n";
    const auto import = imported_texts({{"a.csv", text}});
    EXPECT_EQ(contest_votes(import.store, "Governor (DEM)"), (Totals{{"Ann", 1}})) << heading;
    EXPECT_EQ(contest_votes(import.store, "Governor (REP)"), (Totals{{"Cal", 2}})) << heading;
  }
  const auto unsaid = imported_texts(
      {{"a.csv", "Cast Vote Record,Governor,Sheriff,Governor\n1,Ann,Eve,\n2,,Eve,Cal\n"}});
  ASSERT_EQ(unsaid.store.contests().size(), 3U);
  EXPECT_EQ(unsaid.store.contests()[0].id.text, "Governor");
  EXPECT_EQ(unsaid.store.contests()[2].id.text, "Governor (column 4)");
  const auto both =
      refused_texts({{"a.csv", "Cast Vote Record,Governor,Sheriff,Governor\n1,Ann,Eve,Cal\n"}});
  EXPECT_EQ(both[0].found, "two columns of one name");
}

}  // namespace
}  // namespace recanvass::formats
