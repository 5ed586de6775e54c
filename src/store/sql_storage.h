// The storage port on SQL, written once for SQLite and PostgreSQL through SOCI. An adapter says
// what its database says differently: how a writing transaction opens, how bytes are bound, what an
// error means, how to connect again. Seen by the adapters only. Next: store/sqlite_storage.cpp.
#pragma once

#include "store/sql_transaction.h"
#include "store/storage.h"
#include "store/store_problem.h"
#include "store/tile_tree.h"

#include <soci/soci.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace recanvass::store {

/// A vector for SOCI to fetch up to `rows` rows into; it is shortened to the rows there are.
/// Never of one element: SOCI 4.0.3 over SQLite then fetches nothing and shortens nothing.
template <class T>
std::vector<T> room_for(std::uint64_t rows) {
  return std::vector<T>(rows + 2);
}

class SqlStorage : public Storage {
 public:
  SqlStorage(std::string name, Clock& clock);
  ~SqlStorage() override;

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
  int schema_version() const override { return schema_version_; }

  base::Result<Done> put_checkpoint(std::string_view note) override;
  base::Result<std::optional<std::string>> checkpoint(std::uint64_t size) override;
  base::Result<std::optional<std::string>> latest_checkpoint() override;

  Health health() override;
  base::Result<CheckReport> check() override;

 protected:
  /// What an exception of the database library means.
  struct Fault {
    Trouble trouble = Trouble::Other;
    std::string words;
  };

  /// A row of the table of entries.
  struct EntryRow {
    long long position = 0;
    std::optional<ledger::Hash> leaf_hash;  ///< no value: what is stored is no hash
    std::string leaf;
  };

  // What an adapter says.
  virtual soci::session& sql() = 0;
  virtual const std::vector<std::string>& begin_write() const = 0;
  /// Opens a writing transaction that waits for every other writer's, and keeps them waiting.
  virtual const std::vector<std::string>& begin_turn() const = 0;
  /// Opens a transaction that sees one state of the store, whatever others write meanwhile.
  virtual const std::vector<std::string>& begin_read() const = 0;
  virtual Fault explain(const std::runtime_error& error) = 0;
  /// Waits for the database and connects again; false when it stays away, or need not.
  virtual bool reconnect() = 0;
  virtual void insert_chunk(long long series, long long index, const std::string& sha256,
                            const std::string& content) = 0;
  /// No value when there is no such chunk.
  virtual std::optional<std::string> read_chunk(long long series, long long index) = 0;
  /// Appends the rows of `batch` at `first` and on; the base's way is a row at a time.
  virtual std::optional<Fault> insert_entries(std::uint64_t first, std::span<const NewEntry> batch,
                                              const std::vector<ledger::Hash>& hashes,
                                              std::int64_t stored_at);
  /// Reads the rows of positions [from, to) in order, as many as there are, as they are stored; the
  /// base's way is through SOCI's vectors.
  virtual std::optional<Fault> read_entry_rows(long long from, long long to,
                                               std::vector<EntryRow>& rows);
  /// After a commit: why what was committed may be gone tomorrow though no call failed, because
  /// somebody changed what lies beneath an open store; no value: it lasts.
  virtual std::optional<Fault> why_fleeting() = 0;
  virtual void look_at_disk(Health& health) = 0;
  /// Findings of the database's own examination of its files.
  virtual base::Problems examine_files() = 0;

  const std::string& name() const { return name_; }
  /// Every later call that writes is refused, with this reason.
  void open_to_read_only(std::string reason) { read_only_reason_ = std::move(reason); }
  void set_schema_version(int version) { schema_version_ = version; }
  /// Removes pieces of uploads that were begun more than a day ago and never ended.
  void sweep_uploads();
  /// Forgets prepared statements: they belong to one connection.
  void drop_statements();

 private:
  struct Statements;
  struct StoredSeries;
  struct AppendTry;
  struct Turn;
  enum class Attempts { One, TwoIfUnreachable };

  // Runs what speaks to the database and turns its exceptions into problems.
  template <class T, class Op>
  base::Result<T> run(Attempts attempts, std::string_view doing, Op op);
  template <class T, class Op>
  base::Result<T> run_write(std::string_view doing, Op op);
  base::Problem fail(const Fault& fault, std::string_view doing);

  // Entries.
  AppendTry try_append(std::uint64_t expected_size, std::span<const NewEntry> batch);
  void append_in_transaction(std::uint64_t expected_size, std::span<const NewEntry> batch,
                             AppendTry& tried);
  bool claim_positions(std::uint64_t expected_size, std::size_t entries);
  void write_claimed(std::uint64_t first, std::span<const NewEntry> batch,
                     SqlTransaction& transaction, AppendTry& tried);
  base::Result<AppendOutcome> after_fault(std::uint64_t expected_size,
                                          std::span<const NewEntry> batch, const AppendTry& tried);
  void take_turn(const BatchMaker& batch_for, Turn& turn);
  base::Result<AppendOutcome> conflict_with(std::span<const NewEntry> batch);
  std::optional<AppendOutcome> settle(std::uint64_t expected_size, std::span<const NewEntry> batch);
  base::Result<TileEdge> edge_at(std::uint64_t size);
  void insert_nodes(const std::vector<TileNode>& nodes);
  std::optional<std::uint64_t> position_of(std::string_view author, std::string_view key);
  std::uint64_t stored_size();
  std::int64_t newest_stored_at(std::uint64_t size);
  base::Result<std::vector<ledger::Hash>> stored_hashes(int tile_level, std::uint64_t begin,
                                                        std::uint64_t end);
  base::Result<Done> read_rows(std::uint64_t begin, std::uint64_t end, const EntrySink& sink);

  // Files and snapshots (sql_series.cpp).
  base::Result<StoredSeries> store_series(std::istream& source,
                                          const std::function<void(const StoredSeries&)>& at_end);
  base::Result<Done> read_series(long long series, std::uint64_t bytes, const base::Sha256& sha256,
                                 const ByteSink& sink);
  void remove_series(long long series);
  long long count_chunks(long long series);

  // Properties, checkpoints and the full examination (sql_records.cpp).
  std::optional<std::string> note_at(std::uint64_t size);
  void examine_tree(CheckReport& report);
  void examine_blobs(CheckReport& report);
  void examine_checkpoints(CheckReport& report);

  std::string name_;
  Clock& clock_;
  int schema_version_ = 0;
  std::string read_only_reason_;
  bool in_turn_ = false;  // a new connection would be outside the transaction: none is made
  std::int64_t clock_behind_ms_ = 0;
  std::optional<std::int64_t> newest_stored_at_;
  std::optional<TileEdge> edge_;
  TileReader tiles_;
  std::unique_ptr<Statements> statements_;
};

template <class T, class Op>
base::Result<T> SqlStorage::run(Attempts attempts, std::string_view doing, Op op) {
  for (Attempts left = attempts;; left = Attempts::One) {
    try {
      return op();
    } catch (const std::runtime_error& error) {
      const Fault fault = explain(error);
      if (fault.trouble == Trouble::Unreachable && !in_turn_ && reconnect() &&
          left == Attempts::TwoIfUnreachable) {
        continue;
      }
      return fail(fault, doing);
    }
  }
}

template <class T, class Op>
base::Result<T> SqlStorage::run_write(std::string_view doing, Op op) {
  if (!read_only_reason_.empty()) return read_only_problem(name_, read_only_reason_);
  return run<T>(Attempts::One, doing, op);
}

}  // namespace recanvass::store
