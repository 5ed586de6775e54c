// How often each marking stands on the cards: of a contest as a whole, and of every contest by
// batch, style and tabulator in one pass over the cards. What tabulate/against.h compares with
// returns, and what tabulate/profile.h makes profiles of.
#pragma once

#include "base/executor.h"
#include "election/card_store.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::tabulate {

/// Cards by code of one contest, as long as its table of markings.
/// @pre contest < store.contests().size()
[[nodiscard]] std::vector<std::uint64_t> code_histogram(const election::CardStore& store,
                                                        std::uint32_t contest);

/// Cards of one group that bear one marking.
struct GroupCell {
  std::uint32_t group = 0;  ///< index of CardNames::batches, styles or tabulators
  std::uint32_t code = 0;
  std::uint64_t cards = 0;
  friend bool operator==(const GroupCell&, const GroupCell&) = default;
};

/// By group, then by code; cells without cards are left out.
using GroupCells = std::vector<GroupCell>;

/// One contest in groups of cards.
struct ContestGroups {
  GroupCells by_batch;
  GroupCells by_style;
  GroupCells by_tabulator;
};

/// Every contest in groups, in the order of the store's contests. The same at any number of
/// threads.
[[nodiscard]] std::vector<ContestGroups> group_histograms(const election::CardStore& store,
                                                          base::Executor& executor);

enum class GroupBy : std::uint8_t {
  Batch,
  Style,
  Tabulator,
  Precinct,
  CountingGroup,
  Everything  ///< all cards together
};

/// Every kind of group but Everything, in the order above.
[[nodiscard]] std::span<const GroupBy> kinds_of_groups();
[[nodiscard]] std::string_view name_of(GroupBy by);  ///< "batch", "counting-group", "everything"

/// The names of a kind's groups by their index: a batch is "tabulator-batch", as its cards are
/// numbered, or the batch alone where the export names no tabulators; everything is "".
[[nodiscard]] std::vector<std::string> names_of_groups(const election::CardStore& store,
                                                       GroupBy by);

/// One contest in groups of one kind: the group is an index of batches, styles, tabulators,
/// precincts or counting groups, or 0 where everything is one.
/// @pre contest < store.contests().size()
[[nodiscard]] GroupCells group_cells(const election::CardStore& store, std::uint32_t contest,
                                     GroupBy by);

/// Cards that bear one marking in a group and a batch of it.
struct BatchCell {
  std::uint32_t group = 0;
  std::uint32_t batch = 0;
  std::uint32_t code = 0;
  std::uint64_t cards = 0;
};

/// One contest in groups of one kind and, within each, by batch: sorted by group, batch, code.
/// @pre contest < store.contests().size()
[[nodiscard]] std::vector<BatchCell> group_and_batch_cells(const election::CardStore& store,
                                                           std::uint32_t contest, GroupBy by);

/// The cells of one group as cards by code. Empty: the group has no card with the contest.
[[nodiscard]] std::vector<std::uint64_t> codes_of_group(std::span<const GroupCell> cells,
                                                        std::uint32_t group);

}  // namespace recanvass::tabulate
