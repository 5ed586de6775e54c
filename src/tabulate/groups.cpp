#include "tabulate/groups.h"

#include "base/check.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace recanvass::tabulate {
namespace {

using election::CardChunk;
using election::CardStore;
using election::ContestColumn;
using election::NumberColumn;

// Cells are gathered as they are met and put together when there are many: a ranked contest has
// too many codes for a table of groups times codes.
class CellGatherer {
 public:
  void add(const GroupCell& cell) {
    cells_.push_back(cell);
    if (cells_.size() >= limit_) put_together();
  }
  void add(std::uint32_t group, std::uint32_t code, std::uint64_t cards) {
    add({group, code, cards});
  }
  /// What another gatherer gave: put in its place, where that is not the end.
  void add_sorted(const GroupCells& cells) {
    const std::size_t before = cells_.size();
    cells_.insert(cells_.end(), cells.begin(), cells.end());
    if (before == 0 || cells.empty() || !comes_before(cells.front(), cells_[before - 1])) return;
    const auto middle = cells_.begin() + static_cast<std::ptrdiff_t>(before);
    std::inplace_merge(cells_.begin(), middle, cells_.end(), comes_before);
  }
  [[nodiscard]] GroupCells finish() {
    put_together();
    return std::move(cells_);
  }

 private:
  static bool comes_before(const GroupCell& a, const GroupCell& b) {
    return a.group != b.group ? a.group < b.group : a.code < b.code;
  }
  void put_together() {
    if (!std::ranges::is_sorted(cells_, comes_before)) std::ranges::sort(cells_, comes_before);
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

// Calls `visit` with a contest's codes as they lie: the loops over cards are the whole cost.
template <class Visit>
void with_codes(const NumberColumn& codes, Visit&& visit) {
  switch (codes.width()) {
    case 1: visit(codes.as<std::uint8_t>()); return;
    case 2: visit(codes.as<std::uint16_t>()); return;
    default: visit(codes.as<std::uint32_t>()); return;
  }
}

// Counts codes of one group after another. Where there are few codes all are visited at the end of
// a group; else only those that were met.
class GroupCounter {
 public:
  explicit GroupCounter(std::size_t codes) : cards_(codes, 0), few_(codes <= kFew) {}
  void add(std::uint32_t code) {
    if (cards_[code]++ == 0 && !few_) met_.push_back(code);
  }
  /// The codes' cards, to be counted in directly; null where codes are many.
  [[nodiscard]] std::uint64_t* small_table() { return few_ ? cards_.data() : nullptr; }
  /// What is counted from here on is of this group. A group that goes on in the next chunk stays
  /// open, so that its cells come once and in order.
  void open(std::uint32_t group, CellGatherer& gatherer) {
    if (group == group_) return;
    close(gatherer);
    group_ = group;
  }
  void close(CellGatherer& gatherer) {
    if (few_) {
      for (std::uint32_t code = 0; code < cards_.size(); ++code) {
        if (cards_[code] > 0) gatherer.add(group_, code, cards_[code]);
        cards_[code] = 0;
      }
      return;
    }
    std::ranges::sort(met_);
    for (const std::uint32_t code : met_) {
      gatherer.add(group_, code, cards_[code]);
      cards_[code] = 0;
    }
    met_.clear();
  }

 private:
  static constexpr std::size_t kFew = 64;
  std::vector<std::uint64_t> cards_;
  std::vector<std::uint32_t> met_;
  std::uint32_t group_ = 0;
  bool few_;
};

// One contest in groups that come in any order: a table of groups times codes where that is small.
class TableCounter {
 public:
  TableCounter(std::size_t groups, std::size_t codes)
      : codes_(codes), table_(groups * codes <= kSmall ? groups * codes : 0, 0) {}

  [[nodiscard]] std::size_t codes() const { return codes_; }
  /// Groups times codes, to be counted in directly; null where it would be large.
  [[nodiscard]] std::uint64_t* small_table() { return table_.empty() ? nullptr : table_.data(); }
  void add(std::uint32_t group, std::uint32_t code, std::uint64_t cards) {
    if (table_.empty()) {
      gatherer_.add(group, code, cards);
    } else {
      table_[group * codes_ + code] += cards;
    }
  }

  [[nodiscard]] GroupCells finish() {
    for (std::size_t at = 0; at < table_.size(); ++at) {
      if (table_[at] == 0) continue;
      gatherer_.add(static_cast<std::uint32_t>(at / codes_),
                    static_cast<std::uint32_t>(at % codes_), table_[at]);
    }
    return gatherer_.finish();
  }

 private:
  static constexpr std::size_t kSmall = std::size_t{1} << 18U;
  std::size_t codes_;
  std::vector<std::uint64_t> table_;
  CellGatherer gatherer_;
};

// One contest in groups, over some chunks.
struct ContestCounters {
  GroupCounter batch;
  TableCounter by_style;
  CellGatherer by_batch;
};

// Both kinds of groups in one pass over the cards. Small tables are counted in where they lie.
void add_column(const CardChunk& chunk, const ContestColumn& column,
                std::span<const std::uint32_t> style_of_card, ContestCounters& counters) {
  const auto runs = chunk.runs();
  std::size_t run = 0;
  std::uint32_t end = 0;
  const auto open_run = [&] {
    end = run + 1 < runs.size() ? runs[run + 1].first : chunk.cards();
    counters.batch.open(runs[run].batch, counters.by_batch);
  };
  open_run();
  const auto enter = [&](std::uint32_t card) {
    while (card >= end) {
      ++run;
      open_run();
    }
  };
  const std::size_t stride = counters.by_style.codes();
  std::uint64_t* const batch = counters.batch.small_table();
  std::uint64_t* const style = counters.by_style.small_table();
  with_codes(column.codes, [&](auto codes) {
    if (batch != nullptr && style != nullptr) {
      column.for_each_card([&](std::uint32_t row, std::uint32_t card) {
        if (card >= end) enter(card);
        const std::size_t code = codes[row];
        ++batch[code];
        ++style[style_of_card[card] * stride + code];
      });
    } else {
      column.for_each_card([&](std::uint32_t row, std::uint32_t card) {
        if (card >= end) enter(card);
        counters.batch.add(codes[row]);
        counters.by_style.add(style_of_card[card], codes[row], 1);
      });
    }
  });
}

std::vector<std::uint32_t> styles_of(const CardStore& store, const CardChunk& chunk) {
  std::vector<std::uint32_t> styles(chunk.cards());
  for (std::uint32_t card = 0; card < chunk.cards(); ++card) {
    styles[card] = store.names().profiles[chunk.profiles()[card]].style;
  }
  return styles;
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
    case GroupBy::Everything: return 0;
  }
  RECANVASS_CHECK(false);
  return 0;
}

GroupCells tabulators_of(const CardStore& store, std::size_t codes, const GroupCells& by_batch) {
  TableCounter counter(store.names().tabulators.size(), codes);
  for (const GroupCell& cell : by_batch) {
    counter.add(store.names().batches[cell.group].tabulator, cell.code, cell.cards);
  }
  return counter.finish();
}

// Parts that may be counted side by side; their sum is the same however many are.
constexpr std::size_t kBlocks = 8;

std::vector<ContestGroups> groups_of_chunks(const CardStore& store, std::size_t first,
                                            std::size_t end) {
  const std::size_t contests = store.contests().size();
  std::vector<ContestCounters> counters;
  counters.reserve(contests);
  for (std::uint32_t contest = 0; contest < contests; ++contest) {
    const std::size_t codes = store.markings(contest).size();
    counters.push_back({GroupCounter(codes), TableCounter(store.names().styles.size(), codes), {}});
  }
  for (std::size_t at = first; at < end; ++at) {
    const CardChunk& chunk = store.chunks()[at];
    const auto style_of_card = styles_of(store, chunk);
    for (const ContestColumn& column : chunk.columns()) {
      add_column(chunk, column, style_of_card, counters[column.contest]);
    }
  }
  std::vector<ContestGroups> groups(contests);
  for (std::uint32_t contest = 0; contest < contests; ++contest) {
    counters[contest].batch.close(counters[contest].by_batch);
    groups[contest].by_batch = counters[contest].by_batch.finish();
    groups[contest].by_style = counters[contest].by_style.finish();
  }
  return groups;
}

}  // namespace

std::vector<std::uint64_t> code_histogram(const CardStore& store, std::uint32_t contest) {
  RECANVASS_CHECK(contest < store.contests().size());
  std::vector<std::uint64_t> cards(store.markings(contest).size(), 0);
  for (const CardChunk& chunk : store.chunks()) {
    const ContestColumn* column = chunk.column(contest);
    if (column == nullptr) continue;
    with_codes(column->codes, [&](auto codes) {
      for (const auto code : codes) ++cards[code];
    });
  }
  return cards;
}

std::span<const GroupBy> kinds_of_groups() {
  static constexpr std::array kKinds = {GroupBy::Batch, GroupBy::Style, GroupBy::Tabulator,
                                        GroupBy::Precinct, GroupBy::CountingGroup};
  return kKinds;
}

std::string_view name_of(GroupBy by) {
  switch (by) {
    case GroupBy::Batch: return "batch";
    case GroupBy::Style: return "style";
    case GroupBy::Tabulator: return "tabulator";
    case GroupBy::Precinct: return "precinct";
    case GroupBy::CountingGroup: return "counting-group";
    case GroupBy::Everything: return "everything";
  }
  RECANVASS_CHECK(false);
  return {};
}

std::vector<std::string> names_of_groups(const CardStore& store, GroupBy by) {
  const election::CardNames& names = store.names();
  switch (by) {
    case GroupBy::Batch: {
      std::vector<std::string> list;
      for (const auto& batch : names.batches) {
        const std::string& tabulator = names.tabulators[batch.tabulator];
        list.push_back(tabulator.empty() ? batch.name : tabulator + "-" + batch.name);
      }
      return list;
    }
    case GroupBy::Style: return names.styles;
    case GroupBy::Tabulator: return names.tabulators;
    case GroupBy::Precinct: return names.precincts;
    case GroupBy::CountingGroup: return names.counting_groups;
    case GroupBy::Everything: return {std::string()};
  }
  RECANVASS_CHECK(false);
  return {};
}

std::vector<ContestGroups> group_histograms(const CardStore& store, base::Executor& executor) {
  const std::size_t chunks = store.chunks().size();
  const std::size_t blocks = std::min(kBlocks, chunks);
  std::vector<std::vector<ContestGroups>> parts(blocks);
  executor.run_blocks(blocks, [&](std::size_t block) {
    parts[block] = groups_of_chunks(store, chunks * block / blocks, chunks * (block + 1) / blocks);
  });
  std::vector<ContestGroups> groups(store.contests().size());
  for (std::size_t contest = 0; contest < groups.size(); ++contest) {
    CellGatherer by_batch;
    CellGatherer by_style;
    for (const auto& part : parts) {
      by_batch.add_sorted(part[contest].by_batch);
      by_style.add_sorted(part[contest].by_style);
    }
    groups[contest].by_batch = by_batch.finish();
    groups[contest].by_style = by_style.finish();
    groups[contest].by_tabulator =
        tabulators_of(store, store.markings(static_cast<std::uint32_t>(contest)).size(),
                      groups[contest].by_batch);
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

std::vector<BatchCell> group_and_batch_cells(const CardStore& store, std::uint32_t contest,
                                             GroupBy by) {
  RECANVASS_CHECK(contest < store.contests().size());
  const election::CardNames& names = store.names();
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::uint64_t> cards_of;
  for (const CardChunk& chunk : store.chunks()) {
    const ContestColumn* column = chunk.column(contest);
    if (column == nullptr) continue;
    column->for_each_card([&](std::uint32_t row, std::uint32_t card) {
      ++cards_of[{group_of(names, chunk, card, by), chunk.run_of(card).batch, column->codes[row]}];
    });
  }
  std::vector<BatchCell> cells;
  for (const auto& [key, cards] : cards_of) {
    const auto [group, batch, code] = key;
    cells.push_back({group, batch, code, cards});
  }
  return cells;
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
