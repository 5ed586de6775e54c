#include "formats/json_scan.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace recanvass::formats {
namespace {

// The second implementation: one byte after another.
struct PlainScan {
  std::size_t records = 0;
  std::size_t record_end = 0;  // 0: none
  std::size_t list_end = std::string::npos;
};

PlainScan plain_scan(std::string_view text) {
  PlainScan found;
  int depth = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char byte = text[i];
    const char next = i + 1 < text.size() ? text[i + 1] : ' ';
    if (byte == '\\') {  // outside of a text it is no JSON, and hides quotation marks alone
      if (in_text || next == '"' || next == '\\') ++i;
    } else if (byte == '"') {
      in_text = !in_text;
    } else if (!in_text && byte == '{') {
      ++depth;
    } else if (!in_text && byte == '}' && --depth == 0) {
      ++found.records;
      found.record_end = i + 1;
    } else if (!in_text && byte == ']' && depth <= 0) {
      found.list_end = i;
      return found;
    }
  }
  return found;
}

std::string thrown_list(std::mt19937& engine) {
  const std::string pieces[] = {"{",
                                "}",
                                "[",
                                "]",
                                "\"",
                                "\\",
                                "\\\"",
                                "a",
                                ",",
                                ":",
                                "{\"a\":1}",
                                "{\"b\":[{\"c\":\"}]{\"}]}",
                                std::string(40, 'x'),
                                std::string(7, '\\'),
                                "\"" + std::string(63, '}') + "\""};
  std::string text;
  const std::size_t length = engine() % 60;
  for (std::size_t i = 0; i < length; ++i) text += pieces[engine() % std::size(pieces)];
  return text;
}

TEST(JsonListScan, AgreesWithReadingByteByByteHoweverThePiecesAreCut) {
  std::mt19937 engine(1);
  for (int round = 0; round < 20000; ++round) {
    const std::string text = thrown_list(engine);
    const PlainScan plain = plain_scan(text);
    JsonListScan scan;
    std::size_t record_end = 0;
    std::size_t list_end = std::string::npos;
    for (std::size_t at = 0; at < text.size() && list_end == std::string::npos;) {
      const std::size_t length = 1 + engine() % (round % 2 == 0 ? 5 : 200);
      const auto found = scan.scan(std::string_view(text).substr(at, length));
      if (found.record_end) record_end = at + *found.record_end;
      if (found.list_end) list_end = at + *found.list_end;
      at += length;
    }
    ASSERT_EQ(record_end, plain.record_end) << text;
    ASSERT_EQ(list_end, plain.list_end) << text;
    ASSERT_EQ(scan.records(), plain.records) << text;
  }
}

}  // namespace
}  // namespace recanvass::formats
