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

// Events as far as they could be read, and what was wrong then.
struct Block {
  std::vector<Event> events;
  base::Problems problems;
};

Block read_block(store::Storage& storage, std::uint64_t begin, std::uint64_t end) {
  Block block;
  if (begin < end) block.events.reserve(end - begin);
  const auto read =
      storage.read_each(begin, end, [&block](std::uint64_t position, std::string_view leaf) {
        auto entry = ledger::read_stored_entry(leaf);
        auto event = entry ? event_of(std::move(entry).value(), position, leaf) : entry.problems();
        if (event) {
          block.events.push_back(std::move(event).value());
          return store::Flow::Continue;
        }
        block.problems = event.problems();
        for (base::Problem& problem : block.problems) {
          problem.place.column = fmt::format("entry {} {}", position, problem.place.column);
        }
        return store::Flow::Stop;
      });
  if (!read) block.problems = read.problems();
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
  if (end <= begin + kBlock) return give(read_block(storage, begin, end), sink);
  // Freeing what was given costs the thread that folds more than the one that made it.
  const auto after = [&storage, end](Block given, std::uint64_t first) {
    given = {};
    return read_block(storage, first, std::min(end, first + kBlock));
  };
  auto reading = std::async(std::launch::async, after, Block(), begin);
  Block given;
  for (std::uint64_t next = begin + kBlock;; next += kBlock) {
    Block block = reading.get();
    const bool is_last = next >= end || !block.problems.empty();
    if (!is_last) reading = std::async(std::launch::async, after, std::move(given), next);
    if (auto done = give(block, sink); !done || is_last) return done;
    given = std::move(block);
  }
}

}  // namespace recanvass::workflow
