// show readings and show card-discrepancies: how far each card is, and, once its readings are
// signed off and its record is shown, where paper and record differ. Before that nobody sees a
// reading but who settles two that differ and made neither.
#include "workflow/operation.h"
#include "workflow/view_list.h"
#include "workflow/view_rows.h"

#include <algorithm>

namespace recanvass::workflow {
namespace {

using base::Json;

// Who settles readings that differ may see them, unless one of them is his own.
bool may_see_readings(const ViewRequest& request, const AuditList& list, const AuditCard& card) {
  if (card.closed) return true;
  if (request.viewer == nullptr || !may_act_in(*request.viewer, list.county)) return false;
  switch (request.viewer->role) {
    case Role::Supervisor:
    case Role::BoardMember: break;
    case Role::StateOfficer:
    case Role::CountyOfficer:
    case Role::Counter:
    case Role::Petitioner:
    case Role::Observer: return false;
  }
  return card.stage() == CardStage::Mismatch &&
         std::ranges::none_of(card.readings, [&](const BlindReading& reading) {
           return reading.author == request.viewer->id;
         });
}

Json entries_json(const AuditCard& card) {
  Json entries = Json::array();
  for (const BlindReading& reading : card.readings) {
    for (const CardEntry& revision : reading.revisions) {
      entries.push_back({{"by", revision.author},
                         {"entry", revision.position},
                         {"readings", card_reading_json(revision.reading)}});
    }
  }
  if (card.adjudicated) {
    entries.push_back({{"by", card.adjudicated->author},
                       {"entry", card.adjudicated->position},
                       {"cause", card.reading_cause},
                       {"readings", card_reading_json(card.adjudicated->reading)}});
  }
  return entries;
}

Json card_row(const ViewRequest& request, const Audit& audit, const AuditPlace& place,
              const AuditCard& card) {
  const AuditList& list = audit.lists.at(place.first);
  const auto lies = place_of(list, place.second);
  Json row = {{"list", place.first},
              {"card", place.second},
              {"batch", lies ? text_or_null(lies->batch) : Json()},
              {"position", lies ? Json(lies->position) : Json()},
              {"round", card.round},
              {"state", name_of(card.stage())},
              {"signed_off", card.closed},
              {"pulled_again", card.before.size()}};
  if (may_see_readings(request, list, card)) row["entries"] = entries_json(card);
  return row;
}

Json build_readings(const Operation& operation, const ViewRequest& request) {
  const Audit& audit = operation.audits.current;
  Json rows = Json::array();
  Json states = Json::object();
  for (const auto& [place, card] : audit.cards) {
    if (!is_asked_for(request, audit.lists.at(place.first).county, "")) continue;
    const std::string state = name_of(card.stage());
    states[state] = states.value(state, std::int64_t{0}) + 1;
    rows.push_back(card_row(request, audit, place, card));
  }
  Json signed_off = Json::array();
  for (const auto& [list, position] : audit.signed_off) signed_off.push_back(list);
  return {{"cards", std::move(rows)},
          {"states", std::move(states)},
          {"signed_off", std::move(signed_off)}};
}

// Every reading that counted or would have counted, each different one once.
std::vector<CardReading> readings_told(const AuditCard& card) {
  if (const CardReading* standing = card.standing()) return {*standing};
  std::vector<CardReading> told;
  for (const BlindReading& reading : card.readings) {
    const CardReading& latest = reading.revisions.back().reading;
    if (std::ranges::find(told, latest) == told.end()) told.push_back(latest);
  }
  return told;
}

// What of a card is another than its record. `shown` is the card as it stands, which tells whether
// its record may be known; what was read before it was pulled again stays as a discrepancy that was
// seen.
void add_differences(Json& rows, const AuditPlace& place, const AuditCard& card,
                     const AuditCard& shown) {
  const bool stands = &card == &shown;
  for (const AuditCard& before : card.before) add_differences(rows, place, before, shown);
  if (!shown.closed && (stands || !card.closed)) return;
  Json row = {{"list", place.first},
              {"card", place.second},
              {"stands", stands},
              {"cause", text_or_null(card.cause)},
              {"pulled_again", text_or_null(card.pulled_again)}};
  if (card.not_found) {
    row["contest"] = Json();
    row["paper"] = "not found";
    row["record"] = Json();
    rows.push_back(std::move(row));
    return;
  }
  if (!shown.record) return;
  for (const CardReading& said : readings_told(card)) {
    for (const auto& [contest, paper] : said) {
      const auto record = shown.record->find(contest);
      if (record != shown.record->end() && record->second == paper) continue;
      row["contest"] = contest;
      row["paper"] = card_reading_json({{contest, paper}})[0];
      row["record"] = record == shown.record->end()
                          ? Json()
                          : card_reading_json({{contest, record->second}})[0];
      rows.push_back(row);
    }
  }
}

// A void audit keeps what it found.
void add_audit(Json& rows, const Audit& audit, const ViewRequest& request) {
  const std::size_t first = rows.size();
  for (const auto& [place, card] : audit.cards) {
    if (!is_asked_for(request, audit.lists.at(place.first).county, "")) continue;
    add_differences(rows, place, card, card);
  }
  for (std::size_t i = first; i < rows.size(); ++i) {
    rows[i]["void_entry"] = audit.void_at ? Json(*audit.void_at) : Json();
  }
}

Json build_card_discrepancies(const Operation& operation, const ViewRequest& request) {
  Json rows = Json::array();
  for (const Audit& past : operation.audits.past) add_audit(rows, past, request);
  add_audit(rows, operation.audits.current, request);
  Json causes = Json::object();
  for (const Json& row : rows) {
    const std::string cause = row["cause"].is_null() ? "none yet" : row["cause"].get<std::string>();
    causes[cause] = causes.value(cause, std::int64_t{0}) + 1;
  }
  return {{"discrepancies", std::move(rows)}, {"causes", std::move(causes)}};
}

}  // namespace

View show_readings() {
  return {"readings", "Cards that were drawn: read, differing, settled, signed off.",
          build_readings};
}

View show_card_discrepancies() {
  return {"card-discrepancies", "Where the paper of a card is another than its record, and why.",
          build_card_discrepancies};
}

}  // namespace recanvass::workflow
