// How a card's ranks are read by rules that ask where each choice stands, not who comes next:
// points by rank and comparisons of every choice with every other. Used by tabulate/scoring.h and
// tabulate/pairwise.h; rules that go from rank to rank read by tabulate/ranking.h.
#pragma once

#include "election/marking.h"
#include "tabulate/ranking.h"

#include <cstdint>
#include <span>
#include <vector>

namespace recanvass::tabulate {

/// A rank left blank before a rank that is marked.
enum class BlankPlaces : std::uint8_t {
  KeepPlaces,  ///< later ones stand where they were marked
  MoveUp,      ///< later ones move up
  StopAtTwo,   ///< two or more in a row end the ballot; after one later ones move up
  StopAtOne,   ///< a single one ends the ballot
};

/// A rank with several marks.
enum class SharedPlaces : std::uint8_t {
  Equal,     ///< all of them stand there
  Stop,      ///< it ends the ballot
  PassOver,  ///< it is read as if nobody were marked there
};

struct PlaceReading {
  BlankPlaces blank = BlankPlaces::KeepPlaces;
  SharedPlaces shared = SharedPlaces::Stop;
  RepeatedRanks repeated = RepeatedRanks::PassOver;
  int ranks_max = 0;  ///< later ranks are not read; 0: all are
  friend bool operator==(const PlaceReading&, const PlaceReading&) = default;
};

/// A choice and its place, from 1.
struct PlacedChoice {
  election::ChoiceIndex choice = 0;
  std::uint16_t place = 0;
  friend bool operator==(const PlacedChoice&, const PlacedChoice&) = default;
};

/// Each choice that has a place, once, by place. A written name that counts for nobody takes its
/// place from others; marks without a rank have none.
/// @pre marks are by rank, as those of a profile are
[[nodiscard]] std::vector<PlacedChoice> read_places(std::span<const election::Mark> marks,
                                                    const PlaceReading& reading);

}  // namespace recanvass::tabulate
