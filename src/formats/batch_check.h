// Ballot manifests against the cards that were read with them, as problems with their places in the
// files: what must be settled before an audit draws from a manifest.
// Next: reconcile/batch_cards.h, which compares.
#pragma once

#include "formats/card_import.h"
#include "reconcile/batch_cards.h"

namespace recanvass::formats {

struct BatchCheck {
  reconcile::BatchComparison comparison;
  /// A problem for each batch that differs, all of them: first by manifest and row, then by file
  /// and row of the cards. Causes: batches.not-recorded, batches.not-in-manifest, batches.cards
  /// (the numbers differ), batches.none (cards that say no batch).
  base::Problems problems;
};

/// @pre read.cards has a value and read.manifests is not empty
[[nodiscard]] BatchCheck check_batches(const FilesRead& read);

}  // namespace recanvass::formats
