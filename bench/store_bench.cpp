// How fast stores save and read: durable saves one by one and in groups, and whether the cost of an
// entry stays the same from a thousand entries to a million. PostgreSQL's rows need the address of
// a server in RECANVASS_POSTGRES_URL, and write to schemas whose names begin with "bench_".
#include "bench/benchmark_folder.h"
#include "store/postgres_storage.h"
#include "store/proofs.h"
#include "store/sqlite_storage.h"
#include "store/system_clock.h"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <map>
#include <memory>
#include <string>

namespace recanvass::store {
namespace {

Clock& machine_clock() {
  static SystemClock clock;
  return clock;
}

// A leaf of about the size of a signed tally: 600 bytes.
NewEntry benchmark_entry(std::uint64_t number) {
  const std::string digits = std::to_string(number);
  return {
      "{\"leaf\":" + digits + ",\"filler\":\"" + std::string(600 - digits.size() - 22, 'x') + "\"}",
      "team-" + std::to_string(number % 40), "key-" + digits};
}

std::vector<NewEntry> benchmark_batch(std::uint64_t first, std::uint64_t entries) {
  std::vector<NewEntry> batch;
  for (std::uint64_t i = 0; i < entries; ++i) batch.push_back(benchmark_entry(first + i));
  return batch;
}

const bench::BenchmarkFolder& folder() {
  static const bench::BenchmarkFolder kFolder("recanvass-bench");
  return kFolder;
}

std::unique_ptr<Storage> open_sqlite_store(const std::string& name) {
  return std::move(open_sqlite(folder().file(name), machine_clock())).value();
}

std::unique_ptr<Storage> open_postgres_store(const std::string& name) {
  const char* url = std::getenv("RECANVASS_POSTGRES_URL");
  if (url == nullptr) return nullptr;
  return std::move(open_postgres(url, machine_clock(), {"bench_" + name, 10'000, 10'000})).value();
}

void append_or_stop(Storage& storage, std::uint64_t first, std::uint64_t entries,
                    benchmark::State* state) {
  const auto outcome = storage.append(first, benchmark_batch(first, entries));
  if (state != nullptr && (!outcome || !std::holds_alternative<Appended>(*outcome))) {
    state->SkipWithError("an append was refused");
  }
}

// Durable saves: one transaction and one sync for each group.
void save_groups(benchmark::State& state, Storage* storage) {
  if (storage == nullptr) {
    state.SkipWithError("RECANVASS_POSTGRES_URL is not set");
    return;
  }
  const auto entries = static_cast<std::uint64_t>(state.range(0));
  std::uint64_t size = *storage->size();
  for (auto _ : state) {
    append_or_stop(*storage, size, entries, &state);
    size += entries;
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void sqlite_saves(benchmark::State& state) { save_groups(state, open_sqlite_store("saves").get()); }
BENCHMARK(sqlite_saves)->Arg(1)->Arg(100)->Arg(1000)->UseRealTime();

void postgres_saves(benchmark::State& state) {
  save_groups(state, open_postgres_store("saves").get());
}
BENCHMARK(postgres_saves)->Arg(1)->Arg(100)->Arg(1000)->UseRealTime();

// A store filled to a size, once for all benchmarks that want it.
Storage& filled_store(std::uint64_t size) {
  static std::map<std::uint64_t, std::unique_ptr<Storage>> stores;
  std::unique_ptr<Storage>& storage = stores[size];
  if (!storage) {
    storage = open_sqlite_store("filled-" + std::to_string(size));
    for (std::uint64_t at = *storage->size(); at < size; at += 1000) {
      append_or_stop(*storage, at, 1000, nullptr);
    }
  }
  return *storage;
}

// The cost of an entry behind so many others; time is per group of 100.
void sqlite_save_behind(benchmark::State& state) {
  Storage& storage = filled_store(static_cast<std::uint64_t>(state.range(0)));
  std::uint64_t size = *storage.size();
  for (auto _ : state) {
    append_or_stop(storage, size, 100, &state);
    size += 100;
  }
  state.SetItemsProcessed(state.iterations() * 100);
}
BENCHMARK(sqlite_save_behind)
    ->RangeMultiplier(10)
    ->Range(1000, 1000000)
    ->Iterations(100)
    ->UseRealTime();

void sqlite_open_and_root(benchmark::State& state) {
  const auto size = static_cast<std::uint64_t>(state.range(0));
  filled_store(size);
  for (auto _ : state) {
    const auto storage = open_sqlite_store("filled-" + std::to_string(size));
    benchmark::DoNotOptimize(*root_at(*storage, size));
  }
}
BENCHMARK(sqlite_open_and_root)->Arg(1000000)->Unit(benchmark::kMillisecond)->UseRealTime();

void sqlite_read_all(benchmark::State& state) {
  const auto size = static_cast<std::uint64_t>(state.range(0));
  Storage& storage = filled_store(size);
  for (auto _ : state) {
    std::uint64_t bytes = 0;
    const auto read = storage.read_each(0, size, [&bytes](const LedgerEntry& entry) {
      bytes += entry.leaf.size();
      return Flow::Continue;
    });
    if (!read) state.SkipWithError("a read failed");
    benchmark::DoNotOptimize(bytes);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(sqlite_read_all)->Arg(1000000)->Unit(benchmark::kMillisecond)->UseRealTime();

void sqlite_inclusion_proof(benchmark::State& state) {
  const auto size = static_cast<std::uint64_t>(state.range(0));
  Storage& storage = filled_store(size);
  std::uint64_t index = 0;
  for (auto _ : state) {
    index = (index + 377'777) % size;
    benchmark::DoNotOptimize(prove_inclusion(storage, index, size).ok());
  }
}
BENCHMARK(sqlite_inclusion_proof)->Arg(1000000)->UseRealTime();

void sqlite_examination(benchmark::State& state) {
  Storage& storage = filled_store(static_cast<std::uint64_t>(state.range(0)));
  for (auto _ : state) {
    if (!storage.check()->findings.empty()) state.SkipWithError("the store is damaged");
  }
}
BENCHMARK(sqlite_examination)
    ->Arg(1000000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->Iterations(1);

}  // namespace
}  // namespace recanvass::store
