// recanvass assess: who may ask for a recount, by when, at what price; the program's first screen.
#include "apps/cli/commands.h"
#include "election/known.h"
#include "law/gaps.h"
#include "report/assess_json.h"
#include "report/assess_page.h"
#include "report/assess_text.h"
#include "report/remarks.h"
#include "workflow/assess.h"
#include "workflow/page_file.h"

#include <fmt/format.h>

namespace recanvass::cli {
namespace {

ExitCode run_assess(const Arguments& arguments, const Console& console) {
  workflow::AssessRequest request;
  request.package = arguments.one("PACKAGE").value_or("");
  request.states = arguments.all("--state");
  request.as_of = arguments.one("--as-of");
  request.petitioner = arguments.one("--petitioner");
  request.law_on = arguments.one("--law-on");
  const bool json = arguments.has("--json");
  const auto answer = workflow::assess_package(request);
  if (!answer) return console.refuse("assess", answer.problems(), json);
  const auto& as_of = answer->assessment.as_of;
  std::vector<election::JurisdictionId> asked;
  if (!request.states.empty()) {
    for (const auto& place : answer->assessment.places) asked.push_back(place.jurisdiction);
  }
  const auto remarks = election::remarks_known(
      answer->election, as_of ? std::optional(as_of->day) : std::nullopt, asked);
  std::optional<std::string> written;
  if (const auto folder = arguments.one("--html")) {
    const auto path = workflow::write_page(
        {"assess", "assessment.html", report::kAssessGenerator,
         report::assessment_page(answer->election, answer->assessment, remarks)},
        *folder);
    if (!path) return console.refuse("assess", path.problems(), json);
    written = path->string();
  }
  if (json) {
    base::Json document = report::assessment_json(answer->assessment);
    document["remarks"] = remarks;
    document["html"] = written ? base::Json(*written) : base::Json(nullptr);
    console.print_json(document);
    return ExitCode::Answered;
  }
  if (written) {
    console.print(fmt::format("The assessment is in {}\n", *written));
    return ExitCode::Answered;
  }
  const report::Detail detail =
      request.states.empty() ? report::Detail::Brief : report::Detail::Full;
  const report::Screen screen{console.columns, console.colour};
  console.print(report::assessment_text(answer->election, answer->assessment, detail, screen) +
                report::remarks_text(remarks, screen));
  return ExitCode::Answered;
}

// "WI" of "us-wi".
std::string postal_code(const std::string& id) {
  std::string code = id.substr(3);
  for (char& c : code) c = static_cast<char>(c - 'a' + 'A');
  return code;
}

}  // namespace

Command assess_command() {
  Command command;
  command.name = "assess";
  command.summary = "Who may ask for a recount, by when, at what price, and what it would take";
  command.description =
      "Puts the figures of an election package, as known on a day, to the recount law of election\n"
      "day. Each place: who leads and by how much under the denominator that the rule names,\n"
      "whether a recount is automatic, who may petition, until when, at what price, how many "
      "votes\n"
      "would change the outcome, and the citation to check. What is not known is said.\n\n"
      "A day without an hour is its first minute, so what is due that day is due today; figures\n"
      "and payments of that day count as known.\n\n"
      "Examples:\n"
      "  recanvass assess examples/us-2016-president --as-of 2016-11-25 \\\n"
      "      --petitioner stein\n"
      "  recanvass assess examples/us-2016-president --as-of 2016-11-25T17:01 \\\n"
      "      --state WI\n"
      "  recanvass assess examples/us-2016-president --petitioner stein \\\n"
      "      --law-on 2018-01-01\n";
  std::vector<std::string> states = law::jurisdiction_ids();
  for (const std::string& id : law::jurisdiction_ids()) states.push_back(postal_code(id));
  command.positionals = {{"PACKAGE", "folder with election.toml", true, false, folders()}};
  command.options = {
      {"--state", "STATE", "Only this state or place (WI or us-wi), in full; repeatable.", true,
       one_of(states)},
      {"--as-of", "DATE[THH:MM]", "The moment of the question; figures known later are left out."},
      {"--petitioner", "CHOICE", "Who asks, by id or name; without it: may anybody ask?"},
      {"--law-on", "DATE", "Ask under the law of another day than election day."},
      {"--html", "DIR", "Write the answer as a page, DIR/assessment.html.", false, folders()}};
  command.run = run_assess;
  return command;
}

}  // namespace recanvass::cli
