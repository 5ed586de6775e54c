#include "workflow/audit_sample.h"

#include "audit/drawn_in_proportion.h"
#include "audit/stratified_contest.h"
#include "workflow/batch_comparison.h"
#include "workflow/pooled_records.h"
#include "workflow/stratified_audit.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <deque>

namespace recanvass::workflow {
namespace {

using election::MarkingState;

// A card's readings as markings, which live as long as this.
class Markings {
 public:
  Markings(const std::string& id, const AuditContest& contest) : id_(id), contest_(contest) {}

  [[nodiscard]] audit::Found found(const CardReading* reading) {
    if (reading == nullptr) return audit::Found::no_card();
    const auto read = reading->find(id_);
    if (read == reading->end() || read->second.state == "not-on-card") {
      return audit::Found::without();
    }
    // Where people do not agree on what the paper says, it counts as badly as it can.
    if (read->second.state == "no-consensus") return audit::Found::no_card();
    return audit::Found::marking(view(read->second));
  }

  [[nodiscard]] audit::Recorded recorded(const std::optional<CardReading>& record) {
    // Of a listed card that nobody found its record need not be shown: it counts the same.
    if (!record) return audit::Recorded::without();
    const auto read = record->find(id_);
    if (read == record->end() || read->second.state == "not-on-card") {
      return audit::Recorded::without();
    }
    return audit::Recorded::marking(view(read->second));
  }

 private:
  election::MarkingView view(const ContestReading& reading) {
    const MarkingState state = reading.state == "marked"      ? MarkingState::Marked
                               : reading.state == "overvoted" ? MarkingState::Overvoted
                                                              : MarkingState::Blank;
    marks_.push_back(marks_of(reading, contest_));
    return {state, marks_.back()};
  }

  const std::string& id_;
  const AuditContest& contest_;
  std::deque<std::vector<election::Mark>> marks_;
};

// Lists of a contest that are each drawn from by themselves; empty: it is drawn from as one.
std::vector<audit::ListDraws> lists_apart(const Audit& audit, const AuditContest& contest) {
  std::vector<audit::ListDraws> lists;
  if (!audit.method.from_each_list) return lists;
  for (const auto& [id, list] : audit.lists) {
    if (!audit.is_in(contest, id)) continue;
    const auto drawn = audit.drawn_from.find(id);
    lists.push_back({list.bound(), drawn == audit.drawn_from.end() ? 0 : drawn->second});
  }
  if (lists.size() < 2) lists.clear();
  return lists;
}

// Each list of the contest by itself, its draws up to the end of each round that drew.
base::Result<ContestSays> what_strata_say(const Audit& audit, const std::string& id,
                                          const AuditContest& contest) {
  const auto claims = claims_of(id, contest, audit.domain_of(contest));
  if (!claims) return claims.problems();
  const auto tested = with_method(*claims, audit.method);
  if (!tested) return tested.problems();
  StrataPlan plan = strata_plan(audit, id, contest, *tested);
  const auto end_round = [&] {
    for (audit::StratumSample& one : plan.samples) one.round_ends.push_back(one.cards.size());
  };
  ContestSays says;
  Markings markings(id, contest);
  std::vector<audit::MeasuredCard> compared;
  std::int64_t round = 0;
  for (const SettledDraw& draw : audit.draws) {
    const auto stratum =
        std::ranges::find(plan.measure.strata, draw.place.first, &audit::AuditedStratum::name);
    if (stratum == plan.measure.strata.end()) continue;
    if (draw.round > round && says.draws > 0) end_round();
    round = draw.round;
    ++says.draws;
    audit::MeasuredCard next;
    next.paper = static_cast<std::uint64_t>(draw.place.second);
    const auto card = audit.cards.find(draw.place);
    if (card == audit.cards.end()) {
      ++says.phantoms;
    } else {
      says.not_found += card->second.not_found ? 1 : 0;
      says.read_again += card->second.was_read_again() ? 1 : 0;
      next.recorded = markings.recorded(card->second.record);
      next.found = markings.found(card->second.standing());
    }
    if (stratum->design == audit::MeasureDesign::Comparison) compared.push_back(next);
    plan.samples[static_cast<std::size_t>(stratum - plan.measure.strata.begin())].cards.push_back(
        std::move(next));
  }
  if (says.draws > 0) end_round();
  const auto measured = audit::measure_strata(plan.measure, plan.samples);
  if (!measured) return measured.problems();
  says.measured = audit::as_contest(*measured, *tested, says.draws, compared);
  for (std::size_t i = 0; measured->more && i < measured->more->size(); ++i) {
    says.more_by_list[plan.measure.strata[i].name] = (*measured->more)[i];
  }
  says.met = says.measured.verdict == audit::Verdict::Confirmed;
  return says;
}

}  // namespace

base::Result<ContestSays> what_sample_says(const Audit& audit, const std::string& id,
                                           const AuditContest& contest) {
  if (is_by_batch(audit)) return what_batches_say(audit, id, contest);
  if (is_stratified(audit)) return what_strata_say(audit, id, contest);
  const auto claims = claims_of(id, contest, audit.domain_of(contest));
  if (!claims) return claims.problems();
  auto measure = with_method(*claims, audit.method);
  if (!measure) return measure.problems();
  audit::ContestMeasure tested = std::move(measure).value();
  for (const auto& [list, listed] : audit.lists) {
    if (!audit.is_in(contest, list)) continue;
    tested.phantoms = tested.phantoms + election::CardCount(listed.bound() - listed.cards);
  }
  const Pools pools(audit);
  add_pools(audit, pools, id, contest, tested);
  ContestSays says;
  Markings markings(id, contest);
  std::vector<audit::MeasuredCard> drawn;
  std::map<AuditPlace, std::uint64_t> papers;
  std::int64_t round = 1;
  for (const SettledDraw& draw : audit.draws) {
    if (!audit.is_in(contest, draw.place.first)) continue;
    if (draw.round > round && !drawn.empty()) tested.round_ends.push_back(drawn.size());
    round = draw.round;
    const auto card = audit.cards.find(draw.place);
    audit::MeasuredCard next;
    next.paper = papers.emplace(draw.place, papers.size()).first->second;
    if (card == audit.cards.end()) {
      ++says.phantoms;
    } else {
      says.not_found += card->second.not_found ? 1 : 0;
      says.read_again += card->second.was_read_again() ? 1 : 0;
      next.recorded = markings.recorded(card->second.record);
      next.pool = pools.of(draw.place);
      says.pooled += next.pool ? 1 : 0;
      next.found = markings.found(card->second.standing());
    }
    drawn.push_back(std::move(next));
  }
  if (!drawn.empty()) tested.round_ends.push_back(drawn.size());
  says.draws = static_cast<std::int64_t>(drawn.size());
  const std::vector<audit::ListDraws> lists = lists_apart(audit, contest);
  const std::int64_t counted = audit::draws_in_proportion(lists);
  if (!lists.empty() && counted < says.draws) says.in_proportion = counted;
  auto measured = lists.empty() ? audit::measure_contest(tested, drawn)
                                : audit::measure_in_proportion(tested, drawn, lists);
  if (!measured) return measured.problems();
  says.measured = std::move(measured).value();
  says.met = says.measured.verdict == audit::Verdict::Confirmed;
  return says;
}

std::string risk_text(double risk) {
  const auto value_of = [](const std::string& text) {
    double value = 0.0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  };
  const std::string nearest = fmt::format("{:.6g}", risk);
  if (value_of(nearest) >= risk) return nearest;
  return fmt::format("{:.6g}", std::min(1.0, risk * (1.0 + 1e-5)));
}

std::optional<HandCountResult> hand_count_result(const Audit& audit, const std::string& id,
                                                 const AuditContest& contest) {
  if (is_by_batch(audit)) return batches_counted_whole(audit, id, contest);
  const auto claims = claims_of(id, contest, audit.domain_of(contest));
  if (!claims) return std::nullopt;
  HandCountResult result;
  for (const SetupChoice& choice : contest.choices) result.votes[choice.id] = 0;
  std::vector<base::Wide> sums(claims->assertions.size(), 0);
  Markings markings(id, contest);
  std::int64_t settled = 0;
  for (const auto& [place, card] : audit.cards) {
    if (!audit.is_in(contest, place.first)) continue;
    if (!card.closed) return std::nullopt;
    ++settled;
    const audit::Found found = markings.found(card.standing());
    if (found.kind == audit::Found::Kind::NoCard) {
      ++result.not_found;
      continue;
    }
    for (std::size_t i = 0; i < sums.size(); ++i) {
      const audit::Assorter& assorter = claims->assertions[i].assertion.assorter;
      sums[i] += found.kind == audit::Found::Kind::Without ? assorter.numerator_without()
                                                           : assorter.numerator(found.said);
    }
    if (found.kind != audit::Found::Kind::Marking || found.said.state != MarkingState::Marked) {
      continue;
    }
    for (const election::Mark& mark : found.said.marks) {
      if (mark.rank <= 1) ++result.votes[contest.choices.at(mark.choice).id];
    }
  }
  std::int64_t listed = 0;
  for (const auto& [list, each] : audit.lists) {
    if (audit.is_in(contest, list)) listed += each.cards;
  }
  if (settled < listed) return std::nullopt;
  result.not_found += audit.domain_of(contest) - listed;
  result.confirmed = true;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const base::Wide half = base::Wide(audit.domain_of(contest)) *
                            claims->assertions[i].assertion.assorter.half_numerator();
    result.confirmed = result.confirmed && sums[i] > half;
    const base::Wide half_found = base::Wide(audit.domain_of(contest) - result.not_found) *
                                  claims->assertions[i].assertion.assorter.half_numerator();
    result.contradicted = result.contradicted || sums[i] <= half_found;
  }
  return result;
}

}  // namespace recanvass::workflow
