// Consistent sampling over all contests of an election: every card has one number, and each contest
// reads its cards with the smallest numbers, so that contests share paper as far as they can.
// Cards are numbered in the list order that was committed before the seed.
// Derivation: docs/math/draws.md. Next: audit/assertion.h for what is then tested.
#pragma once

#include "base/executor.h"
#include "draw/ticket_number.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::draw {

/// The cards of a draw: which contests each is listed to carry. Phantoms come after the cards.
struct ListedCards {
  std::span<const std::uint32_t> style_of_card;  ///< by card, in the committed order
  std::span<const std::vector<std::uint32_t>> contests_of;  ///< by style
  std::uint32_t contests = 0;
  [[nodiscard]] std::uint64_t size() const { return style_of_card.size(); }
};

struct NumberedCard {
  TicketNumber number{};
  std::uint64_t card = 0;  ///< position in the list, from 0
  friend auto operator<=>(const NumberedCard&, const NumberedCard&) = default;
};

/// What one contest reads.
struct ContestSample {
  std::vector<NumberedCard> cards;  ///< ascending by number: the order in which evidence counts
  /// The largest number read; no value where nothing is to be read. A card with the contest and a
  /// larger number is no evidence for it, whatever else it was pulled for.
  std::optional<TicketNumber> threshold;
  [[nodiscard]] bool serves(const TicketNumber& number) const {
    return threshold && number <= *threshold;
  }
};

struct ConsistentSample {
  std::vector<ContestSample> contests;
  std::vector<NumberedCard> cards;  ///< all cards to be pulled, ascending by number
};

/// Where card numbers come from. Pure: the number of a card depends on nothing else.
class CardNumbers {
 public:
  virtual ~CardNumbers() = default;
  /// Calls for blocks of `block_cards()` cards, from the first card on, from any thread.
  virtual void number_block(std::uint64_t block, std::span<TicketNumber> numbers) const = 0;
  /// Cards of a block; the last block may be asked for fewer.
  [[nodiscard]] virtual std::uint64_t block_cards() const = 0;
};

/// The i-th card has the i-th number of draw/cryptorandom.h, from 0: SHANGRLA's numbering.
class SequenceNumbers : public CardNumbers {
 public:
  SequenceNumbers(std::string_view seed, std::uint64_t cards);
  ~SequenceNumbers() override;
  void number_block(std::uint64_t block, std::span<TicketNumber> numbers) const override;
  [[nodiscard]] std::uint64_t block_cards() const override;

 private:
  struct Starts;
  std::unique_ptr<const Starts> starts_;
};

/// Numbers that are at hand, by card.
class GivenNumbers : public CardNumbers {
 public:
  /// The numbers must outlive this.
  explicit GivenNumbers(std::span<const TicketNumber> numbers) : numbers_(numbers) {}
  void number_block(std::uint64_t block, std::span<TicketNumber> numbers) const override;
  [[nodiscard]] std::uint64_t block_cards() const override;

 private:
  std::span<const TicketNumber> numbers_;
};

/// The number of a card by its id alone, whatever the order of the list: SHA-256(seed "," id).
[[nodiscard]] TicketNumber number_of_id(std::string_view seed, std::string_view card_id);

/// For each contest the `sizes[c]` cards with the smallest numbers among those listed to carry it;
/// all of them where there are no more. Equal numbers: the earlier card. A draw of larger sizes
/// holds the cards of a smaller one.
///
/// One pass over the cards, more only by a chance below 1e-10 a contest; holds the sample and a
/// block of numbers a thread, never all numbers. The same at any number of threads.
/// @pre sizes.size() == cards.contests; styles and contests are in range
[[nodiscard]] ConsistentSample consistent_sample(const ListedCards& cards,
                                                 const CardNumbers& numbers,
                                                 std::span<const std::uint64_t> sizes,
                                                 base::Executor& executor);

/// Cards that a draw of these sizes is expected to pull: the sum over cards of the largest share
/// that one of its contests reads.
[[nodiscard]] double expected_cards(const ListedCards& cards, std::span<const std::uint64_t> sizes);

}  // namespace recanvass::draw
