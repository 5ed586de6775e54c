#include "formats/name_map.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

election::Contest council() {
  election::Contest contest;
  contest.id = {"council"};
  contest.choices = {{{"ada"}, "Ada Lovelace", "", false, false},
                     {{"ben"}, "Glen R. \"Spike\" Ausmus", "", false, false},
                     {{"others"}, "All write-ins", "", true, true}};
  return contest;
}

std::string meant(const std::string& name, Naming naming, const NameMap& map) {
  const Meaning meaning = meaning_of(name, naming, council(), map);
  switch (meaning.kind) {
    case Meaning::Kind::Choice: return council().choices[meaning.index].id.text;
    case Meaning::Kind::Reserved: return "@" + std::to_string(meaning.index);
    case Meaning::Kind::Ignored: return "ignored";
    case Meaning::Kind::Unknown: return "unknown";
  }
  return "";
}

TEST(NameMapTest, ANameIsMappedOrEqualAndNeverGuessed) {
  NameMap map;
  map.choices = {{"LOVELACE", {"ada"}}, {"Gone", {"nobody"}}};
  map.ignore = {"Times Counted"};
  struct Case {
    std::string name;
    const char* meaning;
  };
  for (const Case& row :
       {Case{"LOVELACE", "ada"}, Case{"lovelace", "unknown"}, Case{"ada lovelace", "ada"},
        Case{"ada", "unknown"}, Case{choice_key("Ada Lovelace", "Green"), "ada"},
        Case{"Glen R. \"Spike\" Ausmus", "ben"}, Case{"Glen R \"Spike\" Ausmus", "unknown"},
        Case{"Glen R. ''Spike'' Ausmus", "unknown"}, Case{"Gone", "unknown"},
        Case{"Times Counted", "ignored"}, Case{"Write-ins", "others"}, Case{"Scattering", "others"},
        Case{"Under Votes", "@2"}, Case{"OVERVOTES", "@3"}, Case{"Ballots Cast", "@0"},
        Case{"Registered Voters", "@1"}, Case{"@total", "@4"}, Case{"Total", "unknown"}}) {
    EXPECT_EQ(meant(row.name, Naming::Names, map), row.meaning) << row.name;
  }
  map.ignore.push_back("@registered");
  EXPECT_EQ(meant("@registered", Naming::Ids, map), "ignored");
  EXPECT_EQ(meant("@registered", Naming::Names, map), "ignored");
  EXPECT_EQ(meant("ada", Naming::Ids, map), "ada");
  EXPECT_EQ(meant("Ada Lovelace", Naming::Ids, map), "unknown");
  EXPECT_EQ(meant("Under Votes", Naming::Ids, map), "unknown");
}

TEST(NameMapTest, ACountyIsOneOfTheJurisdictions) {
  election::Jurisdiction jurisdiction;
  jurisdiction.counties = {{{"us-wi-dane"}, "Dane", {}}};
  NameMap map;
  map.counties = {{"DANE CO.", {"us-wi-dane"}}};
  EXPECT_EQ(county_meant("DANE CO.", Naming::Names, jurisdiction, map), "us-wi-dane");
  EXPECT_EQ(county_meant("dane", Naming::Names, jurisdiction, map), "us-wi-dane");
  EXPECT_EQ(county_meant("us-wi-dane", Naming::Ids, jurisdiction, map), "us-wi-dane");
  EXPECT_EQ(county_meant("Dane", Naming::Ids, jurisdiction, map), std::nullopt);
  EXPECT_EQ(county_meant("Dane County", Naming::Names, jurisdiction, map), std::nullopt);
  EXPECT_EQ(county_meant("Dane County", Naming::Names, {}, map), "Dane County");
}

TEST(NameMapTest, ATotalIsToldFromAPlaceThatBeginsSo) {
  for (const char* name : {"Total", "Totals", "TOTALS:", "Grand Total", "County Totals", "Sum"}) {
    EXPECT_TRUE(names_a_total(name)) << name;
  }
  for (const char* name : {"Totality Township", "Summit", "Town of Total", "", "Ward 1"}) {
    EXPECT_FALSE(names_a_total(name)) << name;
  }
}

}  // namespace
}  // namespace recanvass::formats
