// recanvass vectors: runs golden files and says which cases differ.
#include "apps/cli/commands.h"
#include "workflow/vectors.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

namespace recanvass::cli {
namespace {

base::Result<std::string> read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  if (file) text << file.rdbuf();
  if (!file || !text) {
    return base::Problem{"vectors.unreadable",
                         {path, 0, {}},
                         "a file that cannot be read",
                         "a golden file (JSON)",
                         "Check the name and the permissions."};
  }
  return text.str();
}

ExitCode run_vectors_command(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  workflow::VectorReport total;
  for (const std::string& path : arguments.all("FILE")) {
    const auto text = read_text(path);
    if (!text) return console.refuse("vectors", text.problems(), json);
    const auto report = workflow::run_vectors(*text, path, workflow::all_vector_kinds());
    if (!report) return console.refuse("vectors", report.problems(), json);
    total.passed += report->passed;
    total.failed += report->failed;
    total.lines.insert(total.lines.end(), report->lines.begin(), report->lines.end());
  }
  if (json) {
    console.print_json({{"schema", "recanvass.vectors/1"},
                        {"passed", total.passed},
                        {"failed", total.failed},
                        {"differences", total.lines}});
  } else {
    for (const std::string& line : total.lines) console.print(line + "\n");
    console.print(fmt::format("{} passed, {} failed\n", total.passed, total.failed));
  }
  return total.failed == 0 ? ExitCode::Answered : ExitCode::CheckFailed;
}

}  // namespace

Command vectors_command() {
  Command command;
  command.name = "vectors";
  command.summary = "Check this program against golden files";
  command.description =
      "Runs the cases of golden files, worked out by other programs, and prints one line for each\n"
      "case that differs, then \"N passed, M failed\". A case of a kind that this program does "
      "not\n"
      "know counts as failed. Numbers agree to 1e-10 of their size unless a kind says otherwise.\n"
      "Exit code 1 when a case failed.\n\n"
      "Example:\n  recanvass vectors tests/vectors/recount.json\n";
  command.positionals = {
      {"FILE", "golden file: {\"meta\": ..., \"cases\": [{\"kind\": ...}]}", true, true, files()}};
  command.run = run_vectors_command;
  return command;
}

}  // namespace recanvass::cli
