// recanvass publish: an operation's ledger as a folder that anyone can verify.
#include "apps/cli/commands.h"
#include "apps/cli/election_arguments.h"
#include "apps/cli/program_name.h"
#include "base/figures.h"
#include "formats/statute_reader.h"
#include "formats/text.h"
#include "ledger/note.h"
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
  return {{"schema", "recanvass.publish/1"},
          {"folder", published.folder},
          {"origin", published.origin},
          {"size", published.size},
          {"root", published.root},
          {"files", published.files},
          {"bytes", published.bytes},
          {"withheld", withheld},
          {"list_signed", published.list_signed}};
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
  if (!published.list_signed) {
    out += report::paragraph(
        "bundle.json is not signed: the ledger's own key is not in the keys folder. The rule and "
        "the sums of what is withheld have nobody's name to them, and verify ends with 2.",
        screen);
  }
  return out +
         report::paragraph(
             fmt::format("Check it: recanvass verify {} --log-key KEY", published.folder), screen);
}

// Entries that no checkpoint covers are signed first, where the ledger's key is at hand: what was
// said last, such as an approval by somebody without that key, is to be published too.
base::Problems sign_what_is_new(store::Storage& storage, workflow::KeyFolder& keys,
                                const Arguments& arguments) {
  const auto size = storage.size();
  if (!size) return size.problems();
  const auto note = storage.latest_checkpoint();
  if (!note) return note.problems();
  if (*note) {
    const auto parsed = ledger::parse_note(**note);
    if (!parsed) return parsed.problems();
    const auto checkpoint = ledger::parse_checkpoint(parsed->text);
    if (!checkpoint) return checkpoint.problems();
    if (checkpoint->size == *size) return {};
    // Whoever has not that key signs nothing, and need not be able to write.
    if (!keys.key_of(checkpoint->origin)) return {};
  }
  auto election = open_engine(arguments, workflow::ElectionMode::MustExist);
  // A copy that may only be read is published as far as it was signed.
  if (!election && election.problems()[0].cause == "store.no-access") return {};
  if (!election) return election.problems();
  const auto kept = (*election)->engine->keep_checkpoint();
  if (kept || kept.problems()[0].cause == "key.absent") return {};
  return kept.problems();
}

// A store is read without a word written to it. One that others write meanwhile is read anew, and
// at last beside them, as one of an older form is.
base::Result<workflow::Published> publish_as_it_is(const workflow::PublishRequest& request,
                                                   const law::KnowledgeBase& law,
                                                   store::Clock& clock, const std::string& place) {
  using workflow::ElectionMode;
  for (int tries_left = 3;; --tries_left) {
    const ElectionMode mode = tries_left > 0 ? ElectionMode::ReadOnly : ElectionMode::MustExist;
    const auto storage = workflow::open_election(place, clock, mode);
    auto published = storage ? workflow::publish_bundle(**storage, law, request)
                             : base::Result<workflow::Published>(storage.problems());
    if (published || mode == ElectionMode::MustExist) return published;
    const std::string& cause = published.problems()[0].cause;
    if (cause == "store.schema-older") tries_left = 1;
    if (cause != "store.busy" && cause != "store.schema-older") return published;
  }
}

void say_what_is_left(const workflow::Published& published, const Console& console) {
  const std::uint64_t entries = published.entries;
  if (entries <= published.size) return;
  console.complain(fmt::format(
      "recanvass publish: {} came after this checkpoint and {} not in the folder: whoever holds "
      "the ledger's key signs the next one with submit or publish.\n",
      base::counted(static_cast<std::int64_t>(entries - published.size), "entry", "entries"),
      entries - published.size == 1 ? "is" : "are"));
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
  workflow::KeyFolder keys(keys_folder(arguments));
  const std::string place = arguments.one("ELECTION").value_or("");
  if (request.cosigned.empty()) {
    auto storage = workflow::open_election(place, clock, workflow::ElectionMode::ReadOnly);
    if (!storage && storage.problems()[0].cause == "store.schema-older") {
      storage = workflow::open_election(place, clock, workflow::ElectionMode::MustExist);
    }
    const base::Problems problems =
        storage ? sign_what_is_new(**storage, keys, arguments) : storage.problems();
    if (!problems.empty()) return console.refuse("publish", problems, json);
  }
  const law::KnowledgeBase law = formats::built_in_knowledge();
  request.keys = &keys;
  const auto published = publish_as_it_is(request, law, clock, place);
  if (!published) return console.refuse("publish", published.problems(), json);
  if (json) {
    console.print_json(published_json(*published));
  } else {
    console.print(published_text(*published, {console.columns, console.colour}));
  }
  say_what_is_left(*published, console);
  return ExitCode::Answered;
}

}  // namespace

Command publish_command() {
  Command command;
  command.name = "publish";
  command.summary = "Write a ledger as a folder that anyone can verify";
  command.description =
      "Writes the ledger up to its latest signed checkpoint (a new one where the keys folder has\n"
      "the ledger's own key) as static files: the checkpoint, the tree and its entries, the files\n"
      "they refer to, tables as CSV and JSON, and index.html, the page to open first. The folder\n"
      "appears whole or not at all, and an earlier one is replaced only by a ledger that extends\n"
      "it. Format: docs/formats/bundle.md.\n\n"
      "Entries with figures of counts that are not signed off, or of fewer than 10 ballots, are\n"
      "withheld: their place in the tree stays fixed, sums that contain them are given, and the\n"
      "verifier says how many there are. The ledger's own key, where it is at hand, signs those\n"
      "sums and the list of files (bundle.note).\n\n"
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
      {"--cosigned", "FILE", "What recanvass witness printed: publish that checkpoint.", true},
      keys_option()};
  command.run = run_publish;
  return command;
}

}  // namespace recanvass::cli
