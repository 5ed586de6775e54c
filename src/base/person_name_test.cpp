#include "base/person_name.h"

#include <gtest/gtest.h>

namespace recanvass::base {
namespace {

TEST(PersonName, SpacesPunctuationAndCaseDoNotMakeAnotherName) {
  for (const char* spelling : {"A. Smith", "A Smith", "a.smith", " A.  SMITH ", "A-Smith"}) {
    EXPECT_EQ(bare_name(spelling), "asmith") << spelling;
  }
  EXPECT_NE(bare_name("B. Smith"), bare_name("A. Smith"));
  EXPECT_NE(bare_name("Team 1"), bare_name("Team 2"));
  EXPECT_EQ(bare_name("Zoë"), "zoë");
  EXPECT_EQ(bare_name(" .-"), "");
}

TEST(PersonName, ATitleAfterACommaDoesNotMakeAnotherPersonAndAGivenNameDoes) {
  for (const char* spelling :
       {"Ruth Adler", "Ruth Adler, county clerk", " ruth  adler , Clerk, Dane", "Ruth Adler,"}) {
    EXPECT_EQ(bare_person(spelling), "ruthadler") << spelling;
  }
  EXPECT_EQ(bare_person("Adler, Ruth"), "adlerruth");
  EXPECT_NE(bare_person("Adler, Ruth"), bare_person("Adler, Omar"));
  EXPECT_EQ(bare_person(", clerk"), "clerk");
  EXPECT_EQ(bare_person(""), "");
}

}  // namespace
}  // namespace recanvass::base
