#include "verify/entry_stream.h"

#include "ledger/tiles.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace recanvass::verify {
namespace {

// Enough that reading goes on while one entry that fixes all inputs is replayed.
constexpr std::uint64_t kTilesAtOnce = 128;
constexpr std::uint64_t kBundleBytesMost = 256 * (2 + ledger::kEntryBytesMax);

// {"entry":E,"signature":"88 characters","signer":"44 characters"}: in a canonical leaf the entry's
// own canonical bytes stand at a fixed distance from both ends.
std::string_view entry_part(std::string_view leaf) {
  constexpr std::size_t kBefore = std::string_view(R"({"entry":)").size();
  constexpr std::size_t kAfter = std::string_view(R"(,"signature":"","signer":""})").size() + 132;
  return leaf.substr(kBefore, leaf.size() - kBefore - kAfter);
}

void parse(ReadEntry& read, std::string_view leaf, const std::string& signed_head) {
  read.state = ReadEntry::State::Given;
  read.leaf_hash = ledger::leaf_hash(leaf);
  read.receipt = ledger::receipt_code(*read.leaf_hash);
  auto entry = ledger::parse_leaf(leaf);
  if (!entry) {
    const base::Problem& problem = entry.problems().front();
    read.problem = fmt::format("{}; wanted {}", problem.found, problem.wanted);
    return;
  }
  std::string message = signed_head;
  message += entry_part(leaf);
  read.signature_holds = ledger::verify_signature(entry->key, message, entry->signature);
  read.entry = std::move(entry).value();
}

// Cuts the bundle into as many records as it gives before it stops making sense.
void cut(std::string_view bytes, std::vector<ReadEntry>& entries, const std::string& signed_head) {
  for (ReadEntry& entry : entries) {
    if (bytes.size() < 2) return;
    const std::size_t length = static_cast<std::size_t>(static_cast<unsigned char>(bytes[0])) << 8 |
                               static_cast<unsigned char>(bytes[1]);
    if (bytes.size() < 2 + length) return;
    if (length == 0) {
      entry.state = ReadEntry::State::Withheld;
    } else {
      parse(entry, bytes.substr(2, length), signed_head);
    }
    bytes.remove_prefix(2 + length);
  }
  // What is left behind the last record cannot be seen from a record: the last one is in doubt.
  if (!bytes.empty() && !entries.empty()) {
    entries.back().problem =
        fmt::format("{} bytes follow the last entry of the file", bytes.size());
    entries.back().entry.reset();
  }
}

std::vector<ReadEntry> read_tile(const BundleFolder& folder, std::uint64_t index, int width,
                                 const std::string& signed_head) {
  const std::string path = ledger::tile_path({ledger::TileId::Kind::Entries, 0, index, width});
  ReadEntry blank;
  blank.file = path;
  std::vector<ReadEntry> entries(static_cast<std::size_t>(width), blank);
  const auto hash_bytes = folder.read(
      ledger::tile_path({ledger::TileId::Kind::Hashes, 0, index, width}), 32 * ledger::kTileWidth);
  if (hash_bytes) {
    const auto hashes = ledger::parse_hash_tile(*hash_bytes, width);
    for (std::size_t i = 0; hashes && i < entries.size(); ++i) entries[i].tile_hash = (*hashes)[i];
  }
  const auto bytes = folder.read(path, kBundleBytesMost);
  if (bytes) cut(*bytes, entries, signed_head);
  return entries;
}

// Tiles that were read together.
struct Group {
  std::uint64_t first = 0;  // position
  std::vector<std::vector<ReadEntry>> tiles;
};

void give(Group& group, const EntrySink& sink) {
  std::uint64_t position = group.first;
  for (std::vector<ReadEntry>& tile : group.tiles) {
    for (ReadEntry& entry : tile) sink(position++, entry);
    tile = {};
  }
}

}  // namespace

void read_entries(const BundleFolder& folder, const std::string& origin, std::uint64_t size,
                  base::Executor& executor, const EntrySink& sink) {
  const std::string signed_head = fmt::format("recanvass.entry/1\n{}\n", origin);
  const std::uint64_t tiles = (size + ledger::kTileWidth - 1) / ledger::kTileWidth;
  Group before;
  for (std::uint64_t first = 0; first < tiles; first += kTilesAtOnce) {
    Group group;
    group.first = first * ledger::kTileWidth;
    group.tiles.resize(std::min(kTilesAtOnce, tiles - first));
    // The block that gives comes first: it is the longest.
    executor.run_blocks(1 + group.tiles.size(), [&](std::size_t block) {
      if (block == 0) {
        give(before, sink);
        return;
      }
      const std::uint64_t index = first + block - 1;
      const std::uint64_t left = size - index * ledger::kTileWidth;
      group.tiles[block - 1] = read_tile(
          folder, index, static_cast<int>(std::min(left, ledger::kTileWidth)), signed_head);
    });
    before = std::move(group);
  }
  give(before, sink);
}

std::uint64_t entries_possible(const BundleFolder& folder) {
  std::uint64_t tiles = 0;
  for (auto it = folder.files().lower_bound("tile/");
       it != folder.files().end() && it->first.starts_with("tile/"); ++it) {
    ++tiles;
  }
  return tiles * ledger::kTileWidth;
}

}  // namespace recanvass::verify
