#include "workflow/round_facts.h"

#include "report/round_tables.h"
#include "workflow/batch_comparison.h"
#include "workflow/body.h"
#include "workflow/pooled_records.h"

#include <algorithm>

namespace recanvass::workflow {
namespace {

std::string words_of_said(const ContestReading& reading) {
  if (reading.state == "counted") return report::words_of_count(reading.cards, reading.votes);
  std::vector<std::pair<std::int64_t, std::string>> marks;
  for (const ReadMark& mark : reading.marks) marks.emplace_back(mark.rank, mark.choice);
  return report::words_of_reading(reading.state, marks);
}

report::BundleAudit audit_facts(const Audit& audit, std::int64_t number) {
  report::BundleAudit facts;
  facts.number = number;
  facts.committed_at = audit.committed_at;
  facts.void_at = audit.void_at;
  facts.by_batches = is_by_batch(audit);
  facts.draws = std::ssize(audit.draws);
  facts.cards = std::ssize(audit.cards);
  facts.cards_signed_off =
      std::ranges::count_if(audit.cards, [](const auto& card) { return card.second.closed; });
  const Pools pools(audit);
  facts.cards_in_pools = std::ranges::count_if(
      audit.cards, [&](const auto& card) { return pools.of(card.first).has_value(); });
  if (audit.seed) {
    facts.seeded_at = audit.seed->position;
    facts.seed = audit.seed->digits;
  }
  return facts;
}

void add_audit_rounds(report::BundleFacts& facts, const Audit& audit, std::int64_t number) {
  for (const AuditRound& round : audit.results) {
    for (const base::Json& found : round.found["contests"]) {
      const std::string id = text_in(found, "contest");
      const auto known = audit.contests.find(id);
      if (known == audit.contests.end()) continue;
      const AuditContest& contest = known->second;
      report::BundleRoundContest row{number,
                                     number_in(round.found, "round"),
                                     round.position,
                                     text_in(round.found, "verdict"),
                                     id,
                                     contest.name,
                                     contest.targeted,
                                     contest.risk_limit,
                                     text_in(found, "risk"),
                                     text_in(found, "met"),
                                     {},
                                     text_in(found, "paper")};
      for (const std::string& name : report::round_figure_names()) {
        row.figures.push_back(number_in(found, name.c_str()));
      }
      facts.audit_rounds.push_back(std::move(row));
    }
  }
}

void add_card_differences(report::BundleFacts& facts, const AuditPlace& place,
                          const AuditCard& card, std::int64_t number) {
  if (!card.closed) return;
  if (card.not_found) {
    facts.audit_differences.push_back(
        {number, place.first, place.second, "", "not found", "", card.cause});
    return;
  }
  if (!card.record || card.standing() == nullptr) return;
  for (const auto& [contest, paper] : *card.standing()) {
    const auto record = card.record->find(contest);
    if (record == card.record->end() || record->second == paper) continue;
    facts.audit_differences.push_back({number, place.first, place.second, contest,
                                       words_of_said(paper), words_of_said(record->second),
                                       card.cause});
  }
}

void add_one_audit(report::BundleFacts& facts, const Audit& audit) {
  const std::int64_t number = std::ssize(facts.audits) + 1;
  facts.audits.push_back(audit_facts(audit, number));
  add_audit_rounds(facts, audit, number);
  for (const auto& [place, card] : audit.cards) add_card_differences(facts, place, card, number);
}

}  // namespace

void add_audit_facts(report::BundleFacts& facts, const Audits& audits) {
  for (const Audit& audit : audits.past) add_one_audit(facts, audit);
  const Audit& current = audits.current;
  if (current.contests.empty() && current.lists.empty()) return;
  add_one_audit(facts, current);
}

}  // namespace recanvass::workflow
