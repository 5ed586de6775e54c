// What every storage promises, as claims that each adapter's test runs over stores of its own.
// The claims themselves: store/storage_contract_test.cpp.
#pragma once

#include "store/storage.h"

#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace recanvass::store {

/// A clock that tests turn by hand.
class HandClock : public Clock {
 public:
  std::int64_t now_utc_ms() override { return now; }
  std::int64_t now = 1'480'000'000'000;  // 24 November 2016
};

/// One store under test; each open() gives a further handle on it.
class StoreUnderTest {
 public:
  virtual ~StoreUnderTest() = default;
  virtual std::unique_ptr<Storage> open() = 0;
  HandClock clock;
};

struct Claim {
  const char* name;
  void (*check)(StoreUnderTest& store);
};
inline void PrintTo(const Claim& claim, std::ostream* out) { *out << claim.name; }

/// The pieces in which the SQL stores keep files.
inline constexpr std::size_t kFilePiece = std::size_t{256} << 10;

/// The first cause of a failure, or "accepted".
template <class T>
std::string cause_of(const base::Result<T>& result) {
  return result ? "accepted" : result.problems()[0].cause;
}

/// All claims; each wants a store that is empty.
std::vector<Claim> storage_claims();

/// "leaf 17 ..." by author "author-2" with key "key-17", different for each number.
NewEntry numbered_entry(std::uint64_t number);
/// Entries [begin, end) of those.
std::vector<NewEntry> numbered_entries(std::uint64_t begin, std::uint64_t end);
/// Appends and expects success.
void append_all(Storage& storage, std::uint64_t expected_size, const std::vector<NewEntry>& batch);
/// The root of the numbered entries [0, size), computed without a store.
ledger::Hash numbered_root(std::uint64_t size);
/// A signed checkpoint of the numbered entries.
std::string numbered_checkpoint(std::uint64_t size);
/// `size` bytes that differ from place to place.
std::string patterned_bytes(std::size_t size);
/// The whole blob, or the problems as text.
std::string blob_text(Storage& storage, const base::Sha256& sha256);

}  // namespace recanvass::store
