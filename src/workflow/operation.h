// The state of an operation: what the ledger's entries add up to. A pure fold of events; it can be
// thrown away and rebuilt at any time. Each part belongs to the use cases of one stage.
// Next: workflow/fold.h.
#pragma once

#include "law/knowledge.h"
#include "ledger/merkle.h"
#include "workflow/audits.h"
#include "workflow/commitment.h"
#include "workflow/counting.h"
#include "workflow/deciding.h"
#include "workflow/judging.h"
#include "workflow/opening.h"
#include "workflow/people.h"
#include "workflow/reconciling.h"
#include "workflow/setup.h"

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace recanvass::workflow {

struct Operation {
  const law::KnowledgeBase* law = nullptr;  ///< what the state may ask of the law; not null

  std::uint64_t entries = 0;  ///< events applied
  std::vector<ledger::Hash> leaf_hashes;  ///< of every entry, so that a root can be compared
  /// Position of each accepted command, by author and then by idempotency key; never walked.
  std::map<std::string, std::unordered_map<std::string, std::uint64_t>> accepted;
  std::string latest_claimed_time;  ///< the latest claim so far; an earlier one is a warning

  Setup setup;
  People people;
  Opening opening;
  Commitment commitment;
  Audits audits;
  Counting counting;
  Judging judging;
  Reconciling reconciling;
  Deciding deciding;
};

}  // namespace recanvass::workflow
