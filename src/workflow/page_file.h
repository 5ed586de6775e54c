// Puts a page of ours into a folder: whole or not at all, and never over a file that is not ours.
// Used by every command with --html.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>

namespace recanvass::workflow {

/// A page and who may replace it.
struct PageFile {
  std::string command;    ///< "brief": starts the causes of problems
  std::string file_name;  ///< "index.html"
  std::string generator;  ///< of its meta element; a file with another one is left alone
  std::string text;
};

/// Writes the page to `folder`, making the folder when it is absent, and gives its path.
/// Causes, after the command's name: .folder, .not-ours, .write.
[[nodiscard]] base::Result<std::filesystem::path> write_page(const PageFile& page,
                                                             const std::filesystem::path& folder);

}  // namespace recanvass::workflow
