#include "verify/open_matters.h"

#include "base/figures.h"
#include "reconcile/media.h"
#include "reconcile/surplus.h"
#include "verify/closing_check.h"
#include "verify/moved_votes.h"
#include "verify/standing.h"
#include "verify/unit_review.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::verify {
namespace {

constexpr std::string_view kTieStart = "A tie of ";

std::set<std::string> people_named(const Record& record, const std::set<std::string>& accounts) {
  std::set<std::string> names;
  for (const std::string& id : accounts) {
    const auto person = record.people.find(id);
    names.insert(person == record.people.end() ? id : person->second.name);
  }
  return names;
}

bool is_withdrawn_by_own(const Record& record, const std::set<std::string>& by,
                         const std::string& made_by, const std::string& side) {
  return by.size() == 1 && is_own_claim(record, *by.begin(), made_by, side);
}

void add_overtaken(const Record& record, recount::OpenMatters& matters) {
  if (record.certificates.empty() || record.certificates.back().voided_at || record.legal.empty()) {
    return;
  }
  const CertificateGiven& certificate = record.certificates.back();
  std::vector<recount::LegalEvent> events;
  base::LocalTime latest = record.legal.front().second.at;
  for (const auto& [position, event] : record.legal) {
    const auto set = record.result_sets.find(event.result_set.text);
    events.push_back(event);
    events.back().audit = set != record.result_sets.end() && set->second.kind == "hand-audit";
    latest = std::max(latest, event.at);
  }
  const auto standing = recount::standing_on(events, latest);
  if (!standing || !standing->stands || standing->stands->text == certificate.result_set) return;
  for (const auto& [position, event] : record.legal) {
    if (event.result_set != *standing->stands) continue;
    const auto act = record.matters.acts.find(position);
    const ActSeen seen = act == record.matters.acts.end() ? ActSeen() : act->second;
    matters.overtaken = {certificate.position,
                         certificate.result_set,
                         event.result_set.text,
                         recount::name_of(event.act),
                         event.by,
                         seen.order,
                         people_named(record, seen.by)};
  }
}

void add_opened(const Record& record, recount::OpenMatters& matters) {
  if (record.certificates.empty() || record.certificates.back().voided_at) return;
  const std::uint64_t certified_at = record.certificates.back().position;
  matters.opened.position = certified_at;
  for (const auto& [id, unit] : record.units) {
    if (fate_of(record, id) == Fate::Open) {
      matters.opened.open.push_back(id);
    } else if (unit.signed_off && unit.signed_off_at > certified_at) {
      matters.opened.signed_off.push_back(id);
    }
  }
}

void add_stays(const Record& record, recount::OpenMatters& matters) {
  for (const auto& [name, open] : record.stays) {
    if (!open) continue;
    const StaySeen& stay = record.matters.stays.at(name);
    const auto order = record.matters.orders.find(stay.order);
    const OrderSeen by = order == record.matters.orders.end() ? OrderSeen() : order->second;
    matters.stays.push_back({name, stay.from, by.court, by.case_number});
  }
  for (const std::string& id : record.stays_to_record) {
    const OrderSeen& by = record.matters.orders.at(id);
    const auto made = record.orders_made_at.find(id);
    matters.stays.push_back(
        {id, made == record.orders_made_at.end() ? "" : made->second, by.court, by.case_number});
  }
}

recount::CorrectedInput corrected_input(const Record& record, const std::string& what,
                                        const CorrectionSeen& seen) {
  return {what, seen.reasons, seen.positions, people_named(record, seen.by)};
}

void add_corrected(const Record& record, recount::OpenMatters& matters) {
  const CorrectionSeen& outcome = record.matters.outcome_corrected;
  if (!outcome.positions.empty()) {
    matters.corrected.push_back(corrected_input(record, "the outcome", outcome));
  }
  for (const auto& [id, seen] : record.matters.units_corrected) {
    matters.corrected.push_back(corrected_input(record, "unit " + id, seen));
  }
}

std::string elected_names(const Record& record, const std::map<std::string, std::int64_t>& votes) {
  const auto winners = winners_of(record, votes);
  std::string words;
  for (const auto& [id, name] : record.choices) {
    if (std::ranges::find(winners, id) != winners.end())
      words += (words.empty() ? "" : ", ") + name;
  }
  return words;
}

void add_outcome(const Record& record, recount::OpenMatters& matters) {
  const auto& published = record.matters.outcome_published;
  if (!published || *published == record.outcome) return;
  recount::CorrectedOutcome outcome;
  const auto number_of = [](const auto& votes, const std::string& id) {
    const auto found = votes.find(id);
    return found == votes.end() ? std::int64_t{0} : found->second;
  };
  for (const auto& [id, name] : record.choices) {
    const std::int64_t was = number_of(*published, id);
    const std::int64_t is = number_of(record.outcome, id);
    if (was == is) continue;
    outcome.changes += fmt::format("{}{} {} to {}", outcome.changes.empty() ? "" : ", ", name,
                                   base::grouped(was), base::grouped(is));
  }
  outcome.published = elected_names(record, *published);
  outcome.corrected = elected_names(record, record.outcome);
  matters.outcome = std::move(outcome);
}

void add_same_totals(const Record& record, recount::OpenMatters& matters) {
  std::vector<reconcile::UnitRecord> places;
  for (const auto& [place, loaded] : record.media) {
    reconcile::UnitRecord made;
    made.unit = place;
    made.media = loaded;
    places.push_back(std::move(made));
  }
  for (const reconcile::Finding& finding : reconcile::check_media_once(places, {}).found) {
    if (finding.severity == reconcile::Severity::Red) matters.same_totals.push_back(finding.words);
  }
}

void add_objections(const Record& record, recount::OpenMatters& matters) {
  for (const auto& [id, objection] : record.matters.objections) {
    recount::ObjectionMatter matter{id, objection.affected};
    if (objection.is_open()) {
      matters.open.push_back(std::move(matter));
    } else if (objection.ruled) {
      if (objection.ruled_by.size() > 1 || record.orders_on_file.contains(objection.order))
        continue;
      matter.people = people_named(record, objection.ruled_by);
      matters.ruled_alone.push_back(std::move(matter));
    } else if (!is_withdrawn_by_own(record, objection.withdrawn_by, objection.author,
                                    objection.side)) {
      matter.people = people_named(record, objection.withdrawn_by);
      matters.withdrawn_by_others.push_back(std::move(matter));
    }
  }
}

void add_claims(const Record& record, recount::OpenMatters& matters) {
  for (const auto& [id, exhibit] : record.challenges.exhibits) {
    for (const Exhibit::Claim& claim : exhibit.claims) {
      if (!claim.withdrawn ||
          is_withdrawn_by_own(record, claim.withdrawn_by, claim.author, claim.side)) {
        continue;
      }
      ++matters.claims_withdrawn;
      matters.claims_withdrawn_by.merge(people_named(record, claim.withdrawn_by));
    }
  }
}

// By the tallies, whatever the worksheet says was found.
void add_surplus(const Record& record, recount::OpenMatters& matters) {
  const auto policy = reconcile::policy_named(record.policy);
  if (!policy || !reconcile::draws_down(*policy)) return;
  for (const auto& [id, unit] : record.units) {
    if (!unit.sheet || !unit.returns_given || fate_of(record, id) != Fate::Counted) continue;
    const auto voters = reconcile::fewest_voters(review_of(record, id).unit);
    const auto counted = figures_as_counted(record, id);
    if (!voters || !counted) continue;
    const DrawDown* draw = draw_down_of(record, id);
    const std::int64_t ballots = counted->ballots - (draw == nullptr ? 0 : draw->drawn.ballots);
    if (ballots <= voters->value()) continue;
    std::set<std::string> people;
    for (const Explained& said : unit.explained) people.merge(people_named(record, said.by));
    matters.surplus.push_back({id, ballots, voters->value(), std::move(people)});
  }
}

}  // namespace

recount::OpenMatters open_matters(const Record& record) {
  recount::OpenMatters matters;
  add_stays(record, matters);
  add_corrected(record, matters);
  for (const LostSeen& lost : record.matters.lost) {
    matters.lost.push_back({lost.position, lost.lost_size, lost.kept_size, lost.reason,
                            people_named(record, lost.by)});
  }
  for (const CertificateGiven& certificate : record.certificates) {
    if (!certificate.voided_at) continue;
    matters.voided.push_back({certificate.position, certificate.result_set, certificate.void_words,
                              people_named(record, certificate.voided_by)});
  }
  add_overtaken(record, matters);
  add_opened(record, matters);
  add_objections(record, matters);
  add_claims(record, matters);
  for (const auto& [id, words] : record.matters.discrepancies) {
    if (record.matters.closed.contains(id)) continue;
    matters.discrepancies.push_back(id + " (" + words + ")");
  }
  add_surplus(record, matters);
  for (const std::string& machine : record.matters.machines_without_paper) {
    matters.paperless.push_back({machine});
  }
  const bool open = std::ranges::any_of(
      record.units, [&](const auto& unit) { return fate_of(record, unit.first) == Fate::Open; });
  if (open) return matters;
  add_outcome(record, matters);
  add_same_totals(record, matters);
  for (const auto& [roll, differs] : record.matters.rolls) {
    const bool closed = record.matters.closed.contains("paper:" + roll.first + "/" + roll.second);
    if (differs && !closed) matters.rolls.push_back(roll.first + " of " + roll.second);
  }
  for (const auto& [roll, votes] : record.matters.votes_without_paper) {
    if (votes > 0 && !record.matters.machines_without_paper.contains(roll.first)) {
      matters.paperless.push_back({roll.first, roll.second, votes});
    }
  }
  const auto votes = votes_standing(record, "");
  if (votes) matters.lead = recount::lead_in(*votes, record.seats);
  return matters;
}

void erase_unknown(const Record& record, std::vector<std::string>& sentences) {
  const bool votes_known = votes_standing(record, "").has_value();
  std::erase_if(sentences, [&](const std::string& words) {
    const bool of_exhibits = words.starts_with(recount::kClaimsWithdrawn) ||
                             words.starts_with(recount::kClaimsCouldDecide);
    return (words.starts_with(recount::kClaimsCouldDecide) && !votes_known) ||
           (words.starts_with(kTieStart) && !votes_known) ||
           (of_exhibits && record.challenges.withheld > 0) ||
           (words.starts_with(recount::kSurplus) && is_moved_unknown(record)) ||
           (words.starts_with(recount::kSameTotals) && record.matters.media_withheld > 0) ||
           ((words.starts_with(recount::kRollsDiffer) || words.starts_with(recount::kNoPaper)) &&
            record.matters.rolls_withheld > 0);
  });
}

bool is_own_claim(const Record& record, const std::string& account, const std::string& made_by,
                  const std::string& side) {
  const auto person = record.people.find(account);
  if (account != made_by || person == record.people.end()) return false;
  const std::string& role = person->second.role;
  return side == "board" || role == "petitioner" || role == "observer";
}

}  // namespace recanvass::verify
