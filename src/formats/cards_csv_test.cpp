#include "formats/cards_csv.h"

#include "formats/card_import_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;
using Totals = std::map<std::string, std::int64_t>;

// Two stores that say the same about every card.
void expect_same(const election::CardStore& left, const election::CardStore& right) {
  ASSERT_EQ(left.cards().value(), right.cards().value());
  ASSERT_EQ(left.ballots().value(), right.ballots().value());
  ASSERT_EQ(left.contests(), right.contests());
  for (std::uint64_t card = 0; card < static_cast<std::uint64_t>(left.cards().value()); ++card) {
    const auto at = left.place_of(card);
    for (std::uint32_t i = 0; i < left.contests().size(); ++i) {
      ASSERT_EQ(card_said(left, card, i), card_said(right, card, i)) << card;
    }
    ASSERT_EQ(left.imprinted_id(at), right.imprinted_id(right.place_of(card)));
    ASSERT_EQ(left.record_id(at), right.record_id(right.place_of(card)));
    ASSERT_EQ(left.batch(at).name, right.batch(right.place_of(card)).name);
    ASSERT_EQ(left.profile(at).adjudicated, right.profile(right.place_of(card)).adjudicated);
  }
}

std::string written(const election::CardStore& store) {
  std::string text;
  write_cards_csv(store, [&](std::string_view piece) { text += piece; });
  return text;
}

election::CardStore odd_store() {
  using election::MarkingState;
  using election::MarkingTable;
  CardReading reading;
  ContestBook book(reading.builder);
  CardPlaces places(reading.builder);
  const auto mayor = *book.contest("m", "Mayor | of \"X\", Y", 2, 0, 6);
  (void)book.choice(mayor, "1", "Ada=Lovelace*");
  (void)book.choice(mayor, "2", "(blank)");
  (void)book.choice(mayor, "3", "Write-in", election::CardChoiceKind::WriteIn);
  (void)book.choice(mayor, "4", "Same");
  (void)book.choice(mayor, "5", "Same");
  const auto ranked = *book.contest("r", "Ranked", 1, 4);
  (void)book.choice(ranked, "a", "back\\slash");
  auto& table = reading.builder.markings(mayor);
  using election::Mark;
  const std::vector<std::uint32_t> codes = {
      MarkingTable::kBlank,
      MarkingTable::kOvervoted,
      MarkingTable::kRedacted,
      MarkingTable::kInvalid,
      table.code_of(MarkingState::Marked, std::vector<Mark>{{0, 0, 3}, {1, 0, 1}}),
      table.code_of(MarkingState::Overvoted, std::vector<Mark>{{1, 0, 1}, {2, 0, 2}, {4, 0, 1}}),
      table.code_of(MarkingState::Marked, std::vector<Mark>{{3, 0, 1}})};
  const std::uint32_t ranking = reading.builder.markings(ranked).code_of(
      MarkingState::Marked, std::vector<Mark>{{election::kOvervotedRank, 1, 1}, {0, 3, 1}});
  std::uint32_t position = 0;
  for (const std::uint32_t code : codes) {
    reading.builder.add_card({places.profile("style, 1", "P\n1", "mail", position % 2 == 1),
                              places.batch("t", "b"), ++position, position != 3,
                              position == 2 ? "" : fmt::format("id {}", position), "r"});
    reading.builder.add_marking(mayor, code);
    if (position > 4) reading.builder.add_marking(ranked, ranking);
  }
  return reading.builder.finish();
}

TEST(CardsCsv, WhatIsWrittenReadsAsItWas) {
  const auto store = odd_store();
  const std::string text = written(store);
  EXPECT_NE(text.find("(overvoted) \\(blank)|Write-in*2|Same [5]"), std::string::npos) << text;
  EXPECT_NE(text.find("1=(several)|3=back\\\\slash"), std::string::npos) << text;
  const auto import = imported_texts({{"cards.csv", text}});
  EXPECT_EQ(import.format, CvrFormat::CardsCsv);
  expect_same(store, import.store);
  EXPECT_EQ(written(import.store), text);
}

TEST(CardsCsv, RealExportsSurviveTheRoundTrip) {
  if (!fs::exists(cvr_data(""))) GTEST_SKIP() << "missing " << cvr_data("");
  for (const char* path : {"dominion_json_sf2024", "dominion_csv_nsw/Uralla_Mayoral.csv",
                           "ess/jefferson_co_ess-test.cvr", "clearballot",
                           "hart/travis_sample_archive", "nist_cdf/gen-01/cvr-gen-01.json"}) {
    std::vector<fs::path> paths = {cvr_data(path)};
    if (std::string_view(path) == "dominion_json_sf2024") {
      paths = {cvr_data(path) / "CvrExport_15.json", cvr_data(path) / "manifests"};
    }
    const auto import = imported(paths);
    expect_same(import.store, imported_texts({{"c.csv", written(import.store)}}).store);
  }
}

TEST(CardsCsv, CellsThatSayNothingKnownAreRefused) {
  const std::string head =
      "tabulator,batch,position,imprinted_id,record_id,sheet,style,precinct,counting_group,"
      "adjudicated,m=Mayor|vote_for=1|ranks=0|unit=1|choice=1=Ada\n";
  for (const auto& [row, cause] : std::vector<std::pair<std::string, std::string>>{
           {"t,b,1,i,r,1,s,p,g,0,Ben\n", "cards-csv.cell"},
           {"t,b,1,i,r,1,s,p,g,0,Ada|\n", "cards-csv.cell"},
           {"t,b,1,i,r,1,s,p,g,0,Ada|Ada\n", "cards-csv.cell"},
           {head.substr(0, head.size() - 1) + "\n", "cards-csv.cell"},
           {"t,b,1,i,r,1,s,p,g,0,0=Ada\n", "cards-csv.cell"},
           {"t,b,1,i,r,1,s,p,g,0,Ada*x\n", "cards-csv.cell"},
           {"t,b,1,i,r,1,s,p,g,0,Ada\\\n", "cards-csv.cell"},
           {"t,b,1,i,r,1,s,p,g,2,Ada\n", "cards-csv.cell"},
           {"t,b,1,i,r,x,s,p,g,0,Ada\n", "cards-csv.cell"},
           {"t,b,1,i,r,1,s,p,g,0\n", "cards-csv.fields"}}) {
    EXPECT_EQ(refused_texts({{"c.csv", head + row}})[0].cause, cause) << row;
  }
  EXPECT_EQ(refused_texts({{"c.csv", head.substr(0, head.size() - 5) + "\nx\n"}})[0].cause,
            "cards-csv.header");
}

}  // namespace
}  // namespace recanvass::formats
