// audit.round, audit.hand-count and audit.void: a round is measured contest by contest and goes on
// or ends; a contest may be counted card by card to the last, with every card that was read; and an
// audit whose inputs changed is void in public, by two persons.
#include "workflow/audit_body.h"
#include "workflow/audit_sample.h"
#include "workflow/batch_comparison.h"
#include "workflow/body.h"
#include "workflow/gates.h"
#include "workflow/pooled_records.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using base::Json;

// So many cards are read one by one in a few days; more are counted by batch.
constexpr std::int64_t kHandCountCardsMost = 200'000;

// By batches every one is counted as a whole, however many cards it has.
bool can_be_counted_whole(const Audit& audit, const AuditContest& contest) {
  return is_by_batch(audit) || audit.domain_of(contest) <= kHandCountCardsMost;
}

bool is_counted_whole(const Audit& audit, const std::string& contest) {
  return audit.hand_counts.contains(contest);
}

// Every card that was drawn is read and signed off, and of a comparison its record is shown.
base::Problems open_cards(const Audit& audit) {
  base::Problems problems;
  std::int64_t unshown = 0;
  for (const auto& [place, card] : audit.cards) {
    const bool shown = card.record || card.not_found || !shows_records(audit, place.first);
    if (card.handed_in || (card.closed && shown)) continue;
    if (card.closed) {
      ++unshown;
      continue;
    }
    problems.push_back(
        refusal("audit.open",
                fmt::format("card {} of {}, {}", place.second, place.first, name_of(card.stage())),
                "every card read and its list signed off",
                "Finish with reading.enter and readings.sign-off."));
    if (problems.size() == 20) break;
  }
  if (unshown > 0) {
    problems.push_back(
        refusal("audit.unshown", fmt::format("{} cards without their record", unshown),
                "the record of each card that was read", "Show them with card.reveal."));
  }
  return problems;
}

// With a schedule a round is measured at the number of draws that was committed to and no other:
// whoever chose it after the readings would choose the risk. What was measured before may be
// measured again without new draws, when a card was read again or a contest was counted whole.
base::Problems schedule_is_kept(const Audit& audit) {
  if (audit.method.schedule.empty()) return {};
  const bool news = std::ranges::any_of(
      audit.draws, [&](const SettledDraw& draw) { return draw.round >= audit.round; });
  if (!news && !audit.results.empty()) return {};
  base::Problems problems;
  const std::vector<std::string> lists =
      audit.method.from_each_list ? audit.list_order : std::vector<std::string>{""};
  for (const std::string& list : lists) {
    const std::int64_t drawn = draws_of(audit, list).all;
    const std::int64_t wanted = scheduled_draws(audit, list);
    if (drawn == wanted) continue;
    problems.push_back(refusal("audit.schedule",
                               fmt::format("{} draws{} when the round is measured", drawn,
                                           list.empty() ? "" : " from list " + list),
                               fmt::format("{}, as committed to before the seed", wanted),
                               "Draw the rest with audit.draw."));
  }
  return problems;
}

base::Problems decide_round(const Operation& operation, const Command& command) {
  base::Problems problems = author_acts_in(operation, command.author, "");
  add_problems(problems, audit_may_go_on(operation));
  if (!problems.empty()) return problems;
  const Audit& audit = operation.audits.current;
  if (audit.draws.empty() || !audit.has_news) {
    return {refusal("audit.nothing", "nothing that was not measured",
                    "cards that were drawn, read and signed off since the last round",
                    "Draw with audit.draw, read, and sign off.")};
  }
  problems = schedule_is_kept(audit);
  add_problems(problems, open_cards(audit));
  if (!problems.empty()) return problems;
  for (const auto& [id, contest] : audit.contests) {
    const auto says = what_sample_says(audit, id, contest);
    if (!says) add_problems(problems, says.problems());
  }
  return problems;
}

Json risks_json(const audit::MeasuredContest& measured) {
  Json risks = Json::array();
  for (const audit::AssertionRisk& assertion : measured.assertions) {
    risks.push_back(risk_text(assertion.p));
  }
  return risks;
}

Json measured_json(const std::string& id, const ContestSays& says) {
  const audit::DiscrepancyTally& tally = says.measured.tally;
  Json json = {{"contest", id},
               {"draws", says.draws},
               {"phantoms", says.phantoms},
               {"not_found", says.not_found},
               {"one_over", tally.one_over},
               {"two_over", tally.two_over},
               {"one_under", tally.one_under},
               {"two_under", tally.two_under},
               {"other", tally.other_over + tally.other_under},
               {"risks", risks_json(says.measured)},
               {"worst", says.measured.worst},
               {"risk", risk_text(says.measured.risk)},
               {"met", says.met ? "yes" : "no"}};
  const auto& more = says.measured.assertions.at(says.measured.worst).more_if_clean;
  const bool contradicts = says.measured.verdict == audit::Verdict::Contradicted;
  const bool may_confirm = !says.met && !contradicts && !says.totals_refuted();
  if (may_confirm && more) json["more"] = *more;
  if (may_confirm && !says.more_by_list.empty()) {
    json["more_by_list"] = Json::object();
    for (const auto& [list, draws] : says.more_by_list) json["more_by_list"][list] = draws;
  }
  if (contradicts) json["paper"] = "contradicts";
  if (says.totals_refuted()) json["totals"] = risk_text(says.measured.totals_chance);
  if (says.pooled > 0) json["pooled"] = says.pooled;
  if (says.read_again > 0) json["read_again"] = says.read_again;
  if (says.in_proportion) json["in_proportion"] = *says.in_proportion;
  if (says.by_batch) {
    json["batches"] = says.by_batch->batches;
    json["cards_missing"] = says.by_batch->cards_missing;
  }
  return json;
}

void add_hand_count(Json& json, const Audit& audit, const std::string& id,
                    const AuditContest& contest) {
  const auto counted = hand_count_result(audit, id, contest);
  if (!counted) return;
  json["counted"] = Json::object();
  for (const auto& [choice, votes] : counted->votes) json["counted"][choice] = votes;
  json["met"] = counted->confirmed      ? "counted-confirmed"
                : counted->contradicted ? "counted-contradicted"
                                        : "counted-not-confirmed";
}

Json found_round(const Operation& operation, const Command&) {
  const Audit& audit = operation.audits.current;
  Json contests = Json::array();
  bool goes_on = false;
  for (const auto& [id, contest] : audit.contests) {
    const auto says = what_sample_says(audit, id, contest);
    if (!says) continue;
    Json json = measured_json(id, *says);
    if (is_counted_whole(audit, id)) add_hand_count(json, audit, id, contest);
    goes_on = goes_on || (contest.targeted && json["met"] == "no");
    contests.push_back(std::move(json));
  }
  return {{"round", audit.round}, {"contests", contests}, {"verdict", goes_on ? "go-on" : "stop"}};
}

void apply_round(Operation& operation, const Event& event) {
  Audit& audit = operation.audits.current;
  if (!audit.seed) return;
  audit.results.push_back({event.position, event.body["found"]});
  for (auto& [place, card] : audit.cards) card.measured = card.measured || card.closed;
  ++audit.round;
  audit.has_news = false;
}

base::Problems decide_hand_count(const Operation& operation, const Command& command) {
  base::Problems problems = author_acts_in(operation, command.author, "");
  add_problems(problems, audit_may_go_on(operation));
  if (!problems.empty()) return problems;
  const Audit& audit = operation.audits.current;
  const std::string id = text_in(command.body, "contest");
  const auto contest = audit.contests.find(id);
  if (contest == audit.contests.end() || is_counted_whole(audit, id)) {
    return {refusal("audit.contest", "\"" + id + "\"",
                    "a contest of the audit that is not counted whole yet", "Correct the id.")};
  }
  if (!audit.seed) {
    problems.push_back(refusal("audit.not-seeded", "an audit without a seed",
                               "a hand count that takes in what was read",
                               "Without a sample, count by batch: tally.enter."));
  }
  if (!can_be_counted_whole(audit, contest->second)) {
    problems.push_back(refusal(
        "audit.hand-count", fmt::format("{} cards one by one", audit.domain_of(contest->second)),
        fmt::format("at most {}", kHandCountCardsMost),
        "Count it by batch in an operation of its own: tally.enter. The cards that were read stay "
        "in this ledger."));
  }
  return problems;
}

Json found_hand_count(const Operation& operation, const Command& command) {
  const Audit& audit = operation.audits.current;
  const AuditContest& contest = audit.contests.at(text_in(command.body, "contest"));
  std::int64_t read = 0;
  for (const auto& [place, card] : audit.cards) {
    if (audit.is_in(contest, place.first) && card.is_settled()) ++read;
  }
  std::int64_t listed = 0;
  for (const auto& [id, list] : audit.lists) {
    if (audit.is_in(contest, id)) listed += std::ssize(numbers_to_read(audit, id));
  }
  return {{"cards_read", read}, {"cards_left", listed - read}};
}

// Every card of its lists is to be read; those that were read stay as they are.
void apply_hand_count(Operation& operation, const Event& event) {
  Audit& audit = operation.audits.current;
  const std::string id = text_in(event.body, "contest");
  const auto contest = audit.contests.find(id);
  if (contest == audit.contests.end() || !audit.seed ||
      !can_be_counted_whole(audit, contest->second)) {
    return;
  }
  audit.hand_counts.emplace(id, event.position);
  bool any_left = false;
  for (const auto& [list, listed] : audit.lists) {
    if (!audit.is_in(contest->second, list)) continue;
    for (const std::int64_t number : numbers_to_read(audit, list)) {
      AuditCard card;
      card.round = audit.round;
      card.handed_in = true;
      const bool added = audit.cards.emplace(AuditPlace{list, number}, card).second;
      if (added) audit.signed_off.erase(list);
      any_left = any_left || added || !audit.cards.at({list, number}).closed;
    }
  }
  // Where every card was read already the count is there to be measured.
  audit.has_news = audit.has_news || !any_left;
}

base::Problems decide_audit_void(const Operation& operation, const Command& command) {
  base::Problems problems = author_acts_in(operation, command.author, "");
  if (problems.empty() && !operation.audits.current.committed_at) {
    problems.push_back(refusal("audit.not-committed", "an audit that nobody committed to",
                               "one that was", "What is only planned is changed as it is."));
  }
  return problems;
}

void apply_audit_void(Operation& operation, const Event& event) {
  if (!operation.audits.current.committed_at) return;
  make_void(operation.audits, event.position, text_in(event.body, "words"));
}

}  // namespace

UseCase measure_audit_round() {
  UseCase use_case;
  use_case.kind = "audit.round";
  use_case.summary = "Measure what was read: risk of each contest, and whether the audit goes on.";
  use_case.roles = {Role::StateOfficer};
  use_case.fields = {{"words", FieldType::Text, false, "What the public is told."}};
  use_case.decide = decide_round;
  use_case.find = found_round;
  use_case.apply = apply_round;
  return use_case;
}

UseCase count_contest_whole() {
  UseCase use_case;
  use_case.kind = "audit.hand-count";
  use_case.summary = "Read every card of a contest; those that were read already stay.";
  use_case.roles = {Role::StateOfficer};
  use_case.fields = {{"contest", FieldType::Text, true, "Id of the contest."},
                     {"words", FieldType::Text, true, "Why."}};
  use_case.decide = decide_hand_count;
  use_case.find = found_hand_count;
  use_case.apply = apply_hand_count;
  return use_case;
}

UseCase void_audit() {
  UseCase use_case;
  use_case.kind = "audit.void";
  use_case.summary = "Make an audit void in public; everything of it stays on record.";
  use_case.roles = {Role::StateOfficer};
  use_case.persons = Persons::Two;
  use_case.fields = {{"words", FieldType::Text, true, "Why, in a sentence."}};
  use_case.decide = decide_audit_void;
  use_case.apply = apply_audit_void;
  return use_case;
}

}  // namespace recanvass::workflow
