#include "verify/tree_check.h"

#include "base/figures.h"
#include "ledger/tiles.h"
#include "verify/body.h"

#include <fmt/format.h>

namespace recanvass::verify {
namespace {

void keep(std::vector<Fault>& faults, Fault fault) {
  if (faults.size() < kFaultsKept) faults.push_back(std::move(fault));
}

}  // namespace

std::string subject_of(const base::Json& body) {
  for (const char* name : {"batch", "unit", "container", "county", "account", "witness"}) {
    const auto text = text_of(body, name);
    if (text) return *text;
  }
  return {};
}

std::string name_of_entry(std::uint64_t position, const ReadEntry& entry) {
  if (!entry.entry) return fmt::format("entry {}", position);
  const std::string subject = subject_of(entry.entry->entry.body);
  return fmt::format("entry {} ({} by {}{})", position, entry.entry->entry.kind,
                     entry.entry->entry.author, subject.empty() ? "" : ", " + subject);
}

Fault entry_fault(std::uint64_t position, const ReadEntry& entry, const std::string& words) {
  Fault fault{name_of_entry(position, entry) + ": " + words, entry.file, position};
  if (entry.entry) {
    fault.kind = entry.entry->entry.kind;
    fault.author = entry.entry->entry.author;
    fault.subject = subject_of(entry.entry->entry.body);
  }
  return fault;
}

void TreeCheck::take(std::uint64_t position, const ReadEntry& entry) {
  if (entry.leaf_hash) {
    tree_.append(*entry.leaf_hash);
    if (entry.tile_hash && *entry.tile_hash != *entry.leaf_hash) {
      keep(changed_, entry_fault(position, entry, "it is not the entry whose hash the tree holds"));
    }
    return;
  }
  withheld_ += entry.state == ReadEntry::State::Withheld ? 1 : 0;
  if (entry.state == ReadEntry::State::Lost) {
    keep(lost_, entry_fault(position, entry, "it cannot be read from " + entry.file));
  }
  if (!entry.tile_hash) ++unknown_;
  tree_.append(entry.tile_hash.value_or(ledger::Hash{}));
}

void TreeCheck::conclude(const BundleFolder& folder, std::uint64_t size, const ledger::Hash& root,
                         CheckBook& book) const {
  for (const Fault& fault : lost_) book.fault(CheckId::V4, fault);
  const bool whole = tree_.size() == size && is_whole();
  const bool same = whole && tree_.root_of(size) == root;
  if (!same) {
    for (const Fault& fault : changed_) book.fault(CheckId::V4, fault);
  }
  if (tree_.size() != size) {
    book.fault(CheckId::V4,
               {fmt::format("the checkpoint is of {}, the folder holds {}",
                            base::counted(static_cast<std::int64_t>(size), "entry", "entries"),
                            base::grouped(static_cast<std::int64_t>(tree_.size()))),
                "checkpoint"});
  } else if (!is_whole()) {
    book.fault(CheckId::V4,
               {fmt::format("the hashes of {} are not there",
                            base::counted(static_cast<std::int64_t>(unknown_), "entry", "entries")),
                "tile/0"});
  } else if (!same && changed_.empty()) {
    book.fault(CheckId::V4, {"the tree over these entries has another root than the checkpoint: "
                             "one of the two was replaced",
                             "checkpoint"});
  }
  if (same) check_tiles(folder, size, book);
  book.done(CheckId::V4,
            fmt::format("the root was computed from {}{}",
                        base::counted(static_cast<std::int64_t>(size), "entry", "entries"),
                        withheld_ == 0 ? ""
                                       : fmt::format(", {} of them by their hashes alone",
                                                     base::grouped(withheld_))),
            base::counted(static_cast<std::int64_t>(tree_.size()), "entry", "entries"));
}

// The root is right; so a tile that differs from the tree is itself wrong.
void TreeCheck::check_tiles(const BundleFolder& folder, std::uint64_t size, CheckBook& book) const {
  for (const ledger::TileId& tile : ledger::tiles_of(size)) {
    if (tile.kind != ledger::TileId::Kind::Hashes) continue;
    const std::string path = ledger::tile_path(tile);
    std::vector<ledger::Hash> hashes;
    for (int i = 0; i < tile.width; ++i) {
      hashes.push_back(tree_.node(ledger::kTileHeight * tile.level,
                                  tile.index * ledger::kTileWidth + static_cast<unsigned>(i)));
    }
    const auto bytes = folder.read(path, 32 * ledger::kTileWidth);
    if (bytes && *bytes == ledger::hash_tile(hashes)) continue;
    book.fault(CheckId::V4, {path + ": its hashes are not those of the tree", path});
  }
}

}  // namespace recanvass::verify
