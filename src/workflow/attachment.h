// Files that a command carries: in the ledger a body member {"sha256", "bytes", "name"}, in a
// submitted line {"path": ...}, which submitting replaces when it has stored the file.
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "base/sha256.h"

#include <string>
#include <vector>

namespace recanvass::workflow {

/// Whether a value is a stored file's: exactly sha256, bytes and name, rightly formed; the name is
/// no path.
[[nodiscard]] bool is_attachment(const base::Json& value);

/// The hashes of all stored files that a body names, at any depth, in the order of the body.
[[nodiscard]] std::vector<base::Sha256> attached_files(const base::Json& body);

/// Whether a value names a file that is still to be stored: "path", and "name" or not.
[[nodiscard]] bool is_file_to_attach(const base::Json& value);

/// Every value of `body` that is_file_to_attach, at any depth.
[[nodiscard]] std::vector<base::Json*> files_to_attach(base::Json& body);
[[nodiscard]] bool has_files_to_attach(const base::Json& body);

}  // namespace recanvass::workflow
