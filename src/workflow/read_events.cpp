#include "workflow/read_events.h"

#include "workflow/fold.h"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <limits>
#include <string>
#include <vector>

namespace recanvass::workflow {
namespace {

using store::Done;

// Entries of a block: some megabytes, and long against starting a thread.
constexpr std::uint64_t kBlock = 4096;

struct Leaf {
  std::string text;
  ledger::Hash hash;
};

// Entries as they are stored, as far as they could be fetched, and what was wrong then.
struct Fetched {
  std::uint64_t first = 0;
  std::vector<Leaf> leaves;
  base::Problems problems;
};

// Events as far as they could be read, and what was wrong then. The keys are of the last events:
// those whose signatures were looked at.
struct Block {
  std::vector<Event> events;
  std::vector<ledger::PublicKey> keys;
  base::Problems problems;
};

Fetched fetch(store::Storage& storage, std::uint64_t begin, std::uint64_t end) {
  Fetched fetched{begin, {}, {}};
  if (begin < end) fetched.leaves.reserve(end - begin);
  const auto read = storage.read_each(begin, end, [&](const store::LedgerEntry& entry) {
    fetched.leaves.push_back({std::string(entry.leaf), entry.leaf_hash});
    return store::Flow::Continue;
  });
  if (!read) fetched.problems = read.problems();
  return fetched;
}

// The entry, once its signature was compared. The first one names the ledger that all are for.
base::Result<ledger::Entry> read_signed(const std::string& leaf, std::uint64_t position,
                                        const SignatureCheck& check, Block& block) {
  auto entry = ledger::parse_leaf(leaf);
  if (!entry) return entry.problems();
  std::string origin = check.origin;
  const auto stated = entry->entry.body.find("origin");
  if (origin.empty() && position == 0 && stated != entry->entry.body.end() && stated->is_string()) {
    origin = stated->get<std::string>();
  }
  if (!ledger::signature_holds(*entry, origin)) {
    return signature_problem(origin, position, "a signature that does not hold");
  }
  block.keys.push_back(entry->key);
  return std::move(entry->entry);
}

Block read_block(Fetched fetched, const SignatureCheck& check) {
  Block block;
  block.events.reserve(fetched.leaves.size());
  for (std::size_t i = 0; i < fetched.leaves.size(); ++i) {
    const std::uint64_t position = fetched.first + i;
    const std::string& leaf = fetched.leaves[i].text;
    const std::size_t keys_before = block.keys.size();
    auto entry = position < check.first_position ? ledger::read_stored_entry(leaf)
                                                 : read_signed(leaf, position, check, block);
    auto event = entry ? event_of(std::move(entry).value(), position, fetched.leaves[i].hash)
                       : entry.problems();
    if (event) {
      block.events.push_back(std::move(event).value());
      continue;
    }
    block.problems = event.problems();
    block.keys.resize(keys_before);
    for (base::Problem& problem : block.problems) {
      if (problem.cause == "entry.signature") continue;
      problem.place.column = fmt::format("entry {} {}", position, problem.place.column);
    }
    return block;
  }
  block.problems = std::move(fetched.problems);
  return block;
}

base::Result<Done> give(const Block& block, const SignedEventSink& sink) {
  const std::size_t covered = block.events.size() - block.keys.size();
  for (std::size_t i = 0; i < block.events.size(); ++i) {
    auto taken = sink(block.events[i], i < covered ? nullptr : &block.keys[i - covered]);
    if (!taken) return taken;
  }
  if (!block.problems.empty()) return block.problems;
  return Done{};
}

}  // namespace

base::Problem signature_problem(const std::string& origin, std::uint64_t position,
                                const std::string& found) {
  return {"entry.signature",
          {origin, 0, fmt::format("entry {}", position)},
          found,
          "the entry as its author signed it",
          "Nothing was saved and no checkpoint was signed: something else than this program wrote "
          "into the store. Restore the store from a copy or a replica, or this entry from them."};
}

base::Result<Done> read_events(store::Storage& storage, std::uint64_t begin, std::uint64_t end,
                               const EventSink& sink) {
  return read_signed_events(storage, begin, end, {std::numeric_limits<std::uint64_t>::max(), ""},
                            [&sink](const Event& event, const ledger::PublicKey* /*signed_by*/) {
                              sink(event);
                              return base::Result<Done>(Done{});
                            });
}

base::Result<Done> read_signed_events(store::Storage& storage, std::uint64_t begin,
                                      std::uint64_t end, const SignatureCheck& check,
                                      const SignedEventSink& sink) {
  const auto read_from = [&storage, &check, end](std::uint64_t first) {
    return read_block(fetch(storage, first, std::min(end, first + kBlock)), check);
  };
  if (end <= begin + kBlock) return give(read_from(begin), sink);
  // Two threads of about the same work: this one folds, the other fetches and reads, and frees what
  // was folded. They never use the storage at once: this one does so only when the other is done.
  const auto after = [&read_from](Block folded, std::uint64_t first) {
    folded = {};
    return read_from(first);
  };
  auto reading = std::async(std::launch::async, after, Block(), begin);
  Block folded;
  for (std::uint64_t next = begin + kBlock;; next += kBlock) {
    Block block = reading.get();
    const bool is_last = next >= end || !block.problems.empty();
    if (!is_last) reading = std::async(std::launch::async, after, std::move(folded), next);
    if (auto done = give(block, sink); !done || is_last) return done;
    folded = std::move(block);
  }
}

}  // namespace recanvass::workflow
