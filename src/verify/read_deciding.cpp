// cause.assign, result.machine, county.statement, certificate.issue, certificate.amend,
// certificate.void, status.set: how a count ends (V12, V14).
#include "base/figures.h"
#include "recount/causes.h"
#include "verify/body.h"
#include "verify/closing_check.h"
#include "verify/replay.h"
#include "verify/standing.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::verify {
namespace {

using base::Json;
using Votes = std::map<std::string, std::int64_t>;

const Json& found_in(const Json& body) {
  static const Json none = Json::object();
  const Json* found = member_of(body, "found");
  return found == nullptr ? none : *found;
}

// Votes after less before, of either sign; no value: something else.
std::optional<std::map<std::string, std::int64_t>> changes_in(const Json& found) {
  const Json* changes = member_of(found, "changes");
  if (changes == nullptr || !changes->is_object()) return std::nullopt;
  std::map<std::string, std::int64_t> read;
  for (auto it = changes->begin(); it != changes->end(); ++it) {
    if (!it->is_number_integer()) return std::nullopt;
    if (it->is_number_unsigned() && it->get<std::uint64_t>() > std::uint64_t{kFigureMost}) {
      return std::nullopt;
    }
    read[it.key()] = it->get<std::int64_t>();
  }
  return read;
}

void read_cause(Replay& replay, const Said& said) {
  const auto id = text_of(said.body, "unit");
  if (!replay.want(id.has_value(), said, "unit")) return;
  const auto unit = replay.record.units.find(*id);
  if (unit == replay.record.units.end()) {
    replay.fault(CheckId::V12, said, fmt::format("{} is no unit of this ledger", *id));
    return;
  }
  replay.want_county(said, replay.record.county_of(*id));
  const std::string code = text_or_empty(said.body, "cause");
  if (recount::cause_named(code) == nullptr) {
    replay.fault(CheckId::V12, said, fmt::format("\"{}\" is no cause that is known", code));
  }
  for (const char* member : {"words", "minute"}) {
    if (!text_or_empty(said.body, member).empty()) continue;
    replay.fault(CheckId::V12, said, fmt::format("its \"{}\" says nothing", member));
  }
  const std::string label = text_or_empty(said.body, "version");
  if (!label.empty()) {
    for (ReturnsVersion& version : unit->second.versions) {
      if (version.label != label) continue;
      version.cause = code;
      version.minute = text_or_empty(said.body, "minute");
    }
    return;
  }
  const auto stated = changes_in(found_in(said.body));
  const auto computed = changes_of(replay.record, *id);
  if (!replay.want(stated.has_value(), said, "found")) return;
  if (computed && *stated != *computed) {
    fault_of_unit(replay, CheckId::V12, said, *id,
                  "the change that it explains is not the unit's change");
  }
  unit->second.causes.push_back({said.position, code, text_or_empty(said.body, "words"),
                                 text_or_empty(said.body, "minute"), *stated});
}

void read_machine(Replay& replay, const Said& said) {
  const auto id = text_of(said.body, "unit");
  const auto found = id ? replay.record.units.find(*id) : replay.record.units.end();
  if (!replay.want(found != replay.record.units.end(), said, "unit")) return;
  replay.want_county(said, replay.record.county_of(*id));
  Figures figures;
  const auto ballots = figure_of(said.body, "ballots");
  const auto blank = figure_of(said.body, "blank");
  const auto over = figure_of(said.body, "over");
  const Json* tape = records_of(said.body, "tape");
  if (!replay.want(ballots && blank && over && tape != nullptr, said, "tape")) return;
  figures = {*ballots, {}, *blank, *over};
  for (const Json& line : *tape) {
    const auto choice = text_of(line, "choice");
    const auto votes = figure_of(line, "votes");
    if (!replay.want(choice && votes, said, "tape")) return;
    figures.votes[*choice] = *votes;
  }
  check_machine_balance(replay, said, figures, *id);
  if (method_of(replay.record, *id) == "hand") {
    replay.fault(CheckId::V9, said, "the unit is counted by hand");
  }
  if (extent_of(replay.record, *id) != Extent::Inside) {
    replay.fault(CheckId::V9, said, "the unit was not to be counted again then");
  }
  if (found->second.signed_off) {
    replay.fault(CheckId::V9, said, fmt::format("the count of {} was signed off before", *id));
  }
  const bool is_whole = method_of(replay.record, *id) == "mixed" &&
                        whole_by_hand(replay.record, found->second).has_value();
  if (!is_whole && is_read_otherwise(replay.record, found->second, figures)) {
    replay.fault(CheckId::V9, said,
                 "it stands over entries by hand of other figures, or of a part");
  }
  found->second.machine = figures;
  found->second.tapes.emplace_back(said.position, figures);
  found->second.machine_by = accounts_of(said);
  found->second.machine_at = said.position;
  found->second.machine_reason = text_or_empty(said.body, "reason");
  found->second.is_chosen = found->second.chosen_by_hand = false;
}

void read_statement(Replay& replay, const Said& said) {
  const auto county = text_of(said.body, "county");
  if (!replay.want(county.has_value(), said, "county")) return;
  replay.want_county(said, *county);
  replay.want_two_people(said, "signed_by", "a county's statement is signed by two people");
  check_county(replay, said, *county);
  const auto signed_at = base::LocalTime::parse(text_or_empty(said.body, "signed_at"));
  if (replay.want(signed_at.ok(), said, "signed_at")) {
    check_signing_day(replay, said, signed_at->day);
  }
  const Json& found = found_in(said.body);
  const auto votes = figures_of(found, "votes");
  if (replay.want(votes.has_value(), said, "found")) {
    check_stated(replay, said, *county, *votes, std::nullopt);
    check_units_stated(replay, said, *county, found);
  }
  CountyStated stated = sums_now(replay.record, *county, said.position);
  if (signed_at) stated.signed_on = signed_at->day;
  replay.record.statements[*county].push_back(std::move(stated));
}

std::optional<recount::LegalEvent> legal_event(const Json& body, const std::string& set,
                                               recount::LegalAct act, const char* moment) {
  const auto at = base::LocalTime::parse(text_or_empty(body, moment));
  if (!at) return std::nullopt;
  return recount::LegalEvent{{set},
                             act,
                             *at,
                             text_or_empty(body, "authority"),
                             text_or_empty(body, "stay"),
                             text_or_empty(body, "source")};
}

bool happened(const Record& record, const std::string& set, recount::LegalAct act) {
  return std::any_of(record.legal.begin(), record.legal.end(), [&](const auto& entry) {
    return entry.second.result_set.text == set && entry.second.act == act;
  });
}

// V14: the events so far and this one are a history that can be.
void add_legal(Replay& replay, const Said& said, const recount::LegalEvent& event) {
  replay.record.legal.emplace_back(said.position, event);
  replay.record.matters.acts[said.position] = {accounts_of(said),
                                               text_or_empty(said.body, "order")};
  std::vector<recount::LegalEvent> events;
  for (const auto& [position, each] : replay.record.legal) events.push_back(each);
  const auto standing = recount::standing_on(events, event.at);
  if (standing) return;
  replay.fault(CheckId::V14, said,
               fmt::format("in law it cannot be: found {}; wanted {}",
                           standing.problems().front().found, standing.problems().front().wanted));
  replay.record.legal.pop_back();
}

CertificateGiven* in_force(Record& record) {
  if (record.certificates.empty() || record.certificates.back().voided_at) return nullptr;
  return &record.certificates.back();
}

// Nobody signs whom a lot elects before it is drawn.
void check_after_lot(Replay& replay, const Said& said, const Votes& votes,
                     const std::string& signed_at) {
  const LotDrawn* lot = lot_for(replay.record, votes, said.position);
  if (lot == nullptr || signed_at >= lot->drawn_at) return;
  replay.fault(CheckId::V14, said,
               fmt::format("it is of {}, before the lot was drawn, {}", signed_at, lot->drawn_at));
}

void read_certificate(Replay& replay, const Said& said) {
  Record& record = replay.record;
  CertificateGiven certificate;
  certificate.position = said.position;
  certificate.result_set = text_or_empty(said.body, "result_set");
  certificate.authority = text_or_empty(said.body, "authority");
  certificate.signed_at = text_or_empty(said.body, "signed_at");
  certificate.by = said.author;
  certificate.approved_by = said.approved_by;
  const auto votes = figures_of(found_in(said.body), "votes");
  const auto winners = texts_of(found_in(said.body), "winners");
  if (!replay.want(votes && winners, said, "found")) return;
  certificate.votes = *votes;
  certificate.winners = *winners;
  certificate.warnings =
      texts_of(found_in(said.body), "warnings").value_or(std::vector<std::string>());
  replay.want_county(said, "");
  const bool amends = said.kind == "certificate.amend";
  if (amends != (in_force(record) != nullptr)) {
    replay.fault(CheckId::V14, said,
                 amends ? "it amends no certificate in force" : "a certificate was in force");
  }
  if (amends && in_force(record) != nullptr) certificate.amends = in_force(record)->position;
  certificate.reason = text_or_empty(said.body, "reason");
  check_statements(replay, said);
  check_tie(replay, said);
  if (const auto signed_at = base::LocalTime::parse(certificate.signed_at)) {
    check_signing_day(replay, said, signed_at->day);
    check_days_of_statements(replay, said, signed_at->day);
    check_after_lot(replay, said, certificate.votes, signed_at->text());
  }
  check_reported(replay, said);
  check_stated(replay, said, "", certificate.votes, certificate.winners);
  check_warnings(replay, said, found_in(said.body));
  using recount::LegalAct;
  const std::string& set = certificate.result_set;
  const bool adopted = happened(record, set, LegalAct::Canvass);
  const bool reported = adopted || happened(record, set, LegalAct::Report);
  for (const auto& [needed, act] :
       {std::pair{!reported, LegalAct::Report}, std::pair{!adopted, LegalAct::Canvass},
        std::pair{true, LegalAct::Certify}}) {
    auto event = legal_event(said.body, set, act, "signed_at");
    if (!replay.want(event.has_value(), said, "signed_at")) return;
    event->source = "certificate";
    if (needed) add_legal(replay, said, *event);
  }
  const bool in_part = std::ranges::any_of(record.units, [&](const auto& unit) {
    return extent_of(record, unit.first) == Extent::Outside;
  });
  record.result_sets.try_emplace(
      set, NamedSet{set, in_part ? "partial-recount" : "recount", "counted", {}});
  record.certificates.push_back(std::move(certificate));
}

void read_voiding(Replay& replay, const Said& said) {
  CertificateGiven* certificate = in_force(replay.record);
  if (certificate == nullptr) {
    replay.fault(CheckId::V14, said, "it voids no certificate in force");
    return;
  }
  replay.want_county(said, "");
  certificate->voided_at = said.position;
  certificate->void_words = text_or_empty(said.body, "reason");
  certificate->voided_by = accounts_of(said);
  auto event =
      legal_event(said.body, certificate->result_set, recount::LegalAct::Void, "signed_at");
  if (!replay.want(event.has_value(), said, "signed_at")) return;
  event->source = "certificate";
  add_legal(replay, said, *event);
}

// The original result is that of the published returns; any other is what the units add up to, with
// everything that a certificate of it needs.
void check_certified_status(Replay& replay, const Said& said, const NamedSet& set) {
  const Record& record = replay.record;
  const bool first_count = set.kind == "original-canvass" || set.kind == "unofficial";
  if (first_count && !record.committed_at) {
    replay.fault(CheckId::V14, said, "it certifies a first count before the inputs were published");
  }
  if (!first_count) {
    check_statements(replay, said);
    check_tie(replay, said);
    check_reported(replay, said);
  }
  if (!first_count && set.figures != "counted") {
    check_stated(replay, said, "", set.figures == "stated" ? set.votes : record.outcome,
                 std::nullopt);
  }
  if (!first_count || set.figures == "reported") return;
  const auto counted = votes_standing(record, "");
  if (set.figures == "counted" && !counted) {
    ++replay.record.certificates_unread;
    return;
  }
  const auto& votes = set.figures == "counted" ? *counted : set.votes;
  for (const auto& [choice, name] : record.choices) {
    const auto stated = votes.find(choice);
    const auto reported = record.outcome.find(choice);
    const std::int64_t ours = stated == votes.end() ? 0 : stated->second;
    const std::int64_t theirs = reported == record.outcome.end() ? 0 : reported->second;
    if (ours == theirs) continue;
    replay.fault(CheckId::V14, said,
                 fmt::format("it certifies {} votes of {} in a first count, and {} were reported",
                             base::grouped(ours), choice, base::grouped(theirs)));
  }
}

// A first count is certified before anybody asks for another one.
void check_certified_day(Replay& replay, const Said& said, const NamedSet& set, base::Date day) {
  if (set.kind != "original-canvass" && set.kind != "unofficial") {
    check_signing_day(replay, said, day);
    check_days_of_statements(replay, said, day);
  } else if (replay.record.election_day && day < *replay.record.election_day) {
    replay.fault(CheckId::V14, said,
                 fmt::format("it is of {}, before the election day, {}", day.text(),
                             replay.record.election_day->text()));
  }
}

// A set takes the place of a certificate in force only by an order that others can read.
void check_not_over_certificate(Replay& replay, const Said& said,
                                const recount::LegalEvent& event) {
  const CertificateGiven* certificate = in_force(replay.record);
  if (certificate == nullptr || certificate->result_set == event.result_set.text ||
      replay.record.orders_on_file.contains(text_or_empty(said.body, "order"))) {
    return;
  }
  std::vector<recount::LegalEvent> events;
  base::LocalTime latest = event.at;
  for (const auto& [position, each] : replay.record.legal) {
    events.push_back(each);
    latest = std::max(latest, each.at);
  }
  events.push_back(event);
  const auto standing = recount::standing_on(events, latest);
  if (!standing || !standing->stands || standing->stands->text == certificate->result_set) return;
  replay.fault(CheckId::V14, said,
               fmt::format("it certifies another set over the certificate of entry {}, by no order "
                           "with its document",
                           certificate->position));
}

// A certificate in force ends as one; anything else is void by an order or for a reason.
void check_voided_status(Replay& replay, const Said& said, const std::string& set) {
  const CertificateGiven* certificate = in_force(replay.record);
  if (certificate != nullptr && certificate->result_set == set) {
    replay.fault(CheckId::V14, said, "it voids a set whose certificate is in force");
  }
  const std::string order = text_or_empty(said.body, "order");
  if (!order.empty() && replay.record.orders.count(order) == 0) {
    replay.fault(CheckId::V14, said, fmt::format("the order {} was not recorded", order));
  }
  if (order.empty() && text_or_empty(said.body, "words").empty()) {
    replay.fault(CheckId::V14, said, "it names no order and gives no reason");
  }
}

// What puts the figures of the count made here in law's place, short of a certificate.
bool gives_counted_figures(std::string_view figures, std::string_view act) {
  return figures == "counted" && (act == "report" || act == "canvass");
}

// Counted figures are given once no unit's count is open. Of units whose returns are withheld that
// is not known here.
void check_counted_status(Replay& replay, const Said& said, const NamedSet& set) {
  if (!gives_counted_figures(set.figures, text_or_empty(said.body, "act"))) return;
  for (const auto& [id, unit] : replay.record.units) {
    if (!unit.returns_given || fate_of(replay.record, id) != Fate::Open) continue;
    replay.fault(CheckId::V14, said,
                 fmt::format("it gives the figures counted, and the count of {} was open", id));
  }
}

void read_status(Replay& replay, const Said& said) {
  const auto id = text_of(said.body, "result_set");
  const auto act = recount::legal_act_named(text_or_empty(said.body, "act"));
  if (!replay.want(id && act, said, "act")) return;
  const auto event = legal_event(said.body, *id, *act, "effective_at");
  if (!replay.want(event.has_value(), said, "effective_at")) return;
  const auto [set, first] = replay.record.result_sets.try_emplace(
      *id, NamedSet{*id, text_or_empty(said.body, "kind"), text_or_empty(said.body, "figures"),
                    figures_of(said.body, "votes").value_or(Votes())});
  check_counted_status(replay, said, set->second);
  if (*act == recount::LegalAct::Certify) {
    check_certified_status(replay, said, set->second);
    check_certified_day(replay, said, set->second, event->at.day);
    check_not_over_certificate(replay, said, *event);
  }
  const bool holds_up = *act == recount::LegalAct::Stay || *act == recount::LegalAct::Lift;
  if (holds_up && happened(replay.record, *id, recount::LegalAct::Certify) &&
      !replay.record.orders.contains(text_or_empty(said.body, "order"))) {
    replay.fault(CheckId::V14, said, "it stays a certified set by no order that was recorded");
  }
  if (*act == recount::LegalAct::Void) check_voided_status(replay, said, *id);
  if (!first && *act == recount::LegalAct::Certify && set->second.figures == "counted") {
    replay.fault(CheckId::V14, said, "what was counted here is certified by two persons");
  }
  add_legal(replay, said, *event);
}

// A lot is drawn between those who tie in the votes that stand, and gives the seats that are left.
void read_lot(Replay& replay, const Said& said) {
  Record& record = replay.record;
  replay.want_county(said, "");
  LotDrawn lot;
  lot.position = said.position;
  lot.by = accounts_of(said);
  lot.drawn = texts_of(said.body, "drawn").value_or(std::vector<std::string>());
  lot.words = text_or_empty(said.body, "words");
  lot.place = text_or_empty(said.body, "place");
  lot.drawn_at = text_or_empty(said.body, "drawn_at");
  if (const auto drawn_at = base::LocalTime::parse(lot.drawn_at)) {
    check_signing_day(replay, said, drawn_at->day);
    check_days_of_statements(replay, said, drawn_at->day);
  }
  const auto votes = figures_of(found_in(said.body), "votes");
  if (!replay.want(votes.has_value(), said, "found")) return;
  lot.votes = *votes;
  for (const auto& [id, unit] : record.units) {
    if (fate_of(record, id) == Fate::Open) {
      replay.fault(CheckId::V14, said, fmt::format("the count of {} was open", id));
    }
  }
  const auto standing = votes_standing(record, "");
  if (standing && *standing != *votes) {
    replay.fault(CheckId::V14, said, "it is of other votes than those that stand");
  }
  const auto tie = tie_of(record, *votes);
  const std::set<std::string> drawn(lot.drawn.begin(), lot.drawn.end());
  const bool fits = tie && drawn.size() == lot.drawn.size() && drawn.size() == tie->seats_left &&
                    std::ranges::all_of(drawn, [&](const std::string& id) {
                      return std::ranges::find(tie->tied, id) != tie->tied.end();
                    });
  if (!fits) replay.fault(CheckId::V14, said, "it does not draw between those who tie");
  record.lots.push_back(std::move(lot));
}

// What says for good which figures hold takes two persons.
bool status_needs_two(const Record& record, const Said& said) {
  const std::string act = text_or_empty(said.body, "act");
  if (act == "certify" || act == "void") return true;
  const std::string id = text_or_empty(said.body, "result_set");
  const auto known = record.result_sets.find(id);
  const bool is_known = known != record.result_sets.end();
  const std::string kind = is_known ? known->second.kind : text_or_empty(said.body, "kind");
  const std::string figures =
      is_known ? known->second.figures : text_or_empty(said.body, "figures");
  // Figures of a count made elsewhere would stand in law by one person's word.
  if (figures == "stated" && kind != "original-canvass" && kind != "unofficial") return true;
  // An audit's figures never stand in law.
  if (gives_counted_figures(figures, act) && kind != "hand-audit") return true;
  const bool certified = !record.certificates.empty() && !record.certificates.back().voided_at;
  return certified ||
         happened(record, text_or_empty(said.body, "result_set"), recount::LegalAct::Certify);
}

}  // namespace

std::vector<Kind> deciding_kinds() {
  const std::vector<const char*> certifiers = {"state-officer", "board-member"};
  return {{"cause.assign",
           {"county-officer", "supervisor", "board-member", "state-officer"},
           false,
           read_cause},
          {"result.machine", {"county-officer", "supervisor"}, true, read_machine},
          {"county.statement", {"county-officer", "board-member"}, false, read_statement},
          {"lot.record", certifiers, true, read_lot},
          {"certificate.issue", certifiers, true, read_certificate},
          {"certificate.amend", certifiers, true, read_certificate},
          {"certificate.void", certifiers, true, read_voiding},
          {"status.set", {"state-officer"}, false, read_status, status_needs_two}};
}

}  // namespace recanvass::verify
