#include "formats/look_alike_names.h"

#include "formats/card_import_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

using Told = std::vector<std::string>;

election::CardContest contest_called(const std::string& name, const Told& choices) {
  election::CardContest contest{{name}, name, 1, 0, 1, {}};
  for (const std::string& choice : choices) contest.choices.push_back({{choice}, choice, {}});
  return contest;
}

TEST(LookAlikeNames, ChoicesAndContestsThatLookAlikeAreTold) {
  auto mayor = contest_called("Mayor", {"Bob", "Ann",
                                        "B\xD0\xBE"
                                        "b"});
  mayor.choices[0].id = {"7"};
  mayor.choices[2].id = {"9"};
  EXPECT_EQ(look_alikes_of({mayor}), (Told{"the choices \"Bob\" [7] and \"B\xD0\xBE"
                                           "b\" [9] of contest \"Mayor\" look alike "
                                           "and are spelled otherwise; they are kept apart"}));
  EXPECT_EQ(look_alikes_of({contest_called("Mayor", {}), contest_called("MAYOR ", {})}).size(), 1U);
  // A space that breaks no line.
  EXPECT_EQ(look_alikes_of({contest_called("M", {"Ada", "Ada\xC2\xA0"})}).size(), 1U);
}

TEST(LookAlikeNames, OtherNamesAndTheSameNameTwiceAreNot) {
  EXPECT_EQ(look_alikes_of({contest_called("Ward 1 11", {"Ann", "Anna"}),
                            contest_called("Ward 11 1", {"Ann", "Ann"}),
                            contest_called("Ward 1 11", {"Yes", "No"})}),
            Told{});
}

TEST(LookAlikeNames, OfVeryManyItIsSaidHowManyMore) {
  Told choices;
  for (int i = 0; i < 25; ++i) {
    choices.push_back("Ann " + std::to_string(i));
    choices.push_back("ANN " + std::to_string(i));
  }
  const Told told = look_alikes_of({contest_called("M", choices)});
  ASSERT_EQ(told.size(), 21U);
  EXPECT_EQ(told.back(), "5 more pairs of names look alike");
}

// Whatever the format: the same two spellings, once in the cells and once in the heading.
TEST(LookAlikeNames, EveryImportTellsThem) {
  const std::string bob =
      "B\xD0\xBE"
      "b";
  for (const auto& [name, text] : std::vector<std::pair<std::string, std::string>>{
           {"ess.csv", "Cast Vote Record,M\n1,Bob\n2," + bob + "\n"},
           {"dominion.csv",
            "E,5\n,,,,,M (Vote For=1),M (Vote For=1)\n,,,,,Bob," + bob +
                "\nCvrNumber,TabulatorNum,BatchId,RecordId,BallotType,,\n1,1,1,1,T,1,0\n"},
           {"ours.csv",
            "tabulator,batch,position,imprinted_id,record_id,sheet,style,precinct,counting_group,"
            "adjudicated,m=M|vote_for=1|ranks=0|unit=1|choice=1=Bob|choice=2=" +
                bob + "\n1,1,1,,,1,,,,0,Bob\n"}}) {
    const auto import = imported_texts({{name, text}});
    ASSERT_EQ(import.remarks.size(), 1U) << name;
    EXPECT_NE(import.remarks[0].find("look alike"), std::string::npos) << name;
  }
}

}  // namespace
}  // namespace recanvass::formats
