#include "generate/voter.h"

#include "generate/shape_fixture.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace recanvass::generate {
namespace {

using election::MarkingState;

// Calls `visit(card, said)` for everything that the cards of an election say.
template <class Visit>
void for_all(const Layout& layout, Visit visit) {
  const Voters voters(layout);
  SyntheticCard card;
  for (const SyntheticBatch& batch : layout.batches) {
    for (std::uint32_t at = 0; at < batch.cards; ++at) {
      voters.fill_in(batch, batch.first_card + at, card);
      for (std::size_t i = 0; i < card.said; ++i) visit(batch, card, card.markings[i]);
    }
  }
}

TEST(Voters, BlankRatesRiseDownTheBallotToAQuarter) {
  ElectionShape shape = fixture::small_shape();
  shape.cards = 50'000;
  shape.contests = 40;
  shape.ranked = 0;
  const Layout layout = lay_out(shape);
  std::map<std::uint32_t, int> blank;
  for_all(layout, [&](const auto&, const auto&, const SyntheticMarking& said) {
    if (said.state == MarkingState::Blank) ++blank[said.contest];
  });
  // 655, 4,587 and 16,384 of 65,536, each within four standard deviations.
  EXPECT_NEAR(blank[0] / 50'000.0, 0.0100, 0.0018);
  EXPECT_NEAR(blank[4] / 50'000.0, 0.0700, 0.0046);
  EXPECT_NEAR(blank[25] / 50'000.0, 0.2500, 0.0078);
}

TEST(Voters, MarksAreAsTheContestAsks) {
  const Layout layout = lay_out(fixture::small_shape());
  std::map<std::size_t, int> marks_of_three;
  for_all(layout, [&](const SyntheticBatch& batch, const SyntheticCard& card,
                      const SyntheticMarking& said) {
    const SyntheticContest& contest = layout.contests[said.contest];
    ASSERT_TRUE(!contest.county || *contest.county == batch.county);
    const auto style = (card.precinct - layout.counties[batch.county].first_precinct) %
                       layout.counties[batch.county].styles;
    ASSERT_TRUE(!contest.district || style % 2 == 0);
    if (said.state != MarkingState::Marked || contest.described.ranks > 0) return;
    ASSERT_GE(said.marks.size(), 1U);
    ASSERT_LE(said.marks.size(), static_cast<std::size_t>(contest.described.vote_for));
    std::set<election::ChoiceIndex> choices;
    for (const election::Mark& mark : said.marks) choices.insert(mark.choice);
    ASSERT_EQ(choices.size(), said.marks.size());
    ASSERT_LT(*choices.rbegin(), contest.described.choices.size());
    if (contest.described.vote_for == 3) ++marks_of_three[said.marks.size()];
  });
  EXPECT_GT(marks_of_three[1], 0);
  EXPECT_GT(marks_of_three[3], marks_of_three[1] + marks_of_three[2]);
}

TEST(Voters, RankedBallotsHaveEveryOddityThatRulesMustDecide) {
  const Layout layout = lay_out(fixture::small_shape());
  int skipped = 0;
  int repeated = 0;
  int overvoted = 0;
  for_all(layout, [&](const auto&, const auto&, const SyntheticMarking& said) {
    if (layout.contests[said.contest].described.ranks == 0) return;
    std::set<election::ChoiceIndex> choices;
    std::uint16_t before = 0;
    for (const election::Mark& mark : said.marks) {
      ASSERT_GE(mark.rank, before);
      if (mark.rank > before + 1) ++skipped;
      if (mark.rank == before) ++overvoted;
      before = mark.rank;
      if (!choices.insert(mark.choice).second) ++repeated;
    }
  });
  EXPECT_GT(skipped, 0);
  EXPECT_GT(repeated, 0);
  EXPECT_GT(overvoted, 0);
}

}  // namespace
}  // namespace recanvass::generate
