#include "workflow/grounds.h"

#include "workflow/contest_law.h"
#include "workflow/count_order.h"
#include "workflow/money_account.h"
#include "workflow/petition_law.h"
#include "workflow/unit_result.h"
#include "workflow/unit_review.h"

#include <algorithm>

namespace recanvass::workflow {
namespace {

recount::AskedStage asked_stage(PetitionStage stage) {
  switch (stage) {
    case PetitionStage::Filed: return recount::AskedStage::NotRuled;
    case PetitionStage::Accepted: return recount::AskedStage::Accepted;
    case PetitionStage::Refused: return recount::AskedStage::Refused;
    case PetitionStage::Withdrawn: return recount::AskedStage::Withdrawn;
  }
  return recount::AskedStage::NotRuled;
}

recount::AskedPetition asked_petition(const Operation& operation, const std::string& id,
                                      const Petition& petition) {
  recount::AskedPetition asked;
  asked.id = id;
  asked.stage = asked_stage(petition.stage());
  if (petition.rulings.empty()) return asked;
  const PetitionRuling& ruling = petition.rulings.back();
  asked.is_free = is_found_free(ruling.found);
  asked.was_accepted = ruling.accepted;
  asked.against_the_law = is_against_the_law(ruling.found, ruling.accepted);
  asked.order = ruling.order;
  asked.order_on_file = operation.opening.orders.is_on_file(ruling.order);
  for (const std::string& account : ruling.by) {
    const auto person = operation.people.accounts.find(account);
    asked.people.insert(person == operation.people.accounts.end() ? account : person->second.name);
  }
  return asked;
}

std::int64_t accepted_precincts(const Operation& operation) {
  return std::ranges::count_if(operation.opening.petitions.precincts,
                               [](const PrecinctPetition& petition) {
                                 return petition.verdict() == PrecinctVerdict::Accepted;
                               });
}

// Those of a recount, and those by which its method was set.
void add_orders(const Operation& operation, recount::CountGrounds& grounds) {
  const Orders& orders = operation.opening.orders;
  for (const auto& [id, order] : orders.by_id) {
    const bool asks = order.orders == "recount" ||
                      std::ranges::any_of(orders.methods, [&](const MethodChoice& choice) {
                        return choice.order == id;
                      });
    if (!asks) continue;
    (orders.is_on_file(id) ? grounds.orders : grounds.orders_without_document).insert(id);
  }
}

void add_fee(const Operation& operation, const std::string& on, recount::CountGrounds& grounds) {
  const Money& money = operation.opening.money;
  if (const std::string free = free_by(operation); !free.empty()) {
    const recount::FeeAccount account = account_of(operation);
    grounds.free_of_charge = recount::PaidForNothing{free, account.paid, account.refunded};
    return;
  }
  const auto when = base::LocalTime::parse(on);
  if (money.deadlines.empty() || !when) return;
  const PaymentDeadline& deadline = money.deadlines.back();
  if (deadline.late != LatePayment::Refuse ||
      *when <= base::LocalTime::parse(deadline.until).value()) {
    return;
  }
  const recount::FeeAccount account = account_of(operation);
  grounds.fee =
      recount::FeeDue{deadline.until, account.quoted.value_or(account.estimated_sum), account.paid};
}

// What the law's own record says of the figures: a recount that it orders and that is not recorded,
// and a second stage after a count by machine.
void add_law_found(const Operation& operation, recount::CountGrounds& grounds) {
  const law::RecountStatute* statute = statute_in_force(operation);
  if (statute == nullptr || !missing_for_law(operation).empty()) return;
  bool open = false;
  std::int64_t by_machine = 0;
  for (const auto& [id, unit] : operation.commitment.units) {
    const UnitResult result = result_of(operation, id);
    const bool left =
        result.fate == recount::UnitFate::Stands && !is_ruled_not_recountable(operation, id);
    grounds.first_counts += left ? 1 : 0;
    open = open || result.fate == recount::UnitFate::Open;
    by_machine += result.fate == recount::UnitFate::Counted && result.source != "hand" ? 1 : 0;
  }
  if (open) return;  // the law's words have figures, which nobody is told before
  const law::BusinessCalendars& calendars = operation.law->calendars();
  if (!operation.opening.orders.trigger) {
    const law::Answer asked =
        law::apply(*statute, law_facts(operation, {}), calendars, std::nullopt);
    if (asked.automatic == law::Verdict::Yes) {
      grounds.not_recorded = recount::OrderedByLaw{asked.automatic_words, asked.citation};
    }
  }
  if (by_machine == 0) return;
  const law::Answer now = law::apply(*statute, law_facts_now(operation), calendars, std::nullopt);
  if (now.second_stage_due == law::Verdict::Yes) {
    grounds.stage_due = recount::StageDue{now.second_stage_words, now.citation, by_machine};
  } else if (statute->method == "retabulate" && !now.second_stage.empty() &&
             !operation.counting.has_entries()) {
    grounds.stage_named = recount::StageNamed{now.second_stage, now.citation};
  }
}

}  // namespace

std::string free_by(const Operation& operation) {
  std::vector<recount::AskedPetition> asked;
  for (const auto& [id, petition] : operation.opening.petitions.by_id) {
    asked.push_back(asked_petition(operation, id, petition));
  }
  return recount::free_by(asked, accepted_precincts(operation));
}

recount::CountGrounds grounds_of(const Operation& operation, const std::string& on) {
  recount::CountGrounds grounds;
  grounds.is_counted = std::ranges::any_of(operation.commitment.units, [&](const auto& unit) {
    return result_of(operation, unit.first).fate == recount::UnitFate::Counted;
  });
  grounds.by_the_law = trigger_stands(operation);
  for (const auto& [id, petition] : operation.opening.petitions.by_id) {
    grounds.petitions.push_back(asked_petition(operation, id, petition));
  }
  grounds.precincts = accepted_precincts(operation);
  add_orders(operation, grounds);
  add_fee(operation, on, grounds);
  add_law_found(operation, grounds);
  const auto law_day = base::Date::parse(operation.setup.law_day);
  const auto election_day = base::Date::parse(operation.setup.election_day);
  if (law_day && election_day) {
    grounds.other_law_day = recount::other_law_day(*law_day, *election_day);
  }
  return grounds;
}

std::vector<std::string> ground_sentences(const Operation& operation, const std::string& on) {
  return recount::sentences_of(grounds_of(operation, on));
}

}  // namespace recanvass::workflow
