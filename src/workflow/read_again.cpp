#include "workflow/read_again.h"

#include "workflow/challenge_rows.h"
#include "workflow/challenge_sums.h"
#include "workflow/use_case.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

using Moved = std::vector<std::pair<std::uint64_t, const Challenge*>>;

std::int64_t votes_for(const std::map<std::string, std::int64_t>& votes, const std::string& id) {
  const auto found = votes.find(id);
  return found == votes.end() ? 0 : found->second;
}

bool is_moved_by(const Operation& operation, const Tally& before, const Tally& after,
                 const Adjustment& ruled) {
  return after.ballots - before.ballots == ruled.ballots &&
         after.blank - before.blank == ruled.blank && after.over - before.over == ruled.over &&
         std::ranges::all_of(operation.setup.choices, [&](const SetupChoice& choice) {
           return votes_for(after.votes, choice.id) - votes_for(before.votes, choice.id) ==
                  votes_for(ruled.votes, choice.id);
         });
}

// Names of the exhibits that the figures of the batch have in them: they differ from what somebody
// read before the first of these was settled by exactly what they move.
std::string rulings_in(const Operation& operation, const Moved& moved, const std::string& batch,
                       const BatchCount& counted) {
  const Tally* after = counted.standing();
  if (after == nullptr) return {};
  Adjustment ruled;
  std::string names;
  std::uint64_t first = after->position;
  for (const auto& [settled, exhibit] : moved) {
    if (exhibit->batch != batch || settled > after->position) continue;
    ruled.add(adjustment_of(operation.setup, *exhibit));
    names += (names.empty() ? "" : ", ") + exhibit->exhibit;
    first = std::min(first, settled);
  }
  if (names.empty()) return {};
  const bool has = std::ranges::any_of(counted.entries, [&](const BlindEntry& entry) {
    const auto before =
        std::find_if(entry.revisions.rbegin(), entry.revisions.rend(),
                     [&](const Tally& revision) { return revision.position < first; });
    return before != entry.revisions.rend() && is_moved_by(operation, *before, *after, ruled);
  });
  return has ? names : std::string();
}

}  // namespace

Moved moved_exhibits(const Operation& operation, const std::string& unit) {
  Moved moved;
  const auto batches = operation.commitment.unit_batches.find(unit);
  if (batches == operation.commitment.unit_batches.end()) return moved;
  for (const std::string& id : batches->second) {
    const auto exhibits = operation.judging.challenges.of_batch.find(id);
    if (exhibits == operation.judging.challenges.of_batch.end()) continue;
    if (is_batch_set_aside(operation, id)) continue;
    for (const std::string& name : exhibits->second) {
      const Challenge& exhibit = operation.judging.challenges.by_exhibit.at(name);
      if (exhibit.stands_as() == exhibit.counted_as) continue;
      moved.emplace_back(
          exhibit.rulings.empty() ? exhibit.stipulation->position : exhibit.rulings.back().position,
          &exhibit);
    }
  }
  return moved;
}

base::Problems check_tallies_without_rulings(const Operation& operation, const std::string& unit) {
  base::Problems problems;
  const Moved moved = moved_exhibits(operation, unit);
  if (moved.empty()) return problems;
  for (const std::string& id : operation.commitment.unit_batches.at(unit)) {
    const auto counted = operation.counting.batches.find(id);
    if (counted == operation.counting.batches.end() || counted->second.is_void) continue;
    const std::string names = rulings_in(operation, moved, id, counted->second);
    if (names.empty()) continue;
    problems.push_back(refusal(
        "count.tally-rulings",
        fmt::format("batch {}: its figures were changed by what exhibit {} moves, after that was "
                    "settled",
                    id, names),
        "the tally as the ballots were read on the spot: the register moves what was ruled",
        "Settle the batch as it was first read (tally.adjudicate); the ruling is added to it."));
  }
  return problems;
}

}  // namespace recanvass::workflow
