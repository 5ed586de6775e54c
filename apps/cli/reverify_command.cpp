// recanvass reverify: another jurisdiction's published audit, checked from its published files.
#include "apps/cli/commands.h"
#include "report/reverify_report.h"
#include "workflow/reverify.h"

#include <algorithm>

namespace recanvass::cli {
namespace {

std::string reverified_text(const workflow::Reverified& reverified, report::FiguresShown shown,
                            const report::Screen& screen) {
  std::string text;
  for (const audit::PublishedAudit& audit : reverified.audits) {
    if (!text.empty()) text += "\n";
    text += report::reverify_text(audit, shown, screen);
  }
  for (const std::string& file : reverified.not_read) {
    text += report::paragraph("Not read: " + file, screen, 0);
  }
  return text;
}

base::Json reverified_json(const workflow::Reverified& reverified) {
  base::Json audits = base::Json::array();
  for (const audit::PublishedAudit& audit : reverified.audits) {
    audits.push_back(report::reverify_json(audit));
  }
  return {{"schema", "recanvass.reverify/1"},
          {"audits", std::move(audits)},
          {"not_read", reverified.not_read}};
}

ExitCode run_reverify(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  const auto given = arguments.all("PATH");
  const auto reverified = workflow::reverify({given.begin(), given.end()});
  if (!reverified) return console.refuse("reverify", reverified.problems(), json);
  if (json) {
    console.print_json(reverified_json(*reverified));
  } else {
    const auto shown =
        arguments.has("--all") ? report::FiguresShown::All : report::FiguresShown::ThatDoNotAgree;
    console.print(reverified_text(*reverified, shown, {console.columns, console.colour}));
  }
  const bool differs =
      std::any_of(reverified->audits.begin(), reverified->audits.end(),
                  [](const auto& audit) { return audit::tally_of(audit.checks).differ > 0; });
  return differs ? ExitCode::CheckFailed : ExitCode::Answered;
}

}  // namespace

Command reverify_command() {
  Command command;
  command.name = "reverify";
  command.summary = "Check another jurisdiction's published audit from its published files";
  command.description =
      "Finds by their content what files of a published audit are, computes again every figure "
      "that follows from them, and says of each whether it agrees, differs (both are printed, and "
      "by how much), agrees only by a rule of the publisher's own program (which is named, with "
      "the right value), or cannot be checked, and why.\n"
      "Read are the export of Colorado's audits, and what docs/formats/published-audits.md lists. "
      "A folder is taken as one audit; so are files that are named together. Archives and packed "
      "files are opened.\n"
      "  recanvass reverify colorado2024/\n"
      "  recanvass reverify contest.csv seed.csv --json\n"
      "Ends with 0 when nothing differs, with 1 when a figure differs unexplained, with 2 when a "
      "file cannot be read as what it is.";
  command.positionals = {
      {"PATH", "A file, a folder or an archive of published files.", true, true, files()}};
  command.options = {{"--all", "", "List every figure, not only those that do not agree."}};
  command.run = run_reverify;
  return command;
}

}  // namespace recanvass::cli
