#include "reconcile/batch_cards.h"

#include "election/card_builder.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace recanvass::reconcile {
namespace {

using election::CardCount;
using election::ManifestBatch;

struct RecordedBatch {
  const char* tabulator;
  const char* name;
  int cards;
};

election::CardStore store_of(const std::vector<RecordedBatch>& batches) {
  election::CardStoreBuilder builder;
  const std::uint32_t profile = builder.profile({});
  for (const RecordedBatch& each : batches) {
    const std::uint32_t batch = builder.batch(builder.tabulator(each.tabulator), each.name);
    for (int i = 0; i < each.cards; ++i) builder.add_card({profile, batch, 0, true, {}, {}});
  }
  return builder.finish();
}

ManifestBatch paper(const char* container, const char* tabulator, const char* name, int cards) {
  return {container, tabulator, name, {}, CardCount(cards)};
}

// "10/2: 25 paper, none recorded; ..."
std::string told(const BatchComparison& comparison) {
  const auto number = [](const std::optional<CardCount>& cards) {
    return cards ? fmt::to_string(cards->value()) : std::string("none");
  };
  std::string text = fmt::format("{} same", comparison.same);
  for (const BatchDifference& each : comparison.differences) {
    text += fmt::format("; {}/{}: {} paper, {} recorded", each.tabulator, each.name,
                        number(each.in_manifest), number(each.recorded));
  }
  return text;
}

TEST(BatchCards, EachSideIsSaidWithWhatTheOtherLacks) {
  const auto store = store_of({{"10", "1", 3}, {"10", "2", 4}, {"11", "1", 5}, {"10", "1", 2}});
  const std::vector<ManifestBatch> manifest = {paper("A", "10", "1", 5), paper("A", "10", "2", 3),
                                               paper("B", "12", "1", 7), paper("B", "12", "2", 0)};
  const auto comparison = compare_batches(manifest, store);
  EXPECT_TRUE(comparison.by_tabulator);
  EXPECT_EQ(told(comparison),
            "2 same; 10/2: 3 paper, 4 recorded; 11/1: none paper, 5 recorded; "
            "12/1: 7 paper, none recorded");
  EXPECT_EQ(comparison.in_manifest, CardCount(15));
  EXPECT_EQ(comparison.recorded, CardCount(14));
  EXPECT_EQ(comparison.differences[0].manifest_batches, std::vector<std::size_t>{1});
  EXPECT_EQ(comparison.differences[1].card_batches, std::vector<std::uint32_t>{2});
}

TEST(BatchCards, ABatchInTwoContainersIsOneBatch) {
  const auto store = store_of({{"10", "1", 9}});
  const std::vector<ManifestBatch> manifest = {paper("A", "10", "1", 5), paper("B", "10", "1", 4)};
  EXPECT_EQ(told(compare_batches(manifest, store)), "1 same");
}

TEST(BatchCards, WithoutTabulatorsOnOneSideNamesAloneAreCompared) {
  const auto named = store_of({{"10", "1", 2}, {"11", "2", 3}});
  const std::vector<ManifestBatch> bare = {paper("", "", "1", 2), paper("", "", "2", 3)};
  EXPECT_EQ(told(compare_batches(bare, named)), "2 same");
  EXPECT_FALSE(compare_batches(bare, named).by_tabulator);
  const auto unnamed = store_of({{"", "1", 2}});
  const std::vector<ManifestBatch> full = {paper("", "10", "1", 2)};
  EXPECT_EQ(told(compare_batches(full, unnamed)), "1 same");
}

// Hart has no element for machines: their cards say "10-1" for batch 1 of machine 10.
TEST(BatchCards, NamesThatHoldTheTabulatorAreComparedAsSuch) {
  const auto joint = store_of({{"", "10-1", 2}, {"", "11-1", 3}, {"", "12-9", 4}});
  const std::vector<ManifestBatch> full = {paper("", "10", "1", 2), paper("", "11", "1", 5),
                                           paper("", "13", "1", 0)};
  const auto comparison = compare_batches(full, joint);
  EXPECT_TRUE(comparison.by_tabulator);
  EXPECT_EQ(told(comparison), "2 same; /11-1: 5 paper, 3 recorded; /12-9: none paper, 4 recorded");
  // The other way round: the manifest's names hold them.
  const auto split = store_of({{"10", "1", 2}, {"11", "1", 3}});
  const std::vector<ManifestBatch> bare = {paper("", "", "10-1", 2), paper("", "", "11-1", 3)};
  EXPECT_EQ(told(compare_batches(bare, split)), "2 same");
  // As many names stand for themselves: they are names.
  const auto both = store_of({{"", "1-1", 2}});
  const std::vector<ManifestBatch> named = {paper("", "7", "1-1", 2), paper("", "1", "1", 9)};
  EXPECT_EQ(told(compare_batches(named, both)), "1 same; /1: 9 paper, none recorded");
}

TEST(BatchCards, CardsWithoutABatchAreInNone) {
  const auto comparison =
      compare_batches(std::vector{paper("", "", "1", 2)}, store_of({{"", "", 2}}));
  EXPECT_EQ(comparison.without_batch, CardCount(2));
  EXPECT_EQ(told(comparison), "0 same; /1: 2 paper, none recorded");
}

// A batch may be recorded over several chunks of the store.
TEST(BatchCards, ABatchThatIsLargerThanAChunkIsWhole) {
  const int cards = static_cast<int>(election::kChunkCards) + 1;
  EXPECT_EQ(
      told(compare_batches(std::vector{paper("", "1", "1", cards)}, store_of({{"1", "1", cards}}))),
      "1 same");
  EXPECT_EQ(told(compare_batches(std::vector{paper("", "1", "1", cards - 1)},
                                 store_of({{"1", "1", cards}}))),
            "0 same; 1/1: 65536 paper, 65537 recorded");
}

TEST(BatchCards, NamesThatAProgramForTablesChangedHaveOneForm) {
  const auto same = [](const char* one, const char* other) {
    return plain_form(one) == plain_form(other);
  };
  EXPECT_TRUE(same("0012", "12"));
  EXPECT_TRUE(same("000", "0"));
  EXPECT_TRUE(same("Batch 07-1", "batch 7-01"));
  EXPECT_TRUE(same("A 1", "A1"));
  EXPECT_FALSE(same("12", "120"));
  EXPECT_FALSE(same("10", "1"));
  EXPECT_FALSE(same("A-1", "A1"));
}

}  // namespace
}  // namespace recanvass::reconcile
