// recanvass restore: a ledger set up again on another machine, from its published folder.
#include "apps/cli/commands.h"
#include "apps/cli/election_arguments.h"
#include "base/figures.h"
#include "report/terminal.h"
#include "workflow/restore_ledger.h"

#include <fmt/format.h>

namespace recanvass::cli {
namespace {

base::Json restored_json(const workflow::Restored& restored, const std::string& place) {
  return {{"schema", "recanvass.restore/1"}, {"election", place},
          {"origin", restored.origin},       {"size", restored.size},
          {"withheld", restored.withheld},   {"beyond", restored.beyond},
          {"files", restored.files}};
}

std::string restored_text(const workflow::Restored& restored, const std::string& place,
                          const std::string& folder, const report::Screen& screen) {
  const auto entries = [](std::uint64_t number) {
    return base::counted(static_cast<std::int64_t>(number), "entry", "entries");
  };
  std::string out = report::paragraph(
      fmt::format("{}: {} of the ledger {} and {}, each compared with the signed checkpoint of {}.",
                  place, entries(restored.size), restored.origin,
                  base::counted(static_cast<std::int64_t>(restored.files), "file", "files"),
                  folder),
      screen);
  if (restored.withheld > 0) {
    out += report::paragraph(
        fmt::format("From the copy: {} that the folder withholds.", entries(restored.withheld)),
        screen);
  }
  if (restored.beyond > 0) {
    out += report::paragraph(
        fmt::format("From the copy: {} that came after the folder's checkpoint. What was entered "
                    "after the copy is lost: compare the last receipts with the paper sheets.",
                    entries(restored.beyond)),
        screen);
  } else {
    out += report::paragraph(
        "What was entered after that checkpoint is lost: compare the last receipts with the paper "
        "sheets.",
        screen);
  }
  return out +
         report::paragraph(
             "To go on, put the keys folder's copy in its place: whoever has the ledger's key "
             "signs the next checkpoint. Officers whose keys are lost rotate them (key.rotate).",
             screen);
}

ExitCode run_restore(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  const auto refuse = [&](const base::Problems& problems) {
    return console.refuse("restore", problems, json);
  };
  workflow::RestoreRequest request;
  request.folder = arguments.one("DIR").value_or("");
  workflow::KeyFolder keys(keys_folder(arguments));
  const auto log = workflow::log_of_folder(request.folder);
  const auto key = known_log_key(arguments, *log, keys);
  if (!key) return refuse(key.problems());
  request.log_key = *key;
  store::SystemClock clock;
  std::unique_ptr<store::Storage> copy;
  if (const auto place = arguments.one("--copy")) {
    auto opened = workflow::open_election(*place, clock, workflow::ElectionMode::ReadOnly);
    if (!opened) return refuse(opened.problems());
    copy = std::move(opened).value();
    request.copy = copy.get();
  }
  const std::string place = arguments.one("ELECTION").value_or("");
  auto target = workflow::open_election(place, clock, workflow::ElectionMode::CreateIfMissing);
  if (!target) return refuse(target.problems());
  const auto restored = workflow::restore_ledger(request, **target);
  if (!restored) return refuse(restored.problems());
  if (json) {
    console.print_json(restored_json(*restored, place));
  } else {
    console.print(
        restored_text(*restored, place, request.folder, {console.columns, console.colour}));
  }
  return ExitCode::Answered;
}

}  // namespace

Command restore_command() {
  Command command;
  command.name = "restore";
  command.summary = "Set a ledger up again, from its published folder";
  command.description =
      "For the day the machine is gone. Takes the last published folder, sees that the ledger's\n"
      "key signed its checkpoint and that every entry and file is the one it pins, and writes\n"
      "them into a new election. What the folder withholds, and what came after it, comes from\n"
      "an older copy of the store (--copy); without one, a folder that withholds nothing will do.\n"
      "Nothing is written unless all of it fits.\n\n"
      "Examples:\n"
      "  recanvass restore published my-recount --log-key my-recount.vkey\n"
      "  recanvass restore published my-recount --log-key my-recount.vkey \\\n"
      "      --copy backup/my-recount\n";
  command.positionals = {
      {"DIR", "A published folder", true, false, folders()},
      {"ELECTION", "The new election: a folder, or a PostgreSQL database", true, false, folders()}};
  command.options = {
      {"--log-key", "KEY|FILE", "The ledger's verifier key, if the keys folder has it not.", false,
       files()},
      keys_option(),
      {"--copy", "ELECTION", "A copy of the ledger's store; it is only read.", false, folders()}};
  command.run = run_restore;
  return command;
}

}  // namespace recanvass::cli
