// Screens cast vote records: facts and oddities, each with how often chance makes it, the votes it
// could concern, what else explains it and the batches whose paper would settle it. An oddity is
// unexplained until its cause is known; a screen has no verdict.
// The checks: screen/card_check.h. Shown by report/card_screen_report.h.
#pragma once

#include "base/executor.h"
#include "election/card_store.h"
#include "screen/card_check.h"
#include "screen/finding.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::screen {

/// One check, what came of it and what it could have seen.
struct CheckSummary {
  CardCheck check = CardCheck::NumberTwice;
  std::int64_t tests = 0;  ///< units (and contests, choices) that were compared
  std::int64_t findings = 0;
  std::optional<double> method_p;  ///< smallest adjusted p of the family, after Holm over checks
  /// Events more on a unit of ordinary size that nine times in ten would have been found.
  std::optional<double> least_seen;
  std::string not_applied;  ///< why nothing could be compared; empty: it was
  /// Tabulators with cards that no comparison of the check reaches, by name: of ResidualVotes and
  /// TabulatorChoice.
  std::vector<std::string> not_compared;
  std::string caution;  ///< what the check cannot see though it was applied; empty: nothing to add
};

/// The lead of a contest in the records: between the last one elected and the first one not
/// elected, as many being elected as may be marked.
struct ContestLead {
  std::string contest;
  std::optional<election::VoteCount> votes;  ///< no value: no more choices with votes than places
};

/// A finding with where it stands.
struct CardFinding {
  CardCheck check = CardCheck::NumberTwice;
  std::optional<std::uint32_t> contest;  ///< no value: whole cards
  /// A fact that chance does not make, or an oddity that stands after Holm over the checks and
  /// whose votes are more than a tenth of the contest's lead: what a reader should see first.
  bool comes_first = false;
  Finding finding;
};

struct CardScreen {
  election::CardCount cards;
  std::vector<CheckSummary> checks;  ///< in the order of CardCheck
  std::vector<CardFinding> findings;  ///< by check, then the least by chance first
  std::vector<ContestLead> leads;  ///< by contest
  /// Share of cards that say what their neighbour says beyond chance: people who live together.
  double alike_by_neighbourhood = 0.0;
};

struct CardScreenAsk {
  double level = 0.05;  ///< adjusted p of a finding, at most
  std::size_t paper_batches = 3;  ///< of a finding, at most
  /// The records stand in the order in which they were counted, or in one that says nothing of
  /// their content. False: rankings with their numbers, unrolled when they were read.
  bool in_order = true;
};

/// Families (one check over all units and contests) are corrected by Benjamini and Yekutieli,
/// checks among each other by Holm. The same at any number of threads.
[[nodiscard]] CardScreen screen_cards(const election::CardStore& store, const CardScreenAsk& ask,
                                      base::Executor& executor);

}  // namespace recanvass::screen
