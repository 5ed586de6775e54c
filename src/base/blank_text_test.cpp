#include "base/blank_text.h"

#include <gtest/gtest.h>

namespace recanvass::base {
namespace {

TEST(BlankText, WhiteSpaceOfAnyWidthSaysNothing) {
  for (const char* text :
       {"", " ", "   ", "\t\r\n", "\u00a0", " \u2003\u3000 ", "\u200b", "\ufeff"}) {
    EXPECT_TRUE(is_blank(text)) << '"' << text << '"';
  }
}

TEST(BlankText, OneCharacterOfAnythingElseSaysSomething) {
  for (const char* text : {"x", " .", "\u00a0é", "-", "\u4e00", "\xc2", "\xe2\x80"}) {
    EXPECT_FALSE(is_blank(text)) << '"' << text << '"';
  }
}

}  // namespace
}  // namespace recanvass::base
