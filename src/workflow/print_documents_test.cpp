#include "workflow/print_documents.h"

#include "formats/csv.h"
#include "report/page_faults.h"
#include "workflow/print_fixture.h"

#include <gtest/gtest.h>

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
            (std::vector<std::string>{"print.county", "print.unit"}));
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
