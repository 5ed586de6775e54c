// card.fetch and card.pull-again: whether a card that was drawn was found, and another beginning
// where the wrong one was pulled. Everything that was entered before stays on record.
#include "workflow/audit_body.h"
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

namespace recanvass::workflow {
namespace {

AuditPlace place_in(const base::Json& body) {
  return {text_in(body, "list"), number_in(body, "card")};
}

const AuditCard* drawn_card(const Operation& operation, const base::Json& body) {
  const auto& cards = operation.audits.current.cards;
  const auto found = cards.find(place_in(body));
  return found == cards.end() ? nullptr : &found->second;
}

base::Problems card_is_drawn(const Operation& operation, const Command& command) {
  base::Problems problems = audit_may_go_on(operation);
  if (!problems.empty()) return problems;
  problems = list_is_open_to(operation, command.author, text_in(command.body, "list"));
  if (!problems.empty() || drawn_card(operation, command.body) != nullptr) return problems;
  return {refusal(
      "card.not-drawn",
      fmt::format("card {} of {}", number_in(command.body, "card"), text_in(command.body, "list")),
      "a card that was drawn", "See `show ELECTION retrieval`.")};
}

base::Problems decide_fetch(const Operation& operation, const Command& command) {
  base::Problems problems = card_is_drawn(operation, command);
  if (!problems.empty()) return problems;
  const AuditCard& card = *drawn_card(operation, command.body);
  const bool missing = text_in(command.body, "outcome") == "not-found";
  if (card.closed) {
    problems.push_back(refusal("card.signed-off", "a card whose readings are signed off",
                               "a card that is open",
                               "Pull it again with card.pull-again: a reason and two persons."));
  }
  if (missing && !card.readings.empty()) {
    problems.push_back(refusal("card.read", "a card that somebody read", "a card nobody found",
                               "If the wrong card was read, pull it again: card.pull-again."));
  }
  if (missing && !command.body.contains("looked_for_by")) {
    problems.push_back(refusal("card.looked-for", "nobody who looked for it",
                               "\"looked_for_by\": two names",
                               "Two people look for a card before it counts as missing."));
  } else if (missing) {
    add_problems(problems, two_people_named(operation, command.body["looked_for_by"],
                                            "card.looked-for", "Name the two who looked for it."));
  }
  return problems;
}

void apply_fetch(Operation& operation, const Event& event) {
  auto& cards = operation.audits.current.cards;
  const auto found = cards.find(place_in(event.body));
  if (found == cards.end() || found->second.closed) return;
  found->second.not_found = text_in(event.body, "outcome") == "not-found";
  found->second.looked_for_by = texts_in(event.body, "looked_for_by");
}

// Once the record of a card is shown, or it was measured, not two persons of one county open it
// again.
base::Problems decide_second_to_pull(const Operation& operation, const Event& act,
                                     const std::string& second) {
  const AuditCard* card = drawn_card(operation, act.body);
  if (card == nullptr || !card->is_known()) return {};
  for (const std::string& account : {act.author, second}) {
    const auto found = operation.people.accounts.find(account);
    if (found != operation.people.accounts.end() && found->second.county.empty()) return {};
  }
  return {refusal("card.record-shown",
                  "two persons of the county, of a card whose record is shown or that was measured",
                  "an account without county as one of the two",
                  "Let a state officer approve it.")};
}

base::Problems decide_pull_again(const Operation& operation, const Command& command) {
  base::Problems problems = card_is_drawn(operation, command);
  if (!problems.empty()) return problems;
  const AuditCard& card = *drawn_card(operation, command.body);
  if (card.readings.empty() && !card.not_found) {
    problems.push_back(refusal("card.nothing", "a card of which nothing was entered",
                               "a card that was read or not found",
                               "Enter what it says with reading.enter."));
  }
  return problems;
}

// A card of which something was read is opened again by two persons, who have duties that read no
// card: whoever opened it alone could have it read until it agreed. One that nobody found may turn
// up.
Persons persons_to_pull(const Operation& operation, const std::string&, const base::Json& body) {
  const auto list = body.find("list");
  const auto card = body.find("card");
  if (list == body.end() || !list->is_string() || card == body.end() ||
      !card->is_number_integer()) {
    return Persons::One;
  }
  const AuditCard* drawn = drawn_card(operation, body);
  return drawn == nullptr || (drawn->not_found && !drawn->closed) ? Persons::One : Persons::Two;
}

void apply_pull_again(Operation& operation, const Event& event) {
  Audit& audit = operation.audits.current;
  const auto found = audit.cards.find(place_in(event.body));
  if (found == audit.cards.end()) return;
  AuditCard fresh;
  fresh.round = found->second.round;
  fresh.record = found->second.record;
  fresh.pulled_again = text_in(event.body, "words");
  fresh.before = std::move(found->second.before);
  found->second.before.clear();
  fresh.before.push_back(std::move(found->second));
  found->second = std::move(fresh);
  audit.signed_off.erase(found->first.first);
}

}  // namespace

UseCase fetch_card() {
  UseCase use_case;
  use_case.kind = "card.fetch";
  use_case.summary = "Whether a card that was drawn was found in its place.";
  use_case.roles = {Role::CountyOfficer, Role::Supervisor, Role::Counter};
  use_case.fields = card_fields();
  use_case.fields.push_back({"outcome",
                             FieldType::Text,
                             true,
                             "One that is not found counts as badly as it can.",
                             {"found", "not-found"}});
  use_case.fields.push_back({"looked_for_by", FieldType::Texts, false,
                             "Names of the two who looked for it, where it was not found."});
  use_case.fields.push_back({"words", FieldType::Text, false, "Where it was, or was not."});
  use_case.decide = decide_fetch;
  use_case.apply = apply_fetch;
  return use_case;
}

UseCase pull_card_again() {
  UseCase use_case;
  use_case.kind = "card.pull-again";
  use_case.summary = "Begin a card anew, as another was pulled in its place; nothing is lost.";
  use_case.roles = {Role::CountyOfficer, Role::StateOfficer};
  use_case.persons_of = persons_to_pull;
  use_case.two_when = "once something of it was read or it was signed off";
  use_case.fields = card_fields();
  use_case.fields.push_back({"reason",
                             FieldType::Text,
                             true,
                             "Why.",
                             {"wrong-card", "found-later", "reading-error", "other"}});
  use_case.fields.push_back({"words", FieldType::Text, true, "What happened, in a sentence."});
  use_case.decide_second = decide_second_to_pull;
  use_case.decide = decide_pull_again;
  use_case.apply = apply_pull_again;
  return use_case;
}

}  // namespace recanvass::workflow
