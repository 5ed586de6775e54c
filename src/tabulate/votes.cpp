#include "tabulate/votes.h"

#include "base/check.h"

#include <algorithm>

namespace recanvass::tabulate {
namespace {

using election::CardCount;
using election::kInvalidWriteIn;
using election::kOvervotedRank;
using election::Mark;
using election::MarkingState;
using election::VoteCount;

// What the marks of one card ask for, before the limit is looked at.
struct Asked {
  std::int64_t votes = 0;
  bool for_a_choice = false;
  bool unknown = false;  // an overvote of which the export does not say who was marked
};

bool is_vote(const Mark& mark, RankedMarks ranked) {
  return mark.rank <= 1 || ranked == RankedMarks::All;
}

Asked asked_by(std::span<const Mark> marks, RankedMarks ranked) {
  Asked asked;
  for (const Mark& mark : marks) {
    if (!is_vote(mark, ranked)) continue;
    asked.votes += mark.votes;
    asked.unknown = asked.unknown || mark.choice == kOvervotedRank;
    asked.for_a_choice = asked.for_a_choice || mark.choice < election::kChoiceLimit;
  }
  return asked;
}

}  // namespace

VoteTally tally_votes(const Profile& profile, std::int64_t votes_max, CalledOvervotes called,
                      RankedMarks ranked) {
  RECANVASS_CHECK(votes_max >= 0);
  const std::int64_t limit = votes_max * profile.contest().vote_unit;
  VoteTally tally;
  tally.votes.resize(profile.choices());
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const Profile::Line line = profile.at(i);
    const Asked asked = asked_by(line.marks, ranked);
    const bool called_overvote = line.state == MarkingState::Overvoted &&
                                 (called == CalledOvervotes::Stand || line.marks.empty());
    if (line.state == MarkingState::Redacted) {
      tally.redacted += line.cards;
      continue;
    }
    if (called_overvote || asked.unknown || (limit > 0 && asked.votes > limit)) {
      tally.overvoted += line.cards;
      continue;
    }
    if (limit > 0) tally.unused += VoteCount(limit - asked.votes) * line.cards.value();
    if (!asked.for_a_choice) {
      (asked.votes == 0 ? tally.blank : tally.invalid) += line.cards;
      continue;
    }
    tally.counted += line.cards;
    for (const Mark& mark : line.marks) {
      if (!is_vote(mark, ranked) || mark.choice == kInvalidWriteIn) continue;
      tally.votes[mark.choice] += VoteCount(mark.votes) * line.cards.value();
    }
  }
  for (const VoteCount votes : tally.votes) tally.total += votes;
  return tally;
}

Outcome most_votes(const VoteTally& tally, std::int64_t places, std::span<const Lot> lots) {
  return elect_most(tally.votes, places, lots);
}

bool reaches(VoteCount votes, VoteCount total, const ShareNeeded& needed) {
  const auto left = static_cast<base::Wide>(votes.value()) * needed.share.denominator();
  const auto right = static_cast<base::Wide>(total.value()) * needed.share.numerator();
  return needed.reach == Reach::AtLeast ? left >= right : left > right;
}

Outcome share_needed(const VoteTally& tally, const ShareNeeded& needed) {
  Outcome outcome;
  if (tally.total == VoteCount(0)) return outcome;
  for (std::size_t i = 0; i < tally.votes.size(); ++i) {
    if (tally.votes[i] > VoteCount(0) && reaches(tally.votes[i], tally.total, needed)) {
      outcome.winners.push_back(static_cast<ChoiceIndex>(i));
    }
  }
  std::ranges::stable_sort(outcome.winners, [&](ChoiceIndex a, ChoiceIndex b) {
    return tally.votes[a] > tally.votes[b];
  });
  outcome.decision = outcome.winners.empty() ? Decision::NobodyReachedIt : Decision::Elected;
  return outcome;
}

Outcome majority_or_runoff(const VoteTally& tally, const ShareNeeded& needed, std::int64_t advance,
                           std::span<const Lot> lots) {
  RECANVASS_CHECK(advance >= 2);
  Outcome outcome = share_needed(tally, needed);
  if (outcome.decision != Decision::NobodyReachedIt) {
    if (outcome.winners.size() > 1) {  // a share of one half or less, reached by several
      return elect_most(tally.votes, 1, lots);
    }
    return outcome;
  }
  const Outcome first = elect_most(tally.votes, advance, lots);
  outcome.decision = Decision::Runoff;
  outcome.runoff = first.winners;
  outcome.tied = first.tied;
  outcome.places = first.decision == Decision::Tied ? first.places : 0;
  return outcome;
}

}  // namespace recanvass::tabulate
