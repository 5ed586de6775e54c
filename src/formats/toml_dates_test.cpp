#include "formats/toml_dates.h"

#include "formats/package_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

struct Mended {
  std::string text;
  std::string found;  // "2016-02-30@1:6", one after another
};

Mended mended(const std::string& text) {
  ProblemList problems;
  Mended out;
  out.text = with_possible_dates(text, "t.toml", problems);
  for (const base::Problem& problem : problems.take()) {
    EXPECT_EQ(problem.cause, "toml.date");
    out.found += (out.found.empty() ? "" : " ") + problem.found + "@" +
                 std::to_string(problem.place.row) + ":" + problem.place.column.substr(10);
  }
  return out;
}

TEST(TomlDates, OnlyImpossibleDatesOutsideOfTextsAndCommentsAreChanged) {
  struct Case {
    const char* text;
    const char* mended;
    const char* found;
  };
  for (const Case& row : {
           Case{"on = 2016-02-29", "on = 2016-02-29", ""},
           Case{"on = 2015-02-29", "on = 2015-02-28", "2015-02-29@1:6"},
           Case{"on = 2022-11-31\nto = 2022-13-01", "on = 2022-11-28\nto = 2022-12-01",
                "2022-11-31@1:6 2022-13-01@2:6"},
           Case{"on = 2022-00-00", "on = 2022-01-01", "2022-00-00@1:6"},
           Case{"d = { on = 2016-12-32, expected = 2016-12-13 }",
                "d = { on = 2016-12-28, expected = 2016-12-13 }", "2016-12-32@1:12"},
           Case{"at = 2016-12-13T15:00", "at = 2016-12-13T15:00:00", "2016-12-13T15:00@1:6"},
           Case{"at = 2016-12-13T15:00:00-06:00", "at = 2016-12-13T15:00:00-06:00", ""},
           Case{"a = \"2022-11-31 \\\" 2022-11-31\" # 2022-11-31\nb = '2022-11-31'",
                "a = \"2022-11-31 \\\" 2022-11-31\" # 2022-11-31\nb = '2022-11-31'", ""},
           Case{"a = \"\"\"\n2022-11-31\n\"\"\"\nb = 2022-11-31",
                "a = \"\"\"\n2022-11-31\n\"\"\"\nb = 2022-11-28", "2022-11-31@4:5"},
           Case{"2022-11-31 = 1", "2022-11-31 = 1", ""},
           Case{"id = x2022-11-31", "id = x2022-11-31", ""},
           Case{"a = \"2022-11-31\nb = 2022-11-31", "a = \"2022-11-31\nb = 2022-11-28",
                "2022-11-31@2:5"},
           Case{"", "", ""},
       }) {
    const Mended out = mended(row.text);
    EXPECT_EQ(out.text, row.mended) << row.text;
    EXPECT_EQ(out.found, row.found) << row.text;
  }
}

TEST(TomlDates, AnImpossibleDateHidesNothingElseOfThePackage) {
  PackageFiles files = package_with_returns("unit,choice,votes\nA,ada,1x\nA,zoe,2\n");
  std::string& definition = files["election.toml"];
  const std::string day = "known_on = 2016-11-09";
  ASSERT_NE(definition.find(day), std::string::npos) << definition;
  definition.replace(definition.find(day), day.size(), "known_on = 2016-11-31");
  const std::string causes = causes_of(problems_in(files));
  EXPECT_NE(causes.find("toml.date@"), std::string::npos) << causes;
  EXPECT_NE(causes.find("number"), std::string::npos) << causes;
  EXPECT_NE(causes.find("choice"), std::string::npos) << causes;
}

}  // namespace
}  // namespace recanvass::formats
