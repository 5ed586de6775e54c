// A list of cards made of cast vote records: its batches and places in the order of the records,
// and what the record of each card says in the contests of the audit. It gives the lines of
// audit.list, audit.batches and card.reveal, so that nobody has to program them.
// Next: workflow/card_record.h, the tree over the records; workflow/record_contests.h.
#pragma once

#include "election/card_store.h"
#include "ledger/keys.h"
#include "workflow/operation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// What a person says about a list that its records do not.
struct RecordListAsk {
  std::string list;
  std::string county;  ///< empty: the whole jurisdiction
  std::string import;  ///< the import of the records (cards.import)
  std::optional<std::int64_t> at_most;  ///< the most cards there can be
  std::string batch_prefix;  ///< stands before "tabulator-batch" in the ids of the manifest
};

/// Of a list alone: nobody without the key can make it. Only its hash is ever kept.
[[nodiscard]] std::string records_secret(const ledger::SigningKey& key, const std::string& origin,
                                         const std::string& list);

/// The bodies of audit.list, with the root over all records, and of audit.batches, each line short
/// enough for an entry; with "do".
/// Causes: those of plan_is_open, audit.list-twice, audit.batch, audit.positions,
/// records.contest (not in the records, or twice), records.choice, records.form (votes that no
/// reading can say: several for one choice, a rank marked twice by nobody knows whom),
/// records.withheld.
base::Result<std::vector<base::Json>> list_lines(const Operation& operation,
                                                 const election::CardStore& store,
                                                 const RecordListAsk& ask,
                                                 const std::string& secret);

/// The bodies of card.reveal of every card of the list whose readings are signed off and whose
/// record is not shown, with "do".
/// Causes: as above, records.list (no list of the audit), records.differ (another root than was
/// committed to: other records, another order or another key), records.nothing.
base::Result<std::vector<base::Json>> reveal_lines(const Operation& operation,
                                                   const election::CardStore& store,
                                                   const std::string& list,
                                                   const std::string& secret);

}  // namespace recanvass::workflow
