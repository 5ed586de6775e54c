#include "workflow/print_documents.h"

#include "base/nearest.h"
#include "workflow/page_file.h"
#include "workflow/print_parts.h"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

namespace recanvass::workflow {
namespace {

base::Problem print_problem(const char* cause, const std::string& found, std::string wanted,
                            std::string mend) {
  return {cause, {}, "\"" + found + "\"", std::move(wanted), std::move(mend)};
}

base::Problem unknown_document(const std::string& name) {
  std::vector<std::string> names;
  for (const Printable& printable : printables()) names.push_back(printable.name);
  const auto meant = base::nearest(name, names);
  return print_problem("print.document", name, fmt::format("one of: {}", fmt::join(names, ", ")),
                       meant ? "Write " + *meant + "." : "Choose one of them.");
}

// Beside the HTML that is ours, so that nothing of anybody else's is written over.
base::Result<std::filesystem::path> write_table(const std::filesystem::path& path,
                                                const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  if (file) return path;
  return base::Problem{"print.write",
                       {path.string(), 0, ""},
                       "writing failed",
                       "room to write the table",
                       "Look at the folder's rights and free space."};
}

base::Result<std::vector<std::filesystem::path>> write_one(const report::PaperDocument& document,
                                                           const std::filesystem::path& folder) {
  const auto page = write_page(
      {"print", document.name + ".html", report::kPaperGenerator, document.html}, folder);
  if (!page) return page.problems();
  std::vector<std::filesystem::path> files = {*page};
  for (const report::CsvTable& table : document.tables) {
    const std::string name = document.name + "-" + table.name;
    for (const auto& [file, text] :
         {std::pair(name + ".csv", report::csv_text(table)),
          std::pair(name + "-excel.csv", report::csv_for_excel(table))}) {
      const auto written = write_table(folder / file, text);
      if (!written) return written.problems();
      files.push_back(*written);
    }
  }
  return files;
}

}  // namespace

const std::vector<Printable>& printables() {
  static const std::vector<Printable> all = {
      {"petitions", "Each petition for a single district, its decision and its fee.",
       print_petitions},
      {"tally-sheets", "Sheets for two people to write on, one or more a batch.",
       print_tally_sheets},
      {"retrieval-list", "Which batches are fetched from which container, and by whom.",
       print_retrieval_list},
      {"container-tags", "A tag for each container and batch, with its id as a QR code.",
       print_container_tags},
      {"card-list", "Cards that an audit's round fetches, by container and place.",
       print_card_list},
      {"card-labels", "A label for the sleeve of each of these cards.", print_card_labels},
      {"card-placards", "A placard for the place of each of these cards.", print_card_placards},
      {"custody-log", "Every seal, out and in; what is open or unexplained.", print_custody_log},
      {"exhibits", "The sheet of each challenged ballot, a file each.", print_exhibits},
      {"challenges", "The register of challenged ballots.", print_challenges},
      {"minutes", "Everything that happened, with motions and votes.", print_minutes},
      {"reconciliation", "Each unit's worksheet: voters, ballots, votes, rules.", print_worksheets},
      {"changes", "Every unit that the recount changed, with its causes.", print_changes},
      {"statement", "The statement of canvass, of a county or of the state.", print_statement},
      {"costs", "Estimates, announced figures, payments, actual costs, refund.", print_costs},
  };
  return all;
}

base::Result<std::vector<report::PaperDocument>> print_documents(const Operation& operation,
                                                                 const std::string& document,
                                                                 const PrintRequest& request) {
  base::Problems problems = view_problems(operation, request.view);
  for (const Printable& printable : printables()) {
    if (printable.name != document) continue;
    if (!problems.empty()) return problems;
    Documents documents = printable.print(operation, request);
    if (!documents.empty()) return documents;
    if (!request.exhibit.empty()) {
      return print_problem("print.exhibit", request.exhibit, "the number of an exhibit",
                           "See `show ELECTION challenges` for all of them.");
    }
    return print_problem("print.nothing", document, "something to print",
                         "Nothing of the kind is recorded there yet.");
  }
  problems.insert(problems.begin(), unknown_document(document));
  return problems;
}

base::Result<PrintedFiles> write_documents(const std::vector<report::PaperDocument>& documents,
                                           const std::filesystem::path& folder, PdfWish pdf,
                                           const PdfProgram& program) {
  PrintedFiles printed;
  for (const report::PaperDocument& document : documents) {
    const auto files = write_one(document, folder);
    if (!files) return files.problems();
    printed.files.insert(printed.files.end(), files->begin(), files->end());
    if (pdf == PdfWish::None) continue;
    const auto made = write_pdf(files->front(), folder / (document.name + ".pdf"), program);
    if (made) {
      printed.files.push_back(*made);
      continue;
    }
    printed.pdf_problems.insert(printed.pdf_problems.end(), made.problems().begin(),
                                made.problems().end());
    // What fails for want of the program fails for each document alike: it is said once.
    if (made.problems().front().cause == "print.no-pdf-program") pdf = PdfWish::None;
  }
  return printed;
}

}  // namespace recanvass::workflow
