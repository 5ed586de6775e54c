// Challenges and objections as JSON, as the views and the exhibit sheets show them.
// For show_challenges.cpp, show_objections.cpp and show_totals.cpp.
#pragma once

#include "workflow/operation.h"

#include <cstdint>
#include <map>
#include <string>

namespace recanvass::workflow {

/// Everything that a printed exhibit sheet holds, and nothing that another entry could change:
/// printed again, it is the same until something is said about the exhibit itself.
[[nodiscard]] base::Json exhibit_row(const Operation& operation, const Challenge& challenge);

/// A ruling with its vote by member; `counted_as` only of a challenged ballot.
[[nodiscard]] base::Json ruling_row(const Operation& operation, const Ruling& ruling);

/// The reporting unit of a batch; empty when the batch is not listed.
[[nodiscard]] std::string unit_of_batch(const Operation& operation, const std::string& batch);

/// The batch was set aside, and nothing in it is in any figure, whatever is ruled on it.
[[nodiscard]] bool is_batch_set_aside(const Operation& operation, const std::string& batch);

/// How many challenges have each status, and what is registered and not among them (always 0).
struct ChallengeTotals {
  std::int64_t registered = 0;
  std::map<ChallengeStatus, std::int64_t> by_status;

  [[nodiscard]] std::int64_t with(ChallengeStatus status) const;
};

/// {registered, open, withdrawn, stipulated, ruled, lost}
[[nodiscard]] base::Json to_json(const ChallengeTotals& totals);

}  // namespace recanvass::workflow
