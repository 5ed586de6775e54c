// One sheet's figures, and what they must add up to before they are taken.
// Used by workflow/counting.h.
#pragma once

#include "base/json.h"
#include "base/problem.h"
#include "workflow/command.h"

#include <cstdint>
#include <map>
#include <string>

namespace recanvass::workflow {

/// What a team read from one batch.
struct Tally {
  std::int64_t ballots = 0;                   ///< ballots counted in the batch
  std::map<std::string, std::int64_t> votes;  ///< by choice id, every choice
  std::int64_t blank = 0;                     ///< votes not used
  std::int64_t over = 0;                      ///< votes lost to overvotes
  std::string reason;                         ///< code, when it does not balance
  std::string words;                          ///< what the reason means here
  std::uint64_t position = 0;
  std::string author;
  std::string receipt;
  std::string claimed_time;

  /// Votes, blank and over together.
  [[nodiscard]] std::int64_t accounted() const;
  /// Whether the figures of two sheets are the same; who wrote them and when does not matter.
  [[nodiscard]] bool same_figures(const Tally& other) const;
};

/// The fields of every command that carries a tally.
[[nodiscard]] std::vector<Field> tally_fields();

/// Reads a checked body.
[[nodiscard]] Tally tally_in(const base::Json& body);

/// What speaks against a tally of a batch with `listed_ballots` on the manifest. Votes above
/// ballots x vote_for, and more votes for one choice than ballots, are refused always; anything
/// else that does not balance needs a reason.
/// Causes: tally.choice, tally.impossible, tally.balance, tally.batch-size, tally.reason.
[[nodiscard]] base::Problems tally_problems(const Tally& tally,
                                            const std::vector<std::string>& choices,
                                            std::int64_t vote_for, std::int64_t listed_ballots);

/// Reason codes for a tally that does not balance.
[[nodiscard]] const std::vector<std::string>& balance_reasons();

}  // namespace recanvass::workflow
