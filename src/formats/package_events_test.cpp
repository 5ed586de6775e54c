#include "formats/package_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

// The fixture's package with lines more for its jurisdiction, from line 14 on.
PackageFiles with_lines(const std::string& lines, const std::string& rest = {}) {
  std::string toml = kFixtureHead + fixture_result("totals = { ada = 5, ben = 4 }");
  toml.replace(toml.find("county = ["), 0, lines);
  return {{"election.toml", toml + rest}};
}

TEST(PackageEventsTest, TheDaysOfAnEventAreInOrder) {
  struct Case {
    const char* event;
    const char* causes;
  };
  for (const Case& row :
       {Case{"on = 2016-11-22, known_on = 2016-11-21", "package.dates@14"},
        Case{"on = 2016-11-22, known_on = 2016-11-22", ""},
        Case{"known_on = 2016-11-21", "toml.missing@14"},
        Case{"on = 2016-11-22, expected_since = 2016-11-14", "package.dates@14"},
        Case{"on = 2016-11-22, expected = true, expected_since = 2016-11-22", "package.dates@14"},
        Case{"on = 2016-11-22, expected = true, expected_since = 2016-11-21", ""},
        Case{"on = 2016-11-22, expected = false, expected_since = 2016-11-21", "package.dates@14"},
        Case{"on = 2016-11-22, expected = 22", "toml.type@14"},
        Case{"on = 2016-11-22, sources = \"x\"", "toml.unknown-key@14"}}) {
    const std::string line = std::string("dates.canvass = { ") + row.event + " }\n";
    EXPECT_EQ(causes_of(problems_in(with_lines(line))), row.causes) << row.event;
  }
}

TEST(PackageEventsTest, ADateHasOneSource) {
  EXPECT_EQ(causes_of(problems_in(with_lines("dates.canvass = { on = 2016-11-22, source = \"x\" }\n"
                                             "date_sources = { canvass = \"y\" }\n"))),
            "package.duplicate-id@15");
}

TEST(PackageEventsTest, ACountysCanvassMayBeATableToo) {
  std::string toml = kFixtureHead + fixture_result("totals = { ada = 5, ben = 4 }");
  const std::string dane = "name = \"Dane\"";
  toml.replace(toml.find(dane), dane.size(),
               dane + ", canvass_completed = { on = 2016-11-21, known_on = 2016-11-23 }");
  const auto election = election_in({{"election.toml", toml}});
  ASSERT_EQ(election.jurisdictions.size(), 1u) << totals_text(election);
  const auto& canvass = election.jurisdictions[0].counties.at(0).events.at("canvass_completed");
  EXPECT_EQ(canvass.on.day, base::Date::of(2016, 11, 21));
  EXPECT_EQ(canvass.known_on, base::Date::of(2016, 11, 23));
}

TEST(PackageEventsTest, AnEventSaysFromWhenItWasKnownAndExpected) {
  const auto election = election_in(
      with_lines("dates.state_certification = { on = 2016-12-12, known_on = 2016-12-14, "
                 "expected = 2016-12-13T15:00:00, expected_since = 2016-11-29, "
                 "expected_source = \"a notice\", source = \"a report\" }\n"
                 "dates.recount_start = { on = 2016-12-01, expected = true }\n",
                 "[[date]]\nevent = \"safe-harbor\"\non = 2016-12-13\n"
                 "[[date]]\nevent = \"safe-harbour\"\non = 2016-12-13\n"
                 "[[date]]\nevent = \"electors-meet\"\non = 2016-12-19\nknown_on = 2016-12-20\n"));
  ASSERT_EQ(election.jurisdictions.size(), 1u) << totals_text(election);
  const auto& certified = election.jurisdictions[0].events.at("state_certification");
  EXPECT_EQ(certified.on.day, base::Date::of(2016, 12, 12));
  EXPECT_EQ(certified.known_on, base::Date::of(2016, 12, 14));
  EXPECT_EQ(certified.expected->day, base::Date::of(2016, 12, 13));
  EXPECT_EQ(certified.expected->time->text(), "15:00");
  EXPECT_EQ(certified.expected_since, base::Date::of(2016, 11, 29));
  EXPECT_EQ(certified.source, "a report");
  EXPECT_EQ(certified.expected_source, "a notice");
  const auto& start = election.jurisdictions[0].events.at("recount_start");
  EXPECT_EQ(start.expected->day, start.on.day);
  EXPECT_FALSE(start.expected_since || start.known_on);
  EXPECT_TRUE(election.dates[0].dated.expected) << "federal law sets it";
  EXPECT_FALSE(election.dates[1].dated.expected) << "a name that no law is known to set";
  EXPECT_FALSE(election.dates[2].dated.expected) << "the package says otherwise";
}

}  // namespace
}  // namespace recanvass::formats
