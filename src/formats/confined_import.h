// Reads cast vote records and ballot manifests in a child process (formats/confined.h), and takes
// over what it read: what commands do with files that people give them.
// Next: formats/card_import.h, formats/handover.h.
#pragma once

#include "base/executor.h"
#include "formats/card_import.h"
#include "formats/confined.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace recanvass::formats {

/// How cards are read: within which limits, and by which threads of the child.
struct ReadingLimits : ConfinedLimits {
  /// Makes them, in the child, so many as its limits have; none: one thread.
  std::function<std::unique_ptr<base::Executor>(std::uint32_t threads)> executor;
};

/// read_files() of the files, folders and archives at the paths, in a child. The cards stay in the
/// bytes that the child left. Causes: those of InputFiles::open, read_files() and run_confined().
/// @pre this process has one thread
base::Result<FilesRead> read_files_confined(const std::vector<std::filesystem::path>& paths,
                                            const std::vector<MappedColumn>& given = {},
                                            const ReadingLimits& limits = {});

/// import_cards() in a child. Causes: cards.none besides those above. @pre as above
base::Result<CardImport> import_cards_confined(const std::vector<std::filesystem::path>& paths,
                                               const ReadingLimits& limits = {});

}  // namespace recanvass::formats
