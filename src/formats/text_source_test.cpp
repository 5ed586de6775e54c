#include "formats/text_source.h"

#include "formats/text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace recanvass::formats {
namespace {

// Gives at most so many bytes at a time.
class SlowSource : public ByteSource {
 public:
  SlowSource(std::string_view text, std::size_t step) : text_(text), step_(step) {}
  base::Result<std::size_t> read(std::span<char> to) override {
    return text_.read(to.subspan(0, std::min(step_, to.size())));
  }

 private:
  TextSource text_;
  std::size_t step_;
};

TEST(Utf8Source, GivesWhatDecodeTextGives) {
  const std::vector<std::string> texts = {
      "plain\n",
      "caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x97\xB3\n",
      "\xEF\xBB\xBF"
      "marked",
      "caf\xE9 \x80\n",
      std::string("\xFE\xFF\0a\0\n\xD8\x3D\xDD\xF3", 10),
      std::string("\xFF\xFE"
                  "a\0\n\0\x3D\xD8\xF3\xDD",
                  10),
      "cut \xC3",
      std::string("\xFF\xFE"
                  "a\0\x3D\xD8",
                  6),
      std::string("\xFF\xFE"
                  "a\0b",
                  5),
      "bell \a",
      "undefined \x81",
  };
  for (const std::string& text : texts) {
    const auto wanted = decode_text(text, "t");
    for (const std::size_t step : {std::size_t{1}, std::size_t{3}, std::size_t{4096}}) {
      SlowSource slow(text, step);
      Utf8Source utf8(slow, "t");
      std::string found;
      std::string cause;
      char piece[5];
      while (true) {
        const auto bytes = utf8.read(piece);
        if (!bytes) cause = bytes.problems()[0].cause;
        if (!bytes || *bytes == 0) break;
        found.append(piece, *bytes);
      }
      EXPECT_EQ(cause, wanted ? "" : wanted.problems()[0].cause) << text;
      if (wanted) {
        EXPECT_EQ(found, wanted->text) << text;
      }
    }
  }
}

// The first letter beyond ASCII decides for a file that is too long to be looked through first.
TEST(Utf8Source, AFileThatStopsBeingUtf8IsRefusedWithItsLine) {
  const std::string text = "caf\xC3\xA9\n" + std::string(1 << 20U, 'x') + "\ncaf\xE9\n";
  TextSource source(text);
  Utf8Source utf8(source, "t");
  std::string piece(1 << 16U, '\0');
  base::Problems problems;
  while (problems.empty()) {
    const auto bytes = utf8.read(piece);
    if (!bytes) problems = bytes.problems();
    if (bytes && *bytes == 0) break;
  }
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].cause, "text.encoding");
  EXPECT_EQ(problems[0].place.row, 3);
}

}  // namespace
}  // namespace recanvass::formats
