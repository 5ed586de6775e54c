#include "election/card_chunk.h"

#include "election/card_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::election {
namespace {

using fixture::Ids;
using fixture::store_of;
using fixture::thrown_cards;

// Each byte of a chunk changed, to each of a few values: what is read stays inside its bounds.
TEST(CardChunk, AChangedByteIsRefusedOrStaysInsideItsBounds) {
  const CardStore store = store_of(thrown_cards(6, 130, Ids::Odd));
  const auto bytes = store.chunks()[0].bytes();
  std::vector<std::uint64_t> words(bytes.size() / 8);
  const auto spoiled = std::as_writable_bytes(std::span(words));
  std::size_t refused = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const std::byte flip : {std::byte{1}, std::byte{0x80}, std::byte{0xFF}}) {
      std::ranges::copy(bytes, spoiled.begin());
      spoiled[at] ^= flip;
      const auto chunk = CardChunk::read(spoiled);
      if (!chunk) {
        ++refused;
        continue;
      }
      for (std::uint32_t card = 0; card < chunk->cards(); ++card) {
        EXPECT_LT(chunk->run_of(card).first, 130U);
        for (const ContestColumn& column : chunk->columns()) {
          const auto row = column.row_of(card);
          EXPECT_LT(row.value_or(0), column.codes.size());
        }
      }
    }
  }
  EXPECT_GT(refused, 100U);
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    std::ranges::copy(bytes, spoiled.begin());
    EXPECT_FALSE(CardChunk::read(std::span<const std::byte>(spoiled).first(length))) << length;
  }
}

}  // namespace
}  // namespace recanvass::election
