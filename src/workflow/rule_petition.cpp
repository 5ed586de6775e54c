// petition.rule: a petition is accepted or refused. The program finds the rule of law that decides
// and writes it into the entry; an officer who rules against it cites the order that lets them.
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/petition_law.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

namespace recanvass::workflow {
namespace {

using law::Verdict;

const Petition* petition_of(const Operation& operation, const Command& command) {
  const auto& petitions = operation.opening.petitions.by_id;
  const auto found = petitions.find(text_in(command.body, "petition"));
  return found == petitions.end() ? nullptr : &found->second;
}

std::string rule_words(const base::Json& found) {
  if (!found.contains("statute")) return text_in(found, "sentence");
  return fmt::format("{} ({}, in force {}): {}", text_in(found, "citation"),
                     text_in(found, "statute"), text_in(found, "in_force"),
                     text_in(found, "sentence"));
}

base::Problems check_against_law(const base::Json& found, const base::Json& body) {
  const bool accepted = text_in(body, "decision") == "accept";
  if (!text_in(body, "order").empty()) return {};
  switch (law_allows(found)) {
    case Verdict::Yes:
      if (accepted || !text_in(body, "words").empty()) return {};
      return {refusal("petition.words", "refused without a reason",
                      "the reason, in \"words\": the law allows it. " + rule_words(found),
                      "Say why it is refused.")};
    case Verdict::No:
      if (!accepted) return {};
      return {refusal("petition.law", "accepted", "refused, by " + rule_words(found),
                      "Cite the order that overrides the law: \"order\" and \"words\".")};
    case Verdict::Unknown:
      if (!text_in(body, "words").empty()) return {};
      return {refusal("petition.law-unknown", "a ruling without words",
                      "\"words\": what the record of the law does not say, the officer must. " +
                          rule_words(found),
                      "Say on what the ruling rests.")};
  }
  return {};
}

base::Problems decide_petition_ruling(const Operation& operation, const Command& command) {
  const Petition* petition = petition_of(operation, command);
  if (petition == nullptr || petition->stage() == PetitionStage::Withdrawn) {
    return {refusal("petition.unknown", "\"" + text_in(command.body, "petition") + "\"",
                    "a petition that was filed and not withdrawn", "File it with petition.file.")};
  }
  base::Problems problems;
  const std::string order = text_in(command.body, "order");
  if (!order.empty()) {
    add_problems(problems, order_is_known(operation, order));
    if (text_in(command.body, "words").empty()) {
      problems.push_back(refusal("petition.words", "an order without words",
                                 "what the order says on this, in \"words\"",
                                 "Say why the order decides."));
    }
  } else if (!petition->rulings.empty()) {
    problems.push_back(refusal("petition.ruled", name_of(petition->stage()),
                               "a petition without a ruling, or an order that reopens it",
                               "Cite the order: \"order\" and \"words\"."));
  }
  if (moment_in(command.body, "ruled_at") < petition->filed_at) {
    problems.push_back(refusal("petition.time", moment_in(command.body, "ruled_at"),
                               "not before it was filed, " + petition->filed_at,
                               "Correct the time."));
  }
  add_problems(problems, check_against_law(find_petition(operation, *petition), command.body));
  return problems;
}

// An accepted petition asks for a count: to refuse it later undoes that. Against the law's finding
// one person rules only by an order that others can read.
Persons persons_of_petition_ruling(const Operation& operation, const std::string&,
                                   const base::Json& body) {
  const auto filed = operation.opening.petitions.by_id.find(text_in(body, "petition"));
  if (filed == operation.opening.petitions.by_id.end()) return Persons::One;
  const bool accepted = text_in(body, "decision") == "accept";
  if (!accepted && filed->second.stage() == PetitionStage::Accepted) return Persons::Two;
  const auto order = operation.opening.orders.by_id.find(text_in(body, "order"));
  const bool on_file =
      order != operation.opening.orders.by_id.end() && !order->second.document.is_null();
  const bool against = body.contains("found") && is_against_the_law(body["found"], accepted);
  return against && !on_file ? Persons::Two : Persons::One;
}

base::Json find_petition_ruling(const Operation& operation, const Command& command) {
  return find_petition(operation, *petition_of(operation, command));
}

void apply_petition_ruling(Operation& operation, const Event& event) {
  const auto filed = operation.opening.petitions.by_id.find(text_in(event.body, "petition"));
  if (filed == operation.opening.petitions.by_id.end()) return;
  Petition& petition = filed->second;
  petition.rulings.push_back({event.position, text_in(event.body, "decision") == "accept",
                              moment_in(event.body, "ruled_at"), text_in(event.body, "words"),
                              text_in(event.body, "order"), event.body.at("found"),
                              accounts_of(event)});
}

}  // namespace

UseCase rule_petition() {
  UseCase use_case;
  use_case.kind = "petition.rule";
  use_case.summary = "Accept or refuse a petition, by the rule of law that the program finds.";
  use_case.roles = {Role::StateOfficer};
  use_case.fields = {
      {"petition", FieldType::Text, true, "Its id."},
      {"decision", FieldType::Text, true, "What is decided.", {"accept", "refuse"}},
      {"ruled_at", FieldType::Moment, true, "Local time of the ruling."},
      {"words", FieldType::Text, false, "The officer's reason; needed where the law is unsure."},
      {"order", FieldType::Text, false, "Id of an order that decides against the law's finding."}};
  use_case.persons_of = persons_of_petition_ruling;
  use_case.two_when =
      "where it refuses what was accepted before, or rules against the law's finding without an "
      "order whose document is on file";
  use_case.decide = decide_petition_ruling;
  use_case.find = find_petition_ruling;
  use_case.apply = apply_petition_ruling;
  return use_case;
}

}  // namespace recanvass::workflow
