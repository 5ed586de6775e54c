// The checks of cast vote records: what each takes for granted, what else makes the same picture,
// and what its paper would show. Findings of these checks: screen/screen_cards.h.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace recanvass::screen {

/// What is looked for, deterministic checks first.
enum class CardCheck : std::uint8_t {
  NumberTwice,       ///< two ballots of a batch have one number
  NumberMissing,     ///< numbers between others that no card has
  OddContests,       ///< cards that carry other contests than their style
  OddStyle,          ///< cards of a style that their precinct does not use
  MissingChoice,     ///< a choice without a vote on a tabulator, with many elsewhere
  RepeatedRun,       ///< a run of cards comes again
  SharedCards,       ///< two batches share rare cards
  AlikeRun,          ///< neighbours that say the same for too long
  ResidualVotes,     ///< blank or overvoted contests by tabulator
  GroupBlanks,       ///< blank contests by style and counting group, beside other contests
  Overvotes,         ///< overvoted contests by tabulator
  Adjudication,      ///< cards that people changed, by tabulator
  TabulatorChoice,   ///< votes for a choice by tabulator, within precinct and style
  BatchChoice,       ///< votes for a choice by batch, within tabulator, precinct and style
  GroupChoice,       ///< votes for a choice by counting group, within precinct and style
  DriftAlongBatch,   ///< something grows along batches
  DriftOverBatches,  ///< something grows from batch to batch
  ChoiceOrder,       ///< votes that fit another order of the choices
};
[[nodiscard]] std::span<const CardCheck> all_card_checks();

/// What a person must know to read a finding of a check.
struct AboutCheck {
  std::string_view id;        ///< "residual-votes"
  std::string_view title;     ///< "Blank and overvoted contests by tabulator"
  std::string_view null_law;  ///< what is taken for granted where nothing is wrong
  std::vector<std::string_view> innocent;  ///< what makes the same picture and is no error
  std::string_view paper;     ///< what the paper would show
};
[[nodiscard]] AboutCheck about(CardCheck check);

}  // namespace recanvass::screen
