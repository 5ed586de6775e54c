#include "tabulate/withheld.h"

#include "tabulate/rule_limits.h"

#include <algorithm>
#include <numeric>

namespace recanvass::tabulate {
namespace {

using election::VoteCount;

// Whether a choice's having the share is the same whatever `cards` more cards say.
bool share_is_sure(VoteCount votes, VoteCount total, const ShareNeeded& needed, VoteCount for_it,
                   VoteCount for_others) {
  const bool now = reaches(votes, total, needed);
  return reaches(votes + for_it, total + for_it, needed) == now &&
         reaches(votes, total + for_others, needed) == now;
}

// Of rules that have the totals in their votes: cards are all that is not known.
bool cards_may_change(const ContestCount& result) {
  const VoteTally& tally = result.tally;
  const VoteCount one_each(tally.redacted.value() * result.contest.vote_unit);
  const auto* share = std::get_if<ShareRule>(&result.rule.method);
  const auto* runoff = std::get_if<RunoffRule>(&result.rule.method);
  if (std::holds_alternative<ListsRule>(result.rule.method)) return true;
  std::int64_t reached = 0;
  if (share != nullptr || runoff != nullptr) {
    const std::int64_t most = std::max<std::int64_t>(1, votes_max_of(result.rule, result.contest));
    const VoteCount all(one_each.value() * most);
    const ShareNeeded& needed = share != nullptr ? share->needed : runoff->needed;
    for (const VoteCount votes : tally.votes) {
      if (!share_is_sure(votes, tally.total, needed, one_each, all)) return true;
      reached += reaches(votes, tally.total, needed) ? 1 : 0;
    }
    // Where more reach it than there are places, most votes decide among them.
    if (reached <= result.places && (share != nullptr || reached > 0)) return false;
  }
  const std::int64_t last = runoff != nullptr && reached == 0 ? runoff->advance : result.places;
  const auto between = votes_margin(tally.votes, last);
  return !between || between->votes <= one_each;
}

}  // namespace

ChoiceVotes withheld_votes(const election::CardStore& store, std::uint32_t contest) {
  ChoiceVotes votes;
  const election::CardContest& about = store.contests()[contest];
  for (const election::RedactedRow& row : store.redacted()) {
    for (const election::RedactedRow::Votes& each : row.votes) {
      if (each.contest != contest || each.choice >= about.choices.size()) continue;
      votes.resize(about.choices.size());
      votes[each.choice] += VoteCount(each.votes.value() * about.vote_unit);
    }
  }
  return votes;
}

bool adds_up_votes(const Method& method) {
  return std::holds_alternative<MostVotesRule>(method) ||
         std::holds_alternative<CumulativeRule>(method) ||
         std::holds_alternative<ShareRule>(method) || std::holds_alternative<RunoffRule>(method) ||
         std::holds_alternative<ListsRule>(method);
}

ContestCount count_with_withheld(const CountInput& input, const Rule& rule,
                                 std::span<const ChoiceIndex> drawn, const ChoiceVotes& totals) {
  if (totals.empty() || !adds_up_votes(rule.method)) return count_contest(input, rule, drawn);
  // A vote of a total is as much as a card with it alone, but for the number of cards.
  Profile profile = input.profile;
  const std::int32_t unit = profile.contest().vote_unit;
  election::CardCount added;
  for (std::size_t i = 0; i < totals.size(); ++i) {
    const std::vector<election::Mark> mark = {
        {static_cast<ChoiceIndex>(i), static_cast<std::uint16_t>(profile.contest().ranks > 0),
         unit}};
    const election::CardCount cards(totals[i].value() / unit);
    profile.add(election::MarkingState::Marked, mark, cards);
    added += cards;
  }
  ContestCount result = count_contest({profile, input.ballots, input.lists}, rule, drawn);
  result.tally.counted = election::CardCount(result.tally.counted.value() - added.value());
  const std::int64_t limit = votes_max_of(rule, result.contest);
  if (limit > 1) {
    result.tally.unused =
        VoteCount(result.tally.unused.value() - (limit - 1) * unit * added.value());
  }
  return result;
}

bool withheld_may_change(const CountInput& input, const ContestCount& result,
                         const ChoiceVotes& totals) {
  const std::int64_t cards = result.tally.redacted.value();
  if (adds_up_votes(result.rule.method)) return cards > 0 && cards_may_change(result);
  const VoteCount in_rows = std::accumulate(totals.begin(), totals.end(), VoteCount(0));
  // Of first preferences; a withheld card that is blank changes nothing.
  const std::int64_t more = cards + in_rows.value() / result.contest.vote_unit;
  if (more == 0) return false;
  const CountMargins margins = margins_of(input, result);
  // A ballot more takes one from the votes by which an assertion holds.
  if (margins.runoff) return more >= margins.runoff->assertions.value();
  const auto* pairs = std::get_if<PairwiseCount>(&result.counted);
  return pairs == nullptr || !margins.closest || margins.closest->ballots.value() <= more;
}

}  // namespace recanvass::tabulate
