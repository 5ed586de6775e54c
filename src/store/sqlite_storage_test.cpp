#include "store/sqlite_storage.h"

#include "store/sqlite_under_test_test.h"

#include <gtest/gtest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace recanvass::store {
namespace {

std::string cause_of_sqlite(const std::string& path, const SqliteOptions& options = {}) {
  HandClock clock;
  const auto opened = open_sqlite(path, clock, options);
  return opened ? "opened" : opened.problems()[0].cause;
}

class SqliteStorageTest : public testing::TestWithParam<Claim> {};

TEST_P(SqliteStorageTest, Keeps) {
  SqliteUnderTest store;
  GetParam().check(store);
}

INSTANTIATE_TEST_SUITE_P(TheContract, SqliteStorageTest, testing::ValuesIn(storage_claims()),
                         [](const auto& claim) { return std::string(claim.param.name); });

TEST(SqliteOpeningTest, RefusesWhatIsNoStoreInWords) {
  TemporaryFolder folder;
  EXPECT_EQ(cause_of_sqlite(folder.path()), "store.not-a-store");
  EXPECT_EQ(cause_of_sqlite(folder.path() + "/absent", {OpenMode::MustExist, 10}), "store.absent");
  EXPECT_EQ(cause_of_sqlite(folder.path() + "/no/such/folder"), "store.no-access");
  const std::string text = folder.path() + "/text";
  std::ofstream(text) << std::string(5000, 'x');
  EXPECT_EQ(cause_of_sqlite(text), "store.not-a-store");
  const std::string other = folder.path() + "/other";
  soci::session(*soci::factory_sqlite3(), "db=" + other) << "CREATE TABLE t (x INTEGER)";
  EXPECT_EQ(cause_of_sqlite(other), "store.not-a-store");
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::size_t files_in(const std::string& folder) {
  const std::filesystem::directory_iterator files(folder);
  return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

TEST(SqliteOpeningTest, AFileCutToNothingIsRefusedInEveryModeAndStaysAsItIs) {
  for (const std::size_t bytes : {0U, 1U, 100U}) {
    for (const OpenMode mode :
         {OpenMode::ReadOnly, OpenMode::MustExist, OpenMode::CreateIfMissing}) {
      TemporaryFolder folder;
      const std::string cut = folder.path() + "/ledger.sqlite";
      {
        HandClock clock;
        append_all(**open_sqlite(cut, clock), 0, numbered_entries(0, 3));
      }
      std::filesystem::resize_file(cut, bytes);
      HandClock clock;
      const auto opened = open_sqlite(cut, clock, {mode, 10});
      ASSERT_FALSE(opened.ok()) << bytes;
      EXPECT_EQ(opened.problems()[0].cause, "store.not-a-store") << bytes;
      // The first hundred bytes are a header of ours: SQLite itself says what is wrong then.
      if (bytes < 100) {
        EXPECT_NE(opened.problems()[0].mend.find("restore it from a copy"), std::string::npos);
      }
      EXPECT_EQ(std::filesystem::file_size(cut), bytes);
      EXPECT_EQ(files_in(folder.path()), 1U) << bytes;
    }
  }
}

TEST(SqliteOpeningTest, SeveralProcessesThatMakeOneStoreAtOnceHaveOneStore) {
  for (int round = 0; round < 10; ++round) {
    TemporaryFolder folder;
    const std::string path = folder.path() + "/ledger";
    std::vector<std::thread> makers;
    for (int i = 0; i < 4; ++i) {
      makers.emplace_back([&path] { EXPECT_EQ(cause_of_sqlite(path), "opened"); });
    }
    for (std::thread& maker : makers) maker.join();
    EXPECT_EQ(files_in(folder.path()), 1U);
  }
}

constexpr SqliteOptions kToRead = {OpenMode::ReadOnly, 10};

TEST(SqliteOpeningTest, ReadingChangesNoByteAndMakesNoFile) {
  TemporaryFolder folder;
  const std::string path = folder.path() + "/a%20 file?.store";
  HandClock clock;
  append_all(**open_sqlite(path, clock), 0, numbered_entries(0, 3));
  const std::string before = bytes_of(path);
  {
    const auto reader = open_sqlite(path, clock, kToRead);
    ASSERT_TRUE(reader.ok()) << base::sentences(reader.problems());
    EXPECT_EQ((*reader)->read(0, 3)->size(), 3U);
    EXPECT_EQ((*reader)->schema_version(), 1);
    EXPECT_EQ(cause_of((*reader)->append(3, numbered_entries(3, 4))), "store.read-only");
    EXPECT_EQ(cause_of((*reader)->set_origin("x")), "store.read-only");
    EXPECT_EQ(files_in(folder.path()), 1U);
  }
  EXPECT_EQ(bytes_of(path), before);
  EXPECT_EQ(files_in(folder.path()), 1U);
}

// What `look` gives in a process that may read files of others and write none.
int as_somebody_else(const std::function<int()>& look) {
  const pid_t child = ::fork();
  if (child == 0) {
    const bool left = ::geteuid() != 0 || (::setgid(65534) == 0 && ::setuid(65534) == 0);
    ::_exit(left ? look() : 99);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(SqliteOpeningTest, WhoeverMayOnlyReadTheFileReadsItWithAWriterBesideOrWithout) {
  TemporaryFolder folder;
  const std::string path = folder.path() + "/ledger";
  HandClock clock;
  auto writer = std::move(open_sqlite(path, clock)).value();
  append_all(*writer, 0, numbered_entries(0, 3));
  const auto entries_read = [&] {
    const auto reader = open_sqlite(path, clock, kToRead);
    const auto size = reader ? (*reader)->size() : base::Result<std::uint64_t>(0);
    return reader && (*reader)->read(0, *size).ok() ? static_cast<int>(*size) : 98;
  };
  const auto refused_to_write = [&] {
    const auto opened = open_sqlite(path, clock, {OpenMode::MustExist, 10});
    if (opened) return 97;
    const std::string said = opened.problems()[0].sentence();
    return opened.problems()[0].cause == "store.no-access" &&
                   said.find(path) != std::string::npos && said.find("ls -l") != std::string::npos
               ? 0
               : 96;
  };
  const auto protect = [&](mode_t of_files, mode_t of_folder) {
    for (const char* part : {"", "-wal", "-shm"}) ::chmod((path + part).c_str(), of_files);
    ::chmod(folder.path().c_str(), of_folder);
  };
  protect(0444, 0555);
  EXPECT_EQ(as_somebody_else(entries_read), 3) << "through the log of a writer";
  EXPECT_EQ(as_somebody_else(refused_to_write), 0);
  protect(0644, 0755);
  append_all(*writer, 3, numbered_entries(3, 5));
  writer.reset();
  protect(0444, 0555);
  EXPECT_EQ(files_in(folder.path()), 1U) << "the log is gone";
  EXPECT_EQ(as_somebody_else(entries_read), 5) << "the file alone";
  EXPECT_EQ(as_somebody_else(refused_to_write), 0);
  protect(0644, 0755);
}

TEST(SqliteOpeningTest, ACopyWithItsLogIsReadWithWhatTheLogHolds) {
  SqliteUnderTest store;
  const auto writer = store.open();
  append_all(*writer, 0, numbered_entries(0, 7));
  TemporaryFolder folder;
  const std::string copy = folder.path() + "/copy";
  std::filesystem::copy_file(store.path(), copy);
  std::filesystem::copy_file(store.path() + "-wal", copy + "-wal");
  const auto reader = open_sqlite(copy, store.clock, kToRead);
  ASSERT_TRUE(reader.ok()) << base::sentences(reader.problems());
  EXPECT_EQ(*(*reader)->size(), 7U);
  EXPECT_EQ((*reader)->read(0, 7)->size(), 7U);
}

TEST(SqliteOpeningTest, AFileThatWasWrittenWhileItWasReadAsItIsIsReadAgain) {
  SqliteUnderTest store;
  append_all(*store.open(), 0, numbered_entries(0, 3));
  const auto reader = open_sqlite(store.path(), store.clock, kToRead);
  ASSERT_TRUE(reader.ok());
  EXPECT_EQ((*reader)->read(0, 3)->size(), 3U);
  append_all(*store.open(), 3, numbered_entries(3, 400));
  EXPECT_EQ(cause_of((*reader)->read(0, 3)), "store.busy");
  EXPECT_EQ(*(*open_sqlite(store.path(), store.clock, kToRead))->size(), 400U);
}

TEST(SqliteOpeningTest, RefusesASchemaThatIsNewerThanTheProgram) {
  SqliteUnderTest store;
  store.open();
  store.damage("INSERT INTO schema_history VALUES (9, 'of a later program', 0)");
  HandClock clock;
  const auto opened = open_sqlite(store.path(), clock);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.problems()[0].cause, "store.schema-newer");
  EXPECT_NE(opened.problems()[0].sentence().find("schema 9"), std::string::npos);
}

TEST(SqliteOpeningTest, EntriesCannotBeChangedOrRemovedByAccident) {
  SqliteUnderTest store;
  append_all(*store.open(), 0, numbered_entries(0, 2));
  soci::session sql(*soci::factory_sqlite3(), "db=\"" + store.path() + "\"");
  EXPECT_THROW(sql << "UPDATE entry SET leaf = 'x' WHERE position = 1", soci::soci_error);
  EXPECT_THROW(sql << "DELETE FROM entry", soci::soci_error);
}

TEST(SqliteOpeningTest, AWriterThatWaitedTooLongIsToldThatNothingWasSaved) {
  SqliteUnderTest store;
  HandClock clock;
  const auto opened = open_sqlite(store.path(), clock, {OpenMode::CreateIfMissing, 20});
  ASSERT_TRUE(opened.ok());
  soci::session holder(*soci::factory_sqlite3(), "db=\"" + store.path() + "\"");
  holder << "BEGIN IMMEDIATE";
  const auto outcome = (*opened)->append(0, numbered_entries(0, 1));
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.problems()[0].cause, "store.busy");
  EXPECT_EQ((*opened)->health().write_state, WriteState::ReadWrite);
  holder << "ROLLBACK";
  append_all(**opened, 0, numbered_entries(0, 1));
}

// What an administrator may do to the files of a store that is open.
using DoneToFiles = void (*)(const std::string& path);

void move_away(const std::string& path) { std::filesystem::rename(path, path + ".old"); }
void remove_all(const std::string& path) {
  for (const char* part : {"", "-wal", "-shm"}) std::filesystem::remove(path + part);
}
void replace_by_a_copy(const std::string& path) {
  std::filesystem::copy_file(path, path + ".copy");
  std::filesystem::rename(path + ".copy", path);
}
void remove_log(const std::string& path) { std::filesystem::remove(path + "-wal"); }
void replace_log(const std::string& path) {
  std::filesystem::copy_file(path + "-wal", path + ".copy");
  std::filesystem::rename(path + ".copy", path + "-wal");
}

TEST(SqliteOpeningTest, WhatIsSavedIntoFilesThatWereTakenAwayHasNoReceipt) {
  for (const DoneToFiles done :
       {move_away, remove_all, replace_by_a_copy, remove_log, replace_log}) {
    for (const bool saved_before : {true, false}) {
      SqliteUnderTest store;
      append_all(*store.open(), 0, numbered_entries(0, 2));
      const auto open = store.open();
      if (saved_before) append_all(*open, 2, numbered_entries(2, 3));
      const auto size = open->size().value();
      done(store.path());
      const auto outcome = open->append(size, numbered_entries(size, size + 1));
      ASSERT_FALSE(outcome.ok());
      EXPECT_EQ(outcome.problems()[0].cause, "store.fleeting");
      EXPECT_NE(outcome.problems()[0].sentence().find(" while saving"), std::string::npos);
      EXPECT_EQ(open->append(size, numbered_entries(size, size + 1)).problems()[0].cause,
                "store.read-only");
      EXPECT_NE(open->health().write_state, WriteState::ReadWrite);
    }
  }
}

TEST(SqliteOpeningTest, TheLogOfAStoreStaysWhileOtherProgramsComeAndGo) {
  SqliteUnderTest store;
  const auto open = store.open();
  for (std::uint64_t i = 0; i < 3; ++i) {
    append_all(*store.open(), 2 * i, numbered_entries(2 * i, 2 * i + 1));
    append_all(*open, 2 * i + 1, numbered_entries(2 * i + 1, 2 * i + 2));
  }
}

TEST(SqliteOpeningTest, PiecesOfAnUploadThatEndedInAKillAreClearedAfterADay) {
  SqliteUnderTest store;
  store.open();
  const auto pieces = [&store] {
    return store.number("SELECT (SELECT count(*) FROM chunk) + (SELECT count(*) FROM series)");
  };
  const std::int64_t started = store.clock.now;
  store.damage("INSERT INTO series (started_at) VALUES (" + std::to_string(started) + ")");
  store.damage("INSERT INTO chunk VALUES (1, 0, '', x'00')");
  store.clock.now = started + 24 * 60 * 60 * 1000;
  store.open();
  EXPECT_EQ(pieces(), 2);
  store.clock.now += 1;
  store.open();
  EXPECT_EQ(pieces(), 0);
}

}  // namespace
}  // namespace recanvass::store
