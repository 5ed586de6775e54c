#include "workflow/screen_cards_plan.h"

#include "base/check.h"
#include "base/figures.h"
#include "screen/card_cells.h"
#include "tabulate/groups.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace recanvass::workflow {
namespace {

// Cards and votes of the two leading choices of a contest, by batch.
struct BatchRecord {
  std::int64_t cards = 0;
  std::int64_t first = 0;
  std::int64_t second = 0;
};

class RecordedBatches {
 public:
  explicit RecordedBatches(const election::CardStore& store)
      : cells_(store), names_(tabulate::names_of_groups(store, tabulate::GroupBy::Batch)) {}

  // No value: no batch has the name.
  [[nodiscard]] const BatchRecord* of(const std::string& unit, std::uint32_t contest) {
    const auto& records = contest_records(contest);
    for (std::size_t batch = 0; batch < names_.size(); ++batch) {
      if (unit == "batch " + names_[batch]) return &records[batch];
    }
    return nullptr;
  }

 private:
  const std::vector<BatchRecord>& contest_records(std::uint32_t contest) {
    const auto [place, is_new] = records_.try_emplace(contest);
    std::vector<BatchRecord>& records = place->second;
    if (!is_new) return records;
    records.resize(names_.size());
    const screen::ContestEvents events = screen::count_events(cells_, contest);
    std::vector<std::uint64_t> votes(events.kinds - screen::ContestEvents::kChoices, 0);
    for (std::size_t cell = 0; cell < events.cards.size(); ++cell) {
      for (std::size_t i = 0; i < votes.size(); ++i) {
        votes[i] += events.of(cell, screen::ContestEvents::kChoices + i);
      }
    }
    std::vector<std::size_t> leading(votes.size());
    for (std::size_t i = 0; i < leading.size(); ++i) leading[i] = i;
    std::ranges::stable_sort(leading,
                             [&](std::size_t a, std::size_t b) { return votes[a] > votes[b]; });
    for (std::size_t cell = 0; cell < events.cards.size(); ++cell) {
      BatchRecord& record = records[cells_.cells()[cell].batch];
      record.cards += static_cast<std::int64_t>(events.cards[cell]);
      const auto votes_of = [&](std::size_t rank) {
        if (rank >= leading.size()) return std::int64_t{0};
        return static_cast<std::int64_t>(
            events.of(cell, screen::ContestEvents::kChoices + leading[rank]));
      };
      record.first += votes_of(0);
      record.second += votes_of(1);
    }
    return records;
  }

  screen::CardCells cells_;
  std::vector<std::string> names_;
  std::map<std::uint32_t, std::vector<BatchRecord>> records_;
};

base::Json assertion_of_batch(const screen::CardFinding& found, const screen::PaperTarget& target,
                              const BatchRecord& record) {
  const auto [fewer, more] = std::minmax(record.first, record.second);
  const std::int64_t off = std::clamp<std::int64_t>(target.in_question->value(), 1, record.cards);
  return {{"words", fmt::format("the count of {} is off by fewer than {} ({})", target.unit,
                                base::counted(off, "vote", "votes"), found.finding.title)},
          {"recorded", {{"cards", record.cards}, {"winner", more}, {"loser", fewer}}},
          {"off_by", off}};
}

}  // namespace

CardsPlan plan_of_cards(const election::CardStore& store, const screen::CardScreen& screen) {
  CardsPlan plan;
  RecordedBatches recorded(store);
  std::map<std::string, base::Json> contests;  // by name, with its assertions
  std::vector<std::string> order;
  for (const screen::CardFinding& found : screen.findings) {
    if (!found.comes_first) continue;
    bool planned = false;
    for (const screen::PaperTarget& target : found.finding.paper) {
      if (!found.contest || !target.in_question) continue;
      const BatchRecord* record = recorded.of(target.unit, *found.contest);
      // More votes than cards: several may be marked, and one card says of several votes.
      if (record == nullptr || record->cards == 0 ||
          record->first + record->second > record->cards) {
        continue;
      }
      const std::string name =
          fmt::format("{}, {}", target.unit, screen.leads[*found.contest].contest);
      const auto [place, is_new] = contests.try_emplace(name, base::Json::array());
      if (is_new) order.push_back(name);
      place->second.push_back(assertion_of_batch(found, target, *record));
      planned = true;
    }
    if (!planned) ++plan.not_sampled;
  }
  plan.batches = order.size();
  base::Json list = base::Json::array();
  for (const std::string& name : order) {
    list.push_back({{"name", name}, {"assertions", std::move(contests.at(name))}});
  }
  plan.file = {{"schema", "recanvass.audit-contests/1"}, {"contests", std::move(list)}};
  return plan;
}

}  // namespace recanvass::workflow
