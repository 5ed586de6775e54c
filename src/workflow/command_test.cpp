#include "workflow/command.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(CommandTest, ALineIsReadStrictly) {
  const char* good =
      R"({"do":"approve","by":"wec","key":"1","at":"2016-11-28T10:00:00Z","entry":3})";
  const auto read = parse_command(good, "f.jsonl", 4);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->body, base::Json({{"entry", 3}}));
  const struct {
    const char* line;
    const char* cause;
  } rows[] = {
      {"[]", "command.member"},
      {"{", "json.syntax"},
      {R"({"do":"a","do":"b"})", "json.duplicate-key"},
      {R"({"do":"a","by":"b","at":"2016-11-28T10:00:00Z"})", "command.member"},
      {R"({"do":"a","by":"b","key":"c","at":7})", "command.member"},
      {R"({"do":"a","by":"b","key":"c","at":"2016-11-28 10:00"})", "command.time"},
      {R"({"do":"a","by":"b\u202e","key":"c","at":"2016-11-28T10:00:00Z"})", "command.member"}};
  for (const auto& row : rows) {
    const auto bad = parse_command(row.line, "f.jsonl", 4);
    ASSERT_FALSE(bad.ok()) << row.line;
    EXPECT_EQ(bad.problems()[0].cause, row.cause) << row.line;
    EXPECT_EQ(bad.problems()[0].place.row, 4);
  }
}

TEST(CommandTest, AFractionInsideARecordIsNamedByItsPlace) {
  const std::vector<Field> fields = {{"lines", FieldType::Records, true, "Lines."}};
  const struct {
    const char* lines;
    const char* member;
  } rows[] = {{R"([{"item":"a","cents":1},{"item":"b","cents":1.5}])", "lines[1].cents"},
              {R"([{"item":["x",{"y":-0.5}]}])", "lines[0].item[1].y"},
              {R"([7])", "lines"}};
  for (const auto& row : rows) {
    const base::Json body = {{"lines", base::parse_json(row.lines, "lines").value()}};
    const base::Problems problems = check_fields(body, fields);
    ASSERT_EQ(problems.size(), 1U) << row.lines;
    EXPECT_EQ(problems[0].place.column, row.member);
  }
}

TEST(CommandTest, ATimeMayBeLeftOut) {
  const auto read = parse_command(R"({"do":"a","by":"b","key":"c"})", "f.jsonl", 4);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->claimed_time, "");
}

TEST(CommandTest, TextThatCouldDeceiveAReaderIsRefused) {
  EXPECT_TRUE(is_plain_text("Señora Ærø, Straße 5"));
  for (const char* text : {"a\nb", "a\tb", "\x1b[31m", "a\u202eb", "a\u200fb", "a\u2028b", "\xff",
                           "\xc0\xaf", "\xed\xa0\x80", "\u0085"}) {
    EXPECT_FALSE(is_plain_text(text)) << text;
  }
  EXPECT_FALSE(is_plain_text(std::string(4001, 'x')));
}

TEST(CommandTest, ATextThatIsTooLongIsToldItsLengthAndTheLimit) {
  const std::vector<Field> fields = {{"words", FieldType::Text, true, "What happened."}};
  EXPECT_TRUE(check_fields({{"words", std::string(4000, 'x')}}, fields).empty());
  const base::Problems longer = check_fields({{"words", std::string(250'000, 'x')}}, fields);
  ASSERT_EQ(longer.size(), 1U);
  EXPECT_EQ(longer[0].found, "a text of 250,000 bytes");
  EXPECT_EQ(longer[0].wanted, "a text of at most 4,000 bytes");
  const std::string line =
      R"({"do":"minute.add","by":"a","key":")" + std::string(70'000, 'k') + R"(","words":"x"})";
  const auto command = parse_command(line, "a.jsonl", 3);
  ASSERT_FALSE(command.ok());
  EXPECT_EQ(command.problems()[0].place.column, "key");
  EXPECT_EQ(command.problems()[0].found, "a text of 70,000 bytes");
}

TEST(CommandTest, AFileIsNamedByItsHashAndNeverByAPath) {
  const std::vector<Field> fields = {{"exhibit", FieldType::File, true, "The photograph."}};
  const base::Json good = {{"sha256", std::string(64, 'a')}, {"bytes", 3}, {"name", "b 1.jpg"}};
  EXPECT_TRUE(check_fields({{"exhibit", good}}, fields).empty());
  const std::pair<const char*, base::Json> changes[] = {
      {"name", "../b.jpg"}, {"name", "a\\b.jpg"}, {"name", ".."},      {"name", ""},
      {"name", 3},          {"bytes", -1},        {"bytes", "3"},      {"sha256", "aa"},
      {"extra", 1},         {"bytes", 1.5},       {"sha256", nullptr}, {"name", nullptr}};
  for (const auto& [member, value] : changes) {
    base::Json bad = good;
    bad[member] = value;
    const base::Problems problems = check_fields({{"exhibit", bad}}, fields);
    ASSERT_EQ(problems.size(), 1U) << bad.dump();
    EXPECT_EQ(problems[0].cause, "command.field");
  }
  EXPECT_EQ(check_fields({{"exhibit", "b.jpg"}}, fields).size(), 1U);
}

// A name copied with the tab behind it.
TEST(CommandTest, ATextThatCannotStandIsNamedWithItsCharacterAtAnyDepth) {
  struct Case {
    FieldType type;
    base::Json value;
    const char* member;
    const char* found;
  };
  for (const Case& row :
       {Case{FieldType::Text, "A-1\t", "x", "\"A-1<U+0009>\""},
        Case{FieldType::Texts, {"a", "b\n"}, "x[1]", "\"b<U+000A>\""},
        Case{FieldType::Records,
             base::Json::array({{{"batch", "A-0"}}, {{"batch", "A-1\t"}, {"ballots", 3}}}),
             "x[1].batch", "\"A-1<U+0009>\""},
        Case{FieldType::Record, {{"a", {{"b", "\u202Ec"}}}}, "x.a.b", "\"<U+202E>c\""},
        Case{FieldType::Numbers, {{"ada\t", 5}}, "x", "\"ada<U+0009>\""}}) {
    const base::Problems problems =
        check_fields({{"x", row.value}}, {{"x", row.type, true, "Help."}});
    ASSERT_EQ(problems.size(), 1U) << row.value.dump();
    EXPECT_EQ(problems[0].place.column, row.member);
    EXPECT_EQ(problems[0].found, row.found);
    EXPECT_TRUE(problems[0].wanted.starts_with("text without the character U+")) << row.found;
  }
  EXPECT_EQ(check_fields({{"x", base::Json::array({1})}}, {{"x", FieldType::Records, true, "H."}})
                .at(0)
                .wanted,
            "a list of objects");
}

TEST(CommandTest, ATextOfNothingButWhiteSpaceIsNoText) {
  struct Case {
    FieldType type;
    base::Json value;
    const char* member;
  };
  for (const Case& row :
       {Case{FieldType::Text, " ", "x"}, Case{FieldType::Text, "\u00a0\u3000", "x"},
        Case{FieldType::Texts, {"a", "  "}, "x[1]"}, Case{FieldType::Numbers, {{" ", 5}}, "x"},
        Case{FieldType::Record, {{"a", {{"b", " "}}}}, "x.a.b"},
        Case{FieldType::Records, base::Json::array({{{"item", " "}}}), "x[0].item"}}) {
    const base::Problems problems =
        check_fields({{"x", row.value}}, {{"x", row.type, true, "Help."}});
    ASSERT_EQ(problems.size(), 1U) << row.value.dump();
    EXPECT_EQ(problems[0].cause, "command.field");
    EXPECT_EQ(problems[0].place.column, row.member);
    EXPECT_EQ(problems[0].found, "nothing but white space");
  }
  EXPECT_TRUE(check_fields({{"x", " . "}}, {{"x", FieldType::Text, true, "Help."}}).empty());
}

}  // namespace
}  // namespace recanvass::workflow
