// Up to 65,536 cards in columns: one run of bytes, laid out alike in memory and in a file, so that
// a saved store is read where it lies. docs/formats/card-store.md fixes every byte.
// Next: election/card_store.h, which holds the chunks and the names that their numbers stand for.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::election {

/// Cards in a chunk at most.
inline constexpr std::uint32_t kChunkCards = 65536;

/// Whole numbers of 1, 2 or 4 bytes each, as narrow as the largest needs.
class NumberColumn {
 public:
  NumberColumn() = default;
  NumberColumn(const std::byte* first, std::uint32_t size, std::uint8_t width)
      : first_(first), size_(size), width_(width) {}

  [[nodiscard]] std::uint32_t size() const { return size_; }
  [[nodiscard]] std::uint8_t width() const { return width_; }
  [[nodiscard]] std::uint32_t operator[](std::uint32_t at) const {
    if (width_ == 1) return static_cast<std::uint8_t>(first_[at]);
    if (width_ == 2) return reinterpret_cast<const std::uint16_t*>(first_)[at];
    return reinterpret_cast<const std::uint32_t*>(first_)[at];
  }
  /// The numbers as they lie. @pre width() is the size of Number
  template <class Number>
  [[nodiscard]] std::span<const Number> as() const {
    return {reinterpret_cast<const Number*>(first_), size_};
  }

 private:
  const std::byte* first_ = nullptr;
  std::uint32_t size_ = 0;
  std::uint8_t width_ = 1;
};

/// Which cards of a chunk carry a contest.
enum class Presence : std::uint8_t { All, List, Bitmap };

/// One contest over the cards of a chunk that carry it: their codes in the contest's MarkingTable,
/// in the order of the cards.
struct ContestColumn {
  std::uint32_t contest = 0;
  Presence presence = Presence::All;
  NumberColumn codes;
  std::span<const std::uint16_t> cards;  ///< List: the cards, ascending
  std::span<const std::uint64_t> bits;   ///< Bitmap: a bit a card
  std::span<const std::uint16_t> before; ///< Bitmap: bits set before each word

  /// Position in `codes` of a card of the chunk; no value when the card does not carry it.
  [[nodiscard]] std::optional<std::uint32_t> row_of(std::uint32_t card) const;

  /// Calls `visit(row, card)` for each card that carries the contest, in order.
  template <class Visit>
  void for_each_card(Visit&& visit) const {
    if (presence == Presence::All) {
      for (std::uint32_t row = 0; row < codes.size(); ++row) visit(row, row);
    } else if (presence == Presence::List) {
      for (std::uint32_t row = 0; row < codes.size(); ++row) visit(row, std::uint32_t{cards[row]});
    } else {
      std::uint32_t row = 0;
      for (std::size_t word = 0; word < bits.size(); ++word) {
        for (std::uint64_t left = bits[word]; left != 0; left &= left - 1) {
          visit(row, static_cast<std::uint32_t>(word * 64) +
                         static_cast<std::uint32_t>(__builtin_ctzll(left)));
          ++row;
        }
      }
    }
  }
};

/// Cards of one batch that follow one another.
struct BatchRun {
  std::uint32_t first = 0;           ///< card of the chunk
  std::uint32_t batch = 0;           ///< index in CardStore::batches
  std::uint32_t first_position = 0;  ///< in the batch, from 1, rising by one; 0: see positions
};

/// A column of texts that are mostly regular.
struct TextColumn {
  enum class Rule : std::uint8_t {
    None,       ///< every text is empty
    Sequence,   ///< `start` and rising by one
    FromParts,  ///< tabulator-batch-position
    Explicit,   ///< each is kept
  };
  Rule rule = Rule::None;
  std::uint64_t start = 0;
  std::span<const std::uint32_t> ends;  ///< Explicit: where each text ends in `bytes`
  std::string_view bytes;

  /// Explicit only. @pre card < ends.size()
  [[nodiscard]] std::string_view text(std::uint32_t card) const;
};

/// A card before it is put into columns.
struct CardRow {
  std::uint32_t profile = 0;
  std::uint32_t batch = 0;
  std::uint32_t position = 0;  ///< in its batch, from 1; 0: not known
  bool starts_ballot = true;   ///< false for the second and later cards of one ballot
  std::string_view imprinted_id;
  std::string_view record_id;
};

/// A chunk as it lies in memory or in a mapped file; the bytes belong to somebody else.
class CardChunk {
 public:
  /// Reads a chunk, whose bytes begin at a multiple of 8. No value when anything in it does not
  /// fit: an offset outside, a width that is none, cards out of order, a length that lies.
  [[nodiscard]] static std::optional<CardChunk> read(std::span<const std::byte> bytes);

  [[nodiscard]] std::uint32_t cards() const { return cards_; }
  [[nodiscard]] std::span<const std::byte> bytes() const { return bytes_; }
  [[nodiscard]] const NumberColumn& profiles() const { return profiles_; }
  [[nodiscard]] std::span<const BatchRun> runs() const { return runs_; }
  [[nodiscard]] const NumberColumn& positions() const { return positions_; }
  [[nodiscard]] const TextColumn& imprinted_ids() const { return imprinted_; }
  [[nodiscard]] const TextColumn& record_ids() const { return records_; }
  /// By contest, ascending; contests that no card of the chunk carries are not there.
  [[nodiscard]] std::span<const ContestColumn> columns() const { return columns_; }

  /// The run that a card belongs to. @pre card < cards()
  [[nodiscard]] const BatchRun& run_of(std::uint32_t card) const;
  /// 0: not known
  [[nodiscard]] std::uint32_t position_of(std::uint32_t card) const;
  [[nodiscard]] bool starts_ballot(std::uint32_t card) const;
  /// Ballots that begin in the chunk.
  [[nodiscard]] std::uint32_t ballots() const;
  /// The column of a contest; null when no card of the chunk carries it.
  [[nodiscard]] const ContestColumn* column(std::uint32_t contest) const;

 private:
  std::span<const std::byte> bytes_;
  std::uint32_t cards_ = 0;
  NumberColumn profiles_;
  NumberColumn positions_;
  std::span<const BatchRun> runs_;
  std::span<const std::uint64_t> starts_;  // empty: every card is a ballot
  TextColumn imprinted_;
  TextColumn records_;
  std::vector<ContestColumn> columns_;
};

}  // namespace recanvass::election
