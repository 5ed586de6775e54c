// The machine's records of a list of cards as they are committed to before the seed: each a leaf
// of a tree whose root is published, so that the few cards drawn can be shown later, each with a
// proof, while nothing is told of the others. A leaf holds a secret salt: the hash of a record that
// can only be one of a few would tell it. docs/formats/operation-entries.md, "Records of cards".
#pragma once

#include "ledger/merkle.h"
#include "workflow/card_reading.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::workflow {

/// The text of a leaf: canonical JSON of {card, list, readings, salt}.
[[nodiscard]] std::string record_leaf(const std::string& list, std::int64_t card,
                                      const CardReading& reading, const std::string& salt);

/// Whether a record {card, readings, salt, proof} of card.reveal is the one of that number in the
/// list of so many cards with this root, in hexadecimal.
[[nodiscard]] bool is_committed_record(const std::string& list, const base::Json& record,
                                       std::int64_t cards, const std::string& root);

/// What the record of a card says, by its number from 1.
using RecordOfCard = std::function<CardReading(std::int64_t card)>;

/// All records of a list. Holds 64 bytes a card, and no reading.
class CardRecords {
 public:
  /// @param record  asked once for each card, and again for one that is shown; outlives this
  /// @param secret  of the list alone, at least 32 random bytes that nobody else knows
  /// @pre cards > 0
  CardRecords(std::string list, std::int64_t cards, RecordOfCard record, std::string secret);

  [[nodiscard]] std::string root() const;  ///< hexadecimal
  /// As card.reveal takes it. @pre 1 <= card <= cards
  [[nodiscard]] base::Json record(std::int64_t card) const;

 private:
  [[nodiscard]] std::string salt(std::int64_t card) const;

  std::string list_;
  std::uint64_t cards_ = 0;
  RecordOfCard record_;
  std::string secret_;
  std::vector<std::vector<ledger::Hash>> levels_;  // complete subtrees, leaves first
};

}  // namespace recanvass::workflow
