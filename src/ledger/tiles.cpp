#include "ledger/tiles.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace recanvass::ledger {
namespace {

// Groups of three digits, all but the last marked by an x: 1234067 is "x001/x234/067".
std::string index_path(std::uint64_t index) {
  std::string path = fmt::format("{:03}", index % 1000);
  for (std::uint64_t rest = index / 1000; rest > 0; rest /= 1000) {
    path = fmt::format("x{:03}/", rest % 1000) + path;
  }
  return path;
}

base::Problem tile_path_problem(std::string_view path) {
  return {"tile.path",
          {},
          fmt::format("\"{}\"", path),
          "a tile path such as tile/0/x001/067",
          "Keep the names that the ledger was published with."};
}

bool read_digits(std::string_view text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return !text.empty() && error == std::errc() && end == text.data() + text.size();
}

}  // namespace

std::string tile_path(const TileId& tile) {
  std::string path =
      tile.kind == TileId::Kind::Entries ? "tile/entries/" : fmt::format("tile/{}/", tile.level);
  path += index_path(tile.index);
  if (tile.width != 256) path += fmt::format(".p/{}", tile.width);
  return path;
}

base::Result<TileId> parse_tile_path(std::string_view path) {
  TileId tile;
  std::string_view rest = path;
  if (rest.substr(0, 5) != "tile/") return tile_path_problem(path);
  rest.remove_prefix(5);
  const auto slash = rest.find('/');
  if (slash == std::string_view::npos) return tile_path_problem(path);
  std::uint64_t number = 0;
  if (rest.substr(0, slash) == "entries") {
    tile.kind = TileId::Kind::Entries;
  } else if (read_digits(rest.substr(0, slash), number) && number < 64) {
    tile.level = static_cast<int>(number);
  } else {
    return tile_path_problem(path);
  }
  rest.remove_prefix(slash + 1);
  if (const auto partial = rest.find(".p/"); partial != std::string_view::npos) {
    if (!read_digits(rest.substr(partial + 3), number) || number < 1 || number > 255) {
      return tile_path_problem(path);
    }
    tile.width = static_cast<int>(number);
    rest = rest.substr(0, partial);
  }
  std::uint64_t index = 0;
  for (std::string_view groups = rest;;) {
    const bool more = !groups.empty() && groups[0] == 'x';
    if (more) groups.remove_prefix(1);
    if (groups.size() < 3 || !read_digits(groups.substr(0, 3), number)) {
      return tile_path_problem(path);
    }
    index = index * 1000 + number;
    groups.remove_prefix(3);
    if (!more) break;
    if (groups.empty() || groups[0] != '/') return tile_path_problem(path);
    groups.remove_prefix(1);
  }
  tile.index = index;
  if (tile_path(tile) != path) return tile_path_problem(path);
  return tile;
}

std::vector<TileId> tiles_of(std::uint64_t size) {
  std::vector<TileId> tiles;
  const auto add_row = [&tiles](TileId::Kind kind, int level, std::uint64_t width) {
    for (std::uint64_t index = 0; index * kTileWidth < width; ++index) {
      const std::uint64_t left = width - index * kTileWidth;
      tiles.push_back({kind, level, index, static_cast<int>(std::min(left, kTileWidth))});
    }
  };
  int level = 0;
  for (std::uint64_t width = size; width > 0; width /= kTileWidth) {
    add_row(TileId::Kind::Hashes, level, width);
    ++level;
  }
  add_row(TileId::Kind::Entries, 0, size);
  return tiles;
}

std::string hash_tile(const std::vector<Hash>& hashes) {
  std::string bytes;
  bytes.reserve(hashes.size() * 32);
  for (const Hash& hash : hashes) {
    bytes.append(reinterpret_cast<const char*>(hash.data()), hash.size());
  }
  return bytes;
}

base::Result<std::vector<Hash>> parse_hash_tile(std::string_view bytes, int width) {
  if (bytes.size() != static_cast<std::size_t>(width) * 32) {
    return base::Problem{"tile.size",
                         {},
                         fmt::format("{} bytes", bytes.size()),
                         fmt::format("{} bytes, {} hashes", width * 32, width),
                         "Take the tile again from where it was published."};
  }
  std::vector<Hash> hashes(static_cast<std::size_t>(width));
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(32 * i), 32, hashes[i].begin());
  }
  return hashes;
}

std::string entry_bundle(const std::vector<std::string>& entries) {
  std::string bytes;
  for (const std::string& entry : entries) {
    RECANVASS_CHECK(entry.size() <= kEntryBytesMax);
    bytes += static_cast<char>(entry.size() >> 8);
    bytes += static_cast<char>(entry.size() & 0xFF);
    bytes += entry;
  }
  return bytes;
}

base::Result<std::vector<std::string>> parse_entry_bundle(std::string_view bytes, int width) {
  std::vector<std::string> entries;
  std::string_view rest = bytes;
  while (!rest.empty() && entries.size() < static_cast<std::size_t>(width)) {
    if (rest.size() < 2) break;
    const std::size_t size = static_cast<std::size_t>(static_cast<unsigned char>(rest[0])) << 8 |
                             static_cast<unsigned char>(rest[1]);
    if (rest.size() < 2 + size) break;
    entries.emplace_back(rest.substr(2, size));
    rest.remove_prefix(2 + size);
  }
  if (!rest.empty() || entries.size() != static_cast<std::size_t>(width)) {
    return base::Problem{"tile.bundle",
                         {},
                         fmt::format("{} entries and {} bytes left", entries.size(), rest.size()),
                         fmt::format("{} entries and nothing left", width),
                         "Take the bundle again from where it was published."};
  }
  return entries;
}

}  // namespace recanvass::ledger
