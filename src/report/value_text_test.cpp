#include "report/value_text.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(ValueText, MembersAreLabelledLinesAndWhatIsNotKnownIsADash) {
  EXPECT_EQ(value_text({{"units_open", 3}, {"last", nullptr}, {"done", false}}, {}),
            "done        no\nlast        -\nunits open  3\n");
}

TEST(ValueText, AListOfObjectsIsATableWithNumbersToTheRight) {
  EXPECT_EQ(
      value_text(base::Json::parse(R"([{"unit":"W1","votes":9},{"unit":"W2","votes":10}])"), {}),
      "unit  votes\nW1        9\nW2       10\n");
}

TEST(ValueText, NamesAreSeparatedByCommasAndSentencesStandBehindEachOther) {
  EXPECT_EQ(value_text({{"of", {"W1", "W2"}}}, {80, false}), "of  W1, W2\n");
  EXPECT_EQ(value_text({{"moved", {"One is.", "Two are."}}}, {80, false}),
            "moved  One is. Two are.\n");
  EXPECT_EQ(value_text({{"of", {"Roe Jr.", "Lee"}}}, {80, false}), "of  Roe Jr., Lee\n");
}

TEST(ValueText, WhatCouldSteerATerminalIsNotPassedOn) {
  EXPECT_EQ(value_text({{"name", "a\x1b[2Jb"}}, {}), "name  a\xEF\xBF\xBD[2Jb\n");
}

TEST(ValueText, AHashThatDoesNotFitStandsWholeOnALineOfItsOwn) {
  const std::string hash(64, 'a');
  EXPECT_EQ(value_text({{"inputs_sha256_now", hash}, {"hash_of_the_published_inputs", 2}}, {}),
            "hash of the published inputs\n                          2\n"
            "inputs sha256 now\n  " +
                hash + "\n");
}

TEST(ValueText, NestedValuesStandUnderTheirNamesWithin80Columns) {
  base::Json wide = base::Json::array();
  base::Json row;
  for (int i = 0; i < 12; ++i) row["column_" + std::to_string(i)] = std::string(20, 'x');
  wide.push_back(row);
  const std::string text = value_text({{"rows", wide}, {"empty", base::Json::array()}}, {});
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    EXPECT_LE(end - at, 80U) << text.substr(at, end - at);
    at = end + 1;
  }
  EXPECT_NE(text.find("column 11"), std::string::npos) << "what has no column stands below";
}

TEST(ValueText, WhatNamesARowAndItsStateStandFirstAndItsListsStandUnderIt) {
  EXPECT_EQ(value_text(base::Json::parse(R"([{"ballots":12345,"entry":20000,"state":"open",
                                              "lines":[{"a":1,"words":"one"}],"unit":"W1"},
                                             {"ballots":7,"entry":8,"lines":[],"unit":"W2"}])"),
                       {}),
            "unit  state  ballots  entry\n"
            "W1    open    12,345  20000\n"
            "  lines\n"
            "    a  words\n"
            "    1  one\n"
            "W2                 7      8\n");
}

// A unit's findings and versions are the view: a clerk without --json reads them too.
TEST(ValueText, NothingOfARowIsLeftOutAt80ColumnsButTheHolesOfManyUnits) {
  base::Json unit = {{"unit", "W1"},
                     {"name", "Town of Westport, wards 1 to 4 and 6"},
                     {"county", "us-wi-dane"},
                     {"held", "no"},
                     {"reported_visible", true},
                     {"finish", "2016-12-12T17:00"},
                     {"policy_step", "draw down to the voters"},
                     {"findings", {{{"rule", "R3"}, {"about", "voters"}, {"more", 1}}}},
                     {"holes", {{{"rule", "I11"}, {"missing", {"seals"}}}}}};
  const std::string one = value_text(base::Json::array({unit}), {});
  for (const char* said :
       {"2016-12-12T17:00", "draw down to the voters", "R3", "voters", "seals"}) {
    EXPECT_NE(one.find(said), std::string::npos) << said << "\n" << one;
  }
  EXPECT_EQ(one.find("--json"), std::string::npos);
  const std::string two = value_text(base::Json::array({unit, unit}), {});
  EXPECT_NE(two.find("(--json also has: holes)"), std::string::npos) << two;
  EXPECT_EQ(two.find("seals"), std::string::npos);
  EXPECT_NE(two.find("R3"), std::string::npos);
}

TEST(ValueText, ATableUnderARowKeepsItsColumnsAlsoInColour) {
  const base::Json rows = {{{"unit", "W1"}, {"versions", {{{"by", "ann"}, {"label", "v1"}}}}}};
  const std::string text = value_text(rows, {80, true});
  EXPECT_EQ(text.find("\xEF\xBF\xBD"), std::string::npos) << text;
  EXPECT_NE(text.find("    ann"), std::string::npos) << text;
}

TEST(ValueText, WhatARowSaysInWordsStandsUnderItWhenItIsLong) {
  const base::Json rows = {{{"unit", "W1"}, {"words", "The count of the unit was signed off."}},
                           {{"unit", "W2"}, {"words", ""}}};
  const std::string text = value_text(rows, {});
  EXPECT_EQ(text, "unit\nW1\n  The count of the unit was signed off.\nW2\n");
  EXPECT_EQ(value_text(base::Json::parse(R"([{"unit":"W1","words":"signed off"}])"), {}),
            "unit  words\nW1    signed off\n");
}

TEST(ValueText, CentsAreShownAsDollars) {
  EXPECT_EQ(value_text({{"sum_cents", 349968900}}, {}), "sum  $3,499,689\n");
}

}  // namespace
}  // namespace recanvass::report
