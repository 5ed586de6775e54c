#include "store/memory_storage.h"

#include "store/proofs.h"
#include "store/storage_contract_test.h"

#include <gtest/gtest.h>

#include <map>

namespace recanvass::store {
namespace {

class MemoryUnderTest : public StoreUnderTest {
 public:
  std::unique_ptr<Storage> open() override {
    auto opened = open_memory(disk_, clock);
    EXPECT_TRUE(opened.ok()) << (opened ? "" : base::sentences(opened.problems()));
    return opened ? std::move(opened).value() : nullptr;
  }

 private:
  FaultPlan plan_;
  SimulatedClock disk_clock_{plan_};
  SimulatedDisk disk_{plan_, disk_clock_};
};

class MemoryStorageTest : public testing::TestWithParam<Claim> {};

TEST_P(MemoryStorageTest, Keeps) {
  MemoryUnderTest store;
  GetParam().check(store);
}

INSTANTIATE_TEST_SUITE_P(TheContract, MemoryStorageTest, testing::ValuesIn(storage_claims()),
                         [](const auto& claim) { return std::string(claim.param.name); });

struct StoreMachine {
  explicit StoreMachine(FaultPlan faults, std::uint64_t capacity = 0)
      : plan(std::move(faults)), disk(plan, clock, capacity) {}
  std::unique_ptr<Storage> open() {
    auto opened = open_memory(disk, clock);
    return opened ? std::move(opened).value() : nullptr;
  }

  FaultPlan plan;
  SimulatedClock clock{plan};
  SimulatedDisk disk;
};

TEST(MemoryFaultTest, F1_AKillBetweenLogWriteAndReplyLeavesTheEntryOnce) {
  StoreMachine machine(FaultPlan({{FaultPoint::Sync, 1, FaultKind::Kill, 0}}));
  EXPECT_EQ(cause_of(machine.open()->append(0, numbered_entries(0, 1))), "store.unreachable");
  const auto restarted = machine.open();
  ASSERT_TRUE(restarted);
  EXPECT_EQ(*restarted->find("author-0", "key-0"), 0U);
  const auto retried = restarted->append(1, numbered_entries(0, 1));
  ASSERT_TRUE(std::holds_alternative<Conflict>(*retried));
  EXPECT_EQ(std::get<Conflict>(*retried).repeated->position, 0U);
  // Shown to a client, and so it stays: the power may go at once.
  machine.disk.cut_power(0);
  machine.disk.restart();
  EXPECT_EQ(*machine.open()->size(), 1U);
}

TEST(MemoryFaultTest, F2_AKillInTheMiddleOfALogWriteIsCutAndReported) {
  for (std::uint64_t arrived = 1; arrived < 80; ++arrived) {
    StoreMachine machine(FaultPlan({{FaultPoint::Write, 2, FaultKind::Kill, arrived}}));
    {
      const auto storage = machine.open();
      append_all(*storage, 0, numbered_entries(0, 2));
      EXPECT_EQ(cause_of(storage->append(2, numbered_entries(2, 4))), "store.unreachable");
      EXPECT_EQ(storage->size().problems()[0].cause, "store.unreachable");
    }
    const auto restarted = machine.open();
    ASSERT_EQ(*restarted->size(), 2U);
    append_all(*restarted, 2, numbered_entries(2, 5));
    EXPECT_EQ(restarted->health().unfinished_bytes_cut, arrived);
    EXPECT_EQ(*root_at(*machine.open(), 5), numbered_root(5));
  }
}

TEST(MemoryFaultTest, F3_AFullDiskRefusesSavesAndGoesOnReading) {
  StoreMachine machine(FaultPlan(), 3000);
  const auto storage = machine.open();
  std::uint64_t saved = 0;
  EXPECT_EQ(storage->health().disk, DiskState::Ample);
  std::string cause = "accepted";
  for (; cause == "accepted"; ++saved) {
    cause = cause_of(storage->append(saved, numbered_entries(saved, saved + 1)));
  }
  --saved;
  EXPECT_EQ(cause, "store.disk-full");
  EXPECT_EQ(storage->health().disk, DiskState::NearlyFull);
  EXPECT_EQ(storage->health().write_state, WriteState::ReadWrite);
  EXPECT_EQ(storage->read(0, saved)->size(), saved);
  EXPECT_EQ(*machine.open()->size(), saved);
}

TEST(MemoryFaultTest, F5_AfterAFailedSyncTheStoreIsReadOnlyAndStaysSo) {
  StoreMachine machine(FaultPlan({{FaultPoint::Sync, 2, FaultKind::Error, 0}}));
  const auto storage = machine.open();
  const auto other = machine.open();
  append_all(*storage, 0, numbered_entries(0, 1));
  EXPECT_EQ(cause_of(storage->append(1, numbered_entries(1, 2))), "store.io");
  EXPECT_EQ(storage->health().write_state, WriteState::ReadOnly);
  EXPECT_FALSE(storage->health().read_only_reason.empty());
  EXPECT_EQ(cause_of(storage->append(1, numbered_entries(1, 2))), "store.read-only");
  EXPECT_EQ(storage->read(0, 1)->size(), 1U);
  // A process that had the file open learns of it at its own next save.
  EXPECT_EQ(cause_of(other->append(1, numbered_entries(1, 2))), "store.io");
  EXPECT_EQ(other->health().write_state, WriteState::ReadOnly);
  machine.disk.cut_power(0);
  machine.disk.restart();
  EXPECT_EQ(*machine.open()->size(), 1U);
}

TEST(MemoryFaultTest, F6_APowerCutLosesNothingThatWasSaved) {
  for (std::uint64_t kept = 0; kept < 200; ++kept) {
    StoreMachine machine(FaultPlan({{FaultPoint::Sync, 3, FaultKind::Crash, kept}}));
    {
      const auto storage = machine.open();
      append_all(*storage, 0, numbered_entries(0, 3));
      append_all(*storage, 3, numbered_entries(3, 4));
      EXPECT_EQ(cause_of(storage->append(4, numbered_entries(4, 6))), "store.unreachable");
    }
    EXPECT_FALSE(machine.open());
    machine.disk.restart();
    const auto restarted = machine.open();
    ASSERT_TRUE(restarted) << kept;
    const std::uint64_t size = *restarted->size();
    EXPECT_TRUE(size == 4 || size == 6) << size;
    append_all(*restarted, size, numbered_entries(size, 8));
    EXPECT_EQ(*root_at(*restarted, 8), numbered_root(8));
  }
}

TEST(MemoryFaultTest, F7_AnyFlippedBitIsFoundAtStartAndNothingFalseIsServed) {
  StoreMachine sound{FaultPlan()};
  append_all(*sound.open(), 0, numbered_entries(0, 2));
  const std::uint64_t bits = 8 * sound.disk.size();
  for (std::uint64_t bit = 0; bit < bits; ++bit) {
    StoreMachine machine{FaultPlan()};
    {
      const auto storage = machine.open();
      append_all(*storage, 0, numbered_entries(0, 2));
      append_all(*storage, 2, numbered_entries(2, 3));
    }
    machine.disk.flip_bit(bit);
    const auto opened = open_memory(machine.disk, machine.clock);
    ASSERT_FALSE(opened.ok()) << bit;
    EXPECT_EQ(opened.problems()[0].cause, "store.damaged");
    EXPECT_NE(opened.problems()[0].sentence().find("byte 0"), std::string::npos);
  }
}

TEST(MemoryFaultTest, F7_ABitThatFlipsWhileTheStoreIsOpenIsFoundByTheExamination) {
  StoreMachine machine{FaultPlan()};
  const auto storage = machine.open();
  append_all(*storage, 0, numbered_entries(0, 2));
  EXPECT_TRUE(storage->check()->findings.empty());
  machine.disk.flip_bit(400);
  ASSERT_EQ(storage->check()->findings.size(), 1U);
  EXPECT_EQ(storage->check()->findings[0].cause, "store.damaged");
}

// What clients were told, and what must therefore hold whatever happens to the machine.
class Simulation {
 public:
  explicit Simulation(std::uint64_t seed)
      : state_(seed), machine_(FaultPlan::from_seed(seed, 60, 6)) {}

  void run() {
    for (int step = 0; step < 40 && !testing::Test::HasFailure(); ++step) {
      const std::size_t writer = number(2);
      if (!writers_[writer]) reopen(writer);
      if (writers_[writer]) save(*writers_[writer], writer);
    }
    for (auto& writer : writers_) writer.reset();
    machine_.plan = FaultPlan();
    machine_.disk.cut_power(number(1000));
    machine_.disk.restart();
    expect_promises_kept();
  }

 private:
  std::uint64_t number(std::uint64_t below) {
    state_ = state_ * 6364136223846793005 + 1442695040888963407;
    return (state_ >> 33) % below;
  }

  void reopen(std::size_t writer) {
    if (!machine_.disk.power_is_on()) {
      for (auto& each : writers_) each.reset();
      machine_.disk.restart();
    }
    writers_[writer] = machine_.open();
  }

  // Like a client: tries until it is told a position, and repeats under the same key.
  void save(Storage& storage, std::size_t writer) {
    const auto size = storage.size();
    if (!size) return give_up(storage, writer);
    std::vector<NewEntry> batch;
    const std::uint64_t begin = asked_.empty() || number(4) > 0 ? next_ : asked_.back();
    const std::uint64_t end = begin + 1 + number(3);
    for (std::uint64_t key = begin; key < end; ++key) batch.push_back(numbered_entry(key));
    next_ = std::max(next_, end);
    for (std::uint64_t key = begin; key < end; ++key) asked_.push_back(key);
    const auto outcome = storage.append(*size, batch);
    if (!outcome) return give_up(storage, writer);
    if (const auto* appended = std::get_if<Appended>(&*outcome)) {
      for (std::size_t i = 0; i < batch.size(); ++i) {
        told(begin + i, appended->first_position + i);
      }
    } else if (const auto& repeated = std::get<Conflict>(*outcome).repeated) {
      told(begin + repeated->batch_index, repeated->position);
    }
  }

  // A read-only store is closed, and its machine started anew, as the message asks; a process that
  // is gone is replaced.
  void give_up(Storage& storage, std::size_t writer) {
    const bool read_only = storage.health().write_state == WriteState::ReadOnly;
    const bool gone = !storage.size().ok();
    if (read_only) {
      for (auto& each : writers_) each.reset();
      machine_.disk.cut_power(number(1000));
      machine_.disk.restart();
    } else if (gone) {
      writers_[writer].reset();
    }
  }

  void told(std::uint64_t key, std::uint64_t position) {
    const auto [known, added] = positions_.emplace(key, position);
    EXPECT_EQ(known->second, position) << "key " << key << " was told two positions";
  }

  void expect_promises_kept() {
    const auto storage = machine_.open();
    ASSERT_TRUE(storage);
    EXPECT_EQ(base::sentences(storage->check()->findings), "");
    const auto leaves = storage->read(0, *storage->size());
    ASSERT_TRUE(leaves.ok());
    std::map<std::string, int> copies;
    for (const std::string& leaf : *leaves) ++copies[leaf];
    for (const auto& [leaf, times] : copies) EXPECT_EQ(times, 1) << leaf;
    for (const auto& [key, position] : positions_) {
      ASSERT_LT(position, leaves->size()) << "an entry that was receipted is lost";
      EXPECT_EQ((*leaves)[position], numbered_entry(key).leaf);
    }
    for (const std::uint64_t key : asked_) {
      const NewEntry entry = numbered_entry(key);
      const auto found = storage->find(entry.author, entry.idempotency_key);
      EXPECT_EQ(found->has_value(), copies.contains(entry.leaf));
    }
  }

  std::uint64_t state_;
  StoreMachine machine_;
  std::unique_ptr<Storage> writers_[2];
  std::uint64_t next_ = 0;
  std::vector<std::uint64_t> asked_;
  std::map<std::uint64_t, std::uint64_t> positions_;
};

TEST(MemoryFaultTest, F1_F2_F5_F6_NoSeedBreaksAPromise) {
  for (std::uint64_t seed = 1; seed <= 500 && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Simulation(seed).run();
  }
}

}  // namespace
}  // namespace recanvass::store
