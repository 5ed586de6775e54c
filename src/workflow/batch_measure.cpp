// Hand counts of the batches that were drawn against their reported totals.
#include "formats/name_map.h"
#include "formats/problem_list.h"
#include "workflow/batch_audit.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

// The counts of every batch that was drawn, checked and held against the report.
class BatchCounting {
 public:
  BatchCounting(const BatchAudit& audit, const BatchDrawn& drawn,
                const std::vector<BatchTable>& counts)
      : audit_(audit), drawn_(drawn), tables_(counts) {
    const std::size_t many = audit.weights.size();
    is_drawn_.assign(many, 0);
    for (const DrawnBatch& draw : drawn.draws) is_drawn_[draw.batch] = 1;
    found_.resize(many);
    counted_.resize(audit.contests.size());
    for (auto& contest : counted_) contest.resize(many);
  }

  base::Result<MeasuredBatchAudit> run(const std::optional<std::string>& function) {
    for (const BatchTable& table : tables_) take(table);
    find_missing_counts();
    if (!problems_.empty()) return problems_.take();
    MeasuredBatchAudit measured;
    for (std::size_t batch = 0; batch < is_drawn_.size(); ++batch) {
      if (is_drawn_[batch] == 0) continue;
      ++measured.batches_counted;
      measured.cards_counted += *found_[batch];
    }
    for (std::size_t at = 0; at < audit_.contests.size(); ++at) {
      measured.contests.push_back(measure_one(at, function));
    }
    if (!problems_.empty()) return problems_.take();
    return measured;
  }

 private:
  void take(const BatchTable& table);
  void take_batch(const formats::ReturnsTable& table, const BatchTotals& totals, std::size_t batch);
  void take_contest(const formats::ReturnsTable& table, const BatchTotals& totals, std::size_t at,
                    std::size_t batch);
  void find_missing_counts();
  std::optional<MeasuredBatchContest> measure_one(std::size_t at,
                                                  const std::optional<std::string>& function);
  [[nodiscard]] const std::string& name_of(std::size_t batch) const {
    return audit_.batches.batches()[batch].name;
  }
  void refuse(const char* cause, base::Place place, std::string found, std::string wanted,
              std::string mend) {
    problems_.add({cause, std::move(place), std::move(found), std::move(wanted), std::move(mend)});
  }

  const BatchAudit& audit_;
  const BatchDrawn& drawn_;
  const std::vector<BatchTable>& tables_;
  std::vector<char> is_drawn_;
  std::vector<std::optional<std::int64_t>> found_;  // cards by batch; no value: not counted
  std::vector<std::vector<std::vector<std::int64_t>>> counted_;  // by contest, batch and choice
  formats::ProblemList problems_;
};

void BatchCounting::take(const BatchTable& table) {
  std::vector<std::string> names;
  for (const BatchedContest& one : audit_.contests) names.push_back(one.asserted.contest.name);
  const auto totals = totals_by_batch(table.table, audit_.batches, names);
  if (!totals) return problems_.add_all(totals.problems());
  for (std::size_t batch = 0; batch < is_drawn_.size(); ++batch) {
    if (totals->rows[batch] != 0) take_batch(table.table, *totals, batch);
  }
}

void BatchCounting::take_batch(const formats::ReturnsTable& table, const BatchTotals& totals,
                               std::size_t batch) {
  const base::Place place{table.file, totals.rows[batch], name_of(batch)};
  if (is_drawn_[batch] == 0) {
    return refuse("counts.batch", place, "a count of a batch that was not drawn",
                  "batches of the draw",
                  "Counts of other batches are no evidence; take the row out.");
  }
  if (found_[batch]) {
    return refuse("counts.twice", place, "a second count of a batch", "one",
                  "Keep the one that the board settled on.");
  }
  const auto found = totals.cards[batch];
  const std::int64_t listed = audit_.batches.batches()[batch].cards;
  if (!found) {
    return refuse("counts.missing", place, "no cards", "how many cards were found in it",
                  "Add a column \"Cards found\": cards that are not there count as badly as they "
                  "can.");
  }
  if (*found > listed) {
    return refuse("counts.cards", place, fmt::format("{} cards", *found),
                  fmt::format("at most the {} of the manifest", listed),
                  "The manifest is wrong: cards that it lacks could not be drawn. Correct it and "
                  "begin again before a new seed.");
  }
  found_[batch] = *found;
  for (std::size_t at = 0; at < counted_.size(); ++at) take_contest(table, totals, at, batch);
}

void BatchCounting::take_contest(const formats::ReturnsTable& table, const BatchTotals& totals,
                                 std::size_t at, std::size_t batch) {
  const election::CardContest& contest = audit_.contests[at].asserted.contest;
  const ContestTotals& typed = totals.contests[at];
  const base::Place place{table.file, totals.rows[batch], contest.name};
  std::vector<std::string> known;
  for (const auto& choice : contest.choices) known.push_back(choice.name);
  std::vector<std::optional<std::int64_t>> votes(known.size());
  for (std::size_t i = 0; i < typed.choices.size(); ++i) {
    const auto is = std::ranges::find_if(known, [&](const std::string& one) {
      return formats::equal_but_for_case(one, typed.choices[i]);
    });
    if (is == known.end()) {
      refuse("counts.choice", place, formats::quote(typed.choices[i]), "a choice of the report",
             formats::suggest(typed.choices[i], known, "Name it as the report does."));
      continue;
    }
    votes[static_cast<std::size_t>(is - known.begin())] = typed.votes[batch][i];
  }
  std::int64_t all = 0;
  std::int64_t largest = 0;
  auto& counted = counted_[at][batch];
  for (std::size_t i = 0; i < votes.size(); ++i) {
    if (!votes[i]) {
      refuse("counts.missing", place, "no count of " + known[i], "its votes in the batch",
             "Write 0 where nobody voted for it.");
    }
    counted.push_back(votes[i].value_or(0));
    all += counted.back();
    largest = std::max(largest, counted.back());
  }
  if (largest <= *found_[batch] &&
      (contest.vote_for == 0 || all <= contest.vote_for * *found_[batch])) {
    return;
  }
  refuse("batches.votes", place,
         fmt::format("{} votes for all, {} for one, on {} cards", all, largest, *found_[batch]),
         "no more votes than the cards can give", "Count the batch again.");
}

void BatchCounting::find_missing_counts() {
  // A row that is refused is not missing as well.
  if (!problems_.empty()) return;
  for (std::size_t batch = 0; batch < is_drawn_.size(); ++batch) {
    if (is_drawn_[batch] == 0 || found_[batch]) continue;
    refuse("counts.missing", {tables_.empty() ? "" : tables_.back().table.file, 0, name_of(batch)},
           "no count", "a count of every batch that was drawn", "Count it by hand.");
  }
}

std::optional<MeasuredBatchContest> BatchCounting::measure_one(
    std::size_t at, const std::optional<std::string>& function) {
  const BatchedContest& contest = audit_.contests[at];
  if (contest.claims.empty()) return std::nullopt;
  MeasuredBatchContest result{function.value_or(contest.asserted.risk_function), {}, {}};
  audit::BatchCounts counts{drawn_.batches(), {}, 0};
  counts.overstated.assign(contest.claims.size(),
                           std::vector<std::int64_t>(audit_.weights.size(), 0));
  for (std::size_t batch = 0; batch < is_drawn_.size(); ++batch) {
    if (is_drawn_[batch] == 0) continue;
    const std::int64_t listed = audit_.batches.batches()[batch].cards;
    const std::int64_t missing = listed - *found_[batch];
    counts.missing_cards += std::max<std::int64_t>(0, missing);
    std::optional<BatchDifference> worst;
    for (std::size_t claim = 0; claim < contest.claims.size(); ++claim) {
      const std::int64_t counted =
          audit::batch_sum(contest.asserted.assertions[claim].assertion.assorter,
                           {listed, counted_[at][batch]}, missing);
      const std::int64_t over = contest.claims[claim].reported[batch] - counted;
      counts.overstated[claim][batch] = over;
      if (over == 0 && missing == 0) continue;
      if (!worst || over > worst->overstated) worst = {batch, claim, over, missing};
    }
    if (worst) result.differences.push_back(*worst);
  }
  auto measured =
      audit::measure_batches({contest.asserted.contest.name, contest.claims, audit_.weights,
                              contest.asserted.risk_limit, result.risk_function},
                             counts);
  if (!measured) {
    problems_.add_all(measured.problems());
    return std::nullopt;
  }
  result.measured = std::move(measured).value();
  return result;
}

}  // namespace

base::Result<MeasuredBatchAudit> measure_batch_audit(const BatchAudit& audit,
                                                     const BatchDrawn& drawn,
                                                     const std::vector<BatchTable>& counts,
                                                     const std::optional<std::string>& function) {
  return BatchCounting(audit, drawn, counts).run(function);
}

}  // namespace recanvass::workflow
