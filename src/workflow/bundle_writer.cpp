#include "workflow/bundle_writer.h"

#include "store/tile_tree.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <fstream>
#include <system_error>
#include <unistd.h>

namespace recanvass::workflow {
namespace {

namespace fs = std::filesystem;

std::string last_error() { return std::generic_category().message(errno); }

// Until this returns true, a power cut could leave the new folder without its contents.
bool sync_file_system(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = ::syncfs(descriptor) == 0;
  ::close(descriptor);
  return synced;
}

// Some file systems cannot exchange two names in one step; then the folder is away for a moment.
bool exchange(const fs::path& draft, const fs::path& folder) {
  if (::renameat2(AT_FDCWD, draft.c_str(), AT_FDCWD, folder.c_str(), RENAME_EXCHANGE) == 0) {
    return true;
  }
  if (errno != EINVAL && errno != ENOSYS) return false;
  const fs::path aside = draft.string() + "-old";
  std::error_code ignored;
  fs::remove_all(aside, ignored);
  return ::rename(folder.c_str(), aside.c_str()) == 0 &&
         ::rename(draft.c_str(), folder.c_str()) == 0 &&
         ::rename(aside.c_str(), draft.c_str()) == 0;
}

}  // namespace

base::Result<BundleWriter> BundleWriter::begin(const std::string& folder) {
  BundleWriter writer;
  std::error_code error;
  writer.folder_ = fs::weakly_canonical(folder, error);
  if (!error && writer.folder_.filename().empty()) writer.folder_ = writer.folder_.parent_path();
  if (error || writer.folder_.filename().empty()) {
    return writer.failure(folder, error ? error.message() : "no name of a folder");
  }
  const fs::path draft =
      writer.folder_.parent_path() / ("." + writer.folder_.filename().string() + ".draft");
  fs::remove_all(draft, error);
  if (!error) fs::create_directories(draft, error);
  if (error) return writer.failure(draft.string(), error.message());
  writer.draft_ = draft;
  return writer;
}

BundleWriter::BundleWriter(BundleWriter&& other) noexcept
    : folder_(std::move(other.folder_)),
      draft_(std::move(other.draft_)),
      written_(std::move(other.written_)) {
  other.draft_.clear();
}

BundleWriter::~BundleWriter() {
  std::error_code ignored;
  if (!draft_.empty()) fs::remove_all(draft_, ignored);
}

base::Problem BundleWriter::failure(const std::string& path, const std::string& found) const {
  return {"bundle.write",
          {path, 0, ""},
          found,
          "room and rights to write the folder",
          "Look at the folder's rights and at the free space; nothing was published."};
}

base::Result<store::Done> BundleWriter::write(const std::string& path, std::string_view bytes) {
  const fs::path file = draft_ / path;
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  if (error || !stream) return failure(file.string(), error ? error.message() : last_error());
  written_[path] = {bytes.size(), base::hex(base::sha256(bytes))};
  return store::Done{};
}

base::Result<store::Done> BundleWriter::write_blob(store::Storage& storage,
                                                   const base::Sha256& sha256) {
  const std::string path = "files/" + base::hex(sha256);
  const fs::path file = draft_ / path;
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  std::uint64_t bytes = 0;
  const auto read = storage.get_blob(sha256, [&](std::string_view piece) {
    stream.write(piece.data(), static_cast<std::streamsize>(piece.size()));
    bytes += piece.size();
    return stream ? store::Flow::Continue : store::Flow::Stop;
  });
  if (!read) return read.problems();
  stream.close();
  if (error || !stream) return failure(file.string(), error ? error.message() : last_error());
  written_[path] = {bytes, base::hex(sha256)};
  return store::Done{};
}

base::Result<store::Done> BundleWriter::take_place() {
  if (!sync_file_system(draft_)) return failure(draft_.string(), last_error());
  std::error_code error;
  const bool there = fs::exists(folder_, error);
  const bool placed =
      there ? exchange(draft_, folder_) : ::rename(draft_.c_str(), folder_.c_str()) == 0;
  if (!placed) return failure(folder_.string(), last_error());
  sync_file_system(folder_);
  fs::remove_all(draft_, error);
  draft_.clear();
  return store::Done{};
}

base::Json BundleWriter::list() const {
  base::Json files = base::Json::array();
  for (const auto& [path, file] : written_) {
    files.push_back({{"bytes", file.bytes}, {"path", path}, {"sha256", file.sha256}});
  }
  return files;
}

std::uint64_t BundleWriter::bytes() const {
  std::uint64_t sum = 0;
  for (const auto& [path, file] : written_) sum += file.bytes;
  return sum;
}

base::Result<store::Done> TileWriter::add(const ledger::Hash& leaf_hash, std::string_view leaf) {
  leaves_.emplace_back(leaf);
  if (leaves_.size() == ledger::kTileWidth) {
    if (auto written = write_entries(); !written) return written;
  }
  return put(0, leaf_hash);
}

base::Result<store::Done> TileWriter::put(int level, const ledger::Hash& hash) {
  if (rows_.size() <= static_cast<std::size_t>(level)) rows_.emplace_back();
  rows_[static_cast<std::size_t>(level)].hashes.push_back(hash);
  if (rows_[static_cast<std::size_t>(level)].hashes.size() < ledger::kTileWidth) {
    return store::Done{};
  }
  const ledger::Hash above = store::complete_root(rows_[static_cast<std::size_t>(level)].hashes);
  if (auto written = write_row(level); !written) return written;
  return put(level + 1, above);
}

base::Result<store::Done> TileWriter::write_row(int level) {
  Row& row = rows_[static_cast<std::size_t>(level)];
  const ledger::TileId tile{ledger::TileId::Kind::Hashes, level, row.tiles++,
                            static_cast<int>(row.hashes.size())};
  auto written = files_.write(ledger::tile_path(tile), ledger::hash_tile(row.hashes));
  row.hashes.clear();
  return written;
}

base::Result<store::Done> TileWriter::write_entries() {
  const ledger::TileId tile{ledger::TileId::Kind::Entries, 0, bundles_++,
                            static_cast<int>(leaves_.size())};
  auto written = files_.write(ledger::tile_path(tile), ledger::entry_bundle(leaves_));
  leaves_.clear();
  return written;
}

base::Result<store::Done> TileWriter::finish() {
  for (std::size_t level = 0; level < rows_.size(); ++level) {
    if (rows_[level].hashes.empty()) continue;
    if (auto written = write_row(static_cast<int>(level)); !written) return written;
  }
  if (leaves_.empty()) return store::Done{};
  return write_entries();
}

}  // namespace recanvass::workflow
