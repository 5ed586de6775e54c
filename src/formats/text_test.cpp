#include "formats/text.h"

#include <gtest/gtest.h>

#include <fstream>

namespace recanvass::formats {
namespace {

using std::string_literals::operator""s;

TEST(TextTest, EveryEncodingOfOneNameGivesTheSameText) {
  const std::string wanted =
      "Doña \xE2\x80\x9C"
      "Ana\xE2\x80\x9D,1\r\n";
  struct Case {
    const char* what;
    std::string bytes;
    Encoding encoding;
  };
  for (const Case& row :
       {Case{"UTF-8", wanted, Encoding::Utf8},
        Case{"UTF-8 with a mark", "\xEF\xBB\xBF" + wanted, Encoding::Utf8WithMark},
        Case{"Windows-1252",
             "Do\xF1"
             "a \x93"
             "Ana\x94,1\r\n",
             Encoding::Windows1252},
        Case{"UTF-16, little end first",
             "\xFF\xFE"
             "D\0o\0\xF1\0a\0 \0\x1C\x20"
             "A\0n\0a\0\x1D\x20,\0"
             "1\0\r\0\n\0"s,
             Encoding::Utf16},
        Case{"UTF-16, big end first",
             "\xFE\xFF\0D\0o\0\xF1\0a\0 \x20\x1C\0A\0n\0a\x20\x1D\0,\0"
             "1\0\r\0\n"s,
             Encoding::Utf16}}) {
    const auto decoded = decode_text(row.bytes, "r.csv");
    ASSERT_TRUE(decoded.ok()) << row.what;
    EXPECT_EQ(decoded->text, wanted) << row.what;
    EXPECT_EQ(decoded->encoding, row.encoding) << row.what;
  }
}

TEST(TextTest, ACharacterAboveTheFirstPlaneSurvivesUtf16) {
  const auto decoded = decode_text("\xFF\xFE\x3D\xD8\x00\xDE"s, "r.csv");
  ASSERT_TRUE(decoded.ok());
  EXPECT_EQ(decoded->text, "\xF0\x9F\x98\x80");
}

TEST(TextTest, WhatCannotBeDecodedIsRefusedAndNeverPatched) {
  struct Case {
    const char* what;
    std::string bytes;
    const char* cause;
    std::int64_t row;
  };
  for (const Case& row :
       {Case{"UTF-16 without a mark, little end first", "a\0,\0b\0\n\0"s, "text.encoding", 0},
        Case{"UTF-16 without a mark, big end first", "\0a\0,\0b\0\n"s, "text.encoding", 0},
        Case{"UTF-32", "\xFF\xFE\0\0a\0\0\0"s, "text.encoding", 0},
        Case{"undefined in Windows-1252", "a\nb\x81\n", "text.encoding", 2},
        Case{"broken behind a UTF-8 mark",
             "\xEF\xBB\xBF"
             "a\nb\xF1\n",
             "text.encoding", 2},
        Case{"half of a UTF-16 pair",
             "\xFF\xFE"
             "a\0\x00\xD8"s,
             "text.encoding", 1},
        Case{"the other half twice", "\xFF\xFE\x00\xDC\x00\xDC"s, "text.encoding", 1},
        Case{"an odd number of bytes",
             "\xFF\xFE"
             "a\0b"s,
             "text.encoding", 0},
        Case{"NUL", "a\n\nb\0c\n"s, "text.control", 3},
        Case{"an escape", "a\x1B[2J\n", "text.control", 1},
        Case{"delete", "abcdefgh\x7F\n", "text.control", 1},
        Case{"a C1 control", "a\xC2\x9B\n", "text.control", 1}}) {
    const auto decoded = decode_text(row.bytes, "r.csv");
    ASSERT_FALSE(decoded.ok()) << row.what;
    EXPECT_EQ(decoded.problems().front().cause, row.cause) << row.what;
    EXPECT_EQ(decoded.problems().front().place.row, row.row) << row.what;
  }
}

TEST(TextTest, Utf8IsReadStrictly) {
  for (const char* bad : {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xC3",
                          "\xE2\x82", "\xFF", "\x80"}) {
    EXPECT_EQ(code_point_at(bad, 0).length, 0u) << bad;
  }
  EXPECT_EQ(code_point_at("\xF4\x8F\xBF\xBF", 0).value, 0x10FFFFu);
}

TEST(TextTest, ANameThatIsNotWhatItLooksLikeIsToldFromAName) {
  struct Case {
    std::string name;
    const char* why;
  };
  for (const Case& row :
       {Case{"Jill Stein", ""}, Case{"Doña Ana", ""}, Case{"<img src=x onerror=alert(1)>", ""},
        Case{"=HYPERLINK(\"http://x\",\"ok\")", ""}, Case{"", "is empty"}, Case{"  ", "is empty"},
        Case{"Jill\nStein of Massachusetts", "holds the control character U+000A"},
        Case{"Jill \xE2\x80\xAEnietS", "holds U+202E, which is invisible or reorders text"},
        Case{"Ji\xE2\x80\x8Bll", "holds U+200B, which is invisible or reorders text"}}) {
    EXPECT_EQ(why_not_a_name(row.name), row.why) << row.name;
  }
  EXPECT_TRUE(mixes_scripts("J\xD1\x96ll Stein"));  // a Ukrainian i
  EXPECT_FALSE(mixes_scripts("Jill Stein"));
  EXPECT_FALSE(mixes_scripts("\xD0\x98\xD0\xB2\xD0\xB0\xD0\xBD Stein"));
}

TEST(TextTest, ANameFillsNoPages) {
  EXPECT_EQ(why_not_a_name(std::string(10'000, 'x')), "");
  EXPECT_EQ(why_not_a_name(std::string(10'001, 'x')), "is longer than 10000 bytes");
}

TEST(TextTest, AFileThatCannotBeReadIsNamed) {
  const auto missing = read_bytes("no/such/file.csv", "returns.csv");
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.problems().front().cause, "file.missing");
  EXPECT_EQ(missing.problems().front().place.file, "returns.csv");
  const auto folder = read_bytes(std::filesystem::temp_directory_path(), "returns");
  ASSERT_FALSE(folder.ok());
  EXPECT_EQ(folder.problems().front().cause, "file.not-a-file");
}

}  // namespace
}  // namespace recanvass::formats
