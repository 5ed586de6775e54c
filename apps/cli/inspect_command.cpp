// recanvass inspect: says what files are, by their content, and what is in them.
#include "apps/cli/commands.h"
#include "apps/cli/export_words.h"
#include "base/figures.h"
#include "formats/batch_check.h"
#include "formats/card_input.h"
#include "formats/confined_import.h"
#include "formats/manifest_columns.h"
#include "tabulate/contest_titles.h"
#include "tabulate/doubts.h"

#include <fmt/format.h>

namespace recanvass::cli {
namespace {

using election::MarkingState;
using formats::BatchCheck;
using formats::CardImport;
using formats::FilesRead;
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
  const auto titles = tabulate::contest_titles(store);
  for (std::uint32_t i = 0; i < store.contests().size(); ++i) {
    const auto& contest = store.contests()[i];
    std::string how = contest.ranks > 0      ? fmt::format("{} ranks", contest.ranks)
                      : contest.vote_for > 0 ? fmt::format("vote for {}", contest.vote_for)
                                             : std::string("votes allowed not said");
    text += fmt::format("  {} ({}, {} choices)\n    {} cards: {} marked, {} blank", titles[i], how,
                        contest.choices.size(), grouped_figure(store.carrying(i).value()),
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
    case MappedBy::Remembered: return "remembered";
  }
  return "";
}

base::Json manifest_json(const ManifestImport& import) {
  base::Json columns = base::Json::array();
  for (const MappedColumn& column : import.columns) {
    columns.push_back({{"column", formats::manifest_column_name(column.column)},
                       {"header", column.header},
                       {"by", mapped_by_text(column.by)}});
  }
  return {{"file", import.file},
          {"batches", import.manifest.batches().size()},
          {"cards", import.manifest.cards().value()},
          {"empty_batches", import.manifest.empty_batches()},
          {"columns", std::move(columns)},
          {"unused_columns", import.unused},
          {"blank_rows", import.blank_rows},
          {"remarks", import.remarks}};
}

std::string manifest_text(const ManifestImport& import) {
  std::string text =
      fmt::format("{}: ballot manifest\n  {} in {}", import.file,
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
  for (const std::string& remark : import.remarks) text += fmt::format("  note: {}\n", remark);
  return text;
}

base::Json results_json(const formats::ResultsSummary& results) {
  base::Json contests = base::Json::array();
  for (const auto& contest : results.contests) {
    base::Json choices = base::Json::array();
    for (const auto& [choice, votes] : contest.choices) {
      choices.push_back({{"choice", choice}, {"votes", votes}});
    }
    contests.push_back({{"name", contest.name}, {"choices", std::move(choices)}});
  }
  return {{"file", results.file},
          {"format", results.format},
          {"units", results.units},
          {"contests", std::move(contests)},
          {"remarks", results.remarks}};
}

std::string results_text(const formats::ResultsSummary& results) {
  const auto sized = [](std::uint64_t size, const char* one, const char* many) {
    return base::counted(static_cast<std::int64_t>(size), one, many);
  };
  std::string text = fmt::format("{}: results, {}\n  {} in {}\n", results.file, results.format,
                                 sized(results.contests.size(), "contest", "contests"),
                                 sized(results.units, "unit", "units"));
  for (const auto& contest : results.contests) {
    if (!contest.name.empty()) text += fmt::format("  {}\n", contest.name);
    for (const auto& [choice, votes] : contest.choices) {
      text += fmt::format("    {:>11}  {}\n", grouped_figure(votes), choice);
    }
  }
  for (const std::string& remark : results.remarks) text += fmt::format("  note: {}\n", remark);
  return text;
}

// "batch=Stack" as a column given by hand.
std::optional<MappedColumn> given_column(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) return std::nullopt;
  const auto column = formats::manifest_column_named(std::string_view(text).substr(0, equals));
  if (!column) return std::nullopt;
  return MappedColumn{*column, text.substr(equals + 1), MappedBy::Hand};
}

// Columns given with the command, and before them those that its file remembers.
base::Result<std::vector<MappedColumn>> all_columns(const Arguments& arguments) {
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
  const auto file = arguments.one("--columns");
  std::error_code ignored;
  if (file && (given.empty() || std::filesystem::exists(*file, ignored))) {
    const auto remembered = formats::read_manifest_columns(*file);
    if (!remembered) {
      problems.insert(problems.end(), remembered.problems().begin(), remembered.problems().end());
    } else {
      given = formats::with_given(*remembered, given);
    }
  }
  if (!problems.empty()) return problems;
  return given;
}

// What was read, and what followed from it.
struct Inspection {
  FilesRead read;
  std::optional<BatchCheck> batches;
  std::string kept;  // what was put into the file of columns, for people
};

// Puts columns that were given by hand, and did for the manifests, into the file that remembers.
std::optional<base::Problem> keep_columns(const Arguments& arguments,
                                          const std::vector<MappedColumn>& columns,
                                          Inspection& inspection) {
  const auto file = arguments.one("--columns");
  if (!file || !arguments.has("--column") || inspection.read.manifests.empty()) {
    return std::nullopt;
  }
  if (auto problem = formats::write_manifest_columns(*file, columns)) return problem;
  inspection.kept = fmt::format("kept in {}:", *file);
  for (const MappedColumn& column : columns) {
    inspection.kept +=
        fmt::format(" {}=\"{}\"", formats::manifest_column_name(column.column), column.header);
  }
  inspection.kept += '\n';
  return std::nullopt;
}

// What the files hold; cards may be those of a file that `recanvass import` made.
base::Result<FilesRead> read_inputs(const Arguments& arguments,
                                    const std::vector<MappedColumn>& columns,
                                    const formats::ReadingLimits& limits) {
  std::vector<std::filesystem::path> stores;
  std::vector<std::filesystem::path> others;
  for (const std::string& path : arguments.all("FILE")) {
    (formats::is_card_store_file(path) ? stores : others).emplace_back(path);
  }
  FilesRead read;
  if (!others.empty()) {
    auto found = formats::read_files_confined(others, columns, limits);
    if (!found) return found.problems();
    read = std::move(found).value();
  }
  if (stores.empty()) return read;
  if (read.cards) stores.push_back(others.front());  // refused as a store beside other cards
  auto kept = formats::read_cards(stores, limits);
  if (!kept) return kept.problems();
  read.cards = std::move(kept).value();
  return read;
}

base::Result<Inspection> inspect_files(const Arguments& arguments) {
  const auto columns = all_columns(arguments);
  if (!columns) return columns.problems();
  const auto limits = limits_of(arguments, "inspect");
  if (!limits) return limits.problems();
  auto read = read_inputs(arguments, *columns, *limits);
  if (!read) return read.problems();
  Inspection inspection{std::move(read).value(), std::nullopt, {}};
  if (inspection.read.cards) {
    auto& remarks = inspection.read.cards->remarks;
    const auto styles = tabulate::remarks_on_styles(inspection.read.cards->store);
    remarks.insert(remarks.end(), styles.begin(), styles.end());
  }
  if (inspection.read.cards && !inspection.read.manifests.empty()) {
    inspection.batches = formats::check_batches(inspection.read);
  }
  if (auto problem = keep_columns(arguments, *columns, inspection)) return *std::move(problem);
  return inspection;
}

ExitCode run_inspect(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  const auto inspection = inspect_files(arguments);
  if (!inspection) return console.refuse("inspect", inspection.problems(), json);
  const FilesRead& read = inspection->read;
  base::Json answer = {{"schema", "recanvass.inspect/1"},
                       {"manifests", base::Json::array()},
                       {"results", base::Json::array()},
                       {"remarks", read.remarks}};
  std::string text;
  for (const ManifestImport& manifest : read.manifests) {
    answer["manifests"].push_back(manifest_json(manifest));
    text += manifest_text(manifest);
  }
  text += inspection->kept;
  for (const auto& results : read.results) {
    answer["results"].push_back(results_json(results));
    text += results_text(results);
  }
  if (read.cards) {
    answer["cards"] = cards_json(*read.cards);
    text += cards_text(*read.cards);
  }
  for (const std::string& remark : read.remarks) text += fmt::format("note: {}\n", remark);
  if (inspection->batches) {
    answer["batches"] = batch_check_json(*inspection->batches);
    text += batch_check_text(*inspection->batches);
  }
  if (json) {
    console.print_json(answer);
  } else {
    console.print(text);
  }
  const bool agree = !inspection->batches || inspection->batches->problems.empty();
  return agree ? ExitCode::Answered : ExitCode::CheckFailed;
}

}  // namespace

Command inspect_command() {
  Command command;
  command.name = "inspect";
  command.summary =
      "what files of cast vote records, manifests and results are, and what is in them";
  command.description =
      "Finds by their content what files are: cast vote records of Dominion, ES&S, Hart, Clear "
      "Ballot or Unisyn, in the formats of NIST SP 1500-103, RAIRE or our own, and ballot "
      "manifests, and results. Reads all of them, so that what is wrong is said now, and sums them "
      "up: cards, "
      "contests, blank and overvoted ones, what was ignored; of a manifest which column is which; "
      "of cards and manifests together every batch that is in one and not in the other, and where "
      "their numbers of cards differ.\n"
      "Files, folders and ZIP archives may be given; those of one export belong together. They are "
      "read by a process of its own that has so much memory and time, no network, and nothing to "
      "write to.\n"
      "  recanvass inspect CVR_Export.zip manifest.csv\n"
      "  recanvass inspect manifest.csv --column cards=RecordId\n"
      "Ends with 0 when everything was read and agrees, with 1 when batches differ, with 2 when "
      "something was refused.";
  command.positionals = {
      {"FILE", "A file, a folder or an archive; several are read together.", true, true, files()}};
  command.options = {
      {"--column", "KIND=NAME",
       "Which column of a manifest is its container, tabulator, batch, cards or location, by its "
       "name in the first row.",
       true, begins_with({"container=", "tabulator=", "batch=", "cards=", "location="})},
      {"--columns", "FILE",
       "Remembers columns: what --column gives is kept in this file once it did; without "
       "--column, what was kept is used.",
       false, files()}};
  for (Option& option : limit_options()) command.options.push_back(std::move(option));
  command.run = run_inspect;
  return command;
}

}  // namespace recanvass::cli
