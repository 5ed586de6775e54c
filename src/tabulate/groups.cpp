#include "tabulate/groups.h"

#include "base/check.h"

#include <algorithm>

namespace recanvass::tabulate {
namespace {

using election::CardChunk;
using election::CardStore;
using election::ContestColumn;
using election::NumberColumn;

template <class Number>
void add_codes(std::span<const Number> codes, std::vector<std::uint64_t>& cards) {
  for (const Number code : codes) ++cards[code];
}

void add_column(const NumberColumn& codes, std::vector<std::uint64_t>& cards) {
  switch (codes.width()) {
    case 1: add_codes(codes.as<std::uint8_t>(), cards); return;
    case 2: add_codes(codes.as<std::uint16_t>(), cards); return;
    default: add_codes(codes.as<std::uint32_t>(), cards); return;
  }
}

// Cells are gathered as they are met and put together when there are many: a ranked contest has
// too many codes for a table of groups times codes.
class CellGatherer {
 public:
  void add(std::uint32_t group, std::uint32_t code, std::uint64_t cards) {
    cells_.push_back({group, code, cards});
    if (cells_.size() >= limit_) put_together();
  }
  [[nodiscard]] GroupCells finish() {
    put_together();
    return std::move(cells_);
  }

 private:
  void put_together() {
    std::ranges::sort(cells_, [](const GroupCell& a, const GroupCell& b) {
      return a.group != b.group ? a.group < b.group : a.code < b.code;
    });
    std::size_t kept = 0;
    for (const GroupCell& cell : cells_) {
      if (kept > 0 && cells_[kept - 1].group == cell.group && cells_[kept - 1].code == cell.code) {
        cells_[kept - 1].cards += cell.cards;
      } else {
        cells_[kept++] = cell;
      }
    }
    cells_.resize(kept);
    limit_ = std::max<std::size_t>(kFirstLimit, 2 * kept);
  }

  static constexpr std::size_t kFirstLimit = std::size_t{1} << 20U;
  GroupCells cells_;
  std::size_t limit_ = kFirstLimit;
};

// Counts codes of one group after another; only the codes that were met are visited at its end.
class GroupCounter {
 public:
  explicit GroupCounter(std::size_t codes) : cards_(codes, 0) {}
  void add(std::uint32_t code) {
    if (cards_[code]++ == 0) met_.push_back(code);
  }
  void close(std::uint32_t group, CellGatherer& gatherer) {
    for (const std::uint32_t code : met_) {
      gatherer.add(group, code, cards_[code]);
      cards_[code] = 0;
    }
    met_.clear();
  }

 private:
  std::vector<std::uint64_t> cards_;
  std::vector<std::uint32_t> met_;
};

// A contest's cards of one chunk by style: a table of styles times codes where that is small.
void add_styles(const CardStore& store, const CardChunk& chunk, const ContestColumn& column,
                CellGatherer& by_style) {
  const std::size_t codes = store.markings(column.contest).size();
  const std::size_t styles = store.names().styles.size();
  const auto& profiles = store.names().profiles;
  constexpr std::size_t kSmall = std::size_t{1} << 16U;
  std::vector<std::uint64_t> table(styles * codes <= kSmall ? styles * codes : 0, 0);
  column.for_each_card([&](std::uint32_t row, std::uint32_t card) {
    const std::uint32_t style = profiles[chunk.profiles()[card]].style;
    if (table.empty()) {
      by_style.add(style, column.codes[row], 1);
    } else {
      ++table[style * codes + column.codes[row]];
    }
  });
  for (std::size_t at = 0; at < table.size(); ++at) {
    if (table[at] == 0) continue;
    by_style.add(static_cast<std::uint32_t>(at / codes), static_cast<std::uint32_t>(at % codes),
                 table[at]);
  }
}

void add_batches(const CardChunk& chunk, const ContestColumn& column, GroupCounter& counter,
                 CellGatherer& by_batch) {
  const auto runs = chunk.runs();
  std::size_t run = 0;
  column.for_each_card([&](std::uint32_t row, std::uint32_t card) {
    while (run + 1 < runs.size() && runs[run + 1].first <= card) {
      counter.close(runs[run].batch, by_batch);
      ++run;
    }
    counter.add(column.codes[row]);
  });
  counter.close(runs[run].batch, by_batch);
}

std::uint32_t group_of(const election::CardNames& names, const CardChunk& chunk, std::uint32_t card,
                       GroupBy by) {
  const election::CardProfile& profile = names.profiles[chunk.profiles()[card]];
  switch (by) {
    case GroupBy::Batch: return chunk.run_of(card).batch;
    case GroupBy::Style: return profile.style;
    case GroupBy::Tabulator: return names.batches[chunk.run_of(card).batch].tabulator;
    case GroupBy::Precinct: return profile.precinct;
    case GroupBy::CountingGroup: return profile.counting_group;
  }
  RECANVASS_CHECK(false);
  return 0;
}

GroupCells tabulators_of(const CardStore& store, const GroupCells& by_batch) {
  CellGatherer gatherer;
  for (const GroupCell& cell : by_batch) {
    gatherer.add(store.names().batches[cell.group].tabulator, cell.code, cell.cards);
  }
  return gatherer.finish();
}

}  // namespace

std::vector<std::uint64_t> code_histogram(const CardStore& store, std::uint32_t contest) {
  RECANVASS_CHECK(contest < store.contests().size());
  std::vector<std::uint64_t> cards(store.markings(contest).size(), 0);
  for (const CardChunk& chunk : store.chunks()) {
    const ContestColumn* column = chunk.column(contest);
    if (column != nullptr) add_column(column->codes, cards);
  }
  return cards;
}

std::vector<ContestGroups> group_histograms(const CardStore& store) {
  const std::size_t contests = store.contests().size();
  std::vector<GroupCounter> counters;
  counters.reserve(contests);
  for (std::uint32_t contest = 0; contest < contests; ++contest) {
    counters.emplace_back(store.markings(contest).size());
  }
  std::vector<CellGatherer> by_batch(contests);
  std::vector<CellGatherer> by_style(contests);
  for (const CardChunk& chunk : store.chunks()) {
    for (const ContestColumn& column : chunk.columns()) {
      add_batches(chunk, column, counters[column.contest], by_batch[column.contest]);
      add_styles(store, chunk, column, by_style[column.contest]);
    }
  }
  std::vector<ContestGroups> groups(contests);
  for (std::uint32_t contest = 0; contest < contests; ++contest) {
    groups[contest].by_batch = by_batch[contest].finish();
    groups[contest].by_style = by_style[contest].finish();
    groups[contest].by_tabulator = tabulators_of(store, groups[contest].by_batch);
  }
  return groups;
}

GroupCells group_cells(const CardStore& store, std::uint32_t contest, GroupBy by) {
  RECANVASS_CHECK(contest < store.contests().size());
  const election::CardNames& names = store.names();
  CellGatherer gatherer;
  for (const CardChunk& chunk : store.chunks()) {
    const ContestColumn* column = chunk.column(contest);
    if (column == nullptr) continue;
    column->for_each_card([&](std::uint32_t row, std::uint32_t card) {
      gatherer.add(group_of(names, chunk, card, by), column->codes[row], 1);
    });
  }
  return gatherer.finish();
}

std::vector<std::uint64_t> codes_of_group(std::span<const GroupCell> cells, std::uint32_t group) {
  const auto found = std::ranges::equal_range(cells, group, {}, &GroupCell::group);
  std::vector<std::uint64_t> cards;
  for (const GroupCell& cell : found) {
    cards.resize(cell.code + 1, 0);
    cards[cell.code] = cell.cards;
  }
  return cards;
}

}  // namespace recanvass::tabulate
