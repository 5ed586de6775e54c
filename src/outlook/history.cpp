#include "outlook/history.h"

#include "base/rational.h"
#include "election/known.h"

#include <algorithm>
#include <map>

namespace recanvass::outlook {
namespace {

using election::ChoiceId;
using election::VoteCount;

// The two with the most votes among those who can be elected; no value when fewer than two have
// any. Of two with as many, the College's winner comes first.
std::optional<PopularVote> make_vote(const election::Contest& contest,
                                     const std::map<ChoiceId, VoteCount>& votes,
                                     const ChoiceId& winner) {
  std::vector<election::ChoiceTotal> order;
  for (const auto& [choice, cast] : votes) {
    const election::Choice* known = contest.find(choice);
    if (known == nullptr || !known->aggregate) order.push_back({choice, cast});
  }
  if (order.size() < 2) return std::nullopt;
  std::stable_sort(order.begin(), order.end(),
                   [&](const election::ChoiceTotal& a, const election::ChoiceTotal& b) {
                     if (a.votes != b.votes) return a.votes > b.votes;
                     return a.choice == winner && b.choice != winner;
                   });
  PopularVote vote;
  vote.leader = order[0].choice;
  vote.other = order[1].choice;
  vote.leader_votes = order[0].votes;
  vote.other_votes = order[1].votes;
  vote.leader_behind_in_pledged = vote.leader != winner;
  return vote;
}

// The sum of returns; no value when a unit's votes or total are unknown.
std::optional<PopularVote> from_returns(const election::Election& election,
                                        const election::Contest& contest,
                                        std::optional<base::Date> as_of, const ChoiceId& winner) {
  std::map<ChoiceId, VoteCount> votes;
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
  auto vote = make_vote(contest, votes, winner);
  if (!vote) return std::nullopt;
  vote->total_votes = total;
  vote->press = press;
  return vote;
}

std::optional<PopularVote> from_tally(const election::Election& election,
                                      const election::Contest& contest,
                                      std::optional<base::Date> as_of, const ChoiceId& winner) {
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
  auto vote = make_vote(contest, votes, winner);
  if (!vote) return std::nullopt;
  vote->basis = TallyBasis::NationalTally;
  vote->total_votes = total;
  vote->total_complete = latest->totals.size() > 2;
  vote->press = latest->press;
  vote->tallied_on = latest->known_on;
  return vote;
}

bool leads_by_less(std::int64_t lead, std::int64_t votes, std::int64_t other_lead,
                   std::int64_t other_votes) {
  return base::Wide(lead) * other_votes < base::Wide(other_lead) * votes;
}

}  // namespace

std::optional<PopularVote> popular_vote(const election::Election& election,
                                        const election::Contest& contest,
                                        std::optional<base::Date> as_of, const ChoiceId& winner) {
  // With electors pledged outside the package, its returns are not the country's.
  if (!election.electors_elsewhere) {
    auto vote = from_returns(election, contest, as_of, winner);
    if (vote) return vote;
  }
  return from_tally(election, contest, as_of, winner);
}

base::Date popular_vote_known_from(int year) {
  return year < 1936 ? base::Date::of(year + 1, 3, 4) : base::Date::of(year + 1, 1, 20);
}

HistoryAnswer compare_with_history(const PopularVote& vote,
                                   const std::vector<PopularVoteRecord>& records, int year,
                                   std::optional<base::Date> as_of) {
  HistoryAnswer answer;
  answer.vote = vote;
  const std::int64_t lead = (vote.leader_votes - vote.other_votes).value();
  const std::int64_t votes = vote.votes_for_two().value();
  for (const PopularVoteRecord& record : records) {
    const bool known = !as_of || popular_vote_known_from(record.year) <= *as_of;
    if (record.year == year || !known) continue;
    const bool first = answer.first_year == 0;
    answer.first_year = first ? record.year : std::min(answer.first_year, record.year);
    answer.last_year = std::max(answer.last_year, record.year);
    const std::int64_t past_lead = record.winner_votes - record.opponent_votes;
    if (past_lead < 0) {
      answer.winner_trailed.push_back({record, false});
    } else if (leads_by_less(past_lead, record.votes_for_two(), lead, votes)) {
      answer.wider_than.push_back({record, true});
    } else {
      answer.narrower_than.push_back({record, true});
    }
  }
  const auto by_share = [](const PastMargin& a, const PastMargin& b) {
    return leads_by_less(a.record.winner_votes - a.record.opponent_votes, a.record.votes_for_two(),
                         b.record.winner_votes - b.record.opponent_votes, b.record.votes_for_two());
  };
  std::stable_sort(answer.wider_than.begin(), answer.wider_than.end(), by_share);
  std::stable_sort(answer.narrower_than.begin(), answer.narrower_than.end(), by_share);
  std::stable_sort(
      answer.winner_trailed.begin(), answer.winner_trailed.end(),
      [](const PastMargin& a, const PastMargin& b) { return a.record.year < b.record.year; });
  return answer;
}

}  // namespace recanvass::outlook
