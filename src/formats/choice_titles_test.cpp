#include "formats/choice_titles.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

// As ES&S, RCTab's documentation and counties write them.
TEST(ChoiceTitles, ARankIsFoundBeforeAndBehindItsWord) {
  struct Case {
    const char* heading;
    const char* contest;
    std::uint16_t rank;
  };
  for (const Case& each :
       {Case{"CONTEST-X 1st Choice", "CONTEST-X", 1},
        Case{"DEM Governor 2nd Choice (5718)", "DEM Governor", 2},
        Case{"Governor (D) 3rd Choice", "Governor (D)", 3}, Case{"1ST CHOICE MAYOR", "MAYOR", 1},
        Case{"Mayor - First Choice", "Mayor", 1}, Case{"Mayor (2nd Choice)", "Mayor", 2},
        Case{"Mayor [Rank 4]", "Mayor", 4},
        Case{"Mayor Choice 12 of 15 Citywide (026916)", "Mayor Citywide", 12},
        Case{"Choice 1 of 5", "", 1}, Case{"Rank #2", "", 2}, Case{"mayor_rank_3", "mayor", 3},
        Case{"Mayor Choice No. 2", "Mayor", 2}, Case{"rank1", "", 1},
        Case{"Third Preference: Senate", "Senate", 3}, Case{"Choice Two Mayor", "Mayor", 2}}) {
    const auto title = rank_title_of(each.heading);
    ASSERT_TRUE(title.has_value()) << each.heading;
    EXPECT_EQ(title->contest, each.contest) << each.heading;
    EXPECT_EQ(title->rank, each.rank) << each.heading;
  }
  for (const char* other : {"Mayor", "Council 2", "1st Ward Council", "Ranked Choice Voting",
                            "Choice", "Court of Appeals, Second District", "Choices 2", ""}) {
    EXPECT_FALSE(rank_title_of(other).has_value()) << other;
  }
}

TEST(ChoiceTitles, NeighboursThatDifferByANumberAreAFamily) {
  using Headings = std::vector<std::string>;
  const auto family = [](const Headings& headings) { return numbered_titles(headings); };
  struct Case {
    Headings headings;
    const char* contest;
    std::size_t columns;
    bool ordinal;
  };
  for (const Case& each :
       {Case{{"Council 1", "Council 2", "Clerk"}, "Council", 2, false},
        Case{{"Council 1 (45)", "Council 2 (46)"}, "Council", 2, false},
        Case{{"Mayor [1]", "Mayor [2]", "Mayor [3]"}, "Mayor", 3, false},
        Case{{"Mayor (1)", "Mayor (2)"}, "Mayor", 2, false},
        Case{{"Mayor_1", "Mayor_2", "Mayor_4"}, "Mayor", 2, false},
        Case{{"Mayor 1st", "Mayor 2nd"}, "Mayor", 2, true},
        Case{{"Council (1 of 2)", "Council (2 of 2)"}, "Council", 2, false},
        Case{{"Council", "Council.1", "Council.2"}, "Council", 3, false},
        Case{{"Council", "Council_1"}, "Council", 2, false},
        Case{{"Council", "Council 2"}, "Council", 2, false},
        Case{{"Council (301)", "Council (302)"}, "Council", 2, false},
        Case{{"Council (Vote For 2)", "Council (Vote For 2).1"}, "Council (Vote For 2)", 2, false},
        Case{{"District 1 Judge", "District 2 Judge"}, "District Judge", 2, false}}) {
    const auto found = family(each.headings);
    ASSERT_TRUE(found.has_value()) << each.headings[0];
    EXPECT_EQ(found->contest, each.contest);
    EXPECT_EQ(found->columns, each.columns) << each.headings[0];
    EXPECT_EQ(found->ordinal, each.ordinal) << each.headings[0];
  }
  for (const Headings& other :
       {Headings{"Council 2", "Council 3"}, Headings{"Mayor", "Clerk"}, Headings{"Council 1"},
        Headings{"Mayor", "Mayor 3"}, Headings{"Mayor", "Clerk 1"},
        Headings{"Ward 1 Seat 1", "Ward 2 Seat 2"}}) {
    EXPECT_FALSE(family(other).has_value()) << other[0];
  }
}

TEST(ChoiceTitles, AListOfBallotsHasNoContest) {
  using Header = std::vector<std::string>;
  EXPECT_TRUE(is_ess_ballots_header(
      Header{"Cast Vote Record", "Batch", "Ballot Status", "Original Ballot Exception",
             "Remaining Ballot Exception", "Write-in Type", "Results Report", "Reporting Group",
             "Tabulator CVR", "Precinct ID", ""}));
  EXPECT_TRUE(is_ess_ballots_header(
      Header{"Cast Vote Record", "Batch", "Ballot Status", "Original Ballot Exception",
             "Remaining Ballot Exception", "Write-in Type", "Results Report", "Ballot Style",
             "Reporting Group", "Tabulator CVR", "Audit Number", "Type", "Poll Place",
             "Poll Place ID", "Precinct", "Precinct ID", "Machine", "Adjudicated By", ""}));
  EXPECT_FALSE(is_ess_ballots_header(Header{"Cast Vote Record", "Batch", "Mayor"}));
  EXPECT_FALSE(is_ess_ballots_header(Header{"Cast Vote Record", "Batch", "Type"}));
  EXPECT_FALSE(is_ess_ballots_header(Header{"Batch", "Ballot Status"}));
}

TEST(ChoiceTitles, HeadingsOfWordsAboutPlacesAndMachinesAreNoContests) {
  for (const auto& [heading, role] : std::vector<std::pair<const char*, CellRole>>{
           {"Precinct Portion", CellRole::Portion},
           {"PrecinctID", CellRole::Precinct},
           {"precinct_name", CellRole::Precinct},
           {"BallotStyleID", CellRole::Style},
           {"TabulatorNum", CellRole::Tabulator},
           {"BatchId", CellRole::Batch},
           {"Write-In Type", CellRole::Passed},
           {"Voting Method", CellRole::Group},
           {"Precinct Code", CellRole::OfTheCard},
           {"ImagePath", CellRole::OfTheCard},
           {"Timestamp", CellRole::OfTheCard},
           {"Is Adjudicated", CellRole::OfTheCard},
           {"Polling Location Name", CellRole::OfTheCard},
           {"Precinct Committee Officer", CellRole::Choice},
           {"District 3", CellRole::Choice},
           {"Precinct 1", CellRole::Choice},
           {"Ward", CellRole::Choice},
           {"Number", CellRole::Choice},
           {"Page County Clerk", CellRole::Choice},
           {"Party \xE9\xBB\xA8", CellRole::Choice},
           {"1st Choice", CellRole::Choice}}) {
    EXPECT_EQ(cell_role_of(heading), role) << heading;
  }
}

TEST(ChoiceTitles, LineEndsInAHeadingAreSpaces) {
  EXPECT_EQ(on_one_line("Contest 1\n(Vote For=1)"), "Contest 1 (Vote For=1)");
  EXPECT_EQ(on_one_line("a \r\n b\r\rc"), "a b c");
  EXPECT_EQ(on_one_line("plain  text"), "plain  text");
}

}  // namespace
}  // namespace recanvass::formats
