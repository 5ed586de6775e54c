#include "formats/choice_columns_writer.h"

#include "formats/card_round_trip.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

TEST(ChoiceColumnsWriter, NamesStandInTheCells) {
  EXPECT_EQ(text_of_export(three_cards(), CardFormat::ChoiceColumns),
            "Cast Vote Record,Precinct,Style,Serial Number,Tabulator,Batch,BoxPosition,"
            "Counting Group,\"Mayor, City\",,Sheriff Choice 1,"
            "Sheriff Choice 2\n"
            "a,P & Q,S,7-4-1,7,4,1,Mail,Ben,Write-in,Di,Cy: C.\n"
            "b,P & Q,S,7-4-2,7,4,2,Mail,undervote,undervote,overvote,overvote\n"
            "b sheet 2,P & Q,S,7-4-3,7,4,3,Mail,,,,\n");
}

// Also where no name is in both columns, and a name has one cell however many votes it got.
TEST(ChoiceColumnsWriter, AContestOfSeveralVotesIsReadBackAsOne) {
  for (const bool name_in_both : {true, false}) {
    using election::Mark;
    election::CardStoreBuilder builder;
    builder.add_contest(
        {{"1"}, "Council", 2, 0, 1, {{{"a"}, "Ada", {}}, {{"b"}, "Ben", {}}, {{"c"}, "Cy", {}}}});
    const std::uint32_t batch = builder.batch(builder.tabulator("1"), "1");
    const auto add = [&](std::uint32_t position, std::vector<Mark> marks) {
      builder.add_card({builder.profile({}), batch, position, true, {}, {}});
      builder.add_marking(0, builder.markings(0).code_of(election::MarkingState::Marked, marks));
    };
    add(1, {{0, 0, 1}, {1, 0, 1}});
    add(3, {{2, 0, 2}});
    add(2, name_in_both ? std::vector<Mark>{{1, 0, 1}, {2, 0, 1}} : std::vector<Mark>{{0, 0, 1}});
    const TripFolder folder;
    const WrittenCards written =
        write_trip(builder.finish(), CardFormat::ChoiceColumns, folder.path() / "out");
    const auto lost = written.unsayable.find(kLostVotes);
    EXPECT_EQ(lost == written.unsayable.end() ? 0U : lost->second, 1U);
    const auto back = imported({folder.path() / "out"});
    ASSERT_EQ(back.store.contests().size(), 1U);
    EXPECT_EQ(back.store.contests()[0].vote_for, 2);
    EXPECT_EQ(card_said(back.store, 0, 0), "Ada+Ben");
    EXPECT_EQ(card_said(back.store, 1, 0), "Cy");
  }
}

TEST(ChoiceColumnsWriter, NamesThatAreTheSameAreToldApart) {
  election::CardStoreBuilder builder;
  builder.add_contest({{"1"}, "Mayor", 1, 0, 1, {{{"a"}, "Ada", {}}, {{"b"}, "Ada", {}}}});
  builder.add_contest({{"2"}, "Mayor", 1, 0, 1, {{{"a"}, "overvote", {}}}});
  const std::uint32_t batch = builder.batch(builder.tabulator("1"), "1");
  builder.add_card({builder.profile({}), batch, 1, true, {}, "r"});
  builder.add_marking(0, builder.markings(0).code_of_one(1, 0));
  builder.add_marking(1, builder.markings(1).code_of_one(0, 0));
  const std::string text = text_of_export(builder.finish(), CardFormat::ChoiceColumns);
  EXPECT_NE(text.find(",Mayor [1],Mayor [2] [contest 2]\n"), std::string::npos) << text;
  EXPECT_NE(text.find(",Ada [b],overvote [a]\n"), std::string::npos) << text;
}

}  // namespace
}  // namespace recanvass::formats
