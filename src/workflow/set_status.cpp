// status.set: what happened in law to a result set: ordered, reported, canvassed, certified,
// stayed, lifted, halted, void. Nothing is overwritten; what stands follows from all of it. What
// says for good which figures hold takes two persons: certify, void, whatever is done to a set that
// was certified, anything while a certificate is in force, what is said of figures that one person
// states of a count made elsewhere, and that the count's own are reported or canvassed, which is
// for when it is over. Only figures that the ledger itself gives are certified.
#include "workflow/body.h"
#include "workflow/closing.h"
#include "workflow/gates.h"
#include "workflow/legal_status.h"
#include "workflow/unit_gates.h"
#include "workflow/unit_result.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

const std::vector<std::string> kLegalActs = {"order", "report", "canvass", "certify",
                                             "stay",  "lift",   "halt",    "void"};
const std::vector<std::string> kFigureSources = {"reported", "counted", "stated"};

recount::LegalEvent legal_event_of(const base::Json& body) {
  return {{text_in(body, "result_set")},
          *recount::legal_act_named(text_in(body, "act")),
          base::LocalTime::parse(text_in(body, "effective_at")).value(),
          text_in(body, "authority"),
          text_in(body, "stay"),
          text_in(body, "source")};
}

base::Problems check_first_mention(const Operation& operation, const base::Json& body) {
  base::Problems problems;
  for (const char* member : {"kind", "figures"}) {
    if (body.contains(member)) continue;
    problems.push_back(refusal("status.first", std::string("no \"") + member + "\"",
                               "what the result set is, when it is first named",
                               "Say its kind, and where its figures come from."));
  }
  if (problems.empty() && (text_in(body, "figures") == "stated") != body.contains("votes")) {
    problems.push_back(refusal("status.votes", text_in(body, "figures"),
                               "\"votes\" exactly where figures are stated",
                               "Give the totals of a set that was counted elsewhere."));
  }
  add_problems(problems,
               choices_are_known(operation, body.value("votes", base::Json::object()), "votes"));
  return problems;
}

base::Problems check_known_set(const NamedResultSet& set, const base::Json& body) {
  base::Problems problems;
  const auto differs = [&](const char* member, const std::string& known) {
    if (!body.contains(member) || text_in(body, member) == known) return;
    problems.push_back(refusal("status.set", set.id + ", " + text_in(body, member),
                               known + ", as it was first named",
                               "Name another result set; this one stays what it is."));
  };
  differs("kind", set.kind);
  differs("figures", set.figures);
  if (body.contains("votes") && numbers_in(body, "votes") != set.votes) {
    problems.push_back(refusal("status.set", set.id + ", other votes", "the votes as first stated",
                               "Name another result set."));
  }
  if (text_in(body, "act") == "certify" && set.figures == "counted") {
    problems.push_back(refusal("status.certify", set.id, "a set that was counted elsewhere",
                               "Certify what was counted here with certificate.issue."));
  }
  return problems;
}

// A set as it is after this entry, which may be the first that names it.
NamedResultSet set_after(const Operation& operation, const base::Json& body) {
  const auto known = operation.deciding.result_sets.find(text_in(body, "result_set"));
  if (known != operation.deciding.result_sets.end()) return known->second;
  return {text_in(body, "result_set"), text_in(body, "kind"), text_in(body, "figures"),
          numbers_in(body, "votes"), 0};
}

// What puts the figures of the count made here in law's place, short of a certificate.
bool gives_counted_figures(const NamedResultSet& set, const std::string& act) {
  return set.figures == "counted" && (act == "report" || act == "canvass");
}

// Figures that are still to change are nobody's to report: no unit's count is open.
base::Problems check_counted(const Operation& operation, const NamedResultSet& set,
                             const std::string& act) {
  if (!gives_counted_figures(set, act)) return {};
  std::vector<std::string> open;
  for (const auto& [id, unit] : operation.commitment.units) {
    if (result_of(operation, id).fate == recount::UnitFate::Open) open.push_back(id);
  }
  if (open.empty() && !operation.commitment.units.empty()) return {};
  constexpr std::size_t kNamed = 20;
  const std::size_t more = open.size() > kNamed ? open.size() - kNamed : 0;
  open.resize(open.size() - more);
  return {refusal(
      "status.open",
      open.empty()
          ? set.id + ", before anything was counted"
          : fmt::format("{}, while the count of {}{} is open", set.id, fmt::join(open, ", "),
                        more == 0 ? std::string() : fmt::format(" and {} more", more)),
      "counted figures only once every unit is closed",
      "Sign off every unit that is counted again, or rule that its first count stands.")};
}

bool is_of_first_count(const NamedResultSet& set) {
  return set.kind == election::name_of(election::ResultKind::OriginalCanvass) ||
         set.kind == election::name_of(election::ResultKind::Unofficial);
}

// The original result is that of the published returns; any other is the count's, with everything
// that a certificate of it needs.
base::Problems check_certified_figures(const Operation& operation, const NamedResultSet& set) {
  base::Problems problems;
  const bool first_count = is_of_first_count(set);
  if (first_count && !operation.commitment.published_at) {
    return {refusal("status.figures", set.id + ", before the returns are published",
                    "the published returns, which its figures are",
                    "Publish them with commitment.publish first.")};
  }
  if (!first_count) problems = gaps_of_state(operation, sight_in(operation, nullptr, ""));
  if (!problems.empty()) return problems;
  const auto wanted = first_count ? votes_of_all(operation, operation.commitment.reported_outcome)
                                  : totals_of(operation, "");
  if (votes_of_all(operation, votes_of_set(operation, set)) == wanted) return {};
  return {refusal("status.figures", set.id + ", figures " + set.figures,
                  first_count ? "the totals of the published returns" : "the totals of the count",
                  "Only what the ledger's own entries add up to is certified.")};
}

base::Problems check_void(const Operation& operation, const base::Json& body) {
  const Certificate* certificate = operation.deciding.certificate_in_force();
  if (certificate != nullptr && certificate->result_set == text_in(body, "result_set")) {
    return {refusal("status.void", certificate->result_set + ", with a certificate in force",
                    "certificate.void, which ends the certificate and its set",
                    "Void the certificate.")};
  }
  if (body.contains("order") || body.contains("words")) return {};
  return {refusal("status.void", "no \"order\" and no \"words\"",
                  "the court's order that voids it, or the reason",
                  "Name the order as order.record has it, or say why.")};
}

// Who was elected by a certificate in force stays so until it is void, or a court says otherwise.
base::Problems check_not_over_certificate(const Operation& operation, const base::Json& body) {
  const Certificate* certificate = operation.deciding.certificate_in_force();
  if (certificate == nullptr || certificate->result_set == text_in(body, "result_set") ||
      operation.opening.orders.is_on_file(text_in(body, "order"))) {
    return {};
  }
  std::vector<recount::LegalEvent> events = legal_events(operation);
  events.push_back(legal_event_of(body));
  base::LocalTime latest = events.front().at;
  for (const recount::LegalEvent& event : events) latest = std::max(latest, event.at);
  const auto standing = recount::standing_on(events, latest);
  if (!standing || !standing->stands || standing->stands->text == certificate->result_set) {
    return {};
  }
  return {
      refusal("status.over-certificate",
              text_in(body, "result_set") + ", over the certificate of " + certificate->result_set,
              "certificate.void first, or \"order\": a court's order with its document",
              "Two certificates of one contest cannot both hold.")};
}

bool was_certified(const Operation& operation, const std::string& set) {
  return std::ranges::any_of(operation.deciding.status_entries, [&](const StatusEntry& entry) {
    return entry.event.result_set.text == set && entry.event.act == recount::LegalAct::Certify;
  });
}

Persons persons_of_status(const Operation& operation, const std::string&, const base::Json& body) {
  const std::string act = text_in(body, "act");
  // What could put another set in the place of one that is certified.
  const bool touches_certified = was_certified(operation, text_in(body, "result_set")) ||
                                 operation.deciding.certificate_in_force() != nullptr;
  // Figures that no entry counted would stand in law by one person's word.
  const NamedResultSet set = set_after(operation, body);
  const bool counted_elsewhere = set.figures == "stated" && !is_of_first_count(set);
  // An audit's figures never stand in law.
  const bool counted_here = gives_counted_figures(set, act) &&
                            set.kind != election::name_of(election::ResultKind::HandAudit);
  const bool two =
      act == "certify" || act == "void" || touches_certified || counted_elsewhere || counted_here;
  return two ? Persons::Two : Persons::One;
}

base::Problems decide_status(const Operation& operation, const Command& command) {
  const std::string act = text_in(command.body, "act");
  base::Problems problems;
  const bool names_stay = command.body.contains("stay");
  if ((act == "stay" || act == "lift") != names_stay) {
    problems.push_back(refusal("status.stay", act, "\"stay\" exactly for stay and lift",
                               "Give each stay a name of its own."));
  }
  const auto known = operation.deciding.result_sets.find(text_in(command.body, "result_set"));
  add_problems(problems, known == operation.deciding.result_sets.end()
                             ? check_first_mention(operation, command.body)
                             : check_known_set(known->second, command.body));
  if (!problems.empty()) return problems;
  if (command.body.contains("order")) {
    add_problems(problems, order_is_known(operation, text_in(command.body, "order")));
  }
  if ((act == "stay" || act == "lift") && !command.body.contains("order") &&
      was_certified(operation, text_in(command.body, "result_set"))) {
    problems.push_back(refusal("status.order", act + " of a certified set, without an order",
                               "\"order\": the court's order behind it",
                               "Record it with order.record first."));
  }
  if (act == "void") add_problems(problems, check_void(operation, command.body));
  add_problems(problems, check_legal_events(operation, {legal_event_of(command.body)}));
  if (problems.empty()) {
    problems = check_counted(operation, set_after(operation, command.body), act);
  }
  if (problems.empty() && act == "certify") {
    problems = check_certified_figures(operation, set_after(operation, command.body));
    add_problems(problems, check_not_over_certificate(operation, command.body));
  }
  return problems;
}

void apply_status(Operation& operation, const Event& event) {
  if (!check_legal_events(operation, {legal_event_of(event.body)}).empty()) return;
  Deciding& deciding = operation.deciding;
  const std::string id = text_in(event.body, "result_set");
  if (!deciding.result_sets.contains(id)) {
    deciding.result_sets[id] = {id, text_in(event.body, "kind"), text_in(event.body, "figures"),
                                numbers_in(event.body, "votes"), event.position};
    deciding.result_set_order.push_back(id);
  }
  deciding.status_entries.push_back({event.position, event.author, legal_event_of(event.body),
                                     text_in(event.body, "words"), text_in(event.body, "order")});
}

}  // namespace

UseCase set_status() {
  UseCase use_case;
  use_case.kind = "status.set";
  use_case.summary = "Record what happened in law to a result set; nothing is overwritten.";
  use_case.roles = {Role::StateOfficer};
  use_case.fields = {
      {"result_set", FieldType::Text, true, "Id of the result set, such as recount."},
      {"act", FieldType::Text, true, "What happened.", kLegalActs},
      {"effective_at", FieldType::Moment, true, "When it took effect, local time."},
      {"authority", FieldType::Text, true, "Whose act it is."},
      {"source", FieldType::Text, true, "Where it can be read."},
      {"stay", FieldType::Text, false, "Name of the stay, for stay and lift."},
      {"kind", FieldType::Text, false, "What the set is, when first named.", result_kind_names()},
      {"figures", FieldType::Text, false, "Where its figures come from, when first named.",
       kFigureSources},
      {"votes", FieldType::Numbers, false, "Stated totals by choice, of a set counted elsewhere."},
      {"order", FieldType::Text, false, "Id of the court's order behind it."},
      {"words", FieldType::Text, false, "The act in a sentence; of a voiding without order: why."}};
  use_case.persons_of = persons_of_status;
  use_case.two_when =
      "certify and void, report and canvass of what was counted here (not of an audit), every act "
      "about a set that was certified or whose figures are stated of a count made elsewhere, and "
      "every act while a certificate is in force";
  use_case.decide = decide_status;
  use_case.apply = apply_status;
  return use_case;
}

}  // namespace recanvass::workflow
