// readings.sign-off, card.reveal and card.cause: the readings of a list are closed, only then the
// machine's records of its cards are shown, each with a proof that it is the one committed to, and
// whoever knows says why paper and record differ.
#include "workflow/audit_body.h"
#include "workflow/batch_comparison.h"
#include "workflow/body.h"
#include "workflow/card_record.h"
#include "workflow/gates.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

#include <limits>
#include <set>

namespace recanvass::workflow {
namespace {

using base::Json;

// The cards of a list stand together in the order of places.
template <class Cards>
auto cards_of(Cards& cards, const std::string& list) {
  return std::pair(cards.lower_bound({list, 0}),
                   cards.upper_bound({list, std::numeric_limits<std::int64_t>::max()}));
}

base::Problems decide_sign_off_readings(const Operation& operation, const Command& command) {
  base::Problems problems = audit_may_go_on(operation);
  if (!problems.empty()) return problems;
  const std::string list = text_in(command.body, "list");
  problems = list_is_open_to(operation, command.author, list);
  if (!problems.empty()) return problems;
  const Audit& audit = operation.audits.current;
  const auto [first, last] = cards_of(audit.cards, list);
  if (audit.signed_off.contains(list) || first == last) {
    return {refusal("reading.signed-off", list, "a list with cards that are open",
                    first == last ? "No card of it was drawn." : "It is signed off already.")};
  }
  for (auto card = first; card != last; ++card) {
    if (card->second.is_settled()) continue;
    problems.push_back(
        refusal("reading.open",
                fmt::format("card {}, {}", card->first.second, name_of(card->second.stage())),
                "two readings that agree, an adjudication, or that nobody found it",
                "Finish every card of the list first."));
  }
  return problems;
}

void apply_sign_off_readings(Operation& operation, const Event& event) {
  Audit& audit = operation.audits.current;
  const std::string list = text_in(event.body, "list");
  if (!audit.lists.contains(list)) return;
  audit.signed_off.emplace(list, event.position);
  audit.has_news = true;
  const auto [first, last] = cards_of(audit.cards, list);
  for (auto card = first; card != last; ++card) {
    card->second.closed = true;
    // Reported votes of a batch are of the plan: nothing is left to be shown.
    const AuditBatch* batch = is_by_batch(audit) ? batch_beginning(audit, card->first) : nullptr;
    if (batch != nullptr) card->second.record = batch->reported;
  }
}

bool is_record(const Json& record) {
  if (record.size() != 4) return false;
  for (const char* name : {"card", "readings", "salt", "proof"}) {
    if (!record.contains(name)) return false;
  }
  return record["card"].is_number_integer() && record["readings"].is_array() &&
         record["salt"].is_string() && record["proof"].is_string();
}

base::Problems record_problems(const Audit& audit, const std::string& list, const Json& record) {
  if (!is_record(record)) {
    return {refusal("card.record", record.dump(-1, ' ', false, Json::error_handler_t::replace),
                    "\"card\", \"readings\", \"salt\" and \"proof\"",
                    "Let the program write the records.")};
  }
  const std::int64_t number = number_in(record, "card");
  const auto card = audit.cards.find({list, number});
  const std::string name = fmt::format("card {} of {}", number, list);
  if (card == audit.cards.end() || !card->second.closed) {
    return {refusal("card.not-signed-off", name,
                    "a card that was drawn and whose readings are signed off",
                    "Whoever reads paper sees no record before that.")};
  }
  if (card->second.record) {
    return {refusal("card.shown", name + ", whose record is shown", "a record not shown yet",
                    "Leave it out.")};
  }
  const AuditList& listed = audit.lists.at(list);
  if (!reading_problems(record["readings"], contests_on(audit, list)).empty() ||
      !is_committed_record(list, record, listed.cards, listed.records_root)) {
    return {refusal("card.record", name + " with another record",
                    "the record that was committed to before the seed",
                    "Its hash, with the proof, does not give \"records_root\" of the list.")};
  }
  return {};
}

base::Problems decide_reveal(const Operation& operation, const Command& command) {
  base::Problems problems = audit_may_go_on(operation);
  if (!problems.empty()) return problems;
  const std::string list = text_in(command.body, "list");
  problems = list_is_open_to(operation, command.author, list);
  if (!problems.empty()) return problems;
  std::set<std::int64_t> shown;
  for (const Json& record : command.body["records"]) {
    const base::Problems own = record_problems(operation.audits.current, list, record);
    add_problems(problems, own);
    if (own.empty() && !shown.insert(number_in(record, "card")).second) {
      problems.push_back(refusal("card.shown", record["card"].dump() + " twice", "each card once",
                                 "Leave one of them out."));
    }
  }
  return problems;
}

void apply_reveal(Operation& operation, const Event& event) {
  Audit& audit = operation.audits.current;
  for (const Json& record : event.body["records"]) {
    const auto card = audit.cards.find({text_in(event.body, "list"), number_in(record, "card")});
    if (card == audit.cards.end() || !card->second.closed || card->second.record) continue;
    card->second.record = card_reading_in(record["readings"]);
  }
}

base::Problems decide_card_cause(const Operation& operation, const Command& command) {
  base::Problems problems = audit_may_go_on(operation);
  if (!problems.empty()) return problems;
  const std::string list = text_in(command.body, "list");
  problems = list_is_open_to(operation, command.author, list);
  if (!problems.empty()) return problems;
  const auto& cards = operation.audits.current.cards;
  const auto card = cards.find({list, number_in(command.body, "card")});
  const bool differs =
      card != cards.end() && card->second.closed &&
      (card->second.not_found || (card->second.record && card->second.standing() != nullptr &&
                                  *card->second.record != *card->second.standing()));
  if (differs) return {};
  return {refusal("card.no-difference",
                  fmt::format("card {} of {}", number_in(command.body, "card"), list),
                  "a card that was not found or whose record is another than its paper",
                  "See `show ELECTION card-discrepancies`.")};
}

void apply_card_cause(Operation& operation, const Event& event) {
  auto& cards = operation.audits.current.cards;
  const auto card = cards.find({text_in(event.body, "list"), number_in(event.body, "card")});
  if (card != cards.end()) card->second.cause = text_in(event.body, "cause");
}

}  // namespace

UseCase sign_off_readings() {
  UseCase use_case;
  use_case.kind = "readings.sign-off";
  use_case.summary = "Close the readings of a list; only then records are shown.";
  use_case.roles = {Role::Supervisor, Role::CountyOfficer};
  use_case.fields = {{"list", FieldType::Text, true, "Id of the list."}};
  use_case.decide = decide_sign_off_readings;
  use_case.apply = apply_sign_off_readings;
  return use_case;
}

UseCase reveal_cards() {
  UseCase use_case;
  use_case.kind = "card.reveal";
  use_case.summary = "Show the machine's records of cards that were read, each with its proof.";
  use_case.roles = {Role::StateOfficer, Role::CountyOfficer};
  use_case.fields = {
      {"list", FieldType::Text, true, "Id of the list."},
      {"records",
       FieldType::Records,
       true,
       "Number of the card, what the record says in each contest, salt and proof.",
       {},
       {},
       R"([{"card": 7, "readings": [{"contest": "president", "state": "blank"}], )"
       R"("salt": "9f86d081", "proof": "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="}])"}};
  use_case.decide = decide_reveal;
  use_case.apply = apply_reveal;
  return use_case;
}

UseCase name_card_cause() {
  UseCase use_case;
  use_case.kind = "card.cause";
  use_case.summary = "Why the record of a card is another than its paper.";
  use_case.roles = {Role::Supervisor, Role::CountyOfficer, Role::BoardMember, Role::StateOfficer};
  use_case.fields = card_fields();
  use_case.fields.push_back(
      {"cause",
       FieldType::Text,
       true,
       "As Colorado's reports have them.",
       {"wrong-ballot", "audit-board-error", "adjudication-error", "voting-system-limitation",
        "voter-mistake", "ambiguous-mark", "name-spelling", "unexplained"}});
  use_case.fields.push_back({"words", FieldType::Text, true, "What was found, in a sentence."});
  use_case.decide = decide_card_cause;
  use_case.apply = apply_card_cause;
  return use_case;
}

}  // namespace recanvass::workflow
