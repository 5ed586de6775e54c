#include "tabulate/profile.h"

#include "election/card_fixture.h"

#include <gtest/gtest.h>

#include <map>
#include <tuple>

namespace recanvass::tabulate {
namespace {

using election::CardCount;
using election::CardStore;
using election::fixture::Ids;
using election::fixture::PlainCard;
using election::fixture::PlainMarking;
using election::fixture::store_of;
using election::fixture::thrown_cards;

using MarksOf = std::vector<std::tuple<int, int, int>>;

MarksOf plain(std::span<const election::Mark> marks) {
  MarksOf list;
  for (const election::Mark& mark : marks) list.emplace_back(mark.choice, mark.rank, mark.votes);
  return list;
}

TEST(Profile, HoldsEveryMarkingOfAStoreWithItsCards) {
  const auto cards = thrown_cards(3, 70000, Ids::Regular);  // two chunks
  const CardStore store = store_of(cards);
  for (std::uint32_t contest = 0; contest < 3; ++contest) {
    std::map<std::pair<int, MarksOf>, std::int64_t> expected;
    std::int64_t carrying = 0;
    for (const PlainCard& card : cards) {
      const auto said = card.markings.find(contest);
      if (said == card.markings.end()) continue;
      ++expected[{static_cast<int>(said->second.state), plain(said->second.marks)}];
      ++carrying;
    }
    const Profile profile = profile_of(store, contest);
    EXPECT_EQ(profile.cards(), CardCount(carrying));
    std::map<std::pair<int, MarksOf>, std::int64_t> found;
    for (std::size_t i = 0; i < profile.size(); ++i) {
      const Profile::Line line = profile.at(i);
      found[{static_cast<int>(line.state), plain(line.marks)}] += line.cards.value();
    }
    EXPECT_EQ(found, expected);
  }
}

TEST(Profile, AMarkingWithoutCardsIsNoLine) {
  Profile profile(election::fixture::contest_named("x", 2));
  profile.add(election::MarkingState::Blank, {}, CardCount(0));
  EXPECT_EQ(profile.size(), 0U);
  EXPECT_THROW(profile.add(election::MarkingState::Blank, {}, CardCount(-1)), base::BrokenProgram);
}

}  // namespace
}  // namespace recanvass::tabulate
