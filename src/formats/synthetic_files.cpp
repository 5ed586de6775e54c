#include "formats/synthetic_files.h"

#include "base/csv_field.h"
#include "base/json.h"
#include "formats/dominion_csv_writer.h"
#include "formats/dominion_json_writer.h"
#include "formats/draft_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;
using base::Json;
using generate::ContestFigures;
using generate::Fault;
using generate::Figures;
using generate::Layout;
using generate::PlantedFault;
using generate::SyntheticElection;
using generate::SyntheticPart;

constexpr std::array<std::pair<std::string_view, CardFormat>, 2> kFormats{
    {{"dominion-csv", CardFormat::DominionCsv}, {"dominion-json", CardFormat::DominionJson}}};

// Parts that are made side by side; each holds some 60,000 cards.
constexpr std::size_t kPartsAtOnce = 4;

// The paper of all batches, as Colorado's counties list it.
std::optional<base::Problem> write_manifest(const Layout& layout, const fs::path& path) {
  DraftFile file(path);
  file.put("CountyID,ScannerID,BatchID,NumBallots,StorageLocation\n");
  for (const generate::SyntheticBatch& batch : layout.batches) {
    file.put(fmt::format("{},{},{},{},Container {}-{}\n",
                         base::csv_field(layout.counties[batch.county].name),
                         layout.tabulators[batch.tabulator], batch.number, batch.cards,
                         layout.tabulators[batch.tabulator], (batch.number - 1) / 20 + 1));
  }
  return file.finish();
}

Json figures_json(const ContestFigures& figures, const election::CardContest& contest) {
  Json votes = Json::array();
  for (std::size_t i = 0; i < figures.votes.size(); ++i) {
    votes.push_back({{"choice", contest.choices[i].name}, {"votes", figures.votes[i].value()}});
  }
  return {{"cards", figures.cards.value()},
          {"blank", figures.blank.value()},
          {"overvoted", figures.overvoted.value()},
          {"votes", std::move(votes)}};
}

Json fault_json(const PlantedFault& planted, std::uint64_t touched, const Layout& layout) {
  const generate::SyntheticBatch& batch = layout.batches[planted.batch];
  Json out{{"fault", generate::name_of(planted.fault)},
           {"county", layout.counties[planted.county].name},
           {"records", touched}};
  switch (planted.fault) {
    case Fault::BatchTwice:
    case Fault::PhantomCards: out["batch"] = fmt::to_string(batch.number); [[fallthrough]];
    case Fault::MisreadMarks:
    case Fault::MissingCards: out["tabulator"] = layout.tabulators[batch.tabulator]; break;
    case Fault::ShiftedDefinition:
    case Fault::SwappedPair: {
      const election::CardContest& contest = layout.contests[planted.contest].described;
      out["contest"] = contest.name;
      if (planted.fault == Fault::SwappedPair) {
        out["choices"] = {contest.choices[0].name, contest.choices[1].name};
      }
      break;
    }
  }
  return out;
}

Json truth_json(const SyntheticElection& election, const Figures& paper, const Figures& recorded,
                const std::vector<std::uint64_t>& touched) {
  const Layout& layout = election.layout();
  Json contests = Json::array();
  for (std::uint32_t index = 0; index < layout.contests.size(); ++index) {
    const generate::SyntheticContest& contest = layout.contests[index];
    Json counties = Json::array();
    for (std::uint32_t county = 0; county < layout.counties.size(); ++county) {
      if (contest.county && *contest.county != county) continue;
      counties.push_back(
          {{"county", layout.counties[county].name},
           {"paper", figures_json(paper.of(county, index), contest.described)},
           {"records", figures_json(recorded.of(county, index), contest.described)}});
    }
    contests.push_back({{"contest", contest.described.name},
                        {"vote_for", contest.described.vote_for},
                        {"ranks", contest.described.ranks},
                        {"paper", figures_json(paper.total(index), contest.described)},
                        {"records", figures_json(recorded.total(index), contest.described)},
                        {"counties", std::move(counties)}});
  }
  Json faults = Json::array();
  for (std::size_t i = 0; i < touched.size(); ++i) {
    faults.push_back(fault_json(election.planted()[i], touched[i], layout));
  }
  Json counties = Json::array();
  for (std::uint32_t county = 0; county < layout.counties.size(); ++county) {
    counties.push_back({{"county", layout.counties[county].name},
                        {"cards", paper.cards(county).value()},
                        {"records", recorded.cards(county).value()}});
  }
  return {{"schema", "recanvass.synthetic/1"}, {"synthetic", true},
          {"seed", layout.shape.seed},         {"counties", std::move(counties)},
          {"faults", std::move(faults)},       {"contests", std::move(contests)}};
}

std::optional<base::Problem> prepare(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  const bool is_empty = !error && fs::is_empty(folder, error);
  if (!error && is_empty) return std::nullopt;
  return base::Problem{"file.folder",
                       {folder.string(), 0, {}},
                       error ? error.message() : "a folder with files in it",
                       "a folder that is absent or empty",
                       "Name another folder."};
}

}  // namespace

std::vector<std::string> card_format_names() {
  std::vector<std::string> names;
  for (const auto& [name, format] : kFormats) names.emplace_back(name);
  return names;
}

std::optional<CardFormat> card_format_named(std::string_view name) {
  const auto* found =
      std::ranges::find(kFormats, name, [](const auto& pair) { return pair.first; });
  if (found == kFormats.end()) return std::nullopt;
  return found->second;
}

std::unique_ptr<CardWriter> card_writer(CardFormat format, const fs::path& folder,
                                        const std::string& election_name) {
  switch (format) {
    case CardFormat::DominionJson: return dominion_json_writer(folder, election_name);
    case CardFormat::DominionCsv:
      return dominion_csv_writer(folder / "CvrExport.csv", election_name);
  }
  RECANVASS_CHECK(false);
}

base::Result<WrittenCards> write_synthetic(const SyntheticElection& election, CardFormat format,
                                           const fs::path& folder, base::Executor& executor) {
  if (auto problem = prepare(folder)) return *std::move(problem);
  const Layout& layout = election.layout();
  const auto writer =
      card_writer(format, folder, fmt::format("Synthetic election {}", layout.shape.seed));
  Figures paper(layout);
  Figures recorded(layout);
  std::vector<std::uint64_t> touched(election.planted().size());
  for (std::size_t first = 0; first < election.parts(); first += kPartsAtOnce) {
    std::vector<std::optional<SyntheticPart>> parts(
        std::min(kPartsAtOnce, election.parts() - first));
    executor.run_blocks(parts.size(),
                        [&](std::size_t i) { parts[i].emplace(election.part(first + i)); });
    for (std::optional<SyntheticPart>& part : parts) {
      writer->add(part->records);
      paper.add(part->paper);
      recorded.add(part->recorded);
      for (std::size_t i = 0; i < touched.size(); ++i) touched[i] += part->touched[i];
      part.reset();
    }
  }
  auto written = writer->finish();
  base::Problems problems;
  if (!written) problems = written.problems();
  if (auto problem = write_manifest(layout, folder / "manifest.csv")) {
    problems.push_back(*std::move(problem));
  }
  DraftFile truth(folder / "truth.json");
  truth.put(base::pretty_json(truth_json(election, paper, recorded, touched)));
  if (auto problem = truth.finish()) problems.push_back(*std::move(problem));
  if (!problems.empty()) return problems;
  WrittenCards all = std::move(written).value();
  all.files.insert(all.files.end(), {"manifest.csv", "truth.json"});
  return all;
}

}  // namespace recanvass::formats
