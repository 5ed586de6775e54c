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
      {R"({"do":"a","by":"b","key":"c"})", "command.member"},
      {R"({"do":"a","by":"b","key":"c","at":"2016-11-28 10:00"})", "command.time"},
      {R"({"do":"a","by":"b\u202e","key":"c","at":"2016-11-28T10:00:00Z"})", "command.member"}};
  for (const auto& row : rows) {
    const auto bad = parse_command(row.line, "f.jsonl", 4);
    ASSERT_FALSE(bad.ok()) << row.line;
    EXPECT_EQ(bad.problems()[0].cause, row.cause) << row.line;
    EXPECT_EQ(bad.problems()[0].place.row, 4);
  }
}

TEST(CommandTest, TextThatCouldDeceiveAReaderIsRefused) {
  EXPECT_TRUE(is_plain_text("Señora Ærø, Straße 5"));
  for (const char* text : {"a\nb", "a\tb", "\x1b[31m", "a\u202eb", "a\u200fb", "a\u2028b", "\xff",
                           "\xc0\xaf", "\xed\xa0\x80", "\u0085"}) {
    EXPECT_FALSE(is_plain_text(text)) << text;
  }
  EXPECT_FALSE(is_plain_text(std::string(4001, 'x')));
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

}  // namespace
}  // namespace recanvass::workflow
