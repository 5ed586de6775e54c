#include "formats/ranking_writers.h"

#include "formats/card_round_trip.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

TEST(RankingWriters, RaireTextHasALineARanking) {
  EXPECT_EQ(text_of_export(three_cards(), CardFormat::RaireText),
            "1\nContest,2,2,21,22\n2,7-4-1,22,21\n2,7-4-2\n");
}

TEST(RankingWriters, RaireJsonCountsRankingsAndOwnsToWhatItClosedUp) {
  const TripFolder folder;
  const WrittenCards written =
      write_trip(every_kind_of_card(), CardFormat::RaireJson, folder.path() / "j");
  EXPECT_EQ(written.files, std::vector<std::string>{"contest_3.json"});
  // Of 48 rankings: Fay, Gus, Hal; Hal alone, with Fay at the third rank; Gus twice; two with
  // several at a rank; blank; and one choice each.
  EXPECT_EQ(*read_bytes(folder.path() / "j/contest_3.json", "j"),
            "{\"metadata\":{\"candidates\":[\"Fay\",\"Gus\",\"Hal\"],"
            "\"contest\":\"Sheriff ranked\"},\"num_candidates\":3,\"votes\":[\n"
            "{\"n\":8,\"prefs\":[]},\n{\"n\":16,\"prefs\":[0]},\n"
            "{\"n\":8,\"prefs\":[0,1,2]},\n{\"n\":8,\"prefs\":[1]},\n"
            "{\"n\":8,\"prefs\":[2,0]}]}\n");
  EXPECT_EQ(written.unsayable.at("rankings with skipped ranks (closed up)"), 8U);
  EXPECT_EQ(written.unsayable.at("rankings that end at a rank with several choices"), 16U);
}

TEST(RankingWriters, RanksStandUnderTheCandidates) {
  const TripFolder folder;
  const WrittenCards written = write_trip(three_cards(), CardFormat::RankCsv, folder.path() / "r");
  EXPECT_EQ(written.files, std::vector<std::string>{"Sheriff.csv"});
  EXPECT_EQ(*read_bytes(folder.path() / "r/Sheriff.csv", "r"),
            "record id,precinct,batch,Cy: C.,Di\na,P & Q,4,2,1\nb,P & Q,4,,\n");
}

// Candidates called by numbers, most ballots blank, a contest that nobody has: read all the same.
TEST(RankingWriters, GridsOfOursAreKnownByTheirHeading) {
  election::CardStoreBuilder builder;
  for (const char* name : {"Mayor", "Clerk"}) {
    builder.add_contest({{name}, name, 1, 2, 1, {{{"1"}, "1", {}}, {{"2"}, "2", {}}}});
  }
  const std::uint32_t batch = builder.batch(builder.tabulator("1"), "1");
  for (std::uint32_t i = 1; i <= 5; ++i) {
    builder.add_card({builder.profile({}), batch, i, true, {}, {}});
    builder.add_marking(
        0, i == 1 ? builder.markings(0).code_of_one(1, 2) : election::MarkingTable::kBlank);
  }
  const TripFolder folder;
  write_trip(builder.finish(), CardFormat::RankCsv, folder.path() / "r");
  const auto back = imported({folder.path() / "r"}).store;
  EXPECT_EQ(back.cards().value(), 5);
  EXPECT_EQ(card_said(back, 0, contest_named(back, "Mayor")), "2 2");
}

TEST(RankingWriters, IdsThatCannotStandInRaireTextAreCounted) {
  election::CardStoreBuilder builder;
  builder.add_contest({{"May, or"}, "Mayor", 1, 2, 1, {{{"a"}, "Ada", {}}, {{"b"}, "Ben", {}}}});
  const std::uint32_t batch = builder.batch(builder.tabulator("1"), "1");
  builder.add_card({builder.profile({}), batch, 1, true, "1-1-1", {}});
  builder.add_marking(0, builder.markings(0).code_of_one(1, 1));
  const TripFolder folder;
  const auto lost =
      write_trip(builder.finish(), CardFormat::RaireText, folder.path() / "r").unsayable;
  EXPECT_EQ(lost.at("ids of contests"), 1U);
  EXPECT_EQ(lost.at("ids of choices"), 2U);
}

// A contest's name becomes a file's name only where it can be no path.
TEST(RankingWriters, NoNameOfAContestLeavesTheFolder) {
  election::CardStoreBuilder builder;
  for (const char* name : {"../Mayor", "a/b", "a_b", "..", ""}) {
    builder.add_contest({{std::string("id") + name}, name, 1, 2, 1, {{{"1"}, "Ada", {}}}});
  }
  const std::uint32_t batch = builder.batch(builder.tabulator("1"), "1");
  builder.add_card({builder.profile({}), batch, 1, true, {}, {}});
  for (std::uint32_t i = 0; i < 5; ++i) {
    builder.add_marking(i, builder.markings(i).code_of_one(0, 1));
  }
  const TripFolder folder;
  const WrittenCards written =
      write_trip(builder.finish(), CardFormat::RankCsv, folder.path() / "r");
  std::set<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path() / "r")) {
    files.insert(entry.path().filename().string());
  }
  EXPECT_EQ(files, std::set<std::string>(written.files.begin(), written.files.end()));
  EXPECT_EQ(files.size(), 5U);
}

}  // namespace
}  // namespace recanvass::formats
