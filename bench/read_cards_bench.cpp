// How long it takes to read an export of 100,000 cards with 19 contests: in this process, in a
// child, and what the child's handing over costs by itself.
#include "base/executor.h"
#include "formats/confined_import.h"
#include "formats/handover.h"
#include "formats/synthetic_files.h"

#include <benchmark/benchmark.h>

#include <filesystem>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;
namespace base = recanvass::base;
namespace formats = recanvass::formats;
namespace generate = recanvass::generate;

constexpr std::int64_t kCards = 100'000;
constexpr int kContests = 19;

// Written once, removed when the program ends.
class Export {
 public:
  explicit Export(formats::CardFormat format)
      : folder_(fs::temp_directory_path() / (format == formats::CardFormat::DominionJson
                                                 ? "recanvass-bench-json"
                                                 : "recanvass-bench-csv")) {
    fs::remove_all(folder_);
    generate::ElectionShape shape;
    shape.cards = kCards;
    shape.contests = kContests;
    base::SerialExecutor executor;
    const auto checked = generate::checked(shape);
    RECANVASS_CHECK(checked.ok());
    const auto written =
        formats::write_synthetic(generate::SyntheticElection(*checked), format, folder_, executor);
    RECANVASS_CHECK(written.ok());
    fs::remove(folder_ / "truth.json");
    for (const auto& file : fs::recursive_directory_iterator(folder_)) {
      if (file.is_regular_file()) bytes_ += static_cast<std::int64_t>(file.file_size());
    }
  }
  Export(const Export&) = delete;
  Export& operator=(const Export&) = delete;
  ~Export() { fs::remove_all(folder_); }
  [[nodiscard]] std::vector<fs::path> paths() const { return {folder_}; }
  [[nodiscard]] std::int64_t bytes() const { return bytes_; }

 private:
  fs::path folder_;
  std::int64_t bytes_ = 0;
};

const Export& exported(formats::CardFormat format) {
  static const Export json(formats::CardFormat::DominionJson);
  static const Export csv(formats::CardFormat::DominionCsv);
  return format == formats::CardFormat::DominionJson ? json : csv;
}

void read_here(benchmark::State& state, formats::CardFormat format) {
  const Export& files = exported(format);
  for (auto unused : state) {
    const auto opened = formats::InputFiles::open(files.paths());
    const auto read = formats::read_files(*opened);
    RECANVASS_CHECK(read.ok());
    benchmark::DoNotOptimize(read);
  }
  state.SetBytesProcessed(state.iterations() * files.bytes());
}

// Processor time of all children that have ended, in milliseconds.
double children_ms() {
  rusage used = {};
  ::getrusage(RUSAGE_CHILDREN, &used);
  const auto ms = [](const timeval& time) {
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-3 * static_cast<double>(time.tv_usec);
  };
  return ms(used.ru_utime) + ms(used.ru_stime);
}

void read_in_a_child(benchmark::State& state, formats::CardFormat format) {
  const Export& files = exported(format);
  const double before = children_ms();
  for (auto unused : state) {
    const auto read = formats::read_files_confined(files.paths());
    RECANVASS_CHECK(read.ok());
    benchmark::DoNotOptimize(read);
  }
  state.counters["child_ms"] =
      benchmark::Counter((children_ms() - before), benchmark::Counter::kAvgIterations);
  state.SetBytesProcessed(state.iterations() * files.bytes());
}

// What a child does after it has read, and the parent before it has the cards.
void hand_over(benchmark::State& state) {
  const auto opened =
      formats::InputFiles::open(exported(formats::CardFormat::DominionJson).paths());
  const auto read = formats::read_files(*opened);
  RECANVASS_CHECK(read.ok());
  for (auto unused : state) {
    const int file = ::memfd_create("bench", MFD_CLOEXEC);
    formats::hand_over(read, [&](std::string_view piece) {
      RECANVASS_CHECK(::write(file, piece.data(), piece.size()) ==
                      static_cast<ssize_t>(piece.size()));
    });
    const auto mapped = formats::MappedBytes::map(file);
    ::close(file);
    const auto taken = formats::take_over(mapped, "bench");
    RECANVASS_CHECK(taken.ok());
    benchmark::DoNotOptimize(taken);
    state.counters["bytes"] = static_cast<double>(mapped->bytes().size());
  }
}

}  // namespace

BENCHMARK_CAPTURE(read_here, dominion_json, formats::CardFormat::DominionJson)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(read_in_a_child, dominion_json, formats::CardFormat::DominionJson)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(read_here, dominion_csv, formats::CardFormat::DominionCsv)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(read_in_a_child, dominion_csv, formats::CardFormat::DominionCsv)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(hand_over)->Unit(benchmark::kMillisecond)->UseRealTime();
