// Kinds of which only author, key, duty and county are checked: no figure that the program computes
// rests on what they say. Their words stand in the ledger for people to read. Of petitions is
// kept the day, before which nobody can have signed what came of them, and what they ask for (V14).
#include "base/date.h"
#include "law/clock_event.h"
#include "verify/body.h"
#include "verify/open_matters.h"
#include "verify/replay.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <string_view>

namespace recanvass::verify {
namespace {

// The queue names its own discrepancies by what they are about: "entries:B1", "reported:W1",
// "paper:M1/2016-11-08", "incident:40". No value: one that this program does not place.
std::optional<std::string> county_of_own_discrepancy(const Record& record, const std::string& id) {
  const std::string what = id.substr(0, id.find(':'));
  const std::string about = id.substr(std::min(id.size(), what.size() + 1));
  if (what == "entries" || what == "exhibits") {
    const auto batch = record.batches.find(about);
    if (batch != record.batches.end()) return batch->second.county;
  } else if (what == "reported" && record.units.contains(about)) {
    return record.county_of(about);
  } else if (what == "paper") {
    const auto machine = record.places.find("machine " + about.substr(0, about.rfind('/')));
    if (machine != record.places.end()) return machine->second;
  } else if (what == "incident") {
    std::uint64_t entry = 0;
    const auto read = std::from_chars(about.data(), about.data() + about.size(), entry);
    const auto incident = record.incidents.find(entry);
    if (read.ec == std::errc() && incident != record.incidents.end()) {
      return incident->second.county;
    }
  }
  return std::nullopt;
}

// What an entry names stands in the county in which it was first named.
std::optional<std::string> county_of_named(const Record& record, const Said& said) {
  for (const char* member : {"machine", "motion", "objection", "discrepancy", "petition"}) {
    const std::string id = text_or_empty(said.body, member);
    if (id.empty()) continue;
    const auto place = record.places.find(std::string(member) + " " + id);
    if (place != record.places.end()) return place->second;
  }
  return county_of_own_discrepancy(record, text_or_empty(said.body, "discrepancy"));
}

// Every county that it is about is one of its author's: the one it gives, and those of what it
// names.
void read_listed(Replay& replay, const Said& said) {
  const Record& record = replay.record;
  std::set<std::string> counties;
  if (const auto county = text_of(said.body, "county")) counties.insert(*county);
  if (const auto county = county_of_named(record, said)) counties.insert(*county);
  const auto batch = record.batches.find(text_or_empty(said.body, "batch"));
  if (batch != record.batches.end()) counties.insert(batch->second.county);
  const std::string unit = text_or_empty(said.body, "unit");
  if (record.units.contains(unit)) counties.insert(record.county_of(unit));
  for (const std::string& county : counties) replay.want_county(said, county);
}

// V5: what it names was given by an entry before it, or is a discrepancy of the queue's own.
void want_named_before(Replay& replay, const Said& said, const char* member) {
  const Record& record = replay.record;
  const std::string id = text_or_empty(said.body, member);
  if (record.places.contains(std::string(member) + " " + id) ||
      (std::string_view(member) == "petition" && record.petitions.contains(id)) ||
      (std::string_view(member) == "discrepancy" && county_of_own_discrepancy(record, id))) {
    return;
  }
  replay.fault(CheckId::V5, said,
               fmt::format("no entry before it gives the {} \"{}\"", member, id));
}

void read_vote(Replay& replay, const Said& said) {
  read_listed(replay, said);
  want_named_before(replay, said, "motion");
}

void read_discrepancy_cause(Replay& replay, const Said& said) {
  read_listed(replay, said);
  want_named_before(replay, said, "discrepancy");
}

// Without a county it is about the whole jurisdiction.
void read_for_a_place(Replay& replay, const Said& said) {
  replay.want_county(said, text_or_empty(said.body, "county"));
}

// Without a county, that of the author's account.
void read_naming(Replay& replay, const Said& said) {
  read_listed(replay, said);
  const Person* author = replay.author_of(said);
  const std::string county =
      text_of(said.body, "county").value_or(author == nullptr ? std::string() : author->county);
  for (const char* member : {"machine", "motion", "objection", "discrepancy"}) {
    const std::string id = text_or_empty(said.body, member);
    if (!id.empty()) replay.record.places.emplace(std::string(member) + " " + id, county);
  }
}

using Texts = std::vector<std::string>;

const base::Json& found_of(const Said& said) {
  static const base::Json none = base::Json::object();
  const base::Json* found = member_of(said.body, "found");
  return found == nullptr ? none : *found;
}

// The day by which a result is certified, of which a certificate says whether it was kept.
void read_calendar(Replay& replay, const Said& said) {
  read_for_a_place(replay, said);
  const std::string event = text_or_empty(said.body, "event");
  const std::string at = text_of(said.body, "day").value_or(text_or_empty(said.body, "moment"));
  const bool of_a_law = law::clock_event(event) != nullptr;
  if (of_a_law || event == "counting_starts" || event == "counting_finishes" ||
      event == "certification_due") {
    replay.want_after_election(CheckId::V14, said, at);
  }
  const auto& election_day = replay.record.election_day;
  if (event == "election_day" && election_day && !at.starts_with(election_day->text())) {
    replay.fault(CheckId::V14, said, "it states another election day than the ledger opens with");
  }
  replay.record.calendar.emplace(event, text_or_empty(said.body, "county"));
  if (text_or_empty(said.body, "event") != "certification_due") return;
  if (text_of(said.body, "county")) return;
  const auto moment = base::LocalTime::parse(text_or_empty(said.body, "moment"));
  const auto day = base::Date::parse(text_or_empty(said.body, "day"));
  if (day) replay.record.certification_due = day->text() + "T24:00";
  if (!day && moment) replay.record.certification_due = moment->text();
}

// Another day for what a clock of the law runs from can make a petition late that was in time.
bool calendar_needs_two(const Record& record, const Said& said) {
  const std::string event = text_or_empty(said.body, "event");
  const bool again = record.calendar.contains({event, text_or_empty(said.body, "county")});
  const bool asked = !record.petitions.empty() || !record.precincts_accepted.empty();
  return again && asked && law::clock_event(event) != nullptr;
}

// A clock that was stated decided petitions; to state another takes two persons.
bool clock_needs_two(const Record& record, const Said& said) {
  return record.clocks.contains(text_or_empty(said.body, "county"));
}

void read_computed(Replay& replay, const Said& said) {
  read_listed(replay, said);
  replay.record.clocks.insert(text_or_empty(said.body, "county"));
  replay.want_after_election(CheckId::V14, said, text_or_empty(said.body, "moment"));
  for (const auto& [member, accepted] : {std::pair{"accepted", true}, std::pair{"late", false}}) {
    for (const std::string& number : texts_of(found_of(said), member).value_or(Texts())) {
      const auto petition = replay.record.precincts_accepted.find(number);
      if (petition != replay.record.precincts_accepted.end()) petition->second = accepted;
    }
  }
}

void read_districts(Replay& replay, const Said& said) {
  const auto districts = figures_of(said.body, "districts");
  if (!replay.want(districts.has_value(), said, "districts")) return;
  for (const auto& [county, number] : *districts) replay.want_county(said, county);
}

void note_filed(Replay& replay, const Said& said, const base::Json& petition) {
  Record& record = replay.record;
  replay.want_after_election(CheckId::V14, said, text_or_empty(petition, "filed_at"));
  const auto filed = base::LocalTime::parse(text_or_empty(petition, "filed_at"));
  if (!filed || (record.petition_day && *record.petition_day <= filed->day)) return;
  record.petition_day = filed->day;
}

// Each is called by its entry's receipt and its place there when it is withdrawn.
void read_precincts(Replay& replay, const Said& said) {
  const base::Json* petitions = records_of(said.body, "petitions");
  if (!replay.want(petitions != nullptr, said, "petitions")) return;
  const base::Json* rulings = records_of(found_of(said), "rulings");
  std::size_t number = 0;
  for (const base::Json& petition : *petitions) {
    const std::string county = text_or_empty(petition, "county");
    replay.want_county(said, county);
    const bool accepted = rulings != nullptr && number < rulings->size() &&
                          text_or_empty((*rulings)[number], "verdict") == "accepted";
    const std::string name = fmt::format("{}-{}", said.receipt, ++number);
    replay.record.places.emplace("petition " + name, county);
    replay.record.precincts_accepted.emplace(name, accepted);
    replay.record.matters.precincts[text_or_empty(petition, "unit")].push_back(
        {name, said.position});
    note_filed(replay, said, petition);
  }
}

void read_petition(Replay& replay, const Said& said) {
  note_filed(replay, said, said.body);
  PetitionAsked petition;
  petition.scope = text_or_empty(said.body, "scope");
  const auto places = texts_of(said.body, "places").value_or(std::vector<std::string>());
  petition.places = {places.begin(), places.end()};
  petition.choice = text_or_empty(said.body, "choice");
  petition.author = said.author;
  replay.record.petitions.emplace(text_or_empty(said.body, "petition"), std::move(petition));
}

// What the program found the law to say is in "found"; where that is open, nothing is against it.
bool is_against_the_law(const Said& said) {
  const std::string allows = text_or_empty(found_of(said), "law_allows");
  return allows == (text_or_empty(said.body, "decision") == "accept" ? "false" : "true");
}

// An order may have a petition ruled on again: the latest ruling holds.
void read_petition_ruling(Replay& replay, const Said& said) {
  replay.record.petition_rulings.push_back(said.position);
  const auto filed = replay.record.petitions.find(text_or_empty(said.body, "petition"));
  if (filed == replay.record.petitions.end()) return;
  PetitionAsked& petition = filed->second;
  const bool accepted = text_or_empty(said.body, "decision") == "accept";
  petition.accepted_at.reset();
  if (accepted) petition.accepted_at = said.position;
  petition.ruled = true;
  petition.against_the_law = is_against_the_law(said);
  const Json* fee = member_of(found_of(said), "fee");
  petition.is_free = fee != nullptr && figure_of(*fee, "cents") == 0;
  petition.order = text_or_empty(said.body, "order");
  petition.ruled_by = accounts_of(said);
  if (petition.against_the_law && !accepted) {
    replay.record.refused_against_the_law.push_back(said.position);
  }
  if (petition.against_the_law && accepted && !replay.record.orders.contains(petition.order)) {
    replay.fault(CheckId::V14, said,
                 "it accepts what the program found the law not to allow, by no order that was "
                 "recorded");
  }
}

// To refuse what was accepted takes two persons; so does what is against the law's finding, without
// an order that others can read.
bool petition_ruling_needs_two(const Record& record, const Said& said) {
  const auto filed = record.petitions.find(text_or_empty(said.body, "petition"));
  if (filed == record.petitions.end()) return false;
  const bool undoes = filed->second.accepted_at && !filed->second.withdrawn &&
                      text_or_empty(said.body, "decision") == "refuse";
  return undoes || (is_against_the_law(said) &&
                    !record.orders_on_file.contains(text_or_empty(said.body, "order")));
}

bool is_the_petitioners(const Record& record, const Said& said, const PetitionAsked& petition) {
  const auto author = record.people.find(said.author);
  return author != record.people.end() && author->second.role == "petitioner" &&
         petition.author == said.author;
}

bool withdrawal_needs_two(const Record& record, const Said& said) {
  const auto filed = record.petitions.find(text_or_empty(said.body, "petition"));
  return filed != record.petitions.end() && !is_the_petitioners(record, said, filed->second);
}

// Whoever withdraws it acts wherever it asks for a count.
void want_reach(Replay& replay, const Said& said, const PetitionAsked& petition) {
  if (is_the_petitioners(replay.record, said, petition)) return;
  if (petition.scope == "whole") replay.want_county(said, "");
  for (const std::string& place : petition.places) {
    if (petition.scope == "counties") replay.want_county(said, place);
    if (petition.scope == "units") replay.want_county(said, replay.record.county_of(place));
  }
}

void read_petition_withdrawal(Replay& replay, const Said& said) {
  read_listed(replay, said);
  want_named_before(replay, said, "petition");
  const auto precinct = replay.record.precincts_accepted.find(text_or_empty(said.body, "petition"));
  if (precinct != replay.record.precincts_accepted.end()) precinct->second = false;
  const auto filed = replay.record.petitions.find(text_or_empty(said.body, "petition"));
  if (filed == replay.record.petitions.end()) return;
  want_reach(replay, said, filed->second);
  filed->second.withdrawn = true;
  filed->second.withdrawn_by = accounts_of(said);
}

void read_trigger(Replay& replay, const Said& said) {
  if (!replay.record.trigger_at) replay.record.trigger_at = said.position;
}

void read_waiver(Replay& replay, const Said& said) {
  const auto choice = text_of(said.body, "choice");
  if (replay.want(choice && replay.record.has_choice(*choice), said, "choice")) {
    replay.record.trigger_waived.insert(*choice);
  }
}

void read_rollback(Replay& replay, const Said& said) {
  const auto lost = figure_of(said.body, "lost_size");
  const auto kept = figure_of(said.body, "kept_size");
  if (!replay.want(lost && kept, said, "lost_size")) return;
  replay.record.matters.lost.push_back(
      {said.position, *lost, *kept, text_or_empty(said.body, "reason"), accounts_of(said)});
  if (*kept <= *lost && *kept <= static_cast<std::int64_t>(said.position)) return;
  replay.fault(CheckId::V14, said, "it keeps more entries than there were");
}

void read_objection(Replay& replay, const Said& said) {
  read_naming(replay, said);
  replay.record.matters.objections.emplace(
      text_or_empty(said.body, "objection"),
      ObjectionSeen{said.author, text_or_empty(said.body, "side")});
}

ObjectionSeen* objection_in(Record& record, const Said& said) {
  const auto found = record.matters.objections.find(text_or_empty(said.body, "objection"));
  return found == record.matters.objections.end() ? nullptr : &found->second;
}

void read_affected(Replay& replay, const Said& said) {
  read_listed(replay, said);
  want_named_before(replay, said, "objection");
  ObjectionSeen* objection = objection_in(replay.record, said);
  if (objection == nullptr) return;
  objection->affected +=
      said.kind == "objection.batch" ? figure_of(said.body, "affected").value_or(0) : 1;
}

void read_objection_withdrawal(Replay& replay, const Said& said) {
  read_listed(replay, said);
  want_named_before(replay, said, "objection");
  if (ObjectionSeen* objection = objection_in(replay.record, said)) {
    objection->withdrawn_by = accounts_of(said);
  }
}

bool objection_withdrawal_needs_two(const Record& record, const Said& said) {
  const auto found = record.matters.objections.find(text_or_empty(said.body, "objection"));
  return found != record.matters.objections.end() &&
         !is_own_claim(record, said.author, found->second.author, found->second.side);
}

void read_discrepancy(Replay& replay, const Said& said) {
  read_naming(replay, said);
  std::string place = text_or_empty(said.body, "unit");
  const auto batch = replay.record.batches.find(text_or_empty(said.body, "batch"));
  if (place.empty() && batch != replay.record.batches.end()) place = batch->second.unit;
  if (place.empty()) place = text_or_empty(said.body, "county");
  replay.record.matters.discrepancies.emplace(
      text_or_empty(said.body, "discrepancy"),
      fmt::format("{}, {}", text_or_empty(said.body, "what"), place));
}

void read_discrepancy_step(Replay& replay, const Said& said) {
  read_listed(replay, said);
  want_named_before(replay, said, "discrepancy");
  const std::string id = text_or_empty(said.body, "discrepancy");
  if (said.kind == "discrepancy.close") {
    replay.record.matters.closed.insert(id);
  } else {
    replay.record.matters.closed.erase(id);
  }
}

// The latest of a machine and a day holds.
void read_roll(Replay& replay, const Said& said) {
  read_listed(replay, said);
  const auto votes = figures_of(said.body, "votes");
  const auto machine = figures_of(said.body, "machine_votes");
  replay.record.matters
      .rolls[{text_or_empty(said.body, "machine"), text_or_empty(said.body, "day")}] =
      text_or_empty(said.body, "roll") != "missing" && votes && machine && *votes != *machine;
  std::int64_t without = figure_of(said.body, "unreadable").value_or(0);
  if (text_or_empty(said.body, "roll") == "missing") {
    without = 0;
    if (machine) {
      for (const auto& [choice, number] : *machine) without += number;
    }
  }
  replay.record.matters
      .votes_without_paper[{text_or_empty(said.body, "machine"), text_or_empty(said.body, "day")}] =
      without;
}

void read_registered_machine(Replay& replay, const Said& said) {
  read_naming(replay, said);
  if (text_or_empty(said.body, "paper") == "none") {
    replay.record.matters.machines_without_paper.insert(text_or_empty(said.body, "machine"));
  }
}

void read_claim(Replay& replay, const Said& said) {
  read_listed(replay, said);
  MattersSeen& matters = replay.record.matters;
  const std::string id = text_or_empty(said.body, "claim");
  const bool added =
      matters.claims
          .emplace(id, ClaimSeen{said.position, text_or_empty(said.body, "kind"),
                                 text_or_empty(said.body, "filing"),
                                 text_or_empty(said.body, "who"), text_or_empty(said.body, "says")})
          .second;
  if (added) matters.claims_registered.push_back(id);
}

void read_claim_step(Replay& replay, const Said& said) {
  read_listed(replay, said);
  const auto found = replay.record.matters.claims.find(text_or_empty(said.body, "claim"));
  if (found == replay.record.matters.claims.end()) return;
  ClaimSeen& claim = found->second;
  if (said.kind == "claim.status") {
    claim.status = text_or_empty(said.body, "status");
    claim.words = text_or_empty(said.body, "words");
    return;
  }
  claim.examined += (claim.examined.empty() ? "" : "; ") + text_or_empty(said.body, "examined") +
                    ": " + text_or_empty(said.body, "findings");
}

// As of a challenge: a court rules by an order that was recorded, a board without.
void read_objection_ruling(Replay& replay, const Said& said) {
  read_listed(replay, said);
  want_named_before(replay, said, "objection");
  const std::string order = text_or_empty(said.body, "order");
  const bool by_court = text_or_empty(said.body, "ruled_by") == "court";
  if (ObjectionSeen* objection = objection_in(replay.record, said)) {
    objection->ruled = true;
    objection->ruled_by = accounts_of(said);
    objection->order = order;
  }
  if (by_court != order.empty() && (!by_court || replay.record.orders.contains(order))) return;
  replay.fault(CheckId::V13, said, "a court rules by an order that was recorded, a board without");
}

void add(std::vector<Kind>& kinds, std::initializer_list<const char*> names,
         const std::vector<const char*>& roles, bool needs_two,
         void (*read)(Replay&, const Said&) = read_listed,
         bool (*needs_two_now)(const Record&, const Said&) = nullptr) {
  for (const char* name : names) kinds.push_back({name, roles, needs_two, read, needs_two_now});
}

}  // namespace

std::vector<Kind> listed_kinds() {
  const std::vector<const char*> state = {"state-officer"};
  const std::vector<const char*> officers = {"state-officer", "county-officer"};
  const std::vector<const char*> askers = {"petitioner", "state-officer", "county-officer"};
  const std::vector<const char*> boards = {"board-member", "county-officer", "state-officer"};
  const std::vector<const char*> closers = {"supervisor", "board-member", "county-officer",
                                            "state-officer"};
  const std::vector<const char*> anybody = {"board-member",  "county-officer", "supervisor",
                                            "state-officer", "petitioner",     "observer"};
  std::vector<const char*> those_who_count_too = anybody;
  those_who_count_too.push_back("counter");
  std::vector<Kind> kinds;
  add(kinds, {"petition.file"}, askers, false, read_petition);
  add(kinds, {"petition.precinct"}, askers, false, read_precincts);
  add(kinds, {"petition.rule"}, state, false, read_petition_ruling, petition_ruling_needs_two);
  add(kinds, {"petition.withdraw"}, askers, false, read_petition_withdrawal, withdrawal_needs_two);
  add(kinds, {"trigger.record"}, state, false, read_trigger);
  add(kinds, {"trigger.waive"}, state, true, read_waiver);
  add(kinds, {"rollback.record"}, state, true, read_rollback);
  add(kinds, {"county.computed"}, officers, false, read_computed, clock_needs_two);
  add(kinds, {"equipment.set", "plan.set", "progress.report"}, officers, false);
  add(kinds, {"districts.set"}, officers, false, read_districts);
  add(kinds, {"calendar.set"}, officers, false, read_calendar, calendar_needs_two);
  add(kinds, {"notice.give"}, officers, false, read_for_a_place);
  add(kinds, {"machine.register"}, officers, false, read_registered_machine);
  add(kinds, {"vvpat.audit"}, {"state-officer", "county-officer", "supervisor"}, false, read_roll);
  add(kinds, {"equipment.examine"}, boards, false);
  add(kinds, {"fund.goal", "fund.raised", "fund.book", "fund.refund"},
      {"petitioner", "state-officer"}, false);
  add(kinds, {"motion.make"}, boards, false, read_naming);
  add(kinds, {"motion.vote"}, boards, false, read_vote);
  add(kinds, {"minute.add"}, closers, false);
  add(kinds, {"claim.register"}, {"board-member", "county-officer", "state-officer", "petitioner"},
      false, read_claim);
  add(kinds, {"claim.examine", "claim.status"}, boards, false, read_claim_step);
  add(kinds, {"discrepancy.open"}, closers, false, read_discrepancy);
  add(kinds, {"discrepancy.cause"}, closers, false, read_discrepancy_cause);
  add(kinds, {"discrepancy.close", "discrepancy.reopen"}, closers, true, read_discrepancy_step);
  add(kinds, {"objection.standing"}, anybody, false, read_objection);
  add(kinds, {"objection.withdraw"}, anybody, false, read_objection_withdrawal,
      objection_withdrawal_needs_two);
  add(kinds, {"objection.envelope", "objection.batch"}, those_who_count_too, false, read_affected);
  add(kinds, {"objection.rule"}, boards, false, read_objection_ruling);
  return kinds;
}

}  // namespace recanvass::verify
