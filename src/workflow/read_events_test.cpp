#include "workflow/read_events.h"

#include "workflow/engine_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

// A ledger of many short entries, longer than what is parsed at once.
class ReadEventsTest : public testing::Test {
 protected:
  static constexpr std::uint64_t kEntries = 9000;

  void SetUp() override { append(0, kEntries, "account.close"); }

  void append(std::uint64_t begin, std::uint64_t end, const std::string& kind) {
    std::vector<store::NewEntry> batch;
    for (std::uint64_t i = begin; i < end; ++i) {
      const std::string key = "k" + std::to_string(i);
      const ledger::SignedEntry entry{{kind,
                                       {{"account", "a" + std::to_string(i)}, {"reason", "left"}},
                                       "wec",
                                       key,
                                       "2016-11-28T10:00:00Z"},
                                      {},
                                      {}};
      batch.push_back({ledger::leaf_bytes(entry), "wec", key});
    }
    ASSERT_TRUE(storage().append(begin, batch).ok());
  }
  store::Storage& storage() {
    if (!storage_) storage_ = std::move(store::open_memory(bench_.disk, bench_.clock)).value();
    return *storage_;
  }
  base::Result<store::Done> read(std::uint64_t begin, std::uint64_t end) {
    return read_events(storage(), begin, end,
                       [this](const Event& event) { events_.push_back(event); });
  }

  fixture::EngineBench bench_;
  std::unique_ptr<store::Storage> storage_;
  std::vector<Event> events_;
};

TEST_F(ReadEventsTest, AllEntriesComeInOrderWithTheirHashesHoweverManyThereAre) {
  for (const auto& [begin, end] : {std::pair<std::uint64_t, std::uint64_t>{0, kEntries},
                                   {8, 8},
                                   {17, 18},
                                   {100, 4196},
                                   {100, 4197}}) {
    events_.clear();
    ASSERT_TRUE(read(begin, end).ok());
    ASSERT_EQ(events_.size(), end - begin);
    for (std::uint64_t i = begin; i < end; ++i) {
      const Event& event = events_[i - begin];
      ASSERT_EQ(event.position, i);
      ASSERT_EQ(event.body["account"], "a" + std::to_string(i));
    }
  }
  const auto leaf = storage().read(4999, 5000);
  ASSERT_TRUE(read(4999, 5000).ok());
  EXPECT_EQ(events_.back().leaf_hash, ledger::leaf_hash((*leaf)[0]));
  EXPECT_EQ(events_.back().receipt, ledger::receipt_code((*leaf)[0]));
}

TEST_F(ReadEventsTest, AProblemIsNamedByItsEntryAndEverythingBeforeItIsGiven) {
  append(kEntries, kEntries + 1, "no.such");
  append(kEntries + 1, kEntries + 10, "account.close");
  const auto result = read(0, kEntries + 10);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.problems()[0].cause, "command.kind");
  EXPECT_NE(result.problems()[0].place.column.find("entry 9000"), std::string::npos);
  EXPECT_EQ(events_.size(), kEntries);
}

TEST_F(ReadEventsTest, AnEntryWithoutWhatTheProgramFoundIsRefusedAndNamed) {
  append(kEntries, kEntries + 1, "certificate.issue");
  const auto result = read(kEntries, kEntries + 1);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.problems()[0].cause, "fold.found");
  EXPECT_NE(result.problems()[0].place.column.find("entry 9000"), std::string::npos);
  EXPECT_TRUE(events_.empty());
}

TEST_F(ReadEventsTest, ARangeThatIsNotThereIsRefusedAfterWhatIs) {
  const auto result = read(0, kEntries + 1);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.problems()[0].cause, "store.range");
  EXPECT_EQ(events_.size(), 8192U);
  EXPECT_EQ(read(8, 7).problems()[0].cause, "store.range") << "a store that lost its end";
}

// Entries 9000 and on are signed, but for the one at `edited`.
TEST_F(ReadEventsTest, SignaturesAreLookedAtFromTheFirstThatNothingCoversInEveryBlock) {
  constexpr std::uint64_t kEdited = kEntries + 5000;
  std::vector<store::NewEntry> batch;
  for (std::uint64_t i = kEntries; i < kEntries + 6000; ++i) {
    const std::string key = "k" + std::to_string(i);
    std::string leaf = ledger::leaf_bytes(
        ledger::sign_entry({"account.close",
                            {{"account", "a" + std::to_string(i)}, {"reason", "left"}},
                            "wec",
                            key,
                            "2016-11-28T10:00:00Z"},
                           "a.example", fixture::key_numbered(1)));
    if (i == kEdited) leaf.replace(leaf.find("left"), 4, "lest");
    batch.push_back({leaf, "wec", key});
  }
  ASSERT_TRUE(storage().append(kEntries, batch).ok());
  const auto read_from = [this](std::uint64_t first, std::uint64_t end) {
    std::uint64_t looked_at = 0;
    std::uint64_t seen = 0;
    const auto done = read_signed_events(
        storage(), 0, end, {first, "a.example"},
        [&](const Event& event, const ledger::PublicKey* signed_by) -> base::Result<store::Done> {
          EXPECT_EQ(event.position, seen++);
          EXPECT_EQ(signed_by != nullptr, event.position >= first);
          if (signed_by != nullptr) {
            EXPECT_EQ(*signed_by, fixture::key_numbered(1).public_key());
            ++looked_at;
          }
          return store::Done{};
        });
    const std::string place = done ? "" : done.problems()[0].place.column;
    return std::tuple(place, seen, looked_at);
  };
  using Seen = std::tuple<std::string, std::uint64_t, std::uint64_t>;
  const std::uint64_t all = kEntries + 6000;
  EXPECT_EQ(read_from(kEntries, all), Seen("entry 14000", kEdited, 5000));
  EXPECT_EQ(read_from(kEntries + 17, kEdited), Seen("", kEdited, 4983));
  EXPECT_EQ(read_from(kEdited, all), Seen("entry 14000", kEdited, 0));
  EXPECT_EQ(read_from(kEdited + 1, all), Seen("", all, 999)) << "what is covered is not looked at";
}

}  // namespace
}  // namespace recanvass::workflow
