// Every comparison of one contest, before any correction: tabulators with each other, the order of
// the records, the order of the choices. Contests are independent work. Put together by
// screen/screen_cards.h.
#pragma once

#include "base/executor.h"
#include "screen/card_check.h"
#include "screen/choice_order.h"
#include "screen/order_drift.h"
#include "screen/unit_events.h"

#include <array>
#include <optional>
#include <vector>

namespace recanvass::screen {

/// The groups in which all contests are counted.
struct CardStrata {
  UnitStrata tabulators_by_style;
  UnitStrata batches_by_style;
  UnitStrata tabulators_by_ballot;
  UnitStrata batches_by_ballot;
  UnitStrata tabulators_by_group;
};
[[nodiscard]] CardStrata all_strata(const CardCells& cells, base::Executor& executor);

/// One comparison. `unit` is a tabulator, of BatchChoice a batch, of ChoiceOrder what `defined_by`
/// says.
struct CardTest {
  CardCheck check = CardCheck::ResidualVotes;
  std::uint32_t contest = 0;
  std::uint32_t unit = 0;
  std::size_t kind = 0;  ///< of the event, as ContestEvents has them; 0 where there is none
  double p = 1.0;
  UnitEvents events;              ///< of ResidualVotes to TabulatorChoice
  Comparison compared = Comparison::TabulatorsByStyle;  ///< with what
  std::optional<double> spread;   ///< no value: too few units to measure it
  Drift drift;                    ///< of DriftAlongBatch and DriftOverBatches
  Followed followed = Followed::Residual;
  ChoiceOrder order;              ///< of ChoiceOrder
  DefinedBy defined_by = DefinedBy::Style;
  /// The only other unit that it was compared with: too many on one is too few on the other.
  std::optional<std::uint32_t> partner = std::nullopt;
};

/// What a contest gave, and what is needed to write of it.
struct ContestTests {
  std::vector<CardTest> tests;
  std::array<std::size_t, 2> leading{};  ///< the two choices with the most votes
};
/// @param least_spread  what the spread between units is at least: cards of one household are not
///                      independent. (1 + a) / (1 - a), a being what neighbours share; @pre >= 1
[[nodiscard]] ContestTests test_contest(const CardCells& cells, const CardStrata& strata,
                                        const ContestEvents& events, double least_spread);

/// Tabulators by their adjudicated cards; empty where no card was.
[[nodiscard]] std::vector<CardTest> test_adjudication(const CardCells& cells,
                                                      const CardStrata& strata,
                                                      double least_spread);

}  // namespace recanvass::screen
