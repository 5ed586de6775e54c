// The fixed parts of a chunk's bytes. Little-endian; each section begins at a multiple of 8.
// Read by card_chunk.cpp, written by chunk_writer.cpp, told in docs/formats/card-store.md.
#pragma once

#include <bit>
#include <cstdint>

namespace recanvass::election {

static_assert(std::endian::native == std::endian::little, "chunks are little-endian in memory");

/// What a chunk begins with.
struct ChunkHeader {
  std::uint64_t bytes = 0;  ///< of the whole chunk
  std::uint32_t cards = 0;
  std::uint32_t runs = 0;
  std::uint32_t columns = 0;
  std::uint8_t profile_width = 1;
  std::uint8_t position_width = 0;  ///< 0: positions follow from the runs
  std::uint8_t has_starts = 0;
  std::uint8_t unused = 0;
  std::uint8_t imprinted_rule = 0;
  std::uint8_t record_rule = 0;
  std::uint16_t unused_too = 0;
  std::uint32_t imprinted_bytes = 0;
  std::uint32_t record_bytes = 0;
  std::uint32_t unused_as_well = 0;
  std::uint64_t imprinted_start = 0;
  std::uint64_t record_start = 0;
};
static_assert(sizeof(ChunkHeader) == 56);

/// One contest column; its presence and its codes follow the table of these.
struct ColumnHeader {
  std::uint32_t contest = 0;
  std::uint32_t carrying = 0;  ///< cards that carry the contest
  std::uint8_t presence = 0;
  std::uint8_t width = 1;  ///< bytes a code
  std::uint16_t unused = 0;
  std::uint32_t unused_too = 0;
};
static_assert(sizeof(ColumnHeader) == 16);

}  // namespace recanvass::election
