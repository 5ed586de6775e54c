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
  EXPECT_EQ(bare_name("Łukasz Żak"), "lukaszzak");
  EXPECT_EQ(bare_name("李娜"), "李娜");
  EXPECT_EQ(bare_name(" .-"), "");
}

TEST(PersonName, LettersOfAnotherScriptAccentsAndUnseenCharactersDoNotMakeAnotherName) {
  for (const char* spelling :
       {"\u0410da Lund", "A\u200bda\u00a0Lund", "\uff21da \uff2cund", "Ada\u2003Lund",
        "\u0391d\u03b1 Lund", "\u00c1da Lund", "A\u0301da Lund", "Ada\u2010Lund"}) {
    EXPECT_EQ(bare_name(spelling), "adalund") << spelling;
  }
  EXPECT_NE(bare_name("Ada L\u0438nd"), bare_name("Ada Lund")) << "no letter that looks the same";
}

TEST(PersonName, ThePartOfThePersonStaysAsItIsWritten) {
  EXPECT_EQ(person_part("Ruth Adler, county clerk"), "Ruth Adler");
  EXPECT_EQ(person_part(" Ruth Adler "), "Ruth Adler");
  EXPECT_EQ(person_part("Adler, Ruth"), "Adler, Ruth");
  EXPECT_EQ(person_part(""), "");
}

TEST(PersonName, ATitleInParenthesesOrAfterASlashOrADashDoesNotMakeAnotherPerson) {
  for (const char* spelling :
       {"Ada Lund (table A)", "Ada Lund [table B]", "Ada Lund/counter", "Ada Lund / table A",
        "Ada Lund - table A", "Ada Lund \u2013 table A", "Ada Lund; table A", "Ada Lund | A"}) {
    EXPECT_EQ(bare_person(spelling), "adalund") << spelling;
  }
  EXPECT_EQ(bare_person("Ada Lund-Meyer"), "adalundmeyer") << "a name, not a title";
  EXPECT_EQ(bare_person("Counter (A)"), "countera") << "one word is not a name with a title";
  EXPECT_NE(bare_person("Counter (A)"), bare_person("Counter (B)"));
}

TEST(PersonName, ATitleAfterACommaDoesNotMakeAnotherPersonAndAGivenNameDoes) {
  for (const char* spelling :
       {"Ruth Adler", "Ruth Adler, county clerk", " ruth  adler , Clerk, Dane", "Ruth Adler,"}) {
    EXPECT_EQ(bare_person(spelling), "ruthadler") << spelling;
  }
  EXPECT_EQ(bare_person("Adler, Ruth"), "ruthadler");
  EXPECT_EQ(bare_person("Adler, Ruth (clerk)"), "ruthadler");
  EXPECT_EQ(bare_person("Adler, Ruth, clerk"), "ruthadler");
  EXPECT_NE(bare_person("Adler, Ruth"), bare_person("Adler, Omar"));
  EXPECT_EQ(bare_person(", clerk"), "clerk");
  EXPECT_EQ(bare_person(""), "");
}

}  // namespace
}  // namespace recanvass::base
