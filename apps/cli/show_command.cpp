// recanvass show: one view of an election's ledger.
#include "apps/cli/commands.h"
#include "apps/cli/election_arguments.h"
#include "base/nearest.h"
#include "report/terminal.h"
#include "report/value_text.h"
#include "workflow/view.h"

#include <fmt/format.h>

namespace recanvass::cli {
namespace {

using workflow::View;

base::Problem unknown_view(const std::string& name) {
  std::vector<std::string> names;
  for (const View& view : workflow::views()) names.push_back(view.name);
  const auto meant = base::nearest(name, names);
  return {"show.view",
          {},
          "\"" + name + "\"",
          meant ? "a view such as " + *meant : fmt::format("one of: {}", fmt::join(names, ", ")),
          "See `recanvass show ELECTION` for all of them."};
}

base::Json ledger_json(workflow::Engine& engine) {
  const ledger::Hash root = engine.root();
  base::Json json = {
      {"origin", engine.operation().setup.origin},
      {"entries", engine.operation().entries},
      {"root", ledger::base64({reinterpret_cast<const char*>(root.data()), root.size()})},
      {"entries_witnessed", nullptr},
      {"unwitnessed_since", nullptr}};
  const auto witnesses = engine.witness_standing();
  if (!witnesses) return json;
  json["entries_witnessed"] = witnesses->entries_witnessed;
  if (witnesses->entries_unwitnessed > 0) {
    json["unwitnessed_since"] = witnesses->unwitnessed_since;
  }
  return json;
}

ExitCode list_views(workflow::Engine& engine, const Console& console, bool json) {
  const report::Screen screen{std::min(console.columns, 100), console.colour};
  base::Json list = base::Json::array();
  std::string text;
  for (const View& view : workflow::views()) {
    list.push_back({{"view", view.name}, {"summary", view.summary}});
    text += report::labelled(view.name, view.summary, 20, screen);
  }
  if (json) {
    console.print_json(
        {{"schema", "recanvass.show/1"}, {"ledger", ledger_json(engine)}, {"views", list}});
  } else {
    console.print(report::value_text(ledger_json(engine), screen) + "\n" + text);
  }
  return ExitCode::Answered;
}

ExitCode run_show(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  const auto name = arguments.one("VIEW");
  const View* view = name ? workflow::view_named(*name) : nullptr;
  if (name && view == nullptr) return console.refuse("show", {unknown_view(*name)}, json);
  auto election = open_engine(arguments, workflow::ElectionMode::ReadOnly);
  if (!election) return console.refuse("show", election.problems(), json);
  workflow::Engine& engine = *(*election)->engine;
  if (engine.rolled_back()) {
    console.complain("recanvass show: " + engine.rolled_back()->sentence() + "\n");
  }
  if (view == nullptr) return list_views(engine, console, json);
  const auto account = viewer_of(**election, arguments, "show");
  if (!account) return console.refuse("show", account.problems(), json);
  workflow::ViewRequest request;
  request.viewer = *account;
  request.county = arguments.one("--county").value_or("");
  request.unit = arguments.one("--unit").value_or("");
  const base::Problems wrong = workflow::view_problems(engine.operation(), request);
  if (!wrong.empty()) return console.refuse("show", wrong, json);
  const base::Json value = view->build(engine.operation(), request);
  if (json) {
    console.print_json({{"schema", "recanvass.show/1"},
                        {"view", view->name},
                        {"ledger", ledger_json(engine)},
                        {"value", value}});
  } else {
    console.print(report::value_text(value, {std::min(console.columns, 100), console.colour}));
  }
  return ExitCode::Answered;
}

}  // namespace

Command show_command() {
  Command command;
  command.name = "show";
  command.summary = "Show a view of an election's ledger";
  command.description =
      "Without VIEW it says how long the ledger is, how far witnesses followed, and which views\n"
      "there are. Figures that a machine reported are shown to state officers, and to everybody\n"
      "else only where the hand count is signed off: --as ACCOUNT asks as an account, whose\n"
      "private key must be in the keys folder.\n\n"
      "Examples:\n"
      "  recanvass show my-recount\n"
      "  recanvass show my-recount operation --json\n"
      "  recanvass show my-recount operation --as wec\n";
  std::vector<std::string> views;
  for (const workflow::View& view : workflow::views()) views.push_back(view.name);
  command.positionals = {
      {"ELECTION", "Folder, or postgresql://... address, of the ledger", true, false, folders()},
      {"VIEW", "Name of a view", false, false, one_of(views)}};
  command.options = {{"--as", "ACCOUNT", "Ask as this account, whose key is in the keys folder."},
                     {"--county", "ID", "Only this county."},
                     {"--unit", "ID", "Only this reporting unit."},
                     keys_option()};
  command.run = run_show;
  return command;
}

}  // namespace recanvass::cli
