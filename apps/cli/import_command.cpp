// recanvass import: cast vote records into one file of columns that opens at once, and into an
// election's ledger by hash.
#include "apps/cli/commands.h"
#include "apps/cli/election_arguments.h"
#include "apps/cli/export_words.h"
#include "base/figures.h"
#include "base/look_of_name.h"
#include "base/sha256.h"
#include "formats/batch_check.h"
#include "formats/card_file.h"
#include "formats/card_input.h"
#include "formats/confined_import.h"
#include "workflow/submit.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace recanvass::cli {
namespace {

using formats::CardImport;
using formats::HashedFile;

// A command names its files one by one; more than these come as one archive.
constexpr std::size_t kSourcesMost = 1000;

struct Imported {
  CardImport import;
  std::optional<formats::BatchCheck> batches;  // with a manifest beside the cards
  std::vector<HashedFile> sources;
  HashedFile store;
};

base::Json sources_json(const std::vector<HashedFile>& sources) {
  base::Json list = base::Json::array();
  for (const HashedFile& file : sources) {
    list.push_back(
        {{"name", file.name}, {"bytes", file.bytes}, {"source_sha256", base::hex(file.sha256)}});
  }
  return list;
}

base::Problem changed_while_read() {
  return {"import.changed",
          {},
          "files that changed while they were read",
          "files that stay as they are",
          "Import them again when nobody writes to them."};
}

base::Problem there_already(const std::string& path) {
  return {"file.exists",
          {path, 0, {}},
          "a file that is there already",
          "a name that is free",
          "Name another file, or remove that one first."};
}

struct CardsRead {
  CardImport import;
  std::optional<formats::BatchCheck> batches;
};

// Manifests among the files are compared with the cards, batch by batch.
base::Result<CardsRead> read_and_compare(const std::vector<std::filesystem::path>& paths,
                                         const formats::ReadingLimits& limits) {
  if (std::ranges::any_of(paths, formats::is_card_store_file)) {
    auto kept = formats::read_cards(paths, limits);
    if (!kept) return kept.problems();
    return CardsRead{std::move(kept).value(), std::nullopt};
  }
  auto read = formats::read_files_confined(paths, {}, limits);
  if (!read) return read.problems();
  std::optional<formats::BatchCheck> batches;
  if (read->cards && !read->manifests.empty()) batches = formats::check_batches(*read);
  auto taken = formats::cards_of_files(std::move(read).value(), paths.front().string());
  if (!taken) return taken.problems();
  CardImport import = std::move(taken).value();
  if (batches) {
    std::erase_if(import.ignored, [](const auto& part) { return part.what == "ballot manifests"; });
  }
  return CardsRead{std::move(import), std::move(batches)};
}

base::Result<Imported> import_files(const std::vector<std::filesystem::path>& paths,
                                    const std::string& out, const formats::ReadingLimits& limits) {
  std::error_code error;
  if (std::filesystem::exists(out, error)) return there_already(out);
  auto before = formats::hash_files(paths);
  if (!before) return before.problems();
  auto read = read_and_compare(paths, limits);
  if (!read) return read.problems();
  auto after = formats::hash_files(paths);
  if (!after) return after.problems();
  if (*before != *after) return changed_while_read();
  const auto saved = formats::save_card_store(read->import.store, out);
  if (!saved) return saved.problems();
  auto store = formats::hash_files({out});
  if (!store) return store.problems();
  CardsRead cards = std::move(read).value();
  return Imported{std::move(cards.import), std::move(cards.batches), std::move(before).value(),
                  store->at(0)};
}

// A choice of the records that is written as one of the operation's: by its name, or as a person
// mapped it.
bool is_choice(const workflow::Operation& operation, const std::string& written,
               const std::string& id) {
  const std::string look = base::look_of_name(written);
  for (const workflow::SetupChoice& choice : operation.setup.choices) {
    if (choice.id == id && base::look_of_name(choice.name) == look) return true;
  }
  const auto& mapped = operation.commitment.choice_names;
  return std::any_of(mapped.begin(), mapped.end(), [&](const auto& one) {
    return one.second == id && base::look_of_name(one.first) == look;
  });
}

// Whether a contest of the records has every choice of the operation but those for write-ins.
bool is_contest_of(const workflow::Operation& operation, const election::CardContest& contest) {
  return std::ranges::all_of(operation.setup.choices, [&](const workflow::SetupChoice& wanted) {
    if (wanted.id == "write-in") return true;
    return std::ranges::any_of(contest.choices, [&](const auto& choice) {
      return is_choice(operation, choice.name, wanted.id);
    });
  });
}

std::string titles_of(const std::vector<std::string>& titles) {
  constexpr std::size_t kNamed = 5;
  std::string text;
  for (std::size_t i = 0; i < titles.size() && i < kNamed; ++i) {
    text += (text.empty() ? "\"" : ", \"") + titles[i] + "\"";
  }
  if (titles.size() > kNamed) text += fmt::format(" and {} more", titles.size() - kNamed);
  return text;
}

// The title, in the records, of the contest that the operation counts: as it was said, or the one
// with its choices. Records of another election have none.
base::Result<std::string> counted_contest(const workflow::Operation& operation,
                                          const election::CardStore& cards,
                                          const std::optional<std::string>& said) {
  std::vector<std::string> titles;
  std::vector<std::string> found;
  for (const auto& contest : cards.contests()) {
    titles.push_back(contest.name);
    if (said ? contest.name == *said : is_contest_of(operation, contest))
      found.push_back(contest.name);
  }
  if (found.size() == 1) return found.front();
  std::vector<std::string> choices;
  for (const workflow::SetupChoice& choice : operation.setup.choices) {
    if (choice.id != "write-in") choices.push_back(choice.name);
  }
  return base::Problem{
      "import.contest",
      {},
      found.empty() ? "cards with the contests " + titles_of(titles)
                    : fmt::format("{} contests of that kind: {}", found.size(), titles_of(found)),
      said ? "one contest named \"" + *said + "\""
           : "one with the choices of " + operation.setup.contest + ": " + titles_of(choices),
      "Look whether these are the records of this election and county. If the names are written "
      "otherwise there, say with --contest which contest is meant."};
}

// The command that commits to what was read: docs/formats/operation-entries.md.
workflow::Command command_of(const Arguments& arguments, const Imported& imported,
                             const std::string& contest, const std::string& out) {
  const auto& cards = imported.import.store;
  base::Json body = {
      {"import", arguments.one("--import").value_or(std::filesystem::path(out).stem().string())},
      {"format", formats::cvr_format_name(imported.import.format)},
      {"sources", sources_json(imported.sources)},
      {"store_sha256", base::hex(imported.store.sha256)},
      {"cards", cards.cards().value()},
      {"ballots", cards.ballots().value()},
      {"contests", cards.contests().size()},
      {"contest", contest}};
  if (!cards.redacted().empty()) body["withheld_rows"] = cards.redacted().size();
  for (const formats::IgnoredPart& part : imported.import.ignored) {
    body["ignored"][part.what] = part.how_many;
  }
  if (const auto county = arguments.one("--county")) body["county"] = *county;
  const auto reason = arguments.one("--reason");
  if (reason) body["reason"] = *reason;
  workflow::Command command;
  command.kind = reason ? "cards.correct" : "cards.import";
  command.author = arguments.one("--as").value_or("");
  command.idempotency_key =
      fmt::format("{} {}", command.kind, base::hex(base::sha256(base::canonical_json(body))));
  command.body = std::move(body);
  return command;
}

struct Committed {
  workflow::Command command;
  workflow::Answer answer;
};

base::Result<Committed> commit(const Arguments& arguments, const Imported& imported,
                               const std::string& out) {
  auto election = open_engine_at(arguments.one("--into").value_or(""), arguments,
                                 workflow::ElectionMode::MustExist);
  if (!election) return election.problems();
  OpenElection& open = **election;
  const auto contest =
      counted_contest(open.engine->operation(), imported.import.store, arguments.one("--contest"));
  if (!contest) return contest.problems();
  Committed committed{command_of(arguments, imported, *contest, out), {}};
  committed.command.claimed_time = workflow::utc_text(open.clock.now_utc_ms());
  const std::array<workflow::Submission, 1> group{{{committed.command, out, 0, 0}}};
  committed.answer = open.engine->accept(group, workflow::AfterRefusal::GoOn).at(0);
  if (!committed.answer.problems.empty()) return committed.answer.problems;
  // Only one keys folder holds the ledger's own key; another's checkpoint comes with the next
  // submit or publish.
  (void)open.engine->keep_checkpoint();
  return committed;
}

base::Problems usage_problems(const Arguments& arguments) {
  base::Problems problems;
  const bool into = arguments.has("--into");
  for (const char* option : {"--as", "--import", "--county", "--contest", "--reason"}) {
    if (into || !arguments.has(option)) continue;
    problems.push_back({"import.option",
                        {"", 0, option},
                        "no --into",
                        "an election's ledger",
                        "Say with --into which ledger is meant."});
  }
  if (into && !arguments.has("--as")) {
    problems.push_back({"import.account",
                        {"", 0, "--as"},
                        "no account",
                        "who commits to the cards",
                        "Give the account with --as."});
  }
  return problems;
}

std::string committed_lines(const Committed& committed) {
  std::string lines =
      fmt::format("  in the ledger: {} {}, receipt {}, position {}\n", committed.command.kind,
                  committed.command.body["import"].get<std::string>(), committed.answer.receipt,
                  committed.answer.position);
  if (committed.answer.waits_for_second) {
    lines += fmt::format("  waits for another person: approve with \"entry\": {}\n",
                         committed.answer.position);
  }
  for (const std::string& warning : committed.answer.warnings) {
    lines += "  warning: " + warning + "\n";
  }
  return lines;
}

void print_imported(const Console& console, const Imported& imported, const std::string& out,
                    const std::optional<Committed>& committed) {
  const auto& store = imported.import.store;
  std::string text = fmt::format(
      "{}\n  {}, {} of {}, {}\n  SHA-256 {}\n", out,
      formats::cvr_format_name(imported.import.format),
      base::counted(store.cards().value(), "card", "cards"),
      base::counted(store.ballots().value(), "ballot", "ballots"),
      base::counted(static_cast<std::int64_t>(store.contests().size()), "contest", "contests"),
      base::hex(imported.store.sha256));
  for (const HashedFile& file : imported.sources) {
    text += fmt::format("  from {}\n    SHA-256 {}\n", file.name, base::hex(file.sha256));
  }
  text += ignored_lines(imported.import);
  if (imported.batches) text += batch_check_text(*imported.batches);
  if (committed) text += committed_lines(*committed);
  console.print(text);
}

base::Json imported_json(const Imported& imported, const std::string& out,
                         const std::optional<Committed>& committed) {
  const auto& store = imported.import.store;
  base::Json json = {{"schema", "recanvass.import/1"},
                     {"path", out},
                     {"format", formats::cvr_format_name(imported.import.format)},
                     {"sources", sources_json(imported.sources)},
                     {"store_sha256", base::hex(imported.store.sha256)},
                     {"store_bytes", imported.store.bytes},
                     {"cards", store.cards().value()},
                     {"ballots", store.ballots().value()},
                     {"contests", store.contests().size()},
                     {"withheld_rows", store.redacted().size()},
                     {"ignored", ignored_json(imported.import)},
                     {"remarks", imported.import.remarks},
                     {"entry", nullptr}};
  if (imported.batches) json["batches"] = batch_check_json(*imported.batches);
  if (committed) {
    json["entry"] = {{"do", committed->command.kind},
                     {"import", committed->command.body["import"]},
                     {"receipt", committed->answer.receipt},
                     {"position", committed->answer.position},
                     {"waits_for_second_person", committed->answer.waits_for_second}};
  }
  return json;
}

ExitCode run_import(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  base::Problems problems = usage_problems(arguments);
  const std::string out = wanted_path(arguments, problems);
  const auto limits = limits_of(arguments, "import");
  if (!limits) problems.insert(problems.end(), limits.problems().begin(), limits.problems().end());
  if (!problems.empty()) return console.refuse("import", problems, json);
  std::vector<std::filesystem::path> paths;
  for (const std::string& path : arguments.all("IN")) paths.emplace_back(path);
  const auto imported = import_files(paths, out, *limits);
  if (!imported) return console.refuse("import", imported.problems(), json);
  std::optional<Committed> committed;
  const bool agree = !imported->batches || imported->batches->problems.empty();
  if (arguments.has("--into")) {
    auto said = !agree ? base::Result<Committed>(imported->batches->problems)
                : imported->sources.size() > kSourcesMost
                    ? base::Result<Committed>(
                          base::Problem{"import.sources",
                                        {out, 0, {}},
                                        fmt::format("{} files", imported->sources.size()),
                                        fmt::format("{} at most", kSourcesMost),
                                        "Put the export into one archive and import that."})
                    : commit(arguments, *imported, out);
    if (!said) {
      // What is not in the ledger is not left beside it.
      std::error_code error;
      std::filesystem::remove(out, error);
      return console.refuse("import", said.problems(), json);
    }
    committed = std::move(said).value();
  }
  if (json) {
    console.print_json(imported_json(*imported, out, committed));
  } else {
    print_imported(console, *imported, out, committed);
  }
  return agree ? ExitCode::Answered : ExitCode::CheckFailed;
}

}  // namespace

Command import_command() {
  Command command;
  command.name = "import";
  command.summary = "Keep cast vote records in one file that opens at once";
  command.description =
      "Reads cast vote records as `recanvass inspect` does and keeps every card in one file of\n"
      "columns with a checksum (docs/formats/card-store.md), which inspect, tabulate and convert\n"
      "take wherever they take an export. The file is there when it is complete, or not at all.\n\n"
      "Files made of several counties' exports are given together, and keep their machines apart\n"
      "by the names of the files.\n\n"
      "A ballot manifest given with the cards is compared with them batch by batch: where they\n"
      "differ, every difference is said, the command ends with 1, and nothing is committed.\n\n"
      "With --into ELECTION the import is committed to in that ledger: the SHA-256 of every file\n"
      "that was read and of the file that was made, how many cards and contests, what was "
      "ignored.\n"
      "`recanvass show ELECTION inputs` shows it. Once the inputs are published, an import is\n"
      "replaced with --reason, by two people and for everybody to see.\n\n"
      "Examples:\n"
      "  recanvass import CVR_Export.zip -o dane.cards\n"
      "  recanvass import CVR_Export.zip -o dane.cards --into my-recount \\\n"
      "      --as clerk --county us-wi-dane\n";
  command.positionals = {
      {"IN", "A file, a folder or an archive; several are read together.", true, true, files()}};
  command.options = {
      output_option("The file to write; not there yet."),
      {"--into", "ELECTION", "Commit to the import in this ledger.", false, folders()},
      {"--as", "ACCOUNT", "Who commits to it; their key signs."},
      {"--import", "NAME", "What the ledger calls it; else the file's name."},
      {"--contest", "TITLE",
       "Which contest of the cards is the one that is counted; else the one with its choices."},
      {"--county", "ID", "Whose cards they are; else the whole jurisdiction's."},
      {"--reason", "TEXT", "Why it replaces an import; a second person approves."},
      keys_option()};
  for (Option& option : limit_options()) command.options.push_back(std::move(option));
  command.run = run_import;
  return command;
}

}  // namespace recanvass::cli
