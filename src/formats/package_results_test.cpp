#include "formats/package_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

std::string causes_of_result(const std::string& rest) {
  return causes_of(problems_in({{"election.toml", kFixtureHead + fixture_result(rest)}}));
}

TEST(PackageResultsTest, EachCauseOfFailureIsFoundAtItsLine) {
  struct Case {
    const char* rest;  // begins on line 23
    const char* causes;
  };
  for (const Case& row :
       {Case{"totals = { ada = 5, ben = 4 }", ""},
        Case{"", "package.one-source@15"},
        Case{"totals = { ada = 5 }\nmargin_only = { leader = \"ada\", runner_up = \"ben\" }",
             "package.one-source@15"},
        Case{"totals = { ada = 5 }\nfile = \"r.csv\"", "package.one-source@15"},
        Case{"totals = { ada = 5, eve = 4 }", "package.unknown-id@23"},
        Case{"totals = { ada = -5, ben = 4 }", "toml.type@23"},
        Case{"totals = { ada = 5.0, ben = 4 }", "toml.type@23"},
        Case{"totals = { ada = \"5\", ben = 4 }", "toml.type@23"},
        Case{"totals = { }", "package.no-figures@23"},
        Case{"totals = { ada = 5, ben = 4 }\ntotal_votes = 9", ""},
        Case{"totals = { ada = 5, ben = 4 }\ntotal_votes = 8", "package.impossible@24"},
        Case{"totals = { ada = 5, ben = 4 }\nballots = 9", ""},
        Case{"totals = { ada = 5, ben = 4 }\nballots = 8", "package.impossible@24"},
        Case{"margin_only = { leader = \"ada\", runner_up = \"ben\" }", ""},
        Case{"margin_only = { leader = \"eve\", runner_up = \"ben\" }", "package.unknown-id@23"},
        Case{"margin_only = { leader = \"ada\", runner_up = \"ada\" }", "package.margin@23"},
        Case{"margin_only = { leader = \"write-ins\", runner_up = \"ada\" }", "package.margin@23"},
        Case{"margin_only = { leader = \"ada\", runner_up = \"ben\", votes = -1 }",
             "toml.value@23"},
        Case{"margin_only = { leader = \"ada\", runner_up = \"ben\", votes = 1500, rounded_to = "
             "1000 }",
             "package.margin@23"},
        Case{"margin_only = { leader = \"ada\", runner_up = \"ben\", votes = 10 }\ntotal_votes = 9",
             "package.impossible@23"},
        Case{"file = \"absent.csv\"", "file.missing@0"},
        Case{"file = \"../secret.csv\"", "package.path@0"},
        Case{"file = \"/etc/passwd\"", "package.path@0"},
        Case{"totals = { ada = 5 }\nmissing_counties = [\"us-wi-irn\"]", "package.unknown-id@24"},
        Case{"totals = { ada = 5 }\nmap = { choices = { Ada = \"eve\" } }",
             "package.unknown-id@24"},
        Case{"totals = { ada = 5 }\nmap = { choice = { Ada = \"ada\" } }", "toml.unknown-key@24"},
        Case{"totals = { ada = 5 }\nknown_on_precision = \"about\"", "toml.value@24"}}) {
    EXPECT_EQ(causes_of_result(row.rest), row.causes) << row.rest;
  }
}

// Faults of the figures do not wait until the contest's id is mended.
TEST(PackageResultsTest, AnUnknownContestHidesNoFaultOfTheFigures) {
  std::string package =
      kFixtureHead +
      fixture_result(
          "totals = { ada = 1, zed = 2 }\nmargin_only = { leader = \"ada\", runner_up = "
          "\"ada\", votes = -3 }");
  const std::string contest = "contest = \"mayor\"";
  package.replace(package.rfind(contest), contest.size(), "contest = \"mayr\"");
  EXPECT_EQ(causes_of(problems_in({{"election.toml", package}})),
            "package.one-source@15 package.unknown-id@18 package.unknown-id@23 package.margin@24 "
            "toml.value@24");
}

TEST(PackageResultsTest, TheHeadOfAResultSetIsCheckedToo) {
  struct Case {
    const char* found;
    const char* replacement;
    const char* causes;
  };
  for (const Case& row :
       {Case{"known_on = 2016-11-09", "known_on = 2016-11-07", "package.dates@21"},
        Case{"known_on = 2016-11-09", "known_on = 2016-11-08", ""},
        Case{"known_on = 2016-11-09", "", "toml.missing@15"},
        Case{"\"unofficial\"", "\"official\"", "toml.value@19"},
        Case{"\"reported\"", "\"final\"", "toml.value@20"},
        Case{"contest = \"mayor\"", "contest = \"major\"", "package.unknown-id@18"},
        Case{"source = \"test\"", "", "toml.missing@15"}}) {
    std::string result = fixture_result("totals = { ada = 5, ben = 4 }");
    result.replace(result.find(row.found), std::string(row.found).size(), row.replacement);
    EXPECT_EQ(causes_of(problems_in({{"election.toml", kFixtureHead + result}})), row.causes)
        << row.replacement;
  }
}

TEST(PackageResultsTest, OneFaultIsOneProblem) {
  // Two result sets of one file; what is wrong with the first says nothing of its rows.
  const std::string rows =
      "result_set,choice,votes\nnight,ada,5\nnight,ben,4\nlater,ada,6\n"
      "later,ben,4\n";
  std::string later = fixture_result("file = \"r.csv\"");
  later.replace(later.find("\"night\""), 7, "\"later\"");
  struct Case {
    const char* found;
    const char* replacement;
    const char* causes;
  };
  for (const Case& row :
       {Case{"test", "test", ""}, Case{"file = \"r.csv\"", "file = \"s.csv\"", "file.missing@0"},
        Case{"kind = \"unofficial\"", "kind = \"unoficial\"", "toml.value@19"},
        Case{"kind = ", "knd = ", "toml.unknown-key@19"},
        Case{"id = \"night\"", "idd = \"night\"", "toml.unknown-key@16"},
        Case{"source = ", "sourse = ", "toml.unknown-key@22"},
        Case{"kind = \"unofficial\"", "shape = \"unofficial\"",
             "toml.missing@15 toml.unknown-key@19"},
        Case{"\"us-wi\"", "\"us-wy\"", "package.unknown-id@17"},
        Case{"\"mayor\"", "\"major\"", "package.unknown-id@18"}}) {
    std::string first = fixture_result("file = \"r.csv\"");
    first.replace(first.find(row.found), std::string(row.found).size(), row.replacement);
    EXPECT_EQ(
        causes_of(problems_in({{"election.toml", kFixtureHead + first + later}, {"r.csv", rows}})),
        row.causes)
        << row.replacement;
  }
}

TEST(PackageResultsTest, RowsThatNobodyAskedForAreNamedByTheIdsThatTheyHave) {
  const auto problems = problems_in(
      package_with_returns("result_set,choice,votes\nnight,ada,5\nnight,ben,4\nlater,ada,6\n"));
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].found, "1 row of result set \"later\"");
}

TEST(PackageResultsTest, WhetherAllVotesAreKnownIsSaid) {
  const auto total = [](const std::string& rest) {
    const auto election = election_in({{"election.toml", kFixtureHead + fixture_result(rest)}});
    return election.result_sets.at(0).total_votes;
  };
  EXPECT_EQ(total("totals = { ada = 5, ben = 4 }"), election::VoteCount(9));
  EXPECT_EQ(total("totals = { ada = 5, ben = 4 }\ntotal_votes = 12"), election::VoteCount(12));
  EXPECT_EQ(total("totals = { ada = 5, ben = 4 }\ncomplete = false"), std::nullopt);
  EXPECT_EQ(total("margin_only = { leader = \"ada\", runner_up = \"ben\", votes = 3 }"),
            std::nullopt);
}

TEST(PackageResultsTest, APressReportKeepsWhatItDoesNotSay) {
  const auto election = election_in(
      {{"election.toml",
        kFixtureHead + fixture_result("margin_only = { leader = \"ada\", runner_up = \"ben\" }\n"
                                      "press = true\nverified = false\n"
                                      "known_on_precision = \"not_after\"")}});
  const auto& result = election.result_sets.at(0);
  EXPECT_FALSE(result.margin_only->votes.has_value());
  EXPECT_TRUE(result.press);
  EXPECT_FALSE(result.verified);
  EXPECT_EQ(result.known_on_precision, election::DatePrecision::NotAfter);
  EXPECT_TRUE(result.totals.empty());
}

TEST(PackageResultsTest, ALinkOutOfTheFolderIsRefused) {
  const TemporaryPackage package(package_with_returns("choice,votes\nada,1\n"));
  std::filesystem::remove(package.folder() / "r.csv");
  std::filesystem::create_symlink("/etc/passwd", package.folder() / "r.csv");
  const auto read = read_package(package.folder());
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(causes_of(read.problems()), "package.path@0");
}

}  // namespace
}  // namespace recanvass::formats
