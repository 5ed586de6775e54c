// Which files a published folder may hold. It follows from the size of the ledger and from the
// names of the tables alone: what bundle.json lists is a claim, and a forger without any key can
// list what he likes. Format: docs/formats/bundle.md.
#pragma once

#include "verify/bundle_list.h"
#include "verify/folder.h"
#include "verify/verdict.h"

#include <cstdint>
#include <optional>
#include <string>

namespace recanvass::verify {

/// Whether a bundle of so many entries has a file of this path. Of files/ only the form is seen:
/// check_attached has the entries.
/// @param size  of the tree; no value: not known, so that any tile will do
[[nodiscard]] bool is_path_of_bundle(const std::string& path, std::optional<std::uint64_t> size);

/// V1: no file has a path that no bundle has. What the list does not name check_files has told.
/// @param list  null: bundle.json could not be read
void check_paths(const BundleFolder& folder, const BundleList* list,
                 std::optional<std::uint64_t> size, CheckBook& book);

}  // namespace recanvass::verify
