#include "election/chunk_writer.h"

#include "base/check.h"
#include "election/chunk_layout.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <optional>

namespace recanvass::election {
namespace {

// Appends sections, each at a multiple of 8, what is between them zero.
class SectionWriter {
 public:
  template <class Number>
  std::size_t put(std::span<const Number> numbers) {
    const std::size_t at = words_.size();
    const std::size_t length = numbers.size_bytes();
    words_.resize(at + (length + 7) / 8, 0);
    if (length > 0) std::memcpy(words_.data() + at, numbers.data(), length);
    return at;
  }

  void put_numbers(std::span<const std::uint32_t> numbers, std::uint8_t width) {
    if (width == 4) {
      put(numbers);
    } else if (width == 2) {
      put_narrowed<std::uint16_t>(numbers);
    } else {
      put_narrowed<std::uint8_t>(numbers);
    }
  }

  template <class Header>
  void overwrite(std::size_t at, std::span<const Header> headers) {
    if (!headers.empty()) std::memcpy(words_.data() + at, headers.data(), headers.size_bytes());
  }

  [[nodiscard]] std::size_t size() const { return words_.size() * 8; }
  [[nodiscard]] std::vector<std::uint64_t> take() { return std::move(words_); }

 private:
  template <class Number>
  void put_narrowed(std::span<const std::uint32_t> numbers) {
    std::vector<Number> narrow(numbers.size());
    std::ranges::transform(numbers, narrow.begin(),
                           [](std::uint32_t number) { return static_cast<Number>(number); });
    put(std::span<const Number>(narrow));
  }

  std::vector<std::uint64_t> words_;
};

std::uint8_t width_for(std::span<const std::uint32_t> numbers) {
  const std::uint32_t largest = numbers.empty() ? 0 : std::ranges::max(numbers);
  if (largest <= 0xFF) return 1;
  return largest <= 0xFFFF ? 2 : 4;
}

std::string_view text_at(const std::string& bytes, const std::vector<std::uint32_t>& ends,
                         std::size_t at) {
  const std::uint32_t begin = at == 0 ? 0 : ends[at - 1];
  return std::string_view(bytes).substr(begin, ends[at] - begin);
}

// The first number of texts that are n, n + 1, n + 2, ... as decimal digits without leading zeros.
std::optional<std::uint64_t> sequence_start(const std::string& bytes,
                                            const std::vector<std::uint32_t>& ends) {
  std::uint64_t first = 0;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    const std::string_view text = text_at(bytes, ends, i);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    if (text.size() > 1 && text[0] == '0') return std::nullopt;
    if (i == 0) first = number;
    if (number != first + i) return std::nullopt;
  }
  return first;
}

std::vector<std::uint64_t> bits_of(const std::vector<std::uint16_t>& cards, std::uint32_t of) {
  std::vector<std::uint64_t> bits((of + 63) / 64, 0);
  for (const std::uint16_t card : cards) bits[card / 64] |= std::uint64_t{1} << (card % 64);
  return bits;
}

std::vector<std::uint16_t> set_before(const std::vector<std::uint64_t>& bits) {
  std::vector<std::uint16_t> before;
  std::uint32_t set = 0;
  for (const std::uint64_t word : bits) {
    before.push_back(static_cast<std::uint16_t>(set));
    set += static_cast<std::uint32_t>(std::popcount(word));
  }
  return before;
}

// A list costs 2 bytes a card, a bitmap 10 bytes for each 64 cards of the chunk.
Presence cheapest_presence(std::size_t carrying, std::uint32_t cards) {
  if (carrying == cards) return Presence::All;
  return carrying * 2 <= std::size_t{(cards + 63) / 64} * 10 ? Presence::List : Presence::Bitmap;
}

struct Runs {
  std::vector<BatchRun> runs;
  bool regular = true;  // positions rise by one within each run, or are all unknown
};

Runs runs_of(const std::vector<PendingCard>& rows) {
  Runs found;
  for (std::uint32_t card = 0; card < rows.size(); ++card) {
    const PendingCard& row = rows[card];
    if (found.runs.empty() || found.runs.back().batch != row.batch) {
      found.runs.push_back({card, row.batch, row.position});
    }
    const BatchRun& run = found.runs.back();
    const std::uint32_t expected =
        run.first_position == 0 ? 0 : run.first_position + (card - run.first);
    found.regular = found.regular && row.position == expected;
  }
  if (!found.regular) {
    for (BatchRun& run : found.runs) run.first_position = 0;
  }
  return found;
}

void put_cards(SectionWriter& out, ChunkHeader& header, const std::vector<PendingCard>& rows) {
  const Runs runs = runs_of(rows);
  header.runs = static_cast<std::uint32_t>(runs.runs.size());
  out.put(std::span<const BatchRun>(runs.runs));
  std::vector<std::uint32_t> numbers;
  for (const PendingCard& row : rows) numbers.push_back(row.profile);
  header.profile_width = width_for(numbers);
  out.put_numbers(numbers, header.profile_width);
  if (!runs.regular) {
    numbers.clear();
    for (const PendingCard& row : rows) numbers.push_back(row.position);
    header.position_width = width_for(numbers);
    out.put_numbers(numbers, header.position_width);
  }
  if (std::ranges::all_of(rows, &PendingCard::starts_ballot)) return;
  header.has_starts = 1;
  std::vector<std::uint16_t> starting;
  for (std::size_t card = 0; card < rows.size(); ++card) {
    if (rows[card].starts_ballot) starting.push_back(static_cast<std::uint16_t>(card));
  }
  out.put(std::span<const std::uint64_t>(bits_of(starting, header.cards)));
}

// The ids of all cards as their parts give them, to be compared with those that the cards have.
bool follow_from_parts(const PendingTexts& texts, const std::vector<PendingCard>& rows,
                       const WriteParts& write_parts) {
  std::string expected;
  for (std::size_t card = 0; card < rows.size(); ++card) {
    const PendingCard& row = rows[card];
    expected.clear();
    write_parts({row.profile, row.batch, row.position, row.starts_ballot, {}, {}}, expected);
    if (row.position == 0 || text_at(texts.bytes, texts.ends, card) != expected) return false;
  }
  return true;
}

struct TextRule {
  TextColumn::Rule rule = TextColumn::Rule::None;
  std::uint64_t start = 0;
};

TextRule put_texts(SectionWriter& out, const PendingTexts& texts,
                   const std::vector<PendingCard>& rows, const WriteParts& write_parts) {
  if (texts.bytes.empty()) return {};
  if (const auto start = sequence_start(texts.bytes, texts.ends)) {
    return {TextColumn::Rule::Sequence, *start};
  }
  if (follow_from_parts(texts, rows, write_parts)) return {TextColumn::Rule::FromParts, 0};
  out.put(std::span<const std::uint32_t>(texts.ends));
  out.put(std::span<const char>(texts.bytes));
  return {TextColumn::Rule::Explicit, 0};
}

std::uint32_t kept_bytes(const TextRule& rule, const PendingTexts& texts) {
  return rule.rule == TextColumn::Rule::Explicit ? texts.ends.back() : 0;
}

void put_column(SectionWriter& out, ColumnHeader& header, const PendingColumn& column,
                std::uint32_t cards) {
  const Presence presence = cheapest_presence(column.cards.size(), cards);
  header.carrying = static_cast<std::uint32_t>(column.cards.size());
  header.presence = static_cast<std::uint8_t>(presence);
  header.width = width_for(column.codes);
  if (presence == Presence::List) {
    out.put(std::span<const std::uint16_t>(column.cards));
  } else if (presence == Presence::Bitmap) {
    const std::vector<std::uint64_t> bits = bits_of(column.cards, cards);
    out.put(std::span<const std::uint64_t>(bits));
    out.put(std::span<const std::uint16_t>(set_before(bits)));
  }
  out.put_numbers(column.codes, header.width);
}

}  // namespace

void ChunkWriter::add_card(const CardRow& row) {
  RECANVASS_CHECK(!full());
  rows_.push_back({row.profile, row.batch, row.position, row.starts_ballot});
  for (auto [texts, text] :
       {std::pair{&imprinted_, row.imprinted_id}, {&records_, row.record_id}}) {
    texts->bytes += text;
    RECANVASS_CHECK(texts->bytes.size() < 0xFFFFFFFFU);
    texts->ends.push_back(static_cast<std::uint32_t>(texts->bytes.size()));
  }
}

bool ChunkWriter::add_marking(std::uint32_t contest, std::uint32_t code) {
  RECANVASS_CHECK(!rows_.empty());
  if (contest >= columns_.size()) columns_.resize(contest + 1U);
  PendingColumn& column = columns_[contest];
  const auto card = static_cast<std::uint16_t>(rows_.size() - 1);
  if (!column.cards.empty() && column.cards.back() == card) return false;
  if (column.cards.empty()) used_.push_back(contest);
  column.cards.push_back(card);
  column.codes.push_back(code);
  return true;
}

ChunkBytes ChunkWriter::finish(const WriteParts& write_parts) {
  RECANVASS_CHECK(!rows_.empty());
  SectionWriter out;
  ChunkHeader header;
  header.cards = cards();
  const std::size_t header_at = out.put(std::span<const ChunkHeader>(&header, 1));
  put_cards(out, header, rows_);
  const TextRule imprinted = put_texts(out, imprinted_, rows_, write_parts);
  const TextRule records = put_texts(out, records_, rows_, write_parts);
  header.imprinted_rule = static_cast<std::uint8_t>(imprinted.rule);
  header.imprinted_start = imprinted.start;
  header.imprinted_bytes = kept_bytes(imprinted, imprinted_);
  header.record_rule = static_cast<std::uint8_t>(records.rule);
  header.record_start = records.start;
  header.record_bytes = kept_bytes(records, records_);

  std::ranges::sort(used_);
  header.columns = static_cast<std::uint32_t>(used_.size());
  std::vector<ColumnHeader> headers(used_.size());
  const std::size_t headers_at = out.put(std::span<const ColumnHeader>(headers));
  for (std::size_t i = 0; i < used_.size(); ++i) {
    PendingColumn& column = columns_[used_[i]];
    headers[i].contest = used_[i];
    put_column(out, headers[i], column, header.cards);
    column.cards.clear();
    column.codes.clear();
  }
  header.bytes = out.size();
  out.overwrite(header_at, std::span<const ChunkHeader>(&header, 1));
  out.overwrite(headers_at, std::span<const ColumnHeader>(headers));
  rows_.clear();
  imprinted_ = {};
  records_ = {};
  used_.clear();
  return {out.take()};
}

}  // namespace recanvass::election
