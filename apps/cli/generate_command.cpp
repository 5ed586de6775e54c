// recanvass generate: a synthetic election from a seed, with the truth beside it.
#include "apps/cli/commands.h"
#include "apps/cli/export_words.h"
#include "base/figures.h"
#include "cluster/threads.h"
#include "formats/synthetic_files.h"
#include "report/terminal.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>

namespace recanvass::cli {
namespace {

// Puts the number of an option where it belongs; what is none is a problem.
template <class Number>
void read_option(const Arguments& arguments, const char* name, Number& number,
                 base::Problems& problems) {
  const auto text = arguments.one(name);
  if (!text) return;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error == std::errc() && end == text->data() + text->size()) return;
  problems.push_back({"generate.number",
                      {"", 0, name},
                      "\"" + *text + "\"",
                      "a whole number, 0 or more",
                      "Write digits only."});
}

base::Result<generate::ElectionShape> read_shape(const Arguments& arguments) {
  generate::ElectionShape shape;
  base::Problems problems;
  read_option(arguments, "--seed", shape.seed, problems);
  read_option(arguments, "--cards", shape.cards, problems);
  read_option(arguments, "--counties", shape.counties, problems);
  read_option(arguments, "--contests", shape.contests, problems);
  read_option(arguments, "--ranked", shape.ranked, problems);
  read_option(arguments, "--sheets", shape.sheets, problems);
  read_option(arguments, "--batch-cards", shape.batch_cards, problems);
  read_option(arguments, "--mail", shape.mail_percent, problems);
  for (const std::string& name : arguments.all("--fault")) {
    const auto fault = generate::fault_named(name);
    if (fault) {
      shape.faults.push_back(*fault);
      continue;
    }
    std::vector<std::string_view> names;
    for (const generate::Fault known : generate::all_faults()) {
      names.push_back(generate::name_of(known));
    }
    problems.push_back({"generate.fault",
                        {"", 0, "--fault"},
                        "\"" + name + "\"",
                        fmt::format("one of {}", fmt::join(names, ", ")),
                        "Name one of these."});
  }
  auto checked = generate::checked(shape);
  if (!checked) {
    problems.insert(problems.end(), checked.problems().begin(), checked.problems().end());
  }
  if (!problems.empty()) return problems;
  return checked;
}

std::string written_text(const formats::WrittenCards& written, const std::string& folder,
                         const generate::SyntheticElection& election,
                         const report::Screen& screen) {
  const auto grouped = [](std::size_t number) {
    return base::grouped(static_cast<std::int64_t>(number));
  };
  std::string out = report::paragraph(
      fmt::format("{}: a synthetic election of {} cards in {}, {} records in {}. What the paper "
                  "says and what is wrong with the records: truth.json.",
                  folder, grouped(election.layout().shape.cards),
                  base::counted(static_cast<std::int64_t>(election.layout().batches.size()),
                                "batch", "batches"),
                  grouped(written.cards),
                  base::counted(static_cast<std::int64_t>(written.files.size()), "file", "files")),
      screen);
  for (const auto& [words, times] : written.unsayable) {
    out += report::paragraph(fmt::format("The format cannot say: {} ({}).", words, grouped(times)),
                             screen);
  }
  return out;
}

base::Json written_json(const formats::WrittenCards& written, const std::string& folder) {
  return {{"schema", "recanvass.generate/1"},
          {"folder", folder},
          {"files", written.files},
          {"records", written.cards},
          {"unsayable", written.unsayable}};
}

ExitCode run_generate(const Arguments& arguments, const Console& console) {
  const bool json = arguments.has("--json");
  auto shape = read_shape(arguments);
  base::Problems problems;
  if (!shape) problems = shape.problems();
  const auto format =
      wanted_format(arguments.one("--format").value_or("dominion-csv"), "--format", problems);
  const auto parts_of =
      arguments.has("--by-county") ? generate::PartsOf::Counties : generate::PartsOf::Election;
  if (!problems.empty()) return console.refuse("generate", problems, json);
  const std::string folder = arguments.one("DIR").value_or("");
  const generate::SyntheticElection election(*shape, parts_of);
  cluster::ThreadExecutor executor;
  const auto written = formats::write_synthetic(election, *format, folder, executor);
  if (!written) return console.refuse("generate", written.problems(), json);
  if (json) {
    console.print_json(written_json(*written, folder));
  } else {
    console.print(written_text(*written, folder, election, {console.columns, console.colour}));
  }
  return ExitCode::Answered;
}

}  // namespace

Command generate_command() {
  Command command;
  command.name = "generate";
  command.summary = "Make a synthetic election from a seed, with the truth beside it";
  command.description =
      "Writes cast vote records in a vendor's format, the manifest of their batches, and\n"
      "truth.json: what the paper says, what the records say, and which faults were planted\n"
      "where. The same seed and options give the same bytes on every machine. Nobody in it\n"
      "exists: places, contests and candidates have numbers for names. With --by-county each\n"
      "county has a folder with an export of its own, as counties send them.\n\n"
      "Examples:\n"
      "  recanvass generate demo --cards 20000 --counties 3\n"
      "  recanvass generate faulty --seed 7 --fault swapped-pair\n"
      "  recanvass generate large --cards 100000 --format dominion-json\n"
      "  recanvass generate state --counties 20 --by-county --format hart\n";
  command.positionals = {{"DIR", "the folder to write; absent or empty", true, false, folders()}};
  std::vector<std::string> faults;
  for (const generate::Fault fault : generate::all_faults()) {
    faults.emplace_back(generate::name_of(fault));
  }
  command.options = {
      {"--seed", "N", "What everything follows from (default 1)."},
      {"--cards", "N", "Pieces of paper (default 10000, at most 1000000000)."},
      {"--counties", "N", "Counties (default 4, at most 200)."},
      {"--contests", "N", "Contests of a ballot (default 12, at most 60)."},
      {"--ranked", "N", "Of the state-wide contests, how many are ranked (default 0)."},
      {"--sheets", "N", "Cards of one ballot (default 1, at most 4)."},
      {"--batch-cards", "N", "Cards of a batch at most (default 200)."},
      {"--mail", "PERCENT", "Ballots that come by mail (default 60)."},
      {"--fault", "NAME", "Something to go wrong, once each.", true, one_of(std::move(faults))},
      {"--format", "NAME", "How the records are written (default dominion-csv).", false,
       one_of(formats::card_format_names())},
      {"--by-county", "", "A folder with an export of its own for each county."}};
  command.run = run_generate;
  return command;
}

}  // namespace recanvass::cli
