#include "formats/csv.h"

#include <csv.h>
#include <gtest/gtest.h>

#include <cstdint>

namespace recanvass::formats {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(const std::string& text) {
  CsvReader reader(text);
  Rows rows;
  while (reader.next()) rows.emplace_back(reader.fields().begin(), reader.fields().end());
  EXPECT_FALSE(reader.fault().has_value());
  return rows;
}

TEST(CsvTest, CutsFieldsAsRfc4180Has) {
  struct Case {
    const char* what;
    std::string text;
    Rows rows;
  };
  for (const Case& row : {
           Case{"plain", "a,b\n1,2\n", {{"a", "b"}, {"1", "2"}}},
           Case{"no line end at the end", "a,b\n1,2", {{"a", "b"}, {"1", "2"}}},
           Case{"CRLF", "a,b\r\n1,2\r\n", {{"a", "b"}, {"1", "2"}}},
           Case{"CR alone, as old spreadsheets write it", "a,b\r1,2\r", {{"a", "b"}, {"1", "2"}}},
           Case{"a comma in quotes", "\"Dane, WI\",5\n", {{"Dane, WI", "5"}}},
           Case{"a doubled quote",
                "\"Glen R \"\"Spike\"\" Ausmus\",1\n",
                {{"Glen R \"Spike\" Ausmus", "1"}}},
           Case{"a quote inside a bare field",
                "Glen R \"Spike\" Ausmus,1\n",
                {{"Glen R \"Spike\" Ausmus", "1"}}},
           Case{"line ends in quotes", "\"a\r\nb\nc\rd\",1\n", {{"a\r\nb\nc\rd", "1"}}},
           Case{"empty fields", ",,\n", {{"", "", ""}}},
           Case{"empty quoted field", "\"\",x\n", {{"", "x"}}},
           Case{"an empty line is one empty field", "a\n\nb\n", {{"a"}, {""}, {"b"}}},
           Case{"spaces belong to the field", " a , b\n", {{" a ", " b"}}},
           Case{"nothing", "", {}},
           Case{"a comma at the end of the text", "a,", {{"a", ""}}},
       }) {
    EXPECT_EQ(rows_of(row.text), row.rows) << row.what;
  }
}

TEST(CsvTest, ALineNumberCountsLineEndsInsideQuotes) {
  CsvReader reader("h\n\"two\nlines\"\r\nlast");
  std::vector<std::int64_t> lines;
  while (reader.next()) lines.push_back(reader.line());
  EXPECT_EQ(lines, (std::vector<std::int64_t>{1, 2, 4}));
}

TEST(CsvTest, WhatIsNotCsvIsAFaultWithItsPlace) {
  struct Case {
    const char* text;
    std::int64_t line;
    std::size_t field;
  };
  for (const Case& row : {Case{"a,b\n1,\"two\n3,4\n", 2, 2}, Case{"a\n\"x\"y\n", 2, 1},
                          Case{"a\n\"x\" ,1\n", 2, 1}, Case{"\"", 1, 1}}) {
    CsvReader reader(row.text);
    while (reader.next()) {
    }
    ASSERT_TRUE(reader.fault().has_value()) << row.text;
    EXPECT_EQ(reader.fault()->line, row.line) << row.text;
    EXPECT_EQ(reader.fault()->field, row.field) << row.text;
    EXPECT_FALSE(reader.next()) << "nothing is read behind a fault";
  }
}

// The other implementation: libcsv 3, which drops empty lines.
void take_field(void* field, std::size_t size, void* rows) {
  static_cast<Rows*>(rows)->back().emplace_back(static_cast<const char*>(field), size);
}
void take_row(int, void* rows) { static_cast<Rows*>(rows)->emplace_back(); }

Rows rows_of_libcsv(const std::string& text) {
  csv_parser parser;
  EXPECT_EQ(csv_init(&parser, 0), 0);
  // Spaces belong to fields for us; nothing is a space for this parser.
  csv_set_space_func(&parser, [](unsigned char) { return 0; });
  Rows rows(1);
  EXPECT_EQ(csv_parse(&parser, text.data(), text.size(), take_field, take_row, &rows), text.size());
  csv_fini(&parser, take_field, take_row, &rows);
  csv_free(&parser);
  if (rows.back().empty()) rows.pop_back();
  return rows;
}

// A generator of our own, so that every machine tests the same tables (splitmix64).
class TableMaker {
 public:
  explicit TableMaker(std::uint64_t seed) : state_(seed) {}

  std::string table() {
    static const std::vector<std::string> kEnds = {"\n", "\r\n", "\r"};
    const std::string end = kEnds[below(kEnds.size())];
    std::string text;
    const std::size_t rows = 1 + below(6);
    for (std::size_t i = 0; i < rows; ++i) {
      const std::size_t fields = 2 + below(4);
      for (std::size_t j = 0; j < fields; ++j) text += (j == 0 ? "" : ",") + field();
      text += end;
    }
    return text;
  }

 private:
  std::size_t below(std::size_t limit) {
    state_ += 0x9E3779B97F4A7C15;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
    return (mixed ^ (mixed >> 31)) % limit;
  }

  std::string field() {
    static const std::string kPlain = "ab 0.'\"-";
    static const std::string kQuoted = "ab 0,\n\r\"-";
    const bool in_quotes = below(2) == 0;
    const std::string& letters = in_quotes ? kQuoted : kPlain;
    std::string content;
    for (std::size_t n = below(7); n > 0; --n) {
      const char c = letters[below(letters.size())];
      if (!in_quotes && content.empty() && c == '"') continue;
      content += in_quotes && c == '"' ? "\"\"" : std::string(1, c);
    }
    return in_quotes ? "\"" + content + "\"" : content;
  }

  std::uint64_t state_;
};

TEST(CsvTest, AgreesWithLibcsvOnTwentyThousandTables) {
  for (std::uint64_t seed = 0; seed < 20000; ++seed) {
    const std::string text = TableMaker(seed).table();
    ASSERT_EQ(rows_of(text), rows_of_libcsv(text)) << "seed " << seed << ":\n" << text;
  }
}

}  // namespace
}  // namespace recanvass::formats
