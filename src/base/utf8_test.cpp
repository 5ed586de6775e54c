#include "base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace recanvass::base {
namespace {

TEST(Utf8, ACharacterIsReadWithItsLength) {
  struct Row {
    std::string text;
    char32_t value;
    std::size_t length;
  };
  for (const Row& row :
       {Row{"a", 'a', 1}, Row{"\xC2\x80", 0x80, 2}, Row{"\xDF\xBF", 0x7FF, 2},
        Row{"\xE0\xA0\x80", 0x800, 3}, Row{"\xEF\xBF\xBF", 0xFFFF, 3},
        Row{"\xF0\x90\x80\x80", 0x10000, 4}, Row{"\xF4\x8F\xBF\xBF", 0x10FFFF, 4}}) {
    const Utf8Character character = utf8_character_at(row.text, 0);
    EXPECT_EQ(character.value, row.value) << row.length;
    EXPECT_EQ(character.length, row.length) << row.length;
  }
}

TEST(Utf8, WhatIsOverlongCutShortOrHalfAPairIsNoCharacter) {
  for (const std::string text :
       {"\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80", "\xC3", "\xC3z"}) {
    EXPECT_EQ(utf8_character_at(text, 0).length, 0U);
  }
}

}  // namespace
}  // namespace recanvass::base
