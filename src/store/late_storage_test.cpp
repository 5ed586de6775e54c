#include "store/late_storage.h"

#include "store/sqlite_storage.h"
#include "store/sqlite_under_test_test.h"
#include "store/temporary_folder_test.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

namespace recanvass::store {
namespace {

// A SQLite store that is made late, each handle for itself.
class LateUnderTest : public StoreUnderTest {
 public:
  std::unique_ptr<Storage> open() override {
    const auto opening = [this](OpenMode mode) {
      return [this, mode] { return open_sqlite(path(), clock, {mode, 10'000}); };
    };
    return made_when_written(path(), opening(OpenMode::MustExist),
                             opening(OpenMode::CreateIfMissing));
  }
  [[nodiscard]] std::string path() const { return folder_.path() + "/late.store"; }
  [[nodiscard]] bool is_there() const { return std::filesystem::exists(path()); }

 private:
  TemporaryFolder folder_;
};

class LateStorageTest : public testing::TestWithParam<Claim> {};

TEST_P(LateStorageTest, Keeps) {
  LateUnderTest store;
  GetParam().check(store);
}

INSTANTIATE_TEST_SUITE_P(TheContract, LateStorageTest, testing::ValuesIn(storage_claims()),
                         [](const auto& claim) { return std::string(claim.param.name); });

TEST(LateStorage, WhoeverOnlyAsksOrIsRefusedLeavesNothing) {
  LateUnderTest store;
  const auto storage = store.open();
  EXPECT_EQ(storage->size().value(), 0U);
  EXPECT_TRUE(storage->read(0, 0).ok());
  EXPECT_EQ(cause_of(storage->read(0, 1)), "store.range");
  EXPECT_EQ(cause_of(storage->node(0, 0)), "store.range");
  EXPECT_FALSE(storage->find("a", "k").value());
  EXPECT_FALSE(storage->origin().value());
  EXPECT_FALSE(storage->latest_checkpoint().value());
  EXPECT_FALSE(storage->has_blob({}).value());
  EXPECT_EQ(cause_of(storage->get_blob({}, nullptr)), "store.blob-absent");
  EXPECT_TRUE(storage->check().value().findings.empty());
  const auto nothing = storage->append_next([](std::uint64_t size) {
    EXPECT_EQ(size, 0U);
    return std::vector<NewEntry>();
  });
  EXPECT_TRUE(nothing.ok());
  const auto refused = storage->append_next([](std::uint64_t) {
    return base::Result<std::vector<NewEntry>>(base::Problem{"test.refused", {}, "", "", ""});
  });
  EXPECT_EQ(cause_of(refused), "test.refused");
  EXPECT_FALSE(store.is_there());
  EXPECT_TRUE(storage->append_next([](std::uint64_t) { return numbered_entries(0, 2); }).ok());
  EXPECT_TRUE(store.is_there());
  EXPECT_EQ(storage->size().value(), 2U);
}

TEST(LateStorage, WhatAnotherProcessMadeMeanwhileIsTheStore) {
  LateUnderTest store;
  const auto first = store.open();
  const auto second = store.open();
  EXPECT_EQ(second->size().value(), 0U);
  append_all(*first, 0, numbered_entries(0, 3));
  EXPECT_EQ(second->size().value(), 3U);
  EXPECT_TRUE(second
                  ->append_next([](std::uint64_t size) {
                    EXPECT_EQ(size, 3U);
                    return numbered_entries(size, size + 1);
                  })
                  .ok());
  EXPECT_EQ(first->size().value(), 4U);
}

// Made by another while the first entries were being decided: they are decided again.
TEST(LateStorage, WhoeverComesSecondWithTheFirstEntryIsToldOfTheOther) {
  LateUnderTest store;
  const auto first = store.open();
  const auto second = store.open();
  const auto outcome = second->append_next([&](std::uint64_t size) {
    append_all(*first, 0, numbered_entries(0, 3));
    return numbered_entries(10 + size, 11 + size);
  });
  ASSERT_TRUE(outcome.ok());
  ASSERT_TRUE(std::holds_alternative<Conflict>(*outcome));
  EXPECT_EQ(std::get<Conflict>(*outcome).actual_size, 3U);
  EXPECT_EQ(second->size().value(), 3U);
}

TEST(LateStorage, WhatCannotBeOpenedIsSaid) {
  LateUnderTest store;
  std::filesystem::create_directories(store.path());
  const auto storage = store.open();
  EXPECT_EQ(cause_of(storage->size()), "store.not-a-store");
  EXPECT_EQ(cause_of(storage->append(0, numbered_entries(0, 1))), "store.not-a-store");
}

}  // namespace
}  // namespace recanvass::store
