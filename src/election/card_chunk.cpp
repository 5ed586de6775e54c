#include "election/card_chunk.h"

#include "base/check.h"
#include "election/chunk_layout.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace recanvass::election {
namespace {

// Takes one section after another, each beginning at a multiple of 8.
class SectionCursor {
 public:
  explicit SectionCursor(std::span<const std::byte> bytes) : bytes_(bytes) {}

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] std::size_t at() const { return at_; }

  template <class Number>
  std::span<const Number> take(std::uint64_t size) {
    static_assert(alignof(Number) <= 8);
    const std::uint64_t length = size * sizeof(Number);
    const std::uint64_t padded = (length + 7) / 8 * 8;
    if (!ok_ || size > kLongestSection || padded > bytes_.size() - at_) {
      ok_ = false;
      return {};
    }
    const std::byte* first = bytes_.data() + at_;
    at_ += padded;
    return {reinterpret_cast<const Number*>(first), size};
  }

  NumberColumn take_numbers(std::uint32_t size, std::uint8_t width) {
    if (width != 1 && width != 2 && width != 4) {
      ok_ = false;
      return {};
    }
    const auto bytes = take<std::byte>(std::uint64_t{size} * width);
    return {bytes.data(), size, width};
  }

 private:
  static constexpr std::uint64_t kLongestSection = std::uint64_t{1} << 32U;
  std::span<const std::byte> bytes_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

bool runs_fit(std::span<const BatchRun> runs, std::uint32_t cards) {
  if (runs.empty() || runs[0].first != 0) return false;
  for (std::size_t i = 1; i < runs.size(); ++i) {
    if (runs[i].first <= runs[i - 1].first) return false;
  }
  return runs.back().first < cards;
}

std::optional<TextColumn> take_texts(SectionCursor& cursor, std::uint8_t rule, std::uint64_t start,
                                     std::uint32_t bytes, std::uint32_t cards) {
  if (rule > static_cast<std::uint8_t>(TextColumn::Rule::Explicit)) return std::nullopt;
  TextColumn column;
  column.rule = static_cast<TextColumn::Rule>(rule);
  column.start = start;
  if (column.rule != TextColumn::Rule::Explicit) {
    return bytes == 0 ? std::optional(column) : std::nullopt;
  }
  column.ends = cursor.take<std::uint32_t>(cards);
  const auto text = cursor.take<char>(bytes);
  if (!cursor.ok() || !std::ranges::is_sorted(column.ends) || column.ends.back() != bytes) {
    return std::nullopt;
  }
  column.bytes = {text.data(), text.size()};
  return column;
}

bool list_fits(const ContestColumn& column, std::uint32_t cards) {
  for (std::size_t i = 1; i < column.cards.size(); ++i) {
    if (column.cards[i] <= column.cards[i - 1]) return false;
  }
  return !column.cards.empty() && column.cards.back() < cards;
}

bool bitmap_fits(const ContestColumn& column, std::uint32_t cards, std::uint32_t carrying) {
  std::uint32_t set = 0;
  for (std::size_t word = 0; word < column.bits.size(); ++word) {
    if (column.before[word] != set) return false;
    set += static_cast<std::uint32_t>(std::popcount(column.bits[word]));
  }
  const std::uint32_t beyond = static_cast<std::uint32_t>(column.bits.size()) * 64 - cards;
  return set == carrying && (beyond == 0 || column.bits.back() >> (64 - beyond) == 0);
}

std::optional<ContestColumn> take_column(SectionCursor& cursor, const ColumnHeader& header,
                                         std::uint32_t cards) {
  ContestColumn column;
  column.contest = header.contest;
  if (header.presence > static_cast<std::uint8_t>(Presence::Bitmap) || header.carrying == 0 ||
      header.carrying > cards) {
    return std::nullopt;
  }
  column.presence = static_cast<Presence>(header.presence);
  const std::uint32_t words = (cards + 63) / 64;
  if (column.presence == Presence::List) {
    column.cards = cursor.take<std::uint16_t>(header.carrying);
    if (!cursor.ok() || !list_fits(column, cards)) return std::nullopt;
  } else if (column.presence == Presence::Bitmap) {
    column.bits = cursor.take<std::uint64_t>(words);
    column.before = cursor.take<std::uint16_t>(words);
    if (!cursor.ok() || !bitmap_fits(column, cards, header.carrying)) return std::nullopt;
  } else if (header.carrying != cards) {
    return std::nullopt;
  }
  column.codes = cursor.take_numbers(header.carrying, header.width);
  return cursor.ok() ? std::optional(column) : std::nullopt;
}

}  // namespace

std::optional<std::uint32_t> ContestColumn::row_of(std::uint32_t card) const {
  if (presence == Presence::All) return card;
  if (presence == Presence::List) {
    const auto found = std::ranges::lower_bound(cards, static_cast<std::uint16_t>(card));
    if (found == cards.end() || *found != card) return std::nullopt;
    return static_cast<std::uint32_t>(found - cards.begin());
  }
  const std::uint64_t word = bits[card / 64];
  const std::uint64_t bit = std::uint64_t{1} << (card % 64);
  if ((word & bit) == 0) return std::nullopt;
  return before[card / 64] + static_cast<std::uint32_t>(std::popcount(word & (bit - 1)));
}

std::string_view TextColumn::text(std::uint32_t card) const {
  RECANVASS_CHECK(rule == Rule::Explicit && card < ends.size());
  const std::uint32_t begin = card == 0 ? 0 : ends[card - 1];
  return bytes.substr(begin, ends[card] - begin);
}

std::optional<CardChunk> CardChunk::read(std::span<const std::byte> bytes) {
  SectionCursor cursor(bytes);
  const auto headers = cursor.take<ChunkHeader>(1);
  if (!cursor.ok()) return std::nullopt;
  const ChunkHeader& header = headers[0];
  CardChunk chunk;
  chunk.cards_ = header.cards;
  if (header.bytes > bytes.size() || header.cards == 0 || header.cards > kChunkCards ||
      header.has_starts > 1) {
    return std::nullopt;
  }
  chunk.runs_ = cursor.take<BatchRun>(header.runs);
  if (!cursor.ok() || !runs_fit(chunk.runs_, header.cards)) return std::nullopt;
  chunk.profiles_ = cursor.take_numbers(header.cards, header.profile_width);
  if (header.position_width != 0) {
    chunk.positions_ = cursor.take_numbers(header.cards, header.position_width);
  }
  if (header.has_starts == 1) {
    chunk.starts_ = cursor.take<std::uint64_t>((header.cards + 63U) / 64);
  }
  const auto imprinted = take_texts(cursor, header.imprinted_rule, header.imprinted_start,
                                    header.imprinted_bytes, header.cards);
  const auto records = take_texts(cursor, header.record_rule, header.record_start,
                                  header.record_bytes, header.cards);
  const auto columns = cursor.take<ColumnHeader>(header.columns);
  if (!cursor.ok() || !imprinted || !records) return std::nullopt;
  chunk.imprinted_ = *imprinted;
  chunk.records_ = *records;
  for (const ColumnHeader& entry : columns) {
    if (!chunk.columns_.empty() && entry.contest <= chunk.columns_.back().contest) {
      return std::nullopt;
    }
    const auto column = take_column(cursor, entry, header.cards);
    if (!column) return std::nullopt;
    chunk.columns_.push_back(*column);
  }
  if (cursor.at() != header.bytes) return std::nullopt;
  chunk.bytes_ = bytes.first(cursor.at());
  return chunk;
}

const BatchRun& CardChunk::run_of(std::uint32_t card) const {
  RECANVASS_CHECK(card < cards_);
  const auto after = std::ranges::upper_bound(runs_, card, {}, &BatchRun::first);
  return *(after - 1);
}

std::uint32_t CardChunk::position_of(std::uint32_t card) const {
  if (positions_.size() > 0) return positions_[card];
  const BatchRun& run = run_of(card);
  return run.first_position == 0 ? 0 : run.first_position + (card - run.first);
}

bool CardChunk::starts_ballot(std::uint32_t card) const {
  return starts_.empty() || (starts_[card / 64] >> (card % 64) & 1U) != 0;
}

std::uint32_t CardChunk::ballots() const {
  if (starts_.empty()) return cards_;
  std::uint32_t ballots = 0;
  for (const std::uint64_t word : starts_) {
    ballots += static_cast<std::uint32_t>(std::popcount(word));
  }
  return ballots;
}

const ContestColumn* CardChunk::column(std::uint32_t contest) const {
  const auto found = std::ranges::lower_bound(columns_, contest, {}, &ContestColumn::contest);
  return found != columns_.end() && found->contest == contest ? &*found : nullptr;
}

}  // namespace recanvass::election
