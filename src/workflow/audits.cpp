#include "workflow/audits.h"

#include "base/sha256.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {

AuditStage Audit::stage() const {
  if (void_at) return AuditStage::Void;
  if (!draws.empty()) return AuditStage::Drawn;
  if (seed) return AuditStage::Seeded;
  return committed_at ? AuditStage::Committed : AuditStage::Planned;
}

CardStage AuditCard::stage() const {
  if (adjudicated) return CardStage::Adjudicated;
  if (not_found) return CardStage::NotFound;
  if (readings.empty()) return CardStage::Waiting;
  if (readings.size() == 1) return CardStage::OneReading;
  return readings[0].revisions.back().reading == readings[1].revisions.back().reading
             ? CardStage::Agreed
             : CardStage::Mismatch;
}

bool AuditCard::is_settled() const {
  const CardStage now = stage();
  return now == CardStage::NotFound || now == CardStage::Agreed || now == CardStage::Adjudicated;
}

const CardReading* AuditCard::standing() const {
  switch (stage()) {
    case CardStage::Adjudicated: return &adjudicated->reading;
    case CardStage::Agreed: return &readings[0].revisions.back().reading;
    case CardStage::Waiting:
    case CardStage::NotFound:
    case CardStage::OneReading:
    case CardStage::Mismatch: break;
  }
  return nullptr;
}

bool AuditCard::is_known() const {
  const auto was_measured = [](const AuditCard& one) { return one.measured; };
  return record || measured || std::ranges::any_of(before, was_measured);
}

bool AuditCard::was_read_again() const {
  return std::ranges::any_of(
      before, [](const AuditCard& one) { return one.record.has_value() || one.measured; });
}

std::map<std::string, const AuditContest*> contests_on(const Audit& audit,
                                                       const std::string& list) {
  std::map<std::string, const AuditContest*> contests;
  for (const auto& [id, contest] : audit.contests) {
    if (audit.is_in(contest, list)) contests.emplace(id, &contest);
  }
  return contests;
}

bool Audit::is_in(const AuditContest& contest, const std::string& list) const {
  return contest.lists.empty() || std::ranges::find(contest.lists, list) != contest.lists.end();
}

std::int64_t Audit::domain_of(const AuditContest& contest) const {
  std::int64_t bounds = 0;
  for (const auto& [id, list] : lists) {
    if (is_in(contest, id)) bounds += list.bound();
  }
  return bounds;
}

std::int64_t Audit::bound_of(const std::string& list) const {
  std::int64_t bounds = 0;
  for (const auto& [id, listed] : lists) {
    if (list.empty() || id == list) bounds += listed.bound();
  }
  return bounds;
}

std::string name_of(AuditStage stage) {
  switch (stage) {
    case AuditStage::Planned: return "planned";
    case AuditStage::Committed: return "committed";
    case AuditStage::Seeded: return "seeded";
    case AuditStage::Drawn: return "drawn";
    case AuditStage::Void: return "void";
  }
  return {};
}

std::string name_of(CardStage stage) {
  switch (stage) {
    case CardStage::Waiting: return "waiting";
    case CardStage::NotFound: return "not found";
    case CardStage::OneReading: return "one reading";
    case CardStage::Agreed: return "agreed";
    case CardStage::Mismatch: return "mismatch";
    case CardStage::Adjudicated: return "adjudicated";
  }
  return {};
}

std::optional<AuditCardPlace> place_of(const AuditList& list, std::int64_t number) {
  if (number < 1 || number > list.cards) return std::nullopt;
  const auto after = std::ranges::upper_bound(list.batches, number - 1, {}, &AuditBatch::before);
  const AuditBatch& batch = *std::prev(after);
  const std::int64_t index = number - 1 - batch.before;
  if (index >= batch.cards) return std::nullopt;
  const std::uint32_t position = batch.positions.empty()
                                     ? static_cast<std::uint32_t>(index + 1)
                                     : batch.positions[static_cast<std::size_t>(index)];
  return AuditCardPlace{
      batch.batch, position,
      batch.imprint.empty() ? std::string() : fmt::format("{}{}", batch.imprint, position)};
}

AuditPlace place_in_all(const Audit& audit, std::int64_t place) {
  for (const std::string& id : audit.list_order) {
    const std::int64_t bound = audit.lists.at(id).bound();
    if (place <= bound) return {id, place};
    place -= bound;
  }
  return {};
}

base::Json committed_plan(const Audit& audit) {
  base::Json contests = base::Json::object();
  for (const auto& [id, contest] : audit.contests) contests[id] = contest.body;
  base::Json lists = base::Json::array();
  for (const std::string& id : audit.list_order) {
    const AuditList& list = audit.lists.at(id);
    base::Json json = list.body;
    json["batches"] = list.batches_json;
    lists.push_back(std::move(json));
  }
  return {{"schema", "recanvass.audit/1"},
          {"contests", std::move(contests)},
          {"lists", std::move(lists)},
          {"method", audit.method_body}};
}

std::string plan_sha256(const Audit& audit) {
  return base::hex(base::sha256(base::canonical_json(committed_plan(audit))));
}

void make_void(Audits& audits, std::uint64_t position, std::string words) {
  Audit next;
  next.contests = audits.current.contests;
  next.lists = audits.current.lists;
  next.list_order = audits.current.list_order;
  next.method = audits.current.method;
  next.method_body = audits.current.method_body;
  audits.current.void_at = position;
  audits.current.void_words = std::move(words);
  audits.past.push_back(std::move(audits.current));
  audits.current = std::move(next);
}

bool rests_on(const Audit& audit, const ChangedInput& input, const std::string& own_contest) {
  switch (input.what) {
    case ChangedInput::What::Figures: return audit.contests.contains(own_contest);
    case ChangedInput::What::Batch:
      return std::ranges::any_of(audit.lists, [&](const auto& entry) {
        return entry.second.places_of.contains(input.id);
      });
    case ChangedInput::What::Import:
      return std::ranges::any_of(
          audit.lists, [&](const auto& entry) { return entry.second.import == input.id; });
    case ChangedInput::What::ExtraBatch: break;
  }
  const auto of_place = [&](const AuditList& list) {
    return list.county.empty() || list.county == input.county;
  };
  bool any = false;
  std::int64_t room = 0;
  for (const auto& [id, list] : audit.lists) {
    if (!of_place(list)) continue;
    any = true;
    room += list.bound() - list.cards;
  }
  return any && room < input.cards;
}

void void_if_it_rests_on(Audits& audits, const ChangedInput& input, const std::string& own_contest,
                         std::uint64_t position) {
  if (!audits.current.committed_at || !rests_on(audits.current, input, own_contest)) return;
  make_void(audits, position,
            fmt::format("an input that it rests on was changed by entry {}", position));
}

}  // namespace recanvass::workflow
