// Contests as a person says that they are meant, where the records leave it open: lines of several
// parties that are one candidate, one title over two contests. A store is made again by what was
// said. What is open: tabulate/doubts.h. Used by `recanvass tabulate`.
#pragma once

#include "election/card_store.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace recanvass::election {

/// A name that several printed choices of a contest have, but for a party in brackets behind it.
struct PartyLines {
  std::string name;                ///< "Ann" of "Ann (DEM)" and "Ann (WFP)"
  std::vector<ChoiceIndex> lines;  ///< two at least, in the order of the contest
  friend bool operator==(const PartyLines&, const PartyLines&) = default;
};
/// In the order of their first lines.
[[nodiscard]] std::vector<PartyLines> party_lines_of(const CardContest& contest);

/// What one contest of a store is: one contest or two, and which choice each of its choices is.
struct ToldContest {
  std::uint32_t contest = 0;
  std::vector<CardContest> into;
  /// By choice of the contest: which of `into`, and which choice of that.
  std::vector<std::pair<std::size_t, ChoiceIndex>> choices;
};

/// The contest with the lines of each name as one choice, called by the name.
[[nodiscard]] ToldContest with_lines_added(const CardContest& contest, std::uint32_t index);

/// Two contests of one title, of which the second begins with a choice and is called by it.
/// No value: it is the first choice, or none.
[[nodiscard]] std::optional<ToldContest> split_before(const CardContest& contest,
                                                      std::uint32_t index, ChoiceIndex second);

/// The cards as they are told. Marks of one card for what is one choice are one mark, at each rank;
/// a card that a contest calls overvoted is so no more where what is left may be voted for. A card
/// without a mark for one of two contests is blank in it. Totals of withheld cards are added up.
/// Linear in cards.
/// @pre each contest of the store once at most
[[nodiscard]] CardStore retold(const CardStore& store, const std::vector<ToldContest>& told);

}  // namespace recanvass::election
