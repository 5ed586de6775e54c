#include "formats/batch_check.h"

#include "election/card_builder.h"
#include "formats/card_import_fixture.h"
#include "formats/number.h"
#include "formats/table_file.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

FilesRead read_together(std::vector<std::pair<std::string, std::string>> texts) {
  auto read = read_files(InputFiles::of_texts(std::move(texts)));
  if (!read) fmt::print(stderr, "{}\n", base::sentences(read.problems()));
  RECANVASS_CHECK(read.ok());
  return std::move(read).value();
}

// "m.csv:3 batches.cards 24 cards in ...": place, cause and what was found.
std::vector<std::string> told_of(const BatchCheck& check) {
  std::vector<std::string> told;
  for (const base::Problem& each : check.problems) {
    told.push_back(
        fmt::format("{}:{} {} {}", each.place.file, each.place.row, each.cause, each.found));
  }
  return told;
}

std::string cards_in(const std::vector<std::pair<std::string, int>>& batches) {
  std::string text =
      "E,5\n,,,,,,,M (Vote For=1)\n,,,,,,,Ada\n"
      "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,PrecinctPortion,BallotType,\n";
  int number = 0;
  for (const auto& [batch, cards] : batches) {
    for (int i = 1; i <= cards; ++i) {
      ++number;
      text += fmt::format("{0},10,{1},{2},10-{1}-{2},P,B,1\n", number, batch, i);
    }
  }
  return text;
}

const std::string kManifestHead = "Tabulator,Batch,Ballots\n";

TEST(BatchCheck, EveryBatchThatDiffersIsListedWithFileAndRow) {
  const auto read =
      read_together({{"cvr.csv", cards_in({{"1", 3}, {"2", 2}, {"3", 1}})},
                     {"m.csv", kManifestHead + "10,2,3\n10,1,3\n10,4,5\n11,1,2\n10,5,0\n"}});
  const auto check = check_batches(read);
  EXPECT_EQ(told_of(check),
            (std::vector<std::string>{
                "m.csv:2 batches.cards 3 cards in batch \"2\" of tabulator \"10\"",
                "m.csv:4 batches.not-recorded batch \"4\" of tabulator \"10\" with 5 cards",
                "m.csv:5 batches.not-recorded batch \"1\" of tabulator \"11\" with 2 cards",
                "cvr.csv:10 batches.not-in-manifest 1 card of batch \"3\" of tabulator \"10\""}));
  EXPECT_EQ(check.problems[0].wanted, "2, as were recorded from cvr.csv:8 on");
  EXPECT_EQ(check.comparison.same, 2U);
}

TEST(BatchCheck, ANameThatLostItsZerosIsShownBesideTheOther) {
  const auto check = check_batches(read_together(
      {{"cvr.csv", cards_in({{"0012", 2}})}, {"m.csv", kManifestHead + "10,12,2\n"}}));
  ASSERT_EQ(check.problems.size(), 2U);
  EXPECT_EQ(check.problems[0].mend.substr(0, 39), "Is it batch \"0012\" of tabulator \"10\"? P");
  EXPECT_EQ(check.problems[1].mend.substr(0, 37), "Is it batch \"12\" of tabulator \"10\"? P");
}

TEST(BatchCheck, CardsWithoutBatchesAreSaidOnce) {
  const auto check = check_batches(
      read_together({{"cvr.csv", "Cast Vote Record,Precinct,MAYOR\n1,P,Ada\n2,P,Ben\n"},
                     {"m.csv", "Batch,Ballots\nA,2\n"}}));
  EXPECT_EQ(told_of(check),
            (std::vector<std::string>{"m.csv:2 batches.not-recorded batch \"A\" with 2 cards",
                                      "cvr.csv:0 batches.none 2 cards that say no batch"}));
}

TEST(BatchCheck, ColoradosDoubledManifestIsTwiceItsCards) {
  const auto folder = cvr_data("dominion_csv_colorado_demo/plurality");
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "missing " << folder;
  const auto check_with = [&](const char* manifest) {
    const auto files =
        InputFiles::open({folder / "Plurality100votes2And10Margins.csv", folder / manifest});
    auto read = read_files(*files);
    RECANVASS_CHECK(read.ok());
    return check_batches(*read);
  };
  EXPECT_TRUE(check_with("HundredVotes_Manifest.csv").problems.empty());
  const auto doubled = check_with("HundredVotes_DoubledManifest.csv");
  ASSERT_EQ(doubled.problems.size(), 1U);
  EXPECT_EQ(doubled.problems[0].found, "200 cards in batch \"1\" of tabulator \"1\"");
  EXPECT_EQ(doubled.problems[0].place.row, 2);
  EXPECT_EQ(doubled.problems[0].mend.substr(0, 36), "One is exactly twice the other: look");
}

TEST(BatchCheck, PublishedManifestsAgreeWithTheirCards) {
  const auto published = cvr_data("");
  if (!std::filesystem::exists(published)) GTEST_SKIP() << "missing " << published;
  struct Case {
    const char* cards;
    const char* manifest;
    std::size_t same;
    std::size_t differ;
  };
  for (const Case& each : {
           Case{"dominion_csv_colorado_demo/adams-cvrexport.csv",
                "dominion_csv_colorado_demo/adams-manifest.csv", 5, 0},
           Case{"dominion_csv_colorado_demo/alamosa-cvrexport.csv",
                "dominion_csv_colorado_demo/alamosa-manifest.csv", 5, 0},
           Case{"dominion_csv_nsw/Uralla_Mayoral.csv",
                "dominion_csv_nsw/Uralla_Mayoral.manifest.csv", 49, 0},
           Case{"dominion_csv_nsw/Bellingen_Mayoral.csv.gz",
                "dominion_csv_nsw/Bellingen_Mayoral.manifest.csv", 108, 0},
           Case{"dominion_csv_nsw/City_of_Griffith_Mayoral.csv.gz",
                "dominion_csv_nsw/City_of_Griffith_Mayoral.manifest.csv", 182, 0},
           Case{"arlo_small_election/Kendall_Park_-_cvrs.csv",
                "arlo_small_election/Kendall_Park_-_ballot_manifest.csv", 18, 0},
           Case{"arlo_small_election/Mount_Olive_-_cvrs.csv",
                "arlo_small_election/Mount_Olive_-_ballot_manifest.csv", 2, 0},
           Case{"arlo_small_election/Siletz_-_cvrs.csv",
                "arlo_small_election/Siletz_-_ballot_manifest.csv", 3, 0},
           Case{"arlo_small_election/Waurika_-_cvrs.csv",
                "arlo_small_election/Waurika_-_ballot_manifest.csv", 12, 0},
           Case{"arlo_small_election/Worthington_Hills_-_cvrs.csv",
                "arlo_small_election/Worthington_Hills_-_ballot_manifest.csv", 24, 0},
           Case{"dominion_csv_colorado_demo/tiny_irv/GuideToRAIREExample3.csv",
                "dominion_csv_colorado_demo/tiny_irv/GuideToRAIREExample3-manifest.csv", 3, 0},
           Case{"dominion_csv_colorado_demo/tiny_irv/ThreeCandidatesTenVotes.csv",
                "dominion_csv_colorado_demo/tiny_irv/ThreeCandidatesTenVotes_Manifest.csv", 1, 0},
       }) {
    const auto files = InputFiles::open({published / each.cards, published / each.manifest});
    auto read = read_files(*files);
    ASSERT_TRUE(read.ok()) << each.cards << base::sentences(read.problems());
    const auto check = check_batches(*read);
    EXPECT_EQ(check.comparison.same, each.same) << each.cards;
    EXPECT_EQ(check.problems.size(), each.differ) << base::sentences(check.problems);
  }
}

// The state's own table of November 2024: 54,049 batches, of which none differs; and the same with
// one card of one batch taken away.
TEST(BatchCheck, ColoradosBatchesOf2024AllAgree) {
  const auto path = std::filesystem::path(RECANVASS_SHARED_DIR) /
                    "data/audits/colorado2024/batchCountComparison.csv.gz";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "missing " << path;
  const auto files = InputFiles::open({path});
  ASSERT_TRUE(files.ok());
  auto table = open_table(*files, 0);
  ASSERT_TRUE(table.ok());
  const auto rows = std::move(table).value();
  ASSERT_TRUE(rows->next());
  election::CardStoreBuilder builder;
  const std::uint32_t profile = builder.profile({});
  std::vector<election::ManifestBatch> manifest;
  while (rows->next()) {
    const auto fields = rows->fields();
    std::int64_t paper = 0;
    std::int64_t records = 0;
    ASSERT_EQ(read_figure(fields[3], paper), NumberFault::None);
    ASSERT_EQ(read_figure(fields[4], records), NumberFault::None);
    const std::string tabulator = fmt::format("{} {}", fields[0], fields[1]);
    manifest.push_back({"", tabulator, std::string(fields[2]), "", election::CardCount(paper)});
    const std::uint32_t batch = builder.batch(builder.tabulator(tabulator), fields[2]);
    for (std::int64_t i = 0; i < records; ++i) {
      builder.add_card({profile, batch, static_cast<std::uint32_t>(i + 1), true, {}, {}});
    }
  }
  const auto store = builder.finish();
  const auto comparison = reconcile::compare_batches(manifest, store);
  EXPECT_EQ(comparison.same, 54'049U);
  EXPECT_TRUE(comparison.differences.empty());
  EXPECT_EQ(comparison.in_manifest.value(), 4'746'866);
  EXPECT_EQ(comparison.recorded.value(), 4'746'866);
  manifest[1000].cards -= election::CardCount(1);
  EXPECT_EQ(reconcile::compare_batches(manifest, store).differences.size(), 1U);
}

}  // namespace
}  // namespace recanvass::formats
