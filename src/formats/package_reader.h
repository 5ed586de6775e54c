// Reads an election package: a folder with election.toml and files of figures, described in
// docs/formats/election-package.md. All of it, or everything that is wrong with it.
// Next: formats/package_parts.h for how it is taken apart, election/election.h for what comes out.
#pragma once

#include "base/result.h"
#include "election/election.h"

#include <filesystem>

namespace recanvass::formats {

/// @param folder  the package's folder, or its election.toml
/// Files inside are named in problems by their path in the package.
/// Causes: package.missing, package.no-election, toml.*, package.*, csv.*, number.*, returns.*, and
/// those of each format's reader. Problems stand in the order of election.toml, then of its files.
base::Result<election::Election> read_package(const std::filesystem::path& folder);

}  // namespace recanvass::formats
