#include "audit/mismatch_audit.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace recanvass::audit {
namespace {

using base::Rational;
using election::CardCount;
using election::MarkingState;

// The default function on cards that match or differ, with a share of errors as usual where the
// bound has room for it.
std::unique_ptr<stats::MeanTest> mismatch_test(const MismatchAudit& audit) {
  const MismatchAssorter assorter(audit.cards, audit.changes_needed);
  const double bound = assorter.upper_bound().approximate();
  const bool without = audit.replacement == draw::Replacement::Without;
  const stats::MeanClaim claim{bound, 0.5, without ? audit.cards.value() : stats::kEndless};
  const double room =
      static_cast<double>(audit.changes_needed.value()) / static_cast<double>(audit.cards.value());
  const double differing = std::min(1e-3, 0.25 * room);
  RiskSettings settings;
  settings.reported = {{0.0, differing}, {bound, 1.0 - differing}};
  auto made = make_risk_function(kDefaultRiskFunction, claim, settings);
  RECANVASS_CHECK(static_cast<bool>(made));
  return std::move(made).value();
}

// Cards more, which show `coming` again and again, until the claim is refuted.
std::int64_t cards_until(const stats::MeanTest& now, const std::vector<double>& coming, double goal,
                         std::int64_t left) {
  const auto test = now.clone();
  for (std::int64_t more = 1; more <= left; ++more) {
    test->observe(coming[static_cast<std::size_t>(more - 1) % coming.size()]);
    if (test->log_evidence() >= goal) return more;
    if (test->standing() == stats::ClaimStanding::Certain) return left;
  }
  return left;
}

// Cards none of which differs but phantoms, by their share.
std::vector<double> clean_cards(const MismatchAudit& audit, double same) {
  const std::int64_t phantoms = audit.phantoms.value();
  if (phantoms == 0) return {same};
  const std::int64_t each = std::max<std::int64_t>(1, audit.cards.value() / phantoms);
  std::vector<double> coming(static_cast<std::size_t>(each), same);
  coming[coming.size() / 2] = 0.0;
  return coming;
}

}  // namespace

CardCount changes_of_assertions(std::span<const Assertion> assertions,
                                std::span<const Rational> margins, CardCount cards) {
  RECANVASS_CHECK(assertions.size() == margins.size());
  std::int64_t least = assertions.empty() ? 0 : cards.value();
  for (std::size_t i = 0; i < assertions.size(); ++i) {
    const Rational bound = assertions[i].assorter.upper_bound();
    const Rational changes = Rational(cards.value()) * margins[i] / (Rational(2) * bound);
    least = std::min(least, std::max<std::int64_t>(0, changes.ceil()));
  }
  return CardCount(least);
}

RecordMatch match_of(const Recorded& recorded, const Found& found,
                     const election::CardContest& contest) {
  const bool both_without =
      recorded.kind == Recorded::Kind::Without && found.kind == Found::Kind::Without;
  if (both_without) return RecordMatch::Matches;
  if (recorded.kind != Recorded::Kind::Marking || found.kind != Found::Kind::Marking) {
    return RecordMatch::Differs;
  }
  if (recorded.said.state != found.said.state) return RecordMatch::Differs;
  switch (found.said.state) {
    case MarkingState::Blank: return RecordMatch::Matches;
    case MarkingState::Overvoted:
      return contest.ranks == 0 ? RecordMatch::Matches : RecordMatch::Differs;
    case MarkingState::Marked: break;
    default: return RecordMatch::Differs;
  }
  return std::ranges::equal(recorded.said.marks, found.said.marks) ? RecordMatch::Matches
                                                                   : RecordMatch::Differs;
}

MismatchRisk count_mismatches(const MismatchAudit& audit, std::span<const MeasuredCard> cards) {
  const MismatchAssorter assorter(audit.cards, audit.changes_needed);
  const double same = assorter.upper_bound().approximate();
  MismatchRisk result;
  std::set<std::uint64_t> seen;
  std::vector<double> values;
  for (std::size_t i = 0; i < cards.size(); ++i) {
    const bool differs =
        match_of(cards[i].recorded, cards[i].found, audit.contest) == RecordMatch::Differs;
    values.push_back(differs ? 0.0 : same);
    if (!seen.insert(*cards[i].paper).second) continue;
    result.not_found += cards[i].found.kind == Found::Kind::NoCard ? 1 : 0;
    if (differs) result.differ.push_back(i);
  }
  result.cards = std::ssize(seen);
  result.differing = std::ssize(result.differ);
  const std::int64_t needed = audit.changes_needed.value();
  const std::int64_t left = audit.cards.value() - result.cards;
  RECANVASS_CHECK(left >= 0);
  if (result.differing + left < needed) {
    result.risk = 0.0;
    result.verdict = Verdict::Confirmed;
    return result;
  }
  if (result.differing >= needed) {
    result.verdict = Verdict::FullHandCountNeeded;
    return result;
  }
  const auto test = mismatch_test(audit);
  test->observe_all(values);
  result.risk = test->p_value();
  if (result.risk <= audit.risk_limit) {
    result.verdict = Verdict::Confirmed;
    return result;
  }
  const double goal = -std::log(audit.risk_limit);
  result.more_if_clean = cards_until(*test, clean_cards(audit, same), goal, left);
  if (!values.empty()) result.more_if_alike = cards_until(*test, values, goal, left);
  if (result.more_if_clean == left) result.verdict = Verdict::FullHandCountNeeded;
  return result;
}

}  // namespace recanvass::audit
