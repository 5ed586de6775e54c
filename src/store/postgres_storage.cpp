#include "store/postgres_storage.h"

#include "ledger/keys.h"
#include "store/migrations.h"
#include "store/sql_storage.h"

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>

#include <algorithm>
#include <chrono>
#include <thread>

namespace recanvass::store {
namespace {

// From here on COPY is cheaper than a row at a time: about thirty times at a thousand rows.
constexpr std::size_t kCopyFrom = 100;
constexpr int kServerVersionMin = 150000;
constexpr auto kReconnectPause = std::chrono::milliseconds(100);

// SOCI reads an address without "=" as the name of an option without a value and adds one; with an
// option it hands the address to libpq as it is.
std::string with_an_option(const std::string& url) {
  return url.find('?') == std::string::npos ? url + "?application_name=recanvass" : url;
}

bool is_schema_name(std::string_view name) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz_";
  return !name.empty() && name.size() <= 63 && kLetters.find(name[0]) != std::string_view::npos &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") == std::string_view::npos;
}

MigrationDialect postgres_dialect(const std::string& schema) {
  return {{"BEGIN", "SELECT pg_advisory_xact_lock(x'52434e56'::int)",
           "CREATE SCHEMA IF NOT EXISTS " + schema},
          "SELECT count(*) FROM pg_tables WHERE schemaname = '" + schema +
              "' AND tablename = 'schema_history'"};
}

// SQLSTATE classes and codes, PostgreSQL manual, appendix A.
Trouble postgres_trouble(std::string_view state) {
  if (state == "23505") return Trouble::Repeated;
  if (state == "53100") return Trouble::DiskFull;
  if (state == "XX001" || state == "XX002") return Trouble::Damaged;
  if (state == "58030" || state == "58P01") return Trouble::Unsafe;
  if (state == "55P03" || state == "40P01" || state == "40001") return Trouble::Busy;
  // 25006: this server became a standby; the address may lead to the new primary.
  if (state.substr(0, 2) == "08" || state.substr(0, 4) == "57P0" || state == "25006") {
    return Trouble::Unreachable;
  }
  return Trouble::Other;
}

// The first line only: the lines after it repeat the values, and a leaf does not belong in a
// sentence.
std::string first_error_line(std::string_view message, std::string_view state) {
  const auto error = message.find("ERROR:");
  if (error != std::string_view::npos) message.remove_prefix(error);
  std::string words(message.substr(0, message.find('\n')));
  return state.empty() ? words : fmt::format("{} ({})", words, state);
}

// One field of COPY's text format.
void add_copy_field(std::string& row, std::string_view text, char end) {
  for (const char character : text) {
    switch (character) {
      case '\\': row += "\\\\"; break;
      case '\n': row += "\\n"; break;
      case '\r': row += "\\r"; break;
      case '\t': row += "\\t"; break;
      default: row += character;
    }
  }
  row += end;
}

class PostgresStorage final : public SqlStorage {
 public:
  PostgresStorage(std::string name, Clock& clock, PostgresOptions options)
      : SqlStorage(std::move(name), clock), options_(std::move(options)) {}
  ~PostgresStorage() override { drop_statements(); }

  base::Result<Done> open(const std::string& url, Clock& clock);

 protected:
  soci::session& sql() override { return session_; }
  const std::vector<std::string>& begin_write() const override;
  const std::vector<std::string>& begin_turn() const override;
  const std::vector<std::string>& begin_read() const override;
  Fault explain(const std::runtime_error& error) override;
  bool reconnect() override;
  std::optional<Fault> insert_entries(std::uint64_t first, std::span<const NewEntry> batch,
                                      const std::vector<ledger::Hash>& hashes,
                                      std::int64_t stored_at) override;
  void insert_chunk(long long series, long long index, const std::string& sha256,
                    const std::string& content) override;
  std::optional<std::string> read_chunk(long long series, long long index) override;
  std::optional<Fault> why_fleeting() override;
  // The server's disk cannot be seen through its connection.
  void look_at_disk(Health&) override {}
  // The server keeps checksums of its own pages and fails the read of a damaged one.
  base::Problems examine_files() override { return {}; }

 private:
  // The library hides the type's run-time information, so the cast cannot be a checked one.
  PGconn* handle() {
    auto* backend = static_cast<soci::postgresql_session_backend*>(session_.get_backend());
    return backend == nullptr ? nullptr : backend->conn_;
  }
  std::string setting(const std::string& name);
  void set_up_session();
  std::optional<base::Problem> why_not_this_server();
  Fault copy_fault(PGresult* result);

  PostgresOptions options_;
  soci::session session_;
};

const std::vector<std::string>& PostgresStorage::begin_write() const {
  static const std::vector<std::string> kBegin = {"BEGIN"};
  return kBegin;
}

// Whoever holds the head row has the turn.
const std::vector<std::string>& PostgresStorage::begin_turn() const {
  static const std::vector<std::string> kBegin = {"BEGIN", "SELECT size FROM head FOR UPDATE"};
  return kBegin;
}

const std::vector<std::string>& PostgresStorage::begin_read() const {
  static const std::vector<std::string> kBegin = {
      "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"};
  return kBegin;
}

SqlStorage::Fault PostgresStorage::explain(const std::runtime_error& error) {
  const auto* failure = dynamic_cast<const soci::postgresql_soci_error*>(&error);
  const auto* other = dynamic_cast<const soci::soci_error*>(&error);
  const std::string message = other == nullptr ? error.what() : other->get_error_message();
  const std::string state = failure == nullptr ? "" : failure->sqlstate();
  Trouble trouble = postgres_trouble(state);
  if (PGconn* connection = handle();
      connection == nullptr || PQstatus(connection) != CONNECTION_OK) {
    trouble = Trouble::Unreachable;
  }
  return {trouble, first_error_line(message, state)};
}

base::Result<Done> PostgresStorage::open(const std::string& url, Clock& clock) {
  if (!is_schema_name(options_.schema)) {
    return not_a_store_problem(name(), fmt::format("the schema name \"{}\"", options_.schema));
  }
  try {
    session_.open(*soci::factory_postgresql(), with_an_option(url));
    set_up_session();
    if (auto problem = why_not_this_server()) return *problem;
    const MigrationDialect dialect = postgres_dialect(options_.schema);
    if (options_.mode == SchemaMode::MustExist) {
      int exists = 0;
      session_ << dialect.history_exists, soci::into(exists);
      if (exists == 0) return absent_problem(name(), "no store in this schema");
    }
    auto version = migrate(session_, dialect, postgres_migrations(), name(), clock.now_utc_ms());
    if (!version) return version.problems();
    set_schema_version(*version);
    if (options_.mode == SchemaMode::CreateIfMissing) sweep_uploads();
    return Done{};
  } catch (const std::runtime_error& error) {
    const Fault fault = explain(error);
    return trouble_problem(fault.trouble, name(), "opening the store", fault.words);
  }
}

std::string PostgresStorage::setting(const std::string& name) {
  std::string value;
  session_ << "SHOW " + name, soci::into(value);
  return value;
}

// A process that hangs in the middle of a save must not hold the head for the others.
void PostgresStorage::set_up_session() {
  // The library would write the server's notices to the terminal.
  PQsetNoticeProcessor(handle(), [](void*, const char*) {}, nullptr);
  for (const std::string& statement :
       {std::string("SET client_encoding = 'UTF8'"), std::string("SET client_min_messages = error"),
        std::string("SET idle_in_transaction_session_timeout = '60s'"),
        std::string("SET default_transaction_isolation = 'read committed'"),
        fmt::format("SET lock_timeout = {}", options_.wait_ms),
        fmt::format("SET search_path = {}", options_.schema)}) {
    session_ << statement;
  }
  // Set by the session itself, it stays when the server's configuration is changed.
  const std::string lasting = setting("synchronous_commit");
  session_ << fmt::format("SET synchronous_commit = {}", lasting == "off" ? "on" : lasting);
}

// A server can be told to read its configuration anew, or be started again with another, under an
// open connection.
std::optional<SqlStorage::Fault> PostgresStorage::why_fleeting() {
  std::string off;
  session_
      << "SELECT concat_ws(' and ',"
         " CASE current_setting('fsync') WHEN 'off' THEN 'fsync' END,"
         " CASE current_setting('full_page_writes') WHEN 'off' THEN 'full_page_writes' END,"
         " CASE current_setting('synchronous_commit') WHEN 'off' THEN 'synchronous_commit' END)",
      soci::into(off);
  if (off.empty()) return std::nullopt;
  return Fault{Trouble::Fleeting, fmt::format("the server has {} turned off", off)};
}

std::optional<base::Problem> PostgresStorage::why_not_this_server() {
  const auto refuse = [this](std::string found, std::string wanted, std::string mend) {
    return base::Problem{
        "store.server", {name(), 0, ""}, std::move(found), std::move(wanted), std::move(mend)};
  };
  const int version = PQserverVersion(handle());
  if (version < kServerVersionMin) {
    return refuse(fmt::format("a server of version {}", version / 10000), "15 or newer",
                  "Use a newer PostgreSQL.");
  }
  for (const char* safety : {"fsync", "full_page_writes"}) {
    if (setting(safety) == "on") continue;
    return refuse(fmt::format("a server with {} turned off", safety), "what is saved to be durable",
                  fmt::format("Turn {} on in the server's configuration.", safety));
  }
  if (const std::string encoding = setting("server_encoding"); encoding != "UTF8") {
    return refuse(fmt::format("a database in encoding {}", encoding), "UTF8",
                  "Create the database with ENCODING 'UTF8'.");
  }
  return std::nullopt;
}

bool PostgresStorage::reconnect() {
  drop_statements();
  const auto deadline =
      std::chrono::steady_clock::now() + std::chrono::milliseconds(options_.reconnect_ms);
  for (;;) {
    try {
      session_.reconnect();
      set_up_session();
      return true;
    } catch (const std::runtime_error&) {
      if (std::chrono::steady_clock::now() >= deadline) return false;
    }
    std::this_thread::sleep_for(kReconnectPause);
  }
}

SqlStorage::Fault PostgresStorage::copy_fault(PGresult* result) {
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const std::string code = state == nullptr ? "" : state;
  Trouble trouble = postgres_trouble(code);
  if (PQstatus(handle()) != CONNECTION_OK) trouble = Trouble::Unreachable;
  return {trouble, first_error_line(PQresultErrorMessage(result), code)};
}

// SOCI has no COPY: this one statement speaks to the server through SOCI's own connection.
std::optional<SqlStorage::Fault> PostgresStorage::insert_entries(
    std::uint64_t first, std::span<const NewEntry> batch, const std::vector<ledger::Hash>& hashes,
    std::int64_t stored_at) {
  if (batch.size() < kCopyFrom) {
    return SqlStorage::insert_entries(first, batch, hashes, stored_at);
  }
  using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;
  const Answer begun(PQexec(handle(),
                            "COPY entry (position, author, idempotency_key, stored_at, leaf_hash,"
                            " leaf) FROM STDIN"),
                     &PQclear);
  if (PQresultStatus(begun.get()) != PGRES_COPY_IN) return copy_fault(begun.get());
  std::string row;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    row = fmt::format("{}\t", first + i);
    add_copy_field(row, batch[i].author, '\t');
    add_copy_field(row, batch[i].idempotency_key, '\t');
    row += fmt::format("{}\t{}\t", stored_at, base::hex(hashes[i]));
    add_copy_field(row, batch[i].leaf, '\n');
    if (PQputCopyData(handle(), row.data(), static_cast<int>(row.size())) != 1) break;
  }
  PQputCopyEnd(handle(), nullptr);
  std::optional<Fault> fault;
  for (Answer end(PQgetResult(handle()), &PQclear); end; end.reset(PQgetResult(handle()))) {
    if (PQresultStatus(end.get()) != PGRES_COMMAND_OK && !fault) fault = copy_fault(end.get());
  }
  return fault;
}

// SOCI binds text only on this side: bytes travel as base64.
void PostgresStorage::insert_chunk(long long series, long long index, const std::string& sha256,
                                   const std::string& content) {
  const std::string text = ledger::base64(content);
  session_ << "INSERT INTO chunk (series, chunk_index, sha256, content)"
              " VALUES (:s, :i, :h, decode(:c, 'base64'))",
      soci::use(series), soci::use(index), soci::use(sha256), soci::use(text);
}

std::optional<std::string> PostgresStorage::read_chunk(long long series, long long index) {
  std::string text;
  session_ << "SELECT translate(encode(content, 'base64'), chr(10), '') FROM chunk"
              " WHERE series = :s AND chunk_index = :i",
      soci::into(text), soci::use(series), soci::use(index);
  if (!session_.got_data()) return std::nullopt;
  auto content = ledger::from_base64(text);
  if (!content) return std::nullopt;
  return std::move(content).value();
}

// The address as people may see it: without user, password and options.
std::string address_of(const std::string& url, const std::string& schema) {
  const auto scheme = url.find("://");
  if (scheme == std::string::npos) return "PostgreSQL, schema " + schema;
  std::string rest = url.substr(scheme + 3);
  rest = rest.substr(0, rest.find('?'));
  if (const auto user = rest.rfind('@'); user != std::string::npos) rest = rest.substr(user + 1);
  return fmt::format("postgresql://{}, schema {}", rest, schema);
}

}  // namespace

base::Result<std::unique_ptr<Storage>> open_postgres(const std::string& url, Clock& clock,
                                                     const PostgresOptions& options) {
  auto storage = std::make_unique<PostgresStorage>(address_of(url, options.schema), clock, options);
  const auto opened = storage->open(url, clock);
  if (!opened) return opened.problems();
  return std::unique_ptr<Storage>(std::move(storage));
}

}  // namespace recanvass::store
