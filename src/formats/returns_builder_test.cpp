#include "formats/returns_builder.h"

#include "formats/package_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

// Every case is a file of returns in our CSV, in a jurisdiction with the counties Dane and Iron.
struct BadReturns {
  const char* what;
  const char* returns;
  const char* causes;  // with their rows
};

const std::vector<BadReturns> kBadReturns = {
    {"a row of totals, short as the spreadsheet left it",
     "unit,county,choice,votes\nA,us-wi-dane,ada,1\nB,us-wi-iron,ada,2\n"
     "Totals,\"32,990\"\n",
     "csv.ragged@4"},
    {"a row of totals, whole",
     "unit,county,choice,votes\nA,us-wi-dane,ada,1\nB,us-wi-iron,ada,2\n"
     "Totals,,ada,3\n",
     "returns.total-row@4"},
    {"a negative adjustment",
     "unit,county,choice,votes\nA,us-wi-dane,ada,10\n"
     "Statistical Adjustments,us-wi-iron,ada,-2\n",
     "number.negative@3"},
    {"decimal, 10^18, empty, shortened by a spreadsheet, all in one file",
     "unit,county,choice,votes\nA,us-wi-dane,ada,1.5\n"
     "B,us-wi-dane,ada,1000000000000000000\nC,us-wi-iron,ada,\n"
     "D,us-wi-iron,ada,1.2E+3\n",
     "number.decimal@2 number.too-large@3 number.empty@4 number.exponent@5"},
    {"one unit three times",
     "unit,county,choice,votes\n\"Whitehall Township, Precinct 1\",us-wi-dane,ada,1\n"
     "\"Whitehall Township, Precinct 1\",us-wi-dane,ada,2\n"
     "\"Whitehall Township, Precinct 1\",us-wi-dane,ada,3\nB,us-wi-iron,ada,2\n"
     "B,us-wi-iron,ada,2\n",
     "returns.duplicate-unit@2 returns.duplicate-unit@5"},
    {"a choice that nobody has",
     "unit,county,choice,votes\nA,us-wi-dane,adda,1\nB,us-wi-iron,eve,1\n",
     "returns.unknown-choice@2"},
    {"a unit of another jurisdiction",
     "unit,county,choice,votes\nA,us-wi-dane,ada,1\nB,us-mi-wayne,ada,1\n",
     "returns.unknown-county@3"},
    {"more votes than ballots",
     "unit,county,choice,votes\nA,us-wi-dane,ada,6\nA,us-wi-dane,ben,5\n"
     "A,us-wi-dane,@ballots,10\nB,us-wi-iron,ada,1\n",
     "returns.impossible@2"},
    {"blank and overvoted ballots count too",
     "unit,county,choice,votes\nA,us-wi-dane,ada,9\nA,us-wi-dane,@blank,1\n"
     "A,us-wi-dane,@overvotes,1\nA,us-wi-dane,@ballots,10\nB,us-wi-iron,ada,1\n",
     "returns.impossible@2"},
    {"10,707 typed into a unit of about 1,100",
     "unit,county,choice,votes\nA,us-wi-dane,ada,\"10,707\"\n"
     "A,us-wi-dane,@ballots,\"1,100\"\nB,us-wi-iron,ada,1\n",
     "returns.impossible@2"},
    {"more ballots than registered voters",
     "unit,county,choice,votes\nA,us-wi-dane,ada,1\nA,us-wi-dane,@ballots,11\n"
     "A,us-wi-dane,@registered,10\nB,us-wi-iron,ada,1\n",
     "returns.ballots-above-registered@2"},
    {"a total that differs",
     "unit,county,choice,votes\nA,us-wi-dane,ada,6\nA,us-wi-dane,@total,7\n"
     "B,us-wi-iron,ada,1\n",
     "returns.total-differs@2"},
    {"figures for all modes beside figures by mode",
     "unit,county,mode,choice,votes\nA,us-wi-dane,absentee,ada,1\n"
     "A,us-wi-dane,,ada,5\nB,us-wi-iron,,ada,1\n",
     "returns.mode-overlap@3"},
    {"a county whose results were never loaded", "unit,county,choice,votes\nA,us-wi-dane,ada,1\n",
     "returns.missing-county@0"},
    {"an unknown mode", "unit,county,choice,votes,mode\nA,us-wi-dane,ada,1,absent\n",
     "returns.missing-county@0 returns.unknown-mode@2"},
    {"an unknown column", "unit,county,choice,votes,jurisdicton\n",
     "returns.no-rows@0 returns.unknown-column@1"},
    {"a first column without a name, said once",
     ",unit,county,choice,votes\n1,A,us-wi-dane,ada,1\n2,B,us-wi-iron,ada,1\n",
     "csv.header-empty@1"},
    {"no choice and no unit", "unit,county,choice,votes\nA,us-wi-dane,,1\n,,ada,1\n",
     "returns.empty-cell@2 returns.empty-cell@3"},
    {"an id that a spreadsheet shortened",
     "unit,county,choice,votes\n1.23457E+15,us-wi-dane,ada,1\n",
     "returns.missing-county@0 returns.bad-name@2"},
    {"marks that turn the line",
     "unit,county,choice,votes\nA\xE2\x80\xAE"
     "B,us-wi-dane,ada,1\n",
     "returns.missing-county@0 returns.bad-name@2"},
    {"rows that no result set uses",
     "jurisdiction,unit,county,choice,votes\nus-wi,A,us-wi-dane,ada,1\n"
     "us-wi,B,us-wi-iron,ada,1\nus-wy,C,us-wy-teton,ada,1\n",
     "returns.unused-rows@4"},
    {"rows of another jurisdiction only",
     "jurisdiction,unit,county,choice,votes\nus-wy,C,us-wy-teton,ada,1\n",
     "returns.no-rows@0 returns.unused-rows@2"},
};

TEST(ReturnsBuilderTest, EverythingWrongWithReturnsIsSaidAtOnceAndNothingIsHalfRead) {
  for (const BadReturns& row : kBadReturns) {
    EXPECT_EQ(causes_of(problems_in(package_with_returns(row.returns))), row.causes) << row.what;
  }
}

TEST(ReturnsBuilderTest, AFileOfNothingButAHeaderIsCalledThat) {
  const auto problems = problems_in(package_with_returns("unit,county,choice,votes\n"));
  ASSERT_EQ(causes_of(problems), "returns.no-rows@0");
  EXPECT_EQ(problems[0].found,
            "no row for result set \"night\"; the file has no row below its header");
}

TEST(ReturnsBuilderTest, AtTheLimitIsPossibleAndOneAboveIsNot) {
  const auto causes = [](const char* ballots, const char* registered) {
    return causes_of(problems_in(package_with_returns(
        std::string("unit,county,choice,votes\nA,us-wi-dane,ada,9\nA,us-wi-dane,@blank,1\n"
                    "A,us-wi-dane,@ballots,") +
        ballots + "\nA,us-wi-dane,@registered," + registered + "\nB,us-wi-iron,ada,1\n")));
  };
  EXPECT_EQ(causes("10", "10"), "");
  EXPECT_EQ(causes("11", "11"), "");
  EXPECT_EQ(causes("9", "10"), "returns.impossible@2");
  EXPECT_EQ(causes("11", "10"), "returns.ballots-above-registered@2");
}

TEST(ReturnsBuilderTest, WithoutBallotsTheRegisterIsTheLimit) {
  const auto causes = [](const char* registered, const char* more = "") {
    return causes_of(problems_in(package_with_returns(
        std::string("unit,county,choice,votes\nA,us-wi-dane,ada,9\nA,us-wi-dane,@blank,1\n"
                    "A,us-wi-dane,@registered,") +
            registered + "\nB,us-wi-iron,ada,1\n",
        more)));
  };
  EXPECT_EQ(causes("10"), "");
  EXPECT_EQ(causes("9"), "returns.votes-above-registered@2");
  EXPECT_EQ(causes("9", "[result_set.map]\nignore = [\"@registered\"]\n"), "");
}

TEST(ReturnsBuilderTest, AVoterWhoMayMarkTwoHasTwoVotesABallot) {
  std::string toml = std::string(kFixtureHead) + fixture_result("file = \"r.csv\"");
  toml.replace(toml.find("office = "), 0, "vote_for = 2\nseats = 2\n");
  const auto causes = [&](const char* ada) {
    return causes_of(
        problems_in({{"election.toml", toml},
                     {"r.csv", std::string("unit,county,choice,votes\nA,us-wi-dane,ben,"
                                           "9\nA,us-wi-dane,@ballots,10\n"
                                           "B,us-wi-iron,ada,1\nA,us-wi-dane,ada,") +
                                   ada + "\n"}}));
  };
  EXPECT_EQ(causes("11"), "");
  EXPECT_EQ(causes("12"), "returns.impossible@2");
}

TEST(ReturnsBuilderTest, FiguresAreAddedUpByUnitAndMode) {
  const auto election = election_in(package_with_returns(
      "unit,county,mode,choice,votes\nA,us-wi-dane,election-day,ada,\"1,007\"\n"
      "A,us-wi-dane,absentee,ada,3\nA,us-wi-dane,absentee,ben,5\nA,us-wi-dane,,@ballots,1100\n"
      "\nB,us-wi-iron,absentee,ada,0\n,,,,\n"));
  EXPECT_EQ(totals_text(election), "ada 1010, ben 5");
  const election::ResultSet& result = election.result_sets.front();
  ASSERT_EQ(result.units.units().size(), 2u);
  EXPECT_EQ(result.units.units()[0].county, "us-wi-dane");
  EXPECT_EQ(result.units.units()[0].ballots, 1100);
  EXPECT_EQ(result.units.units()[1].ballots, -1);
  EXPECT_FALSE(result.ballots.has_value()) << "one unit did not report its ballots";
  EXPECT_EQ(result.total_votes, election::VoteCount(1015));
  EXPECT_EQ(election.remarks, std::vector<std::string>{"r.csv: 2 blank rows passed over"});
  ASSERT_EQ(result.remarks.size(), 2u);
  EXPECT_NE(result.remarks[0].find("1 unit without a vote"), std::string::npos);
  EXPECT_EQ((std::vector<std::string>{result.remarks[1]}),
            (std::vector<std::string>{
                "r.csv: no row for ben in 1 of 2 units of night: \"B\"; read as 0 votes"}));
}

TEST(ReturnsBuilderTest, ACountyThatHadNotReportedIsNamedAndStaysUnknown) {
  const auto election = election_in(package_with_returns(
      "unit,county,choice,votes\nA,us-wi-dane,ada,1\n", "missing_counties = [\"us-wi-iron\"]\n"));
  ASSERT_EQ(election.result_sets.size(), 1u);
  EXPECT_EQ(election.result_sets[0].missing_counties,
            (std::vector<election::CountyId>{{"us-wi-iron"}}));
}

TEST(ReturnsBuilderTest, AMessageNamesAllUnitsAndRowsAndOneWayToMend) {
  const auto problems = problems_in(package_with_returns(
      "unit,county,choice,votes\nA,us-wi-dane,ada,1\nA,us-wi-dane,ben,4\nA,us-wi-dane,ada,1\n"
      "B,us-wi-iron,ada,1\n"));
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(
      problems[0].sentence(),
      "r.csv:2: found \"A\" in \"us-wi-dane\" more than once for ada (rows 2, 4); wanted each "
      "unit, choice and mode once. Remove the repeated rows, or give different units "
      "different names.");
}

TEST(ReturnsBuilderTest, OneFileForTwoJurisdictionsMustTellThemApart) {
  const std::string second = "[[jurisdiction]]\nid = \"us-mi\"\nname = \"Michigan\"\n";
  std::string other = fixture_result("file = \"r.csv\"");
  other.replace(other.find("night"), 5, "other");
  other.replace(other.find("us-wi"), 5, "us-mi");
  const std::string toml = kFixtureHead + second + fixture_result("file = \"r.csv\"") + other;
  EXPECT_EQ(causes_of(problems_in({{"election.toml", toml}, {"r.csv", "choice,votes\nada,1\n"}})),
            "returns.shared-rows@2");
  EXPECT_EQ(
      causes_of(problems_in({{"election.toml", toml},
                             {"r.csv", "jurisdiction,choice,votes\nus-wi,ada,1\nus-mi,ada,2\n"}})),
      "");
}

TEST(ReturnsBuilderTest, TheEncodingOfAFileDoesNotMatter) {
  const std::string rows = "unit,county,choice,votes\nDoXa,us-wi-dane,ada,1\nB,us-wi-iron,ada,2\n";
  const auto with = [&](const std::string& letter) {
    std::string text = rows;
    return text.replace(text.find('X'), 1, letter);
  };
  std::string utf16 = "\xFF\xFE";
  for (const char c : with("\xF1")) {
    utf16 += c;
    utf16 += '\0';
  }
  std::string carriage_returns = with("\xC3\xB1");
  std::replace(carriage_returns.begin(), carriage_returns.end(), '\n', '\r');
  for (const std::string& bytes : {with("\xC3\xB1"), "\xEF\xBB\xBF" + with("\xC3\xB1"),
                                   with("\xF1"), utf16, carriage_returns}) {
    const auto election = election_in(package_with_returns(bytes));
    ASSERT_EQ(totals_text(election), "ada 3");
    EXPECT_EQ(election.result_sets[0].units.units()[0].name,
              "Do\xC3\xB1"
              "a");
  }
}

}  // namespace
}  // namespace recanvass::formats
