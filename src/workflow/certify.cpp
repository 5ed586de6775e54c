// certificate.issue, certificate.amend and certificate.void: the state's declaration of the result
// that was counted here. Each takes two persons; refused while anything is missing, and everything
// that is missing is named at once. An earlier certificate is kept.
#include "base/figures.h"
#include "workflow/body.h"
#include "workflow/closing.h"
#include "workflow/count_extent.h"
#include "workflow/gates.h"
#include "workflow/grounds.h"
#include "workflow/legal_status.h"
#include "workflow/moved_votes.h"
#include "workflow/open_matters.h"
#include "workflow/unit_result.h"
#include "workflow/unit_review.h"
#include "workflow/use_case_list.h"
#include "workflow/winners.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::workflow {
namespace {

recount::LegalEvent certificate_event(const base::Json& body, recount::LegalAct act) {
  return {{text_in(body, "result_set")},
          act,
          base::LocalTime::parse(text_in(body, "signed_at")).value(),
          text_in(body, "authority"),
          "",
          "certificate"};
}

bool happened(const Operation& operation, const std::string& set, recount::LegalAct act) {
  return std::ranges::any_of(operation.deciding.status_entries, [&](const StatusEntry& entry) {
    return entry.event.result_set.text == set && entry.event.act == act;
  });
}

// The set's figures are reported and adopted with its certificate, unless they were before.
std::vector<recount::LegalEvent> certifying_events(const Operation& operation,
                                                   const base::Json& body) {
  using recount::LegalAct;
  const std::string set = text_in(body, "result_set");
  const bool adopted = happened(operation, set, LegalAct::Canvass);
  std::vector<recount::LegalEvent> events;
  if (!adopted && !happened(operation, set, LegalAct::Report)) {
    events.push_back(certificate_event(body, LegalAct::Report));
  }
  if (!adopted) events.push_back(certificate_event(body, LegalAct::Canvass));
  events.push_back(certificate_event(body, LegalAct::Certify));
  return events;
}

std::string kind_of_count(const Operation& operation) {
  return election::name_of(leaves_units_out(operation) ? election::ResultKind::PartialRecount
                                                       : election::ResultKind::Recount);
}

base::Problems check_set(const Operation& operation, const base::Json& body) {
  const auto known = operation.deciding.result_sets.find(text_in(body, "result_set"));
  if (known == operation.deciding.result_sets.end()) return {};
  if (known->second.figures != "counted") {
    return {refusal("certificate.figures", known->first + ", figures " + known->second.figures,
                    "a result set that was counted here",
                    "Certify the set that was counted; others stay as they were reported.")};
  }
  if (known->second.kind == election::name_of(election::ResultKind::HandAudit)) {
    return {refusal("certificate.audit", known->first + ", an audit by hand", "a recount",
                    "An audit confirms the winner; it is not the certified count.")};
  }
  return {};
}

base::Problems check_certificate_now(const Operation& operation, const Command& command) {
  const base::Json& body = command.body;
  base::Problems problems = check_set(operation, body);
  add_problems(problems, signed_after_the_count(operation, text_in(body, "signed_at"), ""));
  add_problems(
      problems,
      gaps_of_state(operation,
                    sight_in(operation, &operation.people.accounts.at(command.author), "")));
  add_problems(problems, check_legal_events(operation, certifying_events(operation, body)));
  const Lot* lot = lot_for(operation, totals_of(operation, ""));
  if (lot != nullptr && moment_in(body, "signed_at") < lot->drawn_at) {
    problems.push_back(
        refusal("certificate.before-lot", "signed on " + moment_in(body, "signed_at"),
                "not before the lot was drawn, " + lot->drawn_at, "Correct \"signed_at\"."));
  }
  return problems;
}

// As stated, else as the operation's calendar has it; empty: neither.
std::string due_by(const Operation& operation, const base::Json& body) {
  if (body.contains("due_by")) return text_in(body, "due_by");
  const CalendarEntry* due = operation.opening.plan.on_calendar("certification_due", "");
  if (due == nullptr) return "";
  return due->moment.day.text() + "T" + (due->moment.time ? due->moment.time->text() : "24:00");
}

// The first of them by name; the view "recountability" has them all.
std::string not_recountable_words(const Operation& operation, std::vector<std::string> units) {
  constexpr std::size_t kNamed = 20;
  std::set<std::string> names;
  for (const std::string& unit : units) {
    const NotRecountable& ruled = operation.deciding.not_recountable.at(unit);
    for (const std::string& id : {ruled.author, ruled.approved_by}) {
      const auto account = operation.people.accounts.find(id);
      if (account != operation.people.accounts.end()) names.insert(account->second.name);
    }
  }
  const auto number = static_cast<std::int64_t>(units.size());
  const std::string more =
      units.size() > kNamed ? fmt::format(" and {} more", units.size() - kNamed) : "";
  if (units.size() > kNamed) units.resize(kNamed);
  return fmt::format(
      "{} not be counted again under the policy, and the first count stands: {}{}; ruled by {}.",
      base::counted(number, "unit could", "units could"), fmt::join(units, ", "), more,
      fmt::join(names, ", "));
}

// What does not stop a certificate and has to be read with it.
std::vector<std::string> warnings_of(const Operation& operation, const base::Json& body) {
  std::vector<std::string> warnings;
  const std::string due = due_by(operation, body);
  if (!due.empty() && text_in(body, "signed_at") > due) {
    warnings.push_back(
        fmt::format("Signed on {}, after it was due by {}.", text_in(body, "signed_at"), due));
  }
  std::int64_t unexplained = 0;
  std::int64_t without_worksheet = 0;
  std::int64_t original = 0;
  std::vector<std::string> not_recountable;
  for (const auto& [id, unit] : operation.commitment.units) {
    const UnitCause* cause = cause_of(operation, id);
    if (cause != nullptr && cause->code == "UNEXPLAINED") ++unexplained;
    if (!operation.reconciling.worksheets.contains(id)) ++without_worksheet;
    if (result_of(operation, id).fate != recount::UnitFate::Stands) continue;
    if (is_ruled_not_recountable(operation, id)) {
      not_recountable.push_back(id);
    } else {
      ++original;
    }
  }
  const auto warn = [&](std::int64_t units, const char* one, const char* many) {
    if (units > 0) warnings.push_back(base::counted(units, one, many));
  };
  warn(unexplained, "changed unit is minuted as unexplained.",
       "changed units are minuted as unexplained.");
  warn(without_worksheet, "unit was not reconciled: no worksheet was recorded.",
       "units were not reconciled: no worksheet was recorded.");
  warn(original, "unit was not counted again: its first count stands.",
       "units were not counted again: their first counts stand.");
  if (!not_recountable.empty()) {
    warnings.push_back(not_recountable_words(operation, std::move(not_recountable)));
  }
  std::string partial = partial_sentence(operation);
  if (!partial.empty()) warnings.push_back(std::move(partial));
  for (std::string& sentence : ground_sentences(operation, text_in(body, "signed_at"))) {
    warnings.push_back(std::move(sentence));
  }
  for (std::string& sentence : moved_sentences(operation)) warnings.push_back(std::move(sentence));
  for (std::string& sentence : recount::record_sentences(open_matters(operation))) {
    warnings.push_back(std::move(sentence));
  }
  const std::string lot = lot_sentence(operation, totals_of(operation, ""));
  if (!lot.empty()) warnings.push_back(lot);
  return warnings;
}

base::Json find_certified(const Operation& operation, const Command& command) {
  const auto votes = totals_of(operation, "");
  return {{"votes", votes},
          {"winners", certified_winners(operation, votes)},
          {"warnings", warnings_of(operation, command.body)}};
}

// What the second person confirms is what the first one signed.
base::Problems check_unchanged(const Operation& operation, const Command& command) {
  if (!command.body.contains("found") ||
      command.body["found"] == find_certified(operation, command)) {
    return {};
  }
  return {refusal("certificate.changed", "figures that changed since the first person signed",
                  "the figures as they are", "Decline it, and issue another.")};
}

// An amendment says something else: other figures, winners or warnings, another authority or day.
base::Problems check_amends_something(const Operation& operation, const Certificate& before,
                                      const Command& command) {
  const base::Json found = find_certified(operation, command);
  const bool same = before.votes == numbers_in(found, "votes") &&
                    before.winners == texts_in(found, "winners") &&
                    before.warnings == texts_in(found, "warnings") &&
                    before.authority == text_in(command.body, "authority") &&
                    before.signed_at == text_in(command.body, "signed_at");
  if (!same) return {};
  return {refusal(
      "certificate.same",
      fmt::format("figures, winners, warnings, authority and day as in entry {}", before.position),
      "something that the certificate in force does not say",
      "It stands as it is. Where it was signed anew, give that day as \"signed_at\".")};
}

base::Problems decide_issue(const Operation& operation, const Command& command) {
  base::Problems problems = author_acts_in(operation, command.author, "");
  if (operation.deciding.certificate_in_force() != nullptr) {
    problems.push_back(refusal("certificate.twice", "a certificate in force", "none",
                               "Change it with certificate.amend, or void it."));
  }
  add_problems(problems, check_certificate_now(operation, command));
  add_problems(problems, check_unchanged(operation, command));
  return problems;
}

base::Problems decide_amend(const Operation& operation, const Command& command) {
  const Certificate* certificate = operation.deciding.certificate_in_force();
  if (certificate == nullptr) {
    return {refusal("certificate.none", "no certificate in force", "one to amend",
                    "Issue it with certificate.issue.")};
  }
  base::Problems problems = author_acts_in(operation, command.author, "");
  if (certificate->result_set != text_in(command.body, "result_set")) {
    problems.push_back(refusal("certificate.set", text_in(command.body, "result_set"),
                               certificate->result_set, "Amend the set that was certified."));
  }
  add_problems(problems, check_certificate_now(operation, command));
  add_problems(problems, check_unchanged(operation, command));
  if (problems.empty()) problems = check_amends_something(operation, *certificate, command);
  return problems;
}

base::Problems decide_void(const Operation& operation, const Command& command) {
  const Certificate* certificate = operation.deciding.certificate_in_force();
  if (certificate == nullptr) {
    return {refusal("certificate.none", "no certificate in force", "one to void",
                    "Nothing has to be voided.")};
  }
  base::Problems problems = author_acts_in(operation, command.author, "");
  base::Json body = command.body;
  body["result_set"] = certificate->result_set;
  add_problems(problems,
               check_legal_events(operation, {certificate_event(body, recount::LegalAct::Void)}));
  return problems;
}

void name_set_once(Operation& operation, const Event& event) {
  Deciding& deciding = operation.deciding;
  const std::string id = text_in(event.body, "result_set");
  if (deciding.result_sets.contains(id)) return;
  deciding.result_sets[id] = {id, kind_of_count(operation), "counted", {}, event.position};
  deciding.result_set_order.push_back(id);
}

void apply_certificate(Operation& operation, const Event& event) {
  if (!check_legal_events(operation, certifying_events(operation, event.body)).empty()) return;
  name_set_once(operation, event);
  Certificate certificate;
  certificate.position = event.position;
  certificate.result_set = text_in(event.body, "result_set");
  certificate.authority = text_in(event.body, "authority");
  certificate.signed_at = text_in(event.body, "signed_at");
  certificate.by = event.author;
  certificate.approved_by = event.approved_by;
  const base::Json& found = event.body.at("found");
  certificate.votes = numbers_in(found, "votes");
  certificate.winners = texts_in(found, "winners");
  certificate.warnings = texts_in(found, "warnings");
  certificate.reason = text_in(event.body, "reason");
  if (const Certificate* earlier = operation.deciding.certificate_in_force()) {
    certificate.amends = earlier->position;
  }
  for (recount::LegalEvent& legal : certifying_events(operation, event.body)) {
    operation.deciding.status_entries.push_back(
        {event.position, event.author, std::move(legal), certificate.reason});
  }
  operation.deciding.certificates.push_back(std::move(certificate));
}

void apply_void_certificate(Operation& operation, const Event& event) {
  if (operation.deciding.certificates.empty()) return;
  Certificate& certificate = operation.deciding.certificates.back();
  base::Json body = event.body;
  body["result_set"] = certificate.result_set;
  if (!check_legal_events(operation, {certificate_event(body, recount::LegalAct::Void)}).empty()) {
    return;
  }
  certificate.voided_at = event.position;
  certificate.void_words = text_in(event.body, "reason");
  certificate.voided_by = {event.author, event.approved_by};
  operation.deciding.status_entries.push_back({event.position, event.author,
                                               certificate_event(body, recount::LegalAct::Void),
                                               certificate.void_words});
}

UseCase certificate_case(const char* kind, const char* summary) {
  UseCase use_case;
  use_case.kind = kind;
  use_case.summary = summary;
  use_case.roles = {Role::StateOfficer, Role::BoardMember};
  use_case.persons = Persons::Two;
  use_case.fields = {
      {"result_set", FieldType::Text, true, "Id of the set that was counted here."},
      {"authority", FieldType::Text, true, "Who certifies."},
      {"signed_at", FieldType::Moment, true, "When it is signed, local time."},
      {"due_by", FieldType::Moment, false, "When the law wants it; later is said, not refused."}};
  use_case.find = find_certified;
  use_case.apply = apply_certificate;
  return use_case;
}

const Field kCertificateReason{"reason", FieldType::Text, true, "Why, in a sentence."};

}  // namespace

UseCase issue_certificate() {
  UseCase use_case =
      certificate_case("certificate.issue",
                       "Certify the result that was counted; names everything that is missing.");
  use_case.decide = decide_issue;
  return use_case;
}

UseCase amend_certificate() {
  UseCase use_case = certificate_case("certificate.amend",
                                      "Certify changed figures; the earlier certificate is kept.");
  use_case.fields.push_back(kCertificateReason);
  use_case.decide = decide_amend;
  return use_case;
}

UseCase void_certificate() {
  UseCase use_case =
      certificate_case("certificate.void", "Declare the certificate and its set to be void.");
  use_case.fields = {{"authority", FieldType::Text, true, "Who declares it void."},
                     {"signed_at", FieldType::Moment, true, "When it takes effect, local time."},
                     kCertificateReason};
  use_case.find = nullptr;
  use_case.decide = decide_void;
  use_case.apply = apply_void_certificate;
  return use_case;
}

}  // namespace recanvass::workflow
