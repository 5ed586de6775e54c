#include "formats/contest_lists.h"

#include "formats/card_import_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

const ContestList kMayor = {"7", "Mayor", 1, 0, {"Ada", "Ben"}};

// The problem of a second list that stands in b.csv; empty: none.
std::string second_list(const ContestList& list) {
  ContestLists lists;
  ProblemList problems;
  lists.add(kMayor, {"a.csv", 2, "column 8"}, problems);
  lists.add(list, {"b.csv", 3, {}}, problems);
  const auto all = problems.take();
  return all.empty() ? "" : all[0].sentence();
}

TEST(ContestLists, AListThatIsTheSameInAnyOrderIsOneContest) {
  EXPECT_EQ(second_list({"7", "Mayor", 1, 0, {"Ben", "Ada"}}), "");
  EXPECT_EQ(second_list({"8", "Mayor", 2, 0, {"Cy"}}), "");
}

TEST(ContestLists, WhatDiffersIsSaidWithBothPlaces) {
  EXPECT_EQ(second_list({"7", "Mayor", 2, 0, {"Ada", "Cy"}}),
            "b.csv:3: found contest \"Mayor\": vote for 2, with \"Cy\", without \"Ben\"; wanted "
            "vote for 1, with \"Ben\", without \"Cy\", as a.csv:2, column 8 has it. Two contests "
            "of one name are two contests: import the exports apart. If it is one, export it again "
            "from where it is wrong.");
  EXPECT_NE(second_list({"7", "Mayor", 1, 3, {"Ada", "Ben"}}).find("3 ranks; wanted 0 ranks"),
            std::string::npos);
  EXPECT_NE(second_list({"7", "Judge", 1, 0, {"Ada", "Ben"}}).find("the name \"Judge\""),
            std::string::npos);
}

std::string dominion(const std::string& tabulator, const std::string& title,
                     const std::string& choices) {
  return fmt::format(
      "E,5\n,,,,,,,{1},{1}\n,,,,,,,{2}\n"
      "CvrNumber,TabulatorNum,BatchId,RecordId,ImprintedId,PrecinctPortion,BallotType,,\n"
      "1,{0},1,1,{0}-1-1,P,B,1,0\n",
      tabulator, title, choices);
}

std::string clear_ballot(const std::string& box, const std::string& choice) {
  return fmt::format(
      "RowNumber,BoxID,BoxPosition,BallotID,PrecinctID,BallotStyleID,PrecinctStyleName,"
      "ScanComputerName,Status,Remade,Choice_1_1:Council:Vote For 2:{1}:\n"
      "1,{0},4,{0},P,S,PS,scanner,0,0,1\n",
      box, choice);
}

std::string nist(const std::string& id, const std::string& choice) {
  return fmt::format(
      R"({{"@type":"CVR.CastVoteRecordReport","CVR":[{{"CurrentSnapshotId":"s","UniqueId":"{0}",)"
      R"("CVRSnapshot":[{{"@id":"s","Type":"original","CVRContest":[]}}]}}],"Election":[)"
      R"({{"@id":"e","Contest":[{{"@id":"c","Name":"Mayor","ContestSelection":[)"
      R"({{"@id":"x","Selection":"{1}"}}]}}]}}]}})",
      id, choice);
}

std::string hart(const std::string& guid, const std::string& name) {
  return fmt::format(
      "<Cvr><Contests><Contest><Name>Mayor</Name><Id>7</Id><Options><Option><Name>{1}</Name>"
      "<Id>o1</Id><Value>1</Value></Option></Options></Contest></Contests><BatchSequence>{0}"
      "</BatchSequence><SheetNumber>1</SheetNumber><BatchNumber>1</BatchNumber>"
      "<CvrGuid>{0}</CvrGuid></Cvr>",
      guid, name);
}

// Two files of each format that name choices, of which the second has another choice in the place.
TEST(ContestLists, FilesOfOneImportThatDifferAreRefusedWithBothPlaces) {
  struct Case {
    std::string first;
    std::string same;
    std::string other;
  };
  for (const Case& each : {
           Case{dominion("1", "M (Vote For=1)", "Ada,Ben"),
                dominion("2", "M (Vote For=1)", "Ada,Ben"),
                dominion("2", "M (Vote For=1)", "Ada,Cy")},
           Case{dominion("1", "M (Vote For=1)", "Ada,Ben"),
                dominion("2", "M (Vote For=1)", "Ben,Ada"),
                dominion("2", "M (Vote For=2)", "Ada,Ben")},
           Case{clear_ballot("1", "Ada"), clear_ballot("2", "Ada"), clear_ballot("2", "Ben")},
           Case{"1\nContest,7,2,a,b\n7,1,a\n", "1\nContest,7,2,b,a\n7,2,a\n",
                "1\nContest,7,3,a,b,c\n7,2,a\n"},
           Case{nist("1", "Ada"), nist("2", "Ada"), nist("2", "Ben")},
           Case{hart("1", "Ada"), hart("2", "Ada"), hart("2", "Ben")},
       }) {
    EXPECT_TRUE(import_cards(InputFiles::of_texts({{"a", each.first}, {"b", each.same}})).ok())
        << each.same
        << base::sentences(import_cards(InputFiles::of_texts({{"a", each.first}, {"b", each.same}}))
                               .problems());
    const auto problems = refused_texts({{"a", each.first}, {"b", each.other}});
    EXPECT_EQ(problems[0].place.file, "b") << each.other;
    EXPECT_NE(problems[0].wanted.find("as a"), std::string::npos) << problems[0].sentence();
  }
}

}  // namespace
}  // namespace recanvass::formats
