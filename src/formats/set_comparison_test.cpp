#include "formats/set_comparison.h"

#include "formats/package_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

struct SetText {
  const char* id;
  const char* known_on;
  const char* kind;
  std::string figures;  // "totals = ..." or "file = ..."
  const char* jurisdiction = "us-wi";
};

std::string set_text(const SetText& set) {
  return std::string("[[result_set]]\nid = \"") + set.id + "\"\njurisdiction = \"" +
         set.jurisdiction + "\"\ncontest = \"mayor\"\nkind = \"" + set.kind +
         "\"\nlegal_status = \"reported\"\nknown_on = " + set.known_on + "\nsource = \"test\"\n" +
         set.figures + "\n";
}

// The first sentence of each remark, "set: remark".
std::vector<std::string> remarks_between(const std::vector<SetText>& sets,
                                         PackageFiles files = {}) {
  std::string toml = kFixtureHead;
  toml += "[[jurisdiction]]\nid = \"us-mi\"\nname = \"Michigan\"\n";
  for (const SetText& set : sets) toml += set_text(set);
  files["election.toml"] = toml;
  const auto election = election_in(files);
  std::vector<std::string> remarks =
      election.result_sets.empty() ? election.remarks : std::vector<std::string>{};
  for (const auto& set : election.result_sets) {
    for (const auto& remark : set.remarks) {
      remarks.push_back(set.id.text + ": " + remark.substr(0, remark.find(". ")));
    }
  }
  return remarks;
}

TEST(SetComparisonTest, TotalsThatAreExactlyTwiceTheEarlierOnesAreRemarked) {
  const auto with = [](const char* later) {
    return remarks_between({{"first", "2016-11-08", "unofficial", "totals = { ada = 20, ben = 9 }"},
                            {"later", "2016-11-09", "unofficial", later}});
  };
  const auto remarks = with("totals = { ada = 40, ben = 18 }");
  ASSERT_EQ(remarks.size(), 1u);
  EXPECT_EQ(remarks[0],
            "later: election.toml:35: later has twice the figures of first: votes 58, votes before "
            "29: 29 more; every choice is exactly twice the earlier figure");
  EXPECT_TRUE(with("totals = { ada = 40, ben = 17 }").empty());
  EXPECT_TRUE(with("totals = { ada = 41, ben = 17 }").empty()) << "the sum alone is no pattern";
}

TEST(SetComparisonTest, TheOrderIsThatInWhichTheyBecameKnown) {
  const auto remarks =
      remarks_between({{"later", "2016-11-10", "unofficial", "totals = { ada = 40, ben = 18 }"},
                       {"first", "2016-11-09", "unofficial", "totals = { ada = 20, ben = 9 }"}});
  ASSERT_EQ(remarks.size(), 1u);
  EXPECT_EQ(remarks[0].substr(0, 6), "later:");
}

TEST(SetComparisonTest, APartialRecountIsNotComparedWithTheWhole) {
  for (const char* kind : {"partial-recount", "hand-audit"}) {
    EXPECT_TRUE(
        remarks_between({{"first", "2016-11-08", kind, "totals = { ada = 20, ben = 9 }"},
                         {"later", "2016-11-09", "recount", "totals = { ada = 40, ben = 18 }"}})
            .empty())
        << kind;
  }
}

TEST(SetComparisonTest, UnitsAreComparedWithThemselvesByCountyAndName) {
  const std::string head = "unit,county,choice,votes\n";
  const auto remarks = remarks_between(
      {{"first", "2016-11-08", "unofficial", "file = \"first.csv\""},
       {"later", "2016-11-09", "unofficial", "file = \"later.csv\""}},
      {{"first.csv", head + "1,us-wi-dane,ada,20\n1,us-wi-iron,ada,12\n2,us-wi-iron,ada,30\n"},
       {"later.csv", head + "1,us-wi-dane,ada,24\n1,us-wi-iron,ada,24\n2,us-wi-iron,ada,31\n"}});
  ASSERT_EQ(remarks.size(), 1u);
  EXPECT_EQ(remarks[0],
            "later: later.csv:3: 1 unit of later with twice the figures of first: \"1\" in "
            "\"us-wi-iron\" (row 3): votes 24, votes before 12: 12 more; every choice is exactly "
            "twice the earlier figure");
}

TEST(SetComparisonTest, ThePlaceOfABigListIsTheFirstOfThem) {
  std::string first = "unit,county,choice,votes\nZ,us-wi-iron,ada,5\n";
  std::string later = first;
  for (int i = 1; i <= 7; ++i) {
    const std::string unit = "W" + std::to_string(i) + ",us-wi-dane,ada,";
    first += unit + std::to_string(10 + i) + "\n";
    later += unit + std::to_string(20 + 2 * i) + "\n";
  }
  const auto remarks =
      remarks_between({{"first", "2016-11-08", "unofficial", "file = \"first.csv\""},
                       {"later", "2016-11-09", "unofficial", "file = \"later.csv\""}},
                      {{"first.csv", first}, {"later.csv", later}});
  ASSERT_EQ(remarks.size(), 1u);
  EXPECT_EQ(remarks[0].substr(0, 57), "later: later.csv:3: 7 units of later with twice the figur");
  EXPECT_NE(remarks[0].find("; and 2 more"), std::string::npos);
}

TEST(SetComparisonTest, TwoPlacesWithTheSameTotalsAreRemarkedWhereThatCannotBeChance) {
  const auto with = [](const char* totals) {
    return remarks_between({{"wi", "2016-11-09", "unofficial", totals},
                            {"mi", "2016-11-08", "unofficial", totals, "us-mi"}});
  };
  const auto remarks = with("totals = { ada = 30, ben = 18, write-ins = 2 }");
  ASSERT_EQ(remarks.size(), 1u);
  EXPECT_EQ(remarks[0],
            "wi: election.toml:26: the same total for every choice in wi of \"us-wi\", mi of "
            "\"us-mi\"");
  EXPECT_TRUE(with("totals = { ada = 30, ben = 17, write-ins = 2 }").empty());
}

}  // namespace
}  // namespace recanvass::formats
