#include "workflow/open_matters.h"

#include "base/figures.h"
#include "reconcile/media.h"
#include "reconcile/surplus.h"
#include "workflow/body.h"
#include "workflow/challenge_sums.h"
#include "workflow/discrepancy_queue.h"
#include "workflow/legal_status.h"
#include "workflow/machine_paper.h"
#include "workflow/unit_record.h"
#include "workflow/unit_result.h"
#include "workflow/unit_review.h"
#include "workflow/winners.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using Names = std::set<std::string>;

Names names_of_people(const Operation& operation, const std::set<std::string>& accounts) {
  Names names;
  for (const std::string& id : accounts) {
    if (id.empty()) continue;
    const auto found = operation.people.accounts.find(id);
    names.insert(found == operation.people.accounts.end() ? id : found->second.name);
  }
  return names;
}

void add_stays(const Operation& operation, recount::OpenMatters& matters) {
  const Orders& orders = operation.opening.orders;
  for (const std::string& name : orders.open_stays()) {
    const Stay& stay = orders.stays.at(name);
    const CourtOrder& order = orders.by_id.at(stay.order);
    matters.stays.push_back({name, stay.from, order.court, order.case_number});
  }
  for (const std::string& id : orders.stays_to_record()) {
    const CourtOrder& order = orders.by_id.at(id);
    matters.stays.push_back({id, order.made_at, order.court, order.case_number});
  }
}

// By what was corrected, the outcome before units.
void add_corrected(const Operation& operation, recount::OpenMatters& matters) {
  std::map<std::string, recount::CorrectedInput> units;
  recount::CorrectedInput outcome;
  for (const InputChange& change : operation.commitment.changes) {
    const bool is_unit = change.what.starts_with("unit ");
    if (!change.after_publication || change.before.is_null()) continue;
    if (!is_unit && change.what != "outcome") continue;
    recount::CorrectedInput& input = is_unit ? units[change.what] : outcome;
    input.what = is_unit ? change.what : "the outcome";
    input.reasons.push_back(change.reason);
    input.positions.insert(change.position);
    input.people.merge(names_of_people(operation, {change.author, change.approved_by}));
  }
  if (!outcome.what.empty()) matters.corrected.push_back(std::move(outcome));
  for (auto& [what, input] : units) matters.corrected.push_back(std::move(input));
}

std::string names_of_winners(const Operation& operation,
                             const std::map<std::string, std::int64_t>& votes) {
  std::string words;
  const auto winners = winners_of(operation, votes);
  for (const SetupChoice& choice : operation.setup.choices) {
    if (std::ranges::find(winners, choice.id) == winners.end()) continue;
    words += (words.empty() ? "" : ", ") + choice.name;
  }
  return words;
}

void add_outcome(const Operation& operation, recount::OpenMatters& matters) {
  const auto published = outcome_as_published(operation);
  const auto& corrected = operation.commitment.reported_outcome;
  if (published == corrected) return;
  recount::CorrectedOutcome outcome;
  for (const SetupChoice& choice : operation.setup.choices) {
    const auto was = published.find(choice.id);
    const auto is = corrected.find(choice.id);
    const std::int64_t before = was == published.end() ? 0 : was->second;
    const std::int64_t after = is == corrected.end() ? 0 : is->second;
    if (before == after) continue;
    outcome.changes += fmt::format("{}{} {} to {}", outcome.changes.empty() ? "" : ", ",
                                   choice.name, base::grouped(before), base::grouped(after));
  }
  outcome.published = names_of_winners(operation, published);
  outcome.corrected = names_of_winners(operation, corrected);
  matters.outcome = std::move(outcome);
}

// R7 over the whole operation: media of several places with the same figures.
void add_same_totals(const Operation& operation, recount::OpenMatters& matters) {
  std::vector<reconcile::UnitRecord> places;
  for (const auto& [place, loaded] : operation.judging.machines.loaded_at) {
    reconcile::UnitRecord record;
    record.unit = place;
    add_media(operation, place, record);
    places.push_back(std::move(record));
  }
  for (const reconcile::Finding& finding : reconcile::check_media_once(places, {}).found) {
    if (finding.severity == reconcile::Severity::Red) matters.same_totals.push_back(finding.words);
  }
}

void add_lost(const Operation& operation, recount::OpenMatters& matters) {
  for (const Rollback& lost : operation.commitment.rollbacks) {
    matters.lost.push_back({lost.position, static_cast<std::int64_t>(lost.lost_size),
                            static_cast<std::int64_t>(lost.kept_size), lost.reason,
                            names_of_people(operation, lost.by)});
  }
}

// The latest act about the set that stands, and who recorded it.
void add_overtaken(const Operation& operation, recount::OpenMatters& matters) {
  const Certificate* certificate = operation.deciding.certificate_in_force();
  if (certificate == nullptr) return;
  const auto stands = legal_standing(operation).stands;
  if (!stands || stands->text == certificate->result_set) return;
  const StatusEntry* latest = nullptr;
  for (const StatusEntry& entry : operation.deciding.status_entries) {
    if (entry.event.result_set == *stands) latest = &entry;
  }
  std::set<std::string> accounts = {latest->author};
  const auto second = operation.people.seconds.find(latest->position);
  if (second != operation.people.seconds.end()) accounts.insert(second->second);
  matters.overtaken = {certificate->position,
                       certificate->result_set,
                       stands->text,
                       recount::name_of(latest->event.act),
                       latest->event.by,
                       latest->order,
                       names_of_people(operation, accounts)};
}

// With a certificate every count was closed.
void add_opened(const Operation& operation, recount::OpenMatters& matters) {
  const Certificate* certificate = operation.deciding.certificate_in_force();
  if (certificate == nullptr) return;
  matters.opened.position = certificate->position;
  for (const auto& [id, unit] : operation.commitment.units) {
    const auto signed_off = operation.counting.signed_off.find(id);
    if (result_of(operation, id).fate == recount::UnitFate::Open) {
      matters.opened.open.push_back(id);
    } else if (signed_off != operation.counting.signed_off.end() &&
               signed_off->second > certificate->position) {
      matters.opened.signed_off.push_back(id);
    }
  }
}

void add_objections(const Operation& operation, recount::OpenMatters& matters) {
  for (const auto& [id, objection] : operation.judging.challenges.objections) {
    recount::ObjectionMatter matter{id, objection.affected};
    switch (objection.status()) {
      case ObjectionStatus::Open: matters.open.push_back(std::move(matter)); break;
      case ObjectionStatus::Withdrawn:
        if (objection.withdrawn_by.size() == 1 &&
            is_own_claim(operation, *objection.withdrawn_by.begin(), objection.author,
                         objection.side)) {
          break;
        }
        matter.people = names_of_people(operation, objection.withdrawn_by);
        matters.withdrawn_by_others.push_back(std::move(matter));
        break;
      case ObjectionStatus::Ruled:
        if (!is_ruled_alone(operation, objection.rulings.back())) break;
        matter.people = names_of_people(operation, {objection.rulings.back().author});
        matters.ruled_alone.push_back(std::move(matter));
        break;
    }
  }
}

void add_claims(const Operation& operation, recount::OpenMatters& matters) {
  for (const auto& [id, exhibit] : operation.judging.challenges.by_exhibit) {
    for (const ChallengeClaim& claim : exhibit.claims) {
      if (claim.withdrawn_by.empty() ||
          (claim.withdrawn_by.size() == 1 &&
           is_own_claim(operation, *claim.withdrawn_by.begin(), claim.author, claim.side))) {
        continue;
      }
      ++matters.claims_withdrawn;
      matters.claims_withdrawn_by.merge(names_of_people(operation, claim.withdrawn_by));
    }
  }
}

void add_discrepancies(const Operation& operation, bool all_closed, recount::OpenMatters& matters) {
  for (const auto& [id, record] : operation.judging.discrepancies.records) {
    if (!record.opened || record.is_closed()) continue;
    const std::string place =
        record.opened->unit.empty() ? record.opened->county : record.opened->unit;
    matters.discrepancies.push_back(id + " (" + record.opened->what + ", " + place + ")");
  }
  if (!all_closed) return;
  for (const auto& [roll, audits] : operation.judging.machines.rolls) {
    const auto found = discrepancy_named(
        operation, name_of(DiscrepancyKind::Paper) + ":" + roll.first + "/" + roll.second);
    if (!found || !found->holds || (found->record != nullptr && found->record->is_closed())) {
      continue;
    }
    matters.rolls.push_back(roll.first + " of " + roll.second);
  }
}

// A machine's days only once nothing is open: its figures are those of the first count.
void add_paperless(const Operation& operation, bool all_closed, recount::OpenMatters& matters) {
  for (const auto& [id, machine] : operation.judging.machines.registered) {
    if (machine.paper == "none") matters.paperless.push_back({id});
  }
  if (!all_closed) return;
  for (const auto& [roll, audits] : operation.judging.machines.rolls) {
    const std::int64_t votes = votes_without_paper(audits.back());
    if (votes > 0 && operation.judging.machines.registered.at(roll.first).paper != "none") {
      matters.paperless.push_back({roll.first, roll.second, votes});
    }
  }
}

std::set<std::string> explainers_of(const Operation& operation, const std::string& unit) {
  std::set<std::string> accounts;
  const auto given = operation.reconciling.explanations.find(unit);
  if (given == operation.reconciling.explanations.end()) return {};
  for (const UnitExplanation& said : given->second) {
    accounts.insert(said.author);
    const auto second = operation.people.seconds.find(said.position);
    if (second != operation.people.seconds.end()) accounts.insert(second->second);
  }
  return names_of_people(operation, accounts);
}

// By the tallies, whatever the worksheet says was found.
void add_surplus(const Operation& operation, recount::OpenMatters& matters) {
  const auto policy = policy_of(operation);
  if (!policy || !reconcile::draws_down(*policy)) return;
  for (const auto& [id, unit] : operation.commitment.units) {
    if (!operation.reconciling.worksheets.contains(id) || !counted_result(operation, id)) continue;
    const auto voters = reconcile::fewest_voters(unit_record(operation, id, Sight::All));
    const auto counted = figures_as_counted(operation, id);
    if (!voters || !counted) continue;
    const DrawDown* draw = draw_down_of(operation, id);
    const std::int64_t ballots = counted->ballots - (draw == nullptr ? 0 : draw->drawn.ballots);
    if (ballots <= voters->value()) continue;
    matters.surplus.push_back({id, ballots, voters->value(), explainers_of(operation, id)});
  }
}

}  // namespace

recount::OpenMatters open_matters(const Operation& operation) {
  recount::OpenMatters matters;
  add_stays(operation, matters);
  add_corrected(operation, matters);
  add_lost(operation, matters);
  for (const Certificate& certificate : operation.deciding.certificates) {
    if (!certificate.voided_at) continue;
    matters.voided.push_back({certificate.position, certificate.result_set, certificate.void_words,
                              names_of_people(operation, certificate.voided_by)});
  }
  add_overtaken(operation, matters);
  add_opened(operation, matters);
  add_objections(operation, matters);
  add_claims(operation, matters);
  const bool all_closed = std::ranges::none_of(operation.commitment.units, [&](const auto& unit) {
    return result_of(operation, unit.first).fate == recount::UnitFate::Open;
  });
  add_discrepancies(operation, all_closed, matters);
  add_paperless(operation, all_closed, matters);
  add_surplus(operation, matters);
  if (!all_closed) return matters;
  add_outcome(operation, matters);
  add_same_totals(operation, matters);
  matters.lead = recount::lead_in(totals_of(operation, ""), operation.setup.seats);
  return matters;
}

std::map<std::string, std::int64_t> outcome_as_published(const Operation& operation) {
  for (const InputChange& change : operation.commitment.changes) {
    if (change.after_publication && change.what == "outcome") {
      return numbers_in(change.before, "votes");
    }
  }
  return operation.commitment.reported_outcome;
}

}  // namespace recanvass::workflow
