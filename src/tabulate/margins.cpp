#include "tabulate/margins.h"

#include "base/check.h"

#include <algorithm>

namespace recanvass::tabulate {

using election::VoteCount;

std::optional<VotesMargin> votes_margin(std::span<const VoteCount> votes, std::int64_t places) {
  RECANVASS_CHECK(places >= 1);
  ChoiceVotes order(votes.begin(), votes.end());
  std::ranges::sort(order, std::greater<>());
  const auto wanted = static_cast<std::size_t>(places);
  if (order.size() <= wanted || order[wanted - 1] == VoteCount(0)) return std::nullopt;
  VotesMargin between;
  between.votes = order[wanted - 1] - order[wanted];
  for (std::size_t i = 0; i < votes.size(); ++i) {
    const auto choice = static_cast<ChoiceIndex>(i);
    if (votes[i] == order[wanted - 1]) between.last_elected.push_back(choice);
    if (votes[i] == order[wanted]) between.first_not.push_back(choice);
  }
  return between;
}

std::optional<VoteCount> share_margin(VoteCount votes, VoteCount total, const ShareNeeded& needed) {
  const bool has = reaches(votes, total, needed);
  const std::int64_t most = has ? votes.value() : total.value() - votes.value();
  const auto changed_by = [&](std::int64_t switched) {
    return reaches(has ? votes - VoteCount(switched) : votes + VoteCount(switched), total,
                   needed) != has;
  };
  if (!changed_by(most)) return std::nullopt;
  std::int64_t low = 0;
  std::int64_t high = most;
  while (low < high) {  // the more are switched, the more it changes
    const std::int64_t middle = low + (high - low) / 2;
    if (changed_by(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return VoteCount(low);
}

}  // namespace recanvass::tabulate
