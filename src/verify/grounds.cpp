#include "verify/grounds.h"

#include "base/date.h"
#include "verify/law_found.h"
#include "verify/standing.h"
#include "verify/unit_review.h"

#include <algorithm>
#include <map>

namespace recanvass::verify {
namespace {

using recount::AskedStage;

AskedStage stage_of(const PetitionAsked& petition) {
  if (petition.withdrawn) return AskedStage::Withdrawn;
  if (petition.accepted_at) return AskedStage::Accepted;
  return petition.ruled ? AskedStage::Refused : AskedStage::NotRuled;
}

recount::AskedPetition petition_seen(const Record& record, const std::string& id,
                                     const PetitionAsked& petition) {
  recount::AskedPetition seen;
  seen.id = id;
  seen.stage = stage_of(petition);
  seen.was_accepted = petition.accepted_at.has_value();
  seen.against_the_law = petition.against_the_law;
  seen.is_free = petition.is_free;
  seen.order = petition.order;
  seen.order_on_file = record.orders_on_file.contains(petition.order);
  for (const std::string& account : petition.ruled_by) {
    const auto person = record.people.find(account);
    seen.people.insert(person == record.people.end() ? account : person->second.name);
  }
  return seen;
}

bool is_closed(Fate fate) {
  return fate == Fate::Counted || fate == Fate::Merged || fate == Fate::Held;
}

std::int64_t cents_quoted(const MoneyRecord& money) {
  std::int64_t cents = 0;
  for (const auto& [place, statement] : money.quotes) {
    for (const MoneyRecord::Line& line : statement.lines) cents += line.cents;
  }
  return cents;
}

std::int64_t cents_in(const std::vector<MoneyRecord::Sum>& sums) {
  std::int64_t sum = 0;
  for (const MoneyRecord::Sum& each : sums) sum += each.cents;
  return sum;
}

std::optional<recount::FeeDue> fee_due(const MoneyRecord& money, const std::string& on) {
  const auto when = base::LocalTime::parse(on);
  if (!when || !money.late_is_refused || when->text() <= money.deadline) return std::nullopt;
  const std::int64_t paid = cents_in(money.payments);
  const std::int64_t due = money.announced ? money.announced->cents : cents_quoted(money);
  return recount::FeeDue{money.deadline, base::UsdCents(due), base::UsdCents(paid)};
}

bool any_by_hand(const Record& record) {
  return std::ranges::any_of(record.batches, [](const auto& entry) {
    return !entry.second.readings.empty() || entry.second.withheld > 0;
  });
}

void add_law_found(const Record& record, recount::CountGrounds& grounds) {
  bool open = false;
  std::int64_t by_machine = 0;
  // The first count of an open unit is withheld: it is open all the same.
  for (const auto& [id, unit] : record.units) {
    const Fate fate = fate_of(record, id);
    const bool left = fate == Fate::Stands && !is_ruled_not_recountable(record, id);
    grounds.first_counts += left ? 1 : 0;
    open = open || fate == Fate::Open;
    by_machine += is_closed(fate) && counts_by_machine(record, id) ? 1 : 0;
  }
  if (open) return;
  if (!record.trigger_at && grounds.is_counted) {
    const auto asked = law_at_reported(record);
    if (asked && asked->automatic == law::Verdict::Yes) {
      grounds.not_recorded = recount::OrderedByLaw{asked->automatic_words, asked->citation};
    }
  }
  const auto votes = votes_standing(record, "");
  if (by_machine == 0 || !votes) return;
  const auto now = law_at_counted(record, *votes);
  if (now && now->second_stage_due == law::Verdict::Yes) {
    grounds.stage_due = recount::StageDue{now->second_stage_words, now->citation, by_machine};
  } else if (now && now->method == "retabulate" && !now->second_stage.empty() &&
             !any_by_hand(record)) {
    grounds.stage_named = recount::StageNamed{now->second_stage, now->citation};
  }
}

std::int64_t accepted_precincts(const Record& record) {
  return std::ranges::count_if(record.precincts_accepted,
                               [](const auto& petition) { return petition.second; });
}

}  // namespace

std::string free_by(const Record& record) {
  std::vector<recount::AskedPetition> asked;
  for (const auto& [id, petition] : record.petitions) {
    asked.push_back(petition_seen(record, id, petition));
  }
  return recount::free_by(asked, accepted_precincts(record));
}

recount::CountGrounds grounds_of(const Record& record, const std::string& on) {
  recount::CountGrounds grounds;
  grounds.is_counted = std::ranges::any_of(
      record.units, [&](const auto& unit) { return is_closed(fate_of(record, unit.first)); });
  grounds.by_the_law = trigger_stands(record);
  for (const auto& [id, petition] : record.petitions) {
    grounds.petitions.push_back(petition_seen(record, id, petition));
  }
  grounds.precincts = accepted_precincts(record);
  std::set<std::string> asking = record.orders_of_recounts;
  for (const MethodSet& method : record.methods) {
    if (record.orders.contains(method.order)) asking.insert(method.order);
  }
  for (const std::string& id : asking) {
    (record.orders_on_file.contains(id) ? grounds.orders : grounds.orders_without_document)
        .insert(id);
  }
  if (const std::string free = free_by(record); !free.empty()) {
    grounds.free_of_charge =
        recount::PaidForNothing{free, base::UsdCents(cents_in(record.money.payments)),
                                base::UsdCents(cents_in(record.money.refunds))};
  } else {
    grounds.fee = fee_due(record.money, on);
  }
  add_law_found(record, grounds);
  if (record.law_day && record.election_day) {
    grounds.other_law_day = recount::other_law_day(*record.law_day, *record.election_day);
  }
  return grounds;
}

std::vector<std::string> ground_sentences(const Record& record, const std::string& on) {
  return recount::sentences_of(grounds_of(record, on));
}

}  // namespace recanvass::verify
