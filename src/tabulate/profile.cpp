#include "tabulate/profile.h"

#include "base/check.h"
#include "tabulate/groups.h"

#include <numeric>

namespace recanvass::tabulate {

using election::CardCount;
using election::CardStore;

void Profile::add(election::MarkingState state, std::span<const election::Mark> marks,
                  CardCount cards) {
  RECANVASS_CHECK(cards >= CardCount(0));
  if (cards == CardCount(0)) return;
  states_.push_back(state);
  marks_.insert(marks_.end(), marks.begin(), marks.end());
  ends_.push_back(marks_.size());
  cards_.push_back(cards.value());
}

Profile::Line Profile::at(std::size_t index) const {
  RECANVASS_CHECK(index < size());
  const std::size_t first = index == 0 ? 0 : ends_[index - 1];
  return {states_[index], std::span(marks_).subspan(first, ends_[index] - first),
          CardCount(cards_[index])};
}

CardCount Profile::cards() const {
  return CardCount(std::accumulate(cards_.begin(), cards_.end(), std::int64_t{0}));
}

Profile profile_of(const CardStore& store, std::uint32_t contest) {
  return profile_from(store, contest, code_histogram(store, contest));
}

Profile profile_from(const CardStore& store, std::uint32_t contest,
                     std::span<const std::uint64_t> cards) {
  RECANVASS_CHECK(contest < store.contests().size());
  const election::MarkingTable& markings = store.markings(contest);
  RECANVASS_CHECK(cards.size() <= markings.size());
  Profile profile(store.contests()[contest]);
  for (std::uint32_t code = 0; code < cards.size(); ++code) {
    const election::MarkingView view = markings.at(code);
    profile.add(view.state, view.marks, CardCount(static_cast<std::int64_t>(cards[code])));
  }
  return profile;
}

}  // namespace recanvass::tabulate
