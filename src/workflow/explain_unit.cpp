// unit.explain, explanation.rule and recountability.rule: what people say of a difference, what the
// board makes of it, and that a unit cannot be counted again. An explanation closes a finding at
// its size; when figures change, the finding is open again.
#include "reconcile/surplus.h"
#include "workflow/body.h"
#include "workflow/count_order.h"
#include "workflow/field_words.h"
#include "workflow/figures_json.h"
#include "workflow/gates.h"
#include "workflow/unit_gates.h"
#include "workflow/unit_review.h"
#include "workflow/use_case_list.h"
#include "workflow/view.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

std::string subject_of(const reconcile::Finding& finding) {
  const std::string rule = reconcile::id_of(finding.rule);
  return finding.about.empty() ? rule : rule + " (" + finding.about + ")";
}

// Officers load returns and enter no tally: they explain what is found in them before sign-off.
Sight sight_of_author(const Operation& operation, const Command& command) {
  const Account& author = operation.people.accounts.at(command.author);
  if (author.role == Role::StateOfficer || author.role == Role::CountyOfficer) return Sight::All;
  return sight_of(operation, {.viewer = &author}, text_in(command.body, "unit"));
}

// What stands now, in the unit as it is counted and in its returns, as far as this person may see.
std::vector<reconcile::Finding> standing_findings(const Operation& operation,
                                                  const Command& command) {
  const std::string unit = text_in(command.body, "unit");
  const Sight sight = sight_of_author(operation, command);
  std::vector<reconcile::Finding> all = review_unit(operation, unit, sight).findings.found;
  if (sight == Sight::Blind) return all;
  for (reconcile::Finding& finding : review_returns(operation, unit).findings.found) {
    const bool known = std::ranges::any_of(all, [&](const reconcile::Finding& other) {
      return other.rule == finding.rule && other.about == finding.about;
    });
    if (!known) all.push_back(std::move(finding));
  }
  return all;
}

std::optional<reconcile::Finding> finding_meant(const Operation& operation,
                                                const Command& command) {
  for (reconcile::Finding& finding : standing_findings(operation, command)) {
    if (reconcile::id_of(finding.rule) == text_in(command.body, "rule") &&
        finding.about == text_in(command.body, "about")) {
      return std::move(finding);
    }
  }
  return std::nullopt;
}

base::Problems check_rule_of_explanation(const std::string& rule) {
  if (rule == "R11") {
    return {refusal("explain.rule", "R11", "another rule", "Give the cause with cause.assign.")};
  }
  if (rule == "R12") {
    return {refusal("explain.rule", "R12", "another rule",
                    "Two entries that differ are settled with tally.adjudicate.")};
  }
  return {};
}

// Words on their own account: how many ballots they explain, or an oath that the seal was kept.
bool stands_alone(const base::Json& body) {
  return body.contains("ballots") || body.value("sworn", false);
}

base::Problems decide_explain(const Operation& operation, const Command& command) {
  const std::string unit = text_in(command.body, "unit");
  base::Problems problems = unit_is_within(operation, command.author, unit);
  add_problems(problems, cause_in(command.body, "code"));
  add_problems(problems, check_rule_of_explanation(text_in(command.body, "rule")));
  if (!problems.empty() || stands_alone(command.body)) return problems;
  if (finding_meant(operation, command)) return problems;
  std::vector<std::string> subjects;
  for (const reconcile::Finding& finding : standing_findings(operation, command)) {
    subjects.push_back(subject_of(finding));
  }
  problems.push_back(
      refusal("explain.nothing",
              text_in(command.body, "rule") +
                  (command.body.contains("about") ? " " + text_in(command.body, "about") : ""),
              subjects.empty() ? "a finding of the unit; it has none"
                               : fmt::format("one of: {}", fmt::join(subjects, ", ")),
              "See `show ELECTION reconciliation`."));
  return problems;
}

// Where there are more ballots than voters and the policy draws ballots down, whoever closes that
// difference otherwise sets the policy aside: one person does not.
Persons persons_of_explanation(const Operation& operation, const std::string&,
                               const base::Json& body) {
  const std::string unit = text_in(body, "unit");
  const std::string rule = text_in(body, "rule");
  const auto policy = policy_of(operation);
  if (policy && reconcile::draws_down(*policy) &&
      maybe_number_in(body, "ballots").value_or(0) > 0) {
    return Persons::Two;
  }
  if ((rule != "R3" && rule != "I3") || !policy || !operation.commitment.units.contains(unit)) {
    return Persons::One;
  }
  const auto consequence =
      reconcile::consequence_of(*policy, review_unit(operation, unit, Sight::All).record);
  return consequence.step == reconcile::Step::DrawDown ? Persons::Two : Persons::One;
}

// The size of the finding that is closed; nothing where words stand alone.
base::Json find_size(const Operation& operation, const Command& command) {
  if (command.body.contains("ballots")) return base::Json::object();
  const auto finding = finding_meant(operation, command);
  if (!finding) return base::Json::object();
  return {{"residual", finding->residual}};
}

// What the board refused is not said again until it sticks: of the same finding, or of ballots.
bool was_refused(const std::vector<UnitExplanation>& before, const UnitExplanation& now) {
  return std::ranges::any_of(before, [&](const UnitExplanation& each) {
    const bool same = (each.rule == now.rule && each.about == now.about) ||
                      (each.ballots != 0 && now.ballots != 0);
    return same && each.ruling == reconcile::BoardRuling::Refused;
  });
}

void apply_explain(Operation& operation, const Event& event) {
  UnitExplanation explanation;
  explanation.position = event.position;
  explanation.author = event.author;
  explanation.rule = text_in(event.body, "rule");
  explanation.about = text_in(event.body, "about");
  explanation.code = text_in(event.body, "code");
  explanation.words = text_in(event.body, "words");
  explanation.minute = text_in(event.body, "minute");
  explanation.ballots = maybe_number_in(event.body, "ballots").value_or(0);
  if (event.body.value("sworn", false)) explanation.form = reconcile::ExplanationForm::Sworn;
  if (event.body.value("kept_secure", false)) {
    explanation.security = reconcile::SecurityShown::Yes;
  }
  explanation.residual = maybe_number_in(event.body.at("found"), "residual");
  auto& said = operation.reconciling.explanations[text_in(event.body, "unit")];
  if (was_refused(said, explanation)) explanation.ruling = reconcile::BoardRuling::AfterRefusal;
  said.push_back(explanation);
}

const UnitExplanation* explanation_at(const Operation& operation, const base::Json& body) {
  const auto found = operation.reconciling.explanations.find(text_in(body, "unit"));
  if (found == operation.reconciling.explanations.end()) return nullptr;
  for (const UnitExplanation& explanation : found->second) {
    if (explanation.position == static_cast<std::uint64_t>(number_in(body, "explanation"))) {
      return &explanation;
    }
  }
  return nullptr;
}

base::Problems decide_ruling(const Operation& operation, const Command& command) {
  base::Problems problems =
      unit_is_within(operation, command.author, text_in(command.body, "unit"));
  const UnitExplanation* explanation = explanation_at(operation, command.body);
  if (explanation == nullptr) {
    problems.push_back(refusal("ruling.unknown",
                               std::to_string(number_in(command.body, "explanation")),
                               "the position of an explanation of this unit",
                               "See `show ELECTION reconciliation` for the unit."));
    return problems;
  }
  if (explanation->author == command.author) {
    problems.push_back(refusal("ruling.same-person", command.author, "another person",
                               "Whoever explains does not rule on it."));
  }
  if (explanation->ruling == reconcile::BoardRuling::Accepted ||
      explanation->ruling == reconcile::BoardRuling::Refused) {
    problems.push_back(refusal("ruling.twice", "an explanation that was ruled on",
                               "one ruling for an explanation",
                               "Explain again with unit.explain, and rule on that."));
  }
  return problems;
}

void apply_ruling(Operation& operation, const Event& event) {
  const auto of_unit = operation.reconciling.explanations.find(text_in(event.body, "unit"));
  if (of_unit == operation.reconciling.explanations.end()) return;
  for (UnitExplanation& explanation : of_unit->second) {
    if (explanation.position != static_cast<std::uint64_t>(number_in(event.body, "explanation"))) {
      continue;
    }
    explanation.ruling = text_in(event.body, "ruling") == "accepted"
                             ? reconcile::BoardRuling::Accepted
                             : reconcile::BoardRuling::Refused;
    explanation.ruled_by = event.author;
    explanation.ruling_minute = text_in(event.body, "minute");
  }
}

base::Problems decide_not_recountable(const Operation& operation, const Command& command) {
  const std::string unit = text_in(command.body, "unit");
  base::Problems problems = unit_is_within(operation, command.author, unit);
  if (!problems.empty()) return problems;
  add_problems(problems, unit_is_open(operation, unit));
  const UnitReview review = review_unit(operation, unit, Sight::All);
  const bool by_case = review.consequence && review.consequence->step == reconcile::Step::Explain &&
                       review.consequence->lifted_by != reconcile::LiftedBy::Nothing;
  if (by_case) return problems;
  if (!review.consequence) {
    problems.push_back(refusal("recountability.policy", operation.setup.policy,
                               "a policy that is known", "Name one with policy.change."));
  } else if (review.consequence->step != reconcile::Step::Unrecountable) {
    problems.push_back(refusal("recountability.recountable", review.consequence->words,
                               "a unit that the policy does not let be counted again",
                               "Under " + review.consequence->citation + " this unit is not one."));
  }
  return problems;
}

// What two people counted, or what an order asks for, is not dropped by one.
Persons persons_of_not_recountable(const Operation& operation, const std::string&,
                                   const base::Json& body) {
  const std::string unit = text_in(body, "unit");
  if (!operation.commitment.units.contains(unit)) return Persons::One;
  const bool ordered =
      who_asks_for(operation, operation.opening.orders, unit).starts_with("order ");
  return ordered || has_second_figures(operation, unit) ? Persons::Two : Persons::One;
}

void apply_not_recountable(Operation& operation, const Event& event) {
  operation.deciding.not_recountable[text_in(event.body, "unit")] = {
      event.position, event.author, event.approved_by, text_in(event.body, "minute")};
}

std::vector<std::string> rule_ids() {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < reconcile::kRules; ++i) {
    ids.push_back(reconcile::id_of(static_cast<reconcile::Rule>(i)));
  }
  return ids;
}

const Field kUnitExplained{"unit", FieldType::Text, true, "Id of the unit."};
const Field kRulingMinute{"minute", FieldType::Text, true, "Where the minutes say so."};

}  // namespace

UseCase explain_unit() {
  UseCase use_case;
  use_case.kind = "unit.explain";
  use_case.summary = "Explain what a rule found in a unit, or ballots more or fewer than voters.";
  use_case.roles = {Role::CountyOfficer, Role::Supervisor, Role::BoardMember, Role::StateOfficer};
  use_case.fields = {
      kUnitExplained,
      {"rule", FieldType::Text, true, "Rule of the finding.", rule_ids()},
      {"about", FieldType::Text, false,
       "What the finding is about (a container, a batch, a contest), as `show ELECTION "
       "reconciliation` has it under about; left out where that is empty."},
      {"code", FieldType::Text, true, "Code of the cause.", {}, cause_words()},
      {"words", FieldType::Text, true, "What happened, in a sentence."},
      {"ballots", FieldType::Signed, false, "Ballots more or (below 0) fewer, so explained."},
      {"sworn", FieldType::Flag, false, "True when it is given under oath."},
      {"kept_secure", FieldType::Flag, false, "True when it shows that ballots were kept secure."},
      {"minute", FieldType::Text, false, "Where the minutes say so."}};
  use_case.persons_of = persons_of_explanation;
  use_case.two_when = "of more ballots than voters, where the policy draws ballots down";
  use_case.decide = decide_explain;
  use_case.find = find_size;
  use_case.apply = apply_explain;
  return use_case;
}

UseCase rule_explanation() {
  UseCase use_case;
  use_case.kind = "explanation.rule";
  use_case.summary = "Record what the board made of an explanation.";
  use_case.roles = {Role::BoardMember, Role::CountyOfficer, Role::StateOfficer};
  use_case.fields = {
      kUnitExplained,
      {"explanation", FieldType::Number, true, "Position of the explanation."},
      {"ruling", FieldType::Text, true, "What the board decided.", {"accepted", "refused"}},
      kRulingMinute};
  use_case.decide = decide_ruling;
  use_case.apply = apply_ruling;
  return use_case;
}

UseCase rule_recountability() {
  UseCase use_case;
  use_case.kind = "recountability.rule";
  use_case.summary = "Record that a unit cannot be counted again: its original figures stand.";
  use_case.roles = {Role::BoardMember, Role::CountyOfficer, Role::StateOfficer};
  use_case.fields = {kUnitExplained, kRulingMinute};
  use_case.persons_of = persons_of_not_recountable;
  use_case.two_when = "where something of the unit was counted again, or an order asks for it";
  use_case.decide = decide_not_recountable;
  use_case.apply = apply_not_recountable;
  return use_case;
}

}  // namespace recanvass::workflow
