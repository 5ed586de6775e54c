#include "base/look_of_name.h"

#include <gtest/gtest.h>

namespace recanvass::base {
namespace {

TEST(LookOfName, SmallLettersAndSingleSpacesMakeTwoSpellingsOfOneNameEqual) {
  EXPECT_EQ(folded_name("  WARD \t 1 "), "ward 1");
  EXPECT_EQ(folded_name("Ward\u00a01"), "ward 1");
  EXPECT_EQ(folded_name("DO\u00d1A"), folded_name("Do\u00f1a"));
  EXPECT_NE(folded_name("W\u0430rd 1"), folded_name("Ward 1")) << "letters as they are written";
  EXPECT_EQ(folded_name("\xff"), "\xff") << "what is no UTF-8 stays";
}

TEST(LookOfName, LettersOfOtherScriptsAreReadAsTheyLook) {
  for (const char* spelling : {"W\u0430rd 1", "\uff37ard \uff11", "Wa\u200brd 1", "WARD\u20031"}) {
    EXPECT_EQ(look_of_name(spelling), "ward 1") << spelling;
  }
  EXPECT_NE(look_of_name("Wird 1"), look_of_name("Ward 1"));
}

TEST(LookOfName, AnIdLooksTheSameWithoutSpacesButForThoseBetweenDigits) {
  for (const char* spelling : {"Ward 1-2", "WARD1-2", "ward 1\u20132", " Ward  1 - 2"}) {
    EXPECT_EQ(look_of_id(spelling), "ward1-2") << spelling;
  }
  EXPECT_NE(look_of_id("Ward 1 11"), look_of_id("Ward 11 1"));
  EXPECT_NE(look_of_id("W1-1"), look_of_id("W11"));
  EXPECT_NE(look_of_id("Ward 1O"), look_of_id("Ward 10")) << "precincts are numbered 1N, 1O, 1P";
}

TEST(LookOfName, AnAccountsDigitsAreReadAsTheLettersThatTheyLookLike) {
  EXPECT_EQ(look_of_account("team-1"), look_of_account("Team-l"));
  EXPECT_EQ(look_of_account("team-I"), look_of_account("team-1"));
  EXPECT_EQ(look_of_account("board-10"), look_of_account("board-lO"));
  EXPECT_NE(look_of_account("team-1"), look_of_account("team-2"));
}

TEST(LookOfName, ATakenNameIsKnownByItsLookAndMayBeTakenAgain) {
  TakenNames taken;
  EXPECT_EQ(taken.look_alike("Ward 1"), std::nullopt);
  taken.take("Ward 1");
  EXPECT_EQ(taken.look_alike("Ward 1"), std::nullopt);
  EXPECT_EQ(taken.look_alike("WARD 1"), "Ward 1");
  EXPECT_EQ(taken.look_alike("Ward 2"), std::nullopt);
  taken.take("ward 1");
  EXPECT_EQ(taken.look_alike("WARD 1"), "Ward 1") << "the first spelling";
}

TEST(LookOfName, APlainLetterIsOneThatIsOrLooksLikeAsciiAccentsApart) {
  EXPECT_EQ(plain_letter('A'), 'a');
  EXPECT_EQ(plain_letter('7'), '7');
  EXPECT_EQ(plain_letter(0xC9), 'e');
  EXPECT_EQ(plain_letter(0x17D), 'z');
  EXPECT_EQ(plain_letter(0x410), 'a');
  EXPECT_EQ(plain_letter(0xFF21), 'a');
  for (const char32_t point : {U'.', U' ', U'\u00d7', U'\u00c6', U'\u0438', U'\u2010'}) {
    EXPECT_EQ(plain_letter(point), 0) << static_cast<unsigned>(point);
  }
}

}  // namespace
}  // namespace recanvass::base
