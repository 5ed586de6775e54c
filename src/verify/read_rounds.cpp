// audit.round, audit.hand-count and audit.void: that the risk of each round is what the readings
// and records at that place give, and that an audit ends where all targeted contests met their
// limit (V26). What changes an input makes the audit void, whatever the entries say of it.
#include "audit/reported_parts.h"
#include "base/figures.h"
#include "verify/audit_batches.h"
#include "verify/body.h"
#include "verify/replay.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>

namespace recanvass::verify {
namespace {

using base::Json;

// Stated with six digits, rounded up: apart from the last digit nothing may differ.
constexpr double kRiskApart = 2e-5;

std::optional<double> number_in(const Json& value) {
  if (!value.is_string()) return std::nullopt;
  const std::string text = value.get<std::string>();
  double number = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool is_risk(const Json& stated, double risk) {
  const auto number = number_in(stated);
  return number && *number >= risk * (1.0 - 1e-9) && *number <= risk * (1.0 + kRiskApart) + 1e-300;
}

struct StatedContest {
  const Json& json;
  std::string id;
  double limit = 0.0;
};

using Differs = std::function<void(const std::string& what, const std::string& found)>;

// What an operator goes by: which assertion is worst, and how much more is to be read.
void check_next_step(const StatedContest& stated, const SampleSays& says, bool contradicts,
                     const Differs& differs) {
  if (says.by_batch && figure_of(stated.json, "batches") != says.by_batch->batches) {
    differs("the number of batches", std::to_string(says.by_batch->batches));
  }
  if (says.by_batch && figure_of(stated.json, "cards_missing") != says.by_batch->cards_missing) {
    differs("the number of missing cards", std::to_string(says.by_batch->cards_missing));
  }
  const auto worst = static_cast<std::int64_t>(says.measured.worst);
  if (figure_of(stated.json, "worst") != worst) {
    differs("the worst assertion", std::to_string(worst + 1));
  }
  const bool open = says.measured.risk > stated.limit && !contradicts &&
                    says.measured.totals_chance > audit::kTotalsRefuted;
  const auto more =
      open ? says.measured.assertions.at(says.measured.worst).more_if_clean : std::nullopt;
  using ByList = std::map<std::string, std::int64_t>;
  if (figures_of(stated.json, "more_by_list").value_or(ByList()) !=
      (open ? says.more_by_list : ByList())) {
    differs("how much more is to be read", "another number of a list");
  }
  if (figure_of(stated.json, "more") != more) {
    differs("how much more is to be read", more ? std::to_string(*more) : "not to be told");
  }
}

void check_risks(Replay& replay, const Said& said, const StatedContest& stated,
                 const SampleSays& says, bool contradicts) {
  const auto differs = [&](const std::string& what, const std::string& found) {
    replay.fault(CheckId::V26, said,
                 fmt::format("contest {}: {} is {}, worked out again", stated.id, what, found));
  };
  const audit::DiscrepancyTally& tally = says.measured.tally;
  const std::pair<const char*, std::int64_t> numbers[] = {
      {"draws", says.draws},          {"phantoms", says.phantoms},
      {"not_found", says.not_found},  {"one_over", tally.one_over},
      {"two_over", tally.two_over},   {"one_under", tally.one_under},
      {"two_under", tally.two_under}, {"other", tally.other_over + tally.other_under}};
  for (const auto& [name, number] : numbers) {
    if (figure_of(stated.json, name) != number) differs(name, std::to_string(number));
  }
  if (figure_of(stated.json, "read_again").value_or(0) != says.read_again) {
    differs("the number of draws read again", std::to_string(says.read_again));
  }
  if (figure_of(stated.json, "pooled").value_or(0) != says.pooled) {
    differs("the number of draws from pools", std::to_string(says.pooled));
  }
  if (figure_of(stated.json, "in_proportion") != says.in_proportion) {
    differs("the number of draws that count",
            std::to_string(says.in_proportion.value_or(says.draws)));
  }
  check_next_step(stated, says, contradicts, differs);
  const Json* risks = member_of(stated.json, "risks");
  const auto& assertions = says.measured.assertions;
  if (risks == nullptr || !risks->is_array() || risks->size() != assertions.size()) {
    differs("the number of assertions", std::to_string(assertions.size()));
    return;
  }
  for (std::size_t i = 0; i < assertions.size(); ++i) {
    if (!is_risk((*risks)[i], assertions[i].p)) {
      differs(fmt::format("the risk of assertion {}", i + 1),
              fmt::format("{:.6g}", assertions[i].p));
    }
  }
  const Json* risk = member_of(stated.json, "risk");
  if (risk == nullptr || !is_risk(*risk, says.measured.risk)) {
    differs("the risk", fmt::format("{:.6g}", says.measured.risk));
  }
}

// Every card of a contest that is counted whole.
void check_count(Replay& replay, const Said& said, const StatedContest& stated) {
  const auto counted = count_says(replay.record.audits.current, stated.id);
  const auto votes = figures_of(stated.json, "counted");
  const bool same =
      counted && votes && *votes == counted->votes &&
      text_or_empty(stated.json, "met") == (counted->confirmed      ? "counted-confirmed"
                                            : counted->contradicted ? "counted-contradicted"
                                                                    : "counted-not-confirmed");
  if (same) return;
  replay.fault(CheckId::V26, said,
               fmt::format("contest {}: the readings of its cards do not add up to what is stated",
                           stated.id));
}

// Whether the contest is settled, as stated and as it should be.
bool check_contest(Replay& replay, const Said& said, const StatedContest& stated) {
  AuditsSeen& seen = replay.record.audits;
  const std::string met = text_or_empty(stated.json, "met");
  const auto says = sample_says(seen.current, stated.id);
  if (!says) {
    ++seen.risks_unread;
    return met != "no";
  }
  ++seen.risks_compared;
  const auto paper = paper_says(seen.current, stated.id);
  const bool contradicts = paper && paper->contradicts;
  check_risks(replay, said, stated, *says, contradicts);
  if (text_or_empty(stated.json, "paper") != (contradicts ? "contradicts" : "")) {
    replay.fault(CheckId::V26, said,
                 fmt::format("contest {}: its cards {} an assertion, and the entry says otherwise",
                             stated.id, contradicts ? "contradict" : "do not contradict"));
  }
  seen.contradicted.erase(stated.id);
  if (contradicts && !met.starts_with("counted")) seen.contradicted.insert(stated.id);
  if (met.starts_with("counted")) {
    check_count(replay, said, stated);
    if (met == "counted-confirmed") seen.not_confirmed.erase(stated.id);
    if (met != "counted-confirmed") seen.not_confirmed[stated.id] = met;
    return true;
  }
  // Where every card was read no chance is left.
  const bool refuted = says->measured.totals_chance <= audit::kTotalsRefuted;
  const Json* totals = member_of(stated.json, "totals");
  if (refuted ? totals == nullptr || !is_risk(*totals, says->measured.totals_chance)
              : totals != nullptr) {
    replay.fault(CheckId::V26, said,
                 fmt::format("contest {}: how unlike its totals the paper is that was read is "
                             "{:.6g}, worked out again",
                             stated.id, says->measured.totals_chance));
  }
  const bool by_chance = says->measured.risk <= stated.limit && !contradicts &&
                         (!refuted || says->measured.risk == 0.0);
  const bool reached = paper && paper->all ? paper->holds : by_chance;
  if (met != (reached ? "yes" : "no")) {
    replay.fault(CheckId::V26, said,
                 fmt::format("contest {}: it {} its limit, and the entry says otherwise", stated.id,
                             reached ? "meets" : "does not meet"));
  }
  return reached;
}

// A round of a committed schedule is measured at its number of draws and no other. Without a draw
// since the round before, what was measured is measured again.
void check_schedule(Replay& replay, const Said& said) {
  const AuditRecord& audit = replay.record.audits.current;
  const auto schedule = figures_of(audit.method, "schedule");
  if (!schedule || schedule->empty()) return;
  std::set<std::int64_t> ends;
  for (const auto& [round, draws] : *schedule) ends.insert(draws);
  std::map<std::string, std::int64_t> before;
  std::map<std::string, std::int64_t> drawn;
  const bool each = text_or_empty(audit.method, "draw_from") == "each-list";
  for (const auto& [id, list] : audit.lists) drawn[each ? id : ""] = 0;
  for (std::size_t i = 0; i < audit.draws.size(); ++i) {
    const std::string list = each ? audit.draws[i].first : "";
    ++drawn[list];
    if (audit.round_of_draw.at(i) < audit.round) ++before[list];
  }
  if (audit.round > 1 && !audit.round_of_draw.empty() && audit.round_of_draw.back() < audit.round) {
    return;
  }
  for (const auto& [list, draws] : drawn) {
    const auto end = ends.upper_bound(before[list]);
    if (end != ends.end() && *end == draws) continue;
    replay.fault(CheckId::V23, said,
                 fmt::format("it is measured after {} draws{}, which the schedule does not have",
                             draws, list.empty() ? "" : " from list " + list));
  }
}

void read_round(Replay& replay, const Said& said) {
  AuditsSeen& seen = replay.record.audits;
  AuditRecord& audit = seen.current;
  const Json* found = member_of(said.body, "found");
  const Json* contests = found == nullptr ? nullptr : records_of(*found, "contests");
  if (!replay.want(contests != nullptr, said, "found")) return;
  if (!audit.seeded_at) {
    replay.fault(CheckId::V23, said, "a round was measured of an audit without a seed");
    return;
  }
  check_schedule(replay, said);
  bool goes_on = false;
  std::set<std::string> told;
  for (const Json& json : *contests) {
    const std::string id = text_or_empty(json, "contest");
    const auto contest = audit.contests.find(id);
    if (contest == audit.contests.end() || !told.insert(id).second) {
      replay.fault(CheckId::V26, said, fmt::format("\"{}\" is no contest of the audit", id));
      continue;
    }
    const auto measure = measure_of(audit, id);
    const bool settled =
        check_contest(replay, said, {json, id, measure ? measure->risk_limit : 0.0});
    const Json* targeted = member_of(contest->second, "targeted");
    goes_on = goes_on || (!settled && targeted != nullptr && *targeted == Json(true));
  }
  for (const auto& [id, contest] : audit.contests) {
    if (!told.contains(id)) {
      replay.fault(CheckId::V26, said, fmt::format("contest {} was not measured", id));
    }
  }
  const std::string verdict = text_or_empty(*found, "verdict");
  if (verdict != (goes_on ? "go-on" : "stop")) {
    replay.fault(CheckId::V26, said,
                 goes_on ? "it ends an audit of which a targeted contest is above its limit"
                         : "it goes on although every targeted contest met its limit");
  }
  audit.measured.push_back({said.position, *found});
  for (auto& [place, card] : audit.cards) card.measured = card.measured || card.closed;
  ++seen.rounds;
  ++audit.round;
  seen.last_verdict = verdict;
}

void read_hand_count(Replay& replay, const Said& said) {
  AuditRecord& audit = replay.record.audits.current;
  const std::string id = text_or_empty(said.body, "contest");
  const auto contest = audit.contests.find(id);
  if (contest == audit.contests.end() || !audit.seeded_at) {
    replay.fault(CheckId::V23, said, "it counts a contest whole that is not under audit");
    return;
  }
  constexpr std::int64_t kMost = 200'000;
  const auto lists = texts_of(contest->second, "lists");
  std::int64_t cards = 0;
  for (const auto& [list, each] : audit.lists) {
    if (!lists || std::ranges::find(*lists, list) != lists->end()) cards += each.bound;
  }
  const bool too_many = cards > kMost && !is_by_batch(audit);
  if (too_many || !audit.hand_counts.insert(id).second) return;
  for (const auto& [list, each] : audit.lists) {
    if (lists && std::ranges::find(*lists, list) == lists->end()) continue;
    for (const std::int64_t number : numbers_read(audit, list)) {
      audit.cards.try_emplace({list, number});
    }
  }
}

void make_void(Replay& replay, std::uint64_t position) {
  AuditsSeen& seen = replay.record.audits;
  AuditRecord next;
  next.contests = seen.current.contests;
  next.lists = seen.current.lists;
  next.list_order = seen.current.list_order;
  next.method = seen.current.method;
  seen.contradicted.clear();
  seen.current.void_at = position;
  seen.past.push_back(std::move(seen.current));
  seen.current = std::move(next);
  ++seen.voided;
}

void read_audit_void(Replay& replay, const Said& said) {
  if (!replay.record.audits.current.committed_at) {
    replay.fault(CheckId::V23, said, "no audit was fixed that could be void");
    return;
  }
  make_void(replay, said.position);
}

bool rests_on(const AuditRecord& audit, const InputChanged& changed, const std::string& own) {
  if (changed.what == InputChanged::What::Figures) return audit.contests.contains(own);
  bool any = false;
  std::int64_t room = 0;
  for (const auto& [id, list] : audit.lists) {
    if (changed.what == InputChanged::What::Batch && list.batch_ids.contains(changed.id)) {
      return true;
    }
    if (changed.what == InputChanged::What::Import &&
        text_or_empty(list.body, "import") == changed.id) {
      return true;
    }
    if (!list.county.empty() && list.county != changed.county) continue;
    any = true;
    room += list.bound - list.cards;
  }
  return changed.what == InputChanged::What::ExtraBatch && any && room < changed.cards;
}

// What a reader should know of the last round of an audit that is not void.
std::string last_round_words(const AuditRecord& audit) {
  std::string words;
  if (audit.measured.empty()) return words;
  const Json* contests = records_of(audit.measured.back().found, "contests");
  for (const Json& json : contests == nullptr ? Json::array() : *contests) {
    const std::string id = text_or_empty(json, "contest");
    if (const auto draws = figure_of(json, "read_again"); draws && *draws > 0) {
      words += fmt::format("; {} of contest {} of cards that were read again after they were known",
                           base::counted(*draws, "draw is", "draws are"), id);
    }
    if (!text_or_empty(json, "totals").empty()) {
      words +=
          fmt::format("; the paper that was read is unlike the reported totals of contest {}", id);
    }
  }
  return words;
}

}  // namespace

void void_audit_on(Replay& replay, std::uint64_t position, const InputChanged& changed) {
  const AuditRecord& audit = replay.record.audits.current;
  if (!audit.committed_at || !rests_on(audit, changed, replay.record.contest)) return;
  make_void(replay, position);
}

std::vector<Kind> round_kinds() {
  return {{"audit.round", {"state-officer"}, false, read_round},
          {"audit.hand-count", {"state-officer"}, false, read_hand_count},
          {"audit.void", {"state-officer"}, true, read_audit_void}};
}

void conclude_rounds(Replay& replay) {
  const AuditsSeen& seen = replay.record.audits;
  const std::string risks =
      base::counted(seen.risks_compared, "risk of a contest", "risks of contests");
  if (seen.rounds == 0) {
    replay.book.not_checked(CheckId::V26, "no round of an audit was measured");
    return;
  }
  std::string words =
      fmt::format("{} worked out again from the readings, records and margins at {}", risks,
                  base::counted(seen.rounds, "round", "rounds"));
  if (seen.voided > 0) {
    words += fmt::format("; {} void since, by two persons or as an input changed",
                         base::counted(seen.voided, "audit is", "audits are"));
  }
  words += last_round_words(seen.current);
  for (const std::string& contest : seen.contradicted) {
    words += fmt::format("; the paper that was read contradicts the reported outcome of contest {}",
                         contest);
  }
  for (const auto& [contest, met] : seen.not_confirmed) {
    words +=
        fmt::format("; the full hand count {} the reported outcome of contest {}",
                    met == "counted-contradicted" ? "contradicts" : "does not confirm", contest);
  }
  if (seen.last_verdict == "go-on") words += "; the last round says that the audit goes on";
  if (seen.risks_unread > 0) {
    replay.book.not_checked(
        CheckId::V26,
        fmt::format("{}; of {} readings, records or margins are not given", words,
                    base::counted(seen.risks_unread, "contest", "contests")),
        risks);
    return;
  }
  replay.book.done(CheckId::V26,
                   words + ". That the margins are those of all records is not in this folder",
                   risks);
}

}  // namespace recanvass::verify
