// What each card of a synthetic election says, as a pure function of the seed and the card's
// number: the same at any number of threads, and any card can be asked for alone.
// Whole numbers only, so that every machine gives the same. Next: generate/synthetic.h.
#pragma once

#include "generate/layout.h"

#include <cstdint>
#include <vector>

namespace recanvass::generate {

/// What a card says in one contest.
struct SyntheticMarking {
  std::uint32_t contest = 0;
  election::MarkingState state = election::MarkingState::Blank;
  std::vector<election::Mark> marks;
};

/// A card of paper; the vectors are used again from card to card.
struct SyntheticCard {
  std::uint32_t precinct = 0;
  std::uint32_t style = 0;
  bool starts_ballot = true;
  std::size_t said = 0;  ///< how many of `markings` belong to the card
  std::vector<SyntheticMarking> markings;
};

class Voters {
 public:
  explicit Voters(const Layout& layout);

  /// Fills in a card of a batch. Each contest is blank more often the further down the ballot it
  /// stands; 1 in 2,000 is overvoted; by mail and in person differ; ranked ballots come from three
  /// groups of voters and have skipped, repeated and overvoted ranks now and then.
  /// @pre the card is of the batch
  void fill_in(const SyntheticBatch& batch, std::uint64_t card, SyntheticCard& out) const;

 private:
  // Running sums of the weights of a contest's choices, for one county and group of voters.
  using Weights = std::vector<std::uint32_t>;

  [[nodiscard]] const Weights& weights(std::uint32_t contest, std::uint32_t county,
                                       std::uint32_t group) const;
  void mark(std::uint32_t contest, const SyntheticBatch& batch, std::uint64_t ballot,
            SyntheticMarking& out) const;
  void mark_ranks(const SyntheticContest& contest, std::uint32_t index, std::uint64_t ballot,
                  SyntheticMarking& out) const;

  const Layout* layout_;
  std::vector<std::size_t> first_weights_;  // of each contest, in weights_
  std::vector<Weights> weights_;
};

}  // namespace recanvass::generate
