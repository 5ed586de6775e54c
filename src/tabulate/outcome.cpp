#include "tabulate/outcome.h"

#include "base/check.h"

#include <algorithm>
#include <numeric>

namespace recanvass::tabulate {

using election::VoteCount;

namespace {

// Places for those who are equal: all of them where there are as many, by lot otherwise.
void fill_by_lot(Outcome& outcome, std::size_t open, LotBox& box) {
  while (open > 0 && outcome.tied.size() > open) {
    const auto drawn = box.draw(outcome.tied);
    if (!drawn) {
      outcome.decision = Decision::Tied;
      outcome.places = static_cast<std::int64_t>(open);
      return;
    }
    outcome.winners.push_back(*drawn);
    std::erase(outcome.tied, *drawn);
    --open;
  }
  if (open > 0) {
    outcome.winners.insert(outcome.winners.end(), outcome.tied.begin(), outcome.tied.end());
  }
  outcome.tied.clear();
  outcome.decision = Decision::Elected;
}

}  // namespace

std::optional<ChoiceIndex> LotBox::draw(std::span<const ChoiceIndex> tied) {
  if (used_ >= lots_.size() || !std::ranges::equal(lots_[used_].among, tied)) return std::nullopt;
  const ChoiceIndex drawn = lots_[used_].drawn;
  if (std::ranges::find(tied, drawn) == tied.end()) return std::nullopt;
  ++used_;
  return drawn;
}

Outcome elect_most(std::span<const VoteCount> votes, std::int64_t places,
                   std::span<const Lot> lots) {
  LotBox box(lots);
  return elect_most(votes, places, box);
}

Outcome elect_most(std::span<const VoteCount> votes, std::int64_t places, LotBox& box) {
  RECANVASS_CHECK(places >= 1);
  Choices order;
  for (std::size_t i = 0; i < votes.size(); ++i) {
    if (votes[i] > VoteCount(0)) order.push_back(static_cast<ChoiceIndex>(i));
  }
  std::ranges::stable_sort(order,
                           [&](ChoiceIndex a, ChoiceIndex b) { return votes[a] > votes[b]; });
  Outcome outcome;
  if (order.empty()) return outcome;
  const auto wanted = static_cast<std::size_t>(places);
  if (order.size() <= wanted) {
    outcome.winners = order;
    outcome.decision = order.size() == wanted ? Decision::Elected : Decision::TooFew;
    outcome.places = places - static_cast<std::int64_t>(order.size());
    return outcome;
  }
  const VoteCount last = votes[order[wanted - 1]];
  for (const ChoiceIndex choice : order) {
    if (votes[choice] > last) outcome.winners.push_back(choice);
    if (votes[choice] == last) outcome.tied.push_back(choice);
  }
  fill_by_lot(outcome, wanted - outcome.winners.size(), box);
  return outcome;
}

}  // namespace recanvass::tabulate
