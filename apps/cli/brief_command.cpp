// recanvass brief: the seven answers for the public, as a page, as text or as JSON.
#include "apps/cli/commands.h"
#include "report/brief_page.h"
#include "workflow/brief.h"

#include <fmt/format.h>

namespace recanvass::cli {
namespace {

base::Result<workflow::BriefRequest> read_brief_request(const Arguments& arguments) {
  workflow::BriefRequest request;
  request.package = arguments.one("PACKAGE").value_or("");
  request.petitioner = arguments.one("--petitioner");
  const std::optional<std::string> as_of = arguments.one("--as-of");
  if (!as_of) return request;
  if (as_of->find('T') != std::string::npos) {
    const base::Result<base::LocalTime> moment = base::LocalTime::parse(*as_of);
    if (!moment) return moment.problems();
    request.as_of = *moment;
    return request;
  }
  const base::Result<base::Date> day = base::Date::parse(*as_of);
  if (!day) return day.problems();
  request.as_of = base::LocalTime{*day, base::TimeOfDay(0)};
  return request;
}

ExitCode run_brief(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  const auto request = read_brief_request(arguments);
  if (!request) return console.refuse("brief", request.problems(), json);
  const auto briefing = workflow::prepare_briefing(*request);
  if (!briefing) return console.refuse("brief", briefing.problems(), json);
  std::optional<std::string> written;
  if (const auto folder = arguments.one("--html")) {
    const auto path = workflow::write_briefing(*briefing, *folder);
    if (!path) return console.refuse("brief", path.problems(), json);
    written = path->string();
  }
  if (json) {
    base::Json document = report::brief_json(*briefing);
    document["html"] = written ? base::Json(*written) : base::Json(nullptr);
    console.print_json(document);
  } else if (written) {
    console.print(fmt::format("The briefing is in {}\n", *written));
  } else {
    console.print(report::brief_text(*briefing, console.columns));
  }
  return ExitCode::Answered;
}

}  // namespace

Command brief_command() {
  Command command;
  command.name = "brief";
  command.summary = "Answer the public's seven questions, as a page or as text";
  command.description =
      "What is happening in each state? What is questioned? Who asked, who pays, how much is "
      "raised\n"
      "against the need? Which deadlines are next? What would have to change? Could it flip the\n"
      "outcome? What would the paper show, and when? Each sentence names its evidence.\n\n"
      "With --html the answers become one self-contained page, DIR/index.html: no scripts, "
      "nothing\n"
      "loaded from elsewhere, readable on a phone, in the dark, on paper and by a screen reader.\n"
      "A file of that name which this command did not write is left alone.\n\n"
      "Examples:\n"
      "  recanvass brief examples/us-2016-president --as-of 2016-11-25 --petitioner stein\n"
      "  recanvass brief examples/us-2016-president --html briefing\n";
  command.positionals = {{"PACKAGE", "Folder of an election package"}};
  command.options = {
      {"--html", "DIR", "Write the page DIR/index.html and say where it is."},
      {"--as-of", "DATE", "Tell what was known on DATE, YYYY-MM-DD or YYYY-MM-DDTHH:MM."},
      {"--petitioner", "CHOICE", "Ask the law for this choice (its id) instead of the runner-up."}};
  command.run = run_brief;
  return command;
}

}  // namespace recanvass::cli
