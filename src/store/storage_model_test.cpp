// The same calls on each kind of store must be answered alike: drawn from a seed, compared word by
// word.
#include "store/memory_storage.h"
#include "store/postgres_server_test.h"
#include "store/postgres_storage.h"
#include "store/proofs.h"
#include "store/sqlite_under_test_test.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <sstream>

namespace recanvass::store {
namespace {

template <class T, class Say>
std::string answer(const base::Result<T>& result, Say say) {
  if (!result) return result.problems()[0].cause;
  return say(*result);
}

std::string outcome_words(const AppendOutcome& outcome) {
  if (const auto* appended = std::get_if<Appended>(&outcome)) {
    return fmt::format("at {}", appended->first_position);
  }
  const Conflict& conflict = std::get<Conflict>(outcome);
  if (!conflict.repeated) return fmt::format("size {}", conflict.actual_size);
  return fmt::format("size {}, {} is at {}", conflict.actual_size, conflict.repeated->batch_index,
                     conflict.repeated->position);
}

std::string text_or_none(const std::optional<std::string>& text) {
  return text ? "\"" + *text + "\"" : "none";
}

// One call, drawn from the numbers given.
struct Call {
  unsigned kind = 0;
  unsigned a = 0;
  unsigned b = 0;
};

std::string append_words(Storage& storage, const Call& call) {
  const std::uint64_t size = *storage.size();
  // Mostly what fits; sometimes another size, sometimes keys that are there already.
  const std::uint64_t expected = call.b % 7 == 0 ? size + call.a % 3 : size;
  const std::uint64_t begin = call.b % 5 == 0 ? size - size % 11 : size;
  const auto batch = numbered_entries(begin, begin + 1 + call.a % 170);
  return answer(storage.append(expected, batch), outcome_words);
}

std::string tree_words(Storage& storage, const Call& call) {
  const auto hash = [](const ledger::Hash& value) { return base::hex(value); };
  const std::uint64_t size = *storage.size();
  return answer(root_at(storage, call.a % (size + 2)), hash) + " " +
         answer(storage.node(static_cast<int>(call.b % 12), call.a % (size / 2 + 1)), hash);
}

std::string file_words(Storage& storage, const Call& call) {
  std::istringstream source(patterned_bytes(call.a % 600'000));
  const auto id = storage.put_blob(source);
  if (!id) return id.problems()[0].cause;
  return fmt::format("{} {} {} files", id->bytes,
                     base::hex(base::sha256(blob_text(storage, id->sha256))),
                     storage.blobs()->size());
}

std::string snapshot_words(Storage& storage, const Call& call) {
  const std::string name = call.a % 2 == 0 ? "one" : "other";
  if (call.b % 4 == 0) {
    return answer(storage.delete_snapshot(name), [](Done) { return "deleted"; });
  }
  if (call.b % 4 == 1) {
    const Snapshot snapshot{call.a % 300, patterned_bytes(call.a % 1000)};
    return answer(storage.put_snapshot(name, snapshot), [](Done) { return "put"; });
  }
  return answer(storage.get_snapshot(name), [](const std::optional<Snapshot>& found) {
    return found ? fmt::format("{} {}", found->ledger_size, base::hex(base::sha256(found->bytes)))
                 : "none";
  });
}

std::string checkpoint_words(Storage& storage, const Call& call) {
  const std::uint64_t size = *storage.size();
  const auto put = storage.put_checkpoint(numbered_checkpoint(call.a % (size + 2)));
  return answer(put, [](Done) { return std::string("kept"); }) + " " +
         answer(storage.latest_checkpoint(), text_or_none) + " " +
         answer(storage.checkpoint(call.b % (size + 1)), text_or_none);
}

std::string read_words(Storage& storage, const Call& call) {
  const std::uint64_t size = *storage.size();
  const std::uint64_t begin = call.a % (size + 2);
  std::string words = answer(storage.read(begin, begin + call.b % 40), [](const auto& leaves) {
    std::string all;
    for (const std::string& leaf : leaves) all += leaf;
    return all;
  });
  const NewEntry entry = numbered_entry(call.b % (size + 5));
  words += answer(storage.find(entry.author, entry.idempotency_key),
                  [](const std::optional<std::uint64_t>& position) {
                    return position ? fmt::format(" found {}", *position) : " absent";
                  });
  return words;
}

std::string words_of(Storage& storage, const Call& call) {
  switch (call.kind % 8) {
    case 0:
    case 1:
    case 2: return append_words(storage, call);
    case 3: return read_words(storage, call);
    case 4: return tree_words(storage, call);
    case 5: return call.a % 4 == 0 ? file_words(storage, call) : snapshot_words(storage, call);
    case 6: return checkpoint_words(storage, call);
    case 7: break;
  }
  const std::string name = call.a % 3 == 0 ? "example.org/a" : "example.org/b";
  return answer(storage.set_origin(name), [](Done) { return std::string("named"); }) +
         answer(storage.origin(), text_or_none);
}

TEST(StorageModelTest, EveryKindOfStoreAnswersTheSameCallsAlike) {
  PostgresServer server;
  for (unsigned seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    FaultPlan plan;
    SimulatedClock disk_clock(plan);
    SimulatedDisk disk(plan, disk_clock);
    SqliteUnderTest sqlite;
    const auto open_all = [&] {
      std::vector<std::unique_ptr<Storage>> all;
      all.push_back(std::move(open_memory(disk, sqlite.clock)).value());
      all.push_back(sqlite.open());
      if (!server.why_not().empty()) return all;
      all.push_back(std::move(open_postgres(server.url(), sqlite.clock,
                                            {fmt::format("seed_{}", seed), 10'000, 10'000}))
                        .value());
      return all;
    };
    auto stores = open_all();
    std::mt19937 random(seed);
    for (int step = 0; step < 60; ++step) {
      const Call call{static_cast<unsigned>(random()), static_cast<unsigned>(random()),
                      static_cast<unsigned>(random())};
      if (call.kind % 23 == 0) stores = open_all();
      const std::string expected = words_of(*stores[0], call);
      for (std::size_t i = 1; i < stores.size(); ++i) {
        ASSERT_EQ(words_of(*stores[i], call), expected)
            << "store " << i << ", step " << step << ", call " << call.kind % 8;
      }
    }
    for (const auto& storage : stores) EXPECT_EQ(base::sentences(storage->check()->findings), "");
  }
  if (!server.why_not().empty()) GTEST_SKIP() << "without PostgreSQL: " << server.why_not();
}

}  // namespace
}  // namespace recanvass::store
