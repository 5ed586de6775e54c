#include "workflow/read_events.h"

#include "workflow/fold.h"

#include <fmt/format.h>

#include <algorithm>
#include <future>
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

// Events as far as they could be read, and what was wrong then.
struct Block {
  std::vector<Event> events;
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

Block read_block(Fetched fetched) {
  Block block;
  block.events.reserve(fetched.leaves.size());
  for (std::size_t i = 0; i < fetched.leaves.size(); ++i) {
    const std::uint64_t position = fetched.first + i;
    auto entry = ledger::read_stored_entry(fetched.leaves[i].text);
    auto event = entry ? event_of(std::move(entry).value(), position, fetched.leaves[i].hash)
                       : entry.problems();
    if (event) {
      block.events.push_back(std::move(event).value());
      continue;
    }
    block.problems = event.problems();
    for (base::Problem& problem : block.problems) {
      problem.place.column = fmt::format("entry {} {}", position, problem.place.column);
    }
    return block;
  }
  block.problems = std::move(fetched.problems);
  return block;
}

base::Result<Done> give(const Block& block, const EventSink& sink) {
  for (const Event& event : block.events) sink(event);
  if (!block.problems.empty()) return block.problems;
  return Done{};
}

}  // namespace

base::Result<Done> read_events(store::Storage& storage, std::uint64_t begin, std::uint64_t end,
                               const EventSink& sink) {
  const auto fetch_from = [&storage, end](std::uint64_t first) {
    return fetch(storage, first, std::min(end, first + kBlock));
  };
  if (end <= begin + kBlock) return give(read_block(fetch_from(begin)), sink);
  // Two threads of about the same work: this one folds, the other fetches and reads, and frees what
  // was folded. They never use the storage at once: this one does so only when the other is done.
  const auto after = [&fetch_from](Block folded, std::uint64_t first) {
    folded = {};
    return read_block(fetch_from(first));
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
