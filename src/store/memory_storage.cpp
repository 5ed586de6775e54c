#include "store/memory_storage.h"

#include "store/checkpoint_note.h"
#include "store/memory_log.h"
#include "store/proofs.h"
#include "store/store_problem.h"
#include "store/tile_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <istream>
#include <iterator>
#include <map>

namespace recanvass::store {
namespace {

constexpr const char* kName = "memory";

struct StoredEntry {
  std::string leaf;
  std::int64_t stored_at = 0;
};

// Everything that the log says, folded.
struct Contents {
  std::vector<StoredEntry> entries;
  std::map<std::pair<std::string, std::string>, std::uint64_t> positions;
  std::vector<std::vector<ledger::Hash>> hashes{1};  // by tile level
  TileEdge edge;
  std::map<base::Sha256, std::string> blobs;
  std::map<std::string, Snapshot> snapshots;
  std::optional<std::string> origin;
  std::map<std::uint64_t, std::string> checkpoints;

  void apply(const LogRecord& record);
  void apply_entries(const std::vector<std::string>& fields);
};

void Contents::apply_entries(const std::vector<std::string>& fields) {
  const auto stored_at = static_cast<std::int64_t>(field_number(fields[0]));
  for (std::size_t i = 1; i + 2 < fields.size(); i += 3) {
    positions.emplace(std::pair(fields[i], fields[i + 1]), entries.size());
    entries.push_back({fields[i + 2], stored_at});
    std::vector<TileNode> completed;
    hashes[0].push_back(ledger::leaf_hash(fields[i + 2]));
    edge.append(hashes[0].back(), completed);
    for (const TileNode& node : completed) {
      const auto level = static_cast<std::size_t>(node.tile_level);
      if (hashes.size() <= level) hashes.resize(level + 1);
      hashes[level].push_back(node.hash);
    }
  }
}

void Contents::apply(const LogRecord& record) {
  const std::vector<std::string>& fields = record.fields;
  switch (record.kind) {
    case RecordKind::Entries: apply_entries(fields); return;
    case RecordKind::Blob: blobs[base::sha256(fields[0])] = fields[0]; return;
    case RecordKind::Snapshot: snapshots[fields[0]] = {field_number(fields[1]), fields[2]}; return;
    case RecordKind::SnapshotGone: snapshots.erase(fields[0]); return;
    case RecordKind::Origin: origin = fields[0]; return;
    case RecordKind::Checkpoint: checkpoints[field_number(fields[0])] = fields[1]; return;
  }
}

class MemoryStorage final : public Storage {
 public:
  MemoryStorage(SimulatedDisk& disk, Clock& clock)
      : disk_(disk), clock_(clock), failed_syncs_seen_(disk.failed_syncs()) {}

  base::Result<AppendOutcome> append(std::uint64_t expected_size,
                                     std::span<const NewEntry> batch) override;
  base::Result<AppendOutcome> append_next(const BatchMaker& batch_for) override;
  base::Result<std::optional<std::uint64_t>> find(std::string_view author,
                                                  std::string_view idempotency_key) override;
  base::Result<std::uint64_t> size() override;
  base::Result<Done> read_each(std::uint64_t begin, std::uint64_t end,
                               const EntrySink& sink) override;
  base::Result<ledger::Hash> node(int level, std::uint64_t index) override;
  base::Result<BlobId> put_blob(std::istream& source) override;
  base::Result<Done> get_blob(const base::Sha256& sha256, const ByteSink& sink) override;
  base::Result<bool> has_blob(const base::Sha256& sha256) override;
  base::Result<std::vector<BlobId>> blobs() override;
  base::Result<Done> put_snapshot(std::string_view name, const Snapshot& snapshot) override;
  base::Result<std::optional<Snapshot>> get_snapshot(std::string_view name) override;
  base::Result<Done> delete_snapshot(std::string_view name) override;
  base::Result<std::optional<std::string>> origin() override;
  base::Result<Done> set_origin(std::string_view origin) override;
  int schema_version() const override { return 1; }
  base::Result<Done> put_checkpoint(std::string_view note) override;
  base::Result<std::optional<std::string>> checkpoint(std::uint64_t size) override;
  base::Result<std::optional<std::string>> latest_checkpoint() override;
  Health health() override;
  base::Result<CheckReport> check() override;

  /// Reads the records that this process has not seen. Causes as open_memory's.
  std::optional<base::Problem> catch_up();

 private:
  std::optional<base::Problem> ready_to_write();
  std::optional<base::Problem> write_record(const std::string& record, std::string_view doing);
  std::optional<base::Problem> sync(std::string_view doing);
  base::Problem fail(DiskOutcome outcome, std::string_view doing);
  base::Problem turn_read_only(Trouble trouble, std::string_view doing, std::string_view words);
  base::Result<ledger::Hash> stored_node(int level, std::uint64_t index) const;

  SimulatedDisk& disk_;
  Clock& clock_;
  Contents contents_;
  std::uint64_t read_to_ = 0;  // all records before this byte are applied and safe
  std::uint64_t failed_syncs_seen_ = 0;
  std::uint64_t bytes_cut_ = 0;
  std::int64_t clock_behind_ms_ = 0;
  bool process_is_gone_ = false;
  std::string read_only_reason_;
};

base::Problem MemoryStorage::turn_read_only(Trouble trouble, std::string_view doing,
                                            std::string_view words) {
  if (read_only_reason_.empty()) read_only_reason_ = fmt::format("\"{}\" while {}", words, doing);
  return trouble_problem(trouble, kName, doing, words);
}

base::Problem MemoryStorage::fail(DiskOutcome outcome, std::string_view doing) {
  switch (outcome) {
    case DiskOutcome::Full:
      return trouble_problem(Trouble::DiskFull, kName, doing, "the disk is full");
    case DiskOutcome::Killed:
    case DiskOutcome::PowerOff:
      process_is_gone_ = true;
      return trouble_problem(Trouble::Unreachable, kName, doing, "the process is gone");
    case DiskOutcome::Failed:
    case DiskOutcome::Done: break;
  }
  return turn_read_only(Trouble::Unsafe, doing, "the disk failed");
}

std::optional<base::Problem> MemoryStorage::sync(std::string_view doing) {
  const DiskOutcome outcome = disk_.sync();
  if (outcome != DiskOutcome::Done) return fail(outcome, doing);
  // Another process's sync failed: what this one believes to be safe may be what was forgotten.
  if (disk_.failed_syncs() != failed_syncs_seen_) return fail(DiskOutcome::Failed, doing);
  return std::nullopt;
}

// A record that another process wrote is shown only when it is safe: that process may have ended
// before it could make it so.
std::optional<base::Problem> MemoryStorage::catch_up() {
  constexpr std::string_view kDoing = "reading the log";
  if (process_is_gone_ || !disk_.power_is_on()) return fail(DiskOutcome::PowerOff, kDoing);
  if (disk_.size() <= read_to_) return std::nullopt;
  std::string log;
  const DiskOutcome outcome = disk_.read(read_to_, disk_.size(), log);
  if (outcome != DiskOutcome::Done) return fail(outcome, kDoing);
  std::vector<LogRecord> records;
  for (std::string_view rest = log; !rest.empty(); rest.remove_prefix(records.back().bytes)) {
    LogRecord record = read_log_record(rest);
    if (record.state == RecordState::CutOff) break;
    if (record.state == RecordState::Changed) {
      return turn_read_only(
          Trouble::Damaged, kDoing,
          fmt::format("the record at byte {}, behind {} entries, is not what "
                      "was stored",
                      read_to_ + (log.size() - rest.size()), contents_.entries.size()));
    }
    records.push_back(std::move(record));
  }
  if (records.empty()) return std::nullopt;
  if (!read_only_reason_.empty()) return std::nullopt;
  if (const auto problem = sync(kDoing)) return problem;
  for (const LogRecord& record : records) {
    contents_.apply(record);
    read_to_ += record.bytes;
  }
  return std::nullopt;
}

std::optional<base::Problem> MemoryStorage::ready_to_write() {
  if (!read_only_reason_.empty()) return read_only_problem(kName, read_only_reason_);
  if (auto problem = catch_up()) return problem;
  if (disk_.size() == read_to_) return std::nullopt;
  // A save that did not end, by length: nobody was told that it had succeeded.
  bytes_cut_ += disk_.size() - read_to_;
  const DiskOutcome outcome = disk_.truncate(read_to_);
  if (outcome != DiskOutcome::Done) return fail(outcome, "cutting an unfinished save");
  // Before anything is written in its place: a disk that mixed the two would look damaged.
  return sync("cutting an unfinished save");
}

std::optional<base::Problem> MemoryStorage::write_record(const std::string& record,
                                                         std::string_view doing) {
  const DiskOutcome written = disk_.write(record);
  std::optional<base::Problem> problem;
  if (written != DiskOutcome::Done) {
    problem = fail(written, doing);
  } else {
    problem = sync(doing);
  }
  if (!problem) {
    contents_.apply(read_log_record(record));
    read_to_ += record.size();
    return std::nullopt;
  }
  // Nothing of it stays in sight of others: a process that is gone can no longer do that. It is off
  // the disk before anything is written in its place, as an unfinished save is.
  if (process_is_gone_) return problem;
  DiskOutcome cut = disk_.truncate(read_to_);
  if (cut == DiskOutcome::Done) cut = disk_.sync();
  if (cut == DiskOutcome::Full) cut = DiskOutcome::Failed;
  if (cut != DiskOutcome::Done) return fail(cut, doing);
  return problem;
}

base::Result<AppendOutcome> MemoryStorage::append(std::uint64_t expected_size,
                                                  std::span<const NewEntry> batch) {
  RECANVASS_CHECK(!batch.empty());
  if (!read_only_reason_.empty()) return read_only_problem(kName, read_only_reason_);
  if (auto problems = batch_problems(batch); !problems.empty()) return problems;
  if (auto problem = ready_to_write()) return *problem;
  const std::uint64_t size = contents_.entries.size();
  if (size != expected_size) return AppendOutcome{Conflict{size, std::nullopt}};
  const std::int64_t now = clock_.now_utc_ms();
  std::vector<std::string> fields = {number_field(static_cast<std::uint64_t>(now))};
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const auto kept = contents_.positions.find({batch[i].author, batch[i].idempotency_key});
    if (kept != contents_.positions.end()) {
      return AppendOutcome{Conflict{size, Repeated{i, kept->second}}};
    }
    fields.insert(fields.end(), {batch[i].author, batch[i].idempotency_key, batch[i].leaf});
  }
  const std::int64_t newest = size == 0 ? now : contents_.entries.back().stored_at;
  if (auto problem = write_record(log_record(RecordKind::Entries, fields), "saving entries")) {
    return *problem;
  }
  clock_behind_ms_ = std::max<std::int64_t>(0, newest - now);
  return AppendOutcome{Appended{expected_size}};
}

// Stores on one disk are used in turns: nobody can come between.
base::Result<AppendOutcome> MemoryStorage::append_next(const BatchMaker& batch_for) {
  if (auto problem = ready_to_write()) return *problem;
  const std::uint64_t size = contents_.entries.size();
  const auto batch = batch_for(size);
  if (!batch) return batch.problems();
  if (batch->empty()) return AppendOutcome{Appended{size}};
  return append(size, *batch);
}

base::Result<std::optional<std::uint64_t>> MemoryStorage::find(std::string_view author,
                                                               std::string_view idempotency_key) {
  if (auto problem = catch_up()) return *problem;
  const auto found = contents_.positions.find({std::string(author), std::string(idempotency_key)});
  if (found == contents_.positions.end()) return std::optional<std::uint64_t>{};
  return std::optional<std::uint64_t>{found->second};
}

base::Result<std::uint64_t> MemoryStorage::size() {
  if (auto problem = catch_up()) return *problem;
  return std::uint64_t{contents_.entries.size()};
}

base::Result<Done> MemoryStorage::read_each(std::uint64_t begin, std::uint64_t end,
                                            const EntrySink& sink) {
  if (auto problem = catch_up()) return *problem;
  const std::uint64_t size = contents_.entries.size();
  if (begin > end || end > size) return range_problem(kName, begin, end, size);
  for (std::uint64_t position = begin; position < end; ++position) {
    const LedgerEntry entry{position, contents_.entries[position].leaf,
                            contents_.hashes[0][position]};
    if (sink(entry) == Flow::Stop) break;
  }
  return Done{};
}

base::Result<ledger::Hash> MemoryStorage::stored_node(int level, std::uint64_t index) const {
  const auto tile_level = static_cast<std::size_t>(level / 8);
  const std::uint64_t width = std::uint64_t{1} << (level % 8);
  const auto begin =
      contents_.hashes[tile_level].begin() + static_cast<std::ptrdiff_t>(index * width);
  return complete_root({begin, begin + static_cast<std::ptrdiff_t>(width)});
}

base::Result<ledger::Hash> MemoryStorage::node(int level, std::uint64_t index) {
  if (auto problem = catch_up()) return *problem;
  const std::uint64_t size = contents_.entries.size();
  if (level < 0 || level > 62 || index >= (size >> level)) {
    return range_problem(kName, index << std::clamp(level, 0, 62),
                         (index + 1) << std::clamp(level, 0, 62), size);
  }
  return stored_node(level, index);
}

base::Result<BlobId> MemoryStorage::put_blob(std::istream& source) {
  std::string bytes;
  std::string piece(std::size_t{64} << 10, '\0');
  while (source.read(piece.data(), static_cast<std::streamsize>(piece.size())) ||
         source.gcount() > 0) {
    bytes.append(piece, 0, static_cast<std::size_t>(source.gcount()));
  }
  if (source.bad() || !source.eof()) return source_problem(kName, bytes.size());
  if (auto problem = ready_to_write()) return *problem;
  const BlobId id{base::sha256(bytes), bytes.size()};
  if (contents_.blobs.contains(id.sha256)) return id;
  if (auto problem = write_record(log_record(RecordKind::Blob, {bytes}), "storing a file")) {
    return *problem;
  }
  return id;
}

base::Result<Done> MemoryStorage::get_blob(const base::Sha256& sha256, const ByteSink& sink) {
  if (auto problem = catch_up()) return *problem;
  const auto found = contents_.blobs.find(sha256);
  if (found == contents_.blobs.end()) return blob_absent_problem(kName, sha256);
  sink(found->second);
  return Done{};
}

base::Result<bool> MemoryStorage::has_blob(const base::Sha256& sha256) {
  if (auto problem = catch_up()) return *problem;
  return contents_.blobs.contains(sha256);
}

base::Result<std::vector<BlobId>> MemoryStorage::blobs() {
  if (auto problem = catch_up()) return *problem;
  std::vector<BlobId> ids;
  for (const auto& [sha256, bytes] : contents_.blobs) ids.push_back({sha256, bytes.size()});
  return ids;
}

base::Result<Done> MemoryStorage::put_snapshot(std::string_view name, const Snapshot& snapshot) {
  if (auto problem = ready_to_write()) return *problem;
  const std::string record =
      log_record(RecordKind::Snapshot,
                 {std::string(name), number_field(snapshot.ledger_size), snapshot.bytes});
  if (auto problem = write_record(record, "keeping a snapshot")) return *problem;
  return Done{};
}

base::Result<std::optional<Snapshot>> MemoryStorage::get_snapshot(std::string_view name) {
  if (auto problem = catch_up()) return *problem;
  const auto found = contents_.snapshots.find(std::string(name));
  if (found == contents_.snapshots.end() || found->second.ledger_size > contents_.entries.size()) {
    return std::optional<Snapshot>{};
  }
  return std::optional<Snapshot>{found->second};
}

base::Result<Done> MemoryStorage::delete_snapshot(std::string_view name) {
  if (auto problem = ready_to_write()) return *problem;
  const std::string record = log_record(RecordKind::SnapshotGone, {std::string(name)});
  if (auto problem = write_record(record, "deleting a snapshot")) return *problem;
  return Done{};
}

base::Result<std::optional<std::string>> MemoryStorage::origin() {
  if (auto problem = catch_up()) return *problem;
  return contents_.origin;
}

base::Result<Done> MemoryStorage::set_origin(std::string_view origin) {
  if (auto problem = ready_to_write()) return *problem;
  if (contents_.origin) {
    if (*contents_.origin == origin) return Done{};
    return origin_problem(kName, *contents_.origin, origin);
  }
  const std::string record = log_record(RecordKind::Origin, {std::string(origin)});
  if (auto problem = write_record(record, "naming the ledger")) return *problem;
  return Done{};
}

base::Result<Done> MemoryStorage::put_checkpoint(std::string_view note) {
  const auto given = read_checkpoint_note(note);
  if (!given) return given.problems();
  if (auto problem = ready_to_write()) return *problem;
  const std::uint64_t size = given->checkpoint.size;
  if (size > contents_.entries.size()) {
    return checkpoint_ahead_problem(kName, size, contents_.entries.size());
  }
  const auto root = root_at(*this, size);
  if (!root) return root.problems();
  if (*root != given->checkpoint.root) return checkpoint_root_problem(kName, size);
  std::string content = ledger::format_note(given->note);
  if (const auto kept = contents_.checkpoints.find(size); kept != contents_.checkpoints.end()) {
    auto merged = merge_notes(kName, kept->second, given->note);
    if (!merged) return merged.problems();
    content = std::move(merged).value();
  }
  const std::string record = log_record(RecordKind::Checkpoint, {number_field(size), content});
  if (auto problem = write_record(record, "keeping a checkpoint")) return *problem;
  return Done{};
}

base::Result<std::optional<std::string>> MemoryStorage::checkpoint(std::uint64_t size) {
  if (auto problem = catch_up()) return *problem;
  const auto found = contents_.checkpoints.find(size);
  if (found == contents_.checkpoints.end()) return std::optional<std::string>{};
  return std::optional<std::string>{found->second};
}

base::Result<std::optional<std::string>> MemoryStorage::latest_checkpoint() {
  if (auto problem = catch_up()) return *problem;
  if (contents_.checkpoints.empty()) return std::optional<std::string>{};
  return std::optional<std::string>{contents_.checkpoints.rbegin()->second};
}

Health MemoryStorage::health() {
  Health health;
  health.read_only_reason = read_only_reason_;
  if (!read_only_reason_.empty()) health.write_state = WriteState::ReadOnly;
  health.clock_behind_ms = clock_behind_ms_;
  health.unfinished_bytes_cut = bytes_cut_;
  if (disk_.capacity() == 0) return health;
  health.disk_bytes_used = disk_.size();
  health.disk_bytes_total = disk_.capacity();
  health.disk =
      disk_state(disk_.size(), disk_.capacity() - std::min(disk_.capacity(), disk_.size()));
  return health;
}

// A second reading of the whole log, compared with what this process holds.
base::Result<CheckReport> MemoryStorage::check() {
  if (auto problem = catch_up()) return *problem;
  CheckReport report;
  MemoryStorage again(disk_, clock_);
  if (auto problem = again.catch_up()) {
    report.findings.push_back(*problem);
    return report;
  }
  ledger::Frontier tree;
  std::map<std::uint64_t, ledger::Hash> roots = {{0, tree.root()}};
  for (const StoredEntry& entry : again.contents_.entries) {
    tree.append(ledger::leaf_hash(entry.leaf));
    if (again.contents_.checkpoints.contains(tree.size())) roots[tree.size()] = tree.root();
    if (report.entries < contents_.entries.size() &&
        contents_.entries[report.entries].leaf != entry.leaf) {
      report.findings.push_back(entry_damaged_problem(kName, report.entries));
    }
    ++report.entries;
  }
  for (int level = 1; tile_level_width(level, report.entries) > 0; ++level) {
    report.nodes += tile_level_width(level, report.entries);
  }
  report.blobs = again.contents_.blobs.size();
  for (const auto& [size, note] : again.contents_.checkpoints) {
    ++report.checkpoints;
    const auto kept = read_checkpoint_note(note);
    if (!kept || !roots.contains(size) || roots[size] != kept->checkpoint.root) {
      report.findings.push_back(checkpoint_root_problem(kName, size));
    }
  }
  return report;
}

}  // namespace

base::Result<std::unique_ptr<Storage>> open_memory(SimulatedDisk& disk, Clock& clock) {
  auto storage = std::make_unique<MemoryStorage>(disk, clock);
  if (auto problem = storage->catch_up()) return *problem;
  return std::unique_ptr<Storage>(std::move(storage));
}

}  // namespace recanvass::store
