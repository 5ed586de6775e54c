#include "formats/synthetic_files.h"

#include "base/csv_field.h"
#include "base/json.h"
#include "formats/draft_file.h"

#include <fmt/format.h>

#include <algorithm>
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

// Parts that are made side by side; each holds some 60,000 cards.
constexpr std::size_t kPartsAtOnce = 4;

// The paper of all batches of a county, or of all, as Colorado's counties list it.
std::optional<base::Problem> write_manifest(const Layout& layout,
                                            std::optional<std::uint32_t> county,
                                            const fs::path& path) {
  DraftFile file(path);
  file.put("CountyID,ScannerID,BatchID,NumBallots,StorageLocation\n");
  for (const generate::SyntheticBatch& batch : layout.batches) {
    if (county && *county != batch.county) continue;
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

// The records of the whole election, or of one county after another.
class RecordsWriter {
 public:
  RecordsWriter(const SyntheticElection& election, CardFormat format, fs::path folder)
      : election_(election), format_(format), folder_(std::move(folder)) {}

  // Parts come in order.
  void add(std::size_t part, const election::CardStore& records) {
    if (!writer_ || (by_county() && election_.county_of(part) != county_)) {
      finish_export();
      county_ = election_.county_of(part);
      begin_export();
    }
    if (writer_) writer_->add(records);
  }

  base::Result<WrittenCards> finish() {
    finish_export();
    if (!problems_.empty()) return problems_;
    return std::move(written_);
  }

 private:
  [[nodiscard]] bool by_county() const {
    return election_.parts_of() == generate::PartsOf::Counties;
  }
  [[nodiscard]] std::string inner_folder() const {
    return by_county() ? election_.layout().counties[county_].name : std::string();
  }

  void begin_export() {
    const fs::path folder = folder_ / inner_folder();
    if (by_county()) {
      if (auto problem = make_empty_folder(folder)) {
        problems_.push_back(*std::move(problem));
        return;
      }
    }
    const CardFormatAbout& as = about(format_);
    const fs::path path =
        as.shape == ExportShape::File ? folder / std::string(as.file_name) : folder;
    writer_ = card_writer(format_, path,
                          fmt::format("Synthetic election {}", election_.layout().shape.seed));
  }

  void finish_export() {
    if (!writer_) return;
    auto done = writer_->finish();
    writer_.reset();
    const fs::path inner = inner_folder();
    const auto only = by_county() ? std::optional(county_) : std::nullopt;
    auto problem = write_manifest(election_.layout(), only, folder_ / inner / "manifest.csv");
    if (problem) problems_.push_back(*std::move(problem));
    if (!done) {
      problems_.insert(problems_.end(), done.problems().begin(), done.problems().end());
      return;
    }
    for (const std::string& file : done->files) written_.files.push_back((inner / file).string());
    written_.files.push_back((inner / "manifest.csv").string());
    written_.cards += done->cards;
    for (const auto& [words, times] : done->unsayable) written_.unsayable[words] += times;
  }

  const SyntheticElection& election_;
  CardFormat format_;
  fs::path folder_;
  std::unique_ptr<CardWriter> writer_;
  std::uint32_t county_ = 0;
  base::Problems problems_;
  WrittenCards written_;
};

}  // namespace

base::Result<WrittenCards> write_synthetic(const SyntheticElection& election, CardFormat format,
                                           const fs::path& folder, base::Executor& executor) {
  if (auto problem = make_empty_folder(folder)) return *std::move(problem);
  const Layout& layout = election.layout();
  RecordsWriter records(election, format, folder);
  Figures paper(layout);
  Figures recorded(layout);
  std::vector<std::uint64_t> touched(election.planted().size());
  for (std::size_t first = 0; first < election.parts(); first += kPartsAtOnce) {
    std::vector<std::optional<SyntheticPart>> parts(
        std::min(kPartsAtOnce, election.parts() - first));
    executor.run_blocks(parts.size(),
                        [&](std::size_t i) { parts[i].emplace(election.part(first + i)); });
    for (std::size_t i = 0; i < parts.size(); ++i) {
      SyntheticPart part = *std::move(parts[i]);
      parts[i].reset();
      records.add(first + i, part.records);
      paper.add(part.paper);
      recorded.add(part.recorded);
      for (std::size_t fault = 0; fault < touched.size(); ++fault) {
        touched[fault] += part.touched[fault];
      }
    }
  }
  auto written = records.finish();
  base::Problems problems;
  if (!written) problems = written.problems();
  DraftFile truth(folder / "truth.json");
  truth.put(base::pretty_json(truth_json(election, paper, recorded, touched)));
  if (auto problem = truth.finish()) problems.push_back(*std::move(problem));
  if (!problems.empty()) return problems;
  WrittenCards all = std::move(written).value();
  all.files.emplace_back("truth.json");
  return all;
}

}  // namespace recanvass::formats
