#include "formats/xml_text.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

TEST(XmlText, WhatXmlTakesForAnId) {
  for (const char* good : {"a", "_1", "contest-1.2", "CON_117"}) EXPECT_TRUE(is_xml_id(good));
  for (const char* bad : {"", "1", "-a", "a b", "a:b", "\xC3\xA4"}) EXPECT_FALSE(is_xml_id(bad));
}

TEST(XmlText, ControlCharactersThatXmlCannotWriteAreLeftOut) {
  std::string out;
  append_xml_text(out, std::string_view("a\x01\0b\tc", 6));
  EXPECT_EQ(out, "ab\tc");
}

}  // namespace
}  // namespace recanvass::formats
