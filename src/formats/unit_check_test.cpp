#include "formats/unit_check.h"

#include "formats/package_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

const std::string kUnits = "unit,county,choice,votes\n";

std::string causes_in(const std::string& rows) {
  return causes_of(problems_in(package_with_returns(kUnits + rows)));
}

TEST(UnitCheckTest, ARowThatSaysItAddsUpIsRefused) {
  for (const char* name :
       {"Dane - Total", "DANE COUNTY TOTALS", "P1 Total", "All Precincts", "Countywide",
        "county-wide", "Subtotal (early)", "TOTALS - all", "Total Dane"}) {
    EXPECT_EQ(causes_in(std::string("A,us-wi-dane,ada,1\n") + name +
                        ",us-wi-dane,ada,5\nB,us-wi-iron,ada,1\n"),
              "returns.total-row@3")
        << name;
  }
  for (const char* name : {"Totality Township", "Subtotalville", "Precincts 1-3"}) {
    EXPECT_FALSE(has_word_of_total(name)) << name;
  }
}

TEST(UnitCheckTest, ACountyAsAWholeBesideItsUnitsIsRefused) {
  EXPECT_EQ(causes_in("A,us-wi-dane,ada,1\n,us-wi-dane,ada,7\nB,us-wi-iron,ada,1\n"),
            "returns.total-row@3");
  EXPECT_EQ(causes_in(",us-wi-dane,ada,7\n,us-wi-iron,ada,1\n"), "");
  for (const char* name : {"Dane", "DANE COUNTY", "dane  county", "us-wi-dane"}) {
    EXPECT_EQ(causes_in(std::string("A,us-wi-dane,ada,1\n") + name +
                        ",us-wi-dane,ada,7\nB,us-wi-iron,ada,1\n"),
              "returns.total-row@3")
        << name;
  }
  EXPECT_EQ(causes_in("Dane,us-wi-dane,ada,7\nIron,us-wi-iron,ada,1\n"), "")
      << "a county whose only unit has its name";
}

TEST(UnitCheckTest, AUnitThatIsTheSumOfAllOthersIsRefusedAndOneVoteLessIsNot) {
  const auto causes = [](const char* ada, const char* ben) {
    return causes_in(std::string("A,us-wi-dane,ada,1\nA,us-wi-dane,ben,20\n"
                                 "B,us-wi-dane,ada,300\nC,us-wi-dane,ada,") +
                     ada + "\nC,us-wi-dane,ben," + ben + "\nD,us-wi-iron,ada,9\n");
  };
  EXPECT_EQ(causes("301", "20"), "returns.total-row@5");
  EXPECT_EQ(causes("300", "20"), "");
  EXPECT_EQ(causes("301", "19"), "");
  EXPECT_EQ(causes_in("A,us-wi-dane,ada,5\nB,us-wi-dane,ada,5\nC,us-wi-iron,ada,1\n"), "")
      << "two units of equal votes are no sum";
  EXPECT_EQ(causes_in("A,us-wi-dane,ada,0\nB,us-wi-dane,ada,0\nC,us-wi-dane,ada,0\n"
                      "D,us-wi-iron,ada,0\n"),
            "");
  EXPECT_EQ(causes_in("A,us-wi-dane,ada,4\nB,us-wi-iron,ada,5\nAll,,ada,9\n"),
            "returns.total-row@4")
      << "over the counties of the file";
}

TEST(UnitCheckTest, AMessageSaysWhatEqualsWhat) {
  const auto problems = problems_in(package_with_returns(
      kUnits + "A,us-wi-dane,ada,1\nB,us-wi-dane,ada,2\nC,us-wi-dane,ada,3\nD,us-wi-iron,ada,9\n"));
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].sentence(),
            "r.csv:4: found \"C\" in \"us-wi-dane\": its votes for every choice equal the sum of "
            "the 2 other units of its county; wanted rows of reporting units only. Remove the row "
            "of totals, or name it under map.ignore; a unit that adds nothing up needs a name that "
            "says so, such as \"Town of ...\".");
}

TEST(UnitCheckTest, OneUnitInTwoSpellingsIsRefused) {
  const auto causes = [](const std::string& second) {
    return causes_in("Ward 1,us-wi-dane,ada,1\n" + second + ",ada,5\nB,us-wi-iron,ada,1\n");
  };
  EXPECT_EQ(causes("ward 1,us-wi-dane"), "returns.duplicate-unit@3");
  EXPECT_EQ(causes("WARD  1,us-wi-dane"), "returns.duplicate-unit@3");
  EXPECT_EQ(causes("Ward\xC2\xA0"
                   "1,us-wi-dane"),
            "returns.duplicate-unit@3");
  EXPECT_EQ(causes("Ward 1,"), "returns.duplicate-unit@3");
  EXPECT_EQ(causes("W\xD0\xB0rd 1,us-wi-dane"), "returns.look-alike-units@3");
  EXPECT_EQ(causes("Ward 1,us-wi-iron"), "") << "each county has its own ward 1";
  EXPECT_EQ(causes("Ward 11,us-wi-dane"), "");
}

}  // namespace
}  // namespace recanvass::formats
