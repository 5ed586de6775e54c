// A synthetic election as files: cast vote records in a vendor's format, the manifest of its
// batches, and truth.json, which says what the paper says and what is wrong with the records.
// The elections themselves: generate/synthetic.h. The command: `recanvass generate`.
#pragma once

#include "base/executor.h"
#include "base/result.h"
#include "formats/card_formats.h"
#include "generate/synthetic.h"

#include <filesystem>

namespace recanvass::formats {

/// Writes the records, manifest.csv and truth.json. Where each county exports its own
/// (PartsOf::Counties), records and manifest are in a folder called after it. `executor` makes
/// several parts at once; the bytes do not depend on it.
/// @param folder  is made; absent or empty before.
/// Causes: file.write, file.folder (it holds something, or cannot be made), convert.no-ranking.
base::Result<WrittenCards> write_synthetic(const generate::SyntheticElection& election,
                                           CardFormat format, const std::filesystem::path& folder,
                                           base::Executor& executor);

}  // namespace recanvass::formats
