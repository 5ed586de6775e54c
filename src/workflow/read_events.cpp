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

// Entries as they are stored, as far as they could be fetched, and what was wrong then.
struct Leaves {
  std::uint64_t first = 0;
  std::vector<std::string> texts;
  base::Problems problems;
};

// Events as far as they could be read, and what was wrong then.
struct Block {
  std::vector<Event> events;
  base::Problems problems;
};

Leaves fetch(store::Storage& storage, std::uint64_t begin, std::uint64_t end) {
  Leaves leaves{begin, {}, {}};
  if (begin < end) leaves.texts.reserve(end - begin);
  const auto read = storage.read_each(begin, end, [&](std::uint64_t, std::string_view leaf) {
    leaves.texts.emplace_back(leaf);
    return store::Flow::Continue;
  });
  if (!read) leaves.problems = read.problems();
  return leaves;
}

Block read_block(Leaves leaves) {
  Block block;
  block.events.reserve(leaves.texts.size());
  for (std::size_t i = 0; i < leaves.texts.size(); ++i) {
    const std::uint64_t position = leaves.first + i;
    auto entry = ledger::read_stored_entry(leaves.texts[i]);
    auto event =
        entry ? event_of(std::move(entry).value(), position, leaves.texts[i]) : entry.problems();
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
  block.problems = std::move(leaves.problems);
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
  if (end <= begin + kBlock) return give(read_block(fetch(storage, begin, end)), sink);
  // Two threads of about the same work: this one fetches and folds, the other reads texts and frees
  // what was folded, which costs the thread that made it less.
  const auto after = [](Block folded, Leaves leaves) {
    folded = {};
    return read_block(std::move(leaves));
  };
  auto reading = std::async(std::launch::async, after, Block(), fetch_from(begin));
  Block folded;
  for (std::uint64_t next = begin + kBlock;; next += kBlock) {
    Leaves leaves;
    if (next < end) leaves = fetch_from(next);
    Block block = reading.get();
    const bool is_last = next >= end || !block.problems.empty();
    if (!is_last) {
      reading = std::async(std::launch::async, after, std::move(folded), std::move(leaves));
    }
    if (auto done = give(block, sink); !done || is_last) return done;
    folded = std::move(block);
  }
}

}  // namespace recanvass::workflow
