#include "tabulate/proportional.h"

#include "base/check.h"

#include <algorithm>

namespace recanvass::tabulate {
namespace {

using base::Wide;
using election::VoteCount;

// The divisor for a list's next seat; only ratios matter.
std::int64_t divisor(SeatMethod method, std::int64_t held) {
  switch (method) {
    case SeatMethod::DHondt: return held + 1;
    case SeatMethod::SainteLague: return 2 * held + 1;
    case SeatMethod::ModifiedSainteLague: return held == 0 ? 7 : 5 * (2 * held + 1);
    case SeatMethod::Hamilton: break;
  }
  RECANVASS_CHECK(false);
  return 1;
}

// One more seat for each of those who are equal, as far as seats and lots go. False: a tie is left.
bool give_equals(SeatAllotment& allotment, Choices equal, LotBox& box) {
  while (allotment.left < static_cast<std::int64_t>(equal.size())) {
    if (allotment.left == 0) return true;
    const auto drawn = box.draw(equal);
    if (!drawn) {
      allotment.tied = std::move(equal);
      return false;
    }
    ++allotment.seats[*drawn];
    --allotment.left;
    std::erase(equal, *drawn);
  }
  for (const ChoiceIndex list : equal) ++allotment.seats[list];
  allotment.left -= static_cast<std::int64_t>(equal.size());
  return true;
}

// Who has the greatest of fractions above[i] / below[i]; those of 0 have no claim.
Choices greatest(const std::vector<Wide>& above, const std::vector<std::int64_t>& below) {
  Choices equal;
  for (std::size_t i = 0; i < above.size(); ++i) {
    if (above[i] == 0) continue;
    if (!equal.empty()) {
      const Wide left = above[i] * below[equal.front()];
      const Wide right = above[equal.front()] * below[i];
      if (left < right) continue;
      if (left > right) equal.clear();
    }
    equal.push_back(static_cast<ChoiceIndex>(i));
  }
  return equal;
}

void allot_by_divisor(std::span<const VoteCount> votes, SeatMethod method, LotBox& box,
                      SeatAllotment& allotment) {
  std::vector<Wide> above;
  for (const VoteCount one : votes) above.push_back(one.value());
  std::vector<std::int64_t> below(votes.size());
  while (allotment.left > 0) {
    for (std::size_t i = 0; i < votes.size(); ++i) below[i] = divisor(method, allotment.seats[i]);
    const Choices equal = greatest(above, below);
    if (equal.empty() || !give_equals(allotment, equal, box)) return;
  }
}

void allot_by_quota(std::span<const VoteCount> votes, LotBox& box, SeatAllotment& allotment) {
  const std::int64_t seats = allotment.left;
  VoteCount total;
  for (const VoteCount one : votes) total += one;
  if (total == VoteCount(0)) return;
  std::vector<Wide> remainder;
  for (std::size_t i = 0; i < votes.size(); ++i) {
    const Wide product = static_cast<Wide>(votes[i].value()) * seats;
    allotment.seats[i] = static_cast<std::int64_t>(product / total.value());
    allotment.left -= allotment.seats[i];
    remainder.push_back(product % total.value());
  }
  const std::vector<std::int64_t> below(votes.size(), 1);
  while (allotment.left > 0) {
    const Choices equal = greatest(remainder, below);
    if (!give_equals(allotment, equal, box)) return;
    for (const ChoiceIndex list : equal) remainder[list] = 0;
  }
}

}  // namespace

SeatAllotment allot_seats(std::span<const VoteCount> votes, std::int64_t seats, SeatMethod method,
                          std::span<const Lot> lots) {
  RECANVASS_CHECK(seats >= 0);
  SeatAllotment allotment;
  allotment.seats.resize(votes.size());
  allotment.left = seats;
  LotBox box(lots);
  if (method == SeatMethod::Hamilton) {
    allot_by_quota(votes, box, allotment);
  } else {
    allot_by_divisor(votes, method, box, allotment);
  }
  return allotment;
}

ChoiceVotes above_threshold(std::span<const VoteCount> votes, const ShareNeeded& needed) {
  VoteCount total;
  for (const VoteCount one : votes) total += one;
  ChoiceVotes kept(votes.begin(), votes.end());
  for (VoteCount& one : kept) {
    if (!reaches(one, total, needed)) one = VoteCount(0);
  }
  return kept;
}

FreeListCount count_free_lists(std::span<const VoteCount> votes,
                               std::span<const std::uint32_t> list_of, std::int64_t seats,
                               const FreeListRules& rules) {
  RECANVASS_CHECK(votes.size() == list_of.size());
  const std::size_t lists = list_of.empty() ? 0 : *std::ranges::max_element(list_of) + 1U;
  FreeListCount counted;
  counted.list_votes.resize(lists);
  for (std::size_t i = 0; i < votes.size(); ++i) counted.list_votes[list_of[i]] += votes[i];
  const ChoiceVotes eligible =
      rules.threshold ? above_threshold(counted.list_votes, *rules.threshold) : counted.list_votes;
  counted.seats = allot_seats(eligible, seats, rules.method);
  for (std::size_t list = 0; list < lists; ++list) {
    ChoiceVotes own(votes.size());
    for (std::size_t i = 0; i < votes.size(); ++i) {
      if (list_of[i] == list) own[i] = votes[i];
    }
    const std::int64_t won = counted.seats.seats[list];
    counted.elected.push_back(won > 0 ? elect_most(own, won) : Outcome{});
  }
  return counted;
}

}  // namespace recanvass::tabulate
