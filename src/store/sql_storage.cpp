#include "store/sql_storage.h"

#include "ledger/tiles.h"
#include "store/proofs.h"

#include <algorithm>

namespace recanvass::store {
namespace {

// Rows a statement fetches at once: some hundreds of kilobytes of leaves.
constexpr std::uint64_t kRowsAtOnce = 1000;
constexpr std::string_view kSaving = "saving entries";
constexpr std::string_view kReading = "reading entries";

// Set as long as a turn lasts, however it ends.
class TurnMark {
 public:
  explicit TurnMark(bool& mark) : mark_(mark) { mark_ = true; }
  ~TurnMark() { mark_ = false; }
  TurnMark(const TurnMark&) = delete;
  TurnMark& operator=(const TurnMark&) = delete;

 private:
  bool& mark_;
};

long long to_sql(std::uint64_t number) { return static_cast<long long>(number); }

}  // namespace

// Prepared once a connection: parsing them anew costs more than running them.
struct SqlStorage::Statements {
  explicit Statements(soci::session& sql)
      : claim((sql.prepare << "UPDATE head SET size = :new WHERE size = :old",
               soci::use(size_after, "new"), soci::use(size_before, "old"))),
        insert((sql.prepare << "INSERT INTO entry (position, author, idempotency_key, stored_at,"
                               " leaf_hash, leaf) VALUES (:p, :a, :k, :t, :h, :l)",
                soci::use(position, "p"), soci::use(author, "a"), soci::use(key, "k"),
                soci::use(stored_at, "t"), soci::use(leaf_hash, "h"), soci::use(leaf, "l"))) {}

  long long size_after = 0;
  long long size_before = 0;
  long long position = 0;
  std::string author;
  std::string key;
  long long stored_at = 0;
  std::string leaf_hash;
  std::string leaf;
  soci::statement claim;
  soci::statement insert;
};

SqlStorage::SqlStorage(std::string name, Clock& clock)
    : name_(std::move(name)),
      clock_(clock),
      tiles_([this](int tile_level, std::uint64_t begin, std::uint64_t end) {
        return stored_hashes(tile_level, begin, end);
      }) {}

SqlStorage::~SqlStorage() = default;

void SqlStorage::drop_statements() { statements_.reset(); }

base::Problem SqlStorage::fail(const Fault& fault, std::string_view doing) {
  const bool unsafe = fault.trouble == Trouble::Unsafe || fault.trouble == Trouble::Fleeting ||
                      fault.trouble == Trouble::Damaged;
  if (unsafe && read_only_reason_.empty()) {
    read_only_reason_ = "\"" + fault.words + "\" while " + std::string(doing);
  }
  return trouble_problem(fault.trouble, name_, doing, fault.words);
}

// One attempt: an outcome, or what went wrong and whether the batch may be there all the same.
struct SqlStorage::AppendTry {
  base::Result<AppendOutcome> outcome{AppendOutcome{Conflict{}}};
  std::optional<Fault> fault;
  bool commit_was_sent = false;
};

base::Result<AppendOutcome> SqlStorage::append(std::uint64_t expected_size,
                                               std::span<const NewEntry> batch) {
  RECANVASS_CHECK(!batch.empty());
  if (!read_only_reason_.empty()) return read_only_problem(name_, read_only_reason_);
  if (auto problems = batch_problems(batch); !problems.empty()) return problems;
  const AppendTry tried = try_append(expected_size, batch);
  if (!tried.fault) return tried.outcome;
  return after_fault(expected_size, batch, tried);
}

// A lost connection is tried once more, after making sure that nothing was written.
base::Result<AppendOutcome> SqlStorage::after_fault(std::uint64_t expected_size,
                                                    std::span<const NewEntry> batch,
                                                    const AppendTry& first) {
  AppendTry tried = first;
  for (int attempt = 1;; ++attempt) {
    edge_.reset();
    if (tried.fault->trouble == Trouble::Repeated) return conflict_with(batch);
    if (tried.fault->trouble != Trouble::Unreachable) return fail(*tried.fault, kSaving);
    if (!reconnect()) {
      return tried.commit_was_sent ? unknown_outcome_problem(name_, tried.fault->words)
                                   : fail(*tried.fault, kSaving);
    }
    if (tried.commit_was_sent) {
      const auto settled = run<std::optional<AppendOutcome>>(
          Attempts::One, kSaving, [&] { return settle(expected_size, batch); });
      if (!settled) return unknown_outcome_problem(name_, tried.fault->words);
      if (*settled) return **settled;
    }
    if (attempt == 2) return fail(*tried.fault, kSaving);
    tried = try_append(expected_size, batch);
    if (!tried.fault) return tried.outcome;
  }
}

// What happened in one turn: the batch that was decided, and how far it came.
struct SqlStorage::Turn {
  bool decided = false;
  std::uint64_t size = 0;
  std::vector<NewEntry> batch;
  AppendTry tried;
};

base::Result<AppendOutcome> SqlStorage::append_next(const BatchMaker& batch_for) {
  if (!read_only_reason_.empty()) return read_only_problem(name_, read_only_reason_);
  for (int attempt = 1;; ++attempt) {
    Turn turn;
    try {
      const TurnMark mark(in_turn_);
      take_turn(batch_for, turn);
    } catch (const std::runtime_error& error) {
      turn.tried.fault = explain(error);
    }
    if (!turn.tried.fault) return turn.tried.outcome;
    if (turn.decided) return after_fault(turn.size, turn.batch, turn.tried);
    // The turn was not taken yet: a new connection may take it.
    edge_.reset();
    if (turn.tried.fault->trouble != Trouble::Unreachable || attempt == 2 || !reconnect()) {
      return fail(*turn.tried.fault, kSaving);
    }
  }
}

void SqlStorage::take_turn(const BatchMaker& batch_for, Turn& turn) {
  if (!statements_) statements_ = std::make_unique<Statements>(sql());
  SqlTransaction transaction(sql());
  transaction.begin(begin_turn());
  turn.size = stored_size();
  turn.tried.outcome = AppendOutcome{Appended{turn.size}};
  auto batch = batch_for(turn.size);
  if (!batch) {
    turn.tried.outcome = batch.problems();
    return;
  }
  turn.batch = std::move(batch).value();
  if (turn.batch.empty()) return;
  turn.decided = true;
  if (auto problems = batch_problems(turn.batch); !problems.empty()) {
    turn.tried.outcome = problems;
    return;
  }
  RECANVASS_CHECK(claim_positions(turn.size, turn.batch.size()));
  write_claimed(turn.size, turn.batch, transaction, turn.tried);
}

SqlStorage::AppendTry SqlStorage::try_append(std::uint64_t expected_size,
                                             std::span<const NewEntry> batch) {
  AppendTry tried;
  try {
    append_in_transaction(expected_size, batch, tried);
  } catch (const std::runtime_error& error) {
    tried.fault = explain(error);
  }
  return tried;
}

void SqlStorage::append_in_transaction(std::uint64_t expected_size, std::span<const NewEntry> batch,
                                       AppendTry& tried) {
  if (!statements_) statements_ = std::make_unique<Statements>(sql());
  SqlTransaction transaction(sql());
  transaction.begin(begin_write());
  if (!claim_positions(expected_size, batch.size())) {
    tried.outcome = AppendOutcome{Conflict{stored_size(), std::nullopt}};
    return;
  }
  write_claimed(expected_size, batch, transaction, tried);
}

// Whoever raises the head first has the positions; a second writer waits here and finds it moved.
bool SqlStorage::claim_positions(std::uint64_t expected_size, std::size_t entries) {
  statements_->size_before = to_sql(expected_size);
  statements_->size_after = to_sql(expected_size + entries);
  statements_->claim.execute(true);
  return statements_->claim.get_affected_rows() == 1;
}

void SqlStorage::write_claimed(std::uint64_t first, std::span<const NewEntry> batch,
                               SqlTransaction& transaction, AppendTry& tried) {
  auto edge = edge_at(first);
  edge_.reset();
  if (!edge) {
    tried.outcome = edge.problems();
    return;
  }
  const std::int64_t now = clock_.now_utc_ms();
  const std::int64_t newest = newest_stored_at(first);
  TileEdge grown = std::move(edge).value();
  std::vector<TileNode> completed;
  std::vector<ledger::Hash> hashes;
  hashes.reserve(batch.size());
  for (const NewEntry& entry : batch) {
    hashes.push_back(ledger::leaf_hash(entry.leaf));
    grown.append(hashes.back(), completed);
  }
  tried.fault = insert_entries(first, batch, hashes, now);
  if (tried.fault) return;
  insert_nodes(completed);
  tried.commit_was_sent = true;
  transaction.commit();
  tried.fault = why_fleeting();
  if (tried.fault) return;
  edge_ = std::move(grown);
  clock_behind_ms_ = std::max<std::int64_t>(0, newest - now);
  newest_stored_at_ = std::max(newest, now);
  tried.outcome = AppendOutcome{Appended{first}};
}

std::optional<SqlStorage::Fault> SqlStorage::insert_entries(std::uint64_t first,
                                                            std::span<const NewEntry> batch,
                                                            const std::vector<ledger::Hash>& hashes,
                                                            std::int64_t stored_at) {
  for (std::size_t i = 0; i < batch.size(); ++i) {
    statements_->position = to_sql(first + i);
    statements_->author = batch[i].author;
    statements_->key = batch[i].idempotency_key;
    statements_->stored_at = stored_at;
    statements_->leaf_hash = base::hex(hashes[i]);
    statements_->leaf = batch[i].leaf;
    statements_->insert.execute(true);
  }
  return std::nullopt;
}

void SqlStorage::insert_nodes(const std::vector<TileNode>& nodes) {
  for (const TileNode& node : nodes) {
    const long long index = to_sql(node.index);
    const std::string hash = base::hex(node.hash);
    sql() << "INSERT INTO node (tile_level, node_index, hash) VALUES (:l, :i, :h)",
        soci::use(node.tile_level), soci::use(index), soci::use(hash);
  }
}

// The batch was refused because an author's key is in the ledger already: says which.
base::Result<AppendOutcome> SqlStorage::conflict_with(std::span<const NewEntry> batch) {
  return run<AppendOutcome>(
      Attempts::TwoIfUnreachable, "looking for repeated entries",
      [&]() -> base::Result<AppendOutcome> {
        for (std::size_t i = 0; i < batch.size(); ++i) {
          const auto position = position_of(batch[i].author, batch[i].idempotency_key);
          if (position) return AppendOutcome{Conflict{stored_size(), Repeated{i, *position}}};
        }
        return fail({Trouble::Damaged, "a unique row that cannot be found"}, kSaving);
      });
}

// After the connection was lost in the middle of a commit. Holding the head row means that the
// transaction of the lost connection has ended, so that what is seen now is final.
std::optional<AppendOutcome> SqlStorage::settle(std::uint64_t expected_size,
                                                std::span<const NewEntry> batch) {
  SqlTransaction transaction(sql());
  transaction.begin(begin_write());
  sql() << "UPDATE head SET size = size";
  const std::uint64_t size = stored_size();
  if (size == expected_size) return std::nullopt;
  std::size_t same = 0;
  if (size >= expected_size + batch.size()) {
    const auto compared =
        read_rows(expected_size, expected_size + batch.size(), [&](const LedgerEntry& entry) {
          const auto i = entry.position - expected_size;
          if (entry.leaf == batch[i].leaf) ++same;
          return Flow::Continue;
        });
    if (!compared) return std::nullopt;
  }
  if (same == batch.size()) return AppendOutcome{Appended{expected_size}};
  return AppendOutcome{Conflict{size, std::nullopt}};
}

// The edge of the stored tree; another process's few new entries are added to the one in hand.
base::Result<TileEdge> SqlStorage::edge_at(std::uint64_t size) {
  const auto stored = [this](int tile_level, std::uint64_t begin, std::uint64_t end) {
    return stored_hashes(tile_level, begin, end);
  };
  if (!edge_ || edge_->size() > size || size - edge_->size() > ledger::kTileWidth) {
    return TileEdge::load(size, stored);
  }
  const auto missed = stored_hashes(0, edge_->size(), size);
  if (!missed) return missed.problems();
  std::vector<TileNode> completed_by_others;
  for (const ledger::Hash& hash : *missed) edge_->append(hash, completed_by_others);
  return *std::move(edge_);
}

std::uint64_t SqlStorage::stored_size() {
  long long size = 0;
  sql() << "SELECT size FROM head", soci::into(size);
  return static_cast<std::uint64_t>(size);
}

std::int64_t SqlStorage::newest_stored_at(std::uint64_t size) {
  if (!newest_stored_at_) {
    long long newest = 0;
    const long long last = to_sql(size) - 1;
    sql() << "SELECT coalesce(max(stored_at), 0) FROM entry WHERE position = :p",
        soci::into(newest), soci::use(last);
    newest_stored_at_ = newest;
  }
  return *newest_stored_at_;
}

base::Result<std::uint64_t> SqlStorage::size() {
  return run<std::uint64_t>(Attempts::TwoIfUnreachable, "reading the ledger's size",
                            [this] { return stored_size(); });
}

std::optional<std::uint64_t> SqlStorage::position_of(std::string_view author,
                                                     std::string_view key) {
  long long position = 0;
  const std::string author_text(author);
  const std::string key_text(key);
  sql() << "SELECT position FROM entry WHERE author = :a AND idempotency_key = :k",
      soci::into(position), soci::use(author_text), soci::use(key_text);
  if (!sql().got_data()) return std::nullopt;
  return static_cast<std::uint64_t>(position);
}

base::Result<std::optional<std::uint64_t>> SqlStorage::find(std::string_view author,
                                                            std::string_view idempotency_key) {
  return run<std::optional<std::uint64_t>>(Attempts::TwoIfUnreachable, "looking for an entry",
                                           [&] { return position_of(author, idempotency_key); });
}

base::Result<Done> SqlStorage::read_each(std::uint64_t begin, std::uint64_t end,
                                         const EntrySink& sink) {
  // A reader that was given entries already must not be given them again after a new connection.
  std::uint64_t next = begin;
  return run<Done>(Attempts::TwoIfUnreachable, kReading, [&]() -> base::Result<Done> {
    const std::uint64_t size = stored_size();
    if (begin > end || end > size) return range_problem(name_, begin, end, size);
    return read_rows(next, end, [&](const LedgerEntry& entry) {
      next = entry.position + 1;
      return sink(entry);
    });
  });
}

std::optional<SqlStorage::Fault> SqlStorage::read_entry_rows(long long from, long long to,
                                                             std::vector<EntryRow>& rows) {
  const auto most = static_cast<std::uint64_t>(to - from);
  auto positions = room_for<long long>(most);
  auto hashes = room_for<std::string>(most);
  auto leaves = room_for<std::string>(most);
  sql() << "SELECT position, leaf_hash, leaf FROM entry WHERE position >= :from"
           " AND position < :to ORDER BY position",
      soci::into(positions), soci::into(hashes), soci::into(leaves), soci::use(from), soci::use(to);
  rows.reserve(positions.size());
  for (std::size_t i = 0; i < positions.size(); ++i) {
    rows.push_back({positions[i], base::parse_hex(hashes[i]), std::move(leaves[i])});
  }
  return std::nullopt;
}

base::Result<Done> SqlStorage::read_rows(std::uint64_t begin, std::uint64_t end,
                                         const EntrySink& sink) {
  for (std::uint64_t first = begin; first < end; first += kRowsAtOnce) {
    const std::uint64_t last = std::min(end, first + kRowsAtOnce);
    std::vector<EntryRow> rows;
    const auto fault = read_entry_rows(to_sql(first), to_sql(last), rows);
    if (fault) return fail(*fault, kReading);
    for (std::uint64_t position = first; position < last; ++position) {
      const std::size_t i = position - first;
      if (i >= rows.size() || rows[i].position != to_sql(position)) {
        return entry_missing_problem(name_, position);
      }
      const ledger::Hash hash = ledger::leaf_hash(rows[i].leaf);
      if (hash != rows[i].leaf_hash) return entry_damaged_problem(name_, position);
      if (sink({position, rows[i].leaf, hash}) == Flow::Stop) return Done{};
    }
  }
  return Done{};
}

base::Result<std::vector<ledger::Hash>> SqlStorage::stored_hashes(int tile_level,
                                                                  std::uint64_t begin,
                                                                  std::uint64_t end) {
  std::vector<ledger::Hash> hashes;
  if (begin == end) return hashes;
  auto rows = room_for<std::string>(end - begin);
  const long long from = to_sql(begin);
  const long long to = to_sql(end);
  if (tile_level == 0) {
    sql() << "SELECT leaf_hash FROM entry WHERE position >= :from AND position < :to"
             " ORDER BY position",
        soci::into(rows), soci::use(from), soci::use(to);
  } else {
    sql() << "SELECT hash FROM node WHERE tile_level = :level AND node_index >= :from"
             " AND node_index < :to ORDER BY node_index",
        soci::into(rows), soci::use(tile_level), soci::use(from), soci::use(to);
  }
  hashes.reserve(rows.size());
  for (const std::string& row : rows) {
    if (const auto hash = base::parse_hex(row)) hashes.push_back(*hash);
  }
  if (hashes.size() == end - begin) return hashes;
  return fail({Trouble::Damaged, "a hash of the tree is missing or is not a hash"},
              "reading the tree");
}

base::Result<ledger::Hash> SqlStorage::node(int level, std::uint64_t index) {
  return run<ledger::Hash>(Attempts::TwoIfUnreachable, "reading the tree",
                           [&]() -> base::Result<ledger::Hash> {
                             const std::uint64_t size = stored_size();
                             if (level < 0 || level > 62 || index >= (size >> level)) {
                               return range_problem(name_, index << std::clamp(level, 0, 62),
                                                    (index + 1) << std::clamp(level, 0, 62), size);
                             }
                             return tiles_.node(level, index, size);
                           });
}

Health SqlStorage::health() {
  Health health;
  health.read_only_reason = read_only_reason_;
  if (!read_only_reason_.empty()) health.write_state = WriteState::ReadOnly;
  health.clock_behind_ms = clock_behind_ms_;
  look_at_disk(health);
  return health;
}

}  // namespace recanvass::store
