// A synthetic election as files: cast vote records in a vendor's format, the manifest of its
// batches, and truth.json, which says what the paper says and what is wrong with the records.
// The elections themselves: generate/synthetic.h. The command: `recanvass generate`.
#pragma once

#include "base/executor.h"
#include "base/result.h"
#include "formats/card_writer.h"
#include "generate/synthetic.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

enum class CardFormat { DominionJson, DominionCsv };

/// The formats that cards can be written in, by name: "dominion-json".
[[nodiscard]] std::vector<std::string> card_format_names();
[[nodiscard]] std::optional<CardFormat> card_format_named(std::string_view name);

/// @param folder  exists and is empty
[[nodiscard]] std::unique_ptr<CardWriter> card_writer(CardFormat format,
                                                      const std::filesystem::path& folder,
                                                      const std::string& election_name);

/// Writes the records, manifest.csv and truth.json. `executor` makes several parts at once; the
/// bytes do not depend on it. @param folder  is made; absent or empty before.
/// Causes: file.write, file.folder (it holds something, or cannot be made).
base::Result<WrittenCards> write_synthetic(const generate::SyntheticElection& election,
                                           CardFormat format, const std::filesystem::path& folder,
                                           base::Executor& executor);

}  // namespace recanvass::formats
