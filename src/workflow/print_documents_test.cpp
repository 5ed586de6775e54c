#include "workflow/print_documents.h"

#include "formats/csv.h"
#include "report/page_faults.h"
#include "workflow/print_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <set>
#include <sstream>

namespace recanvass::workflow {
namespace {

using fixture::holds;
using fixture::operation_counted;
using fixture::PrintFolder;

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> print_causes(const Operation& operation, const std::string& document,
                                      const PrintRequest& request) {
  std::vector<std::string> causes;
  const auto printed = print_documents(operation, document, request);
  if (printed) return causes;
  for (const base::Problem& problem : printed.problems()) causes.push_back(problem.cause);
  return causes;
}

TEST(PrintDocuments, EveryDocumentIsPrintedFromACount) {
  const Operation operation = fixture::operation_to_print();
  for (const Printable& printable : printables()) {
    const auto documents =
        print_documents(operation, printable.name, fixture::officers_request(operation));
    ASSERT_TRUE(documents.ok()) << printable.name;
    for (const report::PaperDocument& document : *documents) {
      EXPECT_TRUE(report::page_faults(document.html).empty()) << printable.name;
      EXPECT_TRUE(holds(document.html, "President, Wisconsin")) << printable.name;
      EXPECT_FALSE(holds(document.html, "TRAINING")) << printable.name;
    }
  }
}

// The whole numbers of a text, without the marks between groups: "1,404" is 1404. Parts of ids
// ("W1", "us-wi-2016"), of decimals and of hashes are none.
std::set<std::string> numbers_in(const std::string& text) {
  const auto is_part = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  std::set<std::string> numbers;
  for (std::size_t begin = 0; begin < text.size();) {
    if (!is_part(text[begin])) {
      ++begin;
      continue;
    }
    std::size_t end = begin;
    std::string word;
    while (end < text.size() && (is_part(text[end]) || (text[end] == ',' && end + 1 < text.size() &&
                                                        is_part(text[end + 1])))) {
      if (text[end] != ',') word += text[end];
      ++end;
    }
    const bool is_decimal = begin > 1 && text[begin - 1] == '.' && is_part(text[begin - 2]);
    if (!is_decimal && word.find_first_not_of("0123456789") == std::string::npos) {
      word.erase(0, std::min(word.find_first_not_of('0'), word.size() - 1));
      numbers.insert(word);
    }
    begin = end;
  }
  return numbers;
}

// What a reader sees: no tags, no styles.
std::string seen_text(const std::string& html) {
  std::string text;
  for (std::size_t at = html.find("<body"); at < html.size();) {
    const std::size_t open = html.find('<', at);
    text += html.substr(at, open - at) + " ";
    if (open == std::string::npos) break;
    at = html.compare(open, 4, "<svg") == 0 ? html.find("</svg>", open) : html.find('>', open);
    if (at == std::string::npos) break;
    ++at;
  }
  return text;
}

// Every number that a view has, as a figure or in words; money also in dollars.
std::set<std::string> numbers_of_views(const Operation& operation) {
  std::set<std::string> numbers;
  ViewRequest request = fixture::officers_request(operation).view;
  for (const char* unit : {"", "W1", "W2"}) {
    request.unit = unit;
    for (const View& view : views()) {
      std::string text = view.build(operation, request).dump();
      std::ranges::replace(text, ',', ' ');
      std::ranges::replace(text, 'T', ' ');  // of 2016-11-28T10:00:00Z
      numbers.merge(numbers_in(text));
    }
  }
  std::set<std::string> dollars;
  for (const std::string& number : numbers) {
    if (number.size() > 2) dollars.insert(number.substr(0, number.size() - 2));
  }
  numbers.merge(dollars);
  return numbers;
}

TEST(PrintDocuments, NoNumberIsPrintedThatNoViewHas) {
  const Operation operation = fixture::operation_to_print();
  const std::set<std::string> known = numbers_of_views(operation);
  // Sheets to write on have lines and pages with numbers of their own, and no figures.
  const std::set<std::string> to_write_on = {"tally-sheets", "retrieval-list", "container-tags"};
  std::size_t compared = 0;
  for (const Printable& printable : printables()) {
    if (to_write_on.contains(printable.name)) continue;
    const auto documents =
        print_documents(operation, printable.name, fixture::officers_request(operation));
    for (const report::PaperDocument& document : *documents) {
      for (const std::string& number : numbers_in(seen_text(document.html))) {
        ++compared;
        EXPECT_TRUE(known.contains(number)) << printable.name << ": " << number;
      }
    }
  }
  EXPECT_GT(compared, 50U);
}

TEST(PrintDocuments, ATrainingCopyIsMarkedInEveryDocument) {
  Operation operation = fixture::operation_to_print();
  operation.setup.training = true;
  for (const Printable& printable : printables()) {
    const auto documents = print_documents(operation, printable.name, {});
    ASSERT_TRUE(documents.ok()) << printable.name;
    EXPECT_TRUE(holds(documents->front().html, "TRAINING / PRÁCTICA")) << printable.name;
  }
}

TEST(PrintDocuments, WhatIsAskedForMustExist) {
  const Operation operation = operation_counted();
  PrintRequest request;
  EXPECT_EQ(print_causes(operation, "tally-sheet", request),
            (std::vector<std::string>{"print.document"}));
  request.view.county = "us-wi-none";
  request.view.unit = "W9";
  EXPECT_EQ(print_causes(operation, "tally-sheets", request),
            (std::vector<std::string>{"view.county", "view.unit"}));
  request.view = {nullptr, "us-wi-dane", "W1"};
  EXPECT_EQ(print_causes(operation, "tally-sheets", request), std::vector<std::string>{});
  EXPECT_EQ(print_causes(empty_operation(fixture::no_law()), "tally-sheets", {}),
            (std::vector<std::string>{"print.nothing"}));
}

TEST(PrintDocuments, AnExhibitThatIsAskedForMustExist) {
  const Operation operation = fixture::operation_to_print();
  PrintRequest request;
  request.exhibit = "18";
  EXPECT_EQ(print_causes(operation, "exhibits", request),
            (std::vector<std::string>{"print.exhibit"}));
  request.exhibit = "17";
  EXPECT_EQ(print_causes(operation, "exhibits", request), std::vector<std::string>{});
}

TEST(PrintDocuments, AMisspeltDocumentIsGuessed) {
  const auto printed = print_documents(operation_counted(), "tally-sheet", {});
  EXPECT_EQ(printed.problems().front().mend, "Write tally-sheets.");
}

TEST(PrintDocuments, FilesAreThePageAndTwoTablesEach) {
  const PrintFolder folder("files");
  const auto documents = print_documents(operation_counted(), "custody-log", {});
  const auto written = write_documents(*documents, folder.path() / "new", PdfWish::None);
  ASSERT_TRUE(written.ok());
  std::vector<std::string> names;
  for (const auto& file : written->files) names.push_back(file.filename());
  EXPECT_EQ(names, (std::vector<std::string>{
                       "custody-log.html", "custody-log-events.csv", "custody-log-events-excel.csv",
                       "custody-log-containers.csv", "custody-log-containers-excel.csv"}));
  EXPECT_EQ(text_of(written->files[0]), documents->front().html);
}

TEST(PrintDocuments, PrintedAgainTheFilesAreTheSame) {
  const PrintFolder folder("again");
  const Operation operation = operation_counted();
  const auto documents = print_documents(operation, "changes", {});
  const auto first = write_documents(*documents, folder.path(), PdfWish::None);
  const std::string html = text_of(first->files[0]);
  const auto again = print_documents(operation, "changes", {});
  ASSERT_TRUE(write_documents(*again, folder.path(), PdfWish::None).ok());
  EXPECT_EQ(text_of(first->files[0]), html);
}

TEST(PrintDocuments, AFileOfSomebodyElseIsLeftAlone) {
  const PrintFolder folder("not_ours");
  std::ofstream(folder.path() / "changes.html") << "my notes";
  const auto documents = print_documents(operation_counted(), "changes", {});
  const auto written = write_documents(*documents, folder.path(), PdfWish::None);
  ASSERT_FALSE(written.ok());
  EXPECT_EQ(written.problems().front().cause, "print.not-ours");
  EXPECT_EQ(text_of(folder.path() / "changes.html"), "my notes");
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "changes-changes.csv"));
}

TEST(PrintDocuments, WithoutThePdfProgramTheRestIsWrittenAndItIsSaidOnce) {
  const PrintFolder folder("no_pdf");
  auto documents = print_documents(operation_counted(), "changes", {}).value();
  documents.push_back(fixture::printed(operation_counted(), "custody-log"));
  const auto written =
      write_documents(documents, folder.path(), PdfWish::Too, {{"recanvass-no-such-program"}});
  ASSERT_TRUE(written.ok());
  ASSERT_EQ(written->pdf_problems.size(), 1U);
  EXPECT_EQ(written->pdf_problems[0].cause, "print.no-pdf-program");
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "custody-log.html"));
}

// What is written as CSV is read back by the reader of outside files, byte for byte.
TEST(PrintDocuments, TheExactTablesAreReadBackAsTheyWere) {
  Operation operation = fixture::operation_to_print();
  operation.commitment.units.at("W1").name = "=HYPERLINK(\"http://x\",\"o,k\")\r\nWard 1";
  for (const Printable& printable : printables()) {
    const auto documents =
        print_documents(operation, printable.name, fixture::officers_request(operation));
    for (const report::PaperDocument& document : *documents) {
      for (const report::CsvTable& table : document.tables) {
        formats::CsvReader reader(report::csv_text(table));
        ASSERT_TRUE(reader.next());
        std::vector<std::vector<std::string>> rows;
        const std::vector<std::string> heads(reader.fields().begin(), reader.fields().end());
        while (reader.next()) rows.emplace_back(reader.fields().begin(), reader.fields().end());
        EXPECT_FALSE(reader.fault().has_value()) << document.name;
        EXPECT_EQ(heads, table.columns) << document.name;
        EXPECT_EQ(rows, table.rows) << document.name;
      }
    }
  }
}

TEST(PrintDocuments, NoFieldOfASpreadsheetsFileBeginsAFormula) {
  Operation operation = fixture::operation_to_print();
  operation.commitment.units.at("W1").name = "=HYPERLINK(\"http://x\",\"ok\")";
  operation.setup.choices[0].name = "@SUM(1)";
  int marked = 0;
  for (const Printable& printable : printables()) {
    const auto documents =
        print_documents(operation, printable.name, fixture::officers_request(operation));
    for (const report::PaperDocument& document : *documents) {
      for (const report::CsvTable& table : document.tables) {
        formats::CsvReader reader(report::csv_for_excel(table));
        while (reader.next()) {
          for (const std::string_view field : reader.fields()) {
            EXPECT_FALSE(field.starts_with("=") || field.starts_with("@")) << document.name;
            marked += field.starts_with("'=") || field.starts_with("'@") ? 1 : 0;
          }
        }
      }
    }
  }
  EXPECT_GT(marked, 3);
}

TEST(PrintDocuments, NamesAreUnique) {
  std::set<std::string> names;
  for (const Printable& printable : printables()) {
    EXPECT_TRUE(names.insert(printable.name).second) << printable.name;
    EXPECT_FALSE(printable.summary.empty());
  }
}

}  // namespace
}  // namespace recanvass::workflow
