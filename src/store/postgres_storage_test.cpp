#include "store/postgres_storage.h"

#include "store/postgres_server_test.h"
#include "store/proofs.h"
#include "store/storage_contract_test.h"

#include <gtest/gtest.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <chrono>
#include <fstream>
#include <sstream>

namespace recanvass::store {
namespace {

class PostgresUnderTest : public StoreUnderTest {
 public:
  PostgresUnderTest(std::string url, std::string schema)
      : url_(std::move(url)), options_{std::move(schema), 10'000, 10'000} {}
  std::unique_ptr<Storage> open() override {
    auto opened = open_postgres(url_, clock, options_);
    EXPECT_TRUE(opened.ok()) << (opened ? "" : base::sentences(opened.problems()));
    return opened ? std::move(opened).value() : nullptr;
  }

 private:
  std::string url_;
  PostgresOptions options_;
};

std::string cause_of_postgres(const std::string& url, const PostgresOptions& options = {}) {
  HandClock clock;
  const auto opened = open_postgres(url, clock, options);
  return opened ? "opened" : opened.problems()[0].cause;
}

void expect_open_stores_to_be_guarded(const PostgresServer& server) {
  PostgresUnderTest store(server.url(), "guarded");
  append_all(*store.open(), 0, numbered_entries(0, 2));
  soci::session sql(*soci::factory_postgresql(), server.url());
  EXPECT_THROW(sql << "UPDATE guarded.entry SET leaf = 'x'", soci::soci_error);
  EXPECT_THROW(sql << "DELETE FROM guarded.entry", soci::soci_error);
  EXPECT_THROW(sql << "TRUNCATE guarded.entry", soci::soci_error);
  sql << "INSERT INTO guarded.schema_history VALUES (9, 'of a later program', 0)";
  EXPECT_EQ(cause_of_postgres(server.url(), {"guarded", 10'000, 10}), "store.schema-newer");
}

void expect_reading_to_make_no_store(const PostgresServer& server) {
  PostgresOptions to_read;
  to_read.schema = "mistyped";
  to_read.mode = SchemaMode::MustExist;
  EXPECT_EQ(cause_of_postgres(server.url(), to_read), "store.absent");
  soci::session sql(*soci::factory_postgresql(), server.url());
  int schemas = 0;
  sql << "SELECT count(*) FROM pg_namespace WHERE nspname = 'mistyped'", soci::into(schemas);
  EXPECT_EQ(schemas, 0);
  EXPECT_EQ(cause_of_postgres(server.url(), {"mistyped", 10'000, 10}), "opened");
  EXPECT_EQ(cause_of_postgres(server.url(), to_read), "opened");
}

// Batches of 100 and more are copied, smaller ones are inserted: both keep every character, and
// both find an author's key that is there already.
void expect_copied_batches_to_be_as_inserted_ones(const PostgresServer& server) {
  for (const std::uint64_t entries : {99U, 100U, 101U}) {
    PostgresUnderTest store(server.url(), "copied_" + std::to_string(entries));
    const auto storage = store.open();
    auto batch = numbered_entries(0, entries);
    batch[7].leaf = "\\N \\ \t tab \n line \r \\. \x01 Zo\xC3\xAB 'q' \"d\" :x";
    batch[8].idempotency_key = "\\.\n\t";
    append_all(*storage, 0, batch);
    EXPECT_EQ((*storage->read(7, 8))[0], batch[7].leaf);
    EXPECT_EQ(*storage->find(batch[8].author, batch[8].idempotency_key), 8U);
    auto again = numbered_entries(1000, 1000 + entries);
    again[50] = batch[20];
    const auto outcome = storage->append(entries, again);
    ASSERT_TRUE(outcome.ok());
    ASSERT_TRUE(std::holds_alternative<Conflict>(*outcome));
    ASSERT_TRUE(std::get<Conflict>(*outcome).repeated);
    EXPECT_EQ(std::get<Conflict>(*outcome).repeated->batch_index, 50U);
    EXPECT_EQ(std::get<Conflict>(*outcome).repeated->position, 20U);
    EXPECT_EQ(*storage->size(), entries);
    EXPECT_EQ(base::sentences(storage->check()->findings), "");
  }
}

void expect_a_damaged_entry_to_be_named(const PostgresServer& server) {
  PostgresUnderTest store(server.url(), "damaged");
  const auto storage = store.open();
  append_all(*storage, 0, numbered_entries(0, 5));
  soci::session sql(*soci::factory_postgresql(), server.url());
  sql << "ALTER TABLE damaged.entry DISABLE TRIGGER entry_keeps";
  sql << "UPDATE damaged.entry SET leaf = '{\"leaf\":2}' WHERE position = 3";
  EXPECT_EQ(storage->read(0, 5).problems()[0].cause, "store.entry-damaged");
  const auto report = storage->check();
  ASSERT_EQ(report->findings.size(), 1U);
  EXPECT_NE(report->findings[0].sentence().find("entry 3"), std::string::npos);
}

void expect_schema_1_to_be_read(const PostgresServer& server) {
  const std::string path =
      std::string(RECANVASS_SOURCE_DIR) + "/tests/store/schema-1.postgresql.sql";
  std::ifstream fixture(path);
  ASSERT_TRUE(fixture.good()) << path;
  const std::string dump{std::istreambuf_iterator<char>(fixture), {}};
  PGconn* connection = PQconnectdb(server.url().c_str());
  PGresult* loaded = PQexec(connection, dump.c_str());
  EXPECT_EQ(PQresultStatus(loaded), PGRES_COMMAND_OK) << PQresultErrorMessage(loaded);
  PQclear(loaded);
  PQfinish(connection);
  PostgresUnderTest store(server.url(), "fixture");
  const auto storage = store.open();
  ASSERT_TRUE(storage);
  EXPECT_EQ(*storage->size(), 259U);
  EXPECT_EQ(*storage->origin(), "example.org/schema-1");
  EXPECT_EQ(blob_text(*storage, base::sha256("a file of schema 1")), "a file of schema 1");
  EXPECT_EQ(storage->get_snapshot("state").value()->bytes, "a snapshot of schema 1");
  EXPECT_EQ(*storage->checkpoint(256), numbered_checkpoint(256));
  append_all(*storage, 259, numbered_entries(259, 600));
  std::istringstream source("a further file");
  EXPECT_TRUE(storage->put_blob(source).ok());
  EXPECT_EQ(base::sentences(storage->check()->findings), "");
}

// As people write it: user, host, database, and nothing after a question mark.
void expect_an_address_without_options_to_open(const PostgresServer& server) {
  std::string host;
  const std::string url = server.url();
  for (const char letter : url.substr(url.find("?host=") + 6)) {
    host += letter == '/' ? "%2F" : std::string(1, letter);
  }
  EXPECT_EQ(
      cause_of_postgres("postgresql://recanvass@" + host + "/postgres", {"plain", 10'000, 10}),
      "opened");
}

// One server for all claims: starting one takes longer than they do.
TEST(PostgresStorageTest, KeepsEveryClaimOfTheContract) {
  PostgresServer server;
  if (!server.why_not().empty()) GTEST_SKIP() << server.why_not();
  int schema = 0;
  for (const Claim& claim : storage_claims()) {
    SCOPED_TRACE(claim.name);
    PostgresUnderTest store(server.url(), "claim_" + std::to_string(++schema));
    claim.check(store);
  }
  expect_open_stores_to_be_guarded(server);
  expect_reading_to_make_no_store(server);
  expect_copied_batches_to_be_as_inserted_ones(server);
  expect_a_damaged_entry_to_be_named(server);
  expect_schema_1_to_be_read(server);
  expect_an_address_without_options_to_open(server);
}

TEST(PostgresOpeningTest, AServerThatDoesNotAnswerIsNamedWithoutItsPassword) {
  HandClock clock;
  const auto opened =
      open_postgres("postgresql://clerk:secret@localhost/wi?host=/nonexistent", clock, {});
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.problems()[0].cause, "store.unreachable");
  const std::string sentence = opened.problems()[0].sentence();
  EXPECT_NE(sentence.find("localhost/wi"), std::string::npos);
  EXPECT_EQ(sentence.find("secret"), std::string::npos);
}

TEST(PostgresOpeningTest, ASchemaHasAPlainName) {
  for (const char* schema : {"", "Wi", "1st", "a-b", "a b", "a;drop"}) {
    EXPECT_EQ(cause_of_postgres("postgresql:///x", {schema, 1, 1}), "store.not-a-store") << schema;
  }
}

TEST(PostgresOpeningTest, AServerOnWhichNothingIsDurableIsRefused) {
  PostgresServer server;
  if (!server.why_not().empty()) GTEST_SKIP() << server.why_not();
  for (const char* option : {"fsync=off", "full_page_writes=off"}) {
    server.stop();
    server.start(option);
    EXPECT_EQ(cause_of_postgres(server.url()), "store.server") << option;
  }
  server.stop();
  server.start("synchronous_commit=off");  // a session can mend this by itself
  EXPECT_EQ(cause_of_postgres(server.url()), "opened");
}

TEST(PostgresOpeningTest, AServerThatIsToldToForgetUnderAnOpenStoreGetsNoReceipt) {
  PostgresServer server;
  if (!server.why_not().empty()) GTEST_SKIP() << server.why_not();
  const auto configure = [&server](const std::string& words) {
    soci::session sql(*soci::factory_postgresql(), server.url());
    sql << "ALTER SYSTEM " + words;
    sql << "SELECT pg_reload_conf()";
  };
  int stores = 0;
  for (const std::string option : {"fsync", "full_page_writes", "synchronous_commit"}) {
    PostgresUnderTest store(server.url(), "told_" + std::to_string(++stores));
    const auto open = store.open();
    append_all(*open, 0, numbered_entries(0, 1));
    configure("SET " + option + " = off");
    std::uint64_t size = 1;
    // The server's processes read the configuration when they next look.
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    std::string cause = "saved";
    while (cause == "saved" && std::chrono::steady_clock::now() < deadline) {
      const auto outcome = open->append(size, numbered_entries(size, size + 1));
      if (!outcome) cause = outcome.problems()[0].cause;
      ++size;
      if (option == "synchronous_commit" && size > 200) break;
    }
    // A session keeps a promise that is its own to keep.
    EXPECT_EQ(cause, option == "synchronous_commit" ? "saved" : "store.fleeting") << option;
    configure("RESET " + option);
  }
}

TEST(PostgresOpeningTest, AServerThatComesBackWithoutItsSafetyGetsNoReceipt) {
  PostgresServer server;
  if (!server.why_not().empty()) GTEST_SKIP() << server.why_not();
  PostgresUnderTest store(server.url(), "came_back");
  const auto open = store.open();
  append_all(*open, 0, numbered_entries(0, 1));
  server.stop();
  server.start("fsync=off");
  const auto outcome = open->append(1, numbered_entries(1, 2));
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.problems()[0].cause, "store.fleeting");
  EXPECT_NE(outcome.problems()[0].sentence().find("fsync turned off"), std::string::npos);
}

}  // namespace
}  // namespace recanvass::store
