// Every card of an election in columns: what each says in each contest it carries, and where it
// lies. A card is a piece of paper, not a ballot. Filled by election/card_builder.h, tallied by
// tabulate/, saved and mapped back by formats/card_file.h.
#pragma once

#include "election/card_chunk.h"
#include "election/marking.h"
#include "election/nouns.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::election {

enum class CardChoiceKind : std::uint8_t {
  Named,    ///< printed on the ballot, or a write-in that the export names
  WriteIn,  ///< written names together, not told apart by the export
};

struct CardChoice {
  ChoiceId id;
  std::string name;
  CardChoiceKind kind = CardChoiceKind::Named;
  friend bool operator==(const CardChoice&, const CardChoice&) = default;
};

/// A contest as the export describes it.
struct CardContest {
  ContestId id;
  std::string name;
  std::int32_t vote_for = 0;   ///< choices that may be marked; 0: the export does not say
  std::int32_t ranks = 0;      ///< ranks on the ballot; 0: choices are not ranked
  std::int32_t vote_unit = 1;  ///< Mark::votes counts units of 1 / vote_unit
  std::vector<CardChoice> choices;
  friend bool operator==(const CardContest&, const CardContest&) = default;
};

/// What many cards have in common. Indices of the lists of CardStore.
struct CardProfile {
  std::uint32_t style = 0;
  std::uint32_t precinct = 0;
  std::uint32_t counting_group = 0;
  bool adjudicated = false;  ///< what counts was changed by people from what the machine read
  friend auto operator<=>(const CardProfile&, const CardProfile&) = default;
};

struct CardBatch {
  std::uint32_t tabulator = 0;
  std::string name;
  friend auto operator<=>(const CardBatch&, const CardBatch&) = default;
};

/// Totals that stand for several withheld cards.
struct RedactedRow {
  struct Votes {
    std::uint32_t contest = 0;
    ChoiceIndex choice = 0;
    VoteCount votes;
  };
  std::string label;
  std::optional<CardCount> cards;  ///< where the export says how many
  std::vector<Votes> votes;
};

/// The names that the numbers of cards stand for. The first of each list but contests is "".
struct CardNames {
  std::vector<CardContest> contests;
  std::vector<std::string> styles;
  std::vector<std::string> precincts;
  std::vector<std::string> counting_groups;
  std::vector<std::string> tabulators;
  std::vector<CardProfile> profiles;
  std::vector<CardBatch> batches;
};

/// Where a card is: a chunk and a card of it.
struct CardPlace {
  std::uint32_t chunk = 0;
  std::uint32_t card = 0;
};

class CardStore {
 public:
  /// Puts together what a builder made or a file holds. `keeps` is what keeps the chunks' bytes.
  /// No value when a number has no name: a chunk's profile, batch or contest, a code beyond its
  /// table, a mark for a choice that the contest lacks.
  [[nodiscard]] static std::optional<CardStore> put_together(CardNames names,
                                                             std::vector<MarkingTable> markings,
                                                             std::vector<CardChunk> chunks,
                                                             std::vector<RedactedRow> redacted,
                                                             std::shared_ptr<const void> keeps);

  [[nodiscard]] CardCount cards() const;
  [[nodiscard]] BallotCount ballots() const;
  [[nodiscard]] const CardNames& names() const { return names_; }
  [[nodiscard]] const std::vector<CardContest>& contests() const { return names_.contests; }
  /// Of a contest, by its index. @pre contest < contests().size()
  [[nodiscard]] const MarkingTable& markings(std::uint32_t contest) const;
  [[nodiscard]] const std::vector<CardChunk>& chunks() const { return chunks_; }
  [[nodiscard]] const std::vector<RedactedRow>& redacted() const { return redacted_; }
  /// Cards that carry a contest.
  [[nodiscard]] CardCount carrying(std::uint32_t contest) const;

  /// The place of the n-th card, from 0, in the order of the import. @pre n < cards()
  [[nodiscard]] CardPlace place_of(std::uint64_t card) const;
  /// What a card says; no value when it does not carry the contest.
  [[nodiscard]] std::optional<MarkingView> marking(CardPlace place, std::uint32_t contest) const;
  [[nodiscard]] const CardProfile& profile(CardPlace place) const;
  [[nodiscard]] const CardBatch& batch(CardPlace place) const;
  [[nodiscard]] std::string imprinted_id(CardPlace place) const;
  [[nodiscard]] std::string record_id(CardPlace place) const;
  /// The index of a contest; no value when there is none of that id.
  [[nodiscard]] std::optional<std::uint32_t> contest_index(const ContestId& id) const;

 private:
  [[nodiscard]] std::string text_of(const TextColumn& column, CardPlace place) const;

  CardNames names_;
  std::vector<MarkingTable> markings_;
  std::vector<CardChunk> chunks_;
  std::vector<std::uint64_t> first_card_;  // of each chunk, and one more
  std::vector<std::uint64_t> carrying_;
  std::vector<RedactedRow> redacted_;
  std::shared_ptr<const void> keeps_;
};

/// "tabulator-batch-position", the id that most machines print on a card.
void write_card_parts(const CardNames& names, std::uint32_t batch, std::uint32_t position,
                      std::string& out);

}  // namespace recanvass::election
