// A folder that appears whole or not at all: files are written into a draft beside it, which then
// takes its place. Keeps the list of what was written. Used by workflow/publish_bundle.h.
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "ledger/tiles.h"
#include "store/storage.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::workflow {

/// Removes its draft when it goes out of sight without `take_place`.
class BundleWriter {
 public:
  /// @param folder  need not be there; a symbolic link to a folder is followed.
  static base::Result<BundleWriter> begin(const std::string& folder);
  ~BundleWriter();
  BundleWriter(BundleWriter&& other) noexcept;
  BundleWriter& operator=(BundleWriter&&) = delete;

  /// Causes: bundle.write.
  base::Result<store::Done> write(const std::string& path, std::string_view bytes);
  /// "files/<sha256>", read from the store in pieces. Causes: bundle.write, store.blob-*.
  base::Result<store::Done> write_blob(store::Storage& storage, const base::Sha256& sha256);
  /// Makes everything durable and exchanges the draft with the folder. Causes: bundle.write.
  base::Result<store::Done> take_place();

  /// `{"bytes", "path", "sha256"}` of each file written so far, by path.
  [[nodiscard]] base::Json list() const;
  [[nodiscard]] std::int64_t files() const { return static_cast<std::int64_t>(written_.size()); }
  [[nodiscard]] std::uint64_t bytes() const;

 private:
  struct Written {
    std::uint64_t bytes = 0;
    std::string sha256;
  };
  BundleWriter() = default;
  [[nodiscard]] base::Problem failure(const std::string& path, const std::string& found) const;

  std::filesystem::path folder_;
  std::filesystem::path draft_;
  std::map<std::string, Written> written_;
};

/// Writes a ledger's tiles as its leaves come, in order.
class TileWriter {
 public:
  explicit TileWriter(BundleWriter& files) : files_(files) {}

  /// @param leaf  empty: withheld
  base::Result<store::Done> add(const ledger::Hash& leaf_hash, std::string_view leaf);
  /// The partial tiles at the right edge.
  base::Result<store::Done> finish();

 private:
  struct Row {
    std::uint64_t tiles = 0;
    std::vector<ledger::Hash> hashes;
  };
  base::Result<store::Done> put(int level, const ledger::Hash& hash);
  base::Result<store::Done> write_row(int level);
  base::Result<store::Done> write_entries();

  BundleWriter& files_;
  std::vector<Row> rows_;
  std::uint64_t bundles_ = 0;
  std::vector<std::string> leaves_;
};

}  // namespace recanvass::workflow
