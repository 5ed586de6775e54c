#include "election/chunk_writer.h"

#include "election/card_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::election {
namespace {

using fixture::all_bytes;
using fixture::difference;
using fixture::Ids;
using fixture::store_of;
using fixture::thrown_cards;

TEST(ChunkWriter, AChunkIsFullAtItsLimitAndTheNextCardBeginsAnother) {
  for (const std::uint32_t cards : {kChunkCards - 1, kChunkCards, kChunkCards + 1}) {
    const auto thrown = thrown_cards(3, cards, Ids::Regular);
    const CardStore store = store_of(thrown);
    EXPECT_EQ(store.chunks().size(), cards > kChunkCards ? 2U : 1U);
    EXPECT_EQ(difference(store, thrown), "");
  }
}

TEST(ChunkWriter, RegularIdsTakeNoRoom) {
  const auto bytes_with = [](Ids ids) {
    return all_bytes(store_of(thrown_cards(4, 5000, ids))).size();
  };
  EXPECT_EQ(bytes_with(Ids::Regular), bytes_with(Ids::None));
  EXPECT_GT(bytes_with(Ids::Odd), bytes_with(Ids::None) + 5000 * 4);
}

}  // namespace
}  // namespace recanvass::election
