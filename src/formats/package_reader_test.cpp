#include "formats/package_reader.h"

#include "election/known.h"
#include "formats/package_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;
using election::VoteCount;

fs::path example(const char* name) { return fs::path(RECANVASS_SOURCE_DIR) / "examples" / name; }

election::Election read_example(const char* name) {
  auto read = read_package(example(name));
  EXPECT_TRUE(read.ok()) << base::sentences(read.ok() ? base::Problems{} : read.problems());
  return read.ok() ? std::move(read).value() : election::Election{};
}

TEST(PackageReaderTest, EveryExampleIsReadWithoutAProblem) {
  for (const char* name : {"us-2016-president", "us-fl-2000-president", "us-ga-2020-president",
                           "us-wi-2011-supreme-court", "synthetic-city-council"}) {
    EXPECT_FALSE(read_example(name).result_sets.empty()) << name;
  }
}

TEST(PackageReaderTest, TheMarginsOf2016AreTheCertifiedOnes) {
  const election::Election election = read_example("us-2016-president");
  EXPECT_EQ(election.jurisdictions.size(), 56u);
  struct Case {
    const char* result_set;
    std::int64_t reported_margin;
    std::size_t units;
  };
  for (const Case& row : {Case{"wi-original-canvass", 22617, 72}, Case{"wi-recount", 22748, 72},
                          Case{"mi-certified", 10704, 83}, Case{"pa-certified", 44292, 67}}) {
    const election::ResultSet* result = election.find(election::ResultSetId{row.result_set});
    ASSERT_NE(result, nullptr) << row.result_set;
    const auto standing = election::standing_of(election.contests.front(), *result);
    ASSERT_TRUE(standing.has_value()) << row.result_set;
    EXPECT_EQ(standing->reported_margin, VoteCount(row.reported_margin)) << row.result_set;
    EXPECT_EQ(result->units.units().size(), row.units) << row.result_set;
  }
  const auto* recount = election.find(election::ResultSetId{"wi-recount"});
  EXPECT_EQ(recount->total_votes, VoteCount(2976150));
  EXPECT_EQ(election::place_of(election.contests.front(), *recount, {"stein"}), 4);
}

TEST(PackageReaderTest, AFolderThatIsNoPackageIsToldWhatIsMissingAndHowSmallOneIs) {
  const TemporaryPackage empty(PackageFiles{{"README.md", "x"}});
  const auto read = read_package(empty.folder());
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.problems()[0].cause, "package.no-election");
  const std::string& mend = read.problems()[0].mend;
  std::string example;
  for (std::size_t at = mend.find("    "); at != std::string::npos;) {
    const std::size_t end = mend.find('\n', at);
    example += mend.substr(at + 4, end - at - 3);
    at = end == std::string::npos ? end : mend.find("    ", end);
  }
  EXPECT_EQ(totals_text(election_in({{"election.toml", example}})), "a 510, b 498")
      << "the example in the message is itself a package";
  const auto absent = read_package(empty.folder() / "absent");
  ASSERT_FALSE(absent.ok());
  EXPECT_EQ(absent.problems()[0].cause, "package.missing");
}

TEST(PackageReaderTest, ThePackageMayBeNamedByItsDefinition) {
  const TemporaryPackage package(
      package_with_returns("unit,county,choice,votes\nA,us-wi-dane,ada,1\nB,us-wi-iron,ada,1\n"));
  EXPECT_TRUE(read_package(package.folder() / "election.toml").ok());
  EXPECT_FALSE(read_package(package.folder() / "r.csv").ok());
}

TEST(PackageReaderTest, ProblemsOfTheDefinitionAndOfEveryFileComeTogether) {
  std::string second = fixture_result("file = \"s.csv\"");
  second.replace(second.find("night"), 5, "later");
  const auto problems = problems_in(
      {{"election.toml",
        kFixtureHead + std::string("known_by = 1\n") + fixture_result("file = \"r.csv\"") + second},
       {"r.csv", "unit,county,choice,votes\nA,us-wi-dane,ada,x\n"},
       {"s.csv", "unit,county,choice,votes\nA,us-wi-dane,ada,1\nA,us-wi-dane,ada,1\n"}});
  EXPECT_EQ(causes_of(problems),
            "toml.unknown-key@15 returns.missing-county@0 number.not-digits@2 "
            "returns.missing-county@0 returns.duplicate-unit@2");
}

}  // namespace
}  // namespace recanvass::formats
