#include "outlook/history.h"

#include "base/rational.h"
#include "election/known.h"

#include <algorithm>
#include <map>

namespace recanvass::outlook {
namespace {

using election::ChoiceId;
using election::VoteCount;

PopularVote make_vote(const std::map<ChoiceId, VoteCount>& votes, const ChoiceId& winner,
                      const ChoiceId& challenger) {
  PopularVote vote;
  const VoteCount winner_votes = votes.at(winner);
  const VoteCount challenger_votes = votes.at(challenger);
  vote.leader_lost_college = challenger_votes > winner_votes;
  vote.leader = vote.leader_lost_college ? challenger : winner;
  vote.other = vote.leader_lost_college ? winner : challenger;
  vote.leader_votes = std::max(winner_votes, challenger_votes);
  vote.other_votes = std::min(winner_votes, challenger_votes);
  return vote;
}

// The sum of returns; no value when a unit's votes or total are unknown.
std::optional<PopularVote> from_returns(const election::Election& election,
                                        const election::Contest& contest,
                                        std::optional<base::Date> as_of, const ChoiceId& winner,
                                        const ChoiceId& challenger) {
  std::map<ChoiceId, VoteCount> votes{{winner, VoteCount(0)}, {challenger, VoteCount(0)}};
  VoteCount total{0};
  bool press = false;
  for (const election::Jurisdiction& jurisdiction : election.jurisdictions) {
    if (jurisdiction.shares_ballots_with) continue;
    const election::ResultSet* result =
        election::result_known(election, contest.id, jurisdiction.id, as_of);
    if (result == nullptr || result->totals.empty() || !result->total_votes) return std::nullopt;
    for (const election::ChoiceTotal& one : result->totals) votes[one.choice] += one.votes;
    total += *result->total_votes;
    press = press || result->press;
  }
  PopularVote vote = make_vote(votes, winner, challenger);
  vote.total_votes = total;
  vote.press = press;
  return vote;
}

std::optional<PopularVote> from_tally(const election::Election& election,
                                      std::optional<base::Date> as_of, const ChoiceId& winner,
                                      const ChoiceId& challenger) {
  const election::NationalVote* latest = nullptr;
  for (const election::NationalVote& tally : election.national_votes) {
    if (as_of && tally.known_on > *as_of) continue;
    if (latest == nullptr || tally.known_on >= latest->known_on) latest = &tally;
  }
  if (latest == nullptr) return std::nullopt;
  std::map<ChoiceId, VoteCount> votes;
  VoteCount total{0};
  for (const election::ChoiceTotal& one : latest->totals) {
    votes[one.choice] += one.votes;
    total += one.votes;
  }
  if (votes.count(winner) == 0 || votes.count(challenger) == 0) return std::nullopt;
  PopularVote vote = make_vote(votes, winner, challenger);
  vote.basis = TallyBasis::NationalTally;
  vote.total_votes = total;
  vote.total_complete = latest->totals.size() > 2;
  vote.press = latest->press;
  return vote;
}

bool leads_by_less(std::int64_t lead, std::int64_t total, std::int64_t other_lead,
                   std::int64_t other_total) {
  return base::Wide(lead) * other_total < base::Wide(other_lead) * total;
}

}  // namespace

std::optional<PopularVote> popular_vote(const election::Election& election,
                                        const election::Contest& contest,
                                        std::optional<base::Date> as_of, const ChoiceId& winner,
                                        const ChoiceId& challenger) {
  // With electors pledged outside the package, its returns are not the country's.
  if (!election.electors_elsewhere) {
    auto vote = from_returns(election, contest, as_of, winner, challenger);
    if (vote) return vote;
  }
  return from_tally(election, as_of, winner, challenger);
}

HistoryAnswer compare_with_history(const PopularVote& vote,
                                   const std::vector<PopularVoteRecord>& records, int year) {
  HistoryAnswer answer;
  answer.vote = vote;
  const std::int64_t lead = (vote.leader_votes - vote.other_votes).value();
  for (const PopularVoteRecord& record : records) {
    if (record.year >= year) continue;
    const std::int64_t past_lead = record.winner_votes - record.opponent_votes;
    if (past_lead < 0) {
      answer.winner_trailed.push_back({record, false});
    } else if (leads_by_less(past_lead, record.total_votes, lead, vote.total_votes.value())) {
      answer.wider_than.push_back({record, true});
    } else {
      answer.narrower_than.push_back({record, true});
    }
  }
  const auto by_share = [](const PastMargin& a, const PastMargin& b) {
    return leads_by_less(a.record.winner_votes - a.record.opponent_votes, a.record.total_votes,
                         b.record.winner_votes - b.record.opponent_votes, b.record.total_votes);
  };
  std::stable_sort(answer.wider_than.begin(), answer.wider_than.end(), by_share);
  std::stable_sort(answer.narrower_than.begin(), answer.narrower_than.end(), by_share);
  std::stable_sort(
      answer.winner_trailed.begin(), answer.winner_trailed.end(),
      [](const PastMargin& a, const PastMargin& b) { return a.record.year < b.record.year; });
  return answer;
}

}  // namespace recanvass::outlook
