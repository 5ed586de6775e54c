// reading.enter and reading.adjudicate: two people read each card that was drawn, each without
// seeing the other's reading or the machine's, and say by the last digits printed on it which card
// they hold; where they differ a third reads it and says why.
#include "base/check.h"
#include "workflow/audit_body.h"
#include "workflow/batch_comparison.h"
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::workflow {
namespace {

const BlindReading* reading_by(const AuditCard& card, const std::string& author) {
  const auto found = std::ranges::find(card.readings, author, &BlindReading::author);
  return found == card.readings.end() ? nullptr : &*found;
}

// "316" of "99813-1-6": what people read off the card in their hands.
std::string last_digits(const std::string& imprint) {
  std::string digits;
  for (const char letter : imprint) {
    if (letter >= '0' && letter <= '9') digits += letter;
  }
  return digits.size() <= 3 ? digits : digits.substr(digits.size() - 3);
}

base::Problems check_imprint(const Audit& audit, const base::Json& body) {
  if (is_by_batch(audit)) return {};
  const auto lies = place_of(audit.lists.at(text_in(body, "list")), number_in(body, "card"));
  if (!lies || lies->imprint.empty()) return {};
  const std::string read = text_in(body, "imprint");
  if (read == last_digits(lies->imprint)) return {};
  return {refusal("reading.imprint",
                  read.empty() ? "no digits of the imprint" : "imprint ending in " + read,
                  "the last three digits printed on the card that was drawn",
                  "Look whether the right card was pulled: batch, place and the whole imprint are "
                  "on the list. If it was not, pull it again.")};
}

// What is wrong with a reading of a card that was drawn, or with a count of its batch.
base::Problems said_problems(const Audit& audit, const base::Json& body) {
  const std::string list = text_in(body, "list");
  const auto contests = contests_on(audit, list);
  if (!is_by_batch(audit)) return reading_problems(body["readings"], contests);
  const AuditBatch* batch = batch_beginning(audit, {list, number_in(body, "card")});
  RECANVASS_CHECK(batch != nullptr);  // nothing else is drawn
  return count_problems(body["readings"], *batch, contests);
}

// Drawn, found, and of a list whose readings are not signed off.
base::Problems card_is_open(const Operation& operation, const Command& command) {
  base::Problems problems = audit_may_go_on(operation);
  if (!problems.empty()) return problems;
  const std::string list = text_in(command.body, "list");
  problems = list_is_open_to(operation, command.author, list);
  if (!problems.empty()) return problems;
  const Audit& audit = operation.audits.current;
  const auto card = audit.cards.find({list, number_in(command.body, "card")});
  if (card == audit.cards.end()) {
    return {refusal("reading.not-drawn",
                    fmt::format("card {} of {}", number_in(command.body, "card"), list),
                    "a card that was drawn", "See `show ELECTION retrieval`.")};
  }
  if (card->second.closed) {
    return {refusal("reading.signed-off", fmt::format("card {} of {}", card->first.second, list),
                    "a card whose readings are not signed off",
                    "Pull it again with card.pull-again: a reason and two persons.")};
  }
  if (card->second.not_found) {
    return {refusal("reading.not-found", fmt::format("card {} of {}", card->first.second, list),
                    "a card that was found", "Record with card.fetch that it was found.")};
  }
  return {};
}

// Whoever read a card, or settled it, may know its record once that is shown, and what its reading
// did to the risk once that was measured, and does not read it again.
base::Problems check_read_before(const Operation& operation, const AuditCard& card,
                                 const std::string& reader) {
  if (!card.is_known()) return {};
  std::set<std::string> earlier;
  for (const AuditCard& before : card.before) {
    for (const BlindReading& reading : before.readings) earlier.insert(reading.author);
    if (before.adjudicated) earlier.insert(before.adjudicated->author);
  }
  for (const std::string& account : earlier) {
    if (!same_person(operation, account, reader)) continue;
    return {refusal("reading.read-before",
                    reader + ", who read the card before its record was shown or it was measured",
                    "somebody who did not read it before", "Let others read the card.")};
  }
  return {};
}

base::Problems check_reader(const Operation& operation, const Command& command) {
  const AuditCard& card = operation.audits.current.cards.at(
      {text_in(command.body, "list"), number_in(command.body, "card")});
  const std::string replaces = text_in(command.body, "replaces");
  const BlindReading* own = reading_by(card, command.author);
  const base::Problems before = check_read_before(operation, card, command.author);
  if (!before.empty()) return before;
  if (card.adjudicated || (own != nullptr && card.stage() == CardStage::Mismatch)) {
    return {refusal("reading.differs", "two readings that differ", "a third person's reading",
                    "Have a third person read the card: reading.adjudicate.")};
  }
  if (own != nullptr) {
    const std::string latest = own->revisions.back().receipt;
    if (replaces == latest) return {};
    return {refusal("reading.revision",
                    replaces.empty() ? "a second reading by the same person" : replaces,
                    "\"replaces\": \"" + latest + "\", the receipt of your latest reading",
                    "If you meant to correct it, name what you replace.")};
  }
  if (!replaces.empty()) {
    return {refusal("reading.revision", replaces, "a reading of your own to replace",
                    "Only the person who made a reading revises it.")};
  }
  for (const BlindReading& reading : card.readings) {
    if (!same_person(operation, reading.author, command.author)) continue;
    return {refusal("reading.same-person",
                    command.author + " and " + reading.author + ", accounts of one name",
                    "two readings by different people", "Let somebody else read the card.")};
  }
  if (card.readings.size() == 2) {
    return {refusal("reading.third", "two readings already", "at most two, by different people",
                    "When they differ, use reading.adjudicate.")};
  }
  return {};
}

base::Problems decide_reading(const Operation& operation, const Command& command) {
  base::Problems problems = card_is_open(operation, command);
  if (!problems.empty()) return problems;
  const Audit& audit = operation.audits.current;
  add_problems(problems, check_reader(operation, command));
  add_problems(problems, check_imprint(audit, command.body));
  add_problems(problems, said_problems(audit, command.body));
  return problems;
}

std::optional<std::uint64_t> repeats_reading(const Operation& operation, const Command& command) {
  const auto& cards = operation.audits.current.cards;
  const auto card = cards.find({text_in(command.body, "list"), number_in(command.body, "card")});
  if (card == cards.end()) return std::nullopt;
  const BlindReading* own = reading_by(card->second, command.author);
  if (own == nullptr) return std::nullopt;
  const CardEntry& latest = own->revisions.back();
  if (!said_problems(operation.audits.current, command.body).empty() ||
      latest.reading != card_reading_in(command.body["readings"])) {
    return std::nullopt;
  }
  return latest.position;
}

CardEntry card_entry_of(const Event& event) {
  return {event.position, event.author, event.receipt, card_reading_in(event.body["readings"])};
}

AuditCard* card_of(Operation& operation, const Event& event) {
  auto& cards = operation.audits.current.cards;
  const auto found = cards.find({text_in(event.body, "list"), number_in(event.body, "card")});
  return found == cards.end() ? nullptr : &found->second;
}

void apply_reading(Operation& operation, const Event& event) {
  AuditCard* card = card_of(operation, event);
  if (card == nullptr) return;
  const auto own = std::ranges::find(card->readings, event.author, &BlindReading::author);
  if (own != card->readings.end()) {
    own->revisions.push_back(card_entry_of(event));
  } else {
    card->readings.push_back({event.author, {card_entry_of(event)}});
  }
}

bool is_of_a_reader(const AuditCard& card, const CardReading& said) {
  return std::ranges::any_of(card.readings, [&](const BlindReading& reading) {
    return reading.revisions.back().reading == said;
  });
}

// Whoever made one of the readings neither settles them nor confirms what settles them.
base::Problems check_card_settler(const Operation& operation, const AuditCard& card,
                                  const std::string& settler) {
  base::Problems problems;
  for (const BlindReading& reading : card.readings) {
    if (!same_person(operation, reading.author, settler)) continue;
    problems.push_back(refusal("reading.same-person", settler, "a third person",
                               "Somebody who made neither reading adjudicates."));
  }
  return problems;
}

// What neither of the two read is one person's reading until a second one confirms it: one card can
// move a risk across its limit.
Persons persons_to_adjudicate(const Operation& operation, const std::string&,
                              const base::Json& body) {
  const auto card = body.find("card");
  if (card == body.end() || !card->is_number_integer() || !body.contains("list") ||
      !body["list"].is_string() || !body.contains("readings")) {
    return Persons::One;
  }
  const auto& cards = operation.audits.current.cards;
  const auto found = cards.find({text_in(body, "list"), number_in(body, "card")});
  if (found == cards.end() || found->second.readings.size() != 2 ||
      !said_problems(operation.audits.current, body).empty()) {
    return Persons::One;
  }
  return is_of_a_reader(found->second, card_reading_in(body["readings"])) ? Persons::One
                                                                          : Persons::Two;
}

base::Problems decide_second_reader(const Operation& operation, const Event& act,
                                    const std::string& second) {
  const auto& cards = operation.audits.current.cards;
  const auto found = cards.find({text_in(act.body, "list"), number_in(act.body, "card")});
  if (found == cards.end()) return {};
  return check_card_settler(operation, found->second, second);
}

base::Problems decide_adjudication_of_card(const Operation& operation, const Command& command) {
  base::Problems problems = card_is_open(operation, command);
  if (!problems.empty()) return problems;
  const Audit& audit = operation.audits.current;
  const std::string list = text_in(command.body, "list");
  const AuditCard& card = audit.cards.at({list, number_in(command.body, "card")});
  if (card.stage() != CardStage::Mismatch) {
    return {refusal("reading.nothing", "a card that is " + name_of(card.stage()),
                    "a card whose two readings differ", "See `show ELECTION readings`.")};
  }
  add_problems(problems, check_card_settler(operation, card, command.author));
  add_problems(problems, check_read_before(operation, card, command.author));
  add_problems(problems, check_imprint(audit, command.body));
  add_problems(problems, said_problems(audit, command.body));
  if (!problems.empty()) return problems;
  const bool neither = !is_of_a_reader(card, card_reading_in(command.body["readings"]));
  if (neither && text_in(command.body, "words").empty()) {
    problems.push_back(refusal("reading.neither", "a reading that is neither of the two",
                               "\"words\" of why both were wrong",
                               "Add \"words\": what was found, in a sentence."));
  }
  return problems;
}

void apply_adjudication_of_card(Operation& operation, const Event& event) {
  AuditCard* card = card_of(operation, event);
  if (card == nullptr) return;
  card->adjudicated = card_entry_of(event);
  card->reading_cause = text_in(event.body, "cause");
}

std::vector<Field> reading_fields() {
  std::vector<Field> fields = card_fields();
  fields.push_back({"imprint", FieldType::Text, false,
                    "The last three digits printed on the card, where its batch has imprints."});
  fields.push_back(readings_field());
  return fields;
}

}  // namespace

UseCase enter_reading() {
  UseCase use_case;
  use_case.kind = "reading.enter";
  use_case.summary = "Enter what one person reads on a card that was drawn, blind.";
  use_case.roles = {Role::Counter, Role::Supervisor};
  use_case.fields = reading_fields();
  use_case.fields.push_back(
      {"replaces", FieldType::Text, false, "Receipt of the own reading that this one corrects."});
  use_case.decide = decide_reading;
  use_case.repeats = repeats_reading;
  use_case.apply = apply_reading;
  return use_case;
}

UseCase adjudicate_reading() {
  UseCase use_case;
  use_case.kind = "reading.adjudicate";
  use_case.summary = "Settle two readings that differ, by a third person who read the card.";
  use_case.roles = {Role::Supervisor, Role::BoardMember};
  use_case.fields = reading_fields();
  use_case.fields.push_back({"cause",
                             FieldType::Text,
                             true,
                             "Why the two readings differ.",
                             {"entry-error", "reading-error", "ambiguous-mark", "other"}});
  use_case.fields.push_back(
      {"words", FieldType::Text, false, "What was found; needed where it is neither reading."});
  use_case.persons_of = persons_to_adjudicate;
  use_case.two_when = "a reading that is neither of the two";
  use_case.decide_second = decide_second_reader;
  use_case.decide = decide_adjudication_of_card;
  use_case.apply = apply_adjudication_of_card;
  return use_case;
}

}  // namespace recanvass::workflow
