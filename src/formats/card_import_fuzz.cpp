#include "base/fuzz.h"
#include "formats/card_import.h"
#include "formats/cards_csv.h"
#include "formats/fuzz.h"
#include "formats/manifest_reader.h"

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

}  // namespace

void fuzz_cards(std::string_view bytes) {
  const auto import = import_cards(files_of(bytes));
  if (!import) return base::check_refusal(import.problems());
  constexpr std::int64_t kCardsLookedThrough = 10'000;  // a COUNT may make many of a few bytes
  if (import->store.cards().value() <= kCardsLookedThrough) check_cards(import->store);
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
