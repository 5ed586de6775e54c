#include "audit/raire_ballots.h"

#include "base/check.h"

#include <algorithm>

namespace recanvass::audit {

RankedBallots::RankedBallots(const tabulate::Profile& profile, const tabulate::RankReading& reading)
    : choices_(profile.choices()),
      listings_(choices_),
      first_(choices_, 0),
      listed_(choices_, 0),
      above_(choices_ * choices_, 0) {
  RECANVASS_CHECK(choices_ <= ChoiceSet::kChoicesMax);
  std::vector<std::pair<Choices, std::int64_t>> read;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const tabulate::Profile::Line line = profile.at(i);
    Choices order = order_of({line.state, line.marks}, reading);
    if (!order.empty()) read.emplace_back(std::move(order), line.cards.value());
  }
  std::ranges::sort(read);
  const Choices* last = nullptr;
  for (const auto& [order, cards] : read) {
    if (last != nullptr && *last == order) {
      orders_.back().cards += cards;
      continue;
    }
    last = &order;
    const auto begin = static_cast<std::uint32_t>(listed_choices_.size());
    listed_choices_.insert(listed_choices_.end(), order.begin(), order.end());
    orders_.push_back({begin, static_cast<std::uint32_t>(listed_choices_.size()), cards});
  }
  for (std::uint32_t i = 0; i < orders_.size(); ++i) {
    const Order& order = orders_[i];
    first_[listed_choices_[order.begin]] += order.cards;
    for (std::uint32_t place = order.begin; place < order.end; ++place) {
      const ChoiceIndex choice = listed_choices_[place];
      listings_[choice].push_back({i, place});
      listed_[choice] += order.cards;
      for (std::uint32_t later = place + 1; later < order.end; ++later) {
        above_[choice * choices_ + listed_choices_[later]] += order.cards;
      }
    }
  }
}

void RankedBallots::join(const ChoiceSet& standing, ChoiceIndex joining, Pile& votes) const {
  for (const Listing& listing : listings_[joining]) {
    const Order& order = orders_[listing.order];
    const auto begin = listed_choices_.begin();
    const auto stands = [&](ChoiceIndex choice) { return standing.has(choice); };
    const auto place = begin + listing.place;
    if (std::any_of(begin + order.begin, place, stands)) continue;
    votes[joining] += order.cards;
    const auto had = std::find_if(place + 1, begin + order.end, stands);
    if (had != begin + order.end) votes[*had] -= order.cards;
  }
}

}  // namespace recanvass::audit
