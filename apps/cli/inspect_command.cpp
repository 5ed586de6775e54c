// recanvass inspect: says what files are, by their content, and what is in them.
#include "apps/cli/commands.h"
#include "base/figures.h"
#include "formats/card_import.h"
#include "formats/manifest_reader.h"

#include <fmt/format.h>

namespace recanvass::cli {
namespace {

using election::MarkingState;
using formats::CardImport;
using formats::FileFinding;
using formats::FileKind;
using formats::InputFiles;
using formats::ManifestImport;
using formats::MappedBy;
using formats::MappedColumn;

std::string grouped_figure(std::int64_t figure) { return base::grouped(figure); }

// Cards of one contest by what they say.
struct ContestSummary {
  std::int64_t marked = 0;
  std::int64_t blank = 0;
  std::int64_t overvoted = 0;
  std::int64_t redacted = 0;
};

std::vector<ContestSummary> summaries_of(const election::CardStore& store) {
  std::vector<ContestSummary> found(store.contests().size());
  for (const auto& chunk : store.chunks()) {
    for (const auto& column : chunk.columns()) {
      const auto& table = store.markings(column.contest);
      ContestSummary& summary = found[column.contest];
      for (std::uint32_t row = 0; row < column.codes.size(); ++row) {
        switch (table.at(column.codes[row]).state) {
          case MarkingState::Marked: ++summary.marked; break;
          case MarkingState::Blank: ++summary.blank; break;
          case MarkingState::Overvoted: ++summary.overvoted; break;
          case MarkingState::Redacted: ++summary.redacted; break;
        }
      }
    }
  }
  return found;
}

base::Json cards_json(const CardImport& import) {
  const auto& store = import.store;
  base::Json contests = base::Json::array();
  const auto summaries = summaries_of(store);
  for (std::uint32_t i = 0; i < store.contests().size(); ++i) {
    const auto& contest = store.contests()[i];
    contests.push_back({{"id", contest.id.text},
                        {"name", contest.name},
                        {"vote_for", contest.vote_for},
                        {"ranks", contest.ranks},
                        {"choices", contest.choices.size()},
                        {"cards", store.carrying(i).value()},
                        {"marked", summaries[i].marked},
                        {"blank", summaries[i].blank},
                        {"overvoted", summaries[i].overvoted},
                        {"redacted", summaries[i].redacted}});
  }
  base::Json ignored = base::Json::array();
  for (const auto& part : import.ignored) {
    ignored.push_back({{"what", part.what}, {"how_many", part.how_many}});
  }
  return {{"format", formats::cvr_format_name(import.format)},
          {"files", import.files},
          {"cards", store.cards().value()},
          {"ballots", store.ballots().value()},
          {"withheld_rows", store.redacted().size()},
          {"batches", store.names().batches.size()},
          {"contests", std::move(contests)},
          {"ignored", std::move(ignored)},
          {"remarks", import.remarks}};
}

std::string cards_text(const CardImport& import) {
  const auto& store = import.store;
  const auto sized = [](std::size_t size, const char* one, const char* many) {
    return base::counted(static_cast<std::int64_t>(size), one, many);
  };
  std::string text =
      fmt::format("{}\n  {} of {} in {}, {}\n", formats::cvr_format_name(import.format),
                  base::counted(store.cards().value(), "card", "cards"),
                  base::counted(store.ballots().value(), "ballot", "ballots"),
                  sized(store.names().batches.size(), "batch", "batches"),
                  sized(store.contests().size(), "contest", "contests"));
  if (!store.redacted().empty()) {
    text +=
        fmt::format("  {} rows of totals that stand for withheld cards\n", store.redacted().size());
  }
  const auto summaries = summaries_of(store);
  for (std::uint32_t i = 0; i < store.contests().size(); ++i) {
    const auto& contest = store.contests()[i];
    std::string how = contest.ranks > 0      ? fmt::format("{} ranks", contest.ranks)
                      : contest.vote_for > 0 ? fmt::format("vote for {}", contest.vote_for)
                                             : std::string("votes allowed not said");
    text += fmt::format("  {} ({}, {} choices)\n    {} cards: {} marked, {} blank", contest.name,
                        how, contest.choices.size(), grouped_figure(store.carrying(i).value()),
                        grouped_figure(summaries[i].marked), grouped_figure(summaries[i].blank));
    if (summaries[i].overvoted > 0) {
      text += fmt::format(", {} overvoted", grouped_figure(summaries[i].overvoted));
    }
    if (summaries[i].redacted > 0) {
      text += fmt::format(", {} withheld", grouped_figure(summaries[i].redacted));
    }
    text += '\n';
  }
  for (const auto& part : import.ignored) {
    text += fmt::format("  ignored: {} {}\n",
                        grouped_figure(static_cast<std::int64_t>(part.how_many)), part.what);
  }
  for (const std::string& remark : import.remarks) text += fmt::format("  note: {}\n", remark);
  return text;
}

std::string_view mapped_by_text(MappedBy by) {
  switch (by) {
    case MappedBy::Name: return "by its name";
    case MappedBy::Content: return "by what is in it";
    case MappedBy::Hand: return "given";
  }
  return "";
}

base::Json manifest_json(const std::string& file, const ManifestImport& import) {
  base::Json columns = base::Json::array();
  for (const MappedColumn& column : import.columns) {
    columns.push_back({{"column", formats::manifest_column_name(column.column)},
                       {"header", column.header},
                       {"by", mapped_by_text(column.by)}});
  }
  return {{"file", file},
          {"batches", import.manifest.batches().size()},
          {"cards", import.manifest.cards().value()},
          {"empty_batches", import.manifest.empty_batches()},
          {"columns", std::move(columns)},
          {"unused_columns", import.unused},
          {"blank_rows", import.blank_rows}};
}

std::string manifest_text(const std::string& file, const ManifestImport& import) {
  std::string text =
      fmt::format("{}: ballot manifest\n  {} in {}", file,
                  base::counted(import.manifest.cards().value(), "card", "cards"),
                  base::counted(static_cast<std::int64_t>(import.manifest.batches().size()),
                                "batch", "batches"));
  if (import.manifest.empty_batches() > 0) {
    text += fmt::format(", {} of them empty", import.manifest.empty_batches());
  }
  text += '\n';
  for (const MappedColumn& column : import.columns) {
    text +=
        fmt::format("  {:<9} is column \"{}\" ({})\n", formats::manifest_column_name(column.column),
                    column.header, mapped_by_text(column.by));
  }
  for (const std::string& header : import.unused) {
    text += fmt::format("  not used: column \"{}\"\n", header);
  }
  return text;
}

// "batch=Stack" as a column given by hand.
std::optional<MappedColumn> given_column(const std::string& text) {
  using formats::ManifestColumn;
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) return std::nullopt;
  for (const auto column :
       {ManifestColumn::Container, ManifestColumn::Tabulator, ManifestColumn::Batch,
        ManifestColumn::Cards, ManifestColumn::Location}) {
    if (text.substr(0, equals) == formats::manifest_column_name(column)) {
      return MappedColumn{column, text.substr(equals + 1), MappedBy::Hand};
    }
  }
  return std::nullopt;
}

base::Result<std::vector<MappedColumn>> given_columns(const Arguments& arguments) {
  std::vector<MappedColumn> given;
  base::Problems problems;
  for (const std::string& text : arguments.all("--column")) {
    if (auto column = given_column(text)) {
      given.push_back(*std::move(column));
    } else {
      problems.push_back({"inspect.column",
                          {},
                          "\"" + text + "\"",
                          "container=NAME, tabulator=NAME, batch=NAME, cards=NAME or location=NAME",
                          "Give the name as it stands in the manifest's first row."});
    }
  }
  if (!problems.empty()) return problems;
  return given;
}

struct Findings {
  std::vector<std::size_t> manifests;
  std::vector<std::size_t> others;  // everything that may be cast vote records
};

Findings sort_findings(const InputFiles& files, base::Problems& problems) {
  Findings found;
  for (std::size_t at = 0; at < files.files().size(); ++at) {
    const auto kind = formats::find_file_kind(files, at);
    if (!kind) {
      problems.insert(problems.end(), kind.problems().begin(), kind.problems().end());
    } else if (kind->kind == FileKind::BallotManifest) {
      found.manifests.push_back(at);
    } else {
      found.others.push_back(at);
    }
  }
  return found;
}

ExitCode run_inspect(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  const auto given = given_columns(arguments);
  if (!given) return console.refuse("inspect", given.problems(), json);
  std::vector<std::filesystem::path> paths;
  for (const std::string& path : arguments.all("FILE")) paths.emplace_back(path);
  const auto files = InputFiles::open(paths);
  if (!files) return console.refuse("inspect", files.problems(), json);
  base::Problems problems;
  const Findings found = sort_findings(*files, problems);
  base::Json answer = {{"schema", "recanvass.inspect/1"}, {"manifests", base::Json::array()}};
  std::string text;
  for (const std::size_t at : found.manifests) {
    const std::string& name = files->files()[at].name;
    const auto manifest = formats::read_manifest(*files, at, *given);
    if (!manifest) {
      problems.insert(problems.end(), manifest.problems().begin(), manifest.problems().end());
      continue;
    }
    answer["manifests"].push_back(manifest_json(name, *manifest));
    text += manifest_text(name, *manifest);
  }
  if (!found.others.empty() && problems.empty()) {
    const auto import = formats::import_cards(*files);
    if (!import) {
      problems = import.problems();
    } else {
      answer["cards"] = cards_json(*import);
      text += cards_text(*import);
    }
  }
  if (!problems.empty()) return console.refuse("inspect", problems, json);
  if (json) {
    console.print_json(answer);
  } else {
    console.print(text);
  }
  return ExitCode::Answered;
}

}  // namespace

Command inspect_command() {
  Command command;
  command.name = "inspect";
  command.summary = "what files of cast vote records and manifests are, and what is in them";
  command.description =
      "Finds by their content what files are: cast vote records of Dominion, ES&S, Hart, Clear "
      "Ballot or Unisyn, in the formats of NIST SP 1500-103, RAIRE or our own, and ballot "
      "manifests. Reads all of them, so that what is wrong is said now, and sums them up: cards, "
      "contests, blank and overvoted ones, what was ignored; of a manifest which column is which.\n"
      "Files, folders and ZIP archives may be given; those of one export belong together.\n"
      "  recanvass inspect CVR_Export.zip\n"
      "  recanvass inspect manifest.csv --column cards=RecordId\n"
      "Ends with 0 when everything was read, with 2 when something was refused.";
  command.positionals = {
      {"FILE", "A file, a folder or an archive; several are read together.", true, true, files()}};
  command.options = {{"--column", "KIND=NAME",
                      "Which column of a manifest is its container, tabulator, batch, cards or "
                      "location, by its name in the first row.",
                      true,
                      begins_with({"container=", "tabulator=", "batch=", "cards=", "location="})}};
  command.run = run_inspect;
  return command;
}

}  // namespace recanvass::cli
