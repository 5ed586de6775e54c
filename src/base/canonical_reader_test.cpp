#include "base/canonical_reader.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace recanvass::base {
namespace {

std::optional<Json> read_plain_canonical(std::string_view text) {
  Json value;
  PlainReader reader(text);
  if (!reader.read_value(value) || !reader.at_end()) return std::nullopt;
  return value;
}

constexpr const char* kPlainTexts[] = {
    R"({})",
    R"([])",
    R"("")",
    R"(0)",
    R"(-1)",
    R"(true)",
    R"(false)",
    R"(null)",
    R"(9007199254740991)",
    R"(-9007199254740991)",
    R"([0,[],{},"a b~",-10,true,false,null])",
    R"("\"")",
    R"(["a\"b","\\","\\\"","\"\""])",
    R"({"A":1,"a":{"b":[1,2],"c":""},"b":"x","ba":0})",
};

TEST(CanonicalReader, PlainCanonicalTextGivesTheValueThatParseJsonGives) {
  for (const char* text : kPlainTexts) {
    const auto read = read_plain_canonical(text);
    ASSERT_TRUE(read.has_value()) << text;
    const Json parsed = parse_json(text, "").value();
    EXPECT_EQ(*read, parsed) << text;
    EXPECT_EQ(read->type(), parsed.type()) << text;
    EXPECT_EQ(canonical_json(*read), text);
  }
}

TEST(CanonicalReader, NumbersAreSignedOnlyBelowZero) {
  EXPECT_TRUE(read_plain_canonical("7")->is_number_unsigned());
  EXPECT_FALSE(read_plain_canonical("-7")->is_number_unsigned());
}

TEST(CanonicalReader, AnyOtherTextIsLeftToParseJson) {
  const char* const texts[] = {
      "",
      " 1",
      "1 ",
      "{\"a\": 1}",
      "[1, 2]",
      "00",
      "01",
      "-0",
      "-",
      "+1",
      "1.0",
      "1e3",
      "9007199254740992",
      "-9007199254740992",
      "99999999999999999999",
      "18446744073709551617",
      R"({"b":1,"a":2})",
      R"({"a":1,"a":2})",
      R"({"":1,"":2})",
      R"({"a":1,})",
      R"({"a"})",
      R"({"a":})",
      R"({"a":1)",
      R"([1,])",
      R"([1)",
      R"([1]])",
      R"("a)",
      R"("\n")",
      R"("\/")",
      R"("\)",
      R"("\")",
      R"({"a\"":1})",
      "\"\\u0041\"",
      "\"\x7F\"",
      "\"\x01\"",
      "\"\xC3\xB1\"",
      "{\"\xC3\xB1\":1}",
      "tru",
      "truer",
      "nul",
      "'a'",
  };
  for (const char* text : texts) EXPECT_FALSE(read_plain_canonical(text).has_value()) << text;
}

TEST(CanonicalReader, NestingBeyond32LevelsIsLeftToParseJson) {
  const auto nested = [](std::size_t levels) {
    return std::string(levels, '[') + std::string(levels, ']');
  };
  EXPECT_TRUE(read_plain_canonical(nested(32)).has_value());
  EXPECT_FALSE(read_plain_canonical(nested(33)).has_value());
}

// Every text that differs in one byte from a plain one: taken for canonical only when it is.
TEST(CanonicalReader, AChangedByteIsNeverTakenForCanonicalWhenItIsNot) {
  const std::string whole = R"({"A":-10,"b":["x\"\\y",true,0],"c":{"d":null}})";
  for (std::size_t i = 0; i < whole.size(); ++i) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string changed = whole;
      changed[i] = static_cast<char>(byte);
      const auto read = read_plain_canonical(changed);
      if (!read) continue;
      EXPECT_EQ(canonical_json(*read), changed);
      EXPECT_EQ(*read, parse_json(changed, "").value()) << changed;
    }
  }
}

TEST(CanonicalReader, GoesFromThingToThingAndStopsAtWhatIsNotThere) {
  std::string text = "before";
  Json value;
  PlainReader reader(R"({"a":"x\\y","b":[1]})");
  EXPECT_TRUE(reader.take(R"({"a":)"));
  EXPECT_TRUE(reader.read_text(text));
  EXPECT_EQ(text, "x\\y");
  EXPECT_TRUE(reader.take(R"(,"b":)"));
  EXPECT_TRUE(reader.read_value(value));
  EXPECT_EQ(value, Json::array({1}));
  EXPECT_FALSE(reader.at_end());
  EXPECT_FALSE(reader.take("}}"));
  EXPECT_TRUE(reader.take("}"));
  EXPECT_TRUE(reader.at_end());
  EXPECT_FALSE(PlainReader("1").read_text(text));
}

}  // namespace
}  // namespace recanvass::base
