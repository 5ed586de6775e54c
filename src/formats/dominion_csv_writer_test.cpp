#include "formats/dominion_csv_writer.h"

#include "election/card_builder.h"
#include "formats/card_round_trip.h"
#include "formats/text.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <unistd.h>

namespace recanvass::formats {
namespace {

TEST(DominionCsvWriter, EachStateHasItsOwnCells) {
  election::CardStoreBuilder builder;
  builder.add_contest(
      {{"1"}, "Mayor, City", 1, 0, 1, {{{"1"}, "Ada", {}}, {{"2"}, "\"Ben\"", {}}}});
  builder.add_contest({{"2"}, "Ranked", 1, 2, 1, {{{"1"}, "Cy", {}}, {{"2"}, "Di", {}}}});
  const std::uint32_t batch = builder.batch(builder.tabulator("11"), "8");
  const std::uint32_t profile =
      builder.profile({builder.style("Style 1"), builder.precinct("Ward 1"),
                       builder.counting_group("Mail"), false});
  election::MarkingTable& mayor = builder.markings(0);
  election::MarkingTable& ranked = builder.markings(1);
  std::uint32_t position = 0;
  const auto add = [&](std::optional<std::uint32_t> first, std::optional<std::uint32_t> second) {
    builder.add_card({profile, batch, ++position, true, {}, {}});
    if (first) builder.add_marking(0, *first);
    if (second) builder.add_marking(1, *second);
  };
  using election::MarkingState;
  using election::MarkingTable;
  add(mayor.code_of_one(1, 0), std::nullopt);
  add(MarkingTable::kBlank,
      ranked.code_of(MarkingState::Marked, std::vector<election::Mark>{{1, 1, 1}, {0, 2, 1}}));
  add(MarkingTable::kOvervoted, MarkingTable::kBlank);
  add(MarkingTable::kRedacted, std::nullopt);
  const election::CardStore store = builder.finish();

  const auto path = std::filesystem::temp_directory_path() /
                    ("csv-writer-" + std::to_string(::getpid()) + ".csv");
  const auto writer = dominion_csv_writer(path, "City, 2016");
  writer->add(store);
  const auto written = writer->finish();
  ASSERT_TRUE(written.ok());
  EXPECT_EQ(written->cards, 4U);
  EXPECT_EQ(written->unsayable.at("withheld contests of cards"), 1U);
  EXPECT_EQ(*read_bytes(path, "export.csv"),
            "\"City, 2016\",5.17.17.1,,,,,,,,,,,,\n"
            ",,,,,,,,\"Mayor, City (Vote For=1)\",\"Mayor, City (Vote For=1)\","
            "\"Ranked (Number of positions=1, Number of ranks=2)\","
            "\"Ranked (Number of positions=1, Number of ranks=2)\","
            "\"Ranked (Number of positions=1, Number of ranks=2)\","
            "\"Ranked (Number of positions=1, Number of ranks=2)\"\n"
            ",,,,,,,,Ada,\"\"\"Ben\"\"\",Cy(1),Di(1),Cy(2),Di(2)\n"
            "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,CountingGroup,PrecinctPortion,"
            "BallotType,,,,,,\n"
            "1,11,8,1,11-8-1,Mail,Ward 1,Style 1,0,1,,,,\n"
            "2,11,8,2,11-8-2,Mail,Ward 1,Style 1,0,0,0,1,1,0\n"
            "3,11,8,3,11-8-3,Mail,Ward 1,Style 1,1,1,0,0,0,0\n"
            "4,11,8,4,11-8-4,Mail,Ward 1,Style 1,,,,,,\n");
  std::filesystem::remove(path);
}

TEST(DominionCsvWriter, AnUnknownLimitIsLeftOut) {
  election::CardStoreBuilder builder;
  builder.add_contest({{"1"}, "Plain", 0, 0, 1, {{{"a"}, "Ada", {}}}});
  builder.add_contest({{"2"}, "Ranked", 0, 1, 1, {{{"a"}, "Ada", {}}}});
  builder.add_card(
      {builder.profile({}), builder.batch(builder.tabulator("1"), "1"), 1, true, {}, {}});
  const auto path = std::filesystem::temp_directory_path() /
                    ("csv-writer-limit-" + std::to_string(::getpid()) + ".csv");
  const auto writer = dominion_csv_writer(path, "x");
  writer->add(builder.finish());
  ASSERT_TRUE(writer->finish().ok());
  const std::string text = *read_bytes(path, "export.csv");
  EXPECT_NE(text.find("\n,,,,,,,,Plain,Ranked (Number of ranks=1)\n"), std::string::npos) << text;
  std::filesystem::remove(path);
}

// "Ann(1)" is a choice here, and would be the first rank of Ann to a reader; written names that
// stand between others would be those of two contests.
TEST(DominionCsvWriter, NamesAndTitlesThatSayMoreAreGuarded) {
  election::CardStoreBuilder builder;
  builder.add_contest({{"1"},
                       "Mayor",
                       1,
                       0,
                       1,
                       {{{"a"}, "Ann(1)", {}},
                        {{"b"}, "Bob(1)", {}},
                        {{"c"}, "Ann(2)", {}},
                        {{"d"}, "Bob(2)", {}}}});
  builder.add_contest(
      {{"2"}, "Council (Vote For=2)", 0, 0, 1, {{{"a"}, "Ann", {}}, {{"b"}, "Bob", {}}}});
  builder.add_contest({{"3"},
                       "Clerk",
                       1,
                       0,
                       1,
                       {{{"w"}, "Write-in", election::CardChoiceKind::WriteIn},
                        {{"a"}, "Ann", {}},
                        {{"v"}, "write-in", {}}}});
  const std::uint32_t batch = builder.batch(builder.tabulator("1"), "1");
  for (std::uint32_t card = 0; card < 4; ++card) {
    builder.add_card({builder.profile({}), batch, card + 1, true, {}, {}});
    for (std::uint32_t contest = 0; contest < 3; ++contest) {
      const auto choices = builder.contest(contest).choices.size();
      const auto choice = static_cast<election::ChoiceIndex>(card % choices);
      builder.add_marking(contest, builder.markings(contest).code_of_one(choice, 0));
    }
  }
  const auto store = builder.finish();
  const TripFolder folder;
  const WrittenCards written = write_trip(store, CardFormat::DominionCsv, folder.path() / "out");
  EXPECT_EQ(written.unsayable.at(kNameOtherwise), 5U);
  EXPECT_EQ(written.unsayable.at(kTitleOtherwise), 1U);
  const auto back = imported({folder.path() / "out"});
  ASSERT_EQ(back.store.contests().size(), 3U);
  EXPECT_EQ(back.store.contests()[0].ranks, 0);
  EXPECT_EQ(card_said(back.store, 3, 0), "Bob(2) [d]");
  EXPECT_EQ(back.store.contests()[1].name, "Council (Vote For=2) [contest 2]");
  EXPECT_EQ(back.store.contests()[1].vote_for, 0);
  EXPECT_EQ(card_said(back.store, 0, 2), "Write-in");
  EXPECT_EQ(card_said(back.store, 2, 2), "write-in [v]");
}

}  // namespace
}  // namespace recanvass::formats
