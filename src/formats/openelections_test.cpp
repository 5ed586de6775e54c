#include "formats/openelections.h"

#include "formats/package_fixture.h"
#include "formats/text.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

// Maps what the files below say to the fixture's contest.
constexpr const char* kOpenElectionsMap = R"([result_set.map]
office = "Governor"
choices = { "Lovelace, Ada" = "ada" }
counties = { "DANE CO." = "us-wi-dane" }
)";

TEST(OpenElectionsTest, NamesAreMappedByAPersonOrEqual) {
  const auto election = election_in(package_with_returns(
      "county,precinct,office,district,party,candidate,votes\n"
      "DANE CO.,P1,Governor,,DEM,\"Lovelace, Ada\",\"1,010\"\n"
      "DANE CO.,P1,Governor,,WF,\"Lovelace, Ada\",5\n"
      "DANE CO.,P1,Governor,,REP,BEN BITDIDDLE,7\n"
      "DANE CO.,P1,Governor,,,Write-Ins,2\nDANE CO.,P1,Governor,,,Over Votes,1\n"
      "DANE CO.,P1,Governor,,,Under Votes,3\nDANE CO.,P1,Registered Voters,,,,2000\n"
      "DANE CO.,P1,Ballots Cast,,,,1028\nDANE CO.,P2,Ballots Cast,,,,9\n"
      "DANE CO.,P1,U.S. House,5,REP,Somebody Else,900\n"
      "Iron,P1,Governor,,DEM,\"Lovelace, Ada\",4\n",
      kOpenElectionsMap));
  EXPECT_EQ(totals_text(election), "ada 1019, ben 7, write-ins 2");
  const auto& units = election.result_sets.at(0).units.units();
  ASSERT_EQ(units.size(), 2u) << "a precinct that does not vote for governor is no unit of it";
  EXPECT_EQ(units[0].county, "us-wi-dane");
  EXPECT_EQ(units[0].ballots, 1028);
  EXPECT_EQ(units[0].registered, 2000);
  EXPECT_EQ(units[0].blank, 3);
  EXPECT_EQ(units[0].overvotes, 1);
}

TEST(OpenElectionsTest, NobodyIsGuessed) {
  struct Case {
    const char* what;
    const char* rows;
    const char* causes;
    const char* found;  // of the first problem
  };
  for (const Case& row :
       {Case{"spellings that differ",
             "Dane,P1,Governor,,Ada M. Lovelace,1\nDane,P1,Governor,,Ben,2\n"
             "Iron,P1,Governor,,Ben,1\n",
             "returns.unmapped-choice@2", "\"Ada M. Lovelace\", \"Ben\""},
        Case{"a county without a name here", "Dane County,P1,Governor,,Ben Bitdiddle,1\n",
             "returns.unmapped-county@2", "\"Dane County\""},
        Case{"a total among the choices",
             "Dane,P1,Governor,,Ben Bitdiddle,1\nDane,P1,Governor,,Total,1\n"
             "Iron,P1,Governor,,Ben Bitdiddle,1\n",
             "returns.unmapped-choice@3", "\"Total\""},
        Case{"a total among the precincts",
             "Dane,P1,Governor,,Ben Bitdiddle,1\nDane,Total,Governor,,Ben Bitdiddle,1\n"
             "Iron,P1,Governor,,Ben Bitdiddle,1\n",
             "returns.total-row@3", "rows of \"Total\""},
        Case{"another office", "Dane,P1,Mayor,,Ben Bitdiddle,1\n", "returns.no-rows@0",
             "no row for result set \"night\"; the file has \"Mayor\""},
        Case{"no unit", ",,Governor,,Ben Bitdiddle,1\n", "returns.empty-cell@2",
             "\" |  | Governor |  | Ben Bitdiddle | 1\""},
        Case{"a negative adjustment", "Huron,Adj,Governor,,Ben Bitdiddle,-1\n",
             "number.negative@2 returns.unmapped-county@2", "\"-1\""}}) {
    const auto problems = problems_in(package_with_returns(
        std::string("county,precinct,office,party,candidate,votes\n") + row.rows,
        kOpenElectionsMap));
    EXPECT_EQ(causes_of(problems), row.causes) << row.what;
    if (!problems.empty()) {
      EXPECT_EQ(problems[0].found, row.found) << row.what;
    }
  }
}

TEST(OpenElectionsTest, VotesByModeAddUpToTheTotal) {
  const auto with = [](const char* votes) {
    return package_with_returns(std::string("county,candidate,votes,election_day,absentee\n"
                                            "Dane,Ada Lovelace,") +
                                votes + ",6,4\nIron,Ada Lovelace,1,1,0\n");
  };
  EXPECT_EQ(totals_text(election_in(with("10"))), "ada 11");
  EXPECT_EQ(causes_of(problems_in(with("11"))), "returns.modes-differ@2");
  EXPECT_EQ(totals_text(election_in(package_with_returns(
                "county,candidate,election_day,absentee\nDane,Ada Lovelace,6,4\n"
                "Iron,Ada Lovelace,1,0\n"))),
            "ada 11");
}

// Ben wins by the votes of the second column: leaving it out would name the wrong winner.
TEST(OpenElectionsTest, AModeUnderAnyUsualNameIsCounted) {
  for (const char* column :
       {"absentee_by_mail", "absentee_by_mail_votes", "advanced_votes", "absentee_votes",
        "early_votes", "Early Voting", "early-voting", "mail_votes", "mail_ballots", "VOTE_BY_MAIL",
        "provisional_votes", "affidavit", "federal", "machine_votes", "polls", "in_person",
        "one_stop_votes"}) {
    EXPECT_EQ(totals_text(election_in(
                  package_with_returns(std::string("county,candidate,Election Day,") + column +
                                       "\nDane,Ada Lovelace,100,50\nDane,Ben Bitdiddle,60,500\n"
                                       "Iron,Ada Lovelace,1,0\n"))),
              "ada 151, ben 560")
        << column;
  }
}

// "absentee" holds what the two beside it hold apart: added up, Ben would win by 7.
TEST(OpenElectionsTest, AColumnThatAddsOthersUpIsCountedOnce) {
  const std::string head =
      "county,candidate,election_day,absentee,absentee_by_mail,"
      "absentee_in_person\n";
  const auto election = election_in(
      package_with_returns(head + "Dane,Ada Lovelace,20,9,4,5\nDane,Ben Bitdiddle,10,15,10,5\n"
                                  "Iron,Ada Lovelace,1,,,1\nIron,Ben Bitdiddle,0,2,,\n"));
  EXPECT_EQ(totals_text(election), "ada 31, ben 27");
  ASSERT_FALSE(election.remarks.empty());
  EXPECT_EQ(election.remarks[0],
            "r.csv: the column \"absentee\" is the sum of \"absentee_by_mail\", "
            "\"absentee_in_person\" in every row, and is not counted again");

  const auto unsure = problems_in(
      package_with_returns(head + "Dane,Ada Lovelace,20,9,4,5\nIron,Ben Bitdiddle,10,16,10,5\n"));
  ASSERT_EQ(causes_of(unsure), "returns.mode-overlap@1");
  EXPECT_EQ(unsure[0].sentence(),
            "r.csv:1, column absentee: found the column \"absentee\" beside \"absentee_by_mail\", "
            "\"absentee_in_person\", which it may hold; wanted each vote in one column. If "
            "\"absentee\" holds them, remove it or make it their sum in every row; if not, rename "
            "it, such as absentee_mail.");

  EXPECT_EQ(totals_text(election_in(package_with_returns(
                head + "Dane,Ada Lovelace,20,9,4,5\nIron,Ben Bitdiddle,10,1,10,5\n"))),
            "ada 38, ben 26")
      << "fewer than its parts somewhere: another mode";
}

TEST(OpenElectionsTest, ATotalBesideAColumnThatAddsOthersUpAgreesWithTheParts) {
  EXPECT_EQ(totals_text(election_in(package_with_returns(
                "county,candidate,votes,election_day,absentee,absentee_by_mail,absentee_in_person\n"
                "Dane,Ada Lovelace,29,20,9,4,5\nIron,Ada Lovelace,1,1,0,0,0\n"))),
            "ada 30");
}

TEST(OpenElectionsTest, FiguresInAnUnknownColumnAreRefusedAndNotLeftOut) {
  const auto causes = [](const std::string& column, const std::string& ada,
                         const std::string& ben) {
    return causes_of(problems_in(package_with_returns("county,candidate,election_day," + column +
                                                      "\nDane,Ada Lovelace,100," + ada +
                                                      "\nIron,Ben Bitdiddle,60," + ben + "\n")));
  };
  EXPECT_EQ(causes("drop_box", "50", "500"), "returns.unknown-column@2");
  EXPECT_EQ(causes("drop_box", "-", "\"1,500\""), "returns.unknown-column@3");
  EXPECT_EQ(causes("drop_box", "", ""), "");
  EXPECT_EQ(causes("note", "50", "late"), "");
  EXPECT_EQ(causes("precinct_id", "50", "51"), "");
  EXPECT_EQ(causes("Registered Voters", "500", "501"), "");
}

// The published county files of 2016, where the bulk of the data is at hand.
TEST(OpenElectionsTest, TheCountyFilesOf2016GiveTheCertifiedMargins) {
  struct Case {
    const char* file;
    std::int64_t trump, clinton, reported_margin, total_votes;
    std::size_t counties;
  };
  const std::vector<Case> cases = {{"mi", 2279543, 2268839, 10704, 4799284, 83},
                                   {"pa", 2970733, 2926441, 44292, 0, 67}};
  for (const Case& row : cases) {
    const std::filesystem::path path = std::filesystem::path(RECANVASS_SHARED_DIR) /
                                       "data/elections/2016" / row.file /
                                       "county_president_2016.csv";
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "missing: " << path;
    const auto read = read_openelections(*read_bytes(path, "r.csv"), "r.csv");
    ASSERT_TRUE(read.ok()) << base::sentences(read.problems());
    std::map<std::string, std::int64_t> votes;
    std::int64_t sum = 0;
    for (const auto& figure : read->figures) {
      const std::string name(choice_name(read->choices.name(figure.choice)));
      votes[name] += figure.votes;
      sum += figure.votes;
    }
    EXPECT_EQ(votes["Donald J. Trump"], row.trump) << row.file;
    EXPECT_EQ(votes["Hillary Clinton"], row.clinton) << row.file;
    EXPECT_EQ(votes["Donald J. Trump"] - votes["Hillary Clinton"], row.reported_margin);
    if (row.total_votes != 0) {
      EXPECT_EQ(sum, row.total_votes) << row.file;
    }
    EXPECT_EQ(read->units.size(), row.counties) << row.file;
  }
}

}  // namespace
}  // namespace recanvass::formats
