// For tests only: the operation of counting_fixture.h with an audit of its contest by comparison:
// 160 cards in one list of Dane, all of them with records. Figures are invented.
#pragma once

#include "workflow/card_record.h"
#include "workflow/counting_fixture.h"
#include "workflow/opening_fixture.h"

namespace recanvass::workflow::fixture {

inline constexpr const char* kSeedDigits = "92076602804272786701";

inline base::Json audit_import() {
  return {{"import", "dane"},
          {"county", "us-wi-dane"},
          {"format", "invented"},
          {"sources", {{{"name", "x.csv"}, {"bytes", 1}, {"source_sha256", std::string(64, 'a')}}}},
          {"store_sha256", std::string(64, 'b')},
          {"cards", 160},
          {"ballots", 160},
          {"contests", 1}};
}

inline base::Json audit_contest() {
  return {{"contest", "president"},
          {"name", "President"},
          {"rule", "plurality"},
          {"vote_for", 1},
          {"choices", {{{"id", "a"}, {"name", "A"}}, {{"id", "b"}, {"name", "B"}}}},
          {"reported", {{"a", 94}, {"b", 61}}},
          {"tabulated", {{"a", 94}, {"b", 61}}},
          {"winners", {"a"}},
          {"risk_limit", "0.1"},
          {"targeted", true}};
}

inline base::Json audit_batches() {
  return {{"list", "dane"},
          {"batches",
           {{{"batch", "B1"}, {"cards", 100}, {"imprint", "7-1-"}},
            {{"batch", "B2"}, {"cards", 50}, {"imprint", "7-2-"}},
            {{"batch", "B3"}, {"cards", 10}, {"positions", "10,1-9"}, {"imprint", "8-1-"}}}}};
}

inline base::Json audit_method(const std::string& draw = "numbers") {
  return {{"design", "comparison"},
          {"draw", draw},
          {"draw_from", "all-lists"},
          {"risk_function", "default"}};
}

inline base::Json audit_list(const std::string& root = std::string(64, 'c')) {
  return {{"list", "dane"}, {"county", "us-wi-dane"}, {"import", "dane"}, {"records_root", root}};
}

/// Inputs with the import of cards, published and witnessed.
inline Operation operation_with_cards() {
  Operation operation = operation_with_inputs();
  RECANVASS_CHECK(act(operation, "cards.import", "clerk", audit_import()).empty());
  RECANVASS_CHECK(do_command(operation, publication(operation)).empty());
  RECANVASS_CHECK(do_command(operation, naming_of_witness()).empty());
  RECANVASS_CHECK(do_command(operation, witnessing(operation)).empty());
  return operation;
}

/// Contest, list, batches and method are stated; nothing is committed to.
inline Operation operation_with_plan(const std::string& root = std::string(64, 'c')) {
  Operation operation = operation_with_cards();
  RECANVASS_CHECK(act(operation, "audit.contest", "wec", audit_contest()).empty());
  RECANVASS_CHECK(act(operation, "audit.list", "clerk", audit_list(root)).empty());
  RECANVASS_CHECK(act(operation, "audit.batches", "clerk", audit_batches()).empty());
  RECANVASS_CHECK(act(operation, "audit.method", "wec", audit_method()).empty());
  return operation;
}

inline base::Json audit_commitment(const Operation& operation) {
  return {{"audit_sha256", plan_sha256(operation.audits.current)},
          {"published_in", "the state's web site"}};
}

inline base::Json audit_seed(const std::string& digits = kSeedDigits) {
  return {{"digits", digits},
          {"read_back", digits},
          {"witnesses", {"Ada Alm", "Ben Berg"}},
          {"thrown_at", "2016-11-28T04:00"},
          {"place", "the capitol"}};
}

inline Operation operation_committed(const std::string& root = std::string(64, 'c')) {
  Operation operation = operation_with_plan(root);
  RECANVASS_CHECK(act(operation, "audit.commit", "wec", audit_commitment(operation)).empty());
  return operation;
}

inline Operation operation_seeded(const std::string& root = std::string(64, 'c')) {
  Operation operation = operation_committed(root);
  RECANVASS_CHECK(do_command(operation, witnessing(operation)).empty());
  RECANVASS_CHECK(act(operation, "audit.seed", "wec", audit_seed()).empty());
  return operation;
}

/// The machine's records of the 160 cards: 94 for a, 61 for b, 5 blank, in the order of the list.
inline const CardRecords& dane_records() {
  static const CardRecords records(
      "dane", 160,
      [](std::int64_t card) -> CardReading {
        if (card > 155) return {{"president", {"blank", {}}}};
        return {{"president", {"marked", {{card <= 94 ? "a" : "b", 0}}}}};
      },
      std::string(32, 's'));
  return records;
}

/// Committed with the root of those records, seeded, and so many cards drawn.
inline Operation operation_drawn(std::int64_t cards) {
  Operation operation = operation_seeded(dane_records().root());
  RECANVASS_CHECK(act(operation, "audit.draw", "wec", {{"cards", cards}}).empty());
  return operation;
}

inline base::Json says(const std::string& choice) {
  base::Json reading = {{"contest", "president"}, {"state", choice.empty() ? "blank" : "marked"}};
  if (!choice.empty()) reading["marks"] = base::Json::array({{{"choice", choice}}});
  return base::Json::array({reading});
}

/// The body of a reading, with the digits that are printed on the card.
inline base::Json reading_of(const Operation& operation, std::int64_t card,
                             const base::Json& readings) {
  const auto lies = place_of(operation.audits.current.lists.at("dane"), card);
  std::string digits;
  for (const char letter : lies->imprint) {
    if (letter >= '0' && letter <= '9') digits += letter;
  }
  if (digits.size() > 3) digits = digits.substr(digits.size() - 3);
  return {{"list", "dane"}, {"card", card}, {"imprint", digits}, {"readings", readings}};
}

inline Causes read_card(Operation& operation, const std::string& author, std::int64_t card,
                        const std::string& choice) {
  return act(operation, "reading.enter", author, reading_of(operation, card, says(choice)));
}

/// Numbers of the cards drawn, in the order of the draw.
inline std::vector<std::int64_t> numbers_drawn(const Operation& operation) {
  std::vector<std::int64_t> numbers;
  for (const SettledDraw& draw : operation.audits.current.draws)
    numbers.push_back(draw.place.second);
  return numbers;
}

/// Every open card read twice as its record has it.
inline void read_as_recorded(Operation& operation) {
  for (const std::int64_t card : numbers_drawn(operation)) {
    if (operation.audits.current.cards.at({"dane", card}).is_settled()) continue;
    const base::Json readings = dane_records().record(card)["readings"];
    for (const char* team : {"team-1", "team-2"}) {
      RECANVASS_CHECK(
          act(operation, "reading.enter", team, reading_of(operation, card, readings)).empty());
    }
  }
}

inline Causes reveal(Operation& operation, const std::vector<std::int64_t>& cards) {
  base::Json records = base::Json::array();
  for (const std::int64_t card : cards) records.push_back(dane_records().record(card));
  return act(operation, "card.reveal", "clerk", {{"list", "dane"}, {"records", records}});
}

/// Signed off, and every record shown that is not yet.
inline void close_readings(Operation& operation) {
  RECANVASS_CHECK(act(operation, "readings.sign-off", "super", {{"list", "dane"}}).empty());
  std::vector<std::int64_t> cards;
  for (const auto& [place, card] : operation.audits.current.cards) {
    if (!card.record) cards.push_back(place.second);
  }
  RECANVASS_CHECK(reveal(operation, cards).empty());
}

}  // namespace recanvass::workflow::fixture
