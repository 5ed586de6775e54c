// recanvass entries: lines for submit, made of cast vote records.
#include "apps/cli/audit_arguments.h"
#include "apps/cli/commands.h"
#include "apps/cli/election_arguments.h"
#include "apps/cli/export_words.h"
#include "base/sha256.h"
#include "formats/number.h"
#include "workflow/record_contests.h"
#include "workflow/record_list.h"

#include <fmt/format.h>

namespace recanvass::cli {
namespace {

using Lines = std::vector<base::Json>;

base::Problem entries_option(const char* option, std::string found, std::string wanted,
                             std::string mend) {
  return {"entries.option", {"", 0, option}, std::move(found), std::move(wanted), std::move(mend)};
}

// What each kind of line needs to be told, and what says nothing to it.
base::Problems option_problems(const Arguments& arguments, const std::string& what) {
  struct Use {
    const char* option;
    const char* of;
    bool needed;
  };
  static constexpr Use kUses[] = {
      {"--contests", "contests", false}, {"--on", "contests", false},
      {"--list", "list reveal", true},   {"--county", "list", false},
      {"--import", "list", false},       {"--at-most", "list", false},
      {"--batch-prefix", "list", false}, {"--records-key", "list reveal", false}};
  base::Problems problems;
  for (const Use& use : kUses) {
    const bool fits = std::string_view(use.of).find(what) != std::string_view::npos;
    if (fits && use.needed && !arguments.has(use.option)) {
      problems.push_back(entries_option(use.option, "nothing", "the id of a list of cards",
                                        "Say which list these records are."));
    }
    if (!fits && arguments.has(use.option)) {
      problems.push_back(entries_option(use.option, "said of " + what,
                                        fmt::format("only with {}", use.of), "Leave it out."));
    }
  }
  if (!arguments.has("--by")) {
    problems.push_back(entries_option("--by", "nothing", "the account whose lines these are",
                                      "Say who will submit them."));
  }
  return problems;
}

base::Result<Lines> lines_of_contests(const workflow::Operation& operation,
                                      const Arguments& arguments,
                                      const workflow::AuditRecords& records) {
  base::Problems problems;
  const std::string ask = text_option(arguments, "--contests", problems);
  if (!problems.empty()) return problems;
  const auto assertions =
      workflow::assert_audit(ask, arguments.one("--contests").value_or(""), &records);
  if (!assertions) return assertions.problems();
  return workflow::contest_lines(operation, *assertions, records.store, arguments.all("--on"));
}

base::Result<Lines> lines_of_cards(OpenElection& election, const Arguments& arguments,
                                   const workflow::AuditRecords& records, bool reveal) {
  const workflow::Operation& operation = election.engine->operation();
  workflow::RecordListAsk ask;
  ask.list = arguments.one("--list").value_or("");
  ask.county = arguments.one("--county").value_or("");
  ask.import = arguments.one("--import").value_or("");
  ask.batch_prefix = arguments.one("--batch-prefix").value_or("");
  if (const auto most = arguments.one("--at-most")) {
    std::int64_t cards = 0;
    if (formats::read_figure(*most, cards) != formats::NumberFault::None || cards < 1) {
      return entries_option("--at-most", "\"" + *most + "\"", "a whole number above 0",
                            "Say how many cards there can be at most.");
    }
    ask.at_most = cards;
  }
  const auto key = election.keys.key_of(
      arguments.one("--records-key").value_or(arguments.one("--by").value_or("")));
  if (!key) return key.problems();
  const std::string secret = workflow::records_secret(*key, operation.setup.origin, ask.list);
  return reveal ? workflow::reveal_lines(operation, records.store, ask.list, secret)
                : workflow::list_lines(operation, records.store, ask, secret);
}

ExitCode run_entries(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  const std::string what = arguments.one("WHAT").value_or("");
  base::Problems problems;
  if (what != "contests" && what != "list" && what != "reveal") {
    problems.push_back(entries_option("WHAT", "\"" + what + "\"", "contests, list or reveal",
                                      "See recanvass entries --help."));
    return console.refuse("entries", problems, json);
  }
  problems = option_problems(arguments, what);
  if (!problems.empty()) return console.refuse("entries", problems, json);
  // The child process that reads is started before the ledger is open.
  const auto records = records_argument(arguments, "CARDS", "entries", problems);
  if (!problems.empty() || !records) return console.refuse("entries", problems, json);
  auto election = open_engine(arguments, workflow::ElectionMode::MustExist);
  if (!election) return console.refuse("entries", election.problems(), json);
  const auto lines = what == "contests"
                         ? lines_of_contests((*election)->engine->operation(), arguments, *records)
                         : lines_of_cards(**election, arguments, *records, what == "reveal");
  if (!lines) return console.refuse("entries", lines.problems(), json);
  std::string text;
  base::Json list = base::Json::array();
  for (base::Json line : *lines) {
    line["by"] = arguments.one("--by").value_or("");
    line["key"] = base::hex(base::sha256(base::canonical_json(line)));
    text += base::canonical_json(line) + "\n";
    if (json) list.push_back(std::move(line));
  }
  if (json) {
    console.print_json({{"schema", "recanvass.entries/1"}, {"lines", std::move(list)}});
  } else {
    console.print(text);
  }
  return ExitCode::Answered;
}

}  // namespace

Command entries_command() {
  Command command;
  command.name = "entries";
  command.summary = "Lines for submit, made of cast vote records";
  command.description =
      "Writes the lines of an audit on a ledger that nobody should type, one JSON object a "
      "line:\n\n"
      "  contests   audit.contest: ids, choices, votes of the records, winners, claims\n"
      "  list       audit.list with the root over all records, and audit.batches\n"
      "  reveal     card.reveal: the records of cards whose readings are signed off\n\n"
      "Of contests other than the ledger's own \"reported\" is left empty: a person fills in what\n"
      "was reported, and audit.commit compares it with the records.\n\n"
      "The records that are not drawn stay secret: each leaf of the tree holds a salt that only\n"
      "the private key of --records-key (else of --by) can make. The same key makes the lines of\n"
      "reveal, so keep it until the audit is over; who has it could tell records from leaves.\n\n"
      "Examples:\n"
      "  recanvass entries my-audit contests county.cards \\\n"
      "      --contests audit.toml --by state > contests.jsonl\n"
      "  recanvass entries my-audit list county.cards --list dane \\\n"
      "      --county us-wi-dane --import dane --by clerk > list.jsonl\n"
      "  recanvass entries my-audit reveal county.cards --list dane \\\n"
      "      --by clerk > reveal.jsonl\n";
  command.positionals = {
      {"ELECTION", "Folder, or postgresql://... address, of the ledger", true, false, folders()},
      {"WHAT", "Which lines", true, false, one_of({"contests", "list", "reveal"})},
      {"CARDS", "Cast vote records; several files are read together.", true, true, files()}};
  command.options = {
      {"--by", "ACCOUNT", "Who will submit the lines."},
      {"--contests", "FILE", "Contests, rules and limits, as TOML (contests).", false, files()},
      {"--on", "LIST", "A list that carries the contests; else all (contests).", true},
      {"--list", "ID", "The list of cards (list, reveal)."},
      {"--county", "ID", "Whose cards they are; else the whole jurisdiction's (list)."},
      {"--import", "NAME", "Their import in the ledger: cards.import (list)."},
      {"--at-most", "N", "The most cards there can be (list)."},
      {"--batch-prefix", "TEXT", "What the manifest writes before \"tabulator-batch\" (list)."},
      {"--records-key", "NAME", "The key that salts the records; else that of --by."},
      keys_option()};
  for (Option& option : limit_options()) command.options.push_back(std::move(option));
  command.run = run_entries;
  return command;
}

}  // namespace recanvass::cli
