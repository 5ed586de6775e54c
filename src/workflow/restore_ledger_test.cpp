#include "workflow/restore_ledger.h"

#include "workflow/publishing_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::StoryUnit;
using fixture::TestFolder;
using fixture::TestLedger;

// With a rule of 10 ballots W3 and W4 are withheld, and W6 with them.
const std::vector<StoryUnit> kUnits = {{"dane", "W1", {100, 50}}, {"dane", "W3", {4}},
                                       {"dane", "W4", {3}},       {"dane", "W6", {12}},
                                       {"dane", "W7", {60}},      {"rock", "R1", {40, 0}}};

ledger::VerifierKey log_key(const std::string& name) {
  return {TestLedger::kOrigin, ledger::SignerKind::Log, fixture::key_named(name).public_key()};
}

// A new machine: nothing on it.
struct NewStore {
  store::FaultPlan plan;
  store::SimulatedClock clock{plan};
  store::SimulatedDisk disk{plan, clock};
  std::unique_ptr<store::Storage> storage = open();

  std::unique_ptr<store::Storage> open() {
    auto opened = store::open_memory(disk, clock);
    RECANVASS_CHECK(opened.ok());
    return std::move(opened).value();
  }
};

void publish(TestLedger& ledger, const std::string& folder, std::int64_t minimum) {
  PublishRequest request = fixture::publish_to(folder);
  request.minimum_ballots = minimum;
  const auto published = publish_bundle(ledger.storage(), fixture::no_law(), request);
  ASSERT_TRUE(published.ok()) << base::sentences(published.problems());
}

std::vector<std::string> leaves_of(store::Storage& storage) {
  return *storage.read(0, *storage.size());
}

// The first `entries` of a ledger as a copy of its store has them.
void copy_entries(store::Storage& from, store::Storage& to, std::uint64_t entries) {
  std::vector<store::NewEntry> batch;
  const auto leaves = from.read(0, entries);
  for (const std::string& leaf : *leaves) {
    const auto entry = ledger::read_stored_entry(leaf);
    batch.push_back({leaf, entry->author, entry->idempotency_key});
  }
  ASSERT_TRUE(to.append(0, batch).ok());
}

std::string cause_of(const RestoreRequest& request) {
  NewStore made;
  const auto restored = restore_ledger(request, *made.storage);
  EXPECT_EQ(*made.storage->size(), 0U) << "nothing is written";
  return restored.ok() ? "" : restored.problems()[0].cause;
}

TEST(RestoreLedger, AFolderThatWithholdsNothingIsTheLedgerAgain) {
  TestLedger ledger;
  fixture::tell(ledger, kUnits);
  const TestFolder place;
  publish(ledger, place.file("bundle"), 1);
  NewStore made;
  const auto restored = restore_ledger({place.file("bundle"), log_key("log")}, *made.storage);
  ASSERT_TRUE(restored.ok()) << base::sentences(restored.problems());
  EXPECT_EQ(restored->size, ledger.operation().entries);
  EXPECT_EQ(restored->withheld, 0U);
  EXPECT_EQ(restored->beyond, 0U);
  EXPECT_EQ(leaves_of(*made.storage), leaves_of(ledger.storage()));
  EXPECT_EQ(*made.storage->origin(), TestLedger::kOrigin);
  EXPECT_EQ(*made.storage->latest_checkpoint(), *ledger.storage().latest_checkpoint());
  EXPECT_TRUE(made.storage->check()->findings.empty());
  // Published again, it is the same to the byte.
  PublishRequest again = fixture::publish_to(place.file("again"));
  again.minimum_ballots = 1;
  ASSERT_TRUE(publish_bundle(*made.storage, fixture::no_law(), again).ok());
  EXPECT_EQ(fixture::files_in(place.file("again")), fixture::files_in(place.file("bundle")));
}

TEST(RestoreLedger, WhatTheFolderWithholdsComesFromACopyOrNothingIsWritten) {
  TestLedger ledger;
  fixture::tell(ledger, kUnits);
  const TestFolder place;
  publish(ledger, place.file("bundle"), 10);
  const RestoreRequest alone{place.file("bundle"), log_key("log")};
  EXPECT_EQ(cause_of(alone), "restore.withheld");
  // Of yesterday: before the last sign-off and the entries of the last unit.
  const std::uint64_t size = ledger.operation().entries;
  NewStore old;
  copy_entries(ledger.storage(), *old.storage, size - 5);
  NewStore made;
  const auto restored =
      restore_ledger({place.file("bundle"), log_key("log"), old.storage.get()}, *made.storage);
  ASSERT_TRUE(restored.ok()) << base::sentences(restored.problems());
  EXPECT_GT(restored->withheld, 0U);
  EXPECT_EQ(restored->beyond, 0U);
  EXPECT_EQ(leaves_of(*made.storage), leaves_of(ledger.storage()));
  // A copy that ends before the last withheld entry is too old.
  NewStore older;
  copy_entries(ledger.storage(), *older.storage, 30);
  EXPECT_EQ(cause_of({place.file("bundle"), log_key("log"), older.storage.get()}),
            "restore.withheld");
}

TEST(RestoreLedger, ACopyNewerThanTheFolderGivesWhatCameAfterIt) {
  TestLedger ledger;
  fixture::tell(ledger, kUnits);
  const TestFolder place;
  publish(ledger, place.file("bundle"), 10);
  ledger.say("minute.add", "wec", {{"words", "A recess until nine."}});
  NewStore made;
  const auto restored =
      restore_ledger({place.file("bundle"), log_key("log"), &ledger.storage()}, *made.storage);
  ASSERT_TRUE(restored.ok()) << base::sentences(restored.problems());
  EXPECT_EQ(restored->beyond, 1U);
  EXPECT_EQ(leaves_of(*made.storage), leaves_of(ledger.storage()));
}

TEST(RestoreLedger, AnotherKeyAnotherHistoryAndAPlaceInUseAreRefused) {
  TestLedger ledger;
  fixture::tell(ledger, kUnits);
  const TestFolder place;
  publish(ledger, place.file("bundle"), 1);
  EXPECT_EQ(cause_of({place.file("bundle"), log_key("press")}), "restore.log-key");
  EXPECT_EQ(cause_of({place.file("absent"), log_key("log")}), "log.no-checkpoint");
  TestLedger other;
  fixture::tell(other, {kUnits.begin(), kUnits.begin() + 2});
  EXPECT_EQ(cause_of({place.file("bundle"), log_key("log"), &other.storage()}), "restore.copy");
  const auto onto_another = restore_ledger({place.file("bundle"), log_key("log")}, other.storage());
  ASSERT_FALSE(onto_another.ok());
  EXPECT_EQ(onto_another.problems()[0].cause, "restore.not-empty");
}

// Each byte that matters is compared: whatever file of the tree is damaged, nothing is written.
TEST(RestoreLedger, AFolderWithAChangedByteIsRefused) {
  TestLedger ledger;
  fixture::tell(ledger, kUnits);
  const TestFolder place;
  publish(ledger, place.file("bundle"), 1);
  int changed = 0;
  for (const auto& [path, bytes] : fixture::files_in(place.file("bundle"))) {
    if (!path.starts_with("tile/0") && !path.starts_with("tile/entries") && path != "checkpoint") {
      continue;
    }
    const std::string damaged = place.file("bundle/" + path);
    std::string other = bytes;
    other[bytes.size() / 3] = static_cast<char>(other[bytes.size() / 3] ^ 1);
    std::ofstream(damaged, std::ios::binary) << other;
    EXPECT_NE(cause_of({place.file("bundle"), log_key("log")}), "") << path;
    std::ofstream(damaged, std::ios::binary) << bytes;
    std::filesystem::remove(damaged);
    EXPECT_NE(cause_of({place.file("bundle"), log_key("log")}), "") << path << " is gone";
    std::ofstream(damaged, std::ios::binary) << bytes;
    ++changed;
  }
  EXPECT_EQ(changed, 3);
  EXPECT_EQ(cause_of({place.file("bundle"), log_key("press")}), "restore.log-key");
}

}  // namespace
}  // namespace recanvass::workflow
