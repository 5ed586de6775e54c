#include "tests/scenarios/forged_folder.h"

#include "base/json.h"
#include "base/sha256.h"
#include "ledger/note.h"
#include "ledger/tiles.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace recanvass::story {
namespace {

namespace fs = std::filesystem;

base::Json list_in(const fs::path& folder) {
  return base::parse_json(bytes_of(folder / "bundle.json"), "bundle.json").value();
}

void put_list(const fs::path& folder, base::Json list) {
  list.erase("self");
  list["self"] = base::hex(base::sha256(base::canonical_json(list)));
  put_bytes(folder / "bundle.json", base::canonical_json(list));
}

ledger::Hash root_of(const std::vector<ledger::Hash>& leaves) {
  ledger::Frontier tree;
  for (const ledger::Hash& leaf : leaves) tree.append(leaf);
  return tree.root();
}

// The roots of the complete subtrees that a tile of this level holds.
std::vector<ledger::Hash> hashes_of(const std::vector<ledger::Hash>& leaves,
                                    const ledger::TileId& tile) {
  std::size_t under = 1;
  for (int i = 0; i < ledger::kTileHeight * tile.level; ++i) under *= 2;
  std::vector<ledger::Hash> hashes;
  for (int i = 0; i < tile.width; ++i) {
    const auto first = static_cast<std::ptrdiff_t>(
        (tile.index * ledger::kTileWidth + static_cast<std::uint64_t>(i)) * under);
    hashes.push_back(root_of(
        {leaves.begin() + first, leaves.begin() + first + static_cast<std::ptrdiff_t>(under)}));
  }
  return hashes;
}

}  // namespace

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  EXPECT_TRUE(stream) << file;
  return {std::istreambuf_iterator<char>(stream), {}};
}

void put_bytes(const fs::path& file, const std::string& bytes) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

std::size_t exchange_text(const fs::path& file, const std::string& from, const std::string& to) {
  std::string bytes = bytes_of(file);
  const std::size_t at = bytes.find(from);
  EXPECT_NE(at, std::string::npos) << from << " is not in " << file;
  EXPECT_EQ(from.size(), to.size());
  if (at == std::string::npos) return at;
  put_bytes(file, bytes.replace(at, from.size(), to));
  return at;
}

void list_again(const fs::path& folder) {
  base::Json list = list_in(folder);
  std::vector<std::string> paths;
  for (const auto& file : fs::recursive_directory_iterator(folder)) {
    const std::string path = file.path().lexically_relative(folder).generic_string();
    const bool listed = path != "bundle.json" && path != "bundle.note";
    if (file.is_regular_file() && listed) paths.push_back(path);
  }
  std::sort(paths.begin(), paths.end());
  list["files"] = base::Json::array();
  for (const std::string& path : paths) {
    const std::string bytes = bytes_of(folder / path);
    list["files"].push_back(
        {{"bytes", bytes.size()}, {"path", path}, {"sha256", base::hex(base::sha256(bytes))}});
  }
  put_list(folder, list);
}

std::vector<ledger::SignedEntry> entries_of(const fs::path& folder) {
  std::vector<ledger::SignedEntry> entries;
  const auto size = list_in(folder)["size"].get<std::uint64_t>();
  for (const ledger::TileId& tile : ledger::tiles_of(size)) {
    if (tile.kind != ledger::TileId::Kind::Entries) continue;
    const auto leaves =
        ledger::parse_entry_bundle(bytes_of(folder / ledger::tile_path(tile)), tile.width);
    for (const std::string& leaf : leaves.value()) {
      entries.push_back(ledger::parse_leaf(leaf).value());
    }
  }
  return entries;
}

void write_history(const fs::path& folder, const std::vector<ledger::SignedEntry>& entries,
                   const std::string& origin, const ledger::SigningKey& log) {
  std::vector<std::string> leaves;
  std::vector<ledger::Hash> hashes;
  for (const ledger::SignedEntry& entry : entries) {
    leaves.push_back(ledger::leaf_bytes(entry));
    hashes.push_back(ledger::leaf_hash(leaves.back()));
  }
  fs::remove_all(folder / "tile");
  for (const ledger::TileId& tile : ledger::tiles_of(entries.size())) {
    const auto first = static_cast<std::ptrdiff_t>(tile.index * ledger::kTileWidth);
    put_bytes(
        folder / ledger::tile_path(tile),
        tile.kind == ledger::TileId::Kind::Hashes
            ? ledger::hash_tile(hashes_of(hashes, tile))
            : ledger::entry_bundle({leaves.begin() + first, leaves.begin() + first + tile.width}));
  }
  const ledger::Checkpoint checkpoint{origin, entries.size(), root_of(hashes)};
  const std::string text = ledger::checkpoint_text(checkpoint);
  put_bytes(folder / "checkpoint",
            ledger::format_note({text, {ledger::sign_as_log(text, origin, log)}}));
  base::Json list = list_in(folder);
  list["size"] = entries.size();
  list["root"] = ledger::base64(
      {reinterpret_cast<const char*>(checkpoint.root.data()), checkpoint.root.size()});
  put_list(folder, list);
  list_again(folder);
  const std::string note = "recanvass.bundle/1\n" + text +
                           base::hex(base::sha256(bytes_of(folder / "bundle.json"))) + "\n";
  put_bytes(folder / "bundle.note",
            ledger::format_note({note, {ledger::sign_as_log(note, origin, log)}}));
}

}  // namespace recanvass::story
