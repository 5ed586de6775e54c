#include "tests/simulate/small_election.h"

#include "workflow/custody.h"
#include "workflow/engine_fixture.h"

#include <fmt/format.h>

namespace recanvass::simulate {
namespace {

namespace fixture = workflow::fixture;
using base::Json;
using workflow::Command;
using workflow::Operation;

constexpr const char* kCounty = "us-wi-dane";
constexpr std::int64_t kBallots = 20;

Json batch(const char* id, const char* unit) {
  return {{"batch", id}, {"container", "C1"}, {"unit", unit}, {"ballots", kBallots}};
}

Json unit(const char* id, int a, int b) {
  return {{"unit", id}, {"name", id}, {"votes", {{"a", a}, {"b", b}}}};
}

Command manifest() {
  return fixture::command_of("manifest.add", "clerk",
                             {{"county", kCounty},
                              {"batches",
                               {batch("B1", "W1"), batch("B2", "W1"), batch("B3", "W2"),
                                batch("B4", "W3"), batch("B5", "W4")}}});
}

Command returns() {
  return fixture::command_of(
      "returns.add", "clerk",
      {{"county", kCounty},
       {"units", {unit("W1", 22, 15), unit("W2", 12, 7), unit("W3", 9, 10), unit("W4", 5, 14)}}});
}

Command outcome() {
  return fixture::command_of("outcome.report", "wec",
                             {{"votes", {{"a", 48}, {"b", 46}}}, {"source", "canvass"}});
}

Command setup_numbered(const Operation& operation, std::uint64_t number) {
  switch (number) {
    case 0: return fixture::opening();
    case 1: return fixture::county_account("clerk", "county-officer", 2);
    case 2: return fixture::county_account("super", "supervisor", 3);
    case 3: return fixture::county_account("team-1", "counter", 4);
    case 4: return fixture::county_account("team-2", "counter", 5);
    case 5: return fixture::county_account("team-3", "counter", 6);
    case 6: return fixture::account("wec2", "state-officer", 7);
    case 7: return manifest();
    case 8: return returns();
    case 9: return outcome();
    case 10: return fixture::publication(operation);
    case 11: return fixture::naming_of_witness();
    default: return fixture::witnessing(operation);
  }
}

const std::vector<std::string> kTeams = {"team-1", "team-2", "team-3", "super"};
const std::vector<std::string> kOverseers = {"super", "clerk"};
const std::vector<std::string> kSettlers = {"super", "clerk"};  // the clerk is refused
const std::vector<std::string> kOfficers = {"super", "clerk", "wec", "wec2"};

std::string drawn_batch(const Operation& operation, Random& random) {
  if (random.one_in(40)) return "B9";  // of no manifest
  std::vector<std::string> ids;
  for (const auto& [id, listed] : operation.commitment.batches) ids.push_back(id);
  return random.one_of(ids);
}

std::string drawn_unit(Random& random) { return fmt::format("W{}", 1 + random.below(4)); }

// Mostly what is on the paper; sometimes misread, sometimes out of balance.
Json drawn_figures(const std::string& batch, Random& random) {
  std::int64_t a = 5 + batch.back() % 7;
  if (random.one_in(4)) a += static_cast<std::int64_t>(random.below(3)) - 1;
  const std::int64_t b = 17 - a;
  std::int64_t blank = kBallots - a - b;
  if (random.one_in(12)) ++blank;
  return {{"batch", batch},
          {"ballots", kBallots},
          {"votes", {{"a", a}, {"b", b}}},
          {"blank", blank},
          {"over", 0}};
}

Command drawn_tally(const Operation& operation, Random& random) {
  const std::string author = random.one_of(kTeams);
  const std::string batch = drawn_batch(operation, random);
  Json body = drawn_figures(batch, random);
  const auto counted = operation.counting.batches.find(batch);
  if (counted != operation.counting.batches.end()) {
    for (const workflow::BlindEntry& entry : counted->second.entries) {
      if (entry.author != author || random.one_in(5)) continue;
      body["replaces"] = entry.revisions.back().receipt;
    }
  }
  return {"tally.enter", author, "", "", body};
}

Command drawn_adjudication(const Operation& operation, Random& random) {
  Json body = drawn_figures(drawn_batch(operation, random), random);
  body["cause"] = "entry-error";
  return {"tally.adjudicate", random.one_of(kSettlers), "", "", body};
}

Command drawn_second_person(const Operation& operation, Random& random) {
  std::uint64_t position = random.below(operation.entries + 1);
  if (!operation.people.waiting.empty()) position = operation.people.waiting.begin()->first;
  return {random.one_in(4) ? "decline" : "approve",
          random.one_of(kOfficers),
          "",
          "",
          {{"entry", position}, {"reason", "looked at it"}}};
}

Command drawn_incident(const Operation& operation, Random& random) {
  std::uint64_t position = random.below(operation.entries + 1);
  for (const auto& [at, incident] : operation.counting.incidents) {
    if (incident.resolution.empty()) position = at;
  }
  return {"incident.resolve",
          random.one_of(kOverseers),
          "",
          "",
          {{"incident", position}, {"words", "found in the next box"}}};
}

Command drawn_extra_batch(Random& random) {
  return {"batch.extra",
          random.one_of(kOverseers),
          "",
          "",
          {{"batch", fmt::format("B{}", 6 + random.below(3))},
           {"unit", drawn_unit(random)},
           {"container", "C1"},
           {"ballots", kBallots},
           {"reason", "in the box and on no list"}}};
}

// All batches lie in C1: once C2 is recorded and C1 is not, none of them can be counted.
Command drawn_container(const Operation& operation, Random& random) {
  const bool known = operation.counting.containers.contains("C1");
  const std::string id = known ? fmt::format("C{}", 1 + random.below(2)) : "C1";
  const std::string seal = fmt::format("{}", random.below(3));
  const Json by = {"Lee", "Kim"};
  switch (random.below(3)) {
    case 0:
      return {"container.record",
              "clerk",
              "",
              "",
              {{"container", id}, {"county", kCounty}, {"seal", seal}}};
    case 1:
      return {"container.open",
              "super",
              "",
              "",
              {{"container", id}, {"seal", seal}, {"handled_by", by}}};
    default:
      return {"container.close",
              "super",
              "",
              "",
              {{"container", id}, {"seal", seal}, {"handled_by", by}}};
  }
}

// A container from which nothing can be counted yet; null: none.
const std::string* unopened(const Operation& operation) {
  for (const auto& [id, container] : operation.counting.containers) {
    if (!workflow::was_opened(container)) return &id;
  }
  return nullptr;
}

// With its seal as recorded.
Command opening_of(const Operation& operation, const std::string& id) {
  return {"container.open",
          "super",
          "",
          "",
          {{"container", id},
           {"seal", operation.counting.containers.at(id).seal},
           {"handled_by", {"Lee", "Kim"}}}};
}

Command drawn(const Operation& operation, Random& random) {
  const std::uint64_t draw = random.below(100);
  const std::string* closed = unopened(operation);
  if (closed != nullptr && random.one_in(3)) return opening_of(operation, *closed);
  if (draw < 60) return drawn_tally(operation, random);
  if (draw < 68) return drawn_adjudication(operation, random);
  if (draw < 76) {
    return {"count.sign-off", random.one_of(kOverseers), "", "", {{"unit", drawn_unit(random)}}};
  }
  if (draw < 80) {
    return {"count.reopen",
            random.one_of(kOfficers),
            "",
            "",
            {{"unit", drawn_unit(random)}, {"reason", "a sheet was found"}}};
  }
  if (draw < 87) return drawn_second_person(operation, random);
  if (draw < 90) return drawn_incident(operation, random);
  if (draw < 92) return drawn_extra_batch(random);
  if (draw < 95) return drawn_container(operation, random);
  if (draw < 97) {
    return {
        "batch.take", random.one_of(kTeams), "", "", {{"batch", drawn_batch(operation, random)}}};
  }
  return {"batch.void",
          random.one_of(kOverseers),
          "",
          "",
          {{"batch", drawn_batch(operation, random)}, {"reason", "opened by mistake"}}};
}

}  // namespace

std::optional<Command> setup_command(const Operation& operation) {
  if (operation.entries >= kSetupEntries) return std::nullopt;
  Command command = setup_numbered(operation, operation.entries);
  command.idempotency_key = fmt::format("setup-{}", operation.entries);
  return command;
}

Command drawn_command(const Operation& operation, Random& random, std::uint64_t number) {
  Command command = drawn(operation, random);
  command.idempotency_key = fmt::format("drawn-{}", number);
  command.claimed_time = fmt::format("2016-12-{:02}T{:02}:{:02}:00Z", 1 + random.below(12),
                                     random.below(24), random.below(60));
  return command;
}

}  // namespace recanvass::simulate
