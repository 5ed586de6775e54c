// recanvass brief: the seven answers for the public, as a page, as text or as JSON.
#include "apps/cli/commands.h"
#include "cluster/threads.h"
#include "report/brief_page.h"
#include "workflow/brief.h"

#include <fmt/format.h>

namespace recanvass::cli {
namespace {

ExitCode run_brief(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  cluster::ThreadExecutor executor;
  const auto briefing = workflow::prepare_briefing({arguments.one("PACKAGE").value_or(""),
                                                    arguments.one("--as-of"),
                                                    arguments.one("--petitioner"),
                                                    {}},
                                                   executor);
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
      "  recanvass brief examples/us-2016-president --as-of 2016-11-25 \\\n"
      "      --petitioner stein\n"
      "  recanvass brief examples/us-2016-president --html briefing\n";
  command.positionals = {{"PACKAGE", "Folder of an election package", true, false, folders()}};
  command.options = {
      {"--html", "DIR", "Write the page DIR/index.html and say where it is.", false, folders()},
      {"--as-of", "DATE[THH:MM]", "Tell what was known then; later events are left out."},
      {"--petitioner", "CHOICE",
       "Ask the law for this choice, by id or name; without it: may anybody ask?"}};
  command.run = run_brief;
  return command;
}

}  // namespace recanvass::cli
