// petition.file and petition.withdraw: who asks, when, why and for how much of the contest. Whether
// the law lets them is said by the view of petitions and decided by petition.rule.
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

namespace recanvass::workflow {
namespace {

base::Problems check_asker(const Operation& operation, const base::Json& body) {
  const std::string choice = text_in(body, "choice");
  const bool by_voters = maybe_number_in(body, "signers").value_or(0) > 0;
  base::Problems problems;
  if (choice.empty() != by_voters) {
    problems.push_back(refusal(
        "petition.asker", by_voters ? "a choice and signers" : "neither choice nor signers",
        "\"choice\", or the number of \"signers\"", "Say whether a candidate asks or voters do."));
  }
  if (!choice.empty() && !operation.setup.has_choice(choice)) {
    problems.push_back(refusal("petition.choice", "\"" + choice + "\"", "a choice of the contest",
                               "Use an id from operation.open."));
  }
  return problems;
}

base::Problems check_extent(const Operation& operation, const base::Json& body) {
  const PetitionScope scope = petition_scope_named(text_in(body, "scope"));
  const std::vector<std::string> places = texts_in(body, "places");
  if (places.empty() == (scope != PetitionScope::Whole)) {
    return {refusal("petition.places",
                    places.empty() ? "no places" : fmt::format("{} places", places.size()),
                    scope == PetitionScope::Whole ? "none for the whole contest"
                                                  : "the ids of the " + name_of(scope),
                    "Name what is to be counted again.")};
  }
  base::Problems problems;
  for (const std::string& place : places) {
    const bool known =
        scope == PetitionScope::Counties
            ? operation.setup.counties.contains(place)
            : operation.commitment.units.empty() || operation.commitment.units.contains(place);
    if (known) continue;
    problems.push_back(refusal("petition.place", "\"" + place + "\"",
                               "one of the " + name_of(scope) + " of this operation",
                               "Correct the id."));
  }
  return problems;
}

base::Problems decide_petition(const Operation& operation, const Command& command) {
  base::Problems problems = check_asker(operation, command.body);
  add_problems(problems, check_extent(operation, command.body));
  const auto filed_at = base::LocalTime::parse(text_in(command.body, "filed_at"));
  add_problems(problems,
               not_before_election(operation, filed_at->day, "filed", "petition.before-election"));
  if (operation.opening.petitions.by_id.contains(text_in(command.body, "petition"))) {
    problems.push_back(refusal("petition.exists", text_in(command.body, "petition"), "a new id",
                               "Give every petition its own id."));
  }
  return problems;
}

void apply_petition(Operation& operation, const Event& event) {
  Petition petition;
  petition.position = event.position;
  petition.author = event.author;
  petition.receipt = event.receipt;
  petition.filed_at = moment_in(event.body, "filed_at");
  petition.who = text_in(event.body, "who");
  petition.choice = text_in(event.body, "choice");
  petition.signers = maybe_number_in(event.body, "signers").value_or(0);
  petition.grounds = text_in(event.body, "grounds");
  petition.scope = petition_scope_named(text_in(event.body, "scope"));
  petition.places = texts_in(event.body, "places");
  petition.document = event.body.value("document", base::Json());
  operation.opening.petitions.by_id.emplace(text_in(event.body, "petition"), petition);
}

PrecinctPetition* precinct_petition_of(Petitions& petitions, const std::string& number) {
  for (PrecinctPetition& petition : petitions.precincts) {
    if (petition.number == number) return &petition;
  }
  return nullptr;
}

bool is_the_petitioners(const Operation& operation, const std::string& author,
                        const Petition& petition) {
  const auto account = operation.people.accounts.find(author);
  return account != operation.people.accounts.end() && account->second.role == Role::Petitioner &&
         petition.author == author;
}

// What a petition asks for may have been counted by then. A petition by precinct asks for nothing
// that a method could leave out.
Persons persons_of_withdrawal(const Operation& operation, const std::string& author,
                              const base::Json& body) {
  const auto found = operation.opening.petitions.by_id.find(text_in(body, "petition"));
  if (found == operation.opening.petitions.by_id.end()) return Persons::One;
  return is_the_petitioners(operation, author, found->second) ? Persons::One : Persons::Two;
}

// Whoever withdraws it acts wherever it asks for a count.
base::Problems check_reach(const Operation& operation, const std::string& author,
                           const Petition& petition) {
  if (is_the_petitioners(operation, author, petition)) return {};
  base::Problems problems;
  switch (petition.scope) {
    case PetitionScope::Whole: return author_acts_in(operation, author, "");
    case PetitionScope::Counties:
      for (const std::string& county : petition.places) {
        add_problems(problems, author_acts_in(operation, author, county));
      }
      break;
    case PetitionScope::Units:
      for (const std::string& id : petition.places) {
        const auto unit = operation.commitment.units.find(id);
        add_problems(problems, author_acts_in(operation, author,
                                              unit == operation.commitment.units.end()
                                                  ? std::string()
                                                  : unit->second.county));
      }
      break;
  }
  return problems;
}

base::Problems decide_withdrawal(const Operation& operation, const Command& command) {
  const std::string id = text_in(command.body, "petition");
  const Petitions& petitions = operation.opening.petitions;
  const auto found = petitions.by_id.find(id);
  if (found != petitions.by_id.end() && !found->second.withdrawn) {
    return check_reach(operation, command.author, found->second);
  }
  for (const PrecinctPetition& petition : petitions.precincts) {
    if (petition.number != id || petition.verdict() == PrecinctVerdict::Withdrawn) continue;
    return author_acts_in(operation, command.author, petition.county);
  }
  return {refusal("petition.unknown", "\"" + id + "\"", "a petition that was not withdrawn",
                  "See `show ELECTION petitions`.")};
}

void apply_withdrawal(Operation& operation, const Event& event) {
  const std::string id = text_in(event.body, "petition");
  Petitions& petitions = operation.opening.petitions;
  const std::string words = text_in(event.body, "words");
  if (const auto found = petitions.by_id.find(id); found != petitions.by_id.end()) {
    found->second.withdrawn = event.position;
    found->second.withdrawn_words = words;
    found->second.withdrawn_by = {event.author};
    if (!event.approved_by.empty()) found->second.withdrawn_by.push_back(event.approved_by);
    return;
  }
  if (PrecinctPetition* petition = precinct_petition_of(petitions, id)) {
    petition->decisions.push_back({event.position, PrecinctVerdict::Withdrawn, {}, words});
  }
}

}  // namespace

UseCase file_petition() {
  UseCase use_case;
  use_case.kind = "petition.file";
  use_case.summary = "Record a petition for a recount: who, when, why and for what.";
  use_case.roles = {Role::Petitioner, Role::StateOfficer, Role::CountyOfficer};
  use_case.fields = {
      {"petition", FieldType::Text, true, "A new id."},
      {"filed_at", FieldType::Moment, true, "Local time at which it was filed."},
      {"who", FieldType::Text, true, "Who asks, in words."},
      {"choice", FieldType::Text, false, "Id of the candidate who asks."},
      {"signers", FieldType::Number, false, "How many voters ask, where no candidate does."},
      {"grounds", FieldType::Text, true, "What is alleged."},
      {"scope", FieldType::Text, true, "What is to be recounted.", {"whole", "counties", "units"}},
      {"places", FieldType::Texts, false, "Ids of the counties or units."},
      {"document", FieldType::File, false, "The petition itself."}};
  use_case.decide = decide_petition;
  use_case.apply = apply_petition;
  return use_case;
}

UseCase withdraw_petition() {
  UseCase use_case;
  use_case.kind = "petition.withdraw";
  use_case.summary = "Withdraw a petition; what was decided stays on the record.";
  use_case.roles = {Role::Petitioner, Role::StateOfficer, Role::CountyOfficer};
  use_case.fields = {
      {"petition", FieldType::Text, true, "Its id, or the number of a precinct petition."},
      {"words", FieldType::Text, true, "Who withdraws it and why."}};
  use_case.persons_of = persons_of_withdrawal;
  use_case.two_when = "unless the petitioner withdraws what they filed themselves";
  use_case.decide = decide_withdrawal;
  use_case.apply = apply_withdrawal;
  return use_case;
}

}  // namespace recanvass::workflow
