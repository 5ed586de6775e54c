#include "tabulate/groups.h"

#include "election/card_fixture.h"
#include "tabulate/profile.h"

#include <gtest/gtest.h>

#include <map>

namespace recanvass::tabulate {
namespace {

using election::CardStore;
using election::fixture::Ids;
using election::fixture::store_of;
using election::fixture::thrown_cards;

// The second implementation: every card by itself.
using PlainCells = std::map<std::pair<std::string, std::uint32_t>, std::uint64_t>;

template <class NameOf>
PlainCells cells_of(const CardStore& store, std::uint32_t contest, NameOf&& name_of) {
  PlainCells cells;
  for (std::uint32_t chunk = 0; chunk < store.chunks().size(); ++chunk) {
    const election::ContestColumn* column = store.chunks()[chunk].column(contest);
    for (std::uint32_t card = 0; card < store.chunks()[chunk].cards(); ++card) {
      const auto row = column == nullptr ? std::nullopt : column->row_of(card);
      if (row) ++cells[{name_of({chunk, card}), column->codes[*row]}];
    }
  }
  return cells;
}

PlainCells named(const GroupCells& cells, const std::vector<std::string>& names) {
  PlainCells plain_cells;
  for (const GroupCell& cell : cells) plain_cells[{names[cell.group], cell.code}] = cell.cards;
  return plain_cells;
}

TEST(Groups, OnePassGivesWhatEveryCardByItselfGives) {
  base::SerialExecutor serial;
  const CardStore store = store_of(thrown_cards(5, 70000, Ids::None));
  const auto groups = group_histograms(store, serial);
  ASSERT_EQ(groups.size(), 3U);
  std::vector<std::string> batches;
  for (const auto& batch : store.names().batches) {
    batches.push_back(std::to_string(batch.tabulator) + "/" + batch.name);
  }
  for (std::uint32_t contest = 0; contest < 3; ++contest) {
    EXPECT_EQ(named(groups[contest].by_batch, batches),
              cells_of(store, contest, [&](election::CardPlace place) {
                return std::to_string(store.batch(place).tabulator) + "/" + store.batch(place).name;
              }));
    EXPECT_EQ(named(groups[contest].by_style, store.names().styles),
              cells_of(store, contest, [&](election::CardPlace place) {
                return store.names().styles[store.profile(place).style];
              }));
    EXPECT_EQ(named(groups[contest].by_tabulator, store.names().tabulators),
              cells_of(store, contest, [&](election::CardPlace place) {
                return store.names().tabulators[store.batch(place).tabulator];
              }));
  }
}

TEST(Groups, TheBatchesOfAContestAddUpToTheContest) {
  base::SerialExecutor serial;
  const CardStore store = store_of(thrown_cards(9, 5000, Ids::None));
  const auto groups = group_histograms(store, serial);
  const auto whole = code_histogram(store, 1);
  std::vector<std::uint64_t> sum(whole.size(), 0);
  for (std::uint32_t batch = 0; batch < store.names().batches.size(); ++batch) {
    const auto codes = codes_of_group(groups[1].by_batch, batch);
    for (std::size_t code = 0; code < codes.size(); ++code) sum[code] += codes[code];
    const Profile profile = profile_from(store, 1, codes);
    EXPECT_LE(profile.cards(), store.carrying(1));
  }
  EXPECT_EQ(sum, whole);
}

}  // namespace
}  // namespace recanvass::tabulate
