// Entry points for fuzzing what this folder reads from strangers: the list of a bundle, the list of
// what is withheld, and what signed entries say. Run by tests/fuzz/.
#pragma once

#include <string_view>

namespace recanvass::verify {

/// bundle.json.
void fuzz_bundle_list(std::string_view bytes);
/// public/withheld.csv.
void fuzz_withheld(std::string_view bytes);
/// A ledger of entries, one {"author", "body", "kind"} a line; one with "why" is withheld.
/// Whatever they say, the examination ends in checks.
void fuzz_replay(std::string_view bytes);

}  // namespace recanvass::verify
