#include "workflow/batch_totals.h"

#include "formats/name_map.h"
#include "formats/problem_list.h"
#include "reconcile/batch_cards.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::workflow {
namespace {

using formats::ReturnsTable;

std::string placed_name(const std::string& place, const std::string& name) {
  return place.empty() ? name : place + "-" + name;
}

class TotalsByBatch {
 public:
  TotalsByBatch(const ReturnsTable& table, const NamedBatches& batches,
                const std::vector<std::string>& contests)
      : table_(table), batches_(batches), contests_(contests) {
    const std::size_t many = batches.batches().size();
    totals_.cards.resize(many);
    totals_.rows.assign(many, 0);
    totals_.contests.resize(contests.size());
    for (ContestTotals& contest : totals_.contests) contest.votes.resize(many);
  }

  base::Result<BatchTotals> run() {
    find_sections();
    find_units();
    for (const ReturnsTable::Figure& figure : table_.figures) add(figure);
    // Choices that later rows name first leave earlier batches without a figure.
    for (ContestTotals& contest : totals_.contests) {
      for (auto& votes : contest.votes) votes.resize(contest.choices.size());
    }
    if (!problems_.empty()) return problems_.take();
    return std::move(totals_);
  }

 private:
  void find_sections();
  void find_units();
  void add(const ReturnsTable::Figure& figure);
  void refuse(const char* cause, std::int64_t line, const std::string& column, std::string found,
              std::string wanted, std::string mend) {
    problems_.add(
        {cause, {table_.file, line, column}, std::move(found), std::move(wanted), std::move(mend)});
  }

  const ReturnsTable& table_;
  const NamedBatches& batches_;
  const std::vector<std::string>& contests_;
  std::vector<std::optional<std::size_t>> contest_of_;  // by section
  std::vector<std::optional<std::size_t>> batch_of_;  // by unit
  BatchTotals totals_;
  formats::ProblemList problems_;
};

void TotalsByBatch::find_sections() {
  std::vector<std::string> known;
  for (const ReturnsTable::Section& section : table_.sections) {
    const bool only = section.contest.empty() && contests_.size() == 1;
    std::optional<std::size_t> of;
    for (std::size_t i = 0; i < contests_.size(); ++i) {
      if (only || formats::equal_but_for_case(section.contest, contests_[i])) of = i;
    }
    contest_of_.push_back(of);
    if (section.contest != formats::kEveryContest) known.push_back(section.contest);
  }
  for (std::size_t i = 0; i < contests_.size(); ++i) {
    if (std::ranges::find(contest_of_, std::optional(i)) != contest_of_.end()) continue;
    refuse("batches.contest", 0, contests_[i],
           known.empty() ? "no contest" : "contests " + formats::listed(known, 8),
           "its votes by batch",
           formats::suggest(contests_[i], known,
                            "Name its columns \"contest - choice\", as in the audit's file."));
  }
}

void TotalsByBatch::find_units() {
  std::map<std::size_t, std::string> taken;
  for (const ReturnsTable::Unit& unit : table_.units) {
    const auto batch = batches_.find(unit.name);
    batch_of_.push_back(batch);
    if (!batch) {
      refuse("batches.unknown", 0, unit.name, formats::quote(unit.name),
             "a batch of the manifest with cards",
             formats::suggest(unit.name, batches_.names(),
                              "Write its name as in the manifest, or TABULATOR-BATCH."));
      continue;
    }
    const auto [had, added] = taken.try_emplace(*batch, unit.name);
    if (added) continue;
    refuse("batches.twice", 0, unit.name, formats::quote(had->second) + " is the same batch",
           "each batch once", "Take one of the two out.");
  }
}

void TotalsByBatch::add(const ReturnsTable::Figure& figure) {
  const auto batch = batch_of_[figure.unit];
  if (!batch) return;
  const std::string& key = table_.choices.name(figure.choice);
  const std::string choice(formats::choice_name(key));
  totals_.rows[*batch] = figure.line;
  if (figure.votes < 0) {
    return refuse("batches.unknown-votes", figure.line, choice, "no number", "a number of votes",
                  "An audit needs every figure of every batch.");
  }
  if (key == formats::kBallots) {
    totals_.cards[*batch] = figure.votes;
    return;
  }
  const auto contest = contest_of_[figure.section];
  if (!contest || key.starts_with('@')) return;
  ContestTotals& totals = totals_.contests[*contest];
  const auto at = std::ranges::find(totals.choices, choice) - totals.choices.begin();
  if (at == std::ssize(totals.choices)) totals.choices.push_back(choice);
  auto& votes = totals.votes[*batch];
  votes.resize(totals.choices.size());
  auto& cell = votes[static_cast<std::size_t>(at)];
  if (cell) {
    return refuse("batches.twice", figure.line, choice,
                  "a second figure for batch " + batches_.batches()[*batch].name,
                  "one figure a batch and choice",
                  "Give one row a batch; add up kinds of voting and lines of one candidate.");
  }
  cell = figure.votes;
}

}  // namespace

base::Result<NamedBatches> NamedBatches::make(const election::BallotManifest& manifest,
                                              const std::string& file) {
  NamedBatches named;
  std::map<std::string, int> names;
  std::map<std::string, int> with_tabulator;
  for (const election::ManifestBatch& batch : manifest.batches()) {
    if (batch.cards == election::CardCount(0)) continue;
    ++names[reconcile::plain_form(batch.name)];
    ++with_tabulator[reconcile::plain_form(placed_name(batch.tabulator, batch.name))];
  }
  base::Problems problems;
  std::set<std::string> taken;
  for (const election::ManifestBatch& batch : manifest.batches()) {
    if (batch.cards == election::CardCount(0)) continue;
    const std::string tabulator = placed_name(batch.tabulator, batch.name);
    const std::string container = placed_name(batch.container, batch.name);
    const bool alone = names[reconcile::plain_form(batch.name)] == 1;
    const bool by_tabulator = with_tabulator[reconcile::plain_form(tabulator)] == 1;
    const std::string& name = alone ? batch.name : by_tabulator ? tabulator : container;
    if (!taken.insert(reconcile::plain_form(name)).second) {
      problems.push_back({"batches.same-name",
                          {file, 0, name},
                          "two batches that no name tells apart",
                          "batches with names of their own",
                          "Name them differently in the manifest and in the table."});
    }
    for (const std::string& one : std::set<std::string>{batch.name, tabulator, container}) {
      named.by_name_[reconcile::plain_form(one)].push_back(named.batches_.size());
    }
    named.batches_.push_back({name, batch.container, batch.cards.value()});
  }
  if (named.batches_.empty()) {
    problems.push_back({"batches.none",
                        {file, 0, ""},
                        "a manifest without cards",
                        "batches with cards",
                        "Name the manifest of the election."});
  }
  if (!problems.empty()) return problems;
  return named;
}

std::optional<std::size_t> NamedBatches::find(std::string_view name) const {
  const auto found = by_name_.find(reconcile::plain_form(name));
  if (found == by_name_.end()) return std::nullopt;
  std::vector<std::size_t> different = found->second;
  different.erase(std::unique(different.begin(), different.end()), different.end());
  if (different.size() == 1) return different.front();
  // A name of its own comes before what others are called in another way.
  for (const std::size_t batch : different) {
    if (reconcile::plain_form(batches_[batch].name) == found->first) return batch;
  }
  return std::nullopt;
}

std::vector<std::string> NamedBatches::names() const {
  std::vector<std::string> names;
  for (const Batch& batch : batches_) names.push_back(batch.name);
  return names;
}

base::Result<BatchTotals> totals_by_batch(const ReturnsTable& table, const NamedBatches& batches,
                                          const std::vector<std::string>& contests) {
  return TotalsByBatch(table, batches, contests).run();
}

}  // namespace recanvass::workflow
