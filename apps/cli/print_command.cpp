// recanvass print: documents of an election on paper, from its ledger.
#include "apps/cli/commands.h"
#include "apps/cli/election_arguments.h"
#include "workflow/print_documents.h"

#include <fmt/format.h>

namespace recanvass::cli {
namespace {

using workflow::PrintRequest;

base::Problem word_problem(const char* option, const std::string& found, std::string wanted) {
  return {"print.option",
          {"", 0, option},
          "\"" + found + "\"",
          std::move(wanted),
          "See recanvass print --help."};
}

base::Result<report::PaperStyle> style_of(const Arguments& arguments) {
  base::Problems problems;
  report::PaperStyle style;
  const std::string language = arguments.one("--language").value_or("en");
  if (const auto known = report::language_tagged(language)) {
    style.language = *known;
  } else {
    problems.push_back(word_problem("--language", language, "en or es"));
  }
  const std::string paper = arguments.one("--paper").value_or("letter");
  if (paper == "legal") {
    style.paper = report::PaperSize::Legal;
  } else if (paper != "letter") {
    problems.push_back(word_problem("--paper", paper, "letter or legal"));
  }
  if (arguments.has("--large")) style.print = report::PrintSize::Large;
  if (!problems.empty()) return problems;
  return style;
}

base::Json printed_json(const std::string& document, const workflow::PrintedFiles& printed) {
  base::Json files = base::Json::array();
  for (const auto& file : printed.files) files.push_back(file.string());
  return {{"schema", "recanvass.print/1"},
          {"document", document},
          {"files", files},
          {"pdf_problems", problems_json(printed.pdf_problems)}};
}

// An answer of which the PDF is missing is not the whole answer.
ExitCode tell(const std::string& document, const workflow::PrintedFiles& printed,
              const Console& console, bool json) {
  if (json) {
    console.print_json(printed_json(document, printed));
  } else {
    for (const auto& file : printed.files) console.print(file.string() + "\n");
  }
  if (printed.pdf_problems.empty()) return ExitCode::Answered;
  console.complain(base::sentences(printed.pdf_problems));
  return ExitCode::Broken;
}

ExitCode run_print(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  const auto style = style_of(arguments);
  if (!style) return console.refuse("print", style.problems(), json);
  const auto folder = arguments.one("--to");
  if (!folder) {
    return console.refuse("print", {word_problem("--to", "", "the folder that the files go to")},
                          json);
  }
  auto election = open_engine(arguments, workflow::ElectionMode::ReadOnly);
  if (!election) return console.refuse("print", election.problems(), json);
  const workflow::Engine& engine = *(*election)->engine;
  if (engine.rolled_back()) {
    console.complain("recanvass print: " + engine.rolled_back()->sentence() + "\n");
  }
  const auto account = viewer_of(**election, arguments, "print");
  if (!account) return console.refuse("print", account.problems(), json);
  PrintRequest request;
  request.view.viewer = *account;
  request.view.county = arguments.one("--county").value_or("");
  request.view.unit = arguments.one("--unit").value_or("");
  request.exhibit = arguments.one("--exhibit").value_or("");
  request.style = *style;
  const std::string name = arguments.one("DOCUMENT").value_or("");
  const auto documents = workflow::print_documents(engine.operation(), name, request);
  if (!documents) return console.refuse("print", documents.problems(), json);
  const auto printed = workflow::write_documents(
      *documents, *folder,
      arguments.has("--pdf") ? workflow::PdfWish::Too : workflow::PdfWish::None);
  if (!printed) return console.refuse("print", printed.problems(), json);
  return tell(name, *printed, console, json);
}

std::string list_of_documents() {
  std::string list;
  for (const workflow::Printable& printable : workflow::printables()) {
    list += fmt::format("  {:<16}{}\n", printable.name, printable.summary);
  }
  return list;
}

}  // namespace

Command print_command() {
  Command command;
  command.name = "print";
  command.summary = "Print an election's documents: HTML for paper, CSV, PDF";
  command.description =
      "Documents:\n" + list_of_documents() +
      "\nEach becomes DIR/DOCUMENT.html and two CSV files a table, one exact and one that a\n"
      "spreadsheet computes nothing in. --pdf needs WeasyPrint (tools/setup pdf); without it the\n"
      "rest is written all the same. Figures that a machine reported are printed only where the\n"
      "count is signed off, or for a state officer (--as).\n\n"
      "Examples:\n"
      "  recanvass print my-recount tally-sheets --unit dane-0101 --to sheets\n"
      "  recanvass print my-recount statement --county us-wi-dane \\\n"
      "      --language es --to canvass --pdf\n";
  std::vector<std::string> documents;
  for (const workflow::Printable& printable : workflow::printables()) {
    documents.push_back(printable.name);
  }
  command.positionals = {
      {"ELECTION", "Folder, or postgresql://... address, of the ledger", true, false, folders()},
      {"DOCUMENT", "Name of a document", true, false, one_of(documents)}};
  command.options = {
      {"--to", "DIR", "Folder that the files go to.", false, folders()},
      {"--county", "ID", "Only this county."},
      {"--unit", "ID", "Only this reporting unit."},
      {"--exhibit", "NUMBER", "Only this exhibit."},
      {"--language", "en|es", "English or Spanish.", false, one_of({"en", "es"})},
      {"--paper", "letter|legal", "Size of the paper.", false, one_of({"letter", "legal"})},
      {"--large", "", "Large type."},
      {"--pdf", "", "Make PDF too."},
      {"--as", "ACCOUNT", "Ask as this account, whose key is in the keys folder."},
      keys_option()};
  command.run = run_print;
  return command;
}

}  // namespace recanvass::cli
