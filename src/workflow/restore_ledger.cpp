#include "workflow/restore_ledger.h"

#include "base/figures.h"
#include "base/json.h"
#include "ledger/entry.h"
#include "ledger/tiles.h"
#include "store/checkpoint_note.h"
#include "store/proofs.h"
#include "workflow/log_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <set>
#include <sstream>
#include <vector>

namespace recanvass::workflow {
namespace {

using base::Json;
using base::Problem;
using base::Result;
using store::Done;

constexpr std::size_t kAppendedAtOnce = 4096;
constexpr std::size_t kPositionsNamed = 10;

Problem restore_problem(const char* cause, std::string file, std::string found, std::string wanted,
                        std::string mend) {
  return {cause, {std::move(file), 0, ""}, std::move(found), std::move(wanted), std::move(mend)};
}

std::optional<std::string> bytes_in(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// {"sha256", "bytes", "name"} at any depth of an entry's body is a file.
void note_named_files(const Json& value, std::set<base::Sha256>& files) {
  if (value.is_object() && value.size() == 3 && value.contains("sha256") &&
      value.contains("bytes") && value.contains("name") && value["sha256"].is_string()) {
    const auto hash = base::parse_hex(value["sha256"].get<std::string>());
    if (hash) files.insert(*hash);
    return;
  }
  if (!value.is_structured()) return;
  for (const Json& item : value) note_named_files(item, files);
}

// One restoration: everything is read and compared first, then read again and written.
class Restoration {
 public:
  Restoration(const RestoreRequest& request, store::Storage& target)
      : request_(request), target_(target) {}

  Result<Restored> run() {
    if (auto done = look_at_target(); !done) return done.problems();
    if (auto done = read_checkpoint(); !done) return done.problems();
    if (auto done = look_at_copy(); !done) return done.problems();
    if (auto done = compare_entries(); !done) return done.problems();
    if (auto done = find_files(); !done) return done.problems();
    if (auto done = write_entries(); !done) return done.problems();
    if (auto done = write_files(); !done) return done.problems();
    if (auto done = write_notes(); !done) return done.problems();
    restored_.origin = checkpoint_.origin;
    return restored_;
  }

 private:
  using LeafSink = std::function<Result<Done>(std::uint64_t position, std::string_view leaf)>;

  Result<Done> look_at_target() {
    const auto size = target_.size();
    if (!size) return size.problems();
    if (*size == 0) return Done{};
    return restore_problem(
        "restore.not-empty", "",
        "a ledger of " + base::counted(static_cast<std::int64_t>(*size), "entry", "entries"),
        "a place where nothing is", "Name a new folder, or another schema of the database.");
  }

  Result<Done> read_checkpoint() {
    auto note = log_of_folder(request_.folder)->checkpoint();
    if (!note) return note.problems();
    note_ = std::move(note).value();
    const auto read = store::read_checkpoint_note(note_);
    if (!read) return read.problems();
    checkpoint_ = read->checkpoint;
    if (checkpoint_.origin == request_.log_key.name &&
        ledger::verified_time(read->note, request_.log_key)) {
      return Done{};
    }
    return restore_problem("restore.log-key", request_.folder + "/checkpoint",
                           "a checkpoint that the key " + request_.log_key.text() + " did not sign",
                           "one signed by the ledger's key",
                           "Ask the ledger's owner or a witness for the verifier key.");
  }

  // The shorter of folder and copy must be the beginning of the longer.
  Result<Done> look_at_copy() {
    if (request_.copy == nullptr) return Done{};
    const auto size = request_.copy->size();
    if (!size) return size.problems();
    copied_ = *size;
    const std::uint64_t common = std::min(copied_, checkpoint_.size);
    const auto here = log_of_folder(request_.folder);
    const auto note = here->checkpoint();
    if (!note) return note.problems();
    const auto published = here->root(common);
    if (!published) return published.problems();
    const auto copied = store::root_at(*request_.copy, common);
    if (!copied) return copied.problems();
    if (*published == *copied) return Done{};
    return restore_problem(
        "restore.copy", "",
        fmt::format("a copy whose first {} have another root than the published ones",
                    base::counted(static_cast<std::int64_t>(common), "entry", "entries")),
        "a copy of the same ledger", "Two histories exist: keep both and find out why.");
  }

  Result<std::string> tile_bytes(ledger::TileId tile) const {
    const std::string path = request_.folder + "/" + ledger::tile_path(tile);
    auto bytes = bytes_in(path);
    if (bytes) return std::move(*bytes);
    return Problem{"log.tile",
                   {path, 0, ""},
                   "no file",
                   "a tile of the published folder",
                   "Fetch the published folder again, whole."};
  }

  // The leaves of the folder in order, each compared with its hash; withheld ones from the copy, or
  // given empty where that has none.
  Result<Done> each_leaf(const LeafSink& sink) {
    for (std::uint64_t first = 0; first < checkpoint_.size; first += ledger::kTileWidth) {
      ledger::TileId tile;
      tile.index = first / ledger::kTileWidth;
      tile.width = static_cast<int>(std::min(checkpoint_.size - first, ledger::kTileWidth));
      const auto hash_bytes = tile_bytes(tile);
      if (!hash_bytes) return hash_bytes.problems();
      const auto hashes = ledger::parse_hash_tile(*hash_bytes, tile.width);
      if (!hashes) return hashes.problems();
      tile.kind = ledger::TileId::Kind::Entries;
      const auto entry_bytes = tile_bytes(tile);
      if (!entry_bytes) return entry_bytes.problems();
      const auto leaves = ledger::parse_entry_bundle(*entry_bytes, tile.width);
      if (!leaves) return leaves.problems();
      for (std::size_t i = 0; i < leaves->size(); ++i) {
        if (auto done = give(first + i, (*leaves)[i], (*hashes)[i], sink); !done) return done;
      }
    }
    return each_later_leaf(sink);
  }

  Result<Done> give(std::uint64_t position, const std::string& leaf, const ledger::Hash& hash,
                    const LeafSink& sink) {
    tree_.append(hash);
    std::string text = leaf;
    if (leaf.empty() && position < copied_) {
      auto copy = request_.copy->read(position, position + 1);
      if (!copy) return copy.problems();
      text = std::move((*copy)[0]);
    }
    if (!text.empty() && ledger::leaf_hash(text) != hash) {
      return restore_problem("restore.entry", request_.folder,
                             fmt::format("entry {} with another hash than its tile's", position),
                             "the entry that the checkpoint pins",
                             "Fetch the published folder again, and see that it verifies.");
    }
    if (leaf.empty()) ++withheld_;
    return sink(position, text);
  }

  Result<Done> each_later_leaf(const LeafSink& sink) {
    for (std::uint64_t at = checkpoint_.size; at < copied_; ++at) {
      const auto copy = request_.copy->read(at, at + 1);
      if (!copy) return copy.problems();
      if (auto done = sink(at, (*copy)[0]); !done) return done;
    }
    return Done{};
  }

  Result<Done> compare_entries() {
    std::vector<std::uint64_t> missing;
    const auto done = each_leaf([&](std::uint64_t position, std::string_view leaf) -> Result<Done> {
      if (leaf.empty()) {
        missing.push_back(position);
        return Done{};
      }
      const auto entry = ledger::read_stored_entry(leaf);
      if (!entry) return entry.problems();
      note_named_files(entry->body, named_);
      return Done{};
    });
    if (!done) return done;
    if (tree_.root() != checkpoint_.root) {
      return restore_problem("restore.root", request_.folder,
                             "tiles of another root than the checkpoint's",
                             "the root that the ledger signed",
                             "Fetch the published folder again, and see that it verifies.");
    }
    restored_.size = std::max(checkpoint_.size, copied_);
    restored_.beyond = restored_.size - checkpoint_.size;
    restored_.withheld = withheld_;
    return missing.empty() ? Result<Done>(Done{}) : withheld_problem(missing);
  }

  Problem withheld_problem(const std::vector<std::uint64_t>& missing) const {
    std::string named;
    for (std::size_t i = 0; i < missing.size() && i < kPositionsNamed; ++i) {
      named += (i == 0 ? "" : ", ") + std::to_string(missing[i]);
    }
    if (missing.size() > kPositionsNamed) named += ", ...";
    return restore_problem(
        "restore.withheld", request_.folder,
        fmt::format("{} that the folder withholds and no copy has, at {}",
                    base::counted(static_cast<std::int64_t>(missing.size()), "entry", "entries"),
                    named),
        "every entry of the ledger",
        request_.copy == nullptr
            ? "Give the last copy of the store with --copy."
            : "Find a later copy of the store; without one these figures are counted again.");
  }

  [[nodiscard]] std::string path_of_file(const base::Sha256& sha256) const {
    return request_.folder + "/files/" + base::hex(sha256);
  }

  Result<Done> find_files() {
    base::Problems problems;
    for (const base::Sha256& sha256 : named_) {
      const auto bytes = bytes_in(path_of_file(sha256));
      if (bytes && base::sha256(*bytes) != sha256) {
        problems.push_back(restore_problem(
            "restore.file", path_of_file(sha256), "bytes of another hash than the file's name",
            "the file that an entry names", "Fetch the published folder again, whole."));
      }
      if (bytes) continue;
      const auto copied =
          request_.copy == nullptr ? Result<bool>(false) : request_.copy->has_blob(sha256);
      if (!copied) return copied.problems();
      if (*copied) continue;
      problems.push_back(restore_problem(
          "restore.entry-files", path_of_file(sha256), "no such file, in the folder or in a copy",
          "the file that an entry names", "Find the file, or a copy of the store that has it."));
    }
    if (!problems.empty()) return problems;
    return Done{};
  }

  Result<Done> write_entries() {
    tree_ = {};
    if (auto named = target_.set_origin(checkpoint_.origin); !named) return named;
    std::vector<store::NewEntry> batch;
    std::uint64_t written = 0;
    const auto flush = [&]() -> Result<Done> {
      if (batch.empty()) return Done{};
      const auto outcome = target_.append(written, batch);
      if (!outcome) return outcome.problems();
      if (!std::holds_alternative<store::Appended>(*outcome)) {
        return restore_problem("restore.not-empty", "", "a store that somebody else writes to",
                               "a place where nothing is", "Name another place.");
      }
      written += batch.size();
      batch.clear();
      return Done{};
    };
    const auto done = each_leaf([&](std::uint64_t, std::string_view leaf) -> Result<Done> {
      const auto entry = ledger::read_stored_entry(leaf);
      if (!entry) return entry.problems();
      batch.push_back({std::string(leaf), entry->author, entry->idempotency_key});
      return batch.size() == kAppendedAtOnce ? flush() : Result<Done>(Done{});
    });
    return done ? flush() : done;
  }

  Result<Done> write_files() {
    for (const base::Sha256& sha256 : named_) {
      auto bytes = bytes_in(path_of_file(sha256));
      if (!bytes) {
        bytes.emplace();
        const auto read = request_.copy->get_blob(sha256, [&](std::string_view piece) {
          *bytes += piece;
          return store::Flow::Continue;
        });
        if (!read) return read;
      }
      std::istringstream stream(std::move(*bytes));
      if (const auto put = target_.put_blob(stream); !put) return put.problems();
      ++restored_.files;
    }
    return Done{};
  }

  Result<Done> write_notes() {
    if (auto done = target_.put_checkpoint(note_); !done) return done;
    if (request_.copy == nullptr) return Done{};
    const auto latest = request_.copy->latest_checkpoint();
    if (!latest) return latest.problems();
    return *latest ? target_.put_checkpoint(**latest) : Result<Done>(Done{});
  }

  const RestoreRequest& request_;
  store::Storage& target_;
  std::string note_;
  ledger::Checkpoint checkpoint_;
  std::uint64_t copied_ = 0;  // entries of the copy
  ledger::Frontier tree_;
  std::uint64_t withheld_ = 0;
  std::set<base::Sha256> named_;  // files that entries name
  Restored restored_;
};

}  // namespace

Result<Restored> restore_ledger(const RestoreRequest& request, store::Storage& target) {
  return Restoration(request, target).run();
}

}  // namespace recanvass::workflow
