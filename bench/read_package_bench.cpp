// How long it takes to read a package of the whole country, at county and at precinct level, and
// to cut plain CSV.
#include "bench/synthetic_package.h"
#include "formats/csv.h"
#include "formats/package_reader.h"

#include <benchmark/benchmark.h>

namespace {

namespace fs = std::filesystem;
using recanvass::bench::SyntheticCountry;

void read_country(benchmark::State& state, const SyntheticCountry& country) {
  const fs::path folder =
      fs::temp_directory_path() / fmt::format("recanvass-bench-{}", country.units_per_state);
  fs::remove_all(folder);
  const auto bytes = recanvass::bench::write_synthetic_package(folder, country);
  for (auto unused : state) {
    auto election = recanvass::formats::read_package(folder);
    if (!election) {
      state.SkipWithError(election.problems().front().sentence().c_str());
      break;
    }
    benchmark::DoNotOptimize(election);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
  state.counters["units"] = static_cast<double>(country.states) * country.units_per_state;
  fs::remove_all(folder);
}

void read_counties(benchmark::State& state) { read_country(state, {51, 61, 61}); }
void read_precincts(benchmark::State& state) { read_country(state, {51, 3530, 61}); }

void cut_csv(benchmark::State& state) {
  const std::string text = recanvass::bench::synthetic_returns({1, 100'000, 61}, 1);
  for (auto unused : state) {
    recanvass::formats::CsvReader reader(text);
    std::size_t fields = 0;
    while (reader.next()) fields += reader.fields().size();
    benchmark::DoNotOptimize(fields);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

}  // namespace

BENCHMARK(read_counties)->Unit(benchmark::kMillisecond);
BENCHMARK(read_precincts)->Unit(benchmark::kMillisecond);
BENCHMARK(cut_csv)->Unit(benchmark::kMillisecond);
