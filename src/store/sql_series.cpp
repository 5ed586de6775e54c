// Files and snapshots: series of chunks, each a row with its own hash, written in transactions of
// their own so that a large upload never holds up an entry.
#include "store/sql_storage.h"

#include <algorithm>
#include <chrono>
#include <istream>
#include <sstream>
#include <thread>

namespace recanvass::store {
namespace {

constexpr std::uint64_t kChunkBytes = std::uint64_t{256} << 10;
constexpr std::int64_t kUploadAgeMax = std::int64_t{24} * 60 * 60 * 1000;

// As many bytes as there are, up to a chunk.
std::string next_chunk(std::istream& source) {
  std::string bytes(kChunkBytes, '\0');
  source.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(source.gcount()));
  return bytes;
}

// Storing a file takes half of the time at most: entries have the disk and the writers' turn in the
// other half.
class Breather {
 public:
  ~Breather() {
    const auto took = std::chrono::steady_clock::now() - began_;
    std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(took, kPauseMax));
  }
  Breather() = default;
  Breather(const Breather&) = delete;
  Breather& operator=(const Breather&) = delete;

 private:
  static constexpr std::chrono::milliseconds kPauseMax{50};
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

bool at_end_of(std::istream& source) {
  return source.eof() || source.peek() == std::istream::traits_type::eof();
}

}  // namespace

struct SqlStorage::StoredSeries {
  long long id = 0;
  std::uint64_t bytes = 0;
  base::Sha256 sha256{};
};

// The last chunk, the claim that no sweep came between, and what `at_end` writes are one
// transaction: a file is there as a whole or not at all.
base::Result<SqlStorage::StoredSeries> SqlStorage::store_series(
    std::istream& source, const std::function<void(const StoredSeries&)>& at_end) {
  StoredSeries series;
  base::Sha256Stream hash;
  const long long started_at = clock_.now_utc_ms();
  for (long long index = 0;; ++index) {
    const std::string bytes = next_chunk(source);
    const bool last = at_end_of(source);
    if (source.bad() || (source.fail() && !source.eof())) {
      return source_problem(name_, series.bytes);
    }
    series.bytes += bytes.size();
    hash.add(bytes);
    const Breather pause_afterwards;
    SqlTransaction transaction(sql());
    transaction.begin(begin_write());
    if (index == 0) {
      sql() << "INSERT INTO series (started_at) VALUES (:t) RETURNING id", soci::into(series.id),
          soci::use(started_at);
    }
    if (!bytes.empty()) insert_chunk(series.id, index, base::hex(base::sha256(bytes)), bytes);
    if (last) {
      soci::statement claim = (sql().prepare << "UPDATE series SET started_at = :t WHERE id = :i",
                               soci::use(started_at), soci::use(series.id));
      claim.execute(true);
      if (claim.get_affected_rows() != 1) return upload_swept_problem(name_);
      series.sha256 = hash.finish();
      at_end(series);
    }
    transaction.commit();
    if (last) return series;
  }
}

base::Result<BlobId> SqlStorage::put_blob(std::istream& source) {
  return run_write<BlobId>("storing a file", [&]() -> base::Result<BlobId> {
    const auto keep = [this](const StoredSeries& series) {
      const std::string sha256 = base::hex(series.sha256);
      const long long bytes = static_cast<long long>(series.bytes);
      soci::statement insert =
          (sql().prepare << "INSERT INTO blob (sha256, bytes, series) VALUES (:h, :b, :s)"
                            " ON CONFLICT DO NOTHING",
           soci::use(sha256), soci::use(bytes), soci::use(series.id));
      insert.execute(true);
      if (insert.get_affected_rows() == 0) remove_series(series.id);
    };
    auto series = store_series(source, keep);
    if (!series) return series.problems();
    return BlobId{series->sha256, series->bytes};
  });
}

void SqlStorage::remove_series(long long series) {
  sql() << "DELETE FROM chunk WHERE series = :s", soci::use(series);
  sql() << "DELETE FROM series WHERE id = :s", soci::use(series);
}

void SqlStorage::sweep_uploads() {
  const long long oldest = clock_.now_utc_ms() - kUploadAgeMax;
  long long abandoned = 0;
  sql() << "SELECT count(*) FROM series WHERE started_at < :t"
           " AND id NOT IN (SELECT series FROM blob)"
           " AND id NOT IN (SELECT series FROM snapshot)",
      soci::into(abandoned), soci::use(oldest);
  if (abandoned == 0) return;
  SqlTransaction transaction(sql());
  transaction.begin(begin_write());
  // The series first: an upload that ends at this moment waits for its row, and finds it gone.
  sql() << "DELETE FROM series WHERE started_at < :t"
           " AND id NOT IN (SELECT series FROM blob)"
           " AND id NOT IN (SELECT series FROM snapshot)",
      soci::use(oldest);
  sql() << "DELETE FROM chunk WHERE series NOT IN (SELECT id FROM series)";
  transaction.commit();
}

base::Result<Done> SqlStorage::read_series(long long series, std::uint64_t bytes,
                                           const base::Sha256& sha256, const ByteSink& sink) {
  base::Sha256Stream whole;
  std::uint64_t read = 0;
  for (long long index = 0; read < bytes; ++index) {
    const std::uint64_t end = std::min(bytes, read + kChunkBytes);
    std::string expected;
    sql() << "SELECT sha256 FROM chunk WHERE series = :s AND chunk_index = :i",
        soci::into(expected), soci::use(series), soci::use(index);
    const auto chunk = read_chunk(series, index);
    if (!chunk || chunk->size() != end - read || base::hex(base::sha256(*chunk)) != expected) {
      return blob_damaged_problem(name_, sha256, read, end);
    }
    whole.add(*chunk);
    read = end;
    if (sink(*chunk) == Flow::Stop) return Done{};
  }
  if (whole.finish() != sha256) return blob_damaged_problem(name_, sha256, 0, bytes);
  return Done{};
}

base::Result<Done> SqlStorage::get_blob(const base::Sha256& sha256, const ByteSink& sink) {
  return run<Done>(Attempts::One, "reading a file", [&]() -> base::Result<Done> {
    const std::string hash = base::hex(sha256);
    long long series = 0;
    long long bytes = 0;
    sql() << "SELECT series, bytes FROM blob WHERE sha256 = :h", soci::into(series),
        soci::into(bytes), soci::use(hash);
    if (!sql().got_data()) return blob_absent_problem(name_, sha256);
    return read_series(series, static_cast<std::uint64_t>(bytes), sha256, sink);
  });
}

base::Result<bool> SqlStorage::has_blob(const base::Sha256& sha256) {
  return run<bool>(Attempts::TwoIfUnreachable, "looking for a file", [&] {
    const std::string hash = base::hex(sha256);
    long long found = 0;
    sql() << "SELECT count(*) FROM blob WHERE sha256 = :h", soci::into(found), soci::use(hash);
    return found > 0;
  });
}

base::Result<std::vector<BlobId>> SqlStorage::blobs() {
  return run<std::vector<BlobId>>(
      Attempts::TwoIfUnreachable, "listing files", [&]() -> base::Result<std::vector<BlobId>> {
        long long files = 0;
        sql() << "SELECT count(*) FROM blob", soci::into(files);
        std::vector<BlobId> blobs;
        auto hashes = room_for<std::string>(static_cast<std::uint64_t>(files));
        auto bytes = room_for<long long>(static_cast<std::uint64_t>(files));
        sql() << "SELECT sha256, bytes FROM blob ORDER BY sha256", soci::into(hashes),
            soci::into(bytes);
        for (std::size_t i = 0; i < hashes.size(); ++i) {
          const auto hash = base::parse_hex(hashes[i]);
          if (!hash) return fail({Trouble::Damaged, "a file's hash is no hash"}, "listing files");
          blobs.push_back({*hash, static_cast<std::uint64_t>(bytes[i])});
        }
        return blobs;
      });
}

base::Result<Done> SqlStorage::put_snapshot(std::string_view name, const Snapshot& snapshot) {
  return run_write<Done>("keeping a snapshot", [&]() -> base::Result<Done> {
    const std::string key(name);
    const long long ledger_size = static_cast<long long>(snapshot.ledger_size);
    const auto keep = [&](const StoredSeries& series) {
      long long replaced = 0;
      sql() << "SELECT series FROM snapshot WHERE name = :n", soci::into(replaced), soci::use(key);
      if (sql().got_data()) remove_series(replaced);
      const std::string sha256 = base::hex(series.sha256);
      const long long bytes = static_cast<long long>(series.bytes);
      sql() << "INSERT INTO snapshot (name, ledger_size, bytes, sha256, series)"
               " VALUES (:n, :l, :b, :h, :s) ON CONFLICT (name) DO UPDATE SET"
               " ledger_size = excluded.ledger_size, bytes = excluded.bytes,"
               " sha256 = excluded.sha256, series = excluded.series",
          soci::use(key), soci::use(ledger_size), soci::use(bytes), soci::use(sha256),
          soci::use(series.id);
    };
    std::istringstream source(snapshot.bytes);
    const auto series = store_series(source, keep);
    if (!series) return series.problems();
    return Done{};
  });
}

base::Result<std::optional<Snapshot>> SqlStorage::get_snapshot(std::string_view name) {
  using Found = std::optional<Snapshot>;
  return run<Found>(Attempts::TwoIfUnreachable, "reading a snapshot", [&]() -> base::Result<Found> {
    const std::string key(name);
    long long ledger_size = 0;
    long long bytes = 0;
    long long series = 0;
    std::string hex;
    sql() << "SELECT ledger_size, bytes, sha256, series FROM snapshot WHERE name = :n",
        soci::into(ledger_size), soci::into(bytes), soci::into(hex), soci::into(series),
        soci::use(key);
    if (!sql().got_data()) return Found{};
    const auto sha256 = base::parse_hex(hex);
    Snapshot snapshot{static_cast<std::uint64_t>(ledger_size), {}};
    // A cache that does not fit is no cache: whoever asked folds the entries again.
    if (!sha256 || snapshot.ledger_size > stored_size()) return Found{};
    const auto read = read_series(series, static_cast<std::uint64_t>(bytes), *sha256,
                                  [&snapshot](std::string_view piece) {
                                    snapshot.bytes += piece;
                                    return Flow::Continue;
                                  });
    return read ? Found{std::move(snapshot)} : Found{};
  });
}

base::Result<Done> SqlStorage::delete_snapshot(std::string_view name) {
  return run_write<Done>("deleting a snapshot", [&]() -> base::Result<Done> {
    const std::string key(name);
    SqlTransaction transaction(sql());
    transaction.begin(begin_write());
    long long series = 0;
    sql() << "SELECT series FROM snapshot WHERE name = :n", soci::into(series), soci::use(key);
    if (!sql().got_data()) return Done{};
    sql() << "DELETE FROM snapshot WHERE name = :n", soci::use(key);
    remove_series(series);
    transaction.commit();
    return Done{};
  });
}

}  // namespace recanvass::store
