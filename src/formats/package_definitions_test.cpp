#include "formats/package_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

// The fixture's package with totals, one text replaced by another.
std::string causes_with(const std::string& found, const std::string& replacement) {
  std::string toml = kFixtureHead + fixture_result("totals = { ada = 5, ben = 4 }");
  const std::size_t at = toml.find(found);
  EXPECT_NE(at, std::string::npos) << found;
  toml.replace(at, found.size(), replacement);
  return causes_of(problems_in({{"election.toml", toml}}));
}

TEST(PackageDefinitionsTest, ElectorsWithoutAPresidentialContestAreRemarkedAsUnused) {
  const auto remarks = [](const std::string& office, const std::string& electors) {
    std::string toml = kFixtureHead + fixture_result("totals = { ada = 5, ben = 4 }");
    const std::string name = "name = \"Wisconsin\"";
    toml.replace(toml.find(name), name.size(), name + "\n" + electors);
    const std::string found = "office = \"municipal\"";
    toml.replace(toml.find(found), found.size(), "office = \"" + office + "\"");
    return election_in({{"election.toml", toml}}).remarks;
  };
  EXPECT_EQ(remarks("governor", "electors = 9"),
            std::vector<std::string>{"election.toml:14: \"us-wi\" has 9 electors, and none of its "
                                     "contests is for president: they are not used"});
  EXPECT_TRUE(remarks("governor", "electors = 0").empty());
  EXPECT_TRUE(remarks("governor", "").empty());
  EXPECT_TRUE(remarks("president", "electors = 9").empty());
}

TEST(PackageDefinitionsTest, EachCauseOfFailureIsFoundAtItsLine) {
  struct Case {
    const char* found;
    const char* replacement;
    const char* causes;
  };
  for (const Case& row :
       {Case{"name = \"Test\"", "name = \"Test\"", ""},
        Case{"recanvass.election/1", "recanvass.election/2", "package.schema@1"},
        Case{"election_day = 2016-11-08", "election_day = \"8 Nov\"", "toml.type@4"},
        Case{"name = \"Test\"", "name = \"Test\"\nfocus = [\"us-wy\"]", "package.unknown-id@4"},
        Case{"office = \"municipal\"", "office = \"mayor\"", "toml.value@8"},
        Case{"office = \"municipal\"", "office = \"municipal\"\nseats = 0", "toml.value@9"},
        Case{"office = \"municipal\"", "office = \"municipal\"\nseat = 1", "toml.unknown-key@9"},
        Case{"id = \"ben\"", "id = \"ada\"", "package.duplicate-id@9 package.unknown-id@23"},
        Case{"id = \"us-wi-iron\"", "id = \"us-wi-dane\"", "package.duplicate-id@14"},
        Case{"name = \"Ada Lovelace\"", "name = \"Ada\\u0000\"", "toml.name@9"},
        Case{"name = \"Wisconsin\"", "name = \"Wisconsin\"\ncontests = [\"major\"]",
             "package.unknown-id@14"},
        Case{"name = \"Wisconsin\"", "name = \"Wisconsin\"\nshares_ballots_with = \"us-me\"",
             "package.unknown-id@14"},
        Case{"name = \"Wisconsin\"", "name = \"Wisconsin\"\nelectors = 539", "toml.value@14"},
        Case{"name = \"Wisconsin\"",
             "name = \"Wisconsin\"\ndate_sources = { state_certification = \"x\" }",
             "package.unknown-id@14"},
        Case{"name = \"Wisconsin\"",
             "name = \"Wisconsin\"\ndates = { state_certification = 2016-12-13T15:00:00Z }",
             "toml.type@14"},
        Case{"name = \"Wisconsin\"",
             "name = \"Wisconsin\"\ndates = { state_certificaton = 2016-12-13 }",
             "package.unknown-event@14"},
        Case{"name = \"Wisconsin\"",
             "name = \"Wisconsin\"\ndates = { canvass-completed = 2016-12-13, "
             "canvass_completed = 2016-12-13 }",
             "package.duplicate-id@14"},
        Case{"name = \"Dane\"", "name = \"Dane\", dates = { canvas = 2016-12-13 }",
             "package.unknown-event@14"},
        Case{"name = \"Wisconsin\"", "name = \"Wisconsin\"\nlaw = \"us-zz\"",
             "package.unknown-law@14"},
        Case{"name = \"Wisconsin\"", "name = \"Wisconsin\"\nlaw = \"wi\"",
             "package.unknown-law@14"},
        Case{"name = \"Ben Bitdiddle\"", "name = \"ADA  lovelace\"", "package.duplicate-name@9"},
        Case{"[[jurisdiction]]", "[[jurisdictions]]",
             "package.no-jurisdictions@1 toml.unknown-key@11 package.unknown-id@17"}}) {
    EXPECT_EQ(causes_with(row.found, row.replacement), row.causes) << row.replacement;
  }
}

TEST(PackageDefinitionsTest, AMistypedEventIsAnsweredWithTheNearestOne) {
  std::string toml = kFixtureHead + fixture_result("totals = { ada = 5, ben = 4 }");
  toml.replace(toml.find("county = ["), 0, "dates = { state_certificaton = 2016-12-13 }\n");
  const auto problems = problems_in({{"election.toml", toml}});
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_NE(problems[0].mend.find("\"state_certification\""), std::string::npos)
      << problems[0].sentence();
}

TEST(PackageDefinitionsTest, AnEventMayBeWrittenWithHyphens) {
  std::string toml = kFixtureHead + fixture_result("totals = { ada = 5, ben = 4 }");
  toml.replace(toml.find("county = ["), 0, "dates = { state-certification = 2016-12-13 }\n");
  const auto election = election_in({{"election.toml", toml}});
  ASSERT_EQ(election.jurisdictions.size(), 1u) << totals_text(election);
  EXPECT_TRUE(election.jurisdictions[0].events.contains("state_certification"));
}

TEST(PackageDefinitionsTest, DatesKeepTheirHourAndTheirSource) {
  std::string toml = kFixtureHead + fixture_result("totals = { ada = 5, ben = 4 }");
  toml.replace(toml.find("county = ["), 0,
               "law = \"us-wi\"\nprecincts = 3636\n"
               "dates = { state_certification = 2016-12-13T15:00:00, canvass = 2016-11-22 }\n"
               "date_sources = { state_certification = \"a report\" }\n");
  toml += "[[date]]\nevent = \"safe-harbor\"\non = 2016-12-13\nsource = \"3 U.S.C. 5\"\n";
  const auto election = election_in({{"election.toml", toml}});
  ASSERT_EQ(election.jurisdictions.size(), 1u) << totals_text(election);
  const auto& jurisdiction = election.jurisdictions[0];
  ASSERT_TRUE(jurisdiction.events.at("state_certification").on.time.has_value());
  EXPECT_EQ(jurisdiction.events.at("state_certification").on.time->text(), "15:00");
  EXPECT_FALSE(jurisdiction.events.at("canvass").on.time.has_value());
  EXPECT_EQ(jurisdiction.events.at("state_certification").source, "a report");
  EXPECT_EQ(jurisdiction.law, election::JurisdictionId{"us-wi"});
  EXPECT_EQ(jurisdiction.precincts, election::PrecinctCount(3636));
  ASSERT_EQ(election.dates.size(), 1u);
  EXPECT_EQ(election.dates[0].dated.on.day, base::Date::of(2016, 12, 13));
}

TEST(PackageDefinitionsTest, ALookAlikeLetterIsFlagged) {
  std::string toml = kFixtureHead + fixture_result("totals = { ada = 5, ben = 4 }");
  toml.replace(toml.find("Ada Lovelace"), 3,
               "\xD0\x90"
               "da");  // a Cyrillic A
  const auto election = election_in({{"election.toml", toml}});
  ASSERT_EQ(election.remarks.size(), 1u);
  EXPECT_NE(election.remarks[0].find("mixes letters that look alike"), std::string::npos);
}

}  // namespace
}  // namespace recanvass::formats
