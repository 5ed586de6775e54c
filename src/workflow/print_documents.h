// Documents on paper, from the state of an operation: which there are, what is asked for, and the
// files they become. Each is filled in by a function of print_counting.cpp and its neighbours; the
// forms themselves are src/report's. Asked by `recanvass print`.
#pragma once

#include "base/result.h"
#include "report/paper.h"
#include "workflow/operation.h"
#include "workflow/pdf_writer.h"
#include "workflow/view.h"

#include <filesystem>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// What is asked for, by whom, and how it is to look. Reported figures stand on paper only where
/// the viewer may see them (may_see_reported).
struct PrintRequest {
  ViewRequest view;
  report::PaperStyle style;
  std::string exhibit{};  ///< only this one; empty: all
};

/// One kind of document. Pure: the same state and request give the same bytes.
struct Printable {
  std::string name;     ///< "tally-sheets": what is typed
  std::string summary;  ///< one sentence
  std::vector<report::PaperDocument> (*print)(const Operation&, const PrintRequest&) = nullptr;
};

/// All of them, in the order of an operation.
[[nodiscard]] const std::vector<Printable>& printables();

/// Fills a document in.
/// Causes: print.document, view.county, view.unit, print.exhibit, print.nothing.
[[nodiscard]] base::Result<std::vector<report::PaperDocument>> print_documents(
    const Operation& operation, const std::string& document, const PrintRequest& request);

/// The files of a document that were written, in order.
struct PrintedFiles {
  std::vector<std::filesystem::path> files;
  base::Problems pdf_problems;  ///< why a PDF is missing; the HTML and the CSV are there
};

enum class PdfWish { None, Too };

/// Writes NAME.html, and for each table NAME-TABLE.csv and NAME-TABLE-excel.csv, into `folder`,
/// making it when it is absent. A NAME.html that this program did not write is left alone, and
/// nothing of that document is written then. Causes: print.folder, print.not-ours, print.write.
[[nodiscard]] base::Result<PrintedFiles> write_documents(
    const std::vector<report::PaperDocument>& documents, const std::filesystem::path& folder,
    PdfWish pdf, const PdfProgram& program = {});

}  // namespace recanvass::workflow
