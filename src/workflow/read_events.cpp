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

// Entries parsed at once: some megabytes, and long against starting a thread.
constexpr std::uint64_t kEntriesAtOnce = 4096;

// Events as far as they could be read, and what was wrong then.
struct Parsed {
  std::vector<Event> events;
  base::Problems problems;
};

Parsed parse(std::uint64_t first, const std::vector<std::string>& leaves) {
  Parsed parsed;
  parsed.events.reserve(leaves.size());
  for (const std::string& leaf : leaves) {
    const std::uint64_t position = first + parsed.events.size();
    auto entry = ledger::read_stored_entry(leaf);
    auto event = entry ? event_of(std::move(entry).value(), position, leaf) : entry.problems();
    if (!event) {
      parsed.problems = event.problems();
      for (base::Problem& problem : parsed.problems) {
        problem.place.column = fmt::format("entry {} {}", position, problem.place.column);
      }
      break;
    }
    parsed.events.push_back(std::move(event).value());
  }
  return parsed;
}

base::Result<Done> give(const Parsed& parsed, const EventSink& sink) {
  for (const Event& event : parsed.events) sink(event);
  if (!parsed.problems.empty()) return parsed.problems;
  return Done{};
}

}  // namespace

base::Result<Done> read_events(store::Storage& storage, std::uint64_t begin, std::uint64_t end,
                               const EventSink& sink) {
  std::future<Parsed> parsing;
  for (std::uint64_t first = begin; first < end; first += kEntriesAtOnce) {
    auto leaves = storage.read(first, std::min(end, first + kEntriesAtOnce));
    std::future<Parsed> next;
    if (leaves) {
      const bool is_all = first == begin && end - begin <= kEntriesAtOnce;
      next = std::async(is_all ? std::launch::deferred : std::launch::async, parse, first,
                        std::move(leaves).value());
    }
    if (parsing.valid()) {
      if (auto given = give(parsing.get(), sink); !given) return given;
    }
    if (!leaves) return leaves.problems();
    parsing = std::move(next);
  }
  return parsing.valid() ? give(parsing.get(), sink) : Done{};
}

}  // namespace recanvass::workflow
