#include "base/fuzz.h"
#include "formats/batch_tallies.h"
#include "formats/card_file.h"
#include "formats/card_import.h"
#include "formats/cards_csv.h"
#include "formats/choice_columns.h"
#include "formats/clear_ballot.h"
#include "formats/dominion_csv.h"
#include "formats/dominion_json.h"
#include "formats/dominion_summary.h"
#include "formats/ess_ballots.h"
#include "formats/fuzz.h"
#include "formats/handover.h"
#include "formats/hart_cards.h"
#include "formats/manifest_reader.h"
#include "formats/nist_cards.h"
#include "formats/raire_text.h"
#include "formats/rank_grid.h"
#include "formats/table_file.h"
#include "formats/topo_shapes.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace recanvass::formats {
namespace {

constexpr const char* kFuzzedFile = "fuzzed";

InputFiles files_of(std::string_view bytes) {
  return InputFiles::of_texts({{kFuzzedFile, std::string(bytes)}});
}

// What was read can be gone through: every card has a batch, a profile and markings of its tables.
void check_cards(const election::CardStore& store) {
  std::size_t bytes = 0;
  write_cards_csv(store, [&](std::string_view piece) { bytes += piece.size(); });
  RECANVASS_CHECK(bytes > 0);
  RECANVASS_CHECK(store.ballots().value() <= store.cards().value());
}

void check_store(const election::CardStore& store) {
  constexpr std::int64_t kCardsLookedThrough = 10'000;  // a COUNT may make many of a few bytes
  if (store.cards().value() <= kCardsLookedThrough) check_cards(store);
}

// One reader, whatever the bytes look like.
template <class Read>
void fuzz_reader(std::string_view bytes, Read&& read) {
  const InputFiles files = files_of(bytes);
  CardReading reading;
  read(files, reading);
  if (!reading.problems.empty()) return base::check_refusal(reading.problems.take());
  check_store(reading.builder.finish());
}

// The bytes as a file, for what is opened by its path.
class FileOfBytes {
 public:
  explicit FileOfBytes(std::string_view bytes) : file_(::memfd_create(kFuzzedFile, MFD_CLOEXEC)) {
    RECANVASS_CHECK(file_ >= 0);
    RECANVASS_CHECK(::write(file_, bytes.data(), bytes.size()) ==
                    static_cast<ssize_t>(bytes.size()));
  }
  FileOfBytes(const FileOfBytes&) = delete;
  FileOfBytes& operator=(const FileOfBytes&) = delete;
  ~FileOfBytes() { ::close(file_); }
  [[nodiscard]] int number() const { return file_; }
  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }

 private:
  int file_;
};

void fuzz_returns_reader(const ReturnsReading& read) {
  if (!read) base::check_refusal(read.problems());
}

}  // namespace

void fuzz_cards(std::string_view bytes) {
  const auto import = import_cards(files_of(bytes));
  if (!import) return base::check_refusal(import.problems());
  check_store(import->store);
}

void fuzz_dominion_json(std::string_view bytes) {
  fuzz_reader(bytes, [](const InputFiles& files, CardReading& reading) {
    const DominionManifests none;
    DominionJsonReader reader(none, reading.builder, reading.problems);
    auto source = files.read(0);
    if (!source) return reading.problems.add_all(source.problems());
    reader.read(*std::move(source).value(), kFuzzedFile);
    reader.finish();
  });
}

void fuzz_dominion_csv(std::string_view bytes) {
  fuzz_reader(bytes,
              [](const auto& files, auto& reading) { read_dominion_csv(files, {0}, reading); });
}

void fuzz_choice_columns(std::string_view bytes) {
  fuzz_reader(bytes, [](const auto& files, auto& reading) {
    read_choice_columns(files, {0}, {}, reading);
  });
}

void fuzz_ess_ballots(std::string_view bytes) {
  CardReading reading;
  const EssBallots ballots = read_ess_ballots(files_of(bytes), {0}, reading);
  if (!reading.problems.empty()) return base::check_refusal(reading.problems.take());
  for (const auto& [record, ballot] : ballots) {
    RECANVASS_CHECK(!ballot.met && record.size() + ballot.batch.size() <= 2 * bytes.size());
  }
}

void fuzz_clear_ballot(std::string_view bytes) {
  fuzz_reader(bytes,
              [](const auto& files, auto& reading) { read_clear_ballot(files, {0}, {}, reading); });
}

void fuzz_hart_cards(std::string_view bytes) {
  fuzz_reader(bytes,
              [](const auto& files, auto& reading) { read_hart_cards(files, {0}, reading); });
}

void fuzz_nist_cards_json(std::string_view bytes) {
  fuzz_reader(bytes, [](const auto& files, auto& reading) {
    read_nist_cards(files, {0}, NistSyntax::Json, reading);
  });
}

void fuzz_nist_cards_xml(std::string_view bytes) {
  fuzz_reader(bytes, [](const auto& files, auto& reading) {
    read_nist_cards(files, {0}, NistSyntax::Xml, reading);
  });
}

void fuzz_raire_text(std::string_view bytes) {
  fuzz_reader(bytes,
              [](const auto& files, auto& reading) { read_raire_text(files, {0}, reading); });
}

void fuzz_raire_json(std::string_view bytes) {
  fuzz_reader(bytes,
              [](const auto& files, auto& reading) { read_raire_json(files, {0}, reading); });
}

void fuzz_rank_grid(std::string_view bytes) {
  fuzz_reader(bytes, [](const auto& files, auto& reading) { read_rank_grid(files, {0}, reading); });
}

void fuzz_cards_csv(std::string_view bytes) {
  fuzz_reader(bytes, [](const auto& files, auto& reading) { read_cards_csv(files, {0}, reading); });
}

void fuzz_topo_shapes(std::string_view bytes) {
  const auto shapes = read_topo_shapes(bytes, kFuzzedFile);
  if (!shapes) return base::check_refusal(shapes.problems());
  for (const auto& shape : shapes->shapes) {
    for (const auto& ring : shape.rings) RECANVASS_CHECK(!ring.empty());
  }
}

void fuzz_archive(std::string_view bytes) {
  const FileOfBytes file(bytes);
  const auto files = InputFiles::open({file.path()});
  if (!files) return base::check_refusal(files.problems());
  for (std::size_t at = 0; at < files->files().size(); ++at) {
    constexpr std::size_t kRowsRead = 1000;
    constexpr std::size_t kBytesRead = std::size_t{1} << 20U;
    if (files->files()[at].is_workbook) {
      const auto rows = first_rows(*files, at, kRowsRead);
      if (!rows) base::check_refusal(rows.problems());
    } else {
      const auto text = files->whole(at, kBytesRead);
      if (!text) base::check_refusal(text.problems());
    }
  }
}

void fuzz_batch_tallies(std::string_view bytes) {
  fuzz_returns_reader(read_batch_tallies(std::string(bytes), kFuzzedFile));
}

void fuzz_dominion_summary(std::string_view bytes) {
  fuzz_returns_reader(read_dominion_summary(bytes, kFuzzedFile));
}

void fuzz_card_file(std::string_view bytes) {
  const FileOfBytes file(bytes);
  const auto store = open_card_store(file.path(), kFuzzedFile);
  if (!store) return base::check_refusal(store.problems());
  check_store(*store);
}

void fuzz_handover(std::string_view bytes) {
  const auto mapped = MappedBytes::map(FileOfBytes(bytes).number());
  if (!mapped) return;
  const auto read = take_over(mapped, kFuzzedFile);
  if (read && read->cards) check_store(read->cards->store);
}

void fuzz_manifest(std::string_view bytes) {
  const auto import = read_manifest(files_of(bytes), 0);
  if (!import) return base::check_refusal(import.problems());
  const auto& manifest = import->manifest;
  if (manifest.cards().value() > 0) {
    RECANVASS_CHECK(manifest.place_of(1).position == 1);
    RECANVASS_CHECK(manifest.place_of(manifest.cards().value()).batch < manifest.batches().size());
  }
}

}  // namespace recanvass::formats
