#include "formats/published_counties.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

constexpr const char* kCountyText =
    "County,Ofc-TBJ,Ofc-Und,Ofc-Ovr,Ofc-Oth,Ofc-BC,RLA-TBJ,RLA-Und,RLA-Ovr,RLA-Oth,RLA-BC,"
    "RLA-InvW,RLA-ValW,\xCE\x94-TBJ\n"
    "ALL,100,5,1,2,108,98,6,0,3,107,2,1,-2\n";

TEST(PublishedCounties, ATableIsReadWithItsDifferences) {
  ProblemList problems;
  const CountyTable table = read_county_table(kCountyText, "c.csv", problems);
  EXPECT_TRUE(problems.empty());
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_EQ(table.rows[0].county, "ALL");
  EXPECT_EQ(table.rows[0].row.text(), "c.csv:2");
  EXPECT_EQ(table.rows[0].figures.at("delta-tbj"), -2);
  EXPECT_EQ(table.rows[0].figures.at("rla-valw"), 1);
  EXPECT_EQ(table.rows[0].figures.size(), 13U) << "columns that are not there have no figure";
}

TEST(PublishedCounties, WhatIsNoNumberIsNamedWithItsPlace) {
  ProblemList problems;
  std::string text = kCountyText;
  text.replace(text.find("98,6"), 2, "9x");
  (void)read_county_table(text, "c.csv", problems);
  const base::Problems found = problems.take();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].cause, "published.number");
  EXPECT_EQ(found[0].found, "\"9x\"");
}

TEST(PublishedCounties, CertifiedFiguresAloneComeAsJson) {
  const auto json = base::parse_json(R"({"Bacon": {"BC": 12, "TBJ": 9, "Und": 3}})", "j").value();
  ASSERT_TRUE(is_county_document(json));
  const CountyTable table = read_county_document(json, "j.json");
  EXPECT_EQ(table.rows.at(0).figures.at("ofc-bc"), 12);
  EXPECT_EQ(table.rows.at(0).figures.at("ofc-und"), 3);
  for (const char* other :
       {"{}", R"({"a": 1})", R"({"a": {"BC": 1}})", R"([1])", R"({"a": {"BC": 1, "TBJ": "x"}})"}) {
    EXPECT_FALSE(is_county_document(base::parse_json(other, "j").value())) << other;
  }
}

}  // namespace
}  // namespace recanvass::formats
