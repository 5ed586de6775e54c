#include "store/sqlite_storage.h"

#include "store/migrations.h"
#include "store/sql_storage.h"

#include <fmt/format.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace recanvass::store {
namespace {

constexpr long long kApplicationId = 0x52434E56;  // "RCNV" in the file's header: see migrations.cpp

constexpr auto kLookAgain = std::chrono::milliseconds(1);

const std::vector<std::string>& immediate() {
  static const std::vector<std::string> kBegin = {"BEGIN IMMEDIATE"};
  return kBegin;
}

const std::vector<std::string>& deferred() {
  static const std::vector<std::string> kBegin = {"BEGIN"};
  return kBegin;
}

MigrationDialect sqlite_dialect() {
  return {immediate(),
          "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_history'"};
}

Trouble sqlite_trouble(int code) {
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return Trouble::Busy;
    case SQLITE_FULL: return Trouble::DiskFull;
    case SQLITE_READONLY:
      // The file was taken away, or another was put in its place, under an open store.
      return code == SQLITE_READONLY_DBMOVED ? Trouble::Unsafe : Trouble::NoAccess;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH: return Trouble::NoAccess;
    case SQLITE_IOERR: return Trouble::Unsafe;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return Trouble::Damaged;
    case SQLITE_CONSTRAINT:
      return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY
                 ? Trouble::Repeated
                 : Trouble::Other;
    default: return Trouble::Other;
  }
}

// By which a file that is written shows it.
struct FileState {
  std::int64_t bytes = 0;
  std::int64_t modified_s = 0;
  std::int64_t modified_ns = 0;
  std::uint64_t file = 0;
  friend bool operator==(const FileState&, const FileState&) = default;
};

std::optional<FileState> look_at(const std::string& path) {
  struct stat found{};
  if (::stat(path.c_str(), &found) != 0) return std::nullopt;
  return FileState{found.st_size, found.st_mtim.tv_sec, found.st_mtim.tv_nsec, found.st_ino};
}

// What a killed process wrote and did not sync is made safe before it is shown. A file that may be
// read may be synced; where it cannot be, its writers say so.
void sync_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  (void)::fsync(file);
  ::close(file);
}

// Takes away what is left of a store that was made beside its place, however that ended.
class FilesGone {
 public:
  explicit FilesGone(std::string path) : path_(std::move(path)) {}
  ~FilesGone() {
    for (const char* part : {"", "-wal", "-shm"}) ::unlink((path_ + part).c_str());
  }
  FilesGone(const FilesGone&) = delete;
  FilesGone& operator=(const FilesGone&) = delete;

 private:
  std::string path_;
};

class SqliteStorage final : public SqlStorage {
 public:
  SqliteStorage(const std::string& path, Clock& clock) : SqlStorage(path, clock), path_(path) {}
  ~SqliteStorage() override { drop_statements(); }

  base::Result<Done> open(Clock& clock, const SqliteOptions& options);

 protected:
  soci::session& sql() override { return session_; }
  const std::vector<std::string>& begin_write() const override { return immediate(); }
  const std::vector<std::string>& begin_turn() const override { return immediate(); }
  const std::vector<std::string>& begin_read() const override { return deferred(); }
  Fault explain(const std::runtime_error& error) override;
  bool reconnect() override { return false; }
  void insert_chunk(long long series, long long index, const std::string& sha256,
                    const std::string& content) override;
  std::optional<std::string> read_chunk(long long series, long long index) override;
  std::optional<Fault> read_entry_rows(long long from, long long to,
                                       std::vector<EntryRow>& rows) override;
  std::optional<Fault> why_fleeting() override;
  void look_at_disk(Health& health) override;
  base::Problems examine_files() override;

 private:
  // The library hides the type's run-time information, so the cast cannot be a checked one.
  sqlite_api::sqlite3* handle() {
    auto* backend = static_cast<soci::sqlite3_session_backend*>(session_.get_backend());
    return backend->conn_;
  }
  void connect(const std::string& path);
  std::optional<base::Problem> connect_to_read(const std::string& parameters);
  base::Result<Done> make_whole(Clock& clock);
  base::Result<Done> make_at(const std::string& fresh, Clock& clock);
  base::Result<Done> open_to_read();
  base::Result<Done> set_up(Clock& clock);
  std::optional<base::Problem> why_not_a_store();
  std::optional<base::Problem> sync_log();
  static int wait_for_writer(void* storage, int waits);

  std::string path_;
  std::optional<std::uint64_t> log_file_;  // the write-ahead log's, as it was first seen
  std::optional<FileState> unwritten_;  // as it was when it was opened as a file nobody writes
  std::chrono::milliseconds wait_{0};
  std::chrono::steady_clock::time_point wait_began_;
  soci::session session_;
};

// SOCI's message repeats the values bound; SQLite's words for the code do not, so that no leaf is
// copied into a sentence.
SqlStorage::Fault SqliteStorage::explain(const std::runtime_error& error) {
  const auto* failure = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
  const auto* other = dynamic_cast<const soci::soci_error*>(&error);
  if (failure == nullptr) {
    return {Trouble::Other, other == nullptr ? error.what() : other->get_error_message()};
  }
  return {sqlite_trouble(failure->result()), sqlite_api::sqlite3_errstr(failure->result())};
}

base::Result<Done> SqliteStorage::open(Clock& clock, const SqliteOptions& options) {
  struct stat found{};
  const bool exists = ::stat(path_.c_str(), &found) == 0;
  if (exists && !S_ISREG(found.st_mode)) return not_a_store_problem(path_, "no ordinary file");
  if (path_.find('"') != std::string::npos) {
    return not_a_store_problem(path_, "a path with a quotation mark");
  }
  if (exists && found.st_size == 0) return cut_store_problem(path_, "an empty file");
  if (!exists && options.mode != OpenMode::CreateIfMissing) return absent_problem(path_, "no file");
  wait_ = std::chrono::milliseconds(options.wait_ms);
  try {
    if (!exists) {
      if (auto made = make_whole(clock); !made) return made;
    }
    if (options.mode == OpenMode::ReadOnly) return open_to_read();
    connect(path_);
    if (auto problem = why_not_a_store()) return *problem;
    return set_up(clock);
  } catch (const std::runtime_error& error) {
    const Fault fault = explain(error);
    if (fault.trouble == Trouble::Damaged) return not_a_store_problem(path_, fault.words);
    return trouble_problem(fault.trouble, path_, "opening the store", fault.words);
  }
}

void SqliteStorage::connect(const std::string& path) {
  session_.open(*soci::factory_sqlite3(), fmt::format("db=\"{}\"", path));
  sqlite_api::sqlite3_extended_result_codes(handle(), 1);
  sqlite_api::sqlite3_busy_handler(handle(), &wait_for_writer, this);
}

// A new store is made beside its place and put there whole: whoever finds a file at the place finds
// a store, or one that was damaged, and never takes a cut file for a new one.
base::Result<Done> SqliteStorage::make_whole(Clock& clock) {
  const std::string fresh = fmt::format("{}.new-{}-{}", path_, ::getpid(), fmt::ptr(this));
  const FilesGone gone(fresh);
  auto made = make_at(fresh, clock);
  session_.close();
  if (!made) return made;
  // Another process may have made one meanwhile: then that is the store.
  if (::link(fresh.c_str(), path_.c_str()) == 0 || errno == EEXIST ||
      ::rename(fresh.c_str(), path_.c_str()) == 0) {
    return made;
  }
  return trouble_problem(Trouble::NoAccess, path_, "making the store",
                         std::generic_category().message(errno));
}

base::Result<Done> SqliteStorage::make_at(const std::string& fresh, Clock& clock) {
  try {
    connect(fresh);
    auto made = set_up(clock);
    drop_statements();
    return made;
  } catch (const std::runtime_error& error) {
    const Fault fault = explain(error);
    return trouble_problem(fault.trouble, path_, "making the store", fault.words);
  }
}

// SOCI cannot say how a file is to be read; the connection is the library's own, and SOCI speaks on
// it.
std::optional<base::Problem> SqliteStorage::connect_to_read(const std::string& parameters) {
  std::string uri = "file:";
  for (const char c : path_) {
    const bool plain = c != '%' && c != '?' && c != '#';
    uri += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  session_.open(*soci::factory_sqlite3(), "db=:memory:");
  sqlite_api::sqlite3* reading = nullptr;
  const int code = sqlite_api::sqlite3_open_v2((uri + parameters).c_str(), &reading,
                                               SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr);
  auto* backend = static_cast<soci::sqlite3_session_backend*>(session_.get_backend());
  std::swap(backend->conn_, reading);
  sqlite_api::sqlite3_close(reading);
  if (code != SQLITE_OK) {
    return trouble_problem(sqlite_trouble(code), path_, "opening the store",
                           sqlite_api::sqlite3_errstr(code));
  }
  sqlite_api::sqlite3_extended_result_codes(handle(), 1);
  sqlite_api::sqlite3_busy_handler(handle(), &wait_for_writer, this);
  return std::nullopt;
}

// With a log beside it the store is read through the log, as its writers see it. Without one the
// file is all there is, and SQLite would make a log to read it: it is told that nobody writes, and
// read_entry_rows looks whether that stayed true.
base::Result<Done> SqliteStorage::open_to_read() {
  open_to_read_only("opened to be read");
  const auto log = look_at(path_ + "-wal");
  const bool has_index = look_at(path_ + "-shm").has_value();
  std::string how = "?mode=ro&immutable=1";
  if (log && (log->bytes > 0 || has_index)) {
    sync_file(path_ + "-wal");
    // Whoever may write the store may make the log's index anew, where a copy came without it.
    const bool may_make = !has_index && ::access(path_.c_str(), W_OK) == 0;
    how = may_make ? "?mode=ro" : "?mode=ro&readonly_shm=1";
  } else {
    unwritten_ = look_at(path_);
  }
  if (auto problem = connect_to_read(how)) return *problem;
  if (auto problem = why_not_a_store()) return *problem;
  session_ << "PRAGMA cell_size_check = ON";
  session_ << "PRAGMA trusted_schema = OFF";
  const auto version = stored_schema(session_, sqlite_migrations(), path_);
  if (!version) return version.problems();
  set_schema_version(*version);
  return Done{};
}

base::Result<Done> SqliteStorage::set_up(Clock& clock) {
  std::string journal;
  session_ << "PRAGMA journal_mode = WAL", soci::into(journal);
  if (journal != "wal") {
    return base::Problem{"store.no-log",
                         {path_, 0, ""},
                         fmt::format("a file system that allows only journal mode \"{}\"", journal),
                         "a local disk on which SQLite can keep a write-ahead log",
                         "Put the store on a local disk."};
  }
  for (const char* pragma :
       {"PRAGMA synchronous = FULL", "PRAGMA fullfsync = ON", "PRAGMA checkpoint_fullfsync = ON",
        "PRAGMA cell_size_check = ON", "PRAGMA trusted_schema = OFF"}) {
    session_ << pragma;
  }
  auto version =
      migrate(session_, sqlite_dialect(), sqlite_migrations(), path_, clock.now_utc_ms());
  if (!version) return version.problems();
  set_schema_version(*version);
  if (auto problem = sync_log()) return *problem;
  sweep_uploads();
  if (const auto log = look_at(path_ + "-wal")) log_file_ = log->file;
  return Done{};
}

// SQLite's own way looks again after longer and longer pauses, so that a waiting entry keeps
// missing the short moments between the pieces of a large file.
int SqliteStorage::wait_for_writer(void* storage, int waits) {
  auto* self = static_cast<SqliteStorage*>(storage);
  const auto now = std::chrono::steady_clock::now();
  if (waits == 0) self->wait_began_ = now;
  if (now - self->wait_began_ >= self->wait_) return 0;
  std::this_thread::sleep_for(kLookAgain);
  return 1;
}

// A killed process may have left a commit in the log that was written and not synced. A checkpoint
// syncs the log first, so that no entry is shown that a power cut could take back. Where it then
// finds no room for the pages themselves, they stay in the log, and reading goes on.
std::optional<base::Problem> SqliteStorage::sync_log() {
  try {
    long long busy = 0;
    session_ << "PRAGMA wal_checkpoint(PASSIVE)", soci::into(busy);
  } catch (const std::runtime_error& error) {
    const Fault fault = explain(error);
    if (fault.trouble == Trouble::DiskFull) return std::nullopt;
    return trouble_problem(fault.trouble, path_, "opening the store", fault.words);
  }
  return std::nullopt;
}

std::optional<base::Problem> SqliteStorage::why_not_a_store() {
  long long application = 0;
  long long tables = 0;
  session_ << "PRAGMA application_id", soci::into(application);
  session_ << "SELECT count(*) FROM sqlite_master", soci::into(tables);
  if (application == kApplicationId && tables > 0) return std::nullopt;
  if (application == 0 && tables == 0) {
    return cut_store_problem(path_, "a SQLite file without tables");
  }
  return not_a_store_problem(path_, "a SQLite file of another program");
}

void SqliteStorage::insert_chunk(long long series, long long index, const std::string& sha256,
                                 const std::string& content) {
  soci::blob bytes(session_);
  bytes.write(0, content.data(), content.size());
  session_ << "INSERT INTO chunk (series, chunk_index, sha256, content) VALUES (:s, :i, :h, :c)",
      soci::use(series), soci::use(index), soci::use(sha256), soci::use(bytes);
}

std::optional<std::string> SqliteStorage::read_chunk(long long series, long long index) {
  soci::blob bytes(session_);
  session_ << "SELECT content FROM chunk WHERE series = :s AND chunk_index = :i", soci::into(bytes),
      soci::use(series), soci::use(index);
  if (!session_.got_data()) return std::nullopt;
  std::string content(bytes.get_len(), '\0');
  if (!content.empty()) bytes.read(0, content.data(), content.size());
  return content;
}

// Through the library's own calls: SOCI copies each column of each row three times, which was more
// than the reading itself when a ledger of a million entries is opened.
std::optional<SqlStorage::Fault> SqliteStorage::read_entry_rows(long long from, long long to,
                                                                std::vector<EntryRow>& rows) {
  namespace api = sqlite_api;
  constexpr std::string_view kSelect =
      "SELECT position, leaf_hash, leaf FROM entry WHERE position >= ?1 AND position < ?2"
      " ORDER BY position";
  api::sqlite3_stmt* prepared = nullptr;
  int code = api::sqlite3_prepare_v2(handle(), kSelect.data(), static_cast<int>(kSelect.size()),
                                     &prepared, nullptr);
  const std::unique_ptr<api::sqlite3_stmt, decltype(&api::sqlite3_finalize)> statement(
      prepared, &api::sqlite3_finalize);
  if (code == SQLITE_OK) code = api::sqlite3_bind_int64(prepared, 1, from);
  if (code == SQLITE_OK) code = api::sqlite3_bind_int64(prepared, 2, to);
  const auto text = [prepared](int column) {
    const auto* bytes = reinterpret_cast<const char*>(api::sqlite3_column_text(prepared, column));
    return std::string_view(bytes,
                            static_cast<std::size_t>(api::sqlite3_column_bytes(prepared, column)));
  };
  rows.reserve(static_cast<std::size_t>(to - from));
  while (code == SQLITE_OK || code == SQLITE_ROW) {
    code = api::sqlite3_step(prepared);
    if (code != SQLITE_ROW) break;
    rows.push_back(
        {api::sqlite3_column_int64(prepared, 0), base::parse_hex(text(1)), std::string(text(2))});
  }
  if (code == SQLITE_DONE && unwritten_ && look_at(path_) != unwritten_) {
    return Fault{Trouble::Busy, "another program wrote into it"};
  }
  if (code == SQLITE_DONE) return std::nullopt;
  return Fault{sqlite_trouble(code), api::sqlite3_errstr(code)};
}

// SQLite writes on into files that were removed, or moved aside for another copy, and all its calls
// succeed. The log stays the same file while any program has the store open.
std::optional<SqlStorage::Fault> SqliteStorage::why_fleeting() {
  int moved = 0;
  const int code =
      sqlite_api::sqlite3_file_control(handle(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  if (code != SQLITE_OK || moved != 0) {
    return Fault{Trouble::Fleeting, "the file was removed, or another was put in its place,"};
  }
  const auto log = look_at(path_ + "-wal");
  if (log && !log_file_) log_file_ = log->file;
  if (log && log->file == log_file_) return std::nullopt;
  return Fault{Trouble::Fleeting, "the log beside the file was removed or replaced"};
}

void SqliteStorage::look_at_disk(Health& health) {
  struct statvfs disk{};
  if (::statvfs(path_.c_str(), &disk) != 0) return;
  const std::uint64_t block = disk.f_frsize;
  const std::uint64_t used = (disk.f_blocks - disk.f_bfree) * block;
  health.disk_bytes_used = used;
  health.disk_bytes_total = disk.f_blocks * block;
  health.disk = disk_state(used, disk.f_bavail * block);
}

base::Problems SqliteStorage::examine_files() {
  base::Problems problems;
  std::vector<std::string> lines(100);
  session_ << "PRAGMA integrity_check", soci::into(lines);
  for (const std::string& line : lines) {
    if (line == "ok") continue;
    problems.push_back(trouble_problem(Trouble::Damaged, path_, "examining the file", line));
  }
  return problems;
}

}  // namespace

base::Result<std::unique_ptr<Storage>> open_sqlite(const std::string& path, Clock& clock,
                                                   const SqliteOptions& options) {
  auto storage = std::make_unique<SqliteStorage>(path, clock);
  const auto opened = storage->open(clock, options);
  if (!opened) return opened.problems();
  return std::unique_ptr<Storage>(std::move(storage));
}

}  // namespace recanvass::store
