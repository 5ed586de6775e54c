#include "workflow/unit_sums.h"

#include "base/quantity.h"

namespace recanvass::workflow {
namespace {

using Figures = base::Count<struct FigureTag>;

void add_to(std::int64_t& sum, std::int64_t number, std::int64_t sign) {
  sum = (Figures(sum) + Figures(number) * sign).value();
}

void add_stage(UnitSums& sums, BatchStage stage, std::int64_t sign) {
  switch (stage) {
    case BatchStage::Waiting: return;
    case BatchStage::OneEntry: sums.one_entry += sign; return;
    case BatchStage::Mismatch: sums.mismatched += sign; return;
    case BatchStage::Agreed:
    case BatchStage::Adjudicated: sums.settled += sign; return;
    case BatchStage::Void: return;
  }
}

void add_batch(UnitSums& sums, const ManifestBatch& listed, const BatchCount& counted,
               std::int64_t sign) {
  const BatchStage stage = counted.stage();
  if (stage == BatchStage::Void) return;
  sums.batches += sign;
  add_to(sums.listed_ballots, listed.ballots, sign);
  add_stage(sums, stage, sign);
  const Tally* tally = counted.standing();
  if (tally == nullptr) return;
  add_to(sums.ballots, tally->ballots, sign);
  add_to(sums.blank, tally->blank, sign);
  add_to(sums.over, tally->over, sign);
  for (const auto& [choice, votes] : tally->votes) add_to(sums.votes[choice], votes, sign);
}

void add_named(Operation& operation, const std::string& id, std::int64_t sign) {
  const auto listed = operation.commitment.batches.find(id);
  if (listed == operation.commitment.batches.end()) return;
  const auto found = operation.counting.batches.find(id);
  static const BatchCount kUntouched;
  add_batch(operation.counting.sums[listed->second.unit], listed->second,
            found == operation.counting.batches.end() ? kUntouched : found->second, sign);
}

}  // namespace

void take_out_of_sums(Operation& operation, const std::string& batch) {
  add_named(operation, batch, -1);
}

void put_into_sums(Operation& operation, const std::string& batch) {
  add_named(operation, batch, 1);
}

void change_count(Operation& operation, const std::string& batch,
                  const std::function<void(BatchCount& counted)>& change) {
  const auto& all = operation.commitment.batches;
  const auto listed = all.find(batch);
  if (listed == all.end()) {
    change(operation.counting.batches[batch]);
    return;
  }
  BatchCount& counted = operation.counting.batches.beside(all, listed);
  UnitSums& sums = operation.counting.sums[listed->second.unit];
  add_batch(sums, listed->second, counted, -1);
  change(counted);
  add_batch(sums, listed->second, counted, 1);
}

}  // namespace recanvass::workflow
