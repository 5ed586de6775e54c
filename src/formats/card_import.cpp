#include "formats/card_import.h"

#include "base/check.h"
#include "base/figures.h"
#include "formats/batch_check.h"
#include "formats/candidate_numbers.h"
#include "formats/card_twice.h"
#include "formats/cards_csv.h"
#include "formats/choice_columns.h"
#include "formats/clear_ballot.h"
#include "formats/dominion_csv.h"
#include "formats/dominion_json.h"
#include "formats/hart_cards.h"
#include "formats/look_alike_names.h"
#include "formats/nist_cards.h"
#include "formats/other_files.h"
#include "formats/raire_text.h"
#include "formats/rank_grid.h"
#include "formats/table_file.h"
#include "formats/workbook_sheets.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace recanvass::formats {
namespace {

constexpr const char* kPicture = "detect.picture";
constexpr std::size_t kManifestBytes = std::size_t{64} << 20U;

// The files of an import by what they are.
struct SortedFiles {
  std::optional<CvrFormat> format;
  std::vector<std::size_t> cards;
  std::vector<std::size_t> manifests;
  std::vector<std::size_t> tables;
  std::uint64_t companions = 0;
  std::vector<std::size_t> ballot_manifests;
  std::vector<std::size_t> results;
};

base::Problem no_cards(const std::string& what, const char* found = "no cast vote records") {
  return {"cards.none",
          {what, 0, {}},
          found,
          "cast vote records in at least one file",
          "Give the export itself with what lies beside it."};
}

// A table that nothing tells of but a person's word on its columns.
bool is_manifest_as_given(const InputFiles& files, std::size_t at,
                          const std::vector<MappedColumn>& given) {
  if (given.empty()) return false;
  const auto rows = first_rows(files, at, 1);
  return rows && !rows->empty() && is_manifest_by_hand((*rows)[0], given);
}

// What each file is; no value where it could not be looked at.
std::vector<std::optional<FileFinding>> find_kinds(const InputFiles& files,
                                                   const std::vector<MappedColumn>& given,
                                                   ProblemList& problems) {
  std::vector<std::optional<FileFinding>> kinds;
  for (std::size_t at = 0; at < files.files().size(); ++at) {
    auto found = find_file_kind(files, at);
    if (!found) {
      problems.add_all(found.problems());
      kinds.emplace_back();
      continue;
    }
    kinds.push_back(std::move(found).value());
    if (kinds.back()->kind == FileKind::Other && is_manifest_as_given(files, at, given)) {
      kinds.back()->kind = FileKind::BallotManifest;
    }
  }
  return kinds;
}

// How many papers Hart's list names, to be compared with the cards.
std::string hart_list_words(const InputFiles& files, std::size_t at) {
  const auto table = open_table(files, at);
  if (!table) return {};
  std::int64_t papers = 0;
  bool below = false;
  while ((*table)->next()) {
    const auto fields = (*table)->fields();
    if (below && !is_blank_row(fields)) ++papers;
    below = below || std::ranges::any_of(fields, [](std::string_view field) {
              return letters_and_digits(field) == "uniqueidentifier";
            });
  }
  return fmt::format(" (it has {})", base::counted(papers, "row", "rows"));
}

SortedFiles sort_files(const InputFiles& files, const std::vector<MappedColumn>& given,
                       ProblemList& problems, std::vector<std::string>& remarks) {
  SortedFiles sorted;
  std::size_t first = 0;
  std::vector<std::optional<FileFinding>> kinds = find_kinds(files, given, problems);
  choose_sheets(files, kinds, problems, remarks);
  std::vector<std::size_t> others;
  for (std::size_t at = 0; at < files.files().size(); ++at) {
    const std::optional<FileFinding>& found = kinds[at];
    if (!found) continue;
    switch (found->kind) {
      case FileKind::Other: others.push_back(at); break;
      case FileKind::Companion: ++sorted.companions; break;
      case FileKind::BallotManifest: sorted.ballot_manifests.push_back(at); break;
      case FileKind::Results: sorted.results.push_back(at); break;
      case FileKind::DominionManifest: sorted.manifests.push_back(at); break;
      case FileKind::CardTable: sorted.tables.push_back(at); break;
      case FileKind::Cards:
        if (sorted.cards.empty()) {
          first = at;
          sorted.format = found->format;
        }
        if (sorted.format != found->format) {
          problems.add({"cards.mixed",
                        {files.files()[at].name, 0, {}},
                        std::string(cvr_format_name(*found->format)),
                        fmt::format("{}, as {} is", cvr_format_name(*sorted.format),
                                    files.files()[first].name),
                        "Import the export of each system by itself, and give the "
                        "files that import made together."});
        }
        sorted.cards.push_back(at);
        break;
    }
  }
  const bool some =
      !sorted.cards.empty() || !sorted.ballot_manifests.empty() || !sorted.results.empty();
  for (const std::size_t at : others) {
    const base::Problems& refusal = kinds[at]->refusal;
    // Scanners' pictures of the cards, one or two for each.
    if (some && !refusal.empty() && refusal[0].cause == kPicture) {
      ++sorted.companions;
    } else if (some && !refusal.empty() && refusal[0].cause == kOtherKind) {
      remarks.push_back(fmt::format("{}: this file was not read; it is {}", files.files()[at].name,
                                    refusal[0].found));
      if (refusal[0].found == kHartList) remarks.back() += hart_list_words(files, at);
    } else {
      problems.add_all(refusal);
    }
  }
  return sorted;
}

void read_one_by_one(const InputFiles& files, const std::vector<std::size_t>& which,
                     DominionJsonReader& reader, CardReading& reading) {
  for (const std::size_t at : which) {
    const std::string& name = files.files()[at].name;
    auto source = files.read(at);
    if (!source) {
      reading.problems.add_all(source.problems());
      continue;
    }
    const std::uint64_t before = reading.builder.cards();
    reader.read(*std::move(source).value(), name);
    if (reading.builder.cards() > before) reading.origins.add_file(before, name);
  }
}

// The number of "CvrExport_12.json"; no value: the name has none.
std::optional<std::uint32_t> export_number(std::string_view name) {
  constexpr std::string_view kBegin = "CvrExport_";
  constexpr std::string_view kEnd = ".json";
  const std::string_view last = last_part(name);
  if (!last.starts_with(kBegin) || !last.ends_with(kEnd)) return std::nullopt;
  const std::uint32_t number =
      position_of(last.substr(kBegin.size(), last.size() - kBegin.size() - kEnd.size()));
  return number > 0 ? std::optional(number) : std::nullopt;
}

// An export of many cards is cut into files that are numbered from 1; without a manifest nothing
// else tells that one is not there.
void remark_on_missing_files(const InputFiles& files, const std::vector<std::size_t>& which,
                             std::vector<std::string>& remarks) {
  std::map<std::string, std::set<std::uint32_t>> numbers;  // by folder
  for (const std::size_t at : which) {
    const std::string& name = files.files()[at].name;
    const auto number = export_number(name);
    if (number) numbers[name.substr(0, name.size() - last_part(name).size())].insert(*number);
  }
  for (const auto& [folder, there] : numbers) {
    std::vector<std::string> missing;
    std::uint32_t next = 1;
    for (const std::uint32_t number : there) {
      constexpr std::size_t kNamed = 6;
      for (; next < number && missing.size() <= kNamed; ++next) {
        missing.push_back(fmt::format("CvrExport_{}.json", next));
      }
      next = number + 1;
    }
    if (missing.empty()) continue;
    remarks.push_back(fmt::format("{}{}: of the numbered files of this export {} not here: {}",
                                  folder, last_part(files.files()[which.front()].name),
                                  missing.size() == 1 ? "one is" : "some are", listed(missing, 6)));
  }
}

void read_dominion_json(const InputFiles& files, const SortedFiles& sorted, CardReading& reading) {
  remark_on_missing_files(files, sorted.cards, reading.remarks);
  DominionManifests manifests;
  for (const std::size_t at : sorted.manifests) {
    const auto text = files.whole(at, kManifestBytes);
    if (!text) {
      reading.problems.add_all(text.problems());
    } else {
      add_dominion_manifest(files.files()[at].name, *text, manifests, reading.problems);
    }
  }
  DominionJsonReader reader(manifests, reading.builder, reading.problems);
  if (reading.executor != nullptr) {
    reader.read_files(files, sorted.cards, *reading.executor, reading.origins);
  } else {
    read_one_by_one(files, sorted.cards, reader, reading);
  }
  reader.finish();
  const DominionIgnored& ignored = reader.ignored();
  reading.ignore("records that another replaced", ignored.replaced_records);
  reading.ignore("ambiguous marks that are no votes", ignored.ambiguous_marks);
  reading.ignore("other marks that are no votes",
                 ignored.marks_not_votes - ignored.ambiguous_marks);
}

void read_cards(const InputFiles& files, const SortedFiles& sorted, CardReading& reading) {
  switch (*sorted.format) {
    case CvrFormat::DominionJson: return read_dominion_json(files, sorted, reading);
    case CvrFormat::DominionCsv: return read_dominion_csv(files, sorted.cards, reading);
    case CvrFormat::ChoiceColumns:
      return read_choice_columns(files, sorted.cards, sorted.tables, reading);
    case CvrFormat::ClearBallot:
      return read_clear_ballot(files, sorted.cards, sorted.tables, reading);
    case CvrFormat::Hart: return read_hart_cards(files, sorted.cards, reading);
    case CvrFormat::NistJson:
      return read_nist_cards(files, sorted.cards, NistSyntax::Json, reading);
    case CvrFormat::NistXml: return read_nist_cards(files, sorted.cards, NistSyntax::Xml, reading);
    case CvrFormat::RaireText: return read_raire_text(files, sorted.cards, reading);
    case CvrFormat::RaireJson: return read_raire_json(files, sorted.cards, reading);
    case CvrFormat::RankGrid: return read_rank_grid(files, sorted.cards, reading);
    case CvrFormat::CardsCsv: return read_cards_csv(files, sorted.cards, reading);
    case CvrFormat::CardStore: RECANVASS_CHECK(false);  // read by formats/card_input.h
  }
}

// Where the first card of each batch stood.
std::vector<base::Place> places_of_batches(const election::CardStore& store,
                                           const CardOrigins& origins) {
  std::vector<base::Place> places(store.names().batches.size());
  std::uint64_t first = 0;
  for (const election::CardChunk& chunk : store.chunks()) {
    for (const election::BatchRun& run : chunk.runs()) {
      base::Place& place = places[run.batch];
      if (!place.file.empty()) continue;
      const CardOrigins::Origin origin = origins.of(first + run.first);
      place = {origin.file, origin.row, {}};
    }
    first += chunk.cards();
  }
  return places;
}

// A file of cards that comes twice has every vote twice, also where its format has no ids.
void refuse_same_files(const InputFiles& files, const std::vector<std::size_t>& cards,
                       ProblemList& problems) {
  const auto same = files.same_files(cards);
  if (!same) return problems.add_all(same.problems());
  for (const std::vector<std::size_t>& group : *same) {
    for (std::size_t i = 1; i < group.size(); ++i) {
      problems.add({"cards.twice",
                    {files.files()[group[i]].name, 0, {}},
                    fmt::format("every byte of {}", files.files()[group[0]].name),
                    "each file once",
                    "Give the file once; look whether a batch or a file was exported twice."});
    }
  }
}

// A manifest twice is a pile of paper twice; a line end more makes other bytes of it.
void refuse_same_manifest(const std::vector<ManifestImport>& before, const ManifestImport& manifest,
                          ProblemList& problems) {
  for (const ManifestImport& other : before) {
    if (other.manifest.batches() != manifest.manifest.batches()) continue;
    problems.add({"manifest.twice",
                  {manifest.file, 0, {}},
                  "every batch of " + other.file,
                  "each manifest once",
                  "Give it once."});
    return;
  }
}

base::Result<CardImport> read_sorted_cards(const InputFiles& files, const SortedFiles& sorted,
                                           base::Executor* executor) {
  CardReading reading;
  reading.executor = executor;
  // Hart's sheets are files of their own, tell of themselves, and may say the same without ids.
  if (sorted.format != CvrFormat::Hart) refuse_same_files(files, sorted.cards, reading.problems);
  if (!reading.problems.empty()) return reading.problems.take();
  read_cards(files, sorted, reading);
  if (!reading.problems.empty()) return reading.problems.take();
  CardImport import;
  import.format = *sorted.format;
  import.store = reading.builder.finish();
  if (import.format == CvrFormat::ChoiceColumns) {
    const auto joined = join_candidate_numbers(import.store);
    reading.remarks.insert(reading.remarks.end(), joined.begin(), joined.end());
  }
  if (import.store.cards() == election::CardCount(0) && import.store.redacted().empty()) {
    return no_cards(files.files()[sorted.cards.front()].name, "an export without a card");
  }
  refuse_cards_twice(import.store, reading.origins, reading.problems);
  if (!reading.problems.empty()) return reading.problems.take();
  reading.ignore("files of the export that cards do not need", sorted.companions);
  reading.ignore("files that the operating system put there", files.passed_over());
  import.ignored = reading.ignored();
  import.remarks = std::move(reading.remarks);
  const auto alike = look_alikes_of(import.store.contests());
  import.remarks.insert(import.remarks.end(), alike.begin(), alike.end());
  import.batch_places = places_of_batches(import.store, reading.origins);
  for (const auto* list : {&sorted.manifests, &sorted.tables, &sorted.cards}) {
    for (const std::size_t at : *list) import.files.push_back(files.files()[at].name);
  }
  return import;
}

}  // namespace

base::Result<FilesRead> read_files(const InputFiles& files, const std::vector<MappedColumn>& given,
                                   base::Executor* executor) {
  ProblemList problems;
  FilesRead read;
  const SortedFiles sorted = sort_files(files, given, problems, read.remarks);
  const std::string first = files.files().empty() ? "" : files.files()[0].name;
  if (sorted.cards.empty() && sorted.ballot_manifests.empty() && sorted.results.empty() &&
      problems.empty()) {
    problems.add(no_cards(first));
  }
  for (const std::size_t at : sorted.ballot_manifests) {
    auto manifest = read_manifest(files, at, given);
    if (manifest) {
      refuse_same_manifest(read.manifests, *manifest, problems);
      read.manifests.push_back(std::move(manifest).value());
    } else {
      problems.add_all(manifest.problems());
    }
  }
  for (const std::size_t at : sorted.results) {
    auto results = read_results(files, at);
    if (results) {
      read.results.push_back(std::move(results).value());
    } else {
      problems.add_all(results.problems());
    }
  }
  if (problems.empty() && !sorted.cards.empty()) {
    auto cards = read_sorted_cards(files, sorted, executor);
    if (!cards) return cards.problems();
    read.cards = std::move(cards).value();
  }
  if (!problems.empty()) return problems.take();
  return read;
}

base::Result<CardImport> cards_of_files(FilesRead read, const std::string& what) {
  if (!read.cards) {
    if (!read.manifests.empty()) return no_cards(read.manifests[0].file, "a ballot manifest");
    if (!read.results.empty()) return no_cards(read.results[0].file, "results, no cards");
    return no_cards(what);
  }
  if (!read.manifests.empty()) {
    const auto differences = check_batches(read).problems.size();
    if (differences > 0) {
      read.remarks.push_back(
          fmt::format("the ballot manifest and these cards differ in {}; inspect lists them",
                      base::counted(static_cast<std::int64_t>(differences), "batch", "batches")));
    }
    read.cards->ignored.push_back({"ballot manifests", read.manifests.size()});
  }
  if (!read.results.empty()) {
    read.cards->ignored.push_back({"files of results", read.results.size()});
  }
  read.cards->remarks.insert(read.cards->remarks.begin(), read.remarks.begin(), read.remarks.end());
  return *std::move(read.cards);
}

base::Result<CardImport> import_cards(const InputFiles& files) {
  auto read = read_files(files);
  if (!read) return read.problems();
  return cards_of_files(std::move(read).value(), {});
}

base::Result<CardImport> import_cards(const std::vector<std::filesystem::path>& paths) {
  const auto files = InputFiles::open(paths);
  if (!files) return files.problems();
  return import_cards(*files);
}

}  // namespace recanvass::formats
