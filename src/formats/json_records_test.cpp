#include "formats/json_records.h"

#include "base/json.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace recanvass::formats {
namespace {

// Gives a few bytes at a time, as a pipe may.
class Dripping : public ByteSource {
 public:
  Dripping(std::string_view text, std::size_t drop) : text_(text), drop_(drop) {}
  base::Result<std::size_t> read(std::span<char> to) override {
    const std::size_t bytes = std::min({to.size(), text_.size(), drop_});
    std::ranges::copy(text_.substr(0, bytes), to.begin());
    text_.remove_prefix(bytes);
    return bytes;
  }

 private:
  std::string_view text_;
  std::size_t drop_;
};

struct Cut {
  std::vector<std::string> records;
  std::string envelope;
  base::Problems problems;
};

Cut cut(const std::string& text, std::size_t drop = 1000) {
  Dripping source(text, drop);
  JsonRecordCutter cutter(source, "Sessions", "export.json");
  Cut found;
  while (const auto block = cutter.next()) {
    EXPECT_EQ(block->first_record, found.records.size());
    const auto list = base::parse_json(block->list, "block");
    EXPECT_TRUE(list.ok()) << block->list;
    if (!list.ok()) break;
    for (const base::Json& record : *list) found.records.push_back(record.dump());
    EXPECT_EQ(text[block->first_byte], '{') << block->first_byte;
  }
  found.envelope = cutter.envelope();
  found.problems = cutter.problems();
  return found;
}

TEST(JsonRecords, GivesEveryObjectOfTheListAndTheRestAsAnEnvelope) {
  const std::string text =
      R"({"V":"5 \"Sessions\":[{","x":{"Sessions":[1]},"Sessions" : [ {"a":"}]"} ,)"
      "\n\t{\"b\":[{\"c\":{}}]},{}\n ] , \"after\":[{}]}\n";
  for (const std::size_t drop : {1U, 3U, 1000U}) {
    const Cut found = cut(text, drop);
    EXPECT_TRUE(found.problems.empty()) << base::sentences(found.problems);
    EXPECT_EQ(found.records,
              (std::vector<std::string>{R"({"a":"}]"})", R"({"b":[{"c":{}}]})", "{}"}));
    const auto envelope = base::parse_json(found.envelope, "envelope");
    ASSERT_TRUE(envelope.ok()) << found.envelope;
    EXPECT_TRUE(envelope->at("Sessions").empty());
    EXPECT_EQ(envelope->at("after").size(), 1U);
  }
}

TEST(JsonRecords, MillionsOfBytesGoThroughAWindow) {
  std::string text = R"({"Sessions":[)";
  for (int i = 0; i < 8000; ++i) {
    text += fmt::format(R"({}{{"n":{},"t":"{}"}})", i == 0 ? "" : ",", i,
                        std::string(static_cast<std::size_t>(i % 1331), 'y'));
  }
  text += "]}";
  ASSERT_GT(text.size(), std::size_t{5} << 20U);
  const Cut found = cut(text, 100000);
  EXPECT_TRUE(found.problems.empty());
  ASSERT_EQ(found.records.size(), 8000U);
  EXPECT_EQ(found.records[7999].substr(0, 10), R"({"n":7999,)");
}

TEST(JsonRecords, ALongRecordMakesTheWindowWiderUpToALimit) {
  const auto text_of = [](std::size_t length) {
    return R"({"Sessions":[{},{"t":")" + std::string(length, 'z') + R"("},{}]})";
  };
  EXPECT_EQ(cut(text_of(std::size_t{3} << 20U), 1000000).records.size(), 3U);
  const Cut refused = cut(text_of(std::size_t{40} << 20U), 1000000);
  ASSERT_EQ(refused.problems.size(), 1U);
  EXPECT_EQ(refused.problems[0].cause, "json.record-too-long");
}

TEST(JsonRecords, AListThatIsNotWholeIsRefused) {
  const std::string whole = R"({"Sessions":[{"a":1},{"b":[2]}]})";
  ASSERT_TRUE(cut(whole).problems.empty());
  for (std::size_t length = 0; length + 2 <= whole.size(); ++length) {
    const Cut found = cut(whole.substr(0, length));
    ASSERT_EQ(found.problems.size(), 1U) << length;
    EXPECT_EQ(found.problems[0].cause, length < 13 ? "json.no-list" : "json.syntax") << length;
  }
  EXPECT_EQ(cut(R"({"Sessions":[{},]})").problems.size(), 1U);
  EXPECT_EQ(cut(R"({"Sessions":[{}1]})").problems.size(), 1U);
  EXPECT_EQ(cut(R"({"Other":[]})").problems[0].cause, "json.no-list");
}

}  // namespace
}  // namespace recanvass::formats
