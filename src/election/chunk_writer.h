// Collects cards one by one and lays them out as a chunk.
// Used by card_builder.h, which knows the names behind the numbers.
#pragma once

#include "election/card_chunk.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace recanvass::election {

/// The bytes of one chunk, at a multiple of 8.
struct ChunkBytes {
  std::vector<std::uint64_t> words;
  [[nodiscard]] std::span<const std::byte> bytes() const { return std::as_bytes(std::span(words)); }
};

/// Writes "tabulator-batch-position" of a card to the end of a text.
using WriteParts = std::function<void(const CardRow& card, std::string& out)>;

/// What the writer keeps of a card until the chunk is laid out.
struct PendingCard {
  std::uint32_t profile;
  std::uint32_t batch;
  std::uint32_t position;
  bool starts_ballot;
};
struct PendingTexts {
  std::string bytes;
  std::vector<std::uint32_t> ends;
};
struct PendingColumn {
  std::vector<std::uint16_t> cards;
  std::vector<std::uint32_t> codes;
};

class ChunkWriter {
 public:
  [[nodiscard]] std::uint32_t cards() const { return static_cast<std::uint32_t>(rows_.size()); }
  [[nodiscard]] bool full() const { return cards() == kChunkCards; }

  /// @pre !full()
  void add_card(const CardRow& row);
  /// What the last card says in a contest. False, and nothing is kept, when it said something in
  /// that contest before. @pre cards() > 0
  bool add_marking(std::uint32_t contest, std::uint32_t code);

  /// The chunk; the writer is empty again. @pre cards() > 0
  [[nodiscard]] ChunkBytes finish(const WriteParts& write_parts);

 private:
  std::vector<PendingCard> rows_;
  PendingTexts imprinted_;
  PendingTexts records_;
  std::vector<PendingColumn> columns_;  // by contest; most stay empty
  std::vector<std::uint32_t> used_;     // contests whose column is not empty
};

}  // namespace recanvass::election
