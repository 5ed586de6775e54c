#include "store/postgres_server_test.h"
#include "store/postgres_storage.h"
#include "store/proofs.h"
#include "store/storage_contract_test.h"
#include "store/writer_process_test.h"

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <thread>

namespace recanvass::store {
namespace {

class PostgresFaultTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!server_.why_not().empty()) GTEST_SKIP() << server_.why_not();
  }

  // Patient with a server that is being started again.
  std::unique_ptr<Storage> open_store(const std::string& schema = "recanvass") {
    auto opened = open_postgres(server_.url(), clock_, {schema, 10'000, 30'000});
    return opened ? std::move(opened).value() : nullptr;
  }
  StoreOpener opener(const std::string& schema = "recanvass") {
    return [this, schema] { return open_store(schema); };
  }

  PostgresServer server_;
  HandClock clock_;
};

TEST_F(PostgresFaultTest, F1_KillsOfAWriterAtRandomMomentsLoseNothing) {
  for (const std::uint64_t batch : {1U, 150U}) {
    const std::string schema = "by_" + std::to_string(batch);
    std::mt19937 random(static_cast<unsigned>(batch));
    std::vector<Promise> promises;
    for (int round = 0; round < 5; ++round) {
      WriterProcess writer(opener(schema), 0, 600, batch);
      writer.wait_for(1 + random() % 60);
      std::this_thread::sleep_for(std::chrono::microseconds(random() % 3000));
      writer.kill();
      promises.insert(promises.end(), writer.promises().begin(), writer.promises().end());
      EXPECT_EQ(*open_store(schema)->size() % batch, 0U) << "half a batch was saved";
      expect_promises_kept(*open_store(schema), promises);
    }
  }
}

TEST_F(PostgresFaultTest, FourProcessesSaveAtOnceWithoutGapForkOrDouble) {
  open_store();
  std::vector<std::unique_ptr<WriterProcess>> writers;
  for (const std::uint64_t begin : {0U, 300U, 600U, 900U}) {
    writers.push_back(std::make_unique<WriterProcess>(opener(), begin, begin + 300, 1));
  }
  std::vector<Promise> promises;
  for (auto& writer : writers) {
    EXPECT_TRUE(writer->finish());
    promises.insert(promises.end(), writer->promises().begin(), writer->promises().end());
  }
  const auto storage = open_store();
  EXPECT_EQ(promises.size(), 1200U);
  EXPECT_EQ(*storage->size(), 1200U);
  expect_promises_kept(*storage, promises);
}

TEST_F(PostgresFaultTest, F1_F6_TheDatabaseStoppedKilledAndStartedMidwayLosesNothing) {
  const auto reader = open_store();
  WriterProcess one(opener(), 0, 800, 1);
  WriterProcess other(opener(), 800, 1600, 2);
  for (int round = 0; round < 4; ++round) {
    one.wait_for(60);
    if (round % 2 == 0) {
      server_.kill();
    } else {
      server_.stop();
    }
    server_.start();
    ASSERT_EQ(server_.why_not(), "");
    // A handle that was open all the time connects again by itself.
    EXPECT_TRUE(reader->size().ok());
  }
  EXPECT_TRUE(one.finish());
  EXPECT_TRUE(other.finish());
  EXPECT_EQ(*reader->size(), 1600U);
  std::vector<Promise> promises = one.promises();
  promises.insert(promises.end(), other.promises().begin(), other.promises().end());
  EXPECT_EQ(promises.size(), 1600U);
  expect_promises_kept(*reader, promises);
}

TEST_F(PostgresFaultTest, AServerThatStaysAwayIsSaidToBeAwayAndNothingIsLost) {
  auto opened = open_postgres(server_.url(), clock_, {"recanvass", 10'000, 50});
  ASSERT_TRUE(opened.ok());
  const auto storage = std::move(opened).value();
  append_all(*storage, 0, numbered_entries(0, 3));
  server_.stop();
  EXPECT_EQ(cause_of(storage->append(3, numbered_entries(3, 5))), "store.unreachable");
  EXPECT_EQ(cause_of(storage->size()), "store.unreachable");
  server_.start();
  append_all(*storage, 3, numbered_entries(3, 5));
  EXPECT_EQ(*root_at(*storage, 5), numbered_root(5));
}

TEST_F(PostgresFaultTest, AWriterThatWaitedTooLongIsToldThatNothingWasSaved) {
  auto patient = open_store();
  auto opened = open_postgres(server_.url(), clock_, {"recanvass", 50, 50});
  ASSERT_TRUE(opened.ok());
  const auto hasty = std::move(opened).value();
  // Holds the head while its clock is looked at.
  class HoldingClock : public Clock {
   public:
    explicit HoldingClock(Storage& other) : other_(other) {}
    std::int64_t now_utc_ms() override {
      if (armed) cause = cause_of(other_.append(0, numbered_entries(9, 10)));
      return 1;
    }
    bool armed = false;
    std::string cause;

   private:
    Storage& other_;
  };
  HoldingClock clock(*hasty);
  auto holding = open_postgres(server_.url(), clock, {});
  ASSERT_TRUE(holding.ok());
  clock.armed = true;
  append_all(**holding, 0, numbered_entries(0, 1));
  EXPECT_EQ(clock.cause, "store.busy");
  EXPECT_EQ(*hasty->size(), 1U);
}

}  // namespace
}  // namespace recanvass::store
