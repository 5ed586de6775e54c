#include "verify/round_facts.h"

#include "report/round_tables.h"
#include "verify/audit_batches.h"
#include "verify/audit_pools.h"
#include "verify/body.h"

#include <algorithm>

namespace recanvass::verify {
namespace {

using base::Json;

std::string words_of_says(const Json& read) {
  if (text_or_empty(read, "state") == "counted") {
    return report::words_of_count(
        figure_of(read, "cards").value_or(0),
        figures_of(read, "votes").value_or(std::map<std::string, std::int64_t>()));
  }
  std::vector<std::pair<std::int64_t, std::string>> marks;
  if (const Json* records = records_of(read, "marks")) {
    for (const Json& mark : *records) {
      marks.emplace_back(figure_of(mark, "rank").value_or(0), text_or_empty(mark, "choice"));
    }
  }
  return report::words_of_reading(text_or_empty(read, "state"), marks);
}

void add_measured(report::BundleFacts& facts, const AuditRecord& audit, std::int64_t number) {
  for (const MeasuredRound& round : audit.measured) {
    const Json* contests = records_of(round.found, "contests");
    if (contests == nullptr) continue;
    for (const Json& found : *contests) {
      const std::string id = text_or_empty(found, "contest");
      const auto contest = audit.contests.find(id);
      if (contest == audit.contests.end()) continue;  // V26 names it
      const Json& body = contest->second;
      const Json* targeted = member_of(body, "targeted");
      report::BundleRoundContest row{number,
                                     figure_of(round.found, "round").value_or(0),
                                     round.position,
                                     text_or_empty(round.found, "verdict"),
                                     id,
                                     text_or_empty(body, "name"),
                                     targeted != nullptr && *targeted == Json(true),
                                     text_or_empty(body, "risk_limit"),
                                     text_or_empty(found, "risk"),
                                     text_or_empty(found, "met"),
                                     {},
                                     text_or_empty(found, "paper")};
      for (const std::string& name : report::round_figure_names()) {
        row.figures.push_back(figure_of(found, name.c_str()).value_or(0));
      }
      facts.audit_rounds.push_back(std::move(row));
    }
  }
}

void add_differing(report::BundleFacts& facts, const CardPlace& place, const PaperCard& card,
                   std::int64_t number) {
  if (!card.closed) return;
  const auto add = [&](const std::string& contest, const std::string& paper,
                       const std::string& record) {
    facts.audit_differences.push_back(
        {number, place.first, place.second, contest, paper, record, card.cause});
  };
  if (card.not_found) return add("", "not found", "");
  const CardSays* standing = card.standing();
  if (!card.record || standing == nullptr) return;
  for (const auto& [contest, paper] : *standing) {
    const auto record = card.record->find(contest);
    if (record == card.record->end() || record->second == paper) continue;
    add(contest, words_of_says(paper), words_of_says(record->second));
  }
}

void add_seen(report::BundleFacts& facts, const AuditRecord& audit) {
  report::BundleAudit made;
  made.number = std::ssize(facts.audits) + 1;
  made.committed_at = audit.committed_at;
  made.seeded_at = audit.seeded_at;
  made.seed = audit.seed;
  made.by_batches = is_by_batch(audit);
  made.draws = std::ssize(audit.draws);
  made.cards = std::ssize(audit.cards);
  made.cards_signed_off =
      std::ranges::count_if(audit.cards, [](const auto& card) { return card.second.closed; });
  const ReadPools pools(audit);
  made.cards_in_pools = std::ranges::count_if(
      audit.cards, [&](const auto& card) { return pools.of(card.first).has_value(); });
  made.void_at = audit.void_at;
  add_measured(facts, audit, made.number);
  for (const auto& [place, card] : audit.cards) add_differing(facts, place, card, made.number);
  facts.audits.push_back(std::move(made));
}

}  // namespace

void add_audit_facts(report::BundleFacts& facts, const AuditsSeen& seen) {
  for (const AuditRecord& audit : seen.past) add_seen(facts, audit);
  if (seen.current.is_named()) add_seen(facts, seen.current);
}

}  // namespace recanvass::verify
