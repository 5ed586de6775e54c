#include "verify/bundle_paths.h"

#include "ledger/tiles.h"
#include "report/bundle_tables.h"
#include "verify/list_note.h"

#include <algorithm>
#include <set>

namespace recanvass::verify {
namespace {

bool is_sha256(std::string_view name) {
  return name.size() == 64 && std::ranges::all_of(name, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

// Whether a tree of `size` leaves has this tile, full or partial as it stands.
bool is_tile_of(const ledger::TileId& tile, std::uint64_t size) {
  std::uint64_t width = size;
  for (int level = 0; level < tile.level; ++level) width /= ledger::kTileWidth;
  if (width == 0 || tile.index > (width - 1) / ledger::kTileWidth) return false;
  const std::uint64_t left = width - tile.index * ledger::kTileWidth;
  return static_cast<std::uint64_t>(tile.width) == std::min(left, ledger::kTileWidth);
}

std::set<std::string> fixed_paths() {
  std::set<std::string> paths = {"checkpoint", "index.html", "bundle.json", kListNote};
  for (const report::DataTable& table : report::bundle_tables({})) {
    for (const char* form : {".csv", ".for-excel.csv", ".json"}) {
      paths.insert("public/" + table.name + form);
    }
  }
  return paths;
}

}  // namespace

bool is_path_of_bundle(const std::string& path, std::optional<std::uint64_t> size) {
  constexpr std::string_view kFiles = "files/";
  static const std::set<std::string> fixed = fixed_paths();
  if (fixed.count(path) > 0) return true;
  if (path.starts_with(kFiles)) return is_sha256(std::string_view(path).substr(kFiles.size()));
  const auto tile = ledger::parse_tile_path(path);
  if (!tile || ledger::tile_path(*tile) != path) return false;
  return !size || is_tile_of(*tile, *size);
}

void check_paths(const BundleFolder& folder, const BundleList* list,
                 std::optional<std::uint64_t> size, CheckBook& book) {
  for (const auto& [path, bytes] : folder.files()) {
    const bool told = list != nullptr && list->files.count(path) == 0;
    if (told || is_path_of_bundle(path, size)) continue;
    book.fault(CheckId::V1,
               {path + ": no bundle of this ledger has such a file, whoever lists it", path});
  }
}

}  // namespace recanvass::verify
