#include "formats/nist_results.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

TEST(NistTreeTest, XmlBecomesTheJsonOfTheSameStandard) {
  const auto tree = nist_tree_of_xml(
      "<ElectionReport xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><Election>\n"
      "<Contest ObjectId=\"c \" xsi:type=\"CandidateContest\"><Name> A &amp; B </Name></Contest>"
      "<Contest ObjectId=\"d\"/></Election><Text Language=\"en\">x</Text></ElectionReport>",
      "r.xml");
  ASSERT_TRUE(tree.ok());
  const base::Json wanted = {
      {"ElectionReport",
       {{"Election",
         {{"Contest",
           base::Json::array(
               {{{"@id", "c"}, {"@type", "CandidateContest"}, {"Name", "A & B"}, {"@line", 2}},
                {{"@id", "d"}, {"@line", 2}}})},
          {"@line", 1}}},
        {"Text", {{"Language", "en"}, {"Content", "x"}, {"@line", 2}}},
        {"@line", 1}}}};
  EXPECT_EQ(*tree, wanted);
  EXPECT_FALSE(nist_tree_of_xml("<a>", "r.xml").ok());
}

}  // namespace
}  // namespace recanvass::formats
