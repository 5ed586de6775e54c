#include "formats/toml_fields.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

// Reads one key of one document by one of the readers, and gives the causes.
template <class Read>
std::string causes_when(const std::string& text, Read read) {
  const auto table = parse_toml(text, "t.toml");
  if (!table) return table.problems().front().cause;
  ProblemList problems;
  TomlSource source{"t.toml", problems};
  TomlFields fields(*table, "", source);
  read(fields);
  fields.finish();
  std::string causes;
  for (const auto& problem : problems.take()) {
    causes += (causes.empty() ? "" : " ") + problem.cause + "@" + std::to_string(problem.place.row);
  }
  return causes;
}

TEST(TomlFieldsTest, AFieldHasItsTypeOrIsAProblemAtItsLine) {
  const auto date = [](TomlFields& fields) { (void)fields.required_date("on"); };
  const auto whole = [](TomlFields& fields) { (void)fields.whole("n", 1, 10); };
  const auto moment = [](TomlFields& fields) { (void)fields.moment("at"); };
  const auto money = [](TomlFields& fields) { (void)fields.dollars("usd"); };
  const auto id = [](TomlFields& fields) { (void)fields.required_id("id"); };
  const auto name = [](TomlFields& fields) { (void)fields.required_name("name"); };
  EXPECT_EQ(causes_when("on = 2016-11-25", date), "");
  EXPECT_EQ(causes_when("\non = \"2016-11-25\"", date), "toml.type@2");
  EXPECT_EQ(causes_when("on = 2016-11-25T17:00:00", date), "toml.type@1");
  EXPECT_EQ(causes_when("on = 2016-02-30", date), "toml.syntax");
  EXPECT_EQ(causes_when("", date), "toml.missing@1");
  EXPECT_EQ(causes_when("n = 10", whole), "");
  EXPECT_EQ(causes_when("n = 11", whole), "toml.value@1");
  EXPECT_EQ(causes_when("n = 1.0", whole), "toml.type@1");
  EXPECT_EQ(causes_when("n = \"1\"", whole), "toml.type@1");
  EXPECT_EQ(causes_when("at = 2016-12-13T15:00:00", moment), "");
  EXPECT_EQ(causes_when("at = \"2016-12-13T15:00\"", moment), "");
  EXPECT_EQ(causes_when("at = 2016-12-13T15:00:01", moment), "toml.type@1");
  EXPECT_EQ(causes_when("at = 2016-12-13T15:00:00-05:00", moment), "toml.type@1");
  EXPECT_EQ(causes_when("at = 2016-12-13T15:00", moment), "toml.syntax");
  EXPECT_EQ(causes_when("usd = \"14154.98\"", money), "");
  EXPECT_EQ(causes_when("usd = 14154.98", money), "toml.type@1");
  EXPECT_EQ(causes_when("usd = \"14154.9\"", money), "toml.type@1");
  EXPECT_EQ(causes_when("usd = -1", money), "toml.type@1");
  EXPECT_EQ(causes_when("id = \"us-wi\"", id), "");
  EXPECT_EQ(causes_when("id = \"US WI\"", id), "toml.id@1");
  EXPECT_EQ(causes_when("id = \"@ballots\"", id), "toml.id@1");
  EXPECT_EQ(causes_when("name = \"Jill\\u202Estein\"", name), "toml.name@1");
  EXPECT_EQ(causes_when("name = \"\"", name), "toml.missing@1");
}

TEST(TomlFieldsTest, AKeyThatNobodyAskedForIsNamedWithTheNearest) {
  const auto table = parse_toml("known_one = 2016-11-25\n", "t.toml");
  ProblemList problems;
  TomlSource source{"t.toml", problems};
  TomlFields fields(*table, "result_set[3]", source);
  (void)fields.date("known_on");
  fields.finish();
  EXPECT_EQ(base::sentences(problems.take()),
            "t.toml:1, result_set[3].known_one: found \"known_one\"; wanted one of known_on. Did "
            "you mean \"known_on\"?\n");
}

TEST(TomlFieldsTest, OneKeyTwiceIsASyntaxFault) {
  EXPECT_EQ(causes_when("a = 1\na = 2\n", [](TomlFields&) {}), "toml.syntax");
}

}  // namespace
}  // namespace recanvass::formats
