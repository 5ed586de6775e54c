// What the cards of a synthetic election say, counted: once by the paper, once by the records.
// The truth that is written beside the data. Used by generate/synthetic.h.
#pragma once

#include "election/nouns.h"
#include "generate/layout.h"
#include "generate/voter.h"

#include <cstdint>
#include <vector>

namespace recanvass::generate {

/// One contest in one county. Votes are marks of cards that are not overvoted; of a ranked contest,
/// the choice of the first rank that is marked, when it is one choice.
struct ContestFigures {
  election::CardCount cards;
  election::CardCount blank;
  election::CardCount overvoted;
  std::vector<election::VoteCount> votes;  ///< by choice, the write-in last
  friend bool operator==(const ContestFigures&, const ContestFigures&) = default;
};

class Figures {
 public:
  explicit Figures(const Layout& layout);

  void add(std::uint32_t county, const SyntheticCard& card);
  /// @pre both are of one layout
  void add(const Figures& other);

  [[nodiscard]] election::CardCount cards(std::uint32_t county) const { return cards_[county]; }
  /// All zero where the county does not vote on the contest.
  [[nodiscard]] const ContestFigures& of(std::uint32_t county, std::uint32_t contest) const;
  /// Over all counties.
  [[nodiscard]] ContestFigures total(std::uint32_t contest) const;

 private:
  std::size_t contests_;
  std::vector<election::CardCount> cards_;
  std::vector<ContestFigures> figures_;  // by county, then by contest
};

}  // namespace recanvass::generate
