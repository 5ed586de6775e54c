// How fast cast vote records are read into columns, how much memory that takes, and how soon a
// store that was kept opens again. The files are made when the program starts, in a folder of its
// own under the system's temporary one; the largest is 1.5 GB. Figures: docs/speed.md.
#include "base/check.h"
#include "bench/benchmark_folder.h"
#include "election/card_builder.h"
#include "formats/card_file.h"
#include "formats/card_formats.h"
#include "formats/card_input.h"
#include "generate/synthetic.h"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;

// The most memory since the last call of forget_peak(), in MB; 0 where the system does not say.
double peak_megabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (!line.starts_with("VmHWM:")) continue;
    const std::size_t digit = line.find_first_of("0123456789");
    double kilobytes = 0;
    std::from_chars(line.data() + digit, line.data() + line.size(), kilobytes);
    return kilobytes / 1000;
  }
  return 0;
}
void forget_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

std::uint64_t bytes_under(const fs::path& path) {
  if (!fs::is_directory(path)) return fs::file_size(path);
  std::uint64_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

// A file or folder of that name in the program's own folder.
fs::path bench_path(const std::string& name) {
  static const bench::BenchmarkFolder folder("recanvass-cards-bench");
  return folder.file(name);
}

// A synthetic election of so many cards and contests in a format; made once.
fs::path made_export(CardFormat format, std::uint64_t cards, std::uint32_t contests) {
  const fs::path path = bench_path(fmt::format("{}-{}-{}", about(format).name, cards, contests));
  if (fs::exists(path)) return path;
  generate::ElectionShape shape;
  shape.cards = cards;
  shape.contests = contests;
  shape.counties = 1;
  const generate::SyntheticElection election(*generate::checked(shape));
  if (about(format).shape == ExportShape::Folder) {
    RECANVASS_CHECK(!make_empty_folder(path));
  }
  const auto writer = card_writer(format, path, "Bench");
  for (std::size_t part = 0; part < election.parts(); ++part) {
    writer->add(election.part(part).records);
  }
  RECANVASS_CHECK(writer->finish().ok());
  return path;
}

// Cards with twelve columns: three of the card, nine contests, as ES&S exports them.
fs::path made_twelve_columns(std::uint64_t cards) {
  const fs::path path = bench_path(fmt::format("twelve-{}.csv", cards));
  if (fs::exists(path)) return path;
  std::ofstream out(path, std::ios::binary);
  out << "Cast Vote Record,Precinct,Style";
  for (int contest = 1; contest <= 9; ++contest)
    out << ",Contest " << static_cast<char>('A' + contest);
  out << '\n';
  std::string rows;
  std::uint64_t state = 1;
  for (std::uint64_t card = 1; card <= cards; ++card) {
    fmt::format_to(std::back_inserter(rows), "{},Precinct {},Style {}", card, card / 2000,
                   card % 7);
    state = state * 6364136223846793005U + 1442695040888963407U;
    for (unsigned contest = 0; contest < 9; ++contest) {
      const auto said = (state >> (contest * 6 + 8)) % 8;
      if (said == 7) {
        rows += ",undervote";
      } else if (said == 6 && contest > 5) {
        rows += ",";
      } else {
        fmt::format_to(std::back_inserter(rows), ",Candidate {}", said);
      }
    }
    rows += '\n';
    if (rows.size() > 1'000'000 || card == cards) {
      out << rows;
      rows.clear();
    }
  }
  RECANVASS_CHECK(out.good());
  return path;
}

void read_path(benchmark::State& state, const fs::path& path, std::int64_t cards) {
  const std::uint64_t bytes = bytes_under(path);
  double peak = 0;
  for (auto _ : state) {
    forget_peak();
    const auto import = import_cards({path});
    RECANVASS_CHECK(import.ok() && import->store.cards().value() == cards);
    peak = std::max(peak, peak_megabytes());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
  state.SetItemsProcessed(state.iterations() * cards);
  state.counters["MB"] = static_cast<double>(bytes) / 1e6;
  state.counters["peak_MB"] = peak;
}

void read_dominion_json(benchmark::State& state) {
  read_path(state, made_export(CardFormat::DominionJson, 100'000, 19), 100'000);
}
BENCHMARK(read_dominion_json)->Unit(benchmark::kMillisecond)->MinTime(3);

void read_dominion_csv(benchmark::State& state) {
  read_path(state, made_export(CardFormat::DominionCsv, 900'000, 12), 900'000);
}
BENCHMARK(read_dominion_csv)->Unit(benchmark::kMillisecond);

void read_twelve_columns(benchmark::State& state) {
  read_path(state, made_twelve_columns(5'000'000), 5'000'000);
}
BENCHMARK(read_twelve_columns)->Unit(benchmark::kMillisecond);

// How cost grows with the cards.
void read_dominion_csv_of(benchmark::State& state) {
  const std::int64_t cards = state.range(0);
  read_path(state, made_export(CardFormat::DominionCsv, static_cast<std::uint64_t>(cards), 12),
            cards);
}
BENCHMARK(read_dominion_csv_of)
    ->RangeMultiplier(10)
    ->Range(10'000, 1'000'000)
    ->Unit(benchmark::kMillisecond);

// Synthetic cards made one part after another, as `recanvass generate` does: memory stays.
void stream_cards(benchmark::State& state) {
  generate::ElectionShape shape;
  shape.cards = static_cast<std::uint64_t>(state.range(0));
  shape.contests = 15;
  shape.counties = 1;
  const generate::SyntheticElection election(*generate::checked(shape));
  for (auto _ : state) {
    forget_peak();
    std::int64_t cards = 0;
    for (std::size_t part = 0; part < election.parts(); ++part) {
      cards += election.part(part).records.cards().value();
    }
    RECANVASS_CHECK(cards == state.range(0));
    state.counters["peak_MB"] = peak_megabytes();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(stream_cards)
    ->RangeMultiplier(10)
    ->Range(10'000, 10'000'000)
    ->Unit(benchmark::kMillisecond);

// A store of so many cards and 15 contests, kept on the disk; made of the same part many times, so
// that making it is quick: its size is what a store of different cards of that kind has.
fs::path kept_store(std::uint64_t cards) {
  const fs::path path = bench_path(fmt::format("{}.cards", cards));
  if (fs::exists(path)) return path;
  generate::ElectionShape shape;
  shape.cards = 1'000'000;
  shape.contests = 15;
  shape.counties = 1;
  const generate::SyntheticElection election(*generate::checked(shape));
  election::CardStoreBuilder builder;
  for (std::size_t part = 0; builder.cards() < cards; part = (part + 1) % election.parts()) {
    builder.append(election.part(part).records);
  }
  RECANVASS_CHECK(save_card_store(builder.finish(), path).ok());
  return path;
}

void open_kept_store(benchmark::State& state) {
  const fs::path path = kept_store(static_cast<std::uint64_t>(state.range(0)));
  for (auto _ : state) {
    forget_peak();
    const auto import = read_cards({path});
    RECANVASS_CHECK(import.ok());
    benchmark::DoNotOptimize(import->store.cards());
    state.counters["peak_MB"] = peak_megabytes();
  }
  state.counters["MB"] = static_cast<double>(fs::file_size(path)) / 1e6;
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(open_kept_store)
    ->Arg(200'000)
    ->Arg(2'000'000)
    ->Arg(20'000'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace recanvass::formats
