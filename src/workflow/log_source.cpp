#include "workflow/log_source.h"

#include "ledger/note.h"
#include "ledger/tiles.h"
#include "store/proofs.h"
#include "store/tile_tree.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>

namespace recanvass::workflow {
namespace {

base::Problem no_checkpoint_problem(const std::string& place) {
  return {"log.no-checkpoint",
          {place, 0, ""},
          "a ledger without a checkpoint",
          "a checkpoint signed by the ledger",
          "Submit something with the ledger's own key in the keys folder."};
}

class StoreLog final : public LogSource {
 public:
  explicit StoreLog(store::Storage& storage) : storage_(storage) {}

  base::Result<std::string> checkpoint() override {
    auto note = storage_.latest_checkpoint();
    if (!note) return note.problems();
    if (!*note) return no_checkpoint_problem("");
    return **note;
  }
  base::Result<ledger::Hash> root(std::uint64_t size) override {
    return store::root_at(storage_, size);
  }
  base::Result<std::vector<ledger::Hash>> consistency(std::uint64_t old_size,
                                                      std::uint64_t size) override {
    return store::prove_consistency(storage_, old_size, size);
  }

 private:
  store::Storage& storage_;
};

std::optional<std::string> file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

class FolderLog final : public LogSource {
 public:
  explicit FolderLog(std::string folder)
      : folder_(std::move(folder)),
        tiles_([this](int level, std::uint64_t begin, std::uint64_t end) {
          return hashes(level, begin, end);
        }) {}

  base::Result<std::string> checkpoint() override;
  base::Result<ledger::Hash> root(std::uint64_t size) override {
    return unless_failed(ledger::root_of(size, reader()));
  }
  base::Result<std::vector<ledger::Hash>> consistency(std::uint64_t old_size,
                                                      std::uint64_t size) override {
    return unless_failed(ledger::consistency_proof(old_size, size, reader()));
  }

 private:
  base::Result<std::vector<ledger::Hash>> hashes(int level, std::uint64_t begin, std::uint64_t end);

  // A NodeReader cannot fail; a file can. The first failure is kept and decides the answer.
  ledger::NodeReader reader() {
    failure_.reset();
    return [this](int level, std::uint64_t index) {
      if (failure_) return ledger::Hash{};
      const auto hash = tiles_.node(level, index, size_);
      if (!hash) failure_ = hash.problems();
      return hash ? *hash : ledger::Hash{};
    };
  }
  template <class T>
  base::Result<T> unless_failed(T value) {
    if (failure_) return *failure_;
    return value;
  }

  std::string folder_;
  std::uint64_t size_ = 0;  // of the folder's checkpoint: decides which tiles are partial
  store::TileReader tiles_;
  std::optional<base::Problems> failure_;
};

base::Result<std::string> FolderLog::checkpoint() {
  const auto text = file_text(folder_ + "/checkpoint");
  if (!text) return no_checkpoint_problem(folder_);
  const auto note = ledger::parse_note(*text);
  if (!note) return note.problems();
  const auto checkpoint = ledger::parse_checkpoint(note->text);
  if (!checkpoint) return checkpoint.problems();
  size_ = checkpoint->size;
  return *text;
}

// [begin, end) lies inside one tile: store::TileReader asks for nothing else.
base::Result<std::vector<ledger::Hash>> FolderLog::hashes(int level, std::uint64_t begin,
                                                          std::uint64_t end) {
  const std::uint64_t index = begin / ledger::kTileWidth;
  const std::uint64_t above = store::tile_level_width(level, size_) - index * ledger::kTileWidth;
  ledger::TileId tile;
  tile.level = level;
  tile.index = index;
  tile.width = static_cast<int>(std::min(above, ledger::kTileWidth));
  const std::string path = folder_ + "/" + ledger::tile_path(tile);
  const auto bytes = file_text(path);
  const auto parsed = ledger::parse_hash_tile(bytes.value_or(""), tile.width);
  if (!bytes || !parsed) {
    return base::Problem{"log.tile",
                         {path, 0, ""},
                         bytes ? "a file of another size" : "no file",
                         "a tile of " + std::to_string(tile.width) + " hashes",
                         "Fetch the published folder again, whole."};
  }
  const auto first =
      parsed->begin() + static_cast<std::ptrdiff_t>(begin - index * ledger::kTileWidth);
  return std::vector<ledger::Hash>(first, first + static_cast<std::ptrdiff_t>(end - begin));
}

}  // namespace

std::unique_ptr<LogSource> log_of_store(store::Storage& storage) {
  return std::make_unique<StoreLog>(storage);
}

bool is_published_log(const std::string& folder) {
  std::error_code error;
  return std::filesystem::is_regular_file(folder + "/checkpoint", error);
}

std::unique_ptr<LogSource> log_of_folder(const std::string& folder) {
  return std::make_unique<FolderLog>(folder);
}

}  // namespace recanvass::workflow
