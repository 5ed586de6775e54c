#include "workflow/pdf_writer.h"

#include "workflow/print_fixture.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace recanvass::workflow {
namespace {

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

bool has_program(const char* name) {
  return std::system(("command -v " + std::string(name) + " >/dev/null").c_str()) == 0;
}

std::filesystem::path page_in(const std::filesystem::path& folder) {
  const auto path = folder / "page.html";
  std::ofstream(path) << "<!DOCTYPE html><html lang=\"en\"><head><title>Page</title></head>"
                         "<body><p>Text</p></body></html>";
  return path;
}

TEST(PdfWriter, WithoutTheProgramItSaysWhatToInstall) {
  const fixture::PrintFolder folder("no_program");
  const auto made = write_pdf(page_in(folder.path()), folder.path() / "page.pdf",
                              {{"recanvass-no-such-program"}});
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.problems().front().cause, "print.no-pdf-program");
  EXPECT_NE(made.problems().front().mend.find("weasyprint"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "page.pdf"));
}

TEST(PdfWriter, AProgramThatFailsLeavesNoFile) {
  const fixture::PrintFolder folder("fails");
  const auto made = write_pdf(page_in(folder.path()), folder.path() / "page.pdf", {{"false"}});
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.problems().front().cause, "print.pdf");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(PdfWriter, AProgramThatWritesNothingIsNoPdf) {
  const fixture::PrintFolder folder("nothing");
  const auto made = write_pdf(page_in(folder.path()), folder.path() / "page.pdf", {{"true"}});
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.problems().front().cause, "print.pdf");
}

TEST(PdfWriter, TheTimeIsFixedAndTheUsersVariablesStayOutside) {
  const fixture::PrintFolder folder("environment");
  const auto made = write_pdf(page_in(folder.path()), folder.path() / "page.pdf",
                              {{"sh", "-c", "env > \"$2\"; test -n \"$PATH\"", "sh"}});
  ASSERT_TRUE(made.ok());
  const std::string environment = bytes_of(*made);
  EXPECT_TRUE(fixture::holds(environment, "SOURCE_DATE_EPOCH=0\n"));
  EXPECT_FALSE(fixture::holds(environment, "CTEST"));
  EXPECT_FALSE(fixture::holds(environment, "http_proxy"));
}

TEST(PdfWriter, TheSamePageGivesTheSameBytes) {
  if (!has_program("weasyprint")) GTEST_SKIP() << "missing: the program weasyprint";
  const fixture::PrintFolder folder("twice");
  const auto html = page_in(folder.path());
  ASSERT_TRUE(write_pdf(html, folder.path() / "a.pdf").ok());
  ASSERT_TRUE(write_pdf(html, folder.path() / "b.pdf").ok());
  const std::string first = bytes_of(folder.path() / "a.pdf");
  EXPECT_TRUE(first.starts_with("%PDF-"));
  EXPECT_EQ(first, bytes_of(folder.path() / "b.pdf"));
}

// Read back by other programs: each batch's sheet is one page, tagged, and its code is its id.
TEST(PdfWriter, ATallySheetIsAPageWhoseCodeIsTheBatch) {
  for (const char* program : {"weasyprint", "pdfinfo", "pdftoppm", "zbarimg"}) {
    if (!has_program(program)) GTEST_SKIP() << "missing: the program " << program;
  }
  const fixture::PrintFolder folder("codes");
  const auto documents = print_documents(fixture::operation_ready(), "tally-sheets", {});
  const auto written = write_documents(*documents, folder.path(), PdfWish::Too);
  ASSERT_TRUE(written.ok());
  ASSERT_TRUE(written->pdf_problems.empty()) << base::sentences(written->pdf_problems);
  const std::string run =
      "cd '" + folder.path().string() +
      "' && pdfinfo tally-sheets.pdf > info && pdftoppm -r 100 -png "
      "tally-sheets.pdf page && zbarimg -q --raw page-*.png > codes 2>/dev/null";
  ASSERT_EQ(std::system(run.c_str()), 0);
  EXPECT_EQ(bytes_of(folder.path() / "codes"), "B1\nB2\nB3\n");
  const std::string facts = bytes_of(folder.path() / "info");
  EXPECT_TRUE(fixture::holds(facts, "Pages:           3")) << facts;
  EXPECT_TRUE(fixture::holds(facts, "Tagged:          yes")) << facts;
  EXPECT_TRUE(fixture::holds(facts, "612 x 792 pts (letter)")) << facts;
}

}  // namespace
}  // namespace recanvass::workflow
