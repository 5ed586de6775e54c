// Paper of an audit's round: which cards are fetched, by container and position; a label for each
// card's sleeve; and a placard that stands in its place while it is away. Nothing of a machine's
// reading stands on them: those who fetch also read. Next: workflow/print_round.cpp.
#pragma once

#include "report/paper.h"

#include <cstdint>
#include <string>
#include <vector>

namespace recanvass::report {

struct RoundCard {
  std::string list;
  std::int64_t number = 0;  ///< in its list
  std::string batch;
  std::int64_t position = 0;  ///< in the batch, from 1; 0: the whole batch is fetched
  std::string imprint;        ///< what is printed on it; empty: nothing is known to be
  std::int64_t draws = 1;     ///< a card that was drawn more than once is fetched once
};

struct RoundContainer {
  std::string id;
  std::string county;            ///< name
  std::vector<RoundCard> cards;  ///< by batch and position
};

struct RoundCards {
  PaperHeading heading;
  std::string place;
  std::int64_t round = 1;
  std::vector<RoundContainer> containers;
};

/// A page or more a container, with room for who fetched and returned each card. CSV: a row a card.
[[nodiscard]] PaperDocument card_list(const RoundCards& cards, const PaperStyle& style);

/// Four labels a page, each with the card's list and number as a QR code. CSV: a row a label.
[[nodiscard]] PaperDocument card_labels(const RoundCards& cards, const PaperStyle& style);

/// The same as placards, to be put where the card was.
[[nodiscard]] PaperDocument card_placards(const RoundCards& cards, const PaperStyle& style);

}  // namespace recanvass::report
