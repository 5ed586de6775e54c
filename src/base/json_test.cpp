#include "base/json.h"

#include "base/sha256.h"

#include <gtest/gtest.h>

namespace recanvass::base {
namespace {

TEST(CanonicalJsonTest, SortsMembersByUtf16AsRfc8785Section323Does) {
  // The RFC's own example of sorting: carriage return, 1, control 0080, o with diaeresis, euro,
  // smiley (a surrogate pair), Hebrew letter.
  const auto read = parse_json(
      "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,"
      "\"\\u00f6\":7}",
      "example");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(canonical_json(*read),
            "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\U0001F600\":5,"
            "\"\uFB33\":3}");
}

TEST(CanonicalJsonTest, EscapesAsRfc8785Section322Does) {
  const Json value = {{"text", "\u20ac$\u000F\nA'B\"\\\\\"/\b\f\t\u007f"}};
  EXPECT_EQ(canonical_json(value),
            "{\"text\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\f\\t\u007f\"}");
}

TEST(CanonicalJsonTest, HoldsIntegersUpToTheSafeBorderAndNoFractions) {
  EXPECT_EQ(canonical_json(Json(9007199254740991)), "9007199254740991");
  EXPECT_EQ(canonical_json(Json(-9007199254740991)), "-9007199254740991");
  EXPECT_THROW(canonical_json(Json(9007199254740992)), BrokenProgram);
  EXPECT_THROW(canonical_json(Json(0.5)), BrokenProgram);
  EXPECT_EQ(canonical_json(Json::array({nullptr, true, false, "x", Json::object()})),
            "[null,true,false,\"x\",{}]");
}

TEST(CanonicalJsonTest, TheSameValueHasTheSameHashWhateverOrderItWasWrittenIn) {
  const auto a = parse_json(R"({"b":[1,2],"a":{"y":1,"x":2}})", "a");
  const auto b = parse_json(R"( { "a" : {"x":2, "y":1}, "b":[1, 2] } )", "b");
  ASSERT_TRUE(a.ok() && b.ok());
  EXPECT_EQ(hex(sha256(canonical_json(*a))), hex(sha256(canonical_json(*b))));
}

TEST(PrettyJsonTest, NumbersAreShortestRoundTrip) {
  EXPECT_EQ(pretty_json(Json(0.1)), "0.1\n");
  EXPECT_EQ(pretty_json(Json(1.0 / 3)), "0.3333333333333333\n");
  EXPECT_EQ(pretty_json(Json(1e21)), "1e+21\n");
  EXPECT_EQ(pretty_json(Json(5e-324)), "5e-324\n");
  EXPECT_THROW(pretty_json(Json(1.0 / 0.0)), BrokenProgram);
  EXPECT_EQ(pretty_json({{"b", Json::array({1})}, {"a", Json::array()}}),
            "{\n  \"a\": [],\n  \"b\": [\n    1\n  ]\n}\n");
}

TEST(ParseJsonTest, RefusesWhatTwoReadersCouldReadDifferently) {
  const struct {
    const char* text;
    const char* cause;
  } rows[] = {{R"({"a":1,"a":2})", "json.duplicate-key"},
              {R"({"a":{"b":1,"b":1}})", "json.duplicate-key"},
              {R"({"a":NaN})", "json.syntax"},
              {R"({"a":1} x)", "json.syntax"},
              {R"({"a":1,})", "json.syntax"},
              {"", "json.syntax"},
              {"\"\xff\"", "json.syntax"}};
  for (const auto& row : rows) {
    const auto read = parse_json(row.text, "file.json");
    ASSERT_FALSE(read.ok()) << row.text;
    EXPECT_EQ(read.problems()[0].cause, row.cause) << row.text;
    EXPECT_EQ(read.problems()[0].place.file, "file.json");
  }
  EXPECT_TRUE(parse_json(R"({"a":{"x":1},"b":{"x":1}})", "f").ok());
}

TEST(ParseJsonTest, RefusesDeepNestingInsteadOfRunningOutOfStack) {
  const auto deep = parse_json(std::string(100'000, '['), "deep.json");
  ASSERT_FALSE(deep.ok());
  std::string closed(70, '[');
  closed += std::string(70, ']');
  const auto read = parse_json(closed, "deep.json");
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.problems()[0].cause, "json.depth");
  EXPECT_TRUE(parse_json(std::string(64, '[') + std::string(64, ']'), "f").ok());
}

TEST(Json, AFaultIsNamedByItsPlaceAndInOurWords) {
  struct Case {
    const char* text;
    std::int64_t line;
    const char* place;
    const char* found;
    const char* mend;
  };
  const char* const words =
      "Write texts and names in double quotation marks; the only other words are true, false and "
      "null.";
  for (const Case& row : {
           Case{"{\"a\": 1,\n \"b\": 2,\n}", 3, "character 1", "\"}\"",
                "Remove the comma before it."},
           Case{"[1, 2,]", 1, "character 7", "\"]\"", "Remove the comma before it."},
           Case{"{\"a\": nul}", 1, "character 7", "\"nul\"", words},
           Case{"{\"\xC3\xA9\": yes}", 1, "character 7", "\"yes\"", words},
           Case{"{'a': 1}", 1, "character 2", "\"'\"",
                "Write texts and names in double quotation marks."},
           Case{"{\"a\": 1} x", 1, "character 10", "\"x\"", words},
           Case{"{\"a\" 1}", 1, "character 6", "\"1\"", "Correct the text there."},
           Case{"[1,\n// no\n2]", 2, "character 1", "\"/\"", "Remove the comment: JSON has none."},
           Case{"[\"a\nb\"]", 1, "character 4", "the end of the line", "Correct the text there."},
           Case{"[\"\xFF\"]", 1, "character 3", "the byte 0xFF", "Save the file as UTF-8."},
           Case{"[\xE2\x80\x9Cx\xE2\x80\x9D]", 1, "character 2", "the byte 0xE2",
                "Write straight quotation marks (\") for the typographic ones."},
           Case{"[1e999]", 1, "character 2", "the number \"1e999\"", "Correct the number."},
           Case{"{\"a\": [1", 1, "character 9", "the end of the text",
                "Add what is missing: a bracket, a quotation mark or a value is not closed."},
           Case{"", 1, "character 1", "no text", "Write the document."},
       }) {
    const auto read = parse_json(row.text, "f.json");
    ASSERT_FALSE(read.ok()) << row.text;
    const Problem& problem = read.problems().at(0);
    EXPECT_EQ(problem.cause, "json.syntax") << row.text;
    EXPECT_EQ(problem.place.row, row.line) << row.text;
    EXPECT_EQ(problem.place.column, row.place) << row.text;
    EXPECT_EQ(problem.found, row.found) << row.text;
    EXPECT_EQ(problem.mend, row.mend) << row.text;
    EXPECT_EQ(problem.sentence().find("json.exception"), std::string::npos);
    EXPECT_EQ(problem.sentence().find("parse_error"), std::string::npos);
  }
}

}  // namespace
}  // namespace recanvass::base
