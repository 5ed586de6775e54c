// Where the faults of a synthetic election lie, and what they do to a card's record.
// Used by generate/synthetic.h.
#pragma once

#include "generate/layout.h"
#include "generate/voter.h"

#include <cstdint>
#include <string>
#include <vector>

namespace recanvass::generate {

/// A fault and the place that the seed chose for it. What does not apply to the fault is empty.
struct PlantedFault {
  Fault fault = Fault::BatchTwice;
  std::uint32_t county = 0;
  std::uint32_t batch = 0;    ///< index in Layout::batches; its tabulator is the one concerned
  std::uint32_t contest = 0;  ///< index in Layout::contests; of the faults that touch a contest
};

/// One for each fault of the shape, in the order of Fault.
[[nodiscard]] std::vector<PlantedFault> plant_faults(const Layout& layout);

/// True when a card's record is missing: about 1 ballot in 50 of the tabulator, and the first of
/// the chosen batch.
[[nodiscard]] bool is_missing(const PlantedFault& fault, const Layout& layout,
                              const SyntheticBatch& batch, std::uint64_t card);
/// Records of cards that do not exist, at the end of a batch: a twentieth more, at least one.
[[nodiscard]] std::uint32_t phantom_cards(const PlantedFault& fault, const Layout& layout,
                                          std::uint32_t batch);
/// Changes what a record says. True when it did.
bool misrecord(const PlantedFault& fault, const Layout& layout, const SyntheticBatch& batch,
               std::uint64_t card, SyntheticCard& record);

}  // namespace recanvass::generate
