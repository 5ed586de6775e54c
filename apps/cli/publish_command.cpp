// recanvass publish: an operation's ledger as a folder that anyone can verify.
#include "apps/cli/commands.h"
#include "apps/cli/program_name.h"
#include "base/figures.h"
#include "formats/statute_reader.h"
#include "formats/text.h"
#include "report/terminal.h"
#include "store/system_clock.h"
#include "workflow/election.h"
#include "workflow/publish_bundle.h"

#include <fmt/format.h>

#include <charconv>

namespace recanvass::cli {
namespace {

std::optional<std::int64_t> read_minimum(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size() && number >= 1;
  return whole ? std::optional(number) : std::nullopt;
}

// A note ends with its signatures; `recanvass witness` prints a line to be submitted behind it.
std::string note_in(const std::string& bytes) {
  const std::size_t signatures = bytes.find("\n\n");
  const std::size_t end =
      signatures == std::string::npos ? signatures : bytes.find("\n\n", signatures + 2);
  return end == std::string::npos ? bytes : bytes.substr(0, end + 1);
}

base::Json published_json(const workflow::Published& published) {
  base::Json withheld = base::Json::object();
  for (const auto& [why, number] : published.withheld) withheld[why] = number;
  return {{"schema", "recanvass.publish/1"}, {"folder", published.folder},
          {"origin", published.origin},      {"size", published.size},
          {"root", published.root},          {"files", published.files},
          {"bytes", published.bytes},        {"withheld", withheld}};
}

std::string published_text(const workflow::Published& published, const report::Screen& screen) {
  std::string out = report::paragraph(
      fmt::format("{}: {} of the ledger {}, root {}, in {}.", published.folder,
                  base::counted(static_cast<std::int64_t>(published.size), "entry", "entries"),
                  published.origin, published.root,
                  base::counted(published.files, "file", "files")),
      screen);
  for (const auto& [why, number] : published.withheld) {
    if (number == 0) continue;
    const char* reason = why == "open"    ? "of counts that are not signed off"
                         : why == "small" ? "of too few ballots"
                                          : "given only together with those of too few ballots";
    out += report::paragraph(fmt::format("Withheld: {} with figures {}.",
                                         base::counted(number, "entry", "entries"), reason),
                             screen);
  }
  return out +
         report::paragraph(
             fmt::format("Check it: recanvass verify {} --log-key KEY", published.folder), screen);
}

ExitCode run_publish(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  workflow::PublishRequest request;
  request.folder = arguments.one("DIR").value_or("");
  request.program = kProgramName;
  if (const auto text = arguments.one("--minimum-ballots")) {
    const auto minimum = read_minimum(*text);
    if (!minimum) {
      return console.refuse("publish",
                            {{"publish.minimum",
                              {"--minimum-ballots", 0, ""},
                              "\"" + *text + "\"",
                              "a whole number, 1 or more",
                              "1 withholds nothing but what is open."}},
                            json);
    }
    request.minimum_ballots = *minimum;
  }
  for (const std::string& file : arguments.all("--cosigned")) {
    const auto bytes = formats::read_bytes(file, file);
    if (!bytes) return console.refuse("publish", bytes.problems(), json);
    request.cosigned.push_back(note_in(*bytes));
  }
  store::SystemClock clock;
  const auto storage = workflow::open_election(arguments.one("ELECTION").value_or(""), clock,
                                               workflow::ElectionMode::MustExist);
  if (!storage) return console.refuse("publish", storage.problems(), json);
  const law::KnowledgeBase law = formats::built_in_knowledge();
  const auto published = workflow::publish_bundle(**storage, law, request);
  if (!published) return console.refuse("publish", published.problems(), json);
  if (json) {
    console.print_json(published_json(*published));
  } else {
    console.print(published_text(*published, {console.columns, console.colour}));
  }
  return ExitCode::Answered;
}

}  // namespace

Command publish_command() {
  Command command;
  command.name = "publish";
  command.summary = "Write a ledger as a folder that anyone can verify";
  command.description =
      "Writes the ledger up to its latest signed checkpoint as static files: the checkpoint, the\n"
      "tree and its entries, the files they refer to, tables as CSV and JSON, and index.html, the\n"
      "page to open first. The folder appears whole or not at all, and an earlier one is replaced\n"
      "only by a ledger that extends it. Format: docs/formats/bundle.md.\n\n"
      "Entries with figures of counts that are not signed off, or of fewer than 10 ballots, are\n"
      "withheld: their place in the tree stays fixed, sums that contain them are given, and the\n"
      "verifier says how many there are.\n\n"
      "A checkpoint that outside witnesses countersigned is worth more: let them sign it first,\n"
      "and give what they answered with --cosigned.\n\n"
      "Examples:\n"
      "  recanvass publish wi-2016 public-html/wi-2016\n"
      "  recanvass witness wi-2016 --name press.example > press.note\n"
      "  recanvass publish wi-2016 public-html/wi-2016 --cosigned press.note\n";
  command.positionals = {{"ELECTION", "its folder, or postgresql://..."},
                         {"DIR", "the folder to write; absent, empty or an earlier one"}};
  command.options = {
      {"--minimum-ballots", "N", "Withhold figures of fewer ballots than this (default 10)."},
      {"--cosigned", "FILE", "What recanvass witness printed: publish that checkpoint.", true}};
  command.run = run_publish;
  return command;
}

}  // namespace recanvass::cli
