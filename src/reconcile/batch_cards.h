// The paper of ballot manifests against the cards that were recorded, batch by batch: what is in
// one and not in the other, and where the numbers of cards differ. An audit draws from the
// manifest, so that a batch that it lacks could never be drawn. Shown by formats/batch_check.h.
#pragma once

#include "election/ballot_manifest.h"
#include "election/card_store.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::reconcile {

/// A batch whose paper and records do not agree. One of the two numbers has a value at least.
struct BatchDifference {
  std::string tabulator;  ///< empty: not told, or batches were compared by their names alone
  std::string name;
  std::optional<election::CardCount> in_manifest;  ///< no value: no manifest has the batch
  std::optional<election::CardCount> recorded;  ///< no value: no card of it was recorded
  std::vector<std::size_t> manifest_batches;  ///< positions in what was given, ascending
  std::vector<std::uint32_t> card_batches;  ///< indices of CardNames::batches, ascending
};

struct BatchComparison {
  bool by_tabulator = false;  ///< batches are the same by tabulator and name
  std::size_t same = 0;  ///< batches that agree
  std::vector<BatchDifference> differences;  ///< by tabulator and name
  election::CardCount in_manifest;
  election::CardCount recorded;
  election::CardCount without_batch;  ///< recorded cards that say no batch; they are in no batch
};

/// Compares batches of one or several manifests with those of the cards. A batch that lies in two
/// containers is one batch. Tabulators are compared where both sides name them. Where one side
/// names none and calls more of its batches "tabulator-name" than by names of the other, as we
/// write Hart's, they are compared by that. Batches of no cards of which nothing was recorded
/// agree.
[[nodiscard]] BatchComparison compare_batches(std::span<const election::ManifestBatch> batches,
                                              const election::CardStore& store);

/// A name of a batch or tabulator without what programs for tables change: zeros in front of
/// numbers, spaces, large letters. "Batch 07" gives "batch7".
[[nodiscard]] std::string plain_form(std::string_view name);

}  // namespace recanvass::reconcile
