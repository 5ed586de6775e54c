#include "tests/simulate/promises.h"

#include "base/json.h"
#include "store/proofs.h"
#include "workflow/engine_fixture.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

namespace recanvass::simulate {
namespace {

using base::Json;
using workflow::Event;
using workflow::Operation;
using Figures = std::map<std::string, std::int64_t>;

Operation folded(const std::vector<Event>& events) {
  Operation operation = workflow::empty_operation(workflow::fixture::no_law());
  for (const Event& event : events) workflow::apply(operation, event);
  return operation;
}

// ---- entries, read naively -----------------------------------------------------------------

struct NaiveBatch {
  std::string unit;
  std::vector<std::pair<std::string, Figures>> entries;  // author and latest figures
  std::optional<Figures> adjudicated;
  bool is_void = false;

  // What counts of it; nothing while two people have not agreed.
  [[nodiscard]] std::optional<Figures> settled() const {
    if (is_void) return std::nullopt;
    if (adjudicated) return adjudicated;
    if (entries.size() == 2 && entries[0].second == entries[1].second) return entries[0].second;
    return std::nullopt;
  }
};

Figures figures_of(const Json& body) {
  Figures figures = body.at("votes").get<Figures>();
  figures["(blank)"] = body.at("blank").get<std::int64_t>();
  figures["(over)"] = body.at("over").get<std::int64_t>();
  figures["(ballots)"] = body.at("ballots").get<std::int64_t>();
  return figures;
}

struct NaiveCount {
  std::map<std::string, NaiveBatch> batches;
  std::map<std::uint64_t, const Event*> waiting;
  std::string breach;

  void take_in(const Event& event);
  void enter(const Event& event);
};

void NaiveCount::enter(const Event& event) {
  NaiveBatch& batch = batches[event.body.at("batch").get<std::string>()];
  const Figures figures = figures_of(event.body);
  for (auto& [author, latest] : batch.entries) {
    if (author != event.author) continue;
    if (!event.body.contains("replaces")) {
      breach = fmt::format("entry {}: {} counted a batch twice", event.position, author);
    }
    latest = figures;
    return;
  }
  if (batch.entries.size() == 2) {
    breach = fmt::format("entry {}: a third person counted a batch", event.position);
  }
  batch.entries.emplace_back(event.author, figures);
}

void NaiveCount::take_in(const Event& event) {
  if (event.kind == "manifest.add") {
    for (const Json& listed : event.body.at("batches")) {
      batches[listed.at("batch")].unit = listed.at("unit");
    }
  } else if (event.kind == "batch.extra") {
    const std::string id = event.body.at("batch");
    if (batches.contains(id)) breach = fmt::format("entry {}: {} twice", event.position, id);
    batches[id].unit = event.body.at("unit");
  } else if (event.kind == "tally.enter") {
    enter(event);
  } else if (event.kind == "tally.adjudicate") {
    // Figures of neither entry wait for a second person.
    NaiveBatch& batch = batches[event.body.at("batch")];
    const auto figures = figures_of(event.body);
    const bool known = std::ranges::any_of(
        batch.entries, [&](const auto& entry) { return entry.second == figures; });
    if (known) batch.adjudicated = figures;
    if (!known) waiting[event.position] = &event;
  } else if (event.kind == "batch.void") {
    waiting[event.position] = &event;
  } else if (event.kind == "approve") {
    const auto act = waiting.find(event.body.at("entry"));
    if (act == waiting.end()) return;
    if (act->second->author == event.author) breach = "one person approved an act of their own";
    NaiveBatch& batch = batches[act->second->body.at("batch")];
    if (act->second->kind == "batch.void") batch.is_void = true;
    if (act->second->kind == "tally.adjudicate") batch.adjudicated = figures_of(act->second->body);
  }
}

std::string differing_sums(const NaiveCount& naive, const Operation& operation) {
  std::map<std::string, Figures> sums;
  for (const auto& [id, batch] : naive.batches) {
    const auto settled = batch.settled();
    if (!settled) continue;
    for (const auto& [what, number] : *settled) sums[batch.unit][what] += number;
  }
  for (const auto& [unit, listed] : operation.commitment.units) {
    Figures found;
    const auto counted = operation.counting.sums.find(unit);
    if (counted != operation.counting.sums.end() && counted->second.settled > 0) {
      found = counted->second.votes;
      found["(blank)"] = counted->second.blank;
      found["(over)"] = counted->second.over;
      found["(ballots)"] = counted->second.ballots;
    }
    if (found != sums[unit]) return fmt::format("the sums of unit {} are not its entries'", unit);
  }
  return "";
}

// ---- what may be seen ------------------------------------------------------------------------

// Hashes cannot tell a figure and differ with it: runs of 64 hexadecimal digits become "#".
std::string without_hashes(const std::string& text) {
  constexpr std::size_t kDigits = 64;
  std::string out;
  std::size_t run = 0;
  for (const char letter : text) {
    const bool is_hex = (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
    out += letter;
    run = is_hex ? run + 1 : 0;
    if (run < kDigits) continue;
    out.replace(out.size() - kDigits, kDigits, "#");
    run = 0;
  }
  return out;
}

// Every view as this person sees it.
std::string seen_by(const Operation& operation, const std::string& viewer,
                    const std::vector<workflow::View>& views) {
  workflow::ViewRequest request;
  if (!viewer.empty()) {
    const auto account = operation.people.accounts.find(viewer);
    if (account != operation.people.accounts.end()) request.viewer = &account->second;
  }
  std::string seen;
  for (const workflow::View& view : views) {
    seen += view.name + " " + view.build(operation, request).dump() + "\n";
  }
  return without_hashes(seen);
}

// The first line in which two views differ, shortened.
std::string difference(const std::string& one, const std::string& other) {
  std::size_t at = 0;
  while (at < std::min(one.size(), other.size()) && one[at] == other[at]) ++at;
  const std::size_t begin = one.rfind('\n', at) == std::string::npos ? 0 : one.rfind('\n', at) + 1;
  return one.substr(begin, std::min<std::size_t>(at - begin, 40)) + " ... " +
         one.substr(at > 30 ? at - 30 : 0, 60) + " | " + other.substr(at > 30 ? at - 30 : 0, 60);
}

std::string leak_between(const Operation& real, const Operation& other, const std::string& viewer,
                         const std::vector<workflow::View>& views, const std::string& what) {
  const std::string one = seen_by(real, viewer, views);
  const std::string two = seen_by(other, viewer, views);
  if (one == two) return "";
  return fmt::format("{} can tell {}: {}", viewer.empty() ? "the public" : viewer, what,
                     difference(one, two));
}

// Folds events whose inputs were altered: what was published is the hash of the altered ones.
Operation folded_as_published(std::vector<Event>& events) {
  Operation operation = workflow::empty_operation(workflow::fixture::no_law());
  for (Event& event : events) {
    if (event.kind == "commitment.publish") {
      event.body["inputs_sha256"] = workflow::committed_sha256(operation.commitment);
    }
    workflow::apply(operation, event);
  }
  return operation;
}

const std::vector<std::string> kWithoutFigures = {"", "team-1", "team-2", "team-3"};

// One vote of each of two open units changes places: their sum stays.
std::string reported_leak(const std::vector<Event>& events, const Operation& real,
                          const std::vector<workflow::View>& views, std::size_t turn) {
  std::vector<std::string> open;
  for (const auto& [unit, figures] : real.commitment.units) {
    if (!real.counting.signed_off.contains(unit)) open.push_back(unit);
  }
  if (open.size() < 2) return "";
  std::vector<Event> altered = events;
  for (Event& event : altered) {
    if (event.kind != "returns.add") continue;
    for (Json& unit : event.body["units"]) {
      const int step = unit["unit"] == open[0] ? 1 : (unit["unit"] == open[1] ? -1 : 0);
      unit["votes"]["a"] = unit["votes"]["a"].get<int>() + step;
      unit["votes"]["b"] = unit["votes"]["b"].get<int>() - step;
    }
  }
  return leak_between(real, folded_as_published(altered), kWithoutFigures[turn % 4], views,
                      "what machines reported for an open unit");
}

// Another figure in the latest entry of a batch that one person has counted.
std::string entry_leak(const std::vector<Event>& events, const Operation& real,
                       const std::vector<workflow::View>& views, std::size_t turn) {
  std::vector<std::pair<std::string, const workflow::BlindEntry*>> waiting;
  for (const auto& [id, batch] : real.counting.batches) {
    if (batch.stage() == workflow::BatchStage::OneEntry)
      waiting.emplace_back(id, &batch.entries[0]);
  }
  const std::string& viewer = kWithoutFigures[turn % 4];
  std::erase_if(waiting, [&](const auto& entry) { return entry.second->author == viewer; });
  if (waiting.empty()) return "";
  const auto& [id, first] = waiting[turn / 4 % waiting.size()];
  std::vector<Event> altered = events;
  Json& votes = altered[first->revisions.back().position].body["votes"];
  votes["a"] = votes["a"].get<int>() - 1;
  votes["b"] = votes["b"].get<int>() + 1;
  return leak_between(real, folded(altered), viewer, views,
                      "the first entry of batch " + id + " by another person");
}

}  // namespace

std::string lost_entry(const PromisedEntries& promised, store::Storage& storage) {
  for (const auto& [key, promise] : promised) {
    const std::string name =
        fmt::format("{} of {}, receipt {}", promise.kind, key.first, promise.receipt);
    const auto found = storage.find(key.first, key.second);
    if (!found) return name + " cannot be looked for";
    if (!*found) return name + " was acknowledged and is lost";
    if (**found != promise.position) return name + " stands at another place";
    const auto leaf = storage.read(promise.position, promise.position + 1);
    if (!leaf) return name + " cannot be read";
    if (ledger::receipt_code((*leaf)[0]) != promise.receipt) return name + " has another receipt";
  }
  return "";
}

std::string broken_log(workflow::Engine& engine) {
  const auto report = engine.storage().check();
  if (!report) return "the store cannot be checked: " + base::sentences(report.problems());
  if (!report->findings.empty()) return base::sentences(report->findings);
  const auto root = store::root_at(engine.storage(), engine.operation().entries);
  if (!root) return "the tree has no root: " + base::sentences(root.problems());
  if (*root != engine.root()) return "the store's root is not the engine's";
  if (engine.rolled_back()) return "a rollback is reported where none was";
  return "";
}

std::vector<Event> read_all(store::Storage& storage, std::string& problem) {
  std::vector<Event> events;
  const auto size = storage.size();
  const auto leaves = size ? storage.read(0, *size) : size.problems();
  if (!leaves) {
    problem = base::sentences(leaves.problems());
    return events;
  }
  for (const std::string& leaf : *leaves) {
    auto entry = ledger::parse_leaf(leaf);
    auto event =
        entry ? workflow::event_of(std::move(entry->entry), events.size(), ledger::leaf_hash(leaf))
              : entry.problems();
    if (!event) {
      problem = base::sentences(event.problems());
      return {};
    }
    events.push_back(std::move(event).value());
  }
  return events;
}

std::string other_replay(const std::vector<Event>& events,
                         const std::vector<const Operation*>& operations) {
  const Operation again = folded(events);
  const std::string replayed = seen_by(again, "wec", workflow::views());
  for (const Operation* operation : operations) {
    if (workflow::root_of(again, again.entries) !=
        workflow::root_of(*operation, operation->entries)) {
      return "the replay has another root";
    }
    const std::string live = seen_by(*operation, "wec", workflow::views());
    if (live != replayed) return "the replay differs: " + difference(live, replayed);
  }
  return "";
}

std::string doubled_batch(const std::vector<Event>& events, const Operation& operation) {
  NaiveCount naive;
  std::set<std::pair<std::string, std::string>> keys;
  for (const Event& event : events) {
    naive.take_in(event);
    if (!naive.breach.empty()) return naive.breach;
    if (!keys.emplace(event.author, event.idempotency_key).second) {
      return fmt::format("entry {}: a key stands in the ledger twice", event.position);
    }
  }
  return differing_sums(naive, operation);
}

std::string blind_leak(const std::vector<Event>& events, const std::vector<workflow::View>& views,
                       std::size_t turn) {
  const Operation real = folded(events);
  const std::string reported = reported_leak(events, real, views, turn);
  return reported.empty() ? entry_leak(events, real, views, turn) : reported;
}

}  // namespace recanvass::simulate
