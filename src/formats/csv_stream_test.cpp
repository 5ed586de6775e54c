#include "formats/csv_stream.h"

#include "formats/csv.h"
#include "formats/side_by_side.h"

#include <gtest/gtest.h>

#include <random>

namespace recanvass::formats {
namespace {

struct StreamRow {
  std::int64_t line = 0;
  std::vector<std::string> fields;
  friend bool operator==(const StreamRow&, const StreamRow&) = default;
};

struct StreamTable {
  std::vector<StreamRow> rows;
  std::string fault;  // its cause and line; empty: none
  friend bool operator==(const StreamTable&, const StreamTable&) = default;
};

std::ostream& operator<<(std::ostream& out, const StreamTable& table) {
  for (const StreamRow& row : table.rows) {
    out << row.line << ":";
    for (const std::string& field : row.fields) out << " [" << field << "]";
    out << "\n";
  }
  return out << table.fault;
}

// Gives at most so many bytes at a time.
class SteppedSource : public ByteSource {
 public:
  SteppedSource(std::string_view text, std::size_t step) : text_(text), step_(step) {}
  base::Result<std::size_t> read(std::span<char> to) override {
    return text_.read(to.subspan(0, std::min(step_, to.size())));
  }

 private:
  TextSource text_;
  std::size_t step_;
};

StreamTable streamed(const std::string& text, std::size_t step = 1 << 20U) {
  SteppedSource source(text, step);
  CsvStream rows(source, "t.csv");
  StreamTable table;
  while (rows.next()) {
    table.rows.push_back({rows.line(), {rows.fields().begin(), rows.fields().end()}});
  }
  if (!rows.problems().empty()) {
    const base::Problem& problem = rows.problems()[0];
    table.fault = problem.cause + " " + std::to_string(problem.place.row);
  }
  return table;
}

StreamTable in_memory(const std::string& text) {
  CsvReader rows(text);
  StreamTable table;
  while (rows.next()) {
    table.rows.push_back({rows.line(), {rows.fields().begin(), rows.fields().end()}});
  }
  if (rows.fault()) table.fault = "csv.syntax " + std::to_string(rows.fault()->line);
  return table;
}

// By each_row(), in pieces of so many bytes that threads cut.
StreamTable cut_side_by_side(const std::string& text, std::size_t piece, unsigned threads,
                             std::size_t rows_before = 0) {
  TextSource source(text);
  SideBySide executor(threads);
  CsvStream rows(source, "t.csv", &executor, piece);
  StreamTable table;
  const auto keep = [&] {
    table.rows.push_back({rows.line(), {rows.fields().begin(), rows.fields().end()}});
  };
  for (std::size_t i = 0; i < rows_before && rows.next(); ++i) keep();
  rows.each_row(keep);
  if (!rows.problems().empty()) {
    const base::Problem& problem = rows.problems()[0];
    table.fault = problem.cause + " " + std::to_string(problem.place.row);
  }
  return table;
}

// Line ends in fields, marks that are never closed, and marks that stand for themselves: wherever
// pieces end, the rows are those of the whole.
TEST(CsvStream, PiecesThatAreCutSideBySideGiveTheRowsOfTheWhole) {
  std::mt19937 random(7);
  const std::vector<std::string> parts = {"a", ",",   "\n",      "\r\n",      "\"",      "\"\"",
                                          "7", "\"x", "\"\nb\"", "\"q\"\"\"", ",\"c\n,", "\r"};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const std::size_t length = random() % 60;
    while (text.size() < length) text += parts[random() % parts.size()];
    const std::size_t piece = 1 + random() % 12;
    const unsigned threads = round % 50 == 0 ? 3 : 1;
    EXPECT_EQ(cut_side_by_side(text, piece, threads, random() % 3), streamed(text))
        << text << " in pieces of " << piece;
  }
}

TEST(CsvStream, RowsThatAreTooLongAreRefusedByAnyNumberOfThreads) {
  for (const std::size_t more : {std::size_t{0}, std::size_t{1}}) {
    const std::string text =
        "a,b\n" + std::string(CsvStream::kRowMax - 3 + more, 'x') + ",y\n" + "c,d\n";
    const StreamTable alone = streamed(text);
    EXPECT_EQ(alone.fault, more == 0 ? "" : "csv.row-too-long 2");
    EXPECT_EQ(cut_side_by_side(text, std::size_t{1} << 20U, 2), alone);
  }
}

TEST(CsvStream, ReadsWhatRfc4180AndTheExportsWrite) {
  struct Case {
    const char* what;
    std::string text;
    StreamTable wanted;
  };
  for (const Case& each : {
           Case{"line ends of three kinds",
                "a,b\r\nc\rd\n",
                {{{1, {"a", "b"}}, {2, {"c"}}, {3, {"d"}}}, ""}},
           Case{"no line end at the end", "a,", {{{1, {"a", ""}}}, ""}},
           Case{"an empty line", "a\n\nb", {{{1, {"a"}}, {2, {""}}, {3, {"b"}}}, ""}},
           Case{"quoted comma, line end, mark",
                "\"a,b\",\"c\nd\",\"e\"\"f\"\ng",
                {{{1, {"a,b", "c\nd", "e\"f"}}, {3, {"g"}}}, ""}},
           Case{"Dominion's ids", "=\"1-2-3\",x\n", {{{1, {"=\"1-2-3\"", "x"}}}, ""}},
           Case{"a mark within a field", "a\"b,c", {{{1, {"a\"b", "c"}}}, ""}},
           Case{"byte order mark",
                "\xEF\xBB\xBF"
                "a,b",
                {{{1, {"a", "b"}}}, ""}},
           Case{"Windows-1252",
                "Pe\xF1"
                "a,\x93x\x94\n",
                {{{1,
                   {"Pe\xC3\xB1"
                    "a",
                    "\xE2\x80\x9Cx\xE2\x80\x9D"}}},
                 ""}},
           Case{"UTF-16",
                std::string("\xFF\xFE"
                            "a\0,\0\xF1\0\n\0",
                            10),
                {{{1, {"a", "\xC3\xB1"}}}, ""}},
           Case{"nothing", "", {{}, ""}},
           Case{"an open quotation mark", "a\n\"b\nc", {{{1, {"a"}}}, "csv.syntax 2"}},
           Case{"text behind a field", "a\n\"b\"c,d", {{{1, {"a"}}}, "csv.syntax 2"}},
           Case{"a zero byte", std::string("a,b\nc\0d", 7), {{}, "text.control 2"}},
           Case{"UTF-16 without a mark", std::string("a\0,\0b\0\n\0", 8), {{}, "text.encoding 0"}},
       }) {
    EXPECT_EQ(streamed(each.text), each.wanted) << each.what;
    EXPECT_EQ(streamed(each.text, 1), each.wanted) << each.what << ", byte by byte";
  }
}

// The plain reader is the oracle: random texts of few characters, so that every rule meets every
// other, cut into windows of every length.
TEST(CsvStream, AgreesWithTheReaderOfTextsInMemory) {
  std::mt19937 random(20161128);
  const std::string alphabet = "ab,,,\"\"\n\r0";
  for (int round = 0; round < 4'000; ++round) {
    std::string text;
    const std::size_t length = random() % 150;
    for (std::size_t i = 0; i < length; ++i) text += alphabet[random() % alphabet.size()];
    const StreamTable wanted = in_memory(text);
    StreamTable found = streamed(text, 1 + random() % 90);
    ASSERT_EQ(found.rows, wanted.rows) << text;
    ASSERT_EQ(found.fault.empty(), wanted.fault.empty()) << text;
  }
}

TEST(CsvStream, RowsAcrossWindowsAreWhole) {
  std::string text;
  for (int i = 0; i < 30'000; ++i) {
    text += std::to_string(i) + ",\"quoted, " + std::to_string(i) + "\"," + std::string(40, 'x') +
            "\r\n";
  }
  EXPECT_EQ(streamed(text), in_memory(text));
  EXPECT_EQ(streamed(text, 4099).rows.size(), 30'000U);
}

// Endless: what is held must not grow with what is read.
class EndlessSource : public ByteSource {
 public:
  explicit EndlessSource(char first) : first_(first) {}
  base::Result<std::size_t> read(std::span<char> to) override {
    std::fill(to.begin(), to.end(), 'x');
    if (given_ == 0) to[0] = first_;
    given_ += to.size();
    EXPECT_LT(given_, std::size_t{64} << 20U) << "reads on and on";
    return given_ < std::size_t{5} << 30U ? to.size() : 0;
  }

 private:
  char first_;
  std::size_t given_ = 0;
};

TEST(CsvStream, ALineOfFiveGigabytesIsRefusedSoon) {
  for (const char first : {'x', '"'}) {
    EndlessSource source(first);
    CsvStream rows(source, "line.csv");
    EXPECT_FALSE(rows.next());
    ASSERT_EQ(rows.problems().size(), 1U);
    EXPECT_EQ(rows.problems()[0].cause, "csv.row-too-long");
    EXPECT_EQ(rows.problems()[0].place.row, 1);
  }
}

}  // namespace
}  // namespace recanvass::formats
