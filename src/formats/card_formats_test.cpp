#include "formats/card_formats.h"

#include "base/csv_field.h"
#include "formats/card_facts.h"
#include "formats/card_round_trip.h"
#include "formats/table_file.h"

#include <gtest/gtest.h>

#include <fstream>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;
using election::CardStore;

Call call_of(CardFormat format) {
  return format == CardFormat::RaireText ? Call::Numbers : Call::Names;
}

bool holds_rankings_only(CardFormat format) {
  return format == CardFormat::RaireText || format == CardFormat::RaireJson ||
         format == CardFormat::RankCsv;
}

// What is said in ranked contests.
Sayings of_ranked(const CardStore& store, Call call) {
  Sayings sayings = sayings_of(store, call);
  std::erase_if(sayings, [&](const auto& entry) {
    const auto contest = std::ranges::find_if(store.contests(), [&](const auto& each) {
      return (call == Call::Names ? each.name : each.id.text) == entry.first.first;
    });
    return contest->ranks == 0;
  });
  return sayings;
}

// Written and read again, nothing may be said otherwise than the writer owned to.
void expect_losses_are_counted(const CardStore& store, CardFormat format, const std::string& what) {
  SCOPED_TRACE(fmt::format("{} as {}", what, about(format).name));
  const TripFolder folder;
  const fs::path path = folder.path() / "out";
  const bool ranked =
      std::ranges::any_of(store.contests(), [](const auto& contest) { return contest.ranks > 0; });
  if (holds_rankings_only(format) && !ranked) {
    const auto refused = write_cards(store, format, path, "x");
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.problems()[0].cause, "convert.no-ranking");
    EXPECT_FALSE(fs::exists(path));
    return;
  }
  const WrittenCards written = write_trip(store, format, path);
  const CardStore back = imported({path}).store;
  const Call call = call_of(format);
  std::string unsayable;
  for (const auto& [words, times] : written.unsayable) {
    unsayable += fmt::format("{} {}; ", times, words);
  }
  // Names that had to be changed are compared by hand, not here.
  const bool renamed = written.unsayable.count(kRenamed) > 0 ||
                       written.unsayable.count(kTitleOtherwise) > 0 ||
                       written.unsayable.count("colons in names (written as semicolons)") > 0 ||
                       written.unsayable.count("names of contests") > 0;
  if (renamed && format != CardFormat::RaireText) return;
  if (call == Call::Numbers && written.unsayable.count("ids of contests") > 0) return;
  if (holds_rankings_only(format)) {
    EXPECT_LE(different_sayings(of_ranked(store, call), sayings_of(back, call)),
              lost_sayings(written))
        << unsayable;
  } else {
    EXPECT_EQ(back.cards(), store.cards());
    EXPECT_LE(different_sayings(sayings_of(store, call), sayings_of(back, call)),
              lost_sayings(written))
        << unsayable;
  }
}

std::vector<CardFormat> formats_that_are_read() {
  std::vector<CardFormat> formats;
  for (const CardFormatAbout& each : card_formats()) {
    if (each.format != CardFormat::MarksCsv) formats.push_back(each.format);
  }
  return formats;
}

// What a card says of itself, and in each contest, in one text.
std::string whole_card(const CardStore& store, std::uint64_t number) {
  const auto place = store.place_of(number);
  const auto& chunk = store.chunks()[place.chunk];
  const auto& profile = store.profile(place);
  const auto& names = store.names();
  std::string text =
      fmt::format("{} {} {} {} {} {} {} {} {} {}", names.tabulators[store.batch(place).tabulator],
                  store.batch(place).name, chunk.position_of(place.card), store.imprinted_id(place),
                  store.record_id(place), names.styles[profile.style],
                  names.precincts[profile.precinct], names.counting_groups[profile.counting_group],
                  profile.adjudicated, chunk.starts_ballot(place.card));
  for (std::uint32_t i = 0; i < store.contests().size(); ++i) {
    const auto marking = store.marking(place, i);
    text += " | " + (marking ? said_in_words(store, i, *marking, Call::Names) : "absent");
  }
  return text;
}

// Every name that an export may have can be one that a spreadsheet would compute.
TEST(CardFormats, NoCellOfATableIsOneThatASpreadsheetComputes) {
  election::CardStoreBuilder builder;
  const auto plain = builder.add_contest({{"=2"},
                                          "=HYPERLINK(\"http://x\")",
                                          1,
                                          0,
                                          1,
                                          {{{"+1"}, "@SUM(A1)", {}}, {{"-b"}, "-b", {}}}});
  const auto ranked = builder.add_contest({{"9"},
                                           "+9",
                                           1,
                                           2,
                                           1,
                                           {{{"7"}, "=7", {}},
                                            {{"8"},
                                             "\xEF\xBC\x9D"
                                             "8",
                                             {}}}});
  const auto batch = builder.batch(builder.tabulator("=T"), "@B");
  builder.add_card({builder.profile({builder.style("=S"), builder.precinct("-P-"),
                                     builder.counting_group("+G"), false}),
                    batch, 0, true, "=I", "=R"});
  const std::vector<election::Mark> marks = {{0, 1, 1}, {1, 2, 1}};
  builder.add_marking(plain, code_of_marks(builder, plain, {{0, 0, 1}}));
  builder.add_marking(ranked, code_of_marks(builder, ranked, marks));
  const CardStore store = builder.finish();
  for (const CardFormat format :
       {CardFormat::CardsCsv, CardFormat::MarksCsv, CardFormat::DominionCsv,
        CardFormat::ChoiceColumns, CardFormat::ClearBallot, CardFormat::RankCsv}) {
    const TripFolder folder;
    const fs::path path = folder.path() / "out";
    const auto written = write_cards(store, format, path, "=E");
    ASSERT_TRUE(written.ok()) << base::sentences(written.problems());
    std::size_t cells = 0;
    const auto files = InputFiles::open({path});
    for (std::size_t at = 0; at < files->files().size(); ++at) {
      const auto rows = first_rows(*files, at, 100);
      ASSERT_TRUE(rows.ok());
      for (const auto& row : *rows) {
        for (const std::string& cell : row) {
          EXPECT_FALSE(base::may_compute(cell)) << about(format).name << ": " << cell;
          ++cells;
        }
      }
    }
    EXPECT_GT(cells, 5U) << about(format).name;
    if (format == CardFormat::CardsCsv) {
      EXPECT_EQ(written->unsayable.count(kMadeInert), 0U);
      EXPECT_EQ(whole_card(imported({path}).store, 0), whole_card(store, 0));
    } else {
      EXPECT_GT(written->unsayable.at(kMadeInert), 0U) << about(format).name;
    }
  }
}

TEST(CardFormats, EachIsFoundByItsName) {
  for (const std::string& name : card_format_names()) EXPECT_TRUE(card_format_named(name));
  EXPECT_EQ(card_formats().size(), 14U);
  EXPECT_FALSE(card_format_named("pdf"));
}

TEST(CardFormats, WhateverReadsOtherwiseWasCounted) {
  const CardStore store = every_kind_of_card();
  for (const CardFormat format : formats_that_are_read()) {
    expect_losses_are_counted(store, format, "every kind of card");
  }
}

TEST(CardFormats, OurOwnTableLosesNothing) {
  const TripFolder folder;
  const CardStore store = every_kind_of_card();
  const WrittenCards written = write_trip(store, CardFormat::CardsCsv, folder.path() / "cards.csv");
  EXPECT_TRUE(written.unsayable.empty());
  const CardStore back = imported({folder.path() / "cards.csv"}).store;
  ASSERT_EQ(back.contests(), store.contests());
  for (std::uint64_t card = 0; card < 72; ++card) {
    ASSERT_EQ(whole_card(back, card), whole_card(store, card));
  }
}

// Every loss of every format by its number: of 72 cards, of which so many say what cannot be said.
TEST(CardFormats, LossesHaveTheirNumbers) {
  const CardStore store = every_kind_of_card();
  const auto lost = [&](CardFormat format) {
    const TripFolder folder;
    return write_trip(store, format, folder.path() / "out").unsayable;
  };
  using Losses = std::map<std::string, std::uint64_t>;
  const Losses nist = lost(CardFormat::NistJson);
  EXPECT_EQ(nist.at("withheld contests of cards"), 7U);
  EXPECT_EQ(nist.at("ranks at which several choices were marked"), 8U);
  EXPECT_EQ(nist.at("counting groups of cards"), 72U);
  EXPECT_EQ(nist.at("how many ranks a contest has"), 1U);
  EXPECT_EQ(nist.at("cards that belong to the ballot before them"), 12U);
  EXPECT_EQ(nist.size(), 5U);
  const Losses ess = lost(CardFormat::ChoiceColumns);
  EXPECT_EQ(ess.count("withheld contests of cards"), 0U);
  EXPECT_EQ(ess.at("cards that people changed after the machine read them"), 8U);
  const Losses dominion = lost(CardFormat::DominionJson);
  EXPECT_EQ(dominion.at("imprinted ids of cards"), 1U);
  EXPECT_EQ(dominion.at("withheld contests of cards"), 7U);
  // A session has a contest once; of 12 sheets that follow, one has none of those before.
  EXPECT_EQ(dominion.at("cards that belong to the ballot before them"), 11U);
  const Losses hart = lost(CardFormat::Hart);
  EXPECT_EQ(hart.at("styles of cards"), 72U);
  EXPECT_EQ(hart.at("tabulators of cards"), 72U);
  const Losses raire = lost(CardFormat::RaireText);
  EXPECT_EQ(raire.at("contests that are not ranked (not written)"), 2U);
  EXPECT_EQ(raire.at("cards without a ranked contest (not written)"), 24U);
}

TEST(CardFormats, RealExportsAreWrittenInEveryFormat) {
  if (!fs::exists(cvr_data(""))) GTEST_SKIP() << "missing " << cvr_data("");
  const std::vector<std::vector<std::string>> exports = {
      {"dominion_json_sf2024/CvrExport_15.json", "dominion_json_sf2024/manifests"},
      {"dominion_json_clearcreek2016"},
      {"dominion_json_alaska_demo"},
      {"dominion_json_small/test_5.10.50.85.Dominion.json"},
      {"dominion_csv_colorado_demo/adams-cvrexport.csv"},
      {"dominion_csv_colorado_demo/alamosa-cvrexport.csv"},
      {"dominion_csv_colorado_demo/plurality/Plurality100votes2And10Margins.csv"},
      {"dominion_csv_colorado_demo/tiny_irv/GuideToRAIREExample3.csv"},
      {"dominion_csv_colorado_demo/tiny_irv/STVPlusThreeCandidatesTenVotesPlusPlurality.csv"},
      {"dominion_csv_colorado_demo/tiny_irv/ThreeCandidatesTenVotes.csv"},
      {"dominion_csv_colorado_demo/tiny_irv/ThreeTrickyCharacterCandidatesTenVotes.csv"},
      {"dominion_csv_boulder/boulder2023_4cvrs_with_irv.csv"},
      {"dominion_csv_nsw/Uralla_Mayoral.csv"},
      {"clearballot"},
      {"ess/jefferson_co_ess-test.cvr"},
      {"ess/2015_portland_mayor_cvr.xlsx"},
      {"ess/simple_ess_cvr.xlsx"},
      {"hart/shangrla_Hart_CVRs.zip"},
      {"hart/travis_sample_archive"},
      {"nist_cdf/gen-01/cvr-gen-01.json"},
      {"nist_cdf/gen-01/cvr-gen-01.xml"},
      {"nist_cdf/prim-01/cvr-prim-01.json"},
      {"nist_cdf/example_1.xml"},
      {"unisyn"},
      {"raire_us_irv/Aspen_2009_Mayor.raire"},
      {"nsw2021_irv/Ballina_Mayoral.json"},
      {"arlo_small_election/Siletz_-_cvrs.csv"}};
  for (const auto& paths : exports) {
    std::vector<fs::path> full;
    for (const std::string& path : paths) full.push_back(cvr_data(path));
    const auto import = import_cards(full);
    ASSERT_TRUE(import.ok()) << paths[0] << base::sentences(import.problems());
    for (const CardFormat format : formats_that_are_read()) {
      expect_losses_are_counted(import->store, format, paths[0]);
    }
  }
}

TEST(CardFormats, NothingThatIsThereIsWrittenOver) {
  const TripFolder folder;
  const CardStore store = every_kind_of_card();
  std::ofstream(folder.path() / "cards.csv") << "mine";
  const auto file = write_cards(store, CardFormat::CardsCsv, folder.path() / "cards.csv", "x");
  ASSERT_FALSE(file.ok());
  EXPECT_EQ(file.problems()[0].cause, "file.exists");
  EXPECT_EQ(*read_bytes(folder.path() / "cards.csv", "cards.csv"), "mine");
  const auto inside = write_cards(store, CardFormat::Hart, folder.path(), "x");
  ASSERT_FALSE(inside.ok());
  EXPECT_EQ(inside.problems()[0].cause, "file.folder");
  const auto nowhere = write_cards(store, CardFormat::NistJson, folder.path() / "no/such/x", "x");
  ASSERT_FALSE(nowhere.ok());
  EXPECT_EQ(nowhere.problems()[0].cause, "file.write");
}

TEST(CardFormats, TheSameCardsGiveTheSameBytes) {
  const CardStore store = every_kind_of_card();
  for (const CardFormatAbout& each : card_formats()) {
    const TripFolder folder;
    const WrittenCards written = write_trip(store, each.format, folder.path() / "a");
    write_trip(store, each.format, folder.path() / "b");
    for (const std::string& name : written.files) {
      const bool one = each.shape == ExportShape::File;
      EXPECT_EQ(*read_bytes(one ? folder.path() / "a" : folder.path() / "a" / name, name),
                *read_bytes(one ? folder.path() / "b" : folder.path() / "b" / name, name));
    }
  }
}

}  // namespace
}  // namespace recanvass::formats
