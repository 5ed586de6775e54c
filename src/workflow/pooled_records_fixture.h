// For tests only: the fixture's 160 cards with those of B2 in a pool: B1 and B3 have records, 74
// for a and 33 for b; of the 50 of B2 it is reported that 20 are for a and 28 for b. Its paper says
// so unless a test says otherwise. Figures are invented.
#pragma once

#include "workflow/audit_fixture.h"

#include <functional>

namespace recanvass::workflow::fixture {

inline base::Json pool_batch(std::int64_t a = 20, std::int64_t b = 28) {
  return {{"batch", "B2"},
          {"cards", 50},
          {"pool", "early"},
          {"reported",
           base::Json::array({{{"contest", "president"}, {"votes", {{"a", a}, {"b", b}}}}})}};
}

inline base::Json recorded_batches() {
  return {{"list", "dane"},
          {"batches",
           {{{"batch", "B1"}, {"cards", 100}, {"imprint", "7-1-"}},
            {{"batch", "B3"}, {"cards", 10}, {"positions", "10,1-9"}, {"imprint", "8-1-"}}}}};
}

inline base::Json pool_method(const std::string& function = "betting-fixed") {
  base::Json method = {{"design", "pools"},
                       {"draw", "numbers"},
                       {"draw_from", "all-lists"},
                       {"risk_function", function}};
  if (function == "betting-fixed") {
    method["settings"] = base::Json::array({{{"name", "bet"}, {"value", "0.5"}}});
  }
  return method;
}

/// What the machine said of cards 1 to 110 of "dane".
inline std::string recorded_choice(std::int64_t card) {
  return card <= 74 ? "a" : card <= 107 ? "b" : "";
}

inline const CardRecords& recorded_part() {
  static const CardRecords records(
      "dane", 110,
      [](std::int64_t card) -> CardReading {
        const std::string choice = recorded_choice(card);
        if (choice.empty()) return {{"president", {"blank", {}}}};
        return {{"president", {"marked", {{choice, 0}}}}};
      },
      std::string(32, 's'));
  return records;
}

inline base::Json pool_list() {
  return {{"list", "early"}, {"county", "us-wi-dane"}, {"import", "dane"}};
}

/// Planned with what is stated of the pool's list and its batches.
inline Operation planned_with_pools(const base::Json& method = pool_method(),
                                    const base::Json& list = pool_list(),
                                    const base::Json& batch = pool_batch()) {
  Operation operation = operation_with_cards();
  RECANVASS_CHECK(act(operation, "audit.contest", "wec", audit_contest()).empty());
  RECANVASS_CHECK(
      act(operation, "audit.list", "clerk", audit_list(recorded_part().root())).empty());
  RECANVASS_CHECK(act(operation, "audit.batches", "clerk", recorded_batches()).empty());
  RECANVASS_CHECK(act(operation, "audit.list", "clerk", list).empty());
  RECANVASS_CHECK(act(operation, "audit.batches", "clerk",
                      {{"list", "early"}, {"batches", base::Json::array({batch})}})
                      .empty());
  RECANVASS_CHECK(act(operation, "audit.method", "wec", method).empty());
  return operation;
}

inline Operation drawn_with_pools(std::int64_t cards, const base::Json& method = pool_method(),
                                  const base::Json& list = pool_list()) {
  Operation operation = planned_with_pools(method, list);
  RECANVASS_CHECK(act(operation, "audit.commit", "wec", audit_commitment(operation)).empty());
  RECANVASS_CHECK(do_command(operation, witnessing(operation)).empty());
  RECANVASS_CHECK(act(operation, "audit.seed", "wec", audit_seed()).empty());
  RECANVASS_CHECK(act(operation, "audit.draw", "wec", {{"cards", cards}}).empty());
  return operation;
}

/// What the paper of the pool says: 20 for a, 28 for b, two blank.
inline std::string paper_of_pool(std::int64_t card) {
  return card <= 20 ? "a" : card <= 48 ? "b" : "";
}

/// Every open card read twice: as recorded, and in the pool as `pool_says`.
inline void read_with_pools(
    Operation& operation,
    const std::function<std::string(std::int64_t)>& pool_says = paper_of_pool) {
  const auto open = operation.audits.current.cards;
  for (const auto& [place, card] : open) {
    if (card.is_settled()) continue;
    const bool pooled = place.first == "early";
    const std::string choice = pooled ? pool_says(place.second) : recorded_choice(place.second);
    base::Json body = {{"list", place.first}, {"card", place.second}, {"readings", says(choice)}};
    if (choice == "none") {
      body["readings"] = base::Json::array({{{"contest", "president"}, {"state", "not-on-card"}}});
    }
    if (!pooled) body = reading_of(operation, place.second, says(choice));
    for (const char* team : {"team-1", "team-2"}) {
      RECANVASS_CHECK(act(operation, "reading.enter", team, body).empty());
    }
  }
}

/// Both lists signed off, and the records of "dane" shown.
inline void close_with_pools(Operation& operation) {
  base::Json records = base::Json::array();
  std::set<std::string> lists;
  for (const auto& [place, card] : operation.audits.current.cards) {
    if (!card.closed) lists.insert(place.first);
    if (place.first == "dane" && !card.record && !card.not_found) {
      records.push_back(recorded_part().record(place.second));
    }
  }
  for (const std::string& list : lists) {
    RECANVASS_CHECK(act(operation, "readings.sign-off", "super", {{"list", list}}).empty());
  }
  if (records.empty()) return;
  RECANVASS_CHECK(
      act(operation, "card.reveal", "clerk", {{"list", "dane"}, {"records", records}}).empty());
}

}  // namespace recanvass::workflow::fixture
