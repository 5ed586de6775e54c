#include "generate/layout.h"

#include "generate/shape_fixture.h"

#include <gtest/gtest.h>

#include <set>

namespace recanvass::generate {
namespace {

TEST(Layout, BatchesCoverEveryCardOnceInWholeBallots) {
  for (const std::uint32_t sheets : {1U, 2U, 3U}) {
    ElectionShape shape = fixture::small_shape();
    shape.sheets = sheets;
    shape.batch_cards = 100;  // with three sheets to a ballot: 99
    const Layout layout = lay_out(shape);
    std::uint64_t next = 0;
    std::vector<std::uint64_t> by_county(shape.counties);
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
    for (const SyntheticBatch& batch : layout.batches) {
      EXPECT_EQ(batch.first_card, next);
      EXPECT_GT(batch.cards, 0U);
      EXPECT_LE(batch.cards, 100U);
      EXPECT_EQ(batch.cards % sheets, 0U);
      EXPECT_TRUE(seen.emplace(batch.tabulator, batch.number).second);
      next += batch.cards;
      by_county[batch.county] += batch.cards;
    }
    EXPECT_EQ(next, shape.cards);
    for (std::uint32_t county = 0; county < shape.counties; ++county) {
      EXPECT_EQ(by_county[county], layout.counties[county].cards);
    }
    EXPECT_GT(layout.counties[0].cards, layout.counties[1].cards);
  }
}

TEST(Layout, TheSmallestElectionHasOneBallotACounty) {
  ElectionShape shape = fixture::small_shape();
  shape.cards = 6;
  shape.sheets = 2;
  const Layout layout = lay_out(shape);
  ASSERT_EQ(layout.batches.size(), 3U);
  for (const SyntheticBatch& batch : layout.batches) EXPECT_EQ(batch.cards, 2U);
}

TEST(Layout, MailIsThatShareOfEachCountysBallots) {
  for (const std::uint32_t percent : {0U, 37U, 100U}) {
    ElectionShape shape = fixture::small_shape();
    shape.mail_percent = percent;
    const Layout layout = lay_out(shape);
    std::vector<std::uint64_t> mail(shape.counties);
    for (const SyntheticBatch& batch : layout.batches) {
      if (batch.group == CountingGroup::Mail) mail[batch.county] += batch.cards;
    }
    for (std::uint32_t county = 0; county < shape.counties; ++county) {
      EXPECT_EQ(mail[county], layout.counties[county].cards * percent / 100);
    }
  }
}

TEST(Layout, TwoThirdsOfABallotsContestsAreStateWide) {
  ElectionShape shape = fixture::small_shape();  // nine contests, three counties
  const Layout layout = lay_out(shape);
  EXPECT_EQ(layout.contests.size(), 6U + 3U * 3U);
  EXPECT_EQ(layout.contests[5].described.ranks > 0, true) << "the last state-wide one is ranked";
  EXPECT_EQ(layout.contests[4].described.vote_for, 3);
  for (const SyntheticCounty& county : layout.counties) EXPECT_EQ(county.contests.size(), 9U);
}

}  // namespace
}  // namespace recanvass::generate
