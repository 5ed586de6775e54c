// The ledger's name, its signed checkpoints, and the full examination that computes every hash
// anew.
#include "store/checkpoint_note.h"
#include "store/proofs.h"
#include "store/sql_storage.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::store {
namespace {

constexpr std::uint64_t kRowsExamined = 1000;
// A store that is wrong throughout is said to be so without a million sentences.
constexpr std::size_t kFindingsMax = 1000;

void add_finding(CheckReport& report, base::Problem problem) {
  if (report.findings.size() < kFindingsMax) report.findings.push_back(std::move(problem));
}

base::Problem node_problem(std::string_view store, const TileNode& node) {
  return {"store.node-damaged",
          {std::string(store), 0, ""},
          fmt::format("a hash at level {}, place {} that its entries do not give",
                      8 * node.tile_level, node.index),
          "the root of the entries beneath it",
          "Restore the store from a replica or a published bundle."};
}

base::Problem surplus_problem(std::string_view store, std::string_view what, long long rows) {
  return {"store.surplus",
          {std::string(store), 0, ""},
          fmt::format("{} rows of {} beyond the ledger's size", rows, what),
          "nothing behind the last entry",
          "Restore the store from a replica or a published bundle."};
}

}  // namespace

base::Result<std::optional<std::string>> SqlStorage::origin() {
  using Found = std::optional<std::string>;
  return run<Found>(Attempts::TwoIfUnreachable, "reading the ledger's name", [&] {
    std::string content;
    sql() << "SELECT content FROM property WHERE name = 'origin'", soci::into(content);
    return sql().got_data() ? Found{content} : Found{};
  });
}

base::Result<Done> SqlStorage::set_origin(std::string_view origin) {
  return run_write<Done>("naming the ledger", [&]() -> base::Result<Done> {
    const std::string content(origin);
    std::string kept;
    SqlTransaction transaction(sql());
    transaction.begin(begin_write());
    sql() << "INSERT INTO property (name, content) VALUES ('origin', :c) ON CONFLICT DO NOTHING",
        soci::use(content);
    sql() << "SELECT content FROM property WHERE name = 'origin'", soci::into(kept);
    if (kept != content) return origin_problem(name_, kept, content);
    transaction.commit();
    return Done{};
  });
}

std::optional<std::string> SqlStorage::note_at(std::uint64_t size) {
  std::string note;
  const long long entries = static_cast<long long>(size);
  sql() << "SELECT note FROM checkpoint WHERE size = :s", soci::into(note), soci::use(entries);
  if (!sql().got_data()) return std::nullopt;
  return note;
}

base::Result<Done> SqlStorage::put_checkpoint(std::string_view note) {
  const auto given = read_checkpoint_note(note);
  if (!given) return given.problems();
  return run_write<Done>("keeping a checkpoint", [&]() -> base::Result<Done> {
    const std::uint64_t size = given->checkpoint.size;
    SqlTransaction transaction(sql());
    transaction.begin(begin_write());
    // Holding the head row: two witnesses' signatures that arrive at once are both kept.
    sql() << "UPDATE head SET size = size";
    const std::uint64_t entries = stored_size();
    if (size > entries) return checkpoint_ahead_problem(name_, size, entries);
    const auto root = root_at(*this, size);
    if (!root) return root.problems();
    if (*root != given->checkpoint.root) return checkpoint_root_problem(name_, size);
    std::string content = ledger::format_note(given->note);
    if (const auto kept = note_at(size)) {
      auto merged = merge_notes(name_, *kept, given->note);
      if (!merged) return merged.problems();
      content = std::move(merged).value();
    }
    const long long key = static_cast<long long>(size);
    sql() << "INSERT INTO checkpoint (size, note) VALUES (:s, :n)"
             " ON CONFLICT (size) DO UPDATE SET note = excluded.note",
        soci::use(key), soci::use(content);
    transaction.commit();
    return Done{};
  });
}

base::Result<std::optional<std::string>> SqlStorage::checkpoint(std::uint64_t size) {
  return run<std::optional<std::string>>(Attempts::TwoIfUnreachable, "reading a checkpoint",
                                         [&] { return note_at(size); });
}

base::Result<std::optional<std::string>> SqlStorage::latest_checkpoint() {
  using Found = std::optional<std::string>;
  return run<Found>(Attempts::TwoIfUnreachable, "reading a checkpoint", [&] {
    std::string note;
    sql() << "SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1", soci::into(note);
    return sql().got_data() ? Found{note} : Found{};
  });
}

base::Result<CheckReport> SqlStorage::check() {
  return run<CheckReport>(Attempts::One, "examining the store", [&]() -> base::Result<CheckReport> {
    CheckReport report;
    SqlTransaction transaction(sql());
    transaction.begin(begin_read());
    for (base::Problem& problem : examine_files()) add_finding(report, std::move(problem));
    examine_tree(report);
    examine_blobs(report);
    examine_checkpoints(report);
    return report;
  });
}

// The tree is built from the leaf hashes as stored, and each leaf is compared with its own: so a
// flipped bit of a leaf is found at that leaf and not in every hash above it.
void SqlStorage::examine_tree(CheckReport& report) {
  const std::uint64_t size = stored_size();
  TileEdge edge;
  for (std::uint64_t first = 0; first < size; first += kRowsExamined) {
    const long long from = static_cast<long long>(first);
    const long long to = static_cast<long long>(std::min(size, first + kRowsExamined));
    auto positions = room_for<long long>(kRowsExamined);
    auto hashes = room_for<std::string>(kRowsExamined);
    auto leaves = room_for<std::string>(kRowsExamined);
    sql() << "SELECT position, leaf_hash, leaf FROM entry WHERE position >= :from"
             " AND position < :to ORDER BY position",
        soci::into(positions), soci::into(hashes), soci::into(leaves), soci::use(from),
        soci::use(to);
    std::size_t row = 0;
    std::vector<TileNode> completed;
    for (long long position = from; position < to; ++position) {
      ++report.entries;
      if (row >= positions.size() || positions[row] != position) {
        add_finding(report, entry_missing_problem(name_, static_cast<std::uint64_t>(position)));
        edge.append(ledger::Hash{}, completed);
        continue;
      }
      const auto stored = base::parse_hex(hashes[row]);
      if (!stored || *stored != ledger::leaf_hash(leaves[row])) {
        add_finding(report, entry_damaged_problem(name_, static_cast<std::uint64_t>(position)));
      }
      edge.append(stored.value_or(ledger::Hash{}), completed);
      ++row;
    }
    for (const TileNode& node : completed) {
      ++report.nodes;
      const long long index = static_cast<long long>(node.index);
      std::string hash;
      sql() << "SELECT hash FROM node WHERE tile_level = :l AND node_index = :i", soci::into(hash),
          soci::use(node.tile_level), soci::use(index);
      if (!sql().got_data() || hash != base::hex(node.hash)) {
        add_finding(report, node_problem(name_, node));
      }
    }
  }
  long long surplus = 0;
  const long long end = static_cast<long long>(size);
  sql() << "SELECT count(*) FROM entry WHERE position < 0 OR position >= :n", soci::into(surplus),
      soci::use(end);
  if (surplus > 0) add_finding(report, surplus_problem(name_, "entries", surplus));
  sql() << "SELECT count(*) FROM node", soci::into(surplus);
  surplus -= static_cast<long long>(report.nodes);
  if (surplus > 0) add_finding(report, surplus_problem(name_, "hashes", surplus));
}

void SqlStorage::examine_blobs(CheckReport& report) {
  const auto all = blobs();
  if (!all) {
    for (const base::Problem& problem : all.problems()) add_finding(report, problem);
    return;
  }
  for (const BlobId& blob : *all) {
    ++report.blobs;
    const auto read = get_blob(blob.sha256, [](std::string_view) { return Flow::Continue; });
    if (read) continue;
    for (const base::Problem& problem : read.problems()) add_finding(report, problem);
  }
}

void SqlStorage::examine_checkpoints(CheckReport& report) {
  long long rows = 0;
  sql() << "SELECT count(*) FROM checkpoint", soci::into(rows);
  auto notes = room_for<std::string>(static_cast<std::uint64_t>(rows));
  sql() << "SELECT note FROM checkpoint ORDER BY size", soci::into(notes);
  for (const std::string& note : notes) {
    ++report.checkpoints;
    const auto kept = read_checkpoint_note(note);
    if (!kept) {
      for (const base::Problem& problem : kept.problems()) add_finding(report, problem);
      continue;
    }
    const std::uint64_t size = kept->checkpoint.size;
    if (size > stored_size()) {
      add_finding(report, checkpoint_ahead_problem(name_, size, stored_size()));
      continue;
    }
    const auto root = root_at(*this, size);
    if (!root || *root != kept->checkpoint.root) {
      add_finding(report, checkpoint_root_problem(name_, size));
    }
  }
}

}  // namespace recanvass::store
