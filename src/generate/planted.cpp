#include "generate/planted.h"

#include "stats/counter_random.h"

#include <algorithm>

namespace recanvass::generate {
namespace {

constexpr std::uint64_t kFaultStream = 4;
constexpr std::uint64_t kMissingEvery = 50;
constexpr std::uint64_t kMisreadEvery = 20;
constexpr std::uint32_t kPhantomEvery = 20;

std::uint64_t bits_of(const Layout& layout, Fault fault, std::uint64_t number,
                      std::uint64_t index) {
  const std::uint64_t stream = kFaultStream + 1 + static_cast<std::uint64_t>(fault);
  return stats::random_block({layout.shape.seed, stream}, number, index)[0];
}

bool same_tabulator(const PlantedFault& fault, const Layout& layout, const SyntheticBatch& batch) {
  return layout.batches[fault.batch].tabulator == batch.tabulator;
}

bool is_first_ballot(const PlantedFault& fault, const Layout& layout, std::uint64_t card) {
  const std::uint32_t sheets = layout.shape.sheets;
  return card / sheets == layout.batches[fault.batch].first_card / sheets;
}

bool misread(const PlantedFault& fault, const Layout& layout, const SyntheticBatch& batch,
             std::uint64_t card, SyntheticCard& record) {
  if (!same_tabulator(fault, layout, batch)) return false;
  bool changed = false;
  for (std::size_t i = 0; i < record.said; ++i) {
    SyntheticMarking& marking = record.markings[i];
    const bool unread = is_first_ballot(fault, layout, card) ||
                        bits_of(layout, fault.fault, card, marking.contest) % kMisreadEvery == 0;
    if (!unread || marking.state != election::MarkingState::Marked) continue;
    marking.state = election::MarkingState::Blank;
    marking.marks.clear();
    changed = true;
  }
  return changed;
}

// Gives each mark of a contest to the choice that `moved` says.
template <class Moved>
bool move_marks(std::uint32_t contest, SyntheticCard& record, Moved moved) {
  bool changed = false;
  for (std::size_t i = 0; i < record.said; ++i) {
    if (record.markings[i].contest != contest) continue;
    for (election::Mark& mark : record.markings[i].marks) {
      const auto to = static_cast<election::ChoiceIndex>(moved(std::uint32_t{mark.choice}));
      changed = changed || to != mark.choice;
      mark.choice = to;
    }
  }
  return changed;
}

}  // namespace

std::vector<PlantedFault> plant_faults(const Layout& layout) {
  std::vector<PlantedFault> planted;
  for (const Fault fault : layout.shape.faults) {
    const auto bits = stats::random_block({layout.shape.seed, kFaultStream},
                                          static_cast<std::uint64_t>(fault), 0);
    PlantedFault place;
    place.fault = fault;
    place.batch = static_cast<std::uint32_t>(bits[0] % layout.batches.size());
    place.county = layout.batches[place.batch].county;
    place.contest = static_cast<std::uint32_t>(bits[1] % statewide_contests(layout.shape));
    planted.push_back(place);
  }
  return planted;
}

bool is_missing(const PlantedFault& fault, const Layout& layout, const SyntheticBatch& batch,
                std::uint64_t card) {
  if (fault.fault != Fault::MissingCards || !same_tabulator(fault, layout, batch)) return false;
  return is_first_ballot(fault, layout, card) ||
         bits_of(layout, fault.fault, card / layout.shape.sheets, 0) % kMissingEvery == 0;
}

std::uint32_t phantom_cards(const PlantedFault& fault, const Layout& layout, std::uint32_t batch) {
  if (fault.fault != Fault::PhantomCards || fault.batch != batch) return 0;
  return std::max(1U, layout.batches[batch].cards / kPhantomEvery);
}

bool misrecord(const PlantedFault& fault, const Layout& layout, const SyntheticBatch& batch,
               std::uint64_t card, SyntheticCard& record) {
  const auto named =
      static_cast<std::uint32_t>(layout.contests[fault.contest].described.choices.size() - 1);
  const bool is_here = fault.county == batch.county;
  switch (fault.fault) {
    case Fault::MisreadMarks: return misread(fault, layout, batch, card, record);
    case Fault::ShiftedDefinition:
      return is_here && move_marks(fault.contest, record, [&](std::uint32_t choice) {
               return choice < named ? (choice + 1) % named : choice;
             });
    case Fault::SwappedPair:
      return is_here && move_marks(fault.contest, record, [](std::uint32_t choice) {
               return choice < 2 ? 1 - choice : choice;
             });
    case Fault::BatchTwice:
    case Fault::MissingCards:
    case Fault::PhantomCards: return false;
  }
  return false;
}

}  // namespace recanvass::generate
